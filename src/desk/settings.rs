//! The desk's settings: read as text, saved whole, with who and when and what in the history.
//!
//! Each kind has a file of its own below, which says who may edit what of it, what the text alone cannot tell, and how it is kept. A text that is
//! wrong changes nothing. Whoever may edit only a part of a kind sees and changes that part alone.

mod agents;
mod canned;
mod fields;
mod folder;
mod macros;
mod renamed;
mod rules;
mod tags;
mod teams;
mod views;

use std::cell::RefCell;

use serde::Serialize;

use crate::model::Time;
use crate::model::people::Role;
use crate::model::settings::{
    self, AgentItem, CannedItem, Diff, FieldItem, Item, Kind, Known, MacroItem, Placed, RuleItem, Scope, TagItem, TeamItem, ViewItem,
};
use crate::model::written::{Mistake, WrittenError, Wrong};
use crate::store::{Change, HistoryRow, Store, StoreError, Write};
use crate::words::Words;

use super::{Actor, Desk, DeskError, Right, names};
pub use folder::PageIn;

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It is new.
    Added,
    /// It is another now.
    Changed,
    /// It is not there any more.
    Removed,
}

/// What was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Saved {
    /// The kind.
    pub kind: Kind,
    /// What became of which item, by name.
    pub changes: Vec<(How, String)>,
    /// What whoever saved should know.
    pub notes: Vec<Note>,
}

/// What somebody who has saved settings should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// An agent who uses aside no more still has working tickets.
    StillHas {
        /// The agent.
        login: String,
        /// How many.
        tickets: u32,
    },
    /// A view, rule or macro names what was renamed, and does so by the new name now.
    Follows {
        /// The view's query now, or the name of the rule or macro.
        text: String,
    },
}

impl Note {
    /// The note in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            Note::StillHas { login, tickets } => {
                words.say_with("settings-note-still-has", &[("login", login.into()), ("tickets", (*tickets).into())])
            }
            Note::Follows { text } => words.say_with("settings-note-follows", &[("what", text.into())]),
        }
    }
}

/// Why a text was not saved: at a place in it, or in general.
#[derive(Debug)]
enum Refused {
    At(Wrong),
    Desk(DeskError),
}

impl From<Wrong> for Refused {
    fn from(wrong: Wrong) -> Refused {
        Refused::At(wrong)
    }
}

impl From<DeskError> for Refused {
    fn from(e: DeskError) -> Refused {
        Refused::Desk(e)
    }
}

impl From<StoreError> for Refused {
    fn from(e: StoreError) -> Refused {
        Refused::Desk(e.into())
    }
}

/// A text that is being saved.
struct Job<'a> {
    w: &'a Write<'a>,
    actor: &'a Actor,
    now: Time,
    notes: RefCell<Vec<Note>>,
}

impl Job<'_> {
    fn record<I: Item>(&self, was: Option<&I>, became: Option<&I>) -> Result<(), StoreError> {
        let json = |item: Option<&I>| item.and_then(|i| serde_json::to_string(i).ok());
        let (was, became) = (json(was), json(became));
        let change = Change { what: I::KIND.change(), was: was.as_deref(), became: became.as_deref(), ..Change::default() };
        self.w.record(&self.actor.act(self.now), &change)?;
        Ok(())
    }
}

/// How a kind of settings is kept.
trait Setting: Item {
    /// What it takes to edit any of it.
    const RIGHT: Right;

    /// What the actor may edit of what stands.
    fn stands(s: &Store, actor: &Actor) -> Result<Vec<Self>, DeskError>;

    /// What removing means, where it is not that.
    fn meant(diff: Diff<Self>) -> Diff<Self> {
        diff
    }

    /// What the text alone cannot tell.
    fn check(job: &Job<'_>, before: &[Self], diff: &Diff<Self>) -> Result<(), Refused>;

    /// Whether what somebody else's has now is to be this one's.
    fn wants_what_is_of(&self, other: &Self) -> bool {
        self.key() == other.key()
    }

    /// Makes room for the others: this one gets its own name afterwards.
    fn set_aside(w: &Write<'_>, was: &Self) -> Result<(), StoreError>;

    fn add(job: &Job<'_>, item: &Self) -> Result<Self::Id, StoreError>;

    /// `aside`: it was set aside before.
    fn put(job: &Job<'_>, was: &Self, item: &Self, aside: bool) -> Result<(), StoreError>;

    fn remove(job: &Job<'_>, item: &Self) -> Result<(), StoreError>;
}

/// What can be done with a kind.
struct Shelf {
    right: Right,
    text: fn(&Desk, &Actor, &Words) -> Result<String, DeskError>,
    json: fn(&Desk, &Actor) -> Result<serde_json::Value, DeskError>,
    save: fn(&Desk, &Actor, &str, &str, Time) -> Result<Saved, DeskError>,
}

impl Shelf {
    fn of<I: Setting>() -> Shelf {
        Shelf { right: I::RIGHT, text: text::<I>, json: json::<I>, save: save::<I> }
    }

    /// The table of kinds.
    fn for_kind(kind: Kind) -> Shelf {
        match kind {
            Kind::Agents => Shelf::of::<AgentItem>(),
            Kind::Teams => Shelf::of::<TeamItem>(),
            Kind::Tags => Shelf::of::<TagItem>(),
            Kind::Views => Shelf::of::<ViewItem>(),
            Kind::Canned => Shelf::of::<CannedItem>(),
            Kind::Macros => Shelf::of::<MacroItem>(),
            Kind::Rules => Shelf::of::<RuleItem>(),
            Kind::Fields => Shelf::of::<FieldItem>(),
        }
    }
}

impl Desk {
    /// Whether the actor may edit any of a kind of settings.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`] when they may not.
    pub fn may_edit(&self, actor: &Actor, kind: Kind) -> Result<(), DeskError> {
        self.may(actor, Shelf::for_kind(kind).right)
    }

    /// What the actor may edit of a kind of settings, as TOML, with comments in the reader's language.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be read.
    pub fn settings(&self, actor: &Actor, kind: Kind, words: &Words) -> Result<String, DeskError> {
        self.may_edit(actor, kind)?;
        (Shelf::for_kind(kind).text)(self, actor, words)
    }

    /// The same as a list for scripts.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be read.
    pub fn settings_listed(&self, actor: &Actor, kind: Kind) -> Result<serde_json::Value, DeskError> {
        self.may_edit(actor, kind)?;
        (Shelf::for_kind(kind).json)(self, actor)
    }

    /// Saves a text whole; `file` is what mistakes call it. One that changes nothing is no change.
    ///
    /// # Errors
    /// [`DeskError::Written`] with the line of what is wrong, [`DeskError::SettingsMoved`] when somebody has saved the same settings since the text
    /// was made, [`DeskError::NotAllowed`], or the store cannot be written. Nothing is changed then.
    pub fn save_settings(&self, actor: &Actor, kind: Kind, text: &str, file: &str, now: Time) -> Result<Saved, DeskError> {
        self.may_edit(actor, kind)?;
        (Shelf::for_kind(kind).save)(self, actor, text, file, now)
    }

    /// Who changed what of a kind of settings, newest first.
    ///
    /// # Errors
    /// When the actor may not edit what is everybody's of it, or the store cannot be read.
    pub fn settings_history(&self, actor: &Actor, kind: Kind, limit: u32) -> Result<Vec<HistoryRow>, DeskError> {
        let right = Shelf::for_kind(kind).right;
        self.may(actor, if right == Right::OwnSettings { Right::TeamSettings } else { right })?;
        Ok(self.store.desk_history(kind.change(), limit)?)
    }
}

/// Whose views and canned responses an actor may change, the widest first.
fn scopes(s: &Store, actor: &Actor) -> Result<Vec<Scope>, DeskError> {
    let Some(agent) = actor.agent() else { return Ok(vec![Scope::Desk]) };
    let teams = s.teams()?.into_iter();
    let team = |name: String| Scope::Team(name);
    Ok(match agent.role {
        Role::Admin => [Scope::Desk].into_iter().chain(teams.map(|t| team(t.name))).chain([Scope::Me]).collect(),
        Role::Supervisor => teams.filter(|t| agent.supervises.contains(&t.id)).map(|t| team(t.name)).chain([Scope::Me]).collect(),
        Role::Agent | Role::Light => vec![Scope::Me],
    })
}

fn known(s: &Store, actor: &Actor) -> Result<Known, DeskError> {
    Ok(Known {
        agents: s.agents()?.into_iter().map(|a| a.login).collect(),
        teams: s.teams()?.into_iter().map(|t| t.name).collect(),
        mailboxes: s.mailboxes()?.into_iter().map(|m| m.address).collect(),
        scopes: scopes(s, actor)?,
        fields: s.fields()?,
        files: s.canned_items(actor.id())?.into_iter().filter_map(|c| Some((c.id?, c.files))).collect(),
    })
}

/// Whether what a query of a section names is there.
fn check_query(job: &Job<'_>, at: usize, query: &str) -> Result<(), Refused> {
    match names::read_to_keep(job.w, query) {
        Err(DeskError::Query(mistake)) => Err(Wrong::in_section(at, "query", Mistake::Query(Box::new(mistake))).into()),
        read => Ok(read.map(drop)?),
    }
}

fn text<I: Setting>(desk: &Desk, actor: &Actor, words: &Words) -> Result<String, DeskError> {
    Ok(settings::show(&I::stands(&desk.store, actor)?, words))
}

fn json<I: Setting>(desk: &Desk, actor: &Actor) -> Result<serde_json::Value, DeskError> {
    let items = I::stands(&desk.store, actor)?;
    // texts, numbers and lists of them: nothing that could not be written
    Ok(serde_json::to_value(items).unwrap_or_default())
}

fn save<I: Setting>(desk: &Desk, actor: &Actor, text: &str, file: &str, now: Time) -> Result<Saved, DeskError> {
    let saved = desk.store.write(|w| {
        let job = Job { w, actor, now, notes: RefCell::default() };
        let last = w.last_history()?;
        let changes = write::<I>(&job, text)?;
        w.mark_as_batch(last, None)?;
        Ok(Saved { kind: I::KIND, changes, notes: job.notes.into_inner() })
    });
    saved.map_err(|refused| match refused {
        Refused::At(wrong) => DeskError::Written(Box::new(WrittenError::at(text, file, wrong))),
        Refused::Desk(e) => e,
    })
}

fn write<I: Setting>(job: &Job<'_>, text: &str) -> Result<Vec<(How, String)>, Refused> {
    let before = I::stands(job.w, job.actor)?;
    let written = settings::read::<I>(text, &known(job.w, job.actor)?)?;
    if written.version.is_some_and(|v| v != settings::version(&before)) {
        let by = job.w.desk_history(I::KIND.change(), 1)?.into_iter().next();
        return Err(DeskError::SettingsMoved { kind: I::KIND, who: by.map(|row| row.actor) }.into());
    }
    let diff = I::meant(settings::compare(&before, written.items)?);
    I::check(job, &before, &diff)?;
    for item in &diff.removed {
        I::remove(job, item)?;
        job.record(Some(item), None)?;
    }
    let aside = |was: &I, item: &I| before.iter().any(|b| b.id() != was.id() && item.wants_what_is_of(b));
    for (was, _) in diff.changed.iter().filter(|(was, placed)| aside(was, &placed.item)) {
        I::set_aside(job.w, was)?;
    }
    for (was, Placed { item, .. }) in &diff.changed {
        I::put(job, was, item, aside(was, item))?;
        job.record(Some(was), Some(item))?;
    }
    for Placed { item, .. } in &diff.added {
        let id = I::add(job, item)?;
        let mut kept = item.clone();
        kept.set_id(id);
        job.record(None, Some(&kept))?;
    }
    let named = |how: How, item: &I| (how, item.called().to_owned());
    Ok(diff
        .added
        .iter()
        .map(|p| named(How::Added, &p.item))
        .chain(diff.changed.iter().map(|(_, p)| named(How::Changed, &p.item)))
        .chain(diff.removed.iter().map(|i| named(How::Removed, i)))
        .collect())
}
