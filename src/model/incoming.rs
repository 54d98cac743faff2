//! A mail that came in, as the desk sees it once it has been parsed.

use serde::{Deserialize, Serialize};

use super::{Address, Body, Mailbox, Time};

/// A mail that came in. Everything in it is hostile text from outside.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Incoming {
    /// The Message-ID without angle brackets. A missing one is made from the content: `…@made.aside.invalid`.
    pub message_id: String,
    /// Whether `message_id` was made here.
    pub message_id_made: bool,
    /// SHA-256 over what stays the same when one mail arrives by two ways: From, Date, Subject, Message-ID and the decoded bodies
    /// and attachments, without the trace headers that each server adds.
    pub content_hash: [u8; 32],
    /// The Message-IDs of In-Reply-To, without brackets.
    pub in_reply_to: Vec<String>,
    /// The Message-IDs of References, without brackets, oldest first.
    pub references: Vec<String>,
    /// Every mailbox of every From header; the first is taken for the author.
    pub from: Vec<Mailbox>,
    /// Reply-To.
    pub reply_to: Vec<Mailbox>,
    /// To.
    pub to: Vec<Mailbox>,
    /// Cc.
    pub cc: Vec<Mailbox>,
    /// Delivered-To, X-Original-To and Envelope-To: where the server put the mail.
    pub delivered_to: Vec<Address>,
    /// The subject, decoded, on one line.
    pub subject: String,
    /// The Date header, when it can be read.
    pub date: Option<Time>,
    /// The text, with quotes and signature marked.
    pub body: Body,
    /// The HTML as it was sent, when there was any.
    pub html: Option<String>,
    /// Attachments and inline parts, in order.
    pub files: Vec<IncomingFile>,
    /// Whether a person wrote it.
    pub origin: Origin,
    /// A guess of the language of the new text, as a BCP 47 primary tag: `en`, `pt`, `es`, …
    pub language: Option<String>,
    /// The Authentication-Results headers (RFC 8601), topmost first.
    pub authentication_results: Vec<String>,
    /// What could not be read as it should be: a charset that was guessed, nesting that was cut. For `explain`.
    pub remarks: Vec<String>,
}

impl Incoming {
    /// The author: the first From mailbox.
    #[must_use]
    pub fn author(&self) -> Option<&Mailbox> {
        self.from.first()
    }

    /// Every address that the mail was sent or delivered to.
    pub fn recipients(&self) -> impl Iterator<Item = &Address> {
        self.delivered_to.iter().chain(self.to.iter().map(|m| &m.address)).chain(self.cc.iter().map(|m| &m.address))
    }
}

/// One attachment or inline part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingFile {
    /// The name, made safe: no path, no control characters, never empty.
    pub name: String,
    /// The media type, as `image/png`.
    pub media_type: String,
    /// Content-ID without brackets, for inline images.
    pub content_id: Option<String>,
    /// Whether the mail shows it inline.
    pub inline: bool,
    /// The decoded bytes.
    pub bytes: Vec<u8>,
}

/// Who or what wrote a mail.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Origin {
    /// A person, as far as one can tell.
    #[default]
    Person,
    /// A program: it is recorded, reopens nothing and is never answered automatically. With the header that says so.
    Automatic {
        /// The header line or the rule that told it.
        because: String,
    },
    /// A delivery report (RFC 3464 or one of its older kin).
    Report(DeliveryReport),
}

/// What a mail server says about a mail of ours.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DeliveryReport {
    /// The Message-ID of the mail it is about, without brackets, when it can be found.
    pub about: Option<String>,
    /// One outcome for each recipient that the report names.
    pub outcomes: Vec<DeliveryOutcome>,
}

/// What happened to one recipient's copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryOutcome {
    /// Whom it was for.
    pub recipient: Option<Address>,
    /// What happened.
    pub action: DeliveryAction,
    /// The enhanced status code (RFC 3463), as `5.1.1`.
    pub status: Option<String>,
    /// The server's words.
    pub words: String,
}

/// The Action field of a delivery report (RFC 3464, 2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryAction {
    /// Given up.
    Failed,
    /// Still trying.
    Delayed,
    /// Delivered, relayed or expanded.
    Delivered,
}
