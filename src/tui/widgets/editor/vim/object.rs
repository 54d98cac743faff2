//! Vim's text objects: a word, what stands in quotes or brackets, a paragraph.

use super::motion::{At, after, before, class};

/// A text object: the part, or the part with what is around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Object {
    pub around: bool,
    /// `w W p " ' \`` or a bracket.
    pub key: char,
}

/// Some text: from a place up to another that is not in it; or whole lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub from: At,
    pub to: At,
    pub lines: bool,
}

/// The text of an object at a place, if there is one.
pub(super) fn span(lines: &[String], at: At, object: Object) -> Option<Span> {
    match object.key {
        'w' | 'W' => Some(word(lines, at, object)),
        'p' => paragraph(lines, at, object.around),
        '"' | '\'' | '`' => quoted(lines, at, object),
        '(' | ')' | 'b' => bracketed(lines, at, ('(', ')'), object.around),
        '[' | ']' => bracketed(lines, at, ('[', ']'), object.around),
        '{' | '}' | 'B' => bracketed(lines, at, ('{', '}'), object.around),
        '<' | '>' => bracketed(lines, at, ('<', '>'), object.around),
        _ => None,
    }
}

fn word(lines: &[String], at: At, object: Object) -> Span {
    let text = &lines[at.row];
    let big = object.key == 'W';
    let of = |byte: usize| class(lines, At::new(at.row, byte), big);
    let run_end = |mut byte: usize, kind: u8| {
        while byte < text.len() && of(byte) == kind {
            byte = after(text, byte);
        }
        byte
    };
    let run_start = |mut byte: usize, kind: u8| {
        while byte > 0 && of(before(text, byte)) == kind {
            byte = before(text, byte);
        }
        byte
    };
    let kind = of(at.byte);
    let (mut from, mut to) = (run_start(at.byte, kind), run_end(at.byte, kind));
    if object.around {
        let spaces_end = if kind == 0 { run_end(to, if to < text.len() { of(to) } else { 0 }) } else { run_end(to, 0) };
        if spaces_end > to {
            to = spaces_end;
        } else {
            from = run_start(from, 0);
        }
    }
    Span { from: At::new(at.row, from), to: At::new(at.row, to), lines: false }
}

fn paragraph(lines: &[String], at: At, around: bool) -> Option<Span> {
    let blank = |row: usize| lines.get(row).is_some_and(|l| l.trim().is_empty());
    let here = blank(at.row);
    let first = (0..=at.row).rev().take_while(|row| blank(*row) == here).last()?;
    let run = |from: usize, kind: bool| (from..lines.len()).take_while(|row| blank(*row) == kind).count();
    let mut last = at.row + run(at.row, here);
    let mut from = first;
    if around {
        let more = run(last, !here);
        last += more;
        if more == 0 && !here {
            from -= (0..first).rev().take_while(|row| blank(*row)).count();
        }
    }
    Some(Span { from: At::new(from, 0), to: At::new(last.saturating_sub(1), 0), lines: true })
}

/// What stands between two quotes of a line; before the first one, what they hold.
fn quoted(lines: &[String], at: At, object: Object) -> Option<Span> {
    let text = &lines[at.row];
    let marks: Vec<usize> = text.match_indices(object.key).map(|(byte, _)| byte).collect();
    let (open, close) = marks.chunks_exact(2).map(|pair| (pair[0], pair[1])).find(|(_, close)| *close >= at.byte)?;
    let (from, to) = if object.around { (open, close + object.key.len_utf8()) } else { (open + object.key.len_utf8(), close) };
    Some(Span { from: At::new(at.row, from), to: At::new(at.row, to), lines: false })
}

/// What stands between two brackets, over lines.
fn bracketed(lines: &[String], at: At, (open, close): (char, char), around: bool) -> Option<Span> {
    let mut depth = 0_usize;
    let mut found = None;
    'up: for row in (0..=at.row).rev() {
        let end = if row == at.row { after(&lines[row], at.byte) } else { lines[row].len() };
        for (byte, c) in lines[row].get(..end)?.char_indices().rev() {
            if c == close && (row, byte) != (at.row, at.byte) {
                depth += 1;
            } else if c == open {
                if depth == 0 {
                    found = Some(At::new(row, byte));
                    break 'up;
                }
                depth -= 1;
            }
        }
    }
    let begun = found?;
    depth = 0;
    for (row, line) in lines.iter().enumerate().skip(begun.row) {
        let from = if row == begun.row { begun.byte } else { 0 };
        for (byte, c) in line.get(from..)?.char_indices().map(|(b, c)| (b + from, c)) {
            if c == open {
                depth += 1;
            } else if c == close {
                depth -= 1;
                if depth == 0 {
                    let (from, to) = if around { (begun.byte, byte + close.len_utf8()) } else { (begun.byte + open.len_utf8(), byte) };
                    return Some(Span { from: At::new(begun.row, from), to: At::new(row, to), lines: false });
                }
            }
        }
    }
    None
}
