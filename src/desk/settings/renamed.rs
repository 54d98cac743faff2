//! What is renamed keeps its name wherever it is named: in the queries of views and rules, in the verbs of macros and rules, and a
//! field in the texts that have it as a variable.

use super::{Job, Note};
use crate::model::canned::with_field_renamed;
use crate::model::query::Query;
pub(super) use crate::model::query::Renamed;
use crate::model::settings::Kind;
use crate::model::verb::Verb;
use crate::store::{Change, StoreError};

/// Whatever names something by its old name does so by the new one from now on.
pub(super) fn follow(job: &Job<'_>, what: Renamed, from: &str, to: &str) -> Result<(), StoreError> {
    if from == to {
        return Ok(());
    }
    let in_query = |text: &str| Query::parse(text).ok()?.renamed(what, from, to).map(|q| q.to_string());
    let in_verb = |text: &String| Verb::parse(text).ok()?.renamed(what, from, to).map(|v| v.to_string());
    let in_verbs = |verbs: &[String]| -> Option<Vec<String>> {
        let new: Vec<Option<String>> = verbs.iter().map(in_verb).collect();
        let any = new.iter().any(Option::is_some);
        any.then(|| new.into_iter().zip(verbs).map(|(new, old)| new.unwrap_or_else(|| old.clone())).collect())
    };
    for (id, text) in job.w.queries_of_views()? {
        let Some(query) = in_query(&text) else { continue };
        job.w.set_view_query(id, &query)?;
        let json = |query: &str| serde_json::json!({ "id": id.0, "query": query }).to_string();
        record(job, Kind::Views.change(), &json(&text), &json(&query))?;
        job.notes.borrow_mut().push(Note::Follows { text: query });
    }
    for rule in job.w.rules()? {
        let (query, verbs) = (in_query(&rule.query), in_verbs(&rule.verbs));
        if query.is_none() && verbs.is_none() {
            continue;
        }
        let json = |query: &str, verbs: &[String]| serde_json::json!({ "name": rule.name, "query": query, "verbs": verbs }).to_string();
        let was = json(&rule.query, &rule.verbs);
        let (query, verbs) = (query.unwrap_or_else(|| rule.query.clone()), verbs.unwrap_or_else(|| rule.verbs.clone()));
        job.w.reword_rule(rule.id, &query, &verbs)?;
        record(job, Kind::Rules.change(), &was, &json(&query, &verbs))?;
        job.notes.borrow_mut().push(Note::Follows { text: rule.name.clone() });
    }
    if what == Renamed::Field {
        in_canned(job, from, to)?;
    }
    for of in job.w.macros()? {
        let Some(verbs) = in_verbs(&of.verbs) else { continue };
        job.w.put_macro(Some(of.id), &of.name, &verbs, of.team)?;
        let json = |verbs: &[String]| serde_json::json!({ "name": of.name, "verbs": verbs }).to_string();
        record(job, Kind::Macros.change(), &json(&of.verbs), &json(&verbs))?;
        job.notes.borrow_mut().push(Note::Follows { text: of.name.clone() });
    }
    Ok(())
}

/// Canned responses have a field as a variable. Those of one agent alone are not told to whoever renames it.
fn in_canned(job: &Job<'_>, from: &str, to: &str) -> Result<(), StoreError> {
    for (id, title, text) in job.w.canned_texts()? {
        let new = [&title, &text].map(|t| with_field_renamed(t, from, to));
        if new.iter().any(Option::is_some) {
            let [new_title, new_text] = new;
            job.w.reword_canned(id, new_title.as_ref().unwrap_or(&title), new_text.as_ref().unwrap_or(&text))?;
            let json = |field: &str| serde_json::json!({ "id": id.0, "field": field }).to_string();
            record(job, Kind::Canned.change(), &json(from), &json(to))?;
        }
    }
    Ok(())
}

fn record(job: &Job<'_>, what: &str, was: &str, became: &str) -> Result<(), StoreError> {
    let change = Change { what, was: Some(was), became: Some(became), ..Change::default() };
    job.w.record(&job.actor.act(job.now), &change)?;
    Ok(())
}
