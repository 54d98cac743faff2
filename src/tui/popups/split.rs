//! Splitting a message off: what becomes of it, and which side conversations go along.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Popup;
use super::listbox::{self, Line};
use crate::model::entry::{Entry, EntryKind, Event};
use crate::model::find::Finder;
use crate::model::{EntryId, SideId, TicketId};
use crate::tui::app::App;
use crate::tui::command::Reason;
use crate::tui::effect::Effect;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::{ticket, work};
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;
use crate::tui::widgets::wrap::wrap;

/// Columns of the box.
const COLUMNS: u16 = 72;
/// Characters of the message that are shown.
const MOST: usize = 200;

/// The question.
#[derive(Debug)]
pub struct Split {
    ticket: TicketId,
    message: EntryId,
    lines: Vec<String>,
    sides: Vec<(SideId, String, bool)>,
    /// Cursor and scroll over the side conversations.
    pub list: ListState,
}

impl Split {
    /// How many side conversations can go along.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sides.len()
    }

    /// Whether none can.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sides.is_empty()
    }

    fn text(&self, columns: u16) -> Vec<String> {
        self.lines.iter().flat_map(|l| wrap(l, columns.saturating_sub(4).into())).collect()
    }

    /// In the middle, as tall as it needs.
    #[must_use]
    pub fn area(&self, screen: Rect) -> Rect {
        let columns = COLUMNS.min(screen.width.saturating_sub(2));
        let rows = self.text(columns).len() + self.sides.len() + 4;
        popover::centered(screen, columns, u16::try_from(rows).unwrap_or(u16::MAX).min(screen.height))
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        let inner = popover::frame(buf, area, &app.say("console-split"), theme, theme.focus_border);
        let text = self.text(area.width);
        for (y, line) in text.iter().enumerate() {
            Pen::new(buf, row(inner, u16::try_from(y).unwrap_or(u16::MAX))).skip(1).put(line, theme.text);
        }
        let above = u16::try_from(text.len()).unwrap_or(u16::MAX).min(inner.height.saturating_sub(1));
        let list = Rect { y: inner.y + above, height: inner.height.saturating_sub(above + 1), ..inner };
        let sides = &self.sides;
        listbox::draw_rows(app, buf, list, &mut self.list, sides.len(), |at| {
            let (_, label, along) = &sides[at];
            let sign = if *along { ("✓".to_owned(), theme.key) } else { ("·".to_owned(), theme.dim) };
            Line { sign: Some(sign), label: label.clone(), ..Line::default() }
        });
        let ask = app.say(if sides.is_empty() { "console-split-ask" } else { "console-split-ask-sides" });
        Pen::new(buf, row(inner, inner.height.saturating_sub(1))).skip(1).put(&ask, theme.dim);
    }
}

/// The message that would be split off: the one under the cursor, or the one that the line under the cursor says has another subject.
fn message(app: &App) -> Option<&Entry> {
    let here = ticket::selected(app)?;
    match (&here.event, here.kind) {
        (_, EntryKind::Customer) => Some(here),
        (Some(Event::NewSubject { .. }), _) => {
            let entries = &app.read_ticket()?.entries;
            let at = entries.iter().position(|e| e.id == here.id)?;
            entries[..at].iter().rfind(|e| e.kind == EntryKind::Customer)
        }
        _ => None,
    }
}

/// Whether the cursor is on something that can be split off.
pub fn can(app: &App) -> Result<(), Reason> {
    work::can_triage(app)?;
    if message(app).is_some() { Ok(()) } else { Err(Reason("console-reason-not-splittable")) }
}

/// Asks whether the message under the cursor becomes a ticket of its own.
pub fn open(app: &mut App) -> Vec<Effect> {
    let (Some(entry), Some(read)) = (message(app), app.read_ticket()) else { return Vec::new() };
    let said = Finder::default().excerpt(&entry.body.new_text(), MOST).text;
    let split = Split {
        ticket: read.head.id,
        message: entry.id,
        lines: vec![app.say_with("console-split-what", &[("who", entry.author.shown().into())]), format!("“{said}”")],
        sides: read.sides.iter().map(|s| (s.id, s.subject.clone(), false)).collect(),
        list: ListState::default(),
    };
    app.popups.push(Popup::Split(split));
    Vec::new()
}

/// Takes the side conversation under the cursor along, or not.
pub fn toggle(app: &mut App) -> Vec<Effect> {
    if let Some(Popup::Split(split)) = app.popups.last_mut() {
        let (at, len) = (split.list.selected, split.sides.len());
        if let Some((_, _, along)) = split.sides.get_mut(at) {
            *along = !*along;
            split.list.move_by(1, len);
        }
    }
    Vec::new()
}

/// Splits it off.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Popup::Split(split)) = app.popups.pop() else { return Vec::new() };
    let sides = split.sides.iter().filter(|(_, _, along)| *along).map(|(id, _, _)| *id).collect();
    vec![Effect::Split { ticket: split.ticket, message: split.message, sides }]
}
