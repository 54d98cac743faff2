//! The orders of lists. Best first: what fits the words best stands before what is newer.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::model::TicketId;
use aside::model::order::Order;
use aside::model::status::Status;
use aside::model::ticket::{Assign, BoxKey, ListRequest, Sort};
use desk::{TestDesk, at, reply_request};

impl TestDesk {
    fn mail(&self, subject: &str, text: &str, n: i64) -> TicketId {
        let mail = format!("From: N{n} <n{n}@mail.example>\nTo: desk@desk.example\nSubject: {subject}\nMessage-ID: <m{n}@mail.example>\n\n{text}");
        self.receive(&mail, n).ticket.unwrap()
    }

    fn found(&self, query: &str, sort: impl Into<Order>) -> Vec<TicketId> {
        let request = ListRequest { within: BoxKey::AllOpen, query: query.into(), sort: sort.into(), offset: 0, limit: 50 };
        self.desk.list(&self.ana, &request, at(500)).unwrap().rows.into_iter().map(|t| t.id).collect()
    }
}

#[test]
fn the_place_of_the_words_decides_then_how_often_then_the_newest() {
    let d = TestDesk::new();
    let phrase_in_subject = d.mail("Paper jam again", "It is stuck.", 1);
    let words_in_subject = d.mail("Jam of wet paper", "It is stuck.", 2);
    let phrase_in_text = d.mail("Printer", "There is a paper jam.", 3);
    let often = d.mail("Printer", "The jam came with the new paper.", 4);
    let older = d.mail("Tray", "The paper has a jam.", 5);
    let newer = d.mail("Lamp", "No jam, good paper.", 6);
    d.desk.reply(&d.ana, &reply_request(often, "Is the jam there with other paper?"), at(7)).unwrap();
    d.mail("Lamp", "Only paper.", 8);
    let best = d.found("paper jam", Sort::Best);
    assert_eq!(best, [phrase_in_subject, words_in_subject, phrase_in_text, often, newer, older]);
    assert_eq!(d.found("paper jam", Sort::Updated), [often, newer, older, phrase_in_text, words_in_subject, phrase_in_subject]);
    assert_eq!(d.found("paper ja*", Sort::Best)[..2], [phrase_in_subject, words_in_subject], "while it is typed too");
    assert_eq!(d.found("pap* jam", Sort::Best).len(), 6, "words that may go on make no phrase, and are found all the same");
}

#[test]
fn names_of_people_and_files_stand_between_subject_and_text() {
    let d = TestDesk::new();
    let by_name = d.receive("From: Carla Dias <c@mail.example>\nTo: desk@desk.example\nSubject: Lamp\nMessage-ID: <1@mail.example>\n\nBroken.", 1);
    let in_text = d.mail("Lamp", "I wrote to Carla.", 2);
    let in_subject = d.mail("For Carla", "Hello.", 3);
    assert_eq!(d.found("carla", Sort::Best), [in_subject, by_name.ticket.unwrap(), in_text]);
}

#[test]
fn terms_and_words_to_leave_out_hold_as_ever() {
    let d = TestDesk::new();
    let (a, b, c) = (d.mail("Toner", "x", 1), d.mail("Lamp", "The toner.", 2), d.mail("Toner low", "leaks", 3));
    d.desk.tag(&d.ana, b, &["vip".into()], &[], at(4)).unwrap();
    assert_eq!(d.found("toner", Sort::Best), [c, a, b]);
    assert_eq!((d.found("toner tag:vip", Sort::Best), d.found("toner -leaks", Sort::Best)), (vec![b], vec![a, b]));
    assert_eq!(d.found("subject:toner", Sort::Best), [c, a]);
    assert_eq!(d.found("status:new", Sort::Best).len(), 3, "without words there is no best");
    d.desk.assign(&d.ana, a, Assign::Nobody, at(5)).unwrap();
    assert_eq!(d.found("\"toner\" \"low\"", Sort::Best), [c]);
}

#[test]
fn whoever_sees_less_finds_less() {
    let d = TestDesk::new();
    let (a, b) = (d.mail("Toner", "x", 1), d.mail("Toner", "y", 2));
    let team = d.desk.add_team(&d.ana, "Repairs", &[], at(3)).unwrap();
    d.desk.assign(&d.ana, b, Assign::Team(team), at(3)).unwrap();
    let request = ListRequest { within: BoxKey::AllOpen, query: "toner".into(), sort: Sort::Best.into(), offset: 0, limit: 50 };
    let rows = d.desk.list(&d.bruno, &request, at(4)).unwrap().rows;
    assert_eq!(rows.iter().map(|t| t.id).collect::<Vec<_>>(), [a]);
}

#[test]
fn a_list_can_be_sorted_by_whatever_it_shows() {
    let d = TestDesk::new();
    let mail = |name: &str, subject: &str, n: i64| {
        let text = format!("From: {name} <n{n}@mail.example>\nSubject: {subject}\nMessage-ID: <m{n}@mail.example>\n\nThe toner leaks.");
        d.receive(&text, n).ticket.unwrap()
    };
    let (a, b, c, e) = (mail("Zoe", "École", 1), mail("Álvaro", "zebra", 2), mail("bea", "Eclipse", 3), mail("", "zoo", 4));
    d.desk.assign(&d.ana, a, Assign::Agent(d.bruno.id()), at(10)).unwrap();
    d.desk.assign(&d.ana, c, Assign::Agent(d.ana.id()), at(10)).unwrap();
    d.desk.tag(&d.ana, b, &["vip".into()], &[], at(11)).unwrap();
    d.desk.tag(&d.ana, c, &["vip".into(), "Bug".into()], &[], at(11)).unwrap();
    d.ask(b, "In stock?", 12);
    d.receive("From: Zoe <n1@mail.example>\nIn-Reply-To: <m1@mail.example>\nMessage-ID: <m9@mail.example>\n\nMore.", 13);
    d.desk.set_status(&d.ana, a, Status::Pending, at(14)).unwrap();
    d.desk.set_status(&d.ana, c, Status::Open, at(15)).unwrap();
    d.desk.seen(&d.ana, c, at(16)).unwrap();
    d.desk.be_present(&d.bruno, "bruno's", Some(e), false, at(500)).unwrap();
    d.desk.be_present(&d.ana, "ana's", Some(c), false, at(500)).unwrap();
    let orders: [(Sort, &[TicketId]); 10] = [
        (Sort::Number, &[a, b, c, e]),
        (Sort::Created, &[e, c, b, a]),
        (Sort::Status, &[e, c, a, b]),
        (Sort::Subject, &[c, a, b, e]),
        (Sort::Requester, &[b, c, e, a]),
        (Sort::Assignee, &[c, a]),
        (Sort::Tags, &[c, b]),
        (Sort::Message, &[a, e, c, b]),
        (Sort::Sides, &[b]),
        (Sort::Here, &[e]),
    ];
    for query in ["", "status:new,open,pending,on-hold", "toner", "-lamp"] {
        for (sort, first) in orders {
            let found = d.found(query, sort);
            assert_eq!((&found[..first.len()], found.len()), (first, 4), "“{query}” {sort:?}");
        }
        assert_eq!(d.found(query, Sort::Unread)[3], c, "“{query}”");
    }
    assert_eq!(d.found("", Sort::Assignee)[2..], [e, b], "the rest by who waits longest");
    for query in ["", "status:new,open,pending,on-hold", "toner", "-lamp"] {
        for sort in
            [Sort::Waiting, Sort::Updated, Sort::Created, Sort::Priority, Sort::Number, Sort::Status, Sort::Subject, Sort::Requester, Sort::Message]
        {
            if query == "toner" && matches!(sort, Sort::Waiting | Sort::Updated) {
                continue; // the newest words first, which have no other end
            }
            let mut turned = d.found(query, Order { by: sort, turned: true });
            turned.reverse();
            assert_eq!(turned, d.found(query, sort), "“{query}” {sort:?}");
        }
    }
    let turned = |by: Sort| d.found("", Order { by, turned: true });
    assert_eq!(turned(Sort::Assignee)[..2], [a, c]);
    assert_eq!(turned(Sort::Assignee)[2..], d.found("", Sort::Assignee)[2..], "nobody has them: they stay last");
    assert_eq!(turned(Sort::Updated), [e, b, a, c]);
    assert_eq!(d.found("toner", Order { by: Sort::Updated, turned: true }), [e, b, a, c]);
}
