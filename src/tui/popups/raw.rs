//! A mail as it came in, and why it landed where it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::listbox;
use crate::tui::app::App;
use crate::tui::event::RawMail;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::rule;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;
use crate::tui::widgets::wrap::wrap;

/// Lines of a source that are shown.
const MOST: usize = 20_000;
/// Columns that they are broken at.
const COLUMNS: usize = 104;
/// Rows of the reason.
const WHY: usize = 3;

/// The source of a mail.
#[derive(Debug)]
pub struct Raw {
    mail: RawMail,
    /// Its lines, cleaned.
    pub lines: Vec<String>,
    /// The first line on the screen.
    pub list: ListState,
}

impl Raw {
    /// Cleaned for the screen.
    #[must_use]
    pub fn new(mail: RawMail) -> Raw {
        let lines = mail.source.lines().take(MOST).flat_map(|l| wrap(l, COLUMNS)).collect();
        Raw { mail, lines, list: ListState::default() }
    }

    /// The whole source.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.mail.source
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        let inner = popover::frame(buf, area, &app.say("console-raw"), theme, theme.focus_border);
        let why = wrap(&self.mail.why, inner.width.saturating_sub(2).into());
        for (y, line) in why.iter().enumerate().take(WHY) {
            Pen::new(buf, row(inner, u16::try_from(y).unwrap_or(u16::MAX))).skip(1).put(line, theme.side);
        }
        let above = u16::try_from(why.len().min(WHY)).unwrap_or(1).min(inner.height);
        rule(buf, row(inner, above), theme.border);
        let above = (above + 1).min(inner.height);
        let body = Rect { y: inner.y + above, height: inner.height - above, ..inner };
        let lines = &self.lines;
        listbox::draw_text(app, buf, body, &mut self.list, lines.len(), |buf, place, at| {
            Pen::new(buf, place).skip(1).put(&lines[at], theme.text);
        });
    }
}
