//! What pickers offer: agents and teams, statuses, priorities, tags, snoozes, boxes, orders, files, participants.

use super::Popup;
use super::pick::{Free, Pick, Row, Value};
use super::prompt;
use crate::desk::{AgentNow, Audience, ExportRequest, Format, Macro, Naming, OrganizationChange, Right};
use crate::model::field::{Field, FieldKind};
use crate::model::links::{Link, links};
use crate::model::status::{Priority, Status};
use crate::model::ticket::{Assign, Sort};
use crate::model::verb::Verb;
use crate::model::{Address, AgentId, SideId, TicketId, Time, until};
use crate::store::OrganizationRow;
use crate::tui::app::{App, Focus};
use crate::tui::command::Reason;
use crate::tui::effect::{Effect, Quote, SideChange, Triage};
use crate::tui::panes::{boxes_view, bytes, compose, sides, ticket, work};
use crate::tui::widgets::ago::ago;

fn show(app: &mut App, pick: Pick) -> Vec<Effect> {
    app.popups.push(Popup::Pick(pick));
    Vec::new()
}

fn plain(label: String, value: Value) -> Row {
    Row { sign: None, label, right: String::new(), value }
}

/// Chooses a box.
pub fn open_boxes(app: &mut App) -> Vec<Effect> {
    let rows = app.queue.boxes.iter().map(|b| {
        let age = b.oldest.map(|t| ago(app.now, t)).unwrap_or_default();
        Row { sign: None, label: boxes_view::name(app, b), right: format!("{}/{} {age:>4}", b.waiting, b.total), value: Value::Box(b.key.clone()) }
    });
    let mut pick = Pick::new(app, "console-boxes", rows.collect());
    pick.list.selected = app.queue.boxes.iter().position(|b| b.key == app.queue.within).unwrap_or(0);
    show(app, pick)
}

/// Chooses the order of the queue. Only a search has a best match.
pub fn open_orders(app: &mut App) -> Vec<Effect> {
    let now = app.queue.order();
    let best = (!app.queue.input.is_empty()).then_some(Sort::Best);
    let orders: Vec<Sort> = Sort::ALL.into_iter().chain(best).collect();
    let row = |sort: &Sort| {
        let order = if *sort == now.by { now } else { (*sort).into() };
        let right = match sort {
            Sort::Best => is_now(app, order == now),
            _ if order == now => app.say("console-is-now-turns"),
            _ => String::new(),
        };
        Row { right, ..plain(app.words.sort(order), Value::Order(*sort)) }
    };
    let mut pick = Pick::new(app, "console-pick-sort", orders.iter().map(row).collect()).wide();
    pick.list.selected = orders.iter().position(|s| *s == now.by).unwrap_or(0);
    show(app, pick)
}

/// Chooses who gets the tickets: oneself first, then agents, then teams, then nobody. An agent in a team is there for who types both.
pub fn open_assign(app: &mut App) -> Vec<Effect> {
    let assign = |to: Assign, name: &str| Value::Triage(Triage::Assign(to, name.to_owned()));
    let mut agents: Vec<_> = app.agents.iter().filter(|a| a.role >= Right::Work.least()).collect();
    agents.sort_by_key(|a| (a.id != app.me.id, !a.available, a.name.clone()));
    let mut rows = Vec::new();
    for agent in &agents {
        let right = load(app, agent.id, agent.available);
        let sign = Some(("@".to_owned(), app.theme.reply));
        let label = format!("{} @{}", agent.name, agent.login);
        rows.push(Row { sign, label, right, value: assign(Assign::Agent(agent.id), &agent.name) });
    }
    for team in &app.teams {
        let sign = Some(("▣".to_owned(), app.theme.side));
        rows.push(Row { sign, label: team.name.clone(), right: app.say("console-team"), value: assign(Assign::Team(team.id), &team.name) });
    }
    let nobody = app.say("console-nobody");
    rows.push(Row { sign: Some(("·".to_owned(), app.theme.dim)), value: assign(Assign::Nobody, &nobody), label: nobody, right: String::new() });
    let in_teams = agents.iter().flat_map(|agent| app.teams.iter().filter(|t| agent.teams.contains(&t.id)).map(move |team| (agent, team)));
    let in_teams = in_teams.map(|(agent, team)| {
        let name = format!("{} · {}", agent.name, team.name);
        let sign = Some(("@".to_owned(), app.theme.reply));
        Row { sign, value: assign(Assign::Both(team.id, agent.id), &name), label: name, right: format!("@{}", agent.login) }
    });
    let pick = Pick::new(app, "console-pick-assign", rows).wide().with_pairs(in_teams.collect());
    show(app, pick);
    vec![Effect::LoadAgents { show: false }]
}

/// What an agent has to do, as far as it is known, and whether they are away.
fn load(app: &App, id: AgentId, available: bool) -> String {
    let load = app.loads.get(&id);
    let load = load.map(|l| app.say_with("agent-load", &[("open", l.open.into()), ("waiting", l.waiting.into())]));
    let away = if available { None } else { Some(app.say("console-away")) };
    away.into_iter().chain(load).collect::<Vec<_>>().join(" · ")
}

/// Reads what the agents have to do, to show it.
#[must_use]
pub fn open_agents(_: &mut App) -> Vec<Effect> {
    vec![Effect::LoadAgents { show: true }]
}

/// What the agents have to do was read. An open picker that nobody has typed in yet shows it.
pub fn agents(app: &mut App, agents: &[AgentNow], to_show: bool) {
    app.loads = agents.iter().map(|a| (a.id, a.load)).collect();
    if to_show {
        let rows = agents.iter().map(|a| {
            let seen = a.load.seen_at.map(|t| ago(app.now, t)).unwrap_or_default();
            let right = format!("{}  {seen:>4}", load(app, a.id, a.available));
            let value = Value::Search(format!("assignee:{} is:active", a.login));
            Row { sign: Some(("@".to_owned(), app.theme.reply)), label: format!("{} @{}", a.name, a.login), right, value }
        });
        let pick = Pick::new(app, "console-pick-agents", rows.collect()).wide();
        show(app, pick);
    } else if matches!(app.popups.last(), Some(Popup::Pick(pick)) if pick.assigns() && pick.is_untouched()) {
        app.popups.pop();
        let _ = open_assign(app);
    }
}

fn is_now(app: &App, yes: bool) -> String {
    if yes { app.say("console-is-now") } else { String::new() }
}

/// Chooses a status.
pub fn open_status(app: &mut App) -> Vec<Effect> {
    let now = app.current_head().map(|h| h.status);
    let rows = Status::ALL.into_iter().filter(|s| *s != Status::New).map(|s| {
        let mark = app.theme.status(s);
        let sign = Some((mark.sign.to_owned(), mark.style));
        Row { sign, label: app.words.status(s), right: is_now(app, now == Some(s)), value: Value::Triage(Triage::Status(s)) }
    });
    let pick = Pick::new(app, "console-pick-status", rows.collect());
    show(app, pick)
}

/// Chooses a priority.
pub fn open_priority(app: &mut App) -> Vec<Effect> {
    let now = app.current_head().map(|h| h.priority);
    let rows = Priority::ALL.into_iter().rev().map(|p| {
        let mark = app.theme.priority(p);
        let sign = Some((mark.sign.to_owned(), mark.style));
        Row { sign, label: app.words.priority(p), right: is_now(app, now == Some(p)), value: Value::Triage(Triage::Priority(p)) }
    });
    let pick = Pick::new(app, "console-pick-priority", rows.collect());
    show(app, pick)
}

/// Chooses a tag to put on or take off; what is typed can be a new one.
pub fn open_tags(app: &mut App) -> Vec<Effect> {
    let on: Vec<String> = app.current_head().map(|h| h.tags.clone()).unwrap_or_default();
    let mut known: Vec<&String> =
        app.queue.rows.iter().flat_map(|r| &r.tags).chain(app.tags.iter().map(|t| &t.name)).filter(|t| !on.contains(t)).collect();
    known.sort_unstable();
    known.dedup();
    let about = |tag: &str| app.tags.iter().find(|t| t.name == tag).map(|t| t.description.clone()).unwrap_or_default();
    let row = |tag: &String, is_on: bool| {
        let (sign, change) = if is_on {
            ("✓", Triage::Tags { add: Vec::new(), remove: vec![tag.clone()] })
        } else {
            ("#", Triage::Tags { add: vec![tag.clone()], remove: Vec::new() })
        };
        let right = if is_on { app.say("console-tag-off") } else { about(tag) };
        Row { sign: Some((sign.to_owned(), app.tag_style(tag))), label: tag.clone(), right, value: Value::Triage(change) }
    };
    let rows = on.iter().map(|t| row(t, true)).chain(known.into_iter().map(|t| row(t, false))).collect();
    let pick = Pick::new(app, "console-pick-tag", rows).with_free(app, Free::Tag, "console-new-tag", "console-pick-tag-hint");
    show(app, pick)
}

/// Whether the ticket has fields to fill in.
pub fn can_fill(app: &App) -> Result<(), Reason> {
    work::can_triage(app)?;
    if app.fields.is_empty() { Err(Reason("console-reason-no-fields")) } else { Ok(()) }
}

/// Chooses a field of the desk's to fill in.
pub fn open_fields(app: &mut App) -> Vec<Effect> {
    let has = |name: &str| app.current_head().and_then(|h| h.field(name)).unwrap_or_default().to_owned();
    let row = |f: &Field| {
        let value = has(&f.name);
        let sign = if value.is_empty() { ("·", app.theme.dim) } else { ("✓", app.theme.ok) };
        Row { sign: Some((sign.0.to_owned(), sign.1)), label: f.label.clone(), right: value, value: Value::Field(f.clone()) }
    };
    let pick = Pick::new(app, "console-pick-field", app.fields.iter().map(row).collect()).wide();
    show(app, pick)
}

/// Fills a field in: one of its choices, or what is typed. Nothing takes the value away.
pub fn fill_in(app: &mut App, field: Field, tickets: Vec<TicketId>) -> Vec<Effect> {
    let now = app.current_head().and_then(|h| h.field(&field.name)).map(str::to_owned);
    if field.kind != FieldKind::Choice {
        return prompt::open_field(app, field, tickets, now.as_deref().unwrap_or_default());
    }
    let value = |v: Option<&String>| Value::Triage(set_field(&field, v.cloned()));
    let choice = |c: &String| Row { sign: None, label: c.clone(), right: is_now(app, now.as_ref() == Some(c)), value: value(Some(c)) };
    let mut rows: Vec<Row> = field.choices.iter().map(choice).collect();
    if now.is_some() {
        rows.push(Row {
            sign: Some(("·".to_owned(), app.theme.dim)),
            label: app.say("console-field-none"),
            right: String::new(),
            value: value(None),
        });
    }
    let pick = Pick::new(app, "console-pick-field-value", rows).about(&field.label);
    show(app, pick)
}

/// The change that gives a field a value, or takes it away.
#[must_use]
pub fn set_field(field: &Field, value: Option<String>) -> Triage {
    let what = format!("{}: {}", field.label, value.as_deref().unwrap_or("–"));
    Triage::Do(vec![Verb::Field { name: field.name.clone(), value }], what)
}

/// Chooses how a third party's message is quoted for the customer: without names and addresses first.
pub fn open_quote(app: &mut App) -> Vec<Effect> {
    let Some((side, message)) = sides::current(app).map(|s| s.id).zip(sides::message(app).map(|m| m.id)) else { return Vec::new() };
    let ways = [("console-quote-without-names", Naming::LeftOut), ("console-quote-with-names", Naming::Kept)];
    let rows = ways.map(|(key, naming)| plain(app.say(key), Value::Quote(Quote::ForCustomer { side, message, naming })));
    let pick = Pick::new(app, "console-pick-quote", rows.into());
    show(app, pick)
}

/// What a snooze can last until, and how it is said to the desk.
const UNTIL: [(&str, &str); 4] = [
    ("console-snooze-reply", "reply"),
    ("console-snooze-hours", "in 3h"),
    ("console-snooze-tomorrow", "tomorrow"),
    ("console-snooze-week", "next week"),
];

/// When a choice ends, unless it is one that is offered as another already: on a Sunday the next week begins tomorrow.
fn ends(app: &App, until: &str) -> Option<Time> {
    let at = |text: &str| until::read(text, app.now, app.words.zone());
    at(until).filter(|time| until != "next week" || at("tomorrow") != Some(*time))
}

/// Chooses until when; what is typed can be a time.
pub fn open_snooze(app: &mut App) -> Vec<Effect> {
    let row = |(key, until): &(&str, &str)| {
        let time = ends(app, until)?;
        let right = if time == Time::NEVER { String::new() } else { app.words.date_time(time) };
        Some(Row { sign: None, label: app.say(key), right, value: Value::Triage(Triage::Snooze((*until).to_owned())) })
    };
    let rows = UNTIL.iter().filter_map(row).collect();
    let pick = Pick::new(app, "console-pick-snooze", rows).with_free(app, Free::Snooze, "console-time-unknown", "console-pick-snooze-hint");
    show(app, pick)
}

/// Times by which an answer can be expected.
const DUE: [(&str, &str); 3] = [("console-due-tomorrow", "tomorrow"), ("console-due-three-days", "in 3d"), ("console-due-next-week", "next week")];

/// Sets by when answers are expected in side conversations.
pub fn open_due(app: &mut App, sides: Vec<SideId>) -> Vec<Effect> {
    let row =
        |key: &str, right: String, until: &str| Row { sign: None, label: app.say(key), right, value: Value::Due(sides.clone(), until.to_owned()) };
    let timed = DUE.iter().filter_map(|(key, until)| Some(row(key, app.words.date_time(ends(app, until)?), until)));
    let rows = timed.chain([row("console-due-never", String::new(), "")]).collect();
    let mut pick = Pick::new(app, "console-pick-due", rows).with_free(app, Free::Due, "console-time-unknown", "console-pick-snooze-hint");
    pick.sides = sides;
    show(app, pick)
}

/// Opens or saves the files of the message under the cursor.
pub fn open_files(app: &mut App) -> Vec<Effect> {
    let files = if app.focus == Focus::Sides { sides::files(app) } else { ticket::files(app) };
    let mut rows = Vec::new();
    for file in &files {
        let label = app.say_with("console-file-open", &[("name", (&file.name).into())]);
        rows.push(Row { sign: None, label, right: bytes(file.size), value: Value::Open(file.clone()) });
    }
    for file in &files {
        rows.push(plain(app.say_with("console-file-preview", &[("name", (&file.name).into())]), Value::Preview(file.clone())));
    }
    for file in &files {
        rows.push(plain(app.say_with("console-file-save", &[("name", (&file.name).into())]), Value::Save(vec![file.clone()])));
    }
    if files.len() > 1 {
        rows.push(plain(app.say("console-file-save-all"), Value::Save(files.clone())));
    }
    rows.push(plain(app.say("console-file-save-to"), Value::SaveTo(files)));
    let pick = Pick::new(app, "console-pick-file", rows);
    show(app, pick)
}

/// Shows the file of the message; of several, chooses which.
pub fn open_preview(app: &mut App) -> Vec<Effect> {
    let mut files = if app.focus == Focus::Sides { sides::files(app) } else { ticket::files(app) };
    if files.len() == 1 {
        return files.pop().map(Effect::Preview).into_iter().collect();
    }
    let rows = files.into_iter().map(|f| Row { sign: None, label: f.name.clone(), right: bytes(f.size), value: Value::Preview(f) }).collect();
    let pick = Pick::new(app, "console-pick-preview", rows);
    show(app, pick)
}

/// Chooses a link of the message, each with where it really goes.
pub fn open_links(app: &mut App) -> Vec<Effect> {
    let text = if app.focus == Focus::Sides { sides::text(app) } else { ticket::text(app) };
    let row = |link: Link| Row {
        sign: Some((format!("[{}]", link.number), app.theme.link)),
        label: link.target.clone(),
        right: link.host().to_owned(),
        value: Value::Link(link),
    };
    let rows = links(&text).into_iter().map(row).collect();
    let pick = Pick::new(app, "console-pick-link", rows).wide();
    show(app, pick)
}

/// Accepts or takes out participants of the side.
pub fn open_people(app: &mut App) -> Vec<Effect> {
    let Some(side) = sides::current(app) else { return Vec::new() };
    let row = |key: &str, who: &Address, change: SideChange| {
        plain(app.say_with(key, &[("who", who.as_str().into())]), Value::Side(side.id, side.ticket, change))
    };
    let newcomers = side.participants.iter().filter(|p| !p.verified);
    let mut rows: Vec<Row> = newcomers.map(|p| row("console-person-accept", &p.email, SideChange::Accept(p.email.clone()))).collect();
    rows.extend(side.participants.iter().map(|p| row("console-person-remove", &p.email, SideChange::Remove(p.email.clone()))));
    let free = Free::Person(side.id, side.ticket);
    let pick = Pick::new(app, "console-pick-people", rows).with_free(app, free, "console-person-add", "console-pick-people-hint");
    show(app, pick)
}

/// Chooses whose card to show.
pub fn open_parties(app: &mut App) -> Vec<Effect> {
    let Some(side) = sides::current(app) else { return Vec::new() };
    let rows = side.participants.iter().map(|p| {
        let right = if p.name.is_empty() { String::new() } else { p.email.to_string() };
        Row { sign: None, label: p.shown().to_owned(), right, value: Value::Party(p.email.clone()) }
    });
    let pick = Pick::new(app, "console-pick-party", rows.collect());
    show(app, pick)
}

/// Reads the macros, to choose from them.
#[must_use]
pub fn open_macros(_: &mut App) -> Vec<Effect> {
    vec![Effect::LoadMacros]
}

/// Chooses a macro, for what is selected.
#[must_use]
pub fn macros(app: &mut App, all: Vec<Macro>) -> Vec<Effect> {
    if all.is_empty() {
        let text = app.say("console-no-macros");
        app.complain(text);
        return Vec::new();
    }
    let row = |m: Macro| {
        let verbs: Vec<String> = m.verbs.iter().map(ToString::to_string).collect();
        Row { sign: None, label: m.name.clone(), right: verbs.join(" · "), value: Value::Triage(Triage::Do(m.verbs, m.name)) }
    };
    let pick = Pick::new(app, "console-pick-macro", all.into_iter().map(row).collect()).widest();
    show(app, pick)
}

/// Chooses what a ticket is written into a file as, and for whom.
pub fn open_export(app: &mut App) -> Vec<Effect> {
    let Some(ticket) = app.current() else { return Vec::new() };
    let mut rows = Vec::new();
    for (audience, whom) in [(Audience::Customer, "console-export-customer"), (Audience::Agents, "console-export-agents")] {
        for (session, span) in [(false, "console-export-full"), (true, "console-export-session")] {
            for format in Format::ALL {
                let label = format!("{} · {}", format.word(), app.say(whom));
                rows.push(Row { sign: None, label, right: app.say(span), value: Value::Export(ExportRequest { ticket, audience, session }, format) });
            }
        }
    }
    let pick = Pick::new(app, "console-export", rows).wide();
    show(app, pick)
}

/// Reads the organizations, to choose from them.
#[must_use]
pub fn open_organizations(_: &mut App) -> Vec<Effect> {
    vec![Effect::LoadOrganizations]
}

/// Marks an organization as a supplier, or not any more; what is typed can be a new one.
pub fn organizations(app: &mut App, all: &[OrganizationRow]) -> Vec<Effect> {
    let rows = all.iter().map(|o| {
        let mark = if o.supplier { "console-supplier" } else { "console-no-supplier" };
        let change = OrganizationChange { name: o.name.clone(), supplier: Some(!o.supplier), domains: Vec::new(), people: Vec::new() };
        let right = format!("{}  {}", app.say(mark), o.domains.join(" ")).trim_end().to_owned();
        Row { sign: None, label: o.name.clone(), right, value: Value::Organization(change) }
    });
    let rows = rows.collect();
    let pick =
        Pick::new(app, "console-pick-organization", rows).with_free(app, Free::Supplier, "console-new-supplier", "console-pick-organization-hint");
    show(app, pick)
}

/// Chooses a file of the ticket to attach.
pub fn open_ticket_files(app: &mut App) -> Vec<Effect> {
    app.popups.retain(|p| !matches!(p, Popup::Suggest(_)));
    let files = compose::files_of_ticket(app);
    let rows = files.into_iter().map(|f| Row { sign: None, label: f.name.clone(), right: bytes(f.size), value: Value::Attach(f) }).collect();
    let pick = Pick::new(app, "console-pick-attach", rows);
    show(app, pick)
}
