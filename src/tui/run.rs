//! The loop: receive, update, perform, and draw once the queue is empty.

use std::future::poll_fn;
use std::io;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use anyhow::Context;
use crossterm::event::{Event as Input, EventStream, KeyEventKind};
use futures::StreamExt;
use jiff::Timestamp;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{mpsc, watch};
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use super::app::{App, Start};
use super::effect::Effect;
use super::event::{Done, Event, Failure, Trouble, WorkerStatus};
use super::files;
use super::keymap::Keymap;
use super::panes;
use super::perform::Performer;
use super::plain::Speaker;
use super::terminal::Terminal;
use super::trouble;
use super::update::{begin, update};
use super::widgets::theme::Theme;
use crate::config::Translate;
use crate::desk::{Actor, Desk};
use crate::model::ticket::TeamOrder;
use crate::model::{Address, Time};
use crate::words::Words;

/// How long the first screen waits for its tickets before it is drawn without them.
const FIRST: Duration = Duration::from_millis(40);

/// Events that are applied between two drawings at the most, so that a flood of them does not freeze the screen.
const BATCH: usize = 256;

/// What the console runs on.
pub struct Setup {
    /// The desk. It moves to a thread of its own.
    pub desk: Desk,
    /// Who sits here.
    pub actor: Actor,
    /// The desk's own addresses, never offered as recipients.
    pub own: Vec<Address>,
    /// The words.
    pub words: Words,
    /// The colours.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
    /// Ring the terminal's bell for new notifications.
    pub bell: bool,
    /// Show new notifications on the desktop.
    pub notify: bool,
    /// The desk is the demo's, which has a tour.
    pub demo: bool,
    /// The order of the teams.
    pub team_order: TeamOrder,
    /// Vim's keys in the composer's text.
    pub vim: bool,
    /// Say the console in lines instead of drawing it.
    pub plain: bool,
    /// How texts are translated.
    pub translate: Translate,
    /// What the mail worker is up to, as it changes.
    pub worker: watch::Receiver<WorkerStatus>,
    /// Fetches and sends mail now.
    pub sync: Arc<dyn Fn() + Send + Sync>,
}

fn now() -> Time {
    Time::from(Timestamp::now())
}

/// Runs the console until the agent leaves. Drafts are kept whatever ends it.
///
/// # Errors
/// When the agent is none, or the terminal cannot be taken or is gone.
pub async fn run(setup: Setup) -> anyhow::Result<()> {
    let me = setup.actor.agent().context("the console is for agents")?.clone();
    let (tell, results) = mpsc::unbounded_channel();
    let console = format!("{}-{:x}", std::process::id(), now().0);
    let desk_name = setup.desk.policy().desk_name.clone();
    let no_sides = setup.desk.may_open_sides(&setup.actor).err().map(|error| trouble::no_sides(&error));
    let sync = { move || (setup.sync)() };
    let answers = Arc::new(move |event| {
        let _ = tell.send(event);
    });
    let performer = Performer::start(setup.desk, setup.actor, setup.words.clone(), console, Box::new(sync), answers)?;
    let mut signals = Signals::new()?;
    let mut terminal = if setup.plain { Terminal::enter_plain()? } else { Terminal::enter()? };
    if !setup.plain {
        terminal.set_title(&format!("aside · {desk_name}"))?;
    }
    let size = terminal.size()?;
    let mut app = App::new(Start {
        me,
        desk: desk_name,
        own: setup.own,
        words: setup.words,
        theme: setup.theme,
        keymap: setup.keymap,
        bell: setup.bell,
        notify: setup.notify,
        demo: setup.demo,
        team_order: setup.team_order,
        vim: setup.vim,
        plain: setup.plain,
        translate: setup.translate,
        no_sides,
        now: now(),
        size: (size.width, size.height),
    });
    let mut console = Console {
        app: &mut app,
        performer: &performer,
        terminal: &mut terminal,
        results,
        worker: setup.worker,
        input: Some(EventStream::new()),
        speaker: setup.plain.then(Speaker::new),
    };
    let end = console.live(&mut signals).await;
    let stowed = panes::composer::stow(&mut app);
    stowed.into_iter().for_each(|effect| performer.perform(effect));
    performer.finish();
    match end? {
        End::Left => Ok(()),
        End::HungUp => terminal.hung_up(),
    }
}

/// Why the loop ended.
enum End {
    /// The agent, or a polite signal.
    Left,
    /// The terminal is gone.
    HungUp,
}

struct Signals {
    terminate: Signal,
    hang_up: Signal,
}

impl Signals {
    fn new() -> io::Result<Signals> {
        Ok(Signals { terminate: signal(SignalKind::terminate())?, hang_up: signal(SignalKind::hangup())? })
    }
}

struct Console<'a> {
    app: &'a mut App,
    performer: &'a Performer,
    terminal: &'a mut Terminal,
    results: mpsc::UnboundedReceiver<Event>,
    worker: watch::Receiver<WorkerStatus>,
    /// None while somebody else has the terminal.
    input: Option<EventStream>,
    /// Says what changes, where nothing is drawn.
    speaker: Option<Speaker>,
}

/// What came first.
enum Came {
    Event(Event),
    Nothing,
    End(End),
}

impl Console<'_> {
    async fn live(&mut self, signals: &mut Signals) -> anyhow::Result<End> {
        let effects = begin(self.app);
        self.perform(effects)?;
        let status = self.worker.borrow_and_update().clone();
        self.apply(Event::WorkerStatus(status))?;
        while self.app.queue.loading {
            let Ok(Some(event)) = timeout(FIRST, self.results.recv()).await else { break };
            self.apply(event)?;
        }
        let mut ticker = interval(Duration::from_secs(1));
        ticker.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            if self.app.quitting {
                return Ok(End::Left);
            }
            self.show()?;
            let came = tokio::select! {
                input = next_input(&mut self.input) => from_terminal(input),
                Some(event) = self.results.recv() => Came::Event(event),
                Ok(()) = self.worker.changed() => Came::Event(Event::WorkerStatus(self.worker.borrow_and_update().clone())),
                _ = ticker.tick() => Came::Event(Event::Tick(now())),
                () = reached(self.app.wakes_at()) => Came::Event(Event::Tick(now())),
                _ = signals.terminate.recv() => Came::End(End::Left),
                _ = signals.hang_up.recv() => Came::End(End::HungUp),
            };
            if let Some(end) = self.take(came)? {
                return Ok(end);
            }
            if let Some(end) = self.drain().await? {
                return Ok(end);
            }
        }
    }

    /// Draws the console, or says what has changed of it.
    fn show(&mut self) -> io::Result<()> {
        match &mut self.speaker {
            Some(speaker) => self.terminal.say(&speaker.hear(self.app)),
            None => self.terminal.draw(|frame| panes::draw(self.app, frame)),
        }
    }

    /// Applies all that has come meanwhile: one drawing for a burst of keys.
    async fn drain(&mut self) -> anyhow::Result<Option<End>> {
        for _ in 0..BATCH {
            let came = match self.results.try_recv() {
                Ok(event) => Came::Event(event),
                Err(_) => match self.typed_already().await {
                    Poll::Ready(input) => from_terminal(input),
                    Poll::Pending => return Ok(None),
                },
            };
            if let Some(end) = self.take(came)? {
                return Ok(Some(end));
            }
        }
        Ok(None)
    }

    /// What the terminal has sent, without waiting. Polled with this task's own waker: the stream keeps the first one that it is given until
    /// something comes, and would wake nobody.
    async fn typed_already(&mut self) -> Poll<Option<io::Result<Input>>> {
        let Some(stream) = &mut self.input else { return Poll::Pending };
        poll_fn(|context| Poll::Ready(stream.poll_next_unpin(context))).await
    }

    fn take(&mut self, came: Came) -> anyhow::Result<Option<End>> {
        match came {
            Came::Event(event) => {
                // Time stands still only between two events: countdowns and ages are right at every one.
                self.app.now = now().max(self.app.now);
                if let (Some(speaker), Event::Key(key)) = (&mut self.speaker, &event)
                    && Speaker::is_asked(self.app, *key)
                {
                    speaker.again();
                }
                self.apply(event)?;
                Ok(None)
            }
            Came::Nothing => Ok(None),
            Came::End(end) => Ok(Some(end)),
        }
    }

    fn apply(&mut self, event: Event) -> anyhow::Result<()> {
        let effects = update(self.app, event);
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> anyhow::Result<()> {
        for effect in effects {
            match effect {
                Effect::Quit => {}
                Effect::Bell => self.terminal.bell()?,
                Effect::Announce(text) => self.terminal.announce(&text)?,
                Effect::Copy(text) => {
                    self.terminal.copy(&text)?;
                    self.apply(Event::Done(Done::Copied))?;
                }
                Effect::Suspend => {
                    self.apart(Terminal::stop)??;
                    self.apply(Event::Changed(0))?;
                }
                Effect::RunEditor(text) => {
                    let edited = self.edit(&text, "message.md")?;
                    self.apply(edited.map_or_else(|failed| failed, Event::Edited))?;
                }
                Effect::EditSettings(kind, text) => {
                    let edited = self.edit(&text, &format!("{kind}.toml"))?;
                    self.apply(edited.map_or_else(|failed| failed, |edited| Event::SettingsEdited { kind, same: edited == text, text: edited }))?;
                }
                other => self.performer.perform(other),
            }
        }
        Ok(())
    }

    /// Lets the agent edit a text in their editor: the text, or what went wrong.
    fn edit(&mut self, text: &str, name: &str) -> anyhow::Result<Result<String, Event>> {
        let edited = self.apart(|terminal| terminal.suspended(|| files::edit(text, name)))??;
        Ok(edited.map_err(|e| Event::Failed(Failure::Other(Trouble { what: e.to_string(), next: self.app.say("console-trouble-editor-next") }))))
    }

    /// Does something while nobody reads the terminal's events.
    fn apart<T>(&mut self, act: impl FnOnce(&mut Terminal) -> T) -> anyhow::Result<T> {
        // The old stream has to be gone before the new one reads: it would eat what is typed.
        self.input = None;
        let result = act(self.terminal);
        self.input = Some(EventStream::new());
        if let Some(speaker) = &mut self.speaker {
            speaker.again();
        }
        let size = self.terminal.size()?;
        self.apply(Event::Resize(size.width, size.height))?;
        Ok(result)
    }
}

async fn reached(time: Option<Time>) {
    match time {
        Some(time) => sleep(time.since(now())).await,
        None => std::future::pending().await,
    }
}

async fn next_input(input: &mut Option<EventStream>) -> Option<io::Result<Input>> {
    match input {
        Some(stream) => stream.next().await,
        None => std::future::pending().await,
    }
}

fn from_terminal(input: Option<io::Result<Input>>) -> Came {
    match input {
        Some(Ok(Input::Key(key))) if key.kind == KeyEventKind::Release => Came::Nothing,
        Some(Ok(Input::Key(key))) => Came::Event(Event::Key(key)),
        Some(Ok(Input::Paste(text))) => Came::Event(Event::Paste(text)),
        Some(Ok(Input::Resize(columns, rows))) => Came::Event(Event::Resize(columns, rows)),
        Some(Ok(Input::Mouse(mouse))) => Came::Event(Event::Mouse(mouse)),
        Some(Ok(Input::FocusGained)) => Came::Event(Event::Focus(true)),
        Some(Ok(Input::FocusLost)) => Came::Event(Event::Focus(false)),
        Some(Err(_)) | None => Came::End(End::HungUp),
    }
}
