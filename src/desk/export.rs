//! One ticket as a file, and as a mail: the whole conversation, or what was said since its agent took it.
//!
//! What is made for the customer is gathered from what the customer wrote and from answers that went to them, and from nothing else: no note, no
//! side conversation, no event, nobody's message but theirs. Only what is made for agents has the rest.

mod page;
mod plain;

use serde::Serialize;

use crate::mail::compose;
use crate::mail::token::Names;
use crate::model::delivery::DeliveryState;
use crate::model::entry::{Entry, EntryKind, Event, FileRef};
use crate::model::outgoing::{Automatic, Content, CustomerText, InternalText, Outgoing, OutgoingFile};
use crate::model::people::Agent;
use crate::model::recipients::Obstacle;
use crate::model::side::Direction;
use crate::model::ticket::TicketHead;
use crate::model::{Address, FileId, Mailbox, OutboxId, SideId, TicketId, Time};
use crate::store::{Change, MailboxRow, OutboxKind, TicketPatch, Write};
use crate::words::{Words, event_line};

use super::outgoing::{Letter, without_number};
use super::{Actor, Desk, DeskError, Right, events};

/// What a file of a ticket is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// One page that needs nothing else.
    Html,
    /// JSON.
    Json,
    /// Mails in one file (RFC 4155), with their files.
    Mbox,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 4] = [Format::Markdown, Format::Html, Format::Json, Format::Mbox];

    /// Its word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Json => "json",
            Format::Mbox => "mbox",
        }
    }

    /// What the names of such files end in.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Json => "json",
            Format::Mbox => "mbox",
        }
    }
}

/// Whose eyes it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The customer: only what passed between them and the desk.
    Customer,
    /// Agents: with notes, side conversations and what happened.
    Agents,
}

/// What of a ticket is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportRequest {
    /// Which ticket.
    pub ticket: TicketId,
    /// For whom.
    pub audience: Audience,
    /// Only since the agent who has it took it.
    pub session: bool,
}

/// A transcript to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranscriptRequest {
    /// Of which ticket.
    pub ticket: TicketId,
    /// To whom; to the ticket's agent when there is nobody.
    pub to: Option<Address>,
    /// Only since the agent who has it took it.
    pub session: bool,
    /// What a person has confirmed.
    pub confirmed: Vec<Obstacle>,
    /// A random number for the Message-ID.
    pub nonce: u64,
}

/// What a piece of a conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PieceKind {
    Customer,
    Reply,
    Note,
    Event,
    SideOut,
    SideIn,
}

/// The side conversation that a piece is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct OfSide {
    pub number: SideId,
    pub subject: String,
}

/// One piece of a conversation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Piece {
    pub kind: PieceKind,
    pub who: String,
    #[serde(skip)]
    pub address: String,
    pub at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<OfSide>,
    pub text: String,
    pub attachments: Vec<FileRef>,
}

/// A conversation, gathered for somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Transcript {
    pub number: TicketId,
    pub subject: String,
    pub until: Time,
    pub messages: Vec<Piece>,
    #[serde(skip)]
    pub desk: Mailbox,
    #[serde(skip)]
    pub customer: Mailbox,
}

impl Desk {
    /// A ticket as a file. What is made for the customer is in the ticket's language, what is made for agents in that of `words`.
    ///
    /// # Errors
    /// When there is no such ticket that the actor may see, nobody has taken it of whom the session is wanted, or the store cannot be read.
    pub fn export(&self, actor: &Actor, request: &ExportRequest, format: Format, words: &Words, now: Time) -> Result<Vec<u8>, DeskError> {
        self.store.write(|w| {
            let head = self.visible(actor, request.ticket)?;
            let from = self.mailbox(w, w.ticket_links(head.id)?.mailbox)?;
            let own = w.ticket_language(head.id)?;
            let words = match request.audience {
                Audience::Customer => self.words_in(own.as_deref(), &from),
                Audience::Agents => words.clone(),
            };
            let transcript = self.transcript(w, &head, request, &words, now)?;
            Ok(match format {
                Format::Markdown => plain::markdown(&transcript, &words).into_bytes(),
                Format::Html => page::html(&transcript, &words).into_bytes(),
                Format::Json => serde_json::to_vec_pretty(&transcript).unwrap_or_default(),
                Format::Mbox => self.mbox(&transcript)?,
            })
        })
    }

    /// Sends a transcript: with notes and side conversations to an agent who sees the ticket, without them to anybody else.
    ///
    /// # Errors
    /// When the actor may not, nobody has the ticket and no address is given, the address is the desk's own, an agent's who does not see the
    /// ticket, or a third party's and nobody has confirmed that ([`DeskError::Blocked`]), or the store cannot be written.
    pub fn send_transcript(&self, actor: &Actor, request: &TranscriptRequest, now: Time) -> Result<(OutboxId, Mailbox), DeskError> {
        self.act(now, |w| {
            let head = self.allowed(actor, Right::Work, request.ticket)?;
            let (to, agent) = self.reader_of(w, &head, request)?;
            let from = self.mailbox(w, w.ticket_links(head.id)?.mailbox)?;
            let language = if agent.is_some() { None } else { w.ticket_language(head.id)? };
            let words = self.words_in(language.as_deref(), &from);
            let audience = if agent.is_some() { Audience::Agents } else { Audience::Customer };
            let wanted = ExportRequest { ticket: head.id, audience, session: request.session };
            let transcript = self.transcript(w, &head, &wanted, &words, now)?;
            let mail = self.transcript_mail(w, &head, (&to, agent.as_ref()), (&from, &words), &transcript, request.nonce, now)?;
            let letter = Letter::of_system(now, &to, request.nonce, Automatic::Generated);
            // that it does not reach an agent is, like their address, no business of the ticket's
            let kind = if agent.is_some() { OutboxKind::Notification } else { OutboxKind::Transcript };
            let id = self.queue(w, &from, &mail, &Letter { actor, ..letter }, kind, (Some(head.id), None, None))?;
            let change = Change { what: "transcript", ..Change::default() };
            let shown = agent.map_or_else(|| to.address.to_string(), |a| a.name);
            events::happened(w, actor, head.id, &Event::TranscriptSent { to: shown }, &change, now)?;
            w.change_ticket(head.id, &TicketPatch::default(), now)?;
            Ok((id, to))
        })
    }

    /// To whom a transcript goes, and the agent that it is.
    fn reader_of(&self, w: &Write<'_>, head: &TicketHead, request: &TranscriptRequest) -> Result<(Mailbox, Option<Agent>), DeskError> {
        let agent = match &request.to {
            Some(address) => w.agent_by_email(address)?,
            None => Some(head.assignee.as_ref().ok_or(DeskError::NobodyHasIt(head.id))?).map(|a| w.agent(a.id)).transpose()?.flatten(),
        };
        if let Some(agent) = agent {
            let reader = Actor::Agent { agent: Box::new(agent.clone()), really: None };
            self.visible(&reader, head.id).map_err(|_| DeskError::DoesNotSee(agent.name.clone()))?;
            return Ok((Mailbox::new(agent.name.clone(), agent.email.clone()), Some(agent)));
        }
        let address = request.to.clone().ok_or(DeskError::NobodyHasIt(head.id))?;
        if self.own_addresses()?.contains(&address.split_detail().0) {
            return Err(DeskError::OwnAddress(address));
        }
        let mut found = Vec::new();
        if w.third_parties(head.id)?.contains(&address) {
            found.push(Obstacle::ThirdPartyInReply { address: address.clone() });
        }
        if w.other_customers(head.id)?.contains(&address) {
            found.push(Obstacle::OtherCustomerInReply { address: address.clone() });
        }
        found.retain(|o| !o.can_be_confirmed() || !request.confirmed.contains(o));
        if !found.is_empty() {
            return Err(DeskError::Blocked(found));
        }
        let name = if address == head.requester.email { head.requester.name.clone() } else { String::new() };
        Ok((Mailbox::new(name, address), None))
    }

    #[expect(clippy::too_many_arguments, reason = "each is what the mail is made of")]
    fn transcript_mail(
        &self,
        w: &Write<'_>,
        head: &TicketHead,
        (to, agent): (&Mailbox, Option<&Agent>),
        (from, words): (&MailboxRow, &Words),
        transcript: &Transcript,
        nonce: u64,
        now: Time,
    ) -> Result<Outgoing, DeskError> {
        let text = plain::markdown(transcript, words);
        let number = head.id.to_string();
        let subject = words.say_with("mail-transcript-subject", &[("number", (&number).into()), ("subject", (&transcript.subject).into())]);
        let letter = Letter::of_system(now, to, nonce, Automatic::Generated);
        if let Some(agent) = agent {
            let content = Content::Agent { text: InternalText::new(text) };
            return Ok(self.outgoing(from, Names::Note(head.id, agent.id), &letter, subject, Vec::new(), content));
        }
        let content = Content::Customer { text: CustomerText::public(text), quote: None };
        let mail = self.outgoing(from, Names::Ticket(head.id), &letter, subject, Vec::new(), content);
        let theirs = requester_addresses(w, head)?.contains(&to.address);
        // whoever is not on the ticket gets no address by which mails are filed under it
        let id = format!("x{nonce:x}.{}@{}", head.id, from.address.domain());
        Ok(if theirs { mail } else { Outgoing { message_id: id, reply_to: None, ..mail } })
    }

    /// Gathers what somebody may read.
    fn transcript(&self, w: &Write<'_>, head: &TicketHead, request: &ExportRequest, words: &Words, now: Time) -> Result<Transcript, DeskError> {
        let since = if request.session { session_of(w, head)? } else { Time(i64::MIN) };
        let from = self.mailbox(w, w.ticket_links(head.id)?.mailbox)?;
        let entries = w.timeline(head.id)?;
        let mut messages = match request.audience {
            Audience::Customer => {
                let theirs = requester_addresses(w, head)?;
                entries.iter().filter(|e| is_theirs(e, &theirs)).map(|e| self.public_piece(e, &from, words)).collect()
            }
            Audience::Agents => {
                let mut all: Vec<Piece> = entries.iter().map(|e| internal_piece(e, words)).collect();
                all.extend(side_pieces(w, head.id, words)?);
                all
            }
        };
        messages.retain(|m| m.at >= since);
        messages.sort_by_key(|m| m.at);
        let desk = Mailbox::new(if from.name.is_empty() { self.policy.desk_name.clone() } else { from.name.clone() }, from.address.clone());
        Ok(Transcript {
            number: head.id,
            subject: without_number(&head.subject, head.id),
            until: now,
            messages,
            desk,
            customer: Mailbox::new(head.requester.name.clone(), head.requester.email.clone()),
        })
    }

    /// What the customer wrote, or an answer to them; an agent's name stands there where it stands in mails.
    fn public_piece(&self, e: &Entry, from: &MailboxRow, words: &Words) -> Piece {
        let piece = internal_piece(e, words);
        let named = self.policy.of_mailbox(&from.address).map_or(self.policy.agent_name_in_from, |m| m.agent_name_in_from);
        let desk = if from.name.is_empty() { &self.policy.desk_name } else { &from.name };
        match e.kind {
            EntryKind::Reply if !named || e.author.name.is_empty() => Piece { who: desk.clone(), ..piece },
            _ => piece,
        }
    }

    /// Every message as a mail of its own. Agents write from the desk's address here, as they do everywhere.
    fn mbox(&self, transcript: &Transcript) -> Result<Vec<u8>, DeskError> {
        let mut out = Vec::new();
        for (n, piece) in transcript.messages.iter().enumerate().filter(|(_, p)| p.kind != PieceKind::Event) {
            let files = piece.attachments.iter().map(|f| self.file_of(f.id)).collect::<Result<Vec<_>, _>>()?;
            let address = Address::parse(&piece.address).unwrap_or_else(|| transcript.desk.address.clone());
            let subject = piece.side.as_ref().map_or(&transcript.subject, |s| &s.subject);
            let content = match piece.kind {
                PieceKind::Customer | PieceKind::Reply => Content::Customer { text: CustomerText::public(piece.text.clone()), quote: None },
                _ => Content::Agent { text: InternalText::new(piece.text.clone()) },
            };
            let mail = compose::compose(&Outgoing {
                message_id: format!("{}.{n}@export.aside.invalid", transcript.number),
                from: Mailbox::new(piece.who.clone(), address),
                reply_to: None,
                to: vec![if piece.kind == PieceKind::Reply { transcript.customer.clone() } else { transcript.desk.clone() }],
                cc: Vec::new(),
                subject: subject.clone(),
                date: piece.at,
                in_reply_to: None,
                references: Vec::new(),
                content,
                signature: String::new(),
                files,
                automatic: None,
            })?;
            plain::add_to_mbox(&mut out, &mail, piece.at);
        }
        Ok(out)
    }

    fn file_of(&self, id: FileId) -> Result<OutgoingFile, DeskError> {
        let found = self.store.file(id)?.ok_or(DeskError::NoSuchFile)?;
        Ok(OutgoingFile { name: found.file.name, media_type: found.file.media_type, bytes: found.bytes })
    }
}

/// Since when the agent who has the ticket has had it.
fn session_of(w: &Write<'_>, head: &TicketHead) -> Result<Time, DeskError> {
    let assignee = head.assignee.as_ref().ok_or(DeskError::NobodyHasIt(head.id))?.id.to_string();
    let taken = w.ticket_history(head.id, 0)?.into_iter().rfind(|r| r.what == "assignee" && r.became.as_ref() == Some(&assignee));
    Ok(taken.map_or(head.created_at, |r| r.at))
}

fn requester_addresses(w: &Write<'_>, head: &TicketHead) -> Result<Vec<Address>, DeskError> {
    let mut all = head.requester.contact.map(|c| w.addresses_of(c)).transpose()?.unwrap_or_default();
    all.push(head.requester.email.clone());
    Ok(all)
}

/// Whether the requester has written it, or it has gone to them. What a merge brought from another requester is not theirs.
fn is_theirs(e: &Entry, theirs: &[Address]) -> bool {
    let sent = e.delivery.as_ref().is_none_or(|d| d.state == DeliveryState::Sent);
    !e.is_of_other_requester()
        && match e.kind {
            EntryKind::Customer => theirs.iter().any(|a| a.as_str() == e.author.email),
            EntryKind::Reply => sent && e.to.iter().chain(&e.cc).any(|m| theirs.contains(&m.address)),
            EntryKind::Note | EntryKind::Event => false,
        }
}

fn said(body: &crate::model::Body, redacted: Option<Time>, words: &Words) -> String {
    let gone = redacted.map(|at| words.say_with("console-redacted", &[("date", (&words.date_time(at)).into())]));
    let new = body.new_text();
    let text = if new.is_empty() { body.text().trim().to_owned() } else { new };
    gone.into_iter().chain((!text.is_empty()).then_some(text)).collect::<Vec<_>>().join("\n\n")
}

fn internal_piece(e: &Entry, words: &Words) -> Piece {
    let kind = match e.kind {
        EntryKind::Customer => PieceKind::Customer,
        EntryKind::Reply => PieceKind::Reply,
        EntryKind::Note => PieceKind::Note,
        EntryKind::Event => PieceKind::Event,
    };
    let text = e.event.as_ref().map_or_else(|| said(&e.body, e.redacted, words), |event| event_line(words, event));
    Piece { kind, who: e.author.shown().to_owned(), address: e.author.email.clone(), at: e.at, side: None, text, attachments: e.files.clone() }
}

fn side_pieces(w: &Write<'_>, ticket: TicketId, words: &Words) -> Result<Vec<Piece>, DeskError> {
    let mut all = Vec::new();
    for side in w.sides_of(ticket)? {
        for m in &side.messages {
            all.push(Piece {
                kind: if m.direction == Direction::Out { PieceKind::SideOut } else { PieceKind::SideIn },
                who: m.author.shown().to_owned(),
                address: m.author.email.clone(),
                at: m.at,
                side: Some(OfSide { number: side.id, subject: side.subject.clone() }),
                text: said(&m.body, m.redacted, words),
                attachments: m.files.clone(),
            });
        }
    }
    Ok(all)
}
