//! The selection: one ticket, a range, or all that the list has.

use crate::model::TicketId;
use crate::model::ticket::ListRequest;
use crate::tui::app::App;
use crate::tui::effect::Effect;

/// Puts the ticket under the cursor into the selection or takes it out, and goes one down.
pub fn one(app: &mut App) -> Vec<Effect> {
    if let Some(id) = app.queue.here()
        && !app.queue.selected.remove(&id)
    {
        app.queue.selected.insert(id);
    }
    app.queue.anchor = app.queue.list.selected;
    super::down(app)
}

/// Selects the rows from the one that was selected last to the cursor, held or not.
pub fn up_to(app: &mut App) -> Vec<Effect> {
    let queue = &app.queue;
    let (from, to) = (queue.anchor.min(queue.list.selected), queue.anchor.max(queue.list.selected));
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    vec![Effect::SelectAll(ListRequest { offset: number(from), limit: number(to - from + 1), ..queue.request() })]
}

/// Selects every ticket of the list, not only those on the screen.
#[must_use]
pub fn all(app: &mut App) -> Vec<Effect> {
    vec![Effect::SelectAll(ListRequest { offset: 0, limit: u32::MAX, ..app.queue.request() })]
}

/// Tickets were found that are to be selected, of the list that is still shown.
pub fn found(app: &mut App, request: &ListRequest, tickets: Vec<TicketId>) {
    let now = app.queue.request();
    if (&request.within, &request.query, request.sort) != (&now.within, &now.query, now.sort) {
        return;
    }
    app.queue.selected.extend(tickets);
    app.queue.anchor = app.queue.list.selected;
    let text = app.say_with("console-selected-now", &[("count", app.queue.selected.len().into())]);
    app.tell(text);
}
