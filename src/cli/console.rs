//! The console: what `aside` does without a command. While it is open it fetches and sends, unless another process does.

use std::io::IsTerminal;
use std::sync::Arc;

use tokio::sync::watch;

use super::failure::{Code, Failure};
use super::{Context, log, system};
use crate::config::{Config, ConfigError, Mistake};
use crate::desk::{Actor, Desk};
use crate::model::nearest::nearest;
use crate::tui::command::COMMANDS;
use crate::tui::edit_keys;
use crate::tui::event::WorkerStatus;
use crate::tui::keymap::{Keymap, Override};
use crate::tui::run::{self, Setup};
use crate::tui::widgets::editor::KEYS;
use crate::tui::widgets::theme::Theme;
use crate::worker::{self, Status, Worker};

pub(super) fn run(context: &mut Context) -> Result<(), Failure> {
    needs_terminal()?;
    let place = context.place()?;
    let file = place.file.as_ref().map(|f| f.display().to_string()).unwrap_or_default();
    let keymap = keymap(&place.config, &file)?;
    let (desk, actor) = context.desk()?;
    log::begin(&place.config.log);
    open(
        context,
        Console {
            desk,
            actor,
            config: &place.config,
            keymap,
            worker: place.worker()?,
            demo: false,
            plain: context.globals.plain,
            told: WorkerStatus::from,
        },
    )
}

/// Refuses where there is nobody to look at a screen.
pub(super) fn needs_terminal() -> Result<(), Failure> {
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::said("cli-console-no-terminal", &[]).with(Code::Usage))
}

/// A console to open.
pub(super) struct Console<'a> {
    pub desk: Desk,
    pub actor: Actor,
    pub config: &'a Config,
    pub keymap: Keymap,
    pub worker: worker::Setup,
    /// The desk is the demo's, which has a tour.
    pub demo: bool,
    /// It is said in lines, whatever the configuration says.
    pub plain: bool,
    /// What the screen says of the worker.
    pub told: fn(Status) -> WorkerStatus,
}

/// Opens the console with a worker beside it, until the agent leaves.
pub(super) fn open(context: &Context, console: Console<'_>) -> Result<(), Failure> {
    let (tell, status) = watch::channel(WorkerStatus::default());
    let told = console.told;
    let worker = Arc::new(Worker::start(console.worker, move |status| drop(tell.send(told(status))))?);
    let to_wake = Arc::downgrade(&worker);
    let setup = Setup {
        own: console.desk.store().mailboxes()?.into_iter().map(|m| m.address).collect(),
        desk: console.desk,
        actor: console.actor,
        words: context.words.clone(),
        theme: Theme::named(console.config.console.theme.word()).unwrap_or_else(|| Theme::for_terminal(system::variable)).in_depth(system::variable),
        keymap: console.keymap,
        bell: console.config.console.bell,
        notify: console.config.console.notify,
        demo: console.demo,
        team_order: console.config.console.teams,
        vim: console.config.console.vim,
        plain: console.plain || console.config.console.plain,
        translate: console.config.translate.clone(),
        worker: status,
        sync: Arc::new(move || {
            if let Some(worker) = to_wake.upgrade() {
                worker.look_now();
            }
        }),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(anyhow::Error::from)?;
    let ended = runtime.block_on(run::run(setup));
    drop(worker);
    Ok(ended?)
}

/// The console's keys, with those of the configuration in place of a command's usual ones.
///
/// # Errors
/// The first line of the configuration's keys with a mistake.
pub(super) fn keymap(config: &Config, file: &str) -> Result<Keymap, ConfigError> {
    let (mut takes, mut gives) = (Vec::new(), Vec::new());
    let wrong = |id: &str, line: usize, mistake: Mistake| ConfigError { file: file.to_owned(), line, column: 1, key: id.to_owned(), mistake };
    for (id, binding) in &config.console.keys {
        let Some((_, scope, usual)) = named().find(|(name, ..)| name == id) else {
            let nearest = nearest(id, named().map(|(name, ..)| name)).map(str::to_owned);
            return Err(wrong(id, binding.line, Mistake::UnknownCommand { nearest }));
        };
        let line = |key: &str, command: &str| Override { scope: scope.to_owned(), key: key.to_owned(), command: command.to_owned() };
        takes.extend(usual.iter().map(|key| (id, binding.line, line(key, "none"))));
        // what stands last is shown first
        gives.extend(binding.keys.iter().rev().map(|key| (id, binding.line, line(key, id))));
    }
    let all: Vec<_> = takes.into_iter().chain(gives).collect();
    let lines: Vec<Override> = all.iter().map(|(_, _, line)| line.clone()).collect();
    let (keymap, problems) = Keymap::new(&lines);
    match problems.first().and_then(|(at, problem)| Some((all.get(*at)?, problem))) {
        Some(((id, line, _), problem)) => Err(wrong(id, *line, problem.mistake())),
        None => Ok(keymap),
    }
}

/// All that has keys: its name, its scope and its usual keys.
fn named() -> impl Iterator<Item = (&'static str, &'static str, &'static [&'static str])> {
    let edits = KEYS.iter().map(|(act, keys)| (*act, edit_keys::SCOPE, *keys));
    COMMANDS.iter().map(|c| (c.id, c.scope.word(), c.keys)).chain(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::EXAMPLE;

    fn keys_of(text: &str, id: &str) -> Result<Vec<String>, String> {
        let config = Config::parse(text, "config.toml").unwrap();
        let keymap = keymap(&config, "config.toml").map_err(|e| e.say(&crate::words::Words::default()))?;
        let command = COMMANDS.iter().find(|c| c.id == id).unwrap();
        Ok(keymap.keys(command).iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_commands_keys_are_those_of_the_configuration() {
        let (id, usual) = COMMANDS.iter().find(|c| c.keys.len() == 1).map(|c| (c.id, c.keys[0])).unwrap();
        assert_eq!(keys_of(&format!("[console.keys]\n\"{id}\" = [\"f7\", \"f8\"]"), id).unwrap(), ["F7", "F8"], "and no more {usual}");
        assert_eq!(keys_of(&format!("[console.keys]\n\"{id}\" = []"), id).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_command_that_is_none_is_told_with_its_line() {
        let said = keys_of("[console]\n[console.keys]\n\"no-such-command-here\" = \"x\"", "quit").unwrap_err();
        assert!(said.contains("config.toml, line 3") && said.contains("no such command"), "{said}");
    }

    #[test]
    fn a_key_is_taken_from_no_command_that_has_not_another_or_none() {
        for (lines, who) in
            [("take = \"z\"", "snooze"), ("queue-down = \"r\"", "reply"), ("note = \"u\"", "undo"), ("submit = \"ctrl-k\"", "palette")]
        {
            let said = keys_of(&format!("[console.keys]\n{lines}"), "quit").unwrap_err();
            assert!(said.contains("config.toml, line 2") && said.contains(who), "{said}");
            let freed = format!("[console.keys]\n{lines}\n{who} = []");
            keys_of(&freed, "quit").unwrap();
            keys_of(&freed.replace("[]", "\"f7\""), "quit").unwrap();
        }
        let both = keys_of("[console.keys]\nqueue-down = \"r\"\nreply = \"r\"", "quit").unwrap_err();
        assert!(both.contains("line 2") && both.contains("reply"), "{both}");
        assert_eq!(keys_of("[console.keys]\ntake = \"z\"\nsnooze = \"t\"", "take").unwrap(), ["z"], "they change places");
    }

    #[test]
    fn the_keys_where_text_is_typed_are_those_of_the_configuration() {
        let edits = |lines: &str| {
            let config = Config::parse(&format!("[console.keys]\n{lines}"), "config.toml").unwrap();
            let keymap = keymap(&config, "config.toml").map_err(|e| e.say(&crate::words::Words::default()))?;
            Ok::<_, String>(["edit-undo", "edit-redo"].map(|act| keymap.edits().keys(act).iter().map(ToString::to_string).collect::<Vec<_>>()))
        };
        let usual = vec!["Ctrl-Y".to_owned(), "Ctrl-Shift-Z".to_owned()];
        assert_eq!(edits("edit-undo = [\"f7\", \"alt-u\"]").unwrap(), [vec!["F7".to_owned(), "Alt-u".to_owned()], usual.clone()]);
        assert_eq!(edits("edit-undo = []").unwrap(), [Vec::new(), usual]);
        for (lines, at, told) in [
            ("take = \"t\"\nedit-undo = \"x\"", 3, "“x” is typed as text: give “edit-undo” a key with Ctrl or Alt"),
            ("edit-undo = \"ctrl-s\"", 2, "“Ctrl-S” in “composer” is the key of “submit”"),
            ("submit = \"ctrl-z\"", 2, "“Ctrl-Z” in “text” is the key of “edit-undo”"),
            ("help = \"ctrl-n\"", 2, "“Ctrl-N” in “text” is the key of “edit-down”"),
            ("edit-redo = \"f7\"\nedit-undo = \"f7\"", 3, "given to both “edit-redo” and “edit-undo”"),
            ("edit-undoo = \"f7\"", 2, "edit-undo"),
        ] {
            let said = edits(lines).unwrap_err();
            assert!(said.contains(&format!("config.toml, line {at}")) && said.contains(told), "{said}");
        }
        edits("submit = \"ctrl-z\"\nedit-undo = \"alt-u\"").unwrap();
        edits("submit = \"enter\"\nedit-new-line = \"alt-enter\"").unwrap();
        edits("popup-page-down = [\"pagedown\", \"ctrl-f\"]\ntake = \"ctrl-a\"").unwrap();
    }

    #[test]
    fn what_is_wrong_with_keys_is_told_in_the_readers_language() {
        let lines = ["take = \"z\"", "take = \"hyper-x\"", "note = \"f7\"\ntake = \"f7\"", "edit-undo = \"x\""];
        let said = ["es la tecla de «snooze»", "«hyper-x» no es nombre de tecla", "tanto a «note» como a «take»", "«x» se escribe como texto"];
        for (line, told) in lines.into_iter().zip(said) {
            let config = Config::parse(&format!("[console.keys]\n{line}"), "config.toml").unwrap();
            let said = keymap(&config, "config.toml").unwrap_err().say(&crate::words::Words::new(crate::words::Language::Spanish));
            assert!(said.contains(told), "{said}");
        }
    }

    #[test]
    fn the_keys_that_the_example_shows_are_accepted() {
        let set = |line: &str| line.strip_prefix('#').filter(|key| !key.starts_with([' ', '#'])).unwrap_or(line).to_owned();
        let shown: Vec<String> = EXAMPLE.lines().map(set).collect();
        let config = Config::parse(&shown.join("\n"), "config.example.toml").unwrap();
        assert!(!config.console.keys.is_empty());
        keymap(&config, "config.example.toml").unwrap();
    }

    #[test]
    fn the_table_itself_has_no_key_that_the_configuration_could_not_give_again() {
        for command in COMMANDS {
            let keys: Vec<String> = command.keys.iter().map(|key| format!("\"{key}\"")).collect();
            keys_of(&format!("[console.keys]\n{} = [{}]", command.id, keys.join(", ")), command.id).unwrap();
        }
        for (act, keys) in KEYS {
            keys_of(&format!("[console.keys]\n{act} = {keys:?}"), "quit").unwrap();
        }
    }
}
