//! The lines by which a quoted mail introduces itself.

use std::borrow::Cow;

use super::words::{DATE, FORWARDED, FROM, ORIGINAL, SENT_FROM, SUBJECT, TO, WROTE, WROTE_ENDINGS, WROTE_INSIDE};

/// Most lines that `On … wrote:` is wrapped over.
pub(super) const LONGEST_ATTRIBUTION: usize = 4;
/// Most characters of such a line.
const MOST_CHARACTERS: usize = 400;
/// Most lines in which the fields of a copied header are looked for.
const LONGEST_BLOCK: usize = 14;

/// A line as the rules see it: plain blanks, nothing invisible, no blanks at the end.
pub(super) fn clean(line: &str) -> Cow<'_, str> {
    // what is taken out or replaced is a tab or begins with one of three bytes
    if !line.bytes().any(|b| matches!(b, b'\t' | 0xc2 | 0xe2 | 0xef)) {
        return Cow::Borrowed(line.trim_end());
    }
    let invisible = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{2060}');
    let spaced = line.chars().filter(|c| !invisible(c)).map(|c| if matches!(c, '\u{a0}' | '\u{202f}' | '\t') { ' ' } else { c });
    let mut out: String = spaced.collect();
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// The name of a field that a line may be, lower case: `From: x`, `*Von:* x`, `| De : x`.
pub(super) fn label(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['>', ' ', '*', '|']);
    let end = line.char_indices().take(26).find(|(_, c)| matches!(c, ':' | '：')).map(|(at, _)| at)?;
    Some(line[..end].trim_end_matches(['*', ' ']).to_lowercase())
}

/// Whether a block of mail headers, Outlook's way to quote, begins at a line.
pub(super) fn is_block(lines: &[Cow<'_, str>], at: usize) -> bool {
    let is = |list: &[&str], name: &Option<String>| name.as_deref().is_some_and(|n| list.contains(&n));
    let first = label(&lines[at]);
    if !is(FROM, &first) && !is(DATE, &first) {
        return false;
    }
    let (mut from, mut date, mut to, mut subject, mut others) = (false, false, false, false, 0);
    for line in lines[at..].iter().take(LONGEST_BLOCK) {
        let name = label(line);
        let seen = usize::from(from) + usize::from(date) + usize::from(to) + usize::from(subject);
        if is(FROM, &name) {
            from = true;
        } else if is(DATE, &name) {
            date = true;
        } else if is(TO, &name) {
            to = true;
        } else if is(SUBJECT, &name) {
            subject = true;
        } else if line.trim().is_empty() && seen >= 2 || others == 4 {
            break; // more than folded addresses
        } else {
            others += 1;
        }
    }
    let seen = usize::from(from) + usize::from(date) + usize::from(to) + usize::from(subject);
    let address_near = lines[at..].iter().take(3).any(|l| l.contains('@'));
    from && (seen >= 3 || seen == 2 && !to && address_near)
}

/// Whether a line can be the last of an attribution.
pub(super) fn may_end_attribution(line: &str) -> bool {
    let line = line.trim_end_matches(['*', ' ', '-', '_']);
    line.ends_with([':', '：']) || line.ends_with("wrote")
}

/// How many lines an attribution takes that begins at a line: `On Monday Ana wrote:`, perhaps wrapped.
pub(super) fn attribution(lines: &[Cow<'_, str>], at: usize) -> Option<usize> {
    let first = lower_start(lines[at].trim_start_matches(['>', ' ', '-', '*']))?;
    let mut joined = String::new();
    for (count, line) in lines[at..].iter().take(LONGEST_ATTRIBUTION).enumerate() {
        let line = line.trim_start_matches(['>', ' ']).trim();
        if count > 0 && line.is_empty() && !joined.contains('@') {
            return None;
        }
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&lower_start(line).unwrap_or_default());
        if joined.chars().count() > MOST_CHARACTERS {
            return None;
        }
        let said = joined.trim_end_matches(['*', ' ', '-', '_']);
        if said.ends_with([':', '：']) {
            return introduces(&first, said, count == 0).then_some(count + 1);
        }
        // some programs leave the colon out
        if count == 0 && first.starts_with("on ") && said.ends_with("wrote") && tells_who_or_when(said) {
            return Some(1);
        }
    }
    None
}

/// A line in lower case, as far as it can matter; nothing when it is empty.
fn lower_start(line: &str) -> Option<String> {
    let lower: String = line.chars().take(MOST_CHARACTERS + 1).flat_map(char::to_lowercase).collect();
    (!lower.is_empty()).then_some(lower)
}

/// Whether `said`, which ends in a colon and begins with the line `first`, introduces a quote.
fn introduces(first: &str, said: &str, single: bool) -> bool {
    if !tells_who_or_when(said) {
        return false;
    }
    let opens = |openings: &[&str]| openings.iter().any(|o| first.starts_with(o));
    if WROTE_ENDINGS.iter().any(|ending| said.ends_with(ending)) {
        // a line above a wrapped attribution is the writer's, unless it looks like its beginning
        return single || first.contains('@') || first.contains(|c: char| c.is_ascii_digit()) || WROTE.iter().any(|(o, _)| opens(o));
    }
    if (single || first.contains('@')) && WROTE_INSIDE.iter().any(|wrote| said.contains(wrote)) {
        return true;
    }
    if WROTE.iter().any(|(openings, verbs)| opens(openings) && verbs.iter().any(|verb| said.contains(verb))) {
        return true;
    }
    // no verb at all: "2026-10-17 11:28 GMT+03:00 Ana <ana@example.com>:"
    let year = said.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4 && (n.starts_with("20") || n.starts_with("19")));
    let dated = first.chars().take(12).any(|c| c.is_ascii_digit());
    year && dated && said.contains('@') && (said.ends_with(">:") || said.ends_with("]:"))
}

/// An address, or a date with a time.
fn tells_who_or_when(said: &str) -> bool {
    said.contains('@') || has_time(said) && said.chars().filter(char::is_ascii_digit).count() >= 5
}

/// `10:01`, `10.01` or `10h01` somewhere, not as part of a longer number.
fn has_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|at| {
        let separated = matches!(bytes[at], b':' | b'.' | b'h') && digit(at - 1) && digit(at + 1) && digit(at + 2);
        separated && !digit(at + 3) && !(at > 2 && digit(at - 2) && digit(at - 3))
    })
}

/// `-----Original Message-----` in many languages.
pub(super) fn is_original_message(line: &str) -> bool {
    let ruled = line.trim_start_matches(['>', ' ', '*']).starts_with(['-', '_', '=']);
    ruled && is_short(line) && ORIGINAL.contains(&line.trim_matches([' ', '-', '_', '*', '>', '=']).to_lowercase().as_str())
}

/// The line that desks ask to write above: `##- Please reply above this line -##`.
pub(super) fn is_reply_marker(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ']).trim_end();
    line.starts_with("##-") && line.ends_with("-##")
}

/// `---------- Forwarded message ---------` in many languages.
pub(super) fn is_forward(line: &str) -> bool {
    let framed = line.contains("---") || line.trim_end_matches(['*', ' ']).ends_with([':', '：']);
    framed && is_short(line) && {
        let bare = line.trim_matches([' ', '-', '*', '>', ':', '：', '_', '=']).to_lowercase();
        FORWARDED.contains(&bare.as_str())
    }
}

/// `-- ` (RFC 3676, 4.3), as programs mangle it.
pub(super) fn is_dashes(line: &str) -> bool {
    matches!(line.trim(), "--" | "—")
}

/// A line that a signature begins with.
pub(super) fn is_signature(line: &str) -> bool {
    if is_dashes(line) {
        return true;
    }
    let lower = || line.trim().chars().flat_map(char::to_lowercase);
    let Some(first) = lower().next() else { return false };
    let begins = |start: &&str| start.starts_with(first) && lower().take(start.chars().count()).eq(start.chars());
    SENT_FROM.iter().any(begins) && is_short(line) && !line.trim().contains(", ")
}

fn is_short(line: &str) -> bool {
    line.len() < 400 && line.chars().count() < 100
}
