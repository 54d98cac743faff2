//! What `init` asks when it is not told everything.

use std::io::{BufRead, IsTerminal};
use std::path::Path;

use super::usual::{self, At};
use super::{Init, Plan, Servers, files};
use crate::cli::failure::{Code, Failure};
use crate::cli::{Context, doctor};
use crate::config::{Config, Security};
use crate::model::Address;

/// The answer for no server.
const NONE: &str = "-";

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
    let mut plan = Plan { address, name, agent_name, agent_email, servers: init.servers.clone() };
    if config.mailboxes.iter().any(|m| m.imap.is_some() || m.smtp.is_some()) {
        doctor::mail(context, config)?;
        return Ok(plan);
    }
    let (imap, smtp) = usual::of(plan.address.domain());
    servers(
        context,
        &mut plan,
        init,
        (Some(&imap).filter(|_| init.servers.imap_host.is_none()), Some(&smtp).filter(|_| init.servers.smtp_host.is_none())),
    )?;
    while plan.servers.any() && !plan.servers.no_password() && !tried(context, &plan)? {
        if !yes(context, "cli-ask-again")? {
            break;
        }
        let (imap, smtp) = (shown(&plan.servers, true), shown(&plan.servers, false));
        servers(context, &mut plan, init, (Some(&imap), Some(&smtp)))?;
    }
    Ok(plan)
}

/// A server of these as it would be answered.
fn shown(servers: &Servers, imap: bool) -> String {
    let (host, port, security) = if imap {
        (&servers.imap_host, servers.imap_port, servers.imap_security)
    } else {
        (&servers.smtp_host, servers.smtp_port, servers.smtp_security)
    };
    let Some(host) = host else { return NONE.to_owned() };
    let host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
    let place = port.map_or(host.clone(), |port| format!("{host}:{port}"));
    if security == Security::Tls { place } else { format!("{place} {}", security.word()) }
}

/// Logs in as the configuration will say; false when that fails.
fn tried(context: &mut Context, plan: &Plan) -> Result<bool, Failure> {
    let config = Config::parse(&files::text(plan, Path::new("desk.db"), context.words.language()), "config.toml")?;
    doctor::mail(context, &config)
}

/// The servers, for which something usual is known. Without servers mail comes in by `ingest`, and nothing is sent.
fn servers(context: &mut Context, plan: &mut Plan, init: &Init, (imap, smtp): (Option<&String>, Option<&String>)) -> Result<(), Failure> {
    let servers = &mut plan.servers;
    if let Some(usual) = imap {
        (servers.imap_host, servers.imap_port, servers.imap_security) = server(context, "cli-ask-imap", usual)?;
    }
    if let Some(usual) = smtp {
        (servers.smtp_host, servers.smtp_port, servers.smtp_security) = server(context, "cli-ask-smtp", usual)?;
    }
    if servers.any() && init.servers.no_password() {
        let user = servers.user.clone().unwrap_or_else(|| plan.address.to_string());
        servers.user = Some(text(context, init.servers.user.as_deref(), "cli-ask-user", &user)?);
        let command = servers.password_command.clone().unwrap_or_else(|| format!("pass show {}", plan.address));
        servers.password_command = Some(line(context, "cli-ask-password", &command)?);
    }
    Ok(())
}

/// A server: asked for until it is one, or none.
fn server(context: &mut Context, key: &'static str, usual: &str) -> Result<(Option<String>, Option<u16>, Security), Failure> {
    loop {
        let answer = line(context, key, usual)?;
        if answer == NONE {
            return Ok((None, None, Security::Tls));
        }
        match At::read(&answer) {
            Some(At { host, port, security }) => return Ok((Some(host), port, security)),
            None => {
                let wrong = context.words.say_with("cli-ask-server-wrong", &[("given", (&answer).into())]);
                context.out.clean(&wrong)?;
            }
        }
    }
}

/// A question that Enter says yes to.
fn yes(context: &mut Context, key: &'static str) -> Result<bool, Failure> {
    let (yes, no) = (context.words.say("cli-yes"), context.words.say("cli-no"));
    let answer = line(context, key, &format!("{yes}/{no}"))?.to_lowercase();
    Ok(answer.chars().next() != no.chars().next())
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
