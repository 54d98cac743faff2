//! Third parties and who deals with them: who may open side conversations and answer in them, the card of each, their organizations.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{Actor, DeskError, NoteChange, OrganizationChange, Party, Policy, SideAnswer, SideRequest};
use aside::model::outgoing::SideText;
use aside::model::people::Role;
use aside::model::side::{Direction, group_waiting};
use aside::model::{SideId, TicketId};
use aside::store::{InboxState, NewAgent};
use desk::{TestDesk, address, at, header, mailbox, side_request};

/// An answer of an agent's in a side conversation.
fn answer(side: SideId, text: &str, nonce: u64) -> SideAnswer {
    SideAnswer { text: SideText::of(side, text.to_owned()), files: vec![], status: None, seen: None, confirmed: vec![], nonce }
}

/// One agent of each role, all in one team that has the ticket.
struct Staff {
    ticket: TicketId,
    light: Actor,
    agent: Actor,
    supervisor: Actor,
}

impl TestDesk {
    fn hire(&self, login: &str, role: Role) -> Actor {
        let email = address(&format!("{login}@staff.example"));
        self.desk.add_agent(&self.ana, &NewAgent { login, name: login, email: &email, role }, at(0)).unwrap();
        self.desk.actor(login, None).unwrap()
    }

    fn staff(&self) -> Staff {
        let hired = [self.hire("leo", Role::Light), self.hire("gil", Role::Agent), self.hire("sue", Role::Supervisor)];
        let members: Vec<_> = hired.iter().map(|a| (a.id(), false)).collect();
        let team = self.desk.add_team(&self.ana, "all", &members, at(0)).unwrap();
        let ticket = self.carla_writes(0);
        self.desk.assign(&self.ana, ticket, aside::model::ticket::Assign::Team(team), at(1)).unwrap();
        let [light, agent, supervisor] = ["leo", "gil", "sue"].map(|login| self.desk.actor(login, None).unwrap());
        Staff { ticket, light, agent, supervisor }
    }

    /// The third party answers the newest mail that it got.
    fn parts_answers(&self, minutes: i64) -> aside::desk::Receipt {
        let question = self.sends(minutes).into_iter().rfind(|l| l.to.as_str() == "parts@acme.example").unwrap();
        let (reply_to, id) = (header(&question.raw, "Reply-To"), header(&question.raw, "Message-ID"));
        let mail = format!(
            "From: Acme Parts <parts@acme.example>\nTo: {reply_to}\nSubject: Re: Stock\nMessage-ID: <a{minutes}@acme.example>\nIn-Reply-To: {id}\n\nWe have four."
        );
        self.receive(&mail, minutes)
    }
}

/// A question that leaves the status alone, which is all that a light agent may ask.
fn question(ticket: TicketId) -> SideRequest {
    SideRequest { status: None, ..side_request(ticket, "Do you have four of them?") }
}

#[test]
fn which_roles_open_side_conversations_is_the_desks_to_say() {
    for from in Role::ALL {
        let d = TestDesk::with(Policy { sides_from: from, ..Policy::default() });
        let s = d.staff();
        for who in [&s.light, &s.agent, &s.supervisor, &d.ana] {
            let role = who.agent().unwrap().role;
            let asked = d.desk.open_side(who, &question(s.ticket), at(2));
            match asked {
                Ok(_) => assert!(role >= from, "{role} opened one where {from} is the least"),
                Err(DeskError::NotAllowed { role: refused, .. }) => {
                    assert!(refused == role && role < from, "{role} did not where {from} is the least");
                }
                Err(other) => panic!("{other}"),
            }
            assert_eq!(d.desk.may_open_sides(who).is_ok(), role >= from, "and it is told before");
        }
    }
}

#[test]
fn where_they_are_switched_off_none_is_opened_and_answers_still_land() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "Do you have four of them?", 1).side;
    let question = d.sends(2).pop().unwrap();

    let store = aside::store::Store::open(&d.path()).unwrap();
    let off = aside::desk::Desk::new(store, Policy { sides: false, ..Policy::default() }, jiff::tz::TimeZone::UTC).unwrap();
    assert!(matches!(off.open_side(&d.ana, &side_request(ticket, "And of the other?"), at(3)), Err(DeskError::SidesOff)), "not even an admin");
    assert!(matches!(off.may_open_sides(&d.ana), Err(DeskError::SidesOff)));
    let (reply_to, id) = (header(&question.raw, "Reply-To"), header(&question.raw, "Message-ID"));
    let mail = format!("From: parts@acme.example\r\nTo: {reply_to}\r\nMessage-ID: <a@acme.example>\r\nIn-Reply-To: {id}\r\n\r\nWe have four.\r\n");
    let receipt = off.receive(mail.as_bytes(), aside::store::Source::Ingest, None, at(4)).unwrap();
    assert_eq!((receipt.result, receipt.side), (InboxState::Side, Some(side)));
    off.answer_side(&d.ana, &answer(side, "Please send them.", 40), at(5)).unwrap();
    off.side_done(&d.ana, side, at(6)).unwrap();
    assert_eq!(off.ticket(&d.ana, ticket).unwrap().sides[0].messages.len(), 3);
}

#[test]
fn a_light_agent_answers_where_they_take_part_at_the_desk_and_by_mail() {
    let d = TestDesk::new();
    let s = d.staff();
    let to = vec![mailbox("parts@acme.example"), mailbox("Leo <leo@staff.example>")];
    let request = |to| SideRequest { to, nonce: 31, ..question(s.ticket) };
    let side = d.desk.open_side(&s.agent, &request(to), at(2)).unwrap().side;
    let other = d.desk.open_side(&s.agent, &SideRequest { nonce: 32, ..question(s.ticket) }, at(2)).unwrap().side;
    let letter = d.sends(3).into_iter().find(|l| l.to.as_str() == "leo@staff.example").unwrap();

    d.desk.answer_side(&s.light, &answer(side, "I know this part.", 33), at(4)).unwrap();
    let sent = d.sends(5);
    assert_eq!(sent.iter().map(|l| l.to.as_str()).collect::<Vec<_>>(), ["parts@acme.example"], "and not to themselves");

    let (reply_to, id) = (header(&letter.raw, "Reply-To"), header(&letter.raw, "Message-ID"));
    let mail = format!("From: Leo <leo@staff.example>\nTo: {reply_to}\nMessage-ID: <l1@staff.example>\nIn-Reply-To: {id}\n\nIt is the old model.");
    let receipt = d.receive(&mail, 6);
    assert_eq!((receipt.result, receipt.side), (InboxState::Side, Some(side)));
    let messages = d.desk.ticket(&s.light, s.ticket).unwrap().sides.into_iter().find(|x| x.id == side).unwrap().messages;
    let read: Vec<_> = messages.iter().map(|m| (m.direction, m.body.text())).collect();
    let (out, inward) = (Direction::Out, Direction::In);
    assert_eq!(read, [(out, "Do you have four of them?"), (out, "I know this part."), (inward, "It is the old model.")]);

    let refused = |r: Result<(), DeskError>| matches!(r, Err(DeskError::NotAllowed { role: Role::Light, .. }));
    assert!(refused(d.desk.answer_side(&s.light, &answer(other, "Hello", 34), at(7)).map(|_| ())), "they take no part in the other one");
    assert!(refused(d.desk.side_done(&s.light, side, at(7))), "to take part is to answer, not to lead");
    assert!(refused(d.desk.add_to_side(&s.light, side, &[mailbox("x@elsewhere.example")], &[], at(7))));
    assert!(refused(d.desk.remove_from_side(&s.light, side, &address("parts@acme.example"), at(7))));
}

#[test]
fn a_light_agent_who_may_open_one_leads_it() {
    let d = TestDesk::with(Policy { sides_from: Role::Light, ..Policy::default() });
    let s = d.staff();
    let side = d.desk.open_side(&s.light, &question(s.ticket), at(2)).unwrap().side;
    assert_eq!(d.parts_answers(3).side, Some(side));
    d.desk.answer_side(&s.light, &answer(side, "Thank you.", 41), at(4)).unwrap();
    d.desk.add_to_side(&s.light, side, &[mailbox("x@elsewhere.example")], &[], at(5)).unwrap();
    d.desk.side_done(&s.light, side, at(6)).unwrap();
    let status = SideRequest { status: Some(aside::model::status::Status::OnHold), ..question(s.ticket) };
    assert!(matches!(d.desk.open_side(&s.light, &status, at(7)), Err(DeskError::NotAllowed { .. })), "the ticket's status is not theirs");
}

// The card -------------------------------------------------------------------------------------------------------------------------------

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

impl TestDesk {
    /// Ana asks somebody something on a ticket.
    fn asks(&self, ticket: TicketId, who: &str, subject: &str, minutes: i64) -> SideId {
        let nonce = u64::try_from(minutes).unwrap() + 1000 + u64::try_from(ticket.0).unwrap() * 100_000;
        let request = SideRequest { to: vec![mailbox(who)], subject: subject.into(), status: None, nonce, ..side_request(ticket, "Please tell us.") };
        self.desk.open_side(&self.ana, &request, at(minutes)).unwrap().side
    }

    /// Whoever got the newest mail of a side conversation answers it.
    fn answers(&self, who: &str, minutes: i64) {
        let question = self.sends(minutes).into_iter().rfind(|l| l.to.as_str() == who).unwrap();
        let (reply_to, id) = (header(&question.raw, "Reply-To"), header(&question.raw, "Message-ID"));
        let name = who.replace(['@', '.'], "-");
        let mail = format!(
            "From: {who}\nTo: {reply_to}\nSubject: Re: x\nMessage-ID: <{name}-{minutes}@elsewhere.example>\nIn-Reply-To: {id}\n\nYes, we do."
        );
        let receipt = self.receive(&mail, minutes);
        assert_eq!(receipt.result, InboxState::Side, "{receipt:?}");
    }

    fn party(&self, who: &Actor, name: &str) -> Party {
        self.desk.party(who, &self.desk.find_party(name).unwrap()).unwrap()
    }
}

#[test]
fn the_card_shows_what_a_third_party_has_to_do_with_the_desk() {
    let d = TestDesk::new();
    let (a, b) = (d.carla_writes(0), d.carla_writes(1));
    let parts = "Acme Parts <parts@acme.example>";
    let done = d.asks(a, parts, "one", 2);
    d.answers("parts@acme.example", 2 + 2 * HOUR);
    d.desk.side_done(&d.ana, done, at(3 * HOUR)).unwrap();
    let answered = d.asks(a, "Eva Stone <parts@acme.example>", "two", 4 * HOUR);
    d.answers("parts@acme.example", 10 * HOUR);
    let (late, later) = (d.asks(a, parts, "three", DAY), d.asks(b, parts, "four", 2 * DAY));
    d.asks(b, "freight@fast.example", "another's", 2 * DAY);

    let card = d.party(&d.ana, "parts@acme.example");
    assert_eq!((card.contact.shown(), card.names.as_slice()), ("Acme Parts", ["Eva Stone".to_owned()].as_slice()));
    let shown: Vec<_> = card.sides.iter().map(|s| (s.side, s.ticket, s.subject.as_str(), s.unread)).collect();
    assert_eq!(shown, [(late, a, "three", false), (later, b, "four", false), (answered, a, "two", true), (done, a, "one", false)]);
    assert_eq!(card.owed(), Some((2, at(DAY))));
    let informed = SideRequest { cc: vec![mailbox(parts)], to: vec![mailbox("x@other.example")], nonce: 9, ..side_request(b, "Please tell us.") };
    d.desk.open_side(&d.ana, &informed, at(DAY - 1)).unwrap();
    assert_eq!(d.party(&d.ana, "parts@acme.example").owed(), Some((2, at(DAY))), "who is there for information owes nothing");
    let hours = |n: u64| Some(std::time::Duration::from_secs(n * 3600));
    assert_eq!((card.times.answers, card.times.median, card.times.p90), (2, hours(2), hours(6)));
    assert_eq!(card.times.last_at, Some(at(10 * HOUR)));
    assert!(!card.contact.colleague && card.contact.organization.is_none() && card.contact.failures.is_empty() && card.contact.note().is_none());
}

#[test]
fn the_card_shows_of_tickets_only_what_the_reader_may_see() {
    let d = TestDesk::new();
    let (theirs, other) = (d.carla_writes(0), d.carla_writes(1));
    d.desk.assign(&d.ana, theirs, aside::model::ticket::Assign::Agent(d.bruno.id()), at(2)).unwrap();
    d.desk.take(&d.ana, other, at(2)).unwrap();
    let side = d.asks(theirs, "parts@acme.example", "bruno's", 3);
    d.asks(other, "parts@acme.example", "SECRETSUBJECT", 4);
    let card = d.party(&d.bruno, "parts@acme.example");
    assert_eq!(card.sides.iter().map(|s| s.side).collect::<Vec<_>>(), [side]);
    assert!(!serde_json::to_string(&card).unwrap().contains("SECRETSUBJECT"));
    assert_eq!(d.party(&d.ana, "parts@acme.example").sides.len(), 2);
}

#[test]
fn a_third_party_is_found_by_address_or_by_the_beginning_of_the_name() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    for (n, who) in ["Acme Parts <parts@acme.example>", "Acme Sales <sales@acme.example>", "Fast Freight <ff@fast.example>"].iter().enumerate() {
        d.asks(ticket, who, "x", 1 + i64::try_from(n).unwrap());
    }
    assert_eq!(d.desk.find_party("fast").unwrap().as_str(), "ff@fast.example");
    assert_eq!(d.desk.find_party("acme parts").unwrap().as_str(), "parts@acme.example");
    assert!(matches!(d.desk.find_party("Acme"), Err(DeskError::SeveralPeople(all)) if all.len() == 2));
    for nobody in ["carla@customer.example", "nobody", "", "%"] {
        assert!(matches!(d.desk.find_party(nobody), Err(DeskError::NoSuchParty(_))), "{nobody}: a customer is no third party");
    }
}

#[test]
fn a_note_on_a_third_party_keeps_what_it_said_before_and_leaves_the_desk_never() {
    let d = TestDesk::new();
    let light = d.hire("leo", Role::Light);
    let ticket = d.carla_writes(0);
    let side = d.asks(ticket, "parts@acme.example", "x", 1);
    let who = address("parts@acme.example");
    d.desk.note_contact(&d.ana, &who, &NoteChange::Write("CANARYNOTE ask for Eva".into()), at(2)).unwrap();
    d.desk.note_contact(&light, &who, &NoteChange::Add("closed on Fridays".into()), at(3)).unwrap();
    let card = d.party(&d.bruno, "parts@acme.example");
    assert_eq!(card.contact.note().map(|n| (n.by.as_str(), n.text.as_str())), Some(("leo", "CANARYNOTE ask for Eva\nclosed on Fridays")));
    d.desk.note_contact(&d.ana, &who, &NoteChange::Write(String::new()), at(4)).unwrap();
    let card = d.party(&d.ana, "parts@acme.example");
    assert!(card.contact.note().is_none(), "an empty note is none");
    let all: Vec<_> = card.contact.notes.iter().map(|n| (n.at, n.text.as_str())).collect();
    assert_eq!(all, [(at(4), ""), (at(3), "CANARYNOTE ask for Eva\nclosed on Fridays"), (at(2), "CANARYNOTE ask for Eva")]);
    assert!(matches!(d.desk.note_contact(&d.ana, &address("x@nobody.example"), &NoteChange::Add("x".into()), at(5)), Err(DeskError::NoSuchParty(_))));

    d.desk.answer_side(&d.ana, &answer(side, "And?", 77), at(6)).unwrap();
    d.reply(ticket, "We ask.", 6);
    assert!(d.sends(7).iter().all(|l| !(l.raw.clone() + &l.text()).contains("CANARYNOTE")), "no mail says it");
}

#[test]
fn what_could_not_be_delivered_stands_on_the_card() {
    use aside::model::delivery::Attempt;
    let d = TestDesk::new();
    d.asks(d.carla_writes(0), "parts@acme.example", "x", 1);
    let lease = d.desk.store().write(|w| w.take_lease("test", at(2), at(3))).unwrap().unwrap();
    let claim = d.desk.claim(lease.generation, at(2)).unwrap().unwrap();
    d.desk.settle(&claim, lease.generation, &Attempt::Refused("550 5.1.1 no such user".into()), at(2)).unwrap();
    let card = d.party(&d.ana, "parts@acme.example");
    assert_eq!(
        card.contact.failures.iter().map(|f| (f.address.as_str(), f.words.as_str())).collect::<Vec<_>>(),
        [("parts@acme.example", "550 5.1.1 no such user")]
    );
}

// Organizations --------------------------------------------------------------------------------------------------------------------------

fn supplier(name: &str, domains: &[&str]) -> OrganizationChange {
    let domains = domains.iter().map(|d| (*d).to_owned()).collect();
    OrganizationChange { name: name.to_owned(), supplier: Some(true), domains, people: vec![] }
}

#[test]
fn a_supplier_has_its_people_and_their_answers_on_the_card_of_each() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.asks(ticket, "Acme Parts <parts@acme.example>", "before", 1);
    d.answers("parts@acme.example", 1 + HOUR);
    d.desk.change_organization(&d.ana, &supplier("Acme Ltd", &["acme.example"]), at(2 * HOUR)).unwrap();
    d.asks(ticket, "Sales <sales@acme.example>", "after", 3 * HOUR);
    d.answers("sales@acme.example", 6 * HOUR);
    d.asks(ticket, "Eva <eva@home.example>", "elsewhere", 7 * HOUR);
    let member = OrganizationChange { supplier: None, domains: vec![], people: vec![address("eva@home.example")], ..supplier("acme ltd", &[]) };
    d.desk.change_organization(&d.ana, &member, at(8 * HOUR)).unwrap();

    let of = |who: &str| d.party(&d.ana, who).contact.organization.unwrap();
    let parts = of("parts@acme.example");
    assert!(parts.supplier && parts.name == "Acme Ltd" && parts.domains == ["acme.example"]);
    let people: Vec<_> = parts.people.iter().map(|p| p.address.as_str()).collect();
    assert_eq!(people, ["sales@acme.example", "eva@home.example"], "the others");
    assert_eq!(
        (parts.times.answers, parts.times.median, parts.times.p90.map(|d| d.as_secs())),
        (2, Some(std::time::Duration::from_secs(3600)), Some(3 * 3600))
    );
    assert_eq!(of("eva@home.example").name, "Acme Ltd", "a manager has said so");
    assert_eq!(d.desk.organization("ACME LTD").unwrap().people.len(), 3);

    d.desk
        .change_organization(&d.ana, &OrganizationChange { supplier: Some(false), domains: vec![], ..supplier("Acme Ltd", &[]) }, at(9 * HOUR))
        .unwrap();
    assert!(!d.desk.organizations().unwrap()[0].supplier);
}

#[test]
fn what_waits_is_read_by_organization_too() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.change_organization(&d.ana, &supplier("Acme Ltd", &["acme.example"]), at(0)).unwrap();
    let sides =
        [d.asks(ticket, "parts@acme.example", "a", 1), d.asks(ticket, "ff@fast.example", "b", 2), d.asks(ticket, "sales@acme.example", "c", 3)];
    let mut waiting = d.desk.waiting_sides(&d.ana).unwrap();
    assert_eq!(waiting.iter().map(|s| s.id).collect::<Vec<_>>(), sides, "by third party");
    assert_eq!(waiting.iter().map(|s| s.organization.as_deref()).collect::<Vec<_>>(), [Some("Acme Ltd"), None, Some("Acme Ltd")]);
    group_waiting(&mut waiting, true);
    assert_eq!(waiting.iter().map(|s| s.id).collect::<Vec<_>>(), [sides[0], sides[2], sides[1]]);
}

#[test]
fn a_domain_where_anybody_has_an_address_makes_no_organization() {
    let d = TestDesk::new();
    let change = |c: &OrganizationChange| d.desk.change_organization(&d.ana, c, at(1));
    for free in ["gmail.com", "@GMail.com", "hotmail.fr", "web.de"] {
        assert!(matches!(change(&supplier("Friends", &["friends.example", free])), Err(DeskError::FreeMail(_))), "{free}");
    }
    for none in ["acme", "", "a b.example", "x@y.example"] {
        assert!(matches!(change(&supplier("Friends", &[none])), Err(DeskError::NoDomain(_))), "{none}");
    }
    assert_eq!(d.desk.organizations().unwrap(), [], "and nothing of it was kept");
    change(&supplier("Acme Ltd", &["acme.example"])).unwrap();
    assert!(matches!(change(&supplier("Other", &["acme.example"])), Err(DeskError::DomainTaken { by, .. }) if by == "Acme Ltd"));
    change(&supplier("acme ltd", &["ACME.example"])).unwrap();
}

#[test]
fn organizations_are_for_supervisors_and_admins_to_say() {
    let d = TestDesk::new();
    for (role, may) in [(Role::Light, false), (Role::Agent, false), (Role::Supervisor, true), (Role::Admin, true)] {
        let who = d.hire(role.word(), role);
        let said = d.desk.change_organization(&who, &supplier(role.word(), &[]), at(1));
        assert_eq!(said.is_ok(), may, "{role}: {said:?}");
    }
}

// The next answer ------------------------------------------------------------------------------------------------------------------------

#[test]
fn the_next_unread_answer_is_on_ones_own_tickets_first_then_on_the_teams() {
    let d = TestDesk::new();
    let s = d.staff();
    let (own, foreign) = (d.carla_writes(1), d.carla_writes(2));
    d.desk.assign(&d.ana, own, aside::model::ticket::Assign::Agent(s.agent.id()), at(3)).unwrap();
    d.desk.take(&d.ana, foreign, at(3)).unwrap();
    assert_eq!(d.desk.next_unread_answer(&s.agent).unwrap(), None);
    let asked = |ticket: TicketId, who: &str, minutes: i64| {
        let side = d.asks(ticket, who, "x", minutes);
        d.answers(who, minutes + 5);
        side
    };
    let elsewhere = asked(foreign, "a@x.example", 10);
    let (team, team_later) = (asked(s.ticket, "b@x.example", 20), asked(s.ticket, "c@x.example", 30));
    let (mine, mine_later) = (asked(own, "d@x.example", 40), asked(own, "e@x.example", 50));
    let mut order = Vec::new();
    while let Some((ticket, side)) = d.desk.next_unread_answer(&s.agent).unwrap() {
        order.push((ticket, side));
        d.desk.side_seen(&s.agent, side, at(60)).unwrap();
        assert!(order.len() < 9, "{order:?}");
    }
    assert_eq!(order, [(own, mine), (own, mine_later), (s.ticket, team), (s.ticket, team_later)], "and never {elsewhere}, which is another's");
    assert_eq!(d.desk.next_unread_answer(&d.ana).unwrap(), Some((foreign, elsewhere)));
}
