//! `aside reparse`: stored mail is read again after an upgrade.

use std::collections::BTreeMap;

use serde::Serialize;

use super::failure::Failure;
use super::progress::Progress;
use super::{Context, args};
use crate::desk::{Actor, Asked, Desk, Explanation, ReparseBatch, ReparseOrder, Reparsed, Rewritten};
use crate::model::{InboxId, Time};

#[derive(clap::Args, Debug)]
pub(super) struct Reparse {
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "again")]
    since: Option<jiff::civil::Date>,
    #[arg(id = "again", value_name = "ID", value_parser = super::explain::asked)]
    mails: Vec<Asked>,
}

fn date(text: &str) -> Result<jiff::civil::Date, args::Expected> {
    text.parse().map_err(|_| args::Expected::Date)
}

/// What is told at the end.
#[derive(Default, Serialize)]
struct Told {
    /// Mails that were read.
    read: u64,
    /// Texts that were left as they are.
    left: u64,
    /// Mails that read differently now.
    changed: Vec<Reparsed>,
}

impl Told {
    fn add(&mut self, batch: ReparseBatch) {
        self.read += batch.read;
        self.left += batch.left;
        self.changed.extend(batch.changed);
    }
}

impl Reparse {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let mut told = Told::default();
        if self.mails.is_empty() {
            let since = self.since.map(|date| date.to_zoned(context.words.zone().clone())).transpose();
            let since = since.map_err(|e| Failure::said("cli-input", &[("why", &e.to_string())]))?;
            let order = ReparseOrder { since: since.map(|zoned| Time::from(zoned.timestamp())) };
            all(context, &desk, &actor, &order, &mut told)?;
        } else {
            let mut mails = Vec::new();
            for asked in &self.mails {
                mails.extend(numbers(&desk, &actor, asked)?);
            }
            told.add(desk.reparse_these(&actor, &mails)?);
        }
        show(context, &told)
    }
}

/// The mails that came in and are meant.
fn numbers(desk: &Desk, actor: &Actor, asked: &Asked) -> Result<Vec<InboxId>, Failure> {
    let found = desk.explain(actor, asked)?.into_iter().filter_map(|e| match e {
        Explanation::In(mail) => Some(mail.mail),
        Explanation::Out(_) => None,
    });
    Ok(found.collect())
}

fn all(context: &mut Context, desk: &Desk, actor: &Actor, order: &ReparseOrder, told: &mut Told) -> Result<(), Failure> {
    let (mut after, count) = desk.reparse_begins(actor, order)?;
    if after.0 > 0 && !context.out.json {
        let text = context.words.say_with("cli-reparse-goes-on", &[("number", after.0.into())]);
        context.out.clean(&text)?;
    }
    let mut progress = Progress::new(context.words.clone());
    loop {
        let batch = desk.reparse_next(actor, order, after)?;
        let Some(last) = batch.last else { break };
        after = last;
        told.add(batch);
        progress.line("cli-reparse-doing", &[("count", told.read.into()), ("all", count.into())]);
    }
    progress.end();
    Ok(())
}

fn show(context: &mut Context, told: &Told) -> Result<(), Failure> {
    if context.out.json {
        return context.out.json(told);
    }
    for mail in &told.changed {
        let what: Vec<String> = mail.changed.iter().map(|c| context.words.say(&format!("cli-reparse-of-{}", c.word()))).collect();
        let ticket = mail.ticket.map(|t| format!("#{t} ")).unwrap_or_default();
        context.out.clean(&format!("mail:{} {ticket}{}", mail.mail, what.join(", ")))?;
    }
    let mut counts: BTreeMap<Rewritten, usize> = BTreeMap::new();
    told.changed.iter().flat_map(|m| &m.changed).for_each(|c| *counts.entry(*c).or_default() += 1);
    let of = |c: Rewritten| counts.get(&c).copied().unwrap_or(0).into();
    let text = context.words.say_with(
        "cli-reparse-done",
        &[
            ("read", told.read.into()),
            ("changed", told.changed.len().into()),
            ("text", of(Rewritten::Text)),
            ("marks", of(Rewritten::Marks)),
            ("files", of(Rewritten::Files)),
            ("left", told.left.into()),
        ],
    );
    context.out.clean(&text)
}
