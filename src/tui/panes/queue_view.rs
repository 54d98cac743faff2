//! Drawing of the queue's list: only the rows on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::{Pen, row};
use super::{boxes_view, empty, frame, queue};
use crate::model::Time;
use crate::model::order::Order;
use crate::model::ticket::{Sort, TicketHead};
use crate::tui::app::{App, Focus};
use crate::tui::widgets::ago::ago;
use crate::tui::widgets::popover::clear;
use crate::tui::widgets::text::{clean_line, fit, width};
use crate::tui::widgets::wrap::wrap;

/// Columns that tell how long a customer waits, where a row is wide.
const WAITS: u16 = 11;

/// Columns for the name of who else is on a ticket, at the least and at the most.
const WHO: (usize, usize) = (8, 18);

/// Draws the queue.
pub fn draw(app: &mut App, buf: &mut Buffer) {
    if app.areas.queue.is_empty() {
        return;
    }
    let inner = frame(app, buf, app.areas.queue, &title(app), &position(app), Some(Focus::Queue));
    let mut y = 0;
    if app.areas.boxes.is_empty() {
        boxes_view::draw_line(app, buf, row(inner, 0));
        y = 1;
    }
    if app.queue.searching || !app.queue.input.is_empty() {
        draw_search(app, buf, row(inner, y));
    }
    let list = app.areas.list_in_queue();
    if app.queue.total == 0 {
        draw_empty(app, buf, list);
    } else {
        draw_rows(app, buf, list);
    }
    draw_mistake(app, buf, Rect { y: inner.y + y + 1, height: inner.height.saturating_sub(y + 1), ..inner });
}

fn draw_rows(app: &App, buf: &mut Buffer, list: Rect) {
    let tall = app.areas.queue_row_height();
    for (n, index) in (app.queue.list.offset..app.queue.total as usize).take(app.queue.height).enumerate() {
        let y = u16::try_from(n * tall).unwrap_or(u16::MAX);
        let here = index == app.queue.list.selected;
        let lines = [row(list, y), row(list, y.saturating_add(1))];
        match app.queue.row(index) {
            Some(head) if tall == 1 => draw_one_line(app, buf, lines[0], head, here),
            Some(head) => draw_two_lines(app, buf, lines, head, here),
            None => {
                Pen::new(buf, lines[0]).put(" …", app.theme.dim);
            }
        }
    }
}

fn title(app: &App) -> String {
    let searched = !app.queue.input.is_empty();
    let name = if searched { app.say("console-search-title") } else { boxes_view::current_name(app) };
    let selected = app.queue.selected.len();
    if selected > 0 { format!("{name} · {}", app.say_with("console-selected", &[("count", selected.into())])) } else { name }
}

fn position(app: &App) -> String {
    if app.queue.total == 0 {
        return String::new();
    }
    let more = if app.queue.more { "+" } else { "" };
    let order = app.queue.sorted;
    let arrow = match order {
        Order { by: Sort::Best, .. } => "",
        Order { turned: true, .. } => " ↑",
        Order { turned: false, .. } => " ↓",
    };
    format!("{}{arrow} · {}/{}{more}", app.words.sort(order), app.queue.list.selected + 1, app.queue.total)
}

fn draw_search(app: &mut App, buf: &mut Buffer, line: Rect) {
    let field = search_field(line);
    Pen::new(buf, line).put(" / ", app.theme.key);
    let hint = app.words.say("console-search-hint");
    let focused = app.queue.searching;
    app.queue.input.draw(buf, field, &app.theme, focused, &hint);
}

/// What is wrong with the query, or meant otherwise in it, under the character where it is; more than fits on that line goes over the list's first rows.
fn draw_mistake(app: &App, buf: &mut Buffer, below: Rect) {
    let hint = || app.queue.hint.as_ref().filter(|_| app.queue.searching || !app.queue.input.is_empty()).map(|said| (said, app.theme.warning));
    let Some(((at, what), style)) = app.queue.mistake.as_ref().map(|said| (said, app.theme.error)).or_else(hint) else { return };
    let query: String = app.queue.input.text().chars().take(*at).collect();
    let line = search_field(row(below, 0));
    let room = usize::from(line.width);
    let fits = width(what) + 2 <= room;
    let under = width(&query).min(room.saturating_sub(if fits { width(what) + 2 } else { 1 }));
    let mut pen = Pen::new(buf, line);
    pen.skip(u16::try_from(under).unwrap_or(0)).put("^ ", style);
    if fits {
        pen.put(what, style);
        return;
    }
    for (text, y) in wrap(what, room).iter().zip(1..below.height) {
        clear(buf, row(below, y));
        buf.set_style(row(below, y), app.theme.text);
        Pen::new(buf, search_field(row(below, y))).put(text, style);
    }
}

fn search_field(line: Rect) -> Rect {
    Rect { x: line.x + 4.min(line.width), width: line.width.saturating_sub(4), ..line }
}

/// The cell of the cursor in the search line.
#[must_use]
pub fn cursor(app: &App) -> Option<(u16, u16)> {
    let line = row(app.areas.inner(app.areas.queue), u16::from(app.areas.boxes.is_empty()));
    app.queue.input.cursor_screen(search_field(line))
}

fn draw_empty(app: &App, buf: &mut Buffer, list: Rect) {
    if app.queue.loading {
        return;
    }
    let desk_is_empty = !app.queue.boxes.is_empty() && app.queue.boxes.iter().all(|b| b.total == 0);
    let text = if let Some(number) = app.queue.number() {
        queue::no_such_ticket(app, number)
    } else if !app.queue.input.is_empty() {
        empty::text(app, "console-search-empty", &[("leave", "search-close")])
    } else if desk_is_empty {
        empty::text(app, "console-desk-empty", &[("sync", "sync"), ("create", "create")])
    } else {
        empty::text(app, "console-queue-empty", &[("boxes", "boxes"), ("search", "search")])
    };
    empty::draw(app, buf, empty::within(list), &text);
}

/// How long ago the customer last wrote; nothing where they never did.
fn age(app: &App, head: &TicketHead) -> String {
    head.last_customer_at.map(|at| ago(app.now, at)).unwrap_or_default()
}

/// How long the customer has waited for an answer.
fn waits(app: &App, head: &TicketHead) -> String {
    head.waiting_since.map(|since| app.say_with("console-waits", &[("age", (&ago(app.now, since)).into())])).unwrap_or_default()
}

/// Cursor, selection, unread and status: the signs in front of a row.
fn signs(app: &App, pen: &mut Pen<'_>, head: &TicketHead, here: bool) {
    let theme = &app.theme;
    let focused = here && app.focus == Focus::Queue;
    pen.put(if here { "▌" } else { " " }, if focused { theme.focus_border } else { theme.border });
    let (sign, style) = match (app.queue.selected.contains(&head.id), head.unread) {
        (true, _) => ("✔", theme.focus_border),
        (false, true) => ("•", theme.side),
        (false, false) => (" ", theme.text),
    };
    pen.put(sign, style);
}

fn sides_badge(head: &TicketHead) -> String {
    match (head.sides_open, head.sides_unread) {
        (0, 0) => String::new(),
        (open, 0) => format!("⇄{open}"),
        (open, unread) => format!("⇄{}•", open.max(unread)),
    }
}

fn presence_sign(head: &TicketHead) -> &'static str {
    match head.presence.iter().map(|p| p.typing).max() {
        Some(true) => "✎",
        Some(false) => "◉",
        None => " ",
    }
}

/// Who else is on a ticket by name, first of all who types.
fn others(head: &TicketHead) -> Option<String> {
    let first = head.presence.iter().rev().max_by_key(|p| p.typing)?;
    let more = head.presence.len() - 1;
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    let name = fit(&first.agent.name, WHO.1 - 2 - width(&more));
    Some(format!("{} {name}{more}", presence_sign(head)))
}

fn put_sides(app: &App, pen: &mut Pen<'_>, head: &TicketHead, columns: usize) {
    let badge = sides_badge(head);
    let style = if head.sides_unread > 0 { app.theme.badge } else { app.theme.side };
    let padding = columns.saturating_sub(width(&badge));
    pen.put_in(&" ".repeat(padding), padding, app.theme.text).put(&badge, style);
}

/// Tags as far as there is room; a mark says that there are more.
fn put_tags(app: &App, pen: &mut Pen<'_>, head: &TicketHead) {
    for (n, tag) in head.tags.iter().enumerate() {
        let text = format!("#{tag}");
        let more = if n + 1 < head.tags.len() { 2 } else { 0 };
        if pen.room() < 1 + width(&clean_line(&text)) + more {
            pen.put(" …", app.theme.dim);
            break;
        }
        pen.skip(1).put(&text, app.tag_style(tag));
    }
}

fn subject_style(app: &App, head: &TicketHead) -> Style {
    if head.unread { app.theme.unread } else { app.theme.text }
}

fn draw_one_line(app: &App, buf: &mut Buffer, line: Rect, head: &TicketHead, here: bool) {
    let theme = &app.theme;
    paint(app, buf, line, head, here);
    let (status, priority) = (theme.status(head.status), theme.priority(head.priority));
    let mut pen = Pen::new(buf, line);
    signs(app, &mut pen, head, here);
    pen.put(status.sign, status.style).skip(1).column(&app.words.status(head.status), 8, status.style);
    let number = format!("#{}", head.id);
    pen.column(&number, width(&number).max(6), theme.dim).skip(1).put(priority.sign, priority.style).skip(1);
    let wide = line.width >= 110;
    let (who, agent, since) = if wide { (24, 14, WAITS) } else { (14, 8, 0) };
    pen.put_right(&format!("{:>4}", age(app, head)), if wide { theme.dim } else { waiting_style(app, head) });
    if wide {
        let text = waits(app, head);
        let padding = " ".repeat(usize::from(since).saturating_sub(width(&text)));
        pen.put_right(&text, waiting_style(app, head)).put_right(&padding, theme.text);
    }
    let presence = presence_sign(head);
    pen.put_right(presence, theme.warning);
    let right = Rect { x: line.right().saturating_sub(5 + since + who + agent + 6), width: who + agent + 6, ..line };
    let others = others(head).filter(|_| wide).unwrap_or_default();
    let end = right.x.saturating_sub(u16::try_from(width(&others)).unwrap_or(0));
    let room = pen.room().saturating_sub(usize::from(right.right().saturating_sub(end)) + usize::from(!others.is_empty()));
    let from = pen.room();
    pen.put_in(&head.subject, room, subject_style(app, head));
    let used = from - pen.room();
    // a subject that was cut ends in the mark already
    if room > used && width(&clean_line(&head.subject)) <= room {
        let tags = Rect { x: end.saturating_sub(u16::try_from(room - used).unwrap_or(0)), width: u16::try_from(room - used).unwrap_or(0), ..line };
        put_tags(app, &mut Pen::new(buf, tags), head);
    }
    Pen::new(buf, Rect { x: end, width: right.x - end, ..line }).put(&others, theme.warning);
    let mut pen = Pen::new(buf, right);
    let assignee = head.assignee.as_ref().map_or("", |a| a.login.as_str());
    pen.skip(1).column(head.requester.shown(), usize::from(who), theme.dim).skip(1).column(assignee, usize::from(agent), theme.dim);
    put_sides(app, &mut pen, head, 3);
}

fn waiting_style(app: &App, head: &TicketHead) -> Style {
    let long = head.waiting_since.is_some_and(|t: Time| app.now.since(t) > std::time::Duration::from_hours(4));
    if long { app.theme.warning } else { app.theme.dim }
}

fn paint(app: &App, buf: &mut Buffer, area: Rect, head: &TicketHead, here: bool) {
    if here {
        buf.set_style(area, app.theme.cursor_row_in(app.focus == Focus::Queue));
    } else if app.queue.selected.contains(&head.id) {
        buf.set_style(area, app.theme.marked_row);
    }
}

fn draw_two_lines(app: &App, buf: &mut Buffer, lines: [Rect; 2], head: &TicketHead, here: bool) {
    let theme = &app.theme;
    for line in lines {
        paint(app, buf, line, head, here);
    }
    let (status, priority) = (theme.status(head.status), theme.priority(head.priority));
    let mut pen = Pen::new(buf, lines[0]);
    signs(app, &mut pen, head, here);
    pen.put_right(&format!(" {:>4}", age(app, head)), waiting_style(app, head));
    pen.put_right(presence_sign(head), theme.warning);
    pen.put(status.sign, status.style).skip(1).put(priority.sign, priority.style);
    pen.put_parts(&head.subject, &app.queue.finder.hits(&head.subject), subject_style(app, head), theme.hit);
    let mut pen = Pen::new(buf, lines[1]);
    pen.put(if here { "▌" } else { " " }, if app.focus == Focus::Queue { theme.focus_border } else { theme.border });
    let badge = sides_badge(head);
    if !badge.is_empty() {
        let style = if head.sides_unread > 0 { theme.badge } else { theme.side };
        pen.put_right(&badge, style).put_right(" ", theme.text);
    }
    if let Some(found) = app.queue.found.of(head.id) {
        pen.skip(3).put(&format!("#{} ", head.id), theme.dim).put(if found.side { "⇄ " } else { "" }, theme.side);
        pen.put_parts(&found.excerpt.text, &found.excerpt.hits, theme.dim, theme.hit);
        return;
    }
    let assignee = head.assignee.as_ref().map(|a| format!(" → {}", a.login)).unwrap_or_default();
    // in one colour: a cursor that moves paints four such lines, and the sign above has the status's
    let about = format!("#{} {} · {}{assignee}", head.id, app.words.status(head.status), head.requester.shown());
    if let Some(others) = others(head) {
        let taken = 4 + width(&clean_line(&about)) + if head.tags.is_empty() { 0 } else { 2 };
        let room = if here { WHO.1 } else { pen.room().saturating_sub(taken).min(WHO.1) };
        if room >= WHO.0 {
            pen.put_right(&fit(&others, room), theme.warning).put_right(" ", theme.text);
        }
    }
    pen.skip(3).put(&about, theme.dim);
    put_tags(app, &mut pen, head);
}
