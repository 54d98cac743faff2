//! A line of text: the path of a file to attach, a line to note about a third party, the name of a view.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Popup, listbox, offers};
use crate::desk::{DeskError, ExportRequest, Format, NoteChange};
use crate::model::entry::FileRef;
use crate::model::field::{Field, FieldKind};
use crate::model::ticket::Sort;
use crate::model::{Address, TicketId};
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::panes::work;
use crate::tui::widgets::line_edit::LineEdit;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum About {
    /// The path of a file to attach.
    Path,
    /// A line to note about a third party.
    Note(Address),
    /// The value of a field on tickets.
    Field(Field, Vec<TicketId>),
    /// The path of a file to write a ticket into.
    Export(ExportRequest, Format),
    /// The directory that files are saved in.
    Directory(Vec<FileRef>),
    /// The address that a transcript goes to.
    Transcript(TicketId),
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
            About::Field(field, _) => {
                let key = match field.kind {
                    FieldKind::Number => "console-field-number",
                    FieldKind::Date => "console-field-date",
                    FieldKind::Text | FieldKind::Choice => "console-field-text",
                };
                (field.label.clone(), app.say(key))
            }
            About::View(query, _) => (app.say_with("console-save-view", &[("query", query.into())]), app.say("console-save-view-hint")),
            About::Export(request, _) => {
                (app.say_with("console-export-file", &[("number", request.ticket.0.into())]), app.say("console-export-file-hint"))
            }
            About::Directory(files) => (app.say_with("console-save-to", &[("count", files.len().into())]), app.say("console-save-to-hint")),
            About::Transcript(ticket) => (app.say_with("console-transcript", &[("number", ticket.0.into())]), app.say("console-transcript-hint")),
            About::Note(address) => (app.say_with("console-party-note", &[("who", address.as_str().into())]), app.say("console-party-note-hint")),
        };
        listbox::draw_frame(app, buf, area, &title, &mut self.input, &hint);
    }
}

fn open(app: &mut App, about: About) -> Vec<Effect> {
    open_with(app, about, "")
}

fn open_with(app: &mut App, about: About, text: &str) -> Vec<Effect> {
    app.popups.retain(|p| !matches!(p, Popup::Suggest(_)));
    app.popups.push(Popup::Prompt(Prompt { about, input: LineEdit::from_text(text) }));
    Vec::new()
}

/// Asks for the path of a file to write a ticket into.
pub fn open_export(app: &mut App, request: ExportRequest, format: Format) -> Vec<Effect> {
    open_with(app, About::Export(request, format), &format!("ticket-{}.{}", request.ticket, format.ending()))
}

/// Asks for the directory that files are saved in.
pub fn open_directory(app: &mut App, files: Vec<FileRef>) -> Vec<Effect> {
    open_with(app, About::Directory(files), "~/Downloads")
}

/// Asks for the address that a transcript goes to.
pub fn open_transcript(app: &mut App) -> Vec<Effect> {
    app.current().map_or_else(Vec::new, |ticket| open(app, About::Transcript(ticket)))
}

/// Asks for the path of a file to attach.
pub fn open_attach(app: &mut App) -> Vec<Effect> {
    open(app, About::Path)
}

/// Asks for a line to note about a third party.
pub fn open_note(app: &mut App, address: Address) -> Vec<Effect> {
    open(app, About::Note(address))
}

/// Asks for the value of a field, of which the one that stands is there to be changed.
pub fn open_field(app: &mut App, field: Field, tickets: Vec<TicketId>, now: &str) -> Vec<Effect> {
    let effects = open(app, About::Field(field, tickets));
    if let Some(Popup::Prompt(prompt)) = app.popups.last_mut() {
        prompt.input.paste(now);
    }
    effects
}

/// Asks for the name of a view.
pub fn open_view(app: &mut App, query: String, sort: Sort) -> Vec<Effect> {
    open(app, About::View(query, sort))
}

/// Does what the line was asked for.
pub fn accept(app: &mut App) -> Vec<Effect> {
    if let Some(Popup::Prompt(Prompt { about: About::Field(field, tickets), input })) = app.popups.last() {
        let (typed, field, tickets) = (input.text(), field.clone(), tickets.clone());
        return fill_in(app, &field, tickets, typed.trim());
    }
    let Some(Popup::Prompt(prompt)) = app.popups.pop() else { return Vec::new() };
    match (prompt.input.text().trim(), prompt.about) {
        ("", About::Transcript(ticket)) => vec![Effect::Transcript(ticket, None)],
        (text, About::Transcript(ticket)) => match Address::parse(text) {
            Some(address) => vec![Effect::Transcript(ticket, Some(address))],
            None => {
                let text = app.words.say_with("console-bad-address", &[("text", text.into())]);
                app.complain(text);
                Vec::new()
            }
        },
        ("", _) | (_, About::Field(..)) => Vec::new(),
        (path, About::Directory(files)) => vec![Effect::SaveFiles { files, directory: path.into() }],
        (path, About::Export(request, format)) => vec![Effect::Export(request, format, path.into())],
        (path, About::Path) => vec![Effect::CheckFile(path.into())],
        (name, About::View(query, sort)) => vec![Effect::SaveView { name: name.to_owned(), query, sort }],
        (line, About::Note(address)) => vec![Effect::NoteContact(address, NoteChange::Add(line.to_owned()))],
    }
}

/// A value that the field cannot have is told, and stays to be changed.
fn fill_in(app: &mut App, field: &Field, tickets: Vec<TicketId>, typed: &str) -> Vec<Effect> {
    let value = match typed {
        "" => None,
        typed => match field.read(typed) {
            Ok(value) => Some(value),
            Err(e) => {
                let text = DeskError::from(e).say(&app.words);
                app.complain(text);
                return Vec::new();
            }
        },
    };
    app.popups.pop();
    work::change_tickets(app, tickets, offers::set_field(field, value))
}
