//! The notifications of this agent.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Popup;
use super::listbox::{self, Line};
use crate::tui::app::{App, Focus};
use crate::tui::effect::Effect;
use crate::tui::panes::{empty, ticket};
use crate::tui::widgets::ago::ago;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;

/// The list of notifications.
#[derive(Debug)]
pub struct Notifications {
    /// Cursor and scroll.
    pub list: ListState,
    /// How many there are.
    pub count: usize,
}

impl Notifications {
    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        popover::frame(buf, area, &app.say("console-notifications"), &app.theme, app.theme.focus_border);
        let rows = listbox::list_area(area, false);
        if app.notifications.is_empty() {
            empty::draw(app, buf, rows, &app.say("console-notifications-none"));
        }
        listbox::draw_rows(app, buf, rows, &mut self.list, app.notifications.len(), |at| {
            let item = &app.notifications[at];
            let sign = if item.seen { (" ".to_owned(), app.theme.dim) } else { ("•".to_owned(), app.theme.side) };
            Line {
                sign: Some(sign),
                label: app.words.notification(item.kind, &item.who),
                detail: format!("#{} {}", item.ticket, item.subject),
                right: ago(app.now, item.at),
                off: item.seen,
                ..Line::default()
            }
        });
    }
}

/// Shows them.
pub fn open(app: &mut App) -> Vec<Effect> {
    app.popups.push(Popup::Notifications(Notifications { list: ListState::default(), count: app.notifications.len() }));
    vec![Effect::LoadNotifications]
}

/// They were read again.
pub fn refresh(app: &mut App) {
    let count = app.notifications.len();
    for popup in &mut app.popups {
        if let Popup::Notifications(shown) = popup {
            shown.count = count;
        }
    }
}

/// They have been seen.
pub fn seen(app: &mut App) -> Vec<Effect> {
    if app.unseen() == 0 { Vec::new() } else { vec![Effect::MarkNotificationsSeen, Effect::LoadNotifications] }
}

/// Goes to the ticket of the one under the cursor.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Popup::Notifications(shown)) = app.popups.pop() else { return Vec::new() };
    let mut effects = seen(app);
    if let Some(id) = app.notifications.get(shown.list.selected).map(|n| n.ticket) {
        effects.extend(ticket::open(app, id));
        app.focus = Focus::Ticket;
    }
    effects
}
