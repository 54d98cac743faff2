//! The files of a new desk, which are made as a whole or not at all.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::{Plan, Servers};
use crate::cli::failure::Failure;
use crate::config::{Config, Security};
use crate::words::Language;

/// What was made so far; dropping it takes it back unless it was kept.
#[derive(Default)]
pub(super) struct Made {
    files: Vec<PathBuf>,
    directories: Vec<PathBuf>,
}

impl Made {
    /// Writes a configuration, readable by owner and group, once it is known to be one.
    pub(super) fn config(&mut self, file: &Path, text: &str) -> Result<Config, Failure> {
        let config = Config::parse(text, &file.display().to_string())?;
        self.directory_of(file)?;
        let mut open = OpenOptions::new().write(true).create_new(true).mode(0o640).open(file).map_err(|e| Failure::file(file, e))?;
        self.files.push(file.to_owned());
        open.write_all(text.as_bytes()).map_err(|e| Failure::file(file, e))?;
        Ok(config)
    }

    /// The directory that a file is to lie in: made for owner and group, whose files then belong to that group, if it is not there.
    pub(super) fn directory_of(&mut self, file: &Path) -> Result<(), Failure> {
        let Some(directory) = file.parent().filter(|d| !d.exists()) else { return Ok(()) };
        let made = |e| Failure::file(directory, e);
        DirBuilder::new().recursive(true).mode(0o770).create(directory).map_err(made)?;
        fs::set_permissions(directory, Permissions::from_mode(0o2770)).map_err(made)?;
        self.directories.push(directory.to_owned());
        Ok(())
    }

    /// The database was made.
    pub(super) fn database(&mut self, file: &Path) {
        let beside = |end: &str| PathBuf::from(format!("{}{end}", file.display()));
        self.files.extend([file.to_owned(), beside("-wal"), beside("-shm")]);
    }

    /// All went well: everything stays.
    pub(super) fn keep(mut self) {
        self.files.clear();
        self.directories.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // some of them may never have come about
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for directory in self.directories.iter().rev() {
            let _ = fs::remove_dir(directory);
        }
    }
}

/// The configuration of a new desk.
pub(super) fn text(plan: &Plan, database: &Path, language: Language) -> String {
    let mut out = String::from("# The configuration of this desk. “aside doctor” checks it.\n\n[desk]\n");
    line(&mut out, "name", &plan.name);
    line(&mut out, "database", &database.display().to_string());
    line(&mut out, "language", language.tag());
    out.push_str("\n[[mailbox]]\n");
    line(&mut out, "name", plan.address.local());
    line(&mut out, "address", plan.address.as_str());
    let servers = &plan.servers;
    if let Some(host) = &servers.imap_host {
        out.push_str("\n[mailbox.imap]\n");
        server(&mut out, host, servers.imap_port, servers.imap_security);
        login(&mut out, plan, true);
    }
    if let Some(host) = &servers.smtp_host {
        out.push_str("\n[mailbox.smtp]\n");
        server(&mut out, host, servers.smtp_port, servers.smtp_security);
        // a server on this machine usually wants no login
        login(&mut out, plan, servers.smtp_security != Security::None || servers.user.is_some());
    }
    out
}

fn server(out: &mut String, host: &str, port: Option<u16>, security: Security) {
    line(out, "host", host);
    if let Some(port) = port {
        out.push_str(&format!("port = {port}\n"));
    }
    line(out, "security", security.word());
}

fn login(out: &mut String, plan: &Plan, wanted: bool) {
    let Servers { user, password_command, password_file, ca_file, .. } = &plan.servers;
    let path = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone()).display().to_string();
    if wanted && (password_command.is_some() || password_file.is_some()) {
        line(out, "user", user.as_deref().unwrap_or(plan.address.as_str()));
        if let Some(command) = password_command {
            line(out, "password_command", command);
        }
        if let Some(file) = password_file {
            line(out, "password_file", &path(file));
        }
    }
    if let Some(file) = ca_file {
        line(out, "ca_file", &path(file));
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    out.push_str(&format!("{key} = {}\n", toml::Value::from(value)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Address;

    fn plan(servers: Servers) -> Plan {
        Plan {
            address: Address::parse("support@desk.example").unwrap(),
            name: "The \"best\" desk\\".into(),
            agent_name: "Ana Lima".into(),
            agent_email: Address::parse("ana@staff.example").unwrap(),
            servers,
        }
    }

    fn servers() -> Servers {
        Servers {
            imap_host: Some("imap.desk.example".into()),
            imap_port: None,
            imap_security: Security::Tls,
            smtp_host: Some("127.0.0.1".into()),
            smtp_port: Some(2525),
            smtp_security: Security::None,
            user: None,
            password_command: Some("pass show \"desk\"".into()),
            password_file: None,
            ca_file: None,
        }
    }

    #[test]
    fn the_configuration_of_a_new_desk_is_read_back_as_it_was_meant() {
        let text = text(&plan(servers()), Path::new("/srv/desk.db"), Language::Portuguese);
        let config = Config::parse(&text, "config.toml").unwrap();
        assert_eq!((config.desk.name.as_str(), config.desk.language), ("The \"best\" desk\\", Language::Portuguese));
        let mailbox = &config.mailboxes[0];
        let (imap, smtp) = (mailbox.imap.as_ref().unwrap(), mailbox.smtp.as_ref().unwrap());
        assert_eq!((imap.server.port, imap.server.login.as_ref().unwrap().user.as_str()), (993, "support@desk.example"));
        assert_eq!((smtp.server.port, &smtp.server.login), (2525, &None));
    }

    #[test]
    fn what_was_made_is_taken_back_when_the_rest_fails() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("new/config.toml");
        let mut made = Made::default();
        made.config(&file, &text(&plan(servers()), Path::new("/srv/desk.db"), Language::English)).unwrap();
        assert!(file.exists());
        drop(made);
        assert!(!file.exists() && !directory.path().join("new").exists());
    }
}
