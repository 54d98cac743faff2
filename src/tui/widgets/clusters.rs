//! Grapheme clusters (UAX 29), found without a look into Unicode's tables where text is plain, as most is.

use unicode_segmentation::UnicodeSegmentation;

/// Whether a character is one cell on every terminal, safe to show, and a cluster of its own beside others of its kind: most of Latin, Greek and
/// Cyrillic, dashes, arrows, and what boxes are drawn with.
#[must_use]
pub fn is_plain(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{a0}'..='\u{ac}'
            | '\u{ae}'..='\u{2ff}'
            | '\u{370}'..='\u{482}'
            | '\u{48a}'..='\u{52f}'
            | '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{205e}'
            | '\u{2190}'..='\u{21ff}'
            | '\u{2500}'..='\u{25fc}'
    )
}

/// The columns of a text of plain characters; none of one with others.
#[must_use]
pub fn plain_width(s: &str) -> Option<usize> {
    if s.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return Some(s.len());
    }
    s.chars().try_fold(0, |columns, c| is_plain(c).then_some(columns + 1))
}

/// The extended grapheme clusters of a text.
pub fn clusters(s: &str) -> impl Iterator<Item = &str> {
    cluster_indices(s).map(|(_, g)| g)
}

/// The extended grapheme clusters of a text, each with its first byte.
pub fn cluster_indices(s: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = s.get(at..).filter(|rest| !rest.is_empty())?;
        let g = first(rest);
        at += g.len();
        Some((at - g.len(), g))
    })
}

/// The first cluster of a text that begins with one.
fn first(s: &str) -> &str {
    let mut chars = s.chars();
    let plain = chars.next().is_some_and(is_plain).then(|| s.len() - chars.as_str().len());
    match (plain, chars.next()) {
        (Some(len), next) if next.is_none_or(is_plain) => &s[..len],
        _ => s.graphemes(true).next().unwrap_or(s),
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::hostile;
    use super::super::text::{clean_line, width};
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthChar;

    #[test]
    fn a_plain_character_is_shown_as_it_is_in_one_cell() {
        let before = ["a", "é", "\u{600}", "🇫", "👨\u{200d}", "क्"];
        for c in ('\0'..=char::MAX).filter(|c| is_plain(*c)) {
            let s = c.to_string();
            assert_eq!(clean_line(&s), s, "{c:?}");
            assert_eq!((c.width(), s.graphemes(true).map(width).sum()), (Some(1), 1), "{c:?}");
            for other in before {
                let both = format!("{other}{c}{c}x");
                assert!(clusters(&both).eq(both.graphemes(true)), "{both:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn clusters_are_those_of_unicode(s in hostile()) {
            prop_assert!(cluster_indices(&s).eq(s.grapheme_indices(true)));
            prop_assert!(plain_width(&s).is_none_or(|columns| columns == s.graphemes(true).count()));
        }
    }
}
