//! A verb in which something has another name.

use super::{Ask, Said, Told, Verb, Whom};
use crate::model::query::Renamed;

impl Verb {
    /// The verb with a new name in place of an old one; `None` when it does not name it.
    #[must_use]
    pub fn renamed(&self, what: Renamed, from: &str, to: &str) -> Option<Verb> {
        let mut verb = self.clone();
        let names: Vec<&mut String> = match (what, &mut verb) {
            (Renamed::Agent, Verb::Assign(Whom::Login(name)) | Verb::Notify(Told::Login(name)))
            | (Renamed::Team, Verb::Team(Some(name)) | Verb::Notify(Told::Team(name)))
            | (
                Renamed::Canned,
                Verb::Reply(Said::Canned(name)) | Verb::Note(Said::Canned(name)) | Verb::Side(Ask { said: Said::Canned(name), .. }),
            ) => vec![name],
            (Renamed::Tag, Verb::Tags { add, remove }) => add.iter_mut().chain(remove).collect(),
            _ => vec![],
        };
        let mut any = false;
        for name in names {
            if name.to_lowercase() == from.to_lowercase() {
                to.clone_into(name);
                any = true;
            }
        }
        any.then_some(verb)
    }

    /// Whether it puts in a canned response.
    #[must_use]
    pub fn puts_in(&self, shortcut: &str) -> bool {
        self.renamed(Renamed::Canned, shortcut, shortcut).is_some()
    }
}
