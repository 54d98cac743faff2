//! The demo: a believable desk with a mail world of its own. The same IMAP and SMTP clients as in real life talk to a small server
//! on loopback, so that nothing in the demo goes around the code that real mail uses.

pub mod cast;
pub mod dice;
pub mod letter;
pub mod server;
pub mod stories;
pub mod world;
