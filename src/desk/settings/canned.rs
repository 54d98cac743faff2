//! Canned responses: everybody's own, supervisors those of their teams, admins all but other people's own.

use super::{Job, Refused, Setting, scopes};
use crate::desk::{Actor, DeskError, Right};
use crate::model::settings::{CannedItem, Diff};
use crate::store::{Store, StoreError, Write};

impl Setting for CannedItem {
    const RIGHT: Right = Right::OwnSettings;

    fn stands(s: &Store, actor: &Actor) -> Result<Vec<CannedItem>, DeskError> {
        let scopes = scopes(s, actor)?;
        Ok(s.canned_items(actor.id())?.into_iter().filter(|c| scopes.contains(&c.scope)).collect())
    }

    fn check(_: &Job<'_>, _: &[CannedItem], _: &Diff<CannedItem>) -> Result<(), Refused> {
        Ok(())
    }

    fn set_aside(w: &Write<'_>, was: &CannedItem) -> Result<(), StoreError> {
        was.id.map_or(Ok(()), |id| w.set_canned_aside(id))
    }

    fn add(job: &Job<'_>, item: &CannedItem) -> Result<i64, StoreError> {
        job.w.add_canned(job.actor.id(), item)
    }

    fn put(job: &Job<'_>, was: &CannedItem, item: &CannedItem, _: bool) -> Result<(), StoreError> {
        was.id.map_or(Ok(()), |id| job.w.put_canned_item(id, job.actor.id(), item))
    }

    fn remove(job: &Job<'_>, item: &CannedItem) -> Result<(), StoreError> {
        item.id.map_or(Ok(()), |id| job.w.remove_canned(id))
    }
}
