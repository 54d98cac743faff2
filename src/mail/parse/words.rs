//! Encoded words (RFC 2047): `=?utf-8?Q?caf=C3=A9?=`.

use super::charset;
use super::transfer;

/// Longest payload that is looked at. The RFC allows 75 characters; some programs write a whole subject as one word.
const LONGEST: usize = 4096;

/// One encoded word, and what follows it.
struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    rest: &'a str,
}

/// The value with its encoded words read.
pub(super) fn decode(value: &str) -> String {
    rewrite(value, String::push_str)
}

/// The value with every run of encoded words as one word in UTF-8, for a reader that understands no other charset and no
/// character that is torn between two words.
pub(super) fn as_utf8_words(value: &str) -> String {
    rewrite(value, |out, text| {
        out.push_str("=?utf-8?Q?");
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(byte as char);
            } else {
                out.push_str(&format!("={byte:02X}"));
            }
        }
        out.push_str("?=");
    })
}

/// The charset of the first encoded word.
pub(super) fn first_charset(value: &str) -> Option<&str> {
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        if let Some(word) = word_at(&rest[at..]) {
            return Some(word.charset);
        }
        rest = &rest[at + 2..];
    }
    None
}

fn rewrite(value: &str, mut put: impl FnMut(&mut String, &str)) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    // what is left of the text where the next word can end: looked up once for all beginnings before it
    let mut ends = usize::MAX;
    while let Some(at) = rest.find("=?") {
        let after = &rest[at + 2..];
        if after.len() < ends {
            let Some(end) = after.find("?=") else { break };
            ends = after.len() - end;
        }
        let near = after.len() - ends <= LONGEST;
        let Some(first) = near.then(|| word_at(&rest[at..])).flatten() else {
            out.push_str(&rest[..at + 2]);
            rest = after;
            continue;
        };
        out.push_str(&rest[..at]);
        let (text, after) = run(first);
        put(&mut out, &text);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A run of words with nothing but white space between them: the white space goes (RFC 2047, 6.2), and the bytes of
/// neighbours with the same charset are joined before they are read, because some programs cut in the middle of a character.
fn run(first: Word<'_>) -> (String, &str) {
    let (mut text, mut charset, mut bytes, mut rest) = (String::new(), first.charset, first.bytes, first.rest);
    while let Some(next) = word_at(rest.trim_start()) {
        if !next.charset.eq_ignore_ascii_case(charset) {
            text.push_str(&charset::decode(&bytes, Some(charset), None).text);
            bytes.clear();
            charset = next.charset;
        }
        bytes.extend_from_slice(&next.bytes);
        rest = next.rest;
    }
    text.push_str(&charset::decode(&bytes, Some(charset), None).text);
    (text, rest)
}

/// The encoded word that `text` begins with.
fn word_at(text: &str) -> Option<Word<'_>> {
    let inner = text.strip_prefix("=?")?;
    let charset_end = inner.bytes().take(64).position(|b| b == b'?')?;
    let charset = &inner[..charset_end];
    if charset.is_empty() || charset.contains(char::is_whitespace) {
        return None;
    }
    let mut body = inner[charset_end + 1..].chars();
    let encoding = body.next().filter(|e| matches!(e, 'q' | 'Q' | 'b' | 'B'))?;
    let payload = body.as_str().strip_prefix('?')?;
    let end = find_within(payload, "?=", LONGEST)?;
    let bytes = match encoding {
        'q' | 'Q' => transfer::quoted_word(&payload.as_bytes()[..end]),
        _ => transfer::base64(&payload.as_bytes()[..end]).0,
    };
    Some(Word { charset, bytes, rest: &payload[end + 2..] })
}

fn find_within(text: &str, needle: &str, limit: usize) -> Option<usize> {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].find(needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_any_charset() {
        assert_eq!(decode("=?windows-1252?Q?L=92=E9t=E9_5_=80?="), "L’été 5 €");
        assert_eq!(decode("=?gb2312?B?tPLTobv6u7XByw==?= RMA"), "打印机坏了 RMA");
        assert_eq!(decode("Re: =?iso-8859-1*en?q?caf=E9?="), "Re: café");
        assert_eq!(decode("=?ISO-2022-JP?B?GyRCJVclaiVzJT8hPBsoQg==?=\t=?ISO-2022-JP?B?GyRCJCxGMCQtJF4kOyRzGyhC?="), "プリンターが動きません");
        assert_eq!(decode("a=?utf-8?q?b?=c"), "abc", "glued to its neighbours");
    }

    #[test]
    fn a_character_torn_between_two_words_is_whole_again() {
        assert_eq!(decode("=?utf-8?B?w6kg8J+Y?= =?utf-8?B?gCB4?="), "é 😀 x");
        assert_eq!(as_utf8_words("=?utf-8?B?w6kg8J+Y?= =?utf-8?B?gCB4?= <a@b>"), "=?utf-8?Q?=C3=A9=20=F0=9F=98=80=20x?= <a@b>");
    }

    #[test]
    fn what_is_no_word_stays() {
        let far = format!("=?utf-8?Q?{}?=", "x".repeat(LONGEST + 1));
        assert_eq!(decode(&far), far);
        assert_eq!(decode("=?utf-8?=?utf-8?Q?a?="), "=?utf-8?a");
        for plain in ["=?", "=?utf-8", "=?utf-8?Q?never ended", "=?a b?Q?x?=", "2 =? 3", "=?utf-8?X?abc?="] {
            assert_eq!(decode(plain), plain);
        }
        assert_eq!(first_charset("x =?koi8-r?B?8NLJ?="), Some("koi8-r"));
    }
}
