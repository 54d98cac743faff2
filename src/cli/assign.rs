//! `aside assign`: a ticket goes to an agent, to a team, to an agent in a team, or back to nobody.

use super::failure::Failure;
use super::{Context, args, system};
use crate::desk::{Actor, Desk};
use crate::model::ticket::Assign as To;
use crate::model::{AgentId, TeamId, TicketId};

#[derive(clap::Args, Debug)]
pub(super) struct Assign {
    #[arg(value_name = "N", value_parser = args::ticket)]
    ticket: TicketId,
    #[arg(required_unless_present_any = ["team", "nobody"])]
    login: Option<String>,
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    #[arg(long, conflicts_with_all = ["login", "team"])]
    nobody: bool,
}

impl Assign {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let team = self.team.as_deref().map(|name| team(&desk, name)).transpose()?;
        let agent = self.login.as_deref().map(|login| agent(&desk, &actor, login)).transpose()?;
        let to = match (team, agent) {
            (Some(team), Some(agent)) => To::Both(team, agent),
            (Some(team), None) => To::Team(team),
            (None, Some(agent)) => To::Agent(agent),
            (None, None) => To::Nobody,
        };
        desk.assign(&actor, self.ticket, to, system::now())?;
        context.changed(&desk, &actor, self.ticket)
    }
}

/// An agent by login, with or without `@`; `me` is whoever acts.
fn agent(desk: &Desk, actor: &Actor, given: &str) -> Result<AgentId, Failure> {
    let login = given.strip_prefix('@').unwrap_or(given);
    if login == "me" {
        return Ok(actor.id());
    }
    let agents = desk.agents()?;
    let known: Vec<&str> = agents.iter().map(|a| a.login.as_str()).collect();
    let found = agents.iter().find(|a| a.login.eq_ignore_ascii_case(login)).map(|a| a.id);
    found.ok_or_else(|| Failure::said("cli-no-such-agent", &[("given", login), ("known", &known.join(", "))]))
}

pub(super) fn team(desk: &Desk, given: &str) -> Result<TeamId, Failure> {
    let teams = desk.teams()?;
    let known: Vec<&str> = teams.iter().map(|t| t.name.as_str()).collect();
    let found = teams.iter().find(|t| t.name.eq_ignore_ascii_case(given)).map(|t| t.id);
    found.ok_or_else(|| Failure::said("cli-no-such-team", &[("given", given), ("known", &known.join(", "))]))
}
