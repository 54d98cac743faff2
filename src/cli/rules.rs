//! `aside rules`: which rules there are, and what they would do to a ticket.

use super::failure::Failure;
use super::out::Paint;
use super::{Context, args, system};
use crate::desk::{NotNow, RuleTrial};
use crate::model::TicketId;
use crate::tui::widgets::ago::measured;
use crate::words::{Words, event_line};

#[derive(clap::Subcommand, Debug)]
pub(super) enum Rules {
    List,
    Test(Test),
}

#[derive(clap::Args, Debug)]
pub(super) struct Test {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
}

impl Rules {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        match self {
            Rules::List => list(context),
            Rules::Test(test) => test.run(context),
        }
    }
}

fn list(context: &mut Context) -> Result<(), Failure> {
    let (desk, actor) = context.desk()?;
    let rules = desk.rules(&actor)?;
    if context.out.json {
        return context.out.json(&rules);
    }
    if rules.is_empty() {
        let none = context.words.say("cli-rules-none");
        return context.out.line(&none);
    }
    for rule in &rules {
        title(context, &rule.name, &rule.when, rule.enabled)?;
        if !rule.query.is_empty() {
            context.out.clean(&format!("  {}", rule.query))?;
        }
        rule.verbs.iter().try_for_each(|verb| context.out.clean(&format!("  → {verb}")))?;
    }
    Ok(())
}

impl Test {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let trials = desk.try_rules(&actor, self.ticket, system::now())?;
        if context.out.json {
            return context.out.json(&trials);
        }
        if trials.is_empty() {
            let none = context.words.say("cli-rules-none");
            return context.out.line(&none);
        }
        trials.iter().try_for_each(|trial| tell(context, trial))
    }
}

fn title(context: &mut Context, name: &str, when: &str, enabled: bool) -> Result<(), Failure> {
    let off = if enabled { String::new() } else { format!(" ({})", context.words.say("cli-rules-off")) };
    let line = context.out.paint(Paint::Bold, &crate::tui::widgets::text::clean_line(&format!("{name} · {when}{off}")));
    context.out.line(&line)
}

fn not_now(words: &Words, why: NotNow) -> String {
    match why {
        NotNow::OtherStatus(status) => words.say_with("cli-rules-other-status", &[("status", (&words.status(status)).into())]),
        NotNow::NobodyWaits => words.say("cli-rules-nobody-waits"),
        NotNow::TooEarly { since, due } => {
            let (since, left) = (words.date_time(since), measured(due.since(system::now())));
            words.say_with("cli-rules-too-early", &[("since", (&since).into()), ("left", (&left).into())])
        }
    }
}

/// What a rule would do, or why it would not.
fn tell(context: &mut Context, trial: &RuleTrial) -> Result<(), Failure> {
    title(context, &trial.rule, &trial.when, trial.enabled)?;
    if !trial.unmet.is_empty() {
        let text = context.words.say_with("cli-rules-unmet", &[("terms", (&trial.unmet.join(", ")).into())]);
        return context.out.clean(&format!("  {text}"));
    }
    if let Some(why) = trial.not_now {
        let text = not_now(&context.words, why);
        return context.out.clean(&format!("  {text}"));
    }
    for event in &trial.changes {
        let line = event_line(&context.words, event);
        context.out.clean(&format!("  → {line}"))?;
    }
    if trial.replies {
        let text = context.words.say("cli-rules-replies");
        context.out.clean(&format!("  → {text}"))?;
    }
    if let Some(why) = &trial.trouble {
        let text = context.words.say_with("cli-rules-trouble", &[("why", why.into())]);
        return context.out.clean(&format!("  {text}"));
    }
    if trial.changes.is_empty() && !trial.replies {
        let text = context.words.say("cli-rules-nothing");
        context.out.clean(&format!("  {text}"))?;
    }
    Ok(())
}
