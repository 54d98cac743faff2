//! Side conversations, their participants and messages.

use std::time::Duration;

use rusqlite::{Row, params};

use super::{Store, StoreError, Write};
use crate::model::entry::Author;
use crate::model::side::{Direction, Participant, Side, SideMessage, SideState, WaitingSide};
use crate::model::{Address, AgentId, Body, ContactId, InboxId, MailboxId, SideId, SideMessageId, TicketId, Time};

/// A side conversation without its messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideHead {
    /// Row.
    pub id: SideId,
    /// The ticket it hangs on.
    pub ticket: TicketId,
    /// The mailbox that it is led from.
    pub mailbox: Option<MailboxId>,
    /// Its subject.
    pub subject: String,
    /// Open or done.
    pub state: SideState,
    /// An answer that nobody has read.
    pub unread: bool,
    /// The agent who opened it.
    pub opened_by: Option<AgentId>,
}

/// A new message of a side conversation.
pub struct NewSideMessage<'a> {
    /// Where.
    pub side: SideId,
    /// From us or to us.
    pub direction: Direction,
    /// When.
    pub at: Time,
    /// The agent who wrote it.
    pub agent: Option<AgentId>,
    /// The contact who wrote it.
    pub contact: Option<ContactId>,
    /// The author's name and address, as of now.
    pub author: (&'a str, &'a str),
    /// The text.
    pub body: &'a Body,
    /// Its Message-ID.
    pub message_id: &'a str,
    /// A program wrote it.
    pub automatic: bool,
    /// The raw mail it came from.
    pub inbox: Option<InboxId>,
}

fn state(word: &str) -> SideState {
    if word == "done" { SideState::Done } else { SideState::Open }
}

fn participant(r: &Row<'_>) -> rusqlite::Result<Participant> {
    Ok(Participant { name: r.get(0)?, email: super::entries::address(r, 1)?, verified: r.get(2)?, cc: r.get(3)?, is_agent: r.get(4)? })
}

fn side_head(r: &Row<'_>) -> rusqlite::Result<SideHead> {
    Ok(SideHead {
        id: SideId(r.get(0)?),
        ticket: TicketId(r.get(1)?),
        mailbox: r.get::<_, Option<i64>>(2)?.map(MailboxId),
        subject: r.get(3)?,
        state: state(&r.get::<_, String>(4)?),
        unread: r.get(5)?,
        opened_by: r.get::<_, Option<i64>>(6)?.map(AgentId),
    })
}

fn waiting(r: &Row<'_>) -> rusqlite::Result<WaitingSide> {
    let (name, address): (Option<String>, Option<String>) = (r.get(7)?, r.get(8)?);
    let who = name.filter(|n| !n.is_empty()).or_else(|| address.clone()).unwrap_or_default();
    Ok(WaitingSide {
        id: SideId(r.get(0)?),
        ticket: TicketId(r.get(1)?),
        subject: r.get(2)?,
        who,
        address: address.and_then(|a| Address::parse(&a)),
        organization: r.get(9)?,
        since: Time(r.get(3)?),
        last_at: Time(r.get(5)?),
        due_at: r.get::<_, Option<i64>>(6)?.map(Time),
        usual: None,
        unread: r.get(4)?,
    })
}

fn message(r: &Row<'_>) -> rusqlite::Result<SideMessage> {
    Ok(SideMessage {
        id: SideMessageId(r.get(0)?),
        direction: if r.get::<_, String>(1)? == "in" { Direction::In } else { Direction::Out },
        at: Time(r.get(2)?),
        author: Author { agent: r.get::<_, Option<i64>>(3)?.map(AgentId), name: r.get(4)?, email: r.get(5)? },
        body: Body::from_marks(r.get::<_, String>(6)?, &r.get::<_, String>(7)?),
        automatic: r.get(8)?,
        inbox: r.get::<_, Option<i64>>(9)?.map(InboxId),
        redacted: r.get::<_, Option<i64>>(10)?.map(Time),
        delivery: None,
        files: Vec::new(),
    })
}

impl Store {
    /// A side conversation's head.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn side_head(&self, id: SideId) -> Result<Option<SideHead>, StoreError> {
        self.row(
            "reading a side conversation",
            "SELECT id, ticket_id, mailbox_id, subject, state, unread, created_by FROM sides WHERE id = ?1 AND withdrawn_at IS NULL",
            [id.0],
            side_head,
        )
    }

    /// The side conversations of a ticket with everything in them, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sides_of(&self, ticket: TicketId) -> Result<Vec<Side>, StoreError> {
        let mut sides = self.rows(
            "reading side conversations",
            "SELECT id, subject, state, unread, waiting_since, last_at, created_by FROM sides WHERE ticket_id = ?1 AND withdrawn_at IS NULL ORDER BY id",
            [ticket.0],
            |r| {
                Ok(Side {
                    id: SideId(r.get(0)?),
                    subject: r.get(1)?,
                    state: state(&r.get::<_, String>(2)?),
                    unread: r.get(3)?,
                    ticket,
                    waiting_since: r.get::<_, Option<i64>>(4)?.map(Time),
                    last_at: Time(r.get(5)?),
                    opened_by: r.get::<_, Option<i64>>(6)?.map(AgentId),
                    participants: Vec::new(),
                    messages: Vec::new(),
                })
            },
        )?;
        for side in &mut sides {
            side.participants = self.participants(side.id)?;
            side.messages = self.side_messages(side.id)?;
        }
        Ok(sides)
    }

    /// Who is in a side conversation.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn participants(&self, side: SideId) -> Result<Vec<Participant>, StoreError> {
        self.rows(
            "reading participants",
            "SELECT p.name, p.address, p.verified, p.cc, a.id IS NOT NULL FROM side_participants p
             LEFT JOIN agents a ON a.email = p.address AND a.disabled_at IS NULL
             WHERE p.side_id = ?1 AND p.removed_at IS NULL ORDER BY p.cc, p.added_at, p.address",
            [side.0],
            participant,
        )
    }

    /// The messages of a side conversation, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn side_messages(&self, side: SideId) -> Result<Vec<SideMessage>, StoreError> {
        const DOING: &str = "reading a side conversation";
        let mut messages = self.rows(
            DOING,
            "SELECT id, direction, at, agent_id, author_name, author_address, body, marks, automatic, inbox_id, redacted_at FROM side_messages WHERE side_id = ?1 ORDER BY id",
            [side.0],
            message,
        )?;
        let files = self.rows(
            DOING,
            "SELECT f.side_message_id, f.id, f.name, f.media_type, f.size, f.inline FROM side_messages m JOIN files f ON f.side_message_id = m.id WHERE m.side_id = ?1 ORDER BY f.id",
            [side.0],
            |r| Ok((SideMessageId(r.get(0)?), super::entries::file(r)?)),
        )?;
        for (id, f) in files {
            if let Ok(i) = messages.binary_search_by_key(&id, |m| m.id) {
                messages[i].files.push(f);
            }
        }
        for (id, d) in self.deliveries_of_side(side)? {
            if let Ok(i) = messages.binary_search_by_key(&id, |m| m.id) {
                messages[i].delivery = Some(d);
            }
        }
        Ok(messages)
    }

    /// The newest message of a side conversation.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_side_message(&self, side: SideId) -> Result<Option<SideMessage>, StoreError> {
        self.row(
            "reading a side conversation",
            "SELECT id, direction, at, agent_id, author_name, author_address, body, marks, automatic, inbox_id, redacted_at FROM side_messages WHERE side_id = ?1 ORDER BY id DESC LIMIT 1",
            [side.0],
            message,
        )
    }

    /// The Message-IDs of a side conversation, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn thread_of_side(&self, side: SideId) -> Result<Vec<String>, StoreError> {
        self.rows(
            "reading a thread",
            "SELECT message_id FROM side_messages WHERE side_id = ?1 AND message_id IS NOT NULL ORDER BY id",
            [side.0],
            |r| r.get(0),
        )
    }

    /// Whether an address takes part in a side conversation: `Some(verified)`, or `None` when it does not.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn participation(&self, side: SideId, address: &Address) -> Result<Option<bool>, StoreError> {
        self.row(
            "looking for a participant",
            "SELECT verified FROM side_participants WHERE side_id = ?1 AND address = ?2 AND removed_at IS NULL",
            params![side.0, address.as_str()],
            |r| r.get(0),
        )
    }

    /// Whether an address takes part in a side conversation or was taken out of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn was_participant(&self, side: SideId, address: &Address) -> Result<bool, StoreError> {
        let found = self.row(
            "looking for a participant",
            "SELECT 1 FROM side_participants WHERE side_id = ?1 AND address = ?2",
            params![side.0, address.as_str()],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    /// Whether an address takes part in any side conversation of a ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_third_party(&self, ticket: TicketId, address: &Address) -> Result<bool, StoreError> {
        let found = self.row(
            "looking for a participant",
            "SELECT 1 FROM sides s JOIN side_participants p ON p.side_id = s.id AND p.address = ?2 WHERE s.ticket_id = ?1 AND s.withdrawn_at IS NULL",
            params![ticket.0, address.as_str()],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    /// The addresses of everybody in the side conversations of a ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn third_parties(&self, ticket: TicketId) -> Result<Vec<Address>, StoreError> {
        let mut all = self.rows(
            "reading participants",
            "SELECT p.address FROM sides s JOIN side_participants p ON p.side_id = s.id WHERE s.ticket_id = ?1 AND s.withdrawn_at IS NULL",
            [ticket.0],
            |r| super::entries::address(r, 0),
        )?;
        all.sort();
        all.dedup();
        Ok(all)
    }

    /// Every open side conversation that waits for an answer, longest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn waiting_sides(&self, sight: &super::Sight, limit: u32) -> Result<Vec<WaitingSide>, StoreError> {
        self.rows(
            "listing what waits for third parties",
            &format!(
                "SELECT s.id, s.ticket_id, s.subject, s.waiting_since, s.unread, s.last_at, s.due_at, p.name, p.address,
                   (SELECT o.name FROM contact_addresses x JOIN contacts c ON c.id = x.contact_id JOIN organizations o ON o.id = c.organization_id
                     WHERE x.address = p.address)
                 FROM sides s JOIN tickets t ON t.id = s.ticket_id
                 LEFT JOIN side_participants p ON p.side_id = s.id AND p.address = (
                   SELECT x.address FROM side_participants x WHERE x.side_id = s.id AND x.removed_at IS NULL ORDER BY x.cc, x.added_at, x.address LIMIT 1)
                 WHERE s.state = 'open' AND s.waiting_since IS NOT NULL AND {} ORDER BY s.waiting_since LIMIT ?1",
                sight.condition()
            ),
            [limit],
            waiting,
        )
    }

    /// Since when an answer is waited for, and when something was last written; `None` for a side conversation that waits for nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn side_waits(&self, side: SideId) -> Result<Option<(Time, Time)>, StoreError> {
        self.row(
            "looking since when an answer is waited for",
            "SELECT waiting_since, last_at FROM sides WHERE id = ?1 AND state = 'open' AND waiting_since IS NOT NULL",
            [side.0],
            |r| Ok((Time(r.get(0)?), Time(r.get(1)?))),
        )
    }

    /// How long an address usually takes to answer: the median of its last twenty answers; `None` when it has never answered.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn usual_answer(&self, address: &Address) -> Result<Option<Duration>, StoreError> {
        let mut waited = self.rows(
            "looking how long answers take",
            "SELECT waited FROM side_messages WHERE author_address = ?1 AND waited IS NOT NULL ORDER BY id DESC LIMIT 20",
            [address.as_str()],
            |r| r.get::<_, i64>(0),
        )?;
        waited.sort_unstable();
        Ok(waited.get(waited.len() / 2).map(|ms| Duration::from_millis(u64::try_from(*ms).unwrap_or(0))))
    }

    /// Side conversations whose answer is overdue and of which nobody has been told yet, with who was asked.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn overdue_sides(&self, now: Time) -> Result<Vec<(SideHead, String)>, StoreError> {
        self.rows(
            "looking for overdue answers",
            "SELECT s.id, s.ticket_id, s.mailbox_id, s.subject, s.state, s.unread, s.created_by, coalesce((SELECT coalesce(nullif(p.name, ''), p.address)
               FROM side_participants p WHERE p.side_id = s.id AND p.removed_at IS NULL ORDER BY p.cc, p.added_at, p.address LIMIT 1), '')
             FROM sides s WHERE s.due_at IS NOT NULL AND s.overdue_told_at IS NULL AND s.due_at <= ?1 AND s.state = 'open' AND s.waiting_since IS NOT NULL LIMIT 500",
            [now.0],
            |r| Ok((side_head(r)?, r.get(7)?)),
        )
    }
}

impl Write<'_> {
    /// Opens a side conversation.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_side(
        &self,
        ticket: TicketId,
        mailbox: Option<MailboxId>,
        subject: &str,
        by: Option<AgentId>,
        now: Time,
    ) -> Result<SideId, StoreError> {
        let id = self.insert(
            "opening a side conversation",
            "INSERT INTO sides (ticket_id, mailbox_id, subject, state, created_at, created_by, last_at) VALUES (?1, ?2, ?3, 'open', ?4, ?5, ?4)",
            params![ticket.0, mailbox.map(|m| m.0), subject, now.0, by.map(|a| a.0)],
        )?;
        self.count_sides(ticket)?;
        Ok(SideId(id))
    }

    /// Lets someone into a side conversation, or back in.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_participant(&self, side: SideId, who: &Participant, by: Option<AgentId>, now: Time) -> Result<(), StoreError> {
        self.run(
            "adding a participant",
            "INSERT INTO side_participants (side_id, address, name, cc, verified, added_at, added_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (side_id, address) DO UPDATE SET removed_at = NULL, verified = max(verified, excluded.verified),
               name = CASE WHEN excluded.name <> '' THEN excluded.name ELSE name END",
            params![side.0, who.email.as_str(), who.name, who.cc, who.verified, now.0, by.map(|a| a.0)],
        )?;
        Ok(())
    }

    /// Accepts a participant who was unverified. False when there was none.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn verify_participant(&self, side: SideId, address: &Address, by: AgentId) -> Result<bool, StoreError> {
        let n = self.run(
            "accepting a participant",
            "UPDATE side_participants SET verified = 1, added_by = ?3 WHERE side_id = ?1 AND address = ?2 AND verified = 0 AND removed_at IS NULL",
            params![side.0, address.as_str(), by.0],
        )?;
        Ok(n > 0)
    }

    /// Takes someone out of a side conversation. False when they were not in it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_participant(&self, side: SideId, address: &Address, now: Time) -> Result<bool, StoreError> {
        let n = self.run(
            "removing a participant",
            "UPDATE side_participants SET removed_at = ?3 WHERE side_id = ?1 AND address = ?2 AND removed_at IS NULL",
            params![side.0, address.as_str(), now.0],
        )?;
        Ok(n > 0)
    }

    /// Adds a message; the state of waiting follows its direction unless a program wrote it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_side_message(&self, m: &NewSideMessage<'_>) -> Result<SideMessageId, StoreError> {
        const DOING: &str = "adding to a side conversation";
        let id = self.insert(
            DOING,
            "INSERT INTO side_messages (side_id, direction, at, agent_id, contact_id, author_name, author_address, body, marks, message_id, automatic, inbox_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                m.side.0,
                if m.direction == Direction::In { "in" } else { "out" },
                m.at.0,
                m.agent.map(|a| a.0),
                m.contact.map(|c| c.0),
                m.author.0,
                m.author.1,
                m.body.text(),
                m.body.marks(),
                (!m.message_id.is_empty()).then_some(m.message_id),
                m.automatic,
                m.inbox.map(|i| i.0)
            ],
        )?;
        let sql = match (m.direction, m.automatic) {
            (_, true) => "UPDATE sides SET last_at = max(last_at, ?2) WHERE id = ?1",
            (Direction::In, false) => {
                self.run(
                    DOING,
                    "UPDATE side_messages SET waited = max(0, ?2 - (SELECT waiting_since FROM sides WHERE id = ?3)) WHERE id = ?1",
                    params![id, m.at.0, m.side.0],
                )?;
                "UPDATE sides SET last_at = max(last_at, ?2), unread = 1, waiting_since = NULL, due_at = NULL, overdue_told_at = NULL WHERE id = ?1"
            }
            (Direction::Out, false) => "UPDATE sides SET last_at = max(last_at, ?2), waiting_since = coalesce(waiting_since, ?2) WHERE id = ?1",
        };
        self.run(DOING, sql, params![m.side.0, m.at.0])?;
        self.count_sides_by_side(m.side)?;
        Ok(SideMessageId(id))
    }

    /// Takes a message of ours out again whose send was taken back.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_side_message(&self, id: SideMessageId) -> Result<(), StoreError> {
        const DOING: &str = "taking a message out";
        if let Some(doc) = self.row(DOING, "SELECT id FROM search_docs WHERE side_message_id = ?1", [id.0], |r| r.get(0))? {
            self.unindex(doc)?;
        }
        self.run(DOING, "DELETE FROM files WHERE side_message_id = ?1", [id.0])?;
        self.run(DOING, "UPDATE outbox SET side_message_id = NULL WHERE side_message_id = ?1", [id.0])?;
        let side = self.row(DOING, "SELECT side_id FROM side_messages WHERE id = ?1", [id.0], |r| Ok(SideId(r.get(0)?)))?;
        self.run(DOING, "DELETE FROM side_messages WHERE id = ?1", [id.0])?;
        if let Some(side) = side {
            self.run(
                DOING,
                "UPDATE sides SET waiting_since = (SELECT min(m.at) FROM side_messages m WHERE m.side_id = ?1 AND m.direction = 'out' AND m.automatic = 0
                   AND m.id > coalesce((SELECT max(i.id) FROM side_messages i WHERE i.side_id = ?1 AND i.direction = 'in' AND i.automatic = 0), 0)) WHERE id = ?1",
                [side.0],
            )?;
        }
        Ok(())
    }

    /// Takes back a side conversation whose only message was taken back.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn withdraw_side(&self, side: SideId, ticket: TicketId, now: Time) -> Result<(), StoreError> {
        self.run(
            "taking a side conversation back",
            "UPDATE sides SET withdrawn_at = ?2, state = 'done', waiting_since = NULL WHERE id = ?1",
            params![side.0, now.0],
        )?;
        self.count_sides(ticket)
    }

    /// Marks a side conversation as done or open.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_side_state(&self, side: SideId, state: SideState) -> Result<(), StoreError> {
        self.run("changing a side conversation", "UPDATE sides SET state = ?2 WHERE id = ?1", params![side.0, state.word()])?;
        self.count_sides_by_side(side)
    }

    /// By when an answer is expected, or that nobody expects one by a time.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_side_due(&self, side: SideId, due: Option<Time>) -> Result<(), StoreError> {
        self.run(
            "changing when an answer is due",
            "UPDATE sides SET due_at = ?2, overdue_told_at = NULL WHERE id = ?1",
            params![side.0, due.map(|t| t.0)],
        )?;
        Ok(())
    }

    /// Somebody has been told that the answer is overdue.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn told_overdue(&self, side: SideId, now: Time) -> Result<(), StoreError> {
        self.run("changing when an answer is due", "UPDATE sides SET overdue_told_at = ?2 WHERE id = ?1", params![side.0, now.0])?;
        Ok(())
    }

    /// Marks a side conversation's answers as read. False when nothing was unread.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn read_side(&self, side: SideId) -> Result<bool, StoreError> {
        let n = self.run("marking a side conversation as read", "UPDATE sides SET unread = 0 WHERE id = ?1 AND unread = 1", [side.0])?;
        if n > 0 {
            self.count_sides_by_side(side)?;
        }
        Ok(n > 0)
    }

    /// Hangs a side conversation on another ticket.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn move_side(&self, side: SideId, from: TicketId, to: TicketId) -> Result<(), StoreError> {
        self.run("moving a side conversation", "UPDATE sides SET ticket_id = ?2 WHERE id = ?1", params![side.0, to.0])?;
        self.run(
            "moving a side conversation",
            "UPDATE search_docs SET ticket_id = ?2 WHERE side_message_id IN (SELECT id FROM side_messages WHERE side_id = ?1)",
            params![side.0, to.0],
        )?;
        self.count_sides(from)?;
        self.count_sides(to)
    }

    fn count_sides_by_side(&self, side: SideId) -> Result<(), StoreError> {
        match self.side_head(side)? {
            Some(head) => self.count_sides(head.ticket),
            None => Ok(()),
        }
    }

    pub(super) fn count_sides(&self, ticket: TicketId) -> Result<(), StoreError> {
        self.run(
            "counting side conversations",
            "UPDATE tickets SET sides_open = (SELECT count(*) FROM sides WHERE ticket_id = ?1 AND state = 'open'),
               sides_unread = (SELECT count(*) FROM sides WHERE ticket_id = ?1 AND unread = 1) WHERE id = ?1",
            [ticket.0],
        )?;
        Ok(())
    }
}
