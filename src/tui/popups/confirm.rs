//! A question that needs a yes. What the firewall found needs a word to be typed, so that nobody says yes by habit.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Popup;
use crate::model::recipients::Obstacle;
use crate::model::settings::Kind;
use crate::model::verb::Verb;
use crate::model::{EntryId, InboxId, TicketId};
use crate::store::Found;
use crate::tui::app::App;
use crate::tui::effect::{DraftKey, Effect, Mode, Triage};
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::{bytes, compose, composer, sides, ticket};
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::popover;
use crate::tui::widgets::text::clean_line;
use crate::tui::widgets::wrap::wrap;

/// What a yes does.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Then {
    /// Submits all the same.
    Submit(Vec<Obstacle>),
    /// Throws the draft away.
    Discard,
    /// Takes a message out of the desk for good.
    Redact(TicketId, Found),
    /// Deletes one's own note.
    DeleteNote(TicketId, EntryId),
    /// Discards a mail in quarantine, for the reason that was typed.
    DiscardHeld(InboxId),
    /// Changes many tickets.
    Triage(Vec<TicketId>, Triage),
    /// Merges tickets of different requesters.
    Merge(Vec<TicketId>, TicketId),
    /// Edits settings again.
    Settings(Kind, String),
    /// Attaches files, instead of the text that named them.
    Attach(Vec<(PathBuf, u64)>, String),
    /// Nothing: it has to be mended first.
    Nothing,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Confirm {
    title: String,
    lines: Vec<String>,
    ask: String,
    then: Then,
    /// The word that has to be typed; none when Enter is enough.
    pub word: Option<String>,
    /// What is typed.
    pub input: LineEdit,
}

/// Columns of the box.
const COLUMNS: u16 = 64;

impl Confirm {
    /// What the firewall found.
    #[must_use]
    pub fn obstacles(app: &App, obstacles: Vec<Obstacle>) -> Confirm {
        let lines = obstacles.iter().map(|o| format!("• {}", sentence(app, o))).collect();
        if obstacles.iter().all(Obstacle::can_be_confirmed) {
            let word = app.say("console-confirm-word");
            let ask = app.say_with("console-confirm-type", &[("word", (&word).into())]);
            Confirm { title: app.say("console-confirm-send"), lines, ask, then: Then::Submit(obstacles), word: Some(word), input: LineEdit::new() }
        } else {
            let ask = app.say("console-confirm-mend");
            Confirm { title: app.say("console-not-sent"), lines, ask, then: Then::Nothing, word: None, input: LineEdit::new() }
        }
    }

    /// Whether a mail in quarantine is to be discarded. What is typed is the reason.
    #[must_use]
    pub fn discard_held(app: &App, id: InboxId, what: String) -> Confirm {
        Confirm {
            title: app.say("console-discard-held"),
            lines: vec![what, app.say("console-discard-held-kept")],
            ask: app.say("console-discard-held-ask"),
            then: Then::DiscardHeld(id),
            word: None,
            input: LineEdit::new(),
        }
    }

    /// Whether settings that were not saved are to be edited again.
    #[must_use]
    pub fn settings(app: &App, kind: Kind, text: String, why: &str) -> Confirm {
        Confirm {
            title: app.say("console-settings-refused"),
            lines: why.lines().map(str::to_owned).collect(),
            ask: app.say("console-settings-again"),
            then: Then::Settings(kind, text),
            word: None,
            input: LineEdit::new(),
        }
    }

    /// Whether many tickets are to be changed.
    #[must_use]
    pub fn many(app: &App, tickets: Vec<TicketId>, change: Triage) -> Confirm {
        let mut lines: Vec<String> = match &change {
            Triage::Do(verbs, _) => verbs.iter().map(|verb| format!("• {verb}")).collect(),
            _ => Vec::new(),
        };
        let mails = matches!(&change, Triage::Do(verbs, _) if verbs.iter().any(Verb::writes_mail));
        lines.push(app.say(if mails { "console-many-mails" } else { "console-many-what" }));
        Confirm {
            title: app.say_with("console-many", &[("count", tickets.len().into())]),
            lines,
            ask: app.say("console-many-ask"),
            then: Then::Triage(tickets, change),
            word: None,
            input: LineEdit::new(),
        }
    }

    /// Whether tickets of another requester are to be merged: the number of the ticket that they go into is typed.
    #[must_use]
    pub fn merge(app: &App, unconfirmed: Vec<(TicketId, String)>, into: TicketId) -> Confirm {
        let word = into.to_string();
        let mut lines: Vec<String> = unconfirmed.iter().map(|(_, what)| format!("• {what}")).collect();
        lines.push(app.say("console-merge-apart"));
        Confirm {
            title: app.say("console-merge-others"),
            lines,
            ask: app.say_with("console-merge-type", &[("number", (&word).into())]),
            then: Then::Merge(unconfirmed.into_iter().map(|(ticket, _)| ticket).collect(), into),
            word: Some(word),
            input: LineEdit::new(),
        }
    }

    /// Whether the files that a paste names are to be attached.
    #[must_use]
    pub fn attach(app: &App, files: Vec<(PathBuf, u64)>, text: String) -> Confirm {
        let line = |(path, size): &(PathBuf, u64)| format!("▤ {}  {}", clean_line(&path.display().to_string()), bytes(*size));
        Confirm {
            title: app.say_with("console-attach-pasted", &[("count", files.len().into())]),
            lines: files.iter().map(line).collect(),
            ask: app.say("console-attach-pasted-ask"),
            then: Then::Attach(files, text),
            word: None,
            input: LineEdit::new(),
        }
    }

    /// No: what a paste named goes in as text.
    pub fn declined(self, app: &mut App) {
        if let Then::Attach(_, text) = self.then {
            composer::put_pasted(app, &text);
        }
    }

    /// Whether something is typed here.
    #[must_use]
    pub fn has_input(&self) -> bool {
        self.word.is_some() || matches!(self.then, Then::DiscardHeld(_))
    }

    /// Whether it has what was typed, here or in the popup before it.
    #[must_use]
    pub fn holds_typed(&self) -> bool {
        match &self.then {
            Then::DiscardHeld(_) => !self.input.is_empty(),
            Then::Triage(_, change) => matches!(change, Triage::Do(..) | Triage::Snooze(_) | Triage::Tags { .. }),
            _ => false,
        }
    }

    /// Whether it is about what is being written.
    #[must_use]
    pub fn needs_composer(&self) -> bool {
        !matches!(self.then, Then::Redact(..) | Then::DeleteNote(..) | Then::DiscardHeld(_) | Then::Merge(..) | Then::Triage(..) | Then::Settings(..))
    }

    fn rows(&self, columns: u16) -> Vec<String> {
        self.lines.iter().flat_map(|l| wrap(l, columns.saturating_sub(4).into())).collect()
    }

    /// In the middle, as tall as it needs.
    #[must_use]
    pub fn area(&self, screen: Rect) -> Rect {
        let columns = COLUMNS.min(screen.width.saturating_sub(2));
        let rows = u16::try_from(self.rows(columns).len()).unwrap_or(u16::MAX);
        popover::centered(screen, columns, rows.saturating_add(if self.has_input() { 6 } else { 4 }))
    }

    fn input_area(area: Rect) -> Rect {
        Rect { x: area.x + 4.min(area.width), y: area.bottom().saturating_sub(2), width: area.width.saturating_sub(6), height: area.height.min(1) }
    }

    /// The cell of the cursor.
    #[must_use]
    pub fn cursor(&self, area: Rect) -> Option<(u16, u16)> {
        if self.has_input() { self.input.cursor_screen(Self::input_area(area)) } else { None }
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        let inner = popover::frame(buf, area, &self.title, theme, theme.error);
        let rows = self.rows(area.width);
        for (y, line) in rows.iter().enumerate() {
            Pen::new(buf, row(inner, u16::try_from(y).unwrap_or(u16::MAX))).skip(1).put(line, theme.warning);
        }
        let y = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(1);
        Pen::new(buf, row(inner, y)).skip(1).put(&self.ask, theme.text);
        if self.has_input() {
            let field = Self::input_area(area);
            Pen::new(buf, Rect { x: field.x.saturating_sub(2), width: 2, ..field }).put("› ", theme.key_label);
            self.input.draw(buf, field, theme, true, "");
        }
    }
}

fn sentence(app: &App, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::CustomerInSide { address } => app.say_with("console-obstacle-customer", &[("address", address.as_str().into())]),
        Obstacle::ThirdPartyInReply { address } => app.say_with("console-obstacle-third-party", &[("address", address.as_str().into())]),
        Obstacle::OtherCustomerInReply { address } => app.say_with("error-other-customer-in-reply", &[("address", address.as_str().into())]),
        Obstacle::AttachmentMissing { word } => app.say_with("console-obstacle-attachment", &[("word", word.into())]),
        Obstacle::VariableEmpty { name } => app.say_with("console-obstacle-variable", &[("name", name.into())]),
        Obstacle::ThreadMoved { events } => app.say_with("console-obstacle-moved", &[("count", (*events).into())]),
    }
}

/// Asks whether the draft is to be thrown away.
pub fn open_discard(app: &mut App) -> Vec<Effect> {
    let confirm = Confirm {
        title: app.say("console-discard"),
        lines: vec![app.say("console-discard-draft")],
        ask: app.say("console-confirm-enter"),
        then: Then::Discard,
        word: None,
        input: LineEdit::new(),
    };
    app.popups.push(Popup::Confirm(confirm));
    Vec::new()
}

/// Asks whether one's own note is to be deleted.
pub fn open_delete(app: &mut App) -> Vec<Effect> {
    let note = app.ticket.as_ref().map(|t| t.id).zip(ticket::selected(app));
    let Some((ticket, entry, text)) = note.map(|(ticket, e)| (ticket, e.id, e.body.new_text())) else { return Vec::new() };
    let shown = text.lines().next().unwrap_or_default().to_owned();
    let confirm = Confirm {
        title: app.say("console-delete-note"),
        lines: vec![shown, app.say("console-delete-note-kept")],
        ask: app.say("console-confirm-enter"),
        then: Then::DeleteNote(ticket, entry),
        word: None,
        input: LineEdit::new(),
    };
    app.popups.push(Popup::Confirm(confirm));
    Vec::new()
}

/// Asks whether the message under the cursor is to be redacted: the ticket's number is typed, for nothing undoes it.
pub fn open_redact(app: &mut App) -> Vec<Effect> {
    let Some((ticket, on, who)) = ticket::redactable(app).or_else(|| sides::redactable(app)) else { return Vec::new() };
    let word = ticket.to_string();
    let confirm = Confirm {
        title: app.say_with("console-redact", &[("who", (&who).into())]),
        lines: vec![app.say("console-redact-what"), app.say("console-redact-not")],
        ask: app.say_with("console-redact-type", &[("number", (&word).into())]),
        then: Then::Redact(ticket, on),
        word: Some(word),
        input: LineEdit::new(),
    };
    app.popups.push(Popup::Confirm(confirm));
    Vec::new()
}

/// Yes.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Popup::Confirm(confirm)) = app.popups.last() else { return Vec::new() };
    if let Some(word) = &confirm.word
        && confirm.input.text().trim().trim_start_matches('#').to_lowercase() != word.to_lowercase()
    {
        let text = confirm.ask.clone();
        app.complain(text);
        return Vec::new();
    }
    let (then, typed) = (confirm.then.clone(), confirm.input.text());
    app.popups.pop();
    match then {
        Then::Submit(obstacles) => compose::submit_confirmed(app, &obstacles),
        Then::Discard => composer::discard(app),
        Then::Redact(ticket, on) => vec![Effect::Redact(ticket, on)],
        Then::DeleteNote(ticket, entry) => {
            app.drafts.remove(&DraftKey { ticket, mode: Mode::Edit(entry) });
            vec![Effect::DeleteNote(ticket, entry)]
        }
        Then::DiscardHeld(id) => vec![Effect::Discard(id, typed.trim().to_owned())],
        Then::Triage(tickets, change) => vec![Effect::Triage { tickets, change }],
        Then::Merge(tickets, into) => vec![Effect::Merge { tickets, into, confirmed: true }],
        Then::Settings(kind, text) => vec![Effect::EditSettings(kind, text)],
        Then::Attach(files, _) => {
            files.into_iter().for_each(|(path, size)| composer::attach(app, path, size));
            Vec::new()
        }
        Then::Nothing => Vec::new(),
    }
}
