//! A picture in half blocks: each cell is two pixels, one above the other. Without colours, words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use crate::tui::app::App;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::preview::Picture;
use crate::tui::widgets::popover;
use crate::tui::widgets::wrap::wrap;

/// A small picture grows to this many times its size at the most.
const GROWS: u32 = 8;

/// A picture on the screen.
#[derive(Debug)]
pub struct Shown {
    title: String,
    about: String,
    picture: Picture,
}

impl Shown {
    /// A picture with its name and what there is to say about it.
    #[must_use]
    pub fn new(title: String, about: String, picture: Picture) -> Shown {
        Shown { title, about, picture }
    }

    /// Columns and half rows that it takes of a room of so many.
    fn fitted(&self, room: (u32, u32)) -> (u32, u32) {
        let (columns, rows) = (self.picture.size.0.max(1), self.picture.size.1.max(1));
        let most = |room: u32, size: u32| room.min(size.saturating_mul(GROWS));
        let (across, down) = (most(room.0, columns), most(room.1, rows));
        let (by_width, by_height) = ((across, across * rows / columns), (down * columns / rows, down));
        let (x, y) = if by_width.1 <= room.1 { by_width } else { by_height };
        (x.clamp(1, room.0.max(1)), y.clamp(1, room.1.max(1)))
    }

    /// Draws it.
    pub fn draw(&self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        let inner = popover::frame(buf, area, &self.title, theme, theme.focus_border);
        Pen::new(buf, row(inner, 0)).skip(1).put(&self.about, theme.dim);
        let body = Rect { y: inner.y + 1.min(inner.height), height: inner.height.saturating_sub(1), ..inner };
        if !theme.has_colours() {
            for (y, line) in wrap(&app.say("console-preview-no-colours"), inner.width.saturating_sub(2).into()).iter().enumerate() {
                Pen::new(buf, row(body, u16::try_from(y + 1).unwrap_or(u16::MAX))).skip(1).put(line, theme.text);
            }
            return;
        }
        if body.is_empty() {
            return;
        }
        let (columns, halves) = self.fitted((body.width.into(), u32::from(body.height) * 2));
        let left = body.x + (body.width - u16::try_from(columns).unwrap_or(body.width)) / 2;
        let colour = |x: u32, y: u32| {
            let [r, g, b] = self.picture.colour((x, y), (columns, halves));
            Color::Rgb(r, g, b)
        };
        for y in 0..halves.div_ceil(2) {
            for x in 0..columns {
                let place = (left + u16::try_from(x).unwrap_or(0), body.y + u16::try_from(y).unwrap_or(0));
                let Some(cell) = buf.cell_mut(place) else { continue };
                let style = Style::new().fg(colour(x, y * 2));
                let style = if y * 2 + 1 < halves { style.bg(colour(x, y * 2 + 1)) } else { style };
                cell.set_symbol("▀").set_style(style);
            }
        }
    }
}
