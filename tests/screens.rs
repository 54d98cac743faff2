//! What an agent sees, on the sizes that people have.

mod console;

use aside::model::entry::Origin;
use aside::model::people::{Badge, Role, Suggestion};
use aside::model::recipients::Obstacle;
use aside::model::ticket::{BoxCount, BoxKey};
use aside::model::{InboxId, TicketId};
use aside::tui::effect::{DraftKey, Mode};
use aside::tui::event::{Done, Event, Failure, News, Page, PathFound, RawMail, Trouble};
use aside::tui::preview::Picture;
use aside::tui::shell::{End, Ran};
use console::{Console, address, ago};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

/// One snapshot for each size.
fn shows(name: &str, act: impl Fn(&mut Console)) {
    for (columns, rows) in SIZES {
        let mut console = Console::new(columns, rows);
        act(&mut console);
        insta::assert_snapshot!(format!("{name}@{columns}x{rows}"), console.screen());
    }
}

fn key(mode: Mode) -> DraftKey {
    DraftKey { ticket: TicketId(1042), mode }
}

#[test]
fn the_queue() {
    shows("queue", |_| {});
}

#[test]
fn a_ticket_with_every_kind_of_entry() {
    shows("ticket", |c| {
        c.keys("enter g");
    });
}

#[test]
fn the_newest_message_comes_first_to_the_eyes() {
    shows("ticket-end", |c| {
        c.keys("enter");
    });
}

#[test]
fn writing_to_the_customer() {
    shows("composer-reply", |c| {
        c.keys("enter r").type_in("Hello Maria,\n\nwe come tomorrow at ten.");
    });
}

#[test]
fn writing_a_private_note() {
    shows("composer-note", |c| {
        c.keys("enter n").type_in("The part is in stock.");
    });
}

#[test]
fn what_a_search_found_is_marked_where_it_stands() {
    let mut c = Console::new(120, 36);
    c.keys("/").type_in("cable").keys("enter");
    c.keys("enter");
    let screen = c.screen();
    let style = c.app.theme.hit;
    assert!(screen.contains("cable"));
    assert!(c.words_in(style).iter().any(|w| w == "cable"), "{:?}", c.words_in(style));
    let pane = c.app.ticket.as_ref().unwrap();
    let here = &pane.thread.blocks[pane.thread.cursor];
    assert!(here.rows.iter().any(|r| r.text.contains("cable")), "the ticket opens where it stands");
}

#[test]
fn asking_aside() {
    shows("composer-side", |c| {
        c.keys("enter s").type_in("parts@example.net").keys("tab tab").type_in("Stock of P-100?").keys("tab").type_in("Do you have P-100?");
    });
}

#[test]
fn the_sides_of_a_ticket() {
    shows("sides", |c| {
        c.keys("enter o");
    });
}

#[test]
fn the_thread_of_a_side_and_an_answer_in_it() {
    shows("side-thread", |c| {
        c.keys("enter o enter");
    });
    shows("side-answer", |c| {
        c.keys("enter o enter r").type_in("Please send two.");
    });
}

#[test]
fn a_side_mail_that_failed() {
    shows("side-failed", |c| {
        c.keys("enter o j enter");
    });
}

#[test]
fn the_sides_of_a_ticket_in_every_state() {
    shows("sides-none", |c| {
        c.keys("j enter o");
    });
    shows("sides-many", |c| {
        c.keys("j j j enter o");
    });
    shows("sides-many-end", |c| {
        c.keys("j j j enter o G");
    });
    shows("side-done", |c| {
        c.keys("j j j enter o enter");
    });
    shows("side-crowded", |c| {
        c.keys("j j j enter o j enter");
    });
    shows("side-undone", |c| {
        c.keys("j j j enter o j j enter");
    });
    shows("side-draft", |c| {
        c.keys("enter o enter r").type_in("Please send").keys("esc");
    });
    shows("side-people", |c| {
        c.keys("enter o p");
    });
    shows("side-attach", |c| {
        c.keys("enter o enter r").type_in("See the picture.").keys("alt-t");
    });
}

#[test]
fn reports() {
    shows("report", |c| {
        c.keys("%");
    });
    shows("report-end", |c| {
        c.keys("% G");
    });
    shows("report-third-parties", |c| {
        c.keys("% tab j j j j j j j j j j j");
    });
    shows("report-agents", |c| {
        c.keys("% [ [");
    });
}

#[test]
fn a_report_can_be_read_without_colour() {
    for keys in ["%", "% tab", "% tab tab"] {
        let (mut plain, mut coloured) = (Console::new(120, 36), Console::new(120, 36));
        plain.app.theme = aside::tui::widgets::theme::Theme::none();
        assert_eq!(plain.keys(keys).screen(), coloured.keys(keys).screen());
    }
}

#[test]
fn the_card_of_a_third_party() {
    shows("party", |c| {
        c.keys("W C");
    });
    shows("party-note", |c| {
        c.keys("W C n").type_in("New number since May");
    });
    shows("party-history", |c| {
        c.keys("W C h");
    });
    shows("party-choice", |c| {
        c.keys("enter o C");
    });
    shows("party-with-little", |c| {
        c.keys("W C");
        let known = console::card(address("parts@acme.example"));
        let sides = known.sides.iter().take(1).cloned().collect();
        let contact = aside::desk::ContactCard { organization: None, failures: vec![], notes: vec![], ..known.contact };
        let little = aside::desk::Party { contact, sides, names: known.names, times: known.times };
        c.event(Event::Party(Box::new(little)));
    });
}

#[test]
fn on_an_empty_desk_every_pane_and_list_says_what_to_do() {
    let empty = || {
        let mut c = Console::of(80, 24, 0);
        let boxes = console::boxes().into_iter().filter(|b| !matches!(b.key, BoxKey::View(_)));
        c.event(Event::Boxes(boxes.map(|b| BoxCount { total: 0, waiting: 0, oldest: None, ..b }).collect()));
        c.event(Event::Views(vec![]));
        c.event(Event::Notifications(vec![]));
        c
    };
    let looks: [(&str, &str, Option<Event>, &str); 12] = [
        ("queue", "", None, "R fetches it now"),
        ("search", "/ x y", None, "Esc leaves the search"),
        ("notifications", "i", Some(Event::Notifications(vec![])), "will stand here"),
        ("waiting", "W", Some(Event::Waiting(vec![])), "s on a ticket asks somebody aside"),
        ("quarantine", "H", Some(Event::Quarantine(vec![])), "until somebody decides"),
        ("palette", "ctrl-k x q z q", None, "A verb works too"),
        ("help", "f1 x q z q", None, "Nothing matches"),
        ("boxes", "b x q z q", None, "Nothing matches"),
        ("organizations", "", Some(Event::Organizations(vec![])), "type a new one"),
        ("agents", "", Some(Event::Agents { agents: vec![], show: true }), "nothing to choose here yet"),
        ("macros", "", Some(Event::Macros(vec![])), "aside edit macros"),
        ("report", "%", None, ""),
    ];
    for (name, keys, event, says) in looks {
        let mut c = empty();
        c.keys(keys);
        event.into_iter().for_each(|e| c.event(e));
        let screen = c.screen();
        let flat = screen.replace(['│', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(says), "{name} does not say “{says}”\n{screen}");
        insta::assert_snapshot!(format!("empty-{name}@80x24"), screen);
    }
}

#[test]
fn what_has_nothing_yet_says_what_to_do_about_it() {
    let says = |act: &dyn Fn(&mut Console), what: &str| {
        let mut c = Console::new(80, 24);
        act(&mut c);
        let screen = c.screen();
        let flat = screen.replace(['│', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(what), "{what}\n{screen}");
    };
    says(
        &|c| {
            c.keys("j enter 3");
        },
        "s asks a supplier",
    );
    says(
        &|c| {
            c.keys("C h").event(Event::Customer(Box::new(bare_customer())));
        },
        "n adds a line",
    );
    says(
        &|c| {
            c.keys("C").event(Event::Customer(Box::new(bare_customer())));
        },
        "n notes something about them",
    );
    says(
        &|c| {
            c.keys("M").type_in("zzz");
            c.event(Event::TicketsFound { text: "zzz".to_owned(), rows: vec![] });
        },
        "type a number or words",
    );
}

/// A customer of whom nothing is known but one ticket.
fn bare_customer() -> aside::desk::Customer {
    let known = console::customer(address("maria@example.org"));
    let contact = aside::desk::ContactCard { organization: None, failures: vec![], notes: vec![], ..known.contact };
    aside::desk::Customer { contact, muted: None, tickets: known.tickets[..1].to_vec() }
}

#[test]
fn the_tour_of_the_demo() {
    let begun = |c: &mut Console| {
        c.app.demo = true;
        c.keys("f2");
    };
    shows("tour", |c| begun(c));
    shows("tour-writing", |c| {
        begun(c);
        c.keys("enter n");
    });
    shows("tour-end", |c| {
        begun(c);
        c.event(Event::Done(Done::Submitted { key: key(Mode::Reply), leaves: None, status: aside::model::status::Status::Open, side: None }));
    });
}

#[test]
fn custom_fields() {
    let gold = |c: &mut Console| c.keys("enter").event(Event::TicketLoaded(Box::new(console::ticket_with_fields())));
    shows("fields", |c| {
        gold(c);
        c.keys("=");
    });
    shows("fields-choice", |c| {
        gold(c);
        c.keys("= enter");
    });
    shows("fields-date", |c| {
        gold(c);
        c.keys("= down down down enter").type_in("2026-11");
    });
}

#[test]
fn the_card_of_a_customer() {
    shows("customer", |c| {
        c.keys("C");
    });
    shows("customer-muted", |c| {
        c.keys("enter C j");
        let muted = Some(aside::store::Muted { by: "Bruno Lima".to_owned(), at: ago(90) });
        c.event(Event::Customer(Box::new(aside::desk::Customer { muted, ..console::customer(address("maria@example.org")) })));
    });
    shows("customer-new", |c| {
        c.keys("C");
        c.event(Event::Customer(Box::new(bare_customer())));
    });
}

#[test]
fn suppliers() {
    shows("waiting-by-organization", |c| {
        c.keys("W o");
    });
    shows("organizations", |c| {
        c.app.me.role = Role::Supervisor;
        c.keys("ctrl-k").type_in("suppliers").keys("enter");
    });
}

#[test]
fn the_palette() {
    shows("palette", |c| {
        c.keys("ctrl-k").type_in("sn");
    });
    shows("palette-verb", |c| {
        c.keys("space j space ctrl-k").type_in("tag +vip -new");
    });
}

#[test]
fn macros() {
    shows("macros", |c| {
        c.keys("m").type_in("re");
    });
    shows("macro-asks", |c| {
        c.keys("space j space m").type_in("ask").keys("enter");
    });
}

#[test]
fn settings_that_are_wrong_come_back_with_their_line() {
    shows("settings-refused", |c| {
        let why = aside::model::settings::read::<aside::model::settings::ViewItem>(
            "[[view]]\nname = \"VIP\"\nquery = \"tag:vip asignee:me\"",
            &Default::default(),
        );
        let text = "[[view]]\nname = \"VIP\"\nquery = \"tag:vip asignee:me\"".to_owned();
        let why = aside::model::written::WrittenError::at(&text, "views.toml", why.unwrap_err()).to_string();
        c.event(Event::SettingsRefused { kind: aside::model::settings::Kind::Views, text, why });
    });
}

#[test]
fn the_agents_and_what_they_have_to_do() {
    shows("agents", |c| {
        c.keys("ctrl-k").type_in("agents who").keys("enter");
    });
}

#[test]
fn a_query_is_saved_as_a_view() {
    shows("save-view", |c| {
        c.keys("/").type_in("tag:vip").keys("enter V").type_in("VIP");
    });
}

#[test]
fn the_help() {
    shows("help", |c| {
        c.keys("enter ?");
    });
}

#[test]
fn canned_responses_with_a_preview() {
    shows("canned", |c| {
        c.keys("enter r").type_in("/ref");
    });
}

#[test]
fn colleagues_to_mention() {
    shows("mention", |c| {
        c.keys("enter n").type_in("Dear @b");
    });
}

#[test]
fn the_firewall_asks_for_a_word() {
    shows("firewall", |c| {
        c.keys("enter r").type_in("See attached.").keys("ctrl-s");
        let obstacles =
            vec![Obstacle::ThirdPartyInReply { address: address("parts@example.net") }, Obstacle::AttachmentMissing { word: "attached".to_owned() }];
        c.event(Event::Failed(Failure::Blocked { key: key(Mode::Reply), obstacles, news: Vec::new() }));
    });
}

#[test]
fn the_thread_moved() {
    shows("moved", |c| {
        c.keys("enter r").type_in("On our way.").keys("ctrl-s");
        let news = vec![News { who: "Maria Silva".to_owned(), at: ago(1), text: "It works again, no need to come.".to_owned() }];
        c.event(Event::Failed(Failure::Blocked { key: key(Mode::Reply), obstacles: vec![Obstacle::ThreadMoved { events: 1 }], news }));
    });
}

#[test]
fn pickers() {
    shows("assign", |c| {
        c.keys("a");
    });
    shows("snooze", |c| {
        c.keys("z").type_in("fri 14:00");
    });
}

#[test]
fn merging_splitting_and_a_ticket_for_a_customer() {
    shows("merge", |c| {
        c.keys("M").type_in("invoice").keys("down");
    });
    shows("merge-others", |c| {
        c.keys("M enter");
        let what = "#1042 is Maria Silva's and #1037 is Jonas Berg's: two different customers. Merge them only if that is meant.".to_owned();
        let unconfirmed = vec![(TicketId(1042), what)];
        c.event(Event::Done(Done::Merged { merged: Vec::new(), into: TicketId(1037), unconfirmed, left: Vec::new() }));
        c.type_in("10");
    });
    shows("split", |c| {
        c.keys("enter g x space");
    });
    shows("create", |c| {
        c.keys("+").type_in("mar");
        let found = vec![
            Suggestion { name: "Maria Silva".to_owned(), email: address("maria@example.org"), badge: Badge::Customer },
            Suggestion { name: "Marta Ruiz".to_owned(), email: address("marta@example.net"), badge: Badge::Customer },
        ];
        c.event(Event::Suggestions { prefix: "mar".to_owned(), found });
        c.keys("down tab").type_in("Broken lamp");
    });
    shows("merged", |c| {
        let mut read = console::ticket();
        read.entries.truncate(3);
        read.entries[0].origin = Some(Origin { ticket: TicketId(1038), same_requester: false });
        read.entries[1].origin = Some(Origin { ticket: TicketId(1040), same_requester: true });
        read.head.merged_into = Some(TicketId(1030));
        c.keys("enter");
        c.event(Event::TicketLoaded(Box::new(read)));
    });
}

#[test]
fn many_tickets_at_once() {
    shows("many", |c| {
        c.app.queue.selected = (900..1043).map(TicketId).collect();
        c.keys("P enter");
    });
    shows("many-run", |c| {
        c.app.queue.selected = (1036..1043).map(TicketId).collect();
        c.event(Event::Progress(Some((34, 143))));
    });
    shows("many-left", |c| {
        let why = "Bruno Lima has changed it since, so it stays as it is.".to_owned();
        let left = vec![(TicketId(1040), why.clone()), (TicketId(1031), why), (TicketId(7), "There is no ticket #7 that you may see.".to_owned())];
        c.event(Event::Done(Done::Undone { what: "140 tickets: priority".to_owned(), left }));
    });
}

#[test]
fn searching() {
    shows("search", |c| {
        c.keys("/").type_in("printer tag:vip");
    });
}

#[test]
fn notifications() {
    shows("notifications", |c| {
        c.keys("i");
    });
}

#[test]
fn what_waits_for_third_parties_and_by_when() {
    shows("waiting", |c| {
        c.keys("W space");
    });
    shows("waiting-due", |c| {
        c.keys("W w").type_in("fri 14:00");
    });
}

#[test]
fn the_quarantine_and_what_becomes_of_its_mails() {
    shows("quarantine", |c| {
        c.event(Event::Quarantined(3));
        c.keys("H");
    });
    shows("quarantine-mail", |c| {
        c.keys("H enter");
    });
    shows("quarantine-release", |c| {
        c.keys("H r");
    });
    shows("quarantine-discard", |c| {
        c.keys("H j d").type_in("fishing");
    });
}

#[test]
fn an_error_and_the_source_of_a_mail() {
    shows("trouble", |c| {
        let what = "The mail server did not take the password (535 5.7.8).".to_owned();
        let next = "Run `aside doctor`; it says which line of the configuration to look at.".to_owned();
        c.event(Event::Failed(Failure::Other(Trouble { what, next })));
    });
    shows("raw", |c| {
        let source = "From: Maria Silva <maria@example.org>\r\nSubject: Printer\r\n\r\nHello \u{202e}gnp.exe\u{202c}\u{1b}[31m\r\n".to_owned();
        c.event(Event::Raw(RawMail { inbox: InboxId(1), why: "New ticket: no known address, Message-ID or number.".to_owned(), source }));
    });
}

#[test]
fn a_terminal_that_is_far_too_small_still_shows_something() {
    for (columns, rows) in [(1, 1), (2, 3), (10, 4), (30, 8), (99, 5)] {
        let mut console = Console::new(columns, rows);
        for keys in ["enter", "r", "esc", "n", "ctrl-k", "esc", "esc", "esc", "o", "s", "f1"] {
            console.keys(keys);
            console.screen();
        }
    }
}

#[test]
fn a_note_that_is_edited_and_what_is_gone() {
    shows("note-edit", |c| {
        c.keys("enter g ] ] ] E");
    });
    shows("note-delete", |c| {
        c.keys("enter g ] ] ] D");
    });
    shows("note-changed", |c| {
        let mut read = console::ticket();
        read.entries[4].edited = Some(ago(100));
        read.entries[5].event = Some(aside::model::entry::Event::NoteDeleted);
        read.entries[3] =
            aside::model::entry::Entry { redacted: Some(ago(50)), body: aside::model::Body::default(), files: Vec::new(), ..read.entries[3].clone() };
        c.keys("enter");
        c.event(Event::TicketLoaded(Box::new(read)));
        c.keys("g ] ] ]");
    });
    shows("note-versions", |c| {
        let text = "Until 17 Nov 2026, 10:00, when Bruno Lima changed it:\n\n@ana this model had a \u{1b}[2Jrecall in May.";
        c.event(Event::Text(Page { title: "What the note said before".into(), about: String::new(), text: text.into() }));
    });
}

#[test]
fn a_path_that_is_completed_while_it_is_typed() {
    shows("attach", |c| {
        c.keys("enter r").type_in("Here is the offer.").keys("alt-a").type_in("~/b");
        let found = |path: &str, size| PathFound { path: path.to_owned(), size };
        let many = (0..20).map(|n| found(&format!("~/bill-{n:02}.pdf"), Some(48_000 + n)));
        c.event(Event::Paths {
            typed: "~/b".to_owned(),
            found: [found("~/backups/", None), found("~/bills/", None)].into_iter().chain(many).collect(),
        });
        c.keys("down");
    });
}

#[test]
fn files_that_were_dropped_and_a_file_that_is_gone() {
    shows("attach-dropped", |c| {
        c.keys("enter r").type_in("Here it is.");
        c.event(Event::PastedChecked {
            key: key(Mode::Reply),
            text: "x".to_owned(),
            files: vec![("/tmp/My report.pdf".into(), 120_000), ("/tmp/\u{1b}[2Jb.txt".into(), 900)],
        });
    });
    shows("attach-gone", |c| {
        c.keys("enter r").type_in("Here it is.");
        c.event(Event::FileChecked("/tmp/offer.pdf".into(), 120_000));
        c.event(Event::FileChecked("/tmp/gone.pdf".into(), 900));
        c.event(Event::DraftChecked(key(Mode::Reply), vec![("/tmp/gone.pdf".into(), None)]));
    });
}

#[test]
fn what_a_command_made_of_a_message() {
    let ran = |out: &str, err: &str, code: i32| Ran { out: out.to_owned(), err: err.to_owned(), end: End::Code(code) };
    shows("pipe-prompt", |c| {
        c.app.pipes.history = vec!["wc -w".to_owned(), "grep -i invoice".to_owned()];
        c.keys("enter g |");
    });
    shows("pipe-running", |c| {
        c.keys("enter g |").type_in("sleep 9").keys("enter");
    });
    shows("pipe", |c| {
        c.keys("enter g |").type_in("cat; echo >&2 careful; false").keys("enter");
        c.event(Event::Piped(
            1,
            ran(
                "Hello,\n\nthe printer on the second floor shows \"E-52\" since this morning and prints nothing, not even a test page.\n",
                "careful\n",
                1,
            ),
        ));
    });
    shows("translate", |c| {
        c.app.pipes.translate.command = Some("trans -brief :{language}".to_owned());
        c.keys("enter g U");
        c.event(Event::Piped(1, ran("Olá,\n\na impressora do segundo andar mostra \"E-52\" desde hoje cedo e não imprime nada.\n", "", 0)));
    });
    shows("translate-draft", |c| {
        c.app.pipes.translate.command = Some("trans -brief".to_owned());
        c.keys("enter r").type_in("We come tomorrow at ten.").keys("alt-l");
        c.event(Event::Piped(1, ran("Wir kommen morgen um zehn.\n", "", 0)));
    });
    shows("translated", |c| {
        c.app.pipes.translate.command = Some("trans -brief".to_owned());
        c.keys("enter r").type_in("We come tomorrow at ten.").keys("alt-l");
        c.event(Event::Piped(1, ran("Wir kommen morgen um zehn.\n", "", 0)));
        c.keys("enter");
    });
}

const OFFER: &str = "# Your offer\n\nDear **Maria**,\nas *asked*:\n- one fuser unit `P-100`\n- one technician, see [our terms](https://example.com/terms)\n\n> Can you come on Friday?\n\nYes.";

#[test]
fn the_draft_as_it_will_be_read() {
    shows("preview", |c| {
        c.app.me.signature = "Ana Souza\nExample Support".to_owned();
        c.keys("enter r");
        c.event(Event::Paste(OFFER.to_owned()));
        c.keys("alt-v");
    });
    shows("preview-full", |c| {
        c.keys("enter r");
        c.event(Event::Paste(OFFER.to_owned()));
        c.keys("alt-z alt-v");
    });
}

#[test]
fn redacting_asks_for_the_number() {
    shows("redact", |c| {
        c.keys("enter g");
        c.app.me.role = Role::Admin;
        c.keys(":").type_in("redact for good").keys("enter");
    });
}

#[test]
fn a_ticket_leaves_as_a_file_and_as_a_mail() {
    shows("export", |c| {
        c.keys(":").type_in("export to a file").keys("enter");
    });
    shows("export-file", |c| {
        c.keys(":").type_in("export to a file").keys("enter enter");
    });
    shows("transcript", |c| {
        c.keys(":").type_in("send a transcript").keys("enter");
    });
}

#[test]
fn links_and_files_of_a_message() {
    shows("links", |c| {
        let mut read = console::ticket();
        let text = "Your bank [1] writes: look here [2].\n\n[1] https://bank.example@evil.example/login\n[2] https://shop.example/a/very/long/path/that/goes/on?and=on&and=on\nhttps://\u{202e}moc.elpmaxe/x";
        read.entries[8].body = aside::model::Body::plain(text);
        c.keys("enter");
        c.event(Event::TicketLoaded(Box::new(read)));
        c.keys("G L");
    });
    shows("files", |c| {
        c.keys("enter g ] ] v");
    });
    shows("preview-text", |c| {
        let text = "date;amount\n2026-11-01;12.50\n2026-11-02;\u{1b}[2J13.00\n";
        c.event(Event::Text(Page { title: "report.csv".into(), about: "text/csv · 40 B".into(), text: text.into() }));
    });
}

/// A disc in red on blue.
fn disc() -> Picture {
    let pixels =
        (0..40 * 30).map(|i| (i % 40 - 20, i / 40 - 15)).map(|(x, y): (i32, i32)| if x * x + y * y < 150 { [200, 30, 30] } else { [20, 40, 160] });
    Picture { full: (4000, 3000), size: (40, 30), pixels: pixels.collect() }
}

#[test]
fn a_picture_is_shown_in_half_blocks_and_without_colours_in_words() {
    shows("preview-picture", |c| {
        c.event(Event::Picture("photo.jpg".into(), "image/jpeg · 183 kB · 4000 × 3000".into(), Box::new(disc())));
    });
    shows("preview-words", |c| {
        c.app.theme = aside::tui::widgets::theme::Theme::none();
        c.event(Event::Picture("photo.jpg".into(), "image/jpeg · 183 kB · 4000 × 3000".into(), Box::new(disc())));
    });
}

#[test]
fn vims_keys_in_the_composer() {
    shows("composer-vim", |c| {
        c.app.vim = true;
        c.keys("enter r").type_in("Hello Maria,\n\nwe come tomorrow at ten.").keys("esc b b v e");
    });
}
