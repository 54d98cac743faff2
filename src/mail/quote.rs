//! Where in a text the new part ends and the quoted mail begins.
//!
//! It marks and never deletes: the reader folds what is marked. No rule is sure, so that every doubt is decided for the writer:
//! a forwarded mail is never marked, answers between and below quotes stay, and a mail is never quote alone. The cost is linear in
//! the text.

pub mod forward;
mod header;
mod words;

use std::borrow::Cow;

use crate::model::Part;

/// Put by [`mark_html`] where a quote begins, so that the place survives the conversion to text.
pub const SENTINEL: &str = "\u{2063}\u{2063}quote\u{2063}\u{2063}";

/// The place in HTML where a mail program has put the quoted mail, marked with [`SENTINEL`] on a line of its own. HTML that
/// begins with its quote stays as it is: the writer answers below or between, and the lines tell more.
#[must_use]
pub fn mark_html(html: &str) -> String {
    match quote_in_html(html) {
        Some(marked) => marked,
        None => html.replace(SENTINEL, ""),
    }
}

/// What [`mark_html`] makes of HTML that shows where its quote begins.
pub(super) fn quote_in_html(html: &str) -> Option<String> {
    let html = if html.contains(SENTINEL) { Cow::Owned(html.replace(SENTINEL, "")) } else { Cow::Borrowed(html) };
    let mark = first_mark(&html)?;
    let at = html.as_bytes()[..=mark].iter().rposition(|b| *b == b'<')?;
    super::html::shows_text(&html[..at]).then(|| format!("{}<br>{SENTINEL}<br>{}", &html[..at], &html[at..]))
}

/// Where the first of the places begins that mail programs mark, in letters of any case. Their first two letters, of which there are few
/// pairs, are looked for before the whole.
fn first_mark(html: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let begins = |pair: &[u8]| words::HTML_MARKS_BEGIN.contains(&[pair[0].to_ascii_lowercase(), pair[1].to_ascii_lowercase()]);
    let stands = |at: usize| words::HTML_MARKS.iter().any(|m| bytes[at..].get(..m.len()).is_some_and(|b| b.eq_ignore_ascii_case(m.as_bytes())));
    bytes.windows(2).enumerate().find(|(at, pair)| begins(pair) && stands(*at)).map(|(at, _)| at)
}

/// The text without the lines of [`SENTINEL`], and the marks of the lines that are left.
#[must_use]
pub fn without_sentinel(text: &str, parts: &[Part]) -> (String, Vec<Part>) {
    let kept = text.lines().zip(parts).filter(|(line, _)| !line.contains(SENTINEL));
    let (lines, parts): (Vec<&str>, Vec<Part>) = kept.map(|(line, part)| (line, *part)).unzip();
    (lines.join("\n"), parts)
}

/// What each line (as of [`str::lines`]) is.
#[must_use]
pub fn mark(text: &str) -> Vec<Part> {
    let lines: Vec<Cow<'_, str>> = text.lines().map(header::clean).collect();
    let mut parts = vec![Part::Text; lines.len()];
    match find_cut(&lines) {
        Some(cut) => mark_from(&cut, &lines, &mut parts),
        None => mark_angled(&lines, &mut parts),
    }
    mark_blank_lines(&lines, &mut parts);
    mark_list_footer(&lines, &mut parts);
    mark_signature(&lines, &mut parts);
    if !shows_anything(&lines, &parts) {
        parts.fill(Part::Text);
    }
    parts
}

/// Where a plain text says the same as `quoted`, the first words of the quote in the HTML of the same mail: everything from there
/// on is the quote. `None` when the text does not hold them, or holds nothing before them.
#[must_use]
pub fn mark_from_words(text: &str, quoted: &str) -> Option<Vec<Part>> {
    let wanted = quoted.lines().map(key).find(|k| k.chars().count() >= 6)?;
    let at = text.lines().position(|line| {
        let key = key(line);
        key.starts_with(&wanted) || key.chars().count() >= 12 && wanted.starts_with(&key)
    })?;
    let written = text.lines().take(at).any(|line| line.contains(char::is_alphanumeric));
    written.then(|| text.lines().enumerate().map(|(i, _)| if i < at { Part::Text } else { Part::Quoted }).collect())
}

/// A line's letters and digits, for comparing lines that two converters wrote.
fn key(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).take(40).flat_map(char::to_lowercase).collect()
}

/// Where the header of a quoted mail stands.
struct Cut {
    at: usize,
    /// How many lines the header takes; what follows is the quoted mail.
    lines: usize,
}

impl Cut {
    fn end(&self) -> usize {
        self.at + self.lines
    }
}

/// The first header of a quoted mail. A forward ends the search: what follows is what the writer wants to be read.
fn find_cut(lines: &[Cow<'_, str>]) -> Option<Cut> {
    let closes: Vec<bool> = lines.iter().map(|l| header::may_end_attribution(l)).collect();
    for at in 0..lines.len() {
        let line = lines[at].as_ref();
        if line.trim().is_empty() {
            continue;
        }
        if header::is_forward(line) {
            return None;
        }
        if !line.is_ascii() && line.contains(SENTINEL) {
            return after_sentinel(lines, at);
        }
        if header::is_original_message(line) || header::is_reply_marker(line) || header::is_block(lines, at) || ruled_block(lines, at) {
            return Some(Cut { at, lines: 1 });
        }
        let near = &closes[at..closes.len().min(at + header::LONGEST_ATTRIBUTION)];
        if near.contains(&true)
            && let Some(count) = header::attribution(lines, at)
        {
            return Some(Cut { at, lines: count });
        }
    }
    None
}

/// The quote that HTML has shown, with the attribution that it may begin with. A forward in the same place is none.
fn after_sentinel(lines: &[Cow<'_, str>], at: usize) -> Option<Cut> {
    let next = (at + 1..lines.len()).find(|i| !lines[*i].trim().is_empty());
    match next {
        Some(next) if header::is_forward(&lines[next]) => None,
        Some(next) => Some(Cut { at, lines: next - at + header::attribution(lines, next).unwrap_or(0) }),
        None => Some(Cut { at, lines: 1 }),
    }
}

/// A rule of dashes right above a block of headers.
fn ruled_block(lines: &[Cow<'_, str>], at: usize) -> bool {
    let line = lines[at].trim();
    let rule = line.chars().count() >= 20 && line.chars().all(|c| matches!(c, '_' | '-' | '─'));
    rule && (at + 1..lines.len().min(at + 4)).any(|i| header::is_block(lines, i))
}

/// A line that stands in a quote: `> text`, or `| text` as some programs write it.
fn is_angled(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('>') || line.strip_prefix("| ").is_some_and(|rest| !rest.contains('|'))
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Marks what follows the header of a quoted mail.
fn mark_from(cut: &Cut, lines: &[Cow<'_, str>], parts: &mut [Part]) {
    let after = &lines[cut.end()..];
    let written_above = lines[..cut.at].iter().any(|l| !is_blank(l) && !is_angled(l));
    let header_is_angled = is_angled(&lines[cut.at]);
    let angled = after.iter().find(|l| !is_blank(l)).is_some_and(|l| is_angled(l));
    let last_angled = after.iter().rposition(|l| is_angled(l));
    let below = last_angled.map_or(after, |last| &after[last + 1..]);
    let answers_below = below.iter().take_while(|l| !header::is_dashes(l)).any(|l| !is_blank(l) && !header::is_signature(l));
    let end = if written_above && !header_is_angled && !(angled && answers_below) {
        lines.len()
    } else {
        cut.end() // the writer answers below or between: only the header and what stands behind `>` is the other's
    };
    parts[cut.at..end].fill(Part::Quoted);
    mark_angled(lines, parts);
}

fn mark_angled(lines: &[Cow<'_, str>], parts: &mut [Part]) {
    for (line, part) in lines.iter().zip(parts) {
        if is_angled(line) {
            *part = Part::Quoted;
        }
    }
}

/// Blank lines between quoted ones, and after the last.
fn mark_blank_lines(lines: &[Cow<'_, str>], parts: &mut [Part]) {
    // whether the next line that is not blank is quoted, or none follows
    let mut quoted_next = true;
    let mut closing = vec![false; lines.len()];
    for at in (0..lines.len()).rev() {
        if is_blank(&lines[at]) {
            closing[at] = quoted_next;
        } else {
            quoted_next = parts[at] == Part::Quoted;
        }
    }
    for at in 1..lines.len() {
        if closing[at] && parts[at - 1] == Part::Quoted {
            parts[at] = Part::Quoted;
        }
    }
}

/// What a mailing list puts below a mail: a long rule, and a few lines that name the list.
fn mark_list_footer(lines: &[Cow<'_, str>], parts: &mut [Part]) {
    let rule = |line: &str| line.len() >= 30 && line.chars().all(|c| c == '_');
    let Some(start) = (0..lines.len()).rev().find(|at| parts[*at] == Part::Text && rule(lines[*at].trim())) else { return };
    let below: Vec<&str> = lines[start + 1..].iter().map(|l| &**l).filter(|l| !is_blank(l)).collect();
    let names_list = below.iter().any(|l| l.contains("mailing list") || l.contains("/listinfo/"));
    if (1..=5).contains(&below.len()) && names_list {
        parts[start..].iter_mut().filter(|p| **p == Part::Text).for_each(|p| *p = Part::Signature);
    }
}

/// From the last `-- ` of the new text to its end, when that is not too long for a signature; or the line of a telephone.
fn mark_signature(lines: &[Cow<'_, str>], parts: &mut [Part]) {
    let written = |at: &usize| parts[*at] == Part::Text && !is_blank(&lines[*at]);
    let Some(last) = (0..lines.len()).rev().find(written) else { return };
    let Some(start) = (0..=last).rev().find(|at| parts[*at] == Part::Text && header::is_signature(&lines[*at])) else { return };
    let most = if header::is_dashes(&lines[start]) { 15 } else { 2 };
    if (start..=last).filter(written).count() <= most {
        parts[start..=last].iter_mut().filter(|p| **p == Part::Text).for_each(|p| *p = Part::Signature);
    }
}

fn shows_anything(lines: &[Cow<'_, str>], parts: &[Part]) -> bool {
    lines.iter().zip(parts).any(|(line, part)| *part == Part::Text && !is_blank(line) && !line.contains(SENTINEL))
}

#[cfg(test)]
mod tests;
