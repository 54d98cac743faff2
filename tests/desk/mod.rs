//! A desk on a real file, with mails by hand: what the promises are tried on.
#![allow(dead_code, clippy::unwrap_used)]

use aside::desk::{Actor, Desk, Founding, Policy, Receipt, ReplyRequest, SideRequest, SideSent};
use aside::model::outgoing::CustomerText;
use aside::model::people::Role;
use aside::model::status::Status;
use aside::model::{Address, Mailbox, TicketId, Time};
use aside::store::{NewAgent, Source, Store};
use jiff::tz::TimeZone;

/// Midnight, 17 November 2026.
pub const START: Time = Time(1_794_873_600_000);

pub struct TestDesk {
    pub desk: Desk,
    pub ana: Actor,
    pub bruno: Actor,
    directory: tempfile::TempDir,
}

/// A mail that was sent.
#[derive(Clone, Debug)]
pub struct Letter {
    pub sender: Option<Address>,
    pub to: Address,
    pub raw: String,
}

impl Letter {
    /// What it says, as a mail program shows it.
    pub fn text(&self) -> String {
        aside::mail::parse::parse(self.raw.as_bytes()).body.text().to_owned()
    }
}

pub fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

pub fn mailbox(text: &str) -> Mailbox {
    Mailbox::parse(text).unwrap()
}

/// So many minutes after the start.
pub fn at(minutes: i64) -> Time {
    Time(START.0 + minutes * 60_000)
}

impl TestDesk {
    /// The desk `desk@desk.example` with the agents ana (admin) and bruno (agent).
    pub fn new() -> TestDesk {
        TestDesk::with(Policy::default())
    }

    pub fn with(policy: Policy) -> TestDesk {
        TestDesk::founded("desk@desk.example", 7, policy)
    }

    /// A desk at an address, with keys of its own.
    pub fn founded(own: &str, secret: u8, policy: Policy) -> TestDesk {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::create(&directory.path().join("desk.db")).unwrap();
        let founding = Founding {
            address: &address(own),
            name: "Desk",
            login: "ana",
            agent_name: "Ana Lima",
            agent_email: &address("ana@staff.example"),
            secret: [secret; 32],
        };
        let desk = Desk::found(store, policy, TimeZone::UTC, &founding, START).unwrap();
        let ana = desk.actor("ana", None).unwrap();
        let new = NewAgent { login: "bruno", name: "Bruno Reis", email: &address("bruno@staff.example"), role: Role::Agent };
        desk.add_agent(&ana, &new, START).unwrap();
        let bruno = desk.actor("bruno", None).unwrap();
        TestDesk { desk, ana, bruno, directory }
    }

    pub fn path(&self) -> std::path::PathBuf {
        self.directory.path().join("desk.db")
    }

    pub fn receive(&self, mail: &str, minutes: i64) -> Receipt {
        self.desk.receive(mail.replace('\n', "\r\n").as_bytes(), Source::Ingest, None, at(minutes)).unwrap()
    }

    /// A new ticket of Carla's.
    pub fn carla_writes(&self, minutes: i64) -> TicketId {
        let receipt = self.receive(
            &format!("From: Carla Dias <carla@customer.example>\nTo: desk@desk.example\nSubject: Impressora parada\nMessage-ID: <c{minutes}@customer.example>\n\nA impressora não imprime mais."),
            minutes,
        );
        receipt.ticket.unwrap()
    }

    pub fn reply(&self, ticket: TicketId, text: &str, minutes: i64) -> aside::desk::Sent {
        self.desk.reply(&self.ana, &reply_request(ticket, text), at(minutes)).unwrap()
    }

    /// Ana asks Acme Parts something.
    pub fn ask(&self, ticket: TicketId, text: &str, minutes: i64) -> SideSent {
        self.desk.open_side(&self.ana, &side_request(ticket, text), at(minutes)).unwrap()
    }

    /// Everything that is due is sent: sender (nobody is the null return path), recipient and bytes of each.
    pub fn sends(&self, minutes: i64) -> Vec<Letter> {
        let now = at(minutes);
        let lease = self.desk.store().write(|w| w.take_lease("test", now, now.after(std::time::Duration::from_secs(30)))).unwrap().unwrap();
        let mut out = Vec::new();
        while let Some(claim) = self.desk.claim(lease.generation, now).unwrap() {
            self.desk.settle(&claim, lease.generation, &aside::model::delivery::Attempt::Sent("250 ok".into()), now).unwrap();
            out.push(Letter { sender: claim.sender, to: claim.recipient, raw: String::from_utf8(claim.raw).unwrap() });
        }
        out
    }

    /// The bytes of a mail in the outbox as text.
    pub fn sent_mail(&self, outbox: aside::model::OutboxId) -> String {
        String::from_utf8(self.desk.store().outbox_raw(outbox).unwrap().unwrap()).unwrap()
    }
}

pub fn reply_request(ticket: TicketId, text: &str) -> ReplyRequest {
    ReplyRequest {
        ticket,
        text: CustomerText::public(text),
        to: vec![],
        cc: vec![],
        bcc: vec![],
        files: vec![],
        status: Some(Status::Pending),
        seen: None,
        confirmed: vec![],
        nonce: 11,
    }
}

pub fn side_request(ticket: TicketId, text: &str) -> SideRequest {
    SideRequest {
        ticket,
        subject: "Stock of P-100?".into(),
        to: vec![mailbox("Acme Parts <parts@acme.example>")],
        cc: vec![],
        text: text.into(),
        files: vec![],
        status: Some(Status::OnHold),
        confirmed: vec![],
        nonce: 12,
    }
}

/// The address that an answer to a mail goes to.
pub fn reply_address(mail: &str) -> String {
    header(mail, "Reply-To").rsplit('<').next().unwrap().trim_end_matches('>').to_owned()
}

/// A process of this very test program that does nothing but one of its ignored tests, on a desk's file.
pub fn another_process(test: &str, database: &std::path::Path) -> std::process::Command {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]).env("ASIDE_TEST_DATABASE", database);
    command
}

/// The value of a header, unfolded.
pub fn header(mail: &str, name: &str) -> String {
    let mail = mail.replace("\r\n", "\n");
    let (head, _) = mail.split_once("\n\n").unwrap();
    let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
    let found = unfolded.lines().find(|l| l.to_lowercase().starts_with(&format!("{}:", name.to_lowercase())));
    found.unwrap_or_else(|| panic!("no {name} in\n{mail}")).split_once(':').unwrap().1.trim().to_owned()
}
