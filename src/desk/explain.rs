//! What became of a mail, and why: where it was placed by which step, what that changed, who was told, what was sent because of it and how
//! that was delivered. Told to whoever may read the ticket.

use serde::Serialize;

use crate::mail::parse;
use crate::model::entry::Event;
use crate::model::incoming::Origin;
use crate::model::ticket::NotificationKind;
use crate::model::trace::Trace;
use crate::model::{EntryId, InboxId, OutboxId, SideId, SideMessageId, TicketId, Time};
use crate::store::{DeliveryRow, InboxRow, InboxState, ReceiptRow, SentRow, ToldRow};

use super::{Actor, Desk, DeskError, Right};

/// The header fields of a mail that came in by which its place was found.
const MATTERED: [&str; 22] = [
    "return-path",
    "from",
    "reply-to",
    "to",
    "cc",
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-delivered-to",
    "x-envelope-to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "auto-submitted",
    "precedence",
    "x-auto-response-suppress",
    "list-id",
    "list-unsubscribe",
    "authentication-results",
    "content-type",
];
/// The same of a mail of ours.
const OURS: [&str; 9] = ["from", "reply-to", "to", "cc", "subject", "message-id", "in-reply-to", "references", "auto-submitted"];

/// Which mail is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// By its Message-ID, with or without brackets.
    MessageId(String),
    /// By the entry that it is.
    Entry(EntryId),
    /// By its number in the store.
    Mail(InboxId),
    /// By the message in a side conversation that it is.
    SideMessage(SideMessageId),
}

impl std::fmt::Display for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Asked::MessageId(id) => f.write_str(id),
            Asked::Entry(id) => id.fmt(f),
            Asked::Mail(id) => write!(f, "mail:{id}"),
            Asked::SideMessage(id) => write!(f, "side:{id}"),
        }
    }
}

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "direction", rename_all = "kebab-case")]
pub enum Explanation {
    /// One that came in.
    In(Box<CameIn>),
    /// One that the desk has written.
    Out(Box<WentOut>),
}

/// A mail that came in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CameIn {
    /// Its number in the store.
    pub mail: InboxId,
    /// When it was stored.
    pub at: Time,
    /// `imap`, `ingest` or `import`.
    pub source: String,
    /// Where it ended.
    pub result: InboxState,
    /// The ticket that it is on, or is about.
    pub ticket: Option<TicketId>,
    /// The side conversation that it is in, or was meant for.
    pub side: Option<SideId>,
    /// The entry that it became, or that tells of it.
    pub entry: Option<EntryId>,
    /// The header fields that mattered, in order.
    pub headers: Vec<(String, String)>,
    /// Whether a person wrote it, or the header field that says otherwise.
    pub origin: Origin,
    /// What could not be read as it should be.
    pub remarks: Vec<String>,
    /// How it came to its place; `null` for what was imported.
    pub trace: Option<Trace>,
    /// The same in short, in English, with what a person decided later.
    pub why: Vec<String>,
    /// When it was let out of quarantine or discarded, and by whom.
    pub settled: Option<SettledBy>,
    /// What its arrival changed.
    pub changes: Vec<Event>,
    /// The rules that ran on its arrival, in their order.
    pub rules: Vec<String>,
    /// Who was told.
    pub told: Vec<Told>,
    /// What was sent because of it.
    pub sent: Vec<WentOut>,
    /// The receipts that mailboxes have for it.
    pub receipts: Vec<ReceiptRow>,
    /// Other copies of it: their numbers in the store.
    pub copies: Vec<InboxId>,
}

/// Who took a mail out of quarantine.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SettledBy {
    /// When.
    pub at: Time,
    /// The agent's login; `null` for the desk itself.
    pub by: Option<String>,
}

/// An agent who was told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The agent's login.
    pub agent: String,
    /// Of what.
    pub kind: NotificationKind,
    /// Who did it.
    pub who: String,
    /// When they saw it on a screen.
    pub seen_at: Option<Time>,
}

/// A mail that the desk has written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WentOut {
    /// Its row in the outbox.
    #[serde(flatten)]
    pub row: SentRow,
    /// The header fields that mattered, in order.
    pub headers: Vec<(String, String)>,
    /// Each recipient's copy, with the server's words.
    pub deliveries: Vec<DeliveryRow>,
}

impl Desk {
    /// What became of a mail: of each one that is meant, for a Message-ID can stand on several.
    ///
    /// # Errors
    /// When there is no such mail that the actor may see ([`DeskError::NoSuchMail`]), or the store cannot be read.
    pub fn explain(&self, actor: &Actor, asked: &Asked) -> Result<Vec<Explanation>, DeskError> {
        self.store.read(|_| {
            let (mails, sent) = self.meant(asked)?;
            let mut out = Vec::new();
            for row in mails {
                if self.may_explain(actor, row.ticket, row.state == InboxState::Quarantine || row.ticket.is_none())? {
                    out.push(Explanation::In(Box::new(self.came_in(actor, row)?)));
                }
            }
            for row in sent {
                if self.may_explain(actor, row.ticket, row.ticket.is_none())? {
                    out.push(Explanation::Out(Box::new(self.went_out(actor, row)?)));
                }
            }
            if out.is_empty() { Err(DeskError::NoSuchMail(asked.to_string())) } else { Ok(out) }
        })
    }

    /// Whether the actor sees the ticket and, where it is needed, has the right to look into the quarantine.
    fn may_explain(&self, actor: &Actor, ticket: Option<TicketId>, held: bool) -> Result<bool, DeskError> {
        if held && self.may(actor, Right::Quarantine).is_err() {
            return Ok(false);
        }
        match ticket.map(|t| self.visible(actor, t)).transpose() {
            Ok(_) => Ok(true),
            Err(DeskError::NoSuchTicket(_)) => Ok(false),
            Err(e) => Err(e),
        }
    }

    fn meant(&self, asked: &Asked) -> Result<(Vec<InboxRow>, Vec<SentRow>), DeskError> {
        let store = &self.store;
        Ok(match asked {
            Asked::MessageId(id) => {
                let id = id.trim().trim_start_matches('<').trim_end_matches('>');
                let sent = store.outbox_by_message_id(id)?.map(|o| store.sent(o.id)).transpose()?.flatten();
                (store.mails_with_id(id)?, sent.into_iter().collect())
            }
            Asked::Mail(id) => (store.inbox_row(*id)?.into_iter().collect(), Vec::new()),
            Asked::SideMessage(id) => {
                let mail = store.side_message_place(*id)?.and_then(|(_, mail)| mail);
                let mail = mail.map(|m| store.inbox_row(m)).transpose()?.flatten();
                (mail.into_iter().collect(), store.sent_as_side_message(*id)?)
            }
            Asked::Entry(id) => match store.entry(*id)? {
                Some((ticket, entry)) => self.of_entry(ticket, *id, entry.inbox)?,
                None => (Vec::new(), Vec::new()),
            },
        })
    }

    /// The mails that an entry comes from, tells of, or is.
    fn of_entry(&self, ticket: TicketId, id: EntryId, mail: Option<InboxId>) -> Result<(Vec<InboxRow>, Vec<SentRow>), DeskError> {
        let store = &self.store;
        let mails = match mail {
            Some(mail) => store.inbox_row(mail)?.into_iter().collect(),
            None => store.mails_of_entry(ticket, id)?,
        };
        let mut sent = store.sent_as_entry(id)?;
        for message_id in store.message_ids_of(ticket, id)? {
            let found = store.outbox_by_message_id(&message_id)?.map(|o| store.sent(o.id)).transpose()?.flatten();
            sent.extend(found.filter(|f| sent.iter().all(|s| s.id != f.id)));
        }
        Ok((mails, sent))
    }

    fn came_in(&self, actor: &Actor, row: InboxRow) -> Result<CameIn, DeskError> {
        let store = &self.store;
        let raw = store.raw_mail(row.id)?.unwrap_or_default();
        let mail = parse::parse(&raw);
        let kind = store.mail_kind(row.id)?.ok_or(DeskError::NoSuchFile)?;
        let by = row.settled_by.map(|a| store.agent(a)).transpose()?.flatten().map(|a| a.login);
        let (mut changes, mut rules, mut told, mut sent) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        if let (Some(trace), Some(ticket)) = (&row.trace, row.ticket.filter(|_| row.state != InboxState::Duplicate)) {
            changes = store.timeline(ticket)?.into_iter().filter(|e| e.at == trace.at).filter_map(|e| e.event).collect();
            let ran = store.ticket_history(ticket, 0)?.into_iter().filter(|r| r.at == trace.at && r.what == "rule");
            rules = ran.filter_map(|r| r.became).collect();
            let rows = store.told_at(ticket, trace.at)?;
            for sent_row in because_of(&rows, trace.at, store.automatic_mail_since(ticket, trace.at)?, |id| Ok(store.deliveries(id)?))? {
                sent.push(self.went_out(actor, sent_row)?);
            }
            told = rows.into_iter().map(|t| Told { agent: t.login, kind: t.kind, who: t.who, seen_at: t.seen_at }).collect();
        }
        Ok(CameIn {
            mail: row.id,
            at: row.at,
            source: kind.source,
            result: row.state,
            ticket: row.ticket,
            side: row.side,
            entry: row.entry,
            headers: among(parse::headers(&raw), &MATTERED),
            origin: mail.origin,
            remarks: mail.remarks,
            trace: row.trace,
            why: row.why.lines().map(str::to_owned).collect(),
            settled: kind.settled_at.map(|at| SettledBy { at, by }),
            changes,
            rules,
            told,
            sent,
            receipts: store.receipts_of(row.id)?,
            copies: store.copies_of(row.id)?.into_iter().map(|c| c.id).collect(),
        })
    }

    fn went_out(&self, actor: &Actor, row: SentRow) -> Result<WentOut, DeskError> {
        let raw = self.store.outbox_raw(row.id)?.unwrap_or_default();
        let deliveries = self.store.deliveries(row.id)?;
        let mut headers = among(parse::headers(&raw), &OURS);
        // with the address that a notification is answered to, somebody else could write in its reader's name
        let mine = actor.agent().is_none_or(|me| deliveries.iter().all(|d| d.recipient == me.email.as_str()));
        if row.kind == "notification" && !mine {
            headers.retain(|(name, _)| !name.eq_ignore_ascii_case("reply-to"));
        }
        Ok(WentOut { row, headers, deliveries })
    }
}

/// The mails that went out because of an arrival: its acknowledgement, and for each agent who was told the first notification since, unless they
/// had seen it on a screen before that was written.
fn because_of(
    told: &[ToldRow],
    at: Time,
    since: Vec<SentRow>,
    deliveries: impl Fn(OutboxId) -> Result<Vec<DeliveryRow>, DeskError>,
) -> Result<Vec<SentRow>, DeskError> {
    let mut open: Vec<&ToldRow> = told.iter().collect();
    let mut out = Vec::new();
    for row in since {
        if row.kind != "notification" {
            if row.at == at {
                out.push(row);
            }
            continue;
        }
        let to = deliveries(row.id)?;
        let reader = open.iter().position(|t| to.iter().any(|d| d.recipient == t.email));
        if let Some(reader) = reader
            && open.swap_remove(reader).seen_at.is_none_or(|seen| row.at <= seen)
        {
            out.push(row);
        }
    }
    Ok(out)
}

fn among(headers: Vec<(String, String)>, wanted: &[&str]) -> Vec<(String, String)> {
    headers.into_iter().filter(|(name, _)| wanted.iter().any(|w| name.eq_ignore_ascii_case(w))).collect()
}
