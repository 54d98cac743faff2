//! Ages and clock times, short enough for a column and without words of any language but their unit signs.

use std::time::Duration;

use jiff::tz::TimeZone;

use crate::model::time::Time;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;
const YEAR: u64 = 365 * DAY;

/// How long ago `then` was: `now`, `5m`, `3h`, `2d`, `6w`, `1y`. What lies ahead has a plus: `+3h`; never is `∞`.
#[must_use]
pub fn ago(now: Time, then: Time) -> String {
    if then == Time::NEVER {
        "∞".to_owned()
    } else if then > now {
        let ahead = span(then.since(now));
        if ahead == "now" { ahead } else { format!("+{ahead}") }
    } else {
        span(now.since(then))
    }
}

/// A span in its largest whole unit: `now` below a minute, then minutes, hours, days to two weeks, weeks, years.
#[must_use]
pub fn span(length: Duration) -> String {
    let seconds = length.as_secs();
    let (unit, sign) = match seconds {
        0..MINUTE => return "now".to_owned(),
        MINUTE..HOUR => (MINUTE, 'm'),
        HOUR..DAY => (HOUR, 'h'),
        _ if seconds < 2 * WEEK => (DAY, 'd'),
        _ if seconds < YEAR => (WEEK, 'w'),
        _ => (YEAR, 'y'),
    };
    format!("{}{sign}", seconds / unit)
}

/// A span in its two largest units, for figures that are compared: `45s`, `12m`, `3h 20m`, `1d 4h`; from ten days on in days alone.
#[must_use]
pub fn measured(length: Duration) -> String {
    let seconds = length.as_secs();
    let (large, sign, small, rest) = match seconds {
        0..MINUTE => return format!("{seconds}s"),
        MINUTE..HOUR => return format!("{}m", seconds / MINUTE),
        HOUR..DAY => (seconds / HOUR, 'h', 'm', seconds % HOUR / MINUTE),
        _ if seconds < 10 * DAY => (seconds / DAY, 'd', 'h', seconds % DAY / HOUR),
        _ => return format!("{}d", seconds / DAY),
    };
    if rest == 0 { format!("{large}{sign}") } else { format!("{large}{sign} {rest}{small}") }
}

/// A countdown: `7s`, `1:05`, `2:00:00`.
#[must_use]
pub fn countdown(left: Duration) -> String {
    // What is left of a second still counts, so that zero means over.
    let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    let (h, m, s) = (seconds / HOUR, seconds / MINUTE % 60, seconds % 60);
    match (h, m) {
        (0, 0) => format!("{s}s"),
        (0, _) => format!("{m}:{s:02}"),
        _ => format!("{h}:{m:02}:{s:02}"),
    }
}

/// The time of day in the reader's time zone: `14:05`.
#[must_use]
pub fn clock(t: Time) -> String {
    clock_in(t, &TimeZone::system())
}

/// The time of day in a time zone: `14:05`.
#[must_use]
pub fn clock_in(t: Time, zone: &TimeZone) -> String {
    format_in(t, zone, "%H:%M")
}

/// Day and time of day in the reader's time zone: `2026-11-17 14:05`.
#[must_use]
pub fn stamp(t: Time) -> String {
    stamp_in(t, &TimeZone::system())
}

/// Day and time of day in a time zone: `2026-11-17 14:05`.
#[must_use]
pub fn stamp_in(t: Time, zone: &TimeZone) -> String {
    format_in(t, zone, "%Y-%m-%d %H:%M")
}

fn format_in(t: Time, zone: &TimeZone, format: &str) -> String {
    t.timestamp().to_zoned(zone.clone()).strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_its_largest_unit() {
        let then = Time::from_seconds(1_794_873_600);
        let cases = [(0, "now"), (59, "now"), (60, "1m"), (3599, "59m"), (3600, "1h"), (86_399, "23h"), (86_400, "1d")];
        let longer = [(13 * 86_400, "13d"), (14 * 86_400, "2w"), (364 * 86_400, "52w"), (365 * 86_400, "1y"), (800 * 86_400, "2y")];
        for (seconds, words) in cases.into_iter().chain(longer) {
            assert_eq!(ago(then.after(Duration::from_secs(seconds)), then), words);
        }
    }

    #[test]
    fn a_measured_span_has_two_units() {
        let cases = [(45, "45s"), (720, "12m"), (3600, "1h"), (12_000, "3h 20m"), (100_800, "1d 4h"), (863_999, "9d 23h"), (900_000, "10d")];
        for (seconds, words) in cases {
            assert_eq!(measured(Duration::from_secs(seconds)), words);
        }
    }

    #[test]
    fn what_lies_ahead_has_a_plus() {
        let now = Time::from_seconds(1_794_873_600);
        assert_eq!(ago(now, now.after(Duration::from_secs(3 * 3600))), "+3h");
        assert_eq!(ago(now, now.after(Duration::from_secs(3))), "now");
        assert_eq!(ago(now, Time::NEVER), "∞");
    }

    #[test]
    fn a_countdown_ends_only_at_zero() {
        assert_eq!(countdown(Duration::from_millis(9_001)), "10s");
        assert_eq!(countdown(Duration::from_millis(1)), "1s");
        assert_eq!(countdown(Duration::ZERO), "0s");
        assert_eq!(countdown(Duration::from_secs(65)), "1:05");
        assert_eq!(countdown(Duration::from_secs(7200)), "2:00:00");
    }

    #[test]
    fn the_clock_is_the_readers() {
        let t: Time = "2026-11-17T14:05:09Z".parse().unwrap();
        assert_eq!(clock_in(t, &TimeZone::UTC), "14:05");
        assert_eq!(stamp_in(t, &TimeZone::fixed(jiff::tz::offset(-3))), "2026-11-17 11:05");
        assert_eq!(clock(t).len(), 5);
        assert!(!stamp(Time(i64::MAX)).is_empty());
    }
}
