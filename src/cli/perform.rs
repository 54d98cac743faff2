//! `aside do`: verbs on the tickets of a query, or on those that standard input names.

use std::io::Read;

use serde::Serialize;
use serde_json::Value;

use super::failure::{Code, Failure};
use super::out::Left;
use super::{Context, args, system};
use crate::desk::{Actor, Desk, DeskError, Doing};
use crate::model::TicketId;
use crate::model::ticket::{BoxKey, ListRequest, Sort};
use crate::model::verb::Verb;

#[derive(clap::Args, Debug)]
pub(super) struct Perform {
    #[arg(id = "verb", value_name = "VERB", required = true)]
    verbs: Vec<String>,
    #[arg(long, value_name = "QUERY|-", required = true)]
    on: String,
}

#[derive(Serialize)]
struct Performed {
    done: Vec<TicketId>,
    left: Vec<Left>,
}

impl Perform {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let read = |text: &String| Verb::parse(text).map_err(|e| Failure::from(DeskError::Verb(e)));
        let verbs = self.verbs.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let (desk, actor) = context.desk()?;
        let tickets = if self.on == "-" { named_on_input()? } else { found(&desk, &actor, &self.on)? };
        let doing = Doing { verbs: &verbs, nonce: system::nonce()? };
        let bulk = desk.perform(&actor, &tickets, &doing, system::now(), &mut |_, _| true)?;
        let left = Left::of(&bulk, &context.words);
        let said: Vec<String> = left.iter().map(|l| format!("#{}: {}", l.number, l.error)).collect();
        if context.out.json {
            context.out.json(&Performed { done: bulk.done, left })?;
        } else if said.is_empty() || !bulk.done.is_empty() {
            let line = context.words.say_with("cli-do-done", &[("count", bulk.done.len().into())]);
            context.out.line(&line)?;
        }
        if said.is_empty() { Ok(()) } else { Err(Failure::Told(Code::Failed, said.join("\n"))) }
    }
}

/// Every ticket that a query finds.
fn found(desk: &Desk, actor: &Actor, query: &str) -> Result<Vec<TicketId>, Failure> {
    let request = ListRequest { within: BoxKey::AllOpen, query: query.to_owned(), sort: Sort::Number.into(), offset: 0, limit: u32::MAX };
    Ok(desk.all_in(actor, &request, system::now())?)
}

/// The numbers on standard input: plain ones, or JSON as `aside list --json` prints it and programs pass it on.
fn named_on_input() -> Result<Vec<TicketId>, Failure> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|e| Failure::said("cli-input", &[("why", &e.to_string())]))?;
    numbers(&text).map_err(|given| Failure::said("cli-do-input", &[("given", &given)]).with(Code::Usage))
}

/// The tickets that a text names, or what in it is none.
fn numbers(text: &str) -> Result<Vec<TicketId>, String> {
    let mut out = Vec::new();
    if text.trim_start().starts_with(['[', '{', '"']) {
        for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
            of_json(&value.map_err(|e| e.to_string())?, &mut out)?;
        }
    } else {
        for word in text.split_whitespace() {
            out.push(args::ticket(word).map_err(|_| word.to_owned())?);
        }
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|t| seen.insert(*t));
    Ok(out)
}

fn of_json(value: &Value, out: &mut Vec<TicketId>) -> Result<(), String> {
    match value {
        Value::Array(list) => list.iter().try_for_each(|v| of_json(v, out)),
        Value::Object(ticket) => ticket.get("number").map_or_else(|| Err(value.to_string()), |n| of_json(n, out)),
        Value::Number(n) => n.as_i64().filter(|n| *n > 0).map(|n| out.push(TicketId(n))).ok_or_else(|| n.to_string()),
        Value::String(s) => args::ticket(s).map(|t| out.push(t)).map_err(|_| s.clone()),
        _ => Err(value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tickets_are_named_by_numbers_and_by_json() {
        let wanted = Ok(vec![TicketId(4), TicketId(7)]);
        for text in [
            "4 7",
            "#4\n7\n#4\n",
            "[4, 7]",
            "4\n7",
            r#"[{"number":4,"subject":"a"},{"number":7}]"#,
            "{\"number\":4}\n{\"number\":7}\n",
            r##""#4" "7""##,
        ] {
            assert_eq!(numbers(text), wanted, "{text}");
        }
        assert_eq!(numbers(""), Ok(vec![]));
        assert_eq!(numbers("4 seven"), Err("seven".into()));
        assert!(numbers(r#"[{"subject":"a"}]"#).is_err() && numbers("[null]").is_err() && numbers("[4,").is_err() && numbers("[-4]").is_err());
    }
}
