//! What became of a mail: its copies and receipts, what was sent because of it, and to whom it was delivered.

use rusqlite::{Row, params};

use super::inbox::{InboxRow, ROW, inbox_row};
use super::outbox::state;
use super::settings::KINDS;
use super::{Store, StoreError};
use crate::model::delivery::DeliveryState;
use crate::model::ticket::NotificationKind;
use crate::model::{EntryId, InboxId, MailboxId, OutboxId, SideId, SideMessageId, TicketId, Time};

/// What is known of a stored mail beside its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// `imap`, `ingest` or `import`.
    pub source: String,
    /// When it was released or discarded from quarantine.
    pub settled_at: Option<Time>,
}

/// A mailbox's receipt for a mail.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ReceiptRow {
    /// The mailbox's address.
    pub mailbox: String,
    /// Its UIDVALIDITY then.
    pub uid_validity: u32,
    /// The mail's UID in it.
    pub uid: u32,
}

/// A mail that was written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SentRow {
    /// Row.
    #[serde(rename = "outbox")]
    pub id: OutboxId,
    /// What it is: `reply`, `side`, `acknowledgement`, `notification`.
    pub kind: String,
    /// The address of the mailbox that it leaves from.
    pub mailbox: String,
    /// On which ticket.
    pub ticket: Option<TicketId>,
    /// The entry that it is.
    pub entry: Option<EntryId>,
    /// The side conversation that it is in.
    pub side: Option<SideId>,
    /// The login of the agent who wrote it.
    pub agent: Option<String>,
    /// Its Message-ID, without brackets.
    pub message_id: String,
    /// The envelope's sender; `None` is the null return path.
    pub sender: Option<String>,
    /// When it was written.
    pub at: Time,
    /// When it may leave.
    pub due_at: Time,
}

/// One recipient's copy of a mail.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DeliveryRow {
    /// To whom.
    pub recipient: String,
    /// How it stands.
    pub state: DeliveryState,
    /// So many tries.
    pub attempts: u32,
    /// When it is tried next, while it waits.
    pub due_at: Time,
    /// When that was settled.
    pub settled_at: Option<Time>,
    /// The server's words.
    pub words: String,
}

/// An agent who was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRow {
    /// The agent's login.
    pub login: String,
    /// The agent's own address.
    pub email: String,
    /// Of what.
    pub kind: NotificationKind,
    /// Who did it.
    pub who: String,
    /// When they saw it.
    pub seen_at: Option<Time>,
}

const SENT: &str = "SELECT o.id, o.kind, m.address, o.ticket_id, o.entry_id, o.side_id, a.login, o.message_id, o.sender, o.created_at, o.due_at
    FROM outbox o JOIN mailboxes m ON m.id = o.mailbox_id LEFT JOIN agents a ON a.id = o.agent_id";

fn sent(r: &Row<'_>) -> rusqlite::Result<SentRow> {
    Ok(SentRow {
        id: OutboxId(r.get(0)?),
        kind: r.get(1)?,
        mailbox: r.get(2)?,
        ticket: r.get::<_, Option<i64>>(3)?.map(TicketId),
        entry: r.get::<_, Option<i64>>(4)?.map(EntryId),
        side: r.get::<_, Option<i64>>(5)?.map(SideId),
        agent: r.get(6)?,
        message_id: r.get(7)?,
        sender: r.get(8)?,
        at: Time(r.get(9)?),
        due_at: Time(r.get(10)?),
    })
}

impl Store {
    /// The stored mails with a Message-ID, given without brackets: the first one first, fifty at the most.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mails_with_id(&self, message_id: &str) -> Result<Vec<InboxRow>, StoreError> {
        self.rows("looking up a mail", &format!("{ROW} WHERE message_id = ?1 ORDER BY id LIMIT 50"), [message_id], inbox_row)
    }

    /// The stored mails that an entry comes from, or tells of.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mails_of_entry(&self, ticket: TicketId, entry: EntryId) -> Result<Vec<InboxRow>, StoreError> {
        let sql = format!("{ROW} WHERE ticket_id = ?1 AND entry_id = ?2 ORDER BY id LIMIT 50");
        self.rows("looking up a mail", &sql, params![ticket.0, entry.0], inbox_row)
    }

    /// Ticket and raw mail of a message in a side conversation.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn side_message_place(&self, id: SideMessageId) -> Result<Option<(TicketId, Option<InboxId>)>, StoreError> {
        let sql = "SELECT s.ticket_id, m.inbox_id FROM side_messages m JOIN sides s ON s.id = m.side_id WHERE m.id = ?1";
        self.row("looking up a message", sql, [id.0], |r| Ok((TicketId(r.get(0)?), r.get::<_, Option<i64>>(1)?.map(InboxId))))
    }

    /// How a mail came in, and when it was settled in quarantine.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mail_kind(&self, id: InboxId) -> Result<Option<Kind>, StoreError> {
        self.row("reading a message", "SELECT source, settled_at FROM inbox WHERE id = ?1", [id.0], |r| {
            Ok(Kind { source: r.get(0)?, settled_at: r.get::<_, Option<i64>>(1)?.map(Time) })
        })
    }

    /// Other copies of a mail: what has the same content, however it came.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn copies_of(&self, id: InboxId) -> Result<Vec<InboxRow>, StoreError> {
        let sql = format!("{ROW} WHERE content_hash = (SELECT content_hash FROM inbox WHERE id = ?1) AND id <> ?1 ORDER BY id LIMIT 50");
        self.rows("looking for copies", &sql, [id.0], inbox_row)
    }

    /// The receipts that mailboxes have for a mail.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn receipts_of(&self, id: InboxId) -> Result<Vec<ReceiptRow>, StoreError> {
        self.rows(
            "reading receipts",
            "SELECT m.address, r.uid_validity, r.uid FROM receipts r JOIN mailboxes m ON m.id = r.mailbox_id WHERE r.inbox_id = ?1",
            [id.0],
            |r| Ok(ReceiptRow { mailbox: r.get(0)?, uid_validity: r.get(1)?, uid: r.get(2)? }),
        )
    }

    /// How many of a mailbox's mails ended in each way: the state's word and the number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn receipt_states(&self, mailbox: MailboxId, uid_validity: u32) -> Result<Vec<(String, u32)>, StoreError> {
        self.rows(
            "counting receipts",
            "SELECT i.state, count(*) FROM receipts r JOIN inbox i ON i.id = r.inbox_id WHERE r.mailbox_id = ?1 AND r.uid_validity = ?2
             GROUP BY i.state ORDER BY i.state",
            params![mailbox.0, uid_validity],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
    }

    /// The UIDs of a mailbox's mails that are stored and have no place yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unplaced_uids(&self, mailbox: MailboxId, uid_validity: u32) -> Result<Vec<u32>, StoreError> {
        self.rows(
            "looking for mail to place",
            "SELECT r.uid FROM inbox i JOIN receipts r ON r.inbox_id = i.id WHERE i.state = 'waiting' AND r.mailbox_id = ?1 AND r.uid_validity = ?2",
            params![mailbox.0, uid_validity],
            |r| r.get(0),
        )
    }

    /// The mail that was written with a row.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sent(&self, id: OutboxId) -> Result<Option<SentRow>, StoreError> {
        self.row("reading the outbox", &format!("{SENT} WHERE o.id = ?1"), [id.0], sent)
    }

    /// The mails that an entry is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sent_as_entry(&self, entry: EntryId) -> Result<Vec<SentRow>, StoreError> {
        self.rows("reading the outbox", &format!("{SENT} WHERE o.entry_id = ?1"), [entry.0], sent)
    }

    /// The mails that a message of a side conversation is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sent_as_side_message(&self, message: SideMessageId) -> Result<Vec<SentRow>, StoreError> {
        self.rows("reading the outbox", &format!("{SENT} WHERE o.side_message_id = ?1"), [message.0], sent)
    }

    /// The mails that were written on a ticket since a time, without those that agents wrote.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn automatic_mail_since(&self, ticket: TicketId, since: Time) -> Result<Vec<SentRow>, StoreError> {
        let sql = format!("{SENT} WHERE o.ticket_id = ?1 AND o.created_at >= ?2 AND o.kind IN ('acknowledgement', 'notification') ORDER BY o.id");
        self.rows("reading the outbox", &sql, params![ticket.0, since.0], sent)
    }

    /// The Message-IDs that an entry has among a ticket's public mails.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn message_ids_of(&self, ticket: TicketId, entry: EntryId) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT message_id FROM message_ids WHERE ticket_id = ?1 AND entry_id = ?2";
        self.rows("reading Message-IDs", sql, params![ticket.0, entry.0], |r| r.get(0))
    }

    /// The copies of a mail, one for each recipient.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn deliveries(&self, id: OutboxId) -> Result<Vec<DeliveryRow>, StoreError> {
        self.rows(
            "reading deliveries",
            "SELECT recipient, state, attempts, due_at, settled_at, words FROM deliveries WHERE outbox_id = ?1 ORDER BY recipient",
            [id.0],
            |r| {
                Ok(DeliveryRow {
                    recipient: r.get(0)?,
                    state: state(&r.get::<_, String>(1)?),
                    attempts: r.get(2)?,
                    due_at: Time(r.get(3)?),
                    settled_at: r.get::<_, Option<i64>>(4)?.map(Time),
                    words: r.get(5)?,
                })
            },
        )
    }

    /// The agents who were told something about a ticket at a time.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn told_at(&self, ticket: TicketId, at: Time) -> Result<Vec<ToldRow>, StoreError> {
        self.rows(
            "reading notifications",
            "SELECT a.login, a.email, n.kind, n.seen_at, n.who FROM notifications n JOIN agents a ON a.id = n.agent_id WHERE n.ticket_id = ?1 AND n.at = ?2",
            params![ticket.0, at.0],
            |r| {
                let word: String = r.get(2)?;
                let kind = KINDS.into_iter().find(|k| k.word() == word).unwrap_or(NotificationKind::Assigned);
                Ok(ToldRow { login: r.get(0)?, email: r.get(1)?, kind, who: r.get(4)?, seen_at: r.get::<_, Option<i64>>(3)?.map(Time) })
            },
        )
    }
}
