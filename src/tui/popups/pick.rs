//! The picker: one of a list, found by typing. What it can offer is in [`super::offers`].

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::card::party;
use super::listbox::{self, Line};
use super::{Popup, offers, prompt};
use crate::desk::{ExportRequest, Format, OrganizationChange, Release};
use crate::model::entry::FileRef;
use crate::model::field::Field;
use crate::model::links::Link;
use crate::model::ticket::{BoxKey, Sort};
use crate::model::until::{self, Until};
use crate::model::{Address, InboxId, Mailbox, SideId, TicketId, Time};
use crate::tui::app::App;
use crate::tui::effect::{Effect, Quote, SideChange, Triage};
use crate::tui::panes::{composer, empty, queue, work};
use crate::tui::widgets::fuzzy::Fuzzy;
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::list::ListState;

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A change of tickets.
    Triage(Triage),
    /// A box of the queue.
    Box(BoxKey),
    /// An order of the queue.
    Order(Sort),
    /// A search in the queue.
    Search(String),
    /// Open a file.
    Open(FileRef),
    /// Save files.
    Save(Vec<FileRef>),
    /// Save files where one says.
    SaveTo(Vec<FileRef>),
    /// Show a file here.
    Preview(FileRef),
    /// Open a link.
    Link(Link),
    /// Change a side's participants.
    Side(SideId, TicketId, SideChange),
    /// Let a mail out of quarantine.
    Release(InboxId, Release),
    /// Quote a message across.
    Quote(Quote),
    /// By when answers are expected.
    Due(Vec<SideId>, String),
    /// The card of a third party.
    Party(Address),
    /// A field to fill in.
    Field(Field),
    /// What an organization is.
    Organization(OrganizationChange),
    /// Write a ticket into a file of this kind.
    Export(ExportRequest, Format),
    /// A file of the ticket to attach.
    Attach(FileRef),
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// A sign in front, with its style.
    pub sign: Option<(String, Style)>,
    /// What it says.
    pub label: String,
    /// What stands at its right end.
    pub right: String,
    /// What it stands for.
    pub value: Value,
}

/// What the typed text itself stands for, when it is more than a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Free {
    /// Nothing.
    No,
    /// A new tag.
    Tag,
    /// A time to snooze until.
    Snooze,
    /// The number of the ticket that a mail is let out to.
    Ticket(InboxId),
    /// A time by which an answer is expected.
    Due,
    /// Someone to bring into a side conversation.
    Person(SideId, TicketId),
    /// A supplier's name and domains.
    Supplier,
}

/// Between the two of a pair.
const PAIR: &str = " · ";

/// A picker.
#[derive(Clone, Debug)]
pub struct Pick {
    title: String,
    hint: String,
    choices: Vec<Row>,
    /// How many choices there are before one types; behind them are the pairs.
    single: usize,
    free: Free,
    free_label: String,
    tickets: Vec<TicketId>,
    columns: u16,
    /// The side conversations that a time is for.
    pub sides: Vec<SideId>,
    /// What is searched.
    pub input: LineEdit,
    /// Cursor and scroll.
    pub list: ListState,
    /// What was found: places in the choices and the characters that matched. One past them is the typed text itself.
    pub hits: Vec<(usize, Vec<u32>)>,
}

impl Pick {
    /// A picker for the tickets that are selected now.
    #[must_use]
    pub fn new(app: &App, title: &str, choices: Vec<Row>) -> Pick {
        let mut pick = Pick {
            title: app.say(title),
            hint: app.say("console-pick-hint"),
            single: choices.len(),
            choices,
            free: Free::No,
            free_label: String::new(),
            tickets: app.targets(),
            columns: 56,
            sides: Vec::new(),
            input: LineEdit::new(),
            list: ListState::default(),
            hits: Vec::new(),
        };
        if pick.tickets.len() > 1 {
            pick.title = format!("{} · {}", pick.title, app.say_with("console-tickets", &[("count", pick.tickets.len().into())]));
        }
        pick.filter();
        pick
    }

    /// The same, where what is typed can stand for itself.
    #[must_use]
    pub fn with_free(mut self, app: &App, free: Free, label: &str, hint: &str) -> Pick {
        (self.free, self.free_label, self.hint) = (free, app.say(label), app.say(hint));
        self
    }

    /// The same, with pairs, written `one · other`, that are found by words for both.
    #[must_use]
    pub fn with_pairs(mut self, pairs: Vec<Row>) -> Pick {
        self.choices.extend(pairs);
        self.filter();
        self
    }

    /// The same, with what it is about in its title.
    #[must_use]
    pub fn about(mut self, what: &str) -> Pick {
        self.title = format!("{} · {what}", self.title);
        self
    }

    /// The same, with room for more at the right end.
    #[must_use]
    pub fn wide(mut self) -> Pick {
        self.columns = 74;
        self
    }

    /// The same, where the right end says what will be done.
    #[must_use]
    pub fn widest(mut self) -> Pick {
        self.columns = 110;
        self
    }

    /// Columns that it would like.
    #[must_use]
    pub fn columns(&self) -> u16 {
        self.columns
    }

    /// Rows that it would like: they do not shrink while one types.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.single.clamp(3, 16)
    }

    /// Searches anew.
    pub fn filter(&mut self) {
        let labels: Vec<String> = self.choices.iter().map(|r| format!("{} {}", r.label, r.right)).collect();
        let typed = self.input.text();
        self.hits = Fuzzy::new().rank(&typed, &labels);
        let several_words = typed.split_whitespace().nth(1).is_some();
        let (choices, single) = (&self.choices, self.single);
        self.hits.retain(|(at, hits)| *at < single || several_words && matches_both(&choices[*at].label, hits));
        // The number of a link means just that link.
        let is_numbered = |r: &Row| matches!(&r.value, Value::Link(link) if link.number.to_string() == typed.trim());
        if let Some(at) = self.choices.iter().position(is_numbered) {
            self.hits = vec![(at, Vec::new())];
        }
        let exact = self.choices.iter().any(|r| r.label.eq_ignore_ascii_case(typed.trim()));
        if let Free::Ticket(_) = self.free {
            // A number means just that ticket, never another that has the same digits in its number.
            if number(&typed).is_some() {
                self.hits = vec![(self.choices.len(), Vec::new())];
            }
        } else if self.free != Free::No && !typed.trim().is_empty() && !exact {
            // a time that is understood is meant, not a row that has its digits
            let at = if self.takes_time() && Until::parse(&typed).is_some() { 0 } else { self.hits.len() };
            self.hits.insert(at, (self.choices.len(), Vec::new()));
        }
        self.list = ListState::default();
    }

    fn takes_time(&self) -> bool {
        matches!(self.free, Free::Snooze | Free::Due)
    }

    /// Why what is typed cannot be chosen: a key of the catalogue.
    fn refused(&self, app: &App) -> Option<&'static str> {
        let (at, _) = self.hits.get(self.list.selected)?;
        if self.takes_time() && *at == self.choices.len() { time(app, self.free, self.input.text().trim()).err() } else { None }
    }

    fn chosen(&self) -> Option<Value> {
        let (at, _) = self.hits.get(self.list.selected)?;
        if let Some(row) = self.choices.get(*at) {
            return Some(row.value.clone());
        }
        let typed = self.input.text().trim().to_owned();
        match self.free {
            Free::No => None,
            Free::Tag => Some(Value::Triage(Triage::Tags { add: vec![typed.trim_start_matches('#').replace(' ', "-")], remove: Vec::new() })),
            Free::Ticket(mail) => Some(Value::Release(mail, Release::Entry(number(&typed)?))),
            Free::Snooze => Some(Value::Triage(Triage::Snooze(typed))),
            Free::Person(side, ticket) => Some(Value::Side(side, ticket, SideChange::Add(Mailbox::parse(&typed)?))),
            Free::Supplier => Some(Value::Organization(supplier(&typed))),
            Free::Due => Some(Value::Due(self.sides.clone(), typed)),
        }
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        listbox::draw_frame(app, buf, area, &self.title, &mut self.input, &self.hint);
        let typed = self.input.text();
        if self.hits.is_empty() {
            let key = match (self.choices.is_empty(), typed.trim().is_empty(), self.free) {
                (true, true, Free::No) => "console-pick-nothing",
                (true, true, _) => "console-pick-type",
                _ => "console-pick-no-match",
            };
            empty::draw(app, buf, listbox::list_area(area, true), &empty::text(app, key, &[("back", "popup-close")]));
        }
        let (hits, choices, free, free_label) = (&self.hits, &self.choices, self.free, &self.free_label);
        listbox::draw_rows(app, buf, listbox::list_area(area, true), &mut self.list, hits.len(), |at| {
            let (which, matched) = &hits[at];
            match choices.get(*which) {
                Some(row) => {
                    Line { sign: row.sign.clone(), label: row.label.clone(), hits: matched.clone(), right: row.right.clone(), ..Line::default() }
                }
                None => Line {
                    label: typed.trim().to_owned(),
                    right: means(app, free, typed.trim()).unwrap_or_else(|| free_label.clone()),
                    ..Line::default()
                },
            }
        });
    }
}

impl Pick {
    /// Whether it hands tickets over.
    #[must_use]
    pub fn assigns(&self) -> bool {
        self.choices.iter().any(|r| matches!(r.value, Value::Triage(Triage::Assign(..))))
    }

    /// Whether what is typed stands for itself and is chosen.
    #[must_use]
    pub fn means_typed(&self) -> bool {
        self.hits.get(self.list.selected).is_some_and(|(at, _)| *at == self.choices.len())
    }

    /// Whether nobody has typed or moved in it yet.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.input.is_empty() && self.list.selected == 0
    }
}

/// Whether something was found on both sides of a pair's dot.
fn matches_both(label: &str, hits: &[u32]) -> bool {
    let Some((one, other)) = label.rsplit_once(PAIR) else { return false };
    let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let second = length(one)..length(one) + length(PAIR) + length(other);
    hits.iter().any(|at| second.contains(at)) && hits.iter().any(|at| !second.contains(at))
}

/// What a typed time means, or why it means none.
fn means(app: &App, free: Free, typed: &str) -> Option<String> {
    matches!(free, Free::Snooze | Free::Due).then(|| time(app, free, typed).map_or_else(|why| app.say(why), |time| shown_time(app, time)))
}

/// The time that a text names, or the key of the catalogue that says why it names none.
fn time(app: &App, free: Free, text: &str) -> Result<Time, &'static str> {
    let until = Until::parse(text).filter(|until| free != Free::Due || *until != Until::Reply).ok_or("console-time-unknown")?;
    until.resolve(app.now, app.words.zone()).ok_or("console-time-past")
}

/// The time that a text names, as people read it.
#[must_use]
pub fn time_of(app: &App, text: &str) -> Option<String> {
    until::read(text, app.now, app.words.zone()).map(|time| shown_time(app, time))
}

fn shown_time(app: &App, time: Time) -> String {
    if time == Time::NEVER { app.say("console-snooze-reply") } else { app.words.date_time(time) }
}

/// `Acme Ltd acme.example`: what has a dot in it is a domain.
fn supplier(text: &str) -> OrganizationChange {
    let is_domain = |word: &&str| word.trim_end_matches('.').contains('.');
    let (domains, name): (Vec<&str>, Vec<&str>) = text.split_whitespace().partition(is_domain);
    let domains = domains.into_iter().map(str::to_owned).collect();
    OrganizationChange { name: name.join(" "), supplier: Some(true), domains, people: Vec::new() }
}

/// `42` or `#42`.
fn number(text: &str) -> Option<TicketId> {
    let text = text.trim();
    text.strip_prefix('#').unwrap_or(text).parse().ok().filter(|n| *n > 0).map(TicketId)
}

/// Does what is chosen.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Popup::Pick(pick)) = app.popups.last() else { return Vec::new() };
    if let Some(why) = pick.refused(app) {
        let text = app.say(why);
        app.complain(text);
        return Vec::new();
    }
    let (Some(value), tickets) = (pick.chosen(), pick.tickets.clone()) else { return Vec::new() };
    app.popups.pop();
    match value {
        Value::Triage(change) => work::change_tickets(app, tickets, change),
        Value::Box(key) => queue::show_box(app, key),
        Value::Order(sort) => queue::sort_by(app, sort),
        Value::Search(query) => queue::search_for(app, &query),
        Value::Open(file) => vec![Effect::OpenFile(file)],
        Value::Save(files) => vec![Effect::SaveFiles { files, directory: "~/Downloads".into() }],
        Value::SaveTo(files) => prompt::open_directory(app, files),
        Value::Preview(file) => vec![Effect::Preview(file)],
        Value::Link(link) => vec![Effect::OpenLink(link.target)],
        Value::Due(sides, until) => vec![Effect::Due(sides, until)],
        Value::Quote(quote) => vec![Effect::Quote(quote)],
        Value::Release(mail, to) => vec![Effect::Release(mail, to)],
        Value::Party(address) => party::open(app, address),
        Value::Field(field) => offers::fill_in(app, field, tickets),
        Value::Organization(change) => vec![Effect::ChangeOrganization(change)],
        Value::Export(request, format) => prompt::open_export(app, request, format),
        Value::Attach(file) => {
            composer::attach_stored(app, file);
            Vec::new()
        }
        Value::Side(side, ticket, change) => vec![Effect::Side { side, ticket, change }],
    }
}
