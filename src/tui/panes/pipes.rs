//! Texts through commands of the agent's: any message and the draft with `|`, and their translation.

use super::composer::Composer;
use super::{sides, ticket};
use crate::config::Translate;
use crate::model::InboxId;
use crate::model::entry::EntryKind;
use crate::tui::app::{App, Focus};
use crate::tui::command::Reason;
use crate::tui::effect::{DraftKey, Effect, PipeInput};
use crate::tui::popups::output::{Output, Then};
use crate::tui::popups::{Popup, prompt};

/// What stands in a translation command for the language that is translated into.
const LANGUAGE: &str = "{language}";
/// Commands that are remembered.
const REMEMBERED: usize = 50;
/// Characters of a word for a language.
const WORD: usize = 16;

/// What the console knows of commands.
#[derive(Clone, Debug, Default)]
pub struct Pipes {
    /// How texts are translated.
    pub translate: Translate,
    /// Commands of this session, the last one first.
    pub history: Vec<String>,
    /// What a draft was translated into last.
    language: String,
    /// The number of the last command.
    last: u64,
}

impl Pipes {
    /// With the configuration's way to translate.
    #[must_use]
    pub fn new(translate: Translate) -> Pipes {
        Pipes { translate, ..Pipes::default() }
    }
}

/// The text that a command gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A message, and where its mail is kept if it came as one.
    Message(String, Option<InboxId>),
    /// What is selected in the draft, or all of it.
    Draft(DraftKey),
}

/// The message under the cursor.
fn message(app: &App) -> Option<Source> {
    let (body, inbox) = match app.focus {
        Focus::Sides => sides::message(app).map(|m| (&m.body, m.inbox))?,
        _ => ticket::selected(app).filter(|e| e.kind != EntryKind::Event).map(|e| (&e.body, e.inbox))?,
    };
    let new = body.new_text();
    Some(Source::Message(if new.trim().is_empty() { body.text().to_owned() } else { new }, inbox))
}

/// Asks for a command for the message under the cursor.
pub fn open(app: &mut App) -> Vec<Effect> {
    message(app).map(|source| prompt::open_pipe(app, source)).unwrap_or_default()
}

/// Asks for a command for the draft, or for what is selected in it.
pub fn open_draft(app: &mut App) -> Vec<Effect> {
    let key = app.composer.as_ref().map(|c| c.key);
    key.map(|key| prompt::open_pipe(app, Source::Draft(key))).unwrap_or_default()
}

/// Runs a command on a text: on the whole mail if `raw` and there is one.
pub fn run(app: &mut App, source: Source, command: &str, raw: bool) -> Vec<Effect> {
    app.pipes.history.retain(|c| c != command);
    app.pipes.history.insert(0, command.to_owned());
    app.pipes.history.truncate(REMEMBERED);
    match source {
        Source::Message(_, Some(inbox)) if raw => begin(app, command, PipeInput::Raw(inbox), Then::Show),
        Source::Message(text, _) => begin(app, command, PipeInput::Text(text), Then::Show),
        Source::Draft(key) => {
            let composer = app.composer.as_ref().filter(|c| c.key == key);
            let text = composer.map(|c| c.editor.selected().unwrap_or_else(|| c.editor.text()));
            text.map(|text| begin(app, command, PipeInput::Text(text), Then::Replace(key))).unwrap_or_default()
        }
    }
}

fn begin(app: &mut App, command: &str, input: PipeInput, then: Then) -> Vec<Effect> {
    app.pipes.last += 1;
    let id = app.pipes.last;
    app.popups.push(Popup::Output(Output::new(id, command.to_owned(), then)));
    vec![Effect::Pipe { id, command: command.to_owned(), input }]
}

/// The language of the agent, as the command knows it.
fn own_language(app: &App) -> String {
    app.pipes.translate.language.clone().unwrap_or_else(|| app.words.language().tag().to_owned())
}

/// The command that translates into a language.
fn command(app: &App, language: &str) -> Option<String> {
    app.pipes.translate.command.as_ref().map(|c| c.replace(LANGUAGE, language))
}

/// Shows the message under the cursor with its translation into the agent's language.
pub fn translate(app: &mut App) -> Vec<Effect> {
    match (message(app), command(app, &own_language(app))) {
        (Some(Source::Message(text, _)), Some(command)) => begin(app, &command, PipeInput::Text(text.clone()), Then::Compare(text)),
        _ => Vec::new(),
    }
}

/// Translates the draft. Where the command wants a language, it is asked for.
pub fn translate_draft(app: &mut App) -> Vec<Effect> {
    let wants_language = app.pipes.translate.command.as_ref().is_some_and(|c| c.contains(LANGUAGE));
    if !wants_language {
        return translate_draft_into(app, "");
    }
    let last = app.pipes.language.clone();
    prompt::open_language(app, &last)
}

/// Translates the draft into a language.
pub fn translate_draft_into(app: &mut App, language: &str) -> Vec<Effect> {
    // It becomes a part of a shell command: only what can be nothing else.
    if language.len() > WORD || !language.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) || language.starts_with('-') {
        let text = app.say_with("console-bad-language", &[("text", language.into())]);
        app.complain(text);
        return Vec::new();
    }
    language.clone_into(&mut app.pipes.language);
    let draft = app.composer.as_ref().map(|c| (c.key, c.editor.text()));
    match (draft, command(app, language)) {
        (Some((key, text)), Some(command)) => begin(app, &command, PipeInput::Text(text.clone()), Then::Translate(key, text)),
        _ => Vec::new(),
    }
}

/// Whether there is a message under the cursor.
pub fn has_message(app: &App) -> Result<(), Reason> {
    if message(app).is_some() { Ok(()) } else { Err(Reason("console-reason-no-message")) }
}

/// Whether the message under the cursor can be translated.
pub fn can_translate(app: &App) -> Result<(), Reason> {
    has_translation(app)?;
    has_message(app)
}

/// Whether the draft can be translated.
pub fn can_translate_draft(app: &App) -> Result<(), Reason> {
    has_translation(app)?;
    has_text(app)
}

/// Whether there is a draft with a text.
pub fn has_text(app: &App) -> Result<(), Reason> {
    super::compose::can_submit(app)?;
    if app.composer.as_ref().is_some_and(|c| !c.editor.is_empty()) { Ok(()) } else { Err(Reason("console-nothing-written")) }
}

/// Whether the draft was translated, and its text before is kept.
pub fn has_original(app: &App) -> Result<(), Reason> {
    if app.composer.as_ref().is_some_and(|c| c.original.is_some()) { Ok(()) } else { Err(Reason("console-reason-no-original")) }
}

/// Puts the text before the translation back.
pub fn original(app: &mut App) -> Vec<Effect> {
    let now = app.now;
    if let Some(composer) = &mut app.composer
        && let Some(text) = composer.original.take()
    {
        composer.editor.set_text(&text);
        composer.touched(now);
    }
    Vec::new()
}

fn writes(app: &mut App, key: DraftKey) -> Option<&mut Composer> {
    app.composer.as_mut().filter(|c| c.key == key && !c.sending)
}

/// A command has made another text of the draft, or of what is selected in it: it takes its place. Undo brings the old one back.
pub fn replaced(app: &mut App, key: DraftKey, text: &str) {
    let now = app.now;
    let Some(composer) = writes(app, key) else { return };
    if composer.editor.selected().is_some() {
        composer.editor.insert(text);
    } else {
        composer.editor.set_text(text);
    }
    composer.touched(now);
    let said = app.say("console-piped");
    app.tell(said);
}

/// A translation takes the draft's place; the original is kept until it is sent.
pub fn translated(app: &mut App, key: DraftKey, text: &str) {
    let now = app.now;
    let Some(composer) = writes(app, key) else { return };
    let before = composer.editor.text();
    composer.original.get_or_insert(before);
    composer.editor.set_text(text);
    composer.touched(now);
    let said = app.say("console-translated");
    app.tell(said);
}

fn has_translation(app: &App) -> Result<(), Reason> {
    if app.pipes.translate.command.is_some() { Ok(()) } else { Err(Reason("console-reason-no-translate")) }
}
