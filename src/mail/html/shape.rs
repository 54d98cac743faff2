//! How a document is built, in one pass over its tags: whether it can be converted in bounded time, and what its tables are for.

use super::tags::{Token, tokens};

/// Longest HTML that is fully converted, in bytes.
const LONGEST: usize = 512 * 1024;
/// Deepest nesting that is fully converted. The converter's cost grows with the square of the depth.
const DEEPEST: usize = 400;
/// Most work: the sum of the depths at which elements begin. It bounds what formatting left open costs, which a parser opens anew
/// in every paragraph.
const MOST_WORK: usize = 1_000_000;
/// A cell with more characters than this is not data.
const LONGEST_CELL: usize = 80;
/// Most characters that columns may need.
const LARGEST_TABLE: usize = 1_000_000;

/// How a document should be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Too long or too deep: only the tags are taken out.
    Hostile,
    /// Tables, if any, lay out the page: their cells are shown one below the other.
    Flow,
    /// Tables hold data: they are shown in columns.
    Data,
}

/// Elements without end tag, and such whose end is implied by their next sibling: they do not nest by themselves.
const FLAT: [&str; 35] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "td", "th",
    "tr", "tbody", "thead", "tfoot", "colgroup", "caption", "option", "optgroup", "rt", "rp", "html", "head", "body", "frame", "keygen",
];
/// Elements that end alone, whatever was opened in them (HTML standard, the adoption agency).
const FORMATTING: [&str; 14] = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that an end tag of another does not reach across.
const WALLS: [&str; 8] = ["table", "object", "applet", "marquee", "template", "button", "svg", "math"];
/// Inline elements, whose end tags do not close blocks.
const INLINE: [&str; 18] =
    ["span", "abbr", "cite", "del", "ins", "kbd", "label", "mark", "q", "samp", "sub", "sup", "var", "time", "dfn", "bdi", "bdo", "acronym"];

/// Looks at a document.
pub(super) fn of(html: &str) -> Layout {
    if html.len() > LONGEST {
        return Layout::Hostile;
    }
    let (mut nesting, mut tables) = (Nesting::default(), Tables::default());
    for token in tokens(html) {
        match token {
            Token::Text(text) => tables.cell += text.trim().len(),
            Token::Open { name, attributes } => {
                nesting.open(name, attributes);
                tables.open(name);
            }
            Token::Close(name) => {
                nesting.close(name);
                tables.close(name);
            }
        }
        if nesting.stack.len() > DEEPEST || nesting.work > MOST_WORK {
            return Layout::Hostile;
        }
    }
    if tables.are_data() { Layout::Data } else { Layout::Flow }
}

fn is_in(list: &[&str], name: &str) -> bool {
    list.iter().any(|n| name.eq_ignore_ascii_case(n))
}

/// The elements that are open, never fewer than a parser would have.
#[derive(Default)]
struct Nesting<'a> {
    stack: Vec<&'a str>,
    work: usize,
}

impl<'a> Nesting<'a> {
    fn open(&mut self, name: &'a str, attributes: &str) {
        self.work += self.stack.len();
        let foreign = attributes.ends_with('/') && self.stack.iter().any(|n| is_in(&["svg", "math"], n));
        if !foreign && !is_in(&FLAT, name) {
            self.stack.push(name);
        }
    }

    fn close(&mut self, name: &str) {
        let formatting = is_in(&FORMATTING, name);
        let inline = is_in(&INLINE, name) || name.contains([':', '-']);
        for at in (0..self.stack.len()).rev() {
            let open = self.stack[at];
            if open.eq_ignore_ascii_case(name) {
                if formatting {
                    self.stack.remove(at);
                } else {
                    self.stack.truncate(at);
                }
                return;
            }
            let reaches = name.eq_ignore_ascii_case("table") && !open.eq_ignore_ascii_case("template");
            let wall = is_in(&WALLS, open) && !reaches;
            let block = inline && !is_in(&FORMATTING, open) && !is_in(&INLINE, open);
            if wall || block {
                return;
            }
        }
    }
}

/// What is known of the tables so far.
#[derive(Default)]
struct Tables {
    depth: usize,
    any: bool,
    nested: bool,
    rows: usize,
    columns: usize,
    most_columns: usize,
    /// Characters of the cell that is open.
    cell: usize,
    longest_cell: usize,
}

impl Tables {
    fn open(&mut self, name: &str) {
        if name.eq_ignore_ascii_case("table") {
            self.depth += 1;
            self.any = true;
            self.nested |= self.depth > 1;
            self.cell = 0;
        } else if name.eq_ignore_ascii_case("tr") {
            self.end_cell();
            self.rows += 1;
            self.columns = 0;
        } else if is_in(&["td", "th"], name) {
            self.end_cell();
            self.columns += 1;
            self.most_columns = self.most_columns.max(self.columns);
        }
    }

    fn close(&mut self, name: &str) {
        if name.eq_ignore_ascii_case("table") {
            self.end_cell();
            self.depth = self.depth.saturating_sub(1);
        } else if is_in(&["td", "th", "tr"], name) {
            self.end_cell();
        }
    }

    fn end_cell(&mut self) {
        if self.depth > 0 {
            self.longest_cell = self.longest_cell.max(self.cell);
        }
        self.cell = 0;
    }

    fn are_data(&self) -> bool {
        let size = (self.rows + 1).saturating_mul(self.most_columns).saturating_mul(self.longest_cell.max(1));
        self.any && !self.nested && self.depth == 0 && self.longest_cell <= LONGEST_CELL && size <= LARGEST_TABLE
    }
}
