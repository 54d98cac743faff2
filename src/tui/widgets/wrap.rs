//! Breaking text into rows by what the screen shows: words whole, long ones broken, Chinese and Japanese between characters.

use super::clusters::{cluster_indices, clusters};
use super::text::{clean_text, grapheme_width, width};

/// A piece of a line that is not broken unless it is longer than a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit<'a> {
    /// The piece itself.
    pub text: &'a str,
    /// White space, where a row may end.
    pub space: bool,
}

/// Text cleaned and broken into rows of at most `columns` (fewer than 2 count as 2, the width of one Chinese character).
///
/// Only white space at a break is lost. A row that continues a quotation begins with the quotation's `> ` signs again.
/// There is always at least one row.
#[must_use]
pub fn wrap(s: &str, columns: usize) -> Vec<String> {
    let text = clean_text(s);
    let columns = columns.max(2);
    let mut rows = Vec::new();
    for line in text.lines() {
        if width(line) <= columns {
            rows.push(line.trim_end().to_owned());
        } else {
            wrap_line(line, columns, &mut rows);
        }
    }
    if rows.is_empty() {
        rows.push(String::new());
    }
    rows
}

fn wrap_line(line: &str, columns: usize, rows: &mut Vec<String>) {
    let quote = quote_signs(line, columns);
    let rest = &line[quote.len()..];
    let mut row = Row { text: quote.to_owned(), used: width(quote), begun: false };
    let mut gap = String::new();
    for unit in units(rest) {
        if unit.space {
            gap.push_str(unit.text);
            continue;
        }
        let (wide, space) = (width(unit.text), width(&gap));
        if row.used + space + wide <= columns {
            row.push(&gap, space);
            row.push(unit.text, wide);
        } else {
            if row.begun {
                rows.push(row.finish(quote));
            }
            row.push_broken(unit.text, columns, quote, rows);
        }
        gap.clear();
    }
    rows.push(row.finish(quote));
}

/// The row that is being filled.
struct Row {
    text: String,
    used: usize,
    /// Holds more than the quotation's signs.
    begun: bool,
}

impl Row {
    fn push(&mut self, s: &str, columns: usize) {
        self.text.push_str(s);
        self.used += columns;
        self.begun |= !s.is_empty();
    }

    /// Takes the row out and begins the next one.
    fn finish(&mut self, quote: &str) -> String {
        self.used = width(quote);
        self.begun = false;
        let mut done = std::mem::replace(&mut self.text, quote.to_owned());
        done.truncate(done.trim_end().len());
        done
    }

    /// A word, over as many rows as it needs.
    fn push_broken(&mut self, word: &str, columns: usize, quote: &str, rows: &mut Vec<String>) {
        for g in clusters(word) {
            let wide = grapheme_width(g);
            if self.begun && self.used + wide > columns {
                rows.push(self.finish(quote));
            }
            if self.used + wide <= columns {
                self.push(g, wide);
            } else {
                self.push_torn(g, columns, quote, rows);
            }
        }
    }

    /// A grapheme cluster that is wider than a row, character by character.
    fn push_torn(&mut self, cluster: &str, columns: usize, quote: &str, rows: &mut Vec<String>) {
        for c in cluster.chars() {
            let longer = format!("{}{c}", self.text);
            if self.begun && width(&longer) > columns {
                rows.push(self.finish(quote));
            }
            self.text.push(c);
            self.used = width(&self.text);
            self.begun = true;
        }
    }
}

/// The `> > ` at the beginning of a quoted line, unless it would take more than half of the row.
fn quote_signs(line: &str, columns: usize) -> &str {
    let end = line.find(|c| c != '>' && c != ' ').unwrap_or(line.len());
    let signs = &line[..end];
    if !signs.starts_with('>') || signs.len() * 2 > columns { "" } else { signs }
}

/// A line as pieces that stay whole: words, runs of white space, single Chinese and Japanese characters with the
/// punctuation that must not stand at the beginning or the end of a row.
pub(super) fn units(line: &str) -> Vec<Unit<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut before: Option<(Kind, &str)> = None;
    for (at, g) in cluster_indices(line) {
        let kind = Kind::of(g);
        if let Some((last, last_text)) = before
            && breaks_between(last, last_text, kind, g)
        {
            out.push(Unit { text: &line[start..at], space: last == Kind::Space });
            start = at;
        }
        before = Some((kind, g));
    }
    if let Some((last, _)) = before {
        out.push(Unit { text: &line[start..], space: last == Kind::Space });
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    /// Part of a word.
    Letter,
    /// Stands for itself: Chinese, Japanese, emoji.
    Alone,
}

impl Kind {
    fn of(g: &str) -> Kind {
        match g.chars().next() {
            _ if g.chars().all(is_space) => Kind::Space,
            // Korean is written with spaces between its words.
            Some('\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}') => Kind::Letter,
            _ if grapheme_width(g) >= 2 && !g.is_ascii() => Kind::Alone,
            _ => Kind::Letter,
        }
    }
}

/// White space at which a row may end; the no-break spaces are none.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

fn breaks_between(last: Kind, last_text: &str, next: Kind, next_text: &str) -> bool {
    match (last, next) {
        (Kind::Space, Kind::Space) | (Kind::Letter, Kind::Letter) => false,
        (Kind::Space, _) | (_, Kind::Space) => true,
        _ => !closes(next_text) && !opens(last_text),
    }
}

/// Must not begin a row.
fn closes(g: &str) -> bool {
    matches!(
        g,
        "、" | "。"
            | "，"
            | "．"
            | "」"
            | "』"
            | "】"
            | "）"
            | "》"
            | "〉"
            | "〕"
            | "！"
            | "？"
            | "："
            | "；"
            | "…"
            | "ー"
            | "々"
            | "・"
            | ")"
            | "]"
            | ","
            | "."
            | "!"
            | "?"
            | ":"
            | ";"
    )
}

/// Must not end a row.
fn opens(g: &str) -> bool {
    matches!(g, "「" | "『" | "【" | "（" | "《" | "〈" | "〔" | "(" | "[")
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::hostile;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stay_whole_and_spaces_at_the_break_go() {
        assert_eq!(wrap("The refund is on its way.", 10), ["The refund", "is on its", "way."]);
        assert_eq!(wrap("a  b\n\n  c", 10), ["a  b", "", "  c"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn a_long_link_is_broken_and_can_be_put_together_again() {
        let link = "https://example.com/track?id=1001-2002-3003";
        let rows = wrap(&format!("See {link} today"), 16);
        assert_eq!(rows[0], "See");
        assert!(rows.concat().contains(link));
    }

    #[test]
    fn chinese_and_japanese_break_between_characters_but_not_before_a_full_stop() {
        assert_eq!(wrap("注文番号は千一です。", 8), ["注文番号", "は千一で", "す。"]);
        assert_eq!(wrap("注文番号。はい", 8), ["注文番", "号。はい"]);
        assert_eq!(wrap("abc「日本」", 6), ["abc", "「日", "本」"]);
    }

    #[test]
    fn korean_breaks_at_its_spaces() {
        assert_eq!(wrap("주문 번호를 알려", 8), ["주문", "번호를", "알려"]);
    }

    #[test]
    fn a_quotation_stays_a_quotation_on_every_row() {
        assert_eq!(wrap("> Where is my order of Monday?", 14), ["> Where is my", "> order of", "> Monday?"]);
        assert_eq!(wrap("> > deeper words here", 12), ["> > deeper", "> > words", "> > here"]);
    }

    fn seen(s: &str) -> String {
        s.chars().filter(|c| !c.is_whitespace() && *c != '>').collect()
    }

    proptest! {
        #[test]
        fn no_row_is_wider_than_the_screen(s in hostile(), columns in 2_usize..50) {
            for row in wrap(&s, columns) {
                prop_assert!(width(&row) <= columns, "{:?} is wider than {}", row, columns);
                prop_assert!(!row.contains('\n'));
            }
        }

        #[test]
        fn no_text_is_lost_but_white_space(s in hostile(), columns in 2_usize..50) {
            let rows = wrap(&s, columns);
            // A mark that begins a row when a cluster is torn does not change the text, so plain comparison will do.
            prop_assert_eq!(seen(&rows.concat()), seen(&clean_text(&s)));
        }

        #[test]
        fn units_are_the_line_in_pieces(s in hostile()) {
            let line = s.replace('\n', " ");
            prop_assert_eq!(units(&line).iter().map(|u| u.text).collect::<String>(), line);
        }
    }
}
