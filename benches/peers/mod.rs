//! Mail programs that index mail, beside which aside is measured, and the mails that they are given.
#![allow(dead_code)] // each bench uses a part

pub mod mails;
#[path = "../generate/random.rs"]
pub mod random;
#[path = "../generate/words.rs"]
pub mod words;

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};

pub type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The desk's own address, which answers in the made-up mails.
pub const DESK: &str = "support@desk.example";

/// Whether this machine has it.
pub fn installed(name: &str) -> bool {
    Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// A program with nothing of this machine's user around it.
pub fn program(name: &str, directory: &Path) -> Command {
    let mut command = Command::new(name);
    command.env_clear().env("HOME", directory).env("LANG", "C.UTF-8").env("PATH", "/usr/local/bin:/usr/bin:/bin").current_dir(directory);
    command.stdout(Stdio::null());
    command
}

/// Runs a program to its good end.
pub fn done(command: &mut Command) -> Result {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}").into()) }
}

/// aside on the desk of a directory.
pub fn on_desk(directory: &Path) -> Command {
    let mut command = program(env!("CARGO_BIN_EXE_aside"), directory);
    command.arg("--db").arg(directory.join("desk.db"));
    command
}

/// `aside import` of a Maildir into a desk of its own.
pub fn aside(directory: &Path, maildir: &Path) -> Result<Command> {
    done(on_desk(directory).args(["init", "--yes", "--address", DESK, "--agent-name", "Ana Lima", "--agent-email", "ana@staff.example"]))?;
    let mut import = on_desk(directory);
    import.args(["import", "maildir"]).arg(maildir);
    Ok(import)
}

/// notmuch on the index of a directory.
pub fn with_config(directory: &Path) -> Command {
    let mut command = program("notmuch", directory);
    command.arg("--config").arg(directory.join("config"));
    command
}

/// `notmuch new` of a Maildir into an index of its own.
pub fn notmuch(directory: &Path, maildir: &Path) -> Result<Command> {
    let text = format!("[database]\npath={}\nmail_root={}\n[user]\nprimary_email={DESK}\n", directory.display(), maildir.display());
    std::fs::write(directory.join("config"), text + "[new]\ntags=new\n[maildir]\nsynchronize_flags=false\n")?;
    let mut new = with_config(directory);
    new.args(["new", "--quiet"]);
    Ok(new)
}

/// mu on the store of a directory.
pub fn on_store(directory: &Path, verb: &str) -> Command {
    let mut command = program("mu", directory);
    command.arg(verb).arg("--muhome").arg(directory.join("mu"));
    command
}

/// `mu index` of a Maildir into a store of its own.
pub fn mu(directory: &Path, maildir: &Path) -> Result<Command> {
    done(on_store(directory, "init").arg("--maildir").arg(maildir).args(["--my-address", DESK]))?;
    let mut index = on_store(directory, "index");
    index.arg("--quiet");
    Ok(index)
}
