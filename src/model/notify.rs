//! Which notifications an agent also gets by mail.

use serde::{Deserialize, Serialize};

use super::ticket::NotificationKind;

/// Which notifications an agent also gets by mail. Unless they say otherwise: what is handed to them and what mentions them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct ByMail {
    /// A ticket was given to them.
    pub assigned: bool,
    /// A note mentions them.
    pub mentioned: bool,
    /// The customer of a ticket of theirs answered.
    pub customer_answered: bool,
    /// A third party answered in a side conversation of a ticket of theirs.
    pub third_party_answered: bool,
    /// A mail of theirs was not delivered.
    pub delivery_failed: bool,
    /// A mail for a ticket of theirs is in quarantine.
    pub quarantined: bool,
}

impl Default for ByMail {
    fn default() -> ByMail {
        ByMail { assigned: true, mentioned: true, ..ByMail::NONE }
    }
}

impl ByMail {
    /// Nothing by mail.
    pub const NONE: ByMail = ByMail {
        assigned: false,
        mentioned: false,
        customer_answered: false,
        third_party_answered: false,
        delivery_failed: false,
        quarantined: false,
    };

    /// Everything by mail.
    pub const ALL: ByMail =
        ByMail { assigned: true, mentioned: true, customer_answered: true, third_party_answered: true, delivery_failed: true, quarantined: true };

    /// Whether a kind goes out by mail.
    #[must_use]
    pub fn wants(&self, kind: NotificationKind) -> bool {
        match kind {
            NotificationKind::Assigned => self.assigned,
            // to be sent to a ticket by hand or by a rule is like being mentioned there
            NotificationKind::Mentioned | NotificationKind::Notified => self.mentioned,
            NotificationKind::CustomerAnswered => self.customer_answered,
            // one who waits for an answer wants to know both: that it came, and that it did not
            NotificationKind::ThirdPartyAnswered | NotificationKind::ThirdPartyOverdue => self.third_party_answered,
            NotificationKind::DeliveryFailed => self.delivery_failed,
            NotificationKind::Quarantined => self.quarantined,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_agent_has_not_switched_is_as_it_is_for_everybody() {
        let set: ByMail = serde_json::from_str(r#"{"mentioned":false,"delivery-failed":true}"#).unwrap();
        assert_eq!(set, ByMail { mentioned: false, delivery_failed: true, ..ByMail::default() });
        assert_eq!(serde_json::from_str::<ByMail>("{}").unwrap(), ByMail::default());
        assert!(ByMail::default().wants(NotificationKind::Assigned) && !ByMail::default().wants(NotificationKind::CustomerAnswered));
    }
}
