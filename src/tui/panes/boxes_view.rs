//! Drawing of the boxes: a column where there is room, else one line above the list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen::{Pen, row};
use crate::model::ticket::{BoxCount, BoxKey};
use crate::tui::app::App;
use crate::tui::widgets::ago::ago;
use crate::tui::widgets::text::width;

/// The name of a box.
#[must_use]
pub fn name(app: &App, item: &BoxCount) -> String {
    match item.key {
        BoxKey::Mine => app.say("console-box-mine"),
        BoxKey::Unassigned => app.say("console-box-unassigned"),
        BoxKey::Mentions => app.say("console-box-mentions"),
        BoxKey::ThirdParties => app.say("console-box-third-parties"),
        BoxKey::AllOpen => app.say("console-box-all-open"),
        BoxKey::Stuck => app.say("console-box-stuck"),
        BoxKey::Spam => app.say("console-box-spam"),
        BoxKey::Team(_) | BoxKey::View(_) => item.name.clone(),
    }
}

/// The name of the box that is shown.
#[must_use]
pub fn current_name(app: &App) -> String {
    let found = app.queue.boxes.iter().find(|b| b.key == app.queue.within);
    let unknown = || BoxCount { key: app.queue.within.clone(), name: String::new(), total: 0, waiting: 0, oldest: None, sort: None };
    found.map_or_else(|| name(app, &unknown()), |b| name(app, b))
}

/// Draws the column of boxes.
pub fn draw(app: &App, buf: &mut Buffer) {
    if app.areas.boxes.is_empty() {
        return;
    }
    let inner = super::frame(app, buf, app.areas.boxes, &app.say("console-boxes"), "", None);
    let mut y = 0;
    let mut group = 0;
    for item in &app.queue.boxes {
        let its_group = group_of(&item.key);
        if its_group != group && y > 0 {
            super::rule(buf, row(inner, y), app.theme.border);
            y += 1;
        }
        group = its_group;
        draw_box(app, buf, row(inner, y), item);
        y += 1;
    }
}

/// Built-in boxes, teams, views.
fn group_of(key: &BoxKey) -> u8 {
    match key {
        BoxKey::Team(_) => 1,
        BoxKey::View(_) | BoxKey::Stuck => 2,
        _ => 0,
    }
}

/// The box at a row of the column, as drawn.
#[must_use]
pub fn at_row(app: &App, clicked: usize) -> Option<BoxKey> {
    let (mut y, mut group) = (0, 0);
    for item in &app.queue.boxes {
        let its_group = group_of(&item.key);
        y += usize::from(its_group != group && y > 0);
        group = its_group;
        if y == clicked {
            return Some(item.key.clone());
        }
        y += 1;
    }
    None
}

fn draw_box(app: &App, buf: &mut Buffer, line: Rect, item: &BoxCount) {
    let theme = &app.theme;
    let here = item.key == app.queue.within;
    if here {
        buf.set_style(line, theme.cursor_row_in(false));
    }
    let mut pen = Pen::new(buf, line);
    let age = item.oldest.map(|t| ago(app.now, t)).unwrap_or_default();
    pen.put_right(&format!("{age:>4}"), theme.dim);
    let (count, style) = if item.waiting > 0 { (item.waiting.to_string(), theme.unread) } else { (item.total.to_string(), theme.dim) };
    pen.put_right(&format!(" {count}"), style);
    pen.put(if here { "▌" } else { " " }, theme.focus_border).put(&name(app, item), if here { theme.title } else { theme.text });
}

/// Draws the boxes as one line: the current one, and what stands beside it.
pub fn draw_line(app: &App, buf: &mut Buffer, line: Rect) {
    let theme = &app.theme;
    let mut pen = Pen::new(buf, line);
    let boxes = &app.queue.boxes;
    let here = boxes.iter().position(|b| b.key == app.queue.within).unwrap_or(0);
    let labels: Vec<String> = boxes.iter().map(|b| label(app, b)).collect();
    let wide = |from: usize| labels[from..=here].iter().map(|l| width(l) + 2).sum::<usize>();
    let mut from = 0;
    // the signs that there are more to the left and to the right stay
    while from < here && wide(from) + 2 > pen.room() {
        from += 1;
    }
    if from > 0 {
        pen.put("‹", theme.dim);
    }
    for (at, (item, text)) in boxes.iter().zip(&labels).enumerate().skip(from) {
        let room = pen.room().saturating_sub(usize::from(at + 1 < boxes.len()));
        if room < width(text) + 2 && at != from {
            pen.put("›", theme.dim);
            break;
        }
        let style = if item.key == app.queue.within { theme.title.patch(theme.selection) } else { theme.dim };
        pen.put_in(&format!(" {text} "), room, style);
    }
}

fn label(app: &App, item: &BoxCount) -> String {
    let age = item.oldest.map(|t| format!(" {}", ago(app.now, t))).unwrap_or_default();
    if item.waiting > 0 { format!("{} {}{age}", name(app, item), item.waiting) } else { name(app, item) }
}
