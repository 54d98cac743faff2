//! The linear mode for screen readers: the console as lines that are said one after the other, in the terminal's normal screen.
//!
//! State, keys and effects are those of the console that is drawn. [`scene::Scene`] is what there is to hear of a state; [`Speaker`] says
//! what differs from the one before. Only a change is said: ages and countdowns go on silently, because two states are compared as of the
//! time at which something was last said.

pub mod describe;
pub mod field;
pub mod popup;
pub mod scene;

use std::collections::BTreeSet;

use crossterm::event::KeyEvent;

use self::scene::{PlaceId, Scene};
use super::app::App;
use super::command;
use super::keymap::Chord;
use super::widgets::text::clean_line;
use crate::model::{NotificationId, Time};

/// Columns and rows that the panes are laid out for: one at a time, a page of its list as long as people listen to.
pub const SIZE: (u16, u16) = (99, 24);

/// Something to be written to the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A whole line.
    Line(String),
    /// What was typed: its line stays open.
    Typed(String),
    /// The last character that was typed is gone; what its line says now, for where it cannot be taken off the terminal's line.
    Rubbed {
        /// The character.
        was: String,
        /// The line.
        line: String,
    },
    /// The open line ends.
    End,
}

/// A line as it is said: cleaned, without signs that are drawn. It holds no control character and no box drawing.
#[must_use]
pub fn said(text: &str) -> String {
    let shown: String = clean_line(text).chars().map(|c| if is_sign(c) { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same with the one sign that has a word: what an arrow goes to.
fn in_words(app: &App, text: &str) -> String {
    if text.contains('→') { said(&text.replace('→', &app.say("console-plain-to"))) } else { said(text) }
}

/// A drawn row as it is said: signs go, and what stands in columns is parted by commas.
#[must_use]
pub fn said_row(text: &str) -> String {
    let shown: String = clean_line(text).chars().map(|c| if is_sign(c) { "  ".to_owned() } else { c.to_string() }).collect();
    shown.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Box drawing, blocks, geometric shapes, braille and the signs of the console's own screens: to the eye alone.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}' | '⇄' | '🔒' | '✎' | '✔' | '✓' | '✗' | '↩' | '→' | '•')
}

/// Says what changes.
#[derive(Debug, Default)]
pub struct Speaker {
    last: Option<Scene>,
    /// The pane below the popups, as it was last said.
    pane: Option<Scene>,
    /// When something was last said: ages are compared as of then.
    then: Time,
    /// The newest notification that is known.
    notified: Option<NotificationId>,
    welcomed: bool,
}

impl Speaker {
    /// A speaker who has said nothing yet.
    #[must_use]
    pub fn new() -> Speaker {
        Speaker::default()
    }

    /// Whether a key asks for everything again: those of the command that reads the screen again, also where text is typed.
    #[must_use]
    pub fn is_asked(app: &App, key: KeyEvent) -> bool {
        let chord = Chord::from(key);
        !chord.is_printable() && command::find("refresh").is_some_and(|c| app.keymap.keys(c).contains(&chord))
    }

    /// Forgets what was said, so that everything of where one is is said again.
    pub fn again(&mut self) {
        (self.last, self.pane) = (None, None);
    }

    /// What is to be said of a state, after the one before.
    pub fn hear(&mut self, app: &mut App) -> Vec<Said> {
        let mut out = Vec::new();
        if !self.welcomed {
            self.welcomed = true;
            out.push(Said::Line(said(&describe::welcome(app))));
        }
        let now = app.now;
        let steady = match &self.last {
            Some(_) => {
                app.now = self.then;
                let steady = Scene::of(app);
                app.now = now;
                Some(steady)
            }
            None => None,
        };
        if steady.is_none() || steady != self.last {
            let fresh = Scene::of(app);
            match (self.last.take(), steady) {
                (Some(before), Some(steady)) => self.differences(app, &before, &steady, &fresh, &mut out),
                _ => everything(app, &fresh, &mut out),
            }
            if !fresh.id.is_popup() {
                self.pane = Some(fresh.clone());
            }
            self.then = now;
            self.last = Some(fresh);
        }
        self.notifications(app, &mut out);
        out
    }

    /// What differs. The scenes are compared as of the same time; what is said is the fresh one.
    fn differences(&self, app: &App, before: &Scene, steady: &Scene, fresh: &Scene, out: &mut Vec<Said>) {
        let mut lines: Vec<String> = Vec::new();
        let typed = if before.id == steady.id { field::change(app, before.field.as_ref(), steady.field.as_ref()) } else { Vec::new() };
        out.extend(typed);
        let known: BTreeSet<&str> = before.asides.iter().map(|(id, _)| id.as_str()).collect();
        let asides = fresh.asides.iter().filter(|(id, _)| !known.contains(id.as_str())).map(|(_, text)| text.clone());
        lines.extend(asides);
        if before.id == steady.id {
            lines.extend(fresh_lines(&before.place, &steady.place, &fresh.place));
            match (before.count, steady.count) {
                (Some(was), Some(is)) if was != is => lines.push(describe::changed(app, is)),
                (None, Some(is)) => lines.push(describe::tickets(app, is)),
                _ => {}
            }
            lines.extend(steady.arrived_since(before).into_iter().filter_map(|at| scene::entry_line(app, at)).map(|l| describe::new(app, &l)));
            if before.suggests() && !steady.suggests() {
                // back in the text
            } else if before.item_id != steady.item_id {
                lines.extend(fresh.item_said(app));
            } else {
                lines.extend(fresh_lines(&before.item, &steady.item, &fresh.item));
            }
        } else if self.pane.as_ref().is_some_and(|pane| before.id.is_popup() && pane.id == fresh.id && pane.place == steady.place) {
            // back from a popup: where one is, and on what
            lines.extend(fresh.place.first().cloned());
            lines.extend(fresh.item_said(app).into_iter().take(1));
        } else {
            lines.extend(whole(app, fresh));
        }
        out.extend(lines.iter().map(|l| in_words(app, l)).filter(|l| !l.is_empty()).map(Said::Line));
        if before.id != steady.id {
            out.extend(fresh.field.as_ref().map(|f| f.whole(app)));
        }
    }

    fn notifications(&mut self, app: &App, out: &mut Vec<Said>) {
        let Some(newest) = app.notified_to else { return };
        let lines: Vec<String> = match self.notified.replace(newest) {
            None if app.unseen() > 0 => vec![describe::unseen(app)],
            None => Vec::new(),
            Some(before) => app.notifications.iter().rev().filter(|n| n.id > before && !n.seen).map(|n| describe::notification(app, n)).collect(),
        };
        out.extend(lines.iter().map(|l| Said::Line(said(l))));
    }
}

/// Where one is and all that there is.
fn everything(app: &App, scene: &Scene, out: &mut Vec<Said>) {
    let lines = scene.asides.iter().map(|(_, text)| text.clone()).chain(whole(app, scene));
    out.extend(lines.map(|l| in_words(app, &l)).filter(|l| !l.is_empty()).map(Said::Line));
    out.extend(scene.field.as_ref().map(|f| f.whole(app)));
}

fn whole(app: &App, scene: &Scene) -> Vec<String> {
    let count = scene.count.map(|count| describe::tickets(app, count));
    // what one answers to is heard when one goes through it from the composer
    let item = if matches!(scene.id, PlaceId::Composer(_)) && !scene.suggests() { Vec::new() } else { scene.item_said(app) };
    scene.place.iter().chain(&scene.extra).cloned().chain(count).chain(item).collect()
}

/// The lines of a fresh scene that are not in the one before.
fn fresh_lines(before: &[String], steady: &[String], fresh: &[String]) -> Vec<String> {
    if before == steady {
        return Vec::new();
    }
    let known: BTreeSet<&String> = before.iter().collect();
    let new: Vec<usize> = steady.iter().enumerate().filter(|(_, line)| !known.contains(line)).map(|(at, _)| at).collect();
    new.into_iter().filter_map(|at| fresh.get(at).cloned()).collect()
}
