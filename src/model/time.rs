//! Points in time, as the store keeps them.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
///
/// It prints and serializes as RFC 3339 in UTC with whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time(pub i64);

impl Time {
    /// Later than every other time: "until the next reply" for a snooze.
    pub const NEVER: Time = Time(i64::MAX);

    /// From whole seconds since 1970.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Time {
        Time(seconds.saturating_mul(1000))
    }

    /// This time plus a span.
    #[must_use]
    pub fn after(self, span: Duration) -> Time {
        Time(self.0.saturating_add(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }

    /// This time less a span.
    #[must_use]
    pub fn before(self, span: Duration) -> Time {
        Time(self.0.saturating_sub(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }

    /// How long ago `earlier` was; zero when it lies ahead.
    #[must_use]
    pub fn since(self, earlier: Time) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// As a `jiff` timestamp; times out of its range are pulled to its ends.
    #[must_use]
    pub fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX })
    }
}

impl From<jiff::Timestamp> for Time {
    fn from(t: jiff::Timestamp) -> Time {
        Time(t.as_millisecond())
    }
}

impl std::str::FromStr for Time {
    type Err = jiff::Error;

    /// Reads RFC 3339.
    fn from_str(s: &str) -> Result<Time, jiff::Error> {
        s.parse::<jiff::Timestamp>().map(Time::from)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ"))
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Time, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Times that are kept to be compared and put back: in milliseconds, without losing any.
pub mod exact {
    use super::{Deserialize, Deserializer, Serialize, Serializer, Time};

    /// Writes the milliseconds.
    ///
    /// # Errors
    /// When the serializer fails.
    #[allow(clippy::ref_option)] // serde's signature
    pub fn serialize<S: Serializer>(time: &Option<Time>, s: S) -> Result<S::Ok, S::Error> {
        time.map(|t| t.0).serialize(s)
    }

    /// Reads milliseconds, or RFC 3339, whose last moment is [`Time::NEVER`].
    ///
    /// # Errors
    /// When it is neither.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Time>, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Kept {
            Milliseconds(i64),
            Text(Time),
        }
        let last = Time::NEVER.timestamp().as_second();
        Ok(Option::<Kept>::deserialize(d)?.map(|kept| match kept {
            Kept::Text(t) if t.timestamp().as_second() >= last => Time::NEVER,
            Kept::Milliseconds(ms) => Time(ms),
            Kept::Text(t) => t,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_rfc_3339_in_utc() {
        assert_eq!(Time::from_seconds(1_794_873_600).to_string(), "2026-11-17T00:00:00Z");
        assert_eq!("2026-11-17T01:00:00+01:00".parse::<Time>().unwrap(), Time::from_seconds(1_794_873_600));
    }

    #[test]
    fn the_ends_do_not_overflow() {
        assert_eq!(Time::NEVER.after(Duration::from_secs(1)), Time::NEVER);
        assert_eq!(Time(5).since(Time(9)), Duration::ZERO);
        let _ = Time::NEVER.to_string();
        let _ = Time(i64::MIN).to_string();
    }
}
