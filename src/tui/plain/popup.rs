//! Popups as lines: each is drawn into a buffer that nobody sees, and its text is read off. So every popup is heard, also one that is not
//! known here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::field::Field;
use super::{SIZE, said_row};
use crate::tui::app::App;
use crate::tui::popups::{self, Popup};
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::text::width;

/// Rows of the buffer: what is longer is read on by scrolling.
const ROWS: u16 = 200;

/// What is read off a popup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Its title, and what it says beside its list.
    pub lines: Vec<String>,
    /// The row under the cursor, in words.
    pub row: Option<String>,
    /// The number of that row.
    pub at: usize,
    /// Rows of its list.
    pub rows: usize,
    /// The line that is typed into.
    pub field: Option<Field>,
}

/// Reads the top popup.
#[must_use]
pub fn hear(app: &mut App) -> Heard {
    let kept = app.areas.clone();
    let screen = Rect::new(0, 0, SIZE.0, ROWS);
    app.areas.screen = screen;
    app.areas.footer.y = ROWS - app.areas.footer.height;
    let mut buf = Buffer::empty(screen);
    let area = popups::draw_top(app, &mut buf).intersection(screen);
    let cursor = popups::cursor(app).map(|(_, y)| y);
    let list = app.popups.last_mut().and_then(Popup::list).map(|(list, len)| (*list, len));
    let line = app.popups.last_mut().and_then(Popup::input).map(|line| line.clone());
    app.areas = kept;
    read(app, &buf, area, cursor.zip(line), list)
}

fn read(app: &App, buf: &Buffer, area: Rect, typed: Option<(u16, LineEdit)>, list: Option<(ListState, usize)>) -> Heard {
    let texts: Vec<String> = (area.y..area.bottom()).map(|y| text_of(buf, area, y)).collect();
    let marked = texts.iter().position(|text| text.trim_start_matches(['│', ' ']).starts_with('▌'));
    let mut heard = Heard::default();
    let mut in_list = 0..0;
    if let (Some(at), Some((ListState { selected, offset }, len))) = (marked, list) {
        let first = (at + offset).saturating_sub(selected);
        in_list = first..first + (len - offset.min(len));
        (heard.at, heard.rows) = (selected, len);
        heard.row = Some(said_row(&with_words(app, &texts[at])));
    }
    let typed = typed.and_then(|(y, line)| Some((y.checked_sub(area.y)?, line)));
    let typed_at = typed.as_ref().map(|(y, _)| usize::from(*y));
    for (y, text) in texts.iter().enumerate() {
        if !in_list.contains(&y) && Some(y) != typed_at {
            let line = said_row(text);
            heard.lines.extend((!line.is_empty()).then_some(line));
        }
    }
    if let Some((y, line)) = typed {
        let label = if line.is_empty() { texts.get(usize::from(y)).map(|t| said_row(t)).unwrap_or_default() } else { String::new() };
        heard.field = Some(Field::line_edit(y, label, &line));
    }
    heard
}

/// The marks in front of a row, in words.
fn with_words(app: &App, text: &str) -> String {
    let mark = |sign: char, key: &str, text: String| {
        let word = app.say(key);
        text.replacen(sign, &format!("  {word}  "), 1)
    };
    let text = mark('✔', "console-plain-selected", text.to_owned());
    let text = mark('✓', "console-plain-selected", text);
    mark('•', "console-plain-unread", text)
}

/// A row of a buffer as text: a wide character stands in it once.
fn text_of(buf: &Buffer, area: Rect, y: u16) -> String {
    let (mut text, mut skip) = (String::new(), 0);
    for x in area.x..area.right() {
        let symbol = buf[(x, y)].symbol();
        if skip == 0 {
            text.push_str(symbol);
            skip = width(symbol).saturating_sub(1);
        } else {
            skip -= 1;
        }
    }
    text
}
