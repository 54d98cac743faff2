//! `aside agents`: who is there, and what they have to do; and whether oneself takes new work.

use super::failure::Failure;
use super::out::Paint;
use super::{Context, args, system};
use crate::tui::widgets::ago::ago;
use crate::tui::widgets::text::{pad, pad_left, width};

#[derive(clap::Args, Debug)]
pub(super) struct Agents {
    #[arg(id = "availability", value_name = "available|away", value_parser = availability)]
    state: Option<bool>,
}

fn availability(text: &str) -> Result<bool, args::Expected> {
    match text {
        "available" => Ok(true),
        "away" => Ok(false),
        _ => Err(args::Expected::OneOf("available, away")),
    }
}

impl Agents {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let now = system::now();
        if let Some(available) = self.state {
            desk.set_available(&actor, actor.id(), available, now)?;
        }
        let agents = desk.agents_now()?;
        if context.out.json {
            return context.out.json(&agents);
        }
        let logins = agents.iter().map(|a| width(&a.login)).max().unwrap_or(0);
        let names = agents.iter().map(|a| width(&a.name)).max().unwrap_or(0);
        for agent in &agents {
            let seen = agent.load.seen_at.map(|t| ago(now, t)).unwrap_or_default();
            let load = context.words.say_with("agent-load", &[("open", agent.load.open.into()), ("waiting", agent.load.waiting.into())]);
            let state = if agent.available { String::new() } else { context.words.say("console-away") };
            let line = format!("{}  {}  {}  {load}  {state}", pad(&agent.login, logins), pad(&agent.name, names), pad_left(&seen, 4));
            let line = if agent.available { line } else { context.out.paint(Paint::Dim, &line) };
            context.out.line(line.trim_end())?;
        }
        Ok(())
    }
}
