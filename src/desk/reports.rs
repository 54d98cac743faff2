//! Delivery reports: what a mail server says about a mail of ours, on that mail and to its author.

use crate::model::Address;
use crate::model::entry::Event;
use crate::model::incoming::{DeliveryAction, DeliveryOutcome, DeliveryReport};
use crate::model::trace::{Look, Saw, Trace};
use crate::store::{Change, InboxState, OutboxKind, OutboxRow, Settled, StoreError, Write};

use super::deliver::tell_failure;
use super::events::event_line;
use super::receive::Arrival;
use super::{Actor, Desk, DeskError};

/// What a report came to.
#[derive(Default)]
struct Told {
    failed: usize,
    delayed: usize,
}

impl Desk {
    /// A delivery report about a mail of ours. False when it is about none: then it is placed like any other automatic mail.
    ///
    /// What failed is marked and told to the mail's author; what is delayed is only written down.
    pub(super) fn take_report(&self, w: &Write<'_>, a: &Arrival<'_>, report: &DeliveryReport, settled: &mut Settled) -> Result<bool, DeskError> {
        let Some(row) = report.about.as_deref().map(|id| w.outbox_by_message_id(id)).transpose()?.flatten() else { return Ok(false) };
        let recipients = w.recipients_of(row.id)?;
        let (mut told, mut done) = (Told::default(), Vec::new());
        for outcome in report.outcomes.iter().filter(|o| o.action != DeliveryAction::Delivered) {
            let recipient = copy_of(outcome, &recipients);
            if done.contains(&recipient) {
                continue; // one line for each copy, however long the report is
            }
            done.push(recipient);
            match outcome.action {
                DeliveryAction::Failed => told.failed += usize::from(failed(w, a, &row, outcome, recipient)?),
                DeliveryAction::Delayed => {
                    let recipient = recipient.or(outcome.recipient.as_ref());
                    delayed(w, a, &row, recipient.map(Address::as_str).unwrap_or_default(), &words(outcome), settled)?;
                    told.delayed += 1;
                }
                DeliveryAction::Delivered => {}
            }
        }
        if let (0, 0, Some(ticket)) = (told.failed, told.delayed, row.ticket.filter(|_| row.kind != OutboxKind::Notification)) {
            settled.entry = Some(event_line(w, &Actor::System, ticket, &Event::Automatic { from: a.shown_author() }, a.at)?);
            w.record(&Actor::System.act(a.at), &Change { ticket: Some(ticket), side: row.side, what: "automatic", ..Change::default() })?;
        }
        settled.state = Some(if row.side.is_some() { InboxState::Side } else { InboxState::Entry });
        (settled.ticket, settled.side) = (row.ticket, row.side);
        let Told { failed, delayed } = told;
        settled.trace = Some(Trace::early(a.at, Look::Report, Saw::Report { failed, delayed }));
        settled.why = format!("a delivery report about a mail of ours: {failed} of its recipients failed, {delayed} are delayed");
        Ok(true)
    }
}

/// The recipient whose copy an outcome is about: the one that it names, or the only one, whose mail may have been passed on.
fn copy_of<'a>(outcome: &DeliveryOutcome, recipients: &'a [Address]) -> Option<&'a Address> {
    let named = recipients.iter().find(|r| outcome.recipient.as_ref() == Some(r));
    named.or_else(|| recipients.first().filter(|_| recipients.len() == 1))
}

/// Marks a copy as failed and tells its author; false when that is known already.
fn failed(w: &Write<'_>, a: &Arrival<'_>, row: &OutboxRow, outcome: &DeliveryOutcome, copy: Option<&Address>) -> Result<bool, StoreError> {
    let words = words(outcome);
    match (copy, &outcome.recipient) {
        (Some(copy), _) => {
            if !w.mark_failed(row.id, copy, &words, a.at)? {
                return Ok(false);
            }
            w.note_failure(copy, &words, a.at)?;
            tell_failure(w, row.id, copy, &words, a.at)?;
        }
        // passed on by one of several recipients: nobody knows by which, but the author hears of it
        (None, Some(named)) => tell_failure(w, row.id, named, &words, a.at)?,
        (None, None) => return Ok(false),
    }
    Ok(true)
}

fn delayed(w: &Write<'_>, a: &Arrival<'_>, row: &OutboxRow, recipient: &str, words: &str, settled: &mut Settled) -> Result<(), StoreError> {
    let Some(ticket) = row.ticket.filter(|_| row.kind != OutboxKind::Notification) else { return Ok(()) };
    let event = Event::DeliveryDelayed { recipient: recipient.to_owned(), words: words.to_owned() };
    settled.entry = Some(event_line(w, &Actor::System, ticket, &event, a.at)?);
    let what = "delivery-delayed";
    w.record(&Actor::System.act(a.at), &Change { ticket: Some(ticket), side: row.side, entry: row.entry, what, ..Change::default() })?;
    Ok(())
}

/// The server's words, with the status code where they lack it.
fn words(outcome: &DeliveryOutcome) -> String {
    let said = outcome.words.split_whitespace().collect::<Vec<_>>().join(" ");
    match &outcome.status {
        Some(status) if !said.contains(status.as_str()) => format!("{status} {said}").trim_end().to_owned(),
        _ => said,
    }
}
