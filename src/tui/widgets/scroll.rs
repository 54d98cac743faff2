//! Scrolling of text that has no cursor, and the marks that say where one is.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;

/// Which line of a text is at the top of its pane. Lines and heights are rows on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first line that is shown.
    pub top: usize,
}

impl Scroll {
    /// Scrolls by some lines, up when negative, and stops at the ends.
    pub fn by(&mut self, lines: isize, len: usize, height: usize) {
        self.to(self.top.saturating_add_signed(lines), len, height);
    }

    /// Scrolls by whole panes, keeping one line in sight.
    pub fn page(&mut self, pages: isize, len: usize, height: usize) {
        let step = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        self.by(pages.saturating_mul(step), len, height);
    }

    /// Puts a line at the top, or as near as the end allows.
    pub fn to(&mut self, top: usize, len: usize, height: usize) {
        self.top = top.min(len.saturating_sub(height));
    }

    /// To the last line.
    pub fn to_end(&mut self, len: usize, height: usize) {
        self.to(usize::MAX, len, height);
    }

    /// Is the last line on the screen?
    #[must_use]
    pub fn at_end(&self, len: usize, height: usize) -> bool {
        self.top >= len.saturating_sub(height)
    }

    /// Scrolls as little as it must to show these lines; the first of them when they are too many.
    pub fn show(&mut self, lines: Range<usize>, len: usize, height: usize) {
        let least = lines.end.saturating_sub(height).min(lines.start);
        self.to(self.top.clamp(least, lines.start), len, height);
    }

    /// The lines to draw; pulls the top back where the text became shorter.
    pub fn visible(&mut self, len: usize, height: usize) -> Range<usize> {
        self.to(self.top, len, height);
        self.top..(self.top + height).min(len)
    }
}

/// Draws a scrollbar down the left column of `area`; nothing when everything is in sight.
pub fn scrollbar(buf: &mut Buffer, area: Rect, top: usize, len: usize, theme: &Theme) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let Some(thumb) = thumb(top, len, usize::from(area.height)) else { return };
    for (i, y) in (area.y..area.bottom()).enumerate() {
        let (sign, style) = if thumb.contains(&i) { ("┃", theme.focus_border) } else { ("│", theme.border) };
        buf[(area.x, y)].set_symbol(sign).set_style(style);
    }
}

/// The rows of a bar of `height` rows that stand for what is in sight. It touches an end only where the text does.
fn thumb(top: usize, len: usize, height: usize) -> Option<Range<usize>> {
    if len <= height || height == 0 {
        return None;
    }
    let size = (height * height / len).clamp(1, height);
    let (room, hidden) = (height - size, len - height);
    let top = top.min(hidden);
    let start = match top {
        0 => 0,
        _ if top == hidden => room,
        _ if room >= 3 => (top * room / hidden).clamp(1, room - 1),
        _ => top * room / hidden,
    };
    Some(start..start + size)
}

/// Where one is, in at most four columns: `↑` at the top, `↓` at the end, else the share that lies above; empty when all
/// is in sight.
#[must_use]
pub fn position(top: usize, len: usize, height: usize) -> String {
    let Some(hidden) = len.checked_sub(height).filter(|hidden| *hidden > 0) else { return String::new() };
    match top {
        0 => "↑".to_owned(),
        _ if top >= hidden => "↓".to_owned(),
        _ => format!("{}%", (top.saturating_mul(100) / hidden).max(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn scrolling_stops_at_the_ends() {
        let mut s = Scroll::default();
        s.by(-3, 100, 10);
        assert_eq!(s.top, 0);
        s.page(1, 100, 10);
        assert_eq!(s.top, 9);
        s.to_end(100, 10);
        assert_eq!(s.top, 90);
        assert!(s.at_end(100, 10));
        assert_eq!(s.visible(12, 10), 2..12);
        assert_eq!(s.visible(0, 10), 0..0);
    }

    #[test]
    fn a_message_is_brought_into_sight_with_the_least_movement() {
        let mut s = Scroll { top: 20 };
        s.show(25..28, 100, 10);
        assert_eq!(s.top, 20);
        s.show(35..40, 100, 10);
        assert_eq!(s.top, 30);
        s.show(5..8, 100, 10);
        assert_eq!(s.top, 5);
        s.show(50..80, 100, 10);
        assert_eq!(s.top, 50, "of a long one its beginning");
    }

    #[test]
    fn the_bar_touches_an_end_only_where_the_text_does() {
        assert_eq!(thumb(0, 10, 10), None);
        assert_eq!(thumb(0, 100, 10), Some(0..1));
        assert_eq!(thumb(1, 100, 10), Some(1..2));
        assert_eq!(thumb(89, 100, 10), Some(8..9));
        assert_eq!(thumb(90, 100, 10), Some(9..10));
        assert_eq!([position(0, 100, 10), position(45, 100, 10), position(90, 100, 10), position(0, 5, 10)], ["↑", "50%", "↓", ""]);
    }

    #[test]
    fn the_bar_is_drawn_in_its_column_alone() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 3, 4));
        scrollbar(&mut buf, Rect::new(2, 0, 1, 4), 0, 8, &Theme::none());
        let columns: Vec<String> = (0..4).map(|y| (0..3).map(|x| buf[(x, y)].symbol()).collect()).collect();
        assert_eq!(columns, ["  ┃", "  ┃", "  │", "  │"]);
        scrollbar(&mut buf, Rect::new(9, 9, 1, 1), 0, 8, &Theme::none());
    }

    proptest! {
        #[test]
        fn the_thumb_stays_on_its_bar(top in 0_usize..500, len in 0_usize..500, height in 0_usize..50) {
            if let Some(t) = thumb(top, len, height) {
                prop_assert!(t.end <= height && !t.is_empty());
            }
        }

        #[test]
        fn what_is_shown_is_in_sight(a in 0_usize..200, n in 0_usize..50, top in 0_usize..300, height in 1_usize..40) {
            let mut s = Scroll { top };
            s.show(a..a + n, 250, height);
            let seen = s.visible(250, height);
            prop_assert!(seen.contains(&a) || n == 0);
            prop_assert!(n > height || a + n <= seen.end);
        }
    }
}
