//! What a mail shows and what hangs on it: from its parts to pieces of text and files.

use std::borrow::Cow;
use std::collections::HashSet;

use super::charset;
use super::fields::{Fields, ids};
use super::flowed;
use super::names;
use super::params::ContentType;
use super::transfer;
use super::tree::{Leaf, Letter, Node};
use crate::model::incoming::IncomingFile;

/// Longest text, in bytes, that is shown of one part. A longer one is also kept whole as a file.
const LONGEST_TEXT: usize = 1 << 20;
/// Longest HTML, in bytes, that is kept to be shown of one part.
const LONGEST_HTML: usize = 2 << 20;

/// One piece of what is shown, in plain text, in HTML or in both.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub plain: Option<String>,
    pub html: Option<String>,
}

/// Everything in a mail, decoded.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub pieces: Vec<Piece>,
    pub files: Vec<IncomingFile>,
    pub remarks: Vec<String>,
}

/// Reads all parts.
pub(super) fn collect(letter: &Letter<'_>) -> Content {
    let mut collector = Collector { hint: letter.fields.charset(), content: Content::default() };
    collector.node(&letter.root, Place::default());
    let mut content = collector.content;
    if content.files.iter().all(|f| f.content_id.is_none()) {
        return content;
    }
    let shown: HashSet<String> = content.pieces.iter().filter_map(|p| p.html.as_deref()).flat_map(shown_ids).collect();
    for file in &mut content.files {
        file.inline |= file.content_id.as_ref().is_some_and(|id| shown.contains(id));
    }
    content
}

/// Where a part stands.
#[derive(Clone, Copy, Default)]
struct Place {
    alternative: bool,
    related: bool,
}

struct Collector<'a> {
    /// The charset that the header uses, for parts that say none.
    hint: Option<&'a str>,
    content: Content,
}

impl Collector<'_> {
    fn node(&mut self, node: &Node<'_>, place: Place) {
        match node {
            Node::Leaf(leaf) => self.leaf(leaf, place),
            Node::Multi { kind, children } if kind == "alternative" => self.alternative(children, place),
            Node::Multi { kind, children } => {
                let related = place.related || kind == "related";
                for child in children {
                    self.node(child, Place { related, ..place });
                }
            }
        }
    }

    /// Of several forms of one thing: the first plain one and the last HTML one, which is the richest (RFC 2046, 5.1.4).
    fn alternative(&mut self, children: &[Node<'_>], place: Place) {
        let mut piece = Piece::default();
        for child in children {
            let start = self.content.pieces.len();
            self.node(child, Place { alternative: true, ..place });
            let found = self.content.pieces.split_off(start);
            let join = |texts: Vec<String>| (!texts.is_empty()).then(|| texts.join("\n"));
            let (plains, htmls): (Vec<_>, Vec<_>) = found.into_iter().map(|p| (p.plain, p.html)).unzip();
            piece.plain = piece.plain.or(join(plains.into_iter().flatten().collect()));
            piece.html = join(htmls.into_iter().flatten().collect()).or(piece.html);
        }
        if piece != Piece::default() {
            self.content.pieces.push(piece);
        }
    }

    fn leaf(&mut self, leaf: &Leaf<'_>, place: Place) {
        let named = leaf.disposition.param("filename").or(leaf.content.param("name")).is_some();
        let attached = leaf.disposition.value == "attachment";
        let body = !attached && (!named || place.alternative || self.content.pieces.is_empty());
        match leaf.content.value.as_str() {
            "text/plain" | "text" | "" | "text/markdown" if body => self.plain(leaf),
            "text/html" | "text/enriched" | "text/richtext" if body => self.html(leaf),
            _ => self.file(leaf, place),
        }
    }

    fn plain(&mut self, leaf: &Leaf<'_>) {
        let text = self.text(leaf, leaf.content.charset());
        let text = if leaf.content.says("format", "flowed") { flowed::unfold(&text, leaf.content.says("delsp", "yes")) } else { text };
        let (text, uuencoded) = transfer::uuencoded(&text);
        for found in uuencoded {
            let place = self.content.files.len() + 1;
            let media_type = "application/octet-stream".to_owned();
            let name = names::safe(Some(&found.name), place, &media_type);
            self.content.files.push(IncomingFile { name, media_type, content_id: None, inline: false, bytes: found.bytes });
        }
        let text = self.cut(text.into_owned(), LONGEST_TEXT, leaf);
        let piece = if is_html(&text) { Piece { plain: None, html: Some(text) } } else { Piece { plain: Some(text), html: None } };
        self.content.pieces.push(piece);
    }

    fn html(&mut self, leaf: &Leaf<'_>) {
        let declared = leaf.content.charset().map(Cow::Borrowed);
        let declared = declared.or_else(|| meta_charset(leaf.body).map(Cow::Owned));
        let html = self.text(leaf, declared.as_deref());
        let html = self.cut(html, LONGEST_HTML, leaf);
        self.content.pieces.push(Piece { plain: None, html: Some(html) });
    }

    /// A part's text, without the characters that no text has.
    fn text(&mut self, leaf: &Leaf<'_>, charset: Option<&str>) -> String {
        let bytes = self.decoded(leaf);
        let decoded = charset::decode(&bytes, charset, self.hint);
        self.content.remarks.extend(decoded.remark);
        clean(decoded.text)
    }

    fn decoded<'b>(&mut self, leaf: &Leaf<'b>) -> Cow<'b, [u8]> {
        let (bytes, remark) = transfer::decode(leaf.body, leaf.fields.first("content-transfer-encoding"));
        self.content.remarks.extend(remark);
        bytes
    }

    fn cut(&mut self, mut text: String, longest: usize, leaf: &Leaf<'_>) -> String {
        if text.len() > longest {
            self.content.remarks.push(format!("a text of {} bytes is shown cut, and kept whole as a file", text.len()));
            self.file(leaf, Place::default());
            text.truncate(text.floor_char_boundary(longest));
        }
        text
    }

    fn file(&mut self, leaf: &Leaf<'_>, place: Place) {
        let bytes = self.decoded(leaf).into_owned();
        let given = leaf.disposition.param("filename").or(leaf.content.param("name"));
        let media_type = media_type(&leaf.content);
        let content_id = leaf.fields.first("content-id").and_then(|id| ids(id).into_iter().next());
        if bytes.is_empty() && given.is_none() && content_id.is_none() {
            return; // an empty part between others, as some programs leave them
        }
        let attached = leaf.disposition.value == "attachment";
        // an inline picture that no HTML shows is what the writer wanted to send, as much as an attachment
        let inline = !attached && place.related && content_id.is_some() && media_type.starts_with("image/");
        let number = self.content.files.len() + 1;
        let name = match media_type.as_str() {
            "message/rfc822" | "message/global" => message_name(given, &bytes, number, &media_type),
            _ => names::safe(given, number, &media_type),
        };
        self.content.files.push(IncomingFile { name, media_type, content_id, inline, bytes });
    }
}

/// The declared type, when it is one.
fn media_type(content: &ContentType) -> String {
    let token = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b));
    let valid = token(content.main()) && token(content.sub());
    if valid { content.value.clone() } else { "application/octet-stream".to_owned() }
}

/// A nested message is named by its file name or by its subject, and always ends in `.eml`.
fn message_name(given: Option<&str>, message: &[u8], number: usize, media_type: &str) -> String {
    let subject = || Fields::split(message).0.text("subject").filter(|s| !s.is_empty());
    let given = given.map(str::to_owned).or_else(|| subject().map(|s| s.replace(['/', '\\'], "_")));
    let given = given.map(|g| if g.to_ascii_lowercase().ends_with(".eml") { g } else { format!("{g}.eml") });
    names::safe(given.as_deref(), number, media_type)
}

/// Line ends as `\n`, and no control characters but those and tabs.
fn clean(text: String) -> String {
    // each character that goes or changes is one of these bytes, or begins with one
    let suspect = |b: u8| b < 0x20 && b != b'\n' && b != b'\t' || matches!(b, 0x7f | 0xc2 | 0xe2 | 0xef);
    // without a way out in between, so that many bytes are looked at at once
    if !text.as_bytes().chunks(256).any(|chunk| chunk.iter().fold(false, |found, b| found | suspect(*b))) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.bytes().position(suspect) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut chars = from.chars();
        let c = chars.next();
        rest = chars.as_str();
        match c {
            Some('\r') if rest.starts_with('\n') => {}
            Some('\r' | '\u{85}' | '\u{2028}' | '\u{2029}') => out.push('\n'),
            Some('\u{feff}') => {}
            Some(c) if c.is_control() => {}
            c => out.extend(c),
        }
    }
    out.push_str(rest);
    out
}

/// HTML that says it is plain text.
fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// The charset that an HTML document names in its head.
fn meta_charset(body: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&body[..body.len().min(2048)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    // in quoted-printable the equals sign is written as =3D
    let after = after.strip_prefix("3d").unwrap_or(after).trim_start_matches(['"', '\'']);
    let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')).take(40).collect();
    (!name.is_empty() && !name.starts_with("utf-16")).then_some(name)
}

/// The Content-IDs that HTML shows with `cid:`.
fn shown_ids(html: &str) -> Vec<String> {
    let found = html.split("cid:").skip(1).take(1000);
    found.map(|rest| rest.chars().take_while(|c| !c.is_whitespace() && !matches!(c, '"' | '\'' | '>' | ')')).take(250).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    fn content(raw: &str) -> Content {
        collect(&tree::read(raw.as_bytes()))
    }

    #[test]
    fn one_alternative_is_one_piece() {
        let c = content(
            "Content-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n--a\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<img src=\"cid:i1\">\n--r\nContent-Type: image/png\nContent-ID: <i1>\nContent-Disposition: attachment; filename=i.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--r--\n--a\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--a--\n",
        );
        assert_eq!(c.pieces, [Piece { plain: Some("plain".into()), html: Some("<img src=\"cid:i1\">".into()) }]);
        let files: Vec<_> = c.files.iter().map(|f| (f.name.as_str(), f.inline, f.media_type.as_str())).collect();
        assert_eq!(files, [("i.png", true, "image/png"), ("part-2.ics", false, "text/calendar")]);
    }

    #[test]
    fn texts_in_a_row_are_all_shown_and_named_ones_are_files() {
        let c = content(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nmine\n--b\nContent-Disposition: inline; filename=log.txt\n\nlog\n--b\n\nfooter of a list\n--b--\n",
        );
        assert_eq!(c.pieces.iter().filter_map(|p| p.plain.as_deref()).collect::<Vec<_>>(), ["mine", "footer of a list"]);
        assert_eq!(c.files[0].name, "log.txt");
    }

    #[test]
    fn nested_messages_are_files_named_by_their_subject() {
        let c = content("Content-Type: message/rfc822\n\nSubject: =?utf-8?Q?Caf=C3=A9/../x?=\n\ninner");
        assert_eq!((c.files[0].name.as_str(), c.pieces.len()), ("Café_.._x.eml", 0));
        assert!(c.files[0].bytes.starts_with(b"Subject:"));
    }

    #[test]
    fn long_texts_are_cut_and_kept() {
        let c = content(&format!("Subject: x\n\n{}", "é\n".repeat(LONGEST_TEXT)));
        assert!(c.pieces[0].plain.as_ref().is_some_and(|p| p.len() <= LONGEST_TEXT));
        assert_eq!(c.files[0].bytes.len(), 3 * LONGEST_TEXT);
    }
}
