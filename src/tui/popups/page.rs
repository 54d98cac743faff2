//! A text to read, with what there is to say about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::listbox;
use crate::tui::app::App;
use crate::tui::event::Page;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::rule;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;
use crate::tui::widgets::wrap::wrap;

/// Lines of a text that are shown.
const MOST: usize = 20_000;
/// Columns that they are broken at.
const COLUMNS: usize = 104;

/// A text on the screen.
#[derive(Debug)]
pub struct Shown {
    page: Page,
    lines: Vec<String>,
    /// The columns that the lines are broken for.
    columns: usize,
    /// The first line on the screen.
    pub list: ListState,
}

impl Shown {
    /// Cleaned for the screen.
    #[must_use]
    pub fn new(page: Page) -> Shown {
        let mut shown = Shown { page, lines: Vec::new(), columns: 0, list: ListState::default() };
        shown.lay(COLUMNS);
        shown
    }

    fn lay(&mut self, columns: usize) {
        if self.columns != columns {
            self.columns = columns;
            self.lines = self.page.text.lines().take(MOST).flat_map(|l| wrap(l, columns)).collect();
        }
    }

    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.page.text
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        let mut inner = popover::frame(buf, area, &self.page.title, theme, theme.focus_border);
        self.lay(usize::from(inner.width.saturating_sub(3)).clamp(1, COLUMNS));
        if !self.page.about.is_empty() {
            Pen::new(buf, row(inner, 0)).skip(1).put(&self.page.about, theme.side);
            rule(buf, row(inner, 1.min(inner.height)), theme.border);
            let above = 2.min(inner.height);
            inner = Rect { y: inner.y + above, height: inner.height - above, ..inner };
        }
        let lines = &self.lines;
        listbox::draw_text(app, buf, inner, &mut self.list, lines.len(), |buf, place, at| {
            Pen::new(buf, place).skip(1).put(&lines[at], theme.text);
        });
    }
}
