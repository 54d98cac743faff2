//! What stands where there is nothing: what to do about it, with the keys that do it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen::{Pen, row};
use crate::tui::app::App;
use crate::tui::command;
use crate::tui::widgets::wrap::wrap;
use crate::words::Arg;

/// A text of the catalogue in which each variable is the key of a command, as it is bound here.
#[must_use]
pub fn text(app: &App, key: &str, commands: &[(&str, &str)]) -> String {
    let keys: Vec<(&str, String)> =
        commands.iter().map(|(name, id)| (*name, command::find(id).map(|c| app.keymap.key_name(c, false)).unwrap_or_default())).collect();
    let args: Vec<(&str, Arg<'_>)> = keys.iter().map(|(name, key)| (*name, key.into())).collect();
    app.say_with(key, &args)
}

/// Writes it, dim and on as many rows as it needs.
pub fn draw(app: &App, buf: &mut Buffer, area: Rect, text: &str) {
    for (y, line) in (0..area.height).zip(wrap(text, area.width.into())) {
        Pen::new(buf, row(area, y)).put(&line, app.theme.dim);
    }
}

/// The part of a pane in which it stands, a third from above.
#[must_use]
pub fn within(pane: Rect) -> Rect {
    let (above, beside) = (pane.height / 4, 2.min(pane.width));
    Rect { x: pane.x + beside, y: pane.y + above, width: pane.width.saturating_sub(2 * beside), height: pane.height - above }
}
