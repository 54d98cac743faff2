//! The only writer of MIME: an [`Outgoing`] becomes the bytes that leave.
//!
//! Text goes out twice, as it was written (Markdown reads well as plain text) and as HTML, with files beside. Every line ends
//! in CRLF; every body is quoted-printable or base64, so the bytes are ASCII unless an address is not. There is no Bcc field:
//! whoever gets a copy is the outbox's affair.

mod header;

use comrak::Options;
use lettre::message::Body;
use lettre::message::header::ContentTransferEncoding;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::model::outgoing::{Automatic, Outgoing, OutgoingFile, quoted};

pub(crate) use header::written;

/// Message-IDs in References: the first, and the newest.
const REFERENCES_MAX: usize = 20;

/// Why no mail can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ComposeError {
    /// Neither To nor Cc names anybody.
    #[error("the mail has no recipient: add someone to To")]
    NoRecipient,
    /// Nothing of the Message-ID can be written.
    #[error("the mail has no usable Message-ID")]
    NoMessageId,
    /// A text could not be encoded.
    #[error("the text of the mail could not be encoded")]
    Encoding,
}

/// The bytes of a mail (RFC 5322). The same mail always makes the same bytes.
///
/// # Errors
/// When it has no recipient or no Message-ID.
pub fn compose(mail: &Outgoing) -> Result<Vec<u8>, ComposeError> {
    if mail.to.is_empty() && mail.cc.is_empty() {
        return Err(ComposeError::NoRecipient);
    }
    let message_id = header::message_id(&mail.message_id).ok_or(ComposeError::NoMessageId)?;
    let mut out = head(mail, &message_id);
    let mark = boundary_mark(&message_id);
    let texts = alternative(mail, &format!("=_t{mark}"))?;
    if mail.files.is_empty() {
        out.push_str(&texts);
        return Ok(out.into_bytes());
    }
    let boundary = format!("=_m{mark}");
    out.push_str(&multipart("mixed", &boundary));
    out.push_str(&format!("--{boundary}\r\n{texts}"));
    for file in &mail.files {
        out.push_str(&format!("--{boundary}\r\n"));
        out.push_str(&file_part(file)?);
    }
    out.push_str(&format!("--{boundary}--\r\n"));
    Ok(out.into_bytes())
}

/// All fields above the body.
fn head(mail: &Outgoing, message_id: &str) -> String {
    let mut out = String::new();
    let mut add = |name: &str, words: &[String]| {
        if words.iter().any(|w| !w.is_empty()) {
            out.push_str(&header::field(name, words));
        }
    };
    add("Date", &[mail.date.timestamp().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()]);
    add("From", &header::mailboxes(std::slice::from_ref(&mail.from)));
    add("Reply-To", &header::mailboxes(mail.reply_to.as_slice()));
    add("To", &header::mailboxes(&mail.to));
    add("Cc", &header::mailboxes(&mail.cc));
    add("Subject", &header::unstructured(&mail.subject));
    add("Message-ID", &[message_id.to_owned()]);
    add("In-Reply-To", mail.in_reply_to.as_deref().and_then(header::message_id).as_slice());
    add("References", &references(mail));
    if let Some(automatic) = mail.automatic {
        let kind = match automatic {
            Automatic::Reply => "auto-replied",
            Automatic::Generated => "auto-generated",
        };
        add("Auto-Submitted", &[kind.to_owned()]);
        add("X-Auto-Response-Suppress", &["All".to_owned()]);
    }
    add("MIME-Version", &["1.0".to_owned()]);
    out
}

/// The thread's Message-IDs with the one that is answered at the end, each once: the first and the newest.
fn references(mail: &Outgoing) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in mail.references.iter().chain(&mail.in_reply_to).filter_map(|id| header::message_id(id)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.len() > REFERENCES_MAX {
        ids.drain(1..=ids.len() - REFERENCES_MAX);
    }
    ids
}

/// Makes the boundaries of each mail its own. With `=_` in front they can stand in no encoded body (RFC 2045, 6.7).
fn boundary_mark(message_id: &str) -> String {
    Sha256::digest(message_id.as_bytes()).iter().take(10).map(|b| format!("{b:02x}")).collect()
}

fn multipart(kind: &str, boundary: &str) -> String {
    format!("Content-Type: multipart/{kind};\r\n boundary=\"{boundary}\"\r\n\r\n")
}

/// The text and the same text as HTML.
fn alternative(mail: &Outgoing, boundary: &str) -> Result<String, ComposeError> {
    let text = text_part("text/plain", &plain_text(mail))?;
    let html = text_part("text/html", &html_text(mail))?;
    Ok(format!("{}--{boundary}\r\n{text}--{boundary}\r\n{html}--{boundary}--\r\n", multipart("alternative", boundary)))
}

/// What the agent wrote, the quote under its attribution line, the signature under `-- ` (RFC 3676, 4.3).
fn plain_text(mail: &Outgoing) -> String {
    let mut out = mail.text().trim_end().to_owned();
    out.push('\n');
    if let Some((attribution, quote)) = mail.quote() {
        out.push_str(&format!("\n{}\n{}", header::clean(attribution), quoted(quote)));
    }
    if !mail.signature.trim().is_empty() {
        out.push_str(&format!("\n-- \n{}\n", mail.signature.trim()));
    }
    without_controls(&out)
}

/// How Markdown is read: CommonMark with tables, struck out text and bare links; a line end is one. HTML in it is left out.
#[must_use]
pub fn markdown_options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.render.hardbreaks = true;
    options
}

/// The same as HTML. Only what the agent wrote is read as Markdown: quote and signature are shown as they are.
fn html_text(mail: &Outgoing) -> String {
    let mut body = comrak::markdown_to_html(&without_controls(mail.text().trim_end()), &markdown_options());
    if let Some((attribution, quote)) = mail.quote() {
        let (attribution, quote) = (escaped(&header::clean(attribution)), escaped(&without_controls(quote.trim_end())));
        body.push_str(&format!("<p>{attribution}</p>\n<blockquote type=\"cite\">{quote}</blockquote>\n"));
    }
    if !mail.signature.trim().is_empty() {
        body.push_str(&format!("<p>-- <br>\n{}</p>\n", escaped(&without_controls(mail.signature.trim()))));
    }
    format!("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n{body}</body></html>\n")
}

/// Without characters that move cursors and ring bells. NUL no text part may hold (RFC 5322, 4.1), and Markdown makes another one of it.
fn without_controls(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).collect()
}

/// Text as HTML, line by line.
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\n', "<br>\n")
}

/// One text with its fields. Quoted-printable where most is ASCII, base64 where that is shorter.
fn text_part(media_type: &str, text: &str) -> Result<String, ComposeError> {
    let text = crlf(text);
    let escapes = text.bytes().filter(|b| !b.is_ascii()).count();
    let (encoding, word) = if escapes * 6 > text.len() {
        (ContentTransferEncoding::Base64, "base64")
    } else {
        (ContentTransferEncoding::QuotedPrintable, "quoted-printable")
    };
    let body = encode(text.into_bytes(), encoding)?;
    Ok(format!("Content-Type: {media_type}; charset=utf-8\r\nContent-Transfer-Encoding: {word}\r\n\r\n{body}\r\n"))
}

/// One file with its fields.
fn file_part(file: &OutgoingFile) -> Result<String, ComposeError> {
    let name = header::file_name(&file.name);
    let fields = |value: String, parameter: &str| {
        let mut words = vec![format!("{value};")];
        words.extend(header::file_parameter(parameter, &name));
        words
    };
    let mut out = header::field("Content-Type", &fields(header::media_type(&file.media_type), "name"));
    out.push_str(&header::field("Content-Disposition", &fields("attachment".to_owned(), "filename")));
    out.push_str("Content-Transfer-Encoding: base64\r\n\r\n");
    out.push_str(&encode(file.bytes.clone(), ContentTransferEncoding::Base64)?);
    out.push_str("\r\n");
    Ok(out)
}

fn encode(bytes: Vec<u8>, encoding: ContentTransferEncoding) -> Result<String, ComposeError> {
    let body = Body::new_with_encoding(bytes, encoding).map_err(|_| ComposeError::Encoding)?;
    String::from_utf8(body.into_vec()).map_err(|_| ComposeError::Encoding)
}

/// Every kind of line end made CRLF.
fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

#[cfg(test)]
mod tests;
