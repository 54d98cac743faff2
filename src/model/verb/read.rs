//! Text to verb.

use super::{Ask, Said, Told, Verb, VerbError, VerbMistake, Whom};
use crate::model::field::is_field_name;
use crate::model::nearest::nearest;
use crate::model::status::{Priority, Status};
use crate::model::until::Until;
use crate::model::{Mailbox, canned};

/// Every verb.
const VERBS: [&str; 13] = ["status", "assign", "team", "priority", "tag", "field", "snooze", "spam", "reply", "note", "side", "notify", "macro"];

/// What is wrong, and at which byte.
struct Wrong {
    at: usize,
    mistake: VerbMistake,
    expected: Vec<String>,
}

type Read<T> = Result<T, Wrong>;

pub(super) fn verb(text: &str) -> Result<Verb, VerbError> {
    read(text).map_err(|wrong| VerbError {
        text: text.to_owned(),
        at: text.char_indices().take_while(|(at, _)| *at < wrong.at).count(),
        mistake: wrong.mistake,
        expected: wrong.expected,
    })
}

fn wrong<T>(at: usize, mistake: VerbMistake, expected: &[&str]) -> Read<T> {
    Err(Wrong { at, mistake, expected: expected.iter().map(|e| (*e).to_owned()).collect() })
}

/// A word as it was written: `@"Ana B"` has the sign `@` and was quoted.
#[derive(Clone)]
struct Word {
    sign: Option<char>,
    text: String,
    quoted: bool,
    at: usize,
}

impl Word {
    /// The word, when it stands alone: without a sign and without quotation marks.
    fn plain(&self) -> Option<&str> {
        (self.sign.is_none() && !self.quoted).then_some(self.text.as_str())
    }

    fn is(&self, word: &str) -> bool {
        self.plain().is_some_and(|w| w.eq_ignore_ascii_case(word))
    }

    fn shown(&self) -> String {
        self.sign.into_iter().chain(self.text.chars()).collect()
    }
}

/// The words of a text, each with the byte where it begins.
fn words(text: &str) -> Read<Vec<Word>> {
    const SIGNS: [char; 5] = ['@', '+', '-', '/', '#'];
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        if c.is_whitespace() || c == ',' {
            chars.next();
            continue;
        }
        let sign = SIGNS.contains(&c).then_some(c);
        if sign.is_some() {
            chars.next();
        }
        let opening = chars.peek().copied().filter(|(_, c)| *c == '"');
        let mut word = String::new();
        match opening {
            Some((open, _)) => quoted(&mut chars, open, &mut word)?,
            None => {
                while let Some((at, c)) = chars.next_if(|(_, c)| !c.is_whitespace() && *c != ',') {
                    word.push(c);
                    // name="a value"
                    if c == '=' && matches!(chars.peek(), Some((_, '"'))) {
                        quoted(&mut chars, at + 1, &mut word)?;
                    }
                }
            }
        }
        out.push(Word { sign, text: word, quoted: opening.is_some(), at });
    }
    Ok(out)
}

/// A text in quotation marks, of which the first comes next.
fn quoted(chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>, open: usize, word: &mut String) -> Read<()> {
    chars.next();
    loop {
        match chars.next() {
            None => return wrong(open, VerbMistake::Unclosed, &["\""]),
            Some((_, '"')) => return Ok(()),
            Some((_, '\\')) => match chars.next() {
                Some((_, 'n')) => word.push('\n'),
                Some((_, c)) => word.push(c),
                None => return wrong(open, VerbMistake::Unclosed, &["\""]),
            },
            Some((_, c)) => word.push(c),
        }
    }
}

/// The words after a verb, one after the other.
struct Rest<'a> {
    verb: &'static str,
    words: std::iter::Peekable<std::vec::IntoIter<Word>>,
    text: &'a str,
}

fn read(text: &str) -> Read<Verb> {
    let mut all = words(text)?.into_iter();
    let Some(first) = all.next() else { return wrong(text.len(), VerbMistake::Nothing, &VERBS) };
    let name = first.plain().unwrap_or_default().to_ascii_lowercase();
    let Some(verb) = VERBS.into_iter().find(|v| *v == name) else {
        let near = nearest(&name, VERBS);
        return wrong(first.at, VerbMistake::Verb(first.shown()), &near.map_or(VERBS.to_vec(), |n| vec![n]));
    };
    let mut rest = Rest { verb, words: all.collect::<Vec<_>>().into_iter().peekable(), text };
    let read = match verb {
        "status" => Verb::Status(rest.one_of(&Status::ALL.map(Status::word), |w| w.parse().ok())?),
        "priority" => Verb::Priority(rest.one_of(&Priority::ALL.map(Priority::word), |w| w.parse().ok())?),
        "assign" => Verb::Assign(rest.whom()?),
        "team" => Verb::Team(rest.team()?),
        "tag" => rest.tags()?,
        "field" => rest.field()?,
        "snooze" => return rest.snooze(),
        "spam" => Verb::Spam(!rest.off()),
        "reply" => Verb::Reply(rest.said()?),
        "note" => Verb::Note(rest.said()?),
        "side" => Verb::Side(rest.ask()?),
        "notify" => Verb::Notify(rest.told()?),
        _ => Verb::Macro(rest.name(&["macro refund"])?),
    };
    rest.end()?;
    Ok(read)
}

impl Rest<'_> {
    fn lacks<T>(&self, expected: &[&str]) -> Read<T> {
        wrong(self.text.len(), VerbMistake::Lacks(self.verb), expected)
    }

    fn refuse<T>(&self, word: &Word, expected: &[&str]) -> Read<T> {
        wrong(word.at, VerbMistake::Value { verb: self.verb, given: word.shown() }, expected)
    }

    fn next(&mut self, expected: &[&str]) -> Read<Word> {
        match self.words.next() {
            Some(word) => Ok(word),
            None => self.lacks(expected),
        }
    }

    fn end(&mut self) -> Read<()> {
        match self.words.next() {
            Some(word) => wrong(word.at, VerbMistake::Surplus(word.shown()), &[]),
            None => Ok(()),
        }
    }

    fn one_of<T>(&mut self, all: &[&str], read: impl Fn(&str) -> Option<T>) -> Read<T> {
        let word = self.next(all)?;
        match word.plain().and_then(read) {
            Some(value) => Ok(value),
            None => self.refuse(&word, &nearest(&word.text, all.iter().copied()).map_or(all.to_vec(), |n| vec![n])),
        }
    }

    /// A name that may have several words only in quotation marks.
    fn name(&mut self, expected: &[&str]) -> Read<String> {
        let word = self.next(expected)?;
        if word.sign.is_some() || word.text.trim().is_empty() { self.refuse(&word, expected) } else { Ok(word.text) }
    }

    fn whom(&mut self) -> Read<Whom> {
        const EXPECTED: [&str; 3] = ["me", "none", "@ana"];
        let word = self.next(&EXPECTED)?;
        match (word.sign, word.plain()) {
            (Some('@'), _) if !word.text.is_empty() => Ok(Whom::Login(word.text)),
            _ if word.is("me") => Ok(Whom::Me),
            _ if word.is("none") => Ok(Whom::Nobody),
            _ => self.refuse(&word, &EXPECTED),
        }
    }

    fn team(&mut self) -> Read<Option<String>> {
        const EXPECTED: [&str; 3] = ["billing", "\"Second line\"", "none"];
        if self.words.peek().is_some_and(|w| w.is("none")) {
            self.words.next();
            return Ok(None);
        }
        self.name(&EXPECTED).map(Some)
    }

    fn tags(&mut self) -> Read<Verb> {
        const EXPECTED: [&str; 2] = ["+vip", "-new"];
        let (mut add, mut remove) = (Vec::new(), Vec::new());
        if self.words.peek().is_none() {
            return self.lacks(&EXPECTED);
        }
        while let Some(word) = self.words.next() {
            if word.text.trim().is_empty() {
                return self.refuse(&word, &EXPECTED);
            }
            match word.sign {
                Some('+' | '#') | None => add.push(word.text),
                Some('-') => remove.push(word.text),
                Some(_) => return self.refuse(&word, &EXPECTED),
            }
        }
        Ok(Verb::Tags { add, remove })
    }

    fn field(&mut self) -> Read<Verb> {
        const EXPECTED: [&str; 3] = ["plan=gold", "plan=\"two words\"", "plan="];
        let word = self.next(&EXPECTED)?;
        let parts = word.text.split_once('=').filter(|(name, _)| word.sign.is_none() && !word.quoted && is_field_name(name));
        let Some((name, value)) = parts else { return self.refuse(&word, &EXPECTED) };
        let value = Some(value.trim().to_owned()).filter(|v| !v.is_empty());
        Ok(Verb::Field { name: name.to_owned(), value })
    }

    fn snooze(&mut self) -> Read<Verb> {
        const EXPECTED: [&str; 6] = ["tomorrow", "next week", "fri 14:00", "in 3h", "reply", "off"];
        let Some(first) = self.words.peek().cloned() else { return self.lacks(&EXPECTED) };
        let said = self.text[first.at..].trim().trim_matches('"');
        if said.eq_ignore_ascii_case("off") {
            return Ok(Verb::Snooze(None));
        }
        match Until::parse(said) {
            Some(until) => Ok(Verb::Snooze(Some(until))),
            None => wrong(first.at, VerbMistake::Value { verb: self.verb, given: said.to_owned() }, &EXPECTED),
        }
    }

    /// Whether `off` follows.
    fn off(&mut self) -> bool {
        self.words.next_if(|w| w.is("off")).is_some()
    }

    fn said(&mut self) -> Read<Said> {
        const EXPECTED: [&str; 2] = ["/shortcut", "\"a text\""];
        let word = self.next(&EXPECTED)?;
        match word.sign {
            Some('/') if !word.text.trim().is_empty() => Ok(Said::Canned(word.text)),
            None if word.quoted && !word.text.trim().is_empty() => {
                template(&word)?;
                Ok(Said::Text(word.text))
            }
            _ => self.refuse(&word, &EXPECTED),
        }
    }

    fn ask(&mut self) -> Read<Ask> {
        const PARTS: [&str; 3] = ["to parts@example.com", "cc ana@example.com", "subject \"…\""];
        let said = self.said()?;
        let mut ask = Ask { said, to: Vec::new(), cc: Vec::new(), subject: None };
        while let Some(word) = self.words.next() {
            match word.plain().map(str::to_ascii_lowercase).as_deref() {
                Some("to") => self.people(&mut ask.to)?,
                Some("cc") => self.people(&mut ask.cc)?,
                Some("subject") => {
                    let subject = self.next(&PARTS[2..])?;
                    if subject.sign.is_some() || subject.text.trim().is_empty() {
                        return self.refuse(&subject, &PARTS[2..]);
                    }
                    template(&subject)?;
                    ask.subject = Some(subject.text);
                }
                _ => return self.refuse(&word, &PARTS),
            }
        }
        match (&ask.said, &ask.subject) {
            _ if ask.to.is_empty() => self.lacks(&PARTS[..1]),
            (Said::Text(_), None) => self.lacks(&PARTS[2..]),
            _ => Ok(ask),
        }
    }

    /// One address or more, up to the next part.
    fn people(&mut self, list: &mut Vec<Mailbox>) -> Read<()> {
        const EXPECTED: [&str; 2] = ["parts@example.com", "\"Acme Parts <parts@example.com>\""];
        let before = list.len();
        while let Some(word) = self.words.next_if(|w| !["to", "cc", "subject"].iter().any(|part| w.is(part))) {
            match Mailbox::parse(&word.shown()) {
                Some(mailbox) => list.push(mailbox),
                None => return self.refuse(&word, &EXPECTED),
            }
        }
        if list.len() == before { self.lacks(&EXPECTED) } else { Ok(()) }
    }

    fn told(&mut self) -> Read<Told> {
        const EXPECTED: [&str; 3] = ["assignee", "@ana", "team billing"];
        let word = self.next(&EXPECTED)?;
        match word.sign {
            Some('@') if !word.text.is_empty() => Ok(Told::Login(word.text)),
            _ if word.is("assignee") => Ok(Told::Assignee),
            _ if word.is("team") => self.name(&EXPECTED[2..]).map(Told::Team),
            _ => self.refuse(&word, &EXPECTED),
        }
    }
}

fn template(word: &Word) -> Read<()> {
    canned::check(&word.text).or_else(|e| wrong(word.at, VerbMistake::Template(e.why), &[]))
}
