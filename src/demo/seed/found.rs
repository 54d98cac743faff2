//! Founds the desk that the stories are played on.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use super::{HISTORY, SeedError};
use crate::demo::stories::{AgentSetup, DeskSetup, Stories};
use crate::desk::{Actor, Desk, Founding, Policy};
use crate::model::settings::Kind;
use crate::model::{AgentId, Time};
use crate::store::{NewAgent, Store};

/// Founds the desk of the stories in an empty store: mailbox, agents, teams, tags, views, canned responses. `secret` are random bytes to sign with.
///
/// # Errors
/// When the store cannot be written.
pub fn found(store: Store, stories: &Stories, zone: TimeZone, secret: [u8; 32], now: Time) -> Result<Desk, SeedError> {
    let (setup, at) = (&stories.desk, now.before(HISTORY));
    let (first, others) = setup.agents.split_first().ok_or_else(|| nobody("agent"))?;
    let email = first.email(&setup.domain).ok_or_else(|| nobody(&first.key))?;
    let founding = Founding { address: &setup.address, name: &setup.name, login: &first.login, agent_name: &first.name, agent_email: &email, secret };
    // the agents of the stories have no mailbox but this screen
    let policy = Policy { desk_name: setup.name.clone(), notify_by_mail: false, ..Policy::default() };
    let desk = Desk::found(store, policy, zone, &founding, at)?;
    desk.store().write(|_| settle_in(&desk, setup, (first, others), at))?;
    Ok(desk)
}

/// Adds the colleagues, the teams, the signatures, the tags, the views, the fields, the canned responses and the macros.
fn settle_in(desk: &Desk, setup: &DeskSetup, (first, others): (&AgentSetup, &[AgentSetup]), at: Time) -> Result<(), SeedError> {
    let admin = desk.actor(&first.login, None)?;
    let mut ids: BTreeMap<&str, AgentId> = BTreeMap::from([(first.key.as_str(), admin.id())]);
    for agent in others {
        let email = agent.email(&setup.domain).ok_or_else(|| nobody(&agent.key))?;
        let new = NewAgent { login: &agent.login, name: &agent.name, email: &email, role: agent.role };
        ids.insert(&agent.key, desk.add_agent(&admin, &new, at)?);
    }
    for agent in &setup.agents {
        if let Some(id) = ids.get(agent.key.as_str()) {
            desk.set_signature(&admin, *id, agent.signature.trim())?;
        }
    }
    for team in &setup.teams {
        let member = |a: &AgentSetup| Some((*ids.get(a.key.as_str())?, a.supervises.contains(team)));
        let members: Vec<(AgentId, bool)> = setup.agents.iter().filter(|a| a.teams.contains(team)).filter_map(member).collect();
        desk.add_team(&admin, team, &members, at)?;
    }
    settings(desk, setup, &admin, at)?;
    desk.save_settings(&admin, Kind::Fields, include_str!("../stories/fields.toml"), "fields.toml", at)?;
    for canned in &setup.canned {
        desk.put_canned(&admin, &canned.shortcut, &canned.title, canned.text.trim_end(), None)?;
    }
    desk.save_settings(&admin, Kind::Macros, include_str!("../stories/macros.toml"), "macros.toml", at)?;
    Ok(())
}

/// The desk's tags and views, as a person would write them.
fn settings(desk: &Desk, setup: &DeskSetup, admin: &Actor, at: Time) -> Result<(), SeedError> {
    let tags: String = setup.tags.iter().map(|t| section("tag", [("name", &t.name), ("colour", &t.colour), ("description", &t.meaning)])).collect();
    desk.save_settings(admin, Kind::Tags, &tags, "desk.toml", at)?;
    let desks = "desk".to_owned();
    let views: String = setup.views.iter().map(|v| section("view", [("name", &v.name), ("query", &v.query), ("for", &desks)])).collect();
    desk.save_settings(admin, Kind::Views, &views, "desk.toml", at)?;
    Ok(())
}

fn section<const N: usize>(name: &str, lines: [(&str, &String); N]) -> String {
    let lines: String = lines.iter().map(|(key, value)| format!("{key} = {}\n", toml::Value::String((*value).clone()))).collect();
    format!("[[{name}]]\n{lines}")
}

/// The desk's rules: they act on what happens from then on, not on the stories that brought the desk to where it is.
pub(super) fn rules(desk: &Desk, admin: &Actor, at: Time) -> Result<(), SeedError> {
    desk.save_settings(admin, Kind::Rules, include_str!("../stories/rules.toml"), "rules.toml", at)?;
    Ok(())
}

fn nobody(key: &str) -> SeedError {
    SeedError::Unknown { story: "desk".to_owned(), name: key.to_owned() }
}
