//! What the command line promises to people and scripts, tried on the real program.

#![allow(clippy::unwrap_used)]

mod program;

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use aside::model::settings::Kind;
use program::{CARLA, Program, text};
use serde_json::{Value, json};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap_or_else(|| panic!("no object: {value}")).keys().map(String::as_str).collect()
}

/// Every one of these keys is there.
fn has(value: &Value, wanted: &[&str]) {
    for key in wanted {
        assert!(value.get(key).is_some(), "“{key}” is not among {:?}", keys(value));
    }
}

/// RFC 3339 in UTC.
fn is_utc(value: &Value) -> bool {
    value.as_str().is_some_and(|t| t.ends_with('Z') && t.parse::<jiff::Timestamp>().is_ok())
}

#[test]
fn init_asks_nothing_with_yes_and_says_where_things_are() {
    let program = Program::bare();
    let made = program.init(&["--json"]).json();
    assert_eq!(made["database"], text(&program.database()));
    assert_eq!(made["config"], Value::Null, "no server, no configuration");
    assert_eq!(made["address"], "support@desk.example");
    assert_eq!((&made["agent"]["name"], &made["agent"]["role"]), (&json!("Ana Lima"), &json!("admin")));
    let mode = std::fs::metadata(program.database()).unwrap().permissions().mode() & 0o777;
    assert_eq!(format!("{mode:o}"), "660", "for owner and group alone");
    let left: Vec<_> = std::fs::read_dir(program.path("")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["desk.db"], "nothing is put into the home");
}

#[test]
fn a_second_init_refuses_and_changes_nothing() {
    let program = Program::new();
    let before = std::fs::read(program.database()).unwrap();
    let again = program.init(&[]);
    let said = again.failed(1);
    assert!(said.contains("desk.db") && said.contains("is there already"), "{said}");
    assert_eq!(std::fs::read(program.database()).unwrap(), before);
}

#[test]
fn init_without_yes_needs_somebody_to_ask() {
    let program = Program::bare();
    let ran = program.run(&["init"]);
    assert!(ran.failed(2).contains("--yes"), "{}", ran.err);
    let ran = program.run(&["init", "--yes", "--address", "support@desk.example"]);
    assert!(ran.failed(2).contains("--agent-name, --agent-email"), "{}", ran.err);
    assert!(!program.database().exists(), "nothing was made");
}

#[test]
fn init_writes_the_servers_beside_the_database_and_never_overwrites() {
    let program = Program::bare();
    let servers = ["--imap-host", "imap.desk.example", "--smtp-host", "smtp.desk.example", "--password-command", "echo secret", "--json"];
    let config = program.path("config.toml");
    let made = program.init(&servers).json();
    assert_eq!(made["config"], text(&config));
    assert_eq!(std::fs::metadata(&config).unwrap().permissions().mode() & 0o027, 0, "not for everybody");
    let doctor = program.run(&["doctor", "--offline", "--json"]).json();
    assert!(doctor.as_array().unwrap().iter().any(|c| c["check"] == "config" && c["state"] == "ok"), "{doctor}");

    std::fs::remove_file(program.database()).unwrap();
    let before = std::fs::read(&config).unwrap();
    let ran = program.init(&servers);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("config.toml is there already"), "{}", ran.err);
    assert_eq!(std::fs::read(&config).unwrap(), before);
    assert!(!program.database().exists(), "half a desk is none");
}

#[test]
fn a_mail_becomes_a_ticket_that_list_and_show_tell_key_by_key() {
    let program = Program::new();
    let receipt = program.ingest(CARLA);
    assert_eq!(keys(&receipt), ["entry", "result", "side", "ticket", "why"]);
    assert_eq!((&receipt["result"], &receipt["ticket"], &receipt["side"]), (&json!("ticket"), &json!(1), &Value::Null));
    assert!(receipt["entry"].is_i64() && !receipt["why"].as_str().unwrap().is_empty());

    let list = program.run(&["list", "--json", "status:new"]).json();
    let head = &list[0];
    let of_head = ["number", "subject", "status", "priority", "requester", "assignee", "team", "tags", "snoozed_until"];
    has(head, &of_head);
    has(head, &["unread", "waiting_since", "sides_open", "sides_unread"]);
    assert!(head.get("entries").is_none(), "a list holds no timelines");
    assert_eq!((&head["number"], &head["subject"], &head["status"]), (&json!(1), &json!("Impressora parada"), &json!("new")));
    assert_eq!(head["requester"], json!({"name": "Carla Dias", "email": "carla@customer.example"}));
    assert_eq!((&head["unread"], &head["tags"], &head["sides_open"]), (&json!(true), &json!([]), &json!(0)));
    assert!(is_utc(&head["waiting_since"]), "{head}");

    let ticket = program.run(&["show", "1", "--json"]).json();
    has(&ticket, &of_head);
    let entry = &ticket["entries"][0];
    has(entry, &["id", "kind", "author", "at", "text", "quoted", "attachments"]);
    assert_eq!((&entry["kind"], &entry["author"]["email"]), (&json!("customer"), &json!("carla@customer.example")));
    assert!(is_utc(&entry["at"]) && entry["id"] == receipt["entry"], "{entry}");
    assert_eq!(ticket["sides"], json!([]));
    for said in [program.run(&["list"]).out, program.run(&["show", "1"]).out] {
        assert!(said.contains("waits now"), "{said}");
    }
}

#[test]
fn an_attachment_has_name_type_and_size() {
    let program = Program::new();
    program.ingest(
        "From: carla@customer.example\nTo: support@desk.example\nSubject: Photo\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the log.\n--b\n\
         Content-Type: text/plain\nContent-Disposition: attachment; filename=\"printer.log\"\n\nPC LOAD LETTER\n--b--\n",
    );
    let files = program.run(&["show", "1", "--json"]).json()["entries"][0]["attachments"].clone();
    assert_eq!((files[0]["name"].as_str(), files[0]["type"].as_str()), (Some("printer.log"), Some("text/plain")), "{files}");
    assert!(files[0]["size"].as_i64().unwrap() >= 14);
}

#[test]
fn a_ticket_is_taken_noted_answered_and_solved() {
    let program = Program::new();
    program.ingest(CARLA);
    let taken = program.run(&["take", "1", "--json"]).json();
    assert_eq!((&taken["status"], taken["assignee"].is_string()), (&json!("open"), true), "{taken}");

    let note = program.with_input(&["note", "#1", "--json"], "Tinta acabou de novo?\n".as_bytes()).json();
    assert_eq!((&note["ticket"], note["entry"].is_i64()), (&json!(1), true), "{note}");

    let reply = program.with_input(&["reply", "1", "--json"], "Olá Carla, já vemos isso.\n".as_bytes()).json();
    has(&reply, &["ticket", "entry", "outbox", "due_at"]);
    assert!(is_utc(&reply["due_at"]));

    let ticket = program.run(&["show", "1", "--json"]).json();
    assert_eq!(ticket["status"], "pending", "an answer leaves it pending");
    let texts: Vec<(&str, &str)> = ticket["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["kind"] != "event")
        .map(|e| (e["kind"].as_str().unwrap(), e["text"].as_str().unwrap()))
        .collect();
    assert_eq!(texts[1..], [("note", "Tinta acabou de novo?"), ("reply", "Olá Carla, já vemos isso.")]);

    assert_eq!(program.run(&["status", "1", "solved", "--json"]).json()["status"], "solved");
    assert_eq!(program.run(&["list", "--json"]).json(), json!([]), "what is solved is not open");
    let kept = program.run(&["reply", "1", "--text", "One more thing.", "--status", "keep", "--json"]);
    assert_eq!(kept.code, 0, "{}", kept.err);
    assert_eq!(program.run(&["show", "1", "--json"]).json()["status"], "solved");
}

#[test]
fn a_ticket_goes_to_an_agent_or_to_nobody() {
    let program = Program::new();
    program.ingest(CARLA);
    assert!(program.run(&["assign", "1", "me", "--json"]).json()["assignee"].is_string());
    assert_eq!(program.run(&["assign", "1", "--nobody", "--json"]).json()["assignee"], Value::Null);
    let ran = program.run(&["assign", "1", "nobody-of-that-name"]);
    assert!(ran.failed(1).contains("nobody-of-that-name"), "{}", ran.err);
    assert_eq!(program.run(&["assign", "1"]).code, 2, "to whom?");
    assert_eq!(program.run(&["assign", "1", "me", "--nobody"]).code, 2, "to whom?");
}

#[test]
fn a_side_conversation_is_opened_answered_done_and_reopened() {
    let program = Program::new();
    program.ingest(CARLA);
    let asked = ["side", "new", "1", "--to", "Acme Parts <parts@acme.example>", "--subject", "Stock of P-100?", "--status", "on-hold", "--json"];
    let sent = program.with_input(&asked, b"How many P-100 do you have?\n").json();
    has(&sent, &["side", "outbox", "due_at"]);
    let side = sent["side"].to_string();

    let ticket = program.run(&["show", "1", "--json"]).json();
    assert_eq!((&ticket["status"], &ticket["sides_open"]), (&json!("on-hold"), &json!(1)));
    let shown = &ticket["sides"][0];
    has(shown, &["id", "subject", "state", "participants", "unread", "messages"]);
    assert_eq!(shown["participants"], json!([{"name": "Acme Parts", "email": "parts@acme.example", "verified": true}]));
    let message = &shown["messages"][0];
    has(message, &["id", "direction", "author", "at", "text", "quoted", "attachments"]);
    assert_eq!((&message["direction"], &message["text"]), (&json!("out"), &json!("How many P-100 do you have?")));
    assert!(is_utc(&message["at"]));

    let again = program.run(&["side", "reply", &side, "--text", "And of P-200?", "--json"]).json();
    assert_eq!(again["side"].to_string(), side);
    assert_eq!(program.run(&["side", "done", &side, "--json"]).json()["state"], "done");
    assert_eq!(program.run(&["show", "1", "--json"]).json()["sides"][0]["state"], "done");
    assert_eq!(program.run(&["side", "reopen", &side, "--json"]).json()["state"], "open");
    let messages = program.run(&["show", "1", "--json"]).json()["sides"][0]["messages"].as_array().unwrap().len();
    assert_eq!(messages, 2);
}

#[test]
fn a_search_shows_what_it_found() {
    let program = Program::new();
    program.ingest(CARLA);
    let show = program.run(&["show", "1", "--json"]).json();
    let text = show["entries"][0]["text"].as_str().unwrap().to_owned();
    let word = text.split_whitespace().rfind(|w| w.chars().all(char::is_alphanumeric) && w.len() > 3).unwrap().to_lowercase();
    let found = program.run(&["search", &word, "--json"]).json();
    assert_eq!((&found[0]["number"], found.as_array().unwrap().len()), (&show["number"], 1), "{found}");
    assert!(found[0]["found"].as_str().unwrap().to_lowercase().contains(&word), "{found}");
    let ran = program.run(&["search", &word]);
    assert!(ran.out.starts_with("#1 ") && ran.out.lines().nth(1).unwrap().to_lowercase().contains(&word), "{}", ran.out);
    assert_eq!(program.run(&["search", "status:open", "--json"]).json(), json!([]));
    assert!(program.run(&["search", "statsu:open"]).failed(2).contains('^'));
    assert_eq!(program.run(&["search"]).code, 2, "for what?");
}

#[test]
fn messages_are_quoted_across_by_name_or_without() {
    let program = Program::new();
    program.ingest(CARLA);
    let entry = program.run(&["show", "1", "--json"]).json()["entries"][0]["id"].to_string();
    let asked = [
        "side",
        "new",
        "1",
        "--to",
        "Acme Parts <parts@acme.example>",
        "--subject",
        "Stock?",
        "--from",
        &entry,
        "--text",
        "Acme, can you help?",
        "--json",
    ];
    let side = program.run(&asked).json()["side"].to_string();
    let message = &program.run(&["show", "1", "--json"]).json()["sides"][0]["messages"][0];
    assert!(message["text"].as_str().unwrap().starts_with("Acme, can you help?\n\n> "), "{message}");
    assert!(program.run(&["side", "quote", &side]).failed(1).contains("answered"), "nobody has");
    let id = message["id"].to_string();
    let quoted = program.run(&["side", "quote", &side, "--message", &id, "--json"]).json();
    assert!(quoted["text"].as_str().unwrap().starts_with("> […], can you help?\n"), "{quoted}");
    let named = program.run(&["side", "quote", &side, "--message", &id, "--keep-names"]);
    assert!(named.out.starts_with("> Acme, can you help?\n"), "{}", named.out);
}

#[test]
fn what_waits_for_third_parties_is_listed_chased_and_made_due() {
    let program = Program::new();
    program.ingest(CARLA);
    let asked =
        ["side", "new", "1", "--to", "Acme Parts <parts@acme.example>", "--subject", "Stock of P-100?", "--text", "Do you have it?", "--json"];
    let side = program.run(&asked).json()["side"].to_string();
    let waiting = program.run(&["side", "waiting", "--json"]).json();
    let row = &waiting[0];
    has(row, &["subject", "address", "reminded_at", "usual"]);
    assert_eq!((row["side"].to_string(), &row["ticket"], &row["who"]), (side.clone(), &json!(1), &json!("Acme Parts")));
    assert!(is_utc(&row["waiting_since"]) && row["due_at"].is_null() && row["overdue"] == false);
    assert!(is_utc(&program.run(&["side", "due", &side, "in 3d", "--json"]).json()["due_at"]));
    assert!(program.run(&["side", "due", &side, "yesterday"]).failed(2).contains("fri 14:00"));
    assert_eq!(program.run(&["side", "waiting", "--overdue", "--json"]).json(), json!([]));
    assert!(program.run(&["side", "chase", "--overdue"]).out.contains("Nothing is overdue"));
    assert!(program.run(&["side", "chase"]).failed(2).contains("--overdue"));
    let chased = program.run(&["side", "chase", &side, "--json"]).json();
    assert_eq!(chased[0]["side"].to_string(), side);
    assert!(program.run(&["side", "waiting"]).out.contains("Acme Parts · #1 Stock of P-100?"));
}

#[test]
fn a_customer_is_shown_noted_and_muted() {
    let program = Program::new();
    program.ingest(CARLA);
    let card = program.run(&["customer", "#1", "--json"]).json();
    has(&card, &["name", "addresses", "colleague", "organization", "failures", "notes", "muted", "tickets"]);
    assert_eq!((&card["tickets"][0]["number"], &card["muted"]), (&json!(1), &Value::Null));
    let who = card["addresses"][0].as_str().unwrap().to_owned();
    assert_eq!(program.with_input(&["customer", "note", &who, "--json"], b"Call at noon.\n").json()["note"], "Call at noon.");
    assert_eq!(program.run(&["customer", "mute", &who, "--json"]).json()["muted"]["by"], program.run(&["agents", "--json"]).json()[0]["name"]);
    let shown = program.run(&["customer", &who]).out;
    assert!(shown.contains("Call at noon.") && shown.contains("Muted by") && shown.contains("#1 "), "{shown}");
    assert_eq!(program.run(&["customer", "mute", &who, "--off", "--json"]).json()["muted"], Value::Null);
    assert!(program.run(&["customer", "nobody@example.com"]).failed(1).contains("nobody@example.com"));
    assert_eq!(program.run(&["customer"]).code, 2);
}

#[test]
fn a_third_party_is_shown_noted_and_put_into_an_organization() {
    let program = Program::new();
    program.ingest(CARLA);
    let asked =
        ["side", "new", "1", "--to", "Acme Parts <parts@acme.example>", "--subject", "Stock of P-100?", "--text", "Do you have it?", "--json"];
    let side = program.run(&asked).json()["side"].clone();

    let card = program.run(&["party", "acme", "--json"]).json();
    has(&card, &["name", "addresses", "names", "colleague", "organization", "sides", "times", "failures", "notes"]);
    assert_eq!((&card["name"], &card["addresses"], &card["organization"]), (&json!("Acme Parts"), &json!(["parts@acme.example"]), &Value::Null));
    has(&card["sides"][0], &["side", "ticket", "subject", "state", "unread", "waiting_since", "due_at", "last_at", "verified", "cc"]);
    assert_eq!((&card["sides"][0]["side"], &card["times"]), (&side, &json!({"answers": 0, "median": null, "p90": null, "last_at": null})));

    let note = |args: &[&str], text: &str| program.with_input(&[&["party", "note", "parts@acme.example", "--json"], args].concat(), text.as_bytes());
    assert_eq!(note(&[], "Ask for Eva.\n").json()["note"], "Ask for Eva.");
    assert_eq!(note(&["--add"], "Closed on Fridays.\n").json()["note"], "Ask for Eva.\nClosed on Fridays.");
    let shown = program.run(&["party", "parts@acme.example"]).out;
    assert!(shown.contains("Closed on Fridays.") && shown.contains("Noted before:") && shown.contains("Owes us 1 answer"), "{shown}");
    assert_eq!(note(&[], "").json()["note"], Value::Null);
    assert!(program.run(&["party", "nobody"]).failed(1).contains("nobody"));
    assert_eq!(program.run(&["party"]).code, 2);

    assert!(program.run(&["org", "list"]).out.contains("no organization yet"));
    let made = program.run(&["org", "supplier", "Acme Ltd", "--domain", "acme.example", "--json"]).json();
    has(&made, &["name", "supplier", "domains", "people", "times"]);
    assert_eq!((&made["supplier"], &made["people"][0]["address"]), (&json!(true), &json!("parts@acme.example")));
    assert!(program.run(&["org", "supplier", "Acme Ltd", "--domain", "gmail.com"]).failed(1).contains("gmail.com"));
    assert_eq!(program.run(&["party", "acme", "--json"]).json()["organization"]["name"], "Acme Ltd");
    let waiting = program.run(&["side", "waiting", "--by-organization", "--json"]).json();
    assert_eq!(waiting[0]["organization"], "Acme Ltd");
    assert_eq!(program.run(&["org", "supplier", "acme ltd", "--off", "--json"]).json()["supplier"], false);
    assert_eq!(program.run(&["org", "list", "--json"]).json(), json!([{"name": "Acme Ltd", "supplier": false, "domains": ["acme.example"]}]));
    assert!(program.run(&["org", "show", "Nobody"]).failed(1).contains("Nobody"));
}

#[test]
fn people_join_and_leave_a_side_conversation() {
    let program = Program::new();
    program.ingest(CARLA);
    let asked = ["side", "new", "1", "--to", "parts@acme.example", "--subject", "Stock?", "--text", "Do you have it?", "--json"];
    let side = program.run(&asked).json()["side"].to_string();
    let addresses = |people: &Value| -> Vec<String> {
        people["participants"].as_array().unwrap().iter().map(|p| p["email"].as_str().unwrap().to_owned()).collect()
    };
    let added = program.run(&["side", "add", &side, "Eva <eva@acme.example>", "--json"]).json();
    assert_eq!(addresses(&added), ["parts@acme.example", "eva@acme.example"]);
    let left = program.run(&["side", "remove", &side, "parts@acme.example", "--json"]).json();
    assert_eq!(addresses(&left), ["eva@acme.example"]);
    assert!(program.run(&["side", "add", &side, "carla@customer.example"]).failed(1).contains("--confirm"), "the customer");
    assert!(program.run(&["side", "accept", &side, "nobody@acme.example"]).failed(1).contains("nobody@acme.example"));
}

#[test]
fn side_conversations_are_switched_off_in_the_configuration() {
    let program = Program::new();
    program.ingest(CARLA);
    std::fs::write(program.path("config.toml"), "[desk]\nsides = false\n").unwrap();
    let asked = ["side", "new", "1", "--to", "parts@acme.example", "--subject", "Stock?", "--text", "Do you have it?"];
    assert!(program.run(&asked).failed(1).contains("switched off"));
    std::fs::write(program.path("config.toml"), "[desk]\nsides_from = \"boss\"\n").unwrap();
    let refused = program.run(&asked);
    assert!(refused.code != 0 && refused.err.contains("sides_from") && refused.err.contains("supervisor"), "{}", refused.err);
}

#[test]
fn the_configuration_says_who_sees_the_waiting_box() {
    let program = Program::new();
    program.ingest(CARLA);
    let mut agents = program.run(&["edit", "agents", "--print"]).out;
    agents.push_str("\n[[agent]]\nlogin = \"bo\"\nname = \"Bo\"\nemail = \"bo@staff.example\"\nrole = \"agent\"\n");
    assert_eq!(program.with_input(&["edit", "agents"], agents.as_bytes()).code, 0);
    let seen = || program.run(&["--as", "bo", "list", "--json"]).json().as_array().unwrap().len();
    assert_eq!(seen(), 1);
    for (value, count) in [("false", 0), ("[\"supervisor\"]", 0), ("[\"agent\"]", 1)] {
        std::fs::write(program.path("config.toml"), format!("[desk]\nwaiting_box = {value}\n")).unwrap();
        assert_eq!(seen(), count, "{value}");
    }
    std::fs::write(program.path("config.toml"), "[desk]\nwaiting_box = [\"boss\"]\n").unwrap();
    let refused = program.run(&["list"]);
    assert!(refused.code != 0 && refused.err.contains("line 2") && refused.err.contains("boss"), "{}", refused.err);
}

#[test]
fn a_kind_of_settings_that_there_is_not_lists_those_that_there_are() {
    let refused = Program::new().run(&["edit", "nosuch"]);
    assert!(Kind::ALL.iter().all(|k| refused.failed(2).contains(k.word())), "{}", refused.err);
}

#[test]
fn the_customer_gets_into_a_side_conversation_only_when_that_is_confirmed() {
    let program = Program::new();
    program.ingest(CARLA);
    let asked = ["side", "new", "1", "--to", "carla@customer.example", "--subject", "x", "--text", "y"];
    let ran = program.run(&asked);
    assert!(ran.failed(1).contains("carla@customer.example") && ran.err.contains("--confirm"), "{}", ran.err);
    assert_eq!(program.run(&["show", "1", "--json"]).json()["sides"], json!([]), "nothing was sent");
    let confirmed: Vec<&str> = asked.into_iter().chain(["--confirm"]).collect();
    assert_eq!(program.run(&confirmed).code, 0);
}

#[test]
fn the_same_mail_twice_is_one_entry() {
    let program = Program::new();
    let first = program.ingest(CARLA);
    let second = program.ingest(CARLA);
    assert_eq!((&second["result"], &second["ticket"]), (&json!("duplicate"), &first["ticket"]));
    assert_eq!(program.run(&["show", "1", "--json"]).json()["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn a_mail_that_cannot_be_stored_is_left_with_the_mail_server() {
    let bare = Program::bare();
    let ran = bare.with_input(&["ingest"], CARLA.as_bytes());
    assert!(ran.failed(75).contains("aside init"), "{}", ran.err);

    let broken = Program::new();
    std::fs::write(broken.path("config.toml"), "[desk]\nnmae = \"x\"\n").unwrap();
    assert_eq!(broken.with_input(&["ingest"], CARLA.as_bytes()).code, 75, "also with a broken configuration");

    let locked = Program::new();
    let directory = locked.path("");
    if rustix::process::getuid().is_root() {
        return; // root may write everywhere
    }
    std::fs::set_permissions(&directory, std::fs::Permissions::from_mode(0o500)).unwrap();
    let ran = locked.with_input(&["ingest"], CARLA.as_bytes());
    std::fs::set_permissions(&directory, std::fs::Permissions::from_mode(0o700)).unwrap();
    ran.failed(75);
}

#[test]
fn an_empty_mail_is_no_mail() {
    let program = Program::new();
    assert!(program.with_input(&["ingest"], b"").failed(75).contains("no mail"));
}

#[test]
fn a_ticket_that_is_not_there_is_a_failure_in_words_or_in_json() {
    let program = Program::new();
    assert!(program.run(&["show", "99"]).failed(1).contains("#99"));
    let ran = program.run(&["show", "99", "--json"]);
    let error: Value = serde_json::from_str(ran.failed(1)).unwrap();
    assert!(error["error"].as_str().unwrap().contains("#99"));
    assert!(program.run(&["side", "done", "99"]).failed(1).contains("99"));
}

#[test]
fn a_mistake_in_a_query_is_shown_under_its_character() {
    let program = Program::new();
    let ran = program.run(&["list", "status:open colour:red"]);
    let lines: Vec<&str> = ran.failed(2).lines().collect();
    assert_eq!((lines[0], lines[1]), ("status:open colour:red", "            ^"), "{}", ran.err);
}

#[test]
fn what_cannot_be_understood_is_a_mistake_of_usage() {
    let program = Program::new();
    assert!(program.run(&["shwo", "1"]).failed(2).contains("“show”"));
    assert!(program.run(&["show", "one"]).failed(2).contains("42"));
    assert!(program.run(&["status", "1", "done"]).failed(2).contains("solved"));
    let ran = program.run(&["show", "--json"]);
    let error: Value = serde_json::from_str(ran.failed(2)).unwrap();
    assert!(error["error"].as_str().unwrap().contains("<N>"), "{error}");
}

#[test]
fn without_a_terminal_there_is_no_console() {
    let program = Program::new();
    assert!(program.run(&[]).failed(2).contains("terminal"));
    assert!(program.run(&["demo"]).failed(2).contains("terminal"));
}

#[test]
fn help_speaks_the_readers_language() {
    let program = Program::bare();
    let english = program.plain(&["--help"], b"");
    assert!(english.code == 0 && english.out.contains("Usage:") && english.out.contains("quarantine"), "{}", english.out);
    let output = program.command(&["list", "--help"]).env("LANG", "pt_BR.UTF-8").output().unwrap();
    let portuguese = String::from_utf8(output.stdout).unwrap();
    assert!(portuguese.contains("Uso: aside list [OPÇÕES]") && portuguese.contains("chamados"), "{portuguese}");
    assert!(!portuguese.contains("cli-"), "{portuguese}");
}

#[test]
fn a_reader_who_has_had_enough_is_no_error() {
    let program = Program::new();
    for n in 0..40 {
        program.ingest(&format!("From: p{n}@customer.example\nSubject: {}\nMessage-ID: <m{n}@customer.example>\n\nHello\n", "long ".repeat(400)));
    }
    let database = program.database();
    let mut child = program.command(&["--db", text(&database), "list"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn nothing_in_a_mail_reaches_the_terminal_as_a_control_sequence() {
    let program = Program::new();
    program.ingest(
        "From: \"Eve =?utf-8?q?=1B]0;x=07?=\" <eve@customer.example>\nSubject: =?utf-8?q?=1B[2J=C2=9B31m=E2=80=AEgpj?=\n\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=1B[31mred=C2=9B0m=E2=80=AE\n",
    );
    for args in [&["list"][..], &["show", "1"], &["list", "--json"], &["show", "1", "--json"]] {
        let out = program.run(args).out;
        let bad = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!out.is_empty() && !out.contains(bad), "{args:?}: {out:?}");
    }
}

#[test]
fn what_is_in_quarantine_is_listed_with_its_reason() {
    let program = Program::new();
    let receipt = program.ingest("From: support@desk.example\nSubject: Spoofed\nMessage-ID: <q@evil.example>\n\nHello\n");
    assert_eq!(receipt["result"], "quarantine");
    let held = program.run(&["quarantine", "--json"]).json();
    has(&held[0], &["id", "at", "from", "subject", "ticket", "side", "why"]);
    assert_eq!((&held[0]["subject"], is_utc(&held[0]["at"])), (&json!("Spoofed"), true));
    assert!(program.run(&["quarantine"]).out.contains("address of the desk"));
}

/// A mail in quarantine: its number there.
fn held(program: &Program, subject: &str) -> String {
    let mail = format!("From: support@desk.example\nSubject: {subject}\nMessage-ID: <{subject}@evil.example>\n\nHello from outside\n");
    assert_eq!(program.ingest(&mail)["result"], "quarantine");
    program.run(&["quarantine", "list", "--json"]).json()[0]["id"].to_string()
}

#[test]
fn a_mail_in_quarantine_is_shown_released_or_discarded() {
    let program = Program::new();
    program.ingest(CARLA);
    let id = held(&program, "Spoofed");
    let shown = program.run(&["quarantine", "show", &id, "--json"]).json();
    has(
        &shown,
        &["id", "at", "from", "subject", "ticket", "side", "why", "waits", "to", "cc", "date", "text", "quoted", "attachments", "headers", "remarks"],
    );
    assert_eq!((&shown["text"], &shown["waits"]), (&json!("Hello from outside"), &json!(true)));
    let page = program.run(&["quarantine", "show", &id]).out;
    assert!(
        page.contains("address of the desk") && page.contains("Message-ID: <Spoofed@evil.example>") && page.contains("Hello from outside"),
        "{page}"
    );
    assert!(program.run(&["quarantine", "show", &id, "--raw"]).out.starts_with("From: support@desk.example\r\n"));

    assert!(program.run(&["quarantine", "release", &id]).failed(2).contains("--"), "where to?");
    assert_eq!(program.run(&["quarantine", "release", &id, "--to", "1", "--new"]).code, 2, "one place");
    assert!(program.run(&["quarantine", "release", &id, "--side"]).failed(1).contains("side conversation"));
    let note = program.run(&["quarantine", "release", &id, "--note", "#1", "--json"]).json();
    assert_eq!((&note["result"], &note["ticket"]), (&json!("entry"), &json!(1)));
    let entries = program.run(&["show", "1", "--json"]).json()["entries"].clone();
    assert!(
        entries.as_array().unwrap().iter().any(|e| e["kind"] == "note" && e["text"].as_str().unwrap().contains("Hello from outside")),
        "{entries}"
    );
    assert!(program.run(&["quarantine", "release", &id, "--note", "1"]).failed(1).contains("any more"), "once");

    let id = held(&program, "Again");
    assert_eq!(program.run(&["quarantine", "discard", &id, "--reason", "spoofed", "--json"]).json()["result"], "discarded");
    assert_eq!(program.run(&["quarantine", "--json"]).json(), json!([]));
    let why = program.run(&["quarantine", "show", &id, "--json"]).json();
    assert!(why["waits"] == false && why["why"].as_str().unwrap().contains(": spoofed"), "{why}");
    assert!(program.run(&["quarantine", "show", "99"]).failed(1).contains("any more"));
}

#[test]
fn nothing_in_quarantine_reaches_the_terminal_as_a_control_sequence() {
    let program = Program::new();
    program.ingest(
        "From: \"=?utf-8?q?=1B]0;x=07?=\" <support@desk.example>\nSubject: =?utf-8?q?=1B[2J=C2=9B31m=E2=80=AEgpj?=\nX-\u{1b}[31mOdd: \u{1b}[2J\n\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=1B[31mred=C2=9B0m=E2=80=AE\n",
    );
    for args in [&["quarantine"][..], &["quarantine", "show", "1"], &["quarantine", "show", "1", "--json"]] {
        let out = program.run(args).out;
        let bad = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!out.is_empty() && !out.contains(bad), "{args:?}: {out:?}");
    }
}

#[test]
fn one_round_of_mail_without_servers_says_what_waits() {
    let program = Program::new();
    program.ingest(CARLA);
    let round = program.run(&["sync", "--json"]).json();
    has(&round, &["fetched", "placed", "sent", "not_sent", "troubles"]);
    assert_eq!(round["troubles"], json!([]));
}

#[test]
fn the_owner_of_the_file_may_act_as_another_agent_and_that_is_recorded() {
    let program = Program::new();
    program.ingest(CARLA);
    let database = program.database();
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection
        .execute("INSERT INTO agents (login, name, email, role, created_at) VALUES ('bruno', 'Bruno Reis', 'bruno@staff.example', 'agent', 0)", [])
        .unwrap();
    assert_eq!(program.run(&["take", "1", "--as", "bruno", "--json"]).json()["assignee"], "bruno");
    let really: Option<String> =
        connection.query_row("SELECT as_login FROM history WHERE what = 'assignee' AND actor = 'bruno'", [], |r| r.get(0)).unwrap();
    assert!(really.is_some_and(|login| login != "bruno"));
    assert!(program.run(&["take", "1", "--as", "nobody-such"]).failed(1).contains("nobody-such"));
}

#[test]
fn doctor_looks_at_everything_and_says_what_to_do() {
    let program = Program::new();
    let checks = program.run(&["doctor", "--json"]).json();
    let named: Vec<&str> = checks.as_array().unwrap().iter().map(|c| c["check"].as_str().unwrap()).collect();
    for wanted in ["config", "database", "database-mode", "schema", "integrity", "agent", "mailboxes", "lease", "outbox", "clock", "terminal"] {
        assert!(named.contains(&wanted), "{wanted} is not in {named:?}");
    }
    has(&checks[0], &["check", "state", "what", "advice"]);
    std::fs::set_permissions(program.database(), std::fs::Permissions::from_mode(0o666)).unwrap();
    let ran = program.run(&["doctor"]);
    assert!(ran.code == 0 && ran.out.contains("chmod o-rwx"), "{}", ran.out);
    let missing = Program::bare().run(&["doctor"]);
    assert!(missing.code == 1 && missing.out.contains("aside init") && missing.err.is_empty(), "{}{}", missing.out, missing.err);
}

#[test]
fn doctor_refuses_keys_with_which_the_console_does_not_start() {
    let program = Program::new();
    for (keys, why) in [("take = \"z\"", "snooze"), ("take = \"hyper-x\"", "names no key"), ("fly = \"x\"", "no such command")] {
        std::fs::write(program.path("config.toml"), format!("[console.keys]\n{keys}\n")).unwrap();
        let ran = program.run(&["doctor", "--offline", "--json"]);
        let checks: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
        let config = checks.iter().find(|c| c["check"] == "config").unwrap();
        assert_eq!((ran.code, config["state"].as_str()), (1, Some("fail")), "{config}");
        let what = config["what"].as_str().unwrap();
        assert!(what.contains("config.toml, line 2") && what.contains(why), "{what}");
    }
}

#[test]
fn packages_get_man_pages_in_each_language_and_completions() {
    let program = Program::bare();
    let directory = program.path("share");
    assert_eq!(program.plain(&["generate", text(&directory)], b"").code, 0);
    for page in ["man/man1/aside.1", "man/man1/aside-side-new.1", "man/pt_BR/man1/aside-list.1", "man/es/man1/aside.1", "completions/_aside"] {
        let made = std::fs::read_to_string(directory.join(page)).unwrap_or_else(|e| panic!("{page}: {e}"));
        assert!(made.contains("aside") && !made.contains("cli-"), "{page}");
    }
    assert!(program.plain(&["completions", "bash"], b"").out.contains("quarantine"));
}

const DORA: &str = "From: Dora Melo <dora@other.example>\nTo: support@desk.example\nSubject: Toner\nMessage-ID: <d1@other.example>\n\nIt leaks.\n";

#[test]
fn tickets_are_merged_and_two_customers_only_when_that_is_said() {
    let program = Program::new();
    program.ingest(CARLA);
    program.ingest(DORA);
    let again = CARLA.replace("<c1@", "<c2@").replace("imprime", "liga");
    assert_eq!(program.ingest(&again)["ticket"], 3);
    let merged = program.run(&["merge", "3", "--into", "1", "--json"]).json();
    assert_eq!((&merged["into"]["number"], &merged["merged"], &merged["left"]), (&json!(1), &json!([3]), &json!([])));
    let shown = program.run(&["show", "1", "--json"]).json();
    assert!(shown["entries"].as_array().unwrap().iter().any(|e| e["from_ticket"] == 3), "{shown}");

    let refused = program.run(&["merge", "2", "--into", "1"]);
    let said = refused.failed(1);
    assert!(said.contains("Dora Melo") && said.contains("Carla Dias") && said.contains("--yes-different-requesters"), "{said}");
    let merged = program.run(&["merge", "#2", "--into", "#1", "--yes-different-requesters", "--json"]).json();
    assert_eq!(merged["merged"], json!([2]));
    let said = program.run(&["reply", "2", "--text", "Hello"]);
    assert!(said.failed(1).contains("merged into #1"), "{}", said.err);
    assert!(program.run(&["merge", "1", "--into", "1"]).failed(1).contains("into itself"));
}

#[test]
fn a_message_is_split_off_by_its_message_id() {
    let program = Program::new();
    program.ingest(CARLA);
    let more = "From: carla@customer.example\nTo: support@desk.example\nSubject: Fatura [#1]\nMessage-ID: <f1@customer.example>\n\nA fatura.\n";
    let entry = program.ingest(more)["entry"].clone();
    let new = program.run(&["split", "1", "<f1@customer.example>", "--json"]).json();
    assert_eq!((&new["number"], &new["subject"], &new["requester"]["email"]), (&json!(2), &json!("Fatura"), &json!("carla@customer.example")));
    let said = program.run(&["split", "1", &entry.to_string()]);
    assert!(said.failed(1).contains("message of a customer"), "it is not there any more: {}", said.err);
    assert!(program.run(&["split", "1", "nobody@x.example"]).failed(1).contains("no mail"));
}

#[test]
fn a_ticket_is_opened_for_a_customer_as_a_note_or_with_a_mail() {
    let program = Program::new();
    let of = ["new", "--for", "Eva Nunes <eva@customer.example>", "--subject", "Broken lamp", "--json"];
    let made = program.with_input(&of, b"Called: it came broken.").json();
    assert_eq!((&made["number"], &made["status"], &made["requester"]["name"]), (&json!(1), &json!("open"), &json!("Eva Nunes")));
    let entries = program.run(&["show", "1", "--json"]).json()["entries"].clone();
    assert!(entries.as_array().unwrap().iter().any(|e| e["kind"] == "note" && e["text"] == "Called: it came broken."), "{entries}");

    let mut send = of.to_vec();
    send.push("--send");
    let made = program.with_input(&send, b"It is on its way.").json();
    assert_eq!((&made["number"], &made["status"]), (&json!(2), &json!("pending")));
    let entries = program.run(&["show", "2", "--json"]).json()["entries"].clone();
    assert!(entries.as_array().unwrap().iter().any(|e| e["kind"] == "reply"), "{entries}");
    let said = program.with_input(&["new", "--for", "support@desk.example", "--subject", "x"], b"");
    assert!(said.failed(1).contains("of the desk itself"), "{}", said.err);
    assert_eq!(program.with_input(&["new", "--subject", "x"], b"").code, 2);
}

#[test]
fn verbs_are_done_on_what_a_query_or_standard_input_names() {
    let program = Program::new();
    program.ingest(CARLA);
    let done = program.run(&["do", "tag +sweep", "priority high", "--on", "status:new", "--json"]).json();
    assert_eq!((&done["done"], &done["left"]), (&json!([1]), &json!([])));
    let listed = program.run(&["list", "--json", "tag:sweep"]);
    assert_eq!(listed.json()[0]["priority"], "high");
    let piped = program.with_input(&["do", "status solved", "--on", "-", "--json"], listed.out.as_bytes()).json();
    assert_eq!(piped["done"], json!([1]));
    let refused = program.with_input(&["do", "reply \"Dear {{ field.salutation }}\"", "--on", "-"], b"#1\n99\n");
    let said = refused.failed(1);
    assert!(said.contains("#1: ") && said.contains("field.salutation") && said.contains("#99: "), "{said}");
    let mistake = program.run(&["do", "stauts open", "--on", "1"]);
    let said = mistake.failed(2);
    assert!(said.contains("stauts open\n^") && said.contains("status"), "{said}");
    assert!(program.run(&["do", "macro refund", "--on", "1"]).failed(1).contains("refund"));
    assert!(program.with_input(&["do", "status open", "--on", "-"], b"one").failed(2).contains("“one”"));
}

#[test]
fn rules_are_listed_and_tried_on_a_ticket() {
    let program = Program::new();
    assert!(program.run(&["rules", "list"]).out.contains("no rules"));
    let rules = "[[rule]]\nname = 'VIP'\nwhen = 'customer answered'\nquery = 'tag:vip'\nverbs = ['priority high']\n";
    assert_eq!(program.with_input(&["edit", "rules"], rules.as_bytes()).code, 0);
    program.ingest(CARLA);
    let tried = program.run(&["rules", "test", "1"]).out;
    assert!(tried.contains("VIP · customer answered") && tried.contains("tag:vip"), "{tried}");
    program.run(&["do", "tag +vip", "--on", "1"]);
    let tried = program.run(&["rules", "test", "1", "--json"]).json();
    assert_eq!((&tried[0]["unmet"], &tried[0]["changes"][0]["to"]), (&json!([]), &json!("high")));
    assert_eq!(program.run(&["show", "1", "--json"]).json()["priority"], "normal", "it was only tried");
    assert_eq!(program.run(&["rules", "list", "--json"]).json()[0]["verbs"], json!(["priority high"]));
}

#[test]
fn reports_are_a_picture_json_or_csv() {
    let program = Program::new();
    program.ingest(CARLA);
    program.ingest(DORA);
    let report = program.run(&["stats", "--json"]).json();
    has(
        &report,
        &["from", "to", "made_at", "totals", "before", "backlog", "days", "hours", "teams", "agents", "tags", "third_parties", "organizations"],
    );
    assert_eq!((&report["totals"]["new"], &report["backlog"][0]["total"]), (&json!(2), &json!(2)));
    assert_eq!(report["days"].as_array().unwrap().len(), 30, "the last thirty days");
    assert_eq!(program.run(&["stats", "requester:dora@other.example", "--json"]).json()["totals"]["new"], 1);

    let today = report["to"].as_str().unwrap().to_owned();
    let csv = program.run(&["stats", "--csv", "--from", &today]).out;
    assert_eq!(csv, format!("day,new,solved,unsolved\r\n{today},2,0,2\r\n"));
    let csv = program.run(&["stats", "--csv", "--by", "agent"]).out;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines,
        ["agent,name,unsolved,new,solved,first_answers,first_answer_median,first_answer_p90,resolution_median,resolution_p90", ",,2,2,0,0,,,,"]
    );
    for by in ["hour", "box", "team", "tag", "party", "organization"] {
        assert!(program.run(&["stats", "--csv", "--by", by]).out.contains(','), "{by}");
    }

    let picture = program.run(&["stats"]).out;
    assert!(picture.contains("Backlog") && picture.contains("Third parties") && picture.contains("nobody"), "{picture}");
    assert!(!program.run(&["stats", "--by", "team"]).out.contains("Backlog"));
    assert_eq!(program.run(&["stats", "--from", "2026-11-02", "--to", "2026-11-01"]).code, 2);
    assert_eq!(program.run(&["stats", "--by", "weather"]).code, 2);
    assert!(program.run(&["stats", "status:opne"]).failed(2).contains("open"));
}

#[test]
fn tickets_are_marked_as_spam_and_taken_back() {
    let program = Program::new();
    program.ingest(CARLA);
    program.ingest(DORA);
    let heads = program.run(&["spam", "1", "#2", "--json"]).json();
    assert_eq!((&heads[0]["spam"], &heads[1]["number"]), (&json!(true), &json!(2)));
    assert_eq!(program.run(&["list", "--json"]).json(), json!([]));
    assert!(program.run(&["list", "is:spam"]).out.contains("[spam]"));
    let held = program.ingest(&DORA.replace("<d1@", "<d2@").replace("leaks", "is empty"));
    assert_eq!((&held["result"], &held["why"]), (&json!("quarantine"), &json!("marked as spam by Ana Lima on #2")));
    program.run(&["spam", "2", "--not"]);
    assert_eq!(program.run(&["list", "--json"]).json()[0]["number"], 2);
    assert!(program.run(&["spam", "77"]).failed(1).contains("77"));
}

#[test]
fn plain_is_refused_where_there_is_no_console() {
    let program = Program::new();
    let ran = program.run(&["--plain", "list"]);
    assert!(ran.failed(2).contains("--plain is for the console alone"), "{}", ran.err);
}

#[test]
fn a_search_shows_the_best_first_when_asked() {
    let program = Program::new();
    program.ingest(DORA);
    program.ingest(&CARLA.replace("imprime", "imprime toner"));
    let numbers = |args: &[&str]| program.run(args).json().as_array().unwrap().iter().map(|t| t["number"].as_i64().unwrap()).collect::<Vec<_>>();
    assert_eq!(numbers(&["search", "toner", "--json"]), [2, 1]);
    assert_eq!(numbers(&["search", "toner", "--best", "--json"]), [1, 2], "it stands in the subject");
    assert_eq!(numbers(&["list", "toner", "--sort", "best", "--json"]), [1, 2]);
    assert_eq!(numbers(&["list", "--sort", "-created", "--json"]), [1, 2]);
    assert_eq!(numbers(&["list", "--sort", "created", "--json"]), [2, 1]);
}

#[test]
fn a_note_is_edited_deleted_and_what_it_said_is_told() {
    let program = Program::new();
    program.ingest(CARLA);
    let entry = program.with_input(&["note", "1", "--json"], b"The fuser is old.").json()["entry"].to_string();
    assert!(program.run(&["show", "1"]).out.contains(&format!("private note {entry}")), "its number stands there");
    assert_eq!(program.run(&["note", "edit", "1", &entry, "--text", "The fuser is new."]).code, 0);
    let shown = program.run(&["show", "1"]).out;
    assert!(shown.contains("The fuser is new.") && shown.contains("edited") && !shown.contains("is old"), "{shown}");
    assert_eq!(program.run(&["note", "delete", "1", &entry]).code, 0);
    assert!(program.run(&["show", "1"]).out.contains("deleted a note"));
    let versions = program.run(&["note", "versions", "1", &entry, "--json"]).json();
    let said: Vec<&str> = versions.as_array().unwrap().iter().map(|v| v["text"].as_str().unwrap()).collect();
    assert_eq!(said, ["The fuser is new.", "The fuser is old."]);
    assert!(program.run(&["note", "edit", "1", &entry, "--text", "x"]).failed(1).contains("There is no note"));
}

#[test]
fn a_ticket_is_exported_once_and_never_over_a_file() {
    let program = Program::new();
    program.ingest(CARLA);
    program.with_input(&["note", "1"], b"CANARYNOTE");
    assert!(!program.run(&["export", "1"]).out.contains("CANARYNOTE"), "for the customer");
    assert!(program.run(&["export", "1", "--for", "agents", "--format", "json"]).out.contains("CANARYNOTE"));
    let file = program.path("one.html");
    assert_eq!(program.run(&["export", "1", "--format", "html", "-o", text(&file)]).code, 0);
    let mode = std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    assert_eq!(format!("{mode:o}"), "600");
    assert!(program.run(&["export", "1", "--format", "html", "-o", text(&file)]).failed(1).contains("one.html"));
    assert!(program.run(&["export", "1", "--format", "pdf"]).failed(2).contains("markdown, html, json, mbox"));
    let sent = program.run(&["transcript", "1", "--to", "boss@example.com", "--json"]).json();
    assert_eq!(sent["to"], "boss@example.com");
}

#[test]
fn a_redaction_is_meant_and_then_final() {
    let program = Program::new();
    program.ingest(CARLA);
    let shown = program.run(&["show", "1", "--json"]).json();
    let entry = shown["entries"][0]["id"].to_string();
    assert!(program.run(&["redact", "1", &entry]).failed(2).contains("--yes"));
    assert_eq!(program.run(&["redact", "1", &entry, "--yes", "--json"]).json()["log_emptied"], true);
    let shown = program.run(&["show", "1", "--json"]).json();
    assert_eq!((&shown["entries"][0]["text"], shown["entries"][0]["redacted"].is_null()), (&json!(""), false));
}
