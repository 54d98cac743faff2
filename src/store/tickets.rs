//! Tickets: what lists show of one, and its changes.

use rusqlite::types::Value;
use rusqlite::{Row, params};

use super::{Sight, Store, StoreError, Write};
use crate::model::field::FieldValue;
use crate::model::people::{AgentRef, Person, Team};
use crate::model::status::{Priority, Status};
use crate::model::ticket::TicketHead;
use crate::model::{Address, AgentId, ContactId, MailboxId, TeamId, TicketId, Time};

/// What a ticket belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The mailbox that it came to.
    pub mailbox: Option<MailboxId>,
    /// The ticket that it goes on from.
    pub linked_from: Option<TicketId>,
}

/// What a new ticket begins with.
pub struct NewTicket<'a> {
    /// The mailbox that it came to.
    pub mailbox: Option<MailboxId>,
    /// Its subject.
    pub subject: &'a str,
    /// Who asks.
    pub requester: ContactId,
    /// The address that they wrote from.
    pub address: &'a Address,
    /// The team that it waits in.
    pub team: Option<TeamId>,
    /// The language of the first message.
    pub language: Option<&'a str>,
    /// The ticket that it goes on from.
    pub linked_from: Option<TicketId>,
    /// When.
    pub at: Time,
}

/// Values of a ticket to change; `None` leaves one as it is.
#[derive(Clone, Debug, Default)]
pub struct TicketPatch {
    /// Status; the times of solving and closing follow it.
    pub status: Option<Status>,
    /// Priority.
    pub priority: Option<Priority>,
    /// Assignee.
    pub assignee: Option<Option<AgentId>>,
    /// Team.
    pub team: Option<Option<TeamId>>,
    /// Subject.
    pub subject: Option<String>,
    /// Snooze; [`Time::NEVER`] is "until the next reply".
    pub snoozed_until: Option<Option<Time>>,
    /// Unread for its assignee.
    pub unread: Option<bool>,
    /// Since when the customer waits.
    pub waiting_since: Option<Option<Time>>,
    /// When the customer last wrote, and from where.
    pub customer_wrote: Option<(Time, Address)>,
    /// When it was first answered; kept when it is set already.
    pub first_answered_at: Option<Time>,
    /// When its arrival was acknowledged.
    pub acknowledged_at: Option<Time>,
    /// The ticket that it was merged into.
    pub merged_into: Option<Option<TicketId>>,
    /// It is spam.
    pub spam: Option<bool>,
}

pub(super) const HEAD: &str =
    "SELECT t.id, t.subject, t.status, t.priority, t.requester_id, c.name, t.requester_address, a.id, a.login, a.name, m.id, m.name,
    t.snoozed_until, t.unread, t.waiting_since, t.created_at, t.updated_at, t.last_customer_at, t.sides_open, t.sides_unread,
    (SELECT group_concat(tag, char(31)) FROM ticket_tags x WHERE x.ticket_id = t.id), t.merged_into, t.spam,
    (SELECT group_concat(printf('%08d', f.sort) || char(30) || f.name || char(30) || f.title || char(30) || x.value, char(31))
       FROM ticket_fields x CROSS JOIN fields f ON f.name = x.field WHERE x.ticket_id = t.id)
  FROM tickets t JOIN contacts c ON c.id = t.requester_id LEFT JOIN agents a ON a.id = t.assignee_id LEFT JOIN teams m ON m.id = t.team_id";

fn head(r: &Row<'_>) -> rusqlite::Result<TicketHead> {
    let assignee = match r.get::<_, Option<i64>>(7)? {
        Some(id) => Some(AgentRef { id: AgentId(id), login: r.get(8)?, name: r.get(9)? }),
        None => None,
    };
    let team = match r.get::<_, Option<i64>>(10)? {
        Some(id) => Some(Team { id: TeamId(id), name: r.get(11)? }),
        None => None,
    };
    let tags: Option<String> = r.get(20)?;
    Ok(TicketHead {
        id: TicketId(r.get(0)?),
        subject: r.get(1)?,
        status: super::entries::parsed(r, 2)?,
        priority: priority(r.get(3)?),
        requester: Person { contact: Some(ContactId(r.get(4)?)), name: r.get(5)?, email: super::entries::address(r, 6)? },
        assignee,
        team,
        tags: tags.map(|t| t.split('\u{1f}').map(str::to_owned).collect()).unwrap_or_default(),
        snoozed_until: r.get::<_, Option<i64>>(12)?.map(Time),
        unread: r.get(13)?,
        waiting_since: r.get::<_, Option<i64>>(14)?.map(Time),
        created_at: Time(r.get(15)?),
        updated_at: Time(r.get(16)?),
        last_customer_at: r.get::<_, Option<i64>>(17)?.map(Time),
        sides_open: r.get(18)?,
        sides_unread: r.get(19)?,
        merged_into: r.get::<_, Option<i64>>(21)?.map(TicketId),
        spam: r.get(22)?,
        fields: fields(r.get::<_, Option<String>>(23)?.as_deref()),
        presence: Vec::new(),
    })
}

/// Place, name, label and value of each field, in the desk's order. None of them has a control character.
fn fields(list: Option<&str>) -> Vec<FieldValue> {
    let mut all: Vec<&str> = list.into_iter().flat_map(|l| l.split('\u{1f}')).collect();
    all.sort_unstable();
    let one = |text: &str| {
        let mut parts = text.split('\u{1e}').skip(1).map(str::to_owned);
        Some(FieldValue { name: parts.next()?, label: parts.next()?, value: parts.next()? })
    };
    all.into_iter().filter_map(one).collect()
}

fn priority(n: i64) -> Priority {
    Priority::ALL[usize::try_from(n).unwrap_or(1).min(3)]
}

impl Store {
    /// The row of one ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket_head(&self, id: TicketId) -> Result<Option<TicketHead>, StoreError> {
        self.row("reading a ticket", &format!("{HEAD} WHERE t.id = ?1"), [id.0], head)
    }

    /// The ticket's mailbox, and the ticket that it goes on from.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket_links(&self, id: TicketId) -> Result<Links, StoreError> {
        let found = self.row("reading a ticket", "SELECT mailbox_id, linked_from FROM tickets WHERE id = ?1", [id.0], |r| {
            Ok(Links { mailbox: r.get::<_, Option<i64>>(0)?.map(MailboxId), linked_from: r.get::<_, Option<i64>>(1)?.map(TicketId) })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// The language of a ticket's first message, as far as it was guessed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket_language(&self, id: TicketId) -> Result<Option<String>, StoreError> {
        Ok(self.row("reading a ticket", "SELECT language FROM tickets WHERE id = ?1", [id.0], |r| r.get::<_, Option<String>>(0))?.flatten())
    }

    /// Where a ticket went that was merged into another; itself otherwise.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn merged_into(&self, id: TicketId) -> Result<TicketId, StoreError> {
        let mut at = id;
        // what something is merged into can be merged on, but nothing is merged into what is merged: this ends
        while let Some(next) =
            self.row("following a merge", "SELECT merged_into FROM tickets WHERE id = ?1", [at.0], |r| r.get::<_, Option<i64>>(0))?.flatten()
        {
            at = TicketId(next);
        }
        Ok(at)
    }

    /// Tickets whose snooze is over.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn snoozes_over(&self, now: Time) -> Result<Vec<TicketId>, StoreError> {
        self.rows(
            "looking for snoozes that are over",
            "SELECT id FROM tickets WHERE snoozed_until IS NOT NULL AND snoozed_until <= ?1 LIMIT 500",
            [now.0],
            |r| Ok(TicketId(r.get(0)?)),
        )
    }

    /// Tickets that were solved before a time and are not closed yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn solved_before(&self, then: Time) -> Result<Vec<TicketId>, StoreError> {
        self.rows("looking for solved tickets", "SELECT id FROM tickets WHERE status = 'solved' AND solved_at <= ?1 LIMIT 500", [then.0], |r| {
            Ok(TicketId(r.get(0)?))
        })
    }

    /// The ticket of a requester's that was marked as spam last, and the name of who did that; `None` when none is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn spam_of(&self, requester: ContactId) -> Result<Option<(TicketId, String)>, StoreError> {
        self.row(
            "looking for spam",
            "SELECT t.id, coalesce((SELECT coalesce(a.name, h.actor) FROM history h LEFT JOIN agents a ON a.id = h.agent_id
               WHERE h.ticket_id = t.id AND h.what = 'spam' ORDER BY h.seq DESC LIMIT 1), '')
             FROM tickets t INDEXED BY tickets_spam WHERE t.requester_id = ?1 AND t.spam = 1 ORDER BY t.id DESC LIMIT 1",
            [requester.0],
            |r| Ok((TicketId(r.get(0)?), r.get(1)?)),
        )
    }

    /// The newest tickets of a requester that somebody sees.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tickets_seen_of(&self, requester: ContactId, sight: &Sight, limit: u32) -> Result<Vec<TicketHead>, StoreError> {
        self.rows(
            "listing a customer's tickets",
            &format!("{HEAD} WHERE t.requester_id = ?1 AND {} ORDER BY t.id DESC LIMIT ?2", sight.condition()),
            params![requester.0, limit],
            head,
        )
    }

    /// The newest tickets of a requester, this one left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tickets_of(&self, requester: ContactId, not: TicketId) -> Result<Vec<TicketHead>, StoreError> {
        self.rows(
            "listing a customer's tickets",
            &format!("{HEAD} WHERE t.requester_id = ?1 AND t.id <> ?2 ORDER BY t.id DESC LIMIT 20"),
            [requester.0, not.0],
            head,
        )
    }
}

/// The values that decide in which boxes a ticket is, and where there.
pub(super) struct Queued {
    status: Status,
    snoozed_until: Option<i64>,
    spam: bool,
    merged: bool,
    waiting_since: Option<i64>,
    updated_at: i64,
}

/// The columns of a ticket that follow from the others: the schema says how, and this is where they are made.
pub(super) struct Derived {
    pub working: bool,
    pub owed_since: Option<i64>,
    pub rank: i64,
}

const QUEUED: &str = "SELECT status, snoozed_until, spam <> 0, merged_into IS NOT NULL, waiting_since, updated_at FROM tickets WHERE id = ?1";

fn queued(r: &Row<'_>) -> rusqlite::Result<Queued> {
    Ok(Queued {
        status: super::entries::parsed(r, 0)?,
        snoozed_until: r.get(1)?,
        spam: r.get(2)?,
        merged: r.get(3)?,
        waiting_since: r.get(4)?,
        updated_at: r.get(5)?,
    })
}

impl Queued {
    /// A new ticket, for which nobody is said to wait yet.
    pub(super) fn new(status: Status, at: Time) -> Queued {
        Queued { status, snoozed_until: None, spam: false, merged: false, waiting_since: None, updated_at: at.0 }
    }

    /// The same ticket, with another status and other times.
    pub(super) fn standing(self, status: Status, waiting_since: Option<Time>, updated_at: Time) -> Queued {
        Queued { status, waiting_since: waiting_since.map(|t| t.0), updated_at: updated_at.0, ..self }
    }

    fn after(self, patch: &TicketPatch, now: Time) -> Queued {
        let number = |t: Option<Time>| t.map(|t| t.0);
        Queued {
            status: patch.status.unwrap_or(self.status),
            snoozed_until: patch.snoozed_until.map_or(self.snoozed_until, number),
            merged: patch.merged_into.map_or(self.merged, |into| into.is_some()),
            spam: patch.spam.unwrap_or(self.spam),
            waiting_since: patch.waiting_since.map_or(self.waiting_since, number),
            updated_at: self.updated_at.max(now.0),
        }
    }

    /// What follows: whether the ticket is worked on, since when its customer is owed an answer, and its place. Who is owed one stands
    /// first, longest first; then the rest, last changed first.
    pub(super) fn derived(&self) -> Derived {
        let owed_since = self.waiting_since.filter(|_| matches!(self.status, Status::New | Status::Open));
        Derived {
            working: self.status.is_active() && self.snoozed_until.is_none() && !self.spam && !self.merged,
            owed_since,
            rank: owed_since.unwrap_or((1 << 62) - self.updated_at),
        }
    }
}

impl Store {
    /// What decides about a ticket's boxes, as it is now.
    pub(super) fn queued(&self, id: TicketId) -> Result<Option<Queued>, StoreError> {
        self.row("changing a ticket", QUEUED, [id.0], queued)
    }
}

impl Write<'_> {
    /// Makes a ticket; its status is new.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_ticket(&self, new: &NewTicket<'_>) -> Result<TicketId, StoreError> {
        self.insert_ticket(new, Status::New, true)
    }

    /// Makes a ticket with a status, read or not.
    pub(super) fn insert_ticket(&self, new: &NewTicket<'_>, status: Status, unread: bool) -> Result<TicketId, StoreError> {
        let derived = Queued::new(status, new.at).derived();
        let id = self.insert(
            "making a ticket",
            "INSERT INTO tickets (mailbox_id, subject, status, requester_id, requester_address, team_id, language, linked_from, created_at, updated_at, status_since, unread,
               working, rank)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?9, ?10, ?11, ?12)",
            params![
                new.mailbox.map(|m| m.0),
                new.subject,
                status.word(),
                new.requester.0,
                new.address.as_str(),
                new.team.map(|t| t.0),
                new.language,
                new.linked_from.map(|t| t.0),
                new.at.0,
                unread,
                derived.working,
                derived.rank
            ],
        )?;
        Ok(TicketId(id))
    }

    /// Changes a ticket.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn change_ticket(&self, id: TicketId, patch: &TicketPatch, now: Time) -> Result<(), StoreError> {
        let mut sets: Vec<String> = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        let mut set = |column: &str, value: Value| {
            values.push(value);
            sets.push(format!("{column} = ?{}", values.len()));
        };
        let number = |n: Option<i64>| n.map_or(Value::Null, Value::Integer);
        if let Some(status) = patch.status {
            set("status", Value::Text(status.word().to_owned()));
            set("status_since", Value::Integer(now.0));
            let solved = (status == Status::Solved).then_some(now.0);
            if status != Status::Closed {
                set("solved_at", number(solved));
            }
            set("closed_at", number((status == Status::Closed).then_some(now.0)));
        }
        if let Some(priority) = patch.priority {
            set("priority", Value::Integer(priority as i64));
        }
        if let Some(assignee) = patch.assignee {
            set("assignee_id", number(assignee.map(|a| a.0)));
        }
        if let Some(team) = patch.team {
            set("team_id", number(team.map(|t| t.0)));
        }
        if let Some(subject) = &patch.subject {
            set("subject", Value::Text(subject.clone()));
        }
        if let Some(until) = patch.snoozed_until {
            set("snoozed_until", number(until.map(|t| t.0)));
        }
        if let Some(unread) = patch.unread {
            set("unread", Value::Integer(unread.into()));
        }
        if let Some(since) = patch.waiting_since {
            set("waiting_since", number(since.map(|t| t.0)));
        }
        if let Some((at, address)) = &patch.customer_wrote {
            set("last_customer_at", Value::Integer(at.0));
            set("requester_address", Value::Text(address.as_str().to_owned()));
        }
        if let Some(at) = patch.acknowledged_at {
            set("acknowledged_at", Value::Integer(at.0));
        }
        if let Some(into) = patch.merged_into {
            set("merged_into", number(into.map(|t| t.0)));
        }
        if let Some(spam) = patch.spam {
            set("spam", Value::Integer(spam.into()));
        }
        let Some(before) = self.queued(id)? else { return Ok(()) };
        let after = before.after(patch, now);
        let Derived { working, owed_since, rank } = after.derived();
        set("updated_at", Value::Integer(after.updated_at));
        set("working", Value::Integer(working.into()));
        set("owed_since", number(owed_since));
        set("rank", Value::Integer(rank));
        if let Some(at) = patch.first_answered_at {
            values.push(Value::Integer(at.0));
            sets.push(format!("first_answered_at = coalesce(first_answered_at, ?{})", values.len()));
        }
        values.push(Value::Integer(id.0));
        let sql = format!("UPDATE tickets SET {} WHERE id = ?{}", sets.join(", "), values.len());
        self.run("changing a ticket", &sql, rusqlite::params_from_iter(values))?;
        Ok(())
    }

    /// Marks a ticket as read without calling that a change.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn mark_read(&self, id: TicketId) -> Result<bool, StoreError> {
        Ok(self.run("marking a ticket as read", "UPDATE tickets SET unread = 0 WHERE id = ?1 AND unread = 1", [id.0])? > 0)
    }

    /// Puts a tag on a ticket; the tag is registered when it is new. False when it was there.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_tag(&self, id: TicketId, tag: &str) -> Result<bool, StoreError> {
        self.run("registering a tag", "INSERT OR IGNORE INTO tags (name) VALUES (?1)", [tag])?;
        Ok(self.run("tagging a ticket", "INSERT OR IGNORE INTO ticket_tags (ticket_id, tag) VALUES (?1, ?2)", params![id.0, tag])? > 0)
    }

    /// Takes a tag off a ticket. False when it was not there.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_tag(&self, id: TicketId, tag: &str) -> Result<bool, StoreError> {
        Ok(self.run("taking a tag off a ticket", "DELETE FROM ticket_tags WHERE ticket_id = ?1 AND tag = ?2", params![id.0, tag])? > 0)
    }
}
