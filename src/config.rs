//! `config.toml` to [`Config`]. A mistake is told with its file, line and key, the nearest key that there is, and what to do.
//!
//! `config.example.toml` is the default configuration with every key explained. The configuration never holds a password: it says where one
//! is to be got from. Nothing here reads the environment: the places to look at are arguments.

mod raw;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::model::Address;
use crate::model::people::Role;
use crate::model::ticket::TeamOrder;
pub use crate::model::written::{Mistake, WrittenError as ConfigError};
use crate::words::Language;

/// The default configuration as text, with every key explained: what `aside init` writes and what the manual shows.
pub const EXAMPLE: &str = include_str!("../config.example.toml");

/// The whole configuration.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Config {
    /// The desk.
    pub desk: Desk,
    /// Its mailboxes. Without any nothing is fetched or sent.
    pub mailboxes: Vec<Mailbox>,
    /// The console of whoever starts it.
    pub console: Console,
    /// The log.
    pub log: Log,
    /// Translation.
    pub translate: Translate,
}

/// `[desk]`: what holds for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Desk {
    /// The name that customers see.
    #[serde(deserialize_with = "crate::model::written::one_line")]
    pub name: String,
    /// The database; without one, `aside/desk.db` in the user's data directory.
    pub database: Option<PathBuf>,
    /// What customers and third parties are written in.
    pub language: Language,
    /// For how many seconds a mail can be taken back after it was sent.
    #[serde(deserialize_with = "crate::model::written::within::<0, 3600, _>")]
    pub undo_send_seconds: u32,
    /// After how many days a solved ticket is closed; 0 for never.
    #[serde(deserialize_with = "crate::model::written::within::<0, 3650, _>")]
    pub close_solved_after_days: u32,
    /// An answer of a third party opens a ticket on hold.
    pub reopen_on_hold: bool,
    /// A ticket that nobody has belongs to the agent who sets it to open.
    pub take_on_open: bool,
    /// The message that a mail answers is quoted below it.
    pub quote: bool,
    /// A new ticket is acknowledged to the customer, once.
    pub acknowledge: bool,
    /// Agents get mails about what concerns them and they have not seen; each chooses about what.
    pub notify_agents: bool,
    /// A solved ticket asks the customer how satisfied they are.
    pub satisfaction: bool,
    /// Side conversations can be opened.
    pub sides: bool,
    /// The least role that may open one.
    pub sides_from: Role,
    /// The roles that see the waiting box, where an agent has no setting of their own. Admins see everything.
    #[serde(deserialize_with = "raw::roles")]
    pub waiting_box: Vec<Role>,
}

impl Default for Desk {
    fn default() -> Desk {
        Desk {
            name: "Help desk".to_owned(),
            database: None,
            language: Language::English,
            undo_send_seconds: 10,
            close_solved_after_days: 4,
            reopen_on_hold: true,
            take_on_open: true,
            quote: true,
            acknowledge: false,
            notify_agents: true,
            satisfaction: false,
            sides: true,
            sides_from: Role::Agent,
            waiting_box: vec![Role::Supervisor, Role::Agent],
        }
    }
}

/// `[[mailbox]]`: an address of the desk, with the servers that it is read from and written through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// What the desk calls it. Unique.
    pub name: String,
    /// The address that customers write to. Unique.
    pub address: Address,
    /// The display name in From; empty for the desk's name.
    pub from_name: String,
    /// Whether the agent's name stands before it.
    pub agent_name_in_from: bool,
    /// The team that its tickets go to; none for the waiting box.
    pub team: Option<String>,
    /// What is put under every mail, below the agent's own signature.
    pub signature: String,
    /// The language of its mails, when it is not the desk's.
    pub language: Option<Language>,
    /// The folder on its server in which a copy of every sent mail is kept; none where the server keeps one by itself.
    pub sent_folder: Option<String>,
    /// The server delivers `name+detail@…` to this mailbox, so that reply addresses can be signed.
    pub plus_addressing: bool,
    /// The names under which servers that we trust write Authentication-Results (RFC 8601, 2.5).
    pub trusted_authserv: Vec<String>,
    /// Where its mail is read from; without it, mail comes in by `aside ingest`.
    pub imap: Option<Imap>,
    /// Where its mail is sent through; without it, nothing is sent.
    pub smtp: Option<Smtp>,
}

/// How to reach a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Who we are there.
    pub login: Option<Login>,
    /// A file with the certificates (PEM) that the server's is checked against, in place of the system's.
    pub ca_file: Option<PathBuf>,
    /// Seconds without an answer after which the connection is given up.
    pub timeout_seconds: u32,
}

/// A user and where the secret is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The user's name.
    pub user: String,
    /// Where to get the secret.
    pub secret: Secret,
}

/// Where to get a secret. It is never in the configuration itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Secret {
    /// A shell command whose first line of output is the password.
    Command(String),
    /// A file, readable by its owner alone, whose first line is the password.
    File(PathBuf),
    /// A credential that the service manager hands over (systemd's `LoadCredential`).
    Credential(String),
    /// A shell command whose first line of output is an OAuth2 access token, asked for at each connection.
    TokenCommand(String),
}

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Security {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// TLS after STARTTLS, without which nothing is said.
    Starttls,
    /// Not at all: for servers on the same machine.
    None,
}

impl Security {
    /// As the configuration has it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Security::Tls => "tls",
            Security::Starttls => "starttls",
            Security::None => "none",
        }
    }
}

/// `[mailbox.imap]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imap {
    /// The server. It always has a login.
    pub server: Server,
    /// The folder to read.
    pub folder: String,
    /// Seconds between two looks, where the server cannot tell by itself.
    pub poll_seconds: u32,
    /// Whether to let the server tell (RFC 2177).
    pub idle: bool,
}

/// `[mailbox.smtp]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smtp {
    /// The server.
    pub server: Server,
    /// The name we greet with; without it, this machine's.
    pub hello: Option<String>,
}

/// `[console]`: how the console looks and behaves.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Console {
    /// The language; without it, that of `LANG`.
    pub language: Option<Language>,
    /// The colours.
    pub theme: Theme,
    /// The order of the teams.
    pub teams: TeamOrder,
    /// Vim keys in the editor.
    pub vim: bool,
    /// Ring the terminal's bell for a notification.
    pub bell: bool,
    /// Show notifications on the desktop, where the terminal can.
    pub notify: bool,
    /// Take the mouse.
    pub mouse: bool,
    /// Say the console in lines, for screen readers, instead of drawing it.
    pub plain: bool,
    /// Keys by command.
    pub keys: BTreeMap<String, Binding>,
}

impl Default for Console {
    fn default() -> Console {
        Console {
            language: None,
            theme: Theme::Auto,
            teams: TeamOrder::Name,
            vim: false,
            bell: false,
            notify: false,
            mouse: true,
            plain: false,
            keys: BTreeMap::new(),
        }
    }
}

/// Colours by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the terminal says: for a light ground where `COLORFGBG` tells of one, sixteen colours where it has no more, else dark.
    #[default]
    Auto,
    /// For dark terminals.
    Dark,
    /// For light terminals.
    Light,
    /// For eyes that need more.
    HighContrast,
    /// The terminal's own sixteen colours.
    Sixteen,
    /// No colour.
    None,
}

impl Theme {
    /// The word in the configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Dark => "dark",
            Theme::Light => "light",
            Theme::HighContrast => "high-contrast",
            Theme::Sixteen => "sixteen",
            Theme::None => "none",
        }
    }
}

/// The keys of one command, and where they stand, for whoever knows the commands and finds that there is no such one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The keys; none switches the command's keys off.
    pub keys: Vec<String>,
    /// The line in the file, from 1.
    pub line: usize,
}

/// `[log]`
#[derive(Clone, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// How much is written.
    pub level: Level,
    /// The file; without one, `aside/aside.log` in the user's state directory.
    pub file: Option<PathBuf>,
}

/// How much is written to the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing.
    Off,
    /// What failed.
    Error,
    /// And what is odd.
    Warn,
    /// And what was done.
    #[default]
    Info,
    /// And how.
    Debug,
    /// Everything.
    Trace,
}

impl Level {
    /// The word in the configuration, which log filters know too.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Error => "error",
            Level::Warn => "warn",
            Level::Info => "info",
            Level::Debug => "debug",
            Level::Trace => "trace",
        }
    }
}

/// `[translate]`
#[derive(Clone, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Translate {
    /// A shell command that reads a text on its standard input and writes the translation to its standard output.
    ///
    /// `{language}` in it stands for the language that is translated into.
    pub command: Option<String>,
    /// The agent's language as the command knows it; none is the console's language.
    pub language: Option<String>,
}

/// The user's directories, as whoever starts the program knows them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Homes {
    /// The home directory, for paths that begin with `~/`.
    pub home: Option<PathBuf>,
    /// The directory for configurations (`XDG_CONFIG_HOME`).
    pub config: Option<PathBuf>,
}

/// A configuration and the file it came from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Found {
    /// The configuration. All its paths are absolute, if the ones that led to it are.
    pub config: Config,
    /// The file; none when there is no file and everything is as by default.
    pub file: Option<PathBuf>,
}

impl Config {
    /// Reads a configuration. The file's name is for the error alone. Paths stay as they are written.
    ///
    /// # Errors
    /// The first mistake, with its place.
    pub fn parse(text: &str, file_name: &str) -> Result<Config, ConfigError> {
        raw::config(text).map_err(|wrong| ConfigError::at(text, file_name, wrong))
    }

    /// Finds the configuration and reads it: the file that is given; else `config.toml` beside the database that is given, if there is one;
    /// else `aside/config.toml` in the user's configuration directory, if there is one; else everything is as by default.
    ///
    /// Relative paths in a file start at its directory.
    ///
    /// # Errors
    /// The file that is given is not there, a file cannot be read, or there is a mistake in it.
    pub fn find(given: Option<&Path>, database: Option<&Path>, homes: &Homes) -> Result<Found, ConfigError> {
        let beside = database.map(|db| db.with_file_name("config.toml"));
        let users = homes.config.as_ref().map(|dir| dir.join("aside").join("config.toml"));
        let there = || [beside, users].into_iter().flatten().find(|file| file.is_file());
        let Some(file) = given.map(Path::to_path_buf).or_else(there) else { return Ok(Found::default()) };
        let shown = file.display().to_string();
        let text = std::fs::read_to_string(&file).map_err(|error| ConfigError::unreadable(&shown, &error))?;
        let mut config = Config::parse(&text, &shown)?;
        let base = file.parent().unwrap_or(Path::new(""));
        config.each_path(|path| *path = absolute(path, base, homes.home.as_deref()));
        Ok(Found { config, file: Some(file) })
    }

    fn each_path(&mut self, change: impl Fn(&mut PathBuf)) {
        let servers = self.mailboxes.iter_mut().flat_map(|m| {
            let imap = m.imap.as_mut().map(|i| &mut i.server);
            imap.into_iter().chain(m.smtp.as_mut().map(|s| &mut s.server))
        });
        let in_servers = servers.flat_map(|server| {
            let secret = server.login.as_mut().and_then(|login| match &mut login.secret {
                Secret::File(file) => Some(file),
                _ => None,
            });
            server.ca_file.as_mut().into_iter().chain(secret)
        });
        in_servers.chain(self.desk.database.as_mut()).chain(self.log.file.as_mut()).for_each(change);
    }
}

/// A path of the configuration, seen from the file's directory; `~/` is the home directory.
fn absolute(path: &Path, base: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => base.join(path),
    }
}
