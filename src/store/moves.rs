//! Merges and splits: what goes from one ticket to another, and back.
//!
//! The rows that a merge or split moves are listed first, and then carried; taking it back carries the same list the other way, with what has come
//! in since for the merged ticket's thread.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::{Store, StoreError, Write};
use crate::model::status::Status;
use crate::model::ticket::TicketHead;
use crate::model::time::exact;
use crate::model::{Address, ContactId, EntryId, SideId, TicketId, Time};

/// What moved something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveKind {
    /// A ticket was merged into another: all that it had went.
    Merge,
    /// A message was split off as a ticket of its own.
    Split,
}

impl MoveKind {
    fn word(self) -> &'static str {
        match self {
            MoveKind::Merge => "merge",
            MoveKind::Split => "split",
        }
    }
}

/// A merge or split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The history's row of it.
    pub seq: i64,
    /// Which.
    pub kind: MoveKind,
    /// Where things went from.
    pub source: TicketId,
    /// Where they went to.
    pub target: TicketId,
    /// How both stood.
    pub stood: Before,
}

/// How a ticket stood, as far as a merge or split changes that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    /// Status.
    pub status: Status,
    /// Snooze.
    #[serde(with = "exact")]
    pub snoozed_until: Option<Time>,
    /// Since when the customer waits.
    #[serde(with = "exact")]
    pub waiting_since: Option<Time>,
    /// Unread for its assignee.
    pub unread: bool,
    /// When the customer last wrote.
    #[serde(with = "exact")]
    pub last_customer_at: Option<Time>,
    /// The address that the requester is answered at.
    pub address: Address,
}

impl From<&TicketHead> for Stood {
    fn from(head: &TicketHead) -> Stood {
        Stood {
            status: head.status,
            snoozed_until: head.snoozed_until,
            waiting_since: head.waiting_since,
            unread: head.unread,
            last_customer_at: head.last_customer_at,
            address: head.requester.email.clone(),
        }
    }
}

/// How both tickets stood before, and how the target was left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// The source, before.
    pub source: Stood,
    /// The target, before.
    pub target: Stood,
    /// The target, afterwards.
    pub left: Stood,
}

/// A ticket that was merged into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedHere {
    /// Which.
    pub ticket: TicketId,
    /// Its requester.
    pub requester: ContactId,
    /// The requester's address.
    pub address: Address,
}

/// A ticket and everything that was merged into it, what was merged into that included. What a split that was taken back leaves is none of it.
const BELOW: &str = "WITH RECURSIVE below(id) AS (SELECT id FROM tickets WHERE merged_into = ?1 UNION ALL SELECT t.id FROM below b CROSS JOIN tickets t ON t.merged_into = b.id)";
const REAL: &str = "NOT EXISTS (SELECT 1 FROM moves v WHERE v.target_id = b.id AND v.kind = 'split' AND v.taken_back_at IS NOT NULL)";

impl Store {
    /// Every ticket that was merged into this one, also by way of another.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn merged_here(&self, ticket: TicketId) -> Result<Vec<MergedHere>, StoreError> {
        self.rows(
            "looking for merged tickets",
            &format!("{BELOW} SELECT b.id, x.requester_id, x.requester_address FROM below b CROSS JOIN tickets x ON x.id = b.id WHERE {REAL}"),
            [ticket.0],
            |r| Ok(MergedHere { ticket: TicketId(r.get(0)?), requester: ContactId(r.get(1)?), address: super::entries::address(r, 2)? }),
        )
    }

    /// The addresses of other customers whose tickets were merged into this one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn other_customers(&self, ticket: TicketId) -> Result<Vec<Address>, StoreError> {
        let merged = self.merged_here(ticket)?;
        if merged.is_empty() {
            return Ok(Vec::new());
        }
        let own =
            self.row("looking for merged tickets", "SELECT requester_id FROM tickets WHERE id = ?1", [ticket.0], |r| Ok(ContactId(r.get(0)?)))?;
        let mut out = Vec::new();
        for other in merged.into_iter().filter(|m| Some(m.requester) != own) {
            out.extend(self.addresses_of(other.requester)?);
            out.push(other.address);
        }
        out.sort();
        out.dedup();
        Ok(out)
    }

    /// A merge or split by its row of the history, unless it was taken back.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn move_of(&self, seq: i64) -> Result<Option<Move>, StoreError> {
        let found = self.row(
            "looking up a merge",
            "SELECT kind, source_id, target_id, stood FROM moves WHERE seq = ?1 AND taken_back_at IS NULL",
            [seq],
            |r| {
                let kind = if r.get::<_, String>(0)? == "merge" { MoveKind::Merge } else { MoveKind::Split };
                let (source, target) = (TicketId(r.get(1)?), TicketId(r.get(2)?));
                Ok(super::entries::json(r, 3)?.map(|stood| Move { seq, kind, source, target, stood }))
            },
        )?;
        Ok(found.flatten())
    }

    /// The ticket that a message was split off to, when it was on `ticket` and its answers are still sent there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn split_off(&self, ticket: TicketId, message_id: &str) -> Result<Option<TicketId>, StoreError> {
        self.row(
            "looking for a split",
            "SELECT v.target_id FROM message_ids m JOIN moved d ON d.kind = 'entry' AND d.row_id = m.entry_id
               JOIN moves v ON v.seq = d.seq AND v.kind = 'split' AND v.source_id = ?2 AND v.taken_back_at IS NULL
             WHERE m.message_id = ?1 LIMIT 1",
            params![message_id, ticket.0],
            |r| Ok(TicketId(r.get(0)?)),
        )
    }

    /// Whether everything that went is still where it went to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn all_still_there(&self, of: &Move) -> Result<bool, StoreError> {
        const DOING: &str = "looking whether a merge can be taken back";
        let elsewhere = |sql: &str| self.row(DOING, sql, params![of.seq, of.target.0], |_| Ok(()));
        Ok(elsewhere("SELECT 1 FROM moved d JOIN entries e ON e.id = d.row_id WHERE d.seq = ?1 AND d.kind = 'entry' AND e.ticket_id <> ?2 LIMIT 1")?
            .is_none()
            && elsewhere("SELECT 1 FROM moved d JOIN sides s ON s.id = d.row_id WHERE d.seq = ?1 AND d.kind = 'side' AND s.ticket_id <> ?2 LIMIT 1")?
                .is_none())
    }

    /// Who wrote the newest message or note, or opened a side conversation, that a ticket made by a split has got since; `None` when nobody did.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn written_since_split(&self, of: &Move) -> Result<Option<String>, StoreError> {
        const DOING: &str = "looking whether a split can be taken back";
        let wrote = self.row(
            DOING,
            "SELECT coalesce(nullif(e.author_name, ''), e.author_address) FROM entries e WHERE e.ticket_id = ?2 AND e.kind <> 'event' AND e.deleted_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM moved d WHERE d.seq = ?1 AND d.kind = 'entry' AND d.row_id = e.id) ORDER BY e.id DESC LIMIT 1",
            params![of.seq, of.target.0],
            |r| r.get(0),
        )?;
        if wrote.is_some() {
            return Ok(wrote);
        }
        self.row(
            DOING,
            "SELECT coalesce((SELECT a.name FROM agents a WHERE a.id = s.created_by), '') FROM sides s WHERE s.ticket_id = ?2 AND s.withdrawn_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM moved d WHERE d.seq = ?1 AND d.kind = 'side' AND d.row_id = s.id) ORDER BY s.id DESC LIMIT 1",
            params![of.seq, of.target.0],
            |r| r.get(0),
        )
    }

    /// When the last message came in for a merged ticket's thread after the merge, from a person; `None` when none did.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn came_since_merge(&self, of: &Move) -> Result<Option<Time>, StoreError> {
        let found = self.row(
            "looking for messages since a merge",
            "SELECT max(e.at) FROM entries e WHERE e.ticket_id = ?3 AND e.kind = 'customer' AND e.automatic = 0
               AND (e.origin_id = ?1 OR e.origin_id IN (SELECT id FROM tickets WHERE merged_into = ?1))
               AND NOT EXISTS (SELECT 1 FROM moved d WHERE d.seq = ?2 AND d.kind = 'entry' AND d.row_id = e.id)",
            params![of.source.0, of.seq, of.target.0],
            |r| r.get::<_, Option<i64>>(0),
        )?;
        Ok(found.flatten().map(Time))
    }

    /// Since when the customer waits, by the messages alone: the oldest of a person's after our last answer.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unanswered_since(&self, ticket: TicketId) -> Result<Option<Time>, StoreError> {
        let found = self.row(
            "looking for unanswered messages",
            "SELECT min(e.at) FROM entries e WHERE e.ticket_id = ?1 AND e.kind = 'customer' AND e.automatic = 0 AND e.deleted_at IS NULL
               AND e.id > coalesce((SELECT max(r.id) FROM entries r WHERE r.ticket_id = ?1 AND r.kind = 'reply' AND r.deleted_at IS NULL), 0)",
            [ticket.0],
            |r| r.get::<_, Option<i64>>(0),
        )?;
        Ok(found.flatten().map(Time))
    }

    /// How many public messages a ticket has.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_public(&self, ticket: TicketId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM entries e WHERE e.ticket_id = ?1 AND e.kind IN ('customer', 'reply') AND e.deleted_at IS NULL";
        Ok(self.row("counting messages", sql, [ticket.0], |r| r.get(0))?.unwrap_or(0))
    }
}

const MERGING: &str = "merging tickets";
const SPLITTING: &str = "splitting a ticket";
const CARRYING: &str = "moving messages to another ticket";

impl Write<'_> {
    /// Merges: everything that the source has is listed, and goes to the target. Drafts go where the agent has none of the kind there; those of
    /// replies only `with_replies`.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn move_all(&self, of: &Move, with_replies: bool) -> Result<(), StoreError> {
        self.begin_move(of)?;
        let (seq, source, target) = (of.seq, of.source.0, of.target.0);
        for (kind, from) in [
            ("entry", "id, origin_id FROM entries"),
            ("side", "id, NULL FROM sides"),
            ("inbox", "id, NULL FROM inbox"),
            ("outbox", "id, NULL FROM outbox"),
            ("notification", "id, NULL FROM notifications"),
        ] {
            self.run(
                MERGING,
                &format!("INSERT INTO moved (seq, kind, row_id, origin_id) SELECT ?1, '{kind}', {from} WHERE ticket_id = ?2"),
                params![seq, source],
            )?;
        }
        self.run(
            MERGING,
            "INSERT INTO moved (seq, kind, row_id) SELECT ?1, 'draft', d.id FROM drafts d WHERE d.ticket_id = ?2 AND (d.mode <> 'reply' OR ?4)
               AND NOT EXISTS (SELECT 1 FROM drafts x WHERE x.ticket_id = ?3 AND x.agent_id = d.agent_id AND x.mode = d.mode
                 AND coalesce(x.side_id, 0) = coalesce(d.side_id, 0) AND coalesce(x.entry_id, 0) = coalesce(d.entry_id, 0))",
            params![seq, source, target, with_replies],
        )?;
        self.run(
            MERGING,
            "INSERT INTO moved (seq, kind, row_id) SELECT ?1, 'follower', f.agent_id FROM followers f WHERE f.ticket_id = ?2
               AND NOT EXISTS (SELECT 1 FROM followers x WHERE x.ticket_id = ?3 AND x.agent_id = f.agent_id)",
            params![seq, source, target],
        )?;
        self.carry(seq, of.source, of.target)?;
        self.run(
            MERGING,
            "UPDATE entries SET origin_id = coalesce(origin_id, ?2) WHERE id IN (SELECT row_id FROM moved WHERE seq = ?1 AND kind = 'entry')",
            params![seq, source],
        )?;
        self.run(
            MERGING,
            "INSERT INTO followers (ticket_id, agent_id) SELECT ?2, row_id FROM moved WHERE seq = ?1 AND kind = 'follower'",
            params![seq, target],
        )?;
        Ok(())
    }

    /// Splits: one message and some side conversations, with their lines and mails, are listed and go to the target.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn move_some(&self, of: &Move, message: EntryId, sides: &[SideId]) -> Result<(), StoreError> {
        self.begin_move(of)?;
        let (seq, source) = (of.seq, of.source.0);
        let one = "INSERT INTO moved (seq, kind, row_id, origin_id) SELECT ?1, 'entry', id, origin_id FROM entries WHERE id = ?2 AND ticket_id = ?3";
        self.run(SPLITTING, one, params![seq, message.0, source])?;
        let its_mail = "INSERT INTO moved (seq, kind, row_id) SELECT ?1, 'inbox', inbox_id FROM entries WHERE id = ?2 AND inbox_id IS NOT NULL";
        self.run(SPLITTING, its_mail, params![seq, message.0])?;
        for side in sides {
            for (kind, from) in [
                ("side", "id, NULL FROM sides WHERE ticket_id = ?2 AND id = ?3"),
                ("entry", "id, origin_id FROM entries WHERE ticket_id = ?2 AND side_id = ?3"),
                ("inbox", "id, NULL FROM inbox WHERE ticket_id = ?2 AND side_id = ?3"),
                ("outbox", "id, NULL FROM outbox WHERE ticket_id = ?2 AND side_id = ?3"),
                ("draft", "id, NULL FROM drafts WHERE ticket_id = ?2 AND side_id = ?3"),
            ] {
                let sql = format!("INSERT OR IGNORE INTO moved (seq, kind, row_id, origin_id) SELECT ?1, '{kind}', {from}");
                self.run(SPLITTING, &sql, params![seq, source, side.0])?;
            }
        }
        self.carry(seq, of.source, of.target)?;
        self.run(SPLITTING, "UPDATE entries SET origin_id = NULL WHERE id IN (SELECT row_id FROM moved WHERE seq = ?1 AND kind = 'entry')", [seq])?;
        Ok(())
    }

    /// Takes a merge or split back: what went comes back, and with it what has come in since for the source's thread and its side conversations.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn move_back(&self, of: &Move, now: Time) -> Result<(), StoreError> {
        const DOING: &str = "taking a merge back";
        let (seq, source, target) = (of.seq, of.source.0, of.target.0);
        let below = BELOW.replace("?1", "?2");
        self.run(
            DOING,
            &format!(
                "INSERT OR IGNORE INTO moved (seq, kind, row_id, origin_id) {below}
                 SELECT ?1, 'entry', e.id, nullif(e.origin_id, ?2) FROM entries e WHERE e.ticket_id = ?3 AND (e.origin_id = ?2 OR e.origin_id IN (SELECT id FROM below)
                   OR e.side_id IN (SELECT row_id FROM moved WHERE seq = ?1 AND kind = 'side'))"
            ),
            params![seq, source, target],
        )?;
        for kind in ["inbox", "outbox"] {
            let sql = format!(
                "INSERT OR IGNORE INTO moved (seq, kind, row_id) SELECT ?1, '{kind}', m.id FROM {kind} m WHERE m.ticket_id = ?2
                   AND (m.side_id IN (SELECT row_id FROM moved WHERE seq = ?1 AND kind = 'side') OR m.entry_id IN (SELECT row_id FROM moved WHERE seq = ?1 AND kind = 'entry'))"
            );
            self.run(DOING, &sql, params![seq, target])?;
        }
        self.carry(seq, of.target, of.source)?;
        self.run(
            DOING,
            "UPDATE entries SET origin_id = (SELECT d.origin_id FROM moved d WHERE d.seq = ?1 AND d.kind = 'entry' AND d.row_id = entries.id)
             WHERE id IN (SELECT row_id FROM moved WHERE seq = ?1 AND kind = 'entry')",
            [seq],
        )?;
        self.run(
            DOING,
            "DELETE FROM followers WHERE ticket_id = ?2 AND agent_id IN (SELECT row_id FROM moved WHERE seq = ?1 AND kind = 'follower')",
            params![seq, target],
        )?;
        self.run(DOING, "UPDATE moves SET taken_back_at = ?2 WHERE seq = ?1", params![seq, now.0])?;
        Ok(())
    }

    fn begin_move(&self, of: &Move) -> Result<(), StoreError> {
        self.insert(
            CARRYING,
            "INSERT INTO moves (seq, kind, source_id, target_id, stood) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![of.seq, of.kind.word(), of.source.0, of.target.0, super::entries::to_json(&of.stood)?],
        )?;
        Ok(())
    }

    /// Everything that is listed goes from one ticket to another, with what hangs on it.
    fn carry(&self, seq: i64, from: TicketId, to: TicketId) -> Result<(), StoreError> {
        let listed = |kind: &str| format!("(SELECT row_id FROM moved WHERE seq = ?1 AND kind = '{kind}')");
        let (entries, sides) = (listed("entry"), listed("side"));
        for sql in [
            format!("UPDATE entries SET ticket_id = ?2 WHERE id IN {entries}"),
            format!("UPDATE search_docs SET ticket_id = ?2 WHERE entry_id IN {entries}"),
            format!("UPDATE sides SET ticket_id = ?2 WHERE id IN {sides}"),
            format!("UPDATE search_docs SET ticket_id = ?2 WHERE side_message_id IN (SELECT id FROM side_messages WHERE side_id IN {sides})"),
            format!("UPDATE inbox SET ticket_id = ?2 WHERE id IN {}", listed("inbox")),
            format!("UPDATE outbox SET ticket_id = ?2 WHERE id IN {}", listed("outbox")),
            format!("UPDATE notifications SET ticket_id = ?2 WHERE id IN {}", listed("notification")),
        ] {
            self.run(CARRYING, &sql, params![seq, to.0])?;
        }
        for sql in [
            format!("UPDATE message_ids SET ticket_id = ?2 WHERE ticket_id = ?3 AND entry_id IN {entries}"),
            format!("UPDATE mentions SET ticket_id = ?2 WHERE ticket_id = ?3 AND entry_id IN {entries}"),
            format!(
                "UPDATE drafts SET ticket_id = ?2 WHERE ticket_id = ?3 AND id IN {} AND NOT EXISTS (SELECT 1 FROM drafts x
                   WHERE x.ticket_id = ?2 AND x.agent_id = drafts.agent_id AND x.mode = drafts.mode
                   AND coalesce(x.side_id, 0) = coalesce(drafts.side_id, 0) AND coalesce(x.entry_id, 0) = coalesce(drafts.entry_id, 0))",
                listed("draft")
            ),
        ] {
            self.run(CARRYING, &sql, params![seq, to.0, from.0])?;
        }
        self.count_sides(from)?;
        self.count_sides(to)
    }
}
