//! Where popups go, and the box they are drawn in.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use super::text::fit;
use super::theme::Theme;

/// What a popup belongs to: a field, or the cell of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor(pub Rect);

impl From<Rect> for Anchor {
    fn from(area: Rect) -> Anchor {
        Anchor(area)
    }
}

impl From<Position> for Anchor {
    fn from(at: Position) -> Anchor {
        Anchor(Rect::new(at.x, at.y, 1, 1))
    }
}

impl From<(u16, u16)> for Anchor {
    fn from((x, y): (u16, u16)) -> Anchor {
        Anchor(Rect::new(x, y, 1, 1))
    }
}

/// The place for a popup: below its anchor if it fits, else above, else on the roomier side and shrunk. Never outside
/// of `within`, and never over the anchor's rows while these lie inside.
#[must_use]
pub fn place(anchor: impl Into<Anchor>, wanted: Size, within: Rect) -> Rect {
    let Anchor(anchor) = anchor.into();
    let top = anchor.y.clamp(within.y, within.bottom());
    let bottom = anchor.bottom().clamp(within.y, within.bottom());
    let (above, below) = (top - within.y, within.bottom() - bottom);
    let width = wanted.width.min(within.width);
    let x = anchor.x.min(within.right().saturating_sub(width)).max(within.x);
    if wanted.height <= below || below >= above {
        Rect::new(x, bottom, width, wanted.height.min(below))
    } else {
        let height = wanted.height.min(above);
        Rect::new(x, top - height, width, height)
    }
}

/// A box in the middle, shrunk where there is less room.
#[must_use]
pub fn centered(within: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(within.width), height.min(within.height));
    Rect::new(within.x + (within.width - width) / 2, within.y + (within.height - height) / 2, width, height)
}

/// Clears `area`, draws a border with a title around it, and returns what is left inside.
pub fn frame(buf: &mut Buffer, area: Rect, title: &str, theme: &Theme, border: Style) -> Rect {
    let area = area.intersection(buf.area);
    clear(buf, area);
    buf.set_style(area, theme.popup);
    let block = Block::bordered().border_type(BorderType::Rounded).border_style(border);
    let inner = block.inner(area);
    let block = if title.is_empty() || area.width < 6 {
        block
    } else {
        let room = usize::from(area.width) - 4;
        block.title(ratatui::text::Span::styled(format!(" {} ", fit(title, room.saturating_sub(2))), theme.title))
    };
    block.render(area, buf);
    inner
}

/// Empties an area, with the wide characters that reach into it from the left. Where one reached out of it at the right, the cell that it leaves
/// has its colours, not the terminal's.
pub fn clear(buf: &mut Buffer, area: Rect) {
    let area = area.intersection(buf.area);
    if area.width > 0 && area.right() < buf.area.right() {
        for y in area.y..area.bottom() {
            let last = &buf[(area.right() - 1, y)];
            if last.symbol().cell_width() > 1 {
                let style = last.style();
                buf[(area.right(), y)].set_style(style);
            }
        }
    }
    if let Some(x) = area.x.checked_sub(1).filter(|x| *x >= buf.area.x) {
        for y in area.y..area.bottom() {
            let cell = &mut buf[(x, y)];
            if cell.symbol().cell_width() > 1 {
                cell.set_symbol(" ");
            }
        }
    }
    Clear.render(area, buf);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SCREEN: Rect = Rect { x: 0, y: 0, width: 80, height: 24 };

    #[test]
    fn a_popup_goes_below_above_or_shrinks() {
        let wanted = Size::new(30, 8);
        assert_eq!(place((10, 5), wanted, SCREEN), Rect::new(10, 6, 30, 8));
        assert_eq!(place((10, 20), wanted, SCREEN), Rect::new(10, 12, 30, 8));
        assert_eq!(place((70, 5), wanted, SCREEN), Rect::new(50, 6, 30, 8));
        assert_eq!(place((0, 3), wanted, Rect::new(0, 0, 20, 7)), Rect::new(0, 4, 20, 3));
        assert_eq!(place((0, 5), wanted, Rect::new(0, 0, 20, 7)), Rect::new(0, 0, 20, 5));
    }

    #[test]
    fn a_popup_never_shows_half_a_character_at_its_edge() {
        let theme = Theme::dark();
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 3));
        for y in 0..3 {
            buf.set_string(0, y, "日本語日本語", Style::new());
        }
        let inner = frame(&mut buf, Rect::new(3, 0, 6, 3), "x", &theme, theme.border);
        assert_eq!(inner, Rect::new(4, 1, 4, 1));
        let ink = Style::new().fg(ratatui::style::Color::Red);
        let mut wide = Buffer::empty(Rect::new(0, 0, 12, 3));
        wide.set_string(0, 1, "日本語日本語", ink);
        clear(&mut wide, Rect::new(3, 0, 6, 3));
        assert_eq!(wide[(9, 1)].fg, ratatui::style::Color::Red, "the half that is left keeps its colours");
        assert_eq!(buf[(2, 1)].symbol(), " ", "the character that reached under the border");
        assert_eq!(buf[(0, 1)].symbol(), "日");
        assert_eq!(buf[(3, 1)].symbol(), "│");
        assert_eq!(buf[(4, 1)].bg, theme.popup.bg.unwrap());
    }

    #[test]
    fn a_hostile_title_stays_in_its_frame() {
        let theme = Theme::dark();
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 3));
        frame(&mut buf, Rect::new(0, 0, 20, 3), "Re:\u{1b}[2J a very long subject line", &theme, theme.border);
        assert_eq!(buf[(19, 0)].symbol(), "╮");
        assert!(buf.content().iter().all(|c| !c.symbol().contains('\u{1b}')));
        frame(&mut buf, Rect::new(15, 2, 50, 50), "outside", &theme, theme.border);
    }

    proptest! {
        #[test]
        fn no_popup_leaves_the_screen_or_covers_its_anchor(x in 0_u16..100, y in 0_u16..40, w in 0_u16..100, h in 0_u16..40, sx in 0_u16..20, sy in 0_u16..20, sw in 0_u16..90, sh in 0_u16..30) {
            let screen = Rect::new(sx, sy, sw, sh);
            let got = place((x, y), Size::new(w, h), screen);
            prop_assert!(got.x >= screen.x && got.right() <= screen.right() && got.y >= screen.y && got.bottom() <= screen.bottom(), "{got:?} in {screen:?}");
            prop_assert!(y < got.y || y >= got.bottom() || !screen.contains(Position::new(screen.x, y)));
            let middle = centered(screen, w, h);
            prop_assert!(middle.right() <= screen.right() && middle.bottom() <= screen.bottom());
        }
    }
}
