//! When something ends or falls due, as people say it: `reply`, `tomorrow`, `next week`, `in 3h`, `fri 14:00`, `14:00`, `2026-12-01 9:00`.

use std::fmt;

use jiff::civil::{Date, Time as Clock, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan, Zoned};

use crate::model::Time;
use crate::model::query::Unit;

/// The hour at which a day begins that is named without one.
const MORNING: Clock = Clock::constant(9, 0, 0, 0);

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// A time ahead, before it is known when and where it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Until the next reply.
    Reply,
    /// After some time.
    In(u16, Unit),
    /// On a day, at an hour or in the morning.
    At(Day, Option<Clock>),
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// `today`, which an hour alone means too.
    Today,
    /// `tomorrow`
    Tomorrow,
    /// `next week`: its Monday.
    NextWeek,
    /// `fri`: the next one.
    Weekday(Weekday),
    /// `2026-12-01`
    Date(Date),
}

impl Until {
    /// Reads a time ahead. `None` for what names none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Until> {
        let text = text.trim().to_lowercase();
        if matches!(text.as_str(), "reply" | "next reply") {
            return Some(Until::Reply);
        }
        match text.strip_prefix("in ") {
            Some(span) => span_of(span).map(|(count, unit)| Until::In(count, unit)),
            None => day_and_clock(&text),
        }
    }

    /// When that is; [`Time::NEVER`] is "until the next reply". `None` for what is not ahead.
    #[must_use]
    pub fn resolve(self, now: Time, zone: &TimeZone) -> Option<Time> {
        let here = now.timestamp().to_zoned(zone.clone());
        let end = match self {
            Until::Reply => return Some(Time::NEVER),
            Until::In(count, unit) => here.checked_add(span(count, unit)).ok()?,
            Until::At(day, clock) => day.at(clock.unwrap_or(MORNING), &here)?,
        };
        Some(Time::from(end.timestamp())).filter(|t| *t > now)
    }
}

/// Reads when a snooze ends; [`Time::NEVER`] is "until the next reply". `None` for what names no time ahead.
#[must_use]
pub fn read(text: &str, now: Time, zone: &TimeZone) -> Option<Time> {
    Until::parse(text)?.resolve(now, zone)
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Until::Reply => f.write_str("reply"),
            Until::In(count, unit) => write!(f, "in {count}{}", unit.letter()),
            Until::At(day, clock) => {
                match day {
                    Day::Today => f.write_str("today")?,
                    Day::Tomorrow => f.write_str("tomorrow")?,
                    Day::NextWeek => f.write_str("next week")?,
                    Day::Weekday(weekday) => f.write_str(DAYS.iter().find(|(_, d)| d == weekday).map_or("", |(name, _)| &name[..3]))?,
                    Day::Date(date) => date.fmt(f)?,
                }
                clock.map_or(Ok(()), |c| write!(f, " {}:{:02}", c.hour(), c.minute()))
            }
        }
    }
}

/// `3h`, `2 d`, `30m`, `1w`.
pub(super) fn span_of(text: &str) -> Option<(u16, Unit)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let count: u16 = text[..end].parse().ok().filter(|n| (1..10_000).contains(n))?;
    let unit = match text[end..].trim() {
        "m" | "min" | "minutes" => Unit::Minutes,
        "h" | "hour" | "hours" => Unit::Hours,
        "d" | "day" | "days" => Unit::Days,
        "w" | "week" | "weeks" => Unit::Weeks,
        _ => return None,
    };
    Some((count, unit))
}

/// A span by the calendar: a day has as many hours as it has there.
fn span(count: u16, unit: Unit) -> Span {
    let count = i64::from(count);
    match unit {
        Unit::Minutes => count.minutes(),
        Unit::Hours => count.hours(),
        Unit::Days => count.days(),
        Unit::Weeks => count.weeks(),
    }
}

impl Day {
    fn at(self, clock: Clock, here: &Zoned) -> Option<Zoned> {
        let today = here.date();
        let next = |weekday: Weekday| today.nth_weekday(1, weekday).ok();
        let date = match self {
            Day::Today => today,
            Day::Tomorrow => today.tomorrow().ok()?,
            Day::NextWeek => next(Weekday::Monday)?,
            // The day itself, as long as the hour is still ahead.
            Day::Weekday(weekday) if weekday == today.weekday() && clock > here.time() => today,
            Day::Weekday(weekday) => next(weekday)?,
            Day::Date(date) => date,
        };
        date.to_datetime(clock).to_zoned(here.time_zone().clone()).ok()
    }
}

fn day_and_clock(text: &str) -> Option<Until> {
    let (day, clock) = match text.rsplit_once(' ') {
        Some((day, clock)) if clock.contains(':') => (day.trim(), Some(clock_of(clock)?)),
        None if text.contains(':') => ("today", Some(clock_of(text)?)),
        _ => (text, None),
    };
    let day = match day {
        "today" => Day::Today,
        "tomorrow" => Day::Tomorrow,
        "next week" => Day::NextWeek,
        day => match weekday_of(day) {
            Some(weekday) => Day::Weekday(weekday),
            None => Day::Date(day.parse().ok()?),
        },
    };
    Some(Until::At(day, clock))
}

fn clock_of(text: &str) -> Option<Clock> {
    let (hour, minute) = text.split_once(':')?;
    Clock::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

fn weekday_of(text: &str) -> Option<Weekday> {
    DAYS.into_iter().find(|(name, _)| text.len() >= 3 && name.starts_with(text)).map(|(_, day)| day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tuesday, 17 November 2026, noon.
    fn read_at_noon(text: &str) -> Option<String> {
        let now = "2026-11-17T12:00:00Z".parse().unwrap();
        read(text, now, &TimeZone::UTC).map(|t| if t == Time::NEVER { "reply".to_owned() } else { t.to_string() })
    }

    #[test]
    fn what_people_type_is_understood() {
        for (text, end) in [
            ("reply", "reply"),
            ("tomorrow", "2026-11-18T09:00:00Z"),
            ("next week", "2026-11-23T09:00:00Z"),
            ("in 3h", "2026-11-17T15:00:00Z"),
            ("in 2 days", "2026-11-19T12:00:00Z"),
            ("fri 14:00", "2026-11-20T14:00:00Z"),
            ("Friday", "2026-11-20T09:00:00Z"),
            ("tue 14:00", "2026-11-17T14:00:00Z"),
            ("tue", "2026-11-24T09:00:00Z"),
            ("18:30", "2026-11-17T18:30:00Z"),
            ("2026-12-01", "2026-12-01T09:00:00Z"),
            ("2026-12-01 8:15", "2026-12-01T08:15:00Z"),
        ] {
            assert_eq!(read_at_noon(text).as_deref(), Some(end), "{text}");
        }
    }

    #[test]
    fn what_lies_behind_or_says_nothing_is_refused() {
        for text in ["", "8:00", "2020-01-01", "in 3 parsecs", "in 99999999999h", "soon", "25:00", "fr 9:61"] {
            assert_eq!(read_at_noon(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_understood_is_said_in_words_that_mean_the_same() {
        for text in ["reply", "tomorrow", "next week", "in 3h", "in 2 days", "fri 14:00", "Friday", "tue 14:00", "18:30", "2026-12-01 8:15", "in 1w"]
        {
            let until = Until::parse(text).unwrap();
            assert_eq!(Until::parse(&until.to_string()), Some(until), "{text}: {until}");
        }
    }
}
