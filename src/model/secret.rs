//! What is to be taken out of texts for good, and where it stands in them.
//!
//! Texts are compared word by word, so that a quote whose lines were broken elsewhere, or that stands behind `>`, is found like the original.

use std::collections::HashSet;
use std::ops::Range;

use super::{Body, Part};

/// What stands in the place of what was taken out.
pub const GONE: &str = "███";
/// So many words in a row that are the same make a quote.
const QUOTE: usize = 5;
/// So many words in a row that are the same make a copy, also where nothing says that it is a quote.
const COPY: usize = 12;

/// What is to be taken out.
#[derive(Clone, Debug)]
pub struct Secret {
    words: Vec<String>,
    whole: bool,
}

/// A word of a text and where it stands.
struct Word {
    text: String,
    at: Range<usize>,
}

impl Secret {
    /// Whole texts: quotes and copies of them are found elsewhere.
    #[must_use]
    pub fn whole(text: &str) -> Secret {
        Secret { words: words(text).map(|w| w.text).collect(), whole: true }
    }

    /// Some words within a text: they are found wherever they stand, also within longer words at their beginning and end.
    #[must_use]
    pub fn part(text: &str) -> Secret {
        Secret { words: words(text).map(|w| w.text).collect(), whole: false }
    }

    /// Whether there is nothing to be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a mail's text holds it, or a quote of it.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        !self.found(text, QUOTE).is_empty()
    }

    /// A text without it; `None` when it is not in there. Of a whole text, what is quoted behind `>` and what is copied at length.
    #[must_use]
    pub fn out_of(&self, text: &str) -> Option<String> {
        let mut ranges = self.found(text, COPY);
        for run in runs_of_quotes(text) {
            ranges.extend(self.found_within(text, run));
        }
        without(text, ranges)
    }

    /// A message without it, with its lines as they were; `None` when it is not in there.
    #[must_use]
    pub fn out_of_body(&self, body: &Body) -> Option<Body> {
        let text = body.text();
        let mut ranges = self.found(text, COPY);
        for run in body.runs().iter().filter(|r| r.part == Part::Quoted) {
            ranges.extend(self.found_within(text, run.text));
        }
        without(text, ranges).map(|text| Body::from_marks(text, &body.marks()))
    }

    /// Where a quote of it stands in a piece of the text.
    fn found_within(&self, text: &str, piece: &str) -> Vec<Range<usize>> {
        let at = piece.as_ptr() as usize - text.as_ptr() as usize;
        self.found(piece, QUOTE).into_iter().map(|r| at + r.start..at + r.end).collect()
    }

    /// Where it stands; of a whole text, where so many of its words or all of them stand in a row.
    fn found(&self, text: &str, in_a_row: usize) -> Vec<Range<usize>> {
        let given: Vec<Word> = words(text).collect();
        let count = if self.whole { in_a_row.min(self.words.len()) } else { self.words.len() };
        if count == 0 || given.len() < count {
            return Vec::new();
        }
        let known: HashSet<&[String]> = if self.whole { self.words.windows(count).collect() } else { HashSet::new() };
        let is_here = |here: &[Word]| {
            let said = |w: &Word| w.text.clone();
            if self.whole { known.contains(here.iter().map(said).collect::<Vec<_>>().as_slice()) } else { self.is_part(here) }
        };
        given.windows(count).filter(|here| is_here(here)).map(|here| here[0].at.start..here[count - 1].at.end).collect()
    }

    fn is_part(&self, here: &[Word]) -> bool {
        let last = self.words.len() - 1;
        here.iter().zip(&self.words).enumerate().all(|(n, (word, wanted))| match (n == 0, n == last) {
            (true, true) => word.text.contains(wanted),
            (true, false) => word.text.ends_with(wanted),
            (false, true) => word.text.starts_with(wanted),
            (false, false) => word.text == *wanted,
        })
    }
}

/// The words of a text in lower case, without the marks of quotes before them.
fn words(text: &str) -> impl Iterator<Item = Word> {
    let at = move |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().filter_map(move |piece| {
        let bare = piece.trim_start_matches(['>', '|']);
        let start = at(bare);
        (!bare.is_empty()).then(|| Word { text: bare.to_lowercase(), at: start..start + bare.len() })
    })
}

/// The pieces of a text whose lines all begin with `>`.
fn runs_of_quotes(text: &str) -> Vec<&str> {
    let (mut out, mut begun, mut at) = (Vec::new(), None, 0);
    for line in text.split_inclusive('\n') {
        match (line.trim_start().starts_with('>'), begun) {
            (true, None) => begun = Some(at),
            (false, Some(start)) => {
                out.push(&text[start..at]);
                begun = None;
            }
            _ => {}
        }
        at += line.len();
    }
    out.extend(begun.map(|start| &text[start..]));
    out
}

/// The text with a mark and the line ends of each range in its place; `None` without ranges.
fn without(text: &str, mut ranges: Vec<Range<usize>>) -> Option<String> {
    if ranges.is_empty() {
        return None;
    }
    ranges.sort_by_key(|r| r.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for range in ranges {
        if range.end <= done {
            continue;
        }
        if range.start >= done {
            out.push_str(&text[done..range.start]);
            out.push_str(GONE);
        }
        out.extend(text[range.start.max(done)..range.end].chars().filter(|c| *c == '\n'));
        done = range.end;
    }
    out.push_str(&text[done..]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAID: &str = "My card is 4111 1111 1111 1111 and\nthe code is 123. Please charge it today.";

    #[test]
    fn a_part_is_found_over_line_ends_and_in_quotes() {
        let secret = Secret::part("4111 1111 1111 1111");
        assert_eq!(secret.out_of("card:4111 1111\n> 1111 1111, thanks").unwrap(), "███\n thanks");
        assert_eq!(secret.out_of(SAID).unwrap(), "My card is ███ and\nthe code is 123. Please charge it today.");
        assert_eq!(secret.out_of("4111 1111 1111"), None);
        assert!(Secret::part("ab").is_in("xaby") && !Secret::part("a b").is_in("ab"));
        assert!(Secret::part(" > ").is_empty());
    }

    #[test]
    fn quotes_of_a_whole_text_go_however_their_lines_are_broken() {
        let secret = Secret::whole(SAID);
        let answer = "Done.\n\n> My card is 4111 1111\n> 1111 1111 and the code\n> is 123. Please charge it today.\nAna";
        assert_eq!(secret.out_of(answer).unwrap(), "Done.\n\n> ███\n\n\nAna");
        assert_eq!(secret.out_of("We charge it today."), None, "a few words of one's own stay");
        let copied = format!("He wrote: {}", SAID.replace('\n', " "));
        assert_eq!(secret.out_of(&copied).unwrap(), "He wrote: ███");
        assert!(secret.is_in(answer) && !secret.is_in("nothing of it"));
    }

    #[test]
    fn a_body_keeps_what_its_lines_are() {
        let text = format!("Fine.\n> {}", SAID.replace('\n', "\n> "));
        let body = Body::marked(text, &[Part::Text, Part::Quoted, Part::Quoted]);
        let left = Secret::whole(SAID).out_of_body(&body).unwrap();
        assert_eq!((left.new_text().as_str(), left.runs().len()), ("Fine.", 2));
        assert!(!left.text().contains("4111") && !left.text().contains("charge"));
    }

    proptest! {
        #[test]
        fn nothing_of_a_part_is_left(text in "[a-c> \n]{0,40}", part in "[a-c ]{1,6}") {
            let secret = Secret::part(&part);
            if let Some(left) = secret.out_of(&text) {
                prop_assert!(!secret.is_empty());
                prop_assert_eq!(left.matches('\n').count(), text.matches('\n').count());
                prop_assert!(secret.out_of(&left.replace(GONE, " ~ ")).is_none());
            }
        }
    }
}
