//! What happened, where, and what to do next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::event::Trouble;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::widgets::popover;
use crate::tui::widgets::wrap::wrap;

/// Columns of the box.
const COLUMNS: u16 = 64;

/// A message.
#[derive(Debug)]
pub struct Message {
    trouble: Trouble,
}

impl Message {
    /// About something that did not work.
    #[must_use]
    pub fn new(trouble: Trouble) -> Message {
        Message { trouble }
    }

    fn rows(&self, columns: u16) -> (Vec<String>, Vec<String>) {
        let inner = columns.saturating_sub(4).into();
        let next = if self.trouble.next.is_empty() { Vec::new() } else { wrap(&self.trouble.next, inner) };
        (wrap(&self.trouble.what, inner), next)
    }

    /// In the middle, as tall as it needs.
    #[must_use]
    pub fn area(&self, screen: Rect) -> Rect {
        let columns = COLUMNS.min(screen.width.saturating_sub(2));
        let (what, next) = self.rows(columns);
        popover::centered(screen, columns, u16::try_from(what.len() + next.len() + 5).unwrap_or(u16::MAX))
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        let inner = popover::frame(buf, area, &app.say("console-trouble"), theme, theme.error);
        let (what, next) = self.rows(area.width);
        let gap = usize::from(!next.is_empty());
        let lines = what.iter().map(|l| (l, theme.text)).enumerate();
        let lines = lines.chain(next.iter().map(|l| (l, theme.ok)).enumerate().map(|(y, l)| (y + what.len() + gap, l)));
        for (y, (line, style)) in lines {
            Pen::new(buf, row(inner, u16::try_from(y).unwrap_or(u16::MAX))).skip(1).put(line, style);
        }
        let hint = row(inner, inner.height.saturating_sub(1));
        Pen::new(buf, hint).skip(1).put(" Enter ", theme.key).put(&format!(" {}", app.say("console-close")), theme.key_label);
    }
}
