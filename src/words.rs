//! Every word that a person reads, from one catalogue in three languages.
//!
//! The catalogue is Fluent: `words/en.ftl`, `words/pt-BR.ftl` and `words/es.ftl`, built into the program. Keys go by sections: `console-` for
//! the console, `cli-` for the command line, `error-` for what went wrong, `event-` for the compact lines of a timeline, `mail-` for what
//! customers, third parties and agents get by e-mail; the rest are names of statuses, roles and the like.
//!
//! Values that come from mails go into the texts as they are: they are cleaned at the door of the screen, not here.

mod trace;

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use crate::model::Time;
use crate::model::delivery::DeliveryState;
use crate::model::entry::{EntryKind, Event};
use crate::model::order::Order;
use crate::model::people::{Badge, Role};
use crate::model::query::{Mistake, QueryError};
use crate::model::side::SideState;
use crate::model::status::{Priority, Status};
use crate::model::ticket::{NotificationKind, Sort};
use crate::model::verb::VerbError;

/// A language that the catalogue speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// English, `en`.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Brazilian Portuguese, `pt-BR`.
    #[serde(rename = "pt-BR")]
    Portuguese,
    /// Spanish, `es`.
    #[serde(rename = "es")]
    Spanish,
}

impl Language {
    /// All languages.
    pub const ALL: [Language; 3] = [Language::English, Language::Portuguese, Language::Spanish];

    /// Its tag (BCP 47), as the configuration writes it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Portuguese => "pt-BR",
            Language::Spanish => "es",
        }
    }

    /// From a word of the configuration or a value of `LANG`, such as `pt-BR`, `pt_BR.UTF-8` or `es`. `None` for languages that the
    /// catalogue does not speak.
    #[must_use]
    pub fn from_locale(text: &str) -> Option<Language> {
        let word = text.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match word.trim().to_ascii_lowercase().as_str() {
            "en" | "c" | "posix" => Some(Language::English),
            "pt" => Some(Language::Portuguese),
            "es" => Some(Language::Spanish),
            _ => None,
        }
    }

    fn catalogue(self) -> &'static Catalogue {
        static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| load(Language::English, include_str!("words/en.ftl")));
        static PORTUGUESE: LazyLock<Catalogue> = LazyLock::new(|| load(Language::Portuguese, include_str!("words/pt-BR.ftl")));
        static SPANISH: LazyLock<Catalogue> = LazyLock::new(|| load(Language::Spanish, include_str!("words/es.ftl")));
        match self {
            Language::English => &ENGLISH,
            Language::Portuguese => &PORTUGUESE,
            Language::Spanish => &SPANISH,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

type Catalogue = FluentBundle<FluentResource>;

/// Reads a catalogue. Messages with a mistake are left out, and so fall back to English; a test holds that there are none.
fn load(language: Language, text: &str) -> Catalogue {
    let locale: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(read, _)| read);
    bundle.add_resource_overriding(resource);
    bundle
}

/// A value that goes into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A text, put in as it is.
    Text(&'a str),
    /// A number, which also chooses the plural.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(n: i64) -> Self {
        Arg::Number(n)
    }
}

impl From<i32> for Arg<'_> {
    fn from(n: i32) -> Self {
        Arg::Number(i64::from(n))
    }
}

impl From<u32> for Arg<'_> {
    fn from(n: u32) -> Self {
        Arg::Number(i64::from(n))
    }
}

impl From<u64> for Arg<'_> {
    fn from(n: u64) -> Self {
        Arg::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    fn from(n: usize) -> Self {
        Arg::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

/// The catalogue in one language, for a reader in one time zone. Cheap to clone.
#[derive(Clone)]
pub struct Words {
    language: Language,
    zone: TimeZone,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({}, {})", self.language, self.zone.iana_name().unwrap_or("?"))
    }
}

impl Default for Words {
    fn default() -> Words {
        Words::new(Language::English)
    }
}

impl Words {
    /// The words of a language, with times in UTC.
    #[must_use]
    pub fn new(language: Language) -> Words {
        Words { language, zone: TimeZone::UTC }
    }

    /// The same words, with times in the reader's zone.
    #[must_use]
    pub fn in_zone(self, zone: TimeZone) -> Words {
        Words { zone, ..self }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The zone that times are shown in.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The text of a key. A key that the language lacks is said in English; one that is in no catalogue, as it stands.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.speak(key, None)
    }

    /// The text of a key with its variables filled in. A variable that is not given stays visible as `{$name}`.
    #[must_use]
    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => values.set(*name, FluentValue::from(*text)),
                Arg::Number(n) => values.set(*name, FluentValue::from(*n)),
            }
        }
        self.speak(key, Some(&values))
    }

    fn speak(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        for catalogue in [self.language.catalogue(), Language::English.catalogue()] {
            if let Some(pattern) = catalogue.get_message(key).and_then(|m| m.value()) {
                return catalogue.format_pattern(pattern, args, &mut Vec::new()).into_owned();
            }
        }
        key.to_owned()
    }

    /// A day and a time of day, as the reader writes them.
    #[must_use]
    pub fn date_time(&self, time: Time) -> String {
        self.strftime("format-date-time", time)
    }

    /// The same, with the zone that it is in.
    #[must_use]
    pub fn exact_time(&self, time: Time) -> String {
        self.strftime("format-exact", time)
    }

    /// A day, as the reader writes it.
    #[must_use]
    pub fn date(&self, time: Time) -> String {
        self.strftime("format-date", time)
    }

    fn strftime(&self, key: &str, time: Time) -> String {
        let zoned = time.timestamp().to_zoned(self.zone.clone());
        jiff::fmt::strtime::format(self.say(key), &zoned).unwrap_or_else(|_| time.to_string())
    }

    /// The name of a status.
    #[must_use]
    pub fn status(&self, status: Status) -> String {
        self.say(&format!("status-{}", status.word()))
    }

    /// The name of a priority.
    #[must_use]
    pub fn priority(&self, priority: Priority) -> String {
        self.say(&format!("priority-{}", priority.word()))
    }

    /// The name of a role.
    #[must_use]
    pub fn role(&self, role: Role) -> String {
        self.say(&format!("role-{}", role.word()))
    }

    /// What a kind of timeline entry is called.
    #[must_use]
    pub fn entry_kind(&self, kind: EntryKind) -> String {
        self.say(&format!("entry-{}", kind.word()))
    }

    /// The name of a side conversation's state.
    #[must_use]
    pub fn side_state(&self, state: SideState) -> String {
        self.say(&format!("side-{}", state.word()))
    }

    /// The name of a delivery's state.
    #[must_use]
    pub fn delivery(&self, state: DeliveryState) -> String {
        self.say(&format!("delivery-{}", state.word()))
    }

    /// What a badge beside a suggested recipient says.
    #[must_use]
    pub fn badge(&self, badge: Badge) -> String {
        self.say(match badge {
            Badge::Agent => "badge-agent",
            Badge::ThirdParty => "badge-third-party",
            Badge::Customer => "badge-customer",
        })
    }

    /// What an order of a list is called.
    #[must_use]
    pub fn sort(&self, order: Order) -> String {
        self.say(match (order.by, order.turned) {
            (Sort::Waiting, false) => "sort-waiting",
            (Sort::Waiting, true) => "sort-waiting-turned",
            (Sort::Updated, false) => "sort-updated",
            (Sort::Updated, true) => "sort-updated-turned",
            (Sort::Created, false) => "sort-created",
            (Sort::Created, true) => "sort-created-turned",
            (Sort::Priority, false) => "sort-priority",
            (Sort::Priority, true) => "sort-priority-turned",
            (Sort::Number, false) => "sort-number",
            (Sort::Number, true) => "sort-number-turned",
            (Sort::Status, false) => "sort-status",
            (Sort::Status, true) => "sort-status-turned",
            (Sort::Subject, false) => "sort-subject",
            (Sort::Subject, true) => "sort-subject-turned",
            (Sort::Requester, false) => "sort-requester",
            (Sort::Requester, true) => "sort-requester-turned",
            (Sort::Assignee, false) => "sort-assignee",
            (Sort::Assignee, true) => "sort-assignee-turned",
            (Sort::Tags, false) => "sort-tags",
            (Sort::Tags, true) => "sort-tags-turned",
            (Sort::Message, false) => "sort-message",
            (Sort::Message, true) => "sort-message-turned",
            (Sort::Unread, false) => "sort-unread",
            (Sort::Unread, true) => "sort-unread-turned",
            (Sort::Sides, false) => "sort-sides",
            (Sort::Sides, true) => "sort-sides-turned",
            (Sort::Here, false) => "sort-here",
            (Sort::Here, true) => "sort-here-turned",
            (Sort::Best, _) => "sort-best",
        })
    }

    /// The line of a notification: what `who` did on the ticket.
    #[must_use]
    pub fn notification(&self, kind: NotificationKind, who: &str) -> String {
        self.say_with(&format!("notification-{}", kind.word()), &[("who", who.into())])
    }
}

/// The compact line of an event. Who did it stands before the line, where the screen shows the author.
#[must_use]
pub fn event_line(words: &Words, event: &Event) -> String {
    match event {
        Event::Status { from, to } => words.say_with("event-status", &[("from", (&words.status(*from)).into()), ("to", (&words.status(*to)).into())]),
        Event::Assigned { to: Some(to) } => words.say_with("event-assigned", &[("to", to.into())]),
        Event::Assigned { to: None } => words.say("event-unassigned"),
        Event::Team { to: Some(to) } => words.say_with("event-team", &[("to", to.into())]),
        Event::Team { to: None } => words.say("event-no-team"),
        Event::Priority { from, to } => {
            words.say_with("event-priority", &[("from", (&words.priority(*from)).into()), ("to", (&words.priority(*to)).into())])
        }
        Event::Tags { added, removed } => words.say_with("event-tags", &[("tags", (&plus_minus(added, removed)).into())]),
        Event::Snoozed { until: Some(until) } => words.say_with("event-snoozed-until", &[("until", (&words.date_time(*until)).into())]),
        Event::Snoozed { until: None } => words.say("event-snoozed"),
        Event::Woken => words.say("event-woken"),
        Event::Spam { marked: true } => words.say("event-spam"),
        Event::Spam { marked: false } => words.say("event-not-spam"),
        Event::LinkedFrom { ticket } => words.say_with("event-linked-from", &[("ticket", ticket.0.into())]),
        Event::LinkedTo { ticket } => words.say_with("event-linked-to", &[("ticket", ticket.0.into())]),
        Event::MergedInto { .. }
        | Event::MergedHere { .. }
        | Event::Unmerged { .. }
        | Event::SplitFrom { .. }
        | Event::SplitOff { .. }
        | Event::SplitBack { .. }
        | Event::OpenedFor { .. } => move_line(words, event),
        Event::SideAsked { .. }
        | Event::SideAnswered { .. }
        | Event::SideDone { .. }
        | Event::SideReopened { .. }
        | Event::SideDue { .. }
        | Event::SideOverdue { .. }
        | Event::SidePeople { .. }
        | Event::SideQuoted { .. } => side_line(words, event),
        Event::Quarantined { from, why } => words.say_with("event-quarantined", &[("from", from.into()), ("why", why.into())]),
        Event::DeliveryFailed { recipient, words: said } => {
            words.say_with("event-delivery-failed", &[("recipient", recipient.into()), ("words", said.into())])
        }
        Event::Automatic { from } => words.say_with("event-automatic", &[("from", from.into())]),
        Event::Acknowledged { .. }
        | Event::NewSubject { .. }
        | Event::NewAddress { .. }
        | Event::PassedOn { .. }
        | Event::DeliveryDelayed { .. }
        | Event::Released { .. }
        | Event::Discarded { .. } => mail_line(words, event),
        Event::SendUndone => words.say("event-send-undone"),
        Event::Redacted { who, whole } => words.say_with(if *whole { "event-redacted" } else { "event-redacted-words" }, &[("who", who.into())]),
        Event::TranscriptSent { to } => words.say_with("event-transcript-sent", &[("to", to.into())]),
        Event::NoteDeleted => words.say("event-note-deleted"),
        Event::RuleFailed { rule, why } => words.say_with("event-rule-failed", &[("rule", rule.into()), ("why", why.into())]),
        Event::Changed { field, from, to } => words.say_with("event-changed", &[("field", field.into()), ("from", from.into()), ("to", to.into())]),
    }
}

/// The line of an event by which tickets were merged, split or opened; empty for the others, which have their line in [`event_line`].
fn move_line(words: &Words, event: &Event) -> String {
    match event {
        Event::MergedInto { ticket } => words.say_with("event-merged-into", &[("ticket", ticket.0.into())]),
        Event::MergedHere { ticket, subject } => words.say_with("event-merged-here", &[("ticket", ticket.0.into()), ("subject", subject.into())]),
        Event::Unmerged { ticket } => words.say_with("event-unmerged", &[("ticket", ticket.0.into())]),
        Event::SplitFrom { ticket } => words.say_with("event-split-from", &[("ticket", ticket.0.into())]),
        Event::SplitOff { ticket, who } => words.say_with("event-split-off", &[("ticket", ticket.0.into()), ("who", who.into())]),
        Event::SplitBack { ticket } => words.say_with("event-split-back", &[("ticket", ticket.0.into())]),
        Event::OpenedFor { who } => words.say_with("event-opened-for", &[("who", who.into())]),
        _ => String::new(),
    }
}

/// The line of an event in a side conversation; empty for the others, which have their line in [`event_line`].
fn side_line(words: &Words, event: &Event) -> String {
    match event {
        Event::SideAsked { subject, to, opened, .. } => {
            let key = if *opened { "event-side-asked" } else { "event-side-wrote" };
            words.say_with(key, &[("to", (&to.join(", ")).into()), ("subject", subject.into())])
        }
        Event::SideAnswered { subject, who, unverified, .. } => {
            let key = if *unverified { "event-side-answered-unverified" } else { "event-side-answered" };
            words.say_with(key, &[("who", who.into()), ("subject", subject.into())])
        }
        Event::SideDone { subject, .. } => words.say_with("event-side-done", &[("subject", subject.into())]),
        Event::SideReopened { subject, .. } => words.say_with("event-side-reopened", &[("subject", subject.into())]),
        Event::SideDue { subject, due: Some(due), .. } => {
            words.say_with("event-side-due", &[("subject", subject.into()), ("until", (&words.date_time(*due)).into())])
        }
        Event::SideDue { subject, due: None, .. } => words.say_with("event-side-not-due", &[("subject", subject.into())]),
        Event::SideOverdue { subject, who, .. } => words.say_with("event-side-overdue", &[("subject", subject.into()), ("who", who.into())]),
        Event::SidePeople { added, removed, .. } => words.say_with("event-side-people", &[("people", (&plus_minus(added, removed)).into())]),
        Event::SideQuoted { subject, who, named, .. } => {
            let key = if *named { "event-side-quoted-named" } else { "event-side-quoted" };
            words.say_with(key, &[("subject", subject.into()), ("who", who.into())])
        }
        _ => String::new(),
    }
}

/// The line of an event about one mail; empty for the others, which have their line in [`event_line`].
fn mail_line(words: &Words, event: &Event) -> String {
    match event {
        Event::Acknowledged { to } => words.say_with("event-acknowledged", &[("to", to.into())]),
        Event::NewSubject { subject } => words.say_with("event-new-subject", &[("subject", subject.into())]),
        Event::NewAddress { address } => words.say_with("event-new-address", &[("address", address.into())]),
        Event::PassedOn { from } => words.say_with("event-passed-on", &[("from", from.into())]),
        Event::DeliveryDelayed { recipient, words: said } => {
            words.say_with("event-delivery-delayed", &[("recipient", recipient.into()), ("words", said.into())])
        }
        Event::Released { from } => words.say_with("event-released", &[("from", from.into())]),
        Event::Discarded { from, reason } if reason.is_empty() => words.say_with("event-discarded", &[("from", from.into())]),
        Event::Discarded { from, reason } => words.say_with("event-discarded-because", &[("from", from.into()), ("reason", reason.into())]),
        _ => String::new(),
    }
}

/// A mistake in a query as the reader should see it: the query, a caret under the character, and a sentence.
#[must_use]
pub fn query_error(words: &Words, error: &QueryError) -> String {
    let given = error.mistake.given();
    let sentence = match &error.mistake {
        Mistake::Value { key, .. } => words.say_with(error.mistake.key(), &[("given", given.into()), ("key", key.into())]),
        mistake => words.say_with(mistake.key(), &[("given", given.into())]),
    };
    let mut out = format!("{}\n{sentence}", error.pointed());
    if !error.expected.is_empty() {
        out.push(' ');
        out.push_str(&words.say_with("error-query-expected", &[("expected", (&error.expected.join(", ")).into())]));
    }
    out
}

/// A mistake in a verb as the reader should see it: the verb, a caret under the character, and a sentence.
#[must_use]
pub fn verb_error(words: &Words, error: &VerbError) -> String {
    let (given, verb) = (error.mistake.given(), error.mistake.verb());
    let mut out = format!("{}\n{}", error.pointed(), words.say_with(error.mistake.key(), &[("given", given.into()), ("verb", verb.into())]));
    if !error.expected.is_empty() {
        out.push(' ');
        out.push_str(&words.say_with("error-verb-expected", &[("expected", (&error.expected.join(", ")).into())]));
    }
    out
}

fn plus_minus(added: &[String], removed: &[String]) -> String {
    let items: Vec<String> = added.iter().map(|t| format!("+{t}")).chain(removed.iter().map(|t| format!("-{t}"))).collect();
    items.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SideId;

    #[test]
    fn languages_are_found_by_their_tag_and_by_lang() {
        for language in Language::ALL {
            assert_eq!(Language::from_locale(language.tag()), Some(language));
        }
        assert_eq!(Language::from_locale("pt_BR.UTF-8"), Some(Language::Portuguese));
        assert_eq!(Language::from_locale("es_MX@euro"), Some(Language::Spanish));
        assert_eq!(Language::from_locale("C.UTF-8"), Some(Language::English));
        assert_eq!(Language::from_locale("fr_FR"), None);
        assert_eq!(Language::from_locale(""), None);
    }

    #[test]
    fn a_key_that_nobody_knows_is_said_as_it_stands() {
        let key = "there-is-no-such-key";
        assert_eq!(Words::new(Language::Spanish).say(key), key);
    }

    #[test]
    fn names_are_in_the_readers_language() {
        assert_eq!(Words::new(Language::Portuguese).status(Status::OnHold), "em espera");
        assert_eq!(Words::new(Language::Spanish).status(Status::Solved), "resuelto");
        for language in Language::ALL {
            let words = Words::new(language);
            let mut said: Vec<String> = Status::ALL.map(|s| words.status(s)).to_vec();
            said.extend(Priority::ALL.map(|p| words.priority(p)));
            said.extend(Role::ALL.map(|r| words.role(r)));
            said.extend(DeliveryState::ALL.map(|d| words.delivery(d)));
            said.extend([EntryKind::Customer, EntryKind::Reply, EntryKind::Note, EntryKind::Event].map(|k| words.entry_kind(k)));
            said.extend([SideState::Open, SideState::Done].map(|s| words.side_state(s)));
            assert!(said.iter().all(|s| !s.contains("status-") && !s.contains("priority-") && !s.contains("role-")), "{said:?}");
            assert!(said.iter().all(|s| !s.contains("delivery-") && !s.contains("entry-") && !s.contains("side-")), "{said:?}");
        }
    }

    #[test]
    fn times_are_in_the_readers_zone_and_order() {
        let time = Time::from_seconds(1_794_873_600);
        assert_eq!(Words::new(Language::English).date_time(time), "17 Nov 2026, 00:00");
        let zone = TimeZone::fixed(jiff::tz::offset(-3));
        assert_eq!(Words::new(Language::Portuguese).in_zone(zone).date_time(time), "16/11/2026 21:00");
        assert!(!Words::new(Language::English).date_time(Time::NEVER).is_empty());
    }

    #[test]
    fn event_lines_name_who_was_asked_and_what_and_plurals_count() {
        let asked = Event::SideAsked { side: SideId(1), subject: "Stock of P-100?".into(), to: vec!["Acme Parts".into()], opened: true };
        assert_eq!(event_line(&Words::default(), &asked), "asked Acme Parts: Stock of P-100?");
        assert_eq!(event_line(&Words::new(Language::Portuguese), &asked), "perguntou a Acme Parts: Stock of P-100?");
        let words = Words::new(Language::Spanish);
        assert_eq!(words.say_with("count-tickets", &[("count", 1.into())]), "1 ticket");
        assert_eq!(words.say_with("count-tickets", &[("count", 2.into())]), "2 tickets");
    }

    #[test]
    fn a_mistake_in_a_query_is_told_in_the_readers_language() {
        use crate::model::query::Query;
        let said = query_error(&Words::new(Language::Portuguese), &Query::parse("status:opne").unwrap_err());
        assert!(said.starts_with("status:opne\n       ^\n“opne” não é um valor possível de “status:”. Esperado: open, "), "{said}");
        for text in ["x:y", "tag:", "created:7d", "created:2026..2025", "\"", "\"\"", "-", &"a ".repeat(999)] {
            let error = Query::parse(text).unwrap_err();
            for language in Language::ALL {
                let said = query_error(&Words::new(language), &error);
                assert!(!said.contains("error-query") && !said.contains("{$"), "{said}");
            }
        }
    }

    #[test]
    fn what_a_mail_says_goes_in_as_text_and_never_as_a_pattern() {
        let event = Event::Automatic { from: "{ event-woken } { $x }".into() };
        assert!(event_line(&Words::default(), &event).ends_with("{ event-woken } { $x }"));
    }
}
