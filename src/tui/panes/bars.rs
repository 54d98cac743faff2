//! The bar at the top, and the keys at the bottom.

use std::ops::Range;

use ratatui::buffer::Buffer;

use super::pen::Pen;
use crate::store::Lease;
use crate::tui::app::App;
use crate::tui::command::{COMMANDS, Command, find};
use crate::tui::event::WorkerStatus;
use crate::tui::keymap::Chord;
use crate::tui::widgets::ago::countdown;
use crate::tui::widgets::text::width;

/// Draws the bar at the top: whose desk, who sits here, what waits to be seen, how the mail stands.
pub fn draw_top(app: &App, buf: &mut Buffer) {
    let theme = &app.theme;
    buf.set_style(app.areas.top, theme.popup);
    let mut pen = Pen::new(buf, app.areas.top);
    pen.put_right(" ", theme.text).put_right(&app.me.name, theme.text);
    let unseen = app.unseen();
    if unseen > 0 {
        let text = app.say_with("console-unseen", &[("count", unseen.into())]);
        pen.put_right("  ", theme.text).put_right(&format!(" {text} "), theme.badge);
    }
    if app.quarantined > 0 {
        let text = app.say_with("console-quarantined", &[("count", app.quarantined.into())]);
        pen.put_right("  ", theme.text).put_right(&text, theme.warning);
    }
    let (mail, bad) = mail_state(app, app.outbox_waiting);
    if !mail.is_empty() {
        pen.put_right("  ", theme.text).put_right(&mail, if bad { theme.warning } else { theme.dim });
    }
    pen.put_right("  ", theme.text);
    pen.put(" aside ", theme.title).put(" ", theme.text).put(&app.desk, theme.dim);
}

/// How the mail stands with so many waiting, and whether somebody should look.
#[must_use]
pub fn mail_state(app: &App, waiting: u32) -> (String, bool) {
    let (key, why, bad) = match &app.worker {
        WorkerStatus::Offline(why) => ("console-mail-offline", why.as_str(), true),
        WorkerStatus::Locked(why) => ("console-mail-locked", why.as_str(), true),
        WorkerStatus::NoServers => ("console-mail-none", "", false),
        WorkerStatus::Elsewhere(holder) => match Lease::user(holder) {
            Some(user) => ("console-mail-elsewhere", user, false),
            None => ("console-mail-another", "", false),
        },
        WorkerStatus::Here => ("console-mail-here", "", false),
        WorkerStatus::Demo => ("console-mail-demo", "", false),
        WorkerStatus::Unknown => return (String::new(), false),
    };
    let mut state = app.say_with(key, &[("why", why.into())]);
    if waiting > 0 {
        state = format!("{state}: {}", app.say_with("console-mails-wait", &[("count", waiting.into())]));
    }
    // the reason comes last: it is what a narrow bar cuts
    if bad {
        state = format!("{state} ({why})");
    }
    (state, bad)
}

/// The commands of where the agent is, most useful first.
#[must_use]
pub fn footer_commands(app: &App) -> Vec<&'static Command> {
    let scopes = app.scopes();
    let place = |c: &Command| scopes.iter().position(|s| *s == c.scope);
    let mut found: Vec<&Command> = COMMANDS.iter().filter(|c| c.footer > 0 && place(c).is_some() && (c.enabled)(app).is_ok()).collect();
    // A key that an inner scope takes is not the outer command's here.
    found.retain(|c| {
        let key = app.keymap.keys(c).first().copied();
        key.is_some_and(|k| app.keymap.find(scopes, k).is_some_and(|f| f.id == c.id))
    });
    found.sort_by_key(|c| (c.footer, place(c)));
    found
}

/// The key that takes a mail back, where it does so now: not while text is typed, and not under a popup.
#[must_use]
pub fn key_of_undo(app: &App) -> Option<String> {
    let undo = COMMANDS.iter().find(|c| c.id == "undo")?;
    let works = |chord: &&Chord| {
        let taken = app.is_typing() && chord.is_printable();
        !taken && app.keymap.find(app.scopes(), **chord).is_some_and(|c| c.id == undo.id)
    };
    app.keymap.keys(undo).iter().find(works).map(ToString::to_string)
}

/// The command whose key is shown at a column of the footer.
#[must_use]
pub fn command_at(app: &App, column: u16) -> Option<&'static Command> {
    let mut found = None;
    let mut apart = Buffer::empty(app.areas.footer);
    draw_keys(app, &mut apart, &mut |columns, command| found = found.or_else(|| columns.contains(&column).then_some(command)));
    found
}

/// Draws the keys at the bottom, behind what there is to tell.
pub fn draw_footer(app: &App, buf: &mut Buffer) {
    draw_keys(app, buf, &mut |_, _| {});
}

/// Draws the footer, and tells the columns of each key with its command.
fn draw_keys(app: &App, buf: &mut Buffer, shown_at: &mut dyn FnMut(Range<u16>, &'static Command)) {
    let theme = &app.theme;
    let mut pen = Pen::new(buf, app.areas.footer);
    let mut put = |pen: &mut Pen<'_>, key: &str, title: &str, command: Option<&'static Command>| {
        let from = pen.free().start;
        pen.put(&format!(" {key} "), theme.key).put(&format!(" {title}"), theme.key_label);
        if let Some(command) = command {
            shown_at(from..pen.free().start, command);
        }
        pen.skip(2);
    };
    pen.skip(1);
    if let Some(leaving) = app.can_take_back() {
        let left = countdown(leaving.due_at.since(app.now));
        pen.put(&app.say_with("console-leaves-in", &[("left", (&left).into())]), theme.warning).skip(1);
        if let Some(key) = key_of_undo(app) {
            put(&mut pen, &key, &app.say("console-take-back"), find("undo"));
        }
    }
    if let Some((done, all)) = app.progress {
        pen.put(&app.say_with("console-progress", &[("done", done.into()), ("all", all.into())]), theme.warning).skip(1);
        put(&mut pen, "Esc", &app.say("console-cmd-stop"), find("stop"));
    }
    if let Some(toast) = &app.toast {
        pen.put(&toast.text, if toast.bad { theme.error } else { theme.ok }).skip(3);
    }
    let typing = app.is_typing();
    let keys = |command: &'static Command| (app.keymap.key_name(command, typing), command.title(app), command);
    let takes = |(key, title, _): &(String, String, &Command)| width(key) + width(title) + 3;
    let (help, others): (Vec<_>, Vec<_>) = footer_commands(app).into_iter().partition(|c| c.id == "help");
    // whoever does not find the key that is wanted here has to find this one
    let help = help.first().map(|c| keys(c)).filter(|k| !k.0.is_empty() && takes(k) < pen.room());
    if let Some((key, title, _)) = &help {
        pen.put_right(&format!(" {title} "), theme.key_label).put_right(&format!(" {key} "), theme.key).put_right(" ", theme.text);
    }
    let keys_end = pen.free().end;
    let mut said: Vec<String> = Vec::new();
    for shown in others.into_iter().map(keys).filter(|k| !k.0.is_empty()) {
        if said.contains(&shown.1) {
            continue;
        }
        if takes(&shown) > pen.room() {
            break;
        }
        let (key, title, command) = shown;
        put(&mut pen, &key, &title, Some(command));
        said.push(title);
    }
    if let Some((_, _, command)) = help {
        shown_at(keys_end..app.areas.footer.right(), command);
    }
}
