//! A mail that leaves. Three kinds of text make a leak a type error: what a customer may read, what belongs to one side
//! conversation, and what stays inside.

use serde::{Deserialize, Serialize};

use super::across::without_names;
use super::{Body, Mailbox, SideId, Time};

/// Text that the customer may read: what the customer wrote, and what an agent wrote as a public reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerText(String);

impl CustomerText {
    /// What an agent wrote in the mode "Reply to customer", or what the customer wrote.
    #[must_use]
    pub fn public(text: impl Into<String>) -> CustomerText {
        CustomerText(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The audited conversion: a person quotes what the customer may read into a side conversation. The caller writes it to the history.
    #[must_use]
    pub fn quoted_across(&self) -> String {
        quoted(&self.0)
    }
}

/// Text that belongs to one side conversation and to its participants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideText {
    side: SideId,
    text: String,
}

impl SideText {
    /// What an agent or a third party wrote in this side conversation.
    #[must_use]
    pub fn of(side: SideId, text: impl Into<String>) -> SideText {
        SideText { side, text: text.into() }
    }

    /// Whose it is.
    #[must_use]
    pub fn side(&self) -> SideId {
        self.side
    }

    /// The audited conversion the other way: a person quotes a side conversation to the customer, without these people's names and
    /// addresses. The caller writes it to the history.
    #[must_use]
    pub fn quoted_across_without(&self, people: &[Mailbox]) -> String {
        if people.is_empty() { quoted(&self.text) } else { quoted(&without_names(&self.text, people)) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Text that only agents read: notes, notifications, event lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InternalText(String);

impl InternalText {
    /// What an agent wrote as a private note, or what the desk tells its agents.
    #[must_use]
    pub fn new(text: impl Into<String>) -> InternalText {
        InternalText(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Each line behind `> ` (RFC 3676, 4.5).
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 20);
    for line in text.trim_end().lines() {
        out.push('>');
        if !line.is_empty() && !line.starts_with('>') {
            out.push(' ');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Who reads a mail, with the text in the type that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// To the customer. The quote is an earlier public message.
    Customer {
        /// What the agent wrote, in Markdown.
        text: CustomerText,
        /// The attribution line and the message that is quoted below, not yet behind `>`.
        quote: Option<(String, CustomerText)>,
    },
    /// To the participants of one side conversation.
    Side {
        /// What the agent wrote, in Markdown.
        text: SideText,
        /// The attribution line and the message of this side that is quoted below.
        quote: Option<(String, SideText)>,
    },
    /// To an agent: a notification.
    Agent {
        /// What is told.
        text: InternalText,
    },
}

/// Everything that a mail's bytes are made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// Fixed once, without brackets.
    pub message_id: String,
    /// From.
    pub from: Mailbox,
    /// The signed address that answers come back to; `None` leaves the header out.
    pub reply_to: Option<Mailbox>,
    /// To.
    pub to: Vec<Mailbox>,
    /// Cc.
    pub cc: Vec<Mailbox>,
    /// The subject.
    pub subject: String,
    /// Date.
    pub date: Time,
    /// The Message-ID that this answers, without brackets.
    pub in_reply_to: Option<String>,
    /// The thread's Message-IDs, oldest first, without brackets.
    pub references: Vec<String>,
    /// The text, typed by who may read it.
    pub content: Content,
    /// The signature, without the `-- ` line; empty for none.
    pub signature: String,
    /// Files.
    pub files: Vec<OutgoingFile>,
    /// Set on automatic answers and notifications: adds Auto-Submitted (RFC 3834) and X-Auto-Response-Suppress.
    pub automatic: Option<Automatic>,
}

impl Outgoing {
    /// What the agent wrote.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Customer { text, .. } => text.as_str(),
            Content::Side { text, .. } => text.as_str(),
            Content::Agent { text } => text.as_str(),
        }
    }

    /// The attribution line and the text to quote below, when there is one.
    #[must_use]
    pub fn quote(&self) -> Option<(&str, &str)> {
        match &self.content {
            Content::Customer { quote, .. } => quote.as_ref().map(|(a, q)| (a.as_str(), q.as_str())),
            Content::Side { quote, .. } => quote.as_ref().map(|(a, q)| (a.as_str(), q.as_str())),
            Content::Agent { .. } => None,
        }
    }
}

/// Why a mail that we send is automatic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Automatic {
    /// An answer to a mail: `Auto-Submitted: auto-replied`.
    Reply,
    /// Made by the desk itself: `Auto-Submitted: auto-generated`.
    Generated,
}

/// A file that goes with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingFile {
    /// Its name, without a path.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What an agent's text looks like in the timeline: the text alone, all new.
#[must_use]
pub fn as_body(text: &str) -> Body {
    Body::plain(text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_marks_every_line_and_deepens_what_is_quoted() {
        assert_eq!(quoted("a\n\n> b\n"), "> a\n>\n>> b\n");
    }
}
