//! Views: everybody's own, supervisors those of their teams, admins all but other people's own.

use super::{Job, Refused, Setting, check_query, scopes};
use crate::desk::{Actor, DeskError, Right};
use crate::model::settings::{Diff, ViewItem};
use crate::store::{Store, StoreError, Write};

impl Setting for ViewItem {
    const RIGHT: Right = Right::OwnSettings;

    fn stands(s: &Store, actor: &Actor) -> Result<Vec<ViewItem>, DeskError> {
        let scopes = scopes(s, actor)?;
        Ok(s.view_items(actor.id())?.into_iter().filter(|v| scopes.contains(&v.scope)).collect())
    }

    fn check(job: &Job<'_>, _: &[ViewItem], diff: &Diff<ViewItem>) -> Result<(), Refused> {
        let changed = diff.changed.iter().filter(|(was, placed)| was.query != placed.item.query).map(|(_, placed)| placed);
        diff.added.iter().chain(changed).try_for_each(|placed| check_query(job, placed.at, &placed.item.query))
    }

    fn set_aside(w: &Write<'_>, was: &ViewItem) -> Result<(), StoreError> {
        was.id.map_or(Ok(()), |id| w.set_view_aside(id))
    }

    fn add(job: &Job<'_>, item: &ViewItem) -> Result<i64, StoreError> {
        job.w.add_view(job.actor.id(), item)
    }

    fn put(job: &Job<'_>, was: &ViewItem, item: &ViewItem, _: bool) -> Result<(), StoreError> {
        was.id.map_or(Ok(()), |id| job.w.put_view(id, job.actor.id(), item))
    }

    fn remove(job: &Job<'_>, item: &ViewItem) -> Result<(), StoreError> {
        item.id.map_or(Ok(()), |id| job.w.remove_view(id))
    }
}
