//! A line of text: the path of a file to attach, a shell command, a line to note about a third party, the name of a view. Below it stands what it could be.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::listbox::{self, Line};
use super::{Popup, confirm, offers};
use crate::desk::{DeskError, ExportRequest, Format, NoteChange};
use crate::model::entry::FileRef;
use crate::model::field::{Field, FieldKind};
use crate::model::order::Order;
use crate::model::{Address, TicketId};
use crate::tui::app::App;
use crate::tui::command::Reason;
use crate::tui::effect::{DraftKey, Effect};
use crate::tui::event::PathFound;
use crate::tui::panes::pipes::{self, Source};
use crate::tui::panes::{bytes, composer, work};
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::list::ListState;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum About {
    /// The path of a file to attach.
    Path,
    /// A command for a text, or for the whole mail.
    Pipe(Source, bool),
    /// What a draft is translated into.
    Language,
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
    View(String, Order),
}

/// A question for a line.
#[derive(Clone, Debug)]
pub struct Prompt {
    about: About,
    /// What is typed.
    pub input: LineEdit,
    /// What the line could be.
    pub rows: Vec<Row>,
    /// Cursor and scroll of the rows.
    pub list: ListState,
    /// The agent went into the rows: Enter means the one under the cursor.
    pub chosen: bool,
}

/// What a line could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    puts: String,
    right: String,
}

/// Rows on the screen.
const ROWS: usize = 10;

impl Prompt {
    /// The rows that it takes below its line.
    #[must_use]
    pub fn rows(&self) -> usize {
        match self.about {
            About::Path => ROWS,
            About::Pipe(..) => self.rows.len().clamp(1, ROWS),
            _ => 1,
        }
    }

    /// Whether it is about what is being written.
    #[must_use]
    pub fn needs_composer(&self) -> bool {
        matches!(self.about, About::Path | About::Language | About::Pipe(Source::Draft(_), _))
    }

    /// It was left: a line to note is there again when somebody asks for one about the same person.
    pub fn left(self, app: &mut App) {
        if let About::Note(address) = self.about {
            app.kept.notes.insert(address, self.input.text());
        }
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
            About::Pipe(Source::Draft(_), _) => (app.say("console-pipe-draft"), app.say("console-pipe-draft-hint")),
            About::Pipe(_, true) => (app.say("console-pipe-raw"), app.say("console-pipe-command-hint")),
            About::Pipe(_, false) => (app.say("console-pipe-text"), app.say("console-pipe-command-hint")),
            About::Language => (app.say("console-translate-into"), app.say("console-translate-into-hint")),
            About::View(query, _) => (app.say_with("console-save-view", &[("query", query.into())]), app.say("console-save-view-hint")),
            About::Export(request, _) => {
                (app.say_with("console-export-file", &[("number", request.ticket.0.into())]), app.say("console-export-file-hint"))
            }
            About::Directory(files) => (app.say_with("console-save-to", &[("count", files.len().into())]), app.say("console-save-to-hint")),
            About::Transcript(ticket) => (app.say_with("console-transcript", &[("number", ticket.0.into())]), app.say("console-transcript-hint")),
            About::Note(address) => (app.say_with("console-party-note", &[("who", address.as_str().into())]), app.say("console-party-note-hint")),
        };
        listbox::draw_frame(app, buf, area, &title, &mut self.input, &hint);
        let rows = &self.rows;
        listbox::draw_rows(app, buf, listbox::list_area(area, true), &mut self.list, rows.len(), |at| {
            let Row { puts, right } = rows[at].clone();
            Line { label: puts, right, ..Line::default() }
        });
    }

    /// The row that stands for the line, when the agent went there.
    fn chosen_row(&self) -> Option<&Row> {
        self.rows.get(self.list.selected).filter(|_| self.chosen)
    }
}

fn open(app: &mut App, about: About) -> Vec<Effect> {
    open_with(app, about, "")
}

fn open_with(app: &mut App, about: About, text: &str) -> Vec<Effect> {
    app.popups.retain(|p| !matches!(p, Popup::Suggest(_)));
    app.popups.push(Popup::Prompt(Prompt { about, input: LineEdit::from_text(text), rows: Vec::new(), list: ListState::default(), chosen: false }));
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
    open(app, About::Path);
    typed(app)
}

/// Asks for a command for a text.
pub fn open_pipe(app: &mut App, source: Source) -> Vec<Effect> {
    open(app, About::Pipe(source, false));
    typed(app)
}

/// Asks what a draft is to be translated into; the answer of the last time stands there.
pub fn open_language(app: &mut App, last: &str) -> Vec<Effect> {
    open(app, About::Language);
    if let Some(Popup::Prompt(prompt)) = app.popups.last_mut() {
        prompt.input.set(last);
        prompt.input.select_all();
    }
    Vec::new()
}

/// Whether the command could get the whole mail.
pub fn has_raw(app: &App) -> Result<(), Reason> {
    let has = matches!(app.popups.last(), Some(Popup::Prompt(Prompt { about: About::Pipe(Source::Message(_, Some(_)), _), .. })));
    if has { Ok(()) } else { Err(Reason("console-reason-nothing-here")) }
}

/// Gives the command the whole mail, or only its text.
pub fn toggle_raw(app: &mut App) -> Vec<Effect> {
    if let Some(Popup::Prompt(Prompt { about: About::Pipe(_, raw), .. })) = app.popups.last_mut() {
        *raw = !*raw;
    }
    Vec::new()
}

/// The line has changed: what it could be is looked up.
pub fn typed(app: &mut App) -> Vec<Effect> {
    let Some(Popup::Prompt(prompt)) = app.popups.last_mut() else { return Vec::new() };
    prompt.chosen = false;
    match prompt.about {
        About::Path => {
            // what no longer fits goes at once, so that Tab never takes it
            let text = prompt.input.text();
            prompt.rows.retain(|r| r.puts.to_lowercase().starts_with(&text.to_lowercase()));
            vec![Effect::CompletePath(text)]
        }
        About::Pipe(..) => {
            let text = prompt.input.text();
            let known = app.pipes.history.iter().filter(|c| c.contains(text.trim()) && **c != text);
            prompt.rows = known.map(|c| Row { puts: c.clone(), right: String::new() }).collect();
            prompt.list = ListState::default();
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The paths that begin with what was typed were found.
pub fn paths_found(app: &mut App, typed: &str, found: Vec<PathFound>) {
    let Some(Popup::Prompt(prompt)) = app.popups.last_mut().filter(|p| matches!(p, Popup::Prompt(p) if p.about == About::Path)) else { return };
    if prompt.input.text() == typed {
        prompt.rows = found.into_iter().map(|f| Row { puts: f.path, right: f.size.map(bytes).unwrap_or_default() }).collect();
        prompt.list = ListState::default();
    }
}

/// Whether there is something that Tab puts into the line.
#[must_use]
pub fn can_complete(app: &App) -> bool {
    matches!(app.popups.last(), Some(Popup::Prompt(prompt)) if !prompt.rows.is_empty())
}

/// Puts the row under the cursor into the line.
pub fn complete(app: &mut App) -> Vec<Effect> {
    if let Some(Popup::Prompt(prompt)) = app.popups.last_mut()
        && let Some(row) = prompt.rows.get(prompt.list.selected)
    {
        prompt.input.set(&row.puts);
    }
    typed(app)
}

/// What was pasted was looked up: files are offered to be attached, a text goes in as it is.
pub fn pasted_checked(app: &mut App, key: DraftKey, text: String, files: Vec<(PathBuf, u64)>) {
    match &app.composer {
        Some(c) if c.key != key => {} // what was meant for one draft never goes into another
        Some(_) if files.is_empty() => composer::put_pasted(app, &text),
        Some(_) => {
            let confirm = confirm::Confirm::attach(app, files, text);
            app.popups.retain(|p| !matches!(p, Popup::Suggest(_)));
            app.popups.push(Popup::Confirm(confirm));
        }
        None => {}
    }
}

/// Asks for a line to note about a third party; one that was left stands there.
pub fn open_note(app: &mut App, address: Address) -> Vec<Effect> {
    let left = app.kept.notes.remove(&address).unwrap_or_default();
    open_with(app, About::Note(address), &left)
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
pub fn open_view(app: &mut App, query: String, sort: Order) -> Vec<Effect> {
    open(app, About::View(query, sort))
}

/// Does what the line was asked for.
pub fn accept(app: &mut App) -> Vec<Effect> {
    if let Some(Popup::Prompt(Prompt { about: About::Field(field, tickets), input, .. })) = app.popups.last() {
        let (typed, field, tickets) = (input.text(), field.clone(), tickets.clone());
        return fill_in(app, &field, tickets, typed.trim());
    }
    if let Some(Popup::Prompt(prompt)) = app.popups.last_mut()
        && let Some(Row { puts, .. }) = prompt.chosen_row().cloned()
    {
        prompt.input.set(&puts);
    }
    if matches!(app.popups.last(), Some(Popup::Prompt(p)) if p.about == About::Path && p.input.text().ends_with('/')) {
        return typed(app); // into the directory
    }
    let Some(Popup::Prompt(prompt)) = app.popups.pop() else { return Vec::new() };
    match (prompt.input.text().trim(), prompt.about) {
        ("", About::Transcript(ticket)) => vec![Effect::Transcript(ticket, None)],
        (text, About::Transcript(ticket)) => match Address::parse(text) {
            Some(address) => vec![Effect::Transcript(ticket, Some(address))],
            None => {
                let complaint = app.words.say_with("console-bad-address", &[("text", text.into())]);
                app.complain(complaint);
                open_with(app, About::Transcript(ticket), text)
            }
        },
        ("", _) | (_, About::Field(..)) => Vec::new(),
        (path, About::Directory(files)) => vec![Effect::SaveFiles { files, directory: path.into() }],
        (path, About::Export(request, format)) => vec![Effect::Export(request, format, path.into())],
        (command, About::Pipe(source, raw)) => pipes::run(app, source, command, raw),
        (language, About::Language) => pipes::translate_draft_into(app, language),
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
