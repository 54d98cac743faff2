//! Random hands on the whole console, on the desk of the demo: whatever is pressed, pasted, clicked and resized, and whoever else writes
//! meanwhile, nothing panics, the focus is on a pane that one sees, and no text is lost.
//!
//! `ASIDE_HANDS_STEPS=1000000` makes it a million events; `ASIDE_SEED` chooses other ones.

#![allow(clippy::unwrap_used)]

mod console;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use aside::demo::dice::Dice;
use aside::demo::seed;
use aside::demo::stories::Stories;
use aside::desk::{Actor, Desk, Policy};
use aside::model::{TicketId, Time};
use aside::store::{Mode as Kept, Source, Store};
use aside::tui::app::{App, Focus, Start};
use aside::tui::command::COMMANDS;
use aside::tui::effect::{DraftKey, Effect, Mode};
use aside::tui::event::{Event, WorkerStatus};
use aside::tui::keymap::Keymap;
use aside::tui::panes;
use aside::tui::perform::Performer;
use aside::tui::shell::{End, Ran};
use aside::tui::update::{begin, update};
use aside::tui::widgets::theme::Theme;
use aside::words::Words;
use console::key_event;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// So many events in every run of the tests.
const STEPS: u64 = 15_000;
/// The desk's thread answers within this, or it hangs.
const PATIENCE: Duration = Duration::from_secs(60);
/// Who sits at the console.
const LOGIN: &str = "ana";

fn number(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|v| v.parse().ok()).unwrap_or(usual)
}

fn now() -> Time {
    Timestamp::now().into()
}

/// What is being written, as one sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    key: DraftKey,
    text: String,
}

struct Hands {
    path: PathBuf,
    dice: Dice,
    app: App,
    terminal: Terminal<TestBackend>,
    performer: Option<Performer>,
    results: Receiver<Event>,
    /// A second view on the same file: other agents, customers, and what is really kept.
    beside: Desk,
    others: Vec<Actor>,
    mails: u64,
    /// What was asked to be written since the last look, and what was thrown away by the agent's own yes.
    submitted: Vec<Written>,
    dropped: Vec<DraftKey>,
    /// Answers of a kind that ends each round, which are still to come.
    rounds: u32,
    /// What was done last, for whoever has to find out.
    last: Vec<(&'static str, Option<Event>)>,
    step: u64,
}

fn start(desk: &Desk, actor: &Actor) -> App {
    App::new(Start {
        me: actor.agent().unwrap().clone(),
        desk: desk.policy().desk_name.clone(),
        own: Vec::new(),
        words: Words::default(),
        theme: Theme::dark(),
        keymap: Keymap::default(),
        bell: true,
        notify: true,
        demo: true,
        team_order: Default::default(),
        vim: false,
        plain: false,
        translate: aside::config::Translate { command: Some("trans :{language}".to_owned()), language: None },
        no_sides: None,
        now: now(),
        size: (120, 36),
    })
}

fn begun(path: &Path) -> (App, Performer, Receiver<Event>, Vec<Effect>) {
    let desk = Desk::new(Store::open(path).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
    let actor = desk.actor(LOGIN, None).unwrap();
    let mut app = start(&desk, &actor);
    let (tell, results) = channel();
    let answers = Arc::new(move |event| {
        let _ = tell.send(event);
    });
    let performer = Performer::start(desk, actor, Words::default(), "hands".to_owned(), Box::new(|| {}), answers).unwrap();
    let effects = begin(&mut app);
    (app, performer, results, effects)
}

impl Hands {
    fn new(directory: &Path, seed: u64) -> Hands {
        let path = directory.join("desk.db");
        let stories = Stories::load(LOGIN).unwrap();
        let desk = seed::found(Store::create(&path).unwrap(), &stories, TimeZone::UTC, [7; 32], now()).unwrap();
        seed::play(&desk, &stories, now(), seed).unwrap();
        let others = desk.agents().unwrap().into_iter().filter(|a| a.login != LOGIN).map(|a| desk.actor(&a.login, None).unwrap()).collect();
        let (app, performer, results, effects) = begun(&path);
        let terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
        let mut hands = Hands {
            path,
            dice: Dice::new(seed),
            app,
            terminal,
            performer: Some(performer),
            results,
            beside: desk,
            others,
            mails: 0,
            submitted: Vec::new(),
            dropped: Vec::new(),
            rounds: 0,
            last: Vec::new(),
            step: 0,
        };
        hands.ask(effects);
        hands.event(Event::WorkerStatus(WorkerStatus::Here));
        hands
    }

    fn remember(&mut self, what: &'static str, event: Option<Event>) {
        if self.last.len() == 60 {
            self.last.remove(0);
        }
        self.last.push((what, event));
    }

    fn wrong(&self, what: &str) -> ! {
        for (what, event) in &self.last {
            eprintln!("  {what} {event:?}");
        }
        panic!("step {}: {what}; focus {:?}, popups {}, size {:?}", self.step, self.app.focus, self.app.popups.len(), self.app.size);
    }

    fn written(&self) -> Option<Written> {
        let composer = self.app.composer.as_ref()?;
        let text = composer.editor.text();
        (!text.trim().is_empty()).then_some(Written { key: composer.key, text })
    }

    /// Asks the desk for what is asked of the desk; what would start programs, write files or leave is answered here.
    fn ask(&mut self, effects: Vec<Effect>) {
        let mut events = Vec::new();
        let mut asked = false;
        for effect in effects {
            match effect {
                Effect::Bell
                | Effect::Copy(_)
                | Effect::Suspend
                | Effect::Quit
                | Effect::SyncNow
                | Effect::OpenFile(_)
                | Effect::OpenOriginal(_)
                | Effect::OpenLink(_)
                | Effect::Export(..)
                | Effect::SaveFiles { .. } => {}
                // random hands run no shell commands
                Effect::Pipe { id, .. } => {
                    let end = if id % 3 == 0 { End::Code(1) } else { End::Code(0) };
                    events.push(Event::Piped(id, Ran { out: "made of it\n".repeat(3), err: String::new(), end }));
                }
                Effect::CheckPasted { key, text, .. } => {
                    let files = if text == "/etc/hostname" { vec![(PathBuf::from(&text), 9)] } else { Vec::new() };
                    events.push(Event::PastedChecked { key, text, files });
                }
                Effect::RunEditor(text) => events.push(Event::Edited(format!("{text} edited"))),
                Effect::EditSettings(kind, text) => events.push(Event::SettingsEdited { kind, same: true, text }),
                other => {
                    match &other {
                        Effect::Submit(s) => {
                            let key = DraftKey { ticket: s.ticket, mode: s.mode };
                            self.submitted.push(Written { key, text: s.text.clone() });
                        }
                        Effect::DropDraft(key) => self.dropped.push(*key),
                        Effect::LoadAgents { show: false } => self.rounds += 1,
                        _ => {}
                    }
                    self.performer.as_ref().unwrap().perform(other);
                    asked = true;
                }
            }
        }
        if asked {
            events.extend(self.answers());
        }
        for event in events {
            let effects = update(&mut self.app, event);
            self.ask(effects);
        }
    }

    /// What the desk has said when all that was asked is done: the last question has one answer, which nobody shows.
    fn answers(&mut self) -> Vec<Event> {
        self.performer.as_ref().unwrap().perform(Effect::LoadAgents { show: false });
        self.rounds += 1;
        let mut events = Vec::new();
        while self.rounds > 0 {
            match self.results.recv_timeout(PATIENCE) {
                Ok(event) => {
                    self.rounds -= u32::from(matches!(event, Event::Agents { show: false, .. }));
                    events.push(event);
                }
                Err(e) => self.wrong(&format!("the desk's thread says nothing more: {e}")),
            }
        }
        events
    }

    fn event(&mut self, event: Event) {
        self.remember("", Some(event.clone()));
        let before = self.written();
        let types = matches!(event, Event::Key(_) | Event::Paste(_));
        self.app.now = now().max(self.app.now);
        let effects = update(&mut self.app, event);
        self.ask(effects);
        self.nothing_lost(before, types);
    }

    /// What was being written is still there, or kept, or on its way, or was thrown away by a yes.
    fn nothing_lost(&mut self, before: Option<Written>, typed: bool) {
        let (submitted, dropped) = (std::mem::take(&mut self.submitted), std::mem::take(&mut self.dropped));
        let Some(before) = before else { return };
        let after = self.app.composer.as_ref().map(|c| Written { key: c.key, text: c.editor.text() });
        if let Some(after) = after.filter(|a| a.key == before.key) {
            if !typed && !after.text.contains(&before.text) {
                self.wrong(&format!("the text changed and nobody typed: {before:?} is now {after:?}"));
            }
            return;
        }
        if dropped.contains(&before.key) || submitted.iter().any(|s| s.key == before.key) || self.kept(&before) {
            return;
        }
        let kept = self.beside.drafts(&self.beside.actor(LOGIN, None).unwrap(), before.key.ticket);
        self.wrong(&format!("a text is gone: {before:?}; kept are {kept:?}"));
    }

    fn kept(&self, text: &Written) -> bool {
        let actor = self.beside.actor(LOGIN, None).unwrap();
        let rows = self.beside.drafts(&actor, text.key.ticket).unwrap_or_default();
        let same = |mode: Kept| match (mode, text.key.mode) {
            (Kept::Reply, Mode::Reply) | (Kept::Note, Mode::Note) | (Kept::NewSide, Mode::SideNew) => true,
            (Kept::Side(a), Mode::Side(b)) => a == b,
            (Kept::Edit(a), Mode::Edit(b)) => a == b,
            _ => false,
        };
        rows.iter().any(|row| same(row.mode) && row.text == text.text)
    }

    /// The focus is on a pane that is on the screen, and so is the cursor.
    fn seen(&mut self) {
        let app = &self.app;
        let area = match app.focus {
            Focus::Queue => app.areas.queue,
            Focus::Ticket => app.areas.ticket,
            Focus::Sides => app.areas.sides,
            Focus::Composer => app.areas.composer,
        };
        let (width, height) = app.size;
        if width >= 20 && height >= 6 && area.is_empty() {
            self.wrong("the focus is on nothing that one sees");
        }
        if let Some((x, y)) = panes::cursor(app)
            && (x >= width || y >= height)
            && width > 0
            && height > 0
        {
            self.wrong(&format!("the cursor is at {x},{y}"));
        }
        let Hands { app, terminal, .. } = self;
        terminal.draw(|frame| panes::draw(app, frame)).unwrap();
    }

    fn any_key(&mut self) -> KeyEvent {
        const NAMED: [&str; 18] = [
            "enter",
            "enter",
            "esc",
            "esc",
            "tab",
            "up",
            "down",
            "down",
            "left",
            "right",
            "pageup",
            "pagedown",
            "home",
            "end",
            "backspace",
            "f1",
            "space",
            "alt-up",
        ];
        match self.dice.between(0, 9) {
            0..=3 => {
                let all: Vec<&str> = COMMANDS.iter().flat_map(|c| c.keys.iter().copied()).collect();
                let key = *self.dice.pick(&all).unwrap();
                if matches!(key, "q" | "ctrl-c" | "ctrl-q") && self.dice.between(0, 20) > 0 { key_event("j") } else { key_event(key) }
            }
            4..=7 => key_event(self.dice.pick(&NAMED).unwrap()),
            8 => {
                let letters: Vec<char> = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789/@:?[]#%+>*!- ".chars().collect();
                KeyEvent::new(KeyCode::Char(*self.dice.pick(&letters).unwrap()), KeyModifiers::NONE)
            }
            _ => {
                let letters: Vec<char> = "abcdefgklnprtuvwxyz".chars().collect();
                let modifiers = if self.dice.between(0, 1) == 0 { KeyModifiers::CONTROL } else { KeyModifiers::ALT };
                KeyEvent::new(KeyCode::Char(*self.dice.pick(&letters).unwrap()), modifiers)
            }
        }
    }

    fn step(&mut self) -> u64 {
        const WORDS: [&str; 12] = [
            "please wait ",
            "status:open ",
            "tag +vip",
            "@bruno ",
            "/refund",
            "👩‍👩‍👧 fine ",
            "مرحبا ",
            "请问发货 ",
            "fri 14:00",
            "acme",
            "a\u{301}e ",
            "yes",
        ];
        match self.dice.between(0, 999) {
            0..=819 => {
                let key = self.any_key();
                self.event(Event::Key(key));
                // hands that rest, or go on before the preview follows
                if let Some(rested) = self.app.wakes_at().filter(|_| self.dice.between(0, 1) == 0) {
                    self.event(Event::Tick(rested));
                }
                1
            }
            820..=899 => {
                let word = *self.dice.pick(&WORDS).unwrap();
                for c in word.chars() {
                    self.event(Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
                }
                word.chars().count() as u64
            }
            900..=919 => {
                let pastes = ["a\nb\nc", "\u{1b}[2J\u{202e}gpj.exe", "/etc/hostname", "line ".repeat(300).leak(), "", "'/tmp/no such file.txt'"];
                let text = (*self.dice.pick(&pastes).unwrap()).to_owned();
                self.event(Event::Paste(text));
                1
            }
            920..=949 => {
                let sizes = [(80, 24), (120, 36), (200, 60), (100, 30), (220, 60), (40, 10), (20, 6), (5, 3), (1, 1), (160, 45)];
                let (columns, rows) = *self.dice.pick(&sizes).unwrap();
                self.terminal.backend_mut().resize(columns, rows);
                self.event(Event::Resize(columns, rows));
                1
            }
            950..=974 => {
                let (column, row) = (self.dice.between(0, 200) as u16, self.dice.between(0, 60) as u16);
                let kinds = [
                    MouseEventKind::Down(MouseButton::Left),
                    MouseEventKind::Drag(MouseButton::Left),
                    MouseEventKind::Up(MouseButton::Left),
                    MouseEventKind::ScrollDown,
                    MouseEventKind::ScrollUp,
                ];
                let kind = *self.dice.pick(&kinds).unwrap();
                self.event(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
                1
            }
            975..=989 => {
                let later = self.app.now.after(Duration::from_millis(self.dice.between(0, 20_000)));
                self.event(Event::Tick(later));
                1
            }
            990..=997 => {
                self.somebody_else();
                1
            }
            998 => {
                self.again("left");
                1
            }
            _ => {
                self.again("killed");
                1
            }
        }
    }

    /// Customers write and answer, other agents note and hand over, while the console is open.
    fn somebody_else(&mut self) {
        let ticket = self.app.ticket.as_ref().map_or(TicketId(1), |t| t.id);
        let other = self.dice.between(0, self.others.len() as u64 - 1) as usize;
        let what = match self.dice.between(0, 2) {
            0 => {
                self.mails += 1;
                let mail = format!(
                    "From: Noor Haddad <noor@hands.example>\r\nTo: help@hands.example\r\nSubject: [#{ticket}] question {n}\r\nMessage-ID: <{n}@hands.example>\r\n\r\nA question.\r\n",
                    n = self.mails
                );
                let mailbox = self.beside.store().mailboxes().unwrap().first().map(|m| m.id);
                self.beside.receive(mail.as_bytes(), Source::Ingest, mailbox, now()).unwrap();
                "a customer wrote"
            }
            1 => {
                let text = aside::model::outgoing::InternalText::new("Seen.");
                let note = aside::desk::NoteRequest { ticket, text, files: Vec::new(), status: None };
                let _ = self.beside.note(&self.others[other], &note, now());
                "another agent noted"
            }
            _ => {
                let status = aside::model::status::Status::Open;
                let _ = self.beside.set_status(&self.others[other], ticket, status, now());
                "another agent opened it again"
            }
        };
        self.remember(what, None);
        let last = self.beside.store().last_history().unwrap();
        self.event(Event::Changed(last));
    }

    /// The console ends, politely or not, and another begins.
    fn again(&mut self, how: &'static str) {
        self.remember(how, None);
        let before = self.written();
        let performer = self.performer.take().unwrap();
        if how == "left" {
            panes::composer::stow(&mut self.app).into_iter().for_each(|effect| performer.perform(effect));
        }
        performer.finish();
        if let Some(before) = before.filter(|_| how == "left")
            && !self.kept(&before)
        {
            self.wrong(&format!("a text was not kept when the console was left: {before:?}"));
        }
        let (size, vim) = (self.app.size, !self.app.vim);
        let (app, performer, results, effects) = begun(&self.path);
        (self.app, self.performer, self.results) = (app, Some(performer), results);
        self.app.vim = vim;
        (self.submitted, self.dropped, self.rounds) = (Vec::new(), Vec::new(), 0);
        self.ask(effects);
        self.event(Event::Resize(size.0, size.1));
    }
}

#[test]
fn whatever_hands_do_nothing_breaks_and_no_text_is_lost() {
    let (steps, seed) = (number("ASIDE_HANDS_STEPS", STEPS), number("ASIDE_SEED", 1));
    let directory = tempfile::tempdir().unwrap();
    let mut hands = Hands::new(directory.path(), seed);
    let (mut drawn, mut told) = (0, 0);
    while hands.step < steps {
        hands.step += hands.step();
        drawn += 1;
        if drawn % 4 == 0 {
            hands.seen();
        }
        if hands.app.quitting {
            hands.again("left");
        }
        if hands.step - told >= 100_000 {
            told = hands.step;
            eprintln!("{told} events");
        }
    }
    hands.again("left");
    assert!(hands.beside.store().integrity().unwrap().is_empty(), "the desk is whole");
}
