use std::fs;

use proptest::prelude::*;

use super::*;
use crate::words::Words;

fn wrong(text: &str) -> ConfigError {
    Config::parse(text, "config.toml").expect_err(text)
}

const SERVER: &str = "[[mailbox]]\nname = \"m\"\naddress = \"m@example.com\"\n[mailbox.imap]\nhost = \"h\"\nuser = \"u\"\n";

#[test]
fn the_example_is_the_default() {
    assert_eq!(Config::parse(EXAMPLE, "config.example.toml"), Ok(Config::default()));
    assert_eq!(Config::parse("", "config.toml"), Ok(Config::default()));
}

/// The example with the keys that it shows set; what begins with two signs is the other ways to get a password.
fn everything_set() -> String {
    let set = |line: &str| match line.strip_prefix('#') {
        Some(key) if !key.starts_with([' ', '#']) => key.to_owned(),
        _ => line.to_owned(),
    };
    EXAMPLE.lines().map(set).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_key_that_the_example_shows_is_right() {
    let config = Config::parse(&everything_set(), "config.example.toml").unwrap();
    let mailbox = &config.mailboxes[0];
    let imap = mailbox.imap.as_ref().unwrap();
    assert_eq!((imap.server.port, imap.folder.as_str(), imap.idle), (993, "INBOX", true));
    let secret = Secret::Command("pass show support@example.com".into());
    assert_eq!(imap.server.login, Some(Login { user: "support@example.com".into(), secret }));
    assert_eq!(mailbox.smtp.as_ref().unwrap().hello.as_deref(), Some("desk.example.com"));
    assert_eq!(config.console.keys["take"].keys, ["t", "ctrl-a"]);
    let line = everything_set().lines().position(|l| l.starts_with("take = ")).unwrap() + 1;
    assert_eq!(config.console.keys["take"].line, line);
}

#[test]
fn every_key_that_there_is_is_shown_in_the_example() {
    for section in ["", "[desk]\n", "[console]\n", "[log]\n", "[translate]\n", "[[mailbox]]\n", SERVER] {
        let Mistake::UnknownKey { expected, .. } = wrong(&format!("{section}\nzzzzzzzzzzzz = 1")).mistake else { panic!("{section}") };
        assert!(!expected.is_empty());
        for key in expected {
            let shown = |line: &str| {
                let line = line.trim_start_matches('#');
                line.starts_with(&format!("{key} = "))
                    || line.starts_with(&format!("[{key}"))
                    || line.starts_with(&format!("[[{key}"))
                    || line.contains(&format!(".{key}]"))
            };
            assert!(EXAMPLE.lines().any(shown), "{section}{key}");
        }
    }
    let Mistake::UnknownKey { expected, .. } = wrong(&format!("{SERVER}password_file = \"p\"\n[mailbox.smtp]\nhost = \"h\"\nzzzzzzzzz = 1")).mistake
    else {
        panic!()
    };
    for key in expected {
        assert!(EXAMPLE.split("[mailbox.smtp]").nth(1).unwrap().contains(&format!("#{key} = ")), "{key}");
    }
}

#[test]
fn a_mistyped_key_is_told_with_its_line_and_the_nearest_one() {
    let error = wrong("[desk]\nname = \"x\"\nundo_send_second = 3\n");
    assert_eq!((error.line, error.column, error.key.as_str()), (3, 1, "undo_send_second"));
    assert_eq!(
        error.to_string(),
        "config.toml, line 3, undo_send_second: there is no such key here; did you mean “undo_send_seconds”? Correct the name or remove the line."
    );
    assert!(wrong("[colours]\na = 1").to_string().contains("desk, mailbox, console, log, translate"));
}

#[test]
fn every_mistake_says_where_it_is() {
    let many = format!("{SERVER}password_file = \"p\"\n");
    let cases = [
        ("[desk]\nundo_send_seconds = 4000", 2, "from 0 to 3600"),
        ("[desk]\nundo_send_seconds = -1", 2, "from 0 to 3600"),
        ("[desk]\nundo_send_seconds = \"long\"", 2, "undo_send_seconds"),
        ("[desk]\nlanguage = \"fr\"", 2, "en, pt-BR, es"),
        ("[desk]\nname = \"a\\r\\nBcc: x\"", 2, "one line of text"),
        ("[desk]\nwaiting_box = \"nobody\"", 2, "a list of roles"),
        ("[desk]\nwaiting_box = [\n  \"agent\",\n  \"boss\",\n]", 4, "supervisor"),
        ("[desk\nname = 1", 1, "TOML"),
        ("a\n= \n[", 1, "TOML"),
        ("[console]\ntheme = \"pink\"", 2, "high-contrast"),
        ("[console.keys]\n\"x\" = 3", 2, "a list of keys"),
        ("[[mailbox]]\nname = \"m\"", 1, "“address”"),
        ("[[mailbox]]\nname = \"m\"\naddress = \"nobody\"", 3, "an e-mail address"),
        (SERVER, 4, "password_file"),
        (&SERVER.replace("user = \"u\"\n", ""), 4, "“user”"),
        (&many.replace("user = \"u\"\n", ""), 4, "user"),
        (&format!("{many}token_command = \"t\""), 4, "only one"),
        (&format!("{many}host = \"h\""), 8, "TOML"),
        (&format!("{many}port = 0"), 8, "port"),
        (&many.replace("\"h\"", "\"h h\""), 5, "without spaces"),
        (&format!("{many}{}", many.replace("@example", "@other.example")), 8, "“m”"),
    ];
    for (text, line, said) in cases {
        let error = wrong(text);
        assert!(error.line == line && error.to_string().contains(said), "{text:?}: {error:?}: {error}");
    }
}

#[test]
fn the_waiting_box_is_for_everybody_who_works_for_nobody_or_for_some_roles() {
    let roles = |value: &str| Config::parse(&format!("[desk]\nwaiting_box = {value}"), "config.toml").unwrap().desk.waiting_box;
    assert_eq!(roles("true"), Desk::default().waiting_box);
    assert_eq!(roles("false"), []);
    assert_eq!(roles("[\"light\", \"supervisor\"]"), [Role::Light, Role::Supervisor]);
}

#[test]
fn mistakes_are_told_in_every_language() {
    for text in ["[desk]\nnam = 1", "[desk]\nzzzzzzz = 1", "[", "[console]\ntheme = \"x\"", "[desk]\nname = 1", SERVER] {
        let error = wrong(text);
        for language in Language::ALL {
            let said = error.say(&Words::new(language));
            assert!(said.contains("config.toml") && !said.contains("error-") && !said.contains("{$"), "{said}");
        }
    }
}

#[test]
fn what_a_value_is_to_be_is_told_in_the_readers_language() {
    let cases = [
        ("[desk]\nname = \"\"", "una línea de texto"),
        ("[desk]\nundo_send_seconds = 4000", "de 0 a 3600"),
        ("[desk]\nwaiting_box = \"x\"", "una lista de papeles"),
        ("[console.keys]\ntake = 3", "una lista de teclas"),
        ("[[mailbox]]\nname = \"m\"\naddress = \"nobody\"", "una dirección de correo"),
        ("[[mailbox]]\nname = \"m\"\naddress = \"m@example.com\"\n[mailbox.imap]\nhost = \"h h\"", "sin espacios"),
    ];
    for (text, told) in cases {
        let said = wrong(text).say(&Words::new(Language::Spanish));
        assert!(said.contains(told) && !said.contains("expected"), "{said}");
    }
}

#[test]
fn each_way_to_a_password_is_enough_and_the_usual_ports_are_known() {
    for way in ["password_command", "password_file", "password_credential", "token_command"] {
        assert!(Config::parse(&format!("{SERVER}{way} = \"x\""), "").is_ok(), "{way}");
    }
    for (security, port) in [("tls", 465), ("starttls", 587), ("none", 25)] {
        let text = format!("[[mailbox]]\nname = \"m\"\naddress = \"m@example.com\"\nsmtp = {{ host = \"h\", security = \"{security}\" }}");
        let config = Config::parse(&text, "").unwrap();
        assert_eq!(config.mailboxes[0].smtp.as_ref().unwrap().server.port, port);
        assert_eq!(config.mailboxes[0].imap, None);
    }
}

#[test]
fn the_file_that_is_given_comes_first_then_the_one_beside_the_database_then_the_users() {
    let dir = tempfile::tempdir().unwrap();
    let place = |path: &str, name: &str| {
        let file = dir.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, format!("[desk]\nname = \"{name}\"\ndatabase = \"desk.db\"\n[log]\nfile = \"~/aside.log\"")).unwrap();
        file
    };
    let homes = Homes { home: Some(dir.path().join("home")), config: Some(dir.path().join("home/.config")) };
    let database = dir.path().join("srv/desk.db");
    let name = |given: Option<&Path>, db: Option<&Path>| Config::find(given, db, &homes).unwrap().config.desk.name;

    assert_eq!(Config::find(None, Some(&database), &homes), Ok(Found::default()));
    place("home/.config/aside/config.toml", "the user's");
    assert_eq!(name(None, Some(&database)), "the user's");
    place("srv/config.toml", "the database's");
    assert_eq!(name(None, Some(&database)), "the database's");
    assert_eq!(name(None, None), "the user's");
    let given = place("etc/aside.toml", "given");
    let found = Config::find(Some(&given), Some(&database), &homes).unwrap();
    assert_eq!((found.config.desk.name.as_str(), found.file), ("given", Some(given)));
    assert_eq!(found.config.desk.database, Some(dir.path().join("etc/desk.db")), "relative paths start at the file's directory");
    assert_eq!(found.config.log.file, Some(dir.path().join("home/aside.log")));
}

#[test]
fn a_file_that_is_given_and_not_there_is_an_error_that_names_it() {
    let error = Config::find(Some(Path::new("/there/is/no/such.toml")), None, &Homes::default()).unwrap_err();
    assert!(error.to_string().starts_with("/there/is/no/such.toml: "), "{error}");
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "(\\[desk\\]\n|\\[\\[mailbox\\]\\]\n|\\[mailbox\\.imap\\]\n|name|host|=|\"|'|\n|\\[|\\]|\\{|\\}|#|[0-9a-zé]|\\PC|.){0,40}") {
        if let Err(error) = Config::parse(&text, "config.toml") {
            prop_assert!(error.line >= 1 && error.line <= text.lines().count().max(1) + 1);
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn a_damaged_example_never_makes_the_reader_panic(at in 0usize..8000, cut in 0usize..30, put in ".{0,6}") {
        let whole = everything_set();
        let start = whole.floor_char_boundary(at.min(whole.len()));
        let end = whole.floor_char_boundary((start + cut).min(whole.len())).max(start);
        if let Err(error) = Config::parse(&format!("{}{put}{}", &whole[..start], &whole[end..]), "config.toml") {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
