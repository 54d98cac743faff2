//! `aside explain`: what became of a mail, and why.

use std::str::FromStr;

use super::failure::Failure;
use super::out::Paint;
use super::{Context, args};
use crate::desk::{Asked, CameIn, Explanation, WentOut};
use crate::model::incoming::Origin;
use crate::model::trace::{Look, Trace};
use crate::model::{EntryId, InboxId, SideMessageId};
use crate::store::DeliveryRow;
use crate::tui::widgets::text::clean_line;
use crate::words::event_line;

#[derive(clap::Args, Debug)]
pub(super) struct Explain {
    #[arg(id = "asked", value_name = "MESSAGE-ID|ENTRY", required = true, value_parser = asked)]
    asked: Asked,
}

/// `<id@example.com>`, `id@example.com`, the number of an entry, `mail:12`, `side:12`.
pub(super) fn asked(text: &str) -> Result<Asked, args::Expected> {
    let number = |text: &str| i64::from_str(text).ok().filter(|n| *n > 0);
    let found = match text.split_once(':') {
        Some(("mail", n)) => number(n).map(|n| Asked::Mail(InboxId(n))),
        Some(("side", n)) => number(n).map(|n| Asked::SideMessage(SideMessageId(n))),
        Some(("entry", n)) => number(n).map(|n| Asked::Entry(EntryId(n))),
        _ => number(text).map(|n| Asked::Entry(EntryId(n))),
    };
    found.or_else(|| text.contains('@').then(|| Asked::MessageId(text.to_owned()))).ok_or(args::Expected::Mail)
}

impl Explain {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let found = desk.explain(&actor, &self.asked)?;
        if context.out.json {
            return context.out.json(&found);
        }
        for (n, one) in found.iter().enumerate() {
            if n > 0 {
                context.out.line("")?;
            }
            match one {
                Explanation::In(mail) => came_in(context, mail)?,
                Explanation::Out(mail) => went_out(context, mail, "")?,
            }
        }
        Ok(())
    }
}

fn came_in(context: &mut Context, mail: &CameIn) -> Result<(), Failure> {
    let result = context.words.say(&format!("explain-result-{}", mail.result.word()));
    let mut place = Vec::new();
    place.extend(mail.ticket.map(|t| format!("#{t}")));
    place.extend(mail.side.map(|s| context.words.say_with("explain-side", &[("number", s.0.into())])));
    let date = context.words.date_time(mail.at);
    let args = [("number", mail.mail.0.into()), ("date", (&date).into()), ("source", (&mail.source).into())];
    let title = context.words.say_with("explain-came-in", &args);
    let title = context.out.paint(Paint::Bold, &format!("{title}: {result} {}", place.join(" · ")));
    context.out.line(title.trim_end())?;
    headers(context, &mail.headers, "")?;
    if let Origin::Automatic { because } = &mail.origin {
        let text = context.words.say_with("explain-automatic", &[("because", because.into())]);
        context.out.clean(&format!("  {text}"))?;
    }
    for remark in &mail.remarks {
        context.out.clean(&format!("  {remark}"))?;
    }
    heading(context, "explain-heading-steps")?;
    match &mail.trace {
        Some(trace) => steps(context, trace)?,
        None => mail.why.iter().try_for_each(|line| context.out.clean(&format!("  {line}")))?,
    }
    // what a person decided later stands below
    if let Some(settled) = &mail.settled {
        let by = settled.by.clone().unwrap_or_else(|| context.words.say("cli-show-system"));
        let at = context.words.date_time(settled.at);
        let text = context.words.say_with("explain-settled", &[("who", (&by).into()), ("date", (&at).into())]);
        context.out.clean(&format!("  {text} {}", mail.why.last().map_or("", String::as_str)))?;
    }
    consequences(context, mail)?;
    accounts(context, mail)
}

/// What each step saw, and why it did or did not decide.
fn steps(context: &mut Context, trace: &Trace) -> Result<(), Failure> {
    for (n, looked) in trace.steps.iter().enumerate() {
        let name = context.words.look(looked.step);
        let sign = if looked.decided { "→" } else { " " };
        let line = format!("{sign} {}. {name}: {}", n + 1, context.words.looked(looked, trace).join(" "));
        let paint = if looked.decided { Paint::Green } else { Paint::Dim };
        let line = context.out.paint(paint, &line);
        context.out.line(&line)?;
    }
    Ok(())
}

/// What its arrival did.
fn consequences(context: &mut Context, mail: &CameIn) -> Result<(), Failure> {
    heading(context, "explain-heading-consequences")?;
    for event in &mail.changes {
        let line = event_line(&context.words, event);
        context.out.clean(&format!("  {line}"))?;
    }
    if !mail.rules.is_empty() {
        let text = context.words.say_with("explain-rules", &[("rules", (&mail.rules.join(", ")).into())]);
        context.out.clean(&format!("  {text}"))?;
    }
    // a copy, a report and a mail of our own are beside the question whether they were acknowledged
    if let Some(trace) = mail.trace.as_ref().filter(|t| t.steps.last().is_some_and(|s| s.step > Look::Report)) {
        let answer = context.words.answer(trace.answer);
        context.out.clean(&format!("  {answer}"))?;
    }
    for told in &mail.told {
        let kind = context.words.notification(told.kind, &told.who);
        let text = context.words.say_with("explain-told", &[("who", (&told.agent).into()), ("what", (&kind).into())]);
        context.out.clean(&format!("  {text}"))?;
    }
    mail.sent.iter().try_for_each(|sent| went_out(context, sent, "  "))
}

/// Receipts and copies.
fn accounts(context: &mut Context, mail: &CameIn) -> Result<(), Failure> {
    heading(context, "explain-heading-accounts")?;
    for r in &mail.receipts {
        let args = [("mailbox", (&r.mailbox).into()), ("uid", r.uid.into()), ("validity", r.uid_validity.into())];
        let text = context.words.say_with("explain-receipt", &args);
        context.out.clean(&format!("  {text}"))?;
    }
    if mail.receipts.is_empty() {
        let text = context.words.say("explain-no-receipt");
        context.out.clean(&format!("  {text}"))?;
    }
    if !mail.copies.is_empty() {
        let copies: Vec<String> = mail.copies.iter().map(|c| format!("mail:{c}")).collect();
        let text = context.words.say_with("explain-copies", &[("copies", (&copies.join(", ")).into())]);
        context.out.clean(&format!("  {text}"))?;
    }
    Ok(())
}

fn went_out(context: &mut Context, mail: &WentOut, indent: &str) -> Result<(), Failure> {
    let kind = context.words.say(&format!("explain-kind-{}", mail.row.kind));
    let mut place = Vec::new();
    place.extend(mail.row.ticket.map(|t| format!("#{t}")));
    place.extend(mail.row.side.map(|s| context.words.say_with("explain-side", &[("number", s.0.into())])));
    place.extend(mail.row.agent.clone());
    let at = context.words.date_time(mail.row.at);
    let title =
        context.words.say_with("explain-went-out", &[("kind", (&kind).into()), ("date", (&at).into()), ("mailbox", (&mail.row.mailbox).into())]);
    let title = context.out.paint(Paint::Bold, &format!("{title} {}", place.join(" · ")));
    context.out.line(&format!("{indent}{}", title.trim_end()))?;
    headers(context, &mail.headers, indent)?;
    let sender = mail.row.sender.as_deref().unwrap_or("<>");
    let text = context.words.say_with("explain-envelope", &[("sender", sender.into())]);
    context.out.clean(&format!("{indent}  {text}"))?;
    mail.deliveries.iter().try_for_each(|d| delivery(context, d, indent))
}

fn delivery(context: &mut Context, d: &DeliveryRow, indent: &str) -> Result<(), Failure> {
    let state = context.words.delivery(d.state);
    let at = context.words.date_time(d.settled_at.unwrap_or(d.due_at));
    let args = [("recipient", (&d.recipient).into()), ("state", (&state).into()), ("date", (&at).into()), ("attempts", d.attempts.into())];
    let text = context.words.say_with("explain-delivery", &args);
    context.out.clean(&format!("{indent}  {text}"))?;
    if d.words.is_empty() { Ok(()) } else { context.out.body(&format!("{indent}    "), &d.words) }
}

fn headers(context: &mut Context, headers: &[(String, String)], indent: &str) -> Result<(), Failure> {
    for (name, value) in headers {
        let name = context.out.paint(Paint::Dim, &format!("{name}:"));
        context.out.line(&format!("{indent}  {name} {}", clean_line(value)))?;
    }
    Ok(())
}

fn heading(context: &mut Context, key: &str) -> Result<(), Failure> {
    let text = context.words.say(key);
    let text = context.out.paint(Paint::Cyan, &text);
    context.out.line(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_are_named_by_message_id_entry_or_number() {
        assert_eq!(asked("12"), Ok(Asked::Entry(EntryId(12))));
        assert_eq!(asked("mail:7"), Ok(Asked::Mail(InboxId(7))));
        assert_eq!(asked("side:7"), Ok(Asked::SideMessage(SideMessageId(7))));
        assert_eq!(asked("<a@example.com>"), Ok(Asked::MessageId("<a@example.com>".to_owned())));
        assert_eq!(asked("mail:x@example.com"), Ok(Asked::MessageId("mail:x@example.com".to_owned())), "an odd one, but one");
        assert!(asked("0").is_err() && asked("printer").is_err() && asked("mail:0").is_err());
    }
}
