//! A line of text: the path of a file to attach, a line to note about a third party, the name of a view.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Popup;
use super::listbox;
use crate::desk::NoteChange;
use crate::model::Address;
use crate::model::ticket::Sort;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::widgets::line_edit::LineEdit;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum About {
    /// The path of a file to attach.
    Path,
    /// A line to note about a third party.
    Note(Address),
    /// A name for a query that becomes a view.
    View(String, Sort),
}

/// A question for a line.
#[derive(Debug)]
pub struct Prompt {
    about: About,
    /// What is typed.
    pub input: LineEdit,
}

impl Prompt {
    /// Whether it is about what is being written.
    #[must_use]
    pub fn needs_composer(&self) -> bool {
        self.about == About::Path
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let (title, hint) = match &self.about {
            About::Path => (app.say("console-attach"), app.say("console-attach-hint")),
            About::View(query, _) => (app.say_with("console-save-view", &[("query", query.into())]), app.say("console-save-view-hint")),
            About::Note(address) => (app.say_with("console-party-note", &[("who", address.as_str().into())]), app.say("console-party-note-hint")),
        };
        listbox::draw_frame(app, buf, area, &title, &mut self.input, &hint);
    }
}

fn open(app: &mut App, about: About) -> Vec<Effect> {
    app.popups.retain(|p| !matches!(p, Popup::Suggest(_)));
    app.popups.push(Popup::Prompt(Prompt { about, input: LineEdit::new() }));
    Vec::new()
}

/// Asks for the path of a file to attach.
pub fn open_attach(app: &mut App) -> Vec<Effect> {
    open(app, About::Path)
}

/// Asks for a line to note about a third party.
pub fn open_note(app: &mut App, address: Address) -> Vec<Effect> {
    open(app, About::Note(address))
}

/// Asks for the name of a view.
pub fn open_view(app: &mut App, query: String, sort: Sort) -> Vec<Effect> {
    open(app, About::View(query, sort))
}

/// Does what the line was asked for.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Popup::Prompt(prompt)) = app.popups.pop() else { return Vec::new() };
    match (prompt.input.text().trim(), prompt.about) {
        ("", _) => Vec::new(),
        (path, About::Path) => vec![Effect::CheckFile(path.into())],
        (name, About::View(query, sort)) => vec![Effect::SaveView { name: name.to_owned(), query, sort }],
        (line, About::Note(address)) => vec![Effect::NoteParty(address, NoteChange::Add(line.to_owned()))],
    }
}
