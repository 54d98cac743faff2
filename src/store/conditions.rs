//! How a query becomes SQL: a condition on the ticket `t` for each of its terms and, where an index can name the tickets that the term finds, a
//! list of them to begin with.

use rusqlite::types::Value;

use super::Asking;
use super::search::phrase;
use crate::model::query::{Comparison, Condition, FieldIs, Flag, PersonMatch, Query, SideIs, Thing, TimeField, WhichTeam, Who};
use crate::model::status::Status;

/// The agents who take no new work now, or have left.
const AWAY: &str = "SELECT id FROM agents WHERE available = 0 OR disabled_at IS NOT NULL";

/// What is found unless it is asked for.
const NOT_HIDDEN: &str = "t.spam = 0 AND t.merged_into IS NULL";

/// SQL with its arguments, in the order of its question marks.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub sql: String,
    pub arguments: Vec<Value>,
}

impl Part {
    pub(super) fn new(sql: impl Into<String>) -> Part {
        Part { sql: sql.into(), arguments: Vec::new() }
    }

    pub(super) fn with<const N: usize>(sql: impl Into<String>, arguments: [String; N]) -> Part {
        Part { sql: sql.into(), arguments: arguments.into_iter().map(Value::Text).collect() }
    }

    /// Adds SQL and its arguments at the end.
    pub(super) fn push(&mut self, other: &Part) {
        self.sql.push_str(&other.sql);
        self.arguments.extend_from_slice(&other.arguments);
    }

    fn joined(parts: &[Part], between: &str) -> Part {
        let mut out = Part::default();
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                out.sql.push_str(between);
            }
            out.push(part);
        }
        out
    }
}

/// One term of a query.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// A condition on `t`.
    pub filter: Part,
    /// A SELECT of the numbers of all tickets for which it holds, on an index. What the index says besides may leave some out that the query does not
    /// find.
    pub tickets: Option<Part>,
}

/// What a query becomes.
#[derive(Clone, Debug, Default)]
pub(super) struct Conditions {
    /// Its terms, without its words.
    pub terms: Vec<Term>,
    /// Words that a message of the ticket must have, each as an FTS5 expression.
    pub words: Vec<String>,
    /// Those of them that may stand anywhere, in the order in which they were written.
    pub texts: Vec<String>,
    /// Words that no message of the ticket may have.
    pub without: Vec<String>,
}

impl Conditions {
    pub(super) fn of(query: &Query, asking: &Asking<'_>) -> Conditions {
        let mut out = Conditions::default();
        let hidden = |c: &Condition| matches!(c, Condition::Number(_)) || matches!(c, Condition::Is(f) if f.contains(&Flag::Spam));
        if !query.terms.iter().any(|t| hidden(&t.condition)) {
            out.terms.push(Term { filter: Part::new(NOT_HIDDEN), tickets: None });
        }
        let priorities: Vec<Part> = query
            .terms
            .iter()
            .filter(|t| matches!(t.condition, Condition::Priority(_)))
            .map(|t| one(&t.condition, t.negated, asking).filter)
            .collect();
        for term in &query.terms {
            let phrases: Vec<String> = match &term.condition {
                Condition::Text(text) => phrase(text).into_iter().collect(),
                Condition::Subject(list) => list.iter().filter_map(phrase).map(|p| format!("subject : {p}")).collect(),
                condition => {
                    let mut one = one(condition, term.negated, asking);
                    if let Some(list) = one.tickets.as_mut().filter(|_| has_priority(condition)) {
                        for priority in &priorities {
                            list.push(&Part::new(" AND "));
                            list.push(priority);
                        }
                    }
                    out.terms.push(one);
                    continue;
                }
            };
            if let (Condition::Text(_), false) = (&term.condition, term.negated) {
                out.texts.extend_from_slice(&phrases);
            }
            if !phrases.is_empty() {
                let words = if term.negated { &mut out.without } else { &mut out.words };
                words.push(format!("({})", phrases.join(" OR ")));
            }
        }
        out
    }

    /// How many terms there are besides the words. What is hidden unless it is asked for does not count: it is few tickets.
    pub(super) fn further(&self) -> usize {
        self.terms.iter().filter(|t| t.filter.sql != NOT_HIDDEN).count()
    }

    /// The filters of all terms, that of `but` left out; first those that the ticket's own row answers.
    pub(super) fn filter(&self, but: Option<usize>) -> Part {
        let mut left: Vec<Part> = self.terms.iter().enumerate().filter(|(i, _)| Some(*i) != but).map(|(_, t)| t.filter.clone()).collect();
        left.sort_by_key(|part| part.sql.contains("SELECT"));
        if left.is_empty() { Part::new("1") } else { Part::joined(&left, " AND ") }
    }
}

/// Whether the index that lists a condition's tickets has their priority too.
fn has_priority(condition: &Condition) -> bool {
    matches!(condition, Condition::Team(list) if list.len() == 1) || matches!(condition, Condition::Assignee(list) if list.len() == 1)
}

fn one(condition: &Condition, negated: bool, asking: &Asking<'_>) -> Term {
    let values = values(condition, asking);
    let filters: Vec<Part> = values.iter().map(|v| v.filter.clone()).collect();
    let mut filter = Part::new(if negated { "NOT coalesce((" } else { "(" });
    filter.push(&Part::joined(&filters, " OR "));
    filter.push(&Part::new(if negated { "), 0)" } else { ")" }));
    let tickets: Option<Vec<Part>> = if negated { None } else { values.into_iter().map(|v| v.tickets).collect() };
    Term { filter, tickets: tickets.map(|parts| Part::joined(&parts, " UNION ALL ")) }
}

/// A condition for each value, of which one is enough.
fn values(condition: &Condition, asking: &Asking<'_>) -> Vec<Term> {
    fn each<T>(list: &[T], one: impl Fn(&T) -> Term) -> Vec<Term> {
        list.iter().map(one).collect()
    }
    match condition {
        Condition::Number(list) => each(list, |n| column(&format!("id = {n}"))),
        Condition::Status(list) => each(list, |s| column(&format!("status = '{}'", s.word()))),
        Condition::Priority(list) => each(list, |p| only(Part::new(format!("t.priority = {}", *p as i64)))),
        Condition::Assignee(list) => each(list, |w| assignee(w, asking)),
        Condition::Team(list) => each(list, |t| team(t, asking)),
        Condition::Tag(list) => each(list, |tag| Term {
            filter: Part::with("EXISTS (SELECT 1 FROM ticket_tags x WHERE x.ticket_id = t.id AND x.tag = ?)", [tag.clone()]),
            tickets: Some(Part::with("SELECT ticket_id FROM ticket_tags WHERE tag = ?", [tag.clone()])),
        }),
        Condition::Requester(list) => each(list, requester),
        Condition::Organization(list) => each(list, |name| {
            of_contacts(Part::with(
                "SELECT c.id FROM organizations o JOIN contacts c ON c.organization_id = o.id WHERE o.name LIKE ? ESCAPE '\\'",
                [contains(name)],
            ))
        }),
        Condition::Side(list) => each(list, |s| side(*s)),
        Condition::Third(list) => each(list, third),
        Condition::Time(field, whens) => each(whens, |when| {
            let (from, until) = when.bounds(asking.now, asking.zone);
            time(*field, from.map(|t| t.0), until.map(|t| t.0))
        }),
        Condition::Field(name, list) => each(list, |is| field(name, is)),
        Condition::Has(list) => each(list, |t| has(*t)),
        Condition::File(list) => each(list, |name| {
            const NAMED: &str = "f.name LIKE ? ESCAPE '\\'";
            let of = "FROM entries e JOIN files f ON f.entry_id = e.id WHERE e.ticket_id = t.id AND e.deleted_at IS NULL AND";
            Term {
                filter: Part::with(format!("EXISTS (SELECT 1 {of} {NAMED})"), [contains(name)]),
                tickets: Some(Part::with(
                    format!(
                        "SELECT e.ticket_id FROM files f CROSS JOIN entries e ON e.id = f.entry_id WHERE f.entry_id IS NOT NULL AND e.deleted_at IS NULL AND {NAMED}"
                    ),
                    [contains(name)],
                )),
            }
        }),
        Condition::Is(list) => each(list, |f| flag(*f, asking)),
        Condition::Mentions(list) => each(list, |w| mentions(w, asking)),
        Condition::Subject(_) | Condition::Text(_) => Vec::new(),
    }
}

/// A filter that no index answers by itself.
fn only(filter: Part) -> Term {
    Term { filter, tickets: None }
}

/// A condition on an indexed column of the ticket, written without the table's name.
fn column(condition: &str) -> Term {
    Term { filter: Part::new(format!("t.{condition}")), tickets: Some(Part::new(format!("SELECT t.id FROM tickets t WHERE t.{condition}"))) }
}

fn assignee(who: &Who, asking: &Asking<'_>) -> Term {
    match who {
        Who::Me => column(&format!("assignee_id = {}", asking.who)),
        Who::Nobody => column("assignee_id IS NULL"),
        Who::Anybody => only(Part::new("t.assignee_id IS NOT NULL")),
        Who::Away => column(&format!("assignee_id IN ({AWAY})")),
        Who::Login(login) => by_name("assignee_id", "SELECT id FROM agents WHERE login = ?", login),
    }
}

fn team(which: &WhichTeam, asking: &Asking<'_>) -> Term {
    match which {
        WhichTeam::Mine => column(&format!("team_id IN (SELECT team_id FROM team_members WHERE agent_id = {})", asking.who)),
        WhichTeam::None => column("team_id IS NULL"),
        WhichTeam::Any => only(Part::new("t.team_id IS NOT NULL")),
        WhichTeam::Named(name) => by_name("team_id", "SELECT id FROM teams WHERE name = ?", name),
    }
}

fn by_name(column: &str, number: &str, name: &str) -> Term {
    Term {
        filter: Part::with(format!("t.{column} = ({number})"), [name.to_owned()]),
        tickets: Some(Part::with(format!("SELECT t.id FROM tickets t WHERE t.{column} = ({number})"), [name.to_owned()])),
    }
}

/// The tickets of the contacts that a SELECT names.
fn of_contacts(contacts: Part) -> Term {
    let filter = Part { sql: format!("t.requester_id IN ({})", contacts.sql), arguments: contacts.arguments.clone() };
    let tickets = Part { sql: format!("SELECT id FROM tickets WHERE requester_id IN ({})", contacts.sql), arguments: contacts.arguments };
    Term { filter, tickets: Some(tickets) }
}

/// What stands behind the `@`; indexed so, in both tables that have addresses.
const DOMAIN: &str = "substr(address, instr(address, '@') + 1)";

fn requester(person: &PersonMatch) -> Term {
    of_contacts(match person {
        PersonMatch::Address(address) => Part::with("SELECT contact_id FROM contact_addresses WHERE address = ?", [address.as_str().to_owned()]),
        PersonMatch::Domain(domain) => Part::with(format!("SELECT contact_id FROM contact_addresses WHERE {DOMAIN} = ?"), [domain.clone()]),
        PersonMatch::Part(part) => Part::with(
            "SELECT contact_id FROM contact_addresses WHERE address LIKE ? ESCAPE '\\' UNION ALL SELECT id FROM contacts WHERE name LIKE ? ESCAPE '\\'",
            [contains(part), contains(part)],
        ),
    })
}

fn third(person: &PersonMatch) -> Term {
    let who = match person {
        PersonMatch::Address(address) => Part::with("p.address = ?", [address.as_str().to_owned()]),
        PersonMatch::Domain(domain) => Part::with("substr(p.address, instr(p.address, '@') + 1) = ?", [domain.clone()]),
        PersonMatch::Part(part) => Part::with("(p.address LIKE ? ESCAPE '\\' OR p.name LIKE ? ESCAPE '\\')", [contains(part), contains(part)]),
    };
    let select = "SELECT s.ticket_id FROM side_participants p JOIN sides s ON s.id = p.side_id WHERE";
    let one = "EXISTS (SELECT 1 FROM sides s JOIN side_participants p ON p.side_id = s.id WHERE s.ticket_id = t.id AND";
    Term {
        filter: Part { sql: format!("{one} {})", who.sql), arguments: who.arguments.clone() },
        tickets: Some(Part { sql: format!("{select} {}", who.sql), arguments: who.arguments }),
    }
}

fn side(is: SideIs) -> Term {
    let of = |state: &str| Term {
        filter: Part::new(format!("EXISTS (SELECT 1 FROM sides s WHERE s.ticket_id = t.id AND {state})")),
        tickets: Some(Part::new(format!("SELECT ticket_id FROM sides s WHERE {state}"))),
    };
    match is {
        SideIs::Open => column("sides_open > 0"),
        SideIs::Unread => Term { filter: Part::new("t.sides_unread > 0"), tickets: Some(Part::new("SELECT ticket_id FROM sides WHERE unread = 1")) },
        SideIs::Done => Term { tickets: None, ..of("s.state = 'done'") },
        SideIs::None => only(Part::new("NOT EXISTS (SELECT 1 FROM sides s WHERE s.ticket_id = t.id)")),
    }
}

fn time(field: TimeField, from: Option<i64>, until: Option<i64>) -> Term {
    let name = match field {
        TimeField::Created => "created_at",
        TimeField::Updated => "updated_at",
        TimeField::Waiting => "owed_since",
    };
    let within = |table: &str| {
        let from = from.map(|t| format!("{table}{name} >= {t}"));
        let until = until.map(|t| format!("{table}{name} < {t}"));
        let parts: Vec<String> = from.into_iter().chain(until).collect();
        if parts.is_empty() { format!("{table}{name} IS NOT NULL") } else { format!("({})", parts.join(" AND ")) }
    };
    let indexed = if field == TimeField::Waiting { " AND owed_since IS NOT NULL" } else { "" };
    Term { filter: Part::new(within("t.")), tickets: Some(Part::new(format!("SELECT id FROM tickets WHERE {}{indexed}", within("")))) }
}

fn field(name: &str, is: &FieldIs) -> Term {
    let of = "EXISTS (SELECT 1 FROM ticket_fields x WHERE x.ticket_id = t.id AND x.field = ?";
    let name = name.to_owned();
    match is {
        FieldIs::Value(value) => Term {
            filter: Part::with(format!("{of} AND x.value = ? COLLATE NOCASE)"), [name.clone(), value.clone()]),
            tickets: Some(Part::with("SELECT ticket_id FROM ticket_fields WHERE field = ? AND value = ? COLLATE NOCASE", [name, value.clone()])),
        },
        FieldIs::Compared(comparison, value) => {
            let sign = match comparison {
                Comparison::Less => "<",
                Comparison::AtMost => "<=",
                Comparison::More => ">",
                Comparison::AtLeast => ">=",
            };
            only(match value.parse::<f64>() {
                Ok(number) => {
                    Part { sql: format!("{of} AND CAST(x.value AS REAL) {sign} ?)"), arguments: vec![Value::Text(name), Value::Real(number)] }
                }
                Err(_) => Part::with(format!("{of} AND x.value {sign} ?)"), [name, value.clone()]),
            })
        }
        FieldIs::Set => only(Part::with(format!("{of})"), [name])),
        FieldIs::Unset => only(Part::with(format!("NOT {of})"), [name])),
    }
}

fn has(thing: Thing) -> Term {
    only(Part::new(match thing {
        Thing::Attachment => "EXISTS (SELECT 1 FROM entries e JOIN files f ON f.entry_id = e.id WHERE e.ticket_id = t.id AND e.deleted_at IS NULL)",
        Thing::Note => "EXISTS (SELECT 1 FROM entries e WHERE e.ticket_id = t.id AND e.kind = 'note')",
        Thing::Side => "EXISTS (SELECT 1 FROM sides s WHERE s.ticket_id = t.id)",
        Thing::Tag => "EXISTS (SELECT 1 FROM ticket_tags x WHERE x.ticket_id = t.id)",
    }))
}

fn flag(flag: Flag, asking: &Asking<'_>) -> Term {
    match flag {
        Flag::Active => {
            let words: Vec<String> = Status::ALL.iter().filter(|s| s.is_active()).map(|s| format!("'{}'", s.word())).collect();
            column(&format!("status IN ({})", words.join(", ")))
        }
        Flag::Unread => only(Part::new("t.unread = 1")),
        Flag::Waiting => column("owed_since IS NOT NULL"),
        Flag::Snoozed => column("snoozed_until IS NOT NULL"),
        Flag::Mine => column(&format!("assignee_id = {}", asking.who)),
        Flag::Spam => column("spam = 1"),
    }
}

fn mentions(who: &Who, asking: &Asking<'_>) -> Term {
    let any = "EXISTS (SELECT 1 FROM mentions x JOIN agents a ON a.id = x.agent_id WHERE x.ticket_id = t.id)";
    let of = |agent: &str, arguments: Vec<Value>| Term {
        filter: Part {
            sql: format!("EXISTS (SELECT 1 FROM mentions x WHERE x.agent_id = {agent} AND x.ticket_id = t.id)"),
            arguments: arguments.clone(),
        },
        tickets: Some(Part { sql: format!("SELECT ticket_id FROM mentions WHERE agent_id = {agent}"), arguments }),
    };
    match who {
        Who::Me => of(&asking.who.to_string(), Vec::new()),
        Who::Nobody => only(Part::new(format!("NOT {any}"))),
        Who::Anybody => only(Part::new(any)),
        Who::Away => only(Part::new(format!("EXISTS (SELECT 1 FROM mentions x WHERE x.agent_id IN ({AWAY}) AND x.ticket_id = t.id)"))),
        Who::Login(login) => of("(SELECT id FROM agents WHERE login = ?)", vec![Value::Text(login.clone())]),
    }
}

fn contains(text: &str) -> String {
    format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}
