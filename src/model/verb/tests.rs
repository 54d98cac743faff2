//! The verbs as PRODUCT 11 shows them, their mistakes, and that every verb reads back.

use proptest::prelude::*;

use super::*;
use crate::model::Address;
use crate::model::until::Until;

#[test]
fn the_verbs_of_the_manual_read() {
    for text in [
        "status open",
        "assign @ana",
        "assign me",
        "assign none",
        "team billing",
        "team \"Second line\"",
        "priority high",
        "tag +vip -new",
        "snooze tomorrow",
        "snooze fri 14:00",
        "snooze off",
        "spam",
        "spam off",
        "reply /refund",
        "note \"Call them, \\\"now\\\".\\nAnd again.\"",
        "side /ask-stock to parts@acme.example",
        "side \"How many?\" to parts@acme.example \"Bea <bea@acme.example>\" cc ana@example.com subject \"Stock of P-100\"",
        "notify assignee",
        "notify @ana",
        "notify team billing",
        "macro refund",
    ] {
        let verb = Verb::parse(text).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(verb.to_string(), text);
    }
}

#[test]
fn what_people_write_a_little_differently_is_understood() {
    for (written, meant) in [
        ("  STATUS  on_hold ", "status on-hold"),
        ("tag vip", "tag +vip"),
        ("tag #vip, -new", "tag +vip -new"),
        ("snooze \"next week\"", "snooze next week"),
        (
            "side /ask subject \"Stock\" cc b@example.com to a@example.com, c@example.com",
            "side /ask to a@example.com c@example.com cc b@example.com subject \"Stock\"",
        ),
        ("team \"none\"", "team \"none\""),
    ] {
        assert_eq!(Verb::parse(written).unwrap_or_else(|e| panic!("{e}")).to_string(), meant);
    }
}

#[test]
fn a_mistake_is_shown_where_it_is_with_what_was_expected() {
    for (text, at, sentence) in [
        ("", 0, "a verb was expected"),
        ("stauts open", 0, "there is no verb “stauts”; expected status"),
        ("status opn", 7, "“opn” is nothing that “status” can have; expected open"),
        ("status open now", 12, "“now” is too much here"),
        ("assign ana", 7, "“ana” is nothing that “assign” can have; expected me, none, @ana"),
        ("tag", 3, "“tag” needs more; expected +vip, -new"),
        ("snooze soon", 7, "“soon” is nothing that “snooze” can have"),
        ("reply refund", 6, "“refund” is nothing that “reply” can have; expected /shortcut, \"a text\""),
        ("note \"open", 5, "this quotation mark is not closed"),
        ("note \"{{ team\"", 5, "this text cannot be filled in"),
        ("side /ask", 9, "“side” needs more; expected to parts@example.com"),
        ("side \"How?\" to a@example.com", 28, "“side” needs more; expected subject"),
        ("side /ask to nobody", 13, "“nobody” is nothing that “side” can have"),
        ("notify boss", 7, "“boss” is nothing that “notify” can have"),
    ] {
        let error = Verb::parse(text).unwrap_err();
        assert_eq!(error.at, at, "{text}: {error}");
        assert!(error.to_string().contains(sentence), "{text}: {error}");
    }
}

fn name() -> impl Strategy<Value = String> {
    "[a-zçé]{1,6}( [a-z\"\\\\]{1,5})?"
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![name().prop_map(Said::Canned), "[a-z\"\\\\\n,/@]{0,12}[a-z]".prop_map(Said::Text),]
}

fn mailbox() -> impl Strategy<Value = Mailbox> {
    ("[a-z]{1,5}", proptest::option::of("[A-Z][a-z]{1,5}"))
        .prop_map(|(local, name)| Mailbox::new(name.unwrap_or_default(), Address::parse(&format!("{local}@example.com")).unwrap()))
}

fn verb() -> impl Strategy<Value = Verb> {
    let until = proptest::sample::select(vec!["reply", "tomorrow", "in 3h", "fri 14:00", "2026-12-01 9:00"]);
    prop_oneof![
        proptest::sample::select(Status::ALL.to_vec()).prop_map(Verb::Status),
        proptest::sample::select(Priority::ALL.to_vec()).prop_map(Verb::Priority),
        prop_oneof![Just(Whom::Me), Just(Whom::Nobody), name().prop_map(Whom::Login)].prop_map(Verb::Assign),
        proptest::option::of(prop_oneof![name(), Just("none".to_owned())]).prop_map(Verb::Team),
        (proptest::collection::vec(name(), 1..3), proptest::collection::vec(name(), 0..3)).prop_map(|(add, remove)| Verb::Tags { add, remove }),
        proptest::option::of(until.prop_map(|u| Until::parse(u).unwrap())).prop_map(Verb::Snooze),
        any::<bool>().prop_map(Verb::Spam),
        ("[a-z][a-z0-9_]{0,6}", proptest::option::of("[^\\s\\p{C}]([^\\p{C}]{0,8}[^\\s\\p{C}])?"))
            .prop_map(|(name, value)| Verb::Field { name, value }),
        said().prop_map(Verb::Reply),
        said().prop_map(Verb::Note),
        (said(), proptest::collection::vec(mailbox(), 1..3), proptest::collection::vec(mailbox(), 0..3), "[a-z\"]{1,8}")
            .prop_map(|(said, to, cc, subject)| Verb::Side(Ask { said, to, cc, subject: Some(subject) })),
        prop_oneof![Just(Told::Assignee), name().prop_map(Told::Login), name().prop_map(Told::Team)].prop_map(Verb::Notify),
        name().prop_map(Verb::Macro),
    ]
}

proptest! {
    #[test]
    fn every_verb_reads_back(verb in verb()) {
        let text = verb.to_string();
        match Verb::parse(&text) {
            Ok(read) => prop_assert_eq!(read, verb, "{}", text),
            Err(e) => prop_assert!(false, "{}", e),
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "(status|side|tag|to|cc|subject|snooze|\"|\\\\|@|/|,| |\\PC){0,20}") {
        if let Err(e) = Verb::parse(&text) {
            prop_assert!(e.at <= text.chars().count());
        }
    }
}
