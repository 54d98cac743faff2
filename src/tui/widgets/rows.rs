//! How an editor's text lies on the screen: logical lines broken into rows, and cells that are safe to draw.
//!
//! Nothing is lost here, unlike in [`super::wrap`]: every character has its place, so that the cursor can stand on it.

use std::borrow::Cow;

use super::clusters::{cluster_indices, clusters, plain_width};
use super::text::{TAB, clean_line, width};
use super::wrap::units;

/// A row on the screen: a piece of one logical line, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The logical line.
    pub line: usize,
    /// Its first byte in that line.
    pub from: usize,
    /// One after its last byte.
    pub to: usize,
    /// The last row of its line: the cursor may stand after its end.
    pub last: bool,
}

/// One grapheme cluster as it is drawn.
pub(super) struct Cell<'a> {
    /// Its first byte in the line.
    pub at: usize,
    /// One after its last byte.
    pub end: usize,
    /// The column in the row.
    pub column: usize,
    /// How many columns it takes; none when nothing is to be seen.
    pub width: usize,
    /// What is drawn.
    pub shown: Cow<'a, str>,
}

/// All rows of a text in an area of `columns`, one of which stays free for the cursor.
pub(super) fn rows<S: AsRef<str>>(lines: &[S], columns: usize) -> Vec<Row> {
    let room = columns.saturating_sub(1).max(1);
    let mut out = Vec::with_capacity(lines.len());
    for (line, text) in lines.iter().enumerate() {
        break_line(line, text.as_ref(), room, &mut out);
    }
    out
}

fn break_line(line: usize, text: &str, room: usize, out: &mut Vec<Row>) {
    let mut from = 0;
    // most lines end here
    if plain_width(text).is_none_or(|columns| columns > room) {
        let (mut at, mut used) = (0, 0);
        let pieces = units(text);
        for (i, unit) in pieces.iter().enumerate() {
            // The space before a word may hang into the free column: the cursor behind it stands on the next row.
            let word_follows = unit.space && i + 1 < pieces.len();
            let wide = span(unit.text, used);
            let fits = used + wide <= room;
            if !fits && !unit.space && used > 0 && span(unit.text, 0) <= room {
                out.push(Row { line, from, to: at, last: false });
                (from, used) = (at, 0);
            }
            for (last_of_unit, g) in marked_last(unit.text) {
                let wide = span(g, used);
                let hangs = word_follows && last_of_unit && used + wide == room + 1;
                if used + wide > room && used > 0 && !hangs {
                    out.push(Row { line, from, to: at, last: false });
                    (from, used) = (at, 0);
                }
                used += span(g, used);
                at += g.len();
            }
        }
    }
    out.push(Row { line, from, to: text.len(), last: true });
}

/// The grapheme clusters of a piece, each with whether it is the last.
fn marked_last(text: &str) -> impl Iterator<Item = (bool, &str)> {
    cluster_indices(text).map(|(i, g)| (i + g.len() == text.len(), g))
}

/// Columns of a piece of text that begins at `column`.
fn span(text: &str, column: usize) -> usize {
    plain_width(text).unwrap_or_else(|| clusters(text).fold(column, |at, g| at + cell_width(g, at)) - column)
}

fn cell_width(g: &str, column: usize) -> usize {
    if g == "\t" { TAB - column % TAB } else { width(&shown(g)) }
}

/// A grapheme cluster as the screen may hold it.
fn shown(g: &str) -> Cow<'_, str> {
    clean_line(g)
}

/// The cells of a row.
pub(super) fn cells<'a>(line: &'a str, row: &Row) -> impl Iterator<Item = Cell<'a>> {
    let from = row.from;
    let mut column = 0;
    cluster_indices(line.get(row.from..row.to).unwrap_or_default()).map(move |(at, g)| {
        let wide = cell_width(g, column);
        let shown = if g == "\t" { Cow::Owned(" ".repeat(wide)) } else { shown(g) };
        let cell = Cell { at: from + at, end: from + at + g.len(), column, width: wide, shown };
        column += wide;
        cell
    })
}

/// The row and the column on which a byte of a line stands.
pub(super) fn place<S: AsRef<str>>(rows: &[Row], lines: &[S], line: usize, byte: usize) -> (usize, usize) {
    let after = rows.partition_point(|r| (r.line, r.from) <= (line, byte));
    let index = after.saturating_sub(1);
    let Some(row) = rows.get(index) else { return (0, 0) };
    let text = lines.get(row.line).map_or("", AsRef::as_ref);
    let column = cells(text, row).take_while(|c| c.at < byte).last().map_or(0, |c| c.column + c.width);
    (index, column)
}

/// The byte of its line on which a column of a row stands, or the nearest one before.
pub(super) fn byte_at(line: &str, row: &Row, column: usize) -> usize {
    let mut at = row.from;
    for cell in cells(line, row) {
        at = cell.at;
        if cell.column + cell.width > column {
            return at;
        }
    }
    if row.last { row.to } else { at }
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::hostile;
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn shown_rows(text: &str, columns: usize) -> Vec<&str> {
        rows(&[text], columns).iter().map(|r| &text[r.from..r.to]).collect()
    }

    #[test]
    fn words_go_to_the_next_row_whole_and_their_space_stays_behind() {
        assert_eq!(shown_rows("the order is late", 10), ["the order ", "is late"]);
        assert_eq!(shown_rows("abcdefghijkl", 6), ["abcde", "fghij", "kl"]);
        assert_eq!(shown_rows("", 6), [""]);
        assert_eq!(shown_rows("日本語日本", 6), ["日本", "語日", "本"]);
    }

    #[test]
    fn the_cursor_finds_its_cell_and_the_cell_its_byte() {
        let lines = ["ab 👨\u{200d}👩\u{200d}👧 x", "e\u{301}\tz"];
        let r = rows(&lines, 40);
        assert_eq!(place(&r, &lines, 0, lines[0].len() - 1), (0, 10), "a family is drawn as its three members");
        assert_eq!(place(&r, &lines, 1, 3), (1, 1));
        assert_eq!(place(&r, &lines, 1, 4), (1, 4));
        assert_eq!(byte_at(lines[1], &r[1], 2), 3);
        assert_eq!(byte_at(lines[1], &r[1], 99), 5);
    }

    proptest! {
        #[test]
        fn rows_are_the_text_in_pieces_and_no_row_leaves_the_area(s in hostile(), columns in 3_usize..40) {
            let lines: Vec<&str> = s.split('\n').collect();
            let r = rows(&lines, columns);
            for (n, line) in lines.iter().enumerate() {
                let mine: Vec<&Row> = r.iter().filter(|r| r.line == n).collect();
                prop_assert_eq!(mine.iter().map(|r| &line[r.from..r.to]).collect::<String>(), *line);
                for row in mine {
                    let all: Vec<Cell<'_>> = cells(line, row).collect();
                    let used = all.iter().map(|c| c.width).sum::<usize>();
                    // one cluster can be wider than the area, with others beside it that nobody sees
                    let one = all.iter().filter(|c| c.width > 0).count() <= 1;
                    prop_assert!(used <= columns || one, "{used} in {columns}: {:?}", &line[row.from..row.to]);
                    prop_assert!(!row.last || used < columns || one, "no column left for the cursor");
                }
            }
        }

        #[test]
        fn every_place_leads_back_to_its_byte(s in hostile(), columns in 3_usize..40) {
            let lines: Vec<&str> = s.split('\n').collect();
            let r = rows(&lines, columns);
            for (n, line) in lines.iter().enumerate() {
                for (byte, g) in line.grapheme_indices(true) {
                    let (row, column) = place(&r, &lines, n, byte);
                    if cell_width(g, column) > 0 {
                        prop_assert_eq!(byte_at(line, &r[row], column), byte);
                    }
                }
            }
        }
    }
}
