//! What happens to each ticket, and when, before any of it is written.

use aside::model::status::{Priority, Status};

use super::Shape;
use super::random::Dice;

/// One thing that happens to a ticket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// The customer's first mail.
    Open,
    /// An agent takes it.
    Take,
    /// The customer writes again.
    Customer,
    /// The agent answers.
    Reply,
    /// A private note; `true` mentions a colleague.
    Note(bool),
    /// A side conversation is opened.
    Ask,
    /// The third party answers.
    Answer,
    /// The agent has read the answer, and ends the side conversation.
    SideDone,
    /// The status changes.
    Status(Status),
    /// The priority changes.
    Priority(Priority),
    /// It gets a tag.
    Tag,
    /// It sleeps until the customer answers.
    Snooze,
}

impl Step {
    /// Whether it adds something that somebody wrote.
    pub fn is_message(self) -> bool {
        matches!(self, Step::Open | Step::Customer | Step::Reply | Step::Note(_) | Step::Ask | Step::Answer)
    }
}

/// A step of a ticket at a time.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The ticket, by its place in the plan.
    pub ticket: usize,
    /// What.
    pub step: Step,
}

const MINUTE: f64 = 60_000.0;
const DAY: f64 = 24.0 * 60.0 * MINUTE;
/// The desk's age.
const YEARS: f64 = 2.0 * 365.0 * DAY;
/// One ticket has a timeline as long as any that is ever seen.
const LONGEST: usize = 2000;

/// Everything that happens on the desk, in the order of time.
pub fn plan(shape: &Shape, dice: &mut Dice) -> Vec<Moment> {
    let mut all = Vec::new();
    for ticket in 0..shape.tickets {
        let ends = if ticket == shape.tickets / 2 { Ending::Open } else { ending(dice) };
        let messages = if ticket == shape.tickets / 2 { LONGEST } else { 1 + dice.around(f64::from(shape.messages) - 1.0).round() as usize };
        let steps = steps(dice, ends, messages);
        let mut at = shape.now.0 as f64 - ends.age(dice);
        let pause = ends.pause(shape.now.0 as f64 - at, steps.len());
        for step in steps {
            all.push(Moment { at: at as i64, ticket, step });
            at = (at + dice.around(pause)).min(shape.now.0 as f64);
        }
    }
    all.sort_by_key(|m| m.at); // stable: what has one time stays in its order
    all
}

/// How a ticket stands today.
#[derive(Clone, Copy, PartialEq)]
enum Ending {
    New,
    Open,
    Pending,
    OnHold,
    Snoozed,
    Solved,
    Closed,
}

/// As on a desk that is in use: four in five are over.
fn ending(dice: &mut Dice) -> Ending {
    match dice.share() * 100.0 {
        x if x < 2.0 => Ending::New,
        x if x < 8.0 => Ending::Open,
        x if x < 14.0 => Ending::Pending,
        x if x < 16.5 => Ending::OnHold,
        x if x < 17.0 => Ending::Snoozed,
        x if x < 23.0 => Ending::Solved,
        _ => Ending::Closed,
    }
}

impl Ending {
    /// How long ago it began.
    fn age(self, dice: &mut Dice) -> f64 {
        let days = match self {
            Ending::New => dice.around(0.7),
            Ending::Open | Ending::Pending => dice.around(9.0),
            Ending::OnHold | Ending::Snoozed => 2.0 + dice.around(15.0),
            Ending::Solved => 1.0 + dice.around(6.0),
            Ending::Closed => 10.0 + dice.share() * (YEARS / DAY - 10.0),
        };
        (days * DAY + 5.0 * MINUTE).min(YEARS)
    }

    /// The usual time between two steps.
    fn pause(self, age: f64, steps: usize) -> f64 {
        let whole = if self == Ending::Closed { 6.0 * DAY } else { age * 0.8 };
        whole / steps.max(1) as f64
    }
}

fn steps(dice: &mut Dice, ends: Ending, messages: usize) -> Vec<Step> {
    let mut out = vec![Step::Open];
    let mut left = messages - 1;
    if ends == Ending::New {
        out.extend(std::iter::repeat_n(Step::Customer, left.min(1)));
        return out;
    }
    out.push(Step::Take);
    if dice.percent(12.0) {
        out.push(Step::Priority(*dice.pick(&[Priority::Low, Priority::High, Priority::High, Priority::Urgent])));
    }
    out.extend(std::iter::repeat_n(Step::Tag, dice.around(0.8) as usize));
    if ends == Ending::OnHold || dice.percent(3.0) {
        out.push(Step::Ask);
        left = left.saturating_sub(1);
        if ends != Ending::OnHold {
            out.push(Step::Answer);
            left = left.saturating_sub(1);
        }
        if matches!(ends, Ending::Solved | Ending::Closed) || dice.percent(40.0) && ends != Ending::OnHold {
            out.push(Step::SideDone);
        }
    }
    let mut ours = true; // who writes next
    while left > 0 {
        let step = match dice.share() * 100.0 {
            x if x < 3.0 => Step::Note(true),
            x if x < 15.0 => Step::Note(false),
            _ if ours => Step::Reply,
            _ => Step::Customer,
        };
        ours = if matches!(step, Step::Note(_)) { ours } else { !ours };
        out.push(step);
        left -= 1;
    }
    end(&mut out, ends);
    out
}

fn end(out: &mut Vec<Step>, ends: Ending) {
    match ends {
        Ending::Open if out.last() == Some(&Step::Reply) => out.push(Step::Status(Status::Open)),
        Ending::New | Ending::Open => {}
        Ending::Pending => out.push(Step::Status(Status::Pending)),
        Ending::OnHold => out.push(Step::Status(Status::OnHold)),
        Ending::Snoozed => out.extend([Step::Status(Status::Pending), Step::Snooze]),
        Ending::Solved => out.push(Step::Status(Status::Solved)),
        Ending::Closed => out.extend([Step::Status(Status::Solved), Step::Status(Status::Closed)]),
    }
}
