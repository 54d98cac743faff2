//! The line that says who gets what is being written, and who will not.

use ratatui::style::Style;

use super::composer::Composer;
use super::recipients::{self, Readers};
use crate::tui::app::App;
use crate::tui::effect::Mode;
use crate::tui::widgets::text::width;

/// What stands between the parts of the line.
pub const BETWEEN: &str = " · ";

/// What is said of some people.
#[derive(Clone, Copy, Debug)]
enum Part {
    Note,
    Reply,
    ReplyWithoutCustomer,
    ReplyToNobody,
    Side,
    SideShort,
    SideWithCustomer,
    SideToNobody,
    Also,
    ThirdParty,
    Without,
}

/// A part of the line, with those of its people who are named.
#[derive(Debug)]
struct Said {
    part: Part,
    people: Vec<String>,
    named: usize,
}

impl Said {
    fn of(part: Part, people: Vec<String>) -> Said {
        Said { part, named: people.len(), people }
    }

    /// Whether one of its people can be left to a count. The customer and who is warned of never are.
    fn can_shrink(&self) -> bool {
        match self.part {
            Part::Also | Part::Without => self.named > 0,
            Part::Side | Part::SideShort | Part::ReplyWithoutCustomer => self.named > 1,
            _ => false,
        }
    }

    fn text(&self, app: &App) -> String {
        let more = self.people.len() - self.named;
        let count = (more > 0).then(|| format!("+{more}"));
        let names = Some(self.people[..self.named].join(", ")).filter(|n| !n.is_empty());
        let people = names.into_iter().chain(count).collect::<Vec<_>>().join(" ");
        let people = [("people", (&people).into())];
        match self.part {
            Part::Note => app.say("console-who-note"),
            Part::Reply => app.say_with("console-who-reply", &people),
            Part::ReplyToNobody => app.say("console-who-nobody"),
            Part::Side => app.say_with("console-who-side", &people),
            Part::SideShort | Part::ReplyWithoutCustomer => app.say_with("console-who-side-short", &people),
            Part::SideWithCustomer => app.say_with("console-who-side-customer", &people),
            Part::SideToNobody => app.say("console-who-side-nobody"),
            Part::Also => app.say_with("console-who-also", &people),
            Part::ThirdParty => app.say_with("console-who-third", &people),
            Part::Without => app.say_with("console-who-without", &people),
        }
    }

    fn style(&self, app: &App, mode: Mode) -> Style {
        match self.part {
            Part::SideWithCustomer => app.theme.error,
            Part::ReplyWithoutCustomer | Part::ReplyToNobody | Part::ThirdParty => app.theme.warning,
            Part::Without => app.theme.dim,
            _ if mode.is_note() => app.theme.note,
            _ if mode == Mode::Reply => app.theme.reply,
            _ => app.theme.side,
        }
    }
}

/// Who gets this, and who will not, in so many columns: the customer is always named, of the others as many as there is room for.
#[must_use]
pub fn who(app: &App, composer: &Composer, room: usize) -> Vec<(String, Style)> {
    let mode = composer.key.mode;
    let mut parts = parts(mode, recipients::readers(app, composer));
    let needed = |parts: &[Said]| width(&parts.iter().map(|s| s.text(app)).collect::<Vec<_>>().join(BETWEEN));
    if needed(&parts) > room
        && let [Said { part: part @ Part::Side, .. }] = parts.as_mut_slice()
    {
        *part = Part::SideShort;
    }
    while needed(&parts) > room {
        let Some(last) = parts.iter_mut().rev().find(|s| s.can_shrink()) else { break };
        last.named -= 1;
    }
    parts.iter().map(|s| (s.text(app), s.style(app, mode))).collect()
}

fn parts(mode: Mode, readers: Readers) -> Vec<Said> {
    let Readers { customer, third, others, without } = readers;
    let nobody = customer.is_empty() && third.is_empty() && others.is_empty();
    let alone = |part: Part, people: Vec<String>| vec![Said::of(part, people)];
    let first = match mode {
        Mode::Note | Mode::Edit(_) => return alone(Part::Note, Vec::new()),
        Mode::Reply if nobody => return alone(Part::ReplyToNobody, Vec::new()),
        Mode::Reply if customer.is_empty() => return alone(Part::ReplyWithoutCustomer, [third, others].concat()),
        Mode::Reply => Part::Reply,
        Mode::SideNew | Mode::Side(_) if nobody => return alone(Part::SideToNobody, Vec::new()),
        Mode::SideNew | Mode::Side(_) if customer.is_empty() => return alone(Part::Side, others),
        Mode::SideNew | Mode::Side(_) => Part::SideWithCustomer,
    };
    let parts = [(first, customer), (Part::ThirdParty, third), (Part::Also, others), (Part::Without, without)];
    parts.into_iter().filter(|(_, people)| !people.is_empty()).map(|(part, people)| Said::of(part, people)).collect()
}
