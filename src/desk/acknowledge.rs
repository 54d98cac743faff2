//! The acknowledgement: one automatic answer to a new ticket, with its number, to a person who wrote it and nobody else.

use std::time::Duration;

use crate::mail::authentication::Verdict;
use crate::mail::token::Names;
use crate::model::address::bare_subject;
use crate::model::entry::Event;
use crate::model::outgoing::{Automatic, Content, CustomerText};
use crate::model::people::Person;
use crate::model::ticket::TicketHead;
use crate::model::trace::Answer;
use crate::model::{Mailbox, TicketId};
use crate::store::{Change, OutboxKind, TicketPatch, Write};
use crate::words::Words;

use super::events::event_line;
use super::outgoing::{Letter, without_number};
use super::receive::Arrival;
use super::{Actor, Desk, DeskError, caps};

/// Longest subject that is repeated, in characters: the mail may not be from whom it says, and whoever gets this did not ask for it.
const LONGEST_SUBJECT: usize = 100;
/// Longest name in the greeting, in characters.
const LONGEST_NAME: usize = 30;

impl Desk {
    /// Acknowledges a ticket that a mail has just made, when the desk does that, and the mail is from a person who may be answered. Says why
    /// when it does not.
    pub(super) fn acknowledge(&self, w: &Write<'_>, a: &Arrival<'_>, ticket: TicketId) -> Result<Answer, DeskError> {
        let refused = match () {
            () if a.imported => Some(Answer::Imported),
            () if a.by_hand => Some(Answer::ByHand),
            () if a.automatic() => Some(Answer::Automatic),
            () if !self.policy.acknowledge => Some(Answer::Off),
            () => None,
        };
        if let Some(refused) = refused {
            return Ok(refused);
        }
        let Some(head) = w.ticket_head(ticket)? else { return Ok(Answer::NotNew) };
        let to = Mailbox::new(head.requester.name.clone(), head.requester.email.clone());
        if a.author().is_none_or(|(_, address)| *address != to.address) {
            return Ok(Answer::NotRequester);
        }
        // what a trusted server calls forged would be answered to somebody who never wrote
        if a.verdict == Verdict::Fail {
            return Ok(Answer::Forged);
        }
        if let Some(why) = self.keeps_from_answering(w, &to.address, head.requester.contact, ticket, a.at)? {
            return Ok(why);
        }
        self.send_acknowledgement(w, a, &head, &to)?;
        Ok(Answer::Sent)
    }

    fn send_acknowledgement(&self, w: &Write<'_>, a: &Arrival<'_>, head: &TicketHead, to: &Mailbox) -> Result<(), DeskError> {
        let from = self.mailbox(w, w.ticket_links(head.id)?.mailbox)?;
        let words = self.words_in(w.ticket_language(head.id)?.as_deref(), &from);
        let letter = Letter::of_system(a.at, to, caps::nonce("acknowledgement", head.id.0, a.at), Automatic::Reply);
        let desk = if from.name.is_empty() { &self.policy.desk_name } else { &from.name };
        let (subject, text) = texts(&words, head, desk);
        let content = Content::Customer { text: CustomerText::public(text), quote: None };
        let mail = self.outgoing(&from, Names::Ticket(head.id), &letter, subject, w.thread_of_ticket(head.id)?, content);
        self.queue(w, &from, &mail, &letter, OutboxKind::Acknowledgement, (Some(head.id), None, None))?;
        caps::count(w, &to.address, Some(head.id), a.at)?;
        w.change_ticket(head.id, &TicketPatch { acknowledged_at: Some(a.at), ..TicketPatch::default() }, a.at)?;
        let event = Event::Acknowledged { to: to.address.to_string() };
        let line = event_line(w, &Actor::System, head.id, &event, a.at)?;
        let change = Change { ticket: Some(head.id), entry: Some(line), what: "acknowledged", ..Change::default() };
        w.record(&Actor::System.act(a.at), &change)?;
        // in the thread it comes after the mail that it answers
        Ok(w.remember_message(&mail.message_id, head.id, line, a.at.after(Duration::from_millis(1)))?)
    }
}

/// Subject and text.
fn texts(words: &Words, head: &TicketHead, desk: &str) -> (String, String) {
    let number = head.id.to_string();
    let subject: String = without_number(bare_subject(&head.subject), head.id).chars().take(LONGEST_SUBJECT).collect();
    let subject = words.say_with("mail-acknowledgement-subject", &[("number", (&number).into()), ("subject", (&subject).into())]);
    let text = match greeted(&head.requester) {
        Some(name) => words.say_with("mail-acknowledgement-body", &[("number", (&number).into()), ("name", name.into()), ("desk", desk.into())]),
        None => words.say_with("mail-acknowledgement-body-no-name", &[("number", (&number).into()), ("desk", desk.into())]),
    };
    (subject, text)
}

/// The first name, when it looks like one: not a link, not markup, not a sentence.
fn greeted(person: &Person) -> Option<&str> {
    let name = person.first_name();
    let plain = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
    (!name.is_empty() && name.chars().count() <= LONGEST_NAME && name.chars().all(plain)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Address;

    #[test]
    fn only_what_looks_like_a_name_is_repeated() {
        let person = |name: &str| Person { contact: None, name: name.to_owned(), email: Address::parse("ana@example.com").unwrap() };
        assert_eq!(greeted(&person("José Silva")), Some("José"));
        assert_eq!(greeted(&person("O'Neil")), Some("O'Neil"));
        for name in ["", "evil.example", "[click](http://evil.example)", "**win**", "http://evil.example now", "7", &"a".repeat(31)] {
            assert_eq!(greeted(&person(name)), None, "{name}");
        }
    }
}
