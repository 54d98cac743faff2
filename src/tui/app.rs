//! The state of the console: panes, focus, the stack of popups. Plain data; [`super::update`] changes it, [`super::panes::draw`] shows it.

use std::collections::{BTreeMap, HashMap};

use ratatui::style::Style;

use super::command::{Reason, Scope};
use super::effect::{Draft, DraftKey};
use super::event::WorkerStatus;
use super::keymap::Keymap;
use super::panes::Areas;
use super::panes::borders::Borders;
use super::panes::composer::Composer;
use super::panes::pipes::Pipes;
use super::panes::queue::Queue;
use super::panes::sides::Sides;
use super::panes::ticket::{REST, TicketPane};
use super::popups::{Kept, Popup};
use super::tour::Tour;
use super::widgets::theme::Theme;
use crate::config::Translate;
use crate::model::canned::Canned;
use crate::model::field::Field;
use crate::model::people::{Agent, Role, Team};
use crate::model::settings::TagItem;
use crate::model::ticket::{Notification, TeamOrder, Ticket, TicketHead};
use crate::model::{Address, AgentId, NotificationId, OutboxId, TicketId, Time};
use crate::store::Load;
use crate::words::{Arg, Words};

/// The pane that keys go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The queue.
    Queue,
    /// The ticket's timeline.
    Ticket,
    /// The ticket's side conversations.
    Sides,
    /// The composer.
    Composer,
}

/// A short message in the footer that goes away by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// Until when.
    pub until: Time,
    /// It tells of something that did not work.
    pub bad: bool,
}

/// A mail of this agent's that can still be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The mail.
    pub outbox: OutboxId,
    /// Its ticket.
    pub ticket: TicketId,
    /// When it leaves.
    pub due_at: Time,
}

/// What the console needs to begin.
#[derive(Clone, Debug)]
pub struct Start {
    /// The agent who sits here.
    pub me: Agent,
    /// The desk's name.
    pub desk: String,
    /// The desk's own addresses, never offered as recipients.
    pub own: Vec<Address>,
    /// The words.
    pub words: Words,
    /// The colours.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
    /// Ring the bell for new notifications.
    pub bell: bool,
    /// Show new notifications on the desktop.
    pub notify: bool,
    /// The desk is the demo's, which has a tour.
    pub demo: bool,
    /// The order of the teams.
    pub team_order: TeamOrder,
    /// Vim's keys in the composer's text.
    pub vim: bool,
    /// The console is said in lines, not drawn.
    pub plain: bool,
    /// How texts are translated.
    pub translate: Translate,
    /// Why this agent opens no side conversations.
    pub no_sides: Option<Reason>,
    /// The time.
    pub now: Time,
    /// Columns and rows.
    pub size: (u16, u16),
}

/// The whole state of the console.
#[derive(Debug)]
pub struct App {
    /// The agent who sits here.
    pub me: Agent,
    /// The desk's name.
    pub desk: String,
    /// The desk's own addresses.
    pub own: Vec<Address>,
    /// The words.
    pub words: Words,
    /// The colours.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
    /// Ring the bell for new notifications.
    pub bell: bool,
    /// Show new notifications on the desktop.
    pub notify: bool,
    /// The desk is the demo's, which has a tour.
    pub demo: bool,
    /// The tour, while it is on the screen.
    pub tour: Option<Tour>,
    /// Whether the terminal's window has the focus, as far as it has said.
    pub window_focused: Option<bool>,
    /// The newest notification that was read; `None` until any were.
    pub notified_to: Option<NotificationId>,
    /// The order of the teams.
    pub team_order: TeamOrder,
    /// Vim's keys in the composer's text.
    pub vim: bool,
    /// The console is said in lines, not drawn: see [`super::plain`].
    pub plain: bool,
    /// Why this agent opens no side conversations.
    pub no_sides: Option<Reason>,
    /// The time of the last tick.
    pub now: Time,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Where the panes stand.
    pub areas: Areas,
    /// Where the agent has dragged their borders to.
    pub borders: Borders,
    /// The pane that keys go to when no popup is open.
    pub focus: Focus,
    /// The queue.
    pub queue: Queue,
    /// The ticket beside it, open or in preview.
    pub ticket: Option<TicketPane>,
    /// The sides of that ticket.
    pub sides: Sides,
    /// Commands of the agent's that texts go through.
    pub pipes: Pipes,
    /// What is being written.
    pub composer: Option<Composer>,
    /// Open popups, the top one last.
    pub popups: Vec<Popup>,
    /// What was typed into popups that were left.
    pub kept: Kept,
    /// Every agent.
    pub agents: Vec<Agent>,
    /// Every team.
    pub teams: Vec<Team>,
    /// What each agent has to do, as last read.
    pub loads: HashMap<AgentId, Load>,
    /// The tags with their colours.
    pub tags: Vec<TagItem>,
    /// The custom fields, in the desk's order.
    pub fields: Vec<Field>,
    /// The canned responses.
    pub canned: Vec<Canned>,
    /// Notifications, newest first.
    pub notifications: Vec<Notification>,
    /// Drafts that are known, by where they belong.
    pub drafts: BTreeMap<DraftKey, Draft>,
    /// What the mail worker is up to.
    pub worker: WorkerStatus,
    /// Mails that wait in the outbox.
    pub outbox_waiting: u32,
    /// Mails that wait in quarantine.
    pub quarantined: u32,
    /// Mails that can still be taken back, the newest last.
    pub leaving: Vec<Leaving>,
    /// The agent's last act was a send: undo takes that back first.
    pub sent_last: bool,
    /// How far an act on many tickets has come, while one runs.
    pub progress: Option<(usize, usize)>,
    /// The short message in the footer.
    pub toast: Option<Toast>,
    /// When presence was last told.
    pub presence_at: Time,
    /// The agent wants to leave: the loop ends after this update.
    pub quitting: bool,
}

impl App {
    /// A console with nothing read yet.
    #[must_use]
    pub fn new(start: Start) -> App {
        let mut app = App {
            me: start.me,
            desk: start.desk,
            own: start.own,
            words: start.words,
            theme: start.theme,
            keymap: start.keymap,
            bell: start.bell,
            notify: start.notify,
            demo: start.demo,
            tour: None,
            window_focused: None,
            notified_to: None,
            team_order: start.team_order,
            vim: start.vim,
            plain: start.plain,
            no_sides: start.no_sides,
            now: start.now,
            size: start.size,
            areas: Areas::default(),
            borders: Borders::default(),
            focus: Focus::Queue,
            queue: Queue::default(),
            ticket: None,
            sides: Sides::default(),
            pipes: Pipes::new(start.translate),
            composer: None,
            popups: Vec::new(),
            kept: Kept::default(),
            agents: Vec::new(),
            teams: Vec::new(),
            loads: HashMap::new(),
            tags: Vec::new(),
            fields: Vec::new(),
            canned: Vec::new(),
            notifications: Vec::new(),
            drafts: BTreeMap::new(),
            worker: WorkerStatus::Unknown,
            outbox_waiting: 0,
            quarantined: 0,
            leaving: Vec::new(),
            sent_last: false,
            progress: None,
            toast: None,
            presence_at: Time::default(),
            quitting: false,
        };
        app.settle();
        app.tour = app.demo.then(|| Tour::begin(&app));
        app
    }

    /// The text of a key of the catalogue.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The text of a key with its variables.
    #[must_use]
    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.say_with(key, args)
    }

    /// Shows a short message in the footer.
    pub fn tell(&mut self, text: String) {
        self.toast = Some(Toast { text, until: self.now.after(std::time::Duration::from_secs(6)), bad: false });
    }

    /// Shows why something did not happen.
    pub fn complain(&mut self, text: String) {
        self.toast = Some(Toast { text, until: self.now.after(std::time::Duration::from_secs(8)), bad: true });
    }

    /// Where keys are looked up, in order.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        match self.popups.last() {
            Some(Popup::Suggest(_)) => &[Scope::Popup, Scope::Composer, Scope::Anywhere],
            Some(_) => &[Scope::Popup, Scope::Anywhere],
            None => self.pane_scopes(),
        }
    }

    /// Where keys would be looked up if no popup were open.
    #[must_use]
    pub fn pane_scopes(&self) -> &'static [Scope] {
        match self.focus {
            Focus::Queue if self.queue.searching => &[Scope::Search, Scope::Anywhere],
            Focus::Queue => &[Scope::Queue, Scope::Work, Scope::Global, Scope::Anywhere],
            Focus::Ticket => &[Scope::Ticket, Scope::Work, Scope::Global, Scope::Anywhere],
            Focus::Sides => &[Scope::Sides, Scope::Work, Scope::Global, Scope::Anywhere],
            Focus::Composer => &[Scope::Composer, Scope::Anywhere],
        }
    }

    /// Whether printable keys are text now.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        match self.popups.last() {
            Some(popup) => popup.takes_text(),
            None => self.focus == Focus::Composer || (self.focus == Focus::Queue && self.queue.searching),
        }
    }

    /// The ticket that commands are about: the row under the cursor in the queue, else the open ticket.
    #[must_use]
    pub fn current(&self) -> Option<TicketId> {
        match self.focus {
            Focus::Queue => self.queue.here(),
            _ => self.ticket.as_ref().map(|t| t.id),
        }
    }

    /// The head of the ticket that commands are about.
    #[must_use]
    pub fn current_head(&self) -> Option<&TicketHead> {
        match self.focus {
            Focus::Queue => self.queue.row_here(),
            _ => self.ticket.as_ref().and_then(TicketPane::head),
        }
    }

    /// The tickets that a change is about: the selection, else the current one.
    #[must_use]
    pub fn targets(&self) -> Vec<TicketId> {
        if self.focus == Focus::Queue && !self.queue.selected.is_empty() {
            return self.queue.selected.iter().copied().collect();
        }
        self.current().into_iter().collect()
    }

    /// The ticket in the ticket pane, when it has been read.
    #[must_use]
    pub fn read_ticket(&self) -> Option<&Ticket> {
        self.ticket.as_ref().and_then(|t| t.ticket.as_ref())
    }

    /// Whether this agent only reads, notes, and answers sides.
    #[must_use]
    pub fn is_light(&self) -> bool {
        self.me.role == Role::Light
    }

    /// How a tag is drawn: in its own colour, or in one that goes by its name.
    #[must_use]
    pub fn tag_style(&self, name: &str) -> Style {
        match self.tags.iter().find(|t| t.name.eq_ignore_ascii_case(name)).and_then(|t| t.colour) {
            Some(colour) => self.theme.tag_coloured(colour),
            None => self.theme.tag_named(name),
        }
    }

    /// Notifications that have not been seen.
    #[must_use]
    pub fn unseen(&self) -> usize {
        self.notifications.iter().filter(|n| !n.seen).count()
    }

    /// The mail that undo would take back now, when the last act was a send: of the current ticket first, else the newest.
    #[must_use]
    pub fn can_take_back(&self) -> Option<Leaving> {
        if !self.sent_last {
            return None;
        }
        let here = self.current();
        let open = || self.leaving.iter().rev().filter(|l| l.due_at > self.now);
        open().find(|l| Some(l.ticket) == here).or_else(|| open().next()).copied()
    }

    /// When something is to happen that no event brings: the loop ticks then.
    #[must_use]
    pub fn wakes_at(&self) -> Option<Time> {
        self.queue.resting.map(|(_, since)| since.after(REST))
    }

    /// Puts everything in its place: the focus on a pane that is there, the panes into the screen, cursors and scrolls into their lists.
    pub fn settle(&mut self) {
        if self.composer.is_none() && self.focus == Focus::Composer {
            self.focus = Focus::Ticket;
        }
        if self.ticket.is_none() {
            self.focus = Focus::Queue;
            self.composer = None;
        }
        if self.composer.is_none() {
            self.popups.retain(|p| !p.needs_composer());
        }
        self.areas = Areas::of(self);
        super::panes::queue::settle(self);
        super::panes::ticket::settle(self);
        super::panes::sides::settle(self);
        super::popups::card::customer::settle(self);
        super::popups::report::settle(self);
    }
}
