//! Notifications by mail: what an agent has not seen after a while goes to their own address. An answer becomes a private note.
//!
//! The clock sends them, not whoever caused them: what is seen meanwhile on a screen is never mailed, and no verb waits for it.

use std::time::Duration;

use crate::mail::token::Names;
use crate::model::entry::{Entry, EntryKind, Event};
use crate::model::notify::ByMail;
use crate::model::outgoing::{Automatic, Content, InternalText, quoted};
use crate::model::people::Agent;
use crate::model::side::Direction;
use crate::model::ticket::{NotificationKind, TicketHead};
use crate::model::{AgentId, Mailbox, NotificationId, Time};
use crate::store::{Notice, OutboxKind, StoreError, Write};

use super::outgoing::{Letter, without_number};
use super::{Actor, Desk, DeskError, Right, caps};

/// The setting that keeps the last notification whose mail was decided.
const DECIDED: &str = "notices-decided";
/// What is older than this is not mailed any more: a worker that stood still for long does not pour out the past.
const TOO_OLD: Duration = Duration::from_hours(24);
/// So many are looked at in one go.
const AT_ONCE: u32 = 200;
/// Longest excerpt, in characters.
const LONGEST_EXCERPT: usize = 400;

impl Desk {
    /// Which notifications an agent gets by mail.
    ///
    /// # Errors
    /// When the actor may not see another's, or the store cannot be read.
    pub fn notify_by_mail(&self, actor: &Actor, agent: AgentId) -> Result<ByMail, DeskError> {
        if agent != actor.id() {
            self.may(actor, Right::Settings)?;
        }
        Ok(self.store.notify_of(agent)?)
    }

    /// Sets which notifications an agent gets by mail.
    ///
    /// # Errors
    /// When the actor may not set another's, or the store cannot be written.
    pub fn set_notify_by_mail(&self, actor: &Actor, agent: AgentId, set: &ByMail) -> Result<(), DeskError> {
        if agent != actor.id() {
            self.may(actor, Right::Settings)?;
        }
        self.store.write(|w| Ok(w.set_notify(agent, set)?))
    }

    /// Mails the notifications that have been there for a while and were not seen. How many.
    pub(super) fn mail_notices(&self, now: Time) -> Result<usize, DeskError> {
        let ripe = now.before(self.policy.notify_after);
        let decided = NotificationId(self.store.setting(DECIDED)?.unwrap_or(0));
        let mut mailed = 0;
        for notice in self.store.notices_after(decided, AT_ONCE)?.iter().take_while(|n| n.at <= ripe) {
            mailed += self.store.write(|w| {
                if w.setting(DECIDED)?.unwrap_or(0) >= notice.id.0 {
                    return Ok(0); // another process was quicker
                }
                w.set(DECIDED, &notice.id.0)?;
                Ok::<_, DeskError>(usize::from(self.mail_notice(w, notice, now)?))
            })?;
        }
        Ok(mailed)
    }

    /// Puts one notification into the outbox, when it is wanted. False when it is not.
    fn mail_notice(&self, w: &Write<'_>, notice: &Notice, now: Time) -> Result<bool, DeskError> {
        if notice.seen || !self.policy.notify_by_mail || notice.at < now.before(TOO_OLD) || !w.notify_of(notice.agent)?.wants(notice.kind) {
            return Ok(false);
        }
        let Some(agent) = w.agents()?.into_iter().find(|a| a.id == notice.agent) else { return Ok(false) };
        if !self.may_notify(w, &agent.email, now)? {
            return Ok(false);
        }
        let actor = Actor::Agent { agent: Box::new(agent.clone()), really: None };
        let head = match self.visible(&actor, notice.ticket) {
            Ok(head) => head,
            Err(DeskError::NoSuchTicket(_)) => return Ok(false),
            Err(e) => return Err(e),
        };
        self.send_notice(w, notice, &agent, &head, now)?;
        caps::count(w, &agent.email, None, now)?;
        Ok(true)
    }

    fn send_notice(&self, w: &Write<'_>, notice: &Notice, agent: &Agent, head: &TicketHead, now: Time) -> Result<(), DeskError> {
        let from = self.mailbox(w, w.ticket_links(head.id)?.mailbox)?;
        let words = self.words_in(None, &from);
        let what = words.notification(notice.kind, &notice.who);
        let number = head.id.to_string();
        let plain = without_number(&head.subject, head.id);
        let subject =
            words.say_with("mail-notification-subject", &[("number", (&number).into()), ("what", (&what).into()), ("subject", (&plain).into())]);
        let excerpt = excerpt(w, notice)?.map(|text| format!("{}\n", quoted(&text))).unwrap_or_default();
        let footer = words.say("mail-notification-footer");
        let text = InternalText::new(format!("{what}\n\n[#{number}] {plain}\n\n{excerpt}{footer}"));
        let to = Mailbox::new(agent.name.clone(), agent.email.clone());
        let letter = Letter::of_system(now, &to, caps::nonce("notification", notice.id.0, now), Automatic::Generated);
        let mail = self.outgoing(&from, Names::Note(head.id, agent.id), &letter, subject, Vec::new(), Content::Agent { text });
        self.queue(w, &from, &mail, &letter, OutboxKind::Notification, (Some(head.id), None, None))?;
        Ok(())
    }
}

/// The beginning of what the notification is about, when it has a text.
fn excerpt(w: &Write<'_>, notice: &Notice) -> Result<Option<String>, StoreError> {
    let newest = |wanted: &dyn Fn(&Entry) -> Option<String>| -> Result<Option<String>, StoreError> {
        Ok(w.timeline(notice.ticket)?.iter().rev().filter(|e| e.at <= notice.at).find_map(wanted))
    };
    let of_kind = |kind: EntryKind| move |e: &Entry| (e.kind == kind && !e.automatic).then(|| e.body.new_text());
    let text = match notice.kind {
        NotificationKind::Assigned | NotificationKind::CustomerAnswered => newest(&of_kind(EntryKind::Customer))?,
        NotificationKind::Mentioned | NotificationKind::Notified => newest(&of_kind(EntryKind::Note))?,
        NotificationKind::ThirdPartyOverdue => newest(&|e| match &e.event {
            Some(Event::SideOverdue { subject, .. }) => Some(subject.clone()),
            _ => None,
        })?,
        NotificationKind::ThirdPartyAnswered => {
            let sides = w.sides_of(notice.ticket)?;
            let answers = sides.iter().flat_map(|s| &s.messages).filter(|m| m.direction == Direction::In && m.at <= notice.at);
            answers.max_by_key(|m| (m.at, m.id)).map(|m| m.body.new_text())
        }
        NotificationKind::DeliveryFailed => newest(&|e| match &e.event {
            Some(Event::DeliveryFailed { recipient, words }) => Some(format!("{recipient}: {words}")),
            _ => None,
        })?,
        NotificationKind::Quarantined => newest(&|e| match &e.event {
            Some(Event::Quarantined { why, .. }) => Some(why.clone()),
            _ => None,
        })?,
    };
    Ok(text.filter(|t| !t.trim().is_empty()).map(|t| shortened(&t)))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_EXCERPT) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
