//! Third parties and who deals with them: who may open side conversations and answer in them.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{Actor, DeskError, Policy, SideAnswer, SideRequest};
use aside::model::outgoing::SideText;
use aside::model::people::Role;
use aside::model::side::Direction;
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
                    assert!(refused == role && role < from, "{role} did not where {from} is the least")
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
