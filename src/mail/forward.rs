//! A mail that somebody passes on, as the mail that it was.

use super::{language, parse, quote};
use crate::model::incoming::{Incoming, Origin};
use crate::model::{Address, Body};

/// A mail that was passed on.
#[derive(Clone, Debug, PartialEq)]
pub struct PassedOn {
    /// The mail as it was. It has no recipients: they are nobody's business but its writer's.
    pub mail: Incoming,
    /// What whoever passed it on says about it; empty when they say nothing.
    pub words: String,
}

/// The mail that another passes on, in its text or as its only attached mail. `None` when it passes none on, names nobody who could be
/// answered, or names one of `own`, the desk's addresses.
#[must_use]
pub fn passed_on(mail: &Incoming, own: &[Address]) -> Option<PassedOn> {
    let says_so = parse::is_forward(&mail.subject);
    let found = attached(mail, says_so).or_else(|| in_text(mail, says_so))?;
    let author = found.mail.author()?.address.split_detail().0;
    (!own.contains(&author) && mail.author().map(|m| &m.address) != Some(&author)).then_some(found)
}

fn in_text(mail: &Incoming, says_so: bool) -> Option<PassedOn> {
    let copied = quote::forward::copied(mail.body.text(), says_so)?;
    let subject = copied.subject.unwrap_or_else(|| crate::model::address::bare_subject(&mail.subject).to_owned());
    let passed = Incoming {
        message_id: mail.message_id.clone(),
        message_id_made: true, // the desk's answers must not name the colleague's mail
        content_hash: mail.content_hash,
        from: vec![copied.from],
        subject,
        date: mail.date,
        language: language::guess(&copied.text).map(str::to_owned),
        body: Body::marked(copied.text.clone(), &quote::mark(&copied.text)),
        files: mail.files.clone(),
        ..Incoming::default()
    };
    Some(PassedOn { mail: passed, words: new_words(&copied.above) })
}

/// Without a signature or an earlier quote: whoever forwards often says nothing at all.
fn new_words(above: &str) -> String {
    let parts = quote::mark(above);
    let signature_alone = parts.iter().zip(above.lines()).find(|(_, line)| !line.trim().is_empty()).is_some_and(|(_, line)| line.trim() == "--");
    if signature_alone { String::new() } else { Body::marked(above, &parts).new_text() }
}

fn attached(mail: &Incoming, says_so: bool) -> Option<PassedOn> {
    let mut mails = mail.files.iter().filter(|f| f.media_type == "message/rfc822");
    let (Some(file), None, true) = (mails.next(), mails.next(), says_so) else { return None };
    let inner = parse::parse(&file.bytes);
    inner.author()?;
    let passed = Incoming { to: Vec::new(), cc: Vec::new(), reply_to: Vec::new(), delivered_to: Vec::new(), origin: Origin::Person, ..inner };
    Some(PassedOn { mail: passed, words: mail.body.new_text() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Option<PassedOn> {
        passed_on(&parse::parse(raw.replace('\n', "\r\n").as_bytes()), &[Address::parse("desk@desk.example").unwrap()])
    }

    const INLINE: &str = "From: Ana Lima <ana@staff.example>\nTo: desk@desk.example\nCc: boss@staff.example\nSubject: Fwd: Printer\nMessage-ID: <f1@staff.example>\n\nA difficult customer.\n\n-- \nAna\n\n---------- Forwarded message ---------\nFrom: Carla Dias <carla@customer.example>\nDate: Mon, 16 Nov 2026 at 10:01\nSubject: Printer\nTo: Ana Lima <ana@staff.example>\n\nThe printer does not print and I have to print.\n";

    #[test]
    fn the_mail_and_the_words_about_it_come_apart() {
        let found = read(INLINE).unwrap();
        assert_eq!(found.mail.author().unwrap().to_string(), "Carla Dias <carla@customer.example>");
        assert_eq!((found.mail.subject.as_str(), found.mail.language.as_deref()), ("Printer", Some("en")));
        assert_eq!(found.mail.body.text(), "The printer does not print and I have to print.");
        assert!(found.words.starts_with("A difficult customer."), "{}", found.words);
        assert_eq!(found.mail.recipients().count(), 0, "whom the colleague wrote to is nobody's business");
        assert!(found.mail.message_id_made);
    }

    #[test]
    fn a_mail_that_is_attached_is_read_whole() {
        let raw = "From: ana@staff.example\nSubject: FW: Printer\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee this.\n--x\nContent-Type: message/rfc822\n\nFrom: Carla Dias <carla@customer.example>\nTo: ana@staff.example\nSubject: Printer\nMessage-ID: <c1@customer.example>\n\nIt does not print.\n--x--\n";
        let found = read(raw).unwrap();
        assert_eq!((found.mail.message_id.as_str(), found.mail.message_id_made), ("c1@customer.example", false));
        assert_eq!((found.mail.body.text(), found.words.as_str()), ("It does not print.", "See this."));
        assert_eq!(found.mail.recipients().count(), 0);
        assert_eq!(read(&raw.replace("FW: Printer", "Printer")), None, "a mail that is attached to a request of one's own");
    }

    #[test]
    fn the_desks_own_mails_and_ones_own_are_not_passed_on_for_anybody() {
        assert_eq!(read(&INLINE.replace("carla@customer.example", "desk+t4.abc@desk.example")), None);
        assert_eq!(read(&INLINE.replace("carla@customer.example", "ana@staff.example")), None);
    }
}
