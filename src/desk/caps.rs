//! Who may be written to automatically, and how often: what stops a loop when nothing else does.

use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::mail::authentication::Verdict;
use crate::mail::parse;
use crate::model::entry::EntryKind;
use crate::model::ticket::TicketHead;
use crate::model::trace::Answer;
use crate::model::{Address, ContactId, Mailbox, TicketId, Time};
use crate::store::{StoreError, Write};

use super::{Desk, DeskError};

const HOUR: Duration = Duration::from_hours(1);
/// Among so many public messages the customer's newest is looked for.
const LOOKED_AT: usize = 20;

impl Desk {
    /// Why no automatic mail about a ticket may go to an address now: somebody's who must not be answered, or over the caps. `None` when it may.
    pub(super) fn keeps_from_answering(
        &self,
        w: &Write<'_>,
        to: &Address,
        contact: Option<ContactId>,
        ticket: TicketId,
        now: Time,
    ) -> Result<Option<Answer>, DeskError> {
        let plain = to.split_detail().0;
        if is_a_programs(&plain) {
            return Ok(Some(Answer::ProgramsAddress));
        }
        if self.own_addresses()?.contains(&plain) {
            return Ok(Some(Answer::OwnAddress));
        }
        if contact.map(|c| w.is_muted(c)).transpose()?.unwrap_or(false) {
            return Ok(Some(Answer::Muted));
        }
        if w.automatic_mails_to(&plain, now.before(HOUR))? >= self.policy.automatic_per_hour {
            return Ok(Some(Answer::HourCap));
        }
        let over = w.automatic_mails_on(ticket)? >= self.policy.automatic_per_ticket;
        Ok(over.then_some(Answer::TicketCap))
    }

    /// Counts an automatic answer of a rule to a ticket's requester towards the caps, or says why it must not be sent.
    pub(super) fn count_automatic_answer(&self, w: &Write<'_>, head: &TicketHead, now: Time) -> Result<(), DeskError> {
        let why = match self.was_no_person(w, head.id)? {
            Some(why) => Some(why),
            None => self.keeps_from_answering(w, &head.requester.email, head.requester.contact, head.id, now)?,
        };
        if let Some(why) = why {
            return Err(DeskError::NotAnswered(why));
        }
        Ok(count(w, &head.requester.email, Some(head.id), now)?)
    }

    /// Why the newest message of a ticket's customer must not be answered automatically: a program wrote it, or it is not from whom it says.
    fn was_no_person(&self, w: &Write<'_>, ticket: TicketId) -> Result<Option<Answer>, DeskError> {
        let newest = w.public_messages(ticket, LOOKED_AT)?.into_iter().rfind(|e| e.kind == EntryKind::Customer && !e.is_of_other_requester());
        let Some(newest) = newest else { return Ok(None) };
        if newest.automatic {
            return Ok(Some(Answer::Automatic));
        }
        let Some(inbox) = newest.inbox else { return Ok(None) };
        let (Some(row), Some(raw)) = (w.inbox_row(inbox)?, w.raw_mail(inbox)?) else { return Ok(None) };
        let forged = self.verdict(w, row.mailbox, &parse::parse(&raw))? == Verdict::Fail;
        Ok(forged.then_some(Answer::Forged))
    }

    /// Counts the mails of a rule's side conversation towards the cap of its ticket, or says that there were enough. Third parties are asked by
    /// several tickets in an hour: there is no cap by address.
    pub(super) fn count_automatic_side(&self, w: &Write<'_>, ticket: TicketId, to: &[Mailbox], now: Time) -> Result<(), DeskError> {
        if w.automatic_mails_on(ticket)? >= self.policy.automatic_per_ticket {
            return Err(DeskError::NotAnswered(Answer::TicketCap));
        }
        to.iter().try_for_each(|m| Ok(count(w, &m.address, Some(ticket), now)?))
    }

    /// Whether a notification may go to an agent's address now.
    pub(super) fn may_notify(&self, w: &Write<'_>, to: &Address, now: Time) -> Result<bool, DeskError> {
        let plain = to.split_detail().0;
        let under_hour = w.automatic_mails_to(&plain, now.before(HOUR))? < self.policy.notices_per_hour;
        Ok(under_hour && !self.own_addresses()?.contains(&plain))
    }
}

/// Counts an automatic mail towards the caps: whatever detail an address has, it is the same person or program.
pub(super) fn count(w: &Write<'_>, to: &Address, ticket: Option<TicketId>, now: Time) -> Result<(), StoreError> {
    w.count_automatic_mail(&to.split_detail().0, ticket, now)
}

/// Addresses behind which no person reads (RFC 3834, 2, and custom).
fn is_a_programs(address: &Address) -> bool {
    const NAMES: [&str; 9] =
        ["mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply", "bounce"];
    let local = address.local();
    NAMES.contains(&local) || local.starts_with("owner-") || local.ends_with("-request") || local.ends_with("-owner")
}

/// The nonce of an automatic mail's Message-ID: made from what the mail is about, so that it is its own and needs no randomness.
pub(super) fn nonce(kind: &str, number: i64, at: Time) -> u64 {
    let digest = Sha256::digest(format!("{kind} {number} {}", at.0));
    digest.iter().take(8).fold(0, |n, byte| n << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_known_by_their_addresses() {
        for (local, program) in [("no-reply", true), ("owner-printers", true), ("printers-request", true), ("mailer-daemon", true), ("noreen", false)]
        {
            let address = Address::parse(&format!("{local}@example.com")).unwrap();
            assert_eq!(is_a_programs(&address), program, "{local}");
        }
    }

    #[test]
    fn each_automatic_mail_has_its_own_message_id() {
        let first = nonce("acknowledgement", 4, Time(7));
        assert_eq!(first, nonce("acknowledgement", 4, Time(7)));
        for other in [nonce("notification", 4, Time(7)), nonce("acknowledgement", 5, Time(7)), nonce("acknowledgement", 4, Time(8))] {
            assert_ne!(first, other);
        }
    }
}
