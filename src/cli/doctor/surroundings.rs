//! What is around the program: clock, terminal, log.

use super::Check;
use crate::cli::{log, system};
use crate::config::Config;
use crate::model::Time;
use crate::tui::depth::Depth;
use crate::words::Words;

/// A clock before this is wrong: 1 January 2026.
const SANE: Time = Time(1_767_225_600_000);

pub(super) fn all(words: &Words, config: &Config, checks: &mut Vec<Check>) {
    checks.push(clock(words));
    checks.push(terminal(words));
    checks.push(log_file(words, config));
}

fn clock(words: &Words) -> Check {
    let now = system::now();
    let what = format!("{now}, {}", words.zone().iana_name().unwrap_or("UTC"));
    if now > SANE { Check::ok("clock", what) } else { Check::warn("clock", what, words.say("cli-doctor-clock-wrong")) }
}

/// The terminal's kind, its characters and its colours.
fn terminal(words: &Words) -> Check {
    let kind = system::variable("TERM");
    let locale = system::character_locale().unwrap_or_default();
    let colours = match Depth::detect(system::variable) {
        Depth::None => "0",
        Depth::Ansi16 => "16",
        Depth::Ansi256 => "256",
        Depth::True => "16777216",
    };
    let shown = kind.clone().unwrap_or_else(|| "–".to_owned());
    let args = [("term", (&shown).into()), ("locale", (&locale).into()), ("colours", colours.into())];
    let what = words.say_with("cli-doctor-terminal-is", &args);
    let wide = locale.to_ascii_lowercase().replace('-', "").contains("utf8");
    match kind.as_deref() {
        None | Some("dumb") => Check::warn("terminal", what, words.say("cli-doctor-terminal-none")),
        Some(_) if !wide => Check::warn("terminal", what, words.say("cli-doctor-terminal-narrow")),
        Some(_) => Check::ok("terminal", what),
    }
}

fn log_file(words: &Words, config: &Config) -> Check {
    let path = log::file(&config.log).map(|p| p.display().to_string()).unwrap_or_default();
    match log::open(&config.log) {
        Ok(Some(_)) => Check::ok("log", path),
        Ok(None) => Check::ok("log", words.say("cli-doctor-log-off")),
        Err(e) => {
            let what = words.say_with("error-file", &[("path", (&path).into()), ("why", (&e.to_string()).into())]);
            Check::warn("log", what, words.say("cli-doctor-log-advice"))
        }
    }
}
