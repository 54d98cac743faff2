//! Words in a query that elsewhere mean something, and here are only looked for.

use super::KEYS;

/// What is meant otherwise here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// `tag:a or tag:b`: a comma means "or".
    Or,
    /// `tag:a AND tag:b`: every term must hold anyway.
    And,
    /// `NOT tag:a`: a minus means "not".
    Not,
}

/// The first such word, with its character: in capitals between others, or small between two terms with keys. What stands in quotation marks is
/// meant so.
#[must_use]
pub fn hint(text: &str) -> Option<(usize, Hint)> {
    let words = words(text);
    words.iter().enumerate().find_map(|(n, (at, word))| {
        let before = n.checked_sub(1).map(|n| words[n].1);
        let after = words.get(n + 1)?.1;
        let between = before.is_some();
        let between_keys = before.is_some_and(has_key) && has_key(after);
        let hint = match *word {
            "OR" if between => Hint::Or,
            "AND" if between => Hint::And,
            "NOT" => Hint::Not,
            "or" if between_keys => Hint::Or,
            "and" if between_keys => Hint::And,
            "not" if has_key(after) && before.is_none_or(has_key) => Hint::Not,
            _ => return None,
        };
        Some((*at, hint))
    })
}

fn has_key(word: &str) -> bool {
    let key = word.trim_start_matches('-').split_once(':').map(|(key, _)| key.to_lowercase());
    key.is_some_and(|key| key.starts_with(super::FIELD) || KEYS.iter().any(|k| k.name == key))
}

/// What stands between spaces outside quotation marks, each with its character.
fn words(text: &str) -> Vec<(usize, &str)> {
    let (mut out, mut begun, mut quoted) = (Vec::new(), None, false);
    for (character, (byte, c)) in text.char_indices().enumerate() {
        quoted ^= c == '"';
        match begun {
            Some((at, from)) if c.is_whitespace() && !quoted => {
                out.push((at, &text[from..byte]));
                begun = None;
            }
            None if !c.is_whitespace() => begun = Some((character, byte)),
            _ => {}
        }
    }
    out.extend(begun.map(|(at, from)| (at, &text[from..])));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_meant_otherwise_here_is_found_at_its_character() {
        assert_eq!(hint("tag:é or tag:b"), Some((6, Hint::Or)));
        assert_eq!(hint("jam OR tray"), Some((4, Hint::Or)));
        assert_eq!(hint("tag:a AND -field.plan:gold"), Some((6, Hint::And)));
        assert_eq!(hint("status:open not tag:b"), Some((12, Hint::Not)));
        assert_eq!(hint("NOT jam"), Some((0, Hint::Not)));
    }

    #[test]
    fn words_that_are_looked_for_are_left_alone() {
        for text in
            ["", "or", "paper or tray", "tag:a or", "or tag:a", "\"tag:a OR tag:b\"", "subject:\"a OR b\" jam", "tag:a,b", "this is not right"]
        {
            assert_eq!(hint(text), None, "{text}");
        }
    }
}
