//! What bad input gets: one sentence that says what happened, where, and what to do.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Program, text};

/// One sentence of prose, not a debug print and not a wall of text.
fn is_a_sentence(said: &str) {
    assert!(said.starts_with("aside: ") && said.ends_with('.') && said.lines().count() == 1, "{said:?}");
    assert!(!said.contains("Error {") && !said.contains("error-") && !said.contains("{ $"), "{said:?}");
}

#[test]
fn a_broken_configuration_names_line_key_and_the_nearest_key() {
    let program = Program::new();
    let config = program.path("other.toml");
    std::fs::write(&config, "[desk]\nname = \"Desk\"\nundo_send_secnds = 5\n").unwrap();
    let ran = program.run(&["--config", text(&config), "list"]);
    let said = ran.failed(1);
    is_a_sentence(said);
    for part in ["other.toml, line 3", "undo_send_secnds", "“undo_send_seconds”"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_configuration_that_is_not_there_is_named() {
    let program = Program::new();
    let ran = program.run(&["--config", "nowhere.toml", "list"]);
    assert!(ran.failed(1).contains("nowhere.toml"), "{}", ran.err);
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let program = Program::bare();
    let garbage = "This is a letter and no database. ".repeat(400);
    std::fs::write(program.database(), &garbage).unwrap();
    let ran = program.run(&["list"]);
    let said = ran.failed(1);
    is_a_sentence(said);
    assert!(said.contains("backup"), "{said}");
    assert_eq!(std::fs::read_to_string(program.database()).unwrap(), garbage);
}

#[test]
fn another_programs_database_is_left_alone() {
    let program = Program::bare();
    let connection = rusqlite::Connection::open(program.database()).unwrap();
    connection.execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
    drop(connection);
    is_a_sentence(program.run(&["list"]).failed(1));
    let connection = rusqlite::Connection::open(program.database()).unwrap();
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)).unwrap();
    assert_eq!(tables, 1);
}

#[test]
fn a_newer_schema_asks_for_the_newer_program() {
    let program = Program::new();
    rusqlite::Connection::open(program.database()).unwrap().execute_batch("PRAGMA user_version = 9000").unwrap();
    let ran = program.run(&["list"]);
    let said = ran.failed(1);
    is_a_sentence(said);
    assert!(said.contains("9000") && said.contains("newer version"), "{said}");
}

#[test]
fn a_desk_that_is_not_there_says_how_to_make_one() {
    let program = Program::bare();
    let ran = program.run(&["list"]);
    let said = ran.failed(1);
    is_a_sentence(said);
    assert!(said.contains("desk.db") && said.contains("aside init"), "{said}");
}

#[test]
fn a_user_who_is_no_agent_is_told_whom_to_ask() {
    let program = Program::new();
    rusqlite::Connection::open(program.database()).unwrap().execute("UPDATE agents SET login = 'somebody-else'", []).unwrap();
    let ran = program.run(&["list"]);
    let said = ran.failed(1);
    is_a_sentence(said);
    assert!(said.contains("admin") && !said.contains("somebody-else"), "{said}");
    // mail comes in all the same: the mail server's user is no agent
    assert_eq!(program.ingest(program::CARLA)["result"], "ticket");
}

#[test]
fn an_attachment_that_is_not_there_sends_nothing() {
    let program = Program::new();
    program.ingest(program::CARLA);
    let ran = program.run(&["reply", "1", "--text", "Here you are.", "--attach", "no-such-file.pdf"]);
    assert!(ran.failed(1).contains("no-such-file.pdf"), "{}", ran.err);
    let ticket = program.run(&["show", "1", "--json"]).json();
    assert_eq!(ticket["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn an_empty_text_and_one_that_is_not_utf8_send_nothing() {
    let program = Program::new();
    program.ingest(program::CARLA);
    is_a_sentence(program.with_input(&["reply", "1"], b"\n \n").failed(1));
    is_a_sentence(program.with_input(&["note", "1"], b"caf\xe9").failed(1));
    assert_eq!(program.run(&["show", "1", "--json"]).json()["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn servers_that_cannot_be_used_are_told_one_by_one() {
    let program = Program::new();
    let config = "[[mailbox]]\nname = \"support\"\naddress = \"support@desk.example\"\n\
        [mailbox.imap]\nhost = \"127.0.0.1\"\nport = 1\nsecurity = \"none\"\nuser = \"u\"\npassword_command = \"echo pw\"\n\
        [mailbox.smtp]\nhost = \"no-such-host.invalid\"\nuser = \"u\"\npassword_command = \"exit 3\"\n";
    std::fs::write(program.path("config.toml"), config).unwrap();
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("127.0.0.1:1: nothing listens on this port"), "{}", ran.out);
    assert!(ran.out.contains("SMTP: "), "{}", ran.out);
    let sync = program.run(&["sync"]);
    is_a_sentence(sync.failed(1));
}
