//! The verbs of macros and rules as they stand in a text.

use toml::Spanned;

use super::Known;
use crate::model::verb::{Told, Verb, Whom};
use crate::model::written::{Mistake, Wrong, one_of};

/// Reads verbs, of which there is at least one. Agents and teams that they name must be there; a macro may be named unless `no_macro` is a
/// sentence that says why not.
pub(super) fn verbs(given: &Spanned<Vec<Spanned<String>>>, known: &Known, no_macro: &'static str) -> Result<Vec<Verb>, Wrong> {
    let wrong = |at: usize, mistake: Mistake| Wrong { at: Some(at), key: Some("verbs".to_owned()), mistake };
    if given.get_ref().is_empty() {
        return Err(wrong(given.span().start, Mistake::Said("settings-no-verbs", vec![])));
    }
    let read = |text: &Spanned<String>| {
        let at = text.span().start;
        let verb = Verb::parse(text.get_ref()).map_err(|e| wrong(at, Mistake::Verb(Box::new(e))))?;
        let there = match &verb {
            Verb::Assign(Whom::Login(login)) | Verb::Notify(Told::Login(login)) => one_of(login, &known.agents).map(drop),
            Verb::Team(Some(name)) | Verb::Notify(Told::Team(name)) => one_of(name, &known.teams).map(drop),
            Verb::Field { name, value } => field(name, value.as_deref(), known),
            Verb::Macro(name) if !no_macro.is_empty() => Err(Mistake::Said(no_macro, vec![("given", name.clone())])),
            _ => Ok(()),
        };
        there.map_err(|mistake| wrong(at, mistake))?;
        Ok(verb)
    };
    given.get_ref().iter().map(read).collect()
}

/// A field that is there, with a value that it can have.
fn field(name: &str, value: Option<&str>, known: &Known) -> Result<(), Mistake> {
    let names: Vec<String> = known.fields.iter().map(|f| f.name.clone()).collect();
    let name = one_of(name, &names)?;
    let read = value.and_then(|v| known.fields.iter().find(|f| f.name == *name).map(|f| f.read(v)));
    match read {
        Some(Err(e)) => Err(Mistake::UnknownValue { given: e.given, expected: vec![e.expected] }),
        _ => Ok(()),
    }
}

/// Verbs as they are kept.
pub(super) fn texts(verbs: &[Verb]) -> Vec<String> {
    verbs.iter().map(ToString::to_string).collect()
}
