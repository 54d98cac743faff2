//! Keys in, effects out: what the console promises to the hands.

mod console;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use aside::desk::{Audience, ExportRequest, Format, Naming, NoteChange, OrganizationChange, Release, SideSent};
use aside::model::entry::{Entry, EntryKind, Event as Happened, Origin};
use aside::model::order::Order;
use aside::model::people::{Badge, Role, Suggestion};
use aside::model::recipients::Obstacle;
use aside::model::status::Status;
use aside::model::ticket::{Assign, BoxKey, ListPage, ListRequest, Notification, NotificationKind, Sort};
use aside::model::{AgentId, EntryId, InboxId, Mailbox, NotificationId, OutboxId, SideId, TeamId, TicketId, Time};
use aside::tui::app::Focus;
use aside::tui::command::{COMMANDS, Reason, Scope};
use aside::tui::effect::{Attachment, Draft, DraftKey, Effect, Mode, PipeInput, Quote, SideChange, Submission, Triage};
use aside::tui::event::{Done, Event, Failure, News, PathFound, Trouble, WorkerStatus};
use aside::tui::keymap::{Chord, KeyProblem, Keymap, Override};
use aside::tui::panes::bars::footer_commands;
use aside::tui::panes::boxes_view;
use aside::tui::panes::ticket::REST;
use aside::tui::popups::Popup;
use aside::tui::popups::help::{Help, Row};
use aside::tui::shell::{End, Ran};
use aside::tui::tour::Step;
use aside::tui::update::update;
use aside::tui::widgets::editor::{Editor, KEYS};
use aside::tui::widgets::theme::Theme;
use aside::words::{Language, Words};
use console::{Console, NOW, address, agents, ago, key_event};
use crossterm::event::{KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;
use ratatui::style::{Modifier, Style};

fn triage(c: &mut Console) -> Vec<(Vec<TicketId>, Triage)> {
    c.take_asked().into_iter().filter_map(|e| if let Effect::Triage { tickets, change } = e { Some((tickets, change)) } else { None }).collect()
}

fn submitted(c: &mut Console) -> Option<Submission> {
    c.take_asked().into_iter().find_map(|e| if let Effect::Submit(s) = e { Some(*s) } else { None })
}

fn key(mode: Mode) -> DraftKey {
    DraftKey { ticket: TicketId(1042), mode }
}

fn text(c: &Console) -> String {
    c.app.composer.as_ref().map(|c| c.editor.text()).unwrap_or_default()
}

// The table ------------------------------------------------------------------------------------------------------------------------------

#[test]
fn every_command_has_one_name_a_title_and_keys_of_its_own() {
    let c = Console::new(80, 24);
    let mut ids = BTreeSet::new();
    let mut keys: BTreeMap<(Scope, String), &str> = BTreeMap::new();
    for command in COMMANDS {
        assert!(ids.insert(command.id), "{} is there twice", command.id);
        let title = c.app.say(&format!("console-cmd-{}", command.id));
        assert!(!title.starts_with("console-"), "{} has no title", command.id);
        for key in command.keys {
            let chord: Chord = key.parse().unwrap();
            let other = keys.insert((command.scope, chord.to_string()), command.id);
            assert_eq!(other, None, "{key} in {:?} is {}'s too", command.scope, command.id);
        }
    }
}

#[test]
fn the_help_shows_every_command() {
    let c = Console::new(80, 24);
    let help = Help::new(&c.app);
    let shown: BTreeSet<&str> = help.rows.iter().filter_map(|r| if let Row::Command(c, _) = r { Some(c.id) } else { None }).collect();
    let all: BTreeSet<&str> = COMMANDS.iter().map(|c| c.id).collect();
    assert_eq!(shown, all);
    for scope in Scope::ALL {
        assert!(!c.app.say(&format!("console-scope-{}", scope.word())).starts_with("console-"), "{scope:?}");
    }
}

#[test]
fn the_footer_shows_only_what_its_key_does_here() {
    for keys in ["", "enter", "enter o", "enter o enter", "enter r", "enter n", "/", "a", "?", "ctrl-k", "H", "H enter"] {
        let mut c = Console::new(120, 36);
        c.keys(keys);
        for command in footer_commands(&c.app) {
            let chord = c.app.keymap.keys(command)[0];
            let found = c.app.keymap.find(c.app.scopes(), chord).unwrap();
            assert_eq!(found.id, command.id, "{keys}");
            assert_eq!((command.enabled)(&c.app), Ok(()), "{keys}");
        }
    }
}

#[test]
fn a_command_that_cannot_run_says_why() {
    let mut c = Console::new(120, 36);
    c.app.me.role = Role::Light;
    c.keys("t");
    assert_eq!(triage(&mut c), []);
    let toast = c.app.toast.clone().unwrap();
    assert!(toast.bad && toast.text.contains("light agents"), "{toast:?}");
}

#[test]
fn the_key_that_takes_a_mail_back_is_shown_where_it_does_so() {
    let mut c = Console::new(120, 36);
    let leaves = Some((OutboxId(9), NOW.after(Duration::from_secs(10))));
    c.event(Event::Done(Done::Submitted { key: key(Mode::Reply), leaves, status: Status::Pending, side: None }));
    let shown = |c: &mut Console| c.screen().lines().last().is_some_and(|footer| footer.contains(" u  take back"));
    assert!(shown(&mut c), "{}", c.screen());
    for keys in ["W", "i", "?", "ctrl-k", "a", "n"] {
        c.keys(keys);
        let footer = c.screen().lines().last().unwrap().to_owned();
        assert!(footer.contains("10s") && !shown(&mut c), "{keys}: {footer}");
        c.take_asked();
        c.keys("esc");
    }
    c.take_asked();
    assert!(shown(&mut c));
    c.keys("u");
    assert_eq!(c.take_asked(), [Effect::UndoSend(OutboxId(9))]);
}

#[test]
fn asking_aside_says_why_not_where_the_desk_does_not_allow_it() {
    for (reason, said) in [("console-reason-sides-off", "switched off"), ("console-reason-sides-role", "your role")] {
        let mut c = Console::new(120, 36);
        c.app.no_sides = Some(Reason(reason));
        c.keys("enter s");
        let toast = c.app.toast.clone().unwrap();
        assert!(toast.bad && toast.text.contains(said) && c.app.composer.is_none(), "{toast:?}");
        c.keys("g Q");
        assert!(c.app.composer.is_none(), "nor from a message");
    }
}

#[test]
fn light_agents_ask_where_the_desk_lets_them_and_answer_where_they_take_part() {
    let mut c = Console::new(120, 36);
    c.app.me = agents()[1].clone();
    c.app.me.role = Role::Light;
    c.keys("enter o r");
    assert!(c.app.composer.is_none() && c.app.toast.as_ref().unwrap().text.contains("take part"), "{:?}", c.app.toast);
    c.keys("d");
    assert_eq!(c.take_asked().into_iter().filter(|e| matches!(e, Effect::Side { .. })).count(), 0);
    c.app.me.email = address("parts@example.net");
    c.keys("r");
    assert!(c.app.composer.is_some(), "a participant answers");
    c.keys("esc s");
    assert_eq!(c.app.composer.as_ref().map(|c| (c.key.mode, c.status)), Some((Mode::SideNew, None)), "the status is not theirs");
}

// Merging, splitting, opening for a customer ------------------------------------------------------------------------------------------------

fn merges(effects: Vec<Effect>) -> Vec<(Vec<i64>, i64, bool)> {
    let merge = |e| if let Effect::Merge { tickets, into, confirmed } = e { Some((tickets, into, confirmed)) } else { None };
    effects.into_iter().filter_map(merge).map(|(t, into, c)| (t.iter().map(|t| t.0).collect(), into.0, c)).collect()
}

#[test]
fn tickets_are_merged_into_one_that_is_found_by_number_or_words() {
    let mut c = Console::new(120, 36);
    c.keys("M down enter");
    assert_eq!(merges(c.take_asked()), [(vec![1042], 1032, false)], "the requester's other tickets are offered at once");
    c.keys("space space M").type_in("invoice").keys("enter");
    assert_eq!(merges(c.take_asked()), [(vec![1041, 1042], 1041, false)], "the selection goes, and the words found the target");
    c.event(Event::Done(Done::Merged { merged: vec![TicketId(1042)], into: TicketId(1041), unconfirmed: vec![], left: vec![] }));
    assert!(c.app.queue.selected.is_empty() && c.app.toast.as_ref().unwrap().text.contains("#1041"));
    c.keys("u");
    assert_eq!(c.take_asked(), [Effect::Undo]);
}

#[test]
fn tickets_of_two_customers_are_merged_only_after_the_number_was_typed() {
    let mut c = Console::new(120, 36);
    c.keys("M enter");
    c.take_asked();
    let unconfirmed = vec![(TicketId(1042), "two different customers".to_owned())];
    c.event(Event::Done(Done::Merged { merged: vec![], into: TicketId(1037), unconfirmed, left: vec![] }));
    c.keys("enter");
    assert_eq!(merges(c.take_asked()), [], "Enter alone is no yes");
    c.type_in("yes").keys("enter");
    assert_eq!(merges(c.take_asked()), []);
    for _ in 0..3 {
        c.keys("backspace");
    }
    c.type_in("#1037").keys("enter");
    assert_eq!(merges(c.take_asked()), [(vec![1042], 1037, true)]);
}

#[test]
fn a_merged_ticket_is_not_worked_on() {
    let mut c = Console::new(120, 36);
    let mut read = console::ticket();
    read.head.merged_into = Some(TicketId(1030));
    c.keys("enter");
    c.event(Event::TicketLoaded(Box::new(read)));
    for key in ["r", "n", "s", "t", "M"] {
        c.keys(key);
        assert!(c.app.composer.is_none() && c.app.popups.is_empty(), "{key}");
        assert!(c.app.toast.as_ref().unwrap().text.contains("merged"), "{key}: {:?}", c.app.toast);
    }
}

#[test]
fn the_lines_of_a_merge_lead_to_the_other_ticket() {
    for event in [
        Happened::MergedInto { ticket: TicketId(1030) },
        Happened::MergedHere { ticket: TicketId(1030), subject: "Lamp".to_owned() },
        Happened::SplitFrom { ticket: TicketId(1030) },
        Happened::SplitOff { ticket: TicketId(1030), who: "Maria".to_owned() },
    ] {
        let mut c = Console::new(120, 36);
        let mut read = console::ticket();
        read.entries = vec![Entry { event: Some(event), ..read.entries[1].clone() }];
        c.keys("enter");
        c.event(Event::TicketLoaded(Box::new(read)));
        c.keys("g enter");
        assert_eq!(c.app.ticket.as_ref().unwrap().id, TicketId(1030));
    }
}

#[test]
fn while_writing_the_help_has_the_editors_keys_and_none_that_only_writes_a_letter() {
    let mut c = Console::new(120, 36);
    c.keys("enter r f1").type_in("undo");
    assert!(c.screen().contains("Ctrl-Z             undo"), "{}", c.screen());
    let mut c = Console::new(120, 60);
    c.keys("enter r f1").type_in("keys");
    assert!(c.screen().contains("F1 ") && !c.screen().contains("F1 ?"), "{}", c.screen());
    for chord in KEYS.iter().flat_map(|(_, keys)| *keys).filter(|k| !k.contains("shift")) {
        assert!(Editor::new().handles(key_event(chord)), "{chord} is the editor's");
    }
}

#[test]
fn a_composer_without_its_ticket_on_the_screen_names_it() {
    let mut c = Console::new(80, 24);
    c.keys("enter r");
    assert_eq!(c.screen().matches("#1042 Printer").count(), 1, "{}", c.screen());
    c.keys("alt-z");
    assert!(c.screen().contains("┏ ↩ Reply to customer #1042 Printer on the second floor stopp…"), "{}", c.screen());
    let mut c = Console::new(80, 24);
    side_to(&mut c, "Eva <eva@acme.example>");
    assert!(c.screen().contains("#1042 Printer"), "{}", c.screen());
}

/// The keys at the bottom.
fn footer(c: &mut Console) -> String {
    c.screen().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn enter_is_offered_where_it_leads_somewhere_and_says_what_it_does() {
    let mut c = Console::new(120, 36);
    let mut read = console::ticket();
    read.entries[1].event = Some(Happened::Quarantined { from: "eva@elsewhere.example".to_owned(), why: "Not a participant.".to_owned() });
    c.keys("enter");
    c.event(Event::TicketLoaded(Box::new(read)));
    let mut at = |entry: usize| {
        c.app.ticket.as_mut().unwrap().thread.cursor = entry;
        footer(&mut c)
    };
    assert!(at(7).contains(" r ") && !at(7).contains("Enter"), "tags lead nowhere: {}", at(7));
    assert!(at(5).contains("Enter  go to what this is about"), "{}", at(5));
    assert!(at(0).contains("Enter  unfold quotes"), "{}", at(0));
    c.keys("enter");
    assert!(footer(&mut c).contains("Enter  fold quotes"), "{}", footer(&mut c));
    c.app.ticket.as_mut().unwrap().thread.cursor = 1;
    c.keys("enter");
    assert!(matches!(c.app.popups.last(), Some(Popup::Quarantine(_))), "a mail in quarantine is there");
}

#[test]
fn the_ticket_names_the_requesters_organization_before_the_address() {
    let mut c = Console::new(80, 24);
    let mut read = console::ticket();
    read.head.presence.clear();
    read.organization = Some("Example Organization of Printers and Lamps, Second Floor".to_owned());
    c.keys("enter");
    c.event(Event::TicketLoaded(Box::new(read)));
    let screen = c.screen();
    let line = screen.lines().find(|l| l.contains("Maria Silva · Ex")).unwrap_or_else(|| panic!("{screen}"));
    assert_eq!(line.trim_matches(['│', ' ']), "Maria Silva · Example Organization of Printers and Lamps, Second Floor  maria@…");
}

#[test]
fn a_message_is_split_off_with_the_side_conversations_that_are_chosen() {
    let mut c = Console::new(120, 36);
    c.keys("enter g x j space enter");
    let asked = c.take_asked();
    let split = asked.iter().find(|e| matches!(e, Effect::Split { .. })).unwrap();
    assert_eq!(*split, Effect::Split { ticket: TicketId(1042), message: EntryId(1), sides: vec![SideId(2)] });
    c.keys("g j x");
    assert!(c.app.popups.is_empty() && c.app.toast.as_ref().unwrap().bad, "an event line is no message");
}

#[test]
fn a_line_that_tells_of_another_subject_offers_to_split_its_message_off() {
    let mut c = Console::new(120, 36);
    let mut read = console::ticket();
    read.entries[1].event = Some(Happened::NewSubject { subject: "The invoice".to_owned() });
    c.keys("enter");
    c.event(Event::TicketLoaded(Box::new(read)));
    c.keys("g j enter enter");
    assert!(c.take_asked().contains(&Effect::Split { ticket: TicketId(1042), message: EntryId(1), sides: vec![] }));
}

#[test]
fn a_ticket_is_opened_for_a_customer_and_the_composer_waits_on_it() {
    let mut c = Console::new(120, 36);
    c.keys("+").type_in("mar");
    let maria = Suggestion { name: "Maria Silva".to_owned(), email: address("maria@example.org"), badge: Badge::Customer };
    c.event(Event::Suggestions { prefix: "mar".to_owned(), found: vec![maria] });
    c.keys("enter enter");
    assert!(c.app.toast.as_ref().unwrap().bad, "it needs a subject");
    c.type_in("Broken lamp").keys("enter");
    let requester = Mailbox::new("Maria Silva", address("maria@example.org"));
    assert!(c.take_asked().contains(&Effect::Create { requester, subject: "Broken lamp".to_owned() }));
    let mut made = console::head(0);
    made.id = TicketId(1039);
    c.event(Event::Done(Done::Created(Box::new(made))));
    let composer = c.app.composer.as_ref().unwrap();
    assert_eq!(
        (composer.key, composer.to.text()),
        (DraftKey { ticket: TicketId(1039), mode: Mode::Reply }, "Maria Silva <maria@example.org>".to_owned())
    );
}

#[test]
fn what_another_customer_wrote_on_a_merged_ticket_puts_nobody_into_the_recipients() {
    let mut c = Console::new(120, 36);
    let mut read = console::ticket();
    read.entries[0].author.email = "maria@example.org".to_owned();
    for entry in read.entries.iter_mut().skip(1).filter(|e| matches!(e.kind, EntryKind::Customer | EntryKind::Reply)) {
        entry.origin = Some(Origin { ticket: TicketId(1030), same_requester: false });
        entry.to = vec![Mailbox::new("Jonas Berg", address("jonas@example.net"))];
        entry.cc = vec![Mailbox::new("Jonas' boss", address("boss@example.net"))];
    }
    c.keys("enter");
    c.event(Event::TicketLoaded(Box::new(read)));
    c.keys("r");
    let composer = c.app.composer.as_ref().unwrap();
    assert!(composer.to.text().contains("maria@example.org"));
    assert!(!composer.cc.text().contains("example.net") && composer.cc.text().contains("office@example.org"), "{}", composer.cc.text());
}

// What waits for third parties -----------------------------------------------------------------------------------------------------------

fn reminders(effects: Vec<Effect>) -> Vec<i64> {
    effects.into_iter().flat_map(|e| if let Effect::Remind(list) = e { list } else { Vec::new() }).map(|r| r.side.0).collect()
}

#[test]
fn third_parties_are_reminded_one_or_many_by_a_key() {
    let mut c = Console::new(120, 36);
    c.keys("W j c");
    assert_eq!(reminders(c.take_asked()), [3], "the one under the cursor");
    c.keys("g space space c");
    assert_eq!(reminders(c.take_asked()), [1, 3], "those that are selected");
    let sent = SideSent { side: SideId(1), outbox: OutboxId(9), due_at: Time(NOW.0 + 10_000) };
    c.event(Event::Done(Done::Reminded(vec![(TicketId(1042), sent)], Vec::new())));
    assert!(c.app.toast.as_ref().unwrap().text.contains("reminder"), "{:?}", c.app.toast);
    c.keys("G c");
    assert_eq!(reminders(c.take_asked()), [4], "nothing is selected any more");
    c.keys("esc u");
    assert_eq!(c.take_asked(), [Effect::UndoSend(OutboxId(9))], "a reminder can be taken back");
}

#[test]
fn an_answer_gets_a_time_by_which_it_is_expected() {
    let mut c = Console::new(120, 36);
    c.keys("W w").type_in("fri 14:00").keys("enter");
    assert_eq!(c.take_asked(), [Effect::Due(vec![SideId(1)], "fri 14:00".to_owned())]);
    c.keys("space space w end enter");
    assert_eq!(c.take_asked(), [Effect::Due(vec![SideId(1), SideId(3)], String::new())], "the last choice is: by no time");
}

#[test]
fn enter_opens_the_side_conversation_on_its_ticket() {
    let mut c = Console::new(120, 36);
    c.keys("W enter");
    assert!(c.app.popups.is_empty());
    assert_eq!((c.app.focus, c.app.sides.open), (Focus::Sides, Some(SideId(1))));
    assert_eq!(c.app.ticket.as_ref().map(|t| t.id), Some(TicketId(1042)));
}

#[test]
fn light_agents_look_and_do_not_remind() {
    let mut c = Console::new(120, 36);
    c.app.me.role = Role::Light;
    c.keys("W c w");
    assert_eq!(c.take_asked(), []);
    assert!(c.app.toast.as_ref().unwrap().bad);
}

// Notifications outside the window, and the tour -----------------------------------------------------------------------------------------

#[test]
fn what_is_new_is_shown_on_the_desktop_once_where_it_is_wanted_and_nobody_looks() {
    let told = |notify: bool, focus: Option<bool>, before: Vec<Notification>, new: &[i64]| {
        let mut c = Console::new(80, 24);
        c.app.notify = notify;
        c.app.notified_to = None;
        c.event(Event::Notifications(before.clone()));
        focus.into_iter().for_each(|has| c.event(Event::Focus(has)));
        c.take_asked();
        let mut list = before;
        for id in new {
            let one = Notification {
                id: NotificationId(*id),
                at: NOW,
                kind: NotificationKind::Mentioned,
                ticket: TicketId(7),
                subject: "Lamp".into(),
                who: "Bruno".into(),
                seen: false,
            };
            list.insert(0, one);
        }
        c.event(Event::Notifications(list.clone()));
        c.event(Event::Notifications(list));
        let announced = |e: Effect| if let Effect::Announce(text) = e { Some(text) } else { None };
        c.take_asked().into_iter().filter_map(announced).collect::<Vec<_>>()
    };
    let one = told(true, None, vec![], &[50]);
    assert!(one.len() == 1 && one[0].contains("Bruno") && one[0].contains("#7 Lamp"), "also when it is the first one ever: {one:?}");
    assert_eq!(told(true, Some(false), vec![], &[50]).len(), 1);
    assert_eq!(told(true, None, vec![], &[50, 51, 52]), ["3 new notifications"]);
    assert!(told(true, Some(true), vec![], &[50]).is_empty(), "whoever looks at the console sees it there");
    assert!(told(false, None, vec![], &[50]).is_empty(), "it is not wanted");
    assert!(told(true, None, vec![], &[]).is_empty());
}

fn toured(c: &mut Console) -> Option<Step> {
    c.app.tour.map(|t| t.step)
}

fn wrote(mode: Mode) -> Event {
    let key = DraftKey { ticket: TicketId(1042), mode };
    Event::Done(Done::Submitted { key, leaves: None, status: Status::Open, side: None })
}

#[test]
fn the_tour_says_what_to_press_and_goes_on_when_that_was_done() {
    let mut c = Console::new(80, 24);
    c.app.demo = true;
    c.keys("f2");
    assert_eq!(toured(&mut c), Some(Step::Boxes));
    assert!(c.screen().contains("Tour 1/8") && c.screen().contains("Press b and choose"), "{}", c.screen());
    c.keys("j k");
    assert_eq!(toured(&mut c), Some(Step::Boxes), "other keys are what they always are");
    c.keys("b").type_in("unass").keys("enter");
    assert_eq!(toured(&mut c), Some(Step::Open));
    c.keys("enter");
    assert_eq!(toured(&mut c), Some(Step::Take));
    c.event(Event::Done(Done::Triaged { tickets: vec![TicketId(1042)], change: Triage::Take, left: vec![], stopped: false }));
    assert_eq!(toured(&mut c), Some(Step::Note));
    c.event(wrote(Mode::Note));
    assert_eq!(toured(&mut c), Some(Step::Ask));
    c.event(wrote(Mode::SideNew));
    assert_eq!(toured(&mut c), Some(Step::Read));
    c.keys("3 enter");
    assert_eq!(toured(&mut c), Some(Step::Reply));
    c.event(wrote(Mode::Reply));
    assert_eq!(toured(&mut c), Some(Step::End));
    assert!(c.screen().contains("F2 ends the tour"), "{}", c.screen());
    c.keys("f2");
    assert_eq!(toured(&mut c), None);
    assert!(!c.screen().contains("Tour"));
}

#[test]
fn the_tour_takes_no_key_skips_what_was_done_already_and_is_left_anywhere() {
    let mut c = Console::new(80, 24);
    c.app.demo = true;
    c.keys("f2 enter");
    assert_eq!(toured(&mut c), Some(Step::Take), "a ticket was opened without going to the box: that is done too");
    c.keys("r").type_in("b j n");
    assert_eq!(c.app.composer.as_ref().unwrap().editor.text(), "b j n", "what is typed is typed");
    let screen = c.screen();
    assert!(screen.contains("b j n") && screen.contains("Tour 3/8"), "the box is not over what is written\n{screen}");
    c.keys("f2");
    assert_eq!(toured(&mut c), None, "also while one writes");
    c.keys("ctrl-k").type_in("tour").keys("enter");
    assert_eq!(toured(&mut c), Some(Step::Boxes), "and it is called again from the palette");
    let mut real = Console::new(80, 24);
    real.keys("f2");
    assert!(toured(&mut real).is_none() && real.app.toast.as_ref().unwrap().bad, "on a real desk nobody is written to for practice");
}

// Custom fields ----------------------------------------------------------------------------------------------------------------------------

#[test]
fn a_field_is_filled_in_by_its_kind_and_what_does_not_fit_is_told_at_once() {
    let mut c = Console::new(80, 24);
    let filled = |c: &mut Console| match c.take_asked().pop() {
        Some(Effect::Triage { tickets, change: Triage::Do(verbs, _) }) => (tickets.len(), verbs[0].to_string()),
        other => panic!("{other:?}"),
    };
    c.keys("enter").event(Event::TicketLoaded(Box::new(console::ticket_with_fields())));
    c.take_asked();
    c.keys("= enter");
    assert!(c.screen().contains("Basic") && c.screen().contains("no value"), "{}", c.screen());
    c.keys("enter");
    assert_eq!(filled(&mut c), (1, "field plan=Basic".to_owned()));
    c.keys("= enter").type_in("no value").keys("enter");
    assert_eq!(filled(&mut c), (1, "field plan=".to_owned()));
    c.keys("=").type_in("seats").keys("enter").type_in("twelve").keys("enter");
    assert!(c.app.toast.as_ref().is_some_and(|t| t.bad && t.text.contains("12.5")), "{:?}", c.app.toast);
    assert!(!c.app.popups.is_empty(), "what was typed is still there");
    c.keys("backspace backspace backspace backspace backspace backspace").type_in("12").keys("enter");
    assert_eq!(filled(&mut c), (1, "field seats=12".to_owned()));
    c.keys("esc space space =").type_in("device").keys("enter").type_in("Printer, second floor").keys("enter");
    assert_eq!(filled(&mut c), (2, "field device=\"Printer, second floor\"".to_owned()));
    c.app.fields.clear();
    c.keys("=");
    assert!(c.app.popups.is_empty() && c.app.toast.as_ref().unwrap().bad);
}

// The card of a customer ------------------------------------------------------------------------------------------------------------------

#[test]
fn the_customers_card_leads_to_their_other_tickets_and_mutes_them() {
    let mut c = Console::new(80, 24);
    c.keys("C");
    let screen = c.screen();
    assert!(screen.contains("Maria Silva") && screen.contains("#1037") && !screen.contains("cartridges"), "{screen}");
    c.take_asked();
    c.keys("M");
    assert_eq!(c.take_asked(), [Effect::Mute(TicketId(1042), true)]);
    c.keys("n").type_in("prefers the telephone").keys("enter");
    let add = NoteChange::Add("prefers the telephone".to_owned());
    assert_eq!(c.take_asked(), [Effect::NoteContact(address("maria@example.org"), add)]);
    c.keys("j enter");
    assert!(c.app.popups.is_empty());
    assert_eq!((c.app.focus, c.app.ticket.as_ref().unwrap().id), (Focus::Ticket, TicketId(1035)));
}

#[test]
fn where_there_is_room_another_ticket_is_read_beside_the_one_that_is_open() {
    let mut c = Console::new(120, 36);
    c.keys("enter C");
    assert!(c.screen().contains("Two cartridges are on their way."), "{}", c.screen());
    assert_eq!(c.app.ticket.as_ref().unwrap().id, TicketId(1042), "and the open one stays open");
    assert!(!c.take_asked().iter().any(|e| matches!(e, Effect::MarkSeen(TicketId(1037)))), "looking over is not reading");
    c.keys("J K esc");
    assert!(c.app.popups.is_empty());
    let mut light = Console::new(120, 36);
    light.app.me.role = Role::Light;
    light.keys("C");
    light.take_asked();
    light.keys("M");
    assert_eq!(light.take_asked(), []);
    assert!(light.app.toast.as_ref().unwrap().bad);
}

// The card of a third party --------------------------------------------------------------------------------------------------------------

#[test]
fn the_card_leads_to_the_side_conversation_on_its_ticket() {
    let mut c = Console::new(120, 36);
    c.keys("W C j enter");
    assert!(c.app.popups.is_empty(), "the list below is gone too");
    assert_eq!((c.app.focus, c.app.sides.open), (Focus::Sides, Some(SideId(1))));
    c.keys("C");
    assert!(matches!(c.app.popups.last(), Some(Popup::Pick(_))), "two are in it, and nobody's message is under the cursor of an unknown author");
    c.keys("enter");
    assert!(c.screen().contains("Ask for Eva Stone"));
    c.keys("esc");
    assert!(c.app.popups.is_empty());
}

#[test]
fn a_note_on_a_third_party_gets_a_line_or_is_edited_whole() {
    let mut c = Console::new(120, 36);
    let (parts, add) = (address("parts@acme.example"), NoteChange::Add("closed on Fridays".to_owned()));
    c.keys("W C n").type_in("closed on Fridays").keys("enter");
    assert_eq!(c.take_asked(), [Effect::NoteContact(parts.clone(), add)]);
    c.keys("n esc");
    assert!(matches!(c.app.popups.last(), Some(Popup::Card(_))), "Esc goes back to the card");
    c.keys("e");
    let Some(Effect::RunEditor(text)) = c.take_asked().pop() else { panic!("no editor") };
    assert!(text.starts_with("Ask for Eva"), "{text}");
    c.event(Event::Edited("Ask for Otto".to_owned()));
    assert_eq!(c.take_asked(), [Effect::NoteContact(parts, NoteChange::Write("Ask for Otto".to_owned()))]);
}

#[test]
fn what_comes_back_from_the_editor_goes_into_the_composer_where_no_card_asked_for_it() {
    let mut c = Console::new(120, 36);
    c.keys("enter n alt-e");
    c.event(Event::Edited("Written elsewhere".to_owned()));
    assert_eq!(text(&c), "Written elsewhere");
}

#[test]
fn the_next_unread_answer_is_one_key_away_from_every_pane() {
    for keys in ["", "enter", "enter o", "enter o enter", "j j"] {
        let mut c = Console::new(120, 36);
        c.keys(keys);
        c.take_asked();
        c.keys("N");
        assert_eq!(c.take_asked(), [Effect::NextAnswer], "{keys}");
        c.event(Event::NextAnswer(Some((TicketId(1039), SideId(13)))));
        assert_eq!((c.app.focus, c.app.sides.open), (Focus::Sides, Some(SideId(13))), "{keys}");
        assert_eq!(c.app.ticket.as_ref().map(|t| t.id), Some(TicketId(1039)));
        assert!(c.take_asked().contains(&Effect::MarkSideSeen(SideId(13))), "{keys}");
        assert!(c.screen().contains("The part leaves tomorrow"), "{}", c.screen());
    }
}

#[test]
fn that_there_is_no_unread_answer_is_said() {
    let mut c = Console::new(120, 36);
    c.keys("enter N");
    c.event(Event::NextAnswer(None));
    assert_eq!(c.app.focus, Focus::Ticket);
    assert!(c.app.toast.as_ref().is_some_and(|t| !t.bad && t.text.contains("No unread answer")));
}

#[test]
fn a_search_shows_the_best_or_the_newest_first_and_a_box_knows_no_best() {
    let mut c = Console::new(120, 36);
    c.keys("/").type_in("cable").keys("ctrl-t");
    assert!(c.screen().contains("best match first"), "{}", c.screen());
    c.keys("enter");
    assert_eq!(c.app.queue.order(), Sort::Best.into());
    c.keys("O").type_in("waiting").keys("enter");
    assert_eq!(c.app.queue.order(), Sort::Waiting.into());
    c.keys("O").type_in("best match").keys("enter");
    assert_eq!(c.app.queue.order(), Sort::Best.into());
    c.keys("esc");
    assert_ne!(c.app.queue.order(), Sort::Best.into(), "a box has no best");
    c.keys("O").type_in("best match");
    assert!(c.screen().contains("Nothing"), "{}", c.screen());
}

#[test]
fn an_order_is_chosen_from_a_list_and_the_cursor_stays_on_its_ticket() {
    let mut c = Console::of(120, 36, 12);
    c.keys("j j");
    let here = c.app.queue.here();
    c.keys("O");
    let screen = c.screen();
    let marked = screen.lines().find(|l| l.contains("▌ longest waiting first")).unwrap();
    assert!(marked.contains(" now "), "{screen}");
    c.spoil = |event| match event {
        Event::Page(mut page) if page.request.sort.by == Sort::Subject => {
            page.rows.reverse();
            Event::Page(page)
        }
        other => other,
    };
    c.type_in("subject").keys("enter");
    assert_eq!((c.app.queue.sort.by, c.app.queue.here(), c.app.queue.list.selected), (Sort::Subject, here, 9));
    assert!(c.screen().contains("Sorted: by subject"), "{}", c.screen());
    c.spoil = |event| match event {
        Event::Page(mut page) => {
            page.rows.remove(2);
            page.total -= 1;
            Event::Page(page)
        }
        other => other,
    };
    c.keys("O").type_in("status").keys("enter");
    assert_eq!((c.app.queue.sort.by, c.app.queue.list.selected), (Sort::Status, 0), "the ticket is not on the page");
}

#[test]
fn the_order_that_is_chosen_again_is_turned_round_and_the_cursor_stays_on_its_ticket() {
    let mut c = Console::of(120, 36, 12);
    let turned = |event| match event {
        Event::Page(mut page) if page.request.sort.turned => {
            page.rows.reverse();
            Event::Page(page)
        }
        other => other,
    };
    c.spoil = turned;
    c.keys("j j");
    let here = c.app.queue.here();
    assert!(c.screen().contains("longest waiting first ↓"), "{}", c.screen());
    c.keys("O");
    assert!(c.screen().contains("once more turns it round"), "{}", c.screen());
    c.keys("enter");
    assert_eq!(c.app.queue.sort, Order { by: Sort::Waiting, turned: true });
    assert_eq!((c.app.queue.here(), c.app.queue.list.selected), (here, 9));
    assert!(c.screen().contains("longest waiting last ↑"), "{}", c.screen());
    c.keys("O").type_in("longest waiting last").keys("enter");
    assert_eq!((c.app.queue.sort, c.app.queue.here(), c.app.queue.list.selected), (Sort::Waiting.into(), here, 2));
    c.keys("/").type_in("cable").keys("ctrl-t enter O enter");
    assert_eq!(c.app.queue.order(), Sort::Best.into(), "what fits best has no other end");
}

#[test]
fn a_list_that_is_turned_round_shows_the_page_where_the_ticket_is_and_else_its_top() {
    let mut c = Console::of(120, 36, 900);
    c.spoil = |event| match event {
        Event::Page(mut page) if page.request.sort.turned => {
            let first = i64::from(page.request.offset);
            page.rows = (first..900).take(page.rows.len()).map(|n| console::head(899 - n)).collect();
            Event::Page(page)
        }
        other => other,
    };
    c.keys("j j");
    let here = c.app.queue.here();
    c.keys("O enter");
    assert_eq!((c.app.queue.here(), c.app.queue.list.selected), (here, 897));
    c.spoil = |event| event;
    c.keys("O enter");
    assert_eq!((c.app.queue.here(), c.app.queue.list.selected), (here, 2));
    c.keys("O enter");
    assert_eq!((c.app.queue.list.selected, c.app.queue.start, c.app.queue.row_here().is_some()), (0, 0, true), "another ticket stands there");
}

#[test]
fn who_else_is_on_a_ticket_is_named_in_the_list_where_there_is_room() {
    let mut c = Console::new(120, 36);
    let row = |c: &mut Console, number: &str| c.screen().lines().find(|l| l.contains(number)).unwrap().to_owned();
    assert!(!row(&mut c, "#1040 pending").contains('✎'), "who has it goes before");
    c.keys("j j");
    assert!(row(&mut c, "#1040 pending").contains("✎ Bruno Lima"), "{}", c.screen());
    c.app.queue.rows[2].presence[0].agent.name = "Bru\u{202e}no\u{1b}[2J Lima de Albuquerque e Sousa".to_owned();
    let mut other = c.app.queue.rows[2].presence[0].clone();
    other.typing = false;
    c.app.queue.rows[2].presence.push(other);
    let named = row(&mut c, "#1040 pending");
    assert!(named.contains("✎ Bru") && named.contains("… +1") && !named.contains('\u{202e}') && !named.contains("Sousa"), "{named}");
    c.keys("alt-z");
    assert!(row(&mut c, "#1040").contains("… +1 orders@example.org"), "{}", c.screen());
}

#[test]
fn a_word_that_is_meant_otherwise_in_a_query_is_told_and_the_search_goes_on() {
    let mut c = Console::new(120, 36);
    c.keys("/").type_in("tag:vip or tag:gold ");
    let screen = c.screen();
    let under = screen.lines().skip_while(|l| !l.contains("tag:vip or tag:gold")).nth(1).unwrap();
    assert!(under.contains("^ a comma means or"), "{screen}");
    assert_eq!((c.app.queue.mistake.clone(), c.app.queue.total), (None, 3), "it was searched");
    c.keys("esc");
    assert!(!c.screen().contains("comma means"), "{}", c.screen());
}

#[test]
fn the_list_tells_how_long_ago_the_customer_wrote_and_where_it_is_wide_how_long_they_wait() {
    let mut c = Console::new(120, 36);
    let row = |c: &mut Console, subject: &str| c.screen().lines().find(|l| l.contains(subject)).unwrap().to_owned();
    assert!(row(&mut c, "Printer on the second floor stopped work…").contains("   5m│"), "{}", c.screen());
    c.keys("alt-z");
    let first = row(&mut c, "#1042");
    assert!(first.contains("  waits 7m  5m"), "{first}");
    assert!(row(&mut c, "#1041").contains("   2h") && !row(&mut c, "#1041").contains("waits"), "nobody waits there");
    c.keys("j");
    c.app.queue.rows[0].last_customer_at = None;
    assert!(row(&mut c, "#1042").trim_end_matches(['│', ' ']).ends_with("waits 7m"), "a customer who never wrote");
}

#[test]
fn an_exclamation_mark_says_spam_and_takes_it_back() {
    let mut c = Console::new(120, 36);
    c.keys("!");
    let first = c.app.queue.here().unwrap();
    assert_eq!(triage(&mut c), [(vec![first], Triage::Spam(true))]);
    c.app.queue.rows[0].spam = true;
    c.keys("!");
    assert_eq!(triage(&mut c), [(vec![first], Triage::Spam(false))]);
    c.keys("space space !");
    assert_eq!(triage(&mut c).pop().map(|(tickets, change)| (tickets.len(), change)), Some((2, Triage::Spam(true))), "one of them is none yet");
    c.app.me.role = Role::Light;
    c.keys("esc !");
    assert!(triage(&mut c).is_empty());
}

#[test]
fn a_report_goes_from_part_to_part_from_days_to_days_and_to_a_third_partys_card() {
    let mut c = Console::new(120, 36);
    c.keys("%");
    assert!(c.screen().contains("[Overview]") && c.screen().contains("30 days"), "{}", c.screen());
    c.keys("p");
    assert!(c.screen().contains("20 Aug 2026 – 17 Nov 2026, 90 days"), "{}", c.screen());
    c.keys("p p p p");
    assert!(c.screen().contains("90 days"), "after a year and a week it begins again");
    for part in ["[Third parties]", "[Teams]", "[Agents]", "[Tags]", "[Overview]"] {
        c.keys("tab");
        assert!(c.screen().contains(part), "{part}\n{}", c.screen());
    }
    c.keys("[ ]");
    assert!(c.screen().contains("[Overview]"));
    c.keys("tab j j j j j j j j j j j j j j enter");
    assert!(matches!(c.app.popups.last(), Some(Popup::Card(_))), "{}", c.screen());
    c.keys("esc");
    c.take_asked();
    c.keys("esc");
    assert!(c.app.popups.is_empty());
    assert_eq!(c.take_asked(), [Effect::ForgetReport], "what still runs is interrupted");
}

#[test]
fn a_report_is_of_what_the_queue_is_searched_for() {
    let mut c = Console::new(120, 36);
    c.keys("/").type_in("tag:vip").keys("enter %");
    assert!(c.screen().contains("30 days · tag:vip"), "{}", c.screen());
    c.event(Event::Report { days: 7, query: String::new(), report: Box::new(console::report(7, "")) });
    assert!(c.screen().contains("tag:vip"), "an answer to an earlier question is left aside");
}

#[test]
fn the_waiting_list_puts_the_people_of_an_organization_together() {
    let mut c = Console::new(120, 36);
    c.keys("W o");
    assert!(c.screen().contains("Acme Ltd · Acme Parts"));
    c.keys("o");
    assert!(!c.screen().contains("Acme Ltd"));
}

#[test]
fn suppliers_are_marked_and_added_from_the_palette_by_supervisors() {
    let mut c = Console::new(120, 36);
    c.app.me.role = Role::Supervisor;
    c.keys("ctrl-k").type_in("suppliers and").keys("enter").type_in("Fast Freight fast.example").keys("enter");
    let change = |name: &str, supplier: bool, domains: &[&str]| {
        let domains = domains.iter().map(|d| (*d).to_owned()).collect();
        Effect::ChangeOrganization(OrganizationChange { name: name.to_owned(), supplier: Some(supplier), domains, people: Vec::new() })
    };
    assert_eq!(c.take_asked(), [change("Fast Freight", true, &["fast.example"])]);
    c.keys("ctrl-k").type_in("suppliers and").keys("enter").type_in("acme").keys("enter");
    assert_eq!(c.take_asked(), [change("Acme Ltd", false, &[])]);
    c.app.me.role = Role::Agent;
    c.keys("ctrl-k").type_in("suppliers and").keys("enter");
    assert!(c.app.toast.as_ref().is_some_and(|t| t.bad && t.text.contains("supervisors")));
}

#[test]
fn people_are_brought_into_a_side_conversation_and_taken_out() {
    let mut c = Console::new(120, 36);
    c.keys("enter o p").type_in("Eva <eva@elsewhere.example>").keys("enter");
    let changes = |c: &mut Console| -> Vec<SideChange> {
        c.take_asked().into_iter().filter_map(|e| if let Effect::Side { change, .. } = e { Some(change) } else { None }).collect()
    };
    let eva = Mailbox::parse("Eva <eva@elsewhere.example>").unwrap();
    assert_eq!(changes(&mut c), [SideChange::Add(eva)]);
    c.keys("p").type_in("take out parts").keys("enter");
    assert_eq!(changes(&mut c), [SideChange::Remove(address("parts@example.net"))]);
    c.keys("p").type_in("no address").keys("enter");
    assert_eq!(changes(&mut c), [], "what is no address brings nobody in");
}

#[test]
fn a_file_of_the_ticket_goes_with_a_message_once() {
    let mut c = Console::new(120, 36);
    c.keys("enter o enter r").type_in("See the picture.").keys("alt-t enter alt-t enter");
    let names: Vec<String> = c.app.composer.as_ref().unwrap().files.iter().map(Attachment::name).collect();
    assert_eq!(names, ["display.jpg"]);
    c.keys("ctrl-s");
    assert_eq!(submitted(&mut c).unwrap().files.len(), 1);
}

// Verbs ---------------------------------------------------------------------------------------------------------------------------------

fn done(c: &mut Console) -> Option<(Vec<TicketId>, Vec<String>)> {
    match triage(c).pop() {
        Some((tickets, Triage::Do(verbs, _))) => Some((tickets, verbs.iter().map(ToString::to_string).collect())),
        _ => None,
    }
}

#[test]
fn a_verb_that_is_typed_into_the_palette_is_done() {
    let mut c = Console::new(120, 36);
    let here = c.app.targets();
    c.keys("ctrl-k").type_in("snooze fri 14:00").keys("enter");
    assert_eq!(done(&mut c), Some((here, vec!["snooze fri 14:00".to_owned()])));
    c.keys("space j space ctrl-k").type_in("status solved").keys("enter");
    assert_eq!(done(&mut c).unwrap().0.len(), 2, "on all that is selected");
    c.keys("ctrl-k").type_in("status slved").keys("enter");
    assert_eq!(done(&mut c), None, "a mistake is no verb");
}

#[test]
fn a_macro_is_chosen_by_its_name_and_done_on_what_is_selected() {
    let mut c = Console::new(120, 36);
    c.keys("space j space m").type_in("sweep").keys("enter");
    let (tickets, verbs) = done(&mut c).unwrap();
    assert_eq!((tickets.len(), verbs), (2, vec!["tag +sweep -new".to_owned(), "status solved".to_owned()]));
}

#[test]
fn a_macro_writes_to_several_people_only_after_a_yes() {
    let mut c = Console::new(120, 36);
    c.keys("m").type_in("refund").keys("enter");
    assert_eq!(done(&mut c).unwrap().0.len(), 1, "of one it is taken back by a key");
    c.keys("space j space m").type_in("refund").keys("enter");
    assert!(matches!(c.app.popups.last(), Some(Popup::Confirm(_))) && done(&mut c).is_none());
    c.keys("enter");
    assert_eq!(done(&mut c).unwrap().0.len(), 2);
}

// The quarantine -------------------------------------------------------------------------------------------------------------------------

#[test]
fn a_mail_in_quarantine_is_looked_at_released_and_discarded_by_keys() {
    let mut c = Console::new(120, 36);
    c.keys("H enter");
    assert!(c.screen().contains("We have four."));
    c.keys("V");
    assert_eq!(c.take_asked().pop(), Some(Effect::LoadRaw(InboxId(31))), "the source is one key away");
    c.keys("r").type_in("side").keys("enter");
    assert_eq!(c.take_asked(), [Effect::Release(InboxId(31), Release::Side)]);
    c.event(Event::Done(Done::Released(InboxId(31), Some(TicketId(1042)))));
    assert!(matches!(c.app.popups.last(), Some(Popup::Quarantine(_))), "back in the list");
    assert!(c.app.toast.as_ref().unwrap().text.contains("#1042"));

    c.keys("j d").type_in("no author, q").keys("esc");
    assert_eq!(c.take_asked(), [], "Esc keeps it");
    c.keys("d").type_in("spam").keys("enter");
    assert_eq!(c.take_asked(), [Effect::Discard(InboxId(30), "spam".to_owned())]);
}

#[test]
fn a_number_means_that_ticket_and_none_that_has_its_digits() {
    let mut c = Console::new(120, 36);
    c.keys("H r").type_in("#42").keys("enter");
    assert_eq!(c.take_asked(), [Effect::Release(InboxId(31), Release::Entry(TicketId(42)))]);
    c.keys("r").type_in("no such thing").keys("enter");
    assert_eq!(c.take_asked(), []);
}

#[test]
fn light_agents_are_told_that_the_quarantine_is_not_theirs() {
    let mut c = Console::new(120, 36);
    c.app.me.role = Role::Light;
    c.keys("H");
    assert!(c.app.popups.is_empty() && c.app.toast.as_ref().unwrap().bad);
}

// The queue ------------------------------------------------------------------------------------------------------------------------------

#[test]
fn one_key_takes_assigns_and_solves() {
    let mut c = Console::new(80, 24);
    c.keys("j t e");
    let second = vec![TicketId(1041)];
    assert_eq!(triage(&mut c), [(second.clone(), Triage::Take), (second.clone(), Triage::Status(Status::Solved))]);
    c.keys("a").type_in("brun").keys("enter");
    assert_eq!(triage(&mut c), [(second, Triage::Assign(Assign::Agent(AgentId(2)), "Bruno Lima".to_owned()))]);
    assert!(c.app.popups.is_empty());
}

#[test]
fn who_types_an_agent_and_a_team_gets_the_agent_in_that_team() {
    let mut c = Console::new(80, 24);
    c.keys("a");
    assert!(!c.screen().contains("Bruno Lima · Support"), "the list stays short: {}", c.screen());
    c.type_in("sup bru");
    assert!(c.screen().contains("Bruno Lima · Support"), "{}", c.screen());
    c.keys("enter");
    let both = Assign::Both(TeamId(1), AgentId(2));
    assert_eq!(triage(&mut c), [(vec![TicketId(1042)], Triage::Assign(both, "Bruno Lima · Support".to_owned()))]);
}

#[test]
fn light_agents_are_offered_no_tickets() {
    let mut c = Console::new(80, 24);
    c.app.agents.push(console::agent(9, "chloe", "Chloé Roux", Role::Light));
    c.keys("a");
    assert!(c.screen().contains("Bruno Lima") && !c.screen().contains("Chloé"), "{}", c.screen());
}

#[test]
fn who_fetches_the_mail_is_named_by_login_not_by_process() {
    let mut c = Console::new(120, 36);
    c.app.worker = WorkerStatus::Elsewhere("bruno@vm:12722:6da969c3".to_owned());
    assert!(c.screen().contains("mail by bruno") && !c.screen().contains("12722"), "{}", c.screen());
    c.app.worker = WorkerStatus::Elsewhere("vm:12722:6da969c3".to_owned());
    assert!(c.screen().contains("mail by another process") && !c.screen().contains("12722"), "{}", c.screen());
}

#[test]
fn a_selection_is_changed_as_one() {
    let mut c = Console::new(80, 24);
    c.keys("x x j x S").type_in("pend").keys("enter");
    let tickets = vec![TicketId(1039), TicketId(1041), TicketId(1042)];
    assert_eq!(triage(&mut c), [(tickets.clone(), Triage::Status(Status::Pending))]);
    c.event(Event::Done(Done::Triaged { tickets, change: Triage::Status(Status::Pending), left: vec![], stopped: false }));
    assert!(c.app.queue.selected.is_empty());
}

fn asked_to_select(effects: Vec<Effect>) -> Vec<(u32, u32)> {
    effects.into_iter().filter_map(|e| if let Effect::SelectAll(r) = e { Some((r.offset, r.limit)) } else { None }).collect()
}

#[test]
fn ranges_and_all_that_match_are_selected_also_beyond_the_rows_that_are_held() {
    let mut c = Console::of(120, 36, 5000);
    c.keys("j x j j j X");
    assert_eq!(asked_to_select(c.take_asked()), [(1, 5)], "from the row that was selected last to the cursor");
    c.keys("G X");
    assert_eq!(asked_to_select(c.take_asked()), [(1, 4999)]);
    c.keys("*");
    let Some(Effect::SelectAll(request)) = c.take_asked().into_iter().find(|e| matches!(e, Effect::SelectAll(_))) else { panic!("nothing asked") };
    assert_eq!((request.offset, request.limit), (0, u32::MAX));
    c.event(Event::Selected(request.clone(), (1..=5000).map(TicketId).collect()));
    assert_eq!(c.app.queue.selected.len(), 5000);
    c.keys("esc");
    assert!(c.app.queue.selected.is_empty());
    c.keys("b").type_in("unas").keys("enter");
    c.event(Event::Selected(request, vec![TicketId(1)]));
    assert!(c.app.queue.selected.is_empty(), "what was found for another list is not selected in this one");
}

#[test]
fn many_tickets_are_changed_after_a_yes_and_esc_stops_it() {
    let mut c = Console::of(120, 36, 5000);
    let all: Vec<TicketId> = (1..=300).map(TicketId).collect();
    c.app.queue.selected = all.iter().copied().collect();
    c.keys("e");
    assert_eq!(triage(&mut c), [], "more than fit on a screen are asked about");
    assert!(c.screen().contains("300"));
    c.keys("enter");
    assert_eq!(triage(&mut c), [(all.clone(), Triage::Status(Status::Solved))]);
    c.event(Event::Progress(Some((120, 300))));
    assert!(c.screen().contains("120 of 300"));
    c.keys("esc");
    assert_eq!(c.take_asked(), [Effect::Stop]);
    assert_eq!(c.app.queue.selected.len(), 300, "Esc has stopped it and nothing else");
    c.event(Event::Progress(None));
    let left = vec![(TicketId(7), "bruno has changed it since".to_owned())];
    c.event(Event::Done(Done::Triaged { tickets: all[..120].to_vec(), change: Triage::Status(Status::Solved), left, stopped: true }));
    assert_eq!(c.app.queue.selected.len(), 180, "what was not done stays selected");
    let screen = c.screen();
    assert!(screen.contains("#7: bruno has changed it since") && !screen.contains("120 of 300"), "{screen}");
    assert!(c.app.toast.as_ref().unwrap().text.contains("Stopped"));
}

#[test]
fn tags_and_snoozes_can_be_typed() {
    let mut c = Console::new(80, 24);
    c.keys("T").type_in("new one").keys("enter z").type_in("fri 14:00").keys("enter");
    let first = vec![TicketId(1042)];
    let tags = Triage::Tags { add: vec!["new-one".to_owned()], remove: Vec::new() };
    assert_eq!(triage(&mut c), [(first.clone(), tags), (first, Triage::Snooze("fri 14:00".to_owned()))]);
}

#[test]
fn a_hundred_thousand_tickets_are_held_by_a_window() {
    let mut c = Console::of(80, 24, 100_000);
    for keys in ["G", "g", "pagedown pagedown pagedown", "G k k k"] {
        c.keys(keys);
        assert!(c.app.queue.row_here().is_some(), "{keys}");
        assert!(c.app.queue.rows.len() <= 200, "{keys}");
    }
    assert_eq!(c.app.queue.list.selected, 99_996);
    assert!(c.screen().contains("99997/100000"));
}

#[test]
fn the_cursor_stays_on_its_ticket_when_others_come_before_it() {
    let mut c = Console::of(80, 24, 100);
    c.keys("j j j j j");
    let (ticket, row) = (c.app.queue.here(), c.app.queue.list.selected - c.app.queue.list.offset);
    let mut page = None;
    for effect in update(&mut c.app, Event::Changed(41)) {
        if let Effect::LoadPage(request) = effect {
            page = Some(request);
        }
    }
    let request = page.unwrap();
    let rows: Vec<_> = (0..7).map(|n| console::head(500 + n)).chain((0..100).map(console::head)).collect();
    c.event(Event::Page(ListPage { sorted: request.sort, request, rows, total: 107, more_than_total: false }));
    assert_eq!(c.app.queue.here(), ticket);
    assert_eq!(c.app.queue.list.selected - c.app.queue.list.offset, row);
}

#[test]
fn a_page_that_nobody_wants_any_more_is_not_shown() {
    let mut c = Console::of(80, 24, 100);
    let mut late = None;
    c.keys("/");
    for effect in update(&mut c.app, Event::Key(key_event("p"))) {
        if let Effect::LoadPage(request) = effect {
            late = Some(request);
        }
    }
    c.type_in("rinter");
    let before = c.app.queue.rows.clone();
    let request = late.unwrap();
    let page = ListPage { sorted: request.sort, request, rows: Vec::new(), total: 0, more_than_total: false };
    c.event(Event::Page(page));
    assert_eq!(c.app.queue.rows, before);
}

#[test]
fn a_ticket_that_is_opened_is_read_at_once() {
    let mut c = Console::new(120, 36);
    assert!(c.app.queue.row_here().unwrap().unread && c.app.unseen() > 0);
    let told = c.app.unseen();
    c.keys("enter");
    assert!(!c.app.queue.row_here().unwrap().unread);
    assert!(c.app.unseen() < told, "what told of it is seen too");
    c.app.queue.rows[3].unread = true;
    c.keys("esc j j j enter");
    let other = c.app.queue.row_here().unwrap();
    assert_ne!(other.assignee.as_ref().unwrap().id, c.app.me.id);
    assert!(other.unread, "what somebody else has to read stays unread");
}

#[test]
fn the_preview_follows_the_cursor_once_it_rests() {
    let mut c = Console::new(120, 36);
    assert_eq!(c.app.ticket.as_ref().unwrap().id, TicketId(1042), "the first one is read at once");
    let read = |effects: Vec<Effect>| effects.into_iter().filter(|e| matches!(e, Effect::LoadTicket(_))).collect::<Vec<_>>();
    for _ in 0..3 {
        c.app.now = c.app.now.after(Duration::from_millis(30));
        assert_eq!(read(update(&mut c.app, Event::Key(key_event("j")))), [], "a key that is held down reads nothing");
    }
    let moved = c.app.now;
    assert_eq!(c.app.wakes_at(), Some(moved.after(REST)));
    assert_eq!(read(update(&mut c.app, Event::Tick(moved.after(REST - Duration::from_millis(1))))), []);
    assert_eq!(read(update(&mut c.app, Event::Tick(moved.after(REST)))), [Effect::LoadTicket(TicketId(1039))]);
    assert_eq!(c.app.wakes_at(), None);
    update(&mut c.app, Event::Key(key_event("k")));
    update(&mut c.app, Event::Key(key_event("j")));
    assert_eq!(c.app.wakes_at(), None, "back where the preview is going already");
}

#[test]
fn searching_follows_each_letter_and_esc_goes_back() {
    let mut c = Console::new(80, 24);
    c.keys("/").type_in("q:?/");
    assert_eq!(c.app.queue.query(), "q:?/", "letters are text while one searches");
    assert_eq!(c.app.queue.total, 3);
    c.keys("esc");
    assert_eq!((c.app.queue.query().as_str(), c.app.queue.total), ("", 12));
    c.keys("/").type_in("vip").keys("enter j t");
    assert_eq!(triage(&mut c).len(), 1, "after Enter the keys are the list's");
    c.keys("esc");
    assert_eq!(c.app.queue.query(), "");
}

#[test]
fn teams_stand_by_name_by_how_many_wait_or_by_who_waits_longest() {
    let mut c = Console::new(160, 45);
    let teams = |c: &mut Console| -> Vec<String> {
        let boxes = c.app.queue.boxes.iter();
        boxes.filter(|b| matches!(b.key, BoxKey::Team(_))).map(|b| b.name.clone()).collect()
    };
    c.keys(":").type_in("order of the teams").keys("enter");
    assert_eq!(teams(&mut c), ["Support", "Billing"], "nine wait, and eight");
    c.keys(":").type_in("order of the teams").keys("enter");
    assert_eq!(teams(&mut c), ["Billing", "Support"], "for fifty hours, and for ten");
    c.event(Event::Boxes(console::boxes()));
    assert_eq!(teams(&mut c), ["Billing", "Support"], "counts that come in are put into that order");
    assert_eq!(c.app.queue.boxes[0].key, BoxKey::Mine);
    c.keys(":").type_in("order of the teams").keys("enter");
    assert_eq!(teams(&mut c), ["Billing", "Support"], "by name");
}

#[test]
fn a_search_shows_in_the_queue_where_its_words_stand() {
    let mut c = Console::new(120, 36);
    c.keys("/").type_in("invoice");
    let screen = c.screen();
    assert!(screen.contains("#1042 …"), "{screen}");
    assert!(screen.contains("#1041 ⇄ …"), "from a side conversation: {screen}");
    let row = screen.lines().position(|l| l.contains("#1042 …")).unwrap();
    let line = screen.lines().nth(row).unwrap();
    let at = line.find("invoice").map(|byte| line[..byte].chars().count()).unwrap();
    let cells = c.cells();
    let style = |x: usize| cells[(u16::try_from(x).unwrap(), u16::try_from(row).unwrap())].style();
    assert_ne!(style(at), style(at - 2), "what was found is shown");
    assert_eq!(style(at), style(at + 6));
    c.keys("esc");
    assert!(!c.screen().contains("#1042 …"), "only while one searches");
    c.keys("/").type_in("zebra");
    assert!(c.screen().contains("#1042 open · Maria Silva"), "where no text has it the row is as ever");
}

#[test]
fn a_number_in_the_search_line_goes_to_that_ticket_or_is_told_to_be_none() {
    let mut c = Console::new(120, 36);
    c.take_asked();
    c.keys("/").type_in("#77").keys("enter");
    assert_eq!(c.take_asked(), [Effect::GoTo(TicketId(77))]);
    c.event(Event::Numbered(TicketId(77), true));
    assert_eq!((c.app.focus, c.app.ticket.as_ref().unwrap().id), (Focus::Ticket, TicketId(77)), "though no row of the list is it");
    c.keys("1 /").type_in("9").keys("enter");
    c.event(Event::Numbered(TicketId(779), false));
    let none = "There is no ticket #779 that you may see.";
    assert_eq!((c.app.focus, c.app.toast.as_ref().unwrap().text.as_str()), (Focus::Queue, none));
    let request = ListRequest { within: c.app.queue.within.clone(), query: "#779".to_owned(), sort: c.app.queue.order(), offset: 0, limit: 200 };
    let _ = update(&mut c.app, Event::Changed(7));
    c.event(Event::Page(ListPage { sorted: request.sort, request, rows: Vec::new(), total: 0, more_than_total: false }));
    let screen = c.screen();
    assert!(screen.contains(none) && !screen.contains("Fewer words"), "{screen}");
    c.take_asked();
    c.keys("/").type_in(" x").keys("enter");
    assert!(!c.take_asked().iter().any(|e| matches!(e, Effect::GoTo(_))), "among words it is a word");
}

#[test]
fn the_last_word_of_a_search_is_the_beginning_of_one_for_all_that_asks_what_it_found() {
    let mut c = Console::new(120, 36);
    c.keys("/").type_in("tag:vip charg").keys("enter");
    assert_eq!(c.app.queue.query(), "tag:vip charg", "the box shows what was typed");
    c.take_asked();
    c.keys("*");
    let all = c.take_asked().into_iter().find_map(|e| if let Effect::SelectAll(request) = e { Some(request.query) } else { None });
    assert_eq!(all.as_deref(), Some("tag:vip charg*"));
    c.keys("V").type_in("Charges").keys("enter");
    let saved = c.take_asked().into_iter().find_map(|e| if let Effect::SaveView { query, .. } = e { Some(query) } else { None });
    assert_eq!(saved.as_deref(), Some("tag:vip charg*"), "the view finds what was seen");
    c.keys("%");
    assert!(c.screen().contains("tag:vip charg*"), "{}", c.screen());
    c.keys("esc /").type_in(" ");
    assert_eq!(c.app.queue.asked(), "tag:vip charg", "a space ends the word");
}

#[test]
fn a_mistake_in_a_query_is_shown_under_its_character() {
    let mut c = Console::new(80, 24);
    c.keys("/").type_in("ab statsu:x");
    c.event(Event::Key(key_event("y")));
    // The page of the last letter is on its way again when the answer comes.
    let _ = update(&mut c.app, Event::Key(key_event("z")));
    c.event(Event::BadQuery { query: "ab statsu:xyz".to_owned(), at: 3, what: "There is no such key.".to_owned() });
    let screen = c.screen();
    let (line, below) = screen.lines().zip(screen.lines().skip(1)).find(|(l, _)| l.contains("statsu")).unwrap();
    assert_eq!(line.find("statsu"), below.find('^'));
    assert!(below.contains("There is no such key."));
}

#[test]
fn a_mistake_that_says_more_than_fits_on_its_line_is_read_whole() {
    let mut c = Console::new(120, 36);
    c.keys("/").type_in("has:bo");
    let _ = update(&mut c.app, Event::Key(key_event("x")));
    let what = "“box” is nothing that “has:” can be. Expected attachment, image, note, draft or side.";
    c.event(Event::BadQuery { query: "has:box".to_owned(), at: 4, what: what.to_owned() });
    let screen = c.screen();
    let pane: Vec<&str> = screen.lines().map(|l| l.split('│').nth(1).unwrap_or("").trim()).collect();
    let caret = pane.iter().position(|l| *l == "^").expect("the place is marked");
    assert_eq!(pane[caret + 1..caret + 3].join(" "), what);
}

// The ticket -----------------------------------------------------------------------------------------------------------------------------

#[test]
fn opening_a_ticket_marks_it_as_seen_and_tells_the_others() {
    let mut c = Console::new(80, 24);
    c.take_asked();
    c.keys("enter");
    let asked = c.take_asked();
    assert!(asked.contains(&Effect::MarkSeen(TicketId(1042))));
    assert!(asked.contains(&Effect::LoadDrafts(TicketId(1042))));
    assert!(asked.contains(&Effect::Presence { ticket: Some(TicketId(1042)), typing: false }));
}

#[test]
fn a_preview_marks_nothing_as_seen() {
    let mut c = Console::new(120, 36);
    c.take_asked();
    c.keys("j j k");
    assert_eq!(c.app.ticket.as_ref().unwrap().id, TicketId(1041), "the preview follows the cursor");
    assert_eq!(c.take_asked(), []);
}

#[test]
fn quotes_unfold_and_fold() {
    let mut c = Console::new(120, 60);
    c.keys("enter g ] ]");
    assert!(!c.screen().contains("> Please check the cable."));
    c.keys("f");
    assert!(c.screen().contains("> Please check the cable."));
    c.keys("f");
    assert!(!c.screen().contains("> Please check the cable."));
}

#[test]
fn an_event_about_a_side_leads_there() {
    let mut c = Console::new(120, 36);
    c.keys("enter g j j j j j enter");
    assert_eq!((c.app.focus, c.app.sides.open), (Focus::Sides, Some(SideId(1))));
    assert!(c.take_asked().contains(&Effect::MarkSideSeen(SideId(1))));
}

// The composer ---------------------------------------------------------------------------------------------------------------------------

#[test]
fn a_reply_goes_to_the_customer_and_leaves_the_ticket_pending() {
    let mut c = Console::new(80, 24);
    c.keys("r").type_in("Hello q?").keys("ctrl-s");
    let s = submitted(&mut c).unwrap();
    assert_eq!((s.mode, s.text.as_str(), s.status), (Mode::Reply, "Hello q?", Some(Status::Pending)));
    assert_eq!(s.to.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Maria Silva <maria@example.org>"]);
    c.event(Event::Done(Done::Submitted {
        key: key(Mode::Reply),
        leaves: Some((OutboxId(9), NOW.after(Duration::from_secs(10)))),
        status: Status::Pending,
        side: None,
    }));
    assert!(c.app.composer.is_none());
    c.take_asked();
    c.keys("u");
    assert!(c.take_asked().contains(&Effect::UndoSend(OutboxId(9))), "undo takes the mail back while it has not left");
}

#[test]
fn a_mail_of_a_side_conversation_that_was_taken_back_leaves_one_where_it_was_written() {
    for (mode, open) in [(Mode::Side(SideId(1)), Some(SideId(1))), (Mode::SideNew, None)] {
        let mut c = Console::new(120, 36);
        c.keys("enter");
        let draft = Draft {
            key: key(mode),
            text: "Please send two.".to_owned(),
            to: "parts@example.net".to_owned(),
            cc: String::new(),
            subject: "Stock".to_owned(),
            original: None,
            files: Vec::new(),
            status: None,
            seen_history: 40,
        };
        c.event(Event::Done(Done::SendUndone(OutboxId(9), Box::new(draft))));
        assert_eq!((c.app.focus, text(&c).as_str()), (Focus::Composer, "Please send two."));
        c.keys("esc");
        assert_eq!((c.app.focus, c.app.sides.open), (Focus::Sides, open), "{mode:?}");
    }
}

#[test]
fn who_gets_a_mail_is_told_by_name_as_far_as_there_is_room_and_then_by_number() {
    let mut c = Console::new(120, 36);
    c.keys("enter o enter r shift-tab shift-tab");
    let many = "Eva Stone <eva@example.net>, Otto Field <otto@example.net>, Lucía Fernández <lucia@example.net>, x@example.net";
    c.app.composer.as_mut().unwrap().to.set(many);
    let screen = c.screen();
    assert!(screen.contains("Not the customer, but Eva Stone, Otto Field +2"), "{screen}");
    c.keys("tab tab");
    assert!(c.screen().contains("To       Eva Stone <eva@example.net>, Otto"), "the field shows its beginning: {}", c.screen());
}

#[test]
fn undo_takes_the_last_act_back_whatever_it_was() {
    let mut c = Console::new(120, 36);
    let leaves = Some((OutboxId(9), NOW.after(Duration::from_secs(10))));
    c.event(Event::Done(Done::Submitted { key: key(Mode::Reply), leaves, status: Status::Pending, side: None }));
    c.event(Event::Done(Done::Triaged { tickets: vec![TicketId(1041)], change: Triage::Take, left: vec![], stopped: false }));
    c.take_asked();
    c.keys("u");
    assert_eq!(c.take_asked(), [Effect::Undo]);
    c.event(Event::Done(Done::Undone { what: "#1041: assignment".to_owned(), left: vec![] }));
    c.keys("u");
    assert_eq!(c.take_asked(), [Effect::UndoSend(OutboxId(9))]);
}

#[test]
fn the_status_is_named_and_changes_only_by_its_key() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("x");
    assert!(c.screen().contains("Send as pending"));
    c.keys("ctrl-t ctrl-t");
    assert!(c.screen().contains("Send as solved"));
    c.keys("ctrl-t ctrl-s");
    assert_eq!(submitted(&mut c).unwrap().status, None);
}

#[test]
fn a_note_with_a_mention() {
    let mut c = Console::new(80, 24);
    c.keys("n").type_in("please @br").keys("enter").type_in("look").keys("alt-enter");
    let s = submitted(&mut c).unwrap();
    assert_eq!((s.mode, s.text.as_str(), s.status, s.to.len()), (Mode::Note, "please @bruno look", None, 0));
}

#[test]
fn the_space_behind_a_mention_is_there_once_whether_one_types_it_or_not() {
    let mut c = Console::new(80, 24);
    c.keys("n").type_in("@br").keys("enter").type_in(" look  twice");
    assert_eq!(text(&c), "@bruno look  twice");
    c.keys("enter").type_in("@br").keys("enter ctrl-z").type_in(" x");
    assert_eq!(text(&c), "@bruno look  twice\n@br x");
}

#[test]
fn a_mention_is_offered_in_notes_alone() {
    let mut c = Console::new(80, 24);
    c.keys("r").type_in("@br");
    assert!(c.app.popups.is_empty());
}

#[test]
fn a_canned_response_comes_with_its_variables_filled() {
    let mut c = Console::new(80, 24);
    c.keys("r").type_in("/refu").keys("enter");
    assert_eq!(text(&c), "Hello Maria,\n\nthe refund for ticket 1042 is on its way.\n\nAna");
}

#[test]
fn a_path_in_the_text_opens_nothing_by_itself_and_a_paste_never_does() {
    let mut c = Console::new(80, 24);
    c.keys("r");
    c.event(Event::Paste("/refund".to_owned()));
    assert!(c.app.popups.is_empty());
    assert_eq!(text(&c), "/refund");
}

#[test]
fn esc_closes_a_suggestion_and_it_stays_closed_for_that_word() {
    let mut c = Console::new(80, 24);
    c.keys("r").type_in("/re");
    assert!(matches!(c.app.popups.last(), Some(Popup::Suggest(_))));
    c.keys("esc").type_in("f");
    assert!(c.app.popups.is_empty());
    assert_eq!(text(&c), "/ref");
    c.type_in(" /re");
    assert!(matches!(c.app.popups.last(), Some(Popup::Suggest(_))));
}

#[test]
fn asking_aside_names_people_by_a_few_letters() {
    let mut c = Console::new(120, 36);
    c.keys("s").type_in("ac");
    assert!(c.take_asked().contains(&Effect::SuggestPeople("ac".to_owned())));
    let acme = Suggestion { name: "Acme Parts".to_owned(), email: address("parts@example.net"), badge: Badge::ThirdParty };
    c.event(Event::Suggestions { prefix: "a".to_owned(), found: vec![acme.clone()] });
    assert!(c.app.popups.is_empty(), "an answer to an earlier question is not shown");
    c.event(Event::Suggestions { prefix: "ac".to_owned(), found: vec![acme] });
    c.keys("enter tab tab").type_in("Stock").keys("tab").type_in("In stock?").keys("ctrl-s");
    let s = submitted(&mut c).unwrap();
    assert_eq!((s.mode, s.status, s.subject.as_str()), (Mode::SideNew, Some(Status::OnHold), "Stock"));
    assert_eq!(s.to.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Acme Parts <parts@example.net>"]);
}

#[test]
fn a_side_begins_with_nothing_of_the_customers() {
    let mut c = Console::new(120, 36);
    c.keys("enter s");
    let composer = c.app.composer.as_ref().unwrap();
    assert!(composer.to.is_empty() && composer.cc.is_empty() && composer.subject.is_empty() && composer.editor.is_empty());
    c.type_in("parts@example.net").keys("tab tab tab").type_in("In stock?").keys("ctrl-s");
    assert!(submitted(&mut c).is_none(), "a side needs a subject of its own");
}

#[test]
fn asking_aside_about_a_message_quotes_it_where_the_agent_sees_it() {
    let mut c = Console::new(120, 36);
    c.keys("enter g ] ] Q");
    let asked = c
        .take_asked()
        .into_iter()
        .find_map(|e| if let Effect::Quote(Quote::ForSide { ticket, files, .. }) = e { Some((ticket, files)) } else { None });
    let (ticket, files) = asked.unwrap();
    assert_eq!(files.len(), 1);
    let text_of = "> Thank you, the cable is in place.\n".to_owned();
    c.event(Event::Done(Done::Quoted { ticket, mode: Mode::SideNew, text: text_of, files }));
    let composer = c.app.composer.as_ref().unwrap();
    assert_eq!((composer.key.mode, composer.files.len()), (Mode::SideNew, 1));
    assert!(text(&c).contains("> Thank you, the cable is in place."));
}

#[test]
fn a_third_partys_answer_is_quoted_for_the_customer_without_names_unless_one_says_so() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("Good news:").keys("esc o enter G Q");
    for (row, naming) in [("", Naming::LeftOut), ("down ", Naming::Kept)] {
        c.take_asked();
        c.keys(&format!("{row}enter"));
        let asked = c.take_asked();
        assert!(asked.iter().any(|e| matches!(e, Effect::Quote(Quote::ForCustomer { side: SideId(1), naming: n, .. }) if *n == naming)), "{asked:?}");
        c.keys("Q");
    }
    c.keys("esc");
    c.event(Event::Done(Done::Quoted { ticket: TicketId(1042), mode: Mode::Reply, text: "> […] has four.\n".to_owned(), files: vec![] }));
    assert_eq!(c.app.composer.as_ref().unwrap().key.mode, Mode::Reply);
    assert_eq!(text(&c).trim_end(), "Good news:\n\n\n> […] has four.", "below what the draft says");
}

#[test]
fn the_next_ticket_is_served_and_opened() {
    let mut c = Console::new(120, 36);
    c.keys(">");
    assert!(c.take_asked().contains(&Effect::ServeNext));
    c.event(Event::Done(Done::Served(Some(TicketId(1041)))));
    assert_eq!((c.app.ticket.as_ref().map(|t| t.id), c.app.focus), (Some(TicketId(1041)), Focus::Ticket));
    c.event(Event::Done(Done::Served(None)));
    assert!(c.screen().contains("Nobody waits"));
}

#[test]
fn a_quote_that_comes_when_the_agent_has_gone_on_goes_nowhere() {
    let mut c = Console::new(120, 36);
    c.keys("enter");
    c.event(Event::Done(Done::Quoted { ticket: TicketId(1), mode: Mode::Reply, text: "> secret".to_owned(), files: vec![] }));
    assert!(c.app.composer.is_none());
}

#[test]
fn in_a_side_r_answers_the_side_and_never_the_customer() {
    let mut c = Console::new(120, 36);
    c.keys("enter o enter r").type_in("Two, please.").keys("ctrl-s");
    let s = submitted(&mut c).unwrap();
    assert_eq!(s.mode, Mode::Side(SideId(1)));
    assert!(s.to.iter().all(|m| m.address != address("maria@example.org")));
    assert!(s.to.iter().all(|m| m.address != address("new.hire@example.net")), "who is not accepted gets nothing");
}

#[test]
fn sides_are_done_and_newcomers_accepted() {
    let mut c = Console::new(120, 36);
    c.keys("enter o d A");
    let changes: Vec<_> = c.take_asked().into_iter().filter_map(|e| if let Effect::Side { change, .. } = e { Some(change) } else { None }).collect();
    assert_eq!(changes, [SideChange::Done, SideChange::Accept(address("new.hire@example.net"))]);
}

/// What the composer says of who gets what is in it.
fn who(c: &mut Console) -> String {
    let screen = c.screen();
    let mut parts = screen.lines().flat_map(|l| l.split(['┃', '║'])).map(str::trim);
    let says = |p: &&str| ["customer gets", "not see this. It", "Not the customer", "Nobody gets"].iter().any(|w| p.contains(w));
    parts.find(says).unwrap_or_else(|| panic!("{screen}")).to_owned()
}

/// Begins a side conversation with these in its To.
fn side_to(c: &mut Console, to: &str) {
    c.keys("enter s").type_in(to);
}

#[test]
fn a_reply_names_the_customer_apart_from_who_else_gets_it_and_says_who_does_not() {
    let mut c = Console::new(120, 36);
    c.keys("enter r alt-z");
    assert_eq!(who(&mut c), "The customer gets this: Maria Silva · not Acme Parts, Field Service");
    c.keys("shift-tab").type_in("Sam Okafor <sam@example.org>, Acme Parts <parts@example.net>");
    assert_eq!(who(&mut c), "The customer gets this: Maria Silva · third party: Acme Parts · also Sam Okafor · not Field Service");
    c.keys("shift-tab ctrl-u");
    assert_eq!(who(&mut c), "Not the customer, but Acme Parts, Sam Okafor");
    c.keys("tab ctrl-u");
    assert_eq!(who(&mut c), "Nobody gets this yet");
}

#[test]
fn a_reply_names_who_was_in_the_conversation_and_is_left_out() {
    let mut c = Console::new(120, 36);
    let mut read = console::ticket();
    read.sides.clear();
    read.entries.last_mut().unwrap().cc = vec![Mailbox::new("Office", address("office@example.org"))];
    c.keys("enter");
    c.event(Event::TicketLoaded(Box::new(read)));
    c.keys("r");
    assert_eq!(who(&mut c), "The customer gets this: Maria Silva · also Office");
    c.keys("shift-tab ctrl-u");
    assert_eq!(who(&mut c), "The customer gets this: Maria Silva · not Office");
}

#[test]
fn a_side_conversation_with_the_customer_in_it_warns_and_hides_them_behind_no_number() {
    let crowd = "Acme Parts and Everything <parts@example.net>, A Very Long Name <b@example.net>, Another Long Name <c@example.net>, ";
    let mut c = Console::new(80, 24);
    side_to(&mut c, &format!("{crowd}Maria Silva <maria+home@example.org>"));
    assert_eq!(who(&mut c), "Careful, the customer gets this: Maria Silva · also +3");
    let mut c = Console::new(120, 36);
    side_to(&mut c, "Eva <eva@acme.example>");
    assert_eq!(who(&mut c), "The customer does not see this. It goes to Eva");
}

#[test]
fn while_an_address_is_typed_those_that_are_whole_stay_named() {
    let mut c = Console::new(120, 36);
    side_to(&mut c, "Eva <eva@acme.example>, Otto <ot");
    assert_eq!(who(&mut c), "The customer does not see this. It goes to Eva");
}

#[test]
fn what_cannot_be_sent_is_said_and_nothing_is_asked() {
    let mut c = Console::new(120, 36);
    c.keys("enter r ctrl-s");
    assert!(submitted(&mut c).is_none() && c.app.toast.as_ref().unwrap().bad);
    c.type_in("text").keys("shift-tab shift-tab").type_in("nobody").keys("ctrl-s");
    assert!(submitted(&mut c).is_none());
    assert!(c.app.toast.as_ref().unwrap().text.contains("nobody"));
}

#[test]
fn the_firewall_wants_its_word_and_then_sends_with_what_was_confirmed() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("See attached.").keys("ctrl-s");
    c.take_asked();
    let obstacles = vec![Obstacle::AttachmentMissing { word: "attached".to_owned() }];
    c.event(Event::Failed(Failure::Blocked { key: key(Mode::Reply), obstacles: obstacles.clone(), news: Vec::new() }));
    c.keys("enter");
    assert!(submitted(&mut c).is_none(), "Enter alone is no yes");
    c.type_in("SEND").keys("enter");
    assert_eq!(submitted(&mut c).unwrap().confirmed, obstacles);
}

#[test]
fn an_empty_variable_cannot_be_confirmed_away() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("x").keys("ctrl-s");
    c.take_asked();
    let obstacles = vec![Obstacle::VariableEmpty { name: "team".to_owned() }];
    c.event(Event::Failed(Failure::Blocked { key: key(Mode::Reply), obstacles, news: Vec::new() }));
    assert!(c.screen().contains("team has no value: type over it in the text, or delete it."));
    c.type_in("send").keys("enter");
    assert!(submitted(&mut c).is_none());
    assert_eq!((c.app.popups.len(), c.app.focus), (0, Focus::Composer));
}

#[test]
fn when_the_thread_moved_the_agent_sends_edits_or_keeps() {
    let moved = |c: &mut Console| {
        c.keys("enter r").type_in("On our way.").keys("ctrl-s");
        c.take_asked();
        let news = vec![News { who: "Maria Silva".to_owned(), at: ago(1), text: "It works again.".to_owned() }];
        c.event(Event::Failed(Failure::Blocked { key: key(Mode::Reply), obstacles: vec![Obstacle::ThreadMoved { events: 1 }], news }));
        assert!(c.screen().contains("It works again."));
    };
    let mut c = Console::new(120, 36);
    moved(&mut c);
    c.keys("s");
    assert_eq!(submitted(&mut c).unwrap().confirmed, [Obstacle::ThreadMoved { events: 1 }]);
    let mut c = Console::new(120, 36);
    moved(&mut c);
    c.keys("enter").type_in("!");
    assert_eq!(text(&c), "On our way.!");
    let mut c = Console::new(120, 36);
    moved(&mut c);
    c.keys("esc");
    assert!(c.app.composer.is_none() && c.app.drafts.contains_key(&key(Mode::Reply)));
}

// Nothing is lost ------------------------------------------------------------------------------------------------------------------------

#[test]
fn esc_never_loses_text() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("half a thought").keys("esc");
    assert!(c.take_asked().iter().any(|e| matches!(e, Effect::SaveDraft(d) if d.text == "half a thought")));
    c.keys("esc j enter n").type_in("another").keys("esc esc k enter r");
    assert_eq!(text(&c), "half a thought");
}

#[test]
fn opening_another_ticket_or_leaving_keeps_the_draft() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("one").keys("ctrl-q");
    let asked = c.take_asked();
    assert!(asked.iter().any(|e| matches!(e, Effect::SaveDraft(d) if d.text == "one")) && asked.contains(&Effect::Quit));
    assert!(c.app.quitting);
}

#[test]
fn drafts_are_kept_while_one_types() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("one");
    c.take_asked();
    c.event(Event::Tick(NOW.after(Duration::from_millis(300))));
    assert_eq!(c.take_asked(), []);
    c.event(Event::Tick(NOW.after(Duration::from_secs(2))));
    assert!(c.take_asked().iter().any(|e| matches!(e, Effect::SaveDraft(d) if d.text == "one")));
}

#[test]
fn a_refused_text_is_there_to_be_mended() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("one").keys("ctrl-s").type_in("lost?");
    assert_eq!(text(&c), "one", "nothing is typed into what is being sent");
    let message = Trouble { what: "No.".to_owned(), next: String::new() };
    c.event(Event::Failed(Failure::Refused { key: key(Mode::Reply), message }));
    c.keys("enter").type_in("!");
    assert_eq!(text(&c), "one!");
}

#[test]
fn the_palette_and_the_help_open_while_one_writes() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("one").keys("ctrl-k");
    assert!(matches!(c.app.popups.last(), Some(Popup::Palette(_))));
    c.keys("esc f1");
    assert!(matches!(c.app.popups.last(), Some(Popup::Help(_))));
    c.keys("esc").type_in("?:");
    assert_eq!(text(&c), "one?:");
}

#[test]
fn the_palette_runs_what_it_names() {
    let mut c = Console::new(120, 36);
    c.keys(":").type_in("solve").keys("enter");
    assert_eq!(triage(&mut c), [(vec![TicketId(1042)], Triage::Status(Status::Solved))]);
}

#[test]
fn the_help_runs_what_fits_best_wherever_it_belongs() {
    let mut c = Console::new(120, 36);
    c.keys("W");
    c.take_asked();
    c.keys("f1").type_in("chase").keys("enter");
    let asked = c.take_asked();
    assert!(asked.iter().any(|e| matches!(e, Effect::Remind(_))) && asked.len() == 1, "{asked:?}");
    assert!(matches!(c.app.popups.last(), Some(Popup::Waiting(_))), "the help is gone");
    c.keys("f1").type_in("discard").keys("enter");
    assert!(matches!(c.app.popups.last(), Some(Popup::Help(_))), "what cannot run here says so");
    assert!(c.app.toast.as_ref().is_some_and(|t| t.bad), "{:?}", c.app.toast);
}

#[test]
fn the_help_begins_with_the_keys_of_the_popup_that_is_open() {
    for (keys, first) in [("", Scope::Queue), ("W", Scope::Popup), ("z", Scope::Popup), ("enter r", Scope::Composer)] {
        let mut c = Console::new(120, 36);
        c.keys(keys).keys("f1");
        let Some(Popup::Help(help)) = c.app.popups.last() else { panic!("{keys}") };
        assert!(matches!(help.rows[0], Row::Heading(scope) if scope == first), "{keys}: {:?}", help.rows[0]);
        assert!(matches!(help.rows[1], Row::Command(_, None)), "{keys}: {:?}", help.rows[1]);
    }
}

#[test]
fn the_help_finds_headings_and_says_names_and_reasons_in_full() {
    let mut c = Console::new(120, 36);
    c.keys("enter g f1").type_in("in a ticket");
    let Some(Popup::Help(help)) = c.app.popups.last() else { panic!() };
    assert!(matches!(help.rows[0], Row::Command(command, _) if command.scope == Scope::Ticket));
    let mut c = Console::new(120, 36);
    c.keys("enter g f1").type_in("translate the message");
    let screen = c.screen();
    assert!(screen.contains(&c.app.say("console-reason-no-translate")), "{screen}");
    assert!(screen.contains("ticket-translate in [console.keys]"), "{screen}");
    c.resize(80, 24);
    let screen = c.screen();
    assert!(screen.contains("set translate.command"), "{screen}");
}

#[test]
fn a_click_opens_and_the_wheel_scrolls() {
    let mut c = Console::new(80, 24);
    let at = |kind, column, row| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    c.event(at(MouseEventKind::Down(MouseButton::Left), 20, 5));
    assert_eq!(c.app.queue.here(), Some(TicketId(1040)));
    c.event(at(MouseEventKind::ScrollDown, 20, 5));
    assert_eq!(c.app.queue.here(), Some(TicketId(1037)));
    c.event(at(MouseEventKind::Down(MouseButton::Left), 20, 3));
    c.event(at(MouseEventKind::Down(MouseButton::Left), 20, 3));
    assert_eq!(c.app.focus, Focus::Ticket);
}

#[test]
fn the_mouse_drags_the_border_between_two_panes_and_the_composers() {
    let mut c = Console::new(200, 60);
    c.keys("enter r");
    let at = |kind, column, row| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    let drag = |c: &mut Console, from: (u16, u16), to: (u16, u16)| {
        c.event(at(MouseEventKind::Down(MouseButton::Left), from.0, from.1));
        c.event(at(MouseEventKind::Drag(MouseButton::Left), to.0, to.1));
        c.event(at(MouseEventKind::Up(MouseButton::Left), to.0, to.1));
        c.event(at(MouseEventKind::Drag(MouseButton::Left), to.0 + 5, to.1));
    };
    let (before, focus) = (c.app.areas.clone(), c.app.focus);
    drag(&mut c, (before.ticket.x, 10), (before.ticket.x + 8, 12));
    assert_eq!((c.app.areas.ticket.x, c.app.focus), (before.ticket.x + 8, focus), "a border is no pane: nothing else happens");
    let sides = c.app.areas.sides.x;
    drag(&mut c, (sides - 1, 10), (sides - 7, 10));
    assert_eq!(c.app.areas.sides.width, before.sides.width + 7);
    let composer = c.app.areas.composer;
    drag(&mut c, (composer.x + 4, composer.y), (composer.x + 4, composer.y - 6));
    assert_eq!(c.app.areas.composer.height, composer.height + 6);
    c.resize(80, 24);
    assert!(c.app.areas.composer.height < 24 && c.app.areas.ticket.width == 80, "what was dragged on a wide screen fits a narrow one");
}

#[test]
fn a_pane_has_the_screen_for_itself_and_gives_it_back() {
    let mut c = Console::new(200, 60);
    c.keys("enter alt-z");
    assert_eq!((c.app.areas.ticket.width, c.app.areas.queue.width), (200, 0));
    c.keys("tab");
    assert_eq!((c.app.areas.sides.width, c.app.areas.ticket.width), (200, 0), "whichever has the focus");
    c.keys("alt-z");
    assert!(c.app.areas.queue.width > 0 && c.app.areas.ticket.width > 0);
}

#[test]
fn new_notifications_ring_once() {
    let mut c = Console::new(120, 36);
    let mut list = c.app.notifications.clone();
    let mut newer = list[0].clone();
    newer.id.0 += 1;
    list.insert(0, newer);
    c.event(Event::Notifications(list.clone()));
    c.event(Event::Notifications(list));
    assert_eq!(c.take_asked().iter().filter(|e| **e == Effect::Bell).count(), 1);
    assert_eq!(agents().len(), 3);
}

/// Anything that hands, a terminal and a desk can do.
#[derive(Clone, Debug)]
enum Any {
    Key(KeyEvent),
    Paste(String),
    Resize(u16, u16),
    Mouse(u16, u16, bool),
    Tick(u32),
    Changed,
    Shrunk(u32),
}

fn anything() -> impl Strategy<Value = Any> {
    let words = ["enter", "esc", "tab", "shift-tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "backspace", "f1"];
    let named = prop::sample::select(words.to_vec()).prop_map(|k| Any::Key(key_event(k)));
    let letters = prop::sample::select("jkgGrnstaSPTzZuobi/?:@xhlfFQvVyXODdApRe123[]JK q#".chars().collect::<Vec<_>>());
    let letters = letters.prop_map(|c| Any::Key(KeyEvent::new(crossterm::event::KeyCode::Char(c), KeyModifiers::NONE)));
    let controls =
        ["ctrl-s", "ctrl-t", "ctrl-k", "ctrl-d", "ctrl-u", "ctrl-w", "alt-z", "alt-a", "alt-x", "alt-r", "alt-e", "ctrl-z", "ctrl-y", "alt-up"];
    let controls = prop::sample::select(controls.to_vec()).prop_map(|k| Any::Key(key_event(k)));
    prop_oneof![
        6 => letters,
        5 => named,
        3 => controls,
        1 => ".{0,12}".prop_map(Any::Paste),
        1 => (0u16..220, 0u16..70).prop_map(|(w, h)| Any::Resize(w, h)),
        1 => (0u16..220, 0u16..70, any::<bool>()).prop_map(|(x, y, click)| Any::Mouse(x, y, click)),
        1 => (0u32..100_000).prop_map(Any::Tick),
        1 => Just(Any::Changed),
        1 => (0u32..30).prop_map(Any::Shrunk),
    ]
}

fn do_any(c: &mut Console, what: Any) {
    match what {
        Any::Key(key) => c.event(Event::Key(key)),
        Any::Paste(text) => c.event(Event::Paste(text)),
        Any::Resize(w, h) => c.resize(w, h),
        Any::Mouse(column, row, click) => {
            let kind = if click { MouseEventKind::Down(MouseButton::Left) } else { MouseEventKind::ScrollDown };
            c.event(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
        }
        Any::Tick(ms) => {
            let now = c.app.now.after(Duration::from_millis(ms.into()));
            c.event(Event::Tick(now));
        }
        Any::Changed => c.event(Event::Changed(50)),
        Any::Shrunk(total) => {
            c.total = total;
            c.event(Event::Changed(51));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 200, ..ProptestConfig::default() })]

    /// Whatever is pressed, pasted, clicked and resized: nothing panics, the focus is on something that is there, the cursor is on the
    /// screen, and what was typed into a composer is there or in a draft.
    #[test]
    fn nothing_breaks_it(all in prop::collection::vec(anything(), 1..60)) {
        let mut c = Console::new(120, 36);
        for what in all {
            do_any(&mut c, what);
            c.screen();
            let app = &c.app;
            prop_assert!(app.focus != Focus::Composer || app.composer.is_some());
            prop_assert!(app.focus == Focus::Queue || app.ticket.is_some());
            prop_assert!(app.queue.total == 0 || app.queue.list.selected < app.queue.total as usize);
            if let Some((x, y)) = aside::tui::panes::cursor(app) {
                prop_assert!(x < app.size.0 && y < app.size.1, "cursor {x},{y} of {:?}", app.size);
            }
            if app.quitting {
                break;
            }
        }
    }
}

#[test]
fn settings_are_edited_in_the_editor_and_a_mistake_leads_back_to_it() {
    use aside::model::settings::Kind;
    let mut c = Console::new(120, 36);
    c.keys("ctrl-k").type_in("settings: views").keys("enter");
    assert_eq!(c.take_asked(), [Effect::OpenSettings(Kind::Views)]);
    c.event(Event::Settings(Kind::Views, "as it stands".to_owned()));
    assert_eq!(c.take_asked(), [Effect::EditSettings(Kind::Views, "as it stands".to_owned())]);
    c.event(Event::SettingsEdited { kind: Kind::Views, text: "as it stands".to_owned(), same: true });
    assert_eq!(c.take_asked(), []);
    c.event(Event::SettingsEdited { kind: Kind::Views, text: "changed".to_owned(), same: false });
    assert_eq!(c.take_asked(), [Effect::SaveSettings(Kind::Views, "changed".to_owned())]);
    let refused = |c: &mut Console| c.event(Event::SettingsRefused { kind: Kind::Views, text: "changed".to_owned(), why: "line 3".to_owned() });
    refused(&mut c);
    c.keys("enter");
    assert_eq!(c.take_asked(), [Effect::EditSettings(Kind::Views, "changed".to_owned())]);
    refused(&mut c);
    c.keys("esc");
    assert_eq!(c.take_asked(), []);
    assert!(c.app.popups.is_empty());
}

#[test]
fn only_admins_and_supervisors_edit_what_is_everybodys() {
    let mut c = Console::new(120, 36);
    c.keys("ctrl-k").type_in("settings: agents").keys("enter");
    assert_eq!(c.take_asked(), []);
    assert!(c.screen().contains("only admins"));
}

#[test]
fn a_query_becomes_a_view_with_its_order_and_a_view_brings_its_order_along() {
    use aside::model::ticket::{BoxCount, BoxKey};
    let mut c = Console::new(120, 36);
    c.keys("V");
    assert_eq!(c.take_asked(), [], "there is no query");
    c.keys("/").type_in("tag:vip").keys("enter O").type_in("last changed").keys("enter V").type_in("Gold").keys("enter");
    let saved = Effect::SaveView { name: "Gold".to_owned(), query: "tag:vip".to_owned(), sort: Sort::Updated.into() };
    assert!(c.take_asked().contains(&saved));
    let view = BoxCount {
        key: BoxKey::View(aside::model::ViewId(7)),
        name: "Gold".to_owned(),
        total: 1,
        waiting: 0,
        oldest: None,
        sort: Some(Order { by: Sort::Number, turned: true }),
    };
    c.event(Event::Views(vec![view]));
    c.keys("esc b").type_in("Gold").keys("enter");
    assert_eq!((c.app.queue.within.clone(), c.app.queue.sort), (BoxKey::View(aside::model::ViewId(7)), Order { by: Sort::Number, turned: true }));
    c.keys("b").type_in("Mine").keys("enter");
    assert_eq!(c.app.queue.sort, Sort::Updated.into(), "the order from before");
    // a view that is not there any more is left
    c.keys("b").type_in("Gold").keys("enter");
    c.event(Event::Views(vec![]));
    assert_eq!(c.app.queue.within, BoxKey::AllOpen);
}

#[test]
fn the_files_of_a_canned_response_are_attached_where_it_is_put_in() {
    let mut c = Console::new(120, 36);
    c.keys("enter r");
    let with_file = {
        let mut canned = console::canned();
        let file = aside::model::entry::FileRef {
            id: aside::model::FileId(900),
            name: "terms.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 10,
            inline: false,
        };
        canned[0].files = vec![file];
        canned
    };
    let shortcut = with_file[0].shortcut.clone();
    c.event(Event::Canned(with_file));
    c.type_in(&format!("/{shortcut}")).keys("enter");
    assert!(c.screen().contains("terms.pdf"));
}

#[test]
fn tags_have_the_colour_that_they_are_registered_with_and_the_picker_says_what_they_are_for() {
    let mut c = Console::new(120, 36);
    let (refund, vip) = (c.app.tag_style("refund"), c.app.tag_style("VIP"));
    assert_eq!(refund.fg, Some(ratatui::style::Color::Rgb(0xd7, 0x87, 0x5f)));
    assert_eq!(vip, c.app.theme.tag_coloured(aside::model::settings::Colour::Named(9)));
    assert!(c.words_in(vip).iter().any(|w| w.contains("#vip")));
    assert_eq!(c.app.tag_style("unheard-of"), c.app.theme.tag_named("unheard-of"));
    c.keys("T");
    assert!(c.screen().contains("Money goes back"));
    c.app.theme = Theme::none();
    assert_eq!(c.app.tag_style("refund"), c.app.theme.tag, "without colours every tag looks the same: its name tells it");
}

// A message in the hand -----------------------------------------------------------------------------------------------------------------

/// The ticket with the cursor on the note.
fn on_the_note(columns: u16, rows: u16) -> Console {
    let mut c = Console::new(columns, rows);
    c.keys("enter g ] ] ]");
    assert_eq!(aside::tui::panes::ticket::selected(&c.app).map(|e| e.kind), Some(EntryKind::Note));
    c
}

#[test]
fn ones_own_note_is_edited_where_notes_are_written() {
    let mut c = on_the_note(120, 36);
    c.keys("E");
    assert!(text(&c).starts_with("@ana this model") && c.screen().contains("Edit private note"), "{}", c.screen());
    c.keys("ctrl-end").type_in(" Today.").keys("ctrl-s");
    let s = submitted(&mut c).unwrap();
    assert_eq!((s.mode, s.status), (Mode::Edit(EntryId(5)), None));
    assert!(s.text.ends_with("technician. Today."), "{}", s.text);
    c.event(Event::Done(Done::Submitted { key: key(Mode::Edit(EntryId(5))), leaves: None, status: Status::Open, side: None }));
    assert!(c.app.composer.is_none());
}

#[test]
fn an_edit_that_is_left_is_a_draft_and_a_new_note_another() {
    let mut c = on_the_note(120, 36);
    c.keys("E").type_in("First: ").keys("esc n");
    assert_eq!(text(&c), "");
    c.keys("esc g ] ] ] E");
    assert!(text(&c).contains("First: "));
    c.keys("ctrl-t");
    assert!(c.app.toast.as_ref().unwrap().bad, "an edit leaves the status alone");
}

#[test]
fn a_note_is_deleted_after_a_yes_and_another_ones_is_not() {
    let mut c = on_the_note(80, 24);
    c.keys("D");
    assert!(c.screen().contains("Delete this note?"));
    c.take_asked();
    c.keys("enter");
    assert_eq!(c.take_asked(), [Effect::DeleteNote(TicketId(1042), EntryId(5))]);
    c.app.me.id = AgentId(2);
    c.keys("D");
    assert!(c.app.popups.is_empty() && c.app.toast.as_ref().unwrap().bad);
    c.keys("E");
    assert!(c.app.composer.is_none());
}

#[test]
fn redaction_is_for_admins_and_needs_the_number_typed() {
    let mut c = on_the_note(120, 36);
    c.app.me.role = Role::Agent;
    c.keys(":").type_in("redact for good").keys("enter");
    assert!(!matches!(c.app.popups.last(), Some(Popup::Confirm(_))));
    c.keys("esc esc");
    let mut c = on_the_note(120, 36);
    c.app.me.role = Role::Admin;
    c.keys(":").type_in("redact for good").keys("enter");
    assert!(c.screen().contains("Nothing undoes it"), "{}", c.screen());
    c.take_asked();
    c.type_in("yes").keys("enter");
    assert!(c.take_asked().is_empty());
    c.keys("backspace backspace backspace").type_in("1042").keys("enter");
    assert_eq!(c.take_asked(), [Effect::Redact(TicketId(1042), aside::store::Found::Entry(EntryId(5)))]);
}

#[test]
fn a_ticket_is_written_into_a_file_for_whom_one_says() {
    let mut c = Console::new(120, 36);
    c.keys(":").type_in("export to a file").keys("enter").type_in("html agents all").keys("enter");
    assert!(c.screen().contains("ticket-1042.html"), "{}", c.screen());
    c.take_asked();
    c.keys("enter");
    let request = ExportRequest { ticket: TicketId(1042), audience: Audience::Agents, session: false };
    assert_eq!(c.take_asked(), [Effect::Export(request, Format::Html, "ticket-1042.html".into())]);
}

#[test]
fn a_transcript_goes_to_an_address_or_to_the_tickets_agent() {
    let mut c = Console::new(120, 36);
    let open = |c: &mut Console| {
        c.keys(":").type_in("send a transcript").keys("enter");
        c.take_asked();
    };
    open(&mut c);
    c.type_in("not an address").keys("enter");
    assert!(c.take_asked().is_empty() && c.screen().contains("not an address"), "it stays to be mended: {}", c.screen());
    c.keys("esc");
    open(&mut c);
    c.type_in("boss@example.org").keys("enter");
    assert_eq!(c.take_asked(), [Effect::Transcript(TicketId(1042), Some(address("boss@example.org")))]);
    open(&mut c);
    c.keys("enter");
    assert_eq!(c.take_asked(), [Effect::Transcript(TicketId(1042), None)]);
}

fn with_links(columns: u16, rows: u16) -> Console {
    let mut c = Console::new(columns, rows);
    let mut read = console::ticket();
    let text = "Your bank [1] writes: look here [2].\n\n[1] https://bank.example@evil.example/login\n[2] https://shop.example/x";
    read.entries = vec![Entry { body: aside::model::Body::plain(text), ..read.entries[0].clone() }];
    c.keys("enter");
    c.event(Event::TicketLoaded(Box::new(read)));
    c
}

#[test]
fn a_link_is_opened_by_its_number_and_its_real_target_is_told_before() {
    let mut c = with_links(120, 36);
    c.keys("L");
    let screen = c.screen();
    assert!(screen.contains("https://bank.example@evil.example/login") && screen.contains(" evil.example"), "{screen}");
    c.take_asked();
    c.type_in("2").keys("enter");
    assert_eq!(c.take_asked(), [Effect::OpenLink("https://shop.example/x".into())]);
    c.keys("L esc B");
    assert_eq!(c.take_asked(), [Effect::OpenOriginal(InboxId(1))]);
}

#[test]
fn files_are_looked_at_opened_and_saved_where_one_says() {
    let mut c = Console::new(120, 36);
    c.keys("enter g ] ]");
    c.take_asked();
    c.keys("p");
    assert!(matches!(c.take_asked().as_slice(), [Effect::Preview(file)] if file.name == "display.jpg"));
    c.keys("v").type_in("another").keys("enter");
    assert!(c.screen().contains("~/Downloads"), "{}", c.screen());
    c.keys(&"backspace ".repeat(9)).type_in("tickets").keys("enter");
    assert!(
        matches!(c.take_asked().as_slice(), [Effect::SaveFiles { directory, files }] if directory.as_os_str() == "~/tickets" && files.len() == 1)
    );
    c.keys("v enter");
    assert!(matches!(c.take_asked().as_slice(), [Effect::OpenFile(_)]));
}

// The composer's files and drafts -------------------------------------------------------------------------------------------------------

fn files(c: &Console) -> Vec<Attachment> {
    c.app.composer.as_ref().map(|c| c.files.clone()).unwrap_or_default()
}

fn path(path: &str, size: u64) -> Attachment {
    Attachment::Path { path: path.into(), size }
}

fn draft_of(text: &str, files: Vec<Attachment>) -> Draft {
    Draft {
        key: key(Mode::Reply),
        text: text.to_owned(),
        to: "maria@example.org, half a".to_owned(),
        cc: "office@example.org".to_owned(),
        subject: String::new(),
        original: None,
        files,
        status: Some(Status::Solved),
        seen_history: 40,
    }
}

#[test]
fn a_draft_comes_back_with_all_that_it_had_and_says_which_file_is_gone() {
    let mut c = Console::new(120, 36);
    c.keys("enter");
    c.take_asked();
    let draft = draft_of("Here it is.", vec![path("/tmp/offer.pdf", 10), path("/tmp/gone.pdf", 10)]);
    c.event(Event::Drafts(TicketId(1042), vec![draft.clone()]));
    let paths = vec!["/tmp/offer.pdf".into(), "/tmp/gone.pdf".into()];
    assert_eq!(c.take_asked(), [Effect::CheckDraft(key(Mode::Reply), paths)]);
    c.keys("r");
    assert_eq!(c.app.composer.as_ref().unwrap().draft(), draft, "recipients as they were typed, the status, the files");
    c.event(Event::DraftChecked(key(Mode::Reply), vec![("/tmp/offer.pdf".into(), Some(12)), ("/tmp/gone.pdf".into(), None)]));
    assert_eq!(files(&c), [path("/tmp/offer.pdf", 12), Attachment::Gone(Box::new(path("/tmp/gone.pdf", 10)))]);
    assert!(c.app.toast.as_ref().is_some_and(|t| t.bad && t.text.contains("gone.pdf")));
    assert!(c.screen().contains("gone.pdf (gone)"), "{}", c.screen());
    c.keys("shift-tab shift-tab").app.composer.as_mut().unwrap().to.set("maria@example.org");
    c.keys("ctrl-s");
    assert!(submitted(&mut c).is_none(), "nobody sends without it unaware");
    c.keys("alt-r ctrl-s");
    assert_eq!(submitted(&mut c).unwrap().files, [path("/tmp/offer.pdf", 12)], "what is gone is taken off first");
}

#[test]
fn a_side_conversation_with_only_its_recipients_is_kept() {
    let mut c = Console::new(120, 36);
    c.keys("enter s").type_in("parts@example.net, ev").keys("esc esc");
    let kept = c.take_asked().into_iter().find_map(|e| if let Effect::SaveDraft(d) = e { Some(*d) } else { None }).unwrap();
    assert_eq!((kept.to.as_str(), kept.status), ("parts@example.net, ev", Some(Status::OnHold)));
}

#[test]
fn a_path_is_completed_while_it_is_typed() {
    let mut c = Console::new(120, 36);
    c.keys("enter r alt-a");
    assert!(c.take_asked().contains(&Effect::CompletePath(String::new())));
    c.type_in("~/b");
    assert_eq!(c.take_asked(), [Effect::CompletePath("~".into()), Effect::CompletePath("~/".into()), Effect::CompletePath("~/b".into())]);
    let found = |path: &str, size| PathFound { path: path.into(), size };
    c.event(Event::Paths { typed: "~/".into(), found: vec![found("~/old.txt", Some(1))] });
    assert!(!c.screen().contains("old.txt"), "an answer to an earlier question is left aside");
    c.event(Event::Paths { typed: "~/b".into(), found: vec![found("~/bills/", None), found("~/b.txt", Some(1200))] });
    assert!(c.screen().contains("~/bills/") && c.screen().contains("1 kB"));
    c.keys("tab");
    assert_eq!(c.take_asked(), [Effect::CompletePath("~/bills/".into())], "Tab goes into the directory");
    c.event(Event::Paths { typed: "~/bills/".into(), found: vec![found("~/bills/2026/", None), found("~/bills/may.pdf", Some(1))] });
    c.keys("down enter");
    assert_eq!(c.take_asked(), [Effect::CheckFile("~/bills/may.pdf".into())]);
    c.event(Event::FileChecked("/home/ana/bills/may.pdf".into(), 1));
    assert_eq!(files(&c), [path("/home/ana/bills/may.pdf", 1)]);
    c.keys("alt-a").type_in("/tmp/a.txt").keys("enter");
    assert!(c.take_asked().contains(&Effect::CheckFile("/tmp/a.txt".into())), "what is typed whole needs no list");
}

#[test]
fn files_that_are_dropped_on_the_composer_are_offered_and_a_text_stays_a_text() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("See: ");
    c.take_asked();
    let dropped = "'/tmp/My report.pdf' /tmp/b.txt";
    c.event(Event::Paste(dropped.into()));
    let ways = vec![vec!["/tmp/My report.pdf".into(), "/tmp/b.txt".into()]];
    assert_eq!(c.take_asked(), [Effect::CheckPasted { key: key(Mode::Reply), text: dropped.into(), ways }]);
    let named = vec![("/tmp/My report.pdf".into(), 5), ("/tmp/b.txt".into(), 6)];
    c.event(Event::PastedChecked { key: key(Mode::Reply), text: dropped.into(), files: named.clone() });
    assert!(c.screen().contains("Attach these 2 files?"), "{}", c.screen());
    c.keys("enter");
    assert_eq!((files(&c).len(), text(&c).as_str()), (2, "See: "));
    c.event(Event::PastedChecked { key: key(Mode::Reply), text: dropped.into(), files: named });
    c.keys("esc");
    assert_eq!((files(&c).len(), text(&c)), (2, format!("See: {dropped}")), "Esc pastes the text");
    c.event(Event::Paste("/refund/it".into()));
    c.event(Event::PastedChecked { key: key(Mode::Reply), text: "/refund/it".into(), files: Vec::new() });
    assert!(c.app.popups.is_empty() && text(&c).ends_with("/refund/it"), "what names no file is text, and opens no popup");
    c.event(Event::Paste("plain words".into()));
    assert!(text(&c).ends_with("plain words"));
}

// The editor's keys -----------------------------------------------------------------------------------------------------------------------

/// A keymap where acts of the editor have these keys in place of their usual ones.
fn with_edits(given: &[(&str, &[&str])]) -> (Keymap, Vec<KeyProblem>) {
    let line = |key: &str, command: &str| Override { scope: "text".to_owned(), key: key.to_owned(), command: command.to_owned() };
    let usual = |act: &str| KEYS.iter().find(|(name, _)| *name == act).map_or(&[][..], |(_, keys)| *keys);
    let takes = given.iter().flat_map(|(act, _)| usual(act).iter().map(|key| line(key, "none")));
    let gives = given.iter().flat_map(|(act, keys)| keys.iter().map(|key| line(key, act)));
    let (map, problems) = Keymap::new(&takes.chain(gives).collect::<Vec<_>>());
    (map, problems.into_iter().map(|(_, problem)| problem).collect())
}

/// A console with such keys, none of them refused.
fn console_with_edits(given: &[(&str, &[&str])]) -> Console {
    let mut c = Console::new(120, 36);
    let (map, problems) = with_edits(given);
    assert!(problems.is_empty(), "{problems:?}");
    c.app.keymap = map;
    c
}

/// A text that has something to undo and to redo, and its cursor, after a key.
fn after_key(last: &str) -> (String, (usize, usize)) {
    let mut editor = Editor::from_text("one two\nthree four\nfive six");
    for key in ["up", "ctrl-left", "right", "ctrl-w", "x", "ctrl-z", last] {
        editor.key(key.parse::<Chord>().expect("a key").in_place_of(key_event("esc")));
    }
    (editor.text(), editor.cursor())
}

#[test]
fn each_usual_key_of_an_act_of_the_editor_does_the_same_and_the_act_has_a_title() {
    let c = Console::new(80, 24);
    for (act, keys) in KEYS {
        assert!(COMMANDS.iter().all(|c| c.id != *act), "{act} is a command's name too");
        assert!(!c.app.say(&format!("console-{act}")).starts_with("console-"), "{act} has no title");
        let done: BTreeSet<_> = keys.iter().map(|key| after_key(key)).collect();
        assert_eq!(done.len(), 1, "{act}: {done:?}");
    }
}

#[test]
fn undo_with_another_key_is_undo_wherever_text_is_typed_and_the_old_key_is_none() {
    let mut c = console_with_edits(&[("edit-undo", &["f7", "alt-u"])]);
    let filtered = |c: &Console| if let Some(Popup::Palette(p)) = c.app.popups.last() { p.input.text() } else { String::new() };
    let searched = |c: &Console| c.app.queue.input.text();
    let places = [("enter r", text as fn(&Console) -> String), ("esc esc /", searched), ("esc ctrl-k", filtered)];
    for (way, written) in places {
        c.keys(way).type_in("lamp order").keys("ctrl-w");
        assert_eq!(written(&c), "lamp ", "{way}");
        c.keys("ctrl-z");
        assert_eq!(written(&c), "lamp ", "{way}");
        c.keys("f7");
        assert_eq!(written(&c), "lamp order", "{way}");
        c.keys("ctrl-y");
        assert_eq!(written(&c), "lamp ", "{way}: the others are as ever");
        c.keys("alt-u");
        assert_eq!(written(&c), "lamp order", "{way}");
    }
}

#[test]
fn a_motion_with_another_key_selects_with_shift_as_the_usual_ones_do() {
    let mut c = console_with_edits(&[("edit-row-start", &["alt-home", "f7"]), ("edit-redo", &["ctrl-shift-g"]), ("edit-undo", &["ctrl-g"])]);
    c.keys("enter r").type_in("lamp order");
    let alt_shift = KeyModifiers::ALT | KeyModifiers::SHIFT;
    c.event(Event::Key(KeyEvent::new(crossterm::event::KeyCode::Home, alt_shift)));
    c.keys("backspace");
    assert_eq!(text(&c), "");
    for (modifiers, letter, expected) in [(KeyModifiers::CONTROL, 'g', "lamp order"), (KeyModifiers::CONTROL | KeyModifiers::SHIFT, 'g', "")] {
        c.event(Event::Key(KeyEvent::new(crossterm::event::KeyCode::Char(letter), modifiers)));
        assert_eq!(text(&c), expected);
    }
    c.keys("ctrl-z");
    assert_eq!(text(&c), "", "and no other key of theirs is left");
}

#[test]
fn vims_insert_mode_has_the_editors_keys_as_they_are_given_and_its_commands_keep_theirs() {
    let mut c = console_with_edits(&[("edit-delete-word-back", &["ctrl-g"]), ("edit-delete-back", &["f7"]), ("edit-left", &["f8"])]);
    c.app.vim = true;
    c.keys("enter r").type_in("lamp order").keys("ctrl-w ctrl-g");
    assert_eq!(text(&c), "lamp ");
    c.keys("esc left left x");
    assert_eq!(text(&c), "lap ", "arrows are Vim's here");
    c.keys("A ctrl-g esc u");
    assert_eq!(text(&c), "lap ");
}

#[test]
fn the_help_shows_the_editors_keys_as_they_are_given() {
    let mut c = console_with_edits(&[("edit-undo", &["f7"]), ("edit-left", &["f9"]), ("edit-word-left", &[])]);
    c.keys("enter r f1").type_in("undo");
    assert!(c.screen().contains("F7                 undo") && c.screen().contains("edit-undo in [console.keys]"), "{}", c.screen());
    c.keys("ctrl-w").type_in("select, with");
    assert!(c.screen().contains("Shift-F9 Shift-→   select, with Shift on any motion"), "{}", c.screen());
}

#[test]
fn a_key_of_the_editor_is_none_that_writes_and_none_that_something_else_has_there() {
    let refused = |act: &str, key: &str| with_edits(&[(act, &[key])]).1;
    for key in ["u", "U", "space", "é"] {
        assert!(matches!(&refused("edit-undo", key)[..], [KeyProblem::Typed { act: "edit-undo", .. }]), "{key}");
    }
    for (act, key, has, of) in [
        ("edit-undo", "ctrl-k", "palette", "anywhere"),
        ("edit-undo", "ctrl-s", "submit", "composer"),
        ("edit-undo", "ctrl-r", "popup-raw", "popup"),
        ("edit-undo", "ctrl-n", "edit-down", "text"),
        ("edit-undo", "ctrl-y", "edit-redo", "text"),
        ("edit-new-line", "alt-enter", "submit", "composer"),
    ] {
        let problems = refused(act, key);
        assert!(matches!(&problems[..], [KeyProblem::Taken { first, scope, .. }] if (*first, *scope) == (has, of)), "{act} {key}: {problems:?}");
    }
    let (_, both) = with_edits(&[("edit-undo", &["f7"]), ("edit-redo", &["f7"])]);
    assert!(matches!(&both[..], [KeyProblem::Conflict { first: "edit-undo", second: "edit-redo", .. }]), "{both:?}");
    assert!(matches!(&refused("edit-fly", "f7")[..], [KeyProblem::Command(_)]));
    assert!(refused("edit-undo", "ctrl-a").len() == 1 && refused("edit-down", "alt-n").is_empty());
    assert!(with_edits(&[("edit-undo", &["ctrl-y"]), ("edit-redo", &["ctrl-z"])]).1.is_empty(), "they change places");
}

// Vim's keys ----------------------------------------------------------------------------------------------------------------------------

#[test]
fn with_vim_keys_the_first_escape_leaves_insert_mode_and_the_next_steps_back() {
    let mut c = Console::new(120, 36);
    c.app.vim = true;
    c.keys("enter r").type_in("Hello there");
    assert!(c.screen().contains(" INSERT "), "{}", c.screen());
    c.keys("esc");
    assert!(c.app.composer.is_some() && c.screen().contains(" NORMAL "), "{}", c.screen());
    c.keys("0 d");
    assert!(c.screen().contains(" NORMAL d "));
    c.keys("w v e");
    assert!(c.screen().contains(" VISUAL "));
    c.keys("esc");
    assert_eq!((text(&c).as_str(), c.app.composer.is_some()), ("there", true));
    c.keys("A").type_in(" /hel");
    assert!(matches!(c.app.popups.last(), Some(Popup::Suggest(_))), "popups open where text is typed");
    c.keys("esc esc");
    assert!(c.app.popups.is_empty() && c.app.composer.is_some());
    c.keys("h l");
    assert!(c.app.popups.is_empty(), "and not where keys are commands");
    c.keys("u u");
    assert_eq!(text(&c), "Hello there");
    c.keys("tab");
    assert!(!c.screen().contains(" NORMAL "), "the other fields are typed in as ever");
    c.keys("shift-tab esc");
    assert!(c.app.composer.is_none());
}

#[test]
fn without_vim_keys_nothing_is_different() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("dd");
    assert_eq!(text(&c), "dd");
    assert!(!c.screen().contains("INSERT"));
    c.keys("esc");
    assert!(c.app.composer.is_none());
}

// Commands of the agent's ---------------------------------------------------------------------------------------------------------------

/// The command that was asked for: its number, itself, and what it gets.
fn piped(c: &mut Console) -> Option<(u64, String, PipeInput)> {
    c.take_asked().into_iter().find_map(|e| if let Effect::Pipe { id, command, input } = e { Some((id, command, input)) } else { None })
}

fn ran(out: &str, err: &str, end: End) -> Ran {
    Ran { out: out.to_owned(), err: err.to_owned(), end }
}

#[test]
fn a_message_goes_through_a_command_as_text_or_as_the_mail_that_came() {
    let mut c = Console::new(120, 36);
    c.keys("enter g |").type_in("wc -l").keys("enter");
    let (id, command, input) = piped(&mut c).unwrap();
    assert_eq!(command, "wc -l");
    assert!(matches!(&input, PipeInput::Text(text) if text.contains("E-52") && !text.contains("Example Org")), "what is new of it: {input:?}");
    assert!(c.screen().contains("Running"), "{}", c.screen());
    c.event(Event::Piped(id + 1, ran("of another", "", End::Code(0))));
    assert!(!c.screen().contains("of another"));
    c.event(Event::Piped(id, ran("5\n", "careful\n", End::Code(2))));
    let screen = c.screen();
    assert!(screen.contains("exit code 2") && screen.contains("5") && screen.contains("careful"), "{screen}");
    c.keys("y");
    assert_eq!(c.take_asked(), [Effect::Copy("5\n".into())]);
    c.keys("esc | up");
    assert!(c.screen().contains("wc -l"), "commands of this session are offered again");
    c.keys("down ctrl-r enter");
    let (_, command, input) = piped(&mut c).unwrap();
    assert_eq!((command.as_str(), input), ("wc -l", PipeInput::Raw(InboxId(1))));
    c.keys("esc");
    assert_eq!(c.take_asked(), [Effect::StopPipe(id + 1)], "Esc stops what runs");
}

#[test]
fn a_message_of_a_side_conversation_goes_through_a_command_too() {
    let mut c = Console::new(120, 36);
    c.keys("enter o enter |").type_in("cat").keys("enter");
    assert!(matches!(piped(&mut c).unwrap().2, PipeInput::Text(text) if text.contains("four of them")));
}

#[test]
fn the_draft_or_what_is_selected_in_it_is_replaced_by_the_output_and_undo_brings_it_back() {
    let mut c = Console::new(120, 36);
    c.keys("enter r alt-p");
    assert!(c.app.popups.is_empty() && c.app.toast.as_ref().is_some_and(|t| t.bad), "there is nothing to run it on");
    c.type_in("b\na").keys("alt-p").type_in("sort").keys("enter");
    let (id, _, input) = piped(&mut c).unwrap();
    assert_eq!(input, PipeInput::Text("b\na".into()));
    c.event(Event::Piped(id, ran("half", "oh no", End::Code(1))));
    assert_eq!(text(&c), "b\na", "what failed replaces nothing");
    assert!(c.screen().contains("oh no"));
    c.keys("esc alt-p").type_in("sort").keys("enter");
    let (id, ..) = piped(&mut c).unwrap();
    c.event(Event::Piped(id, ran("a\nb\n", "", End::Code(0))));
    assert_eq!((text(&c).as_str(), c.app.popups.len()), ("a\nb", 0));
    c.keys("ctrl-z");
    assert_eq!(text(&c), "b\na");
    c.app.composer.as_mut().unwrap().editor.select_all();
    c.app.composer.as_mut().unwrap().editor.use_vim();
    c.keys("esc g g v alt-p").type_in("tr b B").keys("enter");
    let (id, _, input) = piped(&mut c).unwrap();
    assert_eq!(input, PipeInput::Text("b".into()), "only what is selected");
    c.event(Event::Piped(id, ran("B\n", "", End::Code(0))));
    assert_eq!(text(&c), "B\na");
}

#[test]
fn a_message_is_shown_with_its_translation_and_the_palette_says_what_is_missing() {
    let mut c = Console::new(120, 36);
    c.keys("enter g U");
    assert!(piped(&mut c).is_none() && c.app.toast.as_ref().is_some_and(|t| t.text.contains("translate.command")), "{:?}", c.app.toast);
    c.keys("ctrl-k").type_in("translate the message");
    assert!(c.screen().contains("no translation command is configured"), "{}", c.screen());
    c.keys("esc");
    c.app.pipes.translate.command = Some("trans -b :{language}".into());
    c.keys("U");
    let (id, command, _) = piped(&mut c).unwrap();
    assert_eq!(command, "trans -b :en", "into the language of the screen");
    c.event(Event::Piped(id, ran("A impressora mostra E-52.", "", End::Code(0))));
    let screen = c.screen();
    assert!(screen.contains("A impressora mostra E-52.") && screen.contains("the printer on the second floor shows"), "{screen}");
    c.keys("enter");
    assert!(c.app.popups.is_empty());
    c.app.pipes.translate.language = Some("pt".into());
    c.keys("U");
    assert_eq!(piped(&mut c).unwrap().1, "trans -b :pt", "or as the configuration calls it");
}

#[test]
fn the_draft_is_translated_and_its_original_is_kept_until_it_is_sent() {
    let mut c = Console::new(120, 36);
    c.app.pipes.translate.command = Some("trans -b :{language}".into());
    c.keys("enter r").type_in("We come tomorrow.").keys("alt-l");
    c.type_in("de; rm x").keys("enter");
    assert!(piped(&mut c).is_none(), "a word for a language is never a command");
    c.keys("alt-l").type_in("de").keys("enter");
    let (id, command, input) = piped(&mut c).unwrap();
    assert_eq!((command.as_str(), input), ("trans -b :de", PipeInput::Text("We come tomorrow.".into())));
    c.event(Event::Piped(id, ran("Wir kommen morgen.\n", "", End::Code(0))));
    assert!(c.screen().contains("Wir kommen morgen.") && text(&c) == "We come tomorrow.", "it is shown beside the original first");
    c.keys("enter");
    assert_eq!(text(&c), "Wir kommen morgen.");
    assert!(c.screen().contains("translated"), "{}", c.screen());
    assert_eq!(c.app.composer.as_ref().unwrap().draft().original.as_deref(), Some("We come tomorrow."), "it survives with the draft");
    c.keys("ctrl-z");
    assert_eq!(text(&c), "We come tomorrow.", "undo brings it back");
    c.keys("ctrl-y alt-o");
    assert_eq!((text(&c).as_str(), c.app.composer.as_ref().unwrap().original.is_none()), ("We come tomorrow.", true));
    c.keys("alt-l");
    assert!(c.screen().contains("de"), "the last language is offered");
}

#[test]
fn the_draft_is_previewed_as_its_reader_will_see_it() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("Dear **Maria**,\n- one\n- two").keys("alt-v");
    let screen = c.screen();
    assert!(screen.contains("Dear Maria,") && screen.contains("• two") && !screen.contains("**"), "{screen}");
    let bold = Style::new().fg(c.app.theme.text.fg.unwrap_or_default()).add_modifier(Modifier::BOLD);
    assert!(c.words_in(bold).iter().any(|w| w.contains("Maria")), "{:?}", c.words_in(bold));
    c.type_in("!");
    assert!(c.screen().contains("**Maria**") && text(&c).ends_with("two!"), "whoever types sees what they type");
    c.keys("alt-z alt-v");
    let screen = c.screen();
    assert!(screen.contains("**Maria**") && screen.contains("Dear Maria,"), "where there is room both are shown: {screen}");
    c.type_in(" and **three**");
    assert!(c.screen().contains("two! and three"));
    c.keys("alt-v");
    assert!(!c.screen().contains("Dear Maria,"));
}

#[test]
fn a_snooze_says_which_time_it_has_understood() {
    let mut c = Console::new(120, 36);
    let then = c.app.words.date_time(NOW.after(Duration::from_secs(3 * 3600)));
    c.keys("z");
    assert!(c.screen().contains(&then), "three hours are a time of the clock:\n{}", c.screen());
    c.type_in("in 3h");
    assert!(c.screen().contains(&then), "{}", c.screen());
    c.type_in("xyz");
    assert!(c.screen().contains("not understood"), "{}", c.screen());
    c.event(Event::Done(Done::Triaged {
        tickets: vec![TicketId(1042)],
        change: Triage::Snooze("in 3h".to_owned()),
        left: Vec::new(),
        stopped: false,
    }));
    assert!(c.app.toast.as_ref().unwrap().text.contains(&then));
}

#[test]
fn the_footer_names_the_help_however_narrow_it_is() {
    for keys in ["", "enter", "enter o", "enter r", "a", "W"] {
        let mut c = Console::new(80, 24);
        let screen = c.keys(keys).screen();
        assert!(screen.trim_end().ends_with("keys"), "{keys}:\n{screen}");
    }
}

#[test]
fn a_time_that_is_not_understood_stays_to_be_mended() {
    for before in ["z", "W w"] {
        let mut c = Console::new(80, 24);
        c.keys(before);
        c.take_asked();
        c.type_in("frittag").keys("enter");
        assert_eq!(c.take_asked(), []);
        let screen = c.screen();
        assert!(screen.contains("frittag") && c.app.toast.as_ref().unwrap().text.starts_with("not understood"), "{before}: {screen}");
        for _ in 0.."frittag".len() {
            c.keys("backspace");
        }
        c.type_in("2026-01-01").keys("enter");
        assert!(c.take_asked().is_empty() && c.app.toast.as_ref().unwrap().text.contains("passed"), "{before}");
        for _ in 0.."2026-01-01".len() {
            c.keys("backspace");
        }
        c.type_in("14:00").keys("enter");
        let asked = c.take_asked();
        let meant = |e: &Effect| match e {
            Effect::Triage { change, .. } => *change == Triage::Snooze("14:00".to_owned()),
            Effect::Due(_, text) => text == "14:00",
            _ => false,
        };
        assert!(asked.iter().any(meant), "{before}: {asked:?}");
    }
}

#[test]
fn the_forms_of_a_time_are_named_in_full() {
    for language in Language::ALL {
        for (keys, key) in [("z", "console-pick-snooze-hint"), ("z x", "console-time-unknown")] {
            let mut c = Console::new(80, 24);
            c.app.words = Words::new(language);
            let screen = c.keys(keys).screen();
            assert!(screen.contains(&c.app.say(key)), "{language:?}: {screen}");
        }
    }
}

#[test]
fn on_a_sunday_tomorrow_is_offered_once() {
    let offers = |now: &str| {
        let mut c = Console::new(120, 36);
        c.app.now = now.parse().unwrap();
        let screen = c.keys("z").screen();
        (screen.contains("tomorrow"), screen.contains("next week"))
    };
    assert_eq!(offers("2026-11-21T12:00:00Z"), (true, true), "a Saturday");
    assert_eq!(offers("2026-11-22T12:00:00Z"), (true, false), "a Sunday");
    assert_eq!(offers("2026-11-23T12:00:00Z"), (true, true), "a Monday");
}

#[test]
fn a_form_that_is_left_keeps_what_was_typed_until_it_is_sent() {
    let mut c = Console::new(120, 36);
    c.keys("+").type_in("zoe@example.org").keys("enter").type_in("Broken lamp").keys("esc");
    assert!(c.app.popups.is_empty());
    let screen = c.keys("+").screen();
    assert!(screen.contains("zoe@example.org") && screen.contains("Broken lamp"), "{screen}");
    c.keys("enter");
    assert!(c.take_asked().iter().any(|e| matches!(e, Effect::Create { .. })));
    assert!(c.keys("+").screen().contains("Broken lamp"), "it was not made yet");
    c.keys("esc");
    c.event(Event::Done(Done::Created(Box::new(console::head(0)))));
    let screen = c.keys("esc 1 +").screen();
    assert!(!screen.contains("zoe@example.org") && matches!(c.app.popups.last(), Some(Popup::Create(_))), "{screen}");

    let mut c = Console::new(120, 36);
    c.keys("C n").type_in("calls in the morning").keys("esc");
    let screen = c.keys("n").screen();
    assert!(screen.contains("calls in the morning"), "{screen}");
    c.keys("enter");
    assert!(c.take_asked().iter().any(|e| matches!(e, Effect::NoteContact(_, NoteChange::Add(line)) if line == "calls in the morning")));
    assert!(!c.keys("n").screen().contains("calls in the morning"));
}

#[test]
fn the_form_of_a_new_ticket_says_what_is_missing() {
    let mut c = Console::new(120, 36);
    c.keys("+ enter");
    assert!(c.app.toast.as_ref().unwrap().text.contains("who it is for"));
    c.type_in("Zoe Q").keys("enter").type_in("!");
    assert!(c.app.toast.as_ref().unwrap().text.contains("Zoe Q") && c.screen().contains("Zoe Q!"), "it stays there");
    c.app.toast = None;
    let screen = c.screen();
    assert!(screen.lines().last().unwrap().contains("Enter  go on"), "{screen}");
    let screen = c.keys("tab").type_in("Lamp").screen();
    assert!(screen.contains("Lamp") && screen.contains("Zoe Q!"), "Tab goes to the other field all the same: {screen}");
}

#[test]
fn the_tour_goes_on_where_the_ticket_is_ones_own_already() {
    let mut c = Console::new(120, 36);
    c.app.demo = true;
    c.keys("f2 enter");
    assert_eq!(toured(&mut c), Some(Step::Take));
    c.keys("t");
    assert!(c.app.toast.as_ref().unwrap().text.contains("yours"));
    assert_eq!(toured(&mut c), Some(Step::Note));
}

#[test]
fn a_zoomed_pane_says_so_and_the_first_step_back_is_to_the_others() {
    for (keys, focus) in [("", Focus::Queue), ("enter", Focus::Ticket), ("enter o enter", Focus::Sides)] {
        let mut c = Console::new(160, 45);
        c.keys(keys).keys("alt-z");
        let screen = c.screen();
        assert!(screen.contains(" zoomed ") && c.app.areas.boxes.is_empty(), "{keys}: {screen}");
        c.keys("esc");
        assert_eq!((c.app.focus, c.app.borders.zoomed), (focus, false), "{keys}");
        assert!(!c.screen().contains(" zoomed ") && !c.app.areas.boxes.is_empty(), "{keys}");
    }
    let mut narrow = Console::new(80, 24);
    narrow.keys("enter alt-z");
    assert!(!narrow.app.borders.zoomed && narrow.app.toast.as_ref().unwrap().text.contains("room"), "{:?}", narrow.app.toast);
    narrow.keys("ctrl-k").type_in("zoom");
    assert!(narrow.screen().contains("this pane alone"), "{}", narrow.screen());
}

#[test]
fn what_can_be_typed_where_nothing_was_found_is_said_in_full() {
    for language in Language::ALL {
        let mut c = Console::new(80, 24);
        c.app.words = Words::new(language);
        c.keys("ctrl-k").type_in("xqzxqz");
        let screen = c.screen();
        let verbs = ["tag +vip,", "priority", "note", "Esc"];
        assert!(verbs.iter().all(|word| screen.contains(word)), "{language:?}: {screen}");
    }
}

#[test]
fn merging_says_what_to_type_before_anything_is_typed() {
    let mut c = Console::new(80, 24);
    c.keys("M");
    c.event(Event::TicketsFound { text: String::new(), rows: Vec::new() });
    let screen = c.screen();
    assert!(screen.contains("Type the number of a ticket"), "{screen}");
    c.type_in("zzz");
    c.event(Event::TicketsFound { text: "zzz".to_owned(), rows: Vec::new() });
    assert!(c.screen().contains("Nothing that it could be merged into"));
}

#[test]
fn without_colours_only_the_pane_with_the_keys_has_a_heavy_border_and_a_reversed_row() {
    for name in ["none", "sixteen"] {
        for (keys, pane) in [("", Focus::Queue), ("enter", Focus::Ticket)] {
            let mut c = Console::dressed(160, 45, 12, Theme::named(name).unwrap(), |event| event);
            c.keys(keys);
            let (cells, areas) = (c.cells(), c.app.areas.clone());
            for (of, area) in [(Focus::Queue, areas.queue), (Focus::Ticket, areas.ticket), (Focus::Sides, areas.sides)] {
                let corner = cells[(area.x, area.y)].symbol();
                assert_eq!(corner, if of == pane { "┏" } else { "╭" }, "{name} {keys} {of:?}");
            }
            let row = areas.list_in_queue();
            let reversed = cells[(row.x + 12, row.y)].modifier.contains(Modifier::REVERSED);
            assert_eq!(reversed, pane == Focus::Queue, "{name} {keys}");
            assert_eq!(cells[(row.x, row.y)].symbol(), "▌", "{name} {keys}");
        }
    }
}

#[test]
fn the_line_of_boxes_keeps_its_signs_that_there_are_more() {
    for columns in 60..100 {
        let mut c = Console::new(columns, 24);
        for step in 0..c.app.queue.boxes.len() {
            let line = c.screen().lines().nth(2).unwrap().to_owned();
            assert!(!line.contains('…'), "{columns}, {step}: {line}");
            let last = boxes_view::name(&c.app, c.app.queue.boxes.last().unwrap());
            assert!(line.contains('›') || line.contains(&last), "{columns}, {step}: {line}");
            assert!(line.contains(&boxes_view::current_name(&c.app)), "{columns}, {step}: {line}");
            c.keys("]");
        }
    }
}

#[test]
fn the_column_of_boxes_has_room_for_longer_names_where_the_screen_has() {
    let columns = |width: u16| Console::new(width, 60).app.areas.boxes.width;
    assert_eq!((columns(160), columns(200), columns(220), columns(400)), (24, 24, 32, 32));
}

/// The last that was asked for and is no reading could not be done.
fn fails(c: &mut Console) -> Effect {
    let asked = c.take_asked().into_iter().rfind(Effect::is_typed).expect("something asked for");
    let message = Trouble { what: "The database is busy.".to_owned(), next: String::new() };
    c.event(Event::Failed(Failure::Typed { asked: Box::new(asked.clone()), message }));
    assert!(c.screen().contains("The database is busy."), "{}", c.screen());
    asked
}

#[test]
fn what_was_typed_and_could_not_be_done_is_there_again_and_can_be_sent_again() {
    let forms = [
        ("C n", "calls in the morning", "a note on a customer"),
        ("W C n", "closed on Fridays", "a note on a third party"),
        ("=", "seats\n12", "a field"),
        ("T", "broken-lamp", "a new tag"),
        ("z", "in 5h", "a time"),
        ("ctrl-k", "note \"asked twice\"", "a verb"),
        ("/", "lamps", "a view"),
        ("+", "zoe@example.org\nBroken lamp", "a new ticket"),
        ("H d", "an offer of a stranger", "the reason of a discard"),
        ("enter r alt-a", "/no/such/file.pdf", "a file to attach"),
    ];
    for (keys, typed, what) in forms {
        let mut c = Console::new(120, 36);
        if what == "a view" {
            c.keys("/").type_in("lamp").keys("enter V");
        } else {
            c.keys(keys);
        }
        c.type_in(typed).take_asked();
        c.keys("enter");
        let asked = fails(&mut c);
        let last = typed.lines().last().unwrap();
        let screen = c.keys("esc").screen();
        assert!(screen.contains(last), "{what}: {screen}");
        c.keys("enter");
        assert!(c.take_asked().contains(&asked), "{what}");
    }
}

#[test]
fn a_note_from_the_editor_that_could_not_be_saved_is_what_the_editor_gets_again() {
    let mut c = Console::new(120, 36);
    c.keys("W C e").take_asked();
    c.event(Event::Edited("Ask for Otto, on weekdays".to_owned()));
    fails(&mut c);
    c.keys("esc e");
    assert_eq!(c.take_asked().pop(), Some(Effect::RunEditor("Ask for Otto, on weekdays".to_owned())));
    c.event(Event::Edited("Ask for Otto".to_owned()));
    c.keys("e");
    let Some(Effect::RunEditor(text)) = c.take_asked().pop() else { panic!("no editor") };
    assert!(text.starts_with("Ask for Eva"), "what was saved is read from the desk: {text}");
}

#[test]
fn what_is_refused_on_every_ticket_is_there_again_and_what_is_only_chosen_is_not() {
    let mut c = Console::new(120, 36);
    c.keys("space space ctrl-k").type_in("note \"asked twice\"").keys("enter");
    let Some(Effect::Triage { tickets, change }) = c.take_asked().pop() else { panic!("nothing asked") };
    let left = tickets.into_iter().map(|t| (t, "busy".to_owned())).collect();
    c.event(Event::Done(Done::Triaged { tickets: Vec::new(), change, left, stopped: false }));
    let screen = c.keys("esc").screen();
    assert!(screen.contains("asked twice"), "{screen}");

    let mut c = Console::new(120, 36);
    c.keys("S enter");
    fails(&mut c);
    c.keys("esc");
    assert!(c.app.popups.is_empty(), "{:?}", c.app.popups);
}

#[test]
fn the_entry_under_the_cursor_has_its_exact_time_with_the_zone_where_there_is_room() {
    let mut c = Console::new(120, 36);
    c.keys("enter g");
    let exact = "17 Nov 2026, 02:00 UTC · 10h";
    let screen = c.screen();
    assert!(screen.contains(exact) && screen.matches(" UTC · ").count() == 1, "{screen}");
    for (entry, exact) in [(1, "03:30 UTC · 8h"), (2, "03:40 UTC · 8h"), (4, "07:00 UTC · 5h")] {
        c.app.ticket.as_mut().unwrap().thread.cursor = entry;
        let screen = c.screen();
        assert!(screen.contains(exact) && screen.matches(" UTC · ").count() == 1, "each kind of entry has it: {screen}");
    }
    let mut narrow = Console::new(50, 20);
    let screen = narrow.keys("enter g").screen();
    assert!(!screen.contains("UTC") && screen.contains("10h"), "{screen}");
}

#[test]
fn why_a_mail_is_in_quarantine_is_said_in_full() {
    let mut c = Console::new(80, 24);
    let mut read = console::ticket();
    let why = "only the signed reply address names the side conversation and the author is not a participant of it";
    read.entries[1].event = Some(Happened::Quarantined { from: "eva@elsewhere.example".to_owned(), why: why.to_owned() });
    read.entries[1].id = EntryId(90);
    c.keys("enter");
    c.event(Event::TicketLoaded(Box::new(read)));
    let screen = c.keys("g j").screen();
    assert!(screen.contains("a mail from eva@elsewhere.example") && screen.contains("participant of it"), "{screen}");
    assert!(!screen.contains("participa…"), "{screen}");
}

#[test]
fn a_file_that_was_saved_is_named() {
    let mut c = Console::new(120, 36);
    c.event(Event::Done(Done::Saved("~/Downloads".into(), Some("display (1).jpg".to_owned()))));
    assert!(footer(&mut c).contains("display (1).jpg is saved in ~/Downloads"), "{}", footer(&mut c));
    c.event(Event::Done(Done::Saved("~/Downloads".into(), None)));
    assert!(footer(&mut c).contains("Saved in ~/Downloads"), "{}", footer(&mut c));
}

/// The mouse does something at a place of the screen.
fn mouse(c: &mut Console, kind: MouseEventKind, (column, row): (u16, u16)) {
    c.event(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
}

/// Column and row at which a text stands on the screen, which has nothing wide before it.
fn place_of(c: &mut Console, text: &str) -> (u16, u16) {
    let screen = c.screen();
    let found = (0..).zip(screen.lines()).find_map(|(row, line)| Some((line.split_once(text)?.0.chars().count(), row)));
    let (column, row) = found.unwrap_or_else(|| panic!("no {text:?}: {screen}"));
    (u16::try_from(column).unwrap_or(u16::MAX), row)
}

const PRESS: MouseEventKind = MouseEventKind::Down(MouseButton::Left);
const DRAG: MouseEventKind = MouseEventKind::Drag(MouseButton::Left);
const RELEASE: MouseEventKind = MouseEventKind::Up(MouseButton::Left);

#[test]
fn a_key_at_the_bottom_is_clicked() {
    let mut c = Console::new(120, 36);
    let at = place_of(&mut c, " n  note");
    mouse(&mut c, PRESS, (at.0 + 4, at.1));
    assert_eq!(c.app.composer.as_ref().map(|c| c.key.mode), Some(Mode::Note));
    let at = place_of(&mut c, "F1  keys");
    mouse(&mut c, PRESS, at);
    assert!(matches!(c.app.popups.last(), Some(Popup::Help(_))), "the one at the right end too");
    let at = place_of(&mut c, "Esc  close");
    mouse(&mut c, PRESS, at);
    assert!(c.app.popups.is_empty(), "a popup's keys too");
    let between = place_of(&mut c, "F1  keys");
    mouse(&mut c, PRESS, (between.0 - 4, between.1));
    assert!(c.app.popups.is_empty() && c.app.composer.is_some(), "what lies between is no key");
}

#[test]
fn the_mouse_puts_the_cursor_into_the_text_and_selects() {
    let mut c = Console::new(120, 36);
    c.keys("enter n").type_in("one two three\nfour");
    let two = place_of(&mut c, "two three");
    mouse(&mut c, PRESS, two);
    mouse(&mut c, RELEASE, two);
    c.type_in("X");
    assert_eq!(text(&c), "one Xtwo three\nfour");
    let two = place_of(&mut c, "two three");
    mouse(&mut c, PRESS, two);
    mouse(&mut c, DRAG, (two.0 + 4, two.1));
    mouse(&mut c, RELEASE, (two.0 + 4, two.1));
    mouse(&mut c, DRAG, (two.0, two.1 + 1));
    assert_eq!(c.app.composer.as_ref().unwrap().editor.selected().as_deref(), Some("two "), "what is let go is not dragged on");
    c.type_in("Y");
    assert_eq!(text(&c), "one XYthree\nfour");
    mouse(&mut c, PRESS, (two.0, two.1 + 2));
    c.type_in("!");
    assert_eq!(text(&c), "one XYthree\nfour!", "below the text is its end");
}

#[test]
fn a_click_on_a_field_of_the_composer_goes_there() {
    let mut c = Console::new(120, 36);
    c.keys("enter r").type_in("Hello");
    let to = place_of(&mut c, "maria@example.org");
    let field = place_of(&mut c, "To ");
    mouse(&mut c, PRESS, (to.0, field.1));
    c.type_in(", Office");
    assert_eq!(text(&c), "Hello");
    assert!(c.app.composer.as_ref().unwrap().to.text().ends_with(", Office"));
}

#[test]
fn the_wheel_scrolls_what_is_written() {
    let mut c = Console::new(120, 36);
    let lines: Vec<String> = (0..60).map(|n| format!("line {n}")).collect();
    c.keys("enter n");
    c.event(Event::Paste(lines.join("\n")));
    let at = place_of(&mut c, "line 59");
    for _ in 0..30 {
        mouse(&mut c, MouseEventKind::ScrollUp, at);
    }
    let screen = c.screen();
    assert!(screen.contains("line 0 ") && !screen.contains("line 59"), "{screen}");
    for _ in 0..30 {
        mouse(&mut c, MouseEventKind::ScrollDown, at);
    }
    assert!(c.screen().contains("line 59"), "{}", c.screen());
    assert_eq!(text(&c), lines.join("\n"));
}
