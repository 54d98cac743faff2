//! A mail as it came in, and why it landed where it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Popup;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::event::RawMail;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::rule;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;
use crate::tui::widgets::scroll::scrollbar;
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
        let top = self.list.selected.min(self.lines.len().saturating_sub(body.height.into()));
        self.list.selected = top;
        for (y, line) in self.lines.iter().skip(top).take(body.height.into()).enumerate() {
            Pen::new(buf, row(body, u16::try_from(y).unwrap_or(u16::MAX))).skip(1).put(line, theme.text);
        }
        let edge = Rect { x: body.right().saturating_sub(1), width: body.width.min(1), ..body };
        scrollbar(buf, edge, top, self.lines.len(), theme);
    }
}

/// Copies the source.
pub fn copy(app: &mut App) -> Vec<Effect> {
    match app.popups.last() {
        Some(Popup::Raw(raw)) => vec![Effect::Copy(raw.mail.source.clone())],
        _ => Vec::new(),
    }
}
