//! What somebody probably meant: the known word that is nearest to a mistyped one.

/// The nearest of some words, when it is near enough to be what was meant: at most one edit for every three letters, two in a short
/// word, one where the known word has four letters or fewer, and never as many as there are letters. An edit is a letter put in, taken out or exchanged, or two neighbours swapped. Case does not matter.
#[must_use]
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given: Vec<char> = given.to_lowercase().chars().take(MOST).collect();
    let near_enough = |word: &str| {
        let short = word.chars().nth(SHORT).is_none();
        let most = if short { 1 } else { (given.len() / 3).max(2) };
        most.min(given.len().saturating_sub(1))
    };
    known
        .into_iter()
        .map(|word| (edits(&given, word), word))
        .filter(|(d, word)| *d <= near_enough(word))
        .min_by_key(|(d, _)| *d)
        .map(|(_, word)| word)
}

/// In a word of so many letters, two others make another word.
const SHORT: usize = 4;

/// Letters that are compared at the most: no key is longer, and what is given may be of any length.
const MOST: usize = 64;

/// How many edits lead from one word to the other (Damerau and Levenshtein, without overlapping swaps).
fn edits(given: &[char], word: &str) -> usize {
    let word: Vec<char> = word.to_lowercase().chars().take(MOST).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (i, a) in given.iter().enumerate() {
        let mut row = Vec::with_capacity(word.len() + 1);
        row.push(i + 1);
        for (j, b) in word.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && given[i - 1] == *b && word[j - 1] == *a {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant_and_nothing_far_off() {
        let known = ["status", "assignee", "team", "tag"];
        assert_eq!(nearest("staus", known), Some("status"));
        assert_eq!(nearest("Asignee", known), Some("assignee"));
        assert_eq!(nearest("taem", known), Some("team"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("sort", ["org"]), None, "two letters of four are another word");
        assert_eq!(nearest("sla", ["spam"]), None);
        assert_eq!(nearest("opne", ["open"]), Some("open"));
        assert_eq!(nearest("colr", ["colour"]), Some("colour"));
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest(&"x".repeat(100_000), known), None);
    }
}
