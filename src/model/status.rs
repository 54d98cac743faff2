//! A ticket's status and priority.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nobody has begun.
    New,
    /// The team is working.
    Open,
    /// Waiting for the customer.
    Pending,
    /// Waiting for a third party.
    OnHold,
    /// Done; the customer may still answer.
    Solved,
    /// Final.
    Closed,
}

impl Status {
    /// All statuses, in the order a ticket usually takes them.
    pub const ALL: [Status; 6] = [Status::New, Status::Open, Status::Pending, Status::OnHold, Status::Solved, Status::Closed];

    /// The word that queries, the command line and the store use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::New => "new",
            Status::Open => "open",
            Status::Pending => "pending",
            Status::OnHold => "on-hold",
            Status::Solved => "solved",
            Status::Closed => "closed",
        }
    }

    /// Neither solved nor closed: someone still has to do something.
    #[must_use]
    pub fn is_active(self) -> bool {
        !matches!(self, Status::Solved | Status::Closed)
    }

    /// The status after the customer answered, or `None` when the answer opens a new, linked ticket (PRODUCT 2).
    #[must_use]
    pub fn after_customer_answer(self) -> Option<Status> {
        match self {
            Status::New => Some(Status::New),
            Status::Open | Status::Pending | Status::OnHold | Status::Solved => Some(Status::Open),
            Status::Closed => None,
        }
    }

    /// The status after a third party answered, when the stock rule for tickets on hold is switched on (PRODUCT 2).
    #[must_use]
    pub fn after_side_answer(self, reopen_on_hold: bool) -> Status {
        match self {
            Status::OnHold if reopen_on_hold => Status::Open,
            other => other,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no status or priority.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not one of {expected}")]
pub struct UnknownWord {
    /// What was given.
    pub given: String,
    /// What there is.
    pub expected: &'static str,
}

impl FromStr for Status {
    type Err = UnknownWord;

    fn from_str(s: &str) -> Result<Status, UnknownWord> {
        let lower = s.trim().to_ascii_lowercase().replace('_', "-");
        Status::ALL
            .into_iter()
            .find(|x| x.word() == lower || (*x == Status::OnHold && (lower == "hold" || lower == "onhold")))
            .ok_or(UnknownWord { given: s.to_owned(), expected: "new, open, pending, on-hold, solved, closed" })
    }
}

/// How urgent a ticket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// Can wait.
    Low,
    /// The usual.
    #[default]
    Normal,
    /// Before the others.
    High,
    /// Now.
    Urgent,
}

impl Priority {
    /// All priorities, least first.
    pub const ALL: [Priority; 4] = [Priority::Low, Priority::Normal, Priority::High, Priority::Urgent];

    /// The word that queries, the command line and the store use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Priority::Low => "low",
            Priority::Normal => "normal",
            Priority::High => "high",
            Priority::Urgent => "urgent",
        }
    }
}

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Priority {
    type Err = UnknownWord;

    fn from_str(s: &str) -> Result<Priority, UnknownWord> {
        let lower = s.trim().to_ascii_lowercase();
        Priority::ALL.into_iter().find(|x| x.word() == lower).ok_or(UnknownWord { given: s.to_owned(), expected: "low, normal, high, urgent" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for s in Status::ALL {
            assert_eq!(s.word().parse::<Status>().unwrap(), s);
        }
        for p in Priority::ALL {
            assert_eq!(p.word().parse::<Priority>().unwrap(), p);
        }
    }

    #[test]
    fn a_customer_answer_opens_what_waited_and_never_reopens_what_is_closed() {
        for s in [Status::Pending, Status::OnHold, Status::Solved, Status::Open] {
            assert_eq!(s.after_customer_answer(), Some(Status::Open));
        }
        assert_eq!(Status::New.after_customer_answer(), Some(Status::New));
        assert_eq!(Status::Closed.after_customer_answer(), None);
    }

    #[test]
    fn a_side_answer_opens_only_what_is_on_hold_and_only_when_the_rule_is_on() {
        assert_eq!(Status::OnHold.after_side_answer(true), Status::Open);
        assert_eq!(Status::OnHold.after_side_answer(false), Status::OnHold);
        assert_eq!(Status::Pending.after_side_answer(true), Status::Pending);
    }
}
