//! Keys and what they mean: (scope, key) -> command, from the command table and the user's configuration.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::{COMMANDS, Command, Scope};
use super::edit_keys::{self, EditKeys};
use crate::model::written::Mistake;

/// A key with its modifiers, in the form that is compared: a capital letter stands for itself and Shift, but not with Ctrl.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    mods: KeyModifiers,
}

impl Chord {
    /// Whether the key writes a character where text is typed.
    #[must_use]
    pub fn is_printable(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.mods.is_empty()
    }

    /// A key with a name, with Shift; `None` for a character.
    #[must_use]
    pub fn with_shift(self) -> Option<Chord> {
        let takes = !matches!(self.code, KeyCode::Char(_) | KeyCode::Tab | KeyCode::BackTab);
        takes.then_some(Chord { mods: self.mods | KeyModifiers::SHIFT, ..self })
    }

    /// The key without its Shift; `None` when it has none.
    #[must_use]
    pub fn without_shift(self) -> Option<Chord> {
        match self.code {
            KeyCode::Char(c) if c.is_ascii_uppercase() => Some(Chord { code: KeyCode::Char(c.to_ascii_lowercase()), ..self }),
            _ => self.mods.contains(KeyModifiers::SHIFT).then_some(Chord { mods: self.mods - KeyModifiers::SHIFT, ..self }),
        }
    }

    /// The event of this key, in place of another's.
    #[must_use]
    pub fn in_place_of(self, key: KeyEvent) -> KeyEvent {
        KeyEvent { code: self.code, modifiers: self.mods, ..key }
    }
}

impl From<KeyEvent> for Chord {
    fn from(key: KeyEvent) -> Chord {
        let mut mods = key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match key.code {
            KeyCode::Char(c) => {
                // AltGr arrives as Ctrl+Alt on some terminals, with the character that it wrote.
                if mods.contains(KeyModifiers::CONTROL | KeyModifiers::ALT) && !c.is_ascii_alphanumeric() {
                    mods.remove(KeyModifiers::CONTROL | KeyModifiers::ALT);
                }
                let (shifted, ctrl) = (mods.contains(KeyModifiers::SHIFT), mods.contains(KeyModifiers::CONTROL));
                mods.set(KeyModifiers::SHIFT, shifted && ctrl && c.is_ascii_alphabetic());
                KeyCode::Char(match (shifted, ctrl) {
                    (true, false) => c.to_uppercase().next().unwrap_or(c),
                    (true, true) => c.to_ascii_lowercase(),
                    (false, _) => c,
                })
            }
            KeyCode::Tab if mods.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            other => other,
        };
        if code == KeyCode::BackTab {
            mods.remove(KeyModifiers::SHIFT);
        }
        Chord { code, mods }
    }
}

/// The keys with names.
const NAMED: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("space", KeyCode::Char(' ')),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
];

/// A text that names no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey(pub String);

impl FromStr for Chord {
    type Err = UnknownKey;

    /// Reads `x`, `X`, `ctrl-s`, `ctrl-shift-s`, `alt-enter`, `f1`, `shift-tab`.
    fn from_str(text: &str) -> Result<Chord, UnknownKey> {
        let unknown = || UnknownKey(text.to_owned());
        let (mut rest, mut mods) = (text, KeyModifiers::NONE);
        loop {
            if let Some(tail) = rest.strip_prefix("ctrl-") {
                (rest, mods) = (tail, mods | KeyModifiers::CONTROL);
            } else if let Some(tail) = rest.strip_prefix("alt-") {
                (rest, mods) = (tail, mods | KeyModifiers::ALT);
            } else {
                break;
            }
        }
        let lower = rest.to_ascii_lowercase();
        if let Some((_, code)) = NAMED.iter().find(|(name, _)| *name == lower) {
            return Ok(Chord { code: *code, mods });
        }
        if let Some(tail) = lower.strip_prefix("shift-").and_then(|t| NAMED.iter().find(|(name, _)| *name == t)) {
            return Ok(Chord { code: tail.1, mods: mods | KeyModifiers::SHIFT });
        }
        if let Some([letter @ b'a'..=b'z']) = lower.strip_prefix("shift-").filter(|_| mods.contains(KeyModifiers::CONTROL)).map(str::as_bytes) {
            return Ok(Chord { code: KeyCode::Char(char::from(*letter)), mods: mods | KeyModifiers::SHIFT });
        }
        if let Some(n) = lower.strip_prefix('f').and_then(|n| n.parse::<u8>().ok()).filter(|n| (1..=24).contains(n)) {
            return Ok(Chord { code: KeyCode::F(n), mods });
        }
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() => Ok(Chord { code: KeyCode::Char(c), mods }),
            _ => Err(unknown()),
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mods.contains(KeyModifiers::CONTROL) {
            f.write_str("Ctrl-")?;
        }
        if self.mods.contains(KeyModifiers::ALT) {
            f.write_str("Alt-")?;
        }
        if self.mods.contains(KeyModifiers::SHIFT) {
            f.write_str("Shift-")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if self.mods.contains(KeyModifiers::CONTROL) => write!(f, "{}", c.to_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            code => match NAMED.iter().find(|(_, c)| *c == code) {
                Some((name, _)) => write!(f, "{}{}", name[..1].to_uppercase(), &name[1..]),
                None => write!(f, "{code}"),
            },
        }
    }
}

/// A line of the user's configuration: in this scope, this key means this command; `none` takes the key away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The scope's name.
    pub scope: String,
    /// The key.
    pub key: String,
    /// The command's id, or `none`.
    pub command: String,
}

/// What is wrong with a line of the user's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyProblem {
    /// No such scope.
    Scope(String),
    /// No such key.
    Key(UnknownKey),
    /// No such command.
    Command(String),
    /// The command belongs to another scope.
    Elsewhere {
        /// The command.
        command: String,
        /// Its scope.
        scope: &'static str,
    },
    /// The key is another command's in this scope or around it, and that one is given no other.
    Taken {
        /// The key.
        key: String,
        /// The scope of the command that has it.
        scope: &'static str,
        /// The command that has it.
        first: &'static str,
        /// The one that is given it.
        second: &'static str,
    },
    /// Two lines give one key to two commands.
    Conflict {
        /// The key.
        key: String,
        /// The scope.
        scope: &'static str,
        /// What it was given to first.
        first: &'static str,
        /// And then.
        second: &'static str,
    },
    /// The key of an act of the editor's would write its character.
    Typed {
        /// The key.
        key: String,
        /// The act that is given it.
        act: &'static str,
    },
}

impl From<UnknownKey> for KeyProblem {
    fn from(unknown: UnknownKey) -> KeyProblem {
        KeyProblem::Key(unknown)
    }
}

impl KeyProblem {
    /// As a mistake of the configuration, which is said in the reader's language.
    #[must_use]
    pub fn mistake(&self) -> Mistake {
        let of_two = |said, key: &String, scope: &str, first: &str, second: &str| {
            Mistake::Said(said, vec![("key", key.clone()), ("scope", scope.to_owned()), ("first", first.to_owned()), ("second", second.to_owned())])
        };
        match self {
            KeyProblem::Scope(scope) => {
                let scopes = format!("{}, {}", Scope::ALL.map(Scope::word).join(", "), edit_keys::SCOPE);
                Mistake::Said("console-keys-no-scope", vec![("scope", scope.clone()), ("scopes", scopes)])
            }
            KeyProblem::Key(UnknownKey(key)) => Mistake::Said("console-keys-no-key", vec![("key", key.clone())]),
            KeyProblem::Command(_) => Mistake::UnknownCommand { nearest: None },
            KeyProblem::Elsewhere { command, scope } => {
                Mistake::Said("console-keys-elsewhere", vec![("command", command.clone()), ("scope", (*scope).to_owned())])
            }
            KeyProblem::Typed { key, act } => Mistake::Said("console-keys-typed", vec![("key", key.clone()), ("act", (*act).to_owned())]),
            KeyProblem::Taken { key, scope, first, second } => of_two("console-keys-taken", key, scope, first, second),
            KeyProblem::Conflict { key, scope, first, second } => of_two("console-keys-twice", key, scope, first, second),
        }
    }
}

/// What each key means in each scope.
#[derive(Clone, Debug)]
pub struct Keymap {
    bound: HashMap<(Scope, Chord), &'static Command>,
    keys: HashMap<&'static str, Vec<Chord>>,
    edits: EditKeys,
}

/// A line that was applied: what was given its key.
enum Given {
    Command(&'static Command, Chord),
    Edit(&'static str, Chord),
}

impl Default for Keymap {
    fn default() -> Keymap {
        Keymap::new(&[]).0
    }
}

impl Keymap {
    /// The table's keys, and the user's on top. Lines with a mistake are told, each with its place; they are left out, but for those that hide a
    /// key of a scope around theirs.
    #[must_use]
    pub fn new(overrides: &[Override]) -> (Keymap, Vec<(usize, KeyProblem)>) {
        let mut map = Keymap { bound: HashMap::new(), keys: HashMap::new(), edits: EditKeys::default() };
        for command in COMMANDS {
            for key in command.keys {
                if let Ok(chord) = key.parse() {
                    map.bind(command, chord);
                }
            }
        }
        let (mut problems, mut applied, mut given) = (Vec::new(), Vec::new(), HashMap::new());
        for (at, line) in overrides.iter().enumerate() {
            match map.apply(line, &mut given) {
                Ok(Some(what)) => applied.push((at, what)),
                Ok(None) => {}
                Err(problem) => problems.push((at, problem)),
            }
        }
        let hidden = applied.into_iter().filter_map(|(at, what)| Some((at, map.hidden_by(&what)?)));
        problems.extend(hidden);
        problems.sort_by_key(|(at, _)| *at);
        (map, problems)
    }

    /// Whose key what was given one hides: that of a scope around its own, or of the editor's; for the editor, whose key hides it.
    fn hidden_by(&self, given: &Given) -> Option<KeyProblem> {
        let (chord, second, around) = match *given {
            Given::Command(command, chord) => (chord, command.id, command.scope.around()),
            Given::Edit(act, chord) => (chord, act, edit_keys::scopes(act)),
        };
        let of_command = |other: &Command| (other.scope.word(), other.id);
        // in popups and the search line commands have keys of the editor's as it is
        let edit = || match given {
            Given::Command(command, _) if matches!(command.scope, Scope::Composer | Scope::Anywhere) => {
                self.edits.act(chord).map(|act| (edit_keys::SCOPE, act))
            }
            _ => None,
        };
        let (scope, first) = self.find(around, chord).map(of_command).or_else(edit)?;
        Some(KeyProblem::Taken { key: chord.to_string(), scope, first, second })
    }

    /// Applies a line: what was given which key, if that is not a usual one.
    fn apply(&mut self, line: &Override, given: &mut HashMap<(Scope, Chord), &'static str>) -> Result<Option<Given>, KeyProblem> {
        if line.scope == edit_keys::SCOPE {
            return Ok(self.edits.apply(line)?.map(|(act, chord)| Given::Edit(act, chord)));
        }
        let scope = Scope::ALL.into_iter().find(|s| s.word() == line.scope).ok_or_else(|| KeyProblem::Scope(line.scope.clone()))?;
        let chord: Chord = line.key.parse()?;
        if line.command == "none" {
            self.unbind(scope, chord);
            return Ok(None);
        }
        let command = COMMANDS.iter().find(|c| c.id == line.command).ok_or_else(|| KeyProblem::Command(line.command.clone()))?;
        if command.scope != scope {
            return Err(KeyProblem::Elsewhere { command: line.command.clone(), scope: command.scope.word() });
        }
        if let Some(first) = given.insert((scope, chord), command.id).filter(|first| *first != command.id) {
            given.insert((scope, chord), first);
            return Err(KeyProblem::Conflict { key: chord.to_string(), scope: scope.word(), first, second: command.id });
        }
        if let Some(other) = self.bound.get(&(scope, chord)).filter(|other| other.id != command.id) {
            return Err(KeyProblem::Taken { key: chord.to_string(), scope: scope.word(), first: other.id, second: command.id });
        }
        self.unbind(scope, chord);
        self.bind(command, chord);
        self.keys.entry(command.id).or_default().rotate_right(1);
        Ok((!is_usual(command, chord)).then_some(Given::Command(command, chord)))
    }

    fn bind(&mut self, command: &'static Command, chord: Chord) {
        self.bound.insert((command.scope, chord), command);
        self.keys.entry(command.id).or_default().push(chord);
    }

    fn unbind(&mut self, scope: Scope, chord: Chord) {
        if let Some(command) = self.bound.remove(&(scope, chord)) {
            self.keys.entry(command.id).or_default().retain(|c| *c != chord);
        }
    }

    /// The command that a key means, looking through the scopes in order.
    #[must_use]
    pub fn find(&self, scopes: &[Scope], chord: Chord) -> Option<&'static Command> {
        let bound = |chord| scopes.iter().find_map(|s| self.bound.get(&(*s, chord)).copied());
        // a letter with Ctrl and Shift that has no command of its own is the one with Ctrl
        let is_letter = matches!(chord.code, KeyCode::Char(_)) && chord.mods.contains(KeyModifiers::SHIFT);
        bound(chord).or_else(|| bound(chord.without_shift().filter(|_| is_letter)?))
    }

    /// The keys where text is typed.
    #[must_use]
    pub fn edits(&self) -> &EditKeys {
        &self.edits
    }

    /// The keys of an act of the editor's that no command has where one writes, the first first.
    #[must_use]
    pub fn edit_keys(&self, act: &str) -> Vec<Chord> {
        let free = |chord: &Chord| self.find(&[Scope::Composer, Scope::Anywhere], *chord).is_none();
        self.edits.keys(act).iter().copied().filter(free).collect()
    }

    /// A command's keys, the first first.
    #[must_use]
    pub fn keys(&self, command: &Command) -> &[Chord] {
        self.keys.get(command.id).map_or(&[], Vec::as_slice)
    }

    /// A command's first key as it is shown; where text is typed, the first that writes nothing. Empty when it has none.
    #[must_use]
    pub fn key_name(&self, command: &Command, typing: bool) -> String {
        self.keys(command).iter().find(|k| !typing || !k.is_printable()).map(ToString::to_string).unwrap_or_default()
    }
}

/// Whether the table gives a command this key.
fn is_usual(command: &Command, chord: Chord) -> bool {
    command.keys.iter().any(|key| key.parse() == Ok(chord))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(scope: &str, key: &str, command: &str) -> Override {
        Override { scope: scope.to_owned(), key: key.to_owned(), command: command.to_owned() }
    }

    fn id(map: &Keymap, scope: Scope, key: &str) -> Option<&'static str> {
        map.find(&[scope], key.parse().unwrap()).map(|c| c.id)
    }

    #[test]
    fn keys_are_read_and_shown() {
        for (text, shown) in [
            ("ctrl-s", "Ctrl-S"),
            ("ctrl-shift-s", "Ctrl-Shift-S"),
            ("alt-enter", "Alt-Enter"),
            ("G", "G"),
            ("space", "Space"),
            ("f1", "F1"),
            ("shift-tab", "Shift-Tab"),
        ] {
            assert_eq!(text.parse::<Chord>().unwrap().to_string(), shown);
        }
        for bad in ["", "ctrl-", "shift-x", "ctrl-shift-", "hyper-x", "f99", "enterr"] {
            assert!(bad.parse::<Chord>().is_err(), "{bad}");
        }
    }

    #[test]
    fn shift_is_in_the_letter() {
        let typed = Chord::from(KeyEvent::new(KeyCode::Char('g'), KeyModifiers::SHIFT));
        assert_eq!(typed, "G".parse().unwrap());
        assert_eq!(Chord::from(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)), "shift-tab".parse().unwrap());
        let typed = Chord::from(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL | KeyModifiers::SHIFT));
        assert_eq!(typed, "ctrl-shift-s".parse().unwrap());
        let found = Keymap::default().find(&[Scope::Composer], typed).map(|c| c.id);
        assert_eq!(found, Some("submit"), "what has no command with Shift is that without");
    }

    #[test]
    fn the_users_keys_win_and_mistakes_are_told() {
        let (map, problems) = Keymap::new(&[
            line("work", "t", "none"),
            line("work", "t", "note"),
            line("global", "Y", "quit"),
            line("work", "n", "none"),
            line("work", "t", "reply"),
            line("work", "hyper", "reply"),
            line("nowhere", "x", "reply"),
            line("work", "x", "fly"),
            line("queue", "x", "reply"),
            line("work", "z", "take"),
            line("work", "u", "side-new"),
            line("queue", "r", "queue-down"),
            line("sides", "C", "sides-party"),
        ]);
        assert_eq!(id(&map, Scope::Work, "t"), Some("note"));
        assert_eq!(id(&map, Scope::Work, "n"), None);
        assert_eq!(map.key_name(COMMANDS.iter().find(|c| c.id == "quit").unwrap(), false), "Y");
        assert_eq!(problems.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [4, 5, 6, 7, 8, 9, 10, 11], "{problems:?}");
        assert!(matches!(&problems[0].1, KeyProblem::Conflict { first: "note", second: "reply", .. }));
        for (at, (_, problem)) in problems[5..].iter().enumerate() {
            let (had, scope, wants) = [("snooze", "work", "take"), ("undo", "global", "side-new"), ("reply", "work", "queue-down")][at];
            assert!(
                matches!(problem, KeyProblem::Taken { first, scope: of, second, .. } if (*first, *of, *second) == (had, scope, wants)),
                "{problem:?}"
            );
        }
    }
}
