//! A line of text: the path of a file to attach.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Popup;
use super::listbox;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::widgets::line_edit::LineEdit;

/// A question for a path.
#[derive(Debug)]
pub struct Prompt {
    /// What is typed.
    pub input: LineEdit,
}

impl Prompt {
    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        listbox::draw_frame(app, buf, area, &app.say("console-attach"), &mut self.input, &app.say("console-attach-hint"));
    }
}

/// Asks for the path of a file to attach.
pub fn open_attach(app: &mut App) -> Vec<Effect> {
    app.popups.retain(|p| !matches!(p, Popup::Suggest(_)));
    app.popups.push(Popup::Prompt(Prompt { input: LineEdit::new() }));
    Vec::new()
}

/// Looks whether the file can be attached.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Popup::Prompt(prompt)) = app.popups.pop() else { return Vec::new() };
    match prompt.input.text().trim() {
        "" => Vec::new(),
        path => vec![Effect::CheckFile(path.into())],
    }
}
