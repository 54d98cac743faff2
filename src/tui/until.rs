//! When a snooze ends: `reply`, `tomorrow`, `next week`, `in 3h`, `fri 14:00`, `14:00`, `2026-12-01 9:00`.

use jiff::civil::{Date, Time as Clock, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan, Zoned};

use crate::model::Time;

/// The hour at which a day begins that is named without one.
const MORNING: i8 = 9;

/// Reads when a snooze ends; [`Time::NEVER`] is "until the next reply". `None` for what names no time ahead.
#[must_use]
pub fn read(text: &str, now: Time, zone: &TimeZone) -> Option<Time> {
    let text = text.trim().to_lowercase();
    let here = now.timestamp().to_zoned(zone.clone());
    if matches!(text.as_str(), "reply" | "next reply") {
        return Some(Time::NEVER);
    }
    let end = match text.strip_prefix("in ") {
        Some(span) => here.checked_add(span_of(span)?).ok()?,
        None => day_and_clock(&text, &here)?,
    };
    Some(Time::from(end.timestamp())).filter(|t| *t > now)
}

/// `3h`, `2 d`, `30m`, `1w`.
fn span_of(text: &str) -> Option<Span> {
    let text = text.trim();
    let unit = text.find(|c: char| !c.is_ascii_digit())?;
    let count: i64 = text[..unit].parse().ok().filter(|n| (1..10_000).contains(n))?;
    match text[unit..].trim() {
        "m" | "min" | "minutes" => Some(count.minutes()),
        "h" | "hour" | "hours" => Some(count.hours()),
        "d" | "day" | "days" => Some(count.days()),
        "w" | "week" | "weeks" => Some(count.weeks()),
        _ => None,
    }
}

fn day_and_clock(text: &str, here: &Zoned) -> Option<Zoned> {
    let today = here.date();
    let (day, clock) = match text.rsplit_once(' ') {
        Some((day, clock)) if clock.contains(':') => (day.trim(), clock_of(clock)?),
        None if text.contains(':') => ("today", clock_of(text)?),
        _ => (text, Clock::constant(MORNING, 0, 0, 0)),
    };
    let next = |weekday: Weekday| today.nth_weekday(1, weekday).ok();
    let date = match day {
        "today" => today,
        "tomorrow" => today.tomorrow().ok()?,
        "next week" => next(Weekday::Monday)?,
        day => match weekday_of(day) {
            // The day itself, as long as the hour is still ahead.
            Some(weekday) if weekday == today.weekday() && clock > here.time() => today,
            Some(weekday) => next(weekday)?,
            None => day.parse::<Date>().ok()?,
        },
    };
    date.to_datetime(clock).to_zoned(here.time_zone().clone()).ok()
}

fn clock_of(text: &str) -> Option<Clock> {
    let (hour, minute) = text.split_once(':')?;
    Clock::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

fn weekday_of(text: &str) -> Option<Weekday> {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Monday),
        ("tuesday", Tuesday),
        ("wednesday", Wednesday),
        ("thursday", Thursday),
        ("friday", Friday),
        ("saturday", Saturday),
        ("sunday", Sunday),
    ];
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
}
