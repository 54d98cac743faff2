//! The keys of the editor's acts, which the configuration can change. An editor only knows its usual keys: one that was given to an act is told to it
//! as the usual one of that act.

use std::collections::HashMap;

use crossterm::event::KeyEvent;

use super::command::Scope;
use super::keymap::{Chord, KeyProblem, Override};
use super::widgets::editor::{KEYS, OF_LINES};

/// The scope of the editor's acts, where the configuration's mistakes name it.
pub const SCOPE: &str = "text";

/// What a key means.
#[derive(Clone, Copy, Debug)]
struct Meaning {
    act: &'static str,
    /// What the editor is told in its place; `None` when it is a usual key of the act.
    told: Option<Chord>,
}

/// What each key means where text is typed.
#[derive(Clone, Debug)]
pub struct EditKeys {
    /// By key; `None` for a usual one that was taken away.
    meanings: HashMap<Chord, Option<Meaning>>,
    keys: HashMap<&'static str, Vec<Chord>>,
}

impl Default for EditKeys {
    fn default() -> EditKeys {
        let mut all = EditKeys { meanings: HashMap::new(), keys: HashMap::new() };
        for (act, keys) in KEYS {
            let chords: Vec<Chord> = parsed(keys).collect();
            all.meanings.extend(chords.iter().map(|chord| (*chord, Some(Meaning { act, told: None }))));
            all.keys.insert(act, chords);
        }
        all
    }
}

impl EditKeys {
    /// Applies a line of the configuration: the act and the key that it was given, if that is not a usual one.
    pub(super) fn apply(&mut self, line: &Override) -> Result<Option<(&'static str, Chord)>, KeyProblem> {
        let chord: Chord = line.key.parse()?;
        if line.command == "none" {
            self.take(chord);
            return Ok(None);
        }
        let (act, usual) = KEYS.iter().find(|(act, _)| *act == line.command).ok_or_else(|| KeyProblem::Command(line.command.clone()))?;
        if chord.is_printable() {
            return Err(KeyProblem::Typed { key: chord.to_string(), act });
        }
        if let Some(other) = self.meaning(chord).filter(|other| other.act != *act) {
            let (key, first) = (chord.to_string(), other.act);
            return Err(match other.told {
                None => KeyProblem::Taken { key, scope: SCOPE, first, second: act },
                Some(_) => KeyProblem::Conflict { key, scope: SCOPE, first, second: act },
            });
        }
        self.take(chord);
        let told = parsed(usual).next().filter(|_| !parsed(usual).any(|u| u == chord));
        self.meanings.insert(chord, Some(Meaning { act, told }));
        self.keys.entry(act).or_default().insert(0, chord);
        Ok(told.map(|_| (*act, chord)))
    }

    fn take(&mut self, chord: Chord) {
        if let Some(meaning) = self.meanings.get_mut(&chord)
            && let Some(Meaning { act, .. }) = meaning.take()
        {
            self.keys.entry(act).or_default().retain(|c| *c != chord);
        }
    }

    fn meaning(&self, chord: Chord) -> Option<Meaning> {
        self.meanings.get(&chord).copied().flatten()
    }

    /// The act that a key is of.
    pub(super) fn act(&self, chord: Chord) -> Option<&'static str> {
        self.meaning(chord).map(|m| m.act)
    }

    /// What an editor is told when this key was pressed; `None` for a key that was taken from it.
    #[must_use]
    pub fn told(&self, key: KeyEvent) -> Option<KeyEvent> {
        let chord = Chord::from(key);
        if chord.is_printable() {
            return Some(key);
        }
        let exact = self.meanings.get(&chord);
        match exact.or_else(|| self.meanings.get(&chord.without_shift()?)) {
            None | Some(Some(Meaning { told: None, .. })) => Some(key),
            Some(None) => None,
            Some(Some(Meaning { told: Some(usual), .. })) => {
                let shifted = usual.with_shift().filter(|_| exact.is_none());
                Some(shifted.unwrap_or(*usual).in_place_of(key))
            }
        }
    }

    /// An act's keys, the first first.
    #[must_use]
    pub fn keys(&self, act: &str) -> &[Chord] {
        self.keys.get(act).map_or(&[], Vec::as_slice)
    }

    /// What selects: a word, of which `console-edit-` makes a key of the catalogue, and the keys.
    #[must_use]
    pub fn selecting(&self) -> [(&'static str, Vec<Chord>); 2] {
        let with_shift = |acts: [&str; 2]| acts.iter().filter_map(|act| self.keys(act).iter().find_map(|k| k.with_shift())).collect();
        [("select", with_shift(["edit-left", "edit-right"])), ("select-word", with_shift(["edit-word-left", "edit-word-right"]))]
    }
}

/// Where an act's keys are the editor's, so that no command may have them.
pub(super) fn scopes(act: &str) -> &'static [Scope] {
    if OF_LINES.contains(&act) { &[Scope::Composer, Scope::Anywhere] } else { &[Scope::Composer, Scope::Search, Scope::Popup, Scope::Anywhere] }
}

fn parsed(keys: &[&str]) -> impl Iterator<Item = Chord> {
    keys.iter().filter_map(|key| key.parse().ok())
}
