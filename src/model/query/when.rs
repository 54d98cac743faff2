//! Times in queries. They stay as they were written until somebody asks, at a moment and in a time zone.

use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::Time;

/// On which side of a value another lies. Of ages, less is younger: `created:<7d` is what was made in the last seven days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// All, the longer signs first, as a reader must try them.
    pub const ALL: [Comparison; 4] = [Comparison::AtMost, Comparison::AtLeast, Comparison::Less, Comparison::More];

    /// The sign.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::More => ">",
            Comparison::AtLeast => ">=",
        }
    }
}

/// A stretch of whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// `2026-01-31`
    Day(Date),
    /// `2026-01`: the year and the month from 1.
    Month(i16, i8),
    /// `2026`
    Year(i16),
    /// `today`
    Today,
    /// `yesterday`
    Yesterday,
}

/// A unit of age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// `m`
    Minutes,
    /// `h`
    Hours,
    /// `d`: 24 hours.
    Days,
    /// `w`: seven days.
    Weeks,
}

impl Unit {
    /// All, least first.
    pub const ALL: [Unit; 4] = [Unit::Minutes, Unit::Hours, Unit::Days, Unit::Weeks];

    /// The letter.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Unit::Minutes => 'm',
            Unit::Hours => 'h',
            Unit::Days => 'd',
            Unit::Weeks => 'w',
        }
    }

    /// How long it is, in seconds.
    #[must_use]
    pub fn seconds(self) -> u64 {
        match self {
            Unit::Minutes => 60,
            Unit::Hours => 3600,
            Unit::Days => 86_400,
            Unit::Weeks => 604_800,
        }
    }
}

/// How long ago: `4h`, `7d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Age {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}

impl Age {
    /// The age as a span.
    #[must_use]
    pub fn span(self) -> Duration {
        Duration::from_secs(u64::from(self.amount) * self.unit.seconds())
    }
}

/// What a time is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// Days of the calendar.
    Period(Period),
    /// An age.
    Ago(Age),
}

/// What is asked of a point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// `2026-01`: it lies within.
    Within(Period),
    /// `>2026-01-01`: after the whole of it. `<7d`: younger than that.
    Compared(Comparison, Moment),
    /// `2026-01-01..2026-01-31`, `1d..7d`: between them, both included. The ends are of one kind, and at least one is there.
    Between(Option<Moment>, Option<Moment>),
}

/// From when, included, until when, excluded; open where there is nothing.
type Bounds = (Option<Time>, Option<Time>);

impl When {
    /// The bounds that the time must lie in, for somebody who asks now and in this time zone: from when, included, until when, excluded.
    #[must_use]
    pub fn bounds(&self, now: Time, zone: &TimeZone) -> (Option<Time>, Option<Time>) {
        match *self {
            When::Within(period) => days(period, now, zone),
            When::Compared(comparison, Moment::Period(period)) => {
                let (start, end) = days(period, now, zone);
                match comparison {
                    Comparison::Less => (None, start),
                    Comparison::AtMost => (None, end),
                    Comparison::More => (end, None),
                    Comparison::AtLeast => (start, None),
                }
            }
            When::Compared(comparison, Moment::Ago(age)) => {
                let (at, after) = around(age, now);
                match comparison {
                    Comparison::Less => (Some(after), None),
                    Comparison::AtMost => (Some(at), None),
                    Comparison::More => (None, Some(at)),
                    Comparison::AtLeast => (None, Some(after)),
                }
            }
            When::Between(from, to) => meet(from.map(|m| from_bounds(m, now, zone)), to.map(|m| to_bounds(m, now, zone))),
        }
    }
}

/// What the lower end of a range leaves. The lower age is the later time.
fn from_bounds(from: Moment, now: Time, zone: &TimeZone) -> Bounds {
    match from {
        Moment::Period(period) => (days(period, now, zone).0, None),
        Moment::Ago(age) => (None, Some(around(age, now).1)),
    }
}

/// What the upper end of a range leaves.
fn to_bounds(to: Moment, now: Time, zone: &TimeZone) -> Bounds {
    match to {
        Moment::Period(period) => (None, days(period, now, zone).1),
        Moment::Ago(age) => (Some(around(age, now).0), None),
    }
}

fn meet(a: Option<Bounds>, b: Option<Bounds>) -> Bounds {
    let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
    (a.0.or(b.0), a.1.or(b.1))
}

/// The moment that lies so far back, and the one a millisecond after it.
fn around(age: Age, now: Time) -> (Time, Time) {
    let at = now.before(age.span());
    (at, at.after(Duration::from_millis(1)))
}

/// The beginning of a period and the beginning of what follows it.
fn days(period: Period, now: Time, zone: &TimeZone) -> Bounds {
    let today = now.timestamp().to_zoned(zone.clone()).date();
    let (first, last) = match period {
        Period::Day(day) => (day, day),
        Period::Today => (today, today),
        Period::Yesterday => {
            let yesterday = today.saturating_sub(1.day());
            (yesterday, yesterday)
        }
        Period::Month(year, month) => match Date::new(year, month, 1) {
            Ok(first) => (first, first.last_of_month()),
            Err(_) => return (None, None),
        },
        Period::Year(year) => match Date::new(year, 1, 1) {
            Ok(first) => (first, first.last_of_year()),
            Err(_) => return (None, None),
        },
    };
    (midnight(first, zone), midnight(last.saturating_add(1.day()), zone))
}

/// The first moment of a day; `None` at the ends of what can be counted.
fn midnight(day: Date, zone: &TimeZone) -> Option<Time> {
    day.to_zoned(zone.clone()).ok().map(|z| Time::from(z.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::query::{Condition, Query};

    fn bounds(text: &str) -> (Option<String>, Option<String>) {
        let query = Query::parse(&format!("created:{text}")).unwrap();
        let Condition::Time(_, whens) = &query.terms[0].condition else { panic!("{query:?}") };
        let now: Time = "2026-03-10T12:00:00Z".parse().unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(-3));
        let (from, until) = whens[0].bounds(now, &zone);
        (from.map(|t| t.to_string()), until.map(|t| t.to_string()))
    }

    fn some(from: &str, until: &str) -> (Option<String>, Option<String>) {
        let one = |t: &str| if t.is_empty() { None } else { Some(t.to_owned()) };
        (one(from), one(until))
    }

    #[test]
    fn days_are_the_readers_days_and_after_a_day_means_after_its_end() {
        assert_eq!(bounds("2026-01-01"), some("2026-01-01T03:00:00Z", "2026-01-02T03:00:00Z"));
        assert_eq!(bounds(">2026-01-01"), some("2026-01-02T03:00:00Z", ""));
        assert_eq!(bounds(">=2026-01-01"), some("2026-01-01T03:00:00Z", ""));
        assert_eq!(bounds("<2026-01-01"), some("", "2026-01-01T03:00:00Z"));
        assert_eq!(bounds("<=2026-01-01"), some("", "2026-01-02T03:00:00Z"));
        assert_eq!(bounds("2026-02"), some("2026-02-01T03:00:00Z", "2026-03-01T03:00:00Z"));
        assert_eq!(bounds("2025"), some("2025-01-01T03:00:00Z", "2026-01-01T03:00:00Z"));
        assert_eq!(bounds("today"), some("2026-03-10T03:00:00Z", "2026-03-11T03:00:00Z"));
        assert_eq!(bounds("yesterday"), some("2026-03-09T03:00:00Z", "2026-03-10T03:00:00Z"));
        assert_eq!(bounds("2026-01-01..2026-01-31"), some("2026-01-01T03:00:00Z", "2026-02-01T03:00:00Z"));
        assert_eq!(bounds("2026-01-01.."), some("2026-01-01T03:00:00Z", ""));
        assert_eq!(bounds("..2026-01"), some("", "2026-02-01T03:00:00Z"));
    }

    #[test]
    fn ages_count_backwards() {
        assert_eq!(bounds("<=7d"), some("2026-03-03T12:00:00Z", ""));
        assert_eq!(bounds(">4h"), some("", "2026-03-10T08:00:00Z"));
        assert_eq!(bounds("1h..2h"), some("2026-03-10T10:00:00Z", "2026-03-10T11:00:00Z"));
        let now = Time::from_seconds(1000);
        let exact = When::Compared(Comparison::Less, Moment::Ago(Age { amount: 1, unit: Unit::Minutes }));
        assert_eq!(exact.bounds(now, &TimeZone::UTC).0, Some(Time(940_001)), "exactly a minute is not less than a minute");
    }

    #[test]
    fn the_ends_of_the_calendar_do_no_harm() {
        for when in [When::Within(Period::Year(9999)), When::Within(Period::Year(-9999)), When::Within(Period::Day(Date::MAX))] {
            let _ = when.bounds(Time::NEVER, &TimeZone::UTC);
        }
        let ages = When::Compared(Comparison::More, Moment::Ago(Age { amount: u32::MAX, unit: Unit::Weeks }));
        assert!(ages.bounds(Time(0), &TimeZone::UTC).1 < Some(Time(0)));
    }
}
