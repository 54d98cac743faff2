//! The nouns and the rules of the desk. Pure: no I/O, no SQL, no clock, no terminal.

pub mod across;
pub mod address;
pub mod body;
pub mod canned;
pub mod delivery;
pub mod entry;
pub mod find;
pub mod free_mail;
pub mod ids;
pub mod incoming;
pub mod mention;
pub mod nearest;
pub mod notify;
pub mod outgoing;
pub mod party;
pub mod people;
pub mod placing;
pub mod pointed;
pub mod query;
pub mod recipients;
pub mod report;
pub mod rules;
pub mod settings;
pub mod side;
pub mod status;
pub mod threads;
pub mod ticket;
pub mod time;
pub mod trace;
pub mod until;
pub mod verb;
pub mod written;

pub use address::{Address, Mailbox};
pub use body::{Body, Part};
pub use ids::*;
pub use time::Time;
