//! Links in a text: numbered ones with their targets below it (`[1] https://…`), and those that stand in it as they are.

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The number that it has in the text, or its place after those.
    pub number: usize,
    /// Where it really goes.
    pub target: String,
}

impl Link {
    /// The machine that it goes to, or the address that is written to: what stands before an `@` does not count.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.target.split_once(':').map_or("", |(_, rest)| rest);
        let place = rest.trim_start_matches('/').split(['/', '?', '#', '\\']).next().unwrap_or_default();
        if self.target.starts_with("mailto:") { place } else { place.rsplit('@').next().unwrap_or_default() }
    }
}

/// Schemes that are opened.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];
/// Most links of one text.
const MOST: usize = 500;

/// The links of a text, those with a number in it first.
#[must_use]
pub fn links(text: &str) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    for line in text.lines() {
        let numbered = line.trim_start_matches(['>', ' ']).strip_prefix('[').and_then(|rest| rest.split_once("] "));
        if let Some((number, target)) = numbered
            && let (Ok(number), Some(target)) = (number.parse(), opened(target.trim()))
            && !found.iter().any(|l| l.number == number)
        {
            found.push(Link { number, target });
        }
    }
    found.sort_by_key(|l| l.number);
    let mut next = found.last().map_or(0, |l| l.number);
    for word in text.split_whitespace() {
        let Some(start) = SCHEMES.iter().filter_map(|s| word.to_ascii_lowercase().find(s)).min() else { continue };
        let bare = word.get(start..).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'', '*', '_']);
        if let Some(target) = opened(bare)
            && !found.iter().any(|l| l.target == target)
        {
            next += 1;
            found.push(Link { number: next, target });
        }
    }
    found.truncate(MOST);
    found
}

/// A target that may be opened: of a known scheme, and nothing in it that no address has.
fn opened(target: &str) -> Option<String> {
    let known = SCHEMES.iter().any(|s| target.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s)) && target.len() > s.len());
    let clean = !target.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '`') || is_unseen(c));
    (known && clean).then(|| target.to_owned())
}

/// Characters that change the direction of the text, or show nothing.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbered_links_keep_their_numbers_and_bare_ones_come_after() {
        let text = "See our shop [2] and <https://example.com/a>.\n> [1] https://example.org/\n[2] https://shop.example/x?y=1\n[3] javascript:alert(1)\nmailto:ana@example.com https://\u{202e}moc.elpmaxe/x";
        let found: Vec<(usize, String)> = links(text).into_iter().map(|l| (l.number, l.target)).collect();
        assert_eq!(
            found,
            [
                (1, "https://example.org/".into()),
                (2, "https://shop.example/x?y=1".into()),
                (3, "https://example.com/a".into()),
                (4, "mailto:ana@example.com".into())
            ]
        );
    }

    #[test]
    fn the_real_host_is_told() {
        let host = |target: &str| Link { number: 1, target: target.into() }.host().to_owned();
        assert_eq!(host("https://bank.example@evil.example/login"), "evil.example");
        assert_eq!(host("https://bank.example\\@evil.example"), "bank.example");
        assert_eq!(host("HTTP://a.example:8080?x"), "a.example:8080");
        assert_eq!(host("mailto:ana@example.com?subject=x"), "ana@example.com");
    }

    proptest! {
        #[test]
        fn any_text_has_only_links_that_may_be_opened(text in "(\\[[0-9]{1,3}\\] |https?://|HTTPS://|mailto:|javascript:|[a-zé@./ \n<>\"]{0,5}){0,30}") {
            for link in links(&text) {
                prop_assert!(SCHEMES.iter().any(|s| link.target.to_ascii_lowercase().starts_with(s)));
                let _ = link.host();
            }
        }
    }
}
