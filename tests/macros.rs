//! Macros: a named list of verbs, with or without a mail, on one ticket or on many.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{Actor, Bulk, DeskError, Doing};
use aside::model::TicketId;
use aside::model::people::Role;
use aside::model::settings::Kind;
use aside::model::status::{Priority, Status};
use aside::model::ticket::Assign;
use aside::model::verb::Verb;
use aside::store::{DraftRow, Mode, NewAgent, NewFile};
use aside::words::Words;
use desk::{TestDesk, address, at};

impl TestDesk {
    fn add_macro(&self, name: &str, verbs: &[&str]) {
        let text = self.desk.settings(&self.ana, Kind::Macros, &Words::default()).unwrap();
        let verbs: Vec<String> = verbs.iter().map(|v| format!("'{v}'")).collect();
        let text = format!("{text}\n[[macro]]\nname = '{name}'\nverbs = [{}]\n", verbs.join(", "));
        self.desk.save_settings(&self.ana, Kind::Macros, &text, "macros.toml", at(0)).unwrap_or_else(|e| panic!("{e}"));
    }

    fn perform(&self, who: &Actor, tickets: &[TicketId], verbs: &[&str], minutes: i64) -> Result<Bulk, DeskError> {
        let verbs: Vec<Verb> = verbs.iter().map(|v| Verb::parse(v).unwrap()).collect();
        self.desk.perform(who, tickets, &Doing { verbs: &verbs, nonce: 3 }, at(minutes), &mut |_, _| true)
    }
}

#[test]
fn a_macro_does_all_its_verbs_and_one_undo_takes_them_back_with_the_mails() {
    let d = TestDesk::new();
    d.desk.put_canned(&d.ana, "refund", "Refund", "Hello {{ requester.first_name }}, the money is on its way.", None).unwrap();
    let verbs = [
        "assign me",
        "priority high",
        "tag +refund",
        "reply /refund",
        "side \"Please pay.\" to bank@bank.example subject \"Refund\"",
        "status pending",
    ];
    d.add_macro("Refund", &verbs);
    let tickets = [d.carla_writes(0), d.carla_writes(1)];
    let bulk = d.perform(&d.ana, &tickets, &["macro refund"], 2).unwrap();
    assert_eq!((bulk.done.as_slice(), bulk.left.len()), (tickets.as_slice(), 0));
    for ticket in tickets {
        let now = d.desk.ticket(&d.ana, ticket).unwrap();
        let head = now.head;
        assert_eq!(
            (head.status, head.priority, head.tags, head.assignee.unwrap().login),
            (Status::Pending, Priority::High, vec!["refund".into()], "ana".into())
        );
        assert!(now.entries.iter().any(|e| e.body.text() == "Hello Carla, the money is on its way."));
    }
    let undone = d.desk.undo(&d.ana, at(2)).unwrap();
    assert_eq!((undone.tickets.len(), undone.left.len()), (2, 0));
    assert!(d.sends(60).is_empty(), "nothing has left");
    for ticket in tickets {
        let now = d.desk.ticket(&d.ana, ticket).unwrap();
        assert_eq!((now.head.status, now.head.priority, now.head.tags.len(), now.head.assignee), (Status::New, Priority::Normal, 0, None));
        assert!(now.head.waiting_since.is_some() && now.sides.iter().all(|s| s.messages.is_empty()));
        assert!(d.desk.drafts(&d.ana, ticket).unwrap().is_empty(), "the text of a macro is no draft");
    }
    assert!(matches!(d.desk.undo(&d.ana, at(3)), Err(DeskError::NothingToUndo)));
}

#[test]
fn undo_names_every_kind_of_change_that_it_took_back_and_what_stays() {
    let d = TestDesk::new();
    d.desk.add_team(&d.ana, "Billing", &[], at(0)).unwrap();
    d.add_macro("Park", &["snooze tomorrow", "tag +later -new", "note \"Parked.\"", "team billing", "priority low"]);
    let tickets = [d.carla_writes(0), d.carla_writes(1)];
    let undone = |minutes| d.desk.undo(&d.ana, at(minutes)).unwrap().say(&Words::default(), "");
    d.perform(&d.ana, &tickets[..1], &["macro park"], 2).unwrap();
    assert_eq!(undone(3), format!("#{}: team, priority, tags, snooze. The note stays.", tickets[0]));
    d.perform(&d.ana, &tickets, &["macro park"], 4).unwrap();
    assert_eq!(undone(5), "2 tickets: team, priority, tags, snooze. The notes stay.");
    d.perform(&d.ana, &tickets[..1], &["assign me", "tag +a", "reply \"Hello.\""], 6).unwrap();
    assert_eq!(undone(6), format!("#{}: assignment, tags, reply", tickets[0]));
}

#[test]
fn what_somebody_has_changed_since_is_refused_by_the_ticket_and_what_it_is() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let refused = |minutes| d.desk.undo(&d.ana, at(minutes)).unwrap_err().say(&Words::default());
    d.desk.assign(&d.ana, ticket, Assign::Agent(d.bruno.id()), at(1)).unwrap();
    d.desk.assign(&d.bruno, ticket, Assign::Nobody, at(2)).unwrap();
    assert_eq!(refused(3), format!("Not taken back: assignment of #{ticket}. bruno has changed it since."));
    d.perform(&d.ana, &[ticket], &["tag +vip"], 4).unwrap();
    d.perform(&d.bruno, &[ticket], &["tag -vip"], 5).unwrap();
    assert_eq!(refused(6), format!("Not taken back: tag “vip” of #{ticket}. bruno has changed it since."));
}

#[test]
fn what_one_act_changes_is_taken_back_by_one_undo() {
    let d = TestDesk::new();
    let team = d.desk.add_team(&d.ana, "Billing", &[], at(0)).unwrap();
    let stands = |ticket| d.desk.ticket(&d.ana, ticket).map(|t| (t.head.status, t.head.assignee, t.head.team)).unwrap();
    let both = Assign::Both(team, d.bruno.id());
    let acts: [&dyn Fn(TicketId) -> Result<(), DeskError>; 3] =
        [&|t| d.desk.assign(&d.ana, t, both, at(2)), &|t| d.desk.take(&d.ana, t, at(2)), &|t| d.desk.set_status(&d.ana, t, Status::Open, at(2))];
    for act in acts {
        let ticket = d.carla_writes(0);
        let before = stands(ticket);
        act(ticket).unwrap();
        assert!(before != stands(ticket));
        d.desk.undo(&d.ana, at(3)).unwrap();
        assert_eq!(stands(ticket), before);
        assert!(matches!(d.desk.undo(&d.ana, at(4)), Err(DeskError::NothingToUndo)));
    }
}

#[test]
fn what_has_left_stays_and_is_told() {
    let d = TestDesk::new();
    d.add_macro("Thanks", &["reply \"Thank you.\"", "status solved"]);
    let ticket = d.carla_writes(0);
    d.perform(&d.ana, &[ticket], &["macro thanks"], 1).unwrap();
    assert_eq!(d.sends(5).len(), 1);
    let undone = d.desk.undo(&d.ana, at(6)).unwrap();
    assert!(matches!(undone.left.as_slice(), [(t, DeskError::TooLate)] if *t == ticket), "{:?}", undone.left);
    assert_eq!(d.desk.ticket(&d.ana, ticket).unwrap().head.status, Status::New);
}

#[test]
fn a_draft_that_the_agent_has_begun_survives_a_macro() {
    let d = TestDesk::new();
    d.add_macro("Thanks", &["reply \"Thank you.\"", "note \"Thanked.\"", "side \"Hm?\" to a@b.example subject \"x\""]);
    let ticket = d.carla_writes(0);
    for mode in [Mode::Reply, Mode::Note, Mode::NewSide] {
        let draft = DraftRow { subject: "mine".into(), ..DraftRow::new(ticket, mode, "half a", at(1)) };
        d.desk.save_draft(&d.ana, &draft).unwrap();
    }
    d.perform(&d.ana, &[ticket], &["macro thanks"], 2).unwrap();
    d.desk.undo(&d.ana, at(2)).unwrap();
    let drafts = d.desk.drafts(&d.ana, ticket).unwrap();
    assert_eq!(drafts.iter().map(|x| x.text.as_str()).collect::<Vec<_>>(), ["half a"; 3]);
}

#[test]
fn a_ticket_gets_all_of_it_or_nothing() {
    let d = TestDesk::new();
    let (open, closed) = (d.carla_writes(0), d.carla_writes(1));
    d.desk.set_status(&d.ana, closed, Status::Closed, at(2)).unwrap();
    let bulk = d.perform(&d.ana, &[open, closed], &["tag +sweep", "reply \"Hello?\""], 3).unwrap();
    assert_eq!(bulk.done, [open]);
    assert!(matches!(bulk.left.as_slice(), [(t, DeskError::Closed(_))] if *t == closed), "{:?}", bulk.left);
    assert!(d.desk.ticket(&d.ana, closed).unwrap().head.tags.is_empty());
}

#[test]
fn a_ticket_that_is_named_twice_is_written_to_once() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    assert_eq!(d.perform(&d.ana, &[ticket, ticket], &["reply \"Hello.\""], 1).unwrap().done, [ticket]);
    assert_eq!(d.sends(2).len(), 1);
}

#[test]
fn the_files_of_a_canned_response_go_along() {
    let d = TestDesk::new();
    d.desk.put_canned(&d.ana, "terms", "Terms", "They are attached.", None).unwrap();
    let id = d.desk.canned(&d.ana).unwrap()[0].id;
    let file = NewFile { name: "terms.txt", media_type: "text/plain", content_id: None, inline: false, bytes: b"No bells." };
    d.desk.store().write(|w| w.put_canned_files(id.0, &[file])).unwrap();
    let ticket = d.carla_writes(0);
    d.perform(&d.ana, &[ticket], &["reply /terms", "side /terms to a@b.example", "note /terms"], 1).unwrap();
    let sent = d.sends(2);
    assert!(sent.len() == 2 && sent.iter().all(|l| l.raw.contains("terms.txt")));
    let now = d.desk.ticket(&d.ana, ticket).unwrap();
    assert_eq!(now.entries.iter().map(|e| e.files.len()).sum::<usize>(), 2, "the reply's and the note's");
    assert_eq!(now.sides[0].subject, "Terms", "the title is the subject");
}

#[test]
fn the_firewall_holds_for_macros_too() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    for verb in
        ["side \"Hm?\" to carla@customer.example subject \"x\"", "reply \"Dear {{ field.salutation }}\"", "reply \"The invoice is attached.\""]
    {
        let bulk = d.perform(&d.ana, &[ticket], &[verb], 1).unwrap();
        assert!(matches!(bulk.left.as_slice(), [(_, DeskError::Blocked(_))]), "{verb}: {:?}", bulk.left);
    }
    let side = d.perform(&d.ana, &[ticket], &["side \"Hm?\" to a@b.example subject \"{{ field.part }}\""], 1).unwrap();
    assert!(matches!(side.left.as_slice(), [(_, DeskError::Blocked(_))]), "a subject with a variable that has no value: {:?}", side.left);
    assert!(d.sends(9).is_empty());
}

#[test]
fn a_role_may_not_do_by_a_macro_what_it_may_not_do_by_hand() {
    let d = TestDesk::new();
    let new = NewAgent { login: "lia", name: "Lia", email: &address("lia@staff.example"), role: Role::Light };
    let lia = d.desk.add_agent(&d.ana, &new, at(0)).unwrap();
    d.desk.add_team(&d.ana, "Printers", &[(lia, false)], at(0)).unwrap();
    let lia = d.desk.actor("lia", None).unwrap();
    let ticket = d.carla_writes(0);
    assert!(matches!(d.perform(&lia, &[ticket], &["note \"Seen.\""], 1).unwrap().left[0].1, DeskError::NoSuchTicket(_)), "not her team's");
    d.perform(&d.ana, &[ticket], &["team printers"], 2).unwrap();
    assert_eq!(d.perform(&lia, &[ticket], &["note \"Seen.\""], 3).unwrap().done, [ticket]);
    for verb in ["status open", "assign me", "reply \"Hello.\"", "side \"Hm?\" to a@b.example subject \"x\"", "snooze tomorrow", "team none"] {
        let bulk = d.perform(&lia, &[ticket], &[verb], 4).unwrap();
        assert!(matches!(bulk.left.as_slice(), [(_, DeskError::NotAllowed { .. })]), "{verb}: {:?}", bulk.left);
    }
}

#[test]
fn a_teams_macros_are_its_members() {
    let d = TestDesk::new();
    let bruno = d.bruno.id();
    d.desk.add_team(&d.ana, "Printers", &[(bruno, false)], at(0)).unwrap();
    d.desk.add_team(&d.ana, "Scanners", &[], at(0)).unwrap();
    let text = "[[macro]]\nname = 'Printer'\nverbs = ['tag +printer']\nfor = 'Printers'\n";
    d.desk.save_settings(&d.ana, Kind::Macros, text, "macros.toml", at(0)).unwrap();
    let new = NewAgent { login: "cida", name: "Cida", email: &address("cida@staff.example"), role: Role::Agent };
    d.desk.add_agent(&d.ana, &new, at(0)).unwrap();
    let (bruno, cida) = (d.desk.actor("bruno", None).unwrap(), d.desk.actor("cida", None).unwrap());
    let ticket = d.carla_writes(0);
    assert_eq!(d.perform(&bruno, &[ticket], &["macro printer"], 1).unwrap().done, [ticket]);
    assert!(matches!(d.perform(&cida, &[ticket], &["macro printer"], 1), Err(DeskError::NoSuchMacro(_))));
    let outer = d.desk.save_settings(&d.ana, Kind::Macros, "[[macro]]\nname = 'Outer'\nverbs = ['macro printer']\n", "macros.toml", at(2));
    assert!(outer.unwrap_err().to_string().contains("cannot call the macro “printer”"));
}

#[test]
fn a_supervisor_edits_the_macros_of_their_teams_and_no_others() {
    let d = TestDesk::new();
    let new = NewAgent { login: "sol", name: "Sol", email: &address("sol@staff.example"), role: Role::Supervisor };
    let sol = d.desk.add_agent(&d.ana, &new, at(0)).unwrap();
    d.desk.add_team(&d.ana, "Printers", &[(sol, true)], at(0)).unwrap();
    let sol = d.desk.actor("sol", None).unwrap();
    d.add_macro("For all", &["tag +all"]);
    let theirs = d.desk.settings(&sol, Kind::Macros, &Words::default()).unwrap();
    assert!(!theirs.contains("For all"), "{theirs}");
    let mine = format!("{theirs}\n[[macro]]\nname = 'Toner'\nverbs = ['tag +toner', 'status solved']\n");
    d.desk.save_settings(&sol, Kind::Macros, &mine, "m.toml", at(1)).unwrap();
    let taken = d.desk.settings(&sol, Kind::Macros, &Words::default()).unwrap().replace("\"Toner\"", "\"for ALL\"");
    assert!(d.desk.save_settings(&sol, Kind::Macros, &taken, "m.toml", at(2)).unwrap_err().to_string().contains("for ALL"), "that name is taken");
    for who in ["desk", "me"] {
        let text = mine.replace("'status solved']", &format!("'status solved']\nfor = '{who}'"));
        assert!(d.desk.save_settings(&sol, Kind::Macros, &text, "m.toml", at(2)).is_err(), "not for {who}");
    }
    assert!(matches!(d.desk.settings(&d.bruno, Kind::Macros, &Words::default()), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(d.desk.settings(&sol, Kind::Rules, &Words::default()), Err(DeskError::NotAllowed { .. })));
    let names: Vec<String> = d.desk.macros(&sol).unwrap().into_iter().map(|m| m.name).collect();
    assert_eq!(names, ["For all", "Toner"]);
}
