//! Letters: mails of the demo's people, each with the bytes and the manners of the program that it was written with.

pub mod mime;
pub mod picture;
mod quoting;

use jiff::Zoned;
use jiff::tz::{Offset, TimeZone};
use mail_parser::{HeaderValue, MessageParser};

use super::cast::{Person, Program};
use super::dice::Dice;
use crate::model::address::bare_subject;
use crate::model::outgoing::quoted;
use crate::model::{Address, Mailbox, Time};
use mime::{file_part, header, mailboxes, multipart, text_part};

/// The name that the demo's world gives to the desk's mail server in trace headers.
const RECEIVER: &str = "mx.lumen.example";

/// A mail as someone of this world sees it when it lies before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Message-ID, without brackets.
    pub message_id: String,
    /// References, oldest first, without brackets.
    pub references: Vec<String>,
    /// Who wrote it.
    pub from: Mailbox,
    /// Where answers go: Reply-To, else From.
    pub reply_to: Mailbox,
    /// To.
    pub to: Vec<Mailbox>,
    /// Cc.
    pub cc: Vec<Mailbox>,
    /// Subject.
    pub subject: String,
    /// Date.
    pub date: Option<Time>,
    /// The plain text.
    pub text: String,
    /// A program wrote it (RFC 3834): nobody answers.
    pub automatic: bool,
}

impl Received {
    /// Reads a mail; `None` when it has no author.
    #[must_use]
    pub fn read(raw: &[u8]) -> Option<Received> {
        let mail = MessageParser::default().parse(raw)?;
        let people = |of: Option<&mail_parser::Address<'_>>| -> Vec<Mailbox> {
            let one = |a: &mail_parser::Addr<'_>| Some(Mailbox::new(a.name().unwrap_or_default(), Address::parse(a.address()?)?));
            of.map(|a| a.iter().filter_map(one).collect()).unwrap_or_default()
        };
        let from = people(mail.from()).into_iter().next()?;
        let says = |name: &str| mail.headers_raw().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim().to_ascii_lowercase());
        let automatic = says("Auto-Submitted").is_some_and(|v| !v.starts_with("no"))
            || says("Precedence").is_some_and(|v| matches!(v.as_str(), "bulk" | "junk" | "list"));
        Some(Received {
            message_id: mail.message_id().unwrap_or_default().to_owned(),
            references: ids(mail.references()),
            reply_to: people(mail.reply_to()).into_iter().next().unwrap_or_else(|| from.clone()),
            to: people(mail.to()),
            cc: people(mail.cc()),
            subject: mail.subject().unwrap_or_default().to_owned(),
            date: mail.date().filter(|d| d.is_valid()).map(|d| Time::from_seconds(d.to_timestamp())),
            text: mail.body_text(0).map(|t| t.replace("\r\n", "\n")).unwrap_or_default(),
            automatic,
            from,
        })
    }

    /// The mail that began this thread.
    #[must_use]
    pub fn root(&self) -> &str {
        self.references.first().unwrap_or(&self.message_id)
    }

    /// What is new in it: up to the quote or the signature.
    #[must_use]
    pub fn new_text(&self) -> String {
        let lines: Vec<&str> = self.text.lines().take_while(|l| *l != "-- ").filter(|l| !l.starts_with('>')).collect();
        lines.join("\n").trim().to_owned()
    }
}

fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(id) => vec![id.to_string()],
        HeaderValue::TextList(list) => list.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What kind of mail a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Kind {
    /// A person wrote it.
    #[default]
    Personal,
    /// A program answers for someone who is away (RFC 3834).
    Away,
    /// One of many copies.
    List,
}

/// A mail that one of the people writes.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    /// Who writes.
    pub from: &'a Person,
    /// To.
    pub to: Vec<Mailbox>,
    /// Cc.
    pub cc: Vec<Mailbox>,
    /// The whole subject, for an answer with its prefix.
    pub subject: String,
    /// What is new, without signature and quote.
    pub text: &'a str,
    /// When it is written.
    pub date: Time,
    /// What it answers.
    pub answers: Option<&'a Received>,
    /// Whether what it answers is quoted.
    pub quotes: bool,
    /// Files.
    pub files: Vec<Enclosure>,
    /// What kind of mail it is.
    pub kind: Kind,
}

impl<'a> Letter<'a> {
    /// A new mail.
    #[must_use]
    pub fn new(from: &'a Person, to: Mailbox, subject: &str, text: &'a str, date: Time) -> Letter<'a> {
        Letter {
            from,
            to: vec![to],
            cc: Vec::new(),
            subject: subject.to_owned(),
            text,
            date,
            answers: None,
            quotes: false,
            files: Vec::new(),
            kind: Kind::Personal,
        }
    }

    /// An answer to a mail, with a quote, to where its writer wants answers.
    #[must_use]
    pub fn answering(from: &'a Person, received: &'a Received, text: &'a str, date: Time) -> Letter<'a> {
        let subject = format!("{}{}", quoting::answer_prefix(from.language, from.program), bare_subject(&received.subject));
        let mut letter = Letter::new(from, received.reply_to.clone(), &subject, text, date);
        letter.answers = Some(received);
        letter.quotes = true;
        letter
    }

    /// The bytes, as they lie on the desk's server.
    #[must_use]
    pub fn bytes(&self, dice: &mut Dice) -> Vec<u8> {
        let mut out = trace(Some(&self.from.email), self.date, dice);
        out.push_str(&mailboxes("From", &[self.from.mailbox()]));
        out.push_str(&mailboxes("To", &self.to));
        out.push_str(&mailboxes("Cc", &self.cc));
        out.push_str(&header("Subject", &self.subject));
        out.push_str(&header("Date", &self.local(self.date).strftime("%a, %-d %b %Y %H:%M:%S %z").to_string()));
        out.push_str(&header("Message-ID", &message_id(self.from, dice)));
        if let Some(received) = self.answers.filter(|r| !r.message_id.is_empty()) {
            let earlier = received.references.iter().chain([&received.message_id]).map(|id| format!("<{id}>"));
            out.push_str(&header("In-Reply-To", &format!("<{}>", received.message_id)));
            out.push_str(&header("References", &earlier.collect::<Vec<_>>().join(" ")));
        }
        out.push_str(self.kind_headers());
        out.push_str(program_header(self.from.program));
        out.push_str("MIME-Version: 1.0\r\n");
        out.push_str(&self.content(dice));
        out.into_bytes()
    }

    fn local(&self, time: Time) -> Zoned {
        time.timestamp().to_zoned(TimeZone::fixed(Offset::constant(self.from.zone.clamp(-12, 14))))
    }

    fn kind_headers(&self) -> &'static str {
        match self.kind {
            Kind::Personal => "",
            Kind::Away => "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\nPrecedence: bulk\r\n",
            Kind::List => "Precedence: bulk\r\nList-Unsubscribe: <mailto:leave@example.net>\r\n",
        }
    }

    fn content(&self, dice: &mut Dice) -> String {
        let charset = self.from.charset;
        let plain = text_part("plain", &self.plain(), charset);
        let html = match self.from.program {
            Program::Webmail => Some(self.webmail_html()),
            Program::Office => Some(self.office_html()),
            Program::Phone | Program::Plain => None,
        };
        let text = match html {
            Some(html) => multipart("alternative", &format!("=_{}", dice.hex(24)), &[plain, text_part("html", &html, charset)]),
            None => plain,
        };
        if self.files.is_empty() {
            return text;
        }
        let mut parts = vec![text];
        parts.extend(self.files.iter().map(|f| file_part(&f.name, &f.media_type, &f.bytes)));
        multipart("mixed", &format!("=_{}", dice.hex(24)), &parts)
    }

    fn quoted_mail(&self) -> Option<(&'a Received, Zoned)> {
        let received = self.answers.filter(|_| self.quotes)?;
        Some((received, self.local(received.date.unwrap_or(self.date))))
    }

    fn attribution(&self, received: &Received, at: &Zoned) -> String {
        quoting::attribution(self.from.language, self.from.program, at, &received.from)
    }

    fn plain(&self) -> String {
        let mut out = self.text.trim().to_owned();
        let signature = self.from.signature.trim();
        if !signature.is_empty() {
            let line = if self.from.program == Program::Plain { "-- \n" } else { "" };
            out.push_str(&format!("\n\n{line}{signature}"));
        }
        out.push('\n');
        let Some((received, at)) = self.quoted_mail() else { return out };
        if self.from.program == Program::Office {
            out.push_str("\n________________________________\n");
            for (label, value) in quoting::block(self.from.language, &at, received) {
                out.push_str(&format!("{label}: {value}\n"));
            }
            out.push_str(&format!("\n{}\n", received.text.trim_end()));
        } else {
            out.push_str(&format!("\n{}\n\n{}", self.attribution(received, &at), quoted(&received.text)));
        }
        out
    }

    fn webmail_html(&self) -> String {
        let rtl = if self.from.language == super::cast::Language::Ar { " dir=\"rtl\"" } else { " dir=\"ltr\"" };
        let mut out = format!("<div{rtl}>{}", html_lines(self.text.trim()));
        if !self.from.signature.trim().is_empty() {
            out.push_str(&format!("<br><br><div class=\"gmail_signature\">{}</div>", html_lines(self.from.signature.trim())));
        }
        out.push_str("</div>");
        if let Some((received, at)) = self.quoted_mail() {
            let line = escaped(&self.attribution(received, &at));
            let quote = html_lines(received.text.trim_end());
            out.push_str(&format!(
                "<br><div class=\"gmail_quote\"><div class=\"gmail_attr\">{line}<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex\">{quote}</blockquote></div>"
            ));
        }
        out + "\n"
    }

    fn office_html(&self) -> String {
        let paragraphs = |text: &str| -> String {
            let one = |p: &str| format!("<p class=\"MsoNormal\">{}</p>\n", if p.trim().is_empty() { "&nbsp;".to_owned() } else { escaped(p) });
            text.lines().map(one).collect()
        };
        let mut out = "<html><head><style>p.MsoNormal{margin:0;font-size:11.0pt;font-family:Calibri,sans-serif}</style></head><body><div class=\"WordSection1\">\n".to_owned();
        out.push_str(&paragraphs(self.text.trim()));
        if !self.from.signature.trim().is_empty() {
            out.push_str(&format!("<p class=\"MsoNormal\">&nbsp;</p>\n{}", paragraphs(self.from.signature.trim())));
        }
        if let Some((received, at)) = self.quoted_mail() {
            let rows: Vec<String> = quoting::block(self.from.language, &at, received)
                .iter()
                .map(|(label, value)| format!("<b>{label}:</b> {}", escaped(value)))
                .collect();
            out.push_str("<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in\">");
            out.push_str(&format!("<p class=\"MsoNormal\">{}</p></div>\n{}", rows.join("<br>"), paragraphs(received.text.trim_end())));
        }
        out + "</div></body></html>\n"
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn html_lines(text: &str) -> String {
    escaped(text).replace('\n', "<br>\n")
}

/// The headers that servers put on top.
fn trace(sender: Option<&Address>, date: Time, dice: &mut Dice) -> String {
    let path = sender.map_or("", Address::as_str);
    let domain = sender.map_or(RECEIVER, Address::domain);
    let stamp = date.timestamp().strftime("%a, %d %b %Y %H:%M:%S +0000");
    format!(
        "Return-Path: <{path}>\r\nReceived: from mail.{domain} by {RECEIVER} with ESMTPS id {};\r\n {stamp}\r\nAuthentication-Results: {RECEIVER};\r\n dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain}\r\n",
        dice.hex(10)
    )
}

/// A Message-ID as the program makes them.
fn message_id(from: &Person, dice: &mut Dice) -> String {
    let domain = from.email.domain();
    match from.program {
        Program::Webmail => format!("<CA+{}@mail.{domain}>", dice.hex(30)),
        Program::Office => format!("<{}{}@{}.{domain}>", dice.hex(12), dice.hex(20), dice.hex(8)),
        Program::Phone => format!("<{}-{}-{}-{}-{}@{domain}>", dice.hex(8), dice.hex(4), dice.hex(4), dice.hex(4), dice.hex(12)),
        Program::Plain => format!("<{}@{domain}>", dice.hex(20).to_lowercase()),
    }
}

fn program_header(program: Program) -> &'static str {
    match program {
        Program::Webmail => "",
        Program::Office => "Thread-Topic: mail\r\nX-MS-Has-Attach:\r\n",
        Program::Phone => "X-Mailer: Pocket Mail (12.4)\r\n",
        Program::Plain => "User-Agent: Ploughmail/2.1\r\n",
    }
}

/// A delivery report (RFC 3464) of a recipient's server about a mail that it took and could not deliver.
#[must_use]
pub fn delivery_report(about: &Received, recipient: &Address, sender: &Address, words: &str, date: Time, dice: &mut Dice) -> Vec<u8> {
    let domain = recipient.domain();
    let host = format!("mail.{domain}");
    let human = format!(
        "This is the mail system at host {host}.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n<{recipient}>: host {host} said: {words}\n"
    );
    let stamp = date.timestamp().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
    let status = words.split_ascii_whitespace().find(|w| w.starts_with("5.")).unwrap_or("5.0.0");
    let machine = format!(
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; {host}\r\nArrival-Date: {stamp}\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\nRemote-MTA: dns; {host}\r\nDiagnostic-Code: smtp; {words}\r\n"
    );
    let returned = format!(
        "Content-Type: text/rfc822-headers\r\n\r\n{}{}{}{}",
        mailboxes("From", std::slice::from_ref(&about.from)),
        mailboxes("To", &about.to),
        header("Subject", &about.subject),
        header("Message-ID", &format!("<{}>", about.message_id))
    );
    let parts = [text_part("plain", &human, super::cast::Charset::Utf8), machine, returned];
    let mut out = trace(None, date, dice);
    out.push_str(&format!(
        "From: Mail Delivery System <mailer-daemon@{domain}>\r\nTo: {sender}\r\nSubject: Undelivered Mail Returned to Sender\r\nDate: {stamp}\r\n"
    ));
    out.push_str(&header("Message-ID", &format!("<{}@{host}>", dice.hex(16))));
    out.push_str("Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n");
    out.push_str(&multipart("report; report-type=delivery-status", &format!("=_{}", dice.hex(24)), &parts));
    out.into_bytes()
}

#[cfg(test)]
mod tests;
