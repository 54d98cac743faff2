//! The few header fields by which old mails are put in order.

use mail_parser::DateTime;

use super::fields::Fields;
use super::{message_id, prepared};
use crate::model::Time;

/// What puts a mail in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The Message-ID, when there is one.
    pub message_id: Option<String>,
    /// As [`Incoming`](crate::model::incoming::Incoming) has it.
    pub in_reply_to: Vec<String>,
    /// As [`Incoming`](crate::model::incoming::Incoming) has it.
    pub references: Vec<String>,
    /// The Date header, when it can be read.
    pub date: Option<Time>,
    /// When a server received it last, as the topmost Received header says.
    pub received: Option<Time>,
}

/// Reads the beginning of a mail: its header, or as much of it as is there.
#[must_use]
pub fn envelope(raw: &[u8]) -> Envelope {
    const WANTED: [&str; 5] = ["message-id", "in-reply-to", "references", "date", "received"];
    let raw = prepared(raw);
    let (fields, _) = Fields::split_for(&raw, |name| WANTED.iter().any(|w| name.eq_ignore_ascii_case(w.as_bytes())));
    let received = fields.first("received").and_then(|value| value.rsplit_once(';')).and_then(|(_, date)| {
        let date = DateTime::parse_rfc822(date.trim())?;
        date.is_valid().then(|| Time::from_seconds(date.to_timestamp()))
    });
    Envelope {
        message_id: message_id(&fields),
        in_reply_to: fields.ids("in-reply-to"),
        references: fields.ids("references"),
        date: fields.date(),
        received,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_puts_a_mail_in_order_is_read_from_its_beginning_alone() {
        let raw =
            b"Received: from a by b;\n\tTue, 17 Nov 2026 10:00:00 +0000\nReceived: from c; Mon, 1 Jan 2024 10:00:00 +0000\nSubject: x\n folded\n\
            Date: Tue, 17 Nov 2026 01:00:00 +0100\nMessage-ID: <a@b.example>\nReferences: <1@b.example>\n\t<2@b.example>\nX-Long: cut he";
        let found = envelope(raw);
        assert_eq!(found.message_id.as_deref(), Some("a@b.example"));
        assert_eq!(found.references, ["1@b.example", "2@b.example"]);
        assert_eq!((found.date, found.received), (Some(Time::from_seconds(1_794_873_600)), Some(Time::from_seconds(1_794_909_600))));
    }

    #[test]
    fn it_says_the_same_as_the_whole_reading() {
        for entry in std::fs::read_dir("tests/mail").unwrap() {
            let raw = std::fs::read(entry.unwrap().path()).unwrap();
            let (found, whole) = (envelope(&raw), crate::mail::parse::parse(&raw));
            assert_eq!((found.in_reply_to, found.references, found.date), (whole.in_reply_to, whole.references, whole.date));
            assert!(found.message_id.is_none_or(|id| id == whole.message_id));
        }
    }
}
