//! The recipients of what is being written: who it starts with, how the fields are read, and who gets it and who will not.

use crate::model::entry::EntryKind;
use crate::model::recipients::{self, copies, same};
use crate::model::{Address, Mailbox};
use crate::tui::app::App;
use crate::tui::effect::Mode;
use crate::tui::panes::composer::{Composer, Field};

/// Who gets what is being written, and who will not, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readers {
    /// The customer, where they get it.
    pub customer: Vec<String>,
    /// Third parties of the ticket who get a reply.
    pub third: Vec<String>,
    /// Everybody else who gets it.
    pub others: Vec<String>,
    /// Whom a reply leaves out: those who were in the conversation, and the third parties.
    pub without: Vec<String>,
}

/// Who gets what is being written, and who will not, as far as the fields can be read.
#[must_use]
pub fn readers(app: &App, composer: &Composer) -> Readers {
    let mut readers = Readers::default();
    if composer.key.mode.is_note() {
        return readers;
    }
    let is_reply = composer.key.mode == Mode::Reply;
    let requester =
        app.current_head().filter(|h| h.id == composer.key.ticket).map(|h| Mailbox::new(h.requester.name.clone(), h.requester.email.clone()));
    let third = if is_reply { third_parties(app) } else { Vec::new() };
    let is_in = |people: &[Mailbox], m: &Mailbox| people.iter().any(|p| same(&p.address, &m.address));
    let to = [complete(&composer.to.text()), complete(&composer.cc.text())].concat();
    for m in &to {
        let group = match m {
            m if is_in(requester.as_slice(), m) => &mut readers.customer,
            m if is_in(&third, m) => &mut readers.third,
            _ => &mut readers.others,
        };
        group.push(m.shown().to_owned());
    }
    let copied = requester.filter(|_| is_reply).map(|r| also(app, &r)).unwrap_or_default();
    let out = copied.into_iter().chain(third).filter(|m| !is_in(&to, m));
    readers.without = out.map(|m| m.shown().to_owned()).collect();
    readers
}

/// The third parties of the ticket's side conversations, each once.
fn third_parties(app: &App) -> Vec<Mailbox> {
    let people = super::sides::all(app).iter().flat_map(|s| &s.participants).filter(|p| p.verified && !p.is_agent);
    recipients::without_own(&people.map(|p| Mailbox::new(p.name.clone(), p.email.clone())).collect::<Vec<_>>(), &app.own)
}

/// The To and Cc that a mode starts with.
#[must_use]
pub fn first(app: &App, mode: Mode) -> (String, String) {
    match mode {
        Mode::Note | Mode::SideNew | Mode::Edit(_) => (String::new(), String::new()),
        Mode::Reply => {
            let to = app.current_head().map(|h| Mailbox::new(h.requester.name.clone(), h.requester.email.clone()));
            (to.as_ref().map(written).unwrap_or_default(), to.map(|to| recipients::written(&also(app, &to))).unwrap_or_default())
        }
        Mode::Side(id) => {
            let side = app.read_ticket().and_then(|t| t.sides.iter().find(|s| s.id == id));
            let people = |cc: bool| {
                let chosen = side.into_iter().flat_map(|s| &s.participants).filter(|p| p.verified && p.cc == cc);
                chosen.map(|p| written(&Mailbox::new(p.name.clone(), p.email.clone()))).collect::<Vec<_>>().join(", ")
            };
            (people(false), people(true))
        }
    }
}

/// Who else is in the conversation with the customer.
fn also(app: &App, requester: &Mailbox) -> Vec<Mailbox> {
    let public = app.read_ticket().into_iter().flat_map(|t| &t.entries).filter(|e| e.kind.is_public());
    let third = super::sides::all(app).iter().flat_map(|s| &s.participants).map(|p| p.email.clone());
    let others = app.read_ticket().into_iter().flat_map(|t| &t.entries).filter(|e| e.is_of_other_requester() && e.kind == EntryKind::Customer);
    let others = others.filter_map(|e| Address::parse(&e.author.email));
    let kept_out: Vec<Address> = app.own.iter().cloned().chain(third).chain(others).collect();
    copies(&public.collect::<Vec<_>>(), &requester.address, &kept_out)
}

/// A mailbox as the field shows it: a comma in the name is left out, for commas part the recipients.
#[must_use]
pub fn written(mailbox: &Mailbox) -> String {
    recipients::written(std::slice::from_ref(mailbox))
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';']).map(str::trim).filter(|p| !p.is_empty())
}

/// What is an address in a field already, while another is typed.
fn complete(text: &str) -> Vec<Mailbox> {
    parts(text).filter_map(Mailbox::parse).collect()
}

/// Reads a field. An error is the first part that is no address.
pub fn parse(text: &str) -> Result<Vec<Mailbox>, String> {
    let mut out: Vec<Mailbox> = Vec::new();
    for part in parts(text) {
        let mailbox = Mailbox::parse(part).ok_or_else(|| part.to_owned())?;
        if !out.iter().any(|m| m.address == mailbox.address) {
            out.push(mailbox);
        }
    }
    Ok(out)
}

/// What is being typed at the end of a recipients field.
#[must_use]
pub fn prefix(app: &App) -> Option<String> {
    let composer = app.composer.as_ref()?;
    let text = match composer.field {
        Field::To => composer.to.text(),
        Field::Cc => composer.cc.text(),
        Field::Subject | Field::Text => return None,
    };
    let last = text.rsplit([',', ';']).next()?.trim().to_owned();
    (!last.is_empty() && !last.ends_with('>')).then_some(last)
}

/// The field with its last, unfinished part replaced by a mailbox.
#[must_use]
pub fn completed(text: &str, mailbox: &Mailbox) -> String {
    let kept = text.rfind([',', ';']).map_or("", |at| &text[..at]).trim();
    if kept.is_empty() { format!("{}, ", written(mailbox)) } else { format!("{kept}, {}, ", written(mailbox)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Address;

    #[test]
    fn fields_are_read_by_commas_and_say_what_is_no_address() {
        let read = parse("Ana Souza <ana@example.com>, parts@example.org; ana@example.com,").unwrap();
        assert_eq!(read.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Ana Souza <ana@example.com>", "parts@example.org"]);
        assert_eq!(parse("ana@example.com, nobody"), Err("nobody".to_owned()));
    }

    #[test]
    fn completing_replaces_only_what_was_being_typed() {
        let acme = Mailbox::new("Acme, Parts", Address::parse("parts@example.org").unwrap());
        assert_eq!(completed("ac", &acme), "Acme Parts <parts@example.org>, ");
        assert_eq!(completed("ana@example.com, ac", &acme), "ana@example.com, Acme Parts <parts@example.org>, ");
    }
}
