//! The README tells the truth: its table of keys is the program's own.

use std::fmt::Write;

use aside::tui::command::{COMMANDS, Scope};
use aside::tui::keymap::{Chord, Keymap};
use aside::tui::widgets::editor::KEYS;
use aside::words::{Language, Words};

const BEGIN: &str = "<!-- keys: begin -->";
const END: &str = "<!-- keys: end -->";

/// The table as the program has it.
fn table() -> String {
    let words = Words::new(Language::English);
    let (keymap, _) = Keymap::new(&[]);
    let mut out = String::new();
    for scope in Scope::ALL {
        let _ = writeln!(
            out,
            "\n**{}**\n\n| key | what it does | in `[console.keys]` |\n|---|---|---|",
            words.say(&format!("console-scope-{}", scope.word()))
        );
        for command in COMMANDS.iter().filter(|c| c.scope == scope) {
            let keys: Vec<String> = keymap.keys(command).iter().map(|k| format!("`{k}`").replace("`|`", "`\\|`")).collect();
            let keys = if keys.is_empty() { "palette".to_owned() } else { keys.join(" ") };
            let _ = writeln!(out, "| {keys} | {} | {} |", words.say(&format!("console-cmd-{}", command.id)), command.id);
        }
        if scope == Scope::Composer {
            let shown = |keys: &[Chord]| match keys {
                [] => "none".to_owned(),
                keys => keys.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(" "),
            };
            for (act, _) in KEYS {
                let _ = writeln!(out, "| {} | {} | {act} |", shown(&keymap.edit_keys(act)), words.say(&format!("console-{act}")));
            }
            for (word, keys) in keymap.edits().selecting() {
                let _ = writeln!(out, "| {} | {} | |", shown(&keys), words.say(&format!("console-edit-{word}")));
            }
        }
    }
    out
}

#[test]
fn the_table_of_keys_is_the_programs_own() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (head, rest) = readme.split_once(BEGIN).expect("the README has a place for the keys");
    let (shown, tail) = rest.split_once(END).expect("the README's keys have an end");
    let wanted = format!("\n{}\n", table());
    if std::env::var_os("ASIDE_UPDATE_README").is_some() {
        std::fs::write(path, format!("{head}{BEGIN}{wanted}{END}{tail}")).unwrap();
        return;
    }
    assert!(shown == wanted, "the README's keys are not the program's: ASIDE_UPDATE_README=1 cargo test --test readme");
}
