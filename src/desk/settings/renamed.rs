//! What is renamed keeps its name in the queries of views.

use super::{Job, Note};
use crate::model::query::Query;
pub(super) use crate::model::query::Renamed;
use crate::model::settings::Kind;
use crate::store::{Change, StoreError};

/// Views that name something by its old name do so by the new one from now on.
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
    Ok(())
}
