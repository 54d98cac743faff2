//! The mouse: a click focuses, selects, puts the cursor into a text and runs a key of the footer; the wheel scrolls; borders are dragged, and texts selected.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::{bars, borders, boxes_view, composer_view, queue, sides, ticket};
use crate::tui::app::{App, Focus};
use crate::tui::effect::Effect;
use crate::tui::{popups, update};

/// Rows that a turn of the wheel scrolls.
const WHEEL: isize = 3;

/// Applies what the mouse did.
pub fn happened(app: &mut App, at: MouseEvent) -> Vec<Effect> {
    let position = Position::new(at.column, at.row);
    match at.kind {
        MouseEventKind::Down(MouseButton::Left) if app.areas.footer.contains(position) => clicked_footer(app, position),
        MouseEventKind::Down(MouseButton::Left) if !app.popups.is_empty() => popups::clicked(app, position),
        MouseEventKind::Down(MouseButton::Left) if borders::hold(app, position) => Vec::new(),
        MouseEventKind::Down(MouseButton::Left) => clicked(app, position),
        MouseEventKind::Drag(MouseButton::Left) => {
            borders::drag(app, position);
            composer_view::drag(app, position);
            Vec::new()
        }
        MouseEventKind::Up(MouseButton::Left) => {
            borders::let_go(app);
            composer_view::let_go(app);
            Vec::new()
        }
        MouseEventKind::ScrollDown => wheel(app, position, WHEEL),
        MouseEventKind::ScrollUp => wheel(app, position, -WHEEL),
        _ => Vec::new(),
    }
}

fn below_top(area: Rect, at: Position) -> usize {
    usize::from(at.y.saturating_sub(area.y))
}

fn clicked(app: &mut App, at: Position) -> Vec<Effect> {
    let areas = app.areas.clone();
    if areas.composer.contains(at) {
        app.focus = Focus::Composer;
        composer_view::click(app, at);
    } else if areas.boxes.contains(at) {
        let row = below_top(areas.boxes, at).checked_sub(1);
        let key = row.and_then(|r| boxes_view::at_row(app, r));
        return key.map_or_else(Vec::new, |key| queue::show_box(app, key));
    } else if areas.queue.contains(at) {
        return clicked_queue(app, at);
    } else if areas.ticket.contains(at) && app.ticket.is_some() {
        let effects = super::work::focus_ticket(app);
        if let Some(pane) = app.ticket.as_mut().filter(|_| areas.thread_in_ticket().contains(at)) {
            pane.thread.click(below_top(areas.thread_in_ticket(), at));
        }
        return effects;
    } else if areas.sides.contains(at) && app.ticket.is_some() {
        return clicked_sides(app, at);
    }
    Vec::new()
}

/// Runs the command whose key was clicked.
fn clicked_footer(app: &mut App, at: Position) -> Vec<Effect> {
    bars::command_at(app, at.x).map_or_else(Vec::new, |command| update::run(app, command))
}

fn clicked_queue(app: &mut App, at: Position) -> Vec<Effect> {
    let list = app.areas.list_in_queue();
    app.focus = Focus::Queue;
    app.queue.searching = false;
    if !list.contains(at) {
        return Vec::new();
    }
    let len = app.queue.total as usize;
    let Some(row) = app.queue.list.row_at(below_top(list, at) / app.areas.queue_row_height(), len) else { return Vec::new() };
    let again = app.queue.list.selected == row;
    queue::click(app, row);
    if again { queue::open(app) } else { Vec::new() }
}

fn clicked_sides(app: &mut App, at: Position) -> Vec<Effect> {
    let mut effects = super::work::focus_sides(app);
    if app.sides.open.is_some() {
        let area = app.areas.thread_in_side();
        app.sides.thread.click(below_top(area, at));
    } else if let Some(row) = app.sides.list.row_at(below_top(app.areas.list_in_side(), at) / sides::ROWS, sides::all(app).len()) {
        let again = app.sides.list.selected == row;
        app.sides.list.selected = row;
        if again {
            effects.extend(sides::open(app));
        }
    }
    effects
}

fn wheel(app: &mut App, at: Position, rows: isize) -> Vec<Effect> {
    if !app.popups.is_empty() {
        popups::step(app, rows.signum());
    } else if app.areas.composer.contains(at) {
        composer_view::wheel(app, at, rows);
    } else if app.areas.queue.contains(at) {
        queue::move_by(app, rows);
    } else if app.areas.ticket.contains(at) {
        ticket::scroll(app, rows);
    } else if app.areas.sides.contains(at) && app.sides.open.is_some() {
        app.sides.thread.scroll(rows);
    }
    Vec::new()
}
