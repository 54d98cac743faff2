//! Whether a person wrote a mail, or a program, or a mail server that reports what became of one of ours.

mod report;

use crate::model::Mailbox;
use crate::model::incoming::{IncomingFile, Origin};

/// What the rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The decoded header fields, in order.
    pub headers: &'a [(String, String)],
    /// The authors.
    pub from: &'a [Mailbox],
    /// The subject.
    pub subject: &'a str,
    /// The text, with quotes.
    pub text: &'a str,
    /// The parts that are not shown as text: delivery reports come in these.
    pub files: &'a [IncomingFile],
}

impl<'a> Evidence<'a> {
    /// The values of all header fields with that name.
    fn all(&self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    fn first(&self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// The null return path (RFC 5321, 4.5.5): nobody wants to hear whether this arrives.
    fn has_null_return_path(&self) -> bool {
        self.first("return-path").is_some_and(|path| path.chars().filter(|c| !c.is_whitespace()).eq("<>".chars()))
    }

    /// A mail server wrote it.
    fn is_from_a_server(&self) -> bool {
        const SERVERS: [&str; 5] = ["mailer-daemon", "mailerdaemon", "mail-daemon", "maildaemon", "postmaster"];
        self.from.iter().any(|m| SERVERS.contains(&m.address.local())) || self.from.is_empty() && self.bare_sender_is(&SERVERS)
    }

    /// Old servers write `From: MAILER-DAEMON` without a domain.
    fn bare_sender_is(&self, names: &[&str]) -> bool {
        self.all("from").any(|from| names.iter().any(|n| from.to_ascii_lowercase().contains(n)))
    }

    fn is_report(&self) -> bool {
        self.first("content-type").is_some_and(|t| t.trim_start().to_ascii_lowercase().starts_with("multipart/report"))
    }
}

/// Who or what wrote a mail.
#[must_use]
pub fn origin(evidence: &Evidence<'_>) -> Origin {
    if let Some(report) = report::read(evidence) {
        return Origin::Report(report);
    }
    match by_header(evidence).or_else(|| by_sender(evidence)).or_else(|| by_subject(evidence)) {
        Some(because) => Origin::Automatic { because },
        None => Origin::Person,
    }
}

/// The header field that says that a program wrote it, as a line.
fn by_header(evidence: &Evidence<'_>) -> Option<String> {
    evidence.headers.iter().find(|(name, value)| says_automatic(&name.to_ascii_lowercase(), value)).map(|(name, value)| {
        let value: String = value.chars().take(120).collect();
        format!("{name}: {value}")
    })
}

fn says_automatic(name: &str, value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    let word = value.split([';', ' ', ',', '(']).next().unwrap_or_default();
    match name {
        // RFC 3834, 5
        "auto-submitted" | "x-auto-submitted" => !matches!(word, "" | "no"),
        "precedence" => matches!(word, "bulk" | "junk" | "list" | "auto_reply" | "auto-reply"),
        "x-auto-response-suppress" => !matches!(word, "" | "none"),
        // RFC 2919, RFC 2369
        "list-id" | "list-unsubscribe" => !value.is_empty(),
        "x-autoreply" | "x-auto-reply" | "x-autorespond" | "x-autoresponder" | "x-autoreply-from" | "x-mail-autoreply" => {
            !matches!(word, "" | "no" | "false" | "0")
        }
        // receipts and abuse reports; delivery reports were read before
        "content-type" => word == "multipart/report",
        _ => false,
    }
}

fn by_sender(evidence: &Evidence<'_>) -> Option<String> {
    if evidence.is_from_a_server() {
        let from: String = evidence.first("from").unwrap_or_default().chars().take(120).collect();
        return Some(format!("From: {from}"));
    }
    evidence.has_null_return_path().then(|| "Return-Path: <>".to_owned())
}

/// Absence notes of programs that set no header. An answer to one begins with `Re:` and is not meant.
fn by_subject(evidence: &Evidence<'_>) -> Option<String> {
    const STARTS: [&str; 16] = [
        "automatic reply:",
        "auto reply:",
        "autoreply:",
        "auto-reply:",
        "out of office:",
        "out of the office:",
        "automatische antwort:",
        "abwesenheitsnotiz",
        "réponse automatique",
        "respuesta automática",
        "resposta automática",
        "risposta automatica",
        "automatisch antwoord",
        "automatyczna odpowiedź",
        "автоматический ответ",
        "自动回复",
    ];
    let subject = evidence.subject.trim().to_lowercase();
    STARTS.iter().any(|start| subject.starts_with(start)).then(|| {
        let shown: String = evidence.subject.chars().take(120).collect();
        format!("Subject: {shown}")
    })
}

#[cfg(test)]
mod tests;
