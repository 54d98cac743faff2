//! Everything that can happen to the console.

use std::path::PathBuf;

use crossterm::event::{KeyEvent, MouseEvent};

use super::effect::{Draft, DraftKey, Effect, Mode, SideChange, Triage};
use super::shell::Ran;
use crate::desk::{AgentNow, Customer, HeldMail, Macro, Party, Saved, SideSent};
use crate::model::canned::Canned;
use crate::model::entry::FileRef;
use crate::model::field::Field;
use crate::model::people::{Agent, Suggestion, Team};
use crate::model::recipients::Obstacle;
use crate::model::report::Report;
use crate::model::settings::{Kind, TagItem};
use crate::model::side::WaitingSide;
use crate::model::status::Status;
use crate::model::ticket::{BoxCount, ListPage, ListRequest, Notification, Ticket, TicketHead};
use crate::model::{InboxId, OutboxId, SideId, TicketId, Time};
use crate::store::{InboxRow, OrganizationRow};
use crate::tui::panes::queue::found::FoundLine;
use crate::tui::preview::Picture;
use crate::worker;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A key.
    Key(KeyEvent),
    /// A bracketed paste.
    Paste(String),
    /// The terminal has another size: columns and rows.
    Resize(u16, u16),
    /// The mouse.
    Mouse(MouseEvent),
    /// The terminal window has the focus, or has lost it.
    Focus(bool),
    /// The clock.
    Tick(Time),
    /// The boxes.
    Boxes(Vec<BoxCount>),
    /// The views, which stand among the boxes.
    Views(Vec<BoxCount>),
    /// The agents as they are now, to be shown or only to be known.
    Agents {
        /// Who.
        agents: Vec<AgentNow>,
        /// Whether to show them.
        show: bool,
    },
    /// The tags.
    Tags(Vec<TagItem>),
    /// The custom fields.
    Fields(Vec<Field>),
    /// A page of the queue.
    Page(ListPage),
    /// Where the words of a search stand.
    Found {
        /// The query.
        query: String,
        /// A line for each ticket whose texts have them.
        lines: Vec<(TicketId, FoundLine)>,
    },
    /// The query of a page has a mistake.
    BadQuery {
        /// The query.
        query: String,
        /// The character where the mistake begins.
        at: usize,
        /// What is wrong.
        what: String,
    },
    /// A ticket.
    TicketLoaded(Box<Ticket>),
    /// Agents and teams.
    People(Vec<Agent>, Vec<Team>),
    /// Canned responses.
    Canned(Vec<Canned>),
    /// This agent's notifications, newest first.
    Notifications(Vec<Notification>),
    /// People for a recipients field.
    Suggestions {
        /// What was asked.
        prefix: String,
        /// Who was found, best first.
        found: Vec<Suggestion>,
    },
    /// Tickets that others could be merged into.
    TicketsFound {
        /// What was asked.
        text: String,
        /// What was found.
        rows: Vec<TicketHead>,
    },
    /// This agent's drafts on a ticket.
    Drafts(TicketId, Vec<Draft>),
    /// A mail as it came in.
    Raw(RawMail),
    /// A picture to look at: its name, what there is to say about it, and its pixels.
    Picture(String, String, Box<Picture>),
    /// A text to read: what it is, what there is to say about it, and its lines.
    Text(Page),
    /// Which side conversations wait for an answer.
    Waiting(Vec<WaitingSide>),
    /// A report.
    Report {
        /// Of how many days.
        days: u32,
        /// Of which tickets.
        query: String,
        /// The figures.
        report: Box<Report>,
    },
    /// The card of a third party.
    Party(Box<Party>),
    /// The card of a customer.
    Customer(Box<Customer>),
    /// A ticket to be shown beside another.
    Beside(Box<Ticket>),
    /// The macros.
    Macros(Vec<Macro>),
    /// The organizations.
    Organizations(Vec<OrganizationRow>),
    /// Whether there is a ticket with the number that was gone to.
    Numbered(TicketId, bool),
    /// Where the next unread answer is, when there is one.
    NextAnswer(Option<(TicketId, SideId)>),
    /// What waits in quarantine, newest first.
    Quarantine(Vec<InboxRow>),
    /// A mail in quarantine.
    Held(Box<HeldMail>),
    /// A path can be attached: where it is and its bytes.
    FileChecked(PathBuf, u64),
    /// What was pasted, and the files that it names with their bytes; none when it is only text.
    PastedChecked {
        /// Into which draft.
        key: DraftKey,
        /// What was pasted.
        text: String,
        /// The files.
        files: Vec<(PathBuf, u64)>,
    },
    /// The paths that begin with what was typed.
    Paths {
        /// What was typed.
        typed: String,
        /// The paths, directories first.
        found: Vec<PathFound>,
    },
    /// The files of a draft: their bytes, or none where one cannot be attached any more.
    DraftChecked(DraftKey, Vec<(PathBuf, Option<u64>)>),
    /// A shell command has ended: its number, and what came of it.
    Piped(u64, Ran),
    /// `$EDITOR` came back with this text.
    Edited(String),
    /// Settings to be edited, as text.
    Settings(Kind, String),
    /// `$EDITOR` came back with settings.
    SettingsEdited {
        /// Which.
        kind: Kind,
        /// The text.
        text: String,
        /// Nothing of it was changed.
        same: bool,
    },
    /// Settings were not saved.
    SettingsRefused {
        /// Which.
        kind: Kind,
        /// The text.
        text: String,
        /// Why, with the line.
        why: String,
    },
    /// Somebody has changed settings that the console shows: agents, teams, tags, canned responses, and oneself.
    SettingsChanged(Box<Agent>),
    /// Whoever sits here is no agent of the desk any more.
    Dismissed,
    /// Something that was asked for is done.
    Done(Done),
    /// Something that was asked for could not be done.
    Failed(Failure),
    /// All tickets of a list, or of a part of it, to be selected.
    Selected(ListRequest, Vec<TicketId>),
    /// How far an act on many tickets has come: how many have had their turn, and how many there are. `None` when it has ended.
    Progress(Option<(usize, usize)>),
    /// Someone changed the desk; the number of the last history row.
    Changed(i64),
    /// What the mail worker is up to.
    WorkerStatus(WorkerStatus),
    /// Mails that wait in the outbox.
    OutboxWaiting(u32),
    /// Mails that wait in quarantine.
    Quarantined(u32),
}

/// A path that completes what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathFound {
    /// As it would be typed whole; a directory ends in `/`.
    pub path: String,
    /// Bytes of a file; none of a directory.
    pub size: Option<u64>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// Tickets were changed.
    Triaged {
        /// Which.
        tickets: Vec<TicketId>,
        /// How.
        change: Triage,
        /// Those that stay as they were, and why.
        left: Vec<(TicketId, String)>,
        /// It was stopped before all had their turn.
        stopped: bool,
    },
    /// The ticket that had waited longest is the agent's now; there was none.
    Served(Option<TicketId>),
    /// Tickets were merged.
    Merged {
        /// Which.
        merged: Vec<TicketId>,
        /// Into which.
        into: TicketId,
        /// Those of another requester, which nobody has confirmed, with what there is to say about each.
        unconfirmed: Vec<(TicketId, String)>,
        /// Why the others were not.
        left: Vec<Trouble>,
    },
    /// A message was split off a ticket, as this new one.
    Split(TicketId, TicketId),
    /// A ticket was opened for a customer.
    Created(Box<TicketHead>),
    /// A composer's text was written.
    Submitted {
        /// Whose draft is done with.
        key: DraftKey,
        /// The mail, when one leaves, and when it does.
        leaves: Option<(OutboxId, Time)>,
        /// The ticket's status now.
        status: Status,
        /// The side that was opened or written in.
        side: Option<SideId>,
    },
    /// A side was changed.
    Side(SideId, SideChange),
    /// Reminders are in the outbox: the mails and when they leave, and why some could not be written.
    Reminded(Vec<(TicketId, SideSent)>, Vec<Trouble>),
    /// Answers are expected by this time now, or by none, in so many side conversations.
    Due(usize, Option<Time>),
    /// A message was quoted across: its ticket, the mode it is quoted for, the quote, and files that go with it.
    Quoted {
        /// The ticket.
        ticket: TicketId,
        /// What is being written.
        mode: Mode,
        /// The quote.
        text: String,
        /// Files that are offered with it.
        files: Vec<FileRef>,
    },
    /// Settings were saved: what became of which item, and what else there is to know.
    SettingsSaved(Saved),
    /// A query was saved as a view of this name.
    ViewSaved(String),
    /// This agent takes new work now, or none.
    Available(bool),
    /// A customer is muted now, or not any more.
    Muted(bool),
    /// Something was noted about somebody outside.
    ContactNoted,
    /// An organization was changed: its name.
    Organization(String),
    /// A mail was taken back; its draft is here again.
    SendUndone(OutboxId, Box<Draft>),
    /// A mail goes out again.
    Resent,
    /// Something is open in another program; where it is, when no program could be started here.
    Opened(Option<String>),
    /// A transcript is in the outbox, to whom.
    TranscriptSent(String),
    /// Something was redacted; false when the log still holds it.
    Redacted(bool),
    /// One's own note was deleted.
    NoteDeleted,
    /// A mail was let out of quarantine, to this ticket.
    Released(InboxId, Option<TicketId>),
    /// A mail in quarantine was discarded.
    Discarded(InboxId),
    /// The last change was undone.
    Undone {
        /// What it was, in words.
        what: String,
        /// Tickets of it that stay as they are, and why.
        left: Vec<(TicketId, String)>,
    },
    /// Something was saved there, with its name where it is a file in that directory.
    Saved(PathBuf, Option<String>),
    /// A text is on the clipboard.
    Copied,
    /// A round of mail was asked for.
    Syncing,
}

/// What could not be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// Something stops a submission until a person has dealt with it.
    Blocked {
        /// Whose draft.
        key: DraftKey,
        /// What.
        obstacles: Vec<Obstacle>,
        /// What is new on the ticket, when the thread moved since the draft was begun.
        news: Vec<News>,
    },
    /// A submission was refused; its draft is kept.
    Refused {
        /// Whose draft.
        key: DraftKey,
        /// Why.
        message: Trouble,
    },
    /// What somebody has typed could not be done: they get it back.
    Typed {
        /// What was asked for.
        asked: Box<Effect>,
        /// Why.
        message: Trouble,
    },
    /// Anything else.
    Other(Trouble),
}

/// An error as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What happened.
    pub what: String,
    /// What to do next; empty when there is nothing to say.
    pub next: String,
}

/// Something that is new on a ticket since a draft was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Who wrote it.
    pub who: String,
    /// When.
    pub at: Time,
    /// The text, or what happened.
    pub text: String,
}

/// A text to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it is.
    pub title: String,
    /// What there is to say about it; may be empty.
    pub about: String,
    /// The text.
    pub text: String,
}

/// A mail as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawMail {
    /// Row.
    pub inbox: InboxId,
    /// Why it was placed where it is.
    pub why: String,
    /// The source.
    pub source: String,
}

/// What the mail worker is up to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum WorkerStatus {
    /// Nothing is known yet.
    #[default]
    Unknown,
    /// This console fetches and sends.
    Here,
    /// Another process does.
    Elsewhere(String),
    /// Nobody does, because this process cannot read a password.
    Locked(String),
    /// A server cannot be used, and why.
    Offline(String),
    /// No mailbox has a server.
    NoServers,
    /// The desk has a mail world of its own.
    Demo,
}

impl From<worker::Status> for WorkerStatus {
    fn from(status: worker::Status) -> WorkerStatus {
        match status {
            worker::Status::Starting => WorkerStatus::Unknown,
            worker::Status::NoServers => WorkerStatus::NoServers,
            worker::Status::Working => WorkerStatus::Here,
            worker::Status::Elsewhere(holder) => WorkerStatus::Elsewhere(holder),
            worker::Status::Locked(why) => WorkerStatus::Locked(why),
            worker::Status::Trouble(why) => WorkerStatus::Offline(why),
        }
    }
}
