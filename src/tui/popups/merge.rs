//! Which ticket others are merged into: found by its number or by words, shown with its subject and its requester.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Popup;
use super::listbox::{self, Line};
use crate::model::TicketId;
use crate::model::ticket::TicketHead;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::panes::empty;
use crate::tui::widgets::ago::ago;
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::list::ListState;

/// The picker.
#[derive(Debug)]
pub struct Merge {
    title: String,
    /// The tickets that are merged.
    tickets: Vec<TicketId>,
    /// What is searched.
    pub input: LineEdit,
    /// Cursor and scroll.
    pub list: ListState,
    /// What was found; `None` until it has been looked for.
    rows: Option<Vec<TicketHead>>,
}

impl Merge {
    /// How many were found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        listbox::draw_frame(app, buf, area, &self.title, &mut self.input, &app.say("console-merge-hint"));
        let place = listbox::list_area(area, true);
        let Some(rows) = &self.rows else { return };
        if rows.is_empty() {
            let text = if self.input.text().trim().is_empty() { app.say("console-merge-begin") } else { app.say("console-merge-none") };
            empty::draw(app, buf, place, &text);
            return;
        }
        listbox::draw_rows(app, buf, place, &mut self.list, rows.len(), |at| {
            let head = &rows[at];
            let mark = app.theme.status(head.status);
            Line {
                sign: Some((mark.sign.to_owned(), mark.style)),
                label: format!("#{} {}", head.id, head.subject),
                right: format!("{} {:>4}", head.requester.shown(), ago(app.now, head.updated_at)),
                ..Line::default()
            }
        });
    }

    fn look(&self) -> Option<Effect> {
        Some(Effect::FindTickets { like: *self.tickets.first()?, text: self.input.text().trim().to_owned() })
    }
}

/// Asks into which ticket the selection, or the current ticket, is merged.
pub fn open(app: &mut App) -> Vec<Effect> {
    let tickets = app.targets();
    let title = match tickets.as_slice() {
        [one] => app.say_with("console-merge", &[("which", (&format!("#{one}")).into())]),
        many => {
            let which = app.say_with("console-tickets", &[("count", many.len().into())]);
            app.say_with("console-merge", &[("which", (&which).into())])
        }
    };
    let merge = Merge { title, tickets, input: LineEdit::new(), list: ListState::default(), rows: None };
    let effect = merge.look();
    app.popups.push(Popup::Merge(merge));
    effect.into_iter().collect()
}

/// Searches anew for what is typed.
#[must_use]
pub fn look(app: &App) -> Option<Effect> {
    match app.popups.last() {
        Some(Popup::Merge(merge)) => merge.look(),
        _ => None,
    }
}

/// Tickets were found.
pub fn found(app: &mut App, text: &str, rows: Vec<TicketHead>) {
    let shown = app.popups.iter_mut().find_map(|p| if let Popup::Merge(shown) = p { Some(shown) } else { None });
    if let Some(shown) = shown.filter(|s| s.input.text().trim() == text) {
        shown.rows = Some(rows.into_iter().filter(|r| shown.tickets != [r.id]).collect());
        shown.list = ListState::default();
    }
}

/// Merges into the ticket under the cursor.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Popup::Merge(merge)) = app.popups.last() else { return Vec::new() };
    let Some(into) = merge.rows.as_ref().and_then(|rows| rows.get(merge.list.selected)).map(|r| r.id) else { return Vec::new() };
    let tickets = merge.tickets.clone();
    app.popups.pop();
    vec![Effect::Merge { tickets, into, confirmed: false }]
}
