//! Where the words of a query stand in a text, compared as the search index compares them: without regard to case and accents, Chinese,
//! Japanese and Korean by their characters.

use std::collections::VecDeque;
use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::query::{Condition, Query, Text};

/// Stands where an excerpt leaves something out.
const ELLIPSIS: char = '…';

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finder {
    phrases: Vec<Phrase>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    words: Vec<String>,
    /// The last word may go on.
    prefix: bool,
}

/// A piece of a text around what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// One line.
    pub text: String,
    /// Where in it something was found, by bytes.
    pub hits: Vec<Range<usize>>,
}

/// A text of a ticket in which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundText {
    /// The whole text.
    pub text: String,
    /// It is of a side conversation.
    pub side: bool,
}

impl Finder {
    /// The words that a query looks for. What it wants to be absent is not looked for.
    #[must_use]
    pub fn of(query: &Query) -> Finder {
        let wanted = query.terms.iter().filter(|t| !t.negated).flat_map(|t| match &t.condition {
            Condition::Text(text) => std::slice::from_ref(text),
            Condition::Subject(texts) => texts,
            _ => &[],
        });
        Finder { phrases: wanted.map(Phrase::of).filter(|p| !p.words.is_empty()).collect() }
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Where it stands in a text, by bytes, in order and apart.
    #[must_use]
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let words: Vec<Word> = Words::of(text).collect();
        let mut hits: Vec<Range<usize>> = self.phrases.iter().flat_map(|p| p.hits(&words)).collect();
        hits.sort_by_key(|h| (h.start, h.end));
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(hits.len());
        for hit in hits {
            match apart.last_mut() {
                Some(last) if hit.start <= last.end => last.end = last.end.max(hit.end),
                _ => apart.push(hit),
            }
        }
        apart
    }

    /// Where the first of it begins that ends. Reads no further.
    fn first(&self, text: &str) -> Option<usize> {
        let longest = self.phrases.iter().map(|p| p.words.len()).max()?;
        let mut last: VecDeque<Word> = VecDeque::with_capacity(longest + 1);
        for word in Words::of(text) {
            last.push_back(word);
            if last.len() > longest {
                last.pop_front();
            }
            let last = last.make_contiguous();
            let ended = |p: &Phrase| last.len().checked_sub(p.words.len()).and_then(|at| last.get(at).filter(|_| p.is(&last[at..])));
            if let Some(begun) = self.phrases.iter().find_map(ended) {
                return Some(begun.at.start);
            }
        }
        None
    }

    /// One line of a text around the first place where something stands, of about so many characters; the beginning where nothing does.
    #[must_use]
    pub fn excerpt(&self, text: &str, length: usize) -> Excerpt {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = self.first(&line).unwrap_or(0);
        let before = line[..first].chars().count();
        let skipped = before.saturating_sub(length / 3);
        let taken: String = line.chars().skip(skipped).take(length).collect();
        let mut kept = taken.trim().to_owned();
        if skipped > 0 {
            kept.insert(0, ELLIPSIS);
        }
        if line.chars().count() > skipped + length {
            kept.push(ELLIPSIS);
        }
        Excerpt { hits: self.hits(&kept), text: kept }
    }
}

impl Phrase {
    fn of(text: &Text) -> Phrase {
        Phrase { words: Words::of(&text.words).map(|w| w.folded).collect(), prefix: text.prefix }
    }

    fn hits(&self, text: &[Word]) -> Vec<Range<usize>> {
        let Some(last) = self.words.len().checked_sub(1) else { return Vec::new() };
        text.windows(self.words.len()).filter(|w| self.is(w)).map(|w| w[0].at.start..w[last].at.end).collect()
    }

    /// Whether as many words of a text are these.
    fn is(&self, text: &[Word]) -> bool {
        text.iter().zip(&self.words).enumerate().all(|(i, (word, wanted))| {
            let goes_on = self.prefix && i + 1 == self.words.len();
            word.folded == *wanted || goes_on && word.folded.starts_with(wanted.as_str())
        })
    }
}

struct Word {
    at: Range<usize>,
    folded: String,
}

/// The words of a text. Each Chinese, Japanese or Korean character is one.
struct Words<'a> {
    rest: Peekable<CharIndices<'a>>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Words<'a> {
        Words { rest: text.char_indices().peekable() }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let (start, first) = self.rest.find(|(_, c)| is_cjk(*c) || c.is_alphanumeric())?;
        let mut word = Word { at: start..start + first.len_utf8(), folded: String::new() };
        if is_cjk(first) {
            word.folded.push(first);
            return Some(word);
        }
        fold(first, &mut word.folded);
        while let Some((at, c)) = self.rest.next_if(|(_, c)| !is_cjk(*c) && (c.is_alphanumeric() || is_combining_mark(*c))) {
            word.at.end = at + c.len_utf8();
            fold(c, &mut word.folded);
        }
        Some(word)
    }
}

/// A text without case and accents: what it is sorted by.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| fold(c, &mut out));
    out
}

/// Adds a character without case and accents.
fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else {
        out.extend(c.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
    }
}

/// Chinese, Japanese and Korean characters, which are written without spaces between words.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        Finder::of(&Query::parse(query).unwrap()).hits(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        assert_eq!(found("máquina", "A MAQUINA, a Máquina"), ["MAQUINA", "Máquina"]);
        assert_eq!(found("print*", "printer sprint Prints"), ["printer", "Prints"]);
        assert_eq!(found("print", "printer"), [""; 0]);
        assert_eq!(found("\"as soon\"", "As soon as so soon"), ["As soon"]);
        assert_eq!(found("返金", "ご返金の件"), ["返金"]);
        assert_eq!(found("-printer paper", "printer paper"), ["paper"]);
        assert_eq!(found("status:open", "open"), [""; 0]);
        assert_eq!(found("a e\u{301}t", "ét a"), ["ét", "a"]);
    }

    #[test]
    fn an_excerpt_is_one_line_around_the_first_hit() {
        let text = format!("{}\nthe Printer is\non fire {}", "so it goes ".repeat(20), "and on ".repeat(20));
        let excerpt = Finder::of(&Query::parse("printer").unwrap()).excerpt(&text, 40);
        assert_eq!(excerpt.text, "…it goes the Printer is on fire and on a…");
        assert_eq!(&excerpt.text[excerpt.hits[0].clone()], "Printer");
        let none = Finder::default().excerpt("short", 40);
        assert_eq!((none.text.as_str(), none.hits.len()), ("short", 0));
    }

    proptest! {
        #[test]
        fn hits_are_whole_characters_in_order_and_excerpts_never_longer(query in "[a-zé注文 ]{1,12}", text in "\\PC{0,200}", length in 0usize..80) {
            let finder = Finder { phrases: vec![Phrase { words: Words::of(&query).map(|w| w.folded).collect(), prefix: true }] };
            let mut last = 0;
            for hit in finder.hits(&text) {
                prop_assert!(hit.start >= last && hit.start < hit.end);
                prop_assert!(text.get(hit.clone()).is_some());
                last = hit.end;
            }
            prop_assert_eq!(finder.first(&text), finder.hits(&text).first().map(|h| h.start), "one phrase: what ends first begins first");
            let excerpt = finder.excerpt(&text, length);
            prop_assert!(excerpt.text.chars().count() <= length + 2);
            prop_assert!(excerpt.hits.iter().all(|h| excerpt.text.get(h.clone()).is_some()));
        }
    }
}
