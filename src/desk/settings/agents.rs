//! Agents: for admins. They are never deleted: whoever is left out uses aside no more, and what they wrote stays theirs.

use super::renamed::{Renamed, follow};
use super::{Job, Note, Refused, Setting};
use crate::desk::{Actor, DeskError, Right};
use crate::model::AgentId;
use crate::model::people::Role;
use crate::model::settings::{AgentItem, Diff, Item, Placed};
use crate::model::written::{Mistake, Wrong};
use crate::store::{Store, StoreError, Write};

impl Setting for AgentItem {
    const RIGHT: Right = Right::Settings;

    fn stands(s: &Store, _: &Actor) -> Result<Vec<AgentItem>, DeskError> {
        Ok(s.agent_items()?)
    }

    fn meant(mut diff: Diff<AgentItem>) -> Diff<AgentItem> {
        for item in diff.removed.drain(..).filter(|i| !i.disabled) {
            let left = AgentItem { disabled: true, ..item.clone() };
            diff.changed.push((item, Placed { at: usize::MAX, item: left }));
        }
        diff
    }

    fn check(job: &Job<'_>, before: &[AgentItem], diff: &Diff<AgentItem>) -> Result<(), Refused> {
        let stays = before.iter().filter(|b| !diff.changed.iter().any(|(was, _)| was.id == b.id));
        let mut all: Vec<&AgentItem> = stays.collect();
        let touched = diff.changed.iter().map(|(_, p)| p).chain(&diff.added);
        for Placed { at, item } in touched {
            let place = |mistake| if *at == usize::MAX { Wrong::of_all(mistake) } else { Wrong::in_section(*at, "[[agent]]", mistake) };
            let said = |key, given: &str| place(Mistake::Said(key, vec![("given", given.to_owned())]));
            if all.iter().any(|other| other.login == item.login) {
                return Err(said("settings-twice", &item.login).into());
            }
            if all.iter().any(|other| other.email == item.email) {
                return Err(said("settings-email-twice", item.email.as_str()).into());
            }
            all.push(item);
        }
        let is_admin = |item: &AgentItem| item.role == Role::Admin && !item.disabled;
        if before.iter().any(is_admin) && !all.iter().any(|i| is_admin(i)) {
            let at = diff.changed.iter().find(|(was, p)| is_admin(was) && p.at != usize::MAX).map(|(_, p)| p.at);
            let key = at.map(|_| "[[agent]]".to_owned());
            return Err(Wrong { at, key, mistake: Mistake::Said("settings-last-admin", Vec::new()) }.into());
        }
        for (was, placed) in diff.changed.iter().filter(|(was, p)| p.item.disabled && !was.disabled) {
            let tickets = was.id.map_or(Ok(0), |id| job.w.working_tickets_of(AgentId(id)))?;
            if tickets > 0 {
                job.notes.borrow_mut().push(Note::StillHas { login: placed.item.login.clone(), tickets });
            }
        }
        Ok(())
    }

    fn wants_what_is_of(&self, other: &AgentItem) -> bool {
        self.key() == other.key() || self.email == other.email
    }

    fn set_aside(w: &Write<'_>, was: &AgentItem) -> Result<(), StoreError> {
        was.id.map_or(Ok(()), |id| w.set_agent_aside(id))
    }

    fn add(job: &Job<'_>, item: &AgentItem) -> Result<i64, StoreError> {
        job.w.add_agent_item(item, job.now)
    }

    fn put(job: &Job<'_>, was: &AgentItem, item: &AgentItem, _: bool) -> Result<(), StoreError> {
        if let Some(id) = was.id {
            job.w.put_agent_item(id, item, job.now)?;
        }
        follow(job, Renamed::Agent, &was.login, &item.login)
    }

    fn remove(_: &Job<'_>, _: &AgentItem) -> Result<(), StoreError> {
        Ok(())
    }
}
