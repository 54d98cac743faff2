//! Whole days of a reader's calendar.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::model::Time;

/// Some days in a time zone, both ends counted. A day lasts from its first moment to that of the next one, be that 23, 24 or 25 hours later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Whose days they are.
    #[serde(skip)]
    pub zone: TimeZone,
    #[serde(skip)]
    begins: Time,
    #[serde(skip)]
    ends: Time,
}

impl Period {
    /// The longest that a report is about, in days: ten years.
    pub const LONGEST: i32 = 3653;

    /// From one day to another, which must not be earlier. What is longer than ten years begins later.
    #[must_use]
    pub fn new(from: Date, to: Date, zone: TimeZone) -> Option<Period> {
        let earliest = to.checked_sub((Period::LONGEST - 1).days()).unwrap_or(Date::MIN);
        (from <= to).then(|| Period::of(from.max(earliest), to, zone))
    }

    /// The last so many days, today counted.
    #[must_use]
    pub fn last(days: u32, now: Time, zone: TimeZone) -> Period {
        let to = now.timestamp().to_zoned(zone.clone()).date();
        let days = i32::try_from(days).unwrap_or(Period::LONGEST).clamp(1, Period::LONGEST);
        Period::of(to.checked_sub((days - 1).days()).unwrap_or(Date::MIN), to, zone)
    }

    /// As many days directly before.
    #[must_use]
    pub fn before(&self) -> Period {
        let to = self.from.yesterday().unwrap_or(Date::MIN);
        Period::of(to.checked_sub((self.length() - 1).days()).unwrap_or(Date::MIN), to, self.zone.clone())
    }

    /// How many days.
    #[must_use]
    pub fn length(&self) -> i32 {
        (self.to - self.from).get_days() + 1
    }

    /// Its first moment.
    #[must_use]
    pub fn begins(&self) -> Time {
        self.begins
    }

    /// The moment at which it is over.
    #[must_use]
    pub fn ends(&self) -> Time {
        self.ends
    }

    /// Whether something happened in it.
    #[must_use]
    pub fn holds(&self, at: Time) -> bool {
        at >= self.begins && at < self.ends
    }

    /// The days.
    pub fn dates(&self) -> impl Iterator<Item = Date> {
        self.from.series(1.day()).take_while(|date| *date <= self.to)
    }

    /// The first moment of each day, and the end of the last one.
    #[must_use]
    pub fn starts(&self) -> Vec<Time> {
        self.dates().map(|date| first_moment(date, &self.zone)).chain([self.ends]).collect()
    }

    fn of(from: Date, to: Date, zone: TimeZone) -> Period {
        let ends = to.tomorrow().map_or(Time::NEVER, |next| first_moment(next, &zone));
        Period { begins: first_moment(from, &zone), ends, from, to, zone }
    }
}

/// Midnight; where the clocks are put forward at midnight, the time that they are put to.
fn first_moment(date: Date, zone: &TimeZone) -> Time {
    date.to_zoned(zone.clone()).map_or(Time(i64::MIN), |start| Time::from(start.timestamp()))
}
