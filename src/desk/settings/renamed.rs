//! What is renamed keeps its name in the queries of views, and in macros and rules.

use super::{Job, Note};
use crate::model::query::Query;
pub(super) use crate::model::query::Renamed;
use crate::model::settings::Kind;
use crate::model::verb::Verb;
use crate::store::{Change, RuleText, StoreError};

/// Views, macros and rules that name something by its old name do so by the new one from now on.
pub(super) fn follow(job: &Job<'_>, what: Renamed, from: &str, to: &str) -> Result<(), StoreError> {
    if from == to {
        return Ok(());
    }
    for (id, text) in job.w.queries_of_views()? {
        let Some(query) = Query::parse(&text).ok().and_then(|q| q.renamed(what, from, to)) else { continue };
        let query = query.to_string();
        job.w.set_view_query(id, &query)?;
        let json = |query: &str| serde_json::json!({ "id": id.0, "query": query }).to_string();
        let (was, became) = (json(&text), json(&query));
        let change = Change { what: Kind::Views.change(), was: Some(&was), became: Some(&became), ..Change::default() };
        job.w.record(&job.actor.act(job.now), &change)?;
        job.notes.borrow_mut().push(Note::ViewFollows { query });
    }
    for row in job.w.macros()? {
        if let Some(verbs) = renamed(&row.verbs, what, from, to) {
            job.w.put_macro(Some(row.id), &row.name, &verbs, row.team)?;
            followed(job, Kind::Macros, &row.name, &row.verbs, &verbs)?;
        }
    }
    for (place, row) in (0u32..).zip(job.w.rules()?) {
        let query = Query::parse(&row.query).ok().and_then(|q| q.renamed(what, from, to)).map(|q| q.to_string());
        let verbs = renamed(&row.verbs, what, from, to);
        if query.is_some() || verbs.is_some() {
            let (query, verbs) = (query.as_ref().unwrap_or(&row.query), verbs.as_ref().unwrap_or(&row.verbs));
            let text = RuleText { name: &row.name, when: &row.when, query, verbs, enabled: row.enabled, place };
            job.w.put_rule(Some(row.id), &text, row.looked_at)?;
            followed(job, Kind::Rules, &row.name, &row.verbs, verbs)?;
        }
    }
    Ok(())
}

/// Verbs with a new name in place of an old one; `None` when none names it.
fn renamed(verbs: &[String], what: Renamed, from: &str, to: &str) -> Option<Vec<String>> {
    let mut any = false;
    let mut one = |text: &String| {
        let verb = Verb::parse(text).ok().and_then(|v| v.renamed(what, from, to));
        any |= verb.is_some();
        verb.map_or_else(|| text.clone(), |v| v.to_string())
    };
    let out: Vec<String> = verbs.iter().map(&mut one).collect();
    any.then_some(out)
}

fn followed(job: &Job<'_>, kind: Kind, name: &str, was: &[String], became: &[String]) -> Result<(), StoreError> {
    let json = |verbs: &[String]| serde_json::json!({ "name": name, "verbs": verbs }).to_string();
    let (was, became) = (json(was), json(became));
    job.w.record(&job.actor.act(job.now), &Change { what: kind.change(), was: Some(&was), became: Some(&became), ..Change::default() })?;
    job.notes.borrow_mut().push(Note::Follows { name: name.to_owned() });
    Ok(())
}
