//! `aside list`: tickets by query, one a line.

use super::failure::Failure;
use super::out::Paint;
use super::{Context, args, system};
use crate::desk::{Actor, Desk};
use crate::model::order::Order;
use crate::model::settings::{Scope, ViewItem};
use crate::model::status::{Priority, Status};
use crate::model::ticket::{BoxKey, ListRequest, Sort, TicketHead};
use crate::model::{Time, ViewId};
use crate::tui::widgets::ago::ago;
use crate::tui::widgets::text::{fit, pad, pad_left, width};

/// Tickets that are read at a time.
const PAGE: u32 = 500;
/// The least room for a subject, in columns: on a narrower terminal the line goes on below.
const SUBJECT: usize = 12;
/// The widest that names get, in columns.
const NAME: usize = 24;

#[derive(clap::Args, Debug)]
pub(super) struct List {
    query: Vec<String>,
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    #[arg(long, value_parser = sort, allow_hyphen_values = true)]
    sort: Option<Order>,
    #[arg(long, value_name = "NAME")]
    view: Option<String>,
}

fn sort(text: &str) -> Result<Order, args::Expected> {
    let best = (text == "best").then_some(Sort::Best.into());
    Order::of(text).or(best).ok_or(args::Expected::OneOf(
        "waiting, updated, created, priority, number, status, subject, requester, assignee, tags, message, unread, sides, here, best",
    ))
}

impl List {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let heads = self.heads(&desk, &actor)?;
        if context.out.json {
            return context.out.json(&heads);
        }
        rows(context, &heads)?;
        if context.out.columns.is_some() || heads.is_empty() {
            let count = context.words.say_with("count-tickets", &[("count", heads.len().into())]);
            let line = context.out.paint(Paint::Dim, &count);
            context.out.line(&line)?;
        }
        Ok(())
    }

    /// Every ticket that is asked for, of one state of the desk.
    fn heads(&self, desk: &Desk, actor: &Actor) -> Result<Vec<TicketHead>, Failure> {
        let now = system::now();
        let most = self.limit.unwrap_or(u32::MAX);
        let view = self.view.as_deref().map(|name| view(desk, actor, name)).transpose()?;
        let sort = self.sort.or(view.as_ref().map(|(_, sort)| *sort)).unwrap_or_default();
        let within = view.map_or(BoxKey::AllOpen, |(id, _)| BoxKey::View(id));
        desk.store().read::<_, Failure>(|_| {
            let mut heads: Vec<TicketHead> = Vec::new();
            loop {
                let offset = u32::try_from(heads.len()).unwrap_or(u32::MAX);
                let limit = PAGE.min(most.saturating_sub(offset));
                let query = self.query.join(" ");
                let request = ListRequest { within: within.clone(), query, sort, offset, limit };
                let page = if limit == 0 { Vec::new() } else { desk.list(actor, &request, now)?.rows };
                let last = page.len() < limit as usize;
                heads.extend(page);
                if last || limit == 0 {
                    return Ok(heads);
                }
            }
        })
    }
}

/// A view by name: one's own before a team's, a team's before the desk's.
fn view(desk: &Desk, actor: &Actor, name: &str) -> Result<(ViewId, Order), Failure> {
    let views = desk.views(actor)?;
    let lower = name.trim().to_lowercase();
    let rank = |view: &ViewItem| match view.scope {
        Scope::Me => 0,
        Scope::Team(_) => 1,
        Scope::Desk => 2,
    };
    let found = views.iter().filter(|(_, v)| v.name.to_lowercase() == lower).min_by_key(|(_, v)| rank(v));
    found.map(|(id, v)| (*id, v.sort)).ok_or_else(|| Failure::said("error-no-such-view", &[("given", name)]))
}

/// Tickets as aligned lines.
pub(super) fn rows(context: &mut Context, heads: &[TicketHead]) -> Result<(), Failure> {
    let now = system::now();
    let cells: Vec<[String; 6]> = heads.iter().map(|h| cells(context, h, now)).collect();
    let mut widths = [0usize; 6];
    for row in &cells {
        for (wide, cell) in widths.iter_mut().zip(row) {
            *wide = (*wide).max(width(cell)).min(NAME);
        }
    }
    for (head, [number, status, priority, age, who, agent]) in heads.iter().zip(&cells) {
        let [n, s, p, a, w, g] = widths;
        let unread = if head.unread { "●" } else { " " };
        let left = format!(
            "{unread} {}  {}  {} {}  {}  {}  ",
            pad_left(number, n),
            pad(status, s),
            pad(priority, p),
            pad_left(age, a),
            pad(who, w),
            pad(agent, g)
        );
        let rest = context.out.columns.map_or(usize::MAX, |all| all.saturating_sub(width(&left)).max(SUBJECT));
        let subject = fit(&subject(context, head, now), rest);
        let line = match paint(head) {
            Some(colour) => format!("{}{}", context.out.paint(colour, &left), context.out.paint(colour, &subject)),
            None => format!("{left}{subject}"),
        };
        context.out.line(line.trim_end())?;
    }
    Ok(())
}

fn cells(context: &Context, head: &TicketHead, now: Time) -> [String; 6] {
    [
        format!("#{}", head.id),
        context.words.status(head.status),
        args::mark(head.priority).to_owned(),
        head.last_customer_at.map_or_else(|| "–".to_owned(), |at| ago(now, at)),
        head.requester.shown().to_owned(),
        head.assignee.as_ref().map_or_else(|| "–".to_owned(), |a| a.login.clone()),
    ]
}

/// The subject, with what else is to be known at a glance.
fn subject(context: &Context, head: &TicketHead, now: Time) -> String {
    let mut text = head.subject.clone();
    if let Some(since) = head.waiting_since {
        text.push_str(&format!("  ({})", context.words.say_with("console-waits", &[("age", (&ago(now, since)).into())])));
    }
    if let Some(team) = &head.team {
        text.push_str(&format!("  [{}]", team.name));
    }
    if head.spam {
        text.push_str(&format!("  [{}]", context.words.say("console-spam")));
    }
    for tag in &head.tags {
        text.push_str(&format!("  +{tag}"));
    }
    if head.sides_open > 0 || head.sides_unread > 0 {
        text.push_str("  ");
        text.push_str(&context.words.say_with("cli-list-sides", &[("open", head.sides_open.into()), ("unread", head.sides_unread.into())]));
    }
    text
}

fn paint(head: &TicketHead) -> Option<Paint> {
    match (head.status, head.priority) {
        (Status::Solved | Status::Closed, _) => Some(Paint::Dim),
        (_, Priority::Urgent) => Some(Paint::Red),
        (_, Priority::High) => Some(Paint::Yellow),
        (Status::New, _) => Some(Paint::Green),
        _ if head.unread => Some(Paint::Bold),
        _ => None,
    }
}
