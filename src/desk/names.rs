//! Queries that somebody writes name what there is. One that was kept may name what is gone since, and finds nothing by that name.

use crate::model::query::{Name, Named, Query};
use crate::store::{Store, StoreError};

use super::DeskError;

/// Reads a query whose names must be there.
pub(super) fn read(s: &Store, text: &str) -> Result<Query, DeskError> {
    let (query, names) = Query::with_names(text)?;
    check(s, text, &names)?;
    Ok(query)
}

/// Reads a query that is to be kept: what it names must be there, but for tags. A tag is registered when it is first put on a ticket.
pub(super) fn read_to_keep(s: &Store, text: &str) -> Result<Query, DeskError> {
    let (query, mut names) = Query::with_names(text)?;
    names.retain(|name| name.what != Named::Tag);
    check(s, text, &names)?;
    Ok(query)
}

/// The first of the names of a query that nothing has is a mistake.
fn check(s: &Store, text: &str, names: &[Name]) -> Result<(), DeskError> {
    for name in names {
        let known = known(s, name.what)?;
        let is_there = match name.what {
            Named::Agent => s.is_login(&name.name)?,
            Named::Team | Named::Tag => known.iter().any(|k| k.eq_ignore_ascii_case(&name.name)),
            Named::Field => known.contains(&name.name),
        };
        if !is_there {
            return Err(name.unknown(text, &known).into());
        }
    }
    Ok(())
}

fn known(s: &Store, what: Named) -> Result<Vec<String>, StoreError> {
    Ok(match what {
        Named::Agent => s.agents()?.into_iter().map(|a| a.login).collect(),
        Named::Team => s.teams()?.into_iter().map(|t| t.name).collect(),
        Named::Tag => s.tag_items()?.into_iter().map(|t| t.name).collect(),
        Named::Field => s.fields()?.into_iter().map(|f| f.name).collect(),
    })
}
