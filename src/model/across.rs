//! What is quoted across: a third party's words for the customer, without who they are.

use std::ops::Range;

use super::Mailbox;

/// Shorter words of a domain are rather `co`, `www` or `app`.
const SHORTEST_OF_DOMAIN: usize = 4;
/// Stands where a name or an address was left out.
pub const LEFT_OUT: &str = "[…]";

/// A text without the e-mail addresses in it, the mail domains of these people, and their names and the domains': whole, or any word of one
/// that is written like a name. What cannot be told from other words, such as a telephone number, stays: a person reads it before it is sent.
#[must_use]
pub fn without_names(text: &str, people: &[Mailbox]) -> String {
    let mut cuts: Vec<Range<usize>> = addresses(text);
    for person in people {
        let domain = person.address.domain().to_lowercase();
        cuts.extend(runs(text, |c| c.is_alphanumeric() || c == '.' || c == '-').filter(|run| is_of_domain(&text[run.clone()], &domain)));
        for word in person.name.split(|c: char| !c.is_alphanumeric()).filter(|w| looks_like_name(w)).chain(words_of(&domain)) {
            cuts.extend(written(text, word));
        }
    }
    cut(text, cuts)
}

/// The maximal runs of characters of a kind.
fn runs(text: &str, kind: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(&kind)?;
        at = start + text[start..].find(|c| !kind(c)).unwrap_or(text.len() - start);
        Some(start..at)
    })
}

/// Everything of the form `local@domain`.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let in_local = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let in_domain = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
    let at_signs = text.match_indices('@').map(|(at, _)| at);
    let around = at_signs.map(|at| {
        let start = text[..at].char_indices().rev().take_while(|(_, c)| in_local(*c)).last().map_or(at, |(i, _)| i);
        let end = text[at + 1..].find(|c| !in_domain(c)).map_or(text.len(), |n| at + 1 + n);
        start..at + 1 + text[at + 1..end].trim_end_matches(['.', '-']).len()
    });
    around.filter(|r| !text[r.clone()].starts_with('@') && !text[r.clone()].ends_with('@')).collect()
}

fn is_of_domain(run: &str, domain: &str) -> bool {
    let host = run.trim_matches(['.', '-']).to_lowercase();
    host == *domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

/// The words of a company's name as they stand in its domain: `acme` and `parts` of `mail.acme-parts.example`.
fn words_of(domain: &str) -> impl Iterator<Item = &str> {
    let own = domain.rsplit_once('.').map_or("", |(own, _)| own);
    own.split(['.', '-']).filter(|w| w.chars().count() >= SHORTEST_OF_DOMAIN)
}

/// Particles such as “de” and single letters are not what people are known by.
fn looks_like_name(word: &str) -> bool {
    let first_is_small = word.chars().next().is_some_and(char::is_lowercase);
    !first_is_small && (word.chars().count() > 1 || word.chars().any(has_no_case))
}

fn has_no_case(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// Where a word of a name stands: as a word that begins as names do, or, in scripts that put no spaces between words, anywhere.
fn written(text: &str, name: &str) -> Vec<Range<usize>> {
    if name.chars().any(has_no_case) {
        return text.match_indices(name).map(|(at, found)| at..at + found.len()).collect();
    }
    let name = name.to_lowercase();
    let same = |run: &Range<usize>| {
        let word = &text[run.clone()];
        !word.chars().next().is_some_and(char::is_lowercase) && word.to_lowercase() == name
    };
    runs(text, char::is_alphanumeric).filter(same).collect()
}

/// The text without these ranges; neighbours with nothing but blanks between them are one.
fn cut(text: &str, mut cuts: Vec<Range<usize>>) -> String {
    cuts.sort_by_key(|r| (r.start, r.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Range { start, end } in cuts {
        if end <= done {
            continue;
        }
        let between = text.get(done..start).unwrap_or_default();
        let joins = !out.is_empty() && done > 0 && between.chars().all(|c| c == ' ' || c == '\t');
        if !(joins && out.ends_with(LEFT_OUT)) {
            out.push_str(between);
            out.push_str(LEFT_OUT);
        }
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn people() -> Vec<Mailbox> {
        ["Acme Parts <sales@acme-parts.example>", "José de la Cruz <jose@workshop.example>", "田中 太郎 <tanaka@tokyo.example>"]
            .map(|m| Mailbox::parse(m).unwrap())
            .to_vec()
    }

    fn said(text: &str) -> String {
        without_names(text, &people())
    }

    #[test]
    fn names_and_addresses_are_left_out_and_nothing_else() {
        for (text, left) in [
            ("We have 12 in stock.", "We have 12 in stock."),
            ("Regards, José de la Cruz", "Regards, […] de la […]"),
            ("ACME PARTS has the parts", "[…] has the parts"),
            ("Parts desk, Workshop of the Example", "[…] desk, […] of the Example"),
            ("Write to sales@acme-parts.example, please.", "Write to […], please."),
            ("Also <other.person@third.example>!", "Also <[…]>!"),
            ("See https://shop.acme-parts.example/p-100 for it", "See https://[…]/p-100 for it"),
            ("not-acme-parts.example.org is somebody else", "not-acme-parts.example.org is somebody else"),
            ("Twelve @ 4 euros, mail@ and @home stay", "Twelve @ 4 euros, mail@ and @home stay"),
            ("田中太郎より", "[…]より"),
            ("", ""),
        ] {
            assert_eq!(said(text), left, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_around_them_they_are_gone(before in "[^@]{0,30}", between in "\\PC{0,30}", after in "\\PC{0,30}") {
            let out = said(&format!("{before} Acme {between} sales@acme-parts.example {after} José."));
            prop_assert!(!out.contains("sales@acme-parts.example"), "{out}");
            prop_assert!(!out.split(|c: char| !c.is_alphanumeric()).any(|w| w == "Acme" || w == "José"), "{out}");
        }

        #[test]
        fn a_text_without_them_stays_as_it_is(text in "[a-z0-9 .,\n]{0,80}") {
            prop_assert_eq!(said(&text), text);
        }
    }
}
