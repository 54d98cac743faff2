//! `aside ingest`: one mail on standard input, as a mail server hands it to a pipe.
//!
//! The exit code says one thing only: whether the mail is safe in the store. When it is not, the code is 75, so that the mail server keeps
//! it and tries again.

use std::io::Read;

use super::failure::{Code, Failure};
use super::{Context, args, system};
use crate::desk::{Desk, Receipt};
use crate::model::{Address, MailboxId};
use crate::store::{InboxState, Source};

#[derive(clap::Args, Debug)]
pub(super) struct Ingest {
    #[arg(long, value_name = "ADDRESS", value_parser = args::address)]
    mailbox: Option<Address>,
}

impl Ingest {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let receipt = self.receive(context).map_err(|e| if e.code() == Code::Failed { e.with(Code::Later) } else { e })?;
        let shown = if context.out.json { context.out.json(&receipt) } else { show(context, &receipt) };
        // the mail is safe: whatever happens to the answer, the mail server must not send it again
        let _ = shown.and_then(|()| context.out.finish());
        Ok(())
    }

    fn receive(&self, context: &Context) -> Result<Receipt, Failure> {
        let desk = context.place()?.open()?;
        let mailbox = self.mailbox.as_ref().map(|address| mailbox(&desk, address)).transpose()?;
        let mut raw = Vec::new();
        std::io::stdin().read_to_end(&mut raw).map_err(|e| Failure::said("cli-input", &[("why", &e.to_string())]))?;
        if raw.is_empty() {
            return Err(Failure::said("cli-ingest-empty", &[]));
        }
        let now = system::now();
        let id = desk.store().write(|w| w.store_mail(&raw, Source::Ingest, mailbox, now))?;
        // from here on it is safe; what cannot be placed now is placed by the next worker
        Ok(desk.place(id, now).unwrap_or_else(|e| Receipt {
            result: InboxState::Waiting,
            ticket: None,
            side: None,
            entry: None,
            why: format!("it is safe in the store and waits to be placed: {e}"),
        }))
    }
}

pub(super) fn mailbox(desk: &Desk, address: &Address) -> Result<MailboxId, Failure> {
    let all = desk.store().mailboxes()?;
    let found = all.iter().find(|m| m.address == *address).map(|m| m.id);
    let known: Vec<&str> = all.iter().map(|m| m.address.as_str()).collect();
    found.ok_or_else(|| Failure::said("cli-no-such-mailbox", &[("given", address.as_str()), ("known", &known.join(", "))]))
}

fn show(context: &mut Context, receipt: &Receipt) -> Result<(), Failure> {
    let mut line = receipt.result.word().to_owned();
    if let Some(ticket) = receipt.ticket {
        line.push_str(&format!(" #{ticket}"));
    }
    if let Some(side) = receipt.side {
        line.push_str(&format!(" side {side}"));
    }
    let last = receipt.why.lines().last().unwrap_or_default();
    context.out.clean(&format!("{line}: {last}"))
}
