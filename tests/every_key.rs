//! Every command of the table is tried by each of its keys: what it asks for and the screen that it leaves are a snapshot, and a command that
//! nobody tries, or that does nothing where it is tried, fails.

#![allow(clippy::unwrap_used)]

mod console;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use aside::model::delivery::DeliveryState;
use aside::model::entry::FileRef;
use aside::model::people::Role;
use aside::model::recipients::Obstacle;
use aside::model::status::Status;
use aside::model::{Body, FileId, InboxId, OutboxId, Part, TicketId};
use aside::tui::command::{COMMANDS, Command, Scope};
use aside::tui::effect::{DraftKey, Mode};
use aside::tui::event::{Done, Event, Failure, News, RawMail};
use aside::tui::panes;
use console::{Console, NOW, ago, delivery, key_event, ticket};

/// What has to be done before the key: keys as in the configuration, `=text` for typing a text, `!what` for something that is no key.
const BEFORE: &[(&str, &str)] = &[
    ("take", "j"),
    ("refresh", "!fewer"),
    ("sides-page-down", "enter !mail o enter g"),
    ("sides-fold", "enter !mail o enter"),
    ("sides-raw", "enter !mail o enter"),
    ("tour", "!demo"),
    ("next-pane", "enter"),
    ("previous-pane", "enter"),
    ("focus-queue", "enter"),
    ("focus-ticket", "enter 1"),
    ("availability", ""),
    ("stop", "!busy"),
    ("undo", "!sent"),
    ("zoom", "enter"),
    ("wake", ""),
    ("edit-agents", "!admin"),
    ("edit-teams", "!admin"),
    ("edit-tags", "!admin"),
    ("edit-macros", "!admin"),
    ("edit-rules", "!admin"),
    ("edit-fields", "!admin"),
    ("organizations", "!admin"),
    ("queue-up", "j j"),
    ("queue-page-up", "G"),
    ("queue-half-up", "G"),
    ("queue-first", "G"),
    ("queue-previous-box", "]"),
    ("queue-save-view", "/ =jam enter"),
    ("queue-select-to", "space j j"),
    ("queue-back", "space"),
    ("ticket-down", "enter g"),
    ("ticket-up", "enter"),
    ("ticket-page-down", "enter g"),
    ("ticket-half-down", "enter g"),
    ("ticket-last", "enter g"),
    ("ticket-next-message", "enter g"),
    ("ticket-previous", "j enter"),
    ("ticket-fold", "enter g"),
    ("ticket-enter", "enter g ] ] ] j"),
    ("ticket-side-from", "enter g"),
    ("ticket-split", "enter g ] ]"),
    ("ticket-files", "enter g ] ]"),
    ("ticket-edit", "enter g ] ] ]"),
    ("ticket-delete", "enter g ] ] ]"),
    ("ticket-redact", "enter g !admin"),
    ("ticket-versions", "enter !changed"),
    ("ticket-preview", "enter g ] ]"),
    ("ticket-links", "enter !links"),
    ("ticket-original", "enter g"),
    ("sides-redact", "enter !mail o enter !admin"),
    ("sides-preview", "enter !mail o enter"),
    ("sides-links", "enter !links o enter"),
    ("sides-original", "enter !mail o enter"),
    ("ticket-raw", "enter g"),
    ("ticket-resend", "enter !failed"),
    ("sides-down", "enter o"),
    ("sides-up", "enter o j"),
    ("sides-page-up", "enter !mail o enter"),
    ("sides-first", "enter o j"),
    ("sides-last", "enter o"),
    ("sides-next", "enter o"),
    ("sides-previous", "enter o j"),
    ("sides-open", "enter o"),
    ("sides-reopen", "j j j enter o"),
    ("sides-accept", "enter o"),
    ("sides-resend", "enter o j enter"),
    ("sides-files", "enter !mail o enter"),
    ("compose-next-field", "enter s"),
    ("compose-previous-field", "enter s tab"),
    ("compose-detach", "enter r !attached"),
    ("compose-thread-down", "enter r alt-up alt-up alt-up"),
    ("search-accept", "/ =jam"),
    ("search-up", "/ down down"),
    ("popup-up", "a down"),
    ("popup-page-up", "ctrl-k pagedown pagedown"),
    ("popup-page-down", "ctrl-k"),
    ("popup-first", "W end"),
    ("popup-last", "W"),
    ("popup-take", "enter n =@b"),
    ("popup-all-seen", "i"),
    ("popup-send", "!moved"),
    ("popup-chase", "W"),
    ("popup-due", "W"),
    ("popup-select", "W"),
    ("popup-party", "W"),
    ("popup-organization", "W"),
    ("popup-note", "W C"),
    ("popup-note-edit", "W C"),
    ("popup-note-history", "W C"),
    ("popup-mute", "C"),
    ("popup-beside-down", "!wide C K"),
    ("popup-beside-up", "!wide C"),
    ("popup-release", "H enter"),
    ("popup-discard", "H enter"),
    ("popup-source", "H enter"),
    ("popup-next-part", "%"),
    ("popup-previous-part", "% ]"),
    ("popup-days", "%"),
    ("popup-copy", "enter g V !raw"),
    ("ticket-pipe", "enter g"),
    ("ticket-translate", "!translate enter g"),
    ("sides-translate", "!translate enter o enter"),
    ("compose-translate", "!translate enter r =Hello"),
    ("compose-original", "enter r =Hello !original"),
    ("popup-raw", "enter g |"),
];

/// Where a command is tried that has no line above.
fn usual(scope: Scope) -> &'static str {
    match scope {
        Scope::Anywhere | Scope::Global | Scope::Work | Scope::Queue => "",
        Scope::Ticket => "enter",
        Scope::Sides => "enter o enter",
        Scope::Composer => "enter r =Hello",
        Scope::Search => "/ =jam",
        Scope::Popup => "a",
    }
}

fn prepared(before: &str) -> Console {
    let mut c = Console::new(100, 30);
    for step in before.split_whitespace() {
        match (step.strip_prefix('='), step.strip_prefix('!')) {
            (Some(text), _) => {
                c.type_in(text);
            }
            (_, Some(what)) => beside(&mut c, what),
            _ => {
                c.keys(step);
            }
        }
    }
    c.screen();
    c.take_asked();
    c
}

/// What is no key.
fn beside(c: &mut Console, what: &str) {
    match what {
        "demo" => c.app.demo = true,
        "wide" => c.resize(140, 16),
        "admin" => c.app.me.role = Role::Admin,
        "busy" => c.event(Event::Progress(Some((3, 40)))),
        "sent" => {
            let leaves = Some((OutboxId(9), NOW.after(Duration::from_secs(10))));
            let key = DraftKey { ticket: TicketId(1042), mode: Mode::Reply };
            c.event(Event::Done(Done::Submitted { key, leaves, status: Status::Pending, side: None }));
        }
        "failed" => {
            let mut broken = ticket();
            let last = broken.entries.last_mut().unwrap();
            last.delivery = Some(delivery(DeliveryState::Failed, ago(1), "550 5.1.1 no such user"));
            c.event(Event::TicketLoaded(Box::new(broken)));
            c.keys("G");
        }
        "changed" => {
            c.app.me.role = Role::Supervisor;
            let mut changed = ticket();
            changed.entries[4].edited = Some(ago(5));
            c.event(Event::TicketLoaded(Box::new(changed)));
            c.keys("g ] ] ]");
        }
        "links" => {
            let mut linked = ticket();
            let text = Body::plain("The shop [1] and https://example.org/too.\n\n[1] https://shop.example/x");
            linked.entries.last_mut().unwrap().body = text.clone();
            linked.sides[0].messages.last_mut().unwrap().body = text;
            c.event(Event::TicketLoaded(Box::new(linked)));
            c.keys("G");
        }
        "attached" => c.event(Event::FileChecked(PathBuf::from("/tmp/offer.pdf"), 48_300)),
        "raw" => c.event(Event::Raw(RawMail { inbox: InboxId(1), why: "a new ticket".to_owned(), source: "Subject: Printer\n\nHello".to_owned() })),
        "translate" => c.app.pipes.translate.command = Some("trans -brief :{language}".to_owned()),
        "original" => c.app.composer.as_mut().unwrap().original = Some("Bom dia".to_owned()),
        "fewer" => c.total = 5,
        "mail" => {
            let mut long = ticket();
            let answer = long.sides[0].messages.last_mut().unwrap();
            let (text, quoted) = ("Four of them are here.\n".repeat(40), "> Hello,\n> do you have the fuser unit?\n".repeat(10));
            let parts: Vec<Part> = text.lines().map(|_| Part::Text).chain(quoted.lines().map(|_| Part::Quoted)).collect();
            answer.body = Body::marked(&(text + &quoted), &parts);
            answer.inbox = Some(InboxId(4));
            answer.files =
                vec![FileRef { id: FileId(8), name: "offer.pdf".to_owned(), media_type: "application/pdf".to_owned(), size: 48_300, inline: false }];
            c.event(Event::TicketLoaded(Box::new(long)));
        }
        "moved" => {
            c.keys("enter r").type_in("Hello").keys("ctrl-s");
            let key = DraftKey { ticket: TicketId(1042), mode: Mode::Reply };
            let news = vec![News { who: "Maria Silva".to_owned(), at: ago(1), text: "It works again.".to_owned() }];
            c.event(Event::Failed(Failure::Blocked { key, obstacles: vec![Obstacle::ThreadMoved { events: 1 }], news }));
        }
        other => panic!("{other} is not known"),
    }
}

/// The screen, and where the cursor stands on it.
fn seen(c: &mut Console) -> String {
    let screen = c.screen();
    panes::cursor(&c.app).map_or(screen.clone(), |(x, y)| format!("cursor: column {x}, row {y}\n{screen}"))
}

/// Presses a key, or calls a command that has none from the palette, and says what came of it.
fn tried(command: &'static Command, key: Option<&str>, before: &str) -> (String, bool) {
    let mut c = prepared(before);
    assert_eq!((command.enabled)(&c.app), Ok(()), "{} cannot run after “{before}”", command.id);
    let was = seen(&mut c);
    match key {
        Some(key) => {
            let chord = key.parse().unwrap();
            let found = c.app.keymap.find(c.app.scopes(), chord).map(|c| c.id);
            assert_eq!(found, Some(command.id), "{key} after “{before}”");
            c.event(Event::Key(key_event(key)));
        }
        None => {
            c.keys("ctrl-k");
            let title = command.title(&c.app);
            c.type_in(&title).keys("enter");
        }
    }
    let is = seen(&mut c);
    let asked: Vec<String> = c.take_asked().iter().map(|e| format!("{e:?}")).collect();
    let did = is != was || !asked.is_empty() || c.app.quitting;
    (format!("after: {before}\nasks: {}\n\n{is}", asked.join("\n      ")), did)
}

#[test]
fn every_command_does_what_it_says_by_each_of_its_keys() {
    let mut idle = Vec::new();
    for command in COMMANDS {
        let before = BEFORE.iter().find(|(id, _)| *id == command.id).map_or(usual(command.scope), |(_, before)| before);
        let (first, did) = tried(command, command.keys.first().copied(), before);
        if !did {
            idle.push(command.id);
        }
        for key in command.keys.iter().skip(1) {
            let text = matches!(command.scope, Scope::Popup | Scope::Anywhere) && key.chars().count() == 1;
            let (other, _) = tried(command, Some(key), if text { "W" } else { before });
            if !text {
                assert_eq!(other, first, "{key} does what {} does", command.keys[0]);
            }
        }
        insta::assert_snapshot!(format!("key-{}", command.id), first);
    }
    assert!(idle.is_empty(), "nothing comes of {idle:?}");
    let known: BTreeSet<&str> = COMMANDS.iter().map(|c| c.id).collect();
    for (id, _) in BEFORE {
        assert!(known.contains(id), "{id} is no command");
    }
}
