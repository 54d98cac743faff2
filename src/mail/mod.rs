//! Bytes and wires: MIME, IMAP, SMTP.

pub mod automatic;
pub mod html;
pub mod language;
pub mod parse;
pub mod quote;
