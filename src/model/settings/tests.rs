//! What is written is read again as it was, and what is wrong is told at its line.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::model::field::FieldKind;
use crate::model::order::Order;
use crate::model::people::Role;
use crate::model::ticket::Sort;
use crate::model::written::WrittenError;
use crate::words::{Language, Words};

fn known() -> Known {
    let names = |list: &[&str]| list.iter().map(|n| (*n).to_owned()).collect();
    Known {
        agents: names(&["ana", "bo", "lia"]),
        teams: names(&["Billing", "Me", "Repairs"]),
        mailboxes: vec![Address::parse("desk@desk.example").unwrap()],
        scopes: vec![Scope::Desk, Scope::Team("Billing".into()), Scope::Team("Me".into()), Scope::Me],
        fields: vec![Field { name: "plan".into(), label: "Plan".into(), kind: FieldKind::Choice, choices: names(&["gold"]) }],
        files: (0..20).map(|n| (n, names(&["a b.pdf", "“price”.ods"]))).collect(),
    }
}

fn back<I: Item + fmt::Debug>(items: &[I]) {
    for language in Language::ALL {
        let text = show(items, &Words::new(language));
        let read = I::read(&text, &known()).unwrap_or_else(|wrong| panic!("{}\n{text}", WrittenError::at(&text, "x.toml", wrong)));
        assert_eq!(read.version, Some(version(items)));
        assert_eq!(read.items.into_iter().map(|p| p.item).collect::<Vec<_>>(), items);
    }
}

/// The mistake of a text, in English.
fn wrong<I: Item>(text: &str) -> String {
    let read = read::<I>(text, &known()).and_then(|written| compare(&[], written.items));
    WrittenError::at(text, "x.toml", read.err().unwrap()).to_string()
}

/// Text that looks like TOML, like templates, and like nothing.
const TEXT: &str = "([a-z ]{0,4}|\"|\"\"\"|'''|\\\\|\n|\r\n|\t|#|=|\\[\\[tag\\]\\]|\u{202e}|\u{7f}|\u{1b}|é|退款|👩‍🔧|\\PC){0,12}";
/// The same on one line and not empty.
const LINE: &str = "x([a-z ]{0,4}|\"|\"\"\"|'|\\\\|#|=|\\[|\u{202e}|é|退款|👩‍🔧){0,8}y";

fn some_of(names: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    proptest::sample::subsequence(names, 0..=names.len()).prop_map(|list| list.into_iter().map(str::to_owned).collect())
}

fn scope() -> impl Strategy<Value = Scope> {
    proptest::sample::select(known().scopes)
}

prop_compose! {
    fn agents()(rows in vec((LINE, any::<[bool; 3]>(), option::of(any::<bool>()), 0usize..4, some_of(&["Billing", "Me", "Repairs"]), option::of(0usize..3)), 0..5)) -> Vec<AgentItem> {
        rows.into_iter().zip(1..).map(|((name, [available, disabled, leads], waiting_box, role, teams, language), id)| AgentItem {
            id: Some(id),
            login: format!("login{id}"),
            name,
            email: Address::parse(&format!("a{id}@staff.example")).unwrap(),
            role: Role::ALL[role],
            supervises: if leads { teams.clone() } else { Vec::new() },
            teams,
            waiting_box,
            available,
            language: language.map(|n| Language::ALL[n]),
            disabled,
        }).collect()
    }
}

prop_compose! {
    fn teams()(rows in vec((LINE, some_of(&["ana", "bo", "lia"]), some_of(&["ana", "bo", "lia"]), 0usize..3), 0..5)) -> Vec<TeamItem> {
        rows.into_iter().zip(1..).map(|((name, mut members, supervisors, routing), id)| {
            members.retain(|m| !supervisors.contains(m));
            TeamItem { id: Some(id), name: format!("{name}{id}"), members, supervisors, routing: Routing::ALL[routing] }
        }).collect()
    }
}

prop_compose! {
    fn tags()(rows in vec((TEXT, option::of((any::<[u8; 3]>(), any::<bool>())), any::<bool>()), 0..5)) -> Vec<TagItem> {
        rows.into_iter().zip(1..).map(|((description, colour, is_new), n)| TagItem {
            id: (!is_new).then(|| format!("was-{n}")),
            name: format!("tag-{n}-é退"),
            colour: colour.map(|([r, g, b], named)| if named { Colour::Named(r % 16) } else { Colour::Rgb(r, g, b) }),
            description,
        }).collect()
    }
}

prop_compose! {
    fn views()(rows in vec((LINE, proptest::sample::select(vec!["", "status:open", "tag:\"a b\" -team:billing \"say \\\"hi\\\"\"", "退款 #42"]), 0..Sort::ALL.len(), any::<bool>(), scope()), 0..5)) -> Vec<ViewItem> {
        rows.into_iter().zip(1..).map(|((name, query, sort, turned, scope), id)| ViewItem {
            id: Some(id),
            name: format!("{name}{id}"),
            query: query.to_owned(),
            sort: Order { by: Sort::ALL[sort], turned },
            scope,
        }).collect()
    }
}

prop_compose! {
    fn canned()(rows in vec((TEXT.prop_filter("only templates are kept", |t| crate::model::canned::check(t).is_ok()), LINE, scope(), some_of(&["a b.pdf", "“price”.ods"])), 0..5)) -> Vec<CannedItem> {
        rows.into_iter().zip(1..).map(|((text, title, scope, files), id)| CannedItem {
            id: Some(id),
            shortcut: format!("s{id}"),
            title,
            scope,
            files,
            text,
        }).collect()
    }
}

prop_compose! {
    fn fields()(rows in vec((LINE, 0usize..4, some_of(&["a b", "“c”", "d\\\"e"]), any::<bool>()), 0..5)) -> Vec<FieldItem> {
        (0u32..).zip(rows).map(|(place, (label, kind, mut choices, is_new))| {
            let kind = FieldKind::ALL[kind];
            if kind != FieldKind::Choice {
                choices.clear();
            } else if choices.is_empty() {
                choices.push("only".to_owned());
            }
            let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
            FieldItem { id: (!is_new).then(|| format!("was_{place}")), field: Field { name: format!("f{place}_x"), label, kind, choices }, place }
        }).collect()
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_as_it_was(a in agents(), b in teams(), c in tags(), d in views(), e in canned(), f in fields()) {
        back(&a);
        back(&b);
        back(&c);
        back(&d);
        back(&e);
        back(&f);
    }

    #[test]
    fn a_page_is_read_again_as_it_was(items in canned()) {
        for item in items {
            let page = Page::show(&item, "beside");
            let read = Page::read(&page).unwrap_or_else(|wrong| panic!("{}\n{page}", WrittenError::at(&page, "x.md", wrong)));
            prop_assert_eq!(read.item(&known()).unwrap(), CannedItem { id: None, ..item });
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "(\\[\\[(tag|team|view|canned|agent)\\]\\]|\n|id = |name = |query = |text = |\"|\"\"\"|=|[0-9a-z ]|\\PC){0,30}") {
        let known = known();
        let _ = AgentItem::read(&text, &known);
        let _ = TeamItem::read(&text, &known);
        let _ = TagItem::read(&text, &known);
        let _ = ViewItem::read(&text, &known);
        let _ = FieldItem::read(&text, &known);
        let _ = CannedItem::read(&text, &known);
        let _ = Page::read(&text);
        let _ = Page::read(&format!("+++\n{text}\n+++\n{text}"));
    }
}

#[test]
fn a_key_that_is_none_is_told_with_its_line_and_the_nearest() {
    let said = wrong::<TagItem>("[[tag]]\nname = \"vip\"\ncolor = \"red\"");
    assert!(said.starts_with("x.toml, line 3, color: ") && said.contains("“colour”"), "{said}");
}

#[test]
fn a_name_that_is_not_there_is_told_with_its_line_and_the_nearest() {
    let said = wrong::<TeamItem>("[[team]]\nname = \"New\"\nmembers = [\n  \"ana\",\n  \"bp\",\n]");
    assert!(said.starts_with("x.toml, line 5") && said.contains("“bp”") && said.contains("“bo”"), "{said}");
    let said = wrong::<AgentItem>("[[agent]]\nlogin = \"x\"\nname = \"X\"\nemail = \"x@y.example\"\nrole = \"agent\"\nteams = [\"Biling\"]");
    assert!(said.starts_with("x.toml, line 6, teams: ") && said.contains("“Billing”"), "{said}");
    let said = wrong::<TagItem>("[[tag]]\nname = \"vip\"\ncolour = \"bleu\"");
    assert!(said.starts_with("x.toml, line 3, colour: ") && said.contains("“blue”"), "{said}");
    let said = wrong::<ViewItem>("[[view]]\nname = \"V\"\nquery = \"\"\nfor = \"Repair\"");
    assert!(said.starts_with("x.toml, line 4, for: "), "{said}");
}

#[test]
fn a_field_is_told_what_it_lacks_and_a_verb_what_the_field_can_be() {
    let field = |rest: &str| wrong::<FieldItem>(&format!("[[field]]\nname = \"plan\"\n{rest}"));
    for (rest, said) in [
        ("kind = \"choise\"", "line 3, kind: "),
        ("kind = \"choice\"", "choices"),
        ("kind = \"choice\"\nchoices = [\"a\", \"A\"]", "“A”"),
        ("kind = \"date\"\nchoices = [\"a\"]", "line 4, choices: "),
    ] {
        assert!(field(rest).contains(said), "{rest}: {}", field(rest));
    }
    assert!(wrong::<FieldItem>("[[field]]\nname = \"Two words\"\nkind = \"text\"").contains("line 2, name: "));
    let of_macro = |verb: &str| wrong::<MacroItem>(&format!("[[macro]]\nname = \"M\"\nverbs = ['{verb}']"));
    assert!(of_macro("field paln=gold").contains("“plan”") && of_macro("field plan=brass").contains("gold"));
}

#[test]
fn a_query_is_told_under_its_character_with_the_line_of_the_file() {
    let said = wrong::<ViewItem>("[[view]]\nname = \"V\"\nquery = \"status:open asignee:me\"");
    assert!(said.starts_with("x.toml, line 3, query: \nstatus:open asignee:me\n            ^\n"), "{said}");
}

#[test]
fn a_template_is_told_at_its_own_line() {
    let said = wrong::<CannedItem>("[[canned]]\nshortcut = \"a\"\ntext = \"\"\"\nfine\n{{ team\n\"\"\"");
    assert!(said.starts_with("x.toml, line 5, text: ") || said.starts_with("x.toml, line 6, text: "), "{said}");
}

#[test]
fn an_own_address_of_the_desk_is_no_agents() {
    for email in ["desk@desk.example", "Desk+t42.abc@desk.example"] {
        let said = wrong::<AgentItem>(&format!("[[agent]]\nlogin = \"x\"\nname = \"X\"\nrole = \"agent\"\nemail = \"{email}\""));
        assert!(said.starts_with("x.toml, line 5, email: "), "{said}");
    }
}

#[test]
fn the_same_twice_is_told_at_the_second() {
    let said = wrong::<TagItem>("[[tag]]\nname = \"vip\"\n\n[[tag]]\nname = \"vip\"");
    assert!(said.starts_with("x.toml, line 4, [[tag]]: ") && said.contains("“vip”"), "{said}");
}

#[test]
fn an_empty_text_is_a_slip() {
    for text in ["", "\n \n", "# only\n# comments"] {
        assert!(wrong::<TagItem>(text).contains("nothing in this text"));
    }
}

#[test]
fn without_an_id_an_item_is_the_one_of_its_name_and_with_one_it_can_have_another_name() {
    let tag = |id: Option<&str>, name: &str| TagItem { id: id.map(str::to_owned), name: name.into(), colour: None, description: String::new() };
    let placed = |items: Vec<TagItem>| items.into_iter().map(|item| Placed { at: 0, item }).collect::<Vec<_>>();
    let before = [tag(Some("a"), "a"), tag(Some("b"), "b"), tag(Some("c"), "c")];
    let same = compare(&before, placed(vec![tag(None, "c"), tag(None, "a"), tag(None, "b")])).unwrap();
    assert!(same.is_empty(), "{same:?}");
    let diff = compare(&before, placed(vec![tag(Some("a"), "b"), tag(Some("b"), "a"), tag(None, "new")])).unwrap();
    assert_eq!((diff.removed.len(), diff.changed.len(), diff.added.len()), (1, 2, 1));
    // the name of one that was renamed is free for a new one
    let diff = compare(&before[..1], placed(vec![tag(Some("a"), "z"), tag(None, "a")])).unwrap();
    assert_eq!((diff.removed.len(), diff.changed.len(), diff.added.len()), (0, 1, 1));
    assert!(compare(&before, placed(vec![tag(Some("x"), "x")])).is_err(), "an id that is not there");
    assert!(compare(&before, placed(vec![tag(Some("a"), "x"), tag(Some("a"), "y")])).is_err(), "an id twice");
}
