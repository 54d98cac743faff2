//! Rules (PRODUCT 11): when this happens, and this query finds the ticket, do these verbs.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::nearest::nearest;
use super::query::Unit;
use super::status::Status;
use super::until::span_of;

/// What a rule runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// A ticket was made.
    TicketCreated,
    /// Its status, assignee, team, priority, tags or snooze changed.
    TicketUpdated,
    /// Its customer answered.
    CustomerAnswered,
    /// An agent's answer has left, or can no longer be taken back.
    AgentAnswered,
    /// A side conversation was opened: its first message has left, or can no longer be taken back.
    SideCreated,
    /// A third party answered in one.
    SideAnswered,
    /// One is done.
    SideDone,
    /// One is open again.
    SideReopened,
    /// A ticket has stood like that for so long.
    After(Standing, u16, Unit),
}

/// How a ticket stands that the clock looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// With a status.
    Status(Status),
    /// Its customer waits for an answer.
    Waiting,
}

/// A text that names nothing that a rule runs on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is nothing that a rule runs on; expected {}", expected.join(", "))]
pub struct NoTrigger {
    /// What was given.
    pub given: String,
    /// What was expected.
    pub expected: Vec<String>,
}

impl Trigger {
    /// What happens by itself, or is done by somebody.
    pub const EVENTS: [Trigger; 8] = [
        Trigger::TicketCreated,
        Trigger::TicketUpdated,
        Trigger::CustomerAnswered,
        Trigger::AgentAnswered,
        Trigger::SideCreated,
        Trigger::SideAnswered,
        Trigger::SideDone,
        Trigger::SideReopened,
    ];

    /// What a row of the history, by its word, is to rules.
    #[must_use]
    pub fn of(what: &str) -> Option<Trigger> {
        Some(match what {
            "created" => Trigger::TicketCreated,
            "status" | "assignee" | "team" | "priority" | "tag" | "untag" | "snooze" | "field" => Trigger::TicketUpdated,
            "customer" => Trigger::CustomerAnswered,
            "answered" => Trigger::AgentAnswered,
            "side-created" => Trigger::SideCreated,
            "side-answered" => Trigger::SideAnswered,
            "side-done" => Trigger::SideDone,
            "side-reopened" => Trigger::SideReopened,
            _ => return None,
        })
    }

    fn word(self) -> &'static str {
        match self {
            Trigger::TicketCreated => "ticket created",
            Trigger::TicketUpdated => "ticket updated",
            Trigger::CustomerAnswered => "customer answered",
            Trigger::AgentAnswered => "agent answered",
            Trigger::SideCreated => "side created",
            Trigger::SideAnswered => "side answered",
            Trigger::SideDone => "side done",
            Trigger::SideReopened => "side reopened",
            Trigger::After(Standing::Status(status), ..) => status.word(),
            Trigger::After(Standing::Waiting, ..) => "waiting",
        }
    }

    /// How long a ticket has to stand so, for a rule by the clock.
    #[must_use]
    pub fn after(self) -> Option<(Standing, Duration)> {
        let Trigger::After(standing, count, unit) = self else { return None };
        Some((standing, Duration::from_secs(unit.seconds() * u64::from(count))))
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())?;
        if let Trigger::After(_, count, unit) = self { write!(f, " for {count}{}", unit.letter()) } else { Ok(()) }
    }
}

impl FromStr for Trigger {
    type Err = NoTrigger;

    fn from_str(text: &str) -> Result<Trigger, NoTrigger> {
        let lower = text.trim().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(event) = Trigger::EVENTS.into_iter().find(|e| e.word() == lower) {
            return Ok(event);
        }
        let by_clock = lower.split_once(" for ").and_then(|(standing, span)| {
            let standing = if standing == "waiting" { Standing::Waiting } else { Standing::Status(standing.parse().ok()?) };
            let (count, unit) = span_of(span)?;
            Some(Trigger::After(standing, count, unit))
        });
        by_clock.ok_or_else(|| {
            let known = Trigger::EVENTS.map(Trigger::word);
            let near = nearest(&lower, known);
            let expected = near.map_or_else(|| known.into_iter().chain(["pending for 3d", "waiting for 4h"]).collect(), |n| vec![n]);
            NoTrigger { given: text.to_owned(), expected: expected.into_iter().map(str::to_owned).collect() }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trigger_reads_back() {
        let by_clock = ["pending for 3d", "on-hold for 2w", "waiting for 4h", "new for 30m"].map(|t| t.parse().unwrap());
        for trigger in Trigger::EVENTS.into_iter().chain(by_clock) {
            assert_eq!(trigger.to_string().parse(), Ok(trigger));
        }
        assert_eq!("Pending  for 3 days".parse(), Ok(Trigger::After(Standing::Status(Status::Pending), 3, Unit::Days)));
        assert_eq!(Trigger::After(Standing::Waiting, 4, Unit::Hours).after(), Some((Standing::Waiting, Duration::from_hours(4))));
    }

    #[test]
    fn what_is_none_is_refused_with_what_was_meant() {
        assert_eq!("side anwsered".parse::<Trigger>().unwrap_err().expected, ["side answered"]);
        assert!("pending for ever".parse::<Trigger>().unwrap_err().to_string().contains("pending for 3d"));
        assert!("".parse::<Trigger>().is_err());
    }
}
