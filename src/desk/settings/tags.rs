//! Tags: for supervisors and admins. One that a ticket has stays.

use super::renamed::{Renamed, follow};
use super::{Job, Refused, Setting};
use crate::desk::{Actor, DeskError, Right};
use crate::model::settings::{Diff, TagItem};
use crate::model::written::{Mistake, Wrong};
use crate::store::{Store, StoreError, Write, placeholder_of};

impl Setting for TagItem {
    const RIGHT: Right = Right::TeamSettings;

    fn stands(s: &Store, _: &Actor) -> Result<Vec<TagItem>, DeskError> {
        Ok(s.tag_items()?)
    }

    fn check(job: &Job<'_>, _: &[TagItem], diff: &Diff<TagItem>) -> Result<(), Refused> {
        for tag in &diff.removed {
            let tickets = job.w.tickets_with(&tag.name)?;
            if tickets > 0 {
                let values = vec![("given", tag.name.clone()), ("tickets", tickets.to_string())];
                return Err(Wrong::of_all(Mistake::Said("settings-tag-in-use", values)).into());
            }
        }
        Ok(())
    }

    fn set_aside(w: &Write<'_>, was: &TagItem) -> Result<(), StoreError> {
        w.rename_tag(&was.name, &placeholder_of(&was.name))
    }

    fn add(job: &Job<'_>, item: &TagItem) -> Result<String, StoreError> {
        job.w.add_tag_item(item)?;
        Ok(item.name.clone())
    }

    fn put(job: &Job<'_>, was: &TagItem, item: &TagItem, aside: bool) -> Result<(), StoreError> {
        let now = if aside { placeholder_of(&was.name) } else { was.name.clone() };
        job.w.put_tag_item(&now, item)?;
        follow(job, Renamed::Tag, &was.name, &item.name)
    }

    fn remove(job: &Job<'_>, item: &TagItem) -> Result<(), StoreError> {
        job.w.unregister_tag(&item.name)
    }
}
