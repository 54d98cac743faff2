//! The stories hold together.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::demo::cast::{Language, guess_language};

fn stories() -> Stories {
    Stories::load("sam").unwrap()
}

#[test]
fn everyone_and_everything_that_is_named_exists() {
    let s = stories();
    let agents: BTreeSet<&str> = s.desk.agents.iter().map(|a| a.key.as_str()).collect();
    let tags: BTreeSet<&str> = s.desk.tags.iter().map(|t| t.name.as_str()).collect();
    let mut sides = BTreeSet::new();
    for step in &s.steps {
        if let Some(agent) = step.act.agent() {
            assert!(agents.contains(agent), "{step:?}");
        }
        let people: Vec<&String> = match &step.act {
            Act::Mail { person, .. } | Act::Bounce { person, .. } => vec![person],
            Act::Side { to, side, .. } => {
                assert!(sides.insert(side.clone()), "two sides are called {side}");
                to.iter().collect()
            }
            Act::SideMail { person, cc, side, .. } => {
                assert!(sides.contains(side), "{side} is not open yet");
                cc.iter().chain([person]).collect()
            }
            Act::SideReply { side, .. } | Act::SideDone { side, .. } => {
                assert!(sides.contains(side), "{side} is not open yet");
                Vec::new()
            }
            Act::Assign { to, .. } => {
                assert!(agents.contains(to.as_str()), "{to}");
                Vec::new()
            }
            Act::Team { team, .. } => {
                assert!(s.desk.teams.contains(team), "{team}");
                Vec::new()
            }
            Act::Tag { add, .. } => {
                assert!(add.iter().all(|t| tags.contains(t.as_str())), "{add:?}");
                Vec::new()
            }
            _ => Vec::new(),
        };
        for person in people {
            assert!(s.cast.by_key(person).is_some(), "nobody is called {person}");
        }
    }
    let used: BTreeSet<&str> =
        s.steps.iter().filter_map(|s| if let Act::Tag { add, .. } = &s.act { Some(add) } else { None }).flatten().map(String::as_str).collect();
    assert_eq!(used, tags, "every tag is used");
}

#[test]
fn each_story_begins_with_a_mail_and_light_agents_only_write_notes() {
    let s = stories();
    let mut begun = BTreeMap::new();
    for step in &s.steps {
        let role = step.act.agent().and_then(|key| s.desk.agents.iter().find(|a| a.key == key)).map(|a| a.role);
        assert!(role != Some(Role::Light) || matches!(step.act, Act::Note { .. }), "{step:?}");
        let first = begun.insert(step.ticket.clone(), ()).is_none();
        assert!(!first || matches!(step.act, Act::Mail { .. } | Act::SideMail { .. }), "{step:?}");
    }
    assert!(begun.len() >= 40, "{}", begun.len());
}

#[test]
fn ten_days_in_seven_languages_and_something_still_to_come() {
    let s = stories();
    let mut languages = BTreeSet::new();
    for step in &s.steps {
        if let Act::Mail { person, .. } = &step.act {
            languages.insert(s.cast.by_key(person).unwrap().language);
        }
    }
    assert_eq!(languages.len(), 7, "{languages:?}");
    assert!(s.steps.first().unwrap().at < -9 * 86_400);
    assert!(s.steps.iter().any(|s| s.at > 0));
    assert!(s.steps.is_sorted_by_key(|s| s.at));
}

#[test]
fn customers_write_in_their_own_language() {
    let s = stories();
    for step in &s.steps {
        if let Act::Mail { person, text, .. } = &step.act {
            let language = s.cast.by_key(person).unwrap().language;
            if text.len() > 140 {
                assert_eq!(guess_language(text), language, "{person}: {text}");
            }
        }
    }
    assert!(s.cast.people().iter().all(|p| s.cast.small_talk(p.language).is_some()));
}

#[test]
fn all_addresses_are_plainly_made_up_and_unique() {
    let s = stories();
    let mut seen = BTreeSet::new();
    for p in s.cast.people() {
        let d = p.email.domain();
        assert!(d.ends_with(".example") || ["example.com", "example.org", "example.net"].contains(&d), "{d}");
        assert!(seen.insert(&p.email) && p.email.split_detail().1.is_none(), "{}", p.email);
    }
    let keys: BTreeSet<_> = s.cast.people().iter().map(|p| &p.key).collect();
    assert_eq!(keys.len(), s.cast.people().len());
    assert_eq!(s.cast.small_talk(Language::Ja).map(|t| t.customer.is_empty()), Some(false));
}

#[test]
fn canned_responses_use_only_variables_that_there_are() {
    let s = stories();
    assert!(s.desk.canned.len() >= 12);
    for canned in &s.desk.canned {
        assert_eq!(crate::model::canned::unknown_variable(&canned.text, &[]), None, "/{}", canned.shortcut);
    }
}

#[test]
fn whoever_starts_the_demo_is_the_first_agent_and_is_mentioned_by_login() {
    for login in ["sam", "ana"] {
        let s = Stories::load(login).unwrap();
        let logins: BTreeSet<&str> = s.desk.agents.iter().map(|a| a.login.as_str()).collect();
        assert_eq!((s.desk.agents[0].login.as_str(), logins.len()), (login, 4));
        let notes: String = s.steps.iter().filter_map(|s| if let Act::Note { text, .. } = &s.act { Some(text.as_str()) } else { None }).collect();
        assert!(notes.contains(&format!("@{login} ")) && !notes.contains("@you"), "{notes}");
        assert_eq!(notes.contains("@ana2"), login == "ana");
    }
}

#[test]
fn odd_logins_still_get_an_address() {
    let s = Stories::load("DOMAIN\\some one").unwrap();
    assert_eq!(s.desk.agents[0].email(&s.desk.domain).unwrap().as_str(), "you@staff.lumen.example");
}

#[test]
fn spans_read() {
    assert_eq!(seconds("1d 2h 3m 4s"), Some(93_784));
    for bad in ["", "d", "5", "1w", "é"] {
        assert_eq!(seconds(bad), None, "{bad}");
    }
}
