//! Who acts.

use crate::model::people::Agent;
use crate::model::{AgentId, Time};
use crate::store::Act;

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// An agent.
    Agent {
        /// Who.
        agent: Box<Agent>,
        /// The login of the one who really acts, with `--as`.
        really: Option<String>,
    },
    /// The desk itself: mail workers, ingest, the clock.
    System,
    /// A rule of the desk.
    Rule {
        /// Its name.
        name: String,
        /// As the history calls it: `rule NAME`.
        word: String,
    },
}

impl Actor {
    /// A rule, by its name.
    #[must_use]
    pub fn rule(name: &str) -> Actor {
        Actor::Rule { name: name.to_owned(), word: format!("rule {name}") }
    }

    /// Whether it is a rule.
    #[must_use]
    pub fn is_rule(&self) -> bool {
        matches!(self, Actor::Rule { .. })
    }

    /// The agent's number; 0, which no agent has, for the desk itself.
    #[must_use]
    pub fn id(&self) -> AgentId {
        self.agent().map_or(AgentId(0), |a| a.id)
    }

    /// The agent, when it is one.
    #[must_use]
    pub fn agent(&self) -> Option<&Agent> {
        match self {
            Actor::Agent { agent, .. } => Some(agent),
            Actor::System | Actor::Rule { .. } => None,
        }
    }

    /// The name that event lines, notes and notifications show; empty for the desk itself. A rule's is nobody's business outside.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Actor::Agent { agent, .. } => &agent.name,
            Actor::System => "",
            Actor::Rule { name, .. } => name,
        }
    }

    /// As the history keeps it.
    #[must_use]
    pub fn act(&self, at: Time) -> Act<'_> {
        match self {
            Actor::Agent { agent, really } => Act { at, actor: &agent.login, agent: Some(agent.id), as_login: really.as_deref() },
            Actor::System => Act { at, actor: "system", agent: None, as_login: None },
            Actor::Rule { word, .. } => Act { at, actor: word, agent: None, as_login: None },
        }
    }
}
