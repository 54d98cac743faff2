//! The world outside a desk: people who write, answer and pass on real mails as their programs do, and the words that tell who may read
//! what. Every private text holds a word that stands nowhere else.
#![allow(dead_code, clippy::unwrap_used)]

use std::collections::BTreeSet;

use aside::mail::parse;
use aside::model::Address;
use lettre::message::Body;
use lettre::message::header::ContentTransferEncoding;
use mail_parser::{MessageParser, MimeHeaders};

/// Random numbers that a failed run can be repeated with.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { from.get(self.below(from.len())) }
    }
}

// Words ---------------------------------------------------------------------------------------------------------------------------------

/// A word that stands in one text alone.
pub type Word = u32;
pub type Words = BTreeSet<Word>;

const MARK: &str = "cnry";
const DIGITS: usize = 7;

/// The word as it is written.
pub fn spelled(word: Word) -> String {
    format!("{MARK}{word:0DIGITS$}")
}

/// All words in a text.
pub fn in_text(text: &str) -> Words {
    let text = text.to_ascii_lowercase();
    let digits = |at: usize| text.get(at + MARK.len()..at + MARK.len() + DIGITS).and_then(|d| d.parse().ok());
    text.match_indices(MARK).filter_map(|(at, _)| digits(at)).collect()
}

/// All words anywhere in a mail: in the bytes as they are, in every part decoded, in headers and in the names of files. What the desk's own
/// reader overlooks, another one finds.
pub fn in_mail(raw: &[u8]) -> Words {
    let mut words = in_text(&String::from_utf8_lossy(raw));
    for (_, value) in parse::headers(raw) {
        words.extend(in_text(&value));
    }
    let mail = parse::parse(raw);
    words.extend(in_text(mail.body.text()));
    for file in &mail.files {
        words.extend(in_text(&file.name));
        words.extend(in_text(&String::from_utf8_lossy(&file.bytes)));
    }
    if let Some(message) = MessageParser::new().parse(raw) {
        for part in &message.parts {
            words.extend(in_text(&String::from_utf8_lossy(part.contents())));
            words.extend(in_text(part.attachment_name().unwrap_or_default()));
        }
    }
    words
}

// People --------------------------------------------------------------------------------------------------------------------------------

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Customer,
    Third,
    Stranger,
    Agent,
    /// A mail server that reports.
    Server,
}

/// A mail that somebody has.
#[derive(Clone)]
pub struct Got {
    pub raw: Vec<u8>,
    pub message_id: String,
    pub reply_to: Vec<String>,
    pub others: Vec<String>,
    pub subject: String,
    pub references: Vec<String>,
    pub text: String,
    pub words: Words,
}

impl Got {
    pub fn new(raw: &[u8]) -> Got {
        let mail = parse::parse(raw);
        let plain = |list: &[aside::model::Mailbox]| list.iter().map(|m| m.address.to_string()).collect::<Vec<_>>();
        Got {
            raw: raw.to_vec(),
            message_id: mail.message_id.clone(),
            reply_to: plain(if mail.reply_to.is_empty() { &mail.from } else { &mail.reply_to }),
            others: plain(&mail.to).into_iter().chain(plain(&mail.cc)).collect(),
            subject: mail.subject.clone(),
            references: mail.references.clone(),
            text: mail.body.text().to_owned(),
            words: in_mail(raw),
        }
    }
}

/// Somebody with an address, who knows some words.
pub struct Person {
    pub name: String,
    pub address: Address,
    /// Where the same person writes from now and then.
    pub other: Address,
    pub role: Role,
    pub inbox: Vec<Got>,
    pub knows: Words,
}

impl Person {
    pub fn new(name: &str, address: &str, role: Role) -> Person {
        let other = format!("{}@home.example", name.to_lowercase().replace(' ', "-"));
        Person {
            name: name.to_owned(),
            address: Address::parse(address).unwrap(),
            other: Address::parse(&other).unwrap(),
            role,
            inbox: Vec::new(),
            knows: in_text(address),
        }
    }

    pub fn is(&self, address: &Address) -> bool {
        let plain = address.split_detail().0;
        plain == self.address || plain == self.other
    }

    pub fn gets(&mut self, raw: &[u8]) {
        let got = Got::new(raw);
        self.knows.extend(&got.words);
        self.inbox.push(got);
        if self.inbox.len() > 60 {
            self.inbox.remove(0);
        }
    }
}

// Letters -------------------------------------------------------------------------------------------------------------------------------

/// A mail that somebody writes.
#[derive(Clone, Default)]
pub struct Letter {
    pub name: String,
    pub from: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    pub subject: String,
    pub message_id: String,
    pub in_reply_to: Option<String>,
    pub references: Vec<String>,
    pub text: String,
    /// More header lines, each with its line end.
    pub more: String,
    pub file: Option<(String, String)>,
}

impl Letter {
    /// The bytes, in one of the shapes that programs make.
    pub fn bytes(&self, shape: usize) -> Vec<u8> {
        let mut head = self.more.clone();
        let mut add = |name: &str, value: String| {
            if !value.is_empty() {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        };
        add("From", if self.name.is_empty() { self.from.clone() } else { format!("{} <{}>", self.name, self.from) });
        add("To", self.to.join(",\r\n "));
        add("Cc", self.cc.join(",\r\n "));
        add("Subject", self.subject.clone());
        add("Message-ID", format!("<{}>", self.message_id));
        add("In-Reply-To", self.in_reply_to.iter().map(|id| format!("<{id}>")).collect());
        add("References", self.references.iter().map(|id| format!("<{id}>")).collect::<Vec<_>>().join("\r\n "));
        add("MIME-Version", "1.0".into());
        let html = format!("<html><body><p>{}</p></body></html>", self.text.replace('<', "&lt;").replace('\n', "<br>\n"));
        let texts = match shape % 5 {
            0 => part("text/plain", &self.text, None),
            1 => part("text/plain", &self.text, Some(ContentTransferEncoding::QuotedPrintable)),
            2 => part("text/plain", &self.text, Some(ContentTransferEncoding::Base64)),
            3 => part("text/html", &html, Some(ContentTransferEncoding::QuotedPrintable)),
            _ => {
                let plain = part("text/plain", &self.text, Some(ContentTransferEncoding::QuotedPrintable));
                let html = part("text/html", &html, Some(ContentTransferEncoding::Base64));
                format!("Content-Type: multipart/alternative; boundary=alt\r\n\r\n--alt\r\n{plain}\r\n--alt\r\n{html}\r\n--alt--\r\n")
            }
        };
        let body = match &self.file {
            Some((name, text)) => format!(
                "Content-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\n{texts}\r\n--mix\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--mix--\r\n",
                encoded(text, ContentTransferEncoding::Base64)
            ),
            None => texts,
        };
        format!("{head}{body}").into_bytes()
    }

    /// Everybody whom it is to.
    pub fn recipients(&self) -> impl Iterator<Item = &String> {
        self.to.iter().chain(&self.cc)
    }
}

fn part(media_type: &str, text: &str, encoding: Option<ContentTransferEncoding>) -> String {
    let (word, body) = match encoding {
        Some(encoding) => (encoding.to_string(), encoded(text, encoding)),
        None => ("8bit".to_owned(), text.replace('\n', "\r\n")),
    };
    format!("Content-Type: {media_type}; charset=utf-8\r\nContent-Transfer-Encoding: {word}\r\n\r\n{body}\r\n")
}

fn encoded(text: &str, encoding: ContentTransferEncoding) -> String {
    let bytes = text.replace('\n', "\r\n").into_bytes();
    String::from_utf8(Body::new_with_encoding(bytes, encoding).unwrap().into_vec()).unwrap()
}

/// An answer's text with what it answers, as different programs put it.
pub fn with_quote(answer: &str, got: &Got, style: usize) -> String {
    let quoted: String = got.text.lines().map(|l| format!("> {l}\n")).collect();
    let sender = got.reply_to.first().map(String::as_str).unwrap_or_default();
    match style % 6 {
        0 => format!("{answer}\n\nOn Mon, Nov 16, 2026 at 10:01 AM Desk <{sender}> wrote:\n\n{quoted}"),
        1 => format!(
            "{answer}\n\n________________________________\nFrom: Desk <{sender}>\nSent: Monday, November 16, 2026 10:01\nTo: Me\nSubject: {}\n\n{}",
            got.subject, got.text
        ),
        2 => format!("{quoted}\n{answer}"),
        3 => {
            let half = quoted.lines().count() / 2;
            let (above, below): (Vec<_>, Vec<_>) = quoted.lines().enumerate().partition(|(i, _)| *i < half);
            let joined = |lines: Vec<(usize, &str)>| lines.into_iter().map(|(_, l)| l.to_owned() + "\n").collect::<String>();
            format!("{}\n{answer}\n\n{}", joined(above), joined(below))
        }
        4 => format!("{answer}\n\n{}", got.text), // a program that marks nothing
        _ => answer.to_owned(),
    }
}

/// A mail server's report that a mail of the desk was not delivered.
pub fn report(got: &Got, recipient: &str, id: &str, whole: bool) -> Vec<u8> {
    let raw = String::from_utf8_lossy(&got.raw).into_owned();
    let head = raw.split("\r\n\r\n").next().unwrap_or_default();
    let (kind, returned) = if whole { ("message/rfc822", raw.as_str()) } else { ("text/rfc822-headers", head) };
    format!(
        "From: Mail Delivery System <mailer-daemon@relay.example>\r\nTo: desk@desk.example\r\nAuto-Submitted: auto-replied\r\nSubject: Undelivered\r\nMessage-ID: <{id}>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=rep\r\n\r\n--rep\r\nContent-Type: text/plain\r\n\r\nNot delivered to {recipient}.\r\n--rep\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown\r\n\r\n--rep\r\nContent-Type: {kind}\r\n\r\n{returned}\r\n--rep--\r\n"
    )
    .into_bytes()
}
