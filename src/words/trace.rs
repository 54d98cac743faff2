//! How a mail came to its place, in the reader's language.

use super::Words;
use crate::model::placing::Reason;
use crate::model::trace::{Answer, Look, Looked, Saw, Towards, Trace};

impl Words {
    /// The name of a step.
    #[must_use]
    pub fn look(&self, step: Look) -> String {
        self.say(match step {
            Look::Copies => "explain-step-copies",
            Look::Sender => "explain-step-sender",
            Look::Report => "explain-step-report",
            Look::Address => "explain-step-address",
            Look::MessageId => "explain-step-message-id",
            Look::Known => "explain-step-known",
            Look::Subject => "explain-step-subject",
            Look::New => "explain-step-new",
        })
    }

    /// What a step saw, one sentence for each thing, and why it did not decide by it; the deciding step's last is the reason.
    #[must_use]
    pub fn looked(&self, looked: &Looked, trace: &Trace) -> Vec<String> {
        let mut out: Vec<String> = looked.saw.iter().map(|saw| self.saw(looked.step, saw)).collect();
        if looked.saw.is_empty() && looked.step != Look::New {
            out.push(self.saw_nothing(looked.step));
        }
        let passed_over = |saw: &Saw| matches!(saw, Saw::Ticket { .. });
        if !looked.decided && looked.saw.iter().any(passed_over) {
            out.push(self.say("explain-passed-over"));
        }
        // what was marked as spam says by itself why it decided
        if looked.decided
            && let Some(reason) = trace.reason.filter(|reason| *reason != Reason::MarkedAsSpam)
        {
            out.push(self.reason(reason, trace.by.unwrap_or(looked.step)));
        }
        out
    }

    fn saw_nothing(&self, step: Look) -> String {
        self.say(match step {
            Look::Copies => "explain-nothing-copies",
            Look::Sender => "explain-nothing-sender",
            Look::Report => "explain-nothing-report",
            Look::Address => "explain-nothing-address",
            Look::MessageId => "explain-nothing-message-id",
            Look::Known => "explain-nothing-known",
            Look::Subject | Look::New => "explain-nothing-subject",
        })
    }

    fn saw(&self, step: Look, saw: &Saw) -> String {
        match saw {
            Saw::Copy { of } => self.say_with("explain-saw-copy", &[("number", of.0.into())]),
            Saw::OwnMail => self.say("explain-saw-own-mail"),
            Saw::OwnAddress => self.say("explain-saw-own-address"),
            Saw::Report { failed, delayed } => self.say_with("explain-saw-report", &[("failed", (*failed).into()), ("delayed", (*delayed).into())]),
            Saw::Forged { count } if step == Look::Address => self.say_with("explain-saw-forged-address", &[("count", (*count).into())]),
            Saw::Forged { count } => self.say_with("explain-saw-forged-message-id", &[("count", (*count).into())]),
            Saw::Gone => self.say("explain-saw-gone"),
            Saw::Ticket { ticket, closed: false } => self.say_with("explain-saw-ticket", &[("number", ticket.0.into())]),
            Saw::Ticket { ticket, closed: true } => self.say_with("explain-saw-closed-ticket", &[("number", ticket.0.into())]),
            Saw::Side { side, author } => {
                let key = match author {
                    Towards::Participant => "explain-saw-side-participant",
                    Towards::Removed => "explain-saw-side-removed",
                    Towards::Customer => "explain-saw-side-customer",
                    Towards::Stranger => "explain-saw-side-stranger",
                };
                self.say_with(key, &[("number", side.0.into())])
            }
            Saw::Notification { ticket, agrees: true } => self.say_with("explain-saw-notification", &[("number", ticket.0.into())]),
            Saw::Notification { ticket, agrees: false } => self.say_with("explain-saw-notification-of-another", &[("number", ticket.0.into())]),
            Saw::Spam { ticket, by } => self.say_with("explain-saw-spam", &[("number", ticket.0.into()), ("by", by.into())]),
            Saw::NotOnTicket { ticket } => self.say_with("explain-saw-not-on-ticket", &[("number", ticket.0.into())]),
        }
    }

    /// Why a step decided as it did.
    #[must_use]
    pub fn reason(&self, reason: Reason, by: Look) -> String {
        let key = match reason {
            Reason::NamesTicket => "explain-reason-names-ticket",
            Reason::NamesClosedTicket => "explain-reason-names-closed-ticket",
            Reason::Participant => "explain-reason-participant",
            Reason::BothSigns => "explain-reason-both-signs",
            Reason::OneSign => "explain-reason-one-sign",
            Reason::Removed => "explain-reason-removed",
            Reason::CustomerInSide => "explain-reason-customer-in-side",
            Reason::ThirdPartyOnTicket => "explain-reason-third-party-on-ticket",
            Reason::AgentAgrees => "explain-reason-agent-agrees",
            Reason::AgentDisagrees => "explain-reason-agent-disagrees",
            Reason::AgentOnTicket => "explain-reason-agent-on-ticket",
            Reason::AgentOnTicketUnproven => "explain-reason-agent-on-ticket-unproven",
            Reason::AgentMayNotSee => "explain-reason-agent-may-not-see",
            Reason::AgentForwards => "explain-reason-agent-forwards",
            Reason::AgentForwardsUnproven => "explain-reason-agent-forwards-unproven",
            Reason::MarkedAsSpam => "explain-reason-marked-as-spam",
            Reason::NoAuthor => "explain-reason-no-author",
            Reason::Nothing => "explain-reason-nothing",
            Reason::NothingAutomatic => "explain-reason-nothing-automatic",
        };
        self.say_with(key, &[("by", (&self.look(by)).into())])
    }

    /// The sentence that says why a mail is where it is, when the deciding step is known.
    #[must_use]
    pub fn decided(&self, trace: &Trace) -> Option<String> {
        let last = trace.steps.iter().find(|s| s.decided)?;
        self.looked(last, trace).pop()
    }

    /// Why a mail was acknowledged, or was not.
    #[must_use]
    pub fn answer(&self, answer: Answer) -> String {
        self.say(match answer {
            Answer::Sent => "explain-answer-sent",
            Answer::Off => "explain-answer-off",
            Answer::NotNew => "explain-answer-not-new",
            Answer::Automatic => "explain-answer-automatic",
            Answer::Imported => "explain-answer-imported",
            Answer::ByHand => "explain-answer-by-hand",
            Answer::NotRequester => "explain-answer-not-requester",
            Answer::Forged => "explain-answer-forged",
            Answer::ProgramsAddress => "explain-answer-programs-address",
            Answer::OwnAddress => "explain-answer-own-address",
            Answer::Muted => "explain-answer-muted",
            Answer::HourCap => "explain-answer-hour-cap",
            Answer::TicketCap => "explain-answer-ticket-cap",
        })
    }
}
