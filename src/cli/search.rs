//! `aside search`: tickets by query, newest or best first, each with the text that was found.

use serde::Serialize;

use super::failure::Failure;
use super::out::Paint;
use super::{Context, system};
use crate::model::find::{Excerpt, Finder};
use crate::model::query::Query;
use crate::model::ticket::{BoxKey, ListRequest, Sort, TicketHead};

/// Tickets shown when nobody says how many.
const USUAL: u32 = 20;
/// The length of an excerpt in characters where the width of the terminal is not known.
const LENGTH: usize = 160;
const INDENT: &str = "      ";

#[derive(clap::Args, Debug)]
pub(super) struct Search {
    #[arg(required = true)]
    query: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = USUAL)]
    limit: u32,
    #[arg(long)]
    best: bool,
}

#[derive(Serialize)]
struct Found<'a> {
    #[serde(flatten)]
    head: &'a TicketHead,
    found: Option<&'a str>,
}

impl Search {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let query = self.query.join(" ");
        let sort = if self.best { Sort::Best } else { Sort::Updated }.into();
        let request = ListRequest { within: BoxKey::AllOpen, query: query.clone(), sort, offset: 0, limit: self.limit };
        let found = desk.search(&actor, &request, system::now())?;
        let finder = Query::parse(&query).map(|q| Finder::of(&q)).unwrap_or_default();
        let length = context.out.columns.map_or(LENGTH, |all| all.saturating_sub(INDENT.len() + 2).max(LENGTH / 4));
        let excerpts: Vec<Option<Excerpt>> = found.iter().map(|(_, text)| text.as_ref().map(|t| finder.excerpt(&t.text, length))).collect();
        if context.out.json {
            let rows = found.iter().zip(&excerpts).map(|((head, _), e)| Found { head, found: e.as_ref().map(|e| e.text.as_str()) });
            return context.out.json(&rows.collect::<Vec<_>>());
        }
        for ((head, _), excerpt) in found.iter().zip(&excerpts) {
            one(context, head, excerpt.as_ref())?;
        }
        if context.out.columns.is_some() || found.is_empty() {
            let count = context.words.say_with("count-tickets", &[("count", found.len().into())]);
            let line = context.out.paint(Paint::Dim, &count);
            context.out.line(&line)?;
        }
        Ok(())
    }
}

fn one(context: &mut Context, head: &TicketHead, excerpt: Option<&Excerpt>) -> Result<(), Failure> {
    let line = format!("#{} {} · {} · {}", head.id, context.words.status(head.status), head.requester.shown(), head.subject);
    let line = context.out.paint(Paint::Bold, &line);
    context.out.line(&line)?;
    let Some(Excerpt { text, hits }) = excerpt else { return Ok(()) };
    let (mut line, mut at) = (INDENT.to_owned(), 0);
    for hit in hits {
        line.push_str(&context.out.paint(Paint::Dim, &text[at..hit.start]));
        line.push_str(&context.out.paint(Paint::Yellow, &text[hit.clone()]));
        at = hit.end;
    }
    line.push_str(&context.out.paint(Paint::Dim, &text[at..]));
    context.out.line(&line)
}
