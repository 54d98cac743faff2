//! `aside edit`: settings of the desk as TOML, in the editor or on standard input.

use std::collections::BTreeSet;
use std::io::{BufRead, IsTerminal, Read, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::failure::{Code, Failure};
use super::{Context, args, system};
use crate::desk::{Actor, Desk, DeskError, Saved};
use crate::model::Time;
use crate::model::settings::Kind;
use crate::store::HistoryRow;
use crate::tui::{files, settings};

/// Rows of the history that are shown.
const ROWS: u32 = 200;

#[derive(clap::Args, Debug)]
pub(super) struct Edit {
    #[arg(value_name = "KIND", value_parser = kind)]
    kind: Kind,
    #[arg(long)]
    print: bool,
    #[arg(long, conflicts_with = "print")]
    history: bool,
}

fn kind(text: &str) -> Result<Kind, args::Expected> {
    Kind::of(text).ok_or(args::Expected::Kind)
}

impl Edit {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        if self.history {
            return history(context, &desk.settings_history(&actor, self.kind, ROWS)?);
        }
        if self.print && context.out.json {
            return context.out.json(&desk.settings_listed(&actor, self.kind)?);
        }
        let text = desk.settings(&actor, self.kind, &context.words)?;
        if self.print {
            return context.out.raw(text.as_bytes());
        }
        if std::io::stdin().is_terminal() { self.in_the_editor(context, &desk, &actor, &text) } else { self.piped(context, &desk, &actor) }
    }

    fn file(&self) -> String {
        format!("{}.toml", self.kind)
    }

    fn save(&self, desk: &Desk, actor: &Actor, text: &str) -> Result<Saved, DeskError> {
        desk.save_settings(actor, self.kind, text, &self.file(), system::now())
    }

    fn piped(&self, context: &mut Context, desk: &Desk, actor: &Actor) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map_err(|e| Failure::said("cli-input", &[("why", &e.to_string())]))?;
        let text = String::from_utf8(bytes).map_err(|_| Failure::said("cli-not-utf8", &[]))?;
        match self.save(desk, actor, &text) {
            Ok(saved) => tell(context, &saved),
            Err(e) if is_about_the_text(&e) => Err(self.kept(context, &e, &text)),
            Err(e) => Err(e.into()),
        }
    }

    /// Until it is right, or the person at the terminal has had enough.
    fn in_the_editor(&self, context: &mut Context, desk: &Desk, actor: &Actor, opened: &str) -> Result<(), Failure> {
        let mut text = opened.to_owned();
        loop {
            text = files::edit(&text, &self.file()).map_err(|e| Failure::Told(Code::Failed, e.to_string()))?;
            if text == opened {
                return tell(context, &Saved { kind: self.kind, changes: Vec::new(), notes: Vec::new() });
            }
            match self.save(desk, actor, &text) {
                Ok(saved) => return tell(context, &saved),
                Err(e) if is_about_the_text(&e) => {
                    super::complain(&e.say(&context.words), false);
                    if !again(context)? {
                        return Err(self.kept(context, &e, &text));
                    }
                }
                Err(e) => return Err(e.into()),
            }
        }
    }

    /// What is wrong, and where the text is.
    fn kept(&self, context: &Context, why: &DeskError, text: &str) -> Failure {
        let why = why.say(&context.words);
        match files::keep(text, &self.file()) {
            Ok(path) => {
                let kept = context.words.say_with("settings-kept", &[("path", (&path.display().to_string()).into())]);
                Failure::Told(Code::Usage, format!("{why}\n{kept}"))
            }
            Err(_) => Failure::Told(Code::Usage, why),
        }
    }
}

/// Whether another text would do.
fn is_about_the_text(e: &DeskError) -> bool {
    matches!(e, DeskError::Written(_) | DeskError::SettingsMoved { .. })
}

fn again(context: &Context) -> Result<bool, Failure> {
    let mut err = std::io::stderr();
    // a question that nobody can read is answered with what is safe
    let _ = write!(err, "{} ", context.words.say("settings-again")).and_then(|()| err.flush());
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer).map_err(|e| Failure::said("cli-input", &[("why", &e.to_string())]))?;
    let answer = answer.trim().to_lowercase();
    Ok(read > 0 && (answer.is_empty() || answer.starts_with(&context.words.say("settings-yes")) || answer.starts_with('y')))
}

/// What was saved.
pub(super) fn tell(context: &mut Context, saved: &Saved) -> Result<(), Failure> {
    if context.out.json {
        return context.out.json(saved);
    }
    if saved.changes.is_empty() {
        let text = context.words.say("settings-unchanged");
        context.out.clean(&text)?;
    }
    for (how, name) in &saved.changes {
        context.out.clean(&format!("{} {name}", settings::sign(*how)))?;
    }
    for note in &saved.notes {
        let text = note.say(&context.words);
        context.out.clean(&text)?;
    }
    Ok(())
}

/// A row of the history, for scripts.
#[derive(Serialize)]
struct Row<'a> {
    at: Time,
    who: &'a str,
    was: Option<Value>,
    became: Option<Value>,
}

fn history(context: &mut Context, rows: &[HistoryRow]) -> Result<(), Failure> {
    let value = |text: &Option<String>| text.as_deref().and_then(|t| serde_json::from_str::<Value>(t).ok());
    let rows: Vec<Row<'_>> = rows.iter().map(|r| Row { at: r.at, who: &r.actor, was: value(&r.was), became: value(&r.became) }).collect();
    if context.out.json {
        return context.out.json(&rows);
    }
    if rows.is_empty() {
        let none = context.words.say("settings-no-history");
        return context.out.clean(&none);
    }
    for row in &rows {
        let line = format!("{}  {}  {}", context.words.date_time(row.at), row.who, difference(row.was.as_ref(), row.became.as_ref()));
        context.out.clean(&line)?;
    }
    Ok(())
}

/// `+ vip`, `- vip`, or `vip: colour "red" → "blue"`.
fn difference(was: Option<&Value>, became: Option<&Value>) -> String {
    let (Some(Value::Object(was)), Some(Value::Object(became))) = (was, became) else {
        let sign = if was.is_none() { "+" } else { "-" };
        return format!("{sign} {}", was.or(became).and_then(Value::as_object).map(name).unwrap_or_default());
    };
    let keys: BTreeSet<&String> = was.keys().chain(became.keys()).collect();
    let none = Value::Null;
    let of = |map: &Map<String, Value>, key: &String| map.get(key).unwrap_or(&none).to_string();
    let changes: Vec<String> =
        keys.into_iter().filter(|k| was.get(*k) != became.get(*k)).map(|k| format!("{k} {} → {}", of(was, k), of(became, k))).collect();
    format!("{}: {}", name(was), changes.join(", "))
}

/// What people call an item: by what its kind has.
fn name(item: &Map<String, Value>) -> String {
    let found = ["login", "name", "shortcut", "id"].into_iter().find_map(|key| item.get(key));
    found.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned)).unwrap_or_default()
}
