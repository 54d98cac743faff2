//! Row numbers, one type for each noun, so that a side's number can never be passed for a ticket's.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A ticket: the number that people say aloud.
    TicketId,
    /// A macro.
    MacroId,
    /// A rule.
    RuleId,
    /// One entry of a ticket's timeline.
    EntryId,
    /// A side conversation.
    SideId,
    /// One message in a side conversation.
    SideMessageId,
    /// Someone who uses aside.
    AgentId,
    /// A customer or third party: a person with one or more addresses.
    ContactId,
    /// An organization that contacts belong to.
    OrganizationId,
    /// A team: a box that tickets wait in.
    TeamId,
    /// A mailbox of the desk.
    MailboxId,
    /// A raw message that came in.
    InboxId,
    /// A mail that is written and leaves through the outbox.
    OutboxId,
    /// One recipient's copy of a mail in the outbox.
    DeliveryId,
    /// An attachment's row.
    FileId,
    /// A draft that an agent has begun.
    DraftId,
    /// A canned response.
    CannedId,
    /// A saved view.
    ViewId,
    /// A notification for one agent.
    NotificationId,
}
