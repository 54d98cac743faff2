//! Where the words of a query stand in a text, compared as the search index compares them: without regard to case and accents, Chinese,
//! Japanese and Korean by their characters.

use std::ops::Range;

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
        let words = words(text);
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

    /// One line of a text around the first place where something stands, of about so many characters; the beginning where nothing does.
    #[must_use]
    pub fn excerpt(&self, text: &str, length: usize) -> Excerpt {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = self.hits(&line).first().map_or(0, |h| h.start);
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
        Phrase { words: words(&text.words).into_iter().map(|w| w.folded).collect(), prefix: text.prefix }
    }

    fn hits(&self, text: &[Word]) -> Vec<Range<usize>> {
        let Some(last) = self.words.len().checked_sub(1) else { return Vec::new() };
        let same = |window: &[Word]| {
            window.iter().zip(&self.words).enumerate().all(|(i, (word, wanted))| {
                let goes_on = self.prefix && i == last;
                word.folded == *wanted || goes_on && word.folded.starts_with(wanted.as_str())
            })
        };
        text.windows(self.words.len()).filter(|w| same(w)).map(|w| w[0].at.start..w[last].at.end).collect()
    }
}

struct Word {
    at: Range<usize>,
    folded: String,
}

/// The words of a text. Each Chinese, Japanese or Korean character is one.
fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut goes_on = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_cjk(c) {
            out.push(Word { at: at..end, folded: c.to_string() });
            goes_on = false;
        } else if c.is_alphanumeric() || goes_on && is_combining_mark(c) {
            if !goes_on {
                out.push(Word { at: at..at, folded: String::new() });
            }
            if let Some(word) = out.last_mut() {
                word.at.end = end;
                word.folded.extend(c.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
            }
            goes_on = true;
        } else {
            goes_on = false;
        }
    }
    out
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
            let finder = Finder { phrases: vec![Phrase { words: words(&query).into_iter().map(|w| w.folded).collect(), prefix: true }] };
            let mut last = 0;
            for hit in finder.hits(&text) {
                prop_assert!(hit.start >= last && hit.start < hit.end);
                prop_assert!(text.get(hit.clone()).is_some());
                last = hit.end;
            }
            let excerpt = finder.excerpt(&text, length);
            prop_assert!(excerpt.text.chars().count() <= length + 2);
            prop_assert!(excerpt.hits.iter().all(|h| excerpt.text.get(h.clone()).is_some()));
        }
    }
}
