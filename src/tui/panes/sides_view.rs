//! Drawing of the side pane: the list of sides, or the thread of the one that is open.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::{Pen, row};
use super::sides::{self, ROWS};
use super::thread::Item;
use super::{composer, empty, frame, rule, thread_view};
use crate::model::delivery::DeliveryState;
use crate::model::side::{Side, SideState};
use crate::tui::app::{App, Focus};
use crate::tui::effect::Mode;
use crate::tui::widgets::ago::ago;
use crate::tui::widgets::scroll::position;

/// Draws the side pane.
pub fn draw(app: &App, buf: &mut Buffer) {
    if app.areas.sides.is_empty() {
        return;
    }
    let all = sides::all(app);
    match sides::current(app).filter(|_| app.sides.open.is_some()) {
        Some(side) => draw_thread(app, buf, side),
        None => {
            let title = app.say_with("console-sides", &[("count", all.len().into())]);
            let at = position(app.sides.list.offset, all.len(), usize::from(app.areas.list_in_side().height).div_ceil(ROWS));
            let inner = frame(app, buf, app.areas.sides, &title, &at, Some(Focus::Sides));
            if all.is_empty() {
                draw_empty(app, buf, inner);
            }
            for (n, (at, side)) in all.iter().enumerate().skip(app.sides.list.offset).enumerate() {
                let y = u16::try_from(n * ROWS).unwrap_or(u16::MAX);
                if y >= inner.height {
                    break;
                }
                draw_side(app, buf, [row(inner, y), row(inner, y + 1)], side, at == app.sides.list.selected);
            }
        }
    }
}

fn draw_empty(app: &App, buf: &mut Buffer, inner: Rect) {
    let text = match &app.composer {
        Some(composer) if composer.key.mode == Mode::SideNew => app.say("console-sides-first"),
        _ if app.ticket.is_none() => empty::text(app, "console-no-ticket-open", &[("open", "queue-open"), ("search", "search")]),
        _ => empty::text(app, "console-sides-none", &[("ask", "side-new")]),
    };
    empty::draw(app, buf, empty::within(inner), &text);
}

/// Whether something begun in the side waits to be sent.
#[must_use]
pub fn has_draft(app: &App, side: &Side) -> bool {
    composer::waiting_drafts(app, side.ticket).contains(&Mode::Side(side.id))
}

/// A side's subject, or that it has none.
#[must_use]
pub fn subject(app: &App, side: &Side) -> String {
    if side.subject.trim().is_empty() { app.say("console-side-no-subject") } else { side.subject.clone() }
}

/// How a side stands, in a few words.
#[must_use]
pub fn state_text(app: &App, side: &Side) -> (String, Style) {
    // nobody answers what did not arrive
    let last = side.messages.last().and_then(|m| m.delivery.as_ref()).map(|d| d.state);
    if let Some(state) = last.filter(|s| matches!(s, DeliveryState::Failed | DeliveryState::Unknown)) {
        return (format!("✗ {}", app.words.delivery(state)), app.theme.error);
    }
    match (side.unread, side.state, side.waiting_since) {
        (true, ..) => (format!("• {}", app.say("console-side-unread")), app.theme.badge),
        (_, SideState::Done, _) => (app.words.side_state(side.state), app.theme.ok),
        (_, SideState::Open, Some(since)) => {
            let age = ago(app.now, since);
            (app.say_with("console-side-waits", &[("age", (&age).into())]), app.theme.warning)
        }
        (_, SideState::Open, None) => (app.words.side_state(side.state), app.theme.side),
    }
}

fn draw_side(app: &App, buf: &mut Buffer, lines: [Rect; 2], side: &Side, here: bool) {
    let theme = &app.theme;
    if here {
        for line in lines {
            buf.set_style(line, theme.cursor_row_in(app.focus == Focus::Sides));
        }
    }
    let bar = if here { "▌" } else { " " };
    let bar_style = if app.focus == Focus::Sides { theme.focus_border } else { theme.border };
    let mut pen = Pen::new(buf, lines[0]);
    pen.put(bar, bar_style).put_right(&ago(app.now, side.last_at), theme.dim).put_right(" ", theme.dim);
    if has_draft(app, side) {
        pen.put_right(&format!("✎ {}", app.say("console-draft")), theme.warning).put_right(" ", theme.dim);
    }
    pen.put("⇄ ", theme.side).put(&subject(app, side), if side.unread { theme.unread } else { theme.text });
    let mut pen = Pen::new(buf, lines[1]);
    let (state, style) = state_text(app, side);
    pen.put(bar, bar_style).put_right(&state, style).put_right(" ", theme.dim).skip(2);
    put_people(app, &mut pen, side);
    pen.put(&format!(" · {}", app.say_with("console-messages", &[("count", side.messages.len().into())])), theme.dim);
}

fn put_people(app: &App, pen: &mut Pen<'_>, side: &Side) {
    if side.participants.is_empty() {
        pen.put(&app.say("console-nobody"), app.theme.error);
    }
    for (n, person) in side.participants.iter().enumerate() {
        pen.put(if n == 0 { "" } else { ", " }, app.theme.dim);
        let style = if person.verified { app.theme.dim } else { app.theme.error };
        pen.put(person.shown(), style);
        if !person.verified {
            pen.put(&format!(" ({})", app.say("console-unverified")), style);
        } else if person.is_agent {
            pen.put(&format!(" ({})", app.say("badge-agent")), app.theme.dim);
        }
    }
}

fn draw_thread(app: &App, buf: &mut Buffer, side: &Side) {
    let theme = &app.theme;
    let thread = &app.sides.thread;
    let at = position(thread.top, thread.rows(), thread.height);
    let inner = frame(app, buf, app.areas.sides, &format!("⇄ {}", subject(app, side)), &at, Some(Focus::Sides));
    let mut pen = Pen::new(buf, row(inner, 0));
    pen.skip(1);
    put_people(app, &mut pen, side);
    let mut pen = Pen::new(buf, row(inner, 1));
    let (state, style) = state_text(app, side);
    if has_draft(app, side) {
        pen.put_right(&format!("✎ {}", app.say("console-draft")), theme.warning).put_right(" ", theme.dim);
    }
    pen.skip(1).put(&state, style).put("  ", theme.dim).put(&app.say("console-customer-does-not-see"), theme.side);
    rule(buf, row(inner, 2), theme.side_border);
    let focused = app.focus == Focus::Sides;
    thread_view::draw(app, buf, app.areas.thread_in_side(), thread, focused, |i| side.messages.get(i).map(Item::from));
}
