//! What a text changes.

use super::{Item, Placed};
use crate::model::written::{Mistake, Wrong};

/// What a text changes of what stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff<I> {
    /// What is not in the text any more.
    pub removed: Vec<I>,
    /// What is another now: as it was, and as it is to be.
    pub changed: Vec<(I, Placed<I>)>,
    /// What is new.
    pub added: Vec<Placed<I>>,
}

impl<I> Diff<I> {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.changed.is_empty() && self.added.is_empty()
    }
}

/// Compares a text with what stands. An item without an id is the one with its key, when no other section has that one's id.
///
/// # Errors
/// An id that is not there, the same id twice, the same key twice.
pub fn compare<I: Item>(before: &[I], mut after: Vec<Placed<I>>) -> Result<Diff<I>, Wrong> {
    let section = format!("[[{}]]", I::SECTION);
    let wrong = |at: usize, key: &'static str, given: String| Wrong::in_section(at, &section, Mistake::Said(key, vec![("given", given)]));
    for i in 0..after.len() {
        let (earlier, rest) = after.split_at(i);
        let Placed { at, item } = &rest[0];
        if earlier.iter().any(|e| e.item.key() == item.key()) {
            return Err(wrong(*at, "settings-twice", item.called().to_owned()));
        }
        if let Some(id) = item.id() {
            if earlier.iter().any(|e| e.item.id() == Some(id)) {
                return Err(wrong(*at, "settings-same-id", id.to_string()));
            }
            if !before.iter().any(|b| b.id() == Some(id)) {
                return Err(wrong(*at, "settings-no-id", id.to_string()));
            }
        }
    }
    for i in 0..after.len() {
        let key = after[i].item.key();
        let of_that_name = before.iter().find(|b| b.key() == key).and_then(|b| b.id().cloned());
        if let (None, Some(id)) = (after[i].item.id(), of_that_name)
            && !after.iter().any(|a| a.item.id() == Some(&id))
        {
            after[i].item.set_id(id);
        }
    }
    let stays = |b: &&I| after.iter().any(|a| a.item.id().is_some() && a.item.id() == b.id());
    let removed = before.iter().filter(|b| !stays(b)).cloned().collect();
    let (mut changed, mut added) = (Vec::new(), Vec::new());
    for placed in after {
        match before.iter().find(|b| placed.item.id().is_some() && b.id() == placed.item.id()) {
            Some(was) if *was == placed.item => {}
            Some(was) => changed.push((was.clone(), placed)),
            None => added.push(placed),
        }
    }
    Ok(Diff { removed, changed, added })
}
