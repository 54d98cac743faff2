//! Side conversations: e-mail threads under a ticket that the customer never sees.

use std::collections::HashMap;
use std::time::Duration;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::delivery::DeliverySummary;
use super::entry::{Author, FileRef};
use super::{Address, AgentId, Body, InboxId, SideId, SideMessageId, TicketId, Time};

/// Whether a side conversation still goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SideState {
    /// It goes on.
    Open,
    /// It is done; an answer opens it again.
    Done,
}

impl SideState {
    /// The word in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            SideState::Open => "open",
            SideState::Done => "done",
        }
    }
}

/// A side conversation with its messages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// Row.
    pub id: SideId,
    /// Its own subject.
    pub subject: String,
    /// Open or done.
    pub state: SideState,
    /// Who is in it, and was not taken out.
    pub participants: Vec<Participant>,
    /// An answer that nobody has read.
    pub unread: bool,
    /// The ticket it hangs on.
    #[serde(skip)]
    pub ticket: TicketId,
    /// Since when we have waited for an answer.
    #[serde(skip)]
    pub waiting_since: Option<Time>,
    /// When anything was last written.
    #[serde(skip)]
    pub last_at: Time,
    /// The agent who opened it.
    #[serde(skip)]
    pub opened_by: Option<AgentId>,
    /// Its messages, oldest first.
    pub messages: Vec<SideMessage>,
}

/// Someone in a side conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Display name; may be empty.
    pub name: String,
    /// Address.
    pub email: Address,
    /// Asked by an agent, or accepted by one.
    pub verified: bool,
    /// For information only.
    #[serde(skip)]
    pub cc: bool,
    /// A colleague with an account.
    #[serde(skip)]
    pub is_agent: bool,
}

impl Participant {
    /// The name, or the address when there is no name.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { self.email.as_str() } else { &self.name }
    }
}

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From us.
    Out,
    /// To us.
    In,
}

/// One message in a side conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct SideMessage {
    /// Row.
    pub id: SideMessageId,
    /// From us or to us.
    pub direction: Direction,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub at: Time,
    /// The text.
    pub body: Body,
    /// A program wrote it.
    pub automatic: bool,
    /// How its sending stands, for our own.
    pub delivery: Option<DeliverySummary>,
    /// Its files.
    pub files: Vec<FileRef>,
    /// The raw mail it came from.
    pub inbox: Option<InboxId>,
    /// When an admin last took something out of it for good.
    pub redacted: Option<Time>,
}

impl SideMessage {
    /// Somebody wrote it to us.
    #[must_use]
    pub fn came_in(&self) -> bool {
        self.direction == Direction::In
    }
}

impl Serialize for SideMessage {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut out = s.serialize_struct("SideMessage", 9)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("direction", &self.direction)?;
        out.serialize_field("author", &self.author)?;
        out.serialize_field("at", &self.at)?;
        out.serialize_field("text", &self.body.new_text())?;
        out.serialize_field("quoted", &self.body.folded())?;
        out.serialize_field("attachments", &self.files)?;
        out.serialize_field("delivery", &self.delivery)?;
        out.serialize_field("redacted", &self.redacted)?;
        out.end()
    }
}

/// A side conversation that waits for a third party, as the desk-wide list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingSide {
    /// Row.
    pub id: SideId,
    /// The ticket it hangs on.
    pub ticket: TicketId,
    /// Its subject.
    pub subject: String,
    /// The third party we asked.
    pub who: String,
    /// Their address; `None` when everybody was taken out.
    pub address: Option<Address>,
    /// The organization that they belong to.
    pub organization: Option<String>,
    /// Since when we wait.
    pub since: Time,
    /// When something was last written in it: later than `since` when we have reminded them.
    pub last_at: Time,
    /// By when we expect an answer.
    pub due_at: Option<Time>,
    /// How long this third party usually takes: the median of their last answers.
    pub usual: Option<Duration>,
    /// An answer that nobody has read.
    pub unread: bool,
}

/// Puts those together that one third party owes, who has let us wait longest first. By organization, all people of one stand together.
pub fn group_waiting(sides: &mut [WaitingSide], by_organization: bool) {
    let group = |s: &WaitingSide| match (&s.organization, &s.address) {
        (Some(name), _) if by_organization => name.clone(),
        (_, address) => address.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    let mut oldest: HashMap<String, Time> = HashMap::new();
    for side in &*sides {
        let first = oldest.entry(group(side)).or_insert(side.since);
        *first = side.since.min(*first);
    }
    sides.sort_by_cached_key(|s| (oldest.get(&group(s)).copied(), group(s), s.since));
}

impl WaitingSide {
    /// Whether the answer was expected before now.
    #[must_use]
    pub fn is_overdue(&self, now: Time) -> bool {
        self.due_at.is_some_and(|due| due <= now)
    }

    /// Since when they have not heard from us; `None` when nobody has reminded them.
    #[must_use]
    pub fn reminded_at(&self) -> Option<Time> {
        (self.last_at > self.since).then_some(self.last_at)
    }
}
