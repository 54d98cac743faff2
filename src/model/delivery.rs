//! The outbox: what becomes of one recipient's copy of a mail.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{OutboxId, Time};

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryState {
    /// Waits for its time or for the next try.
    Queued,
    /// A worker has it.
    Sending,
    /// The server took it.
    Sent,
    /// The server refused it for good, or we gave up.
    Failed,
    /// A worker died between DATA and the answer: nobody resends it but a person.
    Unknown,
    /// Taken back before it left.
    Cancelled,
}

impl DeliveryState {
    /// All states.
    pub const ALL: [DeliveryState; 6] =
        [DeliveryState::Queued, DeliveryState::Sending, DeliveryState::Sent, DeliveryState::Failed, DeliveryState::Unknown, DeliveryState::Cancelled];

    /// The word in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DeliveryState::Queued => "queued",
            DeliveryState::Sending => "sending",
            DeliveryState::Sent => "sent",
            DeliveryState::Failed => "failed",
            DeliveryState::Unknown => "unknown",
            DeliveryState::Cancelled => "cancelled",
        }
    }
}

/// What one attempt to send came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Accepted, with the server's words.
    Sent(String),
    /// Refused for good (5xx), with the server's words.
    Refused(String),
    /// Not now (4xx, no connection before DATA was sent), with the reason.
    Later(String),
    /// The connection broke after the data was sent: nobody knows.
    Unknown(String),
}

/// How the sending of a mail stands, over all its recipients: the state that needs most attention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeliverySummary {
    /// The mail.
    #[serde(skip)]
    pub outbox: OutboxId,
    /// The state that needs most attention.
    pub state: DeliveryState,
    /// When it leaves: until then it can be taken back.
    pub due_at: Time,
    /// The server's words, or why it waits.
    pub words: String,
}

/// The pause before the next try, growing from 30 seconds to four hours; `None` when it is time to give up (after about three days).
#[must_use]
pub fn pause_after(attempts: u32) -> Option<Duration> {
    const MINUTES: [u64; 7] = [1, 2, 5, 15, 30, 60, 120];
    match attempts {
        0 => Some(Duration::from_secs(30)),
        n if n <= 7 => Some(Duration::from_secs(60 * MINUTES[n as usize - 1])),
        n if n <= 24 => Some(Duration::from_hours(4)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_after_about_three_days() {
        let mut total = Duration::ZERO;
        let mut last = Duration::ZERO;
        let mut n = 0;
        while let Some(p) = pause_after(n) {
            assert!(p >= last);
            last = p;
            total += p;
            n += 1;
        }
        assert!(total > Duration::from_hours(60) && total < Duration::from_hours(84), "{total:?}");
    }
}
