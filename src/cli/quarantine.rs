//! `aside quarantine`: mail that came in and was turned into nothing, each with the reason.

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::out::Paint;
use crate::model::{InboxId, SideId, TicketId, Time};

#[derive(Serialize)]
struct Held<'a> {
    id: InboxId,
    at: Time,
    from: &'a str,
    subject: &'a str,
    ticket: Option<TicketId>,
    side: Option<SideId>,
    why: &'a str,
}

pub(super) fn run(context: &mut Context) -> Result<(), Failure> {
    let (desk, actor) = context.desk()?;
    let rows = desk.quarantine(&actor)?;
    if context.out.json {
        let held: Vec<Held<'_>> = rows
            .iter()
            .map(|r| Held { id: r.id, at: r.at, from: &r.sender, subject: &r.subject, ticket: r.ticket, side: r.side, why: &r.why })
            .collect();
        return context.out.json(&held);
    }
    if rows.is_empty() {
        let none = context.words.say("cli-quarantine-empty");
        return context.out.clean(&none);
    }
    for row in &rows {
        let at = context.words.date_time(row.at);
        let about = row.ticket.map(|t| format!("  #{t}")).unwrap_or_default();
        let sender = context.out.paint(Paint::Bold, &row.sender);
        let subject = context.out.paint(Paint::Dim, &row.subject);
        context.out.line(&format!("{at}  {sender}{about}  {subject}"))?;
        context.out.body("    ", &row.why)?;
    }
    Ok(())
}
