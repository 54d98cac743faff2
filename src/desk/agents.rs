//! Who is there: agents with their availability and load.

use serde::Serialize;

use crate::model::settings::Kind;
use crate::model::{AgentId, Time};
use crate::store::{Change, Load};

use super::{Actor, Desk, DeskError, Right};

/// An agent as they are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgentNow {
    /// Row.
    #[serde(skip)]
    pub id: AgentId,
    /// The operating system's user name.
    pub login: String,
    /// The name that people see.
    pub name: String,
    /// Whether they take new work.
    pub available: bool,
    /// What they have to do, and when they were last heard of.
    #[serde(flatten)]
    pub load: Load,
}

impl Desk {
    /// The agents as they are now, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn agents_now(&self) -> Result<Vec<AgentNow>, DeskError> {
        self.store.read(|s| {
            let mut loads = s.loads()?;
            let agents = s.agents()?.into_iter();
            Ok(agents
                .map(|a| {
                    let load = loads.remove(&a.id).unwrap_or_default();
                    AgentNow { id: a.id, login: a.login, name: a.name, available: a.available, load }
                })
                .collect())
        })
    }

    /// Says whether an agent takes new work: oneself, or another one with the right to change settings. False when it was so already.
    ///
    /// # Errors
    /// When the actor may not, there is no such agent, or the store cannot be written.
    pub fn set_available(&self, actor: &Actor, agent: AgentId, available: bool, now: Time) -> Result<bool, DeskError> {
        if agent != actor.id() {
            self.may(actor, Right::Settings)?;
        }
        self.store.write(|w| {
            let login = w.agent(agent)?.ok_or_else(|| DeskError::NoSuchAgent(agent.to_string()))?.login;
            let changed = w.set_available(agent, available)?;
            if changed {
                let json = |available: bool| serde_json::json!({ "id": agent.0, "login": login, "available": available }).to_string();
                let (was, became) = (json(!available), json(available));
                let change = Change { what: Kind::Agents.change(), was: Some(&was), became: Some(&became), ..Change::default() };
                w.record(&actor.act(now), &change)?;
            }
            Ok(changed)
        })
    }
}
