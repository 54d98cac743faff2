//! A verb in which something has another name.

use super::{Ask, Said, Told, Verb, Whom};
use crate::model::canned;
use crate::model::query::Renamed;

impl Verb {
    /// The verb with a new name in place of an old one; `None` when it does not name it.
    #[must_use]
    pub fn renamed(&self, what: Renamed, from: &str, to: &str) -> Option<Verb> {
        let mut verb = self.clone();
        let names: Vec<&mut String> = match (what, &mut verb) {
            (Renamed::Agent, Verb::Assign(Whom::Login(name)) | Verb::Notify(Told::Login(name)))
            | (Renamed::Field, Verb::Field { name, .. })
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
        if what == Renamed::Field {
            any |= in_texts(&mut verb, from, to);
        }
        any.then_some(verb)
    }

    /// Whether it puts in a canned response.
    #[must_use]
    pub fn puts_in(&self, shortcut: &str) -> bool {
        self.renamed(Renamed::Canned, shortcut, shortcut).is_some()
    }
}

/// Gives a custom field its new name in what a verb says; whether it is named there.
fn in_texts(verb: &mut Verb, from: &str, to: &str) -> bool {
    let texts: Vec<&mut String> = match verb {
        Verb::Reply(Said::Text(text)) | Verb::Note(Said::Text(text)) => vec![text],
        Verb::Side(ask) => {
            let said = if let Said::Text(text) = &mut ask.said { Some(text) } else { None };
            said.into_iter().chain(&mut ask.subject).collect()
        }
        _ => vec![],
    };
    let mut any = false;
    for text in texts {
        if let Some(renamed) = canned::with_field_renamed(text, from, to) {
            *text = renamed;
            any = true;
        }
    }
    any
}
