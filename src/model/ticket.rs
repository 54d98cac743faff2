//! Tickets: the row of a list, and the whole.

use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::field::FieldValue;
use super::order::Order;
use super::people::{AgentRef, Person, Team};
use super::side::Side;
use super::status::{Priority, Status};
use super::{AgentId, TeamId, TicketId, Time, ViewId};

/// A ticket as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TicketHead {
    /// The number that people say aloud.
    #[serde(rename = "number")]
    pub id: TicketId,
    /// The subject of the first message, or what an agent made of it.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// The customer who asked.
    pub requester: Person,
    /// The agent who has it.
    #[serde(serialize_with = "login")]
    pub assignee: Option<AgentRef>,
    /// The team that has it.
    #[serde(serialize_with = "team_name")]
    pub team: Option<Team>,
    /// Its tags, sorted.
    pub tags: Vec<String>,
    /// Until when it is out of the working queues; [`Time::NEVER`] is "until the next reply".
    pub snoozed_until: Option<Time>,
    /// Something came in that its assignee has not seen.
    pub unread: bool,
    /// Since when a customer has waited for an answer.
    pub waiting_since: Option<Time>,
    /// When it was made.
    pub created_at: Time,
    /// When anything last changed.
    pub updated_at: Time,
    /// When the customer last wrote.
    pub last_customer_at: Option<Time>,
    /// Open side conversations.
    pub sides_open: u32,
    /// Side conversations with an answer that nobody has read.
    pub sides_unread: u32,
    /// Somebody has marked it as spam: it is in no working box.
    pub spam: bool,
    /// The ticket that it was merged into.
    pub merged_into: Option<TicketId>,
    /// What it has in the desk's custom fields, in the desk's order.
    #[serde(serialize_with = "by_name")]
    pub fields: Vec<FieldValue>,
    /// Other agents who are on it now.
    #[serde(skip)]
    pub presence: Vec<Presence>,
}

impl TicketHead {
    /// What it has in a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|f| f.name == name).map(|f| f.value.as_str())
    }
}

fn by_name<S: serde::Serializer>(fields: &[FieldValue], s: S) -> Result<S::Ok, S::Error> {
    s.collect_map(fields.iter().map(|f| (&f.name, &f.value)))
}

fn login<S: serde::Serializer>(agent: &Option<AgentRef>, s: S) -> Result<S::Ok, S::Error> {
    agent.as_ref().map(|a| &a.login).serialize(s)
}

fn team_name<S: serde::Serializer>(team: &Option<Team>, s: S) -> Result<S::Ok, S::Error> {
    team.as_ref().map(|t| &t.name).serialize(s)
}

/// A ticket with its timeline and its side conversations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ticket {
    /// What lists show.
    #[serde(flatten)]
    pub head: TicketHead,
    /// The organization that the requester belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The ticket that this one goes on from.
    pub linked_from: Option<TicketId>,
    /// The timeline, oldest first.
    pub entries: Vec<Entry>,
    /// The side conversations, oldest first.
    pub sides: Vec<Side>,
    /// The number of the last history row that is in here. A draft keeps it to tell whether the thread moved.
    #[serde(skip)]
    pub history: i64,
}

/// An agent who is on a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Who.
    pub agent: AgentRef,
    /// Typing rather than looking.
    pub typing: bool,
}

/// A box at the left of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "box", content = "of", rename_all = "kebab-case")]
pub enum BoxKey {
    /// Assigned to the agent who looks.
    Mine,
    /// The waiting box: no team and no agent.
    Unassigned,
    /// Tickets that mention the agent.
    Mentions,
    /// Open side conversations that wait for a third party.
    ThirdParties,
    /// Every active ticket that the agent may see.
    AllOpen,
    /// What is marked as spam.
    Spam,
    /// One team's tickets.
    Team(TeamId),
    /// A saved view.
    View(ViewId),
    /// For supervisors: tickets that wait, and nobody is there for them.
    Stuck,
}

/// A box with what is counted in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxCount {
    /// Which.
    pub key: BoxKey,
    /// The name of the team or view; empty for the built-in boxes, whose names come from the catalogue.
    pub name: String,
    /// Tickets in it.
    pub total: u32,
    /// Tickets in it that wait for our answer.
    pub waiting: u32,
    /// Since when the one that has waited longest waits.
    pub oldest: Option<Time>,
    /// The order that a view is saved with.
    pub sort: Option<Order>,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Who has waited longest for our answer, first; the rest by last change.
    #[default]
    Waiting,
    /// Last changed first.
    Updated,
    /// Newest first.
    Created,
    /// Most urgent first.
    Priority,
    /// By number.
    Number,
    /// In the order in which a ticket takes them: new, open, pending, on hold, solved, closed.
    Status,
    /// By subject.
    Subject,
    /// By the requester's name, or address where there is none.
    Requester,
    /// By the assignee's name; those that nobody has come last.
    Assignee,
    /// By their tags; those without come last.
    Tags,
    /// Those whose customer wrote last, first.
    Message,
    /// Unread first.
    Unread,
    /// Unread answers of third parties first, then who has most open side conversations.
    Sides,
    /// Those on which somebody else is now, first.
    Here,
    /// Where words are searched for, the tickets that they fit best first; else as [`Sort::Updated`], in a box as [`Sort::Waiting`].
    Best,
}

/// The order of the teams among the boxes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TeamOrder {
    /// By name.
    #[default]
    Name,
    /// First those with most tickets that wait for an answer.
    Largest,
    /// First those whose oldest ticket has waited longest.
    Oldest,
}

impl TeamOrder {
    /// The one after it, and the first after the last.
    #[must_use]
    pub fn next(self) -> TeamOrder {
        match self {
            TeamOrder::Name => TeamOrder::Largest,
            TeamOrder::Largest => TeamOrder::Oldest,
            TeamOrder::Oldest => TeamOrder::Name,
        }
    }

    /// Puts the teams into this order, which stand together among the boxes.
    pub fn arrange(self, boxes: &mut [BoxCount]) {
        let is_team = |b: &BoxCount| matches!(b.key, BoxKey::Team(_));
        let begin = boxes.iter().position(is_team).unwrap_or(boxes.len());
        let end = boxes.iter().rposition(is_team).map_or(begin, |last| last + 1);
        boxes[begin..end].sort_by_cached_key(|b| {
            let first = match self {
                TeamOrder::Name => 0,
                TeamOrder::Largest => -i64::from(b.waiting),
                TeamOrder::Oldest => b.oldest.map_or(i64::MAX, |t| t.0),
            };
            (first, b.name.to_lowercase())
        });
    }
}

impl Sort {
    /// The orders that boxes and views can have.
    pub const ALL: [Sort; 14] = [
        Sort::Waiting,
        Sort::Updated,
        Sort::Created,
        Sort::Priority,
        Sort::Number,
        Sort::Status,
        Sort::Subject,
        Sort::Requester,
        Sort::Assignee,
        Sort::Tags,
        Sort::Message,
        Sort::Unread,
        Sort::Sides,
        Sort::Here,
    ];

    /// Their words.
    pub const WORDS: [&'static str; 14] = {
        let (mut words, mut at) = ([""; 14], 0);
        while at < words.len() {
            words[at] = Sort::ALL[at].word();
            at += 1;
        }
        words
    };

    /// The word on the command line, in settings and in the store.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Sort::Waiting => "waiting",
            Sort::Updated => "updated",
            Sort::Created => "created",
            Sort::Priority => "priority",
            Sort::Number => "number",
            Sort::Status => "status",
            Sort::Subject => "subject",
            Sort::Requester => "requester",
            Sort::Assignee => "assignee",
            Sort::Tags => "tags",
            Sort::Message => "message",
            Sort::Unread => "unread",
            Sort::Sides => "sides",
            Sort::Here => "here",
            Sort::Best => "best",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// Which tickets a list shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListRequest {
    /// The box.
    pub within: BoxKey,
    /// A query on top, as typed (PRODUCT 10). Empty for none. With a query the search is desk-wide within what the agent may see.
    pub query: String,
    /// The order.
    pub sort: Order,
    /// Rows to skip.
    pub offset: u32,
    /// Rows at the most.
    pub limit: u32,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPage {
    /// What was asked.
    pub request: ListRequest,
    /// The rows.
    pub rows: Vec<TicketHead>,
    /// How many there are in all, as far as counted.
    pub total: u32,
    /// Whether `total` stopped at a bound: there are more.
    pub more_than_total: bool,
    /// The order of the rows: that which was asked for, but for words, of which the newest stand in for who waits longest.
    pub sorted: Order,
}

/// A notification for the agent who looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notification {
    /// Row.
    pub id: super::NotificationId,
    /// When.
    pub at: Time,
    /// Why.
    pub kind: NotificationKind,
    /// Where.
    pub ticket: TicketId,
    /// The ticket's subject.
    pub subject: String,
    /// Who did it: a name.
    pub who: String,
    /// Whether it has been seen.
    pub seen: bool,
}

/// Why an agent is told something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotificationKind {
    /// A ticket became theirs.
    Assigned,
    /// A note mentions them.
    Mentioned,
    /// The customer answered their ticket.
    CustomerAnswered,
    /// A third party answered in a side conversation of their ticket.
    ThirdPartyAnswered,
    /// A mail of theirs was not delivered.
    DeliveryFailed,
    /// Something for their ticket is in quarantine.
    Quarantined,
    /// A third party has not answered by the time that was expected.
    ThirdPartyOverdue,
    /// Somebody, or a rule, has them look at it.
    Notified,
}

impl NotificationKind {
    /// The word in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            NotificationKind::Assigned => "assigned",
            NotificationKind::Mentioned => "mentioned",
            NotificationKind::CustomerAnswered => "customer-answered",
            NotificationKind::ThirdPartyAnswered => "third-party-answered",
            NotificationKind::DeliveryFailed => "delivery-failed",
            NotificationKind::Quarantined => "quarantined",
            NotificationKind::ThirdPartyOverdue => "third-party-overdue",
            NotificationKind::Notified => "notified",
        }
    }
}

/// Who a ticket is handed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assign {
    /// To nobody: back to its team's box.
    Nobody,
    /// To an agent.
    Agent(AgentId),
    /// To a team, and from its agent.
    Team(TeamId),
    /// To an agent in a team.
    Both(TeamId, AgentId),
}
