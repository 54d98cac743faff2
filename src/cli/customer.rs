//! `aside customer`: what the desk knows of a customer, what agents note about them, and whether they are muted.

use super::failure::{Code, Failure};
use super::out::Paint;
use super::party::{self, Note};
use super::{Context, system};
use crate::model::ticket::TicketHead;
use crate::tui::widgets::ago::ago;

/// Without a command it shows one.
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Customer {
    #[arg(id = "known_customer", value_name = "ADDRESS|NAME|TICKET", required = true)]
    who: Option<String>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    Note(Note),
    Mute(Mute),
}

#[derive(clap::Args, Debug)]
struct Mute {
    #[arg(id = "known_customer", value_name = "ADDRESS|NAME|TICKET")]
    who: String,
    #[arg(id = "mute_off", long = "off")]
    off: bool,
}

impl Customer {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        match (&self.what, &self.who) {
            (Some(What::Note(note)), _) => note.run(context),
            (Some(What::Mute(mute)), _) => mute.run(context),
            (None, Some(who)) => show(context, who),
            (None, None) => Err(Failure::Told(Code::Usage, context.words.say("cli-usage-missing-command"))),
        }
    }
}

impl Mute {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let address = desk.find_customer(&actor, &self.who)?;
        let card = desk.customer(&actor, &address)?;
        // a merged ticket goes on elsewhere: muting is done on one that stands for itself
        let on = card.tickets.iter().find(|t| t.merged_into.is_none()).or(card.tickets.first());
        if let Some(ticket) = on {
            desk.mute(&actor, ticket.id, !self.off, system::now())?;
        }
        if context.out.json {
            return context.out.json(&desk.customer(&actor, &address)?);
        }
        let key = if self.off { "cli-customer-unmuted" } else { "cli-customer-muted" };
        let said = context.words.say_with(key, &[("who", card.contact.shown().into())]);
        context.out.clean(&said)
    }
}

fn show(context: &mut Context, who: &str) -> Result<(), Failure> {
    let (desk, actor) = context.desk()?;
    let card = desk.customer(&actor, &desk.find_customer(&actor, who)?)?;
    if context.out.json {
        return context.out.json(&card);
    }
    let name = context.out.paint(Paint::Bold, card.contact.shown());
    context.out.line(&name)?;
    let mut lines = vec![party::addresses(context, &card.contact, &[])];
    lines.extend(card.contact.organization.as_ref().map(|of| party::named(context, of)));
    if let Some(muted) = &card.muted {
        let age = ago(system::now(), muted.at);
        lines.push(context.words.say_with("console-customer-muted", &[("who", (&muted.by).into()), ("age", (&age).into())]));
    }
    lines.extend(party::failures(context, &card.contact));
    lines.extend(card.tickets.iter().map(|t| ticket_line(context, t)));
    for line in lines {
        context.out.body("  ", &line)?;
    }
    party::notes(context, &card.contact)
}

fn ticket_line(context: &Context, head: &TicketHead) -> String {
    format!("#{} {} · {} · {}", head.id, head.subject, context.words.status(head.status), ago(system::now(), head.updated_at))
}
