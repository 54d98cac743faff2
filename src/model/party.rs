//! Third parties as the desk knows them across tickets: what they answer and how fast, and the organization that they belong to.

use std::time::Duration;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::report::nearest_rank;
use super::side::SideState;
use super::{Address, SideId, TicketId, Time};

/// How long answers took. Written for scripts, spans are in seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerTimes {
    /// How many there were.
    pub answers: u32,
    /// Half of them took no longer.
    pub median: Option<Duration>,
    /// Nine of ten took no longer.
    pub p90: Option<Duration>,
    /// When the last one came.
    pub last_at: Option<Time>,
}

impl AnswerTimes {
    /// From some of the answers: how many milliseconds each took, and when it came.
    #[must_use]
    pub fn of(answers: u32, mut some: Vec<(i64, Time)>) -> AnswerTimes {
        some.sort_unstable();
        let rank = |percent: usize| nearest_rank(&some, percent).map(|(ms, _)| Duration::from_millis(u64::try_from(ms).unwrap_or(0)));
        AnswerTimes { answers, median: rank(50), p90: rank(90), last_at: some.iter().map(|(_, at)| *at).max() }
    }
}

impl Serialize for AnswerTimes {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let seconds = |span: Option<Duration>| span.map(|d| d.as_secs());
        let mut out = s.serialize_struct("AnswerTimes", 4)?;
        out.serialize_field("answers", &self.answers)?;
        out.serialize_field("median", &seconds(self.median))?;
        out.serialize_field("p90", &seconds(self.p90))?;
        out.serialize_field("last_at", &self.last_at)?;
        out.end()
    }
}

/// A side conversation of a third party's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartySide {
    /// Row.
    pub side: SideId,
    /// The ticket it hangs on.
    pub ticket: TicketId,
    /// Its subject.
    pub subject: String,
    /// Open or done.
    pub state: SideState,
    /// An answer that nobody has read.
    pub unread: bool,
    /// Since when an answer is waited for.
    pub waiting_since: Option<Time>,
    /// By when it is expected.
    pub due_at: Option<Time>,
    /// When anything was last written.
    pub last_at: Time,
    /// Whether an agent asked or has accepted them there.
    pub verified: bool,
    /// They are there for information only.
    pub cc: bool,
}

impl PartySide {
    /// Where it stands in a list: open questions before the rest of what is open before what is done; the oldest question first, else the newest.
    #[must_use]
    pub fn rank(&self) -> (u8, i64) {
        match (self.state, self.waiting_since) {
            (SideState::Open, Some(since)) => (0, since.0),
            (SideState::Open, None) => (1, -self.last_at.0),
            (SideState::Done, _) => (2, -self.last_at.0),
        }
    }
}

/// What agents have noted about a third party at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyNote {
    /// When it was written.
    pub at: Time,
    /// The agent who wrote it; empty for the desk itself.
    pub by: String,
    /// What it says; empty when it was taken away.
    pub text: String,
}

/// A person whom the desk has a name and an address of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct KnownPerson {
    /// Display name; may be empty.
    pub name: String,
    /// Address.
    pub address: Address,
}

impl KnownPerson {
    /// The name, or the address when there is no name.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { self.address.as_str() } else { &self.name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_slowest_tenth_are_answers_that_there_were() {
        let hours = |list: &[i64]| list.iter().enumerate().map(|(n, h)| (h * 3_600_000, Time(i64::try_from(n).unwrap()))).collect::<Vec<_>>();
        let hour = |n: u64| Some(Duration::from_secs(3600 * n));
        let of = |list: &[i64]| AnswerTimes::of(99, hours(list));
        assert_eq!((of(&[]).median, of(&[]).p90, of(&[]).last_at), (None, None, None));
        assert_eq!((of(&[5]).median, of(&[5]).p90), (hour(5), hour(5)));
        assert_eq!((of(&[3, 1, 2]).median, of(&[3, 1, 2]).p90, of(&[3, 1, 2]).last_at), (hour(2), hour(3), Some(Time(2))));
        let ten = of(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
        assert_eq!((ten.median, ten.p90, ten.answers), (hour(5), hour(9), 99));
    }
}
