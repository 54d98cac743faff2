//! Canned responses: ready texts with variables, such as `Hello {{ requester.first_name }},`.
//!
//! A variable that has no value, or that there is not, is shown between `⟦` and `⟧`, and a text with such a mark must not be sent
//! ([`markers_left`]). `{% if team %}…{% endif %}` leaves out what has no value.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, Value};
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use super::entry::FileRef;
use super::ticket::TicketHead;
use super::written::line_of;
use super::{CannedId, TicketId};

/// A canned response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Canned {
    /// Row.
    pub id: CannedId,
    /// What it is called by, without the slash.
    pub shortcut: String,
    /// What it is for.
    pub title: String,
    /// The text, in Markdown, with its variables.
    pub text: String,
    /// What is attached where it is put in.
    pub files: Vec<FileRef>,
}

/// The values of the variables. What is empty counts as missing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Variables {
    /// `requester.name`
    pub requester_name: String,
    /// `requester.first_name`
    pub requester_first_name: String,
    /// `ticket.number`; none for a ticket that is not there yet.
    pub ticket_number: Option<TicketId>,
    /// `ticket.subject`
    pub subject: String,
    /// `agent.name`
    pub agent_name: String,
    /// `agent.first_name`
    pub agent_first_name: String,
    /// `team`
    pub team: String,
    /// `desk`
    pub desk_name: String,
    /// `field.NAME`: the custom fields.
    pub fields: BTreeMap<String, String>,
}

impl Variables {
    /// The values that a text about a ticket has, written by whoever has this name; empty for the desk itself.
    #[must_use]
    pub fn of(head: Option<&TicketHead>, agent: &str, desk: &str) -> Variables {
        Variables {
            requester_name: head.map(|h| h.requester.name.clone()).unwrap_or_default(),
            requester_first_name: head.map(|h| h.requester.first_name().to_owned()).unwrap_or_default(),
            ticket_number: head.map(|h| h.id),
            subject: head.map(|h| h.subject.clone()).unwrap_or_default(),
            agent_name: agent.to_owned(),
            agent_first_name: agent.split_whitespace().next().unwrap_or("").to_owned(),
            team: head.and_then(|h| h.team.as_ref()).map(|t| t.name.clone()).unwrap_or_default(),
            desk_name: desk.to_owned(),
            fields: head.iter().flat_map(|h| &h.fields).map(|f| (f.name.clone(), f.value.clone())).collect(),
        }
    }
}

/// A canned response with its variables filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// What is between `⟦` and `⟧` in it: the variables without a value.
    pub missing: Vec<String>,
}

/// Why a text cannot be a canned response.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct TemplateError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub why: String,
}

/// The names of the variables, apart from the custom fields.
pub const NAMES: [&str; 8] =
    ["requester.name", "requester.first_name", "ticket.number", "ticket.subject", "agent.name", "agent.first_name", "team", "desk"];

/// Steps that a text may take: a long text takes some hundreds.
const FUEL: u64 = 20_000;

/// Checks a text before it is kept.
///
/// # Errors
/// It could not be filled: a brace is not closed, there is no such filter, or it would take too long.
pub fn check(text: &str) -> Result<(), TemplateError> {
    render(text, &Variables::default()).map(|_| ())
}

/// The first variable in a text that is neither one of [`NAMES`] nor a custom field, with its line, from 1. None in a text that [`check`] refuses.
#[must_use]
pub fn unknown_variable(text: &str, fields: &[String]) -> Option<(usize, String)> {
    let environment = Environment::empty();
    let template = environment.template_from_str(text).ok()?;
    let is_known = |name: &str| NAMES.contains(&name) || name.strip_prefix("field.").is_some_and(|field| fields.iter().any(|f| f == field));
    // what is looked up in brackets is named by its beginning alone
    let begins_one = |name: &str| matches!(name, "requester" | "ticket" | "agent" | "field") && text.contains(&format!("{name}["));
    let unknown = template.undeclared_variables(true).into_iter().filter(|name| !is_known(name) && !begins_one(name));
    unknown.map(|name| (line_of_variable(text, &name), name)).min()
}

/// The first line on which a variable stands in braces.
fn line_of_variable(text: &str, name: &str) -> usize {
    let (mut at, mut rest) = (0, text);
    while let Some(open) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let end = rest[open..].find("}}").into_iter().chain(rest[open..].find("%}")).min().map_or(rest.len(), |end| open + end);
        if let Some(found) = stands_in(&rest[open..end], name) {
            return line_of(text, at + open + found);
        }
        at += end;
        rest = &rest[end..];
    }
    1
}

/// Where a name first stands alone.
fn stands_in(code: &str, name: &str) -> Option<usize> {
    let part_of_a_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let alone = |at: &usize| !code[..*at].ends_with(part_of_a_name) && !code[at + name.len()..].starts_with(part_of_a_name);
    code.match_indices(name).map(|(at, _)| at).find(alone)
}

/// Fills in the variables. A line end at the end of the text is dropped. A text that [`check`] refuses stays as it is, with the mistake marked before it, so that it is not sent by mistake.
#[must_use]
pub fn fill(text: &str, variables: &Variables) -> Filled {
    let text = render(text, variables).unwrap_or_else(|error| format!("{}\n{text}", marked(&error.to_string())));
    let missing = markers_left(&text);
    Filled { text, missing }
}

/// The marked variables that are still in a text: while there is one, it must not be sent.
#[must_use]
pub fn markers_left(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in text.split('⟦').skip(1) {
        let Some((name, _)) = rest.split_once('⟧') else { continue };
        if !name.contains('\n') && !found.iter().any(|f| f == name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// The variables in braces that are still in a text, as they stand there: typed by hand, nothing fills them in. What is quoted or code is meant so.
#[must_use]
pub fn braces_left(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut fenced = false;
    for line in text.lines().map(str::trim_start) {
        fenced ^= line.starts_with("```");
        if fenced || line.starts_with('>') {
            continue;
        }
        for rest in line.split('`').step_by(2).flat_map(|plain| plain.split("{{").skip(1)) {
            let name = rest.split_once("}}").map(|(inside, _)| format!("{{{{{inside}}}}}"));
            found.extend(name.filter(|n| !found.contains(n)));
        }
    }
    found
}

/// A text in which a custom field has another name; `None` when it does not name it. What is said outside braces stays as it is.
#[must_use]
pub fn with_field_renamed(text: &str, from: &str, to: &str) -> Option<String> {
    let (mut out, mut rest, mut any) = (String::with_capacity(text.len()), text, false);
    while let Some(open) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let close = if rest[open..].starts_with("{{") { "}}" } else { "%}" };
        let Some(end) = rest[open..].find(close).map(|at| open + at) else { break };
        out.push_str(&rest[..open]);
        let (inside, named) = in_braces(&rest[open..end], &format!("field.{from}"), &format!("field.{to}"));
        out.push_str(&inside);
        any |= named;
        rest = &rest[end..];
    }
    out.push_str(rest);
    any.then_some(out)
}

/// One name in place of another, where it stands alone; and whether it did.
fn in_braces(code: &str, from: &str, to: &str) -> (String, bool) {
    let part_of_a_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let (mut out, mut at) = (String::new(), 0);
    for (start, _) in code.match_indices(from) {
        let end = start + from.len();
        if !code[..start].ends_with(part_of_a_name) && !code[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            out.push_str(&code[at..start]);
            out.push_str(to);
            at = end;
        }
    }
    out.push_str(&code[at..]);
    (out, at > 0)
}

fn marked(name: &str) -> String {
    format!("⟦{}⟧", unmarked(name))
}

/// A value as it goes into a text: on one line, and never looking like a mark.
fn unmarked(value: &str) -> String {
    let one_line = value.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    one_line.replace('⟦', "[").replace('⟧', "]")
}

fn render(text: &str, variables: &Variables) -> Result<String, TemplateError> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    let told = |error: minijinja::Error| TemplateError {
        line: error.line().unwrap_or(1),
        why: error.detail().map_or_else(|| error.kind().to_string(), str::to_owned),
    };
    let known = Arc::new(known(variables));
    environment.render_str(text, Value::from_object(Name { path: String::new(), known })).map_err(told)
}

fn known(variables: &Variables) -> BTreeMap<String, String> {
    let number = variables.ticket_number.map(|n| n.to_string()).unwrap_or_default();
    let values = [
        &variables.requester_name,
        &variables.requester_first_name,
        &number,
        &variables.subject,
        &variables.agent_name,
        &variables.agent_first_name,
        &variables.team,
        &variables.desk_name,
    ];
    let own = NAMES.into_iter().map(str::to_owned).zip(values);
    let fields = variables.fields.iter().map(|(name, value)| (format!("field.{name}"), value));
    own.chain(fields).map(|(name, value)| (name, unmarked(value))).filter(|(_, value)| !value.is_empty()).collect()
}

/// A name, or the beginning of one. It leads to values where there are any; where there is none it stands for itself, marked.
#[derive(Debug)]
struct Name {
    path: String,
    known: Arc<BTreeMap<String, String>>,
}

impl Object for Name {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        let value = self.known.get(&path).map(|value| Value::from(value.as_str()));
        Some(value.unwrap_or_else(|| Value::from_object(Name { path, known: Arc::clone(&self.known) })))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&marked(&self.path))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_field_has_another_name_where_it_is_a_variable_and_nowhere_else() {
        let text = "field.plan {{ field.plan }} {% if field.plan %}{{field.planet}} {{ x.field.plan }} {{ field.plan_b }}{% endif %} {{ field.plan";
        let renamed = with_field_renamed(text, "plan", "tariff").unwrap();
        let expected =
            "field.plan {{ field.tariff }} {% if field.tariff %}{{field.planet}} {{ x.field.plan }} {{ field.plan_b }}{% endif %} {{ field.plan";
        assert_eq!(renamed, expected);
        assert_eq!(with_field_renamed("field.plan {{ team }}", "plan", "tariff"), None);
    }

    fn variables() -> Variables {
        Variables {
            requester_name: "Ana Souza".into(),
            requester_first_name: "Ana".into(),
            ticket_number: Some(TicketId(42)),
            subject: "Printer".into(),
            fields: BTreeMap::from([("plan".to_owned(), "gold".to_owned())]),
            ..Variables::default()
        }
    }

    #[test]
    fn variables_are_filled_in_and_the_rest_stays() {
        let filled = fill("Hello {{ requester.first_name }},\n\n#{{ticket.number}} {{ field.plan }} 100 % {done}", &variables());
        assert_eq!(filled.text, "Hello Ana,\n\n#42 gold 100 % {done}");
        assert!(filled.missing.is_empty());
    }

    #[test]
    fn a_variable_without_a_value_is_marked_and_blocks_the_send() {
        let filled = fill("{{ agent.name }} {{ requester.nmae }} {{ field.color }} {{ team }} {{ team }} {{ a.b.c }}", &variables());
        assert_eq!(filled.text, "⟦agent.name⟧ ⟦requester.nmae⟧ ⟦field.color⟧ ⟦team⟧ ⟦team⟧ ⟦a.b.c⟧");
        assert_eq!(filled.missing, ["agent.name", "requester.nmae", "field.color", "team", "a.b.c"]);
        assert_eq!(markers_left("all is well ⟦ and open"), Vec::<String>::new());
        assert_eq!(markers_left("Dear ⟦requester.name⟧,"), ["requester.name"]);
    }

    #[test]
    fn a_variable_that_was_typed_by_hand_is_found_unless_it_is_quoted_or_code() {
        assert_eq!(braces_left("Your plan is {{field.plan}}, {{ desk }} {{field.plan}} {{ open"), ["{{field.plan}}", "{{ desk }}"]);
        assert_eq!(braces_left("> {{ theirs }}\nWrite `{{ name }}` or\n```\n{{ name }}\n```"), Vec::<String>::new());
    }

    #[test]
    fn a_variable_that_there_is_not_is_found_with_its_line() {
        let fields = ["plan".to_owned()];
        let unknown = |text: &str| unknown_variable(text, &fields);
        let known = "{{ requester.first_name }} {% if team %}{{ team }}{% endif %} {{ field.plan }} {{ field[\"plan\"] }}\n{{ desk | upper }}";
        assert_eq!(unknown(known), None);
        assert_eq!(unknown("{% for a in [1, 2] %}{{ a }}{{ loop.index }}{% endfor %}{% set b = team %}{{ b }} nobody.name"), None);
        assert_eq!(unknown("nmae\n{{ requester.nmae\n}} {{ nmae }}"), Some((2, "requester.nmae".to_owned())));
        assert_eq!(unknown("{% if team %}\n{{ a }}\n{% else %}{{ zz }}{% endif %}"), Some((2, "a".to_owned())), "where it depends on a value too");
        assert_eq!(unknown("{{ requester }}"), Some((1, "requester".to_owned())));
        assert_eq!(unknown("{{ field.color }}"), Some((1, "field.color".to_owned())));
        assert_eq!(unknown("{{ team"), None, "it is refused by its braces");
    }

    #[test]
    fn what_depends_on_a_value_can_be_left_out() {
        let text = "{% if team %}Team {{ team }}{% else %}Us{% endif %}";
        assert_eq!(fill(text, &variables()), Filled { text: "Us".into(), missing: vec![] });
        assert_eq!(fill(text, &Variables { team: "Billing".into(), ..variables() }).text, "Team Billing");
    }

    #[test]
    fn every_name_of_the_list_leads_to_its_value() {
        let v = Variables { agent_name: "a".into(), agent_first_name: "b".into(), team: "c".into(), desk_name: "d".into(), ..variables() };
        for name in NAMES {
            let filled = fill(&format!("{{{{ {name} }}}}"), &v);
            assert!(filled.missing.is_empty() && !filled.text.is_empty(), "{name}");
        }
    }

    #[test]
    fn what_a_customer_calls_themselves_is_text_and_nothing_else() {
        let hostile =
            Variables { requester_name: "{{ desk }} ⟦x⟧\r\nBcc: a@example.com\u{1b}[2J".into(), desk_name: "secret".into(), ..variables() };
        let filled = fill("Dear {{ requester.name }}", &hostile);
        assert_eq!(filled.text, "Dear {{ desk }} [x] Bcc: a@example.com [2J");
        assert!(filled.missing.is_empty());
    }

    #[test]
    fn a_text_with_a_mistake_is_refused_with_its_line_and_never_filled_silently() {
        assert_eq!(check("fine {{ team }}"), Ok(()));
        assert_eq!(check("a\n{{ team").unwrap_err().line, 2);
        assert!(check("{{ team | shout }}").is_err());
        assert!(check("{% for a in 'xxxxxxxxxxxxxxxxxxxxxxxx' %}{% for b in 'x' %}{% endfor %}{% endfor %}{% include 'x' %}").is_err());
        let filled = fill("a\n{{ team", &variables());
        assert!(filled.text.ends_with("a\n{{ team") && filled.missing.len() == 1, "{filled:?}");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_or_run_on(text in "(\\{\\{|\\}\\}|\\{%|%\\}| for | if | in |team|requester\\.|\\||'|\"|\\(|\\)|[0-9a-z ]|\\PC){0,30}") {
            let filled = fill(&text, &variables());
            prop_assert_eq!(filled.missing, markers_left(&filled.text));
        }
    }
}
