//! A cursor in a list, and the part of the list that is on the screen.

use std::ops::Range;

/// Rows kept between the cursor and the edge, where there are that many.
const MARGIN: usize = 2;

/// Where the cursor stands, and the first row that is shown. Right for every length, zero too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// The row under the cursor.
    pub selected: usize,
    /// The first row on the screen.
    pub offset: usize,
}

impl ListState {
    /// Moves the cursor by some rows, up when negative, and stops at the ends.
    pub fn move_by(&mut self, rows: isize, len: usize) {
        self.to(self.selected.saturating_add_signed(rows), len);
    }

    /// Puts the cursor on a row, or on the last one when there are fewer.
    pub fn to(&mut self, row: usize, len: usize) {
        self.selected = row.min(len.saturating_sub(1));
    }

    /// Moves the cursor by whole screens of `height` rows, keeping one row in sight.
    pub fn page(&mut self, pages: isize, height: usize, len: usize) {
        let step = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        self.move_by(pages.saturating_mul(step), len);
        self.visible(height, len);
    }

    /// The rows to draw. Scrolls as little as it must so that the cursor keeps a margin of two rows to either edge.
    pub fn visible(&mut self, height: usize, len: usize) -> Range<usize> {
        self.to(self.selected, len);
        if height == 0 || len == 0 {
            self.offset = if len == 0 { 0 } else { self.selected };
            return self.offset..self.offset;
        }
        let (lowest, highest) = self.bounds(height, len);
        self.offset = self.offset.clamp(lowest, highest);
        self.offset..(self.offset + height).min(len)
    }

    /// The rows to draw, like [`ListState::visible`], of a list that stands still for longer: where it has to scroll it does so by half its height.
    /// A row that moves is painted anew, and in such a list that is all of them.
    pub fn visible_by_halves(&mut self, height: usize, len: usize) -> Range<usize> {
        let before = self.offset;
        let after = self.visible(height, len).start;
        if height > 0 && len > 0 && after != before && (after > before || before < len) {
            let (lowest, highest) = self.bounds(height, len);
            let half = height / 2;
            let wanted = if after > before { after.max(before + half) } else { after.min(before.saturating_sub(half)) };
            self.offset = wanted.clamp(lowest, highest);
        }
        self.visible(height, len)
    }

    /// The least and the most that a list of rows may be scrolled by, so that the cursor keeps its margin and no row stays empty.
    fn bounds(&self, height: usize, len: usize) -> (usize, usize) {
        let margin = MARGIN.min((height - 1) / 2);
        let end = len.saturating_sub(height);
        ((self.selected + margin + 1).saturating_sub(height).min(end), self.selected.saturating_sub(margin).min(end))
    }

    /// The row that was clicked, `y` rows below the top of the list.
    #[must_use]
    pub fn row_at(&self, y: usize, len: usize) -> Option<usize> {
        let row = self.offset.checked_add(y)?;
        (row < len).then_some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_cursor_stops_at_the_ends() {
        let mut list = ListState::default();
        list.move_by(-1, 5);
        assert_eq!(list.selected, 0);
        list.move_by(99, 5);
        assert_eq!(list.selected, 4);
        list.to(3, 0);
        assert_eq!(list.selected, 0);
        assert_eq!(list.visible(10, 0), 0..0);
    }

    #[test]
    fn the_list_stands_still_until_the_cursor_comes_near_the_edge() {
        let mut list = ListState::default();
        for (steps, first) in [(7, 0), (1, 1), (1, 2), (-3, 2), (-3, 1)] {
            list.move_by(steps, 100);
            assert_eq!(list.visible(10, 100).start, first, "at row {}", list.selected);
        }
    }

    #[test]
    fn a_list_that_scrolls_by_halves_then_stands_still_again() {
        let mut list = ListState::default();
        for (steps, first) in [(7, 0), (1, 5), (4, 5), (1, 10), (-6, 5), (-4, 0), (99, 90), (-7, 90), (-1, 85)] {
            list.move_by(steps, 100);
            assert_eq!(list.visible_by_halves(10, 100).start, first, "at row {}", list.selected);
        }
    }

    #[test]
    fn a_page_leaves_one_row_in_sight() {
        let mut list = ListState::default();
        list.visible(10, 100);
        list.page(1, 10, 100);
        assert_eq!(list.selected, 9);
        list.page(-1, 10, 100);
        assert_eq!((list.selected, list.offset), (0, 0));
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_on_the_screen(halves: bool, moves in prop::collection::vec((-30_isize..30, 0_usize..20, 0_usize..60), 1..20)) {
            let mut list = ListState::default();
            for (rows, height, len) in moves {
                list.move_by(rows, len);
                let shown = if halves { list.visible_by_halves(height, len) } else { list.visible(height, len) };
                prop_assert!(shown.len() <= height && shown.end <= len);
                if height > 0 && len > 0 {
                    prop_assert!(shown.contains(&list.selected));
                    prop_assert_eq!(shown.len(), height.min(len), "no empty rows while there are rows to show");
                }
            }
        }
    }
}
