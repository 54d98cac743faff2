//! Custom fields: what the desk keeps of a ticket beside what every ticket has.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{DeskError, Doing};
use aside::model::TicketId;
use aside::model::canned::{Variables, fill};
use aside::model::entry::Event;
use aside::model::settings::Kind;
use aside::model::ticket::{BoxKey, ListRequest, Sort};
use aside::model::verb::Verb;
use aside::words::Words;
use desk::{TestDesk, at};

const FIELDS: &str = r#"
[[field]]
name = "plan"
label = "Plan"
kind = "choice"
choices = ["Gold", "Silver plate"]

[[field]]
name = "device"
label = "Device"
kind = "text"

[[field]]
name = "seats"
label = "Seats"
kind = "number"

[[field]]
name = "bought"
label = "Bought on"
kind = "date"
"#;

fn desk() -> (TestDesk, TicketId) {
    let d = TestDesk::new();
    d.save(Kind::Fields, FIELDS).unwrap();
    let ticket = d.carla_writes(0);
    (d, ticket)
}

impl TestDesk {
    fn save(&self, kind: Kind, text: &str) -> Result<(), DeskError> {
        self.desk.save_settings(&self.ana, kind, text, "x.toml", at(1)).map(drop)
    }

    fn does(&self, ticket: TicketId, verb: &str, minutes: i64) -> Result<(), DeskError> {
        let verbs = [Verb::parse(verb).unwrap()];
        let done = self.desk.perform(&self.ana, &[ticket], &Doing { verbs: &verbs, nonce: 1 }, at(minutes), &mut |_, _| true)?;
        done.left.into_iter().next().map_or(Ok(()), |(_, why)| Err(why))
    }

    fn values(&self, ticket: TicketId) -> Vec<(String, String)> {
        self.desk.ticket_head(&self.ana, ticket).unwrap().fields.into_iter().map(|f| (f.label, f.value)).collect()
    }

    fn finds(&self, query: &str) -> usize {
        let request = ListRequest { within: BoxKey::AllOpen, query: query.into(), sort: Sort::Number.into(), offset: 0, limit: 10 };
        self.desk.search(&self.ana, &request, at(90)).unwrap().len()
    }
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn a_value_is_set_shown_in_the_desks_order_and_taken_away() {
    let (d, ticket) = desk();
    d.does(ticket, "field seats=12", 2).unwrap();
    d.does(ticket, "field plan=\"silver PLATE\"", 3).unwrap();
    assert_eq!(d.values(ticket), pairs(&[("Plan", "Silver plate"), ("Seats", "12")]), "a choice as the desk writes it");
    let head = d.desk.ticket_head(&d.ana, ticket).unwrap();
    assert_eq!(serde_json::to_value(&head).unwrap()["fields"], serde_json::json!({"plan": "Silver plate", "seats": "12"}));
    assert_eq!(fill("{{ field.plan }}, {{ field.device }}", &Variables::of(Some(&head), "Ana", "Desk")).text, "Silver plate, ⟦field.device⟧");
    d.does(ticket, "field plan=", 4).unwrap();
    assert_eq!(d.values(ticket), pairs(&[("Seats", "12")]));
    let lines: Vec<_> = d
        .desk
        .ticket(&d.ana, ticket)
        .unwrap()
        .entries
        .into_iter()
        .filter_map(|e| e.event)
        .filter(|e| matches!(e, Event::Changed { .. }))
        .map(|e| e.english())
        .collect();
    assert_eq!(lines, ["Seats – -> 12", "Plan – -> Silver plate", "Plan Silver plate -> –"]);
}

#[test]
fn what_is_no_value_or_no_field_changes_nothing_and_is_told() {
    let (d, ticket) = desk();
    for (verb, told) in [
        ("field plan=brass", "Gold, Silver plate"),
        ("field seats=many", "12.5"),
        ("field bought=soon", "2026-11-17"),
        ("field colour=red", "colour"),
    ] {
        let why = d.does(ticket, verb, 2).unwrap_err();
        assert!(matches!(why, DeskError::FieldValue(_) | DeskError::NoSuchField(_)), "{why:?}");
        assert!(why.say(&Words::default()).contains(told), "{}", why.say(&Words::default()));
    }
    assert!(d.values(ticket).is_empty());
    assert!(d.desk.set_field(&d.ana, ticket, "device", Some("a\u{1f}b"), at(3)).is_err(), "nothing that could not be shown");
}

#[test]
fn undo_puts_the_value_back_and_refuses_when_somebody_has_changed_it_since() {
    let (d, ticket) = desk();
    d.does(ticket, "field plan=gold", 2).unwrap();
    d.does(ticket, "field seats=3", 3).unwrap();
    d.desk.set_field(&d.bruno, ticket, "plan", Some("silver plate"), at(4)).unwrap();
    d.desk.undo(&d.ana, at(5)).unwrap();
    assert_eq!(d.values(ticket), pairs(&[("Plan", "Silver plate")]), "the seats are taken back, another field does not stand in the way");
    let refused = d.desk.undo(&d.ana, at(6)).unwrap_err().say(&Words::default());
    assert_eq!(refused, format!("Not taken back: field “plan” of #{ticket}. bruno has changed it since."));
    d.desk.undo(&d.bruno, at(7)).unwrap();
    assert_eq!(d.values(ticket), pairs(&[("Plan", "Gold")]));
    d.desk.undo(&d.ana, at(8)).unwrap();
    assert_eq!(d.values(ticket), []);
}

#[test]
fn values_are_found_by_their_field_and_by_their_words() {
    let (d, ticket) = desk();
    d.does(ticket, "field device=\"Küchengerät P-100\"", 2).unwrap();
    d.does(ticket, "field seats=12", 3).unwrap();
    for query in ["field.device:any", "field.seats:>9", "field.seats:12", "-field.plan:any", "kuchengerat", "\"P-100\"", "impressora"] {
        assert_eq!(d.finds(query), 1, "{query}");
    }
    for query in ["field.seats:>12", "field.plan:any", "field.seats:none", "-field.seats:12"] {
        assert_eq!(d.finds(query), 0, "{query}");
    }
    d.does(ticket, "field device=Lamp", 4).unwrap();
    assert_eq!((d.finds("kuchengerat"), d.finds("lamp")), (0, 1), "what it said before is not found any more");
    d.does(ticket, "field device=", 5).unwrap();
    d.does(ticket, "field seats=", 6).unwrap();
    assert_eq!(d.finds("lamp"), 0);
}

#[test]
fn a_field_that_is_renamed_keeps_its_values_and_views_macros_and_rules_follow() {
    let (d, ticket) = desk();
    d.does(ticket, "field plan=gold", 2).unwrap();
    d.save(Kind::Views, "[[view]]\nname = \"Gold\"\nquery = \"field.plan:gold\"\nfor = \"desk\"").unwrap();
    d.save(Kind::Rules, "[[rule]]\nname = \"R\"\nwhen = \"ticket created\"\nquery = \"field.plan:none\"\nverbs = ['field plan=Gold']").unwrap();
    d.desk.put_canned(&d.ana, "up", "Up", "You have {{ field.plan }}.", None).unwrap();
    d.save(Kind::Macros, "[[macro]]\nname = \"Up\"\nverbs = ['field plan=gold', 'note \"Now {{ field.plan }}\"']").unwrap();
    let text = d.desk.settings(&d.ana, Kind::Fields, &Words::default()).unwrap();
    d.save(Kind::Fields, &text.replace("\nname = \"plan\"", "\nname = \"tariff\"")).unwrap();
    assert_eq!(d.desk.canned(&d.ana).unwrap()[0].text, "You have {{ field.tariff }}.");
    assert_eq!(d.finds("field.tariff:gold"), 1);
    let shown = |kind: Kind| d.desk.settings(&d.ana, kind, &Words::default()).unwrap();
    assert!(shown(Kind::Views).contains("field.tariff:gold"));
    assert!(shown(Kind::Macros).contains("'field tariff=gold'") && shown(Kind::Macros).contains("Now {{ field.tariff }}"));
    assert!(shown(Kind::Rules).contains("field.tariff:none") && shown(Kind::Rules).contains("'field tariff=Gold'"));
    let another = d.carla_writes(10);
    assert_eq!(d.values(another), pairs(&[("Plan", "Gold")]), "and the rule still runs");
}

#[test]
fn what_tickets_have_is_never_lost_by_a_change_of_the_settings() {
    let (d, ticket) = desk();
    d.does(ticket, "field plan=gold", 2).unwrap();
    let text = d.desk.settings(&d.ana, Kind::Fields, &Words::default()).unwrap();
    let said = |text: &str| d.save(Kind::Fields, text).unwrap_err().say(&Words::default());
    assert!(said("[[field]]\nname = \"device\"\nkind = \"text\"").contains("field.plan:any"), "it would be lost");
    assert!(said(&text.replace("\"Gold\", ", "")).contains("“Gold”"), "a choice that a ticket has stays");
    d.save(Kind::Fields, &text.replace("kind = \"choice\"\nchoices = [\"Gold\", \"Silver plate\"]", "kind = \"text\"")).unwrap();
    assert_eq!(d.values(ticket), pairs(&[("Plan", "Gold")]), "what still fits can become another kind");
    d.does(ticket, "field plan=", 3).unwrap();
    d.save(Kind::Fields, "[[field]]\nname = \"device\"\nkind = \"text\"").unwrap();
    assert!(matches!(d.does(ticket, "field plan=gold", 4), Err(DeskError::NoSuchField(_))));
}

#[test]
fn one_act_on_many_tickets_is_taken_back_as_one() {
    let (d, first) = desk();
    let second = d.carla_writes(5);
    let verbs = [Verb::parse("field plan=gold").unwrap()];
    d.desk.perform(&d.ana, &[first, second], &Doing { verbs: &verbs, nonce: 1 }, at(6), &mut |_, _| true).unwrap();
    assert_eq!(d.finds("field.plan:gold"), 2);
    assert_eq!(d.desk.undo(&d.ana, at(7)).unwrap().tickets.len(), 2);
    assert_eq!(d.finds("field.plan:gold"), 0);
}
