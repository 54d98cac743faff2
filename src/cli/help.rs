//! The arguments in the reader's language: help, and what is wrong with what was typed.
//!
//! Every command has its sentence under `cli-about` and its path (`cli-about-side-new`), every argument under `cli-arg` and its name; a
//! test holds that none is lacking.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};

use super::args::{self, Args, Expected};
use super::failure::Code;
use crate::model::nearest::nearest;
use crate::words::Words;

/// What the arguments ask for, when it is no command.
pub(super) enum Answer {
    /// Help or the version: to standard output.
    Text(String),
    /// They cannot be understood: to standard error.
    Mistake(String),
}

impl Answer {
    /// The exit code that goes with it.
    pub(super) fn code(&self) -> Code {
        match self {
            Answer::Text(_) => Code::Done,
            Answer::Mistake(_) => Code::Usage,
        }
    }
}

/// Reads the arguments.
pub(super) fn read(words: &Words, args: &[OsString], colours: bool) -> Result<Args, Answer> {
    let mut command = command(words);
    let read = command.try_get_matches_from_mut(args).and_then(|matches| Args::from_arg_matches(&matches));
    read.map_err(|e| match e.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Answer::Text(localised(words, &e, colours)),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Answer::Mistake(localised(words, &e, false)),
        _ => Answer::Mistake(mistake(words, &e)),
    })
}

fn localised(words: &Words, e: &clap::Error, colours: bool) -> String {
    let styled = e.render();
    let text = if colours { styled.ansi().to_string() } else { styled.to_string() };
    format!("{}\n", text.replace("[OPTIONS]", &words.say("cli-usage-options")).trim_end())
}

/// All commands, in the reader's language.
pub(super) fn command(words: &Words) -> Command {
    in_words(Args::command(), words, "")
}

fn in_words(command: Command, words: &Words, path: &str) -> Command {
    let about = words.say(&about_key(path));
    let (options, everywhere) = (words.say("cli-heading-options"), words.say("cli-heading-everywhere"));
    let arguments = words.say("cli-heading-arguments");
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", words.say("cli-heading-usage"));
    let places = command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(words.say("cli-heading-commands"))
        .subcommand_value_name(words.say("cli-value-command"))
        .mut_args(|arg| {
            let heading = if arg.is_global_set() || arg.get_id() == "version" {
                everywhere.clone()
            } else if arg.is_positional() {
                arguments.clone()
            } else {
                options.clone()
            };
            let help = words.say(&format!("cli-arg-{}", arg.get_id().as_str().replace('_', "-")));
            let takes_a_value = arg.get_action().takes_values();
            let arg = arg.help(help).help_heading(heading);
            if takes_a_value { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
        });
    places.mut_subcommands(|sub| {
        let path = format!("{path}-{}", sub.get_name());
        in_words(sub, words, &path)
    })
}

fn about_key(path: &str) -> String {
    format!("cli-about{path}")
}

/// What is wrong with what was typed, and where help is.
fn mistake(words: &Words, e: &clap::Error) -> String {
    let text = |kind: ContextKind| e.get(kind).map(ToString::to_string).unwrap_or_default();
    let (arg, given) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let sentence = match e.kind() {
        ErrorKind::UnknownArgument => unknown(words, "cli-usage-unknown", &arg, suggestion(e, &arg, ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => {
            let given = text(ContextKind::InvalidSubcommand);
            unknown(words, "cli-usage-unknown-command", &given, suggestion(e, &given, ContextKind::SuggestedSubcommand))
        }
        ErrorKind::MissingRequiredArgument => words.say_with("cli-usage-missing", &[("arg", (&arg).into())]),
        ErrorKind::MissingSubcommand => words.say("cli-usage-missing-command"),
        ErrorKind::ArgumentConflict => {
            words.say_with("cli-usage-conflict", &[("arg", (&arg).into()), ("other", (&text(ContextKind::PriorArg)).into())])
        }
        ErrorKind::InvalidValue if given.is_empty() => words.say_with("cli-usage-no-value", &[("arg", (&arg).into())]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let expected = expected(words, e);
            words.say_with("cli-usage-value", &[("arg", (&arg).into()), ("given", (&given).into()), ("expected", (&expected).into())])
        }
        ErrorKind::InvalidUtf8 => words.say("cli-usage-utf8"),
        _ => words.say_with("cli-usage-wrong", &[("arg", (&arg).into())]),
    };
    format!("{sentence} {}", words.say("cli-usage-help"))
}

fn unknown(words: &Words, key: &str, given: &str, nearest: Option<String>) -> String {
    let sentence = words.say_with(key, &[("given", given.into())]);
    match nearest {
        Some(nearest) => format!("{sentence} {}", words.say_with("cli-usage-nearest", &[("nearest", (&nearest).into())])),
        None => sentence,
    }
}

/// Of the names that could be meant, the one that the fewest edits lead to.
fn suggestion(e: &clap::Error, given: &str, kind: ContextKind) -> Option<String> {
    match e.get(kind)? {
        ContextValue::String(one) => Some(one.clone()),
        ContextValue::Strings(several) => {
            nearest(given, several.iter().map(String::as_str)).or(several.first().map(String::as_str)).map(str::to_owned)
        }
        _ => None,
    }
}

/// What a value should have been.
fn expected(words: &Words, e: &clap::Error) -> String {
    let by_us = std::error::Error::source(e).and_then(|s| s.downcast_ref::<Expected>());
    let of = |list: &str| words.say_with("cli-expected-one-of", &[("list", list.into())]);
    match (by_us, e.get(ContextKind::ValidValue)) {
        (Some(Expected::Number), _) => words.say("cli-expected-number"),
        (Some(Expected::Address), _) => words.say("cli-expected-address"),
        (Some(Expected::Mail), _) => words.say("cli-expected-mail"),
        (Some(Expected::Date), _) => words.say("cli-expected-date"),
        (Some(Expected::OneOf(list)), _) => of(list),
        (Some(Expected::Kind), _) => of(&args::kinds()),
        (None, Some(list)) => of(&list.to_string()),
        (None, None) => words.say("cli-expected-other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn each(command: &Command, path: &str, visit: &mut impl FnMut(&str, &Command)) {
        visit(path, command);
        for sub in command.get_subcommands() {
            each(sub, &format!("{path}-{}", sub.get_name()), visit);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_sentence() {
        let words = Words::default();
        let mut lacking = Vec::new();
        each(&command(&words), "", &mut |path, command| {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            if about.is_empty() || about.starts_with("cli-") {
                lacking.push(about_key(path));
            }
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                if help.is_empty() || help.starts_with("cli-") {
                    lacking.push(format!("cli-arg-{} ({path})", arg.get_id()));
                }
            }
        });
        assert_eq!(lacking, Vec::<String>::new());
    }

    #[test]
    fn the_arguments_hang_together_in_each_language() {
        for language in Language::ALL {
            command(&Words::new(language)).debug_assert();
        }
    }

    #[test]
    fn a_mistake_is_told_in_the_readers_language_with_the_nearest_name() {
        let args = ["aside", "lsit"].map(OsString::from);
        let Err(Answer::Mistake(english)) = read(&Words::default(), &args, false) else { panic!("understood") };
        assert!(english.contains("lsit") && english.contains("“list”"), "{english}");
        let Err(Answer::Mistake(spanish)) = read(&Words::new(Language::Spanish), &args, false) else { panic!("understood") };
        assert!(spanish.contains("«list»"), "{spanish}");
    }
}
