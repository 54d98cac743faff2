//! The header of a mail or of a part: its fields in order, and what they say (RFC 5322).

use std::borrow::Cow;

use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, DateTime, HeaderValue};

use super::charset;
use super::words;
use crate::model::{Address, Mailbox, Time};

/// Longest value of a field that is read; the rest is cut.
const LONGEST_VALUE: usize = 256 * 1024;
/// Most bytes that are read of one header.
const LONGEST_HEADER: usize = 1 << 20;
/// Most fields that are kept of one header.
const MOST_FIELDS: usize = 2000;
/// Most addresses that are taken from all fields of one name.
const MOST_ADDRESSES: usize = 1000;
/// Most Message-IDs that are taken from one field; the newest stand last and are kept.
const MOST_IDS: usize = 500;
/// Longest Message-ID that is believed (RFC 5322, 2.1.1: a line has at most 998 characters).
const LONGEST_ID: usize = 998;

/// One field: its name as written and its value as text, on one line, with encoded words not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Field {
    name: String,
    value: String,
}

/// The fields of a header, in order.
#[derive(Debug, Clone, Default)]
pub(in crate::mail) struct Fields {
    fields: Vec<Field>,
    /// The charset that was guessed for raw eight-bit fields.
    guessed: Option<&'static str>,
    /// What could not be read.
    pub remarks: Vec<String>,
}

impl Fields {
    /// Splits a message or a part into its header and its body. Where no header begins, everything is body.
    pub fn split(raw: &[u8]) -> (Fields, &[u8]) {
        Fields::split_for(raw, |_| true)
    }

    /// As [`Fields::split`], but only the fields with wanted names are kept.
    pub fn split_for(raw: &[u8], wanted: impl Fn(&[u8]) -> bool) -> (Fields, &[u8]) {
        let mut rest = raw;
        let mut any = false;
        let mut keeps = false;
        let mut lines: Vec<(usize, Cow<'_, [u8]>)> = Vec::new();
        let mut junk = 0usize;
        loop {
            let (line, after) = next_line(rest);
            if line.is_empty() {
                rest = after;
                break;
            }
            if line[0] == b' ' || line[0] == b'\t' {
                match lines.last_mut() {
                    Some((_, value)) if keeps => append(value.to_mut(), line),
                    _ if !any => break,
                    _ => {}
                }
            } else if let Some(colon) = name_end(line) {
                any = true;
                keeps = wanted(line[..colon].trim_ascii_end());
                let room = lines.len() < MOST_FIELDS && raw.len() - rest.len() < LONGEST_HEADER;
                if keeps && room {
                    lines.push((colon, Cow::Borrowed(&line[..line.len().min(LONGEST_VALUE)])));
                } else if keeps {
                    junk += 1;
                }
            } else if !any {
                break;
            } else {
                junk += 1;
            }
            rest = after;
        }
        (Fields::from_lines(&lines, junk), rest)
    }

    fn from_lines(lines: &[(usize, Cow<'_, [u8]>)], junk: usize) -> Fields {
        let mut out = Fields::default();
        if junk > 0 {
            out.remarks.push(format!("{junk} header lines skipped"));
        }
        // a raw eight-bit field is in the charset that the body or an encoded word declares, if in any
        let hint = lines.iter().find(|(colon, line)| line[..*colon].eq_ignore_ascii_case(b"content-type")).and_then(|(colon, line)| {
            let value = String::from_utf8_lossy(&line[colon + 1..]);
            super::params::ContentType::read(&value).charset().map(str::to_owned)
        });
        for (colon, line) in lines {
            let name = String::from_utf8_lossy(&line[..*colon]).trim_end().to_owned();
            let bytes = &line[colon + 1..];
            let value = match str::from_utf8(bytes) {
                Ok(text) if bytes.is_ascii() && !bytes.contains(&0x1b) => text.trim().to_owned(),
                _ => {
                    let decoded = charset::decode(bytes, None, hint.as_deref());
                    out.remarks.extend(decoded.remark.map(|r| format!("{name}: {r}")));
                    out.guessed = out.guessed.or(decoded.guess);
                    decoded.text.trim().to_owned()
                }
            };
            out.fields.push(Field { name, value });
        }
        out
    }

    /// The fields with that name, in order, encoded words not read.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |f| f.name.eq_ignore_ascii_case(name)).map(|f| f.value.as_str())
    }

    /// The first field with that name.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|f| f.name.eq_ignore_ascii_case(name)).map(|f| f.value.as_str())
    }

    /// The first field with that name as text for people: encoded words read, without control characters.
    pub fn text(&self, name: &str) -> Option<String> {
        self.first(name).map(shown)
    }

    /// Every field as text for people.
    pub fn shown(&self) -> Vec<(String, String)> {
        self.fields.iter().map(|f| (one_line(&f.name), shown(&f.value))).collect()
    }

    /// The charset that the header is in: as an encoded word of Subject or From says, or as it was guessed.
    pub fn charset(&self) -> Option<&str> {
        ["subject", "from"].iter().filter_map(|name| self.first(name)).find_map(words::first_charset).or(self.guessed)
    }

    /// The mailboxes of all fields with that name, groups opened. What is no address is remarked on.
    pub fn mailboxes(&self, name: &str, remarks: &mut Vec<String>) -> Vec<Mailbox> {
        let mut out = Vec::new();
        for value in self.all(name) {
            for addr in addrs(value) {
                match mailbox(&addr) {
                    Ok(Some(found)) if out.len() < MOST_ADDRESSES => out.push(found),
                    Ok(_) => {}
                    Err(refused) => remarks.push(format!("{name}: “{refused}” is not an e-mail address")),
                }
            }
        }
        if out.len() == MOST_ADDRESSES {
            remarks.push(format!("{name}: only the first {MOST_ADDRESSES} addresses are read"));
        }
        out
    }

    /// The Message-IDs of all fields with that name, in order, without brackets and without repeats.
    pub fn ids(&self, name: &str) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for id in self.all(name).flat_map(ids) {
            if seen.insert(id.clone()) {
                out.push(id);
            }
        }
        out.split_off(out.len().saturating_sub(MOST_IDS))
    }

    /// The Date field.
    pub fn date(&self) -> Option<Time> {
        let mut date = DateTime::parse_rfc822(self.first("date")?)?;
        if date.second == 60 {
            date.second = 59; // a leap second
        }
        date.is_valid().then(|| Time::from_seconds(date.to_timestamp()))
    }
}

/// A line without its end, and what follows.
fn next_line(text: &[u8]) -> (&[u8], &[u8]) {
    match text.iter().position(|b| *b == b'\n') {
        Some(end) => (text[..end].strip_suffix(b"\r").unwrap_or(&text[..end]), &text[end + 1..]),
        None => (text.strip_suffix(b"\r").unwrap_or(text), &[]),
    }
}

/// Where the name of a field ends, when the line is one: printable ASCII before a colon (RFC 5322, 3.6.8); blanks before the
/// colon are of old programs.
fn name_end(line: &[u8]) -> Option<usize> {
    let colon = line.iter().take(256).position(|b| *b == b':')?;
    let name = line[..colon].trim_ascii_end();
    (!name.is_empty() && name.iter().all(u8::is_ascii_graphic)).then_some(colon)
}

fn append(value: &mut Vec<u8>, line: &[u8]) {
    let room = LONGEST_VALUE.saturating_sub(value.len());
    value.extend_from_slice(&line[..line.len().min(room)]);
}

/// Encoded words read, on one line.
pub(super) fn shown(value: &str) -> String {
    if value.contains("=?") { one_line(&words::decode(value)) } else { one_line(value) }
}

/// Without control characters and line ends, blanks at the ends cut.
pub(super) fn one_line(text: &str) -> String {
    if text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\t')) {
        return text.trim().replace('\t', " ");
    }
    let spaced: String = text.chars().map(|c| if matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect();
    spaced.trim().chars().filter(|c| !c.is_control()).collect()
}

fn addrs(value: &str) -> Vec<Addr<'static>> {
    let mut line = words::as_utf8_words(value);
    line.push('\n');
    let parsed = MessageStream::new(line.as_bytes()).parse_address();
    let HeaderValue::Address(parsed) = parsed else { return Vec::new() };
    parsed.into_list().into_iter().map(Addr::into_owned).collect()
}

/// The mailbox of one item; nothing for an item without address (an empty group, `<>`), the address when it is refused.
fn mailbox(addr: &Addr<'_>) -> Result<Option<Mailbox>, String> {
    let name = addr.name.as_deref().map(|n| one_line(n).trim_matches(['"', '\'']).trim().to_owned()).unwrap_or_default();
    let Some(address) = addr.address.as_deref().map(one_line).filter(|a| !a.is_empty()) else {
        return Ok(None);
    };
    match Address::parse(&address) {
        Some(address) => Ok(Some(Mailbox::new(name, address))),
        None => Err(address.chars().take(100).collect()),
    }
}

/// The Message-IDs in a value: what stands in angle brackets; without any brackets, the words with an `@`.
pub(super) fn ids(value: &str) -> Vec<String> {
    let bare = |id: &str| -> Option<String> {
        let id: String = id.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>')).collect();
        (!id.is_empty() && id.len() <= LONGEST_ID).then_some(id)
    };
    if !value.contains('<') {
        return value.split_whitespace().filter(|w| w.contains('@')).filter_map(bare).collect();
    }
    let bracketed = value.split('<').skip(1).map(|piece| match piece.split_once('>') {
        Some((id, _)) => id,
        None => piece.split_whitespace().next().unwrap_or_default(),
    });
    bracketed.filter_map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(raw: &str) -> Fields {
        Fields::split(raw.as_bytes()).0
    }

    #[test]
    fn headers_end_where_they_end() {
        let (f, body) = Fields::split(b"A: 1\r\nb : 2\r\n\tmore\r\n\r\nbody\r\n");
        assert_eq!(f.shown(), [("A".into(), "1".into()), ("b".into(), "2 more".into())]);
        assert_eq!(body, b"body\r\n");
        assert_eq!(Fields::split(b"just text, no header\n\nbody\n").1, b"just text, no header\n\nbody\n");
        assert_eq!(Fields::split(b"\nbody").1, b"body");
        assert_eq!(Fields::split(b"A: 1").1, b"");
        let (f, body) = Fields::split(b"A: 1\n>From junk\nB: 2\n\nx");
        assert_eq!((f.first("b"), f.remarks.len(), body), (Some("2"), 1, &b"x"[..]));
    }

    #[test]
    fn addresses_of_every_shape_are_read() {
        let f = fields(
            "From: \"M\u{fc}ller, J\u{f6}rg\" <m@example.de>\nFrom: =?utf-8?Q?J=C3=B6rg?= <j@example.de>, nobody@\nTo: Team: a@example.com, \"C, D\" <c@example.com>;\nReply-To: <>\nCc: undisclosed-recipients:;\n",
        );
        let mut remarks = Vec::new();
        let shown = |boxes: Vec<Mailbox>| boxes.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(shown(f.mailboxes("from", &mut remarks)), ["Müller, Jörg <m@example.de>", "Jörg <j@example.de>"]);
        assert_eq!(shown(f.mailboxes("to", &mut remarks)), ["a@example.com", "C, D <c@example.com>"]);
        assert!(f.mailboxes("reply-to", &mut remarks).is_empty() && f.mailboxes("cc", &mut remarks).is_empty());
        assert_eq!(remarks, ["from: “nobody@” is not an e-mail address"]);
    }

    #[test]
    fn raw_eight_bit_headers_follow_the_declared_charset() {
        let (f, _) = Fields::split(b"Subject: \xf0\xd2\xc9\xd7\xc5\xd4\nContent-Type: text/plain; charset=koi8-r\n\n");
        assert_eq!(f.text("subject").as_deref(), Some("Привет"));
    }

    #[test]
    fn ids_survive_what_programs_do_to_them() {
        assert_eq!(ids("<a1@b>\t<a2@b><a3@b> garbage <a4@b"), ["a1@b", "a2@b", "a3@b", "a4@b"]);
        assert_eq!(ids("Your message of \"Mon\" <a1@b>"), ["a1@b"]);
        assert_eq!(ids("(c) <id with space@x>"), ["idwithspace@x"]);
        assert_eq!(ids("a1@b a2@b and"), ["a1@b", "a2@b"]);
        assert!(ids("<> none").is_empty());
    }

    #[test]
    fn dates_are_read_or_left() {
        let date = |d: &str| fields(&format!("Date: {d}\n")).date();
        assert_eq!(date("Tue, 17 Nov 2026 01:00:00 +0100"), Some(Time::from_seconds(1_794_873_600)));
        assert_eq!(date("Thu, 1 Jan 1970 00:00:00 +0000"), Some(Time(0)));
        assert!(date("Mon, 1 Jan 2099 00:00:00 GMT").is_some());
        assert_eq!(date("Sat, 31 Feb 2026 25:61:00 +9999"), None);
        assert_eq!(date("yesterday"), None);
    }
}
