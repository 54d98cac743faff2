//! Header fields: encoded, folded, and with nothing in them that could begin another field.
//!
//! lettre's own builder panics on a display name with a line break and refuses addresses that mail servers take
//! (`a..b@example.jp`), so fields are written here.

use crate::model::{Address, Mailbox};

/// Where a line is folded, in characters (RFC 5322, 2.1.1: should be no more than 78).
const FOLD: usize = 76;
/// The longest word that stands unencoded (RFC 5322, 2.1.1: a line must be no more than 998).
const WORD_MAX: usize = 900;
/// Escaped characters in one encoded word, so that the word stays within 75 (RFC 2047, 2) and fits behind a field's name.
const ENCODED_MAX: usize = 48;
/// The longest display name that stands quoted: a quoted string is not folded, and escapes may double it.
const NAME_LINE_MAX: usize = 300;
/// Bytes of a file name that are kept.
const NAME_MAX: usize = 240;

/// One header field, line ends included. The words are joined by blanks or folds.
pub(super) fn field(name: &str, words: &[String]) -> String {
    let mut out = format!("{name}:");
    let mut column = out.len();
    let mut first = true;
    for word in words.iter().filter(|w| !w.is_empty()) {
        if !first && column + 1 + word.len() > FOLD {
            out.push_str("\r\n");
            column = 0;
        }
        out.push(' ');
        out.push_str(word);
        column += 1 + word.len();
        first = false;
    }
    out.push_str("\r\n");
    out
}

/// One line of text without control characters and line separators, runs of blanks made one.
pub(super) fn clean(text: &str) -> String {
    let bad = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(bad).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Free text, as in a subject: as it is when it is ASCII, else as encoded words (RFC 2047).
pub(super) fn unstructured(text: &str) -> Vec<String> {
    let text = clean(text);
    if plain(&text) { text.split(' ').map(str::to_owned).collect() } else { encoded_words(&text) }
}

/// Whether a text can stand in a header as it is.
fn plain(text: &str) -> bool {
    text.is_ascii() && !text.contains("=?") && text.split(' ').all(|w| w.len() <= WORD_MAX)
}

/// A text as encoded words in UTF-8 and "Q"; no character is split between two words (RFC 2047, 4.2 and 5).
fn encoded_words(text: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    for c in text.chars() {
        let mut escaped = String::new();
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            match byte {
                b' ' => escaped.push('_'),
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => escaped.push(char::from(byte)),
                _ => escaped.push_str(&format!("={byte:02X}")),
            }
        }
        if word.len() + escaped.len() > ENCODED_MAX {
            words.push(std::mem::take(&mut word));
        }
        word.push_str(&escaped);
    }
    words.push(word);
    words.into_iter().filter(|w| !w.is_empty()).map(|w| format!("=?utf-8?Q?{w}?=")).collect()
}

/// The words of a list of mailboxes.
pub(super) fn mailboxes(list: &[Mailbox]) -> Vec<String> {
    let mut words = Vec::new();
    for (i, mailbox) in list.iter().enumerate() {
        let comma = if i + 1 < list.len() { "," } else { "" };
        let name = clean(&mailbox.name);
        if name.is_empty() {
            words.push(format!("{}{comma}", written(&mailbox.address)));
        } else {
            words.extend(phrase(&name));
            words.push(format!("<{}>{comma}", written(&mailbox.address)));
        }
    }
    words
}

/// A display name: atoms, a quoted string, or encoded words.
fn phrase(name: &str) -> Vec<String> {
    if !plain(name) || name.len() > NAME_LINE_MAX {
        return encoded_words(name);
    }
    if name.chars().all(|c| is_atext(c) || c == ' ') {
        return name.split(' ').map(str::to_owned).collect();
    }
    vec![quoted(name)]
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// RFC 5322, 3.2.3.
fn is_atext(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

/// An address as it stands in a header and in an SMTP command.
///
/// Dots in odd places (`a..b@example.jp`) stay as they are: the servers that have such mailboxes expect them so. A local part
/// with other special characters is quoted.
pub(crate) fn written(address: &Address) -> String {
    let local = address.local();
    let usual = local.chars().all(|c| is_atext(c) || c == '.' || !c.is_ascii());
    let quoted_already = local.len() > 2 && local.starts_with('"') && local.ends_with('"') && !local[1..local.len() - 1].contains(['"', '\\']);
    if usual || quoted_already { address.as_str().to_owned() } else { format!("{}@{}", quoted(local), address.domain()) }
}

/// A Message-ID without brackets, blanks and control characters; `None` when nothing is left or when it fits on no line.
pub(super) fn message_id(id: &str) -> Option<String> {
    let id: String = id.chars().filter(|c| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>')).collect();
    if id.is_empty() || id.len() > WORD_MAX { None } else { Some(format!("<{id}>")) }
}

/// A file's name as the receiver may use it: one line, no path, never empty, not too long.
pub(super) fn file_name(name: &str) -> String {
    let mut name = clean(&name.replace(['/', '\\'], "_"));
    while name.len() > NAME_MAX {
        name.pop();
    }
    let name = name.trim_matches('.').trim();
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

/// The name of a file as a parameter, `filename` say: quoted when it is ASCII, else by RFC 2231 in numbered pieces.
pub(super) fn file_parameter(parameter: &str, name: &str) -> Vec<String> {
    if name.is_ascii() && name.len() <= FOLD - parameter.len() {
        return vec![format!("{parameter}={}", quoted(name))];
    }
    let mut pieces = vec!["utf-8''".to_owned()];
    // A piece holds whole characters: readers decode each piece by itself.
    for c in name.chars() {
        let mut escaped = String::new();
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => escaped.push(char::from(byte)),
                _ => escaped.push_str(&format!("%{byte:02X}")),
            }
        }
        match pieces.last_mut() {
            Some(last) if last.len() + escaped.len() <= ENCODED_MAX => last.push_str(&escaped),
            _ => pieces.push(escaped),
        }
    }
    if let [whole] = pieces.as_slice() {
        return vec![format!("{parameter}*={whole}")];
    }
    let last = pieces.len() - 1;
    pieces.iter().enumerate().map(|(i, piece)| format!("{parameter}*{i}*={piece}{}", if i < last { ";" } else { "" })).collect()
}

/// A media type that can be trusted to be one. What may not be encoded in base64 (RFC 2046, 5.2.1) travels as plain bytes.
pub(super) fn media_type(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let token = |s: &str| !s.is_empty() && s.len() <= 100 && s.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c));
    match text.split_once('/') {
        Some((kind, sub)) if token(kind) && token(sub) && !matches!(kind, "message" | "multipart") => text,
        _ => "application/octet-stream".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_subjects_fold_and_stay_readable() {
        let folded = field("Subject", &unstructured(&"printer on fire ".repeat(20)));
        assert!(folded.lines().all(|l| l.len() <= 78), "{folded}");
        assert_eq!(folded.replace("\r\n", "").matches("printer on fire").count(), 20);
    }

    #[test]
    fn encoded_words_keep_to_their_length() {
        for word in unstructured(&"プリンターが燃えています ".repeat(9)) {
            assert!(word.len() <= 75 && word.starts_with("=?utf-8?Q?"), "{word}");
        }
    }

    #[test]
    fn text_that_looks_encoded_is_encoded() {
        assert_eq!(unstructured("=?utf-8?Q?x?="), ["=?utf-8?Q?=3D=3Futf=2D8=3FQ=3Fx=3F=3D?="]);
    }

    #[test]
    fn odd_addresses_are_written() {
        let write = |a: &str| written(&Address::parse(a).unwrap());
        assert_eq!(write("a..b@example.jp"), "a..b@example.jp");
        assert_eq!(write("a\"b@example.com"), "\"a\\\"b\"@example.com");
        assert_eq!(write("\"ab\"@example.com"), "\"ab\"@example.com");
        assert_eq!(write("jörg@example.com"), "jörg@example.com");
    }

    #[test]
    fn file_names_lose_paths_and_controls() {
        assert_eq!(file_name("../../etc/passwd\r\nEvil: 1"), "_.._etc_passwd Evil: 1");
        assert_eq!(file_name("\0"), "file");
    }

    #[test]
    fn only_media_types_that_may_be_base64_pass() {
        assert_eq!(media_type("Image/PNG"), "image/png");
        for odd in ["", "x", "a/b; c=d", "a/b\r\nEvil: 1", "message/rfc822", "multipart/mixed"] {
            assert_eq!(media_type(odd), "application/octet-stream", "{odd}");
        }
    }
}
