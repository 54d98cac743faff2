//! The console in lines, for screen readers: what is said of each place, once, in words.

#![allow(clippy::unwrap_used)]

mod console;

use std::collections::BTreeSet;
use std::time::Duration;

use aside::demo::dice::Dice;
use aside::model::entry::Event as Happened;
use aside::model::recipients::Obstacle;
use aside::model::status::Status;
use aside::model::ticket::{Notification, NotificationKind};
use aside::model::{InboxId, NotificationId, TicketId};
use aside::tui::command::COMMANDS;
use aside::tui::effect::{DraftKey, Effect, Mode};
use aside::tui::event::{Done, Event, Failure, News, Page, RawMail, Trouble};
use aside::tui::plain::{Said, Speaker, said, said_row};
use aside::tui::popups::Popup;
use aside::tui::preview::Picture;
use aside::tui::shell::{End, Ran};
use aside::words::{Language, Words};
use console::{Console, NOW, key_event, ticket};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A console that is listened to.
struct Ears {
    c: Console,
    speaker: Speaker,
}

impl Ears {
    fn new() -> Ears {
        let mut c = Console::new(80, 24);
        c.app.plain = true;
        c.event(Event::Resize(80, 24));
        Ears { c, speaker: Speaker::new() }
    }

    /// What is said now: lines as they are, what is typed behind a plus, what is taken off behind a minus.
    fn hear(&mut self) -> Vec<String> {
        let all = self.speaker.hear(&mut self.c.app);
        let lines = all.into_iter().map(|one| match one {
            Said::Line(line) => line,
            Said::Typed(text) => format!("+{text}"),
            Said::Rubbed { was, .. } => format!("-{was}"),
            Said::End => "end".to_owned(),
        });
        let lines: Vec<String> = lines.collect();
        lines.iter().for_each(|line| is_plain(line));
        lines
    }

    /// What is said after these keys, pressed one after the other and heard together.
    fn keys(&mut self, keys: &str) -> Vec<String> {
        self.c.keys(keys);
        self.hear()
    }

    fn event(&mut self, event: Event) -> Vec<String> {
        self.c.event(event);
        self.hear()
    }
}

#[track_caller]
fn is_plain(line: &str) {
    let drawn = |c: char| matches!(c, '\u{2500}'..='\u{25ff}');
    // what one has typed oneself is echoed as it is
    let typed = line.starts_with(['+', '-']);
    assert!(!line.chars().any(|c| c.is_control() || (drawn(c) && !typed)), "{line:?}");
    assert!(!line.contains("console-"), "a word is lacking: {line:?}");
}

#[track_caller]
fn has(lines: &[String], text: &str) {
    assert!(lines.iter().any(|l| l.contains(text)), "nothing says “{text}”:\n{}", lines.join("\n"));
}

fn key(mode: Mode) -> DraftKey {
    DraftKey { ticket: TicketId(1042), mode }
}

#[test]
fn signs_go_and_columns_become_commas() {
    assert_eq!(said("│ 🔒 Private note ─── \u{1b}[2J"), "Private note ␛[2J");
    assert_eq!(said_row("│ ▌ r    reply            R │"), "r, reply, R");
    assert_eq!(said_row("────"), "");
}

#[test]
fn the_queue_says_where_one_is_and_each_row_in_words() {
    let mut ears = Ears::new();
    let first = ears.hear();
    has(&first, "F1 lists the keys");
    has(&first, "Queue, Mine");
    has(&first, "12 tickets");
    let row = "1042 Printer on the second floor stopped working, unread, from Maria Silva, last wrote 5 minutes ago, open, assigned to Ana Souza, team Support, \
               the customer has waited for 7 minutes, 2 open side conversations, 1 side conversation with a new answer, 1 of 12";
    has(&first, row);
    assert_eq!(ears.hear(), Vec::<String>::new(), "nothing is said twice");
    let second = ears.keys("j");
    assert_eq!(second.len(), 1, "{second:?}");
    assert!(second[0].starts_with("1041 Invoice") && second[0].contains("new, priority high, assigned to nobody"), "{second:?}");
    assert!(second[0].contains("tags vip") && second[0].ends_with("2 of 12"), "{second:?}");
    has(&ears.keys("j"), "Bruno Lima is typing");
    has(&ears.keys("space k"), "1 selected");
}

#[test]
fn time_alone_says_nothing_and_what_others_change_is_one_line() {
    let mut ears = Ears::new();
    ears.hear();
    for minutes in [1, 10, 100] {
        assert_eq!(ears.event(Event::Tick(NOW.after(Duration::from_secs(60 * minutes)))), Vec::<String>::new());
    }
    ears.c.total = 13;
    assert_eq!(ears.event(Event::Changed(9)), ["Queue changed: 13 tickets"]);
    let note = |id: i64| Notification {
        id: NotificationId(id),
        at: NOW,
        kind: NotificationKind::Mentioned,
        ticket: TicketId(1042),
        subject: "Printer \u{1b}[2J".to_owned(),
        who: "Bruno Lima".to_owned(),
        seen: false,
    };
    let lines = ears.event(Event::Notifications(vec![note(1000)]));
    assert!(lines.len() == 1 && lines[0].contains("Bruno Lima") && lines[0].contains("ticket 1042, Printer"), "{lines:?}");
    assert_eq!(ears.event(Event::Notifications(vec![note(1000)])), Vec::<String>::new());
}

#[test]
fn a_ticket_says_kind_first_of_every_entry() {
    let mut ears = Ears::new();
    ears.hear();
    let opened = ears.keys("enter");
    has(&opened, "Ticket 1042, Printer on the second floor stopped working");
    has(&opened, "from Maria Silva, maria@example.org");
    has(&opened, "Bruno Lima is here");
    has(&opened, "Reply to the customer by Ana Souza, just now, leaves in 7s, 9 of 9");
    has(&opened, "We have the spare part and come tomorrow at ten.");
    let mut all = ears.keys("g");
    for _ in 0..8 {
        all.extend(ears.keys("j"));
    }
    for text in [
        "Customer's message by Maria Silva, 10 hours ago, 1 of 9",
        "To ",
        "the printer on the second floor shows \"E-52\"",
        "Ana Souza status new to open, 8 hours ago, 2 of 9",
        "Reply to the customer by Ana Souza, 8 hours ago, sent, 3 of 9",
        "File: display.jpg",
        "Private note by Bruno Lima, 5 hours ago, 5 of 9",
        "@ana this model had a recall",
        "Acme Parts",
    ] {
        has(&all, text);
    }
    // quotes stay folded until they are unfolded, and then only they are said
    ears.keys("g ] ]");
    let unfolded = ears.keys("f");
    has(&unfolded, "> Please check the cable.");
    assert!(!unfolded.iter().any(|l| l.contains("Customer's message")), "{unfolded:?}");
}

#[test]
fn what_comes_in_while_one_reads_is_said_once() {
    let mut ears = Ears::new();
    ears.keys("enter g");
    let mut more = ticket();
    let mut note = more.entries[4].clone();
    (note.id, note.at) = (aside::model::EntryId(77), NOW);
    more.entries.push(note);
    more.head.status = Status::Solved;
    let lines = ears.event(Event::TicketLoaded(Box::new(more.clone())));
    has(&lines, "New: Private note by Bruno Lima, just now");
    has(&lines, "solved");
    assert!(!lines.iter().any(|l| l.contains("Customer's message")), "{lines:?}");
    assert_eq!(ears.event(Event::TicketLoaded(Box::new(more.clone()))), Vec::<String>::new());
    more.entries[1].event = Some(Happened::Status { from: Status::New, to: Status::Pending });
    assert_eq!(ears.event(Event::TicketLoaded(Box::new(more))), Vec::<String>::new(), "what is not under the cursor");
}

#[test]
fn side_conversations_are_told_from_the_ticket() {
    let mut ears = Ears::new();
    ears.keys("enter");
    let list = ears.keys("o");
    has(&list, "Side conversations");
    has(&list, "Stock of P-100?, new answer, Acme Parts, new.hire@example.net (unverified), 2 messages, 20 minutes ago, 1 of 2");
    has(&ears.keys("j"), "Technician on Thursday, not delivered");
    let thread = ears.keys("k enter");
    has(&thread, "Side conversation, Stock of P-100?");
    has(&thread, "The customer does not see");
    has(&thread, "Answer of a third party, Acme Parts, 20 minutes ago, 2 of 2");
    has(&thread, "Yes, four of them. 84.00 each.");
    has(&ears.keys("k"), "Message to third parties by Ana Souza");
}

#[test]
fn the_composer_says_who_gets_this_and_echoes_what_is_typed() {
    let mut ears = Ears::new();
    ears.keys("enter");
    let opened = ears.keys("r");
    has(&opened, "Reply to customer, ticket 1042");
    has(&opened, "The customer gets this: Maria Silva");
    assert_eq!(opened.last().unwrap(), "Text: blank");
    for c in ["H", "i"] {
        assert_eq!(ears.keys(c), [format!("+{c}")]);
    }
    assert_eq!(ears.keys("space"), ["+ "]);
    assert_eq!(ears.keys("backspace"), ["- "]);
    assert_eq!(ears.keys("enter"), ["end"]);
    ears.c.type_in("second line");
    assert_eq!(ears.hear(), ["+second line"]);
    assert_eq!(ears.keys("up"), ["Hi"]);
    assert_eq!(ears.keys("down"), ["second line"]);
    assert_eq!(ears.keys("end"), Vec::<String>::new());
    assert_eq!(ears.keys("left"), ["e"]);
    assert_eq!(ears.keys("end"), ["end of line"]);
    assert_eq!(ears.keys("ctrl-w"), ["second"], "a word that is deleted says the line again");
    has(&ears.keys("ctrl-t"), "Send");
    has(&ears.keys("alt-up"), "8 of 9");
    ears.keys("esc");
    let side = ears.keys("s");
    has(&side, "New side conversation, ticket 1042");
    assert_eq!(side.last().unwrap(), "To: blank");
    assert_eq!(ears.keys("tab").last().unwrap(), "Cc: blank");
    has(&ears.keys("esc n"), "Private note, ticket 1042");
}

#[test]
fn a_message_in_the_footer_is_said_once() {
    let mut ears = Ears::new();
    ears.keys("enter");
    let leaves = Some((aside::model::OutboxId(9), NOW.after(Duration::from_secs(10))));
    let lines = ears.event(Event::Done(Done::Submitted { key: key(Mode::Reply), leaves, status: Status::Pending, side: None }));
    has(&lines, "#1042 is pending.");
    has(&lines, "leaves in 10s. u: take back.");
    for seconds in 1..9 {
        assert_eq!(ears.event(Event::Tick(NOW.after(Duration::from_secs(seconds)))), Vec::<String>::new());
    }
}

#[test]
fn a_search_says_what_is_wrong_with_it_and_how_much_it_finds() {
    let mut ears = Ears::new();
    ears.hear();
    let opened = ears.keys("/");
    has(&opened, "Search");
    assert_eq!(ears.keys("j")[0], "+j");
    ears.c.type_in("am");
    ears.hear();
    // a page is on its way when the answer comes
    let _ = aside::tui::update::update(&mut ears.c.app, Event::Key(key_event("z")));
    ears.hear();
    let query = ears.c.app.queue.asked();
    let lines = ears.event(Event::BadQuery { query, at: 0, what: "no such word".to_owned() });
    assert_eq!(lines, ["no such word"]);
    ears.keys("backspace");
    has(&ears.keys("enter"), "1 of 3");
}

#[test]
fn help_lists_the_keys_of_where_one_is_and_a_popup_says_its_rows() {
    let mut ears = Ears::new();
    ears.hear();
    let help = ears.keys("?");
    has(&help, "r: reply");
    has(&help, "Enter, l, Right: ");
    assert!(!help.iter().any(|l| l.contains("submit")), "only those of the queue: {help:#?}");
    let back = ears.keys("esc");
    assert!(back.len() == 2 && back[0].starts_with("Queue, Mine") && back[1].starts_with("1042"), "{back:?}");
    let assign = ears.keys("a");
    has(&assign, "Assign");
    has(&assign, "1 of ");
    let next = ears.keys("down");
    assert!(next.len() == 1 && next[0].contains("2 of "), "{next:?}");
}

#[test]
fn everything_is_said_again_when_it_is_asked_for() {
    let mut ears = Ears::new();
    ears.keys("enter r");
    assert!(Speaker::is_asked(&ears.c.app, key_event("ctrl-l")) && !Speaker::is_asked(&ears.c.app, key_event("l")));
    ears.hear();
    ears.speaker.again();
    let lines = ears.keys("ctrl-l");
    has(&lines, "Reply to customer, ticket 1042");
    has(&lines, "Text: blank");
}

/// The kind of a popup. A new one has to be opened below too.
fn kind(popup: &Popup) -> &'static str {
    match popup {
        Popup::Palette(_) => "palette",
        Popup::Help(_) => "help",
        Popup::Pick(_) => "pick",
        Popup::Suggest(_) => "suggest",
        Popup::Merge(_) => "merge",
        Popup::Split(_) => "split",
        Popup::Create(_) => "create",
        Popup::Confirm(_) => "confirm",
        Popup::Moved(_) => "moved",
        Popup::Notifications(_) => "notifications",
        Popup::Waiting(_) => "waiting",
        Popup::Card(_) => "card",
        Popup::Quarantine(_) => "quarantine",
        Popup::Held(_) => "held",
        Popup::Raw(_) => "raw",
        Popup::Page(_) => "page",
        Popup::Picture(_) => "picture",
        Popup::Report(_) => "report",
        Popup::Message(_) => "message",
        Popup::Prompt(_) => "prompt",
        Popup::Output(_) => "output",
    }
}
const KINDS: usize = 21;

#[test]
fn every_popup_there_is_is_heard() {
    let mut opened = BTreeSet::new();
    let mut open = |what: &str, keys: &str, also: &dyn Fn(&mut Console), expected: &str| {
        let mut ears = Ears::new();
        ears.hear();
        ears.c.keys(keys);
        ears.hear();
        also(&mut ears.c);
        let popup = ears.c.app.popups.last().map(kind);
        assert_eq!(popup, Some(what));
        ears.speaker.again();
        let lines = ears.hear();
        has(&lines, expected);
        opened.insert(what.to_owned());
        for step in ["down", "down", "up", "pagedown"] {
            ears.keys(step);
        }
    };
    let nothing = |_: &mut Console| {};
    open("palette", "ctrl-k", &nothing, "1 of ");
    open("help", "?", &nothing, "q, Ctrl-C: ");
    open("pick", "a", &nothing, "Ana Souza @ana, 12 open, 3 waiting, 1 of 6");
    open(
        "suggest",
        "enter n",
        &|c| {
            c.type_in("@b");
        },
        "Bruno Lima",
    );
    open("merge", "M", &nothing, "1 of 2");
    open("split", "enter g ] ] x", &nothing, "");
    open("create", "+", &nothing, "");
    open("confirm", "enter r H alt-x", &nothing, "");
    let moved = |c: &mut Console| {
        let news = vec![News { who: "Maria Silva".to_owned(), at: NOW, text: "It works again.".to_owned() }];
        c.keys("ctrl-s");
        c.event(Event::Failed(Failure::Blocked { key: key(Mode::Reply), obstacles: vec![Obstacle::ThreadMoved { events: 1 }], news }));
    };
    open("moved", "enter r H", &moved, "Maria Silva, It works again.");
    open("notifications", "i", &nothing, "unread");
    open("waiting", "W", &nothing, "1 of ");
    open("card", "C", &nothing, "Maria Silva");
    open("quarantine", "H", &nothing, "1 of ");
    open("held", "H enter", &nothing, "");
    let raw = RawMail { inbox: InboxId(1), why: "a new ticket".to_owned(), source: "Subject: Printer \u{1b}[2J\n\nHello".to_owned() };
    open("raw", "", &move |c| c.event(Event::Raw(raw.clone())), "Subject: Printer");
    let page = Page { title: "notes.txt".to_owned(), about: "text".to_owned(), text: "one │ two\n".repeat(400) };
    open("page", "", &move |c| c.event(Event::Text(page.clone())), "one, two");
    let picture = Picture { full: (4, 4), size: (2, 2), pixels: vec![[0; 3]; 4] };
    open("picture", "", &move |c| c.event(Event::Picture("a.png".into(), "image/png".into(), Box::new(picture.clone()))), "a.png");
    open("report", "%", &nothing, "");
    let trouble = Trouble { what: "The disk is full.".to_owned(), next: "Make room.".to_owned() };
    open("message", "", &move |c| c.event(Event::Failed(Failure::Other(trouble.clone()))), "The disk is full.");
    open("prompt", "enter n alt-a", &nothing, "");
    let piped = |c: &mut Console| {
        c.type_in("wc -w").keys("enter");
        let asked = c.take_asked().into_iter().find_map(|e| if let Effect::Pipe { id, .. } = e { Some(id) } else { None });
        c.event(Event::Piped(asked.unwrap(), Ran { out: "42\n".to_owned(), err: String::new(), end: End::Code(0) }));
    };
    open("output", "enter g |", &piped, "42");
    assert_eq!(opened.len(), KINDS);
}

#[test]
fn every_language_has_its_words() {
    for language in Language::ALL {
        let mut ears = Ears::new();
        ears.c.app.words = Words::new(language);
        ears.c.app.queue.list.selected = 0;
        for keys in ["ctrl-l", "j", "enter", "g", "j", "o", "enter", "esc", "r", "esc", "a", "esc", "?"] {
            ears.keys(keys);
        }
    }
}

#[test]
fn whatever_keys_are_pressed_no_line_draws_or_steers() {
    let all: Vec<&str> = COMMANDS.iter().flat_map(|c| c.keys.iter().copied()).filter(|k| !matches!(*k, "q" | "ctrl-c" | "ctrl-q")).collect();
    let letters: Vec<char> = "abcdefgh 日é👩‍👩‍👧@/:#".chars().collect();
    for seed in 1..=2 {
        let mut dice = Dice::new(seed);
        let mut ears = Ears::new();
        for _ in 0..300 {
            match dice.between(0, 9) {
                0..=5 => ears.c.event(Event::Key(key_event(dice.pick(&all).unwrap()))),
                6 | 7 => ears.c.event(Event::Key(KeyEvent::new(KeyCode::Char(*dice.pick(&letters).unwrap()), KeyModifiers::NONE))),
                8 => ears.c.event(Event::Key(key_event(dice.pick(&["enter", "esc", "up", "down", "tab", "backspace"]).unwrap()))),
                _ => ears.c.event(Event::Paste("a\n\u{1b}[2J│\u{202e}b\tc".to_owned())),
            }
            ears.hear();
        }
    }
}
