//! One message or event of a thread, as it is shown: of a timeline or of a side conversation.

use crate::model::delivery::DeliverySummary;
use crate::model::entry::{Entry, EntryKind, Event, FileRef, Origin};
use crate::model::side::{Direction, SideMessage};
use crate::model::{Body, Mailbox, Time};

/// What a message is, by which it cannot be mistaken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// From the customer.
    Customer,
    /// To the customer.
    Reply,
    /// A private note.
    Note,
    /// One line that says what happened.
    Event,
    /// To third parties.
    Asked,
    /// From a third party.
    Answered,
}

/// One message or event, as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// What it is.
    pub kind: Kind,
    /// Row.
    pub key: i64,
    /// Who wrote it.
    pub author: &'a str,
    /// The author is a rule.
    pub by_rule: bool,
    /// When.
    pub at: Time,
    /// The text.
    pub body: &'a Body,
    /// Whom it was to.
    pub to: &'a [Mailbox],
    /// Whom it was to, for information.
    pub cc: &'a [Mailbox],
    /// A subject of its own.
    pub subject: Option<&'a str>,
    /// What happened.
    pub event: Option<&'a Event>,
    /// A program wrote it.
    pub automatic: bool,
    /// How its sending stands.
    pub delivery: Option<&'a DeliverySummary>,
    /// Its files.
    pub files: &'a [FileRef],
    /// The merged ticket that it comes from.
    pub origin: Option<Origin>,
    /// When it was last edited.
    pub edited: Option<Time>,
    /// When something was last taken out of it for good.
    pub redacted: Option<Time>,
}

impl<'a> From<&'a Entry> for Item<'a> {
    fn from(e: &'a Entry) -> Item<'a> {
        let kind = match e.kind {
            EntryKind::Customer => Kind::Customer,
            EntryKind::Reply => Kind::Reply,
            EntryKind::Note => Kind::Note,
            EntryKind::Event => Kind::Event,
        };
        Item {
            kind,
            key: e.id.0,
            author: name_or_address(&e.author.name, &e.author.email),
            by_rule: e.author.rule().is_some(),
            at: e.at,
            body: &e.body,
            to: &e.to,
            cc: &e.cc,
            subject: e.subject.as_deref(),
            event: e.event.as_ref(),
            automatic: e.automatic,
            delivery: e.delivery.as_ref(),
            files: &e.files,
            origin: e.origin,
            edited: e.edited,
            redacted: e.redacted,
        }
    }
}

impl<'a> From<&'a SideMessage> for Item<'a> {
    fn from(m: &'a SideMessage) -> Item<'a> {
        Item {
            kind: if m.direction == Direction::Out { Kind::Asked } else { Kind::Answered },
            key: m.id.0,
            author: name_or_address(&m.author.name, &m.author.email),
            by_rule: false,
            at: m.at,
            body: &m.body,
            to: &[],
            cc: &[],
            subject: None,
            event: None,
            automatic: m.automatic,
            delivery: m.delivery.as_ref(),
            files: &m.files,
            origin: None,
            edited: None,
            redacted: m.redacted,
        }
    }
}

fn name_or_address<'a>(name: &'a str, address: &'a str) -> &'a str {
    if name.is_empty() { address } else { name }
}
