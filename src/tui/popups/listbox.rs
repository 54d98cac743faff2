//! The box that most popups are: a title, a line to type in, rows to choose from.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::app::App;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::rule;
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;
use crate::tui::widgets::scroll::scrollbar;
use crate::tui::widgets::text::{clean_line, fit, width};

/// One row.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// A sign in front, with its style.
    pub sign: Option<(String, Style)>,
    /// The row's text.
    pub label: String,
    /// The characters of it that matched.
    pub hits: Vec<u32>,
    /// What stands behind it, dim.
    pub detail: String,
    /// What stands at the right end.
    pub right: String,
    /// It cannot be chosen now.
    pub off: bool,
    /// It is a heading.
    pub heading: bool,
}

/// A box of so many columns and rows, no larger than the screen allows. Its upper edge stays where it is while its list shrinks.
#[must_use]
pub fn area(screen: Rect, columns: u16, rows: usize) -> Rect {
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(4).min(screen.height.saturating_sub(2));
    let mut area = popover::centered(screen, columns.min(screen.width.saturating_sub(2)), height);
    area.y = area.y.min(screen.y + screen.height / 6);
    area
}

fn inside(area: Rect) -> Rect {
    let (x, y) = (2.min(area.width), 1.min(area.height));
    Rect { x: area.x + x, y: area.y + y, width: area.width.saturating_sub(4), height: area.height.saturating_sub(2) }
}

/// The line to type in.
#[must_use]
pub fn input_area(area: Rect) -> Rect {
    row(inside(area), 0)
}

/// The rows.
#[must_use]
pub fn list_area(area: Rect, has_input: bool) -> Rect {
    let inner = inside(area);
    let above = if has_input { 2.min(inner.height) } else { 0 };
    Rect { y: inner.y + above, height: inner.height - above, ..inner }
}

/// Draws the frame and the line to type in.
pub fn draw_frame(app: &App, buf: &mut Buffer, area: Rect, title: &str, line: &mut LineEdit, hint: &str) {
    popover::frame(buf, area, title, &app.theme, app.theme.focus_border);
    line.draw(buf, input_area(area), &app.theme, true, hint);
    rule(buf, row(inside(area), 1), app.theme.border);
}

/// Draws the rows that are in sight.
pub fn draw_rows(app: &App, buf: &mut Buffer, rows: Rect, list: &mut ListState, len: usize, line: impl Fn(usize) -> Line) {
    for (y, at) in list.visible(rows.height.into(), len).enumerate() {
        let place = row(rows, u16::try_from(y).unwrap_or(u16::MAX));
        draw_line(app, buf, place, &line(at), at == list.selected);
    }
}

fn draw_line(app: &App, buf: &mut Buffer, place: Rect, line: &Line, here: bool) {
    let theme = &app.theme;
    if line.heading {
        Pen::new(buf, place).put(&line.label, theme.title);
        return;
    }
    if here {
        buf.set_style(place, theme.cursor_row);
    }
    let style = if line.off { theme.dim } else { theme.text };
    let mut pen = Pen::new(buf, place);
    pen.put(if here { "▌ " } else { "  " }, theme.focus_border);
    // what the row says first goes first, and what it leaves is for its right end
    let first = line.sign.as_ref().map_or(0, |(sign, _)| width(sign) + 1) + width(&line.label) + 2;
    let most = (pen.room() / 2).max(pen.room().saturating_sub(first));
    pen.put_right(&fit(&line.right, most), theme.dim).put_right(" ", style);
    if let Some((sign, style)) = &line.sign {
        pen.put(sign, *style).skip(1);
    }
    put_hits(app, &mut pen, &line.label, &line.hits, style);
    if !line.detail.is_empty() {
        pen.put("  ", theme.dim).put(&line.detail, theme.dim);
    }
}

/// Writes a text with its matched characters shown.
fn put_hits(app: &App, pen: &mut Pen<'_>, text: &str, hits: &[u32], style: Style) {
    if hits.is_empty() || clean_line(text) != text {
        pen.put(text, style);
        return;
    }
    let (mut run, mut run_hit) = (String::new(), false);
    for (at, c) in text.chars().enumerate() {
        let hit = u32::try_from(at).is_ok_and(|at| hits.binary_search(&at).is_ok());
        if hit != run_hit && !run.is_empty() {
            pen.put(&run, if run_hit { app.theme.hit } else { style });
            run.clear();
        }
        run_hit = hit;
        run.push(c);
    }
    pen.put(&run, if run_hit { app.theme.hit } else { style });
}

/// Draws what is read line by line, from the line that the list is scrolled to, with a scrollbar at the right edge. `put` draws a line into its row.
pub fn draw_text(app: &App, buf: &mut Buffer, area: Rect, list: &mut ListState, len: usize, mut put: impl FnMut(&mut Buffer, Rect, usize)) {
    let top = list.selected.min(len.saturating_sub(area.height.into()));
    list.selected = top;
    for (y, line) in (top..len).take(area.height.into()).enumerate() {
        put(buf, row(area, u16::try_from(y).unwrap_or(u16::MAX)), line);
    }
    let edge = Rect { x: area.right().saturating_sub(1), width: area.width.min(1), ..area };
    scrollbar(buf, edge, top, len, &app.theme);
}
