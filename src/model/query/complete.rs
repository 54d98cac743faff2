//! What can stand where the cursor is.

use super::{FIELD, KEYS};

/// What fits at the cursor, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Completion {
    /// The character, counted from 0, from which up to the cursor a word replaces the text.
    pub from: usize,
    /// The words: keys with their colon, or values.
    pub words: Vec<String>,
}

/// The keys and fixed values that fit before the cursor, which counts characters from 0.
#[must_use]
pub fn complete(text: &str, cursor: usize) -> Completion {
    let before: Vec<char> = text.chars().take(cursor).collect();
    if in_quotes(&before) {
        return Completion { from: before.len(), words: Vec::new() };
    }
    let start = before.iter().rposition(|c| c.is_whitespace()).map_or(0, |at| at + 1);
    let start = start + usize::from(before.get(start) == Some(&'-'));
    let term: String = before[start..].iter().collect();
    let Some((key, values)) = term.split_once(':') else {
        let keys = KEYS.iter().map(|k| format!("{}:", k.name)).chain([FIELD.to_owned()]);
        return Completion { from: start, words: keys.filter(|k| fits(k, &term)).collect() };
    };
    let value = values.rsplit(',').next().unwrap_or_default();
    let offered = KEYS.iter().find(|k| k.name.eq_ignore_ascii_case(key)).map_or(&[][..], |k| k.values);
    Completion { from: before.len() - value.chars().count(), words: offered.iter().filter(|v| fits(v, value)).map(|v| (*v).to_owned()).collect() }
}

/// Whether the word begins with what is there, and is not there already.
fn fits(word: &str, begun: &str) -> bool {
    let begun = begun.to_ascii_lowercase();
    word != begun && word.starts_with(&begun)
}

/// Whether a quotation mark before the cursor is still open.
fn in_quotes(before: &[char]) -> bool {
    let (mut open, mut escaped) = (false, false);
    for c in before {
        match c {
            '\\' if open && !escaped => escaped = true,
            '"' if !escaped => open = !open,
            _ => escaped = false,
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> (usize, String) {
        let completion = complete(text, text.chars().count());
        (completion.from, completion.words.join(" "))
    }

    #[test]
    fn offers_keys_at_the_start_of_a_term_and_values_after_a_key() {
        assert_eq!(words("st"), (0, "status:".into()));
        assert_eq!(words("tag:vip -as"), (9, "assignee:".into()));
        assert_eq!(words("status:op"), (7, "open".into()));
        assert_eq!(words("é status:open,pe"), (14, "pending".into()));
        assert_eq!(words("side:"), (5, "open done unread none".into()));
        assert_eq!(words("status:open"), (7, String::new()), "nothing is left to complete");
        assert_eq!(words("\"st"), (3, String::new()), "nothing is completed between quotation marks");
        assert_eq!(complete("status:op tag:x", 9).words, ["open"]);
        assert_eq!(complete("st", 99).words, ["status:"]);
    }
}
