//! The only reader of MIME: from the bytes of a mail to [`Incoming`]. It never fails; what cannot be read is remarked on and kept raw.

mod charset;
mod content;
mod envelope;
mod fields;
mod flowed;
mod names;
mod params;
mod transfer;
mod tree;
mod words;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::automatic::{self, Evidence};
use super::{html, language, quote};
use crate::model::incoming::Incoming;
use crate::model::{Address, Body, Part};
use content::{Content, Piece};
pub use envelope::{Envelope, envelope};
pub(in crate::mail) use fields::Fields;

/// Most remarks that are kept of one mail.
const MOST_REMARKS: usize = 50;
/// Longest subject, in characters.
const LONGEST_SUBJECT: usize = 1000;
/// Header fields in which servers say where they put a mail.
const DELIVERED: [&str; 5] = ["delivered-to", "x-original-to", "envelope-to", "x-delivered-to", "x-envelope-to"];

/// Reads a mail (RFC 5322, RFC 2045 to 2049), however broken: never fails, and costs in proportion to its length.
#[must_use]
pub fn parse(raw: &[u8]) -> Incoming {
    let raw = prepared(raw);
    let letter = tree::read(&raw);
    let content = content::collect(&letter);
    let fields = &letter.fields;
    let mut remarks = letter.remarks.clone();
    remarks.extend(content.remarks.iter().cloned());

    let subject: String = fields.text("subject").unwrap_or_default().chars().take(LONGEST_SUBJECT).collect();
    let content_hash = content_hash(fields, &content);
    let declared_id = message_id(fields);
    let from = fields.mailboxes("from", &mut remarks);
    let html = joined_html(&content.pieces);
    let body = body(&content.pieces, html.as_deref(), is_forward(&subject));
    let origin = automatic::origin(&Evidence { headers: &fields.shown(), from: &from, subject: &subject, text: body.text(), files: &content.files });
    if from.is_empty() {
        remarks.push("no From with an address".to_owned());
    }

    Incoming {
        message_id_made: declared_id.is_none(),
        message_id: declared_id.unwrap_or_else(|| made_id(&content_hash)),
        content_hash,
        in_reply_to: fields.ids("in-reply-to"),
        references: fields.ids("references"),
        reply_to: fields.mailboxes("reply-to", &mut remarks),
        to: fields.mailboxes("to", &mut remarks),
        cc: fields.mailboxes("cc", &mut remarks),
        delivered_to: delivered_to(fields),
        date: fields.date(),
        language: language::guess(&body.new_text()).map(str::to_owned),
        authentication_results: fields.all("authentication-results").map(fields::shown).collect(),
        remarks: without_repeats(remarks),
        files: content.files,
        from,
        subject,
        body,
        html,
        origin,
    }
}

/// The header fields in order, decoded, each on one line.
#[must_use]
pub fn headers(raw: &[u8]) -> Vec<(String, String)> {
    Fields::split(&prepared(raw)).0.shown()
}

/// Without what may stand before the header (an mbox line, blank lines, a byte order mark), and with line ends that are lines'.
fn prepared(raw: &[u8]) -> Cow<'_, [u8]> {
    let mut rest = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    rest = &rest[rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count()..];
    if rest.starts_with(b"From ") || rest.starts_with(b">From ") {
        rest = rest.iter().position(|b| *b == b'\n').map_or(rest, |end| &rest[end + 1..]);
    }
    if rest.contains(&b'\r') && !rest.contains(&b'\n') {
        return Cow::Owned(rest.iter().map(|b| if *b == b'\r' { b'\n' } else { *b }).collect());
    }
    Cow::Borrowed(rest)
}

/// The Message-ID without brackets; an id without them or without `@` is taken as it is.
fn message_id(fields: &Fields) -> Option<String> {
    let first = fields.ids("message-id").into_iter().next();
    first.or_else(|| {
        fields
            .text("message-id")
            .map(|id| id.split_whitespace().collect())
            .filter(|id: &String| !id.is_empty() && id.len() < 250 && !id.contains(['<', '>']))
    })
}

fn made_id(hash: &[u8; 32]) -> String {
    let mut id = String::new();
    for byte in &hash[..16] {
        let _ = write!(id, "{byte:02x}");
    }
    id + "@made.aside.invalid"
}

/// See [`Incoming::content_hash`]. Carriage returns do not count: the same mail has them from a server and lacks them in a pipe.
fn content_hash(fields: &Fields, content: &Content) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        if bytes.contains(&b'\r') {
            bytes.split(|b| *b == b'\r').for_each(|run| hash.update(run));
        } else {
            hash.update(bytes);
        }
        hash.update([0xff, 0]); // no text holds the first byte, so that fields cannot run into each other
    };
    for name in ["from", "date", "subject", "message-id"] {
        for value in fields.all(name) {
            add(fields::shown(value).as_bytes());
        }
        add(name.as_bytes());
    }
    for piece in &content.pieces {
        add(piece.plain.as_deref().unwrap_or_default().trim_end().as_bytes());
        add(piece.html.as_deref().unwrap_or_default().trim_end().as_bytes());
    }
    for file in &content.files {
        add(&file.bytes);
    }
    hash.finalize().into()
}

fn delivered_to(fields: &Fields) -> Vec<Address> {
    let mut out: Vec<Address> = Vec::new();
    for name in DELIVERED {
        for found in fields.mailboxes(name, &mut Vec::new()) {
            if !out.contains(&found.address) {
                out.push(found.address);
            }
        }
    }
    out
}

/// Whether the subject says that a mail is passed on, and not an answer.
pub(super) fn is_forward(subject: &str) -> bool {
    const PREFIXES: [&str; 11] = ["fw", "fwd", "wg", "tr", "enc", "rv", "i", "pd", "doorst", "转发", "轉寄"];
    subject.split_once([':', '：']).is_some_and(|(prefix, _)| PREFIXES.contains(&prefix.trim().to_lowercase().as_str()))
}

/// All HTML of a mail as one document, when there is any.
fn joined_html(pieces: &[Piece]) -> Option<String> {
    if pieces.iter().all(|p| p.html.is_none()) {
        return None;
    }
    if let [Piece { html: Some(html), .. }] = pieces {
        return Some(html.clone());
    }
    let escape = |plain: &str| format!("<pre>{}</pre>", plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
    let documents = pieces.iter().map(|p| p.html.clone().unwrap_or_else(|| p.plain.as_deref().map(escape).unwrap_or_default()));
    Some(documents.collect::<Vec<_>>().join("\n"))
}

/// The text with its marks: the plain text where it says something, else the HTML's.
fn body(pieces: &[Piece], html: Option<&str>, forward: bool) -> Body {
    match html {
        Some(html) if pieces.iter().any(|p| !plain_is_enough(p)) => body_of_html(html, forward),
        _ => body_of_plain(pieces, html, forward),
    }
}

/// A plain text that is there only for form's sake is not enough when HTML says more.
fn plain_is_enough(piece: &Piece) -> bool {
    const EXCUSES: [&str; 12] = [
        "html",
        "view this email in",
        "view this message in",
        "view it in your browser",
        "view in browser",
        "im browser",
        "no navegador",
        "en su navegador",
        "en tu navegador",
        "dans votre navigateur",
        "nel browser",
        "in je browser",
    ];
    let (Some(plain), Some(html)) = (&piece.plain, &piece.html) else { return piece.html.is_none() };
    let said = plain.trim();
    let excuse = said.len() < 400 && {
        let lower = said.to_lowercase();
        EXCUSES.iter().any(|e| lower.contains(e)) && html::convert(html).text.len() > 2 * said.len()
    };
    let empty = !said.contains(char::is_alphanumeric) && html::shows_text(html);
    !excuse && !empty
}

fn body_of_plain(pieces: &[Piece], html: Option<&str>, forward: bool) -> Body {
    let texts: Vec<&str> = pieces.iter().filter_map(|p| p.plain.as_deref()).map(|text| text.trim_end_matches('\n')).collect();
    let text = texts.join("\n\n");
    if forward {
        return Body::plain(text);
    }
    let mut parts = quote::mark(&text);
    if !parts.contains(&Part::Quoted)
        && let Some(found) = html.and_then(|html| marks_by_html(&text, html))
    {
        parts = found;
    }
    Body::marked(text, &parts)
}

/// The marks that the structure of the HTML gives to the plain text of the same mail.
fn marks_by_html(text: &str, html: &str) -> Option<Vec<Part>> {
    let marked = quote::quote_in_html(html)?;
    let converted = html::convert(&marked).text;
    let (_, quoted) = converted.split_once(quote::SENTINEL)?;
    quote::mark_from_words(text, quoted)
}

fn body_of_html(html: &str, forward: bool) -> Body {
    if forward {
        return Body::plain(html::to_text(html));
    }
    let converted = html::convert(&quote::mark_html(html));
    let (text, parts) = quote::without_sentinel(&converted.text, &quote::mark(&converted.text));
    with_targets(text, parts, &converted.links)
}

/// The text with the targets of its links below: those of the new text stay with it, those of the quote are folded like it.
fn with_targets(mut text: String, mut parts: Vec<Part>, links: &[String]) -> Body {
    let new_text = Body::marked(text.clone(), &parts).new_text();
    let used: HashSet<usize> = numbers(&new_text).collect();
    for part in [Part::Text, Part::Quoted] {
        let mut first = true;
        for (at, target) in links.iter().enumerate().filter(|(at, _)| used.contains(&(at + 1)) == (part == Part::Text)) {
            for line in [first.then(String::new), Some(format!("[{}] {target}", at + 1))].into_iter().flatten() {
                text.push('\n');
                text.push_str(&line);
                parts.push(part);
            }
            first = false;
        }
    }
    Body::marked(text, &parts)
}

/// The numbers in square brackets.
fn numbers(text: &str) -> impl Iterator<Item = usize> {
    text.split('[').skip(1).filter_map(|rest| rest.get(..rest.find(']').filter(|end| *end <= 6)?)?.parse().ok())
}

fn without_repeats(remarks: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    remarks.into_iter().filter(|r| seen.insert(r.clone())).take(MOST_REMARKS).collect()
}
