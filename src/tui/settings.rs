//! The desk's settings from inside the console: they are edited in `$EDITOR`, and a mistake comes back with its line.

use super::app::App;
use super::command::Reason;
use super::effect::Effect;
use super::popups::Popup;
use super::popups::confirm::Confirm;
use crate::desk::{How, Saved};
use crate::model::people::Role;
use crate::model::settings::Kind;

/// Whether settings that only admins change can be.
pub fn is_admin(app: &App) -> Result<(), Reason> {
    if app.me.role == Role::Admin { Ok(()) } else { Err(Reason("console-reason-admins")) }
}

/// Edits the agents.
#[must_use]
pub fn agents(_: &mut App) -> Vec<Effect> {
    vec![Effect::OpenSettings(Kind::Agents)]
}

/// Edits the teams.
#[must_use]
pub fn teams(_: &mut App) -> Vec<Effect> {
    vec![Effect::OpenSettings(Kind::Teams)]
}

/// Edits the tags.
#[must_use]
pub fn tags(_: &mut App) -> Vec<Effect> {
    vec![Effect::OpenSettings(Kind::Tags)]
}

/// Edits the views.
#[must_use]
pub fn views(_: &mut App) -> Vec<Effect> {
    vec![Effect::OpenSettings(Kind::Views)]
}

/// Edits the canned responses.
#[must_use]
pub fn canned(_: &mut App) -> Vec<Effect> {
    vec![Effect::OpenSettings(Kind::Canned)]
}

/// Edits the macros.
#[must_use]
pub fn macros(_: &mut App) -> Vec<Effect> {
    vec![Effect::OpenSettings(Kind::Macros)]
}

/// Edits the rules.
#[must_use]
pub fn rules(_: &mut App) -> Vec<Effect> {
    vec![Effect::OpenSettings(Kind::Rules)]
}

/// Edits the custom fields.
#[must_use]
pub fn fields(_: &mut App) -> Vec<Effect> {
    vec![Effect::OpenSettings(Kind::Fields)]
}

/// The editor came back.
pub fn edited(app: &mut App, kind: Kind, text: String, same: bool) -> Vec<Effect> {
    if same {
        let text = app.say("settings-unchanged");
        app.tell(text);
        return Vec::new();
    }
    vec![Effect::SaveSettings(kind, text)]
}

/// They were not saved: the text can be edited again.
pub fn refused(app: &mut App, kind: Kind, text: String, why: &str) {
    let confirm = Confirm::settings(app, kind, text, why);
    app.popups.push(Popup::Confirm(confirm));
}

/// What was saved.
pub fn saved(app: &mut App, saved: &Saved) {
    let mut text = match saved.changes.as_slice() {
        [] => app.say("settings-unchanged"),
        changes => {
            let what: Vec<String> = changes.iter().map(|(how, name)| format!("{}{name}", sign(*how))).collect();
            app.say_with("settings-saved", &[("what", (&what.join(" ")).into())])
        }
    };
    for note in &saved.notes {
        text.push_str("  ");
        text.push_str(&note.say(&app.words));
    }
    app.tell(text);
}

/// What stands before the name of an item.
#[must_use]
pub fn sign(how: How) -> &'static str {
    match how {
        How::Added => "+",
        How::Changed => "~",
        How::Removed => "-",
    }
}
