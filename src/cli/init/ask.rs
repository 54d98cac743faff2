//! What `init` asks when it is not told everything.

use std::io::{BufRead, IsTerminal};

use super::{Init, Plan, Servers};
use crate::cli::Context;
use crate::cli::failure::{Code, Failure};
use crate::config::Config;
use crate::model::Address;

/// Asks for what the arguments do not say. Enter takes what stands in brackets.
pub(super) fn ask(init: &Init, context: &mut Context, config: &Config, login: &str) -> Result<Plan, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::said("cli-init-yes", &[]).with(Code::Usage));
    }
    let known = init.address.clone().or_else(|| config.mailboxes.first().map(|m| m.address.clone()));
    let address = match known {
        Some(address) => address,
        None => address_of(context, "cli-ask-address")?,
    };
    let name = text(context, init.name.as_deref(), "cli-ask-name", &config.desk.name)?;
    let agent_name = text(context, init.agent_name.as_deref(), "cli-ask-agent-name", login)?;
    let agent_email = match &init.agent_email {
        Some(email) => email.clone(),
        None => address_of(context, "cli-ask-agent-email")?,
    };
    let configured = config.mailboxes.iter().any(|m| m.imap.is_some() || m.smtp.is_some());
    let servers = if configured { init.servers.clone() } else { servers(context, &init.servers, &address)? };
    Ok(Plan { address, name, agent_name, agent_email, servers })
}

/// The servers. `-` is none: then mail comes in by `ingest`, and nothing is sent.
fn servers(context: &mut Context, given: &Servers, address: &Address) -> Result<Servers, Failure> {
    let mut servers = given.clone();
    let host = |context: &mut Context, given: Option<&str>, key: &str, kind: &str| {
        let answer = text(context, given, key, &format!("{kind}.{}", address.domain()))?;
        Ok::<_, Failure>(Some(answer).filter(|a| a != "-"))
    };
    servers.imap_host = host(context, given.imap_host.as_deref(), "cli-ask-imap", "imap")?;
    servers.smtp_host = host(context, given.smtp_host.as_deref(), "cli-ask-smtp", "smtp")?;
    if servers.any() && servers.no_password() {
        servers.user = Some(text(context, given.user.as_deref(), "cli-ask-user", address.as_str())?);
        servers.password_command = Some(text(context, None, "cli-ask-password", &format!("pass show {address}"))?);
    }
    Ok(servers)
}

/// An address: asked for until it is one.
fn address_of(context: &mut Context, key: &'static str) -> Result<Address, Failure> {
    loop {
        let answer = line(context, key, "")?;
        match Address::parse(&answer) {
            Some(address) => return Ok(address),
            None => {
                let wrong = context.words.say_with("error-not-an-address", &[("given", (&answer).into())]);
                context.out.clean(&wrong)?;
            }
        }
    }
}

/// A text, unless it is given.
fn text(context: &mut Context, given: Option<&str>, key: &str, usual: &str) -> Result<String, Failure> {
    match given {
        Some(given) => Ok(given.to_owned()),
        None => line(context, key, usual),
    }
}

fn line(context: &mut Context, key: &str, usual: &str) -> Result<String, Failure> {
    let question = context.words.say(key);
    let shown = if usual.is_empty() { format!("{question}: ") } else { format!("{question} [{usual}]: ") };
    context.out.raw(shown.as_bytes())?;
    context.out.finish()?;
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer).map_err(|e| Failure::said("cli-input", &[("why", &e.to_string())]))?;
    if read == 0 {
        return Err(Failure::said("cli-init-ended", &[]));
    }
    let answer = answer.trim();
    Ok(if answer.is_empty() { usual.to_owned() } else { answer.to_owned() })
}
