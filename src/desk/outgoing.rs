//! From a text to a mail in the outbox: addresses, subject, thread and quote.

use std::time::Duration;

use crate::mail::compose;
use crate::mail::token::Names;
use crate::model::address::bare_subject;
use crate::model::entry::{Entry, EntryKind};
use crate::model::outgoing::{Automatic, Content, CustomerText, Outgoing, OutgoingFile, SideText};
use crate::model::side::Participant;
use crate::model::ticket::TicketHead;
use crate::model::{Address, EntryId, Mailbox, MailboxId, OutboxId, SideId, SideMessageId, TicketId, Time};
use crate::store::{MailboxRow, NewMail, OutboxKind, SideHead, StoreError, Write};
use crate::words::{Arg, Language, Words};

use super::reply::UndoSend;
use super::{Actor, Desk, DeskError};

/// A mail's text and files, before it has addresses.
pub(super) struct Letter<'a> {
    pub actor: &'a Actor,
    pub at: Time,
    pub to: &'a [Mailbox],
    pub cc: &'a [Mailbox],
    pub bcc: &'a [Mailbox],
    pub files: &'a [OutgoingFile],
    pub nonce: u64,
    pub undo: String,
    pub delay: Duration,
    pub automatic: Option<Automatic>,
}

impl<'a> Letter<'a> {
    /// A mail to whom `undo` names. An agent can take it back for so long; a rule's is automatic and leaves at once.
    pub(super) fn of_actor(actor: &'a Actor, at: Time, files: &'a [OutgoingFile], nonce: u64, undo: &'a UndoSend, delay: Duration) -> Letter<'a> {
        let letter = Letter { actor, at, to: &undo.to, cc: &undo.cc, bcc: &[], files, nonce, undo: undo.json(), delay, automatic: None };
        if actor.is_rule() { Letter { undo: String::new(), delay: Duration::ZERO, automatic: Some(Automatic::Generated), ..letter } } else { letter }
    }

    /// A program's mail to one person; it leaves at once.
    pub(super) fn of_system(at: Time, to: &'a Mailbox, nonce: u64, automatic: Automatic) -> Letter<'a> {
        Letter {
            actor: &Actor::System,
            at,
            to: std::slice::from_ref(to),
            cc: &[],
            bcc: &[],
            files: &[],
            nonce,
            undo: String::new(),
            delay: Duration::ZERO,
            automatic: Some(automatic),
        }
    }
}

/// What a mail is: a ticket's entry, or a message of a side conversation.
pub(super) type Of = (Option<TicketId>, Option<EntryId>, Option<(SideId, SideMessageId)>);

impl Desk {
    /// Puts a public reply into the outbox.
    pub(super) fn queue_reply(
        &self,
        w: &Write<'_>,
        head: &TicketHead,
        entry: EntryId,
        text: CustomerText,
        letter: &Letter<'_>,
    ) -> Result<(OutboxId, Time), DeskError> {
        let from = self.mailbox(w, w.ticket_links(head.id)?.mailbox)?;
        let names = Names::Ticket(head.id);
        let thread = w.thread_of_ticket(head.id)?;
        let quote = self.quote_of(w, head, entry, &from, letter)?;
        let re = if thread.is_empty() { "" } else { "Re: " };
        let subject = format!("{re}{} [#{}]", without_number(bare_subject(&head.subject), head.id), head.id);
        let mail = self.outgoing(&from, names, letter, subject, thread, Content::Customer { text, quote });
        let id = self.queue(w, &from, &mail, letter, OutboxKind::Reply, (Some(head.id), Some(entry), None))?;
        w.remember_message(&mail.message_id, head.id, entry, letter.at)?;
        Ok((id, letter.at.after(letter.delay)))
    }

    /// Puts a message of a side conversation into the outbox. `make` writes the message's row once its Message-ID is known.
    pub(super) fn queue_side(
        &self,
        w: &Write<'_>,
        side: &SideHead,
        text: SideText,
        letter: &Letter<'_>,
        make: impl FnOnce(&str) -> Result<SideMessageId, StoreError>,
    ) -> Result<(OutboxId, Time), DeskError> {
        let from = self.mailbox(w, side.mailbox)?;
        let thread = w.thread_of_side(side.id)?;
        let quote = if thread.is_empty() || !self.policy.quote { None } else { self.quote_of_side(w, side.id, &from)? };
        let subject = if thread.is_empty() { side.subject.clone() } else { format!("Re: {}", bare_subject(&side.subject)) };
        let mail = self.outgoing(&from, Names::Side(side.id), letter, subject, thread, Content::Side { text, quote });
        let message = make(&mail.message_id)?;
        let id = self.queue(w, &from, &mail, letter, OutboxKind::Side, (Some(side.ticket), None, Some((side.id, message))))?;
        Ok((id, letter.at.after(letter.delay)))
    }

    pub(super) fn outgoing(
        &self,
        from: &MailboxRow,
        names: Names,
        letter: &Letter<'_>,
        subject: String,
        thread: Vec<String>,
        content: Content,
    ) -> Outgoing {
        let reply_to = from.plus_addressing.then(|| Mailbox::new(from.name.clone(), self.signed_address(&from.address, names)));
        Outgoing {
            message_id: self.signed_message_id(names, letter.nonce, from.address.domain()),
            from: Mailbox::new(self.name_in_from(letter.actor, from), from.address.clone()),
            reply_to,
            to: letter.to.to_vec(),
            cc: letter.cc.to_vec(),
            subject,
            date: letter.at,
            in_reply_to: thread.last().cloned(),
            references: thread,
            content,
            signature: self.signature(letter.actor, from),
            files: letter.files.to_vec(),
            automatic: letter.automatic,
        }
    }

    /// Puts a mail into the outbox. What the desk sends by itself has the null return path (RFC 3834, 3.3): nothing comes back to it. A question
    /// to a third party is none of that, whoever asks: that it did not arrive is to be known.
    pub(super) fn queue(
        &self,
        w: &Write<'_>,
        from: &MailboxRow,
        mail: &Outgoing,
        letter: &Letter<'_>,
        kind: OutboxKind,
        of: Of,
    ) -> Result<OutboxId, DeskError> {
        let (ticket, entry, side) = of;
        let raw = compose::compose(mail)?;
        let recipients: Vec<Address> = letter.to.iter().chain(letter.cc).chain(letter.bcc).map(|m| m.address.clone()).collect();
        let id = w.queue_mail(&NewMail {
            kind,
            mailbox: from.id,
            ticket,
            entry,
            side,
            agent: letter.actor.agent().map(|a| a.id),
            message_id: &mail.message_id,
            sender: (mail.automatic.is_none() || kind == OutboxKind::Side).then_some(&from.address),
            raw: &raw,
            recipients: &recipients,
            at: letter.at,
            due_at: letter.at.after(letter.delay),
            undo: (!letter.undo.is_empty()).then(|| letter.undo.clone()),
        })?;
        Ok(id)
    }

    /// The mailbox with a number, or the desk's first.
    pub(super) fn mailbox(&self, w: &Write<'_>, id: Option<MailboxId>) -> Result<MailboxRow, DeskError> {
        let all = w.mailboxes()?;
        let found = all.iter().find(|m| Some(m.id) == id).or(all.first());
        found.cloned().ok_or(DeskError::NoMailbox)
    }

    /// The name that stands over what somebody wrote to people outside: a rule's own is not for them.
    pub(super) fn signs(&self, actor: &Actor, from: &MailboxRow) -> String {
        if actor.is_rule() { self.name_in_from(actor, from) } else { actor.name().to_owned() }
    }

    fn name_in_from(&self, actor: &Actor, from: &MailboxRow) -> String {
        let desk = if from.name.is_empty() { self.policy.desk_name.clone() } else { from.name.clone() };
        let wanted = self.policy.of_mailbox(&from.address).map_or(self.policy.agent_name_in_from, |m| m.agent_name_in_from);
        match actor.agent() {
            Some(agent) if wanted && desk.is_empty() => agent.name.clone(),
            Some(agent) if wanted => format!("{} ({desk})", agent.name),
            _ => desk,
        }
    }

    /// The agent's own signature, and the mailbox's below it.
    fn signature(&self, actor: &Actor, from: &MailboxRow) -> String {
        let own = actor.agent().map_or("", |a| a.signature.trim());
        let common = self.policy.of_mailbox(&from.address).map_or("", |m| m.signature.trim());
        let parts: Vec<&str> = [own, common].into_iter().filter(|s| !s.is_empty()).collect();
        parts.join("\n")
    }

    /// The newest public message before an answer, under a line that says who wrote it when: in the ticket's language, else the mailbox's,
    /// else the desk's. Only what a recipient wrote is quoted: a mail to somebody else does not tell them what the customer said.
    fn quote_of(
        &self,
        w: &Write<'_>,
        head: &TicketHead,
        answer: EntryId,
        from: &MailboxRow,
        letter: &Letter<'_>,
    ) -> Result<Option<(String, CustomerText)>, DeskError> {
        if !self.policy.quote {
            return Ok(None);
        }
        let by_recipient = |e: &Entry| letter.to.iter().chain(letter.cc).any(|m| m.address.as_str() == e.author.email);
        let last = w.last_public_before(head.id, answer)?.filter(|e| e.kind == EntryKind::Customer && by_recipient(e));
        let Some(last) = last else { return Ok(None) };
        let language = w.ticket_language(head.id)?;
        Ok(Some((self.attribution(language.as_deref(), from, last.author.shown(), last.at), CustomerText::public(last.body.new_text()))))
    }

    fn quote_of_side(&self, w: &Write<'_>, side: SideId, from: &MailboxRow) -> Result<Option<(String, SideText)>, DeskError> {
        let Some(last) = w.last_side_message(side)? else { return Ok(None) };
        Ok(Some((self.attribution(None, from, last.author.shown(), last.at), SideText::of(side, last.body.new_text()))))
    }

    fn attribution(&self, language: Option<&str>, from: &MailboxRow, name: &str, at: Time) -> String {
        let words = self.words_in(language, from);
        let date = words.date_time(at);
        words.say_with("mail-attribution", &[("date", Arg::Text(&date)), ("name", Arg::Text(name))])
    }

    /// The words for a reader of a language; where the catalogue does not speak theirs, in the mailbox's or else the desk's own.
    pub(super) fn words_in(&self, language: Option<&str>, from: &MailboxRow) -> Words {
        let of_mailbox = || self.policy.of_mailbox(&from.address).and_then(|m| m.language);
        let language = language.and_then(Language::from_locale).or_else(of_mailbox).unwrap_or(self.policy.language);
        Words::new(language).in_zone(self.zone.clone())
    }

    /// The desk's own addresses: never written to.
    pub(super) fn own_addresses(&self) -> Result<Vec<Address>, StoreError> {
        Ok(self.store.mailboxes()?.into_iter().map(|m| m.address).collect())
    }
}

/// A subject without this ticket's number in it, so that it is not added twice.
pub(super) fn without_number(subject: &str, id: TicketId) -> String {
    subject.replace(&format!("[#{id}]"), "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As recipients of a mail: first those it is to, then those for information.
pub(super) fn as_recipients(participants: &[Participant]) -> (Vec<Mailbox>, Vec<Mailbox>) {
    let mailbox = |p: &Participant| Mailbox::new(p.name.clone(), p.email.clone());
    let to = participants.iter().filter(|p| p.verified && !p.cc).map(mailbox).collect();
    let cc = participants.iter().filter(|p| p.verified && p.cc).map(mailbox).collect();
    (to, cc)
}
