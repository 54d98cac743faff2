//! Teams: for admins. One that something names stays.

use super::renamed::{Renamed, follow};
use super::{Job, Refused, Setting};
use crate::desk::{Actor, DeskError, Right};
use crate::model::settings::{Diff, TeamItem};
use crate::model::written::{Mistake, Wrong};
use crate::store::{Store, StoreError, Write};

impl Setting for TeamItem {
    const RIGHT: Right = Right::Settings;

    fn stands(s: &Store, _: &Actor) -> Result<Vec<TeamItem>, DeskError> {
        Ok(s.team_items()?)
    }

    fn check(job: &Job<'_>, _: &[TeamItem], diff: &Diff<TeamItem>) -> Result<(), Refused> {
        for team in &diff.removed {
            let Some(id) = team.id else { continue };
            let used = job.w.team_use(id)?;
            if used != Default::default() {
                let values = vec![
                    ("given", team.name.clone()),
                    ("tickets", used.tickets.to_string()),
                    ("mailboxes", used.mailboxes.to_string()),
                    ("texts", used.texts.to_string()),
                ];
                return Err(Wrong::of_all(Mistake::Said("settings-team-in-use", values)).into());
            }
        }
        Ok(())
    }

    fn set_aside(w: &Write<'_>, was: &TeamItem) -> Result<(), StoreError> {
        was.id.map_or(Ok(()), |id| w.set_team_aside(id))
    }

    fn add(job: &Job<'_>, item: &TeamItem) -> Result<i64, StoreError> {
        job.w.add_team_item(item, job.now)
    }

    fn put(job: &Job<'_>, was: &TeamItem, item: &TeamItem, _: bool) -> Result<(), StoreError> {
        if let Some(id) = was.id {
            job.w.put_team_item(id, &was.name, item)?;
        }
        follow(job, Renamed::Team, &was.name, &item.name)
    }

    fn remove(job: &Job<'_>, item: &TeamItem) -> Result<(), StoreError> {
        item.id.map_or(Ok(()), |id| job.w.remove_team(id))
    }
}
