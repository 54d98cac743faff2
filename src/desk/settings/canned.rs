//! Canned responses: everybody's own, supervisors those of their teams, admins all but other people's own. One of the desk's that a macro or rule
//! puts in stays.

use super::renamed::{Renamed, follow};
use super::{Job, Refused, Setting, scopes};
use crate::desk::{Actor, DeskError, Right};
use crate::model::settings::{CannedItem, Diff, Scope};
use crate::model::verb::Verb;
use crate::model::written::{Mistake, Wrong};
use crate::store::{Store, StoreError, Write};

impl Setting for CannedItem {
    const RIGHT: Right = Right::OwnSettings;

    fn stands(s: &Store, actor: &Actor) -> Result<Vec<CannedItem>, DeskError> {
        let scopes = scopes(s, actor)?;
        Ok(s.canned_items(actor.id())?.into_iter().filter(|c| scopes.contains(&c.scope)).collect())
    }

    fn check(job: &Job<'_>, _: &[CannedItem], diff: &Diff<CannedItem>) -> Result<(), Refused> {
        for item in diff.removed.iter().filter(|i| i.scope == Scope::Desk) {
            if let Some(by) = called_by(job.w, &item.shortcut)? {
                let values = vec![("given", item.shortcut.clone()), ("by", by)];
                return Err(Wrong::of_all(Mistake::Said("settings-canned-in-use", values)).into());
            }
        }
        Ok(())
    }

    fn set_aside(w: &Write<'_>, was: &CannedItem) -> Result<(), StoreError> {
        was.id.map_or(Ok(()), |id| w.set_canned_aside(id))
    }

    fn add(job: &Job<'_>, item: &CannedItem) -> Result<i64, StoreError> {
        job.w.add_canned(job.actor.id(), item)
    }

    fn put(job: &Job<'_>, was: &CannedItem, item: &CannedItem, _: bool) -> Result<(), StoreError> {
        if let Some(id) = was.id {
            job.w.put_canned_item(id, job.actor.id(), item)?;
        }
        // macros and rules call what is everybody's
        if was.scope == Scope::Desk { follow(job, Renamed::Canned, &was.shortcut, &item.shortcut) } else { Ok(()) }
    }

    fn remove(job: &Job<'_>, item: &CannedItem) -> Result<(), StoreError> {
        item.id.map_or(Ok(()), |id| job.w.remove_canned(id))
    }
}

/// The macro or rule that puts a canned response in.
fn called_by(s: &Store, shortcut: &str) -> Result<Option<String>, StoreError> {
    let puts_in = |verbs: &[String]| verbs.iter().any(|v| Verb::parse(v).is_ok_and(|v| v.puts_in(shortcut)));
    let rule = s.rules()?.into_iter().find(|r| puts_in(&r.verbs)).map(|r| r.name);
    Ok(match rule {
        Some(name) => Some(name),
        None => s.macros()?.into_iter().find(|m| puts_in(&m.verbs)).map(|m| m.name),
    })
}
