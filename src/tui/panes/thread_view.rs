//! Drawing of a thread: the rows on the screen, each kind of message unmistakable by word, colour and border.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::{Pen, row};
use super::thread::{Block, Item, Kind, Row, RowKind, Thread};
use crate::model::delivery::{DeliveryState, DeliverySummary};
use crate::tui::app::App;
use crate::tui::widgets::ago::{ago, countdown};
use crate::tui::widgets::scroll::scrollbar;
use crate::tui::widgets::text::width;

/// Draws the rows of a thread that are on the screen. `item` gives the message at a place of it.
pub fn draw<'a>(app: &App, buf: &mut Buffer, area: Rect, thread: &Thread, focused: bool, item: impl Fn(usize) -> Option<Item<'a>>) {
    let first = thread.blocks.partition_point(|b| b.start + b.rows.len() <= thread.top);
    for (at, block) in thread.blocks.iter().enumerate().skip(first) {
        if block.start >= thread.top + usize::from(area.height) {
            break;
        }
        let Some(item) = item(at) else { break };
        let here = focused && at == thread.cursor;
        for (n, line) in block.rows.iter().enumerate() {
            let Some(y) = (block.start + n).checked_sub(thread.top) else { continue };
            let place = row(area, u16::try_from(y).unwrap_or(u16::MAX));
            if place.height > 0 {
                draw_row(app, buf, place, &item, block, line, here);
            }
        }
    }
    // On the pane's own border where it has one.
    let x = if app.areas.bordered() { area.right() } else { area.right().saturating_sub(1) };
    let edge = Rect { x, width: area.width.min(1), ..area };
    scrollbar(buf, edge, thread.top, thread.rows(), &app.theme);
}

/// The style of a kind's word and bar.
#[must_use]
pub fn style_of(app: &App, kind: Kind) -> Style {
    match kind {
        Kind::Customer => app.theme.customer,
        Kind::Reply => app.theme.reply,
        Kind::Note => app.theme.note,
        Kind::Event => app.theme.event,
        Kind::Asked | Kind::Answered => app.theme.side,
    }
}

fn draw_row(app: &App, buf: &mut Buffer, place: Rect, item: &Item<'_>, block: &Block, line: &Row, here: bool) {
    let theme = &app.theme;
    match line.kind {
        RowKind::Space => {}
        RowKind::Event => draw_event(app, buf, place, item, &line.text, here),
        RowKind::EventRest => {
            if here {
                buf.set_style(place, theme.cursor_row);
            }
            Pen::new(buf, place).skip(3).put(&line.text, theme.event);
        }
        RowKind::Head if block.kind == Kind::Note => draw_note_head(app, buf, place, item, here),
        RowKind::Head => draw_head(app, buf, place, item, here),
        RowKind::Foot => {
            let mut pen = Pen::new(buf, Rect { width: place.width.saturating_sub(1), ..place });
            pen.put(if here { "┗" } else { "╰" }, theme.note_border).put_right("╯", theme.note_border).fill("─", theme.note_border);
        }
        kind => {
            let style = match kind {
                RowKind::Detail => theme.dim,
                RowKind::Quoted => theme.quote,
                RowKind::Fold => theme.placeholder,
                RowKind::File => theme.link,
                RowKind::Trouble => theme.error,
                _ => theme.text,
            };
            let side = if block.kind == Kind::Note {
                let paper = Rect { x: place.x + 1.min(place.width), width: place.width.saturating_sub(3), ..place };
                buf.set_style(paper, theme.note_body);
                Pen::new(buf, Rect { width: place.width.saturating_sub(1), ..place }).put_right("│", theme.note_border);
                "│"
            } else {
                "▎"
            };
            let bar = if here { "┃" } else { side };
            let mut pen = Pen::new(buf, place);
            pen.put(bar, style_of(app, block.kind)).skip(1);
            pen.put_parts(&line.text, &app.queue.finder.hits(&line.text), style, theme.hit);
        }
    }
}

fn draw_event(app: &App, buf: &mut Buffer, place: Rect, item: &Item<'_>, text: &str, here: bool) {
    let theme = &app.theme;
    if here {
        buf.set_style(place, theme.cursor_row);
    }
    let mut pen = Pen::new(buf, Rect { width: place.width.saturating_sub(1), ..place });
    let taken = 5 + width(item.author) + width(text) + usize::from(item.origin.is_some()) * ORIGIN;
    pen.put_right(&format!(" {}", when(app, item, here, usize::from(place.width).saturating_sub(taken + 2))), theme.event);
    let side = item.event.is_some_and(|e| e.side().is_some());
    pen.put(if side { " ⇄ " } else { " · " }, if side { theme.side } else { theme.event });
    put_origin(app, &mut pen, item);
    if !item.author.is_empty() {
        pen.put(&author_of(app, item), theme.event).skip(1);
    }
    pen.put(text, theme.event);
}

/// Who wrote it; of a rule, that it is one.
fn author_of<'a>(app: &App, item: &Item<'a>) -> Cow<'a, str> {
    if item.by_rule { app.say_with("event-by-rule", &[("rule", item.author.into())]).into() } else { item.author.into() }
}

/// The merged ticket that it comes from, in the colour of a warning when that is another customer's.
fn put_origin(app: &App, pen: &mut Pen<'_>, item: &Item<'_>) {
    if let Some(origin) = item.origin {
        pen.put(&format!("#{} ", origin.ticket), if origin.same_requester { app.theme.dim } else { app.theme.warning });
    }
}

fn draw_head(app: &App, buf: &mut Buffer, place: Rect, item: &Item<'_>, here: bool) {
    let (theme, style) = (&app.theme, style_of(app, item.kind));
    if here {
        buf.set_style(place, theme.cursor_row);
    }
    let mut pen = Pen::new(buf, Rect { width: place.width.saturating_sub(1), ..place });
    let word = word_of(app, item.kind);
    let automatic = if item.automatic { format!(" · {}", app.say("console-automatic")) } else { String::new() };
    put_right_end(app, &mut pen, item, here, width(&word) + width(&automatic));
    pen.put(if here { "┃" } else { "▎" }, style).skip(1);
    put_origin(app, &mut pen, item);
    pen.put(item.author, style);
    pen.put(" · ", theme.dim).put(&word, theme.dim).put(&automatic, theme.dim);
}

fn draw_note_head(app: &App, buf: &mut Buffer, place: Rect, item: &Item<'_>, here: bool) {
    let theme = &app.theme;
    let mut pen = Pen::new(buf, Rect { width: place.width.saturating_sub(1), ..place });
    pen.put(if here { "┏" } else { "╭" }, theme.note_border).put_right("╮", theme.note_border);
    let word = app.say("console-kind-note");
    let edited = if item.edited.is_some() { format!("· {} ", app.say("console-edited")) } else { String::new() };
    let taken = NOTE_HEAD + width(&word) + width(&edited) + width(item.author) + usize::from(item.origin.is_some()) * ORIGIN;
    pen.put_right(&format!(" {} ", when(app, item, here, pen.room().saturating_sub(taken))), theme.dim);
    let style = if here { theme.note.patch(theme.cursor_row) } else { theme.note };
    pen.put("─", theme.note_border).put(&format!(" 🔒 {word} "), style);
    pen.put("· ", theme.dim);
    put_origin(app, &mut pen, item);
    pen.put(&author_of(app, item), theme.note).put(" ", theme.dim).put(&edited, theme.dim);
    pen.fill("─", theme.note_border);
}

/// What a kind is called.
#[must_use]
pub fn word_of(app: &App, kind: Kind) -> String {
    app.say(match kind {
        Kind::Customer => "console-kind-customer",
        Kind::Reply => "console-kind-reply",
        Kind::Note => "console-kind-note",
        Kind::Event => "console-kind-event",
        Kind::Asked => "console-kind-asked",
        Kind::Answered => "console-kind-answered",
    })
}

/// When it was: how long ago, and of the one under the cursor the exact time too, where there is so much room.
fn when(app: &App, item: &Item<'_>, here: bool, room: usize) -> String {
    let age = ago(app.now, item.at);
    if !here {
        return age;
    }
    let exact = format!("{} · {age}", app.words.exact_time(item.at));
    if width(&exact) <= room { exact } else { age }
}

/// Columns that the number of a merged ticket takes, at the most.
const ORIGIN: usize = 8;
/// Columns that the head of a message takes beside its author, its kind and its age.
const HEAD: usize = 6;
/// The same of a note, which has a lock and a border.
const NOTE_HEAD: usize = 11;

/// Age, and how the sending stands. What stands before it beside the author takes so many columns.
fn put_right_end(app: &App, pen: &mut Pen<'_>, item: &Item<'_>, here: bool, before: usize) {
    let delivery = item.delivery.map(|delivery| delivery_text(app, delivery));
    let taken = HEAD + before + width(item.author) + usize::from(item.origin.is_some()) * ORIGIN + delivery.as_ref().map_or(0, |(d, _)| width(d) + 3);
    pen.put_right(&when(app, item, here, pen.room().saturating_sub(taken)), app.theme.dim);
    if let Some((text, style)) = delivery {
        pen.put_right(" · ", app.theme.dim).put_right(&text, style);
    }
    pen.put_right(" ", app.theme.dim);
}

/// How a sending stands, in a few words.
#[must_use]
pub fn delivery_text(app: &App, delivery: &DeliverySummary) -> (String, Style) {
    let theme = &app.theme;
    match delivery.state {
        DeliveryState::Queued if delivery.due_at > app.now && delivery.words.is_empty() => {
            let left = countdown(delivery.due_at.since(app.now));
            (app.say_with("console-leaves-in", &[("left", (&left).into())]), theme.warning)
        }
        DeliveryState::Queued | DeliveryState::Sending => (app.words.delivery(delivery.state), theme.warning),
        DeliveryState::Sent => ("✓".to_owned(), theme.ok),
        DeliveryState::Failed => (format!("✗ {}", app.words.delivery(delivery.state)), theme.error),
        DeliveryState::Unknown => (format!("? {}", app.words.delivery(delivery.state)), theme.error),
        DeliveryState::Cancelled => (app.words.delivery(delivery.state), theme.dim),
    }
}
