//! Bytes and wires: MIME, IMAP, SMTP.

pub mod authentication;
pub mod automatic;
pub mod compose;
pub mod forward;
pub mod html;
pub mod imap;
pub mod language;
pub mod mbox;
pub mod parse;
pub mod quote;
mod say;
pub mod secret;
pub mod smtp;
pub mod tls;
pub mod token;
pub mod wire;
