//! Fuzzy search over short texts: canned responses, commands, people, emoji.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_segmentation::UnicodeSegmentation;

/// A matcher; keeps its memory between searches.
pub struct Fuzzy {
    matcher: Matcher,
    chars: Vec<char>,
}

impl Default for Fuzzy {
    fn default() -> Fuzzy {
        Fuzzy::new()
    }
}

impl std::fmt::Debug for Fuzzy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fuzzy").finish_non_exhaustive()
    }
}

impl Fuzzy {
    /// A matcher that looks past case and accents.
    #[must_use]
    pub fn new() -> Fuzzy {
        Fuzzy { matcher: Matcher::new(Config::DEFAULT), chars: Vec::new() }
    }

    /// The items that match every word of the query, best first, each with its index and the characters that matched
    /// (counted in `char`s, ascending). Equal ones keep their order, and so do all when the query is empty.
    pub fn rank<S: AsRef<str>>(&mut self, query: &str, items: &[S]) -> Vec<(usize, Vec<u32>)> {
        let pattern = Pattern::parse(query.trim(), CaseMatching::Ignore, Normalization::Smart);
        if pattern.atoms.is_empty() {
            return (0..items.len()).map(|i| (i, Vec::new())).collect();
        }
        let mut found = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let mut hits = Vec::new();
            let text = Utf32Str::new(item.as_ref(), &mut self.chars);
            if let Some(score) = pattern.indices(text, &mut self.matcher, &mut hits) {
                found.push((score, i, hits));
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found.into_iter().map(|(_, i, hits)| (i, chars_of(hits, items[i].as_ref()))).collect()
    }
}

/// The matcher counts grapheme clusters; drawing wants characters.
fn chars_of(mut hits: Vec<u32>, text: &str) -> Vec<u32> {
    hits.sort_unstable();
    hits.dedup();
    if text.is_ascii() {
        return hits;
    }
    let mut starts = Vec::new();
    let mut at = 0_u32;
    for g in text.graphemes(true) {
        starts.push(at);
        at += u32::try_from(g.chars().count()).unwrap_or(u32::MAX);
    }
    hits.iter().filter_map(|hit| starts.get(usize::try_from(*hit).ok()?).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_comes_first_and_says_which_letters_matched() {
        let items = ["Order refused", "Refund confirmation", "Ask for order number"];
        let found = Fuzzy::new().rank("refcon", &items);
        assert_eq!(found, [(1, vec![0, 1, 2, 7, 8, 9])]);
    }

    #[test]
    fn no_query_keeps_the_order_and_no_match_is_left_out() {
        let items = ["b", "a"];
        assert_eq!(Fuzzy::new().rank("  ", &items), [(0, vec![]), (1, vec![])]);
        assert!(Fuzzy::new().rank("zzz", &items).is_empty());
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        let items = ["Devolução confirmada".to_owned()];
        assert_eq!(Fuzzy::new().rank("DEVOLUCAO", &items)[0].0, 0);
    }

    #[test]
    fn matched_letters_are_counted_in_characters_whatever_stands_before_them() {
        let items = ["e\u{301}👨\u{200d}👩 ok"];
        let (_, hits) = Fuzzy::new().rank("ok", &items).remove(0);
        let chars: Vec<char> = items[0].chars().collect();
        assert_eq!(hits.iter().map(|i| chars[*i as usize]).collect::<String>(), "ok");
    }

    #[test]
    fn equal_ones_keep_their_order() {
        let items = ["same", "same", "same"];
        let order: Vec<usize> = Fuzzy::new().rank("same", &items).into_iter().map(|(i, _)| i).collect();
        assert_eq!(order, [0, 1, 2]);
    }
}
