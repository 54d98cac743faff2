//! The palette: every command by name, with its key, and with the reason when it cannot run.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Popup;
use super::listbox::{self, Line};
use crate::model::verb::Verb;
use crate::tui::app::App;
use crate::tui::command::{COMMANDS, Command, Reason, Scope};
use crate::tui::effect::{Effect, Triage};
use crate::tui::panes::{empty, work};
use crate::tui::widgets::fuzzy::Fuzzy;
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::list::ListState;

/// Rows of what is said where nothing was found, on a narrow screen.
const NONE_FOUND: usize = 4;

/// The palette.
#[derive(Clone, Debug)]
pub struct Palette {
    /// What is searched.
    pub input: LineEdit,
    /// Cursor and scroll.
    pub list: ListState,
    /// What was found: places in `commands`, and the characters that matched.
    pub hits: Vec<(usize, Vec<u32>)>,
    /// What is typed, when it is a verb: it stands first, one past the commands.
    verb: Option<Verb>,
    commands: Vec<&'static Command>,
    titles: Vec<String>,
}

/// What is chosen.
enum Chosen {
    Command(&'static Command),
    Verb(Verb),
}

impl Palette {
    fn new(app: &App) -> Palette {
        let mut commands: Vec<&Command> = COMMANDS.iter().filter(|c| !matches!(c.scope, Scope::Popup | Scope::Search)).collect();
        let scopes = app.pane_scopes();
        commands.sort_by_key(|c| (available(app, c).is_err(), !scopes.contains(&c.scope), c.footer == 0, c.footer));
        let titles = commands.iter().map(|c| c.title(app)).collect();
        let mut palette = Palette { input: LineEdit::new(), list: ListState::default(), hits: Vec::new(), verb: None, commands, titles };
        palette.filter();
        palette
    }

    /// Rows that it would like: where nothing was found, so many as it takes to say what can be typed.
    #[must_use]
    pub fn rows(&self) -> usize {
        if self.hits.is_empty() { NONE_FOUND } else { self.hits.len().min(18) }
    }

    /// Searches anew.
    pub fn filter(&mut self) {
        let typed = self.input.text();
        self.hits = Fuzzy::new().rank(&typed, &self.titles);
        self.verb = Verb::parse(&typed).ok();
        if self.verb.is_some() {
            self.hits.insert(0, (self.commands.len(), Vec::new()));
        }
        self.list = ListState::default();
    }

    /// Whether what is typed is a verb and is chosen.
    #[must_use]
    pub fn means_typed(&self) -> bool {
        matches!(self.chosen(), Some(Chosen::Verb(_)))
    }

    fn chosen(&self) -> Option<Chosen> {
        let (at, _) = self.hits.get(self.list.selected)?;
        match self.commands.get(*at) {
            Some(command) => Some(Chosen::Command(command)),
            None => self.verb.clone().map(Chosen::Verb),
        }
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        listbox::draw_frame(app, buf, area, &app.say("console-palette"), &mut self.input, &app.say("console-palette-hint"));
        if self.hits.is_empty() {
            empty::draw(app, buf, listbox::list_area(area, true), &empty::text(app, "console-palette-none", &[("back", "popup-close")]));
        }
        let (hits, verb, commands, titles) = (&self.hits, &self.verb, &self.commands, &self.titles);
        listbox::draw_rows(app, buf, listbox::list_area(area, true), &mut self.list, hits.len(), |at| {
            let (which, matched) = &hits[at];
            let Some(command) = commands.get(*which) else {
                let label = verb.as_ref().map(ToString::to_string).unwrap_or_default();
                return Line { label, right: app.say("console-palette-verb"), ..Line::default() };
            };
            let reason = available(app, command).err();
            Line {
                label: titles[*which].clone(),
                hits: matched.clone(),
                detail: reason.map(|r| app.say(r.0)).unwrap_or_default(),
                right: app.keymap.key_name(command, false),
                off: reason.is_some(),
                ..Line::default()
            }
        });
    }
}

/// Whether a command can run from where the agent is, or why not.
pub fn available(app: &App, command: &Command) -> Result<(), Reason> {
    let elsewhere = match command.scope {
        Scope::Anywhere | Scope::Global | Scope::Work => None,
        scope if app.pane_scopes().contains(&scope) => None,
        Scope::Queue => Some("console-reason-in-queue"),
        Scope::Ticket => Some("console-reason-in-ticket"),
        Scope::Sides => Some("console-reason-in-sides"),
        Scope::Composer => Some("console-reason-in-composer"),
        Scope::Search | Scope::Popup => Some("console-reason-nothing-here"),
    };
    match elsewhere {
        Some(reason) => Err(Reason(reason)),
        None => (command.enabled)(app),
    }
}

/// Opens the palette, or closes it when it is open.
pub fn open(app: &mut App) -> Vec<Effect> {
    if matches!(app.popups.last(), Some(Popup::Palette(_))) {
        app.popups.pop();
        return Vec::new();
    }
    app.popups.retain(|p| !matches!(p, Popup::Suggest(_)));
    let palette = Palette::new(app);
    app.popups.push(Popup::Palette(palette));
    Vec::new()
}

/// Runs what is chosen.
pub fn accept(app: &mut App) -> Vec<Effect> {
    match app.popups.last() {
        Some(Popup::Palette(palette)) => match palette.chosen() {
            Some(Chosen::Command(command)) => run(app, command),
            Some(Chosen::Verb(verb)) => do_verb(app, verb),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Does a verb on what is selected.
fn do_verb(app: &mut App, verb: Verb) -> Vec<Effect> {
    if let Err(reason) = work::has_current(app) {
        let text = app.say(reason.0);
        app.complain(text);
        return Vec::new();
    }
    app.popups.pop();
    let called = verb.to_string();
    work::change_tickets(app, app.targets(), Triage::Do(vec![verb], called))
}

/// Runs a command after the popup that it was chosen in has gone; one that cannot run says why, and the popup stays.
pub fn run(app: &mut App, command: &'static Command) -> Vec<Effect> {
    if let Err(reason) = available(app, command) {
        let text = app.say(reason.0);
        app.complain(text);
        return Vec::new();
    }
    app.popups.pop();
    (command.run)(app)
}
