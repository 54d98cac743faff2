//! When something ends or falls due, as people say it: `reply`, `tomorrow`, `next week`, `in 3h`, `2w`, `fri 9am`, `14:00`, `1 dec`, `29.11. 14:00`,
//! `2026-12-01 9:00`. Days and months have their names in the languages of the catalogue.

use std::fmt;

use jiff::civil::{Date, Time as Clock, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan, Zoned};

use crate::model::Time;
use crate::model::query::Unit;

/// The hour at which a day begins that is named without one.
const MORNING: Clock = Clock::constant(9, 0, 0, 0);

const DAYS: [(Weekday, [&str; 3]); 7] = [
    (Weekday::Monday, ["monday", "segunda-feira", "lunes"]),
    (Weekday::Tuesday, ["tuesday", "terca-feira", "martes"]),
    (Weekday::Wednesday, ["wednesday", "quarta-feira", "miercoles"]),
    (Weekday::Thursday, ["thursday", "quinta-feira", "jueves"]),
    (Weekday::Friday, ["friday", "sexta-feira", "viernes"]),
    (Weekday::Saturday, ["saturday", "sabado", "sabado"]),
    (Weekday::Sunday, ["sunday", "domingo", "domingo"]),
];

/// From January on.
const MONTHS: [[&str; 3]; 12] = [
    ["january", "janeiro", "enero"],
    ["february", "fevereiro", "febrero"],
    ["march", "marco", "marzo"],
    ["april", "abril", "abril"],
    ["may", "maio", "mayo"],
    ["june", "junho", "junio"],
    ["july", "julho", "julio"],
    ["august", "agosto", "agosto"],
    ["september", "setembro", "septiembre"],
    ["october", "outubro", "octubre"],
    ["november", "novembro", "noviembre"],
    ["december", "dezembro", "diciembre"],
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
    /// `today`
    Today,
    /// An hour alone: today, or tomorrow when it has passed.
    Soonest,
    /// `tomorrow`
    Tomorrow,
    /// `next week`: its Monday.
    NextWeek,
    /// `fri`: the next one.
    Weekday(Weekday),
    /// `next fri`: the next one after today.
    NextWeekday(Weekday),
    /// `1 dec`: the next one, by month and day.
    DayOfYear(i8, i8),
    /// `2026-12-01`
    Date(Date),
}

impl Until {
    /// Reads a time ahead. `None` for what names none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Until> {
        let text: String = text.trim().to_lowercase().chars().map(without_accent).collect();
        if matches!(text.as_str(), "reply" | "next reply") {
            return Some(Until::Reply);
        }
        let in_some_time = |text: &str| span_of(text).map(|(count, unit)| Until::In(count, unit));
        match ["in ", "em ", "en "].into_iter().find_map(|word| text.strip_prefix(word)) {
            Some(span) => in_some_time(span),
            None => in_some_time(&text).or_else(|| day_and_clock(&text)),
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
                    Day::Soonest => return clock.map_or(Ok(()), |c| said(c).fmt(f)),
                    Day::Today => f.write_str("today")?,
                    Day::Tomorrow => f.write_str("tomorrow")?,
                    Day::NextWeek => f.write_str("next week")?,
                    Day::Weekday(weekday) => f.write_str(short(*weekday))?,
                    Day::NextWeekday(weekday) => write!(f, "next {}", short(*weekday))?,
                    Day::DayOfYear(month, day) => {
                        let month = usize::try_from(*month - 1).ok().and_then(|at| MONTHS.get(at)).map_or("", |names| &names[0][..3]);
                        write!(f, "{day} {month}")?;
                    }
                    Day::Date(date) => date.fmt(f)?,
                }
                clock.map_or(Ok(()), |c| write!(f, " {}", said(c)))
            }
        }
    }
}

fn said(clock: Clock) -> String {
    format!("{}:{:02}", clock.hour(), clock.minute())
}

fn short(weekday: Weekday) -> &'static str {
    DAYS.iter().find(|(day, _)| *day == weekday).map_or("", |(_, names)| &names[0][..3])
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
        let at = |date: Date| date.to_datetime(clock).to_zoned(here.time_zone().clone()).ok();
        let ahead = |date: Date| at(date).filter(|time| time > here);
        let next = |weekday: Weekday| today.nth_weekday(1, weekday).ok().and_then(at);
        match self {
            Day::Today => at(today),
            Day::Tomorrow => today.tomorrow().ok().and_then(at),
            Day::Soonest => ahead(today).or_else(|| today.tomorrow().ok().and_then(at)),
            Day::NextWeek => next(Weekday::Monday),
            // The day itself, as long as the hour is still ahead.
            Day::Weekday(weekday) if weekday == today.weekday() => ahead(today).or_else(|| next(weekday)),
            Day::Weekday(weekday) | Day::NextWeekday(weekday) => next(weekday),
            // A 29 February can be eight years away.
            Day::DayOfYear(month, day) => (0..=8).find_map(|years| ahead(Date::new(today.year().checked_add(years)?, month, day).ok()?)),
            Day::Date(date) => at(date),
        }
    }
}

fn without_accent(c: char) -> char {
    match c {
        'á' | 'ã' => 'a',
        'é' => 'e',
        'ç' => 'c',
        'ñ' => 'n',
        c => c,
    }
}

fn day_and_clock(text: &str) -> Option<Until> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (day, clock) = match words.as_slice() {
        [day @ .., hour, half @ ("am" | "pm")] => (day, Some(clock_of(&format!("{hour}{half}"))?)),
        [day @ .., clock] if is_clock(clock) => (day, Some(clock_of(clock)?)),
        day => (day, None),
    };
    let day = if day.is_empty() && clock.is_some() { Day::Soonest } else { day_of(day)? };
    Some(Until::At(day, clock))
}

fn is_clock(word: &str) -> bool {
    word.contains(':') || (word.starts_with(|c: char| c.is_ascii_digit()) && (word.ends_with("am") || word.ends_with("pm")))
}

/// `14:00`, `9am`, `9:30pm`.
fn clock_of(text: &str) -> Option<Clock> {
    let (digits, noon) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (text, None),
    };
    let (hour, minute) = digits.split_once(':').unwrap_or((digits, "0"));
    let hour: i8 = hour.parse().ok()?;
    let hour = match noon {
        None => hour,
        Some(noon) => Some(hour).filter(|h| (1..=12).contains(h))? % 12 + noon,
    };
    Clock::new(hour, minute.parse().ok()?, 0, 0).ok()
}

fn day_of(words: &[&str]) -> Option<Day> {
    match words {
        ["today" | "hoje" | "hoy"] => Some(Day::Today),
        ["tomorrow" | "amanha" | "manana"] => Some(Day::Tomorrow),
        ["next", "week"] => Some(Day::NextWeek),
        ["next", weekday] => weekday_of(weekday).map(Day::NextWeekday),
        [day] => weekday_of(day).map(Day::Weekday).or_else(|| day.parse().ok().map(Day::Date)).or_else(|| in_digits(day)),
        words => in_words(words),
    }
}

fn weekday_of(text: &str) -> Option<Weekday> {
    DAYS.into_iter().find(|(_, names)| begins_one(text, names)).map(|(day, _)| day)
}

fn begins_one(text: &str, names: &[&str]) -> bool {
    text.len() >= 3 && names.iter().any(|name| name.starts_with(text))
}

/// `29.11.`, `29.11.2026`, `25/12`, `25/12/2026`: the day comes first.
fn in_digits(text: &str) -> Option<Day> {
    let sign = if text.contains('/') { '/' } else { '.' };
    let parts: Vec<&str> = text.strip_suffix('.').unwrap_or(text).split(sign).collect();
    match parts.as_slice() {
        [day, month] => date_of(day, month.parse().ok()?, None),
        [day, month, year] => date_of(day, month.parse().ok()?, Some(year)),
        _ => None,
    }
}

/// `1 dec`, `dec 1`, `1 de dezembro de 2026`.
fn in_words(words: &[&str]) -> Option<Day> {
    let parts: Vec<&str> = words.iter().map(|w| w.trim_end_matches(['.', ','])).filter(|w| *w != "de").collect();
    let month_of = |text: &str| MONTHS.iter().position(|names| begins_one(text, names)).and_then(|at| i8::try_from(at + 1).ok());
    match parts.as_slice() {
        [one, other, year @ ..] if year.len() < 2 => {
            let (day, month) = month_of(other).map(|month| (*one, month)).or_else(|| month_of(one).map(|month| (*other, month)))?;
            date_of(day, month, year.first().copied())
        }
        _ => None,
    }
}

/// A day of a year of four digits, or of each year in which there is one.
fn date_of(day: &str, month: i8, year: Option<&str>) -> Option<Day> {
    /// A year with every day that a year can have.
    const LEAP: i16 = 2024;
    let day = day.parse().ok()?;
    match year {
        None => Date::new(LEAP, month, day).ok().map(|date| Day::DayOfYear(date.month(), date.day())),
        Some(year) => Date::new(year.parse().ok().filter(|_| year.len() == 4)?, month, day).ok().map(Day::Date),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
            ("8:00", "2026-11-18T08:00:00Z"),
            ("9am", "2026-11-18T09:00:00Z"),
            ("9 pm", "2026-11-17T21:00:00Z"),
            ("12:30am", "2026-11-18T00:30:00Z"),
            ("fri 12pm", "2026-11-20T12:00:00Z"),
            ("2w", "2026-12-01T12:00:00Z"),
            ("30 min", "2026-11-17T12:30:00Z"),
            ("next friday 9am", "2026-11-20T09:00:00Z"),
            ("next tue 14:00", "2026-11-24T14:00:00Z"),
            ("29.11. 14:00", "2026-11-29T14:00:00Z"),
            ("29.11", "2026-11-29T09:00:00Z"),
            ("1.2.2027", "2027-02-01T09:00:00Z"),
            ("25/12/2026", "2026-12-25T09:00:00Z"),
            ("16/11", "2027-11-16T09:00:00Z"),
            ("1 dec", "2026-12-01T09:00:00Z"),
            ("Dec 1, 2026 8:15", "2026-12-01T08:15:00Z"),
            ("17 nov 13:00", "2026-11-17T13:00:00Z"),
            ("17 nov 11:00", "2027-11-17T11:00:00Z"),
            ("29 feb", "2028-02-29T09:00:00Z"),
            ("sex 14:00", "2026-11-20T14:00:00Z"),
            ("sexta-feira", "2026-11-20T09:00:00Z"),
            ("Sábado", "2026-11-21T09:00:00Z"),
            ("miércoles 10:00", "2026-11-18T10:00:00Z"),
            ("1 de março de 2027", "2027-03-01T09:00:00Z"),
            ("amanhã", "2026-11-18T09:00:00Z"),
            ("mañana 8:00", "2026-11-18T08:00:00Z"),
        ] {
            assert_eq!(read_at_noon(text).as_deref(), Some(end), "{text}");
        }
    }

    #[test]
    fn what_lies_behind_or_says_nothing_is_refused() {
        for text in ["today 8:00", "2020-01-01", "1.1.2026"] {
            assert!(Until::parse(text).is_some() && read_at_noon(text).is_none(), "{text} lies behind");
        }
        for text in [
            "",
            "in 3 parsecs",
            "in 99999999999h",
            "soon",
            "25:00",
            "fr 9:61",
            "13pm",
            "0am",
            "am",
            "9",
            "next",
            "12/25/2026",
            "31.2.",
            "1/2/26",
            "12-25",
            "32 dec",
            "1 de",
            "1 dec 26",
            "dec",
            "1 2 3 4",
        ] {
            assert_eq!(Until::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_understood_is_said_in_words_that_mean_the_same() {
        for text in [
            "reply",
            "tomorrow",
            "next week",
            "in 3h",
            "in 2 days",
            "fri 14:00",
            "Friday",
            "tue 14:00",
            "18:30",
            "2026-12-01 8:15",
            "in 1w",
            "2w",
            "9pm",
            "next friday 9am",
            "29.11. 14:00",
            "29 feb",
            "25/12/2026",
            "1 dez",
            "sex",
        ] {
            let until = Until::parse(text).unwrap();
            assert_eq!(Until::parse(&until.to_string()), Some(until), "{text}: {until}");
        }
    }

    fn until() -> impl Strategy<Value = Until> {
        let weekday = || proptest::sample::select(DAYS.map(|(day, _)| day).to_vec());
        let unit = proptest::sample::select(vec![Unit::Minutes, Unit::Hours, Unit::Days, Unit::Weeks]);
        let date = || (2000..3000_i16, 1..=12_i8, 1..=28_i8);
        let day = prop_oneof![
            Just(Day::Today),
            Just(Day::Tomorrow),
            Just(Day::NextWeek),
            weekday().prop_map(Day::Weekday),
            weekday().prop_map(Day::NextWeekday),
            date().prop_map(|(_, month, day)| Day::DayOfYear(month, day)),
            date().prop_map(|(year, month, day)| Day::Date(Date::constant(year, month, day))),
        ];
        let clock = || (0..24_i8, 0..60_i8).prop_map(|(hour, minute)| Clock::constant(hour, minute, 0, 0));
        prop_oneof![
            Just(Until::Reply),
            (1..10_000_u16, unit).prop_map(|(count, unit)| Until::In(count, unit)),
            (day, proptest::option::of(clock())).prop_map(|(day, clock)| Until::At(day, clock)),
            clock().prop_map(|clock| Until::At(Day::Soonest, Some(clock))),
        ]
    }

    proptest! {
        #[test]
        fn every_time_reads_back_and_is_ahead_or_none(until in until(), at in 0..4_000_000_000_000_i64) {
            prop_assert_eq!(Until::parse(&until.to_string()), Some(until), "{}", until);
            let now = Time(at);
            prop_assert!(until.resolve(now, &TimeZone::UTC).is_none_or(|time| time > now));
        }

        #[test]
        fn no_text_makes_it_panic(text in "(next|in|fri|dec|de|am|pm|[0-9]{1,4}|[:./-]| |\\PC){0,8}") {
            let _ = Until::parse(&text);
        }
    }
}
