//! Where Vim's motions lead, on lines of text. A place is a row and the byte at which a grapheme cluster begins.

use unicode_segmentation::UnicodeSegmentation;

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct At {
    /// The line, from zero.
    pub row: usize,
    /// The byte in the line.
    pub byte: usize,
}

impl At {
    pub(super) fn new(row: usize, byte: usize) -> At {
        At { row, byte }
    }
}

/// A motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motion {
    /// `h l j k w b e W B E 0 ^ $ G ; ,` and the like, by its key.
    Key(char),
    /// `gg`
    First,
    /// `ge`, `gE`
    EndBack { big: bool },
    /// `f F t T` and the character that is looked for.
    Find(Find),
}

/// What `f F t T` look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Find {
    pub key: char,
    pub sought: char,
}

/// How an operator takes the text between here and where a motion leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Exclusive,
    Inclusive,
    Lines,
}

fn line(lines: &[String], row: usize) -> &str {
    lines.get(row).map_or("", String::as_str)
}

/// The place after the cluster at a byte.
pub(super) fn after(line: &str, byte: usize) -> usize {
    line.get(byte..).and_then(|rest| rest.graphemes(true).next()).map_or(line.len(), |g| byte + g.len())
}

/// The place before the cluster that ends at a byte.
pub(super) fn before(line: &str, byte: usize) -> usize {
    line.get(..byte).and_then(|begun| begun.graphemes(true).next_back()).map_or(0, |g| byte - g.len())
}

/// The last place that a cursor can stand on.
pub(super) fn last_of(line: &str) -> usize {
    before(line, line.len())
}

/// The first character that is no space, or the last of a line that has none.
pub(super) fn first_word(line: &str) -> usize {
    line.char_indices().find(|(_, c)| !c.is_whitespace()).map_or_else(|| last_of(line), |(at, _)| at)
}

/// The place of the n-th cluster of a line, or the last.
pub(super) fn nth(line: &str, n: usize) -> usize {
    line.grapheme_indices(true).nth(n).map_or_else(|| last_of(line), |(at, _)| at)
}

/// How many clusters stand before a byte.
pub(super) fn column(line: &str, byte: usize) -> usize {
    line.get(..byte).map_or(0, |begun| begun.graphemes(true).count())
}

/// White space, punctuation, or a word's.
pub(super) fn class(lines: &[String], at: At, big: bool) -> u8 {
    match line(lines, at.row).get(at.byte..).and_then(|rest| rest.chars().next()) {
        None => 0,
        Some(c) if c.is_whitespace() => 0,
        Some(_) if big => 2,
        Some(c) if c.is_alphanumeric() || c == '_' => 2,
        Some(_) => 1,
    }
}

/// The next place of the text; an empty line is one.
fn step(lines: &[String], at: At) -> Option<At> {
    let text = line(lines, at.row);
    let next = after(text, at.byte);
    if next < text.len() {
        return Some(At::new(at.row, next));
    }
    (at.row + 1 < lines.len()).then(|| At::new(at.row + 1, 0))
}

fn back(lines: &[String], at: At) -> Option<At> {
    if at.byte > 0 {
        return Some(At::new(at.row, before(line(lines, at.row), at.byte)));
    }
    let row = at.row.checked_sub(1)?;
    Some(At::new(row, last_of(line(lines, row))))
}

fn is_empty(lines: &[String], at: At) -> bool {
    line(lines, at.row).is_empty()
}

fn end(lines: &[String]) -> At {
    let row = lines.len().saturating_sub(1);
    At::new(row, line(lines, row).len())
}

fn word_forward(lines: &[String], from: At, big: bool) -> At {
    let begun = class(lines, from, big);
    let mut at = from;
    loop {
        let Some(next) = step(lines, at) else { return end(lines) };
        let left = next.row != at.row || class(lines, next, big) != begun;
        at = next;
        if left {
            break;
        }
    }
    while class(lines, at, big) == 0 && !is_empty(lines, at) {
        match step(lines, at) {
            Some(next) => at = next,
            None => return end(lines),
        }
    }
    at
}

fn word_end(lines: &[String], from: At, big: bool) -> Option<At> {
    let mut at = step(lines, from)?;
    while class(lines, at, big) == 0 {
        at = step(lines, at)?;
    }
    let of = class(lines, at, big);
    while let Some(next) = step(lines, at).filter(|n| n.row == at.row && class(lines, *n, big) == of) {
        at = next;
    }
    Some(at)
}

fn word_back(lines: &[String], from: At, big: bool) -> Option<At> {
    let mut at = back(lines, from)?;
    while class(lines, at, big) == 0 && !is_empty(lines, at) {
        match back(lines, at) {
            Some(earlier) => at = earlier,
            None => return Some(at),
        }
    }
    let of = class(lines, at, big);
    while let Some(earlier) = back(lines, at).filter(|n| n.row == at.row && class(lines, *n, big) == of) {
        at = earlier;
    }
    Some(at)
}

fn end_back(lines: &[String], from: At, big: bool) -> Option<At> {
    let of = class(lines, from, big);
    let mut at = from;
    loop {
        let earlier = back(lines, at)?;
        let left = earlier.row != at.row || class(lines, earlier, big) != of;
        at = earlier;
        if left {
            break;
        }
    }
    while class(lines, at, big) == 0 && !is_empty(lines, at) {
        at = back(lines, at)?;
    }
    Some(at)
}

/// Where `f F t T` lead in their line.
fn find(text: &str, byte: usize, find: Find, count: usize, again: bool) -> Option<usize> {
    let is = |(_, g): &(usize, &str)| g.starts_with(find.sought);
    let clusters = || text.grapheme_indices(true);
    if matches!(find.key, 'f' | 't') {
        // `t` again does not stay before what it stands before already
        let from = if again && find.key == 't' { after(text, byte) } else { byte };
        let found = clusters().filter(|(at, _)| *at > from).filter(is).nth(count - 1)?.0;
        return Some(if find.key == 't' { before(text, found) } else { found });
    }
    let to = if again && find.key == 'T' { before(text, byte) } else { byte };
    let found = clusters().rev().filter(|(at, _)| *at < to).filter(is).nth(count - 1)?.0;
    Some(if find.key == 'T' { after(text, found) } else { found })
}

/// The other direction of `f F t T`.
fn turned(find: Find) -> Find {
    let key = if find.key.is_lowercase() { find.key.to_ascii_uppercase() } else { find.key.to_ascii_lowercase() };
    Find { key, ..find }
}

/// Repeats a motion; it goes as far as it can.
fn times(count: usize, from: At, go: impl Fn(At) -> Option<At>) -> Option<At> {
    let mut at = go(from)?;
    for _ in 1..count {
        match go(at) {
            Some(next) if next != at => at = next,
            _ => break,
        }
    }
    Some(at)
}

/// Where a motion leads, and how an operator takes it; `None` when it leads nowhere. `last` is what `;` and `,` repeat.
pub(super) fn lead(lines: &[String], from: At, motion: Motion, count: Option<usize>, last: Option<Find>) -> Option<(At, Kind)> {
    use Kind::{Exclusive, Inclusive, Lines};
    let n = count.unwrap_or(1);
    let text = line(lines, from.row);
    let in_row = |byte| At::new(from.row, byte);
    let bottom = lines.len().saturating_sub(1);
    let to_row = |row: usize| (At::new(row, first_word(line(lines, row))), Lines);
    Some(match motion {
        Motion::Key('h') => (in_row(times(n, from, |at| (at.byte > 0).then(|| in_row(before(text, at.byte))))?.byte), Exclusive),
        Motion::Key('l') => (in_row(times(n, from, |at| (at.byte < text.len()).then(|| in_row(after(text, at.byte))))?.byte), Exclusive),
        Motion::Key('j') if from.row < bottom => (At::new((from.row + n).min(bottom), 0), Lines),
        Motion::Key('k') if from.row > 0 => (At::new(from.row.saturating_sub(n), 0), Lines),
        Motion::Key(key @ ('w' | 'W')) => (times(n, from, |at| Some(word_forward(lines, at, key == 'W')))?, Exclusive),
        Motion::Key(key @ ('b' | 'B')) => (times(n, from, |at| word_back(lines, at, key == 'B'))?, Exclusive),
        Motion::Key(key @ ('e' | 'E')) => (times(n, from, |at| word_end(lines, at, key == 'E'))?, Inclusive),
        Motion::EndBack { big } => (times(n, from, |at| end_back(lines, at, big))?, Inclusive),
        Motion::Key('0') => (in_row(0), Exclusive),
        Motion::Key('^') => (in_row(first_word(text)), Exclusive),
        Motion::Key('$') => {
            let row = (from.row + n - 1).min(bottom);
            (At::new(row, last_of(line(lines, row))), Inclusive)
        }
        Motion::Key('G') => to_row(count.map_or(bottom, |n| n.saturating_sub(1).min(bottom))),
        Motion::First => to_row(count.map_or(0, |n| n.saturating_sub(1).min(bottom))),
        Motion::Find(sought) => (in_row(find(text, from.byte, sought, n, false)?), kind_of(sought)),
        Motion::Key(';') => (in_row(find(text, from.byte, last?, n, true)?), kind_of(last?)),
        Motion::Key(',') => (in_row(find(text, from.byte, turned(last?), n, true)?), kind_of(turned(last?))),
        Motion::Key(_) => return None,
    })
}

fn kind_of(find: Find) -> Kind {
    if find.key.is_lowercase() { Kind::Inclusive } else { Kind::Exclusive }
}
