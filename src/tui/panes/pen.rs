//! Writing along a row of the screen. Whatever is written is cleaned and cut on its way.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::widgets::text::{clean_line, fit, width, write};

/// A pen on one row. It never leaves it.
#[derive(Debug)]
pub struct Pen<'a> {
    buf: &'a mut Buffer,
    from: u16,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Pen<'a> {
    /// On the first row of an area.
    pub fn new(buf: &'a mut Buffer, area: Rect) -> Pen<'a> {
        let area = area.intersection(buf.area);
        let end = if area.height == 0 { area.x } else { area.right() };
        Pen { from: area.x, x: area.x, y: area.y, end, buf }
    }

    /// Columns that are left.
    #[must_use]
    pub fn room(&self) -> usize {
        usize::from(self.end.saturating_sub(self.x))
    }

    /// The columns that are left.
    #[must_use]
    pub fn free(&self) -> Range<u16> {
        self.x..self.end
    }

    /// Writes a text, cut to the room: then the row is full. Where there is no room, what stands before it gets the mark of what was cut.
    pub fn put(&mut self, text: &str, style: Style) -> &mut Self {
        if self.room() == 0 && !text.trim().is_empty() {
            self.mark_end();
        }
        if self.lay(text, self.room(), style) {
            self.end = self.x;
        }
        self
    }

    /// Puts the mark of what was cut in place of the last character.
    fn mark_end(&mut self) {
        if self.x <= self.from {
            return;
        }
        let last = self.x - 1;
        let wide_before = last > self.from && self.buf[(last - 1, self.y)].symbol().cell_width() > 1;
        if wide_before {
            self.buf[(last - 1, self.y)].set_symbol(" ");
        }
        self.buf[(last, self.y)].set_symbol("…");
    }

    /// Writes a text of which some parts, by bytes and in order, have another style on top.
    pub fn put_parts(&mut self, text: &str, parts: &[Range<usize>], style: Style, of_parts: Style) -> &mut Self {
        let mut at = 0;
        for part in parts {
            self.put(&text[at..part.start], style).put(&text[part.clone()], style.patch(of_parts));
            at = part.end;
        }
        self.put(&text[at..], style)
    }

    /// Writes a text, cut to so many columns at the most.
    pub fn put_in(&mut self, text: &str, columns: usize, style: Style) -> &mut Self {
        self.lay(text, columns.min(self.room()), style);
        self
    }

    /// Writes a text where it is, and tells whether it was cut.
    fn lay(&mut self, text: &str, columns: usize, style: Style) -> bool {
        let line = clean_line(text);
        let cut = width(&line) > columns;
        let fitted = if cut { Cow::Owned(fit(&line, columns)) } else { line };
        self.x = write(self.buf, (self.x, self.y), &fitted, columns, style);
        cut
    }

    /// Writes a text and fills up to so many columns.
    pub fn column(&mut self, text: &str, columns: usize, style: Style) -> &mut Self {
        let from = self.x;
        let columns = columns.min(self.room());
        self.put_in(text, columns, style);
        self.x = from + u16::try_from(columns).unwrap_or(0);
        self
    }

    /// Writes a text at the right end and takes its room away.
    pub fn put_right(&mut self, text: &str, style: Style) -> &mut Self {
        let fitted = fit(text, self.room());
        let columns = u16::try_from(width(&fitted)).unwrap_or(0);
        if columns > 0 {
            self.end -= columns.min(self.end - self.x);
            write(self.buf, (self.end, self.y), &fitted, columns.into(), style);
        }
        self
    }

    /// Leaves columns out.
    pub fn skip(&mut self, columns: u16) -> &mut Self {
        self.x = self.x.saturating_add(columns).min(self.end);
        self
    }

    /// Fills the rest with a sign.
    pub fn fill(&mut self, sign: &str, style: Style) {
        let rest = sign.repeat(self.room());
        self.put(&rest, style);
    }
}

/// One row of an area, by its number from the top.
#[must_use]
pub fn row(area: Rect, number: u16) -> Rect {
    if number >= area.height { Rect::new(area.x, area.bottom(), area.width, 0) } else { Rect::new(area.x, area.y + number, area.width, 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_cut_at_a_space_has_one_mark() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 7, 1));
        Pen::new(&mut buf, Rect::new(0, 0, 7, 1)).put("Frame  and more", Style::new()).put("  Plan: ", Style::new()).put("Gold", Style::new());
        let row: String = buf.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(row, "Frame… ");
    }
}
