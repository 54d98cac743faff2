//! The composer: what is being written, in one of three modes that never change by themselves.

use std::path::PathBuf;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};

use super::recipients;
use crate::model::entry::FileRef;
use crate::model::people::Suggestion;
use crate::model::recipients::Obstacle;
use crate::model::status::Status;
use crate::model::ticket::TicketHead;
use crate::model::{TicketId, Time};
use crate::tui::app::{App, Focus};
use crate::tui::effect::{Attachment, Draft, DraftKey, Effect, Mode, Quote};
use crate::tui::paths;
use crate::tui::popups::{Popup, suggest};
use crate::tui::widgets::editor::{Editor, LineEdit};

/// A draft is kept when nothing has been typed for this long, and at the latest when this long has passed since the last keeping.
const KEEP_AFTER: Duration = Duration::from_secs(1);

/// Where the cursor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The To line.
    To,
    /// The Cc line.
    Cc,
    /// The subject of a new side.
    Subject,
    /// The text.
    Text,
}

/// What is being written.
#[derive(Debug)]
pub struct Composer {
    /// Where it belongs.
    pub key: DraftKey,
    /// The text.
    pub editor: Editor,
    /// The To line.
    pub to: LineEdit,
    /// The Cc line.
    pub cc: LineEdit,
    /// The subject of a new side.
    pub subject: LineEdit,
    /// Where the cursor is.
    pub field: Field,
    /// The text before it was translated, where it was.
    pub original: Option<String>,
    /// Files.
    pub files: Vec<Attachment>,
    /// The status afterwards; `None` leaves it.
    pub status: Option<Status>,
    /// The ticket's history when the draft was begun.
    pub seen_history: i64,
    /// What the agent has confirmed.
    pub confirmed: Vec<Obstacle>,
    /// It fills the screen.
    pub full: bool,
    /// The text is shown as its readers will see it, too or instead.
    pub preview: bool,
    /// The first row of the preview on the screen.
    pub preview_top: usize,
    /// Submitted, and no answer yet.
    pub sending: bool,
    /// When something was last typed.
    pub typed_at: Option<Time>,
    /// Since when something is not kept.
    pub unsaved_since: Option<Time>,
    /// The mouse's button was pressed in the text and is not let go yet.
    pub held: bool,
    /// The pane that the agent came from.
    pub came_from: Focus,
    /// The word at the cursor whose popup was closed by hand.
    pub dismissed: bool,
    /// What was chosen last brought the space behind it: whoever types one means that one.
    pub spaced: bool,
}

impl Composer {
    /// A composer with a draft in it.
    #[must_use]
    pub fn of(draft: &Draft, came_from: Focus) -> Composer {
        let field = if draft.key.mode == Mode::SideNew && draft.to.trim().is_empty() { Field::To } else { Field::Text };
        Composer {
            key: draft.key,
            editor: Editor::from_text(&draft.text),
            to: LineEdit::from_text(&draft.to),
            cc: LineEdit::from_text(&draft.cc),
            subject: LineEdit::from_text(&draft.subject),
            field,
            original: draft.original.clone(),
            files: draft.files.clone(),
            status: draft.status,
            seen_history: draft.seen_history,
            confirmed: Vec::new(),
            full: false,
            preview: false,
            preview_top: 0,
            sending: false,
            typed_at: None,
            unsaved_since: None,
            held: false,
            came_from,
            dismissed: false,
            spaced: false,
        }
    }

    /// With Vim's keys in its text, where the agent has them.
    #[must_use]
    fn for_hands(mut self, app: &App) -> Composer {
        if app.vim {
            self.editor.use_vim();
        }
        self
    }

    /// Whether Esc is the text's: it leaves insert mode or a selection of Vim's.
    #[must_use]
    pub fn takes_escape(&self) -> bool {
        self.field == Field::Text && !self.sending && self.editor.takes_escape()
    }

    /// Whether keys are text where the cursor is, and not commands of Vim's.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        self.field != Field::Text || self.editor.takes_text()
    }

    /// All that is in it.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft {
            key: self.key,
            text: self.editor.text(),
            to: self.to.text(),
            cc: self.cc.text(),
            subject: self.subject.text(),
            original: self.original.clone(),
            files: self.files.clone(),
            status: self.status,
            seen_history: self.seen_history,
        }
    }

    /// Whether it writes in a side conversation.
    #[must_use]
    pub fn is_side(&self) -> bool {
        matches!(self.key.mode, Mode::SideNew | Mode::Side(_))
    }

    /// The fields of its mode, in the order of the Tab key.
    #[must_use]
    pub fn fields(&self) -> &'static [Field] {
        match self.key.mode {
            Mode::Reply | Mode::Side(_) => &[Field::To, Field::Cc, Field::Text],
            Mode::Note | Mode::Edit(_) => &[Field::Text],
            Mode::SideNew => &[Field::To, Field::Cc, Field::Subject, Field::Text],
        }
    }

    /// The line that a field is edited in; none for the text.
    pub fn line(&mut self, field: Field) -> Option<&mut LineEdit> {
        match field {
            Field::To => Some(&mut self.to),
            Field::Cc => Some(&mut self.cc),
            Field::Subject => Some(&mut self.subject),
            Field::Text => None,
        }
    }

    /// What submitting does, with the status that it leaves: "Send as pending".
    #[must_use]
    pub fn submit_label(&self, app: &App) -> String {
        let verb = if self.key.mode.is_note() { "note" } else { "send" };
        match self.status {
            Some(status) => app.say_with(&format!("console-submit-{verb}-as"), &[("status", (&app.words.status(status)).into())]),
            None => match app.current_head().filter(|h| h.id == self.key.ticket && !self.key.mode.is_note()) {
                Some(head) => app.say_with("console-submit-send-stays", &[("status", (&app.words.status(head.status)).into())]),
                None => app.say(&format!("console-submit-{verb}")),
            },
        }
    }

    /// Something in it has changed: it is to be kept, and confirmed anew.
    pub fn touched(&mut self, now: Time) {
        self.typed_at = Some(now);
        self.unsaved_since.get_or_insert(now);
        self.confirmed.clear();
    }
}

/// Begins a public reply.
pub fn reply(app: &mut App) -> Vec<Effect> {
    open(app, Mode::Reply)
}

/// Begins a private note.
pub fn note(app: &mut App) -> Vec<Effect> {
    open(app, Mode::Note)
}

/// Begins to change the note under the cursor.
pub fn edit_note(app: &mut App) -> Vec<Effect> {
    let entry = super::ticket::selected(app).map(|e| e.id);
    entry.map_or_else(Vec::new, |entry| open(app, Mode::Edit(entry)))
}

/// Begins a side conversation.
pub fn side_new(app: &mut App) -> Vec<Effect> {
    open(app, Mode::SideNew)
}

/// Has the message under the cursor quoted for a new side conversation, with its files.
pub fn side_from_message(app: &mut App) -> Vec<Effect> {
    let ticket = app.ticket.as_ref().map(|t| t.id);
    let quote = ticket.zip(super::ticket::selected(app)).map(|(ticket, e)| Quote::ForSide { ticket, entry: e.id, files: e.files.clone() });
    quote.map(Effect::Quote).into_iter().collect()
}

/// A message was quoted across: it goes below what the draft says, where the agent sees and shortens it.
pub fn quoted_across(app: &mut App, ticket: TicketId, mode: Mode, quote: &str, files: Vec<FileRef>) -> Vec<Effect> {
    if app.current() != Some(ticket) {
        return Vec::new(); // the agent has gone on
    }
    let mut effects = open(app, mode);
    let now = app.now;
    if let Some(composer) = &mut app.composer {
        let text = composer.editor.text();
        let gap = if text.trim().is_empty() { "" } else { "\n" };
        composer.editor.set_text(&format!("{}{gap}\n\n{quote}", text.trim_end()));
        composer.editor.move_to_start();
        let offered = |id| composer.files.iter().any(|f| matches!(f, Attachment::Stored { id: known, .. } if *known == id));
        let new: Vec<_> = files.into_iter().filter(|f| !offered(f.id)).collect();
        composer.files.extend(new.into_iter().map(|f| Attachment::Stored { id: f.id, name: f.name, size: f.size }));
        composer.touched(now);
    }
    effects.extend(crate::tui::update::refresh(app));
    effects
}

/// Begins an answer in the side under the cursor.
pub fn side_answer(app: &mut App) -> Vec<Effect> {
    match super::sides::current(app).map(|s| s.id) {
        Some(side) => {
            app.sides.open = Some(side);
            open(app, Mode::Side(side))
        }
        None => Vec::new(),
    }
}

fn open(app: &mut App, mode: Mode) -> Vec<Effect> {
    let Some(ticket) = app.current() else { return Vec::new() };
    let came_from = app.focus;
    let mut effects = super::ticket::open(app, ticket);
    let key = DraftKey { ticket, mode };
    if app.composer.as_ref().is_some_and(|c| c.key == key) {
        app.focus = Focus::Composer;
        return effects;
    }
    effects.extend(stow(app));
    let draft = app.drafts.get(&key).cloned().unwrap_or_else(|| blank(app, key));
    app.composer = Some(Composer::of(&draft, came_from).for_hands(app));
    app.focus = Focus::Composer;
    if mode == Mode::SideNew {
        app.sides.open = None;
    }
    effects
}

/// A new draft: the recipients and the status that its mode begins with, and of a note that is edited, what it says. A side begins without a subject: the ticket's is the customer's.
fn blank(app: &App, key: DraftKey) -> Draft {
    let (to, cc) = recipients::first(app, key.mode);
    let status = key.mode.usual_status().filter(|_| !app.is_light());
    let read = app.read_ticket().filter(|t| t.head.id == key.ticket);
    let seen_history = read.map_or(0, |t| t.history);
    let text = match key.mode {
        Mode::Edit(note) => read.and_then(|t| t.entries.iter().find(|e| e.id == note)).map_or_else(String::new, |e| e.body.text().to_owned()),
        _ => String::new(),
    };
    Draft { key, text, to, cc, subject: String::new(), original: None, files: Vec::new(), status, seen_history }
}

/// Begins a mail to the customer on a ticket that was just opened for them.
pub fn begin_created(app: &mut App, head: TicketHead) -> Vec<Effect> {
    let mut effects = super::ticket::open_known(app, head);
    app.focus = Focus::Ticket;
    effects.extend(reply(app));
    effects
}

/// Puts a draft back into the composer: a send was taken back.
pub fn reopen(app: &mut App, draft: &Draft) -> Vec<Effect> {
    let mut effects = super::ticket::open(app, draft.key.ticket);
    effects.extend(stow(app));
    let mut composer = Composer::of(draft, Focus::Ticket).for_hands(app);
    if composer.is_side() {
        composer.came_from = Focus::Sides;
    }
    if let Mode::Side(side) = draft.key.mode {
        app.sides.open = Some(side);
    }
    composer.unsaved_since = Some(app.now);
    app.composer = Some(composer);
    app.focus = Focus::Composer;
    effects
}

/// Closes the composer; its draft is kept.
pub fn stow(app: &mut App) -> Vec<Effect> {
    let Some(composer) = app.composer.take() else { return Vec::new() };
    let draft = composer.draft();
    if app.focus == Focus::Composer {
        app.focus = if composer.is_side() { Focus::Sides } else { Focus::Ticket };
    }
    if draft.is_empty() {
        return app.drafts.remove(&draft.key).map(|_| Effect::DropDraft(draft.key)).into_iter().collect();
    }
    let changed = app.drafts.insert(draft.key, draft.clone()).as_ref() != Some(&draft);
    if changed || composer.unsaved_since.is_some() { vec![Effect::SaveDraft(Box::new(draft))] } else { Vec::new() }
}

/// Leaves the composer; the draft is kept.
pub fn leave(app: &mut App) -> Vec<Effect> {
    let came_from = app.composer.as_ref().map_or(Focus::Ticket, |c| c.came_from);
    let kept = app.composer.as_ref().is_some_and(|c| !c.draft().is_empty());
    let effects = stow(app);
    app.focus = came_from;
    if kept {
        let text = app.say("console-draft-kept");
        app.tell(text);
    }
    effects
}

/// Throws the draft away.
pub fn discard(app: &mut App) -> Vec<Effect> {
    let Some(composer) = app.composer.take() else { return Vec::new() };
    app.drafts.remove(&composer.key);
    app.focus = composer.came_from;
    vec![Effect::DropDraft(composer.key)]
}

/// Keeps the draft when it is time.
pub fn save_if_due(app: &mut App) -> Vec<Effect> {
    let now = app.now;
    let Some(composer) = app.composer.as_mut().filter(|c| c.unsaved_since.is_some_and(|s| now.since(s) >= KEEP_AFTER)) else { return Vec::new() };
    composer.unsaved_since = None;
    let draft = composer.draft();
    let key = draft.key;
    if draft.is_empty() {
        return app.drafts.remove(&key).map(|_| Effect::DropDraft(key)).into_iter().collect();
    }
    app.drafts.insert(key, draft.clone());
    vec![Effect::SaveDraft(Box::new(draft))]
}

/// A draft was read from the store. Whether its files are there still is looked up.
pub fn draft_arrived(app: &mut App, draft: Draft) -> Option<Effect> {
    if app.drafts.contains_key(&draft.key) {
        return None; // this console knows it better
    }
    let untouched = app.composer.as_ref().is_some_and(|c| c.key == draft.key && c.typed_at.is_none() && c.editor.is_empty());
    if untouched {
        let came_from = app.composer.as_ref().map_or(Focus::Ticket, |c| c.came_from);
        app.composer = Some(Composer::of(&draft, came_from).for_hands(app));
    }
    let key = draft.key;
    let paths: Vec<PathBuf> =
        draft.files.iter().filter_map(|f| if let Attachment::Path { path, .. } = f { Some(path.clone()) } else { None }).collect();
    let gone: Vec<String> = draft.files.iter().filter(|f| matches!(f, Attachment::Gone(_))).map(Attachment::name).collect();
    app.drafts.insert(key, draft);
    say_gone(app, &gone);
    (!paths.is_empty()).then_some(Effect::CheckDraft(key, paths))
}

/// The files of a draft were looked up: those that are gone are marked, and said.
pub fn files_checked(app: &mut App, key: DraftKey, found: &[(PathBuf, Option<u64>)]) {
    let look = |files: &mut Vec<Attachment>| {
        for file in files {
            let Attachment::Path { path, size } = file else { continue };
            match found.iter().find(|(p, _)| p == path) {
                Some((_, Some(now))) => *size = *now,
                Some((_, None)) => *file = Attachment::Gone(Box::new(file.clone())),
                None => {}
            }
        }
    };
    if let Some(composer) = app.composer.as_mut().filter(|c| c.key == key) {
        look(&mut composer.files);
    }
    if let Some(draft) = app.drafts.get_mut(&key) {
        look(&mut draft.files);
    }
    let gone: Vec<String> =
        found.iter().filter(|(_, size)| size.is_none()).map(|(p, _)| Attachment::Path { path: p.clone(), size: 0 }.name()).collect();
    say_gone(app, &gone);
}

fn say_gone(app: &mut App, gone: &[String]) {
    if !gone.is_empty() {
        let text = app.say_with("console-file-gone", &[("names", (&gone.join(", ")).into())]);
        app.complain(text);
    }
}

/// A key that no command has.
pub fn typed(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    let now = app.now;
    let Some(composer) = app.composer.as_mut().filter(|c| !c.sending) else { return Vec::new() };
    let field = composer.field;
    // Whoever types sees what they type: a preview in the text's place goes.
    composer.preview = composer.preview && (field != Field::Text || composer.full);
    let before = composer.typed_at;
    let is_there = std::mem::take(&mut composer.spaced) && key.code == KeyCode::Char(' ') && composer.editor.stands_behind(' ');
    let changed = match composer.line(field) {
        Some(line) => line.key(key),
        None => !is_there && composer.editor.key(key),
    };
    if changed {
        composer.touched(now);
    }
    let mut effects = suggest::after_typing(app);
    if changed && before.is_none() {
        effects.extend(crate::tui::update::presence(app));
    }
    effects
}

/// A paste goes in as it is: it opens no popup. What may be the paths of files is looked up first.
pub fn pasted(app: &mut App, text: &str) -> Vec<Effect> {
    let key = app.composer.as_ref().filter(|c| c.field == Field::Text && !c.sending).map(|c| c.key);
    let ways = paths::pasted(text);
    match key.filter(|_| !ways.is_empty()) {
        Some(key) => vec![Effect::CheckPasted { key, text: text.to_owned(), ways }],
        None => {
            put_pasted(app, text);
            Vec::new()
        }
    }
}

/// Puts a paste at the cursor.
pub fn put_pasted(app: &mut App, text: &str) {
    let now = app.now;
    let Some(composer) = app.composer.as_mut().filter(|c| !c.sending) else { return };
    let field = composer.field;
    match composer.line(field) {
        Some(line) => line.paste(text),
        None => composer.editor.paste(text),
    }
    composer.touched(now);
    app.popups.retain(|p| !matches!(p, Popup::Suggest(_)));
}

/// A file may be attached.
pub fn attach(app: &mut App, path: PathBuf, size: u64) {
    let now = app.now;
    if let Some(composer) = &mut app.composer {
        composer.files.push(Attachment::Path { path, size });
        composer.touched(now);
    }
}

/// A file of the ticket is to go with it, once.
pub fn attach_stored(app: &mut App, file: FileRef) {
    let now = app.now;
    let Some(composer) = &mut app.composer else { return };
    if !composer.files.iter().any(|f| matches!(f, Attachment::Stored { id, .. } if *id == file.id)) {
        composer.files.push(Attachment::Stored { id: file.id, name: file.name, size: file.size });
        composer.touched(now);
    }
}

/// `$EDITOR` came back.
pub fn edited(app: &mut App, text: &str) {
    let now = app.now;
    if let Some(composer) = &mut app.composer {
        composer.editor.set_text(text.trim_end());
        composer.touched(now);
    }
}

/// People were found for the recipients field.
pub fn suggestions_arrived(app: &mut App, prefix: &str, found: Vec<Suggestion>) {
    if recipients::prefix(app).as_deref() == Some(prefix) && !app.composer.as_ref().is_some_and(|c| c.dismissed) {
        suggest::people(app, found);
    }
}

/// The drafts that wait on a ticket, without the one that is open.
#[must_use]
pub fn waiting_drafts(app: &App, ticket: TicketId) -> Vec<Mode> {
    let open = app.composer.as_ref().map(|c| c.key);
    app.drafts.values().filter(|d| d.key.ticket == ticket && Some(d.key) != open && !d.is_empty()).map(|d| d.key.mode).collect()
}
