//! Character references: `&eacute;`, `&#233;`.

use std::borrow::Cow;

use mail_parser::decoders::html::add_html_token;

use super::links;

/// Longest reference that is looked at.
const LONGEST: usize = 34;
/// References that old HTML writes without a semicolon, too.
const OPEN_ENDED: [&str; 7] = ["nbsp", "amp", "lt", "gt", "quot", "copy", "reg"];

/// What stands for a character that has a meaning in HTML while a parser works on it. No parser has to look ahead and go back for
/// these, which takes some of them time with the square of the number of references.
const STANDS_FOR: [(char, char, &str); 5] =
    [('\u{f5001}', '<', "&lt;"), ('\u{f5002}', '>', "&gt;"), ('\u{f5003}', '&', "&amp;"), ('\u{f5004}', '"', "&quot;"), ('\u{f5005}', '\'', "&#39;")];

/// HTML without any reference, any `<` or `&` that begins nothing, and any control character but tabs and line ends. What the
/// references meant stands there; where that would be markup, a private character stands for it.
pub(super) fn settle(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        replace(&rest[..at], &mut out);
        rest = &rest[at + 1..];
        if rest.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
            out.push('<');
        } else {
            stand_in('<', &mut out);
        }
    }
    replace(rest, &mut out);
    out
}

/// Text made from settled HTML, as it is meant.
pub(super) fn written(text: &str) -> String {
    text.chars().map(|c| STANDS_FOR.iter().find(|(private, ..)| *private == c).map_or(c, |(_, meant, _)| *meant)).collect()
}

/// HTML made from settled HTML, with references again.
pub(super) fn escaped(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for c in html.chars() {
        match STANDS_FOR.iter().find(|(private, ..)| *private == c) {
            Some((.., reference)) => out.push_str(reference),
            None => out.push(c),
        }
    }
    out
}

/// A character that a reference means, or what stands for it.
fn stand_in(c: char, out: &mut String) {
    match STANDS_FOR.iter().find(|(_, meant, _)| *meant == c) {
        Some((private, ..)) => out.push(*private),
        None => out.extend(allowed(c)),
    }
}

/// A character that may come from outside: nothing that has a meaning here.
fn allowed(c: char) -> Option<char> {
    let private = ('\u{f5001}'..='\u{f5005}').contains(&c);
    (!private && !links::is_mark(c) && (!c.is_control() || matches!(c, '\n' | '\t'))).then_some(c)
}

/// Copies a piece of HTML, with what its references mean.
fn replace(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.extend(rest[..at].chars().filter_map(allowed));
        rest = &rest[at..];
        if let Some((meant, length)) = reference(rest) {
            meant.chars().for_each(|c| stand_in(c, out));
            rest = &rest[length..];
        } else {
            stand_in('&', out);
            rest = &rest[1..];
        }
    }
    out.extend(rest.chars().filter_map(allowed));
}

/// What the reference means that a text begins with, and its length.
fn reference(text: &str) -> Option<(String, usize)> {
    let name_length = text.bytes().skip(1).take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let (name, after) = text[1..].split_at(name_length);
    let token = match after.bytes().next() {
        Some(b';') if !name.is_empty() => Cow::Borrowed(&text[..name_length + 2]),
        Some(b'=' | b'-' | b'_') => return None, // the next parameter of an address
        _ if OPEN_ENDED.contains(&name) => Cow::Owned(format!("&{name};")),
        _ => return None,
    };
    let mut meant = String::new();
    add_html_token(&mut meant, token.as_bytes(), false);
    let length = 1 + name_length + usize::from(after.starts_with(';'));
    (meant != token).then_some((meant, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_once() {
        let html = "&eacute;&#233;&#xE9; AT&T &amp;lt; &nbsp &copy 2026 ?a=1&copy=2 &unknown; &";
        assert_eq!(written(&settle(html)), "ééé AT&T &lt; \u{a0} © 2026 ?a=1&copy=2 &unknown; &");
    }

    #[test]
    fn settled_html_means_the_same() {
        let settled = settle("a < b & c <b title=\"x&quot;&auml;\">&lt;i&gt;</b>\0&#x2061;\u{f5001}");
        assert!(settled.contains("<b title=\"") && !settled.contains(['&', '\0']));
        assert_eq!(escaped(&settled), "a &lt; b &amp; c <b title=\"x&quot;ä\">&lt;i&gt;</b>");
    }
}
