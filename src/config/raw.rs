//! The file as it is written, and how it becomes a [`Config`].

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error as _, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::{Binding, Config, Console, Desk, Imap, Log, Login, Mailbox, Mistake, Secret, Security, Server, Smtp, Translate};
use crate::model::Address;
use crate::model::people::Role;
use crate::model::written::{ROLES, WORD, Wrong, line_of, one_line, told, within, yes};
use crate::words::Language;

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct RawConfig {
    desk: Desk,
    mailbox: Vec<Spanned<RawMailbox>>,
    console: Console,
    log: Log,
    translate: Translate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMailbox {
    #[serde(deserialize_with = "one_line")]
    name: String,
    address: Address,
    #[serde(default, deserialize_with = "one_line")]
    from_name: String,
    #[serde(default = "yes")]
    agent_name_in_from: bool,
    team: Option<String>,
    #[serde(default)]
    signature: String,
    language: Option<Language>,
    #[serde(default, deserialize_with = "some_line")]
    sent_folder: Option<String>,
    #[serde(default = "yes")]
    plus_addressing: bool,
    #[serde(default)]
    trusted_authserv: Vec<String>,
    imap: Option<Spanned<RawImap>>,
    smtp: Option<Spanned<RawSmtp>>,
}

/// The keys of a server stand here and in [`RawSmtp`] both: what serde flattens it cannot check for unknown keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawImap {
    #[serde(deserialize_with = "one_word")]
    host: String,
    port: Option<std::num::NonZeroU16>,
    #[serde(default)]
    security: Security,
    #[serde(default, deserialize_with = "some_line")]
    user: Option<String>,
    password_command: Option<String>,
    password_file: Option<PathBuf>,
    #[serde(default, deserialize_with = "some_word")]
    password_credential: Option<String>,
    token_command: Option<String>,
    ca_file: Option<PathBuf>,
    #[serde(default = "timeout", deserialize_with = "within::<1, 3600, _>")]
    timeout_seconds: u32,
    #[serde(default = "inbox", deserialize_with = "one_line")]
    folder: String,
    #[serde(default = "minute", deserialize_with = "within::<5, 86400, _>")]
    poll_seconds: u32,
    #[serde(default = "yes")]
    idle: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSmtp {
    #[serde(deserialize_with = "one_word")]
    host: String,
    port: Option<std::num::NonZeroU16>,
    #[serde(default)]
    security: Security,
    #[serde(default, deserialize_with = "some_line")]
    user: Option<String>,
    password_command: Option<String>,
    password_file: Option<PathBuf>,
    #[serde(default, deserialize_with = "some_word")]
    password_credential: Option<String>,
    token_command: Option<String>,
    ca_file: Option<PathBuf>,
    #[serde(default = "timeout", deserialize_with = "within::<1, 3600, _>")]
    timeout_seconds: u32,
    #[serde(default, deserialize_with = "some_word")]
    hello: Option<String>,
}

fn inbox() -> String {
    "INBOX".to_owned()
}

fn minute() -> u32 {
    60
}

fn timeout() -> u32 {
    60
}

fn some_line<'de, D: Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    one_line(d).map(Some)
}

/// A name of a host or a credential: no white space, no slash, not empty.
fn one_word<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    let text = one_line(d)?;
    let bad = text.is_empty() || text.contains(|c: char| c.is_whitespace() || c == '/');
    if bad { Err(D::Error::invalid_value(Unexpected::Str(&text), &WORD)) } else { Ok(text) }
}

fn some_word<'de, D: Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    one_word(d).map(Some)
}

/// `true` for agents and supervisors, `false` for nobody, or a list of roles.
pub(super) fn roles<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Role>, D::Error> {
    struct Roles;
    impl<'de> Visitor<'de> for Roles {
        type Value = Vec<Role>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(ROLES)
        }

        fn visit_bool<E>(self, yes: bool) -> Result<Vec<Role>, E> {
            Ok(if yes { Desk::default().waiting_box } else { Vec::new() })
        }

        fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Vec<Role>, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(list))
        }
    }
    d.deserialize_any(Roles)
}

impl<'de> Deserialize<'de> for Binding {
    /// One key or a list. Until the text is at hand, the line is the byte.
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Binding, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a key such as \"ctrl-s\", or a list of keys")]
        enum Keys {
            One(String),
            Several(Vec<String>),
        }
        let keys = Spanned::<Keys>::deserialize(d)?;
        let line = keys.span().start;
        Ok(Binding {
            keys: match keys.into_inner() {
                Keys::One(key) => vec![key],
                Keys::Several(keys) => keys,
            },
            line,
        })
    }
}

/// Reads a whole file.
pub(super) fn config(text: &str) -> Result<Config, Wrong> {
    let mut raw: RawConfig = toml::from_str(text).map_err(|error| told(text, &error))?;
    for binding in raw.console.keys.values_mut() {
        binding.line = line_of(text, binding.line);
    }
    let mut seen = HashSet::new();
    let mut mailboxes = Vec::with_capacity(raw.mailbox.len());
    for spanned in raw.mailbox {
        let at = spanned.span();
        let mailbox = mailbox(spanned.into_inner())?;
        for unique in [mailbox.name.to_lowercase(), mailbox.address.to_string()] {
            if !seen.insert(unique.clone()) {
                return Err(in_section(&at, "[[mailbox]]", Mistake::Twice(unique)));
            }
        }
        mailboxes.push(mailbox);
    }
    Ok(Config { desk: raw.desk, mailboxes, console: raw.console, log: raw.log, translate: raw.translate })
}

fn mailbox(raw: RawMailbox) -> Result<Mailbox, Wrong> {
    Ok(Mailbox {
        name: raw.name,
        address: raw.address,
        from_name: raw.from_name,
        agent_name_in_from: raw.agent_name_in_from,
        team: raw.team,
        signature: raw.signature,
        language: raw.language,
        sent_folder: raw.sent_folder,
        plus_addressing: raw.plus_addressing,
        trusted_authserv: raw.trusted_authserv,
        imap: raw.imap.map(imap).transpose()?,
        smtp: raw.smtp.map(smtp).transpose()?,
    })
}

fn imap(raw: Spanned<RawImap>) -> Result<Imap, Wrong> {
    const SECTION: &str = "[mailbox.imap]";
    let at = raw.span();
    let raw = raw.into_inner();
    let secrets = [
        raw.password_command.map(Secret::Command),
        raw.password_file.map(Secret::File),
        raw.password_credential.map(Secret::Credential),
        raw.token_command.map(Secret::TokenCommand),
    ];
    let login = login(raw.user, secrets).map_err(|m| in_section(&at, SECTION, m))?;
    if login.is_none() {
        return Err(in_section(&at, SECTION, Mistake::Missing("user".to_owned())));
    }
    let usual = if raw.security == Security::Tls { 993 } else { 143 };
    let port = raw.port.map_or(usual, std::num::NonZeroU16::get);
    let server = Server { host: raw.host, port, security: raw.security, login, ca_file: raw.ca_file, timeout_seconds: raw.timeout_seconds };
    Ok(Imap { server, folder: raw.folder, poll_seconds: raw.poll_seconds, idle: raw.idle })
}

fn smtp(raw: Spanned<RawSmtp>) -> Result<Smtp, Wrong> {
    let at = raw.span();
    let raw = raw.into_inner();
    let secrets = [
        raw.password_command.map(Secret::Command),
        raw.password_file.map(Secret::File),
        raw.password_credential.map(Secret::Credential),
        raw.token_command.map(Secret::TokenCommand),
    ];
    let login = login(raw.user, secrets).map_err(|m| in_section(&at, "[mailbox.smtp]", m))?;
    let usual = match raw.security {
        Security::Tls => 465,
        Security::Starttls => 587,
        Security::None => 25,
    };
    let port = raw.port.map_or(usual, std::num::NonZeroU16::get);
    let server = Server { host: raw.host, port, security: raw.security, login, ca_file: raw.ca_file, timeout_seconds: raw.timeout_seconds };
    Ok(Smtp { server, hello: raw.hello })
}

/// A user needs one way to get the secret, and only one.
fn login(user: Option<String>, secrets: [Option<Secret>; 4]) -> Result<Option<Login>, Mistake> {
    let mut secrets = secrets.into_iter().flatten();
    match (user, secrets.next(), secrets.next()) {
        (_, _, Some(_)) => Err(Mistake::SeveralSecrets),
        (Some(user), Some(secret), None) => Ok(Some(Login { user, secret })),
        (Some(_), None, None) => Err(Mistake::NoSecret),
        (None, Some(_), None) => Err(Mistake::NoUser),
        (None, None, None) => Ok(None),
    }
}

fn in_section(at: &Range<usize>, section: &str, mistake: Mistake) -> Wrong {
    Wrong::in_section(at.start, section, mistake)
}
