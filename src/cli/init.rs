//! `aside init`: a new desk. The database, its first mailbox and its admin; and the configuration, when there is something to configure.
//!
//! Nothing that is there is overwritten, and what was made is taken back when the rest fails.

mod ask;
mod files;
mod usual;

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use serde::Serialize;

use self::ask::ask;
use super::failure::{Code, Failure};
use super::{Context, args, open, system};
use crate::config::{Config, Found, Security};
use crate::desk::{Desk, Founding};
use crate::model::Address;
use crate::model::people::Role;
use crate::store::Store;

#[derive(clap::Args, Debug)]
pub(super) struct Init {
    #[arg(long)]
    yes: bool,
    #[arg(long, value_parser = args::address)]
    address: Option<Address>,
    #[arg(long)]
    name: Option<String>,
    #[arg(long, value_name = "NAME")]
    agent_name: Option<String>,
    #[arg(long, value_name = "MAIL", value_parser = args::address)]
    agent_email: Option<Address>,
    #[command(flatten)]
    servers: Servers,
}

/// The mail servers, and how to log in there.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Servers {
    #[arg(long, value_name = "HOST")]
    imap_host: Option<String>,
    #[arg(long, value_name = "PORT")]
    imap_port: Option<u16>,
    #[arg(long, value_name = "SECURITY", default_value = "tls", value_parser = security)]
    imap_security: Security,
    #[arg(long, value_name = "HOST")]
    smtp_host: Option<String>,
    #[arg(long, value_name = "PORT")]
    smtp_port: Option<u16>,
    #[arg(long, value_name = "SECURITY", default_value = "tls", value_parser = security)]
    smtp_security: Security,
    #[arg(long)]
    user: Option<String>,
    #[arg(long, value_name = "COMMAND", conflicts_with = "password_file")]
    password_command: Option<String>,
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
}

fn security(text: &str) -> Result<Security, args::Expected> {
    match text {
        "tls" => Ok(Security::Tls),
        "starttls" => Ok(Security::Starttls),
        "none" => Ok(Security::None),
        _ => Err(args::Expected::OneOf("tls, starttls, none")),
    }
}

impl Servers {
    fn any(&self) -> bool {
        self.imap_host.is_some() || self.smtp_host.is_some()
    }

    fn no_password(&self) -> bool {
        self.password_command.is_none() && self.password_file.is_none()
    }
}

/// Everything that a new desk is made of.
struct Plan {
    address: Address,
    name: String,
    agent_name: String,
    agent_email: Address,
    servers: Servers,
}

/// Where things are, for people and scripts.
#[derive(Serialize)]
struct Made<'a> {
    database: &'a Path,
    config: Option<&'a Path>,
    address: &'a Address,
    agent: Admin<'a>,
}

#[derive(Serialize)]
struct Admin<'a> {
    login: &'a str,
    name: &'a str,
    email: &'a Address,
    role: Role,
}

impl Init {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let found = self.known(context)?;
        let place = open::Place::of(&context.globals, found)?;
        let database = absolute(&place.database)?;
        if database.exists() {
            return Err(Failure::said("error-database-exists", &[("path", &database.display().to_string())]));
        }
        let login = system::login()?;
        let plan = if self.yes { self.given(&place.config)? } else { ask(self, context, &place.config, &login)? };
        if plan.servers.any() && plan.servers.no_password() && plan.servers.imap_host.is_some() {
            return Err(Failure::said("cli-init-password", &[]).with(Code::Usage));
        }
        let file = self.file_to_write(context, &place, &plan)?;
        make(&plan, &database, file.as_deref(), &place.config, &login, context)?;
        self.tell(context, &plan, &database, file.as_deref().or(place.file.as_deref()), &login)?;
        Ok(())
    }

    /// The configuration that is there. The file of `--config` need not be: then it is what is to be written.
    fn known(&self, context: &Context) -> Result<Found, Failure> {
        match &context.globals.config {
            Some(file) if !file.exists() => Ok(Found::default()),
            _ => Ok(context.found.clone()?),
        }
    }

    /// What the arguments say, when nothing is asked.
    fn given(&self, config: &Config) -> Result<Plan, Failure> {
        let address = self.address.clone().or_else(|| config.mailboxes.first().map(|m| m.address.clone()));
        let lacking: Vec<&str> =
            [(address.is_none(), "--address"), (self.agent_name.is_none(), "--agent-name"), (self.agent_email.is_none(), "--agent-email")]
                .into_iter()
                .filter_map(|(lacks, flag)| lacks.then_some(flag))
                .collect();
        match (address, self.agent_name.clone(), self.agent_email.clone()) {
            (Some(address), Some(agent_name), Some(agent_email)) => {
                let name = self.name.clone().unwrap_or_else(|| config.desk.name.clone());
                Ok(Plan { address, name, agent_name, agent_email, servers: self.servers.clone() })
            }
            _ => Err(Failure::said("cli-init-lacking", &[("flags", &lacking.join(", "))]).with(Code::Usage)),
        }
    }

    /// The configuration that is to be written, if any: a given one that is not there yet, or one for the servers.
    fn file_to_write(&self, context: &Context, place: &open::Place, plan: &Plan) -> Result<Option<PathBuf>, Failure> {
        let file = match (&context.globals.config, &context.globals.db) {
            (Some(given), _) if given.exists() && !plan.servers.any() => return Ok(None),
            (Some(given), _) => given.clone(),
            (None, _) if !plan.servers.any() => return Ok(None),
            (None, Some(database)) => database.with_file_name("config.toml"),
            (None, None) => match (&place.file, system::homes().config) {
                (Some(there), _) => there.clone(),
                (None, Some(directory)) => directory.join("aside").join("config.toml"),
                (None, None) => return Err(Failure::said("cli-no-home", &[])),
            },
        };
        if file.exists() {
            return Err(Failure::said("cli-init-config-there", &[("path", &file.display().to_string())]));
        }
        absolute(&file).map(Some)
    }

    fn tell(&self, context: &mut Context, plan: &Plan, database: &Path, config: Option<&Path>, login: &str) -> Result<(), Failure> {
        let admin = Admin { login, name: &plan.agent_name, email: &plan.agent_email, role: Role::Admin };
        if context.out.json {
            return context.out.json(&Made { database, config, address: &plan.address, agent: admin });
        }
        let words = context.words.clone();
        context.out.clean(&words.say_with("cli-init-database", &[("path", (&database.display().to_string()).into())]))?;
        if let Some(config) = config {
            context.out.clean(&words.say_with("cli-init-config", &[("path", (&config.display().to_string()).into())]))?;
        }
        let admin = [("name", (&plan.agent_name).into()), ("login", login.into()), ("address", plan.address.as_str().into())];
        context.out.clean(&words.say_with("cli-init-admin", &admin))?;
        context.out.clean(&words.say("cli-init-next"))
    }
}

/// Makes the files and founds the desk. What was made is taken back when the rest fails.
fn make(plan: &Plan, database: &Path, file: Option<&Path>, config: &Config, login: &str, context: &Context) -> Result<(), Failure> {
    let mut made = files::Made::default();
    let config = match file {
        Some(file) => made.config(file, &files::text(plan, database, context.words.language()))?,
        None => config.clone(),
    };
    made.directory_of(database)?;
    let store = Store::create(database)?;
    made.database(database);
    let founding = Founding {
        address: &plan.address,
        name: &plan.name,
        login,
        agent_name: &plan.agent_name,
        agent_email: &plan.agent_email,
        secret: system::random()?,
    };
    Desk::found(store, open::policy(&config), TimeZone::system(), &founding, system::now())?;
    made.keep();
    Ok(())
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|e| Failure::file(path, e))
}
