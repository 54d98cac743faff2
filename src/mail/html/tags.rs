//! HTML as a row of tags and texts, in one pass, without building a tree.

/// A piece of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text between tags, entities not yet read.
    Text(&'a str),
    /// `<name attributes>`.
    Open { name: &'a str, attributes: &'a str },
    /// `</name>`.
    Close(&'a str),
}

/// Elements whose content is no text to be shown.
const OPAQUE: [&str; 8] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// The pieces of a document; comments, declarations and the content of scripts and styles are left out.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html }
}

/// See [`tokens`].
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let text_end = tag_start(self.rest);
            if text_end > 0 {
                let (text, rest) = self.rest.split_at(text_end);
                self.rest = rest;
                return Some(Token::Text(text));
            }
            if let Some(token) = self.tag() {
                return Some(token);
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// The tag that the rest begins with; nothing for comments and declarations, which are skipped.
    fn tag(&mut self) -> Option<Token<'a>> {
        let rest = &self.rest[1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            self.rest = comment.split_once("-->").map_or("", |(_, after)| after);
            return None;
        }
        if rest.starts_with(['!', '?']) {
            self.rest = rest.split_once('>').map_or("", |(_, after)| after);
            return None;
        }
        let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |after| (true, after));
        let name_end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(name_end);
        let end = tag_end(rest);
        let attributes = &rest[..end];
        self.rest = rest[end..].strip_prefix('>').unwrap_or_default();
        if closing {
            return Some(Token::Close(name));
        }
        if OPAQUE.iter().any(|o| name.eq_ignore_ascii_case(o)) {
            self.rest = after_element(self.rest, name);
            return None;
        }
        Some(Token::Open { name, attributes })
    }
}

/// Where the next tag begins: a `<` before a letter, `/`, `!` or `?`.
fn tag_start(html: &str) -> usize {
    let bytes = html.as_bytes();
    let starts = |at: usize| match bytes.get(at + 1) {
        Some(b'/') => bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
        Some(next) => next.is_ascii_alphabetic() || matches!(next, b'!' | b'?'),
        None => false,
    };
    html.match_indices('<').map(|(at, _)| at).find(|at| starts(*at)).unwrap_or(html.len())
}

/// Where a tag's `>` is, not counting those in quoted values.
fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(q), b) if b == q => quote = None,
            (None, b'>') => return at,
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    rest.len()
}

/// What follows the end of an opaque element; nothing when it never ends.
fn after_element<'a>(rest: &'a str, name: &str) -> &'a str {
    for (at, _) in rest.match_indices("</") {
        let tail = &rest[at + 2..];
        if tail.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return tail.split_once('>').map_or("", |(_, after)| after);
        }
    }
    ""
}

/// The value of an attribute, entities not yet read.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        let key = &rest[..end];
        let after = rest[end..].trim_start();
        let Some(value) = after.strip_prefix('=') else {
            rest = after.trim_start_matches('/').trim_start();
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = after.trim_start();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_texts_come_apart() {
        let html = "a < b<!-- <p> --><P Class='x>y' id=1>c<style>p{}</STYLE><br/>d</p >e<a href=\"unclosed";
        let open = |name, attributes| Token::Open { name, attributes };
        let found: Vec<_> = tokens(html).collect();
        let wanted = [
            Token::Text("a < b"),
            open("P", " Class='x>y' id=1"),
            Token::Text("c"),
            open("br", "/"),
            Token::Text("d"),
            Token::Close("p"),
            Token::Text("e"),
            open("a", " href=\"unclosed"),
        ];
        assert_eq!(found, wanted);
        assert_eq!(attribute(" Class='x>y' id=1 ", "class"), Some("x>y"));
        assert_eq!(attribute(" checked id=1", "ID"), Some("1"));
        assert_eq!(attribute(" / a", "b"), None);
    }
}
