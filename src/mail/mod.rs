//! Bytes and wires: MIME, IMAP, SMTP.
