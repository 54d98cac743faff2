//! What is wrong with something that was asked of the desk, in the reader's language: what happened, and what to do next.

use super::error::{Unmergeable, Unreleasable, Unsplittable};
use super::{DeskError, Part, Right, Undone};
use crate::model::recipients::Obstacle;
use crate::model::trace::Answer;
use crate::words::{Words, query_error, verb_error};

impl DeskError {
    /// What is wrong, in the reader's language, and what to do.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            DeskError::Store(e) => e.say(words),
            DeskError::Query(e) => query_error(words, e),
            DeskError::Compose(e) => words.say_with("error-compose", &[("why", (&e.to_string()).into())]),
            DeskError::Keys(why) => words.say_with("error-keys", &[("why", why.into())]),
            DeskError::UnknownUser(login) => words.say_with("error-unknown-user", &[("login", login.into())]),
            DeskError::NoSuchTicket(id) => words.say_with("error-no-such-ticket", &[("number", id.0.into())]),
            DeskError::NoSuchSide(id) => words.say_with("error-no-such-side", &[("number", id.0.into())]),
            DeskError::NotQuotable => words.say("error-not-quotable"),
            DeskError::NoSuchMessage(id) => words.say_with("error-no-such-message", &[("number", id.0.into())]),
            DeskError::NoAnswerYet(id) => words.say_with("error-no-answer-yet", &[("number", id.0.into())]),
            DeskError::NoSuchFile => words.say("error-no-such-file"),
            DeskError::NoSuchMail(given) => words.say_with("error-no-such-mail", &[("given", given.into())]),
            DeskError::NoSuchNote(id) => words.say_with("error-no-such-note", &[("number", id.0.into())]),
            DeskError::NobodyHasIt(id) => words.say_with("error-nobody-has-it", &[("number", id.0.into())]),
            DeskError::DoesNotSee(who) => words.say_with("error-does-not-see", &[("who", who.into())]),
            DeskError::NotRedactable => words.say("error-not-redactable"),
            DeskError::NotInText => words.say("error-not-in-text"),
            DeskError::StillLeaving => words.say("error-still-leaving"),
            DeskError::NotYours => words.say("error-not-yours"),
            DeskError::NoSuchAgent(given) => words.say_with("error-no-such-agent", &[("given", given.into())]),
            DeskError::LightAgent(name) => words.say_with("error-light-agent", &[("name", name.into())]),
            DeskError::NoSuchTeam(given) => words.say_with("error-no-such-team", &[("given", given.into())]),
            DeskError::NoSuchMacro(given) => words.say_with("error-no-such-macro", &[("given", given.into())]),
            DeskError::MacroInMacro { outer, inner } => words.say_with("error-macro-in-macro", &[("outer", outer.into()), ("inner", inner.into())]),
            DeskError::NoSuchCanned(given) => words.say_with("error-no-such-canned", &[("given", given.into())]),
            DeskError::Verb(e) => verb_error(words, e),
            DeskError::NobodyActs => words.say("error-nobody-acts"),
            DeskError::NotAhead(given) => words.say_with("error-not-ahead", &[("given", given.into())]),
            DeskError::NotAnswered(why) => words.say(match why {
                Answer::Automatic => "error-not-answered-automatic",
                Answer::Forged => "error-not-answered-forged",
                Answer::ProgramsAddress => "error-not-answered-programs-address",
                Answer::OwnAddress => "error-not-answered-own-address",
                Answer::Muted => "error-not-answered-muted",
                Answer::HourCap => "error-not-answered-hour-cap",
                _ => "error-not-answered-ticket-cap",
            }),
            DeskError::NotAllowed { role, right } => {
                words.say_with("error-not-allowed", &[("role", (&words.role(*role)).into()), ("what", (&right.say(words)).into())])
            }
            DeskError::SidesOff => words.say("error-sides-off"),
            DeskError::NoSuchParty(who) => words.say_with("error-no-such-party", &[("who", who.into())]),
            DeskError::NoSuchCustomer(who) => words.say_with("error-no-such-customer", &[("who", who.into())]),
            DeskError::SeveralPeople(who) => words.say_with("error-several-people", &[("who", (&who.join(", ")).into())]),
            DeskError::NoSuchField(name) => words.say_with("error-no-such-field", &[("name", name.into())]),
            DeskError::FieldValue(e) => {
                words.say_with("error-field-value", &[("field", (&e.field).into()), ("given", (&e.given).into()), ("expected", (&e.expected).into())])
            }
            DeskError::NoSuchOrganization(name) => words.say_with("error-no-such-organization", &[("name", name.into())]),
            DeskError::NoDomain(given) => words.say_with("error-no-domain", &[("given", given.into())]),
            DeskError::FreeMail(domain) => words.say_with("error-free-mail", &[("domain", domain.into())]),
            DeskError::DomainTaken { domain, by } => words.say_with("error-domain-taken", &[("domain", domain.into()), ("by", by.into())]),
            DeskError::NotWaiting(id) => words.say_with("error-not-waiting", &[("number", id.0.into())]),
            DeskError::Closed(id) => words.say_with("error-closed", &[("number", id.0.into())]),
            DeskError::Empty => words.say("error-empty"),
            DeskError::NoRecipients => words.say("error-no-recipients"),
            DeskError::NoSubject => words.say("error-no-subject"),
            DeskError::NoMailbox => words.say("error-no-mailbox"),
            DeskError::Blocked(obstacles) => {
                let each: Vec<String> = obstacles.iter().map(|o| obstacle(words, o)).collect();
                each.join(" ")
            }
            DeskError::Written(e) => e.say(words),
            DeskError::SettingsMoved { kind, who } => {
                let who = who.as_deref().unwrap_or("–");
                words.say_with("settings-moved", &[("kind", kind.word().into()), ("who", who.into())])
            }
            DeskError::TooLate => words.say("error-too-late"),
            DeskError::NothingToUndo => words.say("error-nothing-to-undo"),
            DeskError::Unreleasable(why) => words.say(match why {
                Unreleasable::NotThere => "error-not-in-quarantine",
                Unreleasable::NoAuthor => "error-no-author",
                Unreleasable::NoSide => "error-not-for-a-side",
                Unreleasable::FromCustomer => "error-from-customer",
                Unreleasable::FromThirdParty => "error-from-third-party",
                Unreleasable::FromAgent => "error-from-agent",
            }),
            DeskError::ChangedSince(who) => words.say_with("error-changed-since", &[("who", who.into())]),
            DeskError::NotTakenBack { ticket, part, name, who } => words.say_with(
                "error-not-taken-back",
                &[("number", ticket.0.into()), ("what", (&part.of_name(words, name.as_deref())).into()), ("who", who.into())],
            ),
            DeskError::NoTicketSubject => words.say("error-no-ticket-subject"),
            DeskError::OwnAddress(address) => words.say_with("error-own-address", &[("address", address.as_str().into())]),
            DeskError::Unmergeable(why) => why.say(words),
            DeskError::Unsplittable(why) => match why {
                Unsplittable::NotAMessage => words.say("error-split-no-message"),
                Unsplittable::OnlyMessage(id) => words.say_with("error-split-only-message", &[("number", id.0.into())]),
                Unsplittable::AuthorIsThirdParty(address) => words.say_with("error-split-third-party", &[("address", address.as_str().into())]),
            },
            DeskError::MergedAway { ticket, into } => words.say_with("error-merged-away", &[("number", ticket.0.into()), ("into", into.0.into())]),
            DeskError::WentOn { from, to } => words.say_with("error-went-on", &[("number", from.0.into()), ("into", to.0.into())]),
        }
    }
}

impl Unmergeable {
    /// Why two tickets cannot be merged, in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            Unmergeable::Itself(id) => words.say_with("error-merge-itself", &[("number", id.0.into())]),
            Unmergeable::IntoClosed(id) => words.say_with("error-merge-into-closed", &[("number", id.0.into())]),
            Unmergeable::OtherRequester { ticket, into, who, whose } => words.say_with(
                "error-merge-other-requester",
                &[("number", ticket.0.into()), ("into", into.0.into()), ("who", who.into()), ("whose", whose.into())],
            ),
            Unmergeable::CustomerIsThirdParty { address, ticket } => {
                words.say_with("error-merge-third-party", &[("address", address.as_str().into()), ("number", ticket.0.into())])
            }
        }
    }
}

impl Right {
    /// What the right is to do, in the reader's language.
    #[must_use]
    pub fn say(self, words: &Words) -> String {
        words.say(match self {
            Right::Note => "error-right-note",
            Right::EarlierNotes => "error-right-earlier-notes",
            Right::Work => "error-right-work",
            Right::OpenSide => "error-right-open-side",
            Right::Organizations => "error-right-organizations",
            Right::Quarantine => "error-right-quarantine",
            Right::OwnSettings => "error-right-own-settings",
            Right::TeamSettings => "error-right-team-settings",
            Right::Redact => "error-right-redact",
            Right::Settings => "error-right-settings",
        })
    }
}

impl Part {
    /// What it is, in the reader's language.
    #[must_use]
    pub fn say(self, words: &Words) -> String {
        words.say(match self {
            Part::Status => "undo-status",
            Part::Assignee => "undo-assignee",
            Part::Team => "undo-team",
            Part::Priority => "undo-priority",
            Part::Tags => "undo-tags",
            Part::Field => "undo-field",
            Part::Snooze => "undo-snooze",
            Part::Spam => "undo-spam",
            Part::Reply => "undo-reply",
            Part::Side => "undo-side",
            Part::Merge => "undo-merged",
            Part::Split => "undo-split",
        })
    }

    fn of_name(self, words: &Words, name: Option<&str>) -> String {
        match (self, name) {
            (Part::Tags, Some(tag)) => words.say_with("undo-one-tag", &[("tag", tag.into())]),
            (Part::Field, Some(field)) => words.say_with("undo-one-field", &[("field", field.into())]),
            _ => self.say(words),
        }
    }
}

impl Undone {
    /// What was taken back, where, how old it was unless that is empty, and what of the same act stays, in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words, age: &str) -> String {
        let parts: Vec<String> = self.parts.iter().map(|p| p.say(words)).collect();
        let what = match age {
            "" => parts.join(", "),
            age => words.say_with("console-undone-old", &[("what", (&parts.join(", ")).into()), ("age", age.into())]),
        };
        let said = match self.tickets.as_slice() {
            [one] => words.say_with("console-undone", &[("ticket", one.0.into()), ("what", (&what).into())]),
            many => words.say_with("console-undone-many", &[("count", many.len().into()), ("what", (&what).into())]),
        };
        if self.notes == 0 {
            return said;
        }
        words.say_with("console-undone-notes", &[("what", (&said).into()), ("count", self.notes.into())])
    }
}

/// What stops a send, in the reader's language.
#[must_use]
pub fn obstacle(words: &Words, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::CustomerInSide { address } => words.say_with("error-customer-in-side", &[("address", address.as_str().into())]),
        Obstacle::ThirdPartyInReply { address } => words.say_with("error-third-party-in-reply", &[("address", address.as_str().into())]),
        Obstacle::OtherCustomerInReply { address } => words.say_with("error-other-customer-in-reply", &[("address", address.as_str().into())]),
        Obstacle::AttachmentMissing { word } => words.say_with("error-attachment-missing", &[("word", word.into())]),
        Obstacle::VariableEmpty { name } => words.say_with("error-variable-empty", &[("name", name.into())]),
        Obstacle::ThreadMoved { events } => words.say_with("error-thread-moved", &[("count", (*events).into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::people::Role;
    use crate::words::Language;

    #[test]
    fn a_refusal_names_the_role_and_what_it_lacks_in_each_language() {
        let refused = DeskError::NotAllowed { role: Role::Light, right: Right::Work };
        for language in Language::ALL {
            let said = refused.say(&Words::new(language));
            assert!(said.contains(&Words::new(language).role(Role::Light)) && !said.contains("error-"), "{said}");
        }
    }
}
