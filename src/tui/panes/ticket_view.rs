//! Drawing of the ticket pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::composer;
use super::pen::{Pen, row};
use super::thread::Item;
use super::{empty, frame, rule, thread_view};
use crate::model::Time;
use crate::model::status::Priority;
use crate::model::ticket::TicketHead;
use crate::tui::app::{App, Focus};
use crate::tui::effect::Mode;
use crate::tui::widgets::ago::ago;
use crate::tui::widgets::scroll::position;

/// Draws the ticket: header and timeline.
pub fn draw(app: &App, buf: &mut Buffer) {
    if app.areas.ticket.is_empty() {
        return;
    }
    let Some((pane, head)) = app.ticket.as_ref().and_then(|p| Some((p, p.head()?))) else {
        let inner = frame(app, buf, app.areas.ticket, "", "", Some(Focus::Ticket));
        empty::draw(app, buf, empty::within(inner), &empty::text(app, "console-no-ticket-open", &[("open", "queue-open"), ("search", "search")]));
        return;
    };
    let title = format!("#{} {}", head.id, head.subject);
    let at = position(pane.thread.top, pane.thread.rows(), pane.thread.height);
    let inner = frame(app, buf, app.areas.ticket, &title, &at, Some(Focus::Ticket));
    let organization = pane.ticket.as_ref().and_then(|t| t.organization.as_deref());
    draw_people(app, buf, row(inner, 0), head, organization);
    draw_state(app, buf, row(inner, 1), head);
    rule(buf, row(inner, 2), app.theme.border);
    let area = app.areas.thread_in_ticket();
    match &pane.ticket {
        Some(ticket) => {
            let focused = app.focus == Focus::Ticket;
            thread_view::draw(app, buf, area, &pane.thread, focused, |i| ticket.entries.get(i).map(Item::from));
        }
        None => {
            Pen::new(buf, row(area, 0)).skip(1).put("…", app.theme.dim);
        }
    }
}

fn draw_people(app: &App, buf: &mut Buffer, line: Rect, head: &TicketHead, organization: Option<&str>) {
    let theme = &app.theme;
    let mut pen = Pen::new(buf, line);
    pen.skip(1);
    for other in &head.presence {
        let key = if other.typing { "console-is-typing" } else { "console-is-here" };
        pen.put_right(&app.say_with(key, &[("who", (&other.agent.name).into())]), theme.warning).put_right("  ", theme.dim);
    }
    for mode in composer::waiting_drafts(app, head.id) {
        pen.put_right(&format!("✎ {}", app.say_with("console-draft-of", &[("mode", (&mode_name(app, mode)).into())])), theme.warning);
        pen.put_right("  ", theme.dim);
    }
    pen.put(head.requester.shown(), theme.customer);
    if let Some(organization) = organization {
        pen.put(" · ", theme.dim).put(organization, theme.text);
    }
    if !head.requester.name.is_empty() {
        pen.put(&format!("  {}", head.requester.email), theme.dim);
    }
    for field in &head.fields {
        pen.put(&format!("  {}: ", field.label), theme.dim).put(&field.value, theme.text);
    }
}

/// What a mode is called.
#[must_use]
pub fn mode_name(app: &App, mode: Mode) -> String {
    app.say(match mode {
        Mode::Reply => "console-mode-reply",
        Mode::Note => "console-mode-note",
        Mode::Edit(_) => "console-mode-edit",
        Mode::SideNew => "console-mode-side-new",
        Mode::Side(_) => "console-mode-side",
    })
}

/// Draws status, priority, who has it, and its tags.
pub fn draw_state(app: &App, buf: &mut Buffer, line: Rect, head: &TicketHead) {
    let theme = &app.theme;
    let mut pen = Pen::new(buf, line);
    let status = theme.status(head.status);
    pen.skip(1).put(status.sign, status.style).put(&format!(" {}", app.words.status(head.status)), status.style);
    if head.priority != Priority::Normal {
        let mark = theme.priority(head.priority);
        pen.put(&format!("  {} {}", mark.sign, app.words.priority(head.priority)), mark.style);
    }
    let nobody = app.say("console-nobody");
    let assignee = head.assignee.as_ref().map_or(nobody.as_str(), |a| a.name.as_str());
    pen.put("  → ", theme.dim).put(assignee, theme.text);
    if let Some(team) = &head.team {
        pen.put(" · ", theme.dim).put(&team.name, theme.text);
    }
    if head.spam {
        pen.skip(2).put(&app.say("console-spam"), theme.error);
    }
    if let Some(into) = head.merged_into {
        pen.skip(2).put(&app.say_with("event-merged-into", &[("ticket", into.0.into())]), theme.warning);
    }
    if let Some(until) = head.snoozed_until {
        pen.put(&format!("  {}", snoozed(app, until)), theme.warning);
    }
    if let Some(since) = head.waiting_since {
        let age = ago(app.now, since);
        pen.put(&format!("  {}", app.say_with("console-waits", &[("age", (&age).into())])), theme.dim);
    }
    for tag in &head.tags {
        pen.skip(2).put(&format!("#{tag}"), app.tag_style(tag));
    }
}

/// Until when a ticket is put off.
#[must_use]
pub fn snoozed(app: &App, until: Time) -> String {
    if until == Time::NEVER {
        return app.say("console-snoozed");
    }
    app.say_with("console-snoozed-until", &[("until", (&app.words.date_time(until)).into())])
}
