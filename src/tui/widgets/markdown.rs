//! Markdown as its readers will see it, in rows of the screen: read with the very options that mail is made with.

use comrak::nodes::{ListType, NodeValue};
use comrak::{Arena, Node, parse_document};
use ratatui::style::{Modifier, Style};

use super::text::{clean_text, width};
use super::theme::Theme;
use super::wrap::{units, wrap};
use crate::mail::compose::markdown_options;

/// Quotes in quotes and lists in lists, before the rest is only told.
const DEPTH: usize = 16;

/// A row: texts with their styles.
pub type Row = Vec<(String, Style)>;

/// The rows of a text of so many columns. `left_out` stands where the mail leaves HTML out.
#[must_use]
pub fn rows(text: &str, columns: usize, theme: &Theme, left_out: &str) -> Vec<Row> {
    let arena = Arena::new();
    let root = parse_document(&arena, &clean_text(text), &markdown_options());
    let mut page = Page { theme, left_out, columns: columns.max(8), rows: Vec::new(), lead: Vec::new(), mark: None };
    page.blocks(root, 0, false);
    page.rows
}

struct Page<'a> {
    theme: &'a Theme,
    left_out: &'a str,
    columns: usize,
    rows: Vec<Row>,
    /// What every row begins with: signs of quotes, and the room of lists.
    lead: Row,
    /// What the next row begins with instead of the last of these: the mark of a list's item.
    mark: Option<String>,
}

impl Page<'_> {
    /// The blocks in a block, with an empty row between two unless they stand tight.
    fn blocks(&mut self, within: Node<'_>, depth: usize, tight: bool) {
        if depth > DEPTH {
            return self.flow(&[("…".to_owned(), self.theme.dim)]);
        }
        for (n, block) in within.children().enumerate() {
            if n > 0 && !tight {
                let lead = self.begin();
                self.rows.push(lead);
            }
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: Node<'_>, depth: usize) {
        let theme = self.theme;
        let data = block.data();
        match &data.value {
            NodeValue::Paragraph => self.text(block, theme.text),
            NodeValue::Heading(_) => self.text(block, theme.title.add_modifier(Modifier::BOLD)),
            NodeValue::BlockQuote => self.within("│ ".to_owned(), theme.quote, |page| page.blocks(block, depth + 1, false)),
            NodeValue::List(list) => {
                for (n, item) in block.children().enumerate() {
                    let mark = if list.list_type == ListType::Bullet { "• ".to_owned() } else { format!("{}. ", list.start + n) };
                    self.mark = Some(mark.clone());
                    self.within(" ".repeat(width(&mark)), theme.text, |page| page.blocks(item, depth + 1, list.tight));
                    if self.mark.is_some() {
                        let empty = self.begin();
                        self.rows.push(empty);
                    }
                }
            }
            NodeValue::CodeBlock(code) => {
                let room = self.room();
                for line in code.literal.trim_end().lines().flat_map(|l| wrap(l, room)) {
                    let mut row = self.begin();
                    row.push((line, theme.dim));
                    self.rows.push(row);
                }
            }
            NodeValue::ThematicBreak => {
                let mut row = self.begin();
                row.push(("─".repeat(self.room()), theme.border));
                self.rows.push(row);
            }
            NodeValue::HtmlBlock(_) => self.flow(&[(self.left_out.to_owned(), theme.warning)]),
            NodeValue::Table(_) => block.children().enumerate().for_each(|(n, row)| self.table_row(row, n == 0)),
            _ => self.blocks(block, depth + 1, false),
        }
    }

    /// Something whose rows begin with more.
    fn within(&mut self, lead: String, style: Style, put: impl FnOnce(&mut Self)) {
        self.lead.push((lead, style));
        put(self);
        self.lead.pop();
    }

    fn begin(&mut self) -> Row {
        let mut row = self.lead.clone();
        if let (Some(mark), Some(last)) = (self.mark.take(), row.last_mut()) {
            last.0 = mark;
        }
        row
    }

    fn room(&self) -> usize {
        let lead: usize = self.lead.iter().map(|(text, _)| width(text)).sum();
        self.columns.saturating_sub(lead).max(4)
    }

    fn text(&mut self, block: Node<'_>, style: Style) {
        let mut spans = Vec::new();
        self.spans(block, style, 0, &mut spans);
        self.flow(&spans);
    }

    fn table_row(&mut self, row: Node<'_>, head: bool) {
        let style = if head { self.theme.text.add_modifier(Modifier::BOLD) } else { self.theme.text };
        let mut spans = Vec::new();
        for (n, cell) in row.children().enumerate() {
            if n > 0 {
                spans.push((" │ ".to_owned(), self.theme.border));
            }
            self.spans(cell, style, 0, &mut spans);
        }
        self.flow(&spans);
    }

    /// The texts in a block, with their styles; a line end is one of its own.
    fn spans(&self, within: Node<'_>, style: Style, depth: usize, out: &mut Row) {
        for node in within.children().filter(|_| depth <= DEPTH) {
            let data = node.data();
            match &data.value {
                NodeValue::Text(text) => out.push((text.to_string(), style)),
                NodeValue::SoftBreak | NodeValue::LineBreak => out.push(("\n".to_owned(), style)),
                NodeValue::Code(code) => out.push((code.literal.clone(), style.patch(self.theme.dim))),
                NodeValue::HtmlInline(_) => out.push((self.left_out.to_owned(), self.theme.warning)),
                NodeValue::Emph => self.spans(node, style.add_modifier(Modifier::ITALIC), depth + 1, out),
                NodeValue::Strong => self.spans(node, style.add_modifier(Modifier::BOLD), depth + 1, out),
                NodeValue::Strikethrough => self.spans(node, style.add_modifier(Modifier::CROSSED_OUT), depth + 1, out),
                NodeValue::Link(link) | NodeValue::Image(link) => {
                    let from = out.len();
                    self.spans(node, style.patch(self.theme.link), depth + 1, out);
                    let said: String = out[from..].iter().map(|(text, _)| text.as_str()).collect();
                    if said != link.url && format!("mailto:{said}") != link.url {
                        out.push((format!(" <{}>", link.url), self.theme.dim));
                    }
                }
                _ => self.spans(node, style, depth + 1, out),
            }
        }
    }

    /// Texts broken into rows between words.
    fn flow(&mut self, spans: &[(String, Style)]) {
        let room = self.room();
        let mut row = self.begin();
        let mut used = 0;
        for (text, style) in spans {
            if text == "\n" {
                let next = self.begin();
                self.rows.push(std::mem::replace(&mut row, next));
                used = 0;
                continue;
            }
            for unit in units(text) {
                let mut pieces = vec![unit.text.to_owned()];
                if width(unit.text) > room {
                    pieces = wrap(unit.text, room);
                }
                for piece in pieces {
                    let wide = width(&piece);
                    if used + wide > room && used > 0 {
                        let next = self.begin();
                        self.rows.push(std::mem::replace(&mut row, next));
                        used = 0;
                    }
                    if !(unit.space && used == 0) {
                        row.push((piece, *style));
                        used += wide;
                    }
                }
            }
        }
        self.rows.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widgets::text::tests::hostile;
    use proptest::prelude::*;

    fn page(text: &str, columns: usize) -> Vec<Row> {
        rows(text, columns, &Theme::dark(), "[html]")
    }

    fn shown(text: &str, columns: usize) -> Vec<String> {
        let line = |row: Row| row.into_iter().map(|(text, _)| text).collect::<String>().trim_end().to_owned();
        page(text, columns).into_iter().map(line).collect()
    }

    #[test]
    fn a_text_is_shown_as_its_reader_will_see_it() {
        let text = "# Offer\n\nDear **Maria**,\nas *asked*:\n\n- one\n- two\n  1. first\n  2. second\n\n> said\n> before\n\n`P-100` at [the shop](https://shop.example.com)";
        assert_eq!(
            shown(text, 60),
            [
                "Offer",
                "",
                "Dear Maria,",
                "as asked:",
                "",
                "• one",
                "• two",
                "  1. first",
                "  2. second",
                "",
                "│ said",
                "│ before",
                "",
                "P-100 at the shop <https://shop.example.com>"
            ]
        );
        let bold = page("Dear **Maria**", 60).remove(0);
        assert!(bold.iter().any(|(text, style)| text == "Maria" && style.add_modifier.contains(Modifier::BOLD)), "{bold:?}");
        assert_eq!(shown("|a|b|\n|-|-|\n|1|2|\n\n---", 10), ["a │ b", "1 │ 2", "", "──────────"]);
        assert_eq!(shown("```\nlet x\n```\n\n<b>x</b>\n\nhttps://example.com", 40), ["let x", "", "[html]x[html]", "", "https://example.com"]);
    }

    #[test]
    fn long_lines_are_broken_between_words_and_keep_their_lead() {
        assert_eq!(shown("> one two three four", 12), ["│ one two", "│ three four"]);
        assert_eq!(shown("- one two three four", 12), ["• one two", "  three four"]);
    }

    #[test]
    fn the_deepest_quotes_end_in_time() {
        let deep = format!("{}x", ">".repeat(5000));
        assert!(shown(&deep, 80).len() < 50);
        assert!(shown(&format!("{}x{}", "*".repeat(5000), "*".repeat(5000)), 80).len() < 500);
    }

    proptest! {
        #[test]
        fn no_row_is_wider_than_its_room(text in hostile(), columns in 40_usize..90) {
            for row in page(&text, columns) {
                let wide: usize = row.iter().map(|(text, _)| width(text)).sum();
                prop_assert!(wide <= columns, "{wide} of {columns}: {row:?}");
            }
        }
    }
}
