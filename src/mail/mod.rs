//! Bytes and wires: MIME, IMAP, SMTP.

pub mod compose;
pub mod imap;
pub mod secret;
pub mod smtp;
pub mod tls;
pub mod token;
pub mod wire;
