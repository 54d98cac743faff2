//! The language as PRODUCT 10 shows it, its mistakes, and that every query reads back.

use proptest::prelude::*;

use super::*;

fn one(text: &str) -> Condition {
    let query = Query::parse(text).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(query.terms.len(), 1, "{text}");
    query.terms.into_iter().next().unwrap().condition
}

#[test]
fn the_example_of_the_manual_reads() {
    let text = "status:open,pending assignee:me team:billing tag:vip -tag:bot requester:@acme.com org:acme side:open side:unread \
                third:parts@acme.com created:>2026-01-01 waiting:>4h priority:high field.plan:gold has:attachment file:invoice \"exact words\" word";
    let query = Query::parse(text).unwrap();
    assert_eq!(query.terms.len(), 18);
    assert_eq!(query.to_string(), text);
    assert_eq!(query.terms[4], Term { negated: true, condition: Condition::Tag(vec!["bot".into()]) });
    assert_eq!(query.terms[5].condition, Condition::Requester(vec![PersonMatch::Domain("acme.com".into())]));
    assert!(query.looks_for_words());
}

#[test]
fn words_of_the_language_and_names_are_told_apart() {
    assert_eq!(one("assignee:me,none,Ana"), Condition::Assignee(vec![Who::Me, Who::Nobody, Who::Login("Ana".into())]));
    assert_eq!(one("assignee:\"me\""), Condition::Assignee(vec![Who::Login("me".into())]));
    assert_eq!(one("team:mine,\"Second line\""), Condition::Team(vec![WhichTeam::Mine, WhichTeam::Named("Second line".into())]));
    assert_eq!(one("STATUS:On-Hold"), Condition::Status(vec![Status::OnHold]));
    assert_eq!(one("priority:>=high"), Condition::Priority(vec![Priority::High, Priority::Urgent]));
    assert_eq!(one("requester:ana"), Condition::Requester(vec![PersonMatch::Part("ana".into())]));
    assert_eq!(one("field.amount:>100"), Condition::Field("amount".into(), vec![FieldIs::Compared(Comparison::More, "100".into())]));
    assert_eq!(one("field.plan:none"), Condition::Field("plan".into(), vec![FieldIs::Unset]));
    assert_eq!(one("subject:\"paper jam\"*,refund"), {
        let jam = Text { words: "paper jam".into(), prefix: true };
        Condition::Subject(vec![jam, Text { words: "refund".into(), prefix: false }])
    });
    assert_eq!(one("print*"), Condition::Text(Text { words: "print".into(), prefix: true }));
    assert_eq!(one(r#""say \"hi\" \\o/""#), Condition::Text(Text { words: r#"say "hi" \o/"#.into(), prefix: false }));
}

#[test]
fn a_number_alone_goes_to_the_ticket_and_among_words_it_is_a_word() {
    for text in ["42", "#42", " 42 ", "number:42"] {
        assert_eq!(Query::parse(text).unwrap().jump(), Some(TicketId(42)), "{text}");
    }
    for text in ["printer 42", "-42", "-#42", "\"42\"", "number:42,43", ""] {
        assert_eq!(Query::parse(text).unwrap().jump(), None, "{text}");
    }
    assert_eq!(Query::parse("room 42").unwrap().terms[1].condition, Condition::Text(Text { words: "42".into(), prefix: false }));
}

#[test]
fn what_only_looks_like_a_key_is_words() {
    for text in ["12:30", "https://example.com/a?b", "::", ":x", "#printer", "a*b", "*", "5\""] {
        assert!(matches!(one(text), Condition::Text(_)), "{text}");
    }
}

#[test]
fn a_mistake_is_shown_under_its_character_with_what_was_expected() {
    let error = Query::parse("tag:vip status:opne").unwrap_err();
    assert_eq!((error.at, error.expected.first().map(String::as_str)), (15, Some("open")));
    assert!(error.to_string().starts_with("tag:vip status:opne\n               ^ “opne” is nothing"), "{error}");
    let wide = Query::parse("打印 asignee:me").unwrap_err();
    assert_eq!((wide.at, wide.mistake.clone(), wide.expected.clone()), (3, Mistake::Key("asignee".into()), vec!["assignee".to_owned()]));
    assert!(wide.pointed().ends_with("\n     ^"), "the caret goes by width: {wide}");
    assert!(!Query::parse("a\nb:c").unwrap_err().pointed().contains("a\nb"));
}

#[test]
fn each_mistake_has_its_place() {
    let cases = [
        ("status:", 7, Mistake::NoValue("status".into())),
        ("status:open,", 12, Mistake::NoValue("status".into())),
        ("colour:red", 0, Mistake::Key("colour".into())),
        ("x created:7d", 10, Mistake::BareAge("7d".into())),
        ("created:2026-13-01", 8, Mistake::Value { key: "created".into(), given: "2026-13-01".into() }),
        ("created:..", 8, Mistake::Value { key: "created".into(), given: "..".into() }),
        ("created:2026-02..2026-01", 8, Mistake::Backwards("2026-02..2026-01".into())),
        ("waiting:7d..1d", 8, Mistake::Backwards("7d..1d".into())),
        ("created:1d..2026", 8, Mistake::Value { key: "created".into(), given: "1d..2026".into() }),
        ("priority:>urgent", 9, Mistake::Value { key: "priority".into(), given: ">urgent".into() }),
        ("number:abc", 7, Mistake::Value { key: "number".into(), given: "abc".into() }),
        ("a \"b c", 2, Mistake::Unclosed),
        ("\" \"", 0, Mistake::Empty),
        ("a - b", 2, Mistake::NothingToNegate),
        ("--a", 0, Mistake::NothingToNegate),
    ];
    for (text, at, mistake) in cases {
        let error = Query::parse(text).expect_err(text);
        assert_eq!((error.at, error.mistake), (at, mistake), "{text}");
    }
    assert_eq!(Query::parse(&"a ".repeat(1000)).unwrap_err().mistake, Mistake::TooLong);
    assert_eq!(Query::parse(&format!("tag:{}", "a,".repeat(1000))).unwrap_err().mistake, Mistake::TooLong);
}

#[test]
fn every_offered_value_is_right() {
    for key in KEYS {
        for value in key.values {
            let text = format!("{}:{value}", key.name);
            assert_eq!(Query::parse(&text).map(|q| q.to_string()), Ok(text));
        }
    }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,8}", "[ -~]{1,12}", "[a-zé中🙂 \\\\\"*,:#<>-]{1,8}", Just("me".to_owned()), Just("none".to_owned())]
        .prop_map(|s| s.trim().to_owned())
        .prop_filter("a name has letters", |s| !s.is_empty())
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        (2000i16..2100, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Period::Day(jiff::civil::date(y, m, d))),
        (0i16..=9999, 1i8..=12).prop_map(|(y, m)| Period::Month(y, m)),
        (0i16..=9999).prop_map(Period::Year),
        Just(Period::Today),
        Just(Period::Yesterday),
    ]
}

fn age() -> impl Strategy<Value = Age> {
    (any::<u32>(), prop::sample::select(&Unit::ALL[..])).prop_map(|(amount, unit)| Age { amount, unit })
}

fn comparison() -> impl Strategy<Value = Comparison> {
    prop::sample::select(&Comparison::ALL[..])
}

fn when() -> impl Strategy<Value = When> {
    let moment = || prop_oneof![period().prop_map(Moment::Period), age().prop_map(Moment::Ago)];
    prop_oneof![
        period().prop_map(When::Within),
        (comparison(), moment()).prop_map(|(c, m)| When::Compared(c, m)),
        moment().prop_map(|m| When::Between(Some(m), None)),
        moment().prop_map(|m| When::Between(None, Some(m))),
        (0u32..9, 9u32..99).prop_map(|(a, b)| {
            let ago = |amount| Some(Moment::Ago(Age { amount, unit: Unit::Days }));
            When::Between(ago(a), ago(b))
        }),
    ]
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![Just(Who::Me), Just(Who::Nobody), Just(Who::Anybody), Just(Who::Away), name().prop_map(Who::Login)]
}

fn text() -> impl Strategy<Value = Text> {
    (name(), any::<bool>()).prop_map(|(words, prefix)| Text { words, prefix })
}

fn some<T: std::fmt::Debug>(one: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(one, 1..4)
}

fn condition() -> impl Strategy<Value = Condition> {
    let team = prop_oneof![Just(WhichTeam::Mine), Just(WhichTeam::None), Just(WhichTeam::Any), name().prop_map(WhichTeam::Named)];
    let person = || prop_oneof![name(), Just("@acme.com".to_owned()), Just("a*b@example.com".to_owned())].prop_map(|t| PersonMatch::read(&t));
    let field = prop_oneof![
        Just(FieldIs::Set),
        Just(FieldIs::Unset),
        name().prop_map(FieldIs::Value),
        (comparison(), "[a-z0-9.-]{1,6}").prop_map(|(c, v)| FieldIs::Compared(c, v))
    ];
    let time = prop::sample::select(vec![TimeField::Created, TimeField::Updated, TimeField::Waiting]);
    let people = prop_oneof![
        some(who()).prop_map(Condition::Assignee),
        some(who()).prop_map(Condition::Mentions),
        some(team).prop_map(Condition::Team),
        some(person()).prop_map(Condition::Requester),
        some(person()).prop_map(Condition::Third),
        some(name()).prop_map(Condition::Organization),
    ];
    let words = prop_oneof![
        some(name()).prop_map(Condition::Tag),
        some(name()).prop_map(Condition::File),
        some(text()).prop_map(Condition::Subject),
        text().prop_map(Condition::Text),
        ("[a-z0-9_é-]{1,8}", some(field)).prop_map(|(name, is)| Condition::Field(name, is)),
        (time, some(when())).prop_map(|(field, when)| Condition::Time(field, when)),
    ];
    let fixed = prop_oneof![
        some((0i64..).prop_map(TicketId)).prop_map(Condition::Number),
        some(prop::sample::select(&Status::ALL[..])).prop_map(Condition::Status),
        some(prop::sample::select(&Priority::ALL[..])).prop_map(Condition::Priority),
        some(prop::sample::select(&SideIs::ALL[..])).prop_map(Condition::Side),
        some(prop::sample::select(&Thing::ALL[..])).prop_map(Condition::Has),
        some(prop::sample::select(&Flag::ALL[..])).prop_map(Condition::Is),
    ];
    prop_oneof![people, words, fixed]
}

proptest! {
    #[test]
    fn every_query_reads_back_as_itself(terms in prop::collection::vec((any::<bool>(), condition()), 0..6)) {
        let query = Query { terms: terms.into_iter().map(|(negated, condition)| Term { negated, condition }).collect() };
        let text = query.to_string();
        prop_assert_eq!(Query::parse(&text), Ok(query), "{}", text);
    }

    #[test]
    fn any_text_is_a_query_that_reads_back_or_a_mistake_inside_the_text(text in "(status:|tag:|-|created:|field\\.a:|\"|,|\\.\\.|<|\\*|\\\\|#|[a-z0-9é中 ]|\\PC){0,24}") {
        match Query::parse(&text) {
            Ok(query) => prop_assert_eq!(Query::parse(&query.to_string()), Ok(query)),
            Err(error) => {
                prop_assert!(error.at <= text.chars().count());
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn completion_stays_inside_the_text(text in "\\PC{0,20}", cursor in 0usize..30) {
        prop_assert!(complete(&text, cursor, &[]).from <= text.chars().count());
    }
}
