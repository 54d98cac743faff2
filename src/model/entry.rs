//! The timeline: what happened on a ticket, oldest first.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::delivery::DeliverySummary;
use super::status::{Priority, Status};
use super::{AgentId, Body, EntryId, FileId, InboxId, Mailbox, SideId, TicketId, Time};

/// What an entry is. Only the first two are ever seen by the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A mail from the customer.
    Customer,
    /// A public reply to the customer.
    Reply,
    /// A private note.
    Note,
    /// One line that says what happened.
    Event,
}

impl EntryKind {
    /// Whether the customer sees it.
    #[must_use]
    pub fn is_public(self) -> bool {
        matches!(self, EntryKind::Customer | EntryKind::Reply)
    }

    /// The word in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            EntryKind::Customer => "customer",
            EntryKind::Reply => "reply",
            EntryKind::Note => "note",
            EntryKind::Event => "event",
        }
    }
}

/// Who wrote an entry or a message.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Author {
    /// The agent, when it was one.
    #[serde(skip)]
    pub agent: Option<AgentId>,
    /// The name, as it was then; empty for the desk itself.
    pub name: String,
    /// The address, as it was then. For agents this is the desk's address, never their own.
    pub email: String,
}

/// Where an entry comes from that a merge brought, or that came in later for the merged ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The ticket whose thread it belongs to.
    pub ticket: TicketId,
    /// That ticket is the same requester's. What belongs to another requester is never quoted to this one, nor are its recipients written to.
    pub same_requester: bool,
}

impl Author {
    /// The rule that acted, in event lines and notes.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        (self.agent.is_none() && self.email.is_empty() && !self.name.is_empty()).then_some(self.name.as_str())
    }

    /// The name, or the address when there is no name.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

/// One entry of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Row.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub at: Time,
    /// The text; for events empty.
    pub body: Body,
    /// What happened, for events.
    pub event: Option<Event>,
    /// Whom a mail was to.
    pub to: Vec<Mailbox>,
    /// Whom a mail was to, for information.
    pub cc: Vec<Mailbox>,
    /// The subject, when it differs from the ticket's.
    pub subject: Option<String>,
    /// A program wrote it.
    pub automatic: bool,
    /// How its sending stands, for replies.
    pub delivery: Option<DeliverySummary>,
    /// Its files.
    pub files: Vec<FileRef>,
    /// The raw mail it came from.
    pub inbox: Option<InboxId>,
    /// The merged ticket that it comes from.
    pub origin: Option<Origin>,
    /// When its author last edited it.
    pub edited: Option<Time>,
    /// When an admin last took something out of it for good.
    pub redacted: Option<Time>,
}

impl Entry {
    /// Whether it belongs to the thread of another requester, whose ticket was merged into this one.
    #[must_use]
    pub fn is_of_other_requester(&self) -> bool {
        self.origin.is_some_and(|o| !o.same_requester)
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut out = s.serialize_struct("Entry", 12)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("kind", &self.kind)?;
        out.serialize_field("author", &self.author)?;
        out.serialize_field("at", &self.at)?;
        let text = self.event.as_ref().map_or_else(|| self.body.new_text(), Event::english);
        out.serialize_field("text", &text)?;
        out.serialize_field("quoted", &self.body.folded())?;
        out.serialize_field("attachments", &self.files)?;
        out.serialize_field("event", &self.event)?;
        out.serialize_field("delivery", &self.delivery)?;
        out.serialize_field("from_ticket", &self.origin.map(|o| o.ticket))?;
        out.serialize_field("edited", &self.edited)?;
        out.serialize_field("redacted", &self.redacted)?;
        out.end()
    }
}

/// A file that hangs on an entry, a message or a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileRef {
    /// Row.
    #[serde(skip)]
    pub id: FileId,
    /// Its name, safe to show and to save under.
    pub name: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Shown inline in the mail.
    #[serde(skip)]
    pub inline: bool,
}

/// What an event line says. Names are kept as they were at that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Event {
    /// The status changed.
    Status {
        /// From.
        from: Status,
        /// To.
        to: Status,
    },
    /// Someone has it now, or nobody.
    Assigned {
        /// The agent's name.
        to: Option<String>,
    },
    /// A team has it now, or none.
    Team {
        /// The team's name.
        to: Option<String>,
    },
    /// The priority changed.
    Priority {
        /// From.
        from: Priority,
        /// To.
        to: Priority,
    },
    /// Tags were put on or taken off.
    Tags {
        /// Put on.
        added: Vec<String>,
        /// Taken off.
        removed: Vec<String>,
    },
    /// Out of the queues until then; without a time, until the next reply.
    Snoozed {
        /// Until when.
        until: Option<Time>,
    },
    /// Back in the queues.
    Woken,
    /// Marked as spam, or not any more.
    Spam {
        /// It is.
        marked: bool,
    },
    /// It goes on from a closed ticket.
    LinkedFrom {
        /// The old ticket.
        ticket: TicketId,
    },
    /// It goes on in a new ticket.
    LinkedTo {
        /// The new ticket.
        ticket: TicketId,
    },
    /// It was merged into another ticket, where it goes on.
    MergedInto {
        /// The other ticket.
        ticket: TicketId,
    },
    /// Another ticket was merged into it.
    MergedHere {
        /// The other ticket.
        ticket: TicketId,
        /// The other ticket's subject.
        subject: String,
    },
    /// A merge with another ticket was taken back.
    Unmerged {
        /// The other ticket.
        ticket: TicketId,
    },
    /// It began with a message that was split off another ticket.
    SplitFrom {
        /// The other ticket.
        ticket: TicketId,
    },
    /// A message was split off as a ticket of its own.
    SplitOff {
        /// The new ticket.
        ticket: TicketId,
        /// Who wrote the message.
        who: String,
    },
    /// A message that was split off came back.
    SplitBack {
        /// The ticket that it had become.
        ticket: TicketId,
    },
    /// An agent opened the ticket for a customer.
    OpenedFor {
        /// The customer.
        who: String,
    },
    /// An agent opened a side conversation or wrote in it.
    SideAsked {
        /// Which.
        side: SideId,
        /// Its subject.
        subject: String,
        /// Whom.
        to: Vec<String>,
        /// It was opened with this.
        opened: bool,
    },
    /// A third party answered.
    SideAnswered {
        /// Which.
        side: SideId,
        /// Its subject.
        subject: String,
        /// Who.
        who: String,
        /// They are not an accepted participant yet.
        unverified: bool,
    },
    /// Done.
    SideDone {
        /// Which.
        side: SideId,
        /// Its subject.
        subject: String,
    },
    /// Open again.
    SideReopened {
        /// Which.
        side: SideId,
        /// Its subject.
        subject: String,
    },
    /// An answer is expected by a time, or by none any more.
    SideDue {
        /// Which.
        side: SideId,
        /// Its subject.
        subject: String,
        /// By when.
        due: Option<Time>,
    },
    /// No answer came by the time that was expected.
    SideOverdue {
        /// Which.
        side: SideId,
        /// Its subject.
        subject: String,
        /// Who was asked.
        who: String,
    },
    /// A participant came in or went out.
    SidePeople {
        /// Which.
        side: SideId,
        /// Came in.
        added: Vec<String>,
        /// Went out.
        removed: Vec<String>,
    },
    /// An agent quoted a side conversation for the customer.
    SideQuoted {
        /// Which.
        side: SideId,
        /// Its subject.
        subject: String,
        /// Whose words.
        who: String,
        /// With names and addresses.
        named: bool,
    },
    /// A mail for this ticket is in quarantine.
    Quarantined {
        /// Who wrote it.
        from: String,
        /// Why, in one sentence.
        why: String,
    },
    /// A mail was not delivered.
    DeliveryFailed {
        /// To whom.
        recipient: String,
        /// The server's words.
        words: String,
    },
    /// The answer of a program was recorded.
    Automatic {
        /// Who sent it.
        from: String,
    },
    /// The arrival of the ticket was acknowledged to its requester.
    Acknowledged {
        /// To whom.
        to: String,
    },
    /// The mail above answers in this thread with another subject: it may be another matter.
    NewSubject {
        /// The other subject.
        subject: String,
    },
    /// The mail above is from an address that had not been on this ticket. Replies still go to the requester.
    NewAddress {
        /// The address.
        address: String,
    },
    /// An agent passed a customer's mail on to the desk.
    PassedOn {
        /// Whose mail.
        from: String,
    },
    /// A mail is still on its way.
    DeliveryDelayed {
        /// To whom.
        recipient: String,
        /// The server's words.
        words: String,
    },
    /// A mail was let out of quarantine.
    Released {
        /// Who wrote it.
        from: String,
    },
    /// A mail in quarantine was discarded.
    Discarded {
        /// Who wrote it.
        from: String,
        /// Why, as whoever discarded it says; may be empty.
        #[serde(default)]
        reason: String,
    },
    /// A send was taken back.
    SendUndone,
    /// A transcript was sent by mail.
    TranscriptSent {
        /// To whom.
        to: String,
    },
    /// Something was taken out of a message or note for good.
    Redacted {
        /// Who had written it.
        who: String,
        /// All of it.
        whole: bool,
    },
    /// Stands in the place of a note that its author has deleted.
    NoteDeleted,
    /// A rule could not do its verbs.
    RuleFailed {
        /// Its name.
        rule: String,
        /// Why, in English.
        why: String,
    },
    /// Any other change of one value.
    Changed {
        /// What.
        field: String,
        /// From.
        from: String,
        /// To.
        to: String,
    },
}

impl Event {
    /// The side conversation that it is about.
    #[must_use]
    pub fn side(&self) -> Option<SideId> {
        match self {
            Event::SideAsked { side, .. }
            | Event::SideAnswered { side, .. }
            | Event::SideDone { side, .. }
            | Event::SideReopened { side, .. }
            | Event::SideDue { side, .. }
            | Event::SideOverdue { side, .. }
            | Event::SidePeople { side, .. }
            | Event::SideQuoted { side, .. } => Some(*side),
            _ => None,
        }
    }

    /// The line in English, for scripts and logs. Screens take theirs from the catalogue.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            Event::Status { from, to } => format!("status {from} -> {to}"),
            Event::Assigned { to } => to.as_ref().map_or_else(|| "assigned to nobody".to_owned(), |t| format!("assigned to {t}")),
            Event::Team { to } => to.as_ref().map_or_else(|| "no team".to_owned(), |t| format!("team {t}")),
            Event::Priority { from, to } => format!("priority {from} -> {to}"),
            Event::Tags { added, removed } => {
                let tags: Vec<String> = added.iter().map(|t| format!("+{t}")).chain(removed.iter().map(|t| format!("-{t}"))).collect();
                format!("tags {}", tags.join(" "))
            }
            Event::Snoozed { until: Some(t) } => format!("snoozed until {t}"),
            Event::Snoozed { until: None } => "snoozed until the next reply".to_owned(),
            Event::Woken => "snooze ended".to_owned(),
            Event::Spam { marked: true } => "marked as spam".to_owned(),
            Event::Spam { marked: false } => "not spam".to_owned(),
            Event::LinkedFrom { ticket } => format!("goes on from #{ticket}"),
            Event::LinkedTo { ticket } => format!("goes on in #{ticket}"),
            Event::MergedInto { ticket } => format!("merged into #{ticket}"),
            Event::MergedHere { ticket, subject } => format!("#{ticket} merged into this: {subject}"),
            Event::Unmerged { ticket } => format!("merge with #{ticket} taken back"),
            Event::SplitFrom { ticket } => format!("split off #{ticket}"),
            Event::SplitOff { ticket, who } => format!("message of {who} split off as #{ticket}"),
            Event::SplitBack { ticket } => format!("split of #{ticket} taken back"),
            Event::OpenedFor { who } => format!("opened for {who}"),
            Event::SideAsked { subject, to, opened, .. } => {
                format!("{} {}: {subject}", if *opened { "asked" } else { "wrote to" }, to.join(", "))
            }
            Event::SideAnswered { subject, who, unverified, .. } => {
                format!("{who} answered{}: {subject}", if *unverified { " (unverified)" } else { "" })
            }
            Event::SideDone { subject, .. } => format!("done: {subject}"),
            Event::SideReopened { subject, .. } => format!("open again: {subject}"),
            Event::SideDue { subject, due: Some(due), .. } => format!("answer expected by {due}: {subject}"),
            Event::SideDue { subject, due: None, .. } => format!("answer expected at no time: {subject}"),
            Event::SideOverdue { subject, who, .. } => format!("{who} has not answered in time: {subject}"),
            Event::SidePeople { added, removed, .. } => {
                let people: Vec<String> = added.iter().map(|t| format!("+{t}")).chain(removed.iter().map(|t| format!("-{t}"))).collect();
                format!("participants {}", people.join(" "))
            }
            Event::SideQuoted { subject, who, named, .. } => {
                format!("quoted {who} for the customer, {}: {subject}", if *named { "by name" } else { "without names" })
            }
            Event::Quarantined { from, why } => format!("mail from {from} is in quarantine: {why}"),
            Event::DeliveryFailed { recipient, words } => format!("not delivered to {recipient}: {words}"),
            Event::Automatic { from } => format!("automatic answer from {from}"),
            Event::Acknowledged { to } => format!("acknowledged to {to}"),
            Event::NewSubject { subject } => format!("another subject: {subject}"),
            Event::NewAddress { address } => format!("{address} had not been on this ticket"),
            Event::PassedOn { from } => format!("passed on a mail from {from}"),
            Event::DeliveryDelayed { recipient, words } => format!("not yet delivered to {recipient}: {words}"),
            Event::Released { from } => format!("released a mail from {from}"),
            Event::Discarded { from, reason } if reason.is_empty() => format!("discarded a mail from {from}"),
            Event::Discarded { from, reason } => format!("discarded a mail from {from}: {reason}"),
            Event::SendUndone => "send taken back".to_owned(),
            Event::Redacted { who, whole: true } => format!("redacted a message of {who}"),
            Event::Redacted { who, whole: false } => format!("redacted words in a message of {who}"),
            Event::TranscriptSent { to } => format!("sent a transcript to {to}"),
            Event::NoteDeleted => "deleted a note".to_owned(),
            Event::RuleFailed { rule, why } => format!("rule “{rule}” could not run: {why}"),
            Event::Changed { field, from, to } => format!("{field} {from} -> {to}"),
        }
    }
}
