//! What an agent does in the composer: submit, and move among status, fields and files.

use super::composer::{Composer, Field};
use super::recipients;
use crate::model::Time;
use crate::model::entry::{EntryKind, FileRef};
use crate::model::recipients::Obstacle;
use crate::model::status::Status;
use crate::tui::app::{App, Focus};
use crate::tui::command::Reason;
use crate::tui::effect::{Attachment, Draft, DraftKey, Effect, Mode, Submission};

/// Submits.
pub fn submit(app: &mut App) -> Vec<Effect> {
    app.popups.retain(|p| !p.needs_composer());
    let Some(composer) = &mut app.composer else { return Vec::new() };
    let (to, cc) = match (recipients::parse(&composer.to.text()), recipients::parse(&composer.cc.text())) {
        (Ok(to), Ok(cc)) => (to, cc),
        (Err(bad), _) | (_, Err(bad)) => {
            let text = app.words.say_with("console-bad-address", &[("text", (&bad).into())]);
            app.complain(text);
            return Vec::new();
        }
    };
    let draft = composer.draft();
    let missing = match draft.key.mode {
        _ if draft.text.trim().is_empty() && draft.files.is_empty() => Some(("console-nothing-written", Field::Text)),
        Mode::Note | Mode::Edit(_) => None,
        _ if to.is_empty() => Some(("console-no-recipient", Field::To)),
        Mode::SideNew if draft.subject.trim().is_empty() => Some(("console-no-subject", Field::Subject)),
        _ => None,
    };
    if let Some((key, field)) = missing {
        composer.field = field;
        let text = app.words.say(key);
        app.complain(text);
        return Vec::new();
    }
    let gone: Vec<String> = composer.files.iter().filter(|f| matches!(f, Attachment::Gone(_))).map(Attachment::name).collect();
    if !gone.is_empty() {
        let text = app.words.say_with("console-file-gone", &[("names", (&gone.join(", ")).into())]);
        app.complain(text);
        return Vec::new();
    }
    composer.sending = true;
    let confirmed = composer.confirmed.clone();
    let Draft { key, text, subject, files, status, seen_history, .. } = draft;
    let submission = Submission { ticket: key.ticket, mode: key.mode, text, to, cc, subject, files, status, seen_history, confirmed };
    vec![Effect::Submit(Box::new(submission))]
}

/// It was written: the composer closes and says so.
pub fn submitted(app: &mut App, key: DraftKey, status: Status, leaves: Option<Time>) {
    if let Some(composer) = app.composer.take_if(|c| c.key == key)
        && app.focus == Focus::Composer
    {
        app.focus = if composer.is_side() { Focus::Sides } else { composer.came_from };
    }
    let said = match key.mode {
        Mode::Note => "console-done-note",
        Mode::Edit(_) => "console-done-note-edited",
        _ if leaves.is_some_and(|due| due > app.now) => "console-done-leaves",
        _ if leaves.is_some() => "console-done-sent",
        _ => "console-done-written",
    };
    let text = app.say_with(said, &[("ticket", key.ticket.0.into()), ("status", (&app.words.status(status)).into())]);
    app.tell(text);
    if !matches!(key.mode, Mode::Edit(_)) {
        super::ticket::go_to_end(app);
    }
}

/// It was not written: the composer takes keys again. Says whether it is still open.
pub fn not_sent(app: &mut App, key: DraftKey) -> bool {
    match app.composer.as_mut().filter(|c| c.key == key) {
        Some(composer) => {
            composer.sending = false;
            true
        }
        None => false,
    }
}

/// Sends again with what the agent has confirmed.
pub fn submit_confirmed(app: &mut App, confirmed: &[Obstacle]) -> Vec<Effect> {
    if let Some(composer) = &mut app.composer {
        composer.confirmed.extend_from_slice(confirmed);
    }
    submit(app)
}

/// The next status to leave: unchanged, then the ones that an agent sets.
pub fn cycle_status(app: &mut App) -> Vec<Effect> {
    const ROUND: [Option<Status>; 5] = [None, Some(Status::Open), Some(Status::Pending), Some(Status::OnHold), Some(Status::Solved)];
    let now = app.now;
    if let Some(composer) = &mut app.composer {
        let at = ROUND.iter().position(|s| *s == composer.status).unwrap_or(0);
        composer.status = ROUND[(at + 1) % ROUND.len()];
        composer.touched(now);
    }
    Vec::new()
}

/// The next field.
pub fn next_field(app: &mut App) -> Vec<Effect> {
    move_field(app, 1)
}

/// The field before.
pub fn previous_field(app: &mut App) -> Vec<Effect> {
    move_field(app, usize::MAX)
}

fn move_field(app: &mut App, by: usize) -> Vec<Effect> {
    if let Some(composer) = &mut app.composer {
        let fields = composer.fields();
        let at = fields.iter().position(|f| *f == composer.field).unwrap_or(0);
        let count = fields.len();
        composer.field = fields[at.wrapping_add(by).wrapping_add(if by == usize::MAX { count } else { 0 }) % count];
    }
    app.popups.retain(|p| !p.needs_composer());
    Vec::new()
}

/// Takes a file off: one that is gone before all others, else the last.
pub fn detach(app: &mut App) -> Vec<Effect> {
    let now = app.now;
    if let Some(composer) = &mut app.composer {
        match composer.files.iter().position(|f| matches!(f, Attachment::Gone(_))) {
            Some(gone) => drop(composer.files.remove(gone)),
            None => drop(composer.files.pop()),
        }
        composer.touched(now);
    }
    Vec::new()
}

/// Opens the text in `$EDITOR`.
pub fn external_editor(app: &mut App) -> Vec<Effect> {
    app.composer.as_ref().map(|c| Effect::RunEditor(c.editor.text())).into_iter().collect()
}

/// Fills the screen, or does not.
pub fn toggle_full(app: &mut App) -> Vec<Effect> {
    if let Some(composer) = &mut app.composer {
        composer.full = !composer.full;
    }
    Vec::new()
}

/// Shows the text as its readers will see it, or does not.
pub fn toggle_preview(app: &mut App) -> Vec<Effect> {
    if let Some(composer) = &mut app.composer {
        (composer.preview, composer.preview_top) = (!composer.preview, 0);
    }
    app.popups.retain(|p| !p.needs_composer());
    Vec::new()
}

/// Scrolls what one answers to, up.
pub fn thread_up(app: &mut App) -> Vec<Effect> {
    scroll_thread(app, -5)
}

/// Scrolls what one answers to, down.
pub fn thread_down(app: &mut App) -> Vec<Effect> {
    scroll_thread(app, 5)
}

fn scroll_thread(app: &mut App, lines: isize) -> Vec<Effect> {
    if let Some(composer) = app.composer.as_mut().filter(|c| c.preview) {
        composer.preview_top = composer.preview_top.saturating_add_signed(lines);
        return Vec::new();
    }
    let side = app.composer.as_ref().is_some_and(Composer::is_side);
    if side {
        app.sides.thread.scroll(lines);
    } else if let Some(pane) = &mut app.ticket {
        pane.thread.scroll(lines);
    }
    Vec::new()
}

/// Whether it can be submitted.
pub fn can_submit(app: &App) -> Result<(), Reason> {
    match &app.composer {
        Some(composer) if composer.sending => Err(Reason("console-reason-sending")),
        Some(_) => Ok(()),
        None => Err(Reason("console-reason-no-composer")),
    }
}

/// Whether a status goes with it: light agents leave it alone.
pub fn has_status(app: &App) -> Result<(), Reason> {
    not_editing(app)?;
    if app.is_light() { Err(Reason("console-reason-light")) } else { Ok(()) }
}

/// Whether there is more than one field.
pub fn has_fields(app: &App) -> Result<(), Reason> {
    if app.composer.as_ref().is_some_and(|c| c.fields().len() > 1) { Ok(()) } else { Err(Reason("console-reason-one-field")) }
}

/// Whether files can be attached.
pub fn can_attach(app: &App) -> Result<(), Reason> {
    not_editing(app)?;
    can_submit(app)
}

/// Of a note that is written, only the text changes.
fn not_editing(app: &App) -> Result<(), Reason> {
    let editing = app.composer.as_ref().is_some_and(|c| matches!(c.key.mode, Mode::Edit(_)));
    if editing { Err(Reason("console-reason-editing")) } else { Ok(()) }
}

/// The files of the ticket's timeline that may go with what is written: those of private notes only with a note.
#[must_use]
pub fn files_of_ticket(app: &App) -> Vec<FileRef> {
    let private = app.composer.as_ref().is_some_and(|c| c.key.mode.is_note());
    let entries = app.read_ticket().map_or(&[][..], |t| &t.entries);
    let open = entries.iter().filter(|e| private || e.kind != EntryKind::Note);
    open.flat_map(|e| &e.files).filter(|f| !f.inline).cloned().collect()
}

/// Whether the ticket has files to attach.
pub fn ticket_has_files(app: &App) -> Result<(), Reason> {
    can_attach(app)?;
    if files_of_ticket(app).is_empty() { Err(Reason("console-reason-no-ticket-files")) } else { Ok(()) }
}

/// Whether a file is attached.
pub fn has_files(app: &App) -> Result<(), Reason> {
    if app.composer.as_ref().is_some_and(|c| !c.files.is_empty()) { Ok(()) } else { Err(Reason("console-reason-no-files")) }
}
