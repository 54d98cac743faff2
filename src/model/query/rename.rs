//! A query in which something has another name.

use super::{Condition, Query, WhichTeam, Who};

/// What is called something else now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renamed {
    /// An agent, by login.
    Agent,
    /// A team.
    Team,
    /// A tag.
    Tag,
    /// A custom field.
    Field,
    /// A canned response, by its shortcut; no query names one.
    Canned,
}

impl Query {
    /// The query with a new name in place of an old one; `None` when it does not name it.
    #[must_use]
    pub fn renamed(&self, what: Renamed, from: &str, to: &str) -> Option<Query> {
        let mut query = self.clone();
        let mut any = false;
        let mut put = |name: &mut String| {
            if name.to_lowercase() == from.to_lowercase() {
                to.clone_into(name);
                any = true;
            }
        };
        for term in &mut query.terms {
            match (what, &mut term.condition) {
                (Renamed::Tag, Condition::Tag(tags)) => tags.iter_mut().for_each(&mut put),
                (Renamed::Field, Condition::Field(name, _)) => put(name),
                (Renamed::Team, Condition::Team(teams)) => {
                    for team in teams {
                        if let WhichTeam::Named(name) = team {
                            put(name);
                        }
                    }
                }
                (Renamed::Agent, Condition::Assignee(who) | Condition::Mentions(who)) => {
                    for one in who {
                        if let Who::Login(login) = one {
                            put(login);
                        }
                    }
                }
                _ => {}
            }
        }
        any.then_some(query)
    }
}
