//! What goes out: mails with their bytes, and a delivery for each recipient.

use rusqlite::{Row, params};

use super::{Store, StoreError, Write};
use crate::model::delivery::{Attempt, DeliveryState, DeliverySummary, pause_after};
use crate::model::{Address, AgentId, DeliveryId, EntryId, MailboxId, OutboxId, SideId, SideMessageId, TicketId, Time};

/// What a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutboxKind {
    /// A public reply.
    Reply,
    /// A message of a side conversation.
    Side,
    /// The automatic answer to a new ticket.
    Acknowledgement,
    /// To an agent.
    Notification,
    /// The conversation with the customer, to somebody who is no agent.
    Transcript,
}

impl OutboxKind {
    fn word(self) -> &'static str {
        match self {
            OutboxKind::Reply => "reply",
            OutboxKind::Side => "side",
            OutboxKind::Acknowledgement => "acknowledgement",
            OutboxKind::Notification => "notification",
            OutboxKind::Transcript => "transcript",
        }
    }

    fn of(word: &str) -> OutboxKind {
        match word {
            "side" => OutboxKind::Side,
            "acknowledgement" => OutboxKind::Acknowledgement,
            "notification" => OutboxKind::Notification,
            "transcript" => OutboxKind::Transcript,
            _ => OutboxKind::Reply,
        }
    }
}

/// A mail to put into the outbox.
pub struct NewMail<'a> {
    /// What it is.
    pub kind: OutboxKind,
    /// The mailbox that it is sent from.
    pub mailbox: MailboxId,
    /// On which ticket.
    pub ticket: Option<TicketId>,
    /// The entry that it is.
    pub entry: Option<EntryId>,
    /// The side conversation and message that it is.
    pub side: Option<(SideId, SideMessageId)>,
    /// Who wrote it.
    pub agent: Option<AgentId>,
    /// Its Message-ID, without brackets.
    pub message_id: &'a str,
    /// The envelope's sender; `None` is the null return path.
    pub sender: Option<&'a Address>,
    /// Its bytes.
    pub raw: &'a [u8],
    /// Its recipients.
    pub recipients: &'a [Address],
    /// When it was written.
    pub at: Time,
    /// When it leaves.
    pub due_at: Time,
    /// What to put back when it is taken back, as JSON.
    pub undo: Option<String>,
}

/// A mail in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// Row.
    pub id: OutboxId,
    /// On which ticket.
    pub ticket: Option<TicketId>,
    /// The entry that it is.
    pub entry: Option<EntryId>,
    /// The side conversation that it is in.
    pub side: Option<SideId>,
    /// The message that it is there.
    pub side_message: Option<SideMessageId>,
    /// Who wrote it.
    pub agent: Option<AgentId>,
    /// When it leaves.
    pub due_at: Time,
    /// When the first copy was claimed.
    pub released_at: Option<Time>,
    /// What to put back when it is taken back, as JSON.
    pub undo: Option<String>,
    /// What kind of mail it is.
    pub kind: OutboxKind,
}

/// A delivery that a worker has claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The delivery.
    pub delivery: DeliveryId,
    /// Its mail.
    pub outbox: OutboxId,
    /// The mailbox that it is sent from.
    pub mailbox: MailboxId,
    /// The envelope's sender.
    pub sender: Option<Address>,
    /// To whom.
    pub recipient: Address,
    /// The bytes.
    pub raw: Vec<u8>,
    /// Tries before this one.
    pub attempts: u32,
}

/// A sent mail of which a copy is to be kept on the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyDue {
    /// The mail.
    pub outbox: OutboxId,
    /// Its Message-ID, without brackets.
    pub message_id: String,
    /// The bytes.
    pub raw: Vec<u8>,
}

/// A mail whose first copy was just claimed: from now on it cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// The mail.
    pub outbox: OutboxId,
    /// Its ticket.
    pub ticket: Option<TicketId>,
    /// It is a public reply.
    pub entry: Option<EntryId>,
    /// The side conversation that it opened.
    pub opened_side: Option<SideId>,
    /// Who wrote it.
    pub agent: Option<AgentId>,
}

const ROW: &str = "SELECT id, ticket_id, entry_id, side_id, side_message_id, agent_id, due_at, released_at, undo, kind FROM outbox";

fn outbox_row(r: &Row<'_>) -> rusqlite::Result<OutboxRow> {
    Ok(OutboxRow {
        id: OutboxId(r.get(0)?),
        ticket: r.get::<_, Option<i64>>(1)?.map(TicketId),
        entry: r.get::<_, Option<i64>>(2)?.map(EntryId),
        side: r.get::<_, Option<i64>>(3)?.map(SideId),
        side_message: r.get::<_, Option<i64>>(4)?.map(SideMessageId),
        agent: r.get::<_, Option<i64>>(5)?.map(AgentId),
        due_at: Time(r.get(6)?),
        released_at: r.get::<_, Option<i64>>(7)?.map(Time),
        undo: r.get(8)?,
        kind: OutboxKind::of(&r.get::<_, String>(9)?),
    })
}

impl Store {
    /// One mail of the outbox.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outbox_row(&self, id: OutboxId) -> Result<Option<OutboxRow>, StoreError> {
        self.row("reading the outbox", &format!("{ROW} WHERE id = ?1"), [id.0], outbox_row)
    }

    /// The mail with a Message-ID.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outbox_by_message_id(&self, message_id: &str) -> Result<Option<OutboxRow>, StoreError> {
        self.row("looking up a sent mail", &format!("{ROW} WHERE message_id = ?1"), [message_id], outbox_row)
    }

    /// The bytes of a mail in the outbox.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outbox_raw(&self, id: OutboxId) -> Result<Option<Vec<u8>>, StoreError> {
        let hash = self.row("reading a mail", "SELECT raw FROM outbox WHERE id = ?1", [id.0], |r| r.get(0))?;
        hash.map(|h| self.bytes(&h)).transpose()
    }

    /// How many mails wait to leave, and how many need a person (failed or unknown).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outbox_counts(&self) -> Result<(u32, u32), StoreError> {
        let waiting = self.row("counting the outbox", "SELECT count(*) FROM deliveries WHERE state = 'queued'", [], |r| r.get(0))?;
        let trouble = self.row(
            "counting the outbox",
            "SELECT count(*) FROM deliveries d JOIN outbox o ON o.id = d.outbox_id JOIN tickets t ON t.id = o.ticket_id
             WHERE d.state IN ('failed', 'unknown') AND t.status <> 'closed'",
            [],
            |r| r.get(0),
        )?;
        Ok((waiting.unwrap_or(0), trouble.unwrap_or(0)))
    }

    /// When the next delivery is due.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_due(&self) -> Result<Option<Time>, StoreError> {
        Ok(self
            .row("reading the outbox", "SELECT min(due_at) FROM deliveries WHERE state = 'queued'", [], |r| r.get::<_, Option<i64>>(0))?
            .flatten()
            .map(Time))
    }

    /// The oldest mail from a mailbox of which a copy is to be kept.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_copy(&self, mailbox: MailboxId) -> Result<Option<CopyDue>, StoreError> {
        const DOING: &str = "looking for mails to keep a copy of";
        let sql = "SELECT id, message_id, raw FROM outbox WHERE mailbox_id = ?1 AND copy = 'due' ORDER BY id LIMIT 1";
        let found = self.row(DOING, sql, [mailbox.0], |r| Ok((OutboxId(r.get(0)?), r.get(1)?, r.get(2)?)))?;
        let Some((outbox, message_id, hash)) = found else { return Ok(None) };
        Ok(Some(CopyDue { outbox, message_id, raw: self.bytes(&hash)? }))
    }

    /// How the sending of the mails under a ticket's entries stands.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn deliveries_of_ticket(&self, ticket: TicketId) -> Result<Vec<(EntryId, DeliverySummary)>, StoreError> {
        self.summaries("SELECT o.entry_id FROM entries e JOIN outbox o ON o.entry_id = e.id WHERE e.ticket_id = ?1", "entry_id", ticket.0, EntryId)
    }

    /// How the sending of a side conversation's messages stands.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn deliveries_of_side(&self, side: SideId) -> Result<Vec<(SideMessageId, DeliverySummary)>, StoreError> {
        self.summaries(
            "SELECT o.side_message_id FROM side_messages e JOIN outbox o ON o.side_message_id = e.id WHERE e.side_id = ?1",
            "side_message_id",
            side.0,
            SideMessageId,
        )
    }

    fn summaries<K: PartialEq + Copy>(
        &self,
        of: &str,
        column: &str,
        id: i64,
        key: impl Fn(i64) -> K,
    ) -> Result<Vec<(K, DeliverySummary)>, StoreError> {
        let rows = self.rows(
            "reading deliveries",
            &format!(
                "SELECT o.{column}, o.id, d.state, d.due_at, d.words FROM outbox o JOIN deliveries d ON d.outbox_id = o.id
                 WHERE o.{column} IN ({of}) ORDER BY o.id, d.id"
            ),
            [id],
            |r| {
                let state = state(&r.get::<_, String>(2)?);
                Ok((key(r.get(0)?), DeliverySummary { outbox: OutboxId(r.get(1)?), state, due_at: Time(r.get(3)?), words: r.get(4)? }))
            },
        )?;
        let mut out: Vec<(K, DeliverySummary)> = Vec::new();
        for (key, summary) in rows {
            match out.iter_mut().find(|(k, _)| *k == key) {
                Some((_, best)) if urgency(summary.state) > urgency(best.state) || summary.outbox > best.outbox => *best = summary,
                Some(_) => {}
                None => out.push((key, summary)),
            }
        }
        Ok(out)
    }
}

pub(super) fn state(word: &str) -> DeliveryState {
    DeliveryState::ALL.into_iter().find(|s| s.word() == word).unwrap_or(DeliveryState::Unknown)
}

fn urgency(s: DeliveryState) -> u8 {
    match s {
        DeliveryState::Cancelled => 0,
        DeliveryState::Sent => 1,
        DeliveryState::Sending => 2,
        DeliveryState::Queued => 3,
        DeliveryState::Unknown => 4,
        DeliveryState::Failed => 5,
    }
}

impl Write<'_> {
    /// Puts a mail into the outbox.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn queue_mail(&self, mail: &NewMail<'_>) -> Result<OutboxId, StoreError> {
        const DOING: &str = "putting a mail into the outbox";
        let raw = self.keep(mail.raw)?;
        let id = self.insert(
            DOING,
            "INSERT INTO outbox (kind, mailbox_id, ticket_id, entry_id, side_id, side_message_id, agent_id, message_id, sender, raw, created_at, due_at, undo)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                mail.kind.word(),
                mail.mailbox.0,
                mail.ticket.map(|t| t.0),
                mail.entry.map(|e| e.0),
                mail.side.map(|s| s.0.0),
                mail.side.map(|s| s.1.0),
                mail.agent.map(|a| a.0),
                mail.message_id,
                mail.sender.map(Address::as_str),
                raw,
                mail.at.0,
                mail.due_at.0,
                mail.undo
            ],
        )?;
        for recipient in mail.recipients {
            self.run(
                DOING,
                "INSERT OR IGNORE INTO deliveries (outbox_id, recipient, state, due_at) VALUES (?1, ?2, 'queued', ?3)",
                params![id, recipient.as_str(), mail.due_at.0],
            )?;
        }
        Ok(OutboxId(id))
    }

    /// Claims the delivery that has been due for longest, of mails from other mailboxes than those to pass over. Also says when this
    /// releases its mail.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn claim(&self, generation: i64, passed_over: &[MailboxId], now: Time) -> Result<Option<(Claim, Option<Released>)>, StoreError> {
        const DOING: &str = "claiming a delivery";
        let numbers: Vec<String> = passed_over.iter().map(ToString::to_string).collect();
        let found = self.row(
            DOING,
            "SELECT d.id, d.recipient, d.attempts, o.id, o.mailbox_id, o.sender, o.raw, o.ticket_id, o.entry_id, o.agent_id, o.released_at,
               CASE WHEN o.side_message_id = (SELECT min(m.id) FROM side_messages m WHERE m.side_id = o.side_id) THEN o.side_id END
             FROM deliveries d JOIN outbox o ON o.id = d.outbox_id WHERE d.state = 'queued' AND d.due_at <= ?1
               AND o.mailbox_id NOT IN (SELECT value FROM json_each(?2)) ORDER BY d.due_at LIMIT 1",
            params![now.0, format!("[{}]", numbers.join(","))],
            |r| {
                let sender: Option<String> = r.get(5)?;
                let claim = Claim {
                    delivery: DeliveryId(r.get(0)?),
                    recipient: super::entries::address(r, 1)?,
                    attempts: r.get(2)?,
                    outbox: OutboxId(r.get(3)?),
                    mailbox: MailboxId(r.get(4)?),
                    sender: sender.as_deref().and_then(Address::parse),
                    raw: Vec::new(),
                };
                let released = Released {
                    outbox: claim.outbox,
                    ticket: r.get::<_, Option<i64>>(7)?.map(TicketId),
                    entry: r.get::<_, Option<i64>>(8)?.map(EntryId),
                    opened_side: super::entries::side_id(r, 11)?,
                    agent: r.get::<_, Option<i64>>(9)?.map(AgentId),
                };
                Ok((claim, r.get(6)?, released, r.get::<_, Option<i64>>(10)?))
            },
        )?;
        let Some((mut claim, hash, released, released_at)) = found else { return Ok(None) };
        self.run(
            DOING,
            "UPDATE deliveries SET state = 'sending', generation = ?2, attempts = attempts + 1, text_at = NULL WHERE id = ?1",
            params![claim.delivery.0, generation],
        )?;
        let first = released_at.is_none();
        if first {
            self.run(DOING, "UPDATE outbox SET released_at = ?2 WHERE id = ?1", params![claim.outbox.0, now.0])?;
        }
        claim.raw = self.bytes(&hash)?;
        Ok(Some((claim, first.then_some(released))))
    }

    /// Notes that a mail's text is about to go out: who dies from here on leaves it of unknown fate. False when the delivery is not this
    /// generation's any more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn text_goes_out(&self, delivery: DeliveryId, generation: i64, now: Time) -> Result<bool, StoreError> {
        let changed = self.run(
            "noting that a mail goes out",
            "UPDATE deliveries SET text_at = ?3 WHERE id = ?1 AND state = 'sending' AND generation = ?2",
            params![delivery.0, generation, now.0],
        )?;
        Ok(changed > 0)
    }

    /// Writes down what an attempt came to, when the generation that claimed it still holds it. False when it does not: then the
    /// delivery's fate has been decided by someone else.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn settle(
        &self,
        delivery: DeliveryId,
        generation: i64,
        attempts: u32,
        attempt: &Attempt,
        now: Time,
    ) -> Result<Option<DeliveryState>, StoreError> {
        let (state, due, words) = match attempt {
            Attempt::Sent(words) => (DeliveryState::Sent, now, words),
            Attempt::Refused(words) => (DeliveryState::Failed, now, words),
            Attempt::Unknown(words) => (DeliveryState::Unknown, now, words),
            Attempt::Later(words) => match pause_after(attempts) {
                Some(pause) => (DeliveryState::Queued, now.after(pause), words),
                None => (DeliveryState::Failed, now, words),
            },
        };
        let settled = (state != DeliveryState::Queued).then_some(now.0);
        let changed = self.run(
            "settling a delivery",
            "UPDATE deliveries SET state = ?3, due_at = ?4, words = ?5, settled_at = ?6 WHERE id = ?1 AND state = 'sending' AND generation = ?2",
            params![delivery.0, generation, state.word(), due.0, words, settled],
        )?;
        Ok((changed > 0).then_some(state))
    }

    /// A copy of a mail is to be kept on the server, once; of what agents are told by mail, none.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn want_copy(&self, id: OutboxId) -> Result<(), StoreError> {
        self.run(
            "noting a mail to keep a copy of",
            "UPDATE outbox SET copy = 'due' WHERE id = ?1 AND copy IS NULL AND kind <> 'notification'",
            [id.0],
        )?;
        Ok(())
    }

    /// A copy of a mail is on the server.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn copy_kept(&self, id: OutboxId) -> Result<(), StoreError> {
        self.run("noting that a copy is kept", "UPDATE outbox SET copy = 'kept' WHERE id = ?1", [id.0])?;
        Ok(())
    }

    /// A delivery that could not even begin goes back into the queue.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn unclaim(&self, delivery: DeliveryId, generation: i64, due_at: Time, words: &str) -> Result<(), StoreError> {
        self.run(
            "putting a delivery back",
            "UPDATE deliveries SET state = 'queued', due_at = ?3, words = ?4, attempts = attempts - 1 WHERE id = ?1 AND state = 'sending' AND generation = ?2",
            params![delivery.0, generation, due_at.0, words],
        )?;
        Ok(())
    }

    /// What workers of generations before this one were sending when they died becomes unknown, and nobody but a person resends it; what
    /// they had only begun to send is sent as if it had not been tried. Those that are unknown now.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn give_up_on_the_dead(&self, generation: i64, now: Time) -> Result<Vec<(DeliveryId, OutboxId, Address)>, StoreError> {
        const DOING: &str = "looking for deliveries of dead workers";
        self.run(
            DOING,
            "UPDATE deliveries SET state = 'queued', due_at = ?2, attempts = attempts - 1 WHERE state = 'sending' AND generation < ?1 AND text_at IS NULL",
            params![generation, now.0],
        )?;
        let found =
            self.rows(DOING, "SELECT id, outbox_id, recipient FROM deliveries WHERE state = 'sending' AND generation < ?1", [generation], |r| {
                Ok((DeliveryId(r.get(0)?), OutboxId(r.get(1)?), super::entries::address(r, 2)?))
            })?;
        for (id, _, _) in &found {
            self.run(
                DOING,
                "UPDATE deliveries SET state = 'unknown', settled_at = ?2, words = 'the sending process ended before the server answered' WHERE id = ?1",
                params![id.0, now.0],
            )?;
        }
        Ok(found)
    }

    /// Takes a mail back that no worker has claimed. False when it is too late.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn cancel_mail(&self, id: OutboxId, now: Time) -> Result<bool, StoreError> {
        const DOING: &str = "taking a mail back";
        let free = self.row(DOING, "SELECT 1 FROM outbox WHERE id = ?1 AND released_at IS NULL", [id.0], |_| Ok(()))?.is_some();
        if !free {
            return Ok(false);
        }
        let n = self.run(
            DOING,
            "UPDATE deliveries SET state = 'cancelled', settled_at = ?2 WHERE outbox_id = ?1 AND state = 'queued'",
            params![id.0, now.0],
        )?;
        Ok(n > 0)
    }

    /// Sends the failed and unknown copies of a mail again, because a person says so. The number of copies.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn send_again(&self, id: OutboxId, now: Time) -> Result<usize, StoreError> {
        self.run(
            "sending a mail again",
            "UPDATE deliveries SET state = 'queued', due_at = ?2, attempts = 0, settled_at = NULL WHERE outbox_id = ?1 AND state IN ('failed', 'unknown')",
            params![id.0, now.0],
        )
    }

    /// A report says that a copy was not delivered after all. It may be here before the server's answer is: then the answer comes too late.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn mark_failed(&self, id: OutboxId, recipient: &Address, words: &str, now: Time) -> Result<bool, StoreError> {
        let n = self.run(
            "marking a delivery as failed",
            "UPDATE deliveries SET state = 'failed', words = ?3, settled_at = ?4 WHERE outbox_id = ?1 AND recipient = ?2 AND state IN ('sending', 'sent', 'unknown')",
            params![id.0, recipient.as_str(), words, now.0],
        )?;
        Ok(n > 0)
    }

    /// The recipients of a mail.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn recipients_of(&self, id: OutboxId) -> Result<Vec<Address>, StoreError> {
        self.rows("reading recipients", "SELECT recipient FROM deliveries WHERE outbox_id = ?1 ORDER BY id", [id.0], |r| {
            super::entries::address(r, 0)
        })
    }
}
