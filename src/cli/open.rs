//! Where the desk is, how it behaves, and who acts: from arguments, configuration and the system.

use std::collections::HashMap;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::args::Globals;
use super::failure::Failure;
use super::system;
use crate::config::{Config, Found, Login, Mailbox, Secret, Security, Server};
use crate::desk::{Actor, Desk, MailboxPolicy, Policy};
use crate::mail::wire::{Auth, Security as Wire};
use crate::mail::{imap, secret, smtp};
use crate::model::Address;
use crate::store::Store;
use crate::worker::{MailboxServers, Setup};

/// Where a desk is and how it behaves.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The database.
    pub database: PathBuf,
    /// The configuration.
    pub config: Config,
    /// The file that it came from.
    pub file: Option<PathBuf>,
    /// The reader's time zone.
    pub zone: TimeZone,
}

impl Place {
    /// The place that arguments and configuration name.
    pub(super) fn of(globals: &Globals, found: Found) -> Result<Place, Failure> {
        let database = match globals.db.clone().or_else(|| found.config.desk.database.clone()) {
            Some(path) => path,
            None => system::usual_database()?,
        };
        Ok(Place { database, config: found.config, file: found.file, zone: TimeZone::system() })
    }

    /// How the desk behaves.
    pub(super) fn policy(&self) -> Policy {
        policy(&self.config)
    }

    /// Opens the desk, and brings the mailboxes of the configuration into it.
    pub(super) fn open(&self) -> Result<Desk, Failure> {
        let desk = Desk::new(Store::open(&self.database)?, self.policy(), self.zone.clone())?;
        self.set_mailboxes(&desk)?;
        Ok(desk)
    }

    /// Writes only when something is new, so that reading commands take no lock.
    fn set_mailboxes(&self, desk: &Desk) -> Result<(), Failure> {
        if self.config.mailboxes.is_empty() {
            return Ok(());
        }
        let known = desk.store().mailboxes()?;
        let mut teams = HashMap::new();
        for name in self.config.mailboxes.iter().filter_map(|m| m.team.as_deref()) {
            teams.insert(name, desk.store().team_called(name)?);
        }
        let team_of = |name: &str| teams.get(name).copied().flatten();
        let changed: Vec<(Address, String, Option<String>, bool)> = self
            .config
            .mailboxes
            .iter()
            .map(|m| (m.address.clone(), self.name_in_from(m), m.team.clone(), m.plus_addressing))
            .filter(|(address, name, team, plus)| {
                let same = |team_id: Option<_>| team.as_deref().map_or(team_id.is_none(), |t| team_id.is_some() && team_of(t) == team_id);
                !known.iter().any(|k| k.address == *address && k.name == *name && k.plus_addressing == *plus && same(k.team))
            })
            .collect();
        if changed.is_empty() { Ok(()) } else { Ok(desk.set_mailboxes(&changed, system::now())?) }
    }

    /// The name that a mailbox's mails have in From.
    fn name_in_from(&self, mailbox: &Mailbox) -> String {
        if mailbox.from_name.is_empty() { self.config.desk.name.clone() } else { mailbox.from_name.clone() }
    }

    /// Who acts: the agent behind the system's user or, for the owner of the database's file alone, the one that `--as` names.
    pub(super) fn actor(&self, desk: &Desk, instead: Option<&str>) -> Result<Actor, Failure> {
        let login = system::login()?;
        if let Some(other) = instead {
            let owner = std::fs::metadata(&self.database).map_err(|e| Failure::file(&self.database, e))?.uid();
            if owner != system::uid() {
                return Err(Failure::said("cli-as-not-owner", &[("login", other), ("owner", &system::user_name(owner))]));
            }
        }
        Ok(desk.actor(&login, instead)?)
    }

    /// What the mail worker needs.
    pub(super) fn worker(&self) -> Result<Setup, Failure> {
        Ok(Setup {
            database: self.database.clone(),
            policy: self.policy(),
            zone: self.zone.clone(),
            mailboxes: self.config.mailboxes.iter().map(servers).collect(),
            holder: system::holder()?,
            lease: Setup::LEASE,
        })
    }
}

/// How a configuration has the desk behave.
pub(super) fn policy(config: &Config) -> Policy {
    let desk = &config.desk;
    let days = u64::from(desk.close_solved_after_days);
    Policy {
        desk_name: desk.name.clone(),
        language: desk.language,
        undo_send: Duration::from_secs(desk.undo_send_seconds.into()),
        close_after: if days == 0 { Duration::MAX } else { Duration::from_hours(24 * days) },
        reopen_on_hold: desk.reopen_on_hold,
        take_on_open: desk.take_on_open,
        agent_name_in_from: config.mailboxes.first().is_none_or(|m| m.agent_name_in_from),
        quote: desk.quote,
        acknowledge: desk.acknowledge,
        notify_by_mail: desk.notify_agents,
        sides: desk.sides,
        sides_from: desk.sides_from,
        waiting_box: desk.waiting_box.clone(),
        trusted_authserv: config.mailboxes.iter().map(|m| (m.address.clone(), m.trusted_authserv.clone())).collect(),
        mailboxes: config.mailboxes.iter().map(mailbox_policy).collect(),
        ..Policy::default()
    }
}

/// What a mailbox has of its own.
fn mailbox_policy(mailbox: &Mailbox) -> MailboxPolicy {
    MailboxPolicy {
        address: mailbox.address.clone(),
        agent_name_in_from: mailbox.agent_name_in_from,
        signature: mailbox.signature.clone(),
        language: mailbox.language,
        sent_folder: mailbox.sent_folder.clone(),
    }
}

/// A mailbox's servers, as the wires want them.
pub(super) fn servers(mailbox: &Mailbox) -> MailboxServers {
    let polled = mailbox.imap.as_ref().map_or(60, |i| i.poll_seconds);
    MailboxServers {
        address: mailbox.address.clone(),
        imap: mailbox.imap.as_ref().and_then(|i| imap_account(&i.server, &i.folder)),
        poll: Duration::from_secs(polled.into()),
        idle: mailbox.imap.as_ref().is_none_or(|i| i.idle),
        smtp: mailbox.smtp.as_ref().map(|s| smtp_account(&s.server, s.hello.as_deref())),
    }
}

/// The configuration sees to it that there always is a login.
fn imap_account(server: &Server, folder: &str) -> Option<imap::Account> {
    let login = server.login.as_ref()?;
    let (secret, auth) = secret_of(login);
    Some(imap::Account {
        host: server.host.clone(),
        port: server.port,
        security: wire(server.security),
        user: login.user.clone(),
        secret,
        auth,
        ca_file: server.ca_file.clone(),
        folder: folder.to_owned(),
        timeout: Duration::from_secs(server.timeout_seconds.into()),
    })
}

fn smtp_account(server: &Server, hello: Option<&str>) -> smtp::Account {
    let (secret, auth) = server.login.as_ref().map(secret_of).map_or((None, Auth::Password), |(secret, auth)| (Some(secret), auth));
    smtp::Account {
        host: server.host.clone(),
        port: server.port,
        security: wire(server.security),
        user: server.login.as_ref().map(|l| l.user.clone()),
        secret,
        auth,
        ca_file: server.ca_file.clone(),
        timeout: Duration::from_secs(server.timeout_seconds.into()),
        hello: hello.map(str::to_owned),
    }
}

fn secret_of(login: &Login) -> (secret::Secret, Auth) {
    match &login.secret {
        Secret::Command(line) => (secret::Secret::Command(line.clone()), Auth::Password),
        Secret::File(path) => (secret::Secret::File(path.clone()), Auth::Password),
        Secret::Credential(name) => {
            let directory = system::variable("CREDENTIALS_DIRECTORY").map(PathBuf::from);
            (secret::Secret::Credential { name: name.clone(), directory }, Auth::Password)
        }
        Secret::TokenCommand(line) => (secret::Secret::Command(line.clone()), Auth::OAuth2),
    }
}

fn wire(security: Security) -> Wire {
    match security {
        Security::Tls => Wire::Tls,
        Security::Starttls => Wire::StartTls,
        Security::None => Wire::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_what_the_configuration_says() {
        let text = "[desk]\nname = \"Acme\"\nundo_send_seconds = 3\nclose_solved_after_days = 0\nreopen_on_hold = false\nlanguage = \"es\"";
        let policy = policy(&Config::parse(text, "config.toml").unwrap());
        assert_eq!((policy.desk_name.as_str(), policy.undo_send.as_secs(), policy.reopen_on_hold), ("Acme", 3, false));
        assert_eq!(policy.close_after, Duration::MAX, "0 days means never");
        assert_eq!(policy.language.tag(), "es");
    }

    #[test]
    fn side_conversations_are_switched_by_the_configuration() {
        let policy = policy(&Config::parse("[desk]\nsides = false\nsides_from = \"light\"", "config.toml").unwrap());
        assert_eq!((policy.sides, policy.sides_from), (false, crate::model::people::Role::Light));
    }

    #[test]
    fn what_a_mailbox_has_of_its_own_is_what_the_configuration_says() {
        let text = "[desk]\nquote = false\nacknowledge = true\nnotify_agents = false\n[[mailbox]]\nname = \"s\"\naddress = \"s@desk.example\"
                    agent_name_in_from = false\nsignature = \"Acme\"\nlanguage = \"es\"\nsent_folder = \"Sent\"\ntrusted_authserv = [\"mx.desk.example\"]";
        let policy = policy(&Config::parse(text, "config.toml").unwrap());
        assert_eq!((policy.quote, policy.acknowledge, policy.notify_by_mail), (false, true, false));
        let own = policy.of_mailbox(&Address::parse("s@desk.example").unwrap()).unwrap();
        assert_eq!((own.agent_name_in_from, own.signature.as_str(), own.language.map(crate::words::Language::tag)), (false, "Acme", Some("es")));
        assert_eq!(own.sent_folder.as_deref(), Some("Sent"));
        assert_eq!(policy.trusted_authserv[&own.address], ["mx.desk.example"]);
    }

    #[test]
    fn a_mailbox_without_servers_needs_none() {
        let config = Config::parse("[[mailbox]]\nname = \"s\"\naddress = \"s@desk.example\"", "c").unwrap();
        let servers = servers(&config.mailboxes[0]);
        assert!(servers.imap.is_none() && servers.smtp.is_none());
    }
}
