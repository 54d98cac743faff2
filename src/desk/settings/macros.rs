//! Macros: supervisors those of their teams, admins all.

use super::{Job, Refused, Setting, scopes};
use crate::desk::{Actor, DeskError, Right};
use crate::model::MacroId;
use crate::model::settings::{Diff, MacroItem, Scope};
use crate::model::written::{Mistake, Wrong};
use crate::store::{Store, StoreError, Write};

impl Setting for MacroItem {
    const RIGHT: Right = Right::TeamSettings;

    fn stands(s: &Store, actor: &Actor) -> Result<Vec<MacroItem>, DeskError> {
        let scopes = scopes(s, actor)?;
        Ok(all(s)?.into_iter().filter(|m| scopes.contains(&m.scope)).collect())
    }

    /// A macro is called by its name alone: no team's may have that of another's.
    fn check(job: &Job<'_>, before: &[MacroItem], diff: &Diff<MacroItem>) -> Result<(), Refused> {
        let others: Vec<MacroItem> = all(job.w)?.into_iter().filter(|m| !before.contains(m)).collect();
        for placed in diff.added.iter().chain(diff.changed.iter().map(|(_, placed)| placed)) {
            if others.iter().any(|o| o.name.to_lowercase() == placed.item.name.to_lowercase()) {
                let mistake = Mistake::Said("settings-twice", vec![("given", placed.item.name.clone())]);
                return Err(Wrong::in_section(placed.at, "[[macro]]", mistake).into());
            }
        }
        Ok(())
    }

    fn set_aside(w: &Write<'_>, was: &MacroItem) -> Result<(), StoreError> {
        was.id.map_or(Ok(()), |id| w.rename_macro(MacroId(id), &format!("\u{1}{id}")))
    }

    fn add(job: &Job<'_>, item: &MacroItem) -> Result<i64, StoreError> {
        keep(job, None, item)
    }

    fn put(job: &Job<'_>, was: &MacroItem, item: &MacroItem, _: bool) -> Result<(), StoreError> {
        keep(job, was.id, item).map(drop)
    }

    fn remove(job: &Job<'_>, item: &MacroItem) -> Result<(), StoreError> {
        item.id.map_or(Ok(()), |id| job.w.drop_macro(MacroId(id)))
    }
}

fn all(s: &Store) -> Result<Vec<MacroItem>, StoreError> {
    let teams = s.teams()?;
    let team = |row: &crate::store::MacroRow| row.team.and_then(|id| teams.iter().find(|t| t.id == id)).map(|t| t.name.clone());
    let rows = s.macros()?.into_iter();
    Ok(rows
        .map(|row| MacroItem { id: Some(row.id.0), scope: team(&row).map_or(Scope::Desk, Scope::Team), name: row.name, verbs: row.verbs })
        .collect())
}

fn keep(job: &Job<'_>, id: Option<i64>, item: &MacroItem) -> Result<i64, StoreError> {
    let team = match &item.scope {
        Scope::Team(name) => job.w.teams()?.into_iter().find(|t| t.name == *name).map(|t| t.id),
        Scope::Desk | Scope::Me => None,
    };
    Ok(job.w.put_macro(id.map(MacroId), &item.name, &item.verbs, team)?.0)
}
