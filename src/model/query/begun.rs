//! A query that is still being typed.

use unicode_normalization::char::is_combining_mark;

use super::{Condition, Query, Text};
use crate::model::find::is_cjk;

/// The query that is meant while its last word is not finished: with a star behind it, so that the word is the beginning of one. Whatever else
/// stands at the end stays as it is: a space behind the word, quotation marks, the value of a key that takes no star, a single letter, Chinese,
/// Japanese and Korean, which are found by any two characters.
#[must_use]
pub fn begun(text: &str) -> String {
    let goes_on = text.chars().next_back().is_some_and(|c| !is_cjk(c) && (c.is_alphanumeric() || is_combining_mark(c)));
    let begun = goes_on && Query::parse(text).is_ok_and(|query| last_word(&query).is_some_and(|word| word.words.chars().nth(1).is_some()));
    if begun { format!("{text}*") } else { text.to_owned() }
}

/// The words at the end of a query that are looked for.
fn last_word(query: &Query) -> Option<&Text> {
    let last = query.terms.last().filter(|term| !term.negated)?;
    match &last.condition {
        Condition::Text(text) => Some(text),
        Condition::Subject(texts) => texts.last(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_last_word_is_the_beginning_of_one() {
        for (typed, meant) in [
            ("charg", "charg*"),
            ("status:open charg", "status:open charg*"),
            ("subject:inv", "subject:inv*"),
            ("subject:\"a b\",inv", "subject:\"a b\",inv*"),
            ("12:3", "12:3*"),
            ("room 42", "room 42*"),
            ("cafe\u{301}", "cafe\u{301}*"),
        ] {
            assert_eq!(begun(typed), meant);
        }
    }

    #[test]
    fn what_is_finished_or_is_no_word_stays_as_it_is() {
        let finished =
            ["", "charg ", "charg*", "\"charg\"", "-charg", "c", "a b", "42", "#42", "返金", "tag:vip", "-subject:inv", "file:inv", "what?"];
        for typed in finished.into_iter().chain(["\"charg", "statsu:open charg"]) {
            assert_eq!(begun(typed), typed);
        }
    }

    proptest! {
        #[test]
        fn it_differs_in_that_one_word_alone(text in "(subject:|status:|tag:|-|\"|,|\\*|#|[a-z0-9é中]|  ?|\\PC){0,16}") {
            let meant = begun(&text);
            match (Query::parse(&text), Query::parse(&meant)) {
                (Ok(typed), Ok(mut read)) => {
                    match read.terms.last_mut().map(|term| &mut term.condition).filter(|_| meant != text) {
                        Some(Condition::Text(word)) => word.prefix = false,
                        Some(Condition::Subject(words)) => words.last_mut().unwrap().prefix = false,
                        _ => prop_assert_eq!(&meant, &text),
                    }
                    prop_assert_eq!(read, typed);
                }
                (typed, read) => prop_assert_eq!(read, typed, "mistakes stay where they are"),
            }
        }
    }
}
