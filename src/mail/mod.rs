//! Bytes and wires: MIME, IMAP, SMTP.

pub mod token;
