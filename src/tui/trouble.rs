//! Errors of the desk, as a person reads them: what happened, and what to do next.

use super::command::Reason;
use super::event::Trouble;
use crate::desk::DeskError;
use crate::words::Words;

/// Why no side conversation can be opened.
#[must_use]
pub fn no_sides(error: &DeskError) -> Reason {
    Reason(if matches!(error, DeskError::SidesOff) { "console-reason-sides-off" } else { "console-reason-sides-role" })
}

/// Puts an error into words.
#[must_use]
pub fn of(words: &Words, error: &DeskError) -> Trouble {
    let only = |what: String| Trouble { what, next: String::new() };
    match error {
        DeskError::NotAllowed { role, right } => {
            let (role, what) = (words.role(*role), right.to_string());
            only(words.say_with("error-not-allowed", &[("role", (&role).into()), ("what", (&what).into())]))
        }
        DeskError::NoSuchTicket(id) => only(words.say_with("error-no-such-ticket", &[("number", id.0.into())])),
        DeskError::UnknownUser(login) => only(words.say_with("error-unknown-user", &[("login", login.into())])),
        DeskError::ChangedSince(who) => only(words.say_with("error-changed-since", &[("who", who.into())])),
        DeskError::NothingToUndo => only(words.say("error-nothing-to-undo")),
        DeskError::TooLate => Trouble { what: words.say("console-trouble-too-late"), next: words.say("console-trouble-too-late-next") },
        DeskError::Closed(id) => {
            Trouble { what: words.say_with("console-trouble-closed", &[("number", id.0.into())]), next: words.say("console-trouble-closed-next") }
        }
        DeskError::SidesOff => Trouble { what: words.say("console-trouble-sides-off"), next: words.say("console-trouble-ask-admin") },
        DeskError::NoMailbox => Trouble { what: words.say("console-trouble-no-mailbox"), next: words.say("console-trouble-ask-admin") },
        DeskError::Empty => only(words.say("console-nothing-written")),
        DeskError::NoRecipients => only(words.say("console-no-recipient")),
        DeskError::NoSubject => only(words.say("console-no-subject")),
        DeskError::Store(_) => Trouble { what: error.to_string(), next: words.say("console-trouble-store-next") },
        _ => only(error.say(words)),
    }
}
