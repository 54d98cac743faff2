//! Text of HTML that is too hostile for a full conversion: the tags go, blocks keep their lines, links keep their numbers.

use super::links::{self, Targets};
use super::tags::{Token, attribute, tokens};

/// Elements that begin a line.
const BLOCKS: [&str; 26] = [
    "p",
    "div",
    "br",
    "li",
    "tr",
    "table",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "hr",
    "section",
    "article",
    "header",
    "footer",
    "form",
    "address",
];

/// The text of settled HTML. Linear in its length.
pub(super) fn text(html: &str, targets: &Targets) -> String {
    let mut out = Text { out: String::with_capacity(html.len() / 2), space: false };
    let mut link = None;
    for token in tokens(html) {
        match token {
            Token::Text(text) => out.words(text),
            Token::Open { name, attributes } if name.eq_ignore_ascii_case("a") => {
                out.end_link(&mut link);
                if let Some(url) = attribute(attributes, "href") {
                    out.space_out();
                    out.out.push(links::START);
                    link = Some(targets.number(url));
                }
            }
            Token::Close(name) if name.eq_ignore_ascii_case("a") => out.end_link(&mut link),
            Token::Open { name, .. } | Token::Close(name) if BLOCKS.iter().any(|b| name.eq_ignore_ascii_case(b)) => out.line(),
            Token::Open { name, .. } if name.eq_ignore_ascii_case("td") || name.eq_ignore_ascii_case("th") => out.space = true,
            Token::Open { .. } | Token::Close(_) => {}
        }
    }
    out.end_link(&mut link);
    out.out
}

struct Text {
    out: String,
    /// A blank is due before the next word.
    space: bool,
}

impl Text {
    fn words(&mut self, text: &str) {
        self.space |= text.starts_with(char::is_whitespace);
        for word in text.split_whitespace() {
            self.space_out();
            self.out.push_str(word);
            self.space = true;
        }
        self.space = text.ends_with(char::is_whitespace) || self.space && text.trim().is_empty();
    }

    fn space_out(&mut self) {
        if std::mem::take(&mut self.space) && !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push(' ');
        }
    }

    fn line(&mut self) {
        self.space = false;
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn end_link(&mut self, link: &mut Option<usize>) {
        if let Some(number) = link.take() {
            self.out.push_str(&links::end(number));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::entities;
    use super::*;

    #[test]
    fn tags_go_and_lines_stay() {
        let targets = Targets::default();
        let html =
            "<div>one &amp; <b>two</b>&#33;</div><p>see <a href='https://example.com/?a=1&amp;b=2'>it</a></p><tr><td>x<td>y</tr>&unknown; AT&T";
        let (text, links) = targets.resolve(&text(&entities::settle(html), &targets));
        assert_eq!(entities::written(&text), "one & two!\nsee it [1]\nx y\n&unknown; AT&T");
        assert_eq!(links, ["https://example.com/?a=1&b=2"]);
    }
}
