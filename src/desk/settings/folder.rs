//! Canned responses as a folder of pages, both ways.

use super::{How, Job, Note, Refused, Saved, Setting, known};
use crate::desk::{Actor, Desk, DeskError, Right};
use crate::model::Time;
use crate::model::outgoing::OutgoingFile;
use crate::model::people::Role;
use crate::model::settings::{CannedItem, Item, Kind, Page, Placed, Scope, compare, name_of};
use crate::model::written::WrittenError;
use crate::store::NewFile;

/// A page with the files that it names.
#[derive(Clone, Debug)]
pub struct PageIn {
    /// Where it is: what mistakes call it.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The page.
    pub page: Page,
    /// Its files, in the order of the page.
    pub files: Vec<OutgoingFile>,
}

impl Desk {
    /// The canned responses that the actor may call, with whose they are; an admin's are those of every team.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn callable(&self, actor: &Actor) -> Result<Vec<CannedItem>, DeskError> {
        let teams = self.store.teams()?;
        let theirs =
            |name: &str| actor.agent().is_none_or(|a| a.role == Role::Admin || teams.iter().any(|t| t.name == name && a.teams.contains(&t.id)));
        let mut items = self.store.canned_items(actor.id())?;
        items.retain(|i| match &i.scope {
            Scope::Desk | Scope::Me => true,
            Scope::Team(team) => theirs(team),
        });
        Ok(items)
    }

    /// The canned responses that the actor may edit, each with the bytes of its files in the order of their names.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be read.
    pub fn export_canned(&self, actor: &Actor) -> Result<Vec<(CannedItem, Vec<OutgoingFile>)>, DeskError> {
        self.may(actor, Right::OwnSettings)?;
        self.store.read(|s| {
            let items = CannedItem::stands(s, actor)?.into_iter();
            items.map(|item| Ok((s.canned_file_bytes(item.id.unwrap_or_default())?, item)).map(|(files, item)| (item, files))).collect()
        })
    }

    /// Adds the canned responses of some pages, or changes the ones with their shortcuts; nothing of it when one page is wrong. The others stay, or
    /// are removed with `prune`.
    ///
    /// # Errors
    /// [`DeskError::Written`] with the page and line of a mistake, [`DeskError::NotAllowed`], or the store cannot be written.
    pub fn import_canned(&self, actor: &Actor, pages: &[PageIn], prune: bool, now: Time) -> Result<Saved, DeskError> {
        self.may(actor, Right::OwnSettings)?;
        self.store.write(|w| {
            let known = known(w, actor)?;
            let mut placed = Vec::with_capacity(pages.len());
            for (at, page) in pages.iter().enumerate() {
                let item = page.page.item(&known).map_err(|wrong| mistake(page, wrong))?;
                placed.push(Placed { at, item });
            }
            let before = CannedItem::stands(w, actor)?;
            // where it stands is the number of its page: what is wrong is told there
            let mut diff = compare(&before, placed.clone()).map_err(|wrong| {
                let page = wrong.at.and_then(|at| pages.get(at));
                page.map_or(DeskError::Empty, |page| mistake(page, crate::model::written::Wrong { at: Some(0), ..wrong }))
            })?;
            if !prune {
                diff.removed.clear();
            }
            let job = Job { w, actor, now, notes: Default::default() };
            CannedItem::check(&job, &before, &diff).map_err(|refused| match refused {
                Refused::At(wrong) => DeskError::Written(Box::new(WrittenError::at("", Kind::Canned.word(), wrong))),
                Refused::Desk(e) => e,
            })?;
            let last = w.last_history()?;
            let mut changes: Vec<(How, String)> = Vec::new();
            for item in &diff.removed {
                CannedItem::remove(&job, item)?;
                job.record(Some(item), None)?;
                changes.push((How::Removed, item.shortcut.clone()));
            }
            let stands = |item: &CannedItem| before.iter().find(|b| b.key() == item.key());
            for Placed { at, item } in placed {
                let (id, was) = match stands(&item) {
                    Some(was) => {
                        CannedItem::put(&job, was, &item, false)?;
                        (was.id.unwrap_or_default(), Some(was))
                    }
                    None => (CannedItem::add(&job, &item)?, None),
                };
                let files: Vec<NewFile<'_>> = pages[at].files.iter().map(new_file).collect();
                let other_files = w.put_canned_files(id, &files)?;
                let item = CannedItem { id: Some(id), ..item };
                if other_files || was != Some(&item) {
                    job.record(was, Some(&item))?;
                    changes.push((if was.is_some() { How::Changed } else { How::Added }, item.shortcut));
                }
            }
            w.mark_as_batch(last, None)?;
            let notes: Vec<Note> = job.notes.into_inner();
            Ok(Saved { kind: Kind::Canned, changes, notes })
        })
    }
}

fn mistake(page: &PageIn, wrong: crate::model::written::Wrong) -> DeskError {
    DeskError::Written(Box::new(WrittenError::at(&page.text, &page.path, wrong)))
}

fn new_file(file: &OutgoingFile) -> NewFile<'_> {
    NewFile { name: name_of(&file.name), media_type: &file.media_type, content_id: None, inline: false, bytes: &file.bytes }
}
