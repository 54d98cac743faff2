//! Settings are edited as text: what is right is saved whole, what is wrong is told and changes nothing, and everything keeps what names it.

#![allow(clippy::unwrap_used)]

mod desk;
mod program;

use aside::desk::{Actor, DeskError, How, Note, Saved};
use aside::model::TeamId;
use aside::model::people::Role;
use aside::model::settings::Kind;
use aside::model::ticket::{Assign, ListRequest, Sort};
use aside::store::NewAgent;
use aside::words::Words;
use desk::{TestDesk, address, at};
use program::{Program, text as path_text};

struct Settings {
    d: TestDesk,
    /// Supervises Billing.
    sol: Actor,
    billing: TeamId,
}

impl Settings {
    fn new() -> Settings {
        let d = TestDesk::new();
        let new = NewAgent { login: "sol", name: "Sol Vega", email: &address("sol@staff.example"), role: Role::Supervisor };
        let sol = d.desk.add_agent(&d.ana, &new, at(0)).unwrap();
        let billing = d.desk.add_team(&d.ana, "Billing", &[(sol, true), (d.bruno.id(), false)], at(0)).unwrap();
        d.desk.add_team(&d.ana, "Repairs", &[], at(0)).unwrap();
        Settings { sol: d.desk.actor("sol", None).unwrap(), d, billing }
    }

    fn text(&self, actor: &Actor, kind: Kind) -> String {
        self.d.desk.settings(actor, kind, &Words::default()).unwrap()
    }

    fn try_save(&self, actor: &Actor, kind: Kind, text: &str) -> Result<Saved, DeskError> {
        self.d.desk.save_settings(actor, kind, text, "x.toml", at(10))
    }

    fn save(&self, actor: &Actor, kind: Kind, text: &str) -> Saved {
        self.try_save(actor, kind, text).unwrap_or_else(|e| panic!("{e}\n{text}"))
    }

    /// What is wrong with a text, which then changed nothing.
    fn wrong(&self, actor: &Actor, kind: Kind, text: &str) -> String {
        let before = self.text(&self.d.ana, kind);
        let said = self.try_save(actor, kind, text).unwrap_err().say(&Words::default());
        assert_eq!(self.text(&self.d.ana, kind), before, "nothing is kept of a text that is wrong");
        said
    }

    /// The text as it stands, with something in it replaced.
    fn edited(&self, actor: &Actor, kind: Kind, from: &str, to: &str) -> String {
        let text = self.text(actor, kind);
        assert!(text.contains(from), "no {from:?} in\n{text}");
        text.replacen(from, to, 1)
    }

    fn leaves(&self, login: &str) -> Saved {
        let text = self.text(&self.d.ana, Kind::Agents);
        let named = format!("\"{login}\"");
        let without: Vec<&str> = text.split("\n[[agent]]\n").filter(|section| !section.contains(&named)).collect();
        self.save(&self.d.ana, Kind::Agents, &without.join("\n[[agent]]\n"))
    }

    fn history(&self, kind: Kind) -> Vec<(String, Option<String>, Option<String>)> {
        let rows = self.d.desk.settings_history(&self.d.ana, kind, 100).unwrap();
        rows.into_iter().map(|r| (r.actor, r.was, r.became)).collect()
    }
}

fn changes(saved: &Saved) -> Vec<(How, &str)> {
    saved.changes.iter().map(|(how, name)| (*how, name.as_str())).collect()
}

#[test]
fn a_text_that_is_saved_as_it_was_opened_changes_nothing() {
    let s = Settings::new();
    let id = s.d.carla_writes(1);
    s.d.desk.tag(&s.d.ana, id, &["vip".into()], &[], at(2)).unwrap();
    s.d.desk.put_canned(&s.d.ana, "hi", "Hi", "Hello {{ requester.first_name }}\n", None).unwrap();
    for kind in Kind::ALL {
        // an empty kind has no sections and so says nothing but its version
        assert_eq!(s.save(&s.d.ana, kind, &s.text(&s.d.ana, kind)).changes, [], "{kind}");
        assert_eq!(s.history(kind), []);
    }
}

#[test]
fn a_team_that_is_renamed_keeps_its_tickets_members_views_and_mailboxes() {
    let s = Settings::new();
    let ticket = s.d.carla_writes(1);
    s.d.desk.assign(&s.d.ana, ticket, Assign::Team(s.billing), at(2)).unwrap();
    s.save(&s.d.ana, Kind::Views, "[[view]]\nname = \"Ours\"\nquery = \"team:billing status:open\"\nfor = \"Billing\"");
    let mailbox = |team: &str| [(address("desk@desk.example"), "Desk".to_owned(), Some(team.to_owned()), true)];
    s.d.desk.set_mailboxes(&mailbox("Billing"), at(3)).unwrap();
    let saved = s.save(&s.d.ana, Kind::Teams, &s.edited(&s.d.ana, Kind::Teams, "\"Billing\"", "\"Invoices\""));
    assert_eq!(changes(&saved), [(How::Changed, "Invoices")]);
    assert_eq!(saved.notes, [Note::Follows { text: "team:Invoices status:open".into() }]);
    assert_eq!(s.d.desk.ticket_head(&s.d.ana, ticket).unwrap().team.unwrap().name, "Invoices");
    assert_eq!(s.d.desk.renewed(&s.d.bruno).unwrap().agent().unwrap().teams, [s.billing]);
    // the configuration may go on calling it by its old name
    s.d.desk.set_mailboxes(&mailbox("Billing"), at(4)).unwrap();
    let teams: Vec<String> = s.d.desk.teams().unwrap().into_iter().map(|t| t.name).collect();
    assert_eq!(teams, ["Invoices", "Repairs"]);
    assert_eq!(s.d.desk.store().mailboxes().unwrap()[0].team, Some(s.billing));
}

#[test]
fn two_teams_can_swap_their_names_and_two_agents_their_logins_and_addresses() {
    let s = Settings::new();
    let swapped = |text: &str, a: &str, b: &str| text.replace(a, "\u{1}").replace(b, a).replace('\u{1}', b);
    s.save(&s.d.ana, Kind::Teams, &swapped(&s.text(&s.d.ana, Kind::Teams), "\"Billing\"", "\"Repairs\""));
    let billing = s.d.desk.teams().unwrap().into_iter().find(|t| t.id == s.billing).unwrap();
    assert_eq!(billing.name, "Repairs");
    let text = swapped(&s.text(&s.d.ana, Kind::Agents), "\"bruno\"", "\"sol\"");
    s.save(&s.d.ana, Kind::Agents, &swapped(&text, "bruno@staff.example", "sol@staff.example"));
    assert_eq!(s.d.desk.actor("sol", None).unwrap().id(), s.d.bruno.id());
    assert_eq!(s.d.desk.actor("sol", None).unwrap().agent().unwrap().email, address("sol@staff.example"));
}

#[test]
fn a_tag_that_is_renamed_stays_on_its_tickets_and_is_found_by_its_new_name() {
    let s = Settings::new();
    let ticket = s.d.carla_writes(1);
    s.d.desk.tag(&s.d.ana, ticket, &["vip".into(), "hot".into()], &[], at(2)).unwrap();
    s.save(&s.sol, Kind::Views, "[[view]]\nname = \"Mine\"\nquery = \"-tag:vip\"\nfor = \"me\"");
    let text = "[[tag]]\nid = \"vip\"\nname = \"hot\"\ncolour = \"red\"\n[[tag]]\nid = \"hot\"\nname = \"vip\"\ndescription = \"Ours\"";
    assert_eq!(changes(&s.save(&s.sol, Kind::Tags, text)), [(How::Changed, "hot"), (How::Changed, "vip")]);
    assert_eq!(s.d.desk.ticket_head(&s.d.ana, ticket).unwrap().tags, ["hot", "vip"]);
    let text = s.edited(&s.sol, Kind::Tags, "\nname = \"vip\"", "\nname = \"premium\"");
    s.save(&s.sol, Kind::Tags, &text);
    assert_eq!(s.d.desk.ticket_head(&s.d.ana, ticket).unwrap().tags, ["hot", "premium"]);
    assert!(s.d.desk.store().integrity().unwrap().is_empty());
}

#[test]
fn rules_and_macros_go_on_with_what_was_renamed() {
    let s = Settings::new();
    let rule = "[[rule]]\nname = 'Gold'\nwhen = 'ticket created'\nquery = 'tag:vip team:billing'\nverbs = ['tag +vip -new', 'assign @bruno', 'notify team billing']";
    s.save(&s.d.ana, Kind::Rules, rule);
    s.save(&s.d.ana, Kind::Macros, "[[macro]]\nname = 'vip'\nverbs = ['tag +vip', 'team billing', 'status open']");
    s.save(&s.d.ana, Kind::Tags, "[[tag]]\nname = \"vip\"");
    s.save(&s.d.ana, Kind::Tags, "[[tag]]\nid = \"vip\"\nname = \"gold\"");
    s.save(&s.d.ana, Kind::Teams, &s.edited(&s.d.ana, Kind::Teams, "\"Billing\"", "\"Old invoices\""));
    s.save(&s.d.ana, Kind::Agents, &s.edited(&s.d.ana, Kind::Agents, "\"bruno\"", "\"reis\""));
    let rules = s.d.desk.rules(&s.d.ana).unwrap();
    assert_eq!(rules[0].query, "tag:gold team:\"Old invoices\"");
    assert_eq!(rules[0].verbs, ["tag +gold -new", "assign @reis", "notify team \"Old invoices\""]);
    let of: Vec<String> = s.d.desk.macros(&s.d.ana).unwrap()[0].verbs.iter().map(ToString::to_string).collect();
    assert_eq!(of, ["tag +gold", "team \"Old invoices\"", "status open"]);
}

#[test]
fn a_canned_response_that_a_macro_puts_in_keeps_its_place() {
    let s = Settings::new();
    s.d.desk.put_canned(&s.d.ana, "refund", "Refund", "Soon.", None).unwrap();
    s.save(&s.d.ana, Kind::Macros, "[[macro]]\nname = 'money back'\nverbs = ['reply /refund', 'side /refund to parts@acme.example']");
    let said = s.wrong(&s.d.ana, Kind::Canned, "[[canned]]\nshortcut = \"other\"\ntext = \"x\"");
    assert!(said.contains("/refund") && said.contains("money back"), "{said}");
    s.save(&s.d.ana, Kind::Canned, &s.edited(&s.d.ana, Kind::Canned, "shortcut = \"refund\"\ntitle = \"Refund\"", "shortcut = \"money\""));
    let of: Vec<String> = s.d.desk.macros(&s.d.ana).unwrap()[0].verbs.iter().map(ToString::to_string).collect();
    assert_eq!(of, ["reply /money", "side /money to parts@acme.example"]);
}

#[test]
fn what_is_in_use_is_not_removed_and_the_sentence_says_by_what() {
    let s = Settings::new();
    let ticket = s.d.carla_writes(1);
    s.d.desk.assign(&s.d.ana, ticket, Assign::Team(s.billing), at(2)).unwrap();
    s.d.desk.tag(&s.d.ana, ticket, &["vip".into(), "free".into()], &[], at(2)).unwrap();
    s.d.desk.tag(&s.d.ana, ticket, &[], &["free".into()], at(2)).unwrap();
    let said = s.wrong(&s.d.ana, Kind::Teams, "[[team]]\nname = \"Repairs\"");
    assert!(said.contains("Billing") && said.contains("tickets (1)"), "{said}");
    let said = s.wrong(&s.d.ana, Kind::Tags, "[[tag]]\nname = \"free\"");
    assert!(said.contains("“vip”") && said.contains("1 on tickets"), "{said}");
    assert_eq!(changes(&s.save(&s.d.ana, Kind::Tags, "[[tag]]\nname = \"vip\"")), [(How::Removed, "free")]);
    assert_eq!(changes(&s.save(&s.d.ana, Kind::Teams, "[[team]]\nname = \"Billing\"")), [(How::Changed, "Billing"), (How::Removed, "Repairs")]);
}

#[test]
fn an_agent_who_is_left_out_uses_aside_no_more_and_their_tickets_are_told() {
    let s = Settings::new();
    let ticket = s.d.carla_writes(1);
    s.d.desk.assign(&s.d.ana, ticket, Assign::Agent(s.d.bruno.id()), at(2)).unwrap();
    let saved = s.leaves("bruno");
    assert_eq!(changes(&saved), [(How::Changed, "bruno")]);
    assert_eq!(saved.notes, [Note::StillHas { login: "bruno".into(), tickets: 1 }]);
    assert!(matches!(s.d.desk.actor("bruno", None), Err(DeskError::UnknownUser(_))));
    assert!(matches!(s.d.desk.renewed(&s.d.bruno), Err(DeskError::UnknownUser(_))), "an open console ends");
    assert_eq!(s.d.desk.ticket_head(&s.d.ana, ticket).unwrap().assignee.unwrap().login, "bruno");
    // and can come back
    s.save(&s.d.ana, Kind::Agents, &s.edited(&s.d.ana, Kind::Agents, "disabled = true\n", ""));
    assert_eq!(s.d.desk.actor("bruno", None).unwrap().id(), s.d.bruno.id());
}

#[test]
fn views_and_rules_name_only_what_there_is_and_those_that_named_somebody_who_left_still_list() {
    let s = Settings::new();
    let (ana, rule) =
        (&s.d.ana, "[[rule]]\nname = \"r\"\nwhen = \"ticket created\"\nquery = \"team:Bilings tag:new-here\"\nverbs = [\"tag +new-here\"]\n");
    let said = s.wrong(ana, Kind::Rules, rule);
    assert!(said.contains("line 1,") && said.contains("There is no team “Bilings”. Expected: Billing"), "{said}");
    s.save(ana, Kind::Rules, &rule.replace("Bilings", "Billing"));
    let view = |name: &str, query: &str| format!("[[view]]\nname = \"{name}\"\nquery = \"{query}\"\nfor = \"desk\"\n\n");
    let said = s.wrong(ana, Kind::Views, &(view("a", "is:active") + &view("b", "assignee:burno")));
    assert!(said.contains("line 6,") && said.contains("There is no agent “burno”. Expected: bruno"), "{said}");
    s.save(ana, Kind::Views, &view("Bruno's", "assignee:bruno"));
    s.save(ana, Kind::Views, &(s.text(ana, Kind::Views) + &view("Repairs", "team:repairs")));
    s.leaves("bruno");
    s.save(ana, Kind::Teams, "[[team]]\nname = \"Billing\"");
    let boxes = s.d.desk.view_boxes(ana, at(20)).unwrap();
    for b in boxes {
        let request = ListRequest { within: b.key, query: String::new(), sort: Sort::Number.into(), offset: 0, limit: 10 };
        assert_eq!(s.d.desk.list(ana, &request, at(20)).unwrap().rows.len(), 0, "{}", b.name);
    }
    let text = s.text(ana, Kind::Views);
    s.save(ana, Kind::Views, &(text + &view("more", "is:active")));
}

#[test]
fn the_last_admin_stays() {
    let s = Settings::new();
    let demoted = s.edited(&s.d.ana, Kind::Agents, "role = \"admin\"", "role = \"agent\"");
    let said = s.wrong(&s.d.ana, Kind::Agents, &demoted);
    assert!(said.starts_with("x.toml, line ") && said.contains("admin"), "{said}");
    s.wrong(&s.d.ana, Kind::Agents, &s.edited(&s.d.ana, Kind::Agents, "role = \"admin\"", "role = \"admin\"\ndisabled = true"));
    let text = s.text(&s.d.ana, Kind::Agents);
    let gone: Vec<&str> = text.split("\n[[agent]]\n").filter(|section| !section.contains("\"ana\"")).collect();
    s.wrong(&s.d.ana, Kind::Agents, &gone.join("\n[[agent]]\n"));
    let another = demoted.replacen("role = \"supervisor\"", "role = \"admin\"", 1);
    s.save(&s.d.ana, Kind::Agents, &another);
    assert_eq!(s.d.desk.renewed(&s.d.ana).unwrap().agent().unwrap().role, Role::Agent);
}

#[test]
fn an_address_of_the_desk_is_no_agents() {
    let s = Settings::new();
    let said = s.wrong(&s.d.ana, Kind::Agents, &s.edited(&s.d.ana, Kind::Agents, "bruno@staff.example", "desk@desk.example"));
    assert!(said.contains("desk@desk.example is an address of the desk itself"), "{said}");
    let said = s.wrong(&s.d.ana, Kind::Agents, &s.edited(&s.d.ana, Kind::Agents, "bruno@staff.example", "ana@staff.example"));
    assert!(said.contains("another agent has"), "{said}");
}

#[test]
fn whoever_saves_second_is_refused_and_told_who_was_first() {
    let s = Settings::new();
    let theirs = s.edited(&s.sol, Kind::Tags, "version", "version") + "[[tag]]\nname = \"slow\"\n";
    s.save(&s.d.ana, Kind::Tags, "[[tag]]\nname = \"quick\"");
    let said = s.wrong(&s.sol, Kind::Tags, &theirs);
    assert!(said.contains("ana") && said.contains("tags"), "{said}");
    // what somebody else does elsewhere does not matter
    let text = s.text(&s.sol, Kind::Tags) + "\n[[tag]]\nname = \"slow\"\n";
    s.save(&s.d.ana, Kind::Teams, &s.edited(&s.d.ana, Kind::Teams, "\"Repairs\"", "\"Workshop\""));
    assert_eq!(changes(&s.save(&s.sol, Kind::Tags, &text)), [(How::Added, "slow")]);
}

#[test]
fn the_history_says_who_changed_what_from_what_to_what() {
    let s = Settings::new();
    s.save(&s.sol, Kind::Tags, "[[tag]]\nname = \"vip\"\ncolour = \"red\"");
    s.save(&s.d.ana, Kind::Tags, "[[tag]]\nname = \"vip\"\ncolour = \"#00ff00\"");
    s.save(&s.d.ana, Kind::Tags, "[[tag]]\nname = \"other\"");
    let rows = s.history(Kind::Tags);
    assert_eq!(rows.len(), 4);
    let (who, was, became) = &rows[2];
    assert_eq!(who, "ana");
    assert!(was.as_deref().unwrap().contains("\"red\"") && became.as_deref().unwrap().contains("\"#00ff00\""), "{rows:?}");
    assert_eq!((rows[3].0.as_str(), rows[3].1.as_deref()), ("sol", None));
    assert!(rows[..2].iter().any(|(_, was, became)| was.is_some() && became.is_none()), "{rows:?}");
    assert!(s.d.desk.settings_history(&s.sol, Kind::Tags, 9).is_ok());
    assert!(s.d.desk.settings_history(&s.sol, Kind::Agents, 9).is_err());
    assert!(s.d.desk.settings_history(&s.d.bruno, Kind::Views, 9).is_err());
}

#[test]
fn everybody_sees_and_changes_only_their_own_part() {
    let s = Settings::new();
    let view = |name: &str, whose: &str| format!("[[view]]\nname = \"{name}\"\nquery = \"\"\nfor = \"{whose}\"\n");
    s.save(&s.d.ana, Kind::Views, &(view("Desk's", "desk") + &view("Billing's", "billing") + &view("Repairs'", "Repairs") + &view("Ana's", "me")));
    s.save(&s.d.bruno, Kind::Views, &view("Bruno's", "me"));
    let seen = |actor: &Actor| {
        let text = s.text(actor, Kind::Views);
        let names = text.lines().filter_map(|l| l.strip_prefix("name = \"")).map(|n| n.trim_end_matches('"').to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(seen(&s.d.ana), ["Ana's", "Billing's", "Desk's", "Repairs'"]);
    assert_eq!(seen(&s.sol), ["Billing's"]);
    assert_eq!(seen(&s.d.bruno), ["Bruno's"]);
    // what one does not see is neither removed nor reached
    s.save(&s.sol, Kind::Views, &view("New", "Billing"));
    assert_eq!(seen(&s.d.ana), ["Ana's", "Desk's", "New", "Repairs'"]);
    for whose in ["desk", "Repairs"] {
        let said = s.wrong(&s.sol, Kind::Views, &view("Not mine", whose));
        assert!(said.starts_with("x.toml, line 4, for: "), "{said}");
    }
    let text = s.text(&s.d.ana, Kind::Views);
    let desks = text.split("\n[[view]]\n").find(|v| v.contains("Desk's")).unwrap();
    let id = desks.lines().find(|l| l.starts_with("id = ")).unwrap();
    let said = s.wrong(&s.d.bruno, Kind::Views, &format!("[[view]]\n{id}\nname = \"Taken\"\nquery = \"\"\nfor = \"me\""));
    assert!(said.contains("that you may edit"), "{said}");
    for kind in [Kind::Agents, Kind::Teams] {
        assert!(matches!(s.d.desk.settings(&s.sol, kind, &Words::default()), Err(DeskError::NotAllowed { .. })));
        assert!(matches!(s.try_save(&s.sol, kind, "[[x]]"), Err(DeskError::NotAllowed { .. })));
    }
    assert!(matches!(s.try_save(&s.d.bruno, Kind::Tags, "[[tag]]\nname = \"x\""), Err(DeskError::NotAllowed { .. })));
}

#[test]
fn a_variable_that_there_is_not_is_refused_at_its_line_when_a_canned_response_is_saved() {
    let s = Settings::new();
    s.save(&s.d.ana, Kind::Fields, "[[field]]\nname = \"plan\"\nlabel = \"Plan\"\nkind = \"text\"");
    let canned = |text: &str| format!("[[canned]]\nshortcut = \"hi\"\nfor = \"desk\"\ntext = \"\"\"\nHello,\n{text}\n\"\"\"");
    for (text, told) in [
        ("{{ requester.nmae }}", "requester.name?"),
        ("{% if team %}{{ first_name }}{% endif %}", "requester.first_name?"),
        ("{{ field.pan }}", "field.plan?"),
        ("{{ zebra }}", "There are requester.name, "),
    ] {
        let said = s.wrong(&s.d.ana, Kind::Canned, &canned(text));
        assert!(said.contains("line 6") && said.contains(told) && said.contains("ticket.number"), "{said}");
    }
    s.save(&s.d.ana, Kind::Canned, &canned("{{ requester.name }} has {{ field.plan }}"));
}

#[test]
fn a_canned_response_is_there_for_whom_it_is() {
    let s = Settings::new();
    let text = "[[canned]]\nshortcut = \"refund\"\ntitle = \"Refund\"\nfor = \"Billing\"\ntext = \"\"\"\nHello {{ requester.first_name }},\n\\tsoon.\n\"\"\"";
    s.save(&s.sol, Kind::Canned, text);
    let of = |actor: &Actor| s.d.desk.canned(actor).unwrap().into_iter().map(|c| (c.shortcut, c.text)).collect::<Vec<_>>();
    assert_eq!(of(&s.d.bruno), [("refund".to_owned(), "Hello {{ requester.first_name }},\n\tsoon.\n".to_owned())]);
    assert_eq!(of(&s.d.ana), []);
}

// From outside ---------------------------------------------------------------------------------------------------------------------------

#[test]
fn settings_are_printed_and_taken_from_standard_input() {
    let p = Program::new();
    let saved = p.with_input(&["edit", "tags", "--json"], b"[[tag]]\nname = \"vip\"\ncolour = \"red\"\n").json();
    assert_eq!(saved["changes"][0], serde_json::json!(["added", "vip"]));
    let listed = p.run(&["edit", "tags", "--print", "--json"]).json();
    assert_eq!(listed[0], serde_json::json!({ "id": "vip", "name": "vip", "colour": "red", "description": "" }));
    let printed = p.run(&["edit", "tags", "--print"]).out;
    assert!(printed.contains("[[tag]]\nid = \"vip\"\nname = \"vip\"\ncolour = \"red\"\n"), "{printed}");
    assert_eq!(p.with_input(&["edit", "tags"], printed.as_bytes()).out, "Nothing was changed.\n");
    assert_eq!(p.with_input(&["edit", "tags"], printed.replace("\"red\"", "\"blue\"").as_bytes()).out, "~ vip\n");
    let history = p.run(&["edit", "tags", "--history"]).out;
    assert!(history.contains("vip: colour \"red\" → \"blue\""), "{history}");
}

#[test]
fn a_mistake_in_a_pipe_ends_with_2_and_says_where_the_text_is() {
    let p = Program::new();
    let text = "[[tag]]\nname = \"vip\"\n\n[[tag]]\nname = \"slow\"\ncolor = \"red\"\n";
    let ran = p.with_input(&["edit", "tags"], text.as_bytes());
    let said = ran.failed(2).to_owned();
    assert!(said.starts_with("tags.toml, line 6, color: ") && said.contains("“colour”"), "{said}");
    let path = said.rsplit_once(" in ").unwrap().1.trim_end_matches('.');
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions()) & 0o777, 0o600);
    std::fs::remove_dir_all(std::path::Path::new(path).parent().unwrap()).unwrap();
    assert_eq!(p.run(&["edit", "tags", "--print", "--json"]).json(), serde_json::json!([]), "nothing of it is kept");
    p.with_input(&["edit", "tags"], b"").failed(2);
    p.run(&["edit", "tigs", "--print"]).failed(2);
}

#[test]
fn a_view_is_listed_by_its_name_in_its_order() {
    let p = Program::new();
    p.ingest(program::CARLA);
    p.with_input(&["edit", "views"], b"[[view]]\nname = \"New ones\"\nquery = \"status:new\"\n[[view]]\nname = \"None\"\nquery = \"status:closed\"");
    assert_eq!(p.run(&["list", "--view", "new ones", "--json"]).json().as_array().unwrap().len(), 1);
    assert_eq!(p.run(&["list", "--view", "None", "--json"]).json().as_array().unwrap().len(), 0);
    assert!(p.run(&["list", "--view", "Nix"]).failed(1).contains("“Nix”"));
}

#[test]
fn the_agents_are_printed_with_what_they_have_to_do() {
    let p = Program::new();
    let number = p.ingest(program::CARLA)["ticket"].as_i64().unwrap().to_string();
    p.run(&["take", &number]);
    let agents = p.run(&["agents", "--json"]).json();
    assert_eq!((&agents[0]["open"], &agents[0]["waiting"], &agents[0]["available"]), (&1.into(), &1.into(), &true.into()), "{agents}");
    assert!(agents[0]["seen_at"].is_i64() || agents[0]["seen_at"].is_string(), "{agents}");
    assert_eq!(p.run(&["agents", "away", "--json"]).json()[0]["available"], false);
    assert!(p.run(&["agents"]).out.contains("1 open, 1 waiting"));
}

#[test]
fn canned_responses_go_into_a_folder_and_come_back_as_they_were() {
    let p = Program::new();
    let canned = "[[canned]]\nshortcut = \"refund\"\ntitle = \"Refund\"\nfor = \"desk\"\ntext = \"\"\"\nHello {{ requester.first_name }},\n\n+++\nsoon.\n\"\"\"\n\
        [[canned]]\nshortcut = \"../etc\"\n";
    p.with_input(&["edit", "canned"], canned.as_bytes()).failed(2);
    let canned = canned.replace("\"../etc\"", "\"..etc\"") + "for = \"me\"\ntext = \"no line end\"";
    p.with_input(&["edit", "canned"], canned.as_bytes());
    let folder = p.path("canned");
    let folder = path_text(&folder);
    std::fs::create_dir_all(format!("{folder}/new")).unwrap();
    let page = "+++\nshortcut = \"terms\"\nfiles = [\"new/terms.pdf\"]\n+++\nOur terms are attached.\n";
    std::fs::write(format!("{folder}/new.md"), page).unwrap();
    std::fs::write(format!("{folder}/new/terms.pdf"), b"%PDF").unwrap();
    assert_eq!(p.run(&["canned", "import", folder]).out, "+ terms\n");
    assert_eq!(p.run(&["canned", "import", folder]).out, "Nothing was changed.\n");
    std::fs::write(format!("{folder}/new/terms.pdf"), b"%PDF 2").unwrap();
    assert_eq!(p.run(&["canned", "import", folder]).out, "~ terms\n");
    let before = p.run(&["edit", "canned", "--print", "--json"]).json();
    let out = p.path("out");
    let out = path_text(&out);
    assert_eq!(p.run(&["canned", "export", out]).code, 0);
    assert_eq!(std::fs::read(format!("{out}/terms/terms.pdf")).unwrap(), b"%PDF 2");
    assert_eq!(p.run(&["canned", "import", out, "--prune"]).out, "Nothing was changed.\n", "both ways, and nothing is lost");
    assert_eq!(p.run(&["edit", "canned", "--print", "--json"]).json(), before);
    std::fs::remove_file(format!("{out}/refund.md")).unwrap();
    assert_eq!(p.run(&["canned", "import", out, "--prune"]).out, "- refund\n");
    let listed = p.run(&["canned", "list"]).out;
    assert!(listed.contains("/terms") && listed.contains("(terms.pdf)"), "{listed}");
}

#[test]
fn of_pages_of_which_one_is_wrong_none_is_taken_in() {
    let p = Program::new();
    let folder = p.path("canned");
    let folder = path_text(&folder);
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(format!("{folder}/a.md"), "+++\nshortcut = \"a\"\n+++\nFine.\n").unwrap();
    for (page, line, what) in [
        ("+++\nshortcut = \"b\"\ntitel = \"B\"\n+++\nText\n", 3, "“title”"),
        ("+++\nshortcut = \"b\"\n+++\nText\n{{ team\n", 5, ""),
        ("+++\nshortcut = \"b\"\n+++\nText\n{{ tema }}\n", 5, "did you mean team?"),
        ("+++\nshortcut = \"b\"\nfor = \"dsk\"\n+++\nText\n", 3, "“desk”"),
        ("+++\nshortcut = \"b\"\nfiles = [\"../../etc/passwd\"]\n+++\nText\n", 3, "etc/passwd"),
        ("+++\nshortcut = \"b\"\nfiles = [\"none.pdf\"]\n+++\nText\n", 3, "No such file"),
        ("+++\nshortcut = \"a\"\n+++\nText\n", 1, "another “a”"),
        ("Text without settings\n", 1, "+++"),
    ] {
        std::fs::write(format!("{folder}/b.md"), page).unwrap();
        let ran = p.run(&["canned", "import", folder]);
        let said = ran.failed(2);
        assert!(said.contains(&format!("b.md, line {line}")) && said.contains(what), "{page}\n{said}");
        assert_eq!(p.run(&["canned", "list", "--json"]).json(), serde_json::json!([]), "{page}");
    }
}

#[test]
fn at_a_terminal_a_mistake_is_shown_and_the_editor_opens_again_with_the_text() {
    let p = Program::new();
    // the first time it writes a mistake, the second time it mends it
    let script = "#!/bin/sh\nif grep -q colr \"$1\"; then sed -i 's/colr/colour/' \"$1\"; else printf '[[tag]]\\nname = \"vip\"\\ncolr = \"red\"\\n' >> \"$1\"; fi\n";
    let editor = p.path("editor.sh");
    std::fs::write(&editor, script).unwrap();
    let pty = portable_pty::native_pty_system().openpty(portable_pty::PtySize { rows: 24, cols: 200, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_aside"));
    command.args(["--db", path_text(&p.database()), "edit", "tags"]);
    command.env_clear();
    for (name, value) in [("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8"), ("HOME", path_text(&p.path("")))] {
        command.env(name, value);
    }
    command.env("EDITOR", format!("sh {}", path_text(&editor)));
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    std::io::Write::write_all(&mut pty.master.take_writer().unwrap(), b"y\n").unwrap();
    let mut shown = String::new();
    // a terminal whose program has ended reads as an error
    let _ = std::io::Read::read_to_string(&mut pty.master.try_clone_reader().unwrap(), &mut shown);
    assert!(child.wait().unwrap().success(), "{shown}");
    assert!(shown.contains("colr: ") && shown.contains("“colour”") && shown.contains("Edit it again?") && shown.contains("+ vip"), "{shown}");
    assert_eq!(p.run(&["edit", "tags", "--print", "--json"]).json()[0]["colour"], "red");
}
