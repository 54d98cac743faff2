//! Pictures of numbers in characters: bars, sparklines, shades. All of them tell their numbers apart without colour.

/// From nothing to all, in eighths of a cell's height.
const HEIGHTS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// From nothing to the most.
pub const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];

/// A number as a bar of at most so many columns, with spaces behind it. What is more than nothing is seen.
#[must_use]
pub fn bar(value: u64, most: u64, columns: usize) -> String {
    let halves = match share(value, most, columns * 2) {
        0 if value > 0 => 1,
        n => n,
    };
    let (whole, half) = (halves / 2, halves % 2);
    format!("{}{}{}", "━".repeat(whole), "╸".repeat(half), " ".repeat(columns.saturating_sub(whole + half)))
}

/// A row of numbers as one row of characters, the highest of them at full height.
#[must_use]
pub fn spark(values: &[u64]) -> String {
    let most = values.iter().copied().max().unwrap_or(0);
    let sign = |value: u64| match share(value, most, 8) {
        0 if value > 0 => HEIGHTS[1],
        n => HEIGHTS[n],
    };
    values.iter().map(|v| sign(*v)).collect()
}

/// A number as one of five shades.
#[must_use]
pub fn shade(value: u64, most: u64) -> char {
    match (value, share(value, most, SHADES.len() - 1)) {
        (0, _) => SHADES[0],
        (_, n) => SHADES[n.max(1)],
    }
}

/// Numbers in order, at most so many of them: where there are more, neighbours are taken together by `join`.
#[must_use]
pub fn squeeze(values: &[u64], columns: usize, join: impl Fn(&[u64]) -> u64) -> Vec<u64> {
    if columns == 0 {
        return Vec::new();
    }
    let together = values.len().div_ceil(columns).max(1);
    // whole groups at the right end, where today is
    let first = values.len() % together;
    let (head, rest) = values.split_at(first);
    let head = (!head.is_empty()).then(|| join(head));
    head.into_iter().chain(rest.chunks(together).map(join)).collect()
}

/// So much of `whole`, rounded.
fn share(value: u64, most: u64, whole: usize) -> usize {
    if most == 0 {
        return 0;
    }
    let (value, most, whole) = (u128::from(value.min(most)), u128::from(most), whole as u128);
    usize::try_from((value * whole + most / 2) / most).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widgets::text::width;
    use proptest::prelude::*;

    #[test]
    fn a_bar_grows_by_halves_and_shows_the_least() {
        assert_eq!([bar(0, 8, 1), bar(1, 8, 1), bar(4, 8, 1), bar(8, 8, 1)], [" ", "╸", "╸", "━"]);
        assert_eq!([bar(12, 16, 2), bar(1, 1000, 2), bar(5, 0, 2)], ["━╸", "╸ ", "╸ "]);
    }

    #[test]
    fn a_row_of_numbers_has_its_highest_at_the_top() {
        assert_eq!(spark(&[0, 1, 50, 100]), " ▁▄█");
        assert_eq!(spark(&[]), "");
    }

    #[test]
    fn shades_tell_nothing_from_little() {
        let shades: String = [0, 1, 25, 50, 75, 100].iter().map(|v| shade(*v, 100)).collect();
        assert_eq!(shades, "·░░▒▓█");
    }

    #[test]
    fn many_days_are_taken_together_from_the_right() {
        let sum = |list: &[u64]| list.iter().sum();
        assert_eq!(squeeze(&[1, 2, 3, 4, 5], 2, sum), [3, 12]);
        assert_eq!(squeeze(&[1, 2, 3], 5, sum), [1, 2, 3]);
        assert_eq!(squeeze(&[1, 2, 3, 4], 2, |l| l.last().copied().unwrap_or(0)), [2, 4]);
    }

    proptest! {
        #[test]
        fn pictures_keep_to_their_columns(values in prop::collection::vec(any::<u64>(), 0..200), columns in 0_usize..60) {
            let most = values.iter().copied().max().unwrap_or(0);
            for value in &values {
                prop_assert!(columns == 0 || width(&bar(*value, most, columns)) == columns);
            }
            let row = squeeze(&values, columns, |l| l.iter().copied().max().unwrap_or(0));
            prop_assert!(row.len() <= columns);
            prop_assert_eq!(width(&spark(&row)), row.len());
        }
    }
}
