//! Rules: for admins.

use super::{Job, Refused, Setting, check_query};
use crate::desk::{Actor, DeskError, Right};
use crate::model::settings::{Diff, RuleItem};
use crate::model::verb::{Ask, Said, Verb};
use crate::model::written::{Mistake, Wrong, one_of};
use crate::model::{AgentId, RuleId};
use crate::store::{RuleText, Store, StoreError, Write};

impl Setting for RuleItem {
    const RIGHT: Right = Right::Settings;

    fn stands(s: &Store, _: &Actor) -> Result<Vec<RuleItem>, DeskError> {
        let item = |(place, row): (u32, crate::store::RuleRow)| RuleItem {
            id: Some(row.id.0),
            name: row.name,
            when: row.when,
            query: row.query,
            verbs: row.verbs,
            enabled: row.enabled,
            place,
        };
        Ok((0u32..).zip(s.rules()?).map(item).collect())
    }

    /// What a rule calls must be there for the whole desk: a rule is in no team.
    fn check(job: &Job<'_>, _: &[RuleItem], diff: &Diff<RuleItem>) -> Result<(), Refused> {
        let changed = diff.changed.iter().filter(|(was, placed)| was.query != placed.item.query).map(|(_, placed)| placed);
        diff.added.iter().chain(changed).try_for_each(|placed| check_query(job, placed.at, &placed.item.query))?;
        let macros: Vec<String> = job.w.macros()?.into_iter().map(|m| m.name).collect();
        let canned: Vec<String> = job.w.canned(AgentId(0))?.into_iter().map(|c| c.shortcut).collect();
        for placed in diff.added.iter().chain(diff.changed.iter().map(|(_, placed)| placed)) {
            for text in &placed.item.verbs {
                let there = match Verb::parse(text) {
                    Ok(Verb::Macro(name)) => one_of(&name, &macros).map(drop),
                    Ok(
                        Verb::Reply(Said::Canned(shortcut))
                        | Verb::Note(Said::Canned(shortcut))
                        | Verb::Side(Ask { said: Said::Canned(shortcut), .. }),
                    ) => one_of(&shortcut, &canned).map(drop),
                    Ok(_) => Ok(()),
                    Err(e) => Err(Mistake::Verb(Box::new(e))),
                };
                there.map_err(|mistake| Wrong::in_section(placed.at, "verbs", mistake))?;
            }
        }
        Ok(())
    }

    fn set_aside(w: &Write<'_>, was: &RuleItem) -> Result<(), StoreError> {
        was.id.map_or(Ok(()), |id| w.rename_rule(RuleId(id), &format!("\u{1}{id}")))
    }

    fn add(job: &Job<'_>, item: &RuleItem) -> Result<i64, StoreError> {
        keep(job, None, item)
    }

    fn put(job: &Job<'_>, was: &RuleItem, item: &RuleItem, _: bool) -> Result<(), StoreError> {
        keep(job, Some(was), item).map(drop)
    }

    fn remove(job: &Job<'_>, item: &RuleItem) -> Result<(), StoreError> {
        item.id.map_or(Ok(()), |id| job.w.drop_rule(RuleId(id)))
    }
}

/// A rule by the clock acts from when it was saved; one that has only another name or place goes on where it was.
fn keep(job: &Job<'_>, was: Option<&RuleItem>, item: &RuleItem) -> Result<i64, StoreError> {
    let same = was.is_some_and(|w| w.enabled && item.enabled && w.when == item.when && w.query == item.query);
    let known = job.w.rules()?.into_iter().find(|r| Some(r.id.0) == was.and_then(|w| w.id));
    let looked_at = known.filter(|_| same).map_or(job.now, |r| r.looked_at);
    let text = RuleText { name: &item.name, when: &item.when, query: &item.query, verbs: &item.verbs, enabled: item.enabled, place: item.place };
    Ok(job.w.put_rule(was.and_then(|w| w.id).map(RuleId), &text, looked_at)?.0)
}
