//! What a command of the agent's made of a text: it can be scrolled, copied, and put into the draft.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Popup, listbox};
use crate::tui::app::App;
use crate::tui::effect::{DraftKey, Effect};
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::pipes;
use crate::tui::panes::rule;
use crate::tui::shell::{End, Ran};
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;
use crate::tui::widgets::wrap::wrap;

/// From this width on a text and its translation stand side by side.
const BESIDE: u16 = 90;

/// What is done with the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// It is shown.
    Show,
    /// It is put in place of the draft's text, or of what is selected in it.
    Replace(DraftKey),
    /// It is shown beside the text that it is a translation of.
    Compare(String),
    /// So, and the agent may put it in place of the draft's text.
    Translate(DraftKey, String),
}

/// The output of a command.
#[derive(Debug)]
pub struct Output {
    id: u64,
    command: String,
    then: Then,
    ran: Option<Ran>,
    /// Lines of the last drawing.
    lines: usize,
    /// The first line on the screen.
    pub list: ListState,
}

impl Output {
    /// Of a command that runs.
    #[must_use]
    pub fn new(id: u64, command: String, then: Then) -> Output {
        Output { id, command, then, ran: None, lines: 0, list: ListState::default() }
    }

    /// Whether it is about what is being written.
    #[must_use]
    pub fn needs_composer(&self) -> bool {
        matches!(self.then, Then::Replace(_) | Then::Translate(..))
    }

    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// Whether Enter puts it into the draft.
    fn can_be_put(&self) -> bool {
        matches!(self.then, Then::Translate(..)) && self.ran.as_ref().is_some_and(good)
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        let border = if self.ran.as_ref().is_none_or(good) { theme.focus_border } else { theme.error };
        let inner = popover::frame(buf, area, &format!("| {}", self.command), theme, border);
        let (state, style) = self.state(app);
        Pen::new(buf, row(inner, 0)).skip(1).put(&state, style);
        rule(buf, row(inner, 1), theme.border);
        let above = 2.min(inner.height);
        let body = Rect { y: inner.y + above, height: inner.height - above, ..inner };
        match &self.then {
            Then::Compare(original) | Then::Translate(_, original) => {
                let original = original.clone();
                self.draw_both(app, buf, body, &original);
            }
            Then::Show | Then::Replace(_) => {
                let rows = self.rows(app, body.width.saturating_sub(3).into());
                self.draw_rows(app, buf, body, &[(body, rows)]);
            }
        }
    }

    fn state(&self, app: &App) -> (String, Style) {
        let theme = &app.theme;
        let Some(ran) = &self.ran else { return (app.say("console-pipe-running"), theme.dim) };
        let hint = if self.can_be_put() { app.say("console-pipe-put-hint") } else { app.say("console-pipe-hint") };
        match ran.end {
            End::Code(0) => (format!("{} · {hint}", app.say_with("console-pipe-code", &[("code", 0.into())])), theme.ok),
            End::Code(code) => (format!("{} · {hint}", app.say_with("console-pipe-code", &[("code", code.into())])), theme.error),
            End::Signal(signal) => (app.say_with("console-pipe-signal", &[("signal", signal.into())]), theme.error),
            End::Stopped => (app.say("console-pipe-stopped"), theme.warning),
            End::TooLong => (app.say("console-pipe-too-long"), theme.error),
            End::TooMuch => (app.say("console-pipe-too-much"), theme.error),
        }
    }

    /// The output's rows, errors last.
    fn rows(&self, app: &App, columns: usize) -> Vec<(String, Style)> {
        let Some(ran) = &self.ran else { return Vec::new() };
        let of = |text: &str, style: Style| text.trim_end().lines().flat_map(|l| wrap(l, columns)).map(|l| (l, style)).collect::<Vec<_>>();
        let mut rows = if ran.out.trim().is_empty() { Vec::new() } else { of(&ran.out, app.theme.text) };
        if !ran.err.trim().is_empty() {
            rows.extend(of(&ran.err, app.theme.warning));
        }
        if rows.is_empty() {
            rows.push((app.say("console-pipe-nothing"), app.theme.dim));
        }
        rows
    }

    /// A text and its translation: side by side where there is room, else one below the other.
    fn draw_both(&mut self, app: &App, buf: &mut Buffer, body: Rect, original: &str) {
        let quiet = app.theme.dim;
        let of = |columns: u16| original.lines().flat_map(|l| wrap(l, columns.saturating_sub(3).into())).map(|l| (l, quiet)).collect::<Vec<_>>();
        if body.width >= BESIDE {
            let half = body.width / 2;
            let (left, right) = (Rect { width: half, ..body }, Rect { x: body.x + half, width: body.width - half, ..body });
            let rows = self.rows(app, right.width.saturating_sub(3).into());
            self.draw_rows(app, buf, body, &[(left, of(left.width)), (right, rows)]);
            for y in body.y..body.bottom() {
                buf.set_string(right.x.saturating_sub(1), y, "│", app.theme.border);
            }
            return;
        }
        let mut rows = self.rows(app, body.width.saturating_sub(3).into());
        rows.push((String::new(), quiet));
        rows.push(("─".repeat(usize::from(body.width.saturating_sub(3))), app.theme.border));
        rows.extend(of(body.width));
        self.draw_rows(app, buf, body, &[(body, rows)]);
    }

    fn draw_rows(&mut self, app: &App, buf: &mut Buffer, body: Rect, columns: &[(Rect, Vec<(String, Style)>)]) {
        self.lines = columns.iter().map(|(_, rows)| rows.len()).max().unwrap_or(0);
        listbox::draw_text(app, buf, body, &mut self.list, self.lines, |buf, line, at| {
            for (place, rows) in columns {
                if let Some((text, style)) = rows.get(at) {
                    Pen::new(buf, Rect { y: line.y, height: 1, ..*place }).skip(1).put_in(text, place.width.saturating_sub(2).into(), *style);
                }
            }
        });
    }
}

fn good(ran: &Ran) -> bool {
    ran.end == End::Code(0)
}

/// What a command has put out, without the line end that commands write last.
fn text_of(ran: &Ran) -> String {
    ran.out.strip_suffix('\n').unwrap_or(&ran.out).to_owned()
}

/// A command has ended.
pub fn arrived(app: &mut App, id: u64, ran: Ran) {
    let Some(at) = app.popups.iter().position(|p| matches!(p, Popup::Output(o) if o.id == id)) else { return };
    let Popup::Output(output) = &mut app.popups[at] else { return };
    if let Then::Replace(key) = output.then
        && good(&ran)
    {
        app.popups.remove(at);
        pipes::replaced(app, key, &text_of(&ran));
        return;
    }
    output.ran = Some(ran);
}

/// Puts a translation into the draft, or closes the popup.
pub fn accept(app: &mut App) -> Vec<Effect> {
    match app.popups.last() {
        Some(Popup::Output(Output { then: Then::Translate(key, _), ran: Some(ran), .. })) if good(ran) => {
            let (key, text) = (*key, text_of(ran));
            app.popups.pop();
            pipes::translated(app, key, &text);
            Vec::new()
        }
        Some(Popup::Output(Output { ran: None, .. })) => Vec::new(),
        _ => super::close(app),
    }
}

/// It is closed: a command that runs is stopped.
#[must_use]
pub fn closed(output: &Output) -> Vec<Effect> {
    if output.ran.is_none() { vec![Effect::StopPipe(output.id)] } else { Vec::new() }
}

/// Copies the output.
pub fn copy(app: &mut App) -> Vec<Effect> {
    match app.popups.last() {
        Some(Popup::Output(Output { ran: Some(ran), .. })) => vec![Effect::Copy(if ran.out.is_empty() { ran.err.clone() } else { ran.out.clone() })],
        _ => Vec::new(),
    }
}
