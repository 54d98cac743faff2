//! A mail that is passed on inside another: what its writer says above it, who wrote it, and what it says.

use std::borrow::Cow;

use super::header::{self, clean};
use super::is_angled;
use super::words::{DATE, FROM, SUBJECT, TO};
use crate::model::{Address, Mailbox};

/// Most lines of the copied header.
const LONGEST_HEADER: usize = 20;

/// A mail as it stands inside the one that passes it on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Who wrote it.
    pub from: Mailbox,
    /// Its subject, when the copied header has one.
    pub subject: Option<String>,
    /// What stands above it: the words of whoever passes it on.
    pub above: String,
    /// Its text.
    pub text: String,
}

/// The mail that a text passes on, by the line and the copied header that mail programs write above it.
///
/// Outlook writes the same header above what it answers: without a line that says "forwarded", the caller says whether the subject
/// does. `None` too when the copied header names no address.
#[must_use]
pub fn copied(text: &str, subject_says_so: bool) -> Option<Copied> {
    let raw: Vec<&str> = text.lines().collect();
    let lines: Vec<Cow<'_, str>> = raw.iter().map(|l| clean(l)).collect();
    let (above, begins) = find(&lines, subject_says_so)?;
    let header = Header::read(&lines, begins);
    let from = header.from()?;
    let subject = Some(header.value(SUBJECT)).filter(|s| !s.is_empty());
    let above = raw[..above].join("\n").trim().to_owned();
    Some(Copied { from, subject, above, text: unquoted(&raw[header.end..]) })
}

/// Where what is passed on begins, and where its header does.
fn find(lines: &[Cow<'_, str>], subject_says_so: bool) -> Option<(usize, usize)> {
    let next = |at: usize| (at + 1..lines.len()).find(|i| !lines[*i].trim().is_empty());
    for at in 0..lines.len() {
        let line = lines[at].as_ref();
        if line.trim().is_empty() || is_angled(line) {
            continue;
        }
        if header::is_forward(line) {
            return Some((at, next(at)?));
        }
        if header::is_original_message(line) {
            return if subject_says_so { Some((at, next(at)?)) } else { None };
        }
        if header::is_block(lines, at) {
            return subject_says_so.then(|| (under_rule(lines, at), at));
        }
        if header::may_end_attribution(line) && header::attribution(lines, at).is_some() {
            return None; // an answer: what is forwarded below, somebody else forwarded
        }
    }
    None
}

/// The rule that Outlook draws above the header goes with it.
fn under_rule(lines: &[Cow<'_, str>], at: usize) -> usize {
    let rule = |line: &str| line.trim().len() >= 10 && line.trim().chars().all(|c| matches!(c, '_' | '-' | '─'));
    (at.saturating_sub(2)..at).find(|i| rule(&lines[*i])).unwrap_or(at)
}

/// A header as it is copied into a text.
struct Header {
    /// The fields' names, lower case, and values.
    fields: Vec<(String, String)>,
    /// The line after it.
    end: usize,
}

impl Header {
    fn read(lines: &[Cow<'_, str>], begins: usize) -> Header {
        let known = |name: &str| [FROM, DATE, TO, SUBJECT].iter().any(|list| list.contains(&name));
        let mut fields: Vec<(String, String)> = Vec::new();
        let most = lines.len().min(begins + LONGEST_HEADER);
        for (at, line) in lines.iter().enumerate().take(most).skip(begins) {
            let bare = line.trim_start_matches(['>', ' ', '|']).trim_end();
            match header::label(line).filter(|name| known(name)) {
                Some(name) => {
                    let value = bare.split_once([':', '：']).map_or("", |(_, v)| v);
                    fields.push((name, value.trim_matches(['*', ' ', '|']).to_owned()));
                }
                None if bare.is_empty() => return Header { fields, end: at + 1 },
                // a long list of recipients goes on in the next line
                None => match fields.last_mut() {
                    Some((_, value)) => {
                        value.push(' ');
                        value.push_str(bare);
                    }
                    None => return Header { fields, end: at },
                },
            }
        }
        Header { fields, end: most }
    }

    fn value(&self, names: &[&str]) -> String {
        self.fields.iter().find(|(n, _)| names.contains(&n.as_str())).map(|(_, v)| v.clone()).unwrap_or_default()
    }

    /// The author: the first address in the From field, and the name before it.
    fn from(&self) -> Option<Mailbox> {
        let value = self.value(FROM);
        let separates = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '(' | ')' | ',' | ';' | '"' | '*');
        let word = value.split(separates).find(|w| w.contains('@') && Address::parse(bare(w)).is_some())?;
        let name = value[..value.find(word)?].trim_matches(|c: char| separates(c) || matches!(c, '\'' | ':'));
        Some(Mailbox::new(name, Address::parse(bare(word))?))
    }
}

fn bare(word: &str) -> &str {
    word.strip_prefix("mailto:").unwrap_or(word)
}

/// The text, one level of `>` less where every line has one (as Apple Mail writes it).
fn unquoted(lines: &[&str]) -> String {
    let quoted = lines.iter().filter(|l| !l.trim().is_empty()).all(|l| l.starts_with('>'));
    let strip = |line: &&str| {
        let bare = line.strip_prefix('>').unwrap_or(line);
        bare.strip_prefix(' ').unwrap_or(bare).to_owned()
    };
    let text: Vec<String> = if quoted { lines.iter().map(strip).collect() } else { lines.iter().map(|l| (*l).to_owned()).collect() };
    text.join("\n").trim_matches(['\r', '\n']).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GMAIL: &str = "Can you look?\n\n---------- Forwarded message ---------\nFrom: Carla Dias <carla@customer.example>\nDate: Mon, 16 Nov 2026 at 10:01\nSubject: Printer\nTo: Ana Lima <ana@staff.example>\n\n\nIt does not print.\n\nCarla\n";

    fn read(text: &str, subject_says_so: bool) -> Copied {
        copied(text, subject_says_so).unwrap_or_else(|| panic!("no forward in\n{text}"))
    }

    #[test]
    fn the_forwards_of_mail_programs_are_read() {
        let apple = "Can you look?\n\nBegin forwarded message:\n\n> From: Carla Dias <carla@customer.example>\n> Subject: Printer\n> Date: 16 November 2026 at 10:01:00 GMT\n> To: ana@staff.example\n> \n> It does not print.\n> \n> Carla\n";
        let outlook = "Can you look?\n\n________________________________\nFrom: Carla Dias <carla@customer.example>\nSent: Monday, November 16, 2026 10:01\nTo: Ana Lima <ana@staff.example>; Others\n <others@staff.example>\nSubject: Printer\n\nIt does not print.\n\nCarla";
        let old_outlook = "Can you look?\n\n-----Original Message-----\nFrom: Carla Dias [mailto:carla@customer.example]\nSent: Monday, November 16, 2026 10:01\nTo: Ana Lima\nSubject: Printer\n\nIt does not print.\n\nCarla";
        let thunderbird = "Can you look?\n\n-------- Forwarded Message --------\nSubject: \tPrinter\nDate: \tMon, 16 Nov 2026 10:01:00 +0000\nFrom: \tCarla Dias <carla@customer.example>\nTo: \tana@staff.example\n\nIt does not print.\n\nCarla";
        let starred = GMAIL.replace("From: Carla Dias", "*From:* Carla Dias");
        for (text, says) in [(GMAIL, false), (apple, false), (outlook, true), (old_outlook, true), (thunderbird, false), (starred.as_str(), true)] {
            let found = read(text, says);
            assert_eq!((found.from.name.as_str(), found.from.address.as_str()), ("Carla Dias", "carla@customer.example"), "{text}");
            assert_eq!(found.subject.as_deref(), Some("Printer"), "{text}");
            assert!(found.above.starts_with("Can you look?") && !found.above.contains("print"), "{}", found.above);
            assert_eq!(found.text, "It does not print.\n\nCarla", "{text}");
        }
    }

    #[test]
    fn forwards_are_read_in_other_languages() {
        for text in [
            "---------- Forwarded message ---------\nDe: Carla Dias <carla@customer.example>\nDate: lun. 16 nov. 2026 à 10:01\nSubject: Drucker\nTo: <ana@staff.example>\n\nText",
            "-------- Weitergeleitete Nachricht --------\nBetreff: Drucker\nDatum: Mon, 16 Nov 2026 10:01:00 +0000\nVon: Carla Dias <carla@customer.example>\nAn: ana@staff.example\n\nText",
            "---------- Mensagem encaminhada ---------\nDe: Carla Dias <carla@customer.example>\nData: seg., 16 de nov. de 2026\nAssunto: Drucker\nPara: Ana\n\nText",
            "---------- Mensaje reenviado ---------\nDe: Carla Dias <carla@customer.example>\nFecha: lun, 16 nov 2026\nAsunto: Drucker\nPara: Ana\n\nText",
            "Début du message réexpédié :\n\n> De: Carla Dias <carla@customer.example>\n> Objet: Drucker\n> Date: 16 novembre 2026\n> À: ana@staff.example\n>\n> Text",
            "---------- 转发的邮件 ---------\n发件人： Carla Dias <carla@customer.example>\n日期： 2026年11月16日\n主题： Drucker\n收件人： ana@staff.example\n\nText",
            "---------- Пересылаемое сообщение ---------\nОт: Carla Dias <carla@customer.example>\nДата: пн, 16 нояб. 2026\nТема: Drucker\nКому: ana@staff.example\n\nText",
        ] {
            let found = read(text, false);
            assert_eq!((found.from.address.as_str(), found.subject.as_deref()), ("carla@customer.example", Some("Drucker")), "{text}");
            assert_eq!((found.above.as_str(), found.text.as_str()), ("", "Text"), "{text}");
        }
    }

    #[test]
    fn an_answer_is_no_forward() {
        let outlook = "Done.\n\nFrom: Carla Dias <carla@customer.example>\nSent: Monday, November 16, 2026 10:01\nTo: Ana\nSubject: Printer\n\nText";
        assert_eq!(copied(outlook, false), None, "Outlook answers like that");
        let within = format!("Done.\n\nOn Mon, 16 Nov 2026 at 10:05, Bruno Reis <bruno@staff.example> wrote:\n\n> {}", GMAIL.replace('\n', "\n> "));
        assert_eq!(copied(&within, true), None, "somebody else forwarded that");
        for text in ["", "It does not print.", "---------- Forwarded message ---------", "---------- Forwarded message ---------\nIt does not print."]
        {
            assert_eq!(copied(text, true), None, "{text}");
        }
        assert_eq!(copied(&GMAIL.replace("<carla@customer.example>", ""), true), None, "nobody to answer");
    }

    proptest! {
        #[test]
        fn any_text_is_safe(before in ".{0,40}", from in ".{0,60}", after in "(.|\n){0,80}", says in any::<bool>()) {
            if let Some(found) = copied(&format!("{before}\n---------- Forwarded message ---------\nFrom: {from}\nDate: x\n\n{after}"), says) {
                prop_assert!(!found.above.contains("- Forwarded message") && found.from.address.as_str().contains('@'));
            }
            let _ = copied(&after, says);
        }
    }
}
