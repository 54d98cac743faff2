//! Drawing of the composer. Its mode is told by word, colour and border, and its second line says who gets this and who will not.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};

use super::composer::{Composer, Field};
use super::pen::{Pen, row};
use super::{bytes, ticket_view, who};
use crate::tui::app::{App, Focus};
use crate::tui::effect::{Attachment, Mode};
use crate::tui::widgets::editor::VimMode;
use crate::tui::widgets::markdown;
use crate::tui::widgets::wrap::wrap;

/// From this width on, a composer that fills the screen shows text and preview side by side.
const BESIDE: u16 = 70;

/// Columns of the labels before the fields.
const LABEL: u16 = 9;

/// The rows of a composer, inside its border.
#[derive(Clone, Debug, Default)]
struct Parts {
    /// Who gets this, and who will not.
    who: Rect,
    fields: Vec<(Field, Rect)>,
    text: Rect,
    /// The text as its readers will see it: beside the text, or in its place.
    preview: Rect,
    files: Rect,
}

/// The rows that a composer would like to have in a pane of some width.
#[must_use]
pub fn height_needed(composer: &Composer, width: u16) -> u16 {
    let text = composer.editor.lines_needed(width.saturating_sub(4).max(1)).max(4);
    let files = u16::from(!composer.files.is_empty());
    text.saturating_add(3 + files + u16::try_from(shown_fields(composer).len()).unwrap_or(0))
}

fn shown_fields(composer: &Composer) -> Vec<Field> {
    let wanted = |f: &Field| match f {
        Field::Text => false,
        Field::Cc if composer.key.mode != Mode::SideNew => composer.field == Field::Cc || !composer.cc.is_empty(),
        _ => true,
    };
    composer.fields().iter().copied().filter(wanted).collect()
}

fn parts(composer: &Composer, area: Rect) -> Parts {
    let inner = Block::bordered().inner(area);
    let inner = Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner };
    let mut parts = Parts { who: row(inner, 0), ..Parts::default() };
    let mut y = 1;
    for field in shown_fields(composer) {
        parts.fields.push((field, row(inner, y)));
        y += 1;
    }
    let files = u16::from(!composer.files.is_empty());
    let text_height = inner.height.saturating_sub(y + files);
    parts.text = Rect { y: inner.y + y.min(inner.height), height: text_height, ..inner };
    if composer.preview {
        let beside = composer.full && parts.text.width >= BESIDE;
        let room = if beside { parts.text.width / 2 } else { 0 };
        parts.preview = Rect { x: parts.text.x + room, width: parts.text.width - room, ..parts.text };
        parts.text.width = room.saturating_sub(2);
    }
    if files > 0 {
        parts.files = row(inner, y + text_height);
    }
    parts
}

fn field_area(line: Rect) -> Rect {
    let label = LABEL.min(line.width);
    Rect { x: line.x + label, width: line.width - label, ..line }
}

/// The cell of the cursor.
#[must_use]
pub fn cursor(app: &App) -> Option<(u16, u16)> {
    let composer = app.composer.as_ref()?;
    let parts = parts(composer, app.areas.composer);
    if composer.field == Field::Text {
        return composer.editor.cursor_screen(parts.text);
    }
    let line = parts.fields.iter().find(|(f, _)| *f == composer.field)?.1;
    match composer.field {
        Field::To => composer.to.cursor_screen(field_area(line)),
        Field::Cc => composer.cc.cursor_screen(field_area(line)),
        _ => composer.subject.cursor_screen(field_area(line)),
    }
}

/// A click: on a field it goes there, in the text it puts the cursor.
pub fn click(app: &mut App, at: Position) {
    let area = app.areas.composer;
    let Some(composer) = &mut app.composer else { return };
    let parts = parts(composer, area);
    if let Some((field, _)) = parts.fields.iter().find(|(_, line)| line.contains(at)) {
        composer.field = *field;
    } else if parts.text.contains(at) {
        composer.field = Field::Text;
        composer.editor.click(parts.text, at.x, at.y);
        composer.held = true;
    }
}

/// Selects in the text from where it was clicked.
pub fn drag(app: &mut App, at: Position) {
    let area = app.areas.composer;
    if let Some(composer) = app.composer.as_mut().filter(|c| c.held) {
        let text = parts(composer, area).text;
        composer.editor.drag(text, at.x, at.y);
    }
}

/// The button is let go.
pub fn let_go(app: &mut App) {
    if let Some(composer) = &mut app.composer {
        composer.held = false;
    }
}

/// Scrolls the text, or what is shown as its readers will see it.
pub fn wheel(app: &mut App, at: Position, rows: isize) {
    let area = app.areas.composer;
    let Some(composer) = &mut app.composer else { return };
    let parts = parts(composer, area);
    if parts.preview.contains(at) {
        composer.preview_top = composer.preview_top.saturating_add_signed(rows);
    } else {
        composer.editor.scroll(parts.text, rows);
    }
}

/// The mode's word, its style and its border's.
fn dress(app: &App, mode: Mode) -> (String, Style, Style) {
    let theme = &app.theme;
    let name = ticket_view::mode_name(app, mode);
    match mode {
        Mode::Reply => (format!("↩ {name}"), theme.reply, theme.reply_border),
        Mode::Note | Mode::Edit(_) => (format!("🔒 {name}"), theme.note, theme.note_border),
        Mode::SideNew | Mode::Side(_) => (format!("⇄ {name}"), theme.side, theme.side_border),
    }
}

/// The border of a mode: none looks like another, also without colour.
fn border_of(mode: Mode) -> BorderType {
    match mode {
        Mode::Reply => BorderType::Thick,
        Mode::Note | Mode::Edit(_) => BorderType::LightDoubleDashed,
        Mode::SideNew | Mode::Side(_) => BorderType::Double,
    }
}

/// Draws the composer.
pub fn draw(app: &mut App, buf: &mut Buffer) {
    let area = app.areas.composer;
    let Some(composer) = app.composer.as_ref().filter(|_| !area.is_empty()) else { return };
    let (title, style, border) = dress(app, composer.key.mode);
    let parts = parts(composer, area);
    crate::tui::widgets::popover::clear(buf, area);
    buf.set_style(area, app.theme.base);
    Block::bordered().border_type(border_of(composer.key.mode)).border_style(border).render(area, buf);
    let mut pen = Pen::new(buf, Rect { x: area.x + 1.min(area.width), width: area.width.saturating_sub(2), height: area.height.min(1), ..area });
    let state = if composer.sending { app.say("console-sending") } else { composer.submit_label(app) };
    pen.put_right(&format!(" {state} "), style);
    if let Some(sign) = vim_sign(app, composer) {
        pen.put_right(&sign, app.theme.title);
    }
    if composer.preview {
        pen.put_right(&format!(" {} ", app.say("console-preview")), app.theme.title);
    }
    if composer.original.is_some() {
        pen.put_right(&format!(" {} ", app.say("console-is-translated")), app.theme.warning);
    }
    pen.put(&format!(" {title} "), style);
    if app.areas.ticket.is_empty()
        && let Some(head) = app.current_head().filter(|h| h.id == composer.key.ticket)
    {
        pen.put(&format!("#{} {} ", head.id, head.subject), app.theme.title);
    }
    if composer.key.mode.is_note() {
        buf.set_style(parts.text, app.theme.note_body);
    }
    draw_who(app, buf, parts.who, composer);
    draw_files(app, buf, parts.files, composer);
    draw_fields(app, buf, &parts);
}

/// What Vim's keys mean now, with what was typed of a command.
#[must_use]
pub fn vim_sign(app: &App, composer: &Composer) -> Option<String> {
    let (mode, pending) = composer.editor.vim().filter(|_| composer.field == Field::Text)?;
    let mode = app.say(match mode {
        VimMode::Insert => "console-vim-insert",
        VimMode::Normal => "console-vim-normal",
        VimMode::Visual => "console-vim-visual",
        VimMode::VisualLine => "console-vim-visual-line",
    });
    Some(if pending.is_empty() { format!(" {mode} ") } else { format!(" {mode} {pending} ") })
}

/// Who gets this, and who will not.
fn draw_who(app: &App, buf: &mut Buffer, line: Rect, composer: &Composer) {
    let mut pen = Pen::new(buf, line);
    for (n, (text, style)) in who::who(app, composer, line.width.into()).iter().enumerate() {
        if n > 0 {
            pen.put(who::BETWEEN, app.theme.dim);
        }
        pen.put(text, *style);
    }
}

fn draw_files(app: &App, buf: &mut Buffer, line: Rect, composer: &Composer) {
    let mut pen = Pen::new(buf, line);
    for file in &composer.files {
        match file {
            Attachment::Gone(was) => pen.put(&app.say_with("console-file-gone-mark", &[("name", (&was.name()).into())]), app.theme.error),
            file => pen.put(&format!("▤ {} {}", file.name(), bytes(file.size())), app.theme.link),
        };
        pen.skip(2);
    }
}

fn draw_fields(app: &mut App, buf: &mut Buffer, parts: &Parts) {
    let focused = app.focus == Focus::Composer;
    let labels = [app.say("console-field-to"), app.say("console-field-cc"), app.say("console-field-subject")];
    let hints = [app.say("console-hint-to"), String::new(), app.say("console-hint-subject")];
    let Some(composer) = &mut app.composer else { return };
    let active = composer.field;
    for (field, line) in &parts.fields {
        let at = match field {
            Field::To => 0,
            Field::Cc => 1,
            Field::Subject | Field::Text => 2,
        };
        let here = focused && *field == active;
        let style = if here { app.theme.title } else { app.theme.dim };
        Pen::new(buf, *line).put_in(&labels[at], LABEL.saturating_sub(1).into(), style);
        if let Some(edit) = composer.line(*field) {
            edit.draw(buf, field_area(*line), &app.theme, here, &hints[at]);
        }
    }
    let hint = match composer.key.mode {
        Mode::Reply => "console-hint-reply",
        Mode::Note | Mode::Edit(_) => "console-hint-note",
        Mode::SideNew | Mode::Side(_) => "console-hint-side",
    };
    let hint = app.words.say(hint);
    composer.editor.draw(buf, parts.text, &app.theme, focused && active == Field::Text, &hint);
    draw_preview(app, buf, parts.preview);
}

/// The text as its readers will see it, with the agent's signature where it is a mail.
fn draw_preview(app: &mut App, buf: &mut Buffer, area: Rect) {
    let left_out = app.words.say("console-html-left-out");
    let Some(composer) = app.composer.as_mut().filter(|c| c.preview && !area.is_empty()) else { return };
    let columns = usize::from(area.width.saturating_sub(2));
    let mut rows = markdown::rows(&composer.editor.text(), columns, &app.theme, &left_out);
    if composer.key.mode != Mode::Note && !app.me.signature.trim().is_empty() {
        let lines = std::iter::once("-- ".to_owned()).chain(wrap(app.me.signature.trim(), columns));
        rows.push(Vec::new());
        rows.extend(lines.map(|line| vec![(line, app.theme.dim)]));
    }
    composer.preview_top = composer.preview_top.min(rows.len().saturating_sub(area.height.into()));
    for (y, spans) in rows.iter().skip(composer.preview_top).take(area.height.into()).enumerate() {
        let mut pen = Pen::new(buf, row(area, u16::try_from(y).unwrap_or(u16::MAX)));
        pen.put("▏ ", app.theme.border);
        for (text, style) in &spans[..] {
            pen.put(text, *style);
        }
    }
    for y in u16::try_from(rows.len()).unwrap_or(u16::MAX)..area.height {
        Pen::new(buf, row(area, y)).put("▏", app.theme.border);
    }
}
