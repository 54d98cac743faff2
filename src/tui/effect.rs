//! Everything that the console can ask for. `perform` carries it out; what comes of it returns as an [`super::event::Event`].

use std::path::PathBuf;

use crate::desk::{ExportRequest, Format, Naming, NoteChange, OrganizationChange, Release};
use crate::model::entry::FileRef;
use crate::model::order::Order;
use crate::model::recipients::Obstacle;
use crate::model::settings::Kind;
use crate::model::status::{Priority, Status};
use crate::model::ticket::{Assign, ListRequest};
use crate::model::verb::Verb;
use crate::model::{Address, EntryId, FileId, InboxId, Mailbox, OutboxId, SideId, SideMessageId, TicketId, Time};
use crate::store::Found;

/// Something that the console asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read the boxes with their counts.
    LoadBoxes,
    /// Read the views with their counts.
    LoadViews,
    /// Read what the agents have to do, to show it or only to know it.
    LoadAgents {
        /// Whether to show it.
        show: bool,
    },
    /// Read the tags.
    LoadTags,
    /// Read the custom fields.
    LoadFields,
    /// Save a query as a view of one's own.
    SaveView {
        /// Its name.
        name: String,
        /// The query.
        query: String,
        /// The order.
        sort: Order,
    },
    /// Take new work, or none.
    SetAvailable(bool),
    /// Read a page of the queue. A later request makes an earlier one pointless.
    LoadPage(ListRequest),
    /// Read where the words of a search stand in some tickets, a line of so many characters each. A later request makes an earlier one pointless.
    LoadFound {
        /// The query.
        query: String,
        /// The tickets.
        tickets: Vec<TicketId>,
        /// How long a line is.
        length: usize,
    },
    /// Read a ticket with its timeline and sides. A later request makes an earlier one pointless.
    LoadTicket(TicketId),
    /// Read agents and teams.
    LoadPeople,
    /// Read the canned responses.
    LoadCanned,
    /// Read this agent's notifications.
    LoadNotifications,
    /// Read this agent's drafts on a ticket.
    LoadDrafts(TicketId),
    /// Read a mail as it came in, and why it was placed where it is.
    LoadRaw(InboxId),
    /// Read which side conversations wait for an answer.
    LoadWaiting,
    /// Make the report of the last days. A later request makes an earlier one pointless.
    LoadReport {
        /// How many days, today counted.
        days: u32,
        /// Of which tickets; empty for all that this agent sees.
        query: String,
    },
    /// Nobody looks at the report any more.
    ForgetReport,
    /// Remind the third parties of side conversations.
    Remind(Vec<Remind>),
    /// By when answers are expected in these side conversations, as it was typed; empty for by no time.
    Due(Vec<SideId>, String),
    /// Read the card of a third party.
    LoadParty(Address),
    /// Read the card of a customer.
    LoadCustomer(Address),
    /// Read a ticket, to show it beside another. A later request makes an earlier one pointless.
    LoadBeside(TicketId),
    /// Mute the requester of a ticket, or end that.
    Mute(TicketId, bool),
    /// Note something about somebody outside.
    NoteContact(Address, NoteChange),
    /// Read the macros.
    LoadMacros,
    /// Read the organizations.
    LoadOrganizations,
    /// Say what an organization is.
    ChangeOrganization(OrganizationChange),
    /// Look for the next unread answer that concerns this agent.
    NextAnswer,
    /// Read what waits in quarantine.
    LoadQuarantine,
    /// Read a mail in quarantine.
    LoadHeld(InboxId),
    /// Find people for a recipients field.
    SuggestPeople(String),
    /// Change tickets.
    Triage {
        /// Which.
        tickets: Vec<TicketId>,
        /// What.
        change: Triage,
    },
    /// Take the ticket that has waited longest.
    ServeNext,
    /// Go to the ticket with this number, if there is one.
    GoTo(TicketId),
    /// Find tickets that one could be merged into: those of its requester, or what is found by number or words.
    FindTickets {
        /// The one.
        like: TicketId,
        /// Number or words; may be empty.
        text: String,
    },
    /// Merge tickets into another.
    Merge {
        /// Which.
        tickets: Vec<TicketId>,
        /// Into which.
        into: TicketId,
        /// A person has confirmed that they are of different requesters.
        confirmed: bool,
    },
    /// Split a message off as a ticket of its own.
    Split {
        /// From which ticket.
        ticket: TicketId,
        /// Which.
        message: EntryId,
        /// The side conversations that go along.
        sides: Vec<SideId>,
    },
    /// Open a ticket for a customer.
    Create {
        /// For whom.
        requester: Mailbox,
        /// What it is about.
        subject: String,
    },
    /// Find the numbers of all tickets of a list, or of a part of it, to select them.
    SelectAll(ListRequest),
    /// Stop the act on many tickets that runs.
    Stop,
    /// Write what a composer holds.
    Submit(Box<Submission>),
    /// Mark a side as done, open it again, or change who is in it.
    Side {
        /// Which.
        side: SideId,
        /// The ticket it hangs on.
        ticket: TicketId,
        /// What.
        change: SideChange,
    },
    /// Quote a message across the border between the customer and third parties, into a draft.
    Quote(Quote),
    /// Take a mail back that has not left.
    UndoSend(OutboxId),
    /// Send a failed or unknown mail again.
    Resend(OutboxId),
    /// Let a mail out of quarantine.
    Release(InboxId, Release),
    /// Discard a mail in quarantine, and why.
    Discard(InboxId, String),
    /// Delete one's own note.
    DeleteNote(TicketId, EntryId),
    /// Write a ticket into a file.
    Export(ExportRequest, Format, PathBuf),
    /// Send a transcript; to the ticket's agent when there is no address.
    Transcript(TicketId, Option<Address>),
    /// Take a message or a note out of the desk for good.
    Redact(TicketId, Found),
    /// Read what a note said before.
    LoadVersions(TicketId, EntryId),
    /// Undo this agent's last change.
    Undo,
    /// This agent has seen the ticket.
    MarkSeen(TicketId),
    /// This agent has seen the side.
    MarkSideSeen(SideId),
    /// This agent has seen the notifications.
    MarkNotificationsSeen,
    /// Keep a draft.
    SaveDraft(Box<Draft>),
    /// Forget a draft.
    DropDraft(DraftKey),
    /// Tell the others where this agent is.
    Presence {
        /// On which ticket, or on none.
        ticket: Option<TicketId>,
        /// Typing rather than looking.
        typing: bool,
    },
    /// Look whether a path can be attached, and read its size.
    CheckFile(PathBuf),
    /// Open a mail in the browser, cleaned.
    OpenOriginal(InboxId),
    /// Open a link in the browser.
    OpenLink(String),
    /// Show a file here.
    Preview(FileRef),
    /// Look whether what was pasted are files that can be attached.
    CheckPasted {
        /// Into which draft.
        key: DraftKey,
        /// What was pasted.
        text: String,
        /// The paths that it may be, the likeliest reading first.
        ways: Vec<Vec<PathBuf>>,
    },
    /// Find the paths that begin with what was typed. A later request makes an earlier one pointless.
    CompletePath(String),
    /// Look whether the files of a draft are there still.
    CheckDraft(DraftKey, Vec<PathBuf>),
    /// Open a file in the program that the system has for it.
    OpenFile(FileRef),
    /// Save files under a directory.
    SaveFiles {
        /// Which.
        files: Vec<FileRef>,
        /// Where.
        directory: PathBuf,
    },
    /// Edit a text in `$EDITOR`.
    RunEditor(String),
    /// Read settings, to edit them.
    OpenSettings(Kind),
    /// Edit settings in `$EDITOR`.
    EditSettings(Kind, String),
    /// Save settings.
    SaveSettings(Kind, String),
    /// Run a shell command on a text.
    Pipe {
        /// The command's number in this console.
        id: u64,
        /// The command.
        command: String,
        /// What it gets on its standard input.
        input: PipeInput,
    },
    /// Stop a shell command.
    StopPipe(u64),
    /// Put a text on the clipboard.
    Copy(String),
    /// Fetch and send mail now.
    SyncNow,
    /// Ring the terminal's bell.
    Bell,
    /// Show a line on the desktop, where the terminal can.
    Announce(String),
    /// Suspend the process, as Ctrl-Z does.
    Suspend,
    /// Leave.
    Quit,
}

impl Effect {
    /// Whether it has in it what somebody has typed into a popup or written in an editor: when it cannot be done, that is not to be lost.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        matches!(
            self,
            Effect::SaveView { .. }
                | Effect::Due(..)
                | Effect::NoteContact(..)
                | Effect::ChangeOrganization(_)
                | Effect::Triage { .. }
                | Effect::Create { .. }
                | Effect::Side { .. }
                | Effect::Release(..)
                | Effect::Discard(..)
                | Effect::Export(..)
                | Effect::Transcript(..)
                | Effect::CheckFile(_)
                | Effect::SaveFiles { .. }
                | Effect::Pipe { .. }
        )
    }
}

/// What a shell command gets on its standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PipeInput {
    /// A text.
    Text(String),
    /// A mail as it came in.
    Raw(InboxId),
}

/// A message to quote across.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quote {
    /// The customer's or the desk's, into a new side conversation.
    ForSide {
        /// Its ticket.
        ticket: TicketId,
        /// The message.
        entry: EntryId,
        /// Its files, which are offered too.
        files: Vec<FileRef>,
    },
    /// A third party's, into the reply to the customer.
    ForCustomer {
        /// Which side conversation.
        side: SideId,
        /// The message.
        message: SideMessageId,
        /// With or without names and addresses.
        naming: Naming,
    },
}

/// A reminder to the third parties of a side conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remind {
    /// Which.
    pub side: SideId,
    /// The ticket it hangs on.
    pub ticket: TicketId,
    /// When something was last written in it, as far as the agent saw.
    pub last_at: Time,
}

/// A change of one or more tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Triage {
    /// Accept: it is mine.
    Take,
    /// Hand over, with the name of whom for the message.
    Assign(Assign, String),
    /// Set the status.
    Status(Status),
    /// Set the priority.
    Priority(Priority),
    /// Put tags on and take tags off.
    Tags {
        /// On.
        add: Vec<String>,
        /// Off.
        remove: Vec<String>,
    },
    /// Snooze until what this says: `reply`, `tomorrow`, `next week`, `fri 14:00`, `in 3h`.
    Snooze(String),
    /// End a snooze.
    Wake,
    /// Do verbs, with what they are called in the message: a macro's name, or the verb itself.
    Do(Vec<Verb>, String),
    /// It is spam, or none.
    Spam(bool),
}

/// A change of a side conversation that sends nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SideChange {
    /// Done.
    Done,
    /// Open again.
    Reopen,
    /// Bring someone in.
    Add(Mailbox),
    /// Accept someone whom a third party brought in.
    Accept(Address),
    /// Take someone out.
    Remove(Address),
}

/// What is being written. It never changes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// A public reply to the customer.
    Reply,
    /// A private note.
    Note,
    /// A new side conversation.
    SideNew,
    /// An answer in a side conversation.
    Side(SideId),
    /// A change of one's own note.
    Edit(EntryId),
}

impl Mode {
    /// Whether it writes for colleagues alone.
    #[must_use]
    pub fn is_note(self) -> bool {
        matches!(self, Mode::Note | Mode::Edit(_))
    }

    /// The status that a submission leaves unless the agent says otherwise.
    #[must_use]
    pub fn usual_status(self) -> Option<Status> {
        match self {
            Mode::Reply => Some(Status::Pending),
            Mode::SideNew => Some(Status::OnHold),
            Mode::Note | Mode::Side(_) | Mode::Edit(_) => None,
        }
    }
}

/// Where a draft belongs: one for each ticket, mode and agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftKey {
    /// The ticket.
    pub ticket: TicketId,
    /// The mode.
    pub mode: Mode,
}

/// A text that is being written, with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where it belongs.
    pub key: DraftKey,
    /// The text.
    pub text: String,
    /// The To field as typed.
    pub to: String,
    /// The Cc field as typed.
    pub cc: String,
    /// The subject of a new side.
    pub subject: String,
    /// The text before it was translated, where it was.
    pub original: Option<String>,
    /// Files.
    pub files: Vec<Attachment>,
    /// The status that the ticket is to have afterwards; `None` leaves it.
    pub status: Option<Status>,
    /// The number of the ticket's last history row when the draft was begun.
    pub seen_history: i64,
}

impl Draft {
    /// Whether there is nothing in it that anyone would miss.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let addressed = self.key.mode == Mode::SideNew && [&self.subject, &self.to, &self.cc].iter().any(|field| !field.trim().is_empty());
        self.text.trim().is_empty() && self.files.is_empty() && !addressed
    }
}

/// A file that is to go with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// From this machine.
    Path {
        /// Where it is.
        path: PathBuf,
        /// Bytes.
        size: u64,
    },
    /// From the ticket.
    Stored {
        /// Row.
        id: FileId,
        /// Its name.
        name: String,
        /// Bytes.
        size: u64,
    },
    /// What was attached and is there no more. It is kept in the list, so that nobody sends without it unaware.
    Gone(Box<Attachment>),
}

impl Attachment {
    /// The name that recipients see.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Attachment::Path { path, .. } => path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned()),
            Attachment::Stored { name, .. } => name.clone(),
            Attachment::Gone(was) => was.name(),
        }
    }

    /// Bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Attachment::Path { size, .. } | Attachment::Stored { size, .. } => *size,
            Attachment::Gone(was) => was.size(),
        }
    }
}

/// What a composer submits.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// The ticket.
    pub ticket: TicketId,
    /// Reply, note or side: decides who can ever read it.
    pub mode: Mode,
    /// The text, in Markdown.
    pub text: String,
    /// To.
    pub to: Vec<Mailbox>,
    /// Cc.
    pub cc: Vec<Mailbox>,
    /// The subject of a new side.
    pub subject: String,
    /// Files.
    pub files: Vec<Attachment>,
    /// The status afterwards; `None` leaves it.
    pub status: Option<Status>,
    /// The number of the ticket's last history row when the draft was begun.
    pub seen_history: i64,
    /// What the agent has confirmed by hand.
    pub confirmed: Vec<Obstacle>,
}
