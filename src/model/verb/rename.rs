//! A verb in which something has another name.

use super::{Told, Verb, Whom};
use crate::model::query::Renamed;

impl Verb {
    /// The verb with a new name in place of an old one; `None` when it does not name it.
    #[must_use]
    pub fn renamed(&self, what: Renamed, from: &str, to: &str) -> Option<Verb> {
        let is = |name: &str| name.to_lowercase() == from.to_lowercase();
        let to = || to.to_owned();
        match (what, self) {
            (Renamed::Agent, Verb::Assign(Whom::Login(login))) if is(login) => Some(Verb::Assign(Whom::Login(to()))),
            (Renamed::Agent, Verb::Notify(Told::Login(login))) if is(login) => Some(Verb::Notify(Told::Login(to()))),
            (Renamed::Team, Verb::Team(Some(team))) if is(team) => Some(Verb::Team(Some(to()))),
            (Renamed::Team, Verb::Notify(Told::Team(team))) if is(team) => Some(Verb::Notify(Told::Team(to()))),
            (Renamed::Tag, Verb::Tags { add, remove }) if add.iter().chain(remove).any(|t| is(t)) => {
                let new = |tags: &[String]| tags.iter().map(|t| if is(t) { to() } else { t.clone() }).collect();
                Some(Verb::Tags { add: new(add), remove: new(remove) })
            }
            _ => None,
        }
    }
}
