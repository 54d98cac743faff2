//! `aside new`: a ticket for a customer, with what they asked as a private note, or with a first mail to them.

use super::args::{self, Leave};
use super::failure::Failure;
use super::write::{Writing, confirming};
use super::{Context, assign, system};
use crate::desk::{Beginning, CreateRequest};
use crate::model::outgoing::{CustomerText, InternalText};
use crate::model::status::Status;
use crate::model::{Address, Mailbox};

#[derive(clap::Args, Debug)]
pub(super) struct New {
    #[arg(id = "customer", long = "for", value_name = "ADDRESS", value_parser = args::mailbox)]
    customer: Mailbox,
    #[arg(id = "customer_name", long = "name")]
    name: Option<String>,
    #[arg(id = "about", long = "subject", value_name = "SUBJECT")]
    subject: String,
    #[arg(id = "waits_in", long = "team", value_name = "NAME")]
    team: Option<String>,
    #[arg(id = "from_mailbox", long = "mailbox", value_name = "ADDRESS", value_parser = args::address)]
    mailbox: Option<Address>,
    #[arg(long)]
    send: bool,
    #[command(flatten)]
    writing: Writing,
    #[arg(id = "leave", long = "status", value_name = "STATUS", requires = "send", value_parser = args::leave)]
    leave: Option<Leave>,
    #[arg(long, requires = "send")]
    confirm: bool,
}

impl New {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let mailboxes = desk.store().mailboxes()?;
        let mailbox = match &self.mailbox {
            Some(address) => {
                let known: Vec<&str> = mailboxes.iter().map(|m| m.address.as_str()).collect();
                let found = mailboxes.iter().find(|m| m.address == *address).map(|m| m.id);
                Some(found.ok_or_else(|| Failure::said("cli-no-such-mailbox", &[("given", address.as_str()), ("known", &known.join(", "))]))?)
            }
            None => None,
        };
        let team = self.team.as_deref().map(|name| assign::team(&desk, name)).transpose()?;
        let name = self.name.clone().unwrap_or_else(|| self.customer.name.clone());
        let requester = Mailbox::new(name, self.customer.address.clone());
        let (text, files, nonce, now) = (self.writing.text(&context.words)?, self.writing.files()?, system::nonce()?, system::now());
        let status = self.leave.unwrap_or(Leave::As(Status::Pending)).status();
        let created = confirming(&context.words, self.confirm, |confirmed| {
            let beginning = match self.send {
                true => Beginning::Mail { text: CustomerText::public(text.clone()), status, confirmed: confirmed.to_vec(), nonce },
                false if text.is_empty() && files.is_empty() => Beginning::Nothing,
                false => Beginning::Note(InternalText::new(text.clone())),
            };
            let request =
                CreateRequest { requester: requester.clone(), subject: self.subject.clone(), team, mailbox, beginning, files: files.clone() };
            desk.create(&actor, &request, now)
        })?;
        context.changed(&desk, &actor, created.ticket)
    }
}
