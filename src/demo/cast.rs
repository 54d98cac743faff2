//! The people of the demo's world: who they are, what they write with, and what they answer.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::{Address, Mailbox};

/// A language that people of this world write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English.
    En,
    /// Brazilian or European Portuguese.
    Pt,
    /// Spanish.
    Es,
    /// German.
    De,
    /// French.
    Fr,
    /// Japanese.
    Ja,
    /// Arabic.
    Ar,
}

/// What a person writes mail with. It decides how the bytes and the quotes look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Program {
    /// A mail service in the browser: text and HTML, `On … wrote:` and a quote below.
    Webmail,
    /// An office mail program: text and HTML, a header block and the whole thread below.
    Office,
    /// A telephone or tablet: plain text, often "Sent from my phone".
    Phone,
    /// A program of people who like plain text: `>` and nothing else.
    Plain,
}

/// The charset of plain text bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
pub enum Charset {
    /// UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// ISO-8859-1, where the text fits.
    #[serde(rename = "iso-8859-1")]
    Latin1,
    /// ISO-2022-JP.
    #[serde(rename = "iso-2022-jp")]
    Iso2022Jp,
}

/// What becomes of mail to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// They read it and answer.
    #[default]
    Answers,
    /// They read it.
    Silent,
    /// A program says that they are away.
    Away,
    /// A delivery report comes back.
    Bounces,
    /// The server takes no mail for them.
    Refused,
}

/// How fast a person answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pace {
    /// At once.
    Quick,
    /// As most people.
    #[default]
    Normal,
    /// Takes their time.
    Slow,
}

/// Which side of the desk a person is on: it decides what a generic answer sounds like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Asks the desk.
    #[default]
    Customer,
    /// Is asked by the desk.
    ThirdParty,
}

/// What a person says about one topic, turn by turn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Any of these words in the subject or the new text makes it the topic. None: whatever it is about.
    #[serde(default)]
    pub about: Vec<String>,
    /// They put this in place of the subject.
    pub subject: Option<String>,
    /// What they say, one after the other; then they are silent about it. `{item}` is the part number that was asked about.
    pub turns: Vec<String>,
}

/// A person of this world.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// How the stories call them.
    pub key: String,
    /// The name in From.
    pub name: String,
    /// The address in From.
    pub email: Address,
    /// What they write.
    pub language: Language,
    /// What they write with.
    pub program: Program,
    /// Hours east of Greenwich.
    #[serde(default)]
    pub zone: i8,
    /// The charset of their plain text.
    #[serde(default)]
    pub charset: Charset,
    /// Put under each mail.
    #[serde(default)]
    pub signature: String,
    /// What becomes of mail to them.
    #[serde(default)]
    pub manner: Manner,
    /// How fast they answer.
    #[serde(default)]
    pub pace: Pace,
    /// Which side of the desk they are on.
    #[serde(default)]
    pub part: Part,
    /// What they answer; the first topic that fits.
    #[serde(default, rename = "topic")]
    pub topics: Vec<Topic>,
}

impl Person {
    /// The name and the address.
    #[must_use]
    pub fn mailbox(&self) -> Mailbox {
        Mailbox::new(self.name.clone(), self.email.clone())
    }

    /// The first topic that fits this subject and text.
    #[must_use]
    pub fn topic(&self, text: &str) -> Option<&Topic> {
        let text = text.to_lowercase();
        self.topics.iter().find(|t| t.about.is_empty() || t.about.iter().any(|word| text.contains(&word.to_lowercase())))
    }
}

/// What people say when nothing was written for the occasion.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmallTalk {
    /// Customers.
    pub customer: Vec<String>,
    /// Third parties.
    pub third_party: Vec<String>,
    /// A program, for someone who is away.
    pub away: String,
    /// The subject of such an answer, before the subject of what was answered.
    pub away_subject: String,
}

/// Everybody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cast {
    #[serde(rename = "person")]
    people: Vec<Person>,
    small_talk: BTreeMap<Language, SmallTalk>,
}

impl Cast {
    /// Reads people as TOML.
    ///
    /// # Errors
    /// What `toml` says of it, with the line.
    pub fn read(text: &str) -> Result<Cast, toml::de::Error> {
        toml::from_str(text)
    }

    /// Everybody, in the order of the file.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// By the name that stories use.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<&Person> {
        self.people.iter().find(|p| p.key == key)
    }

    /// By address, without its `+detail`.
    #[must_use]
    pub fn by_address(&self, address: &Address) -> Option<&Person> {
        let plain = address.split_detail().0;
        self.people.iter().find(|p| p.email == plain)
    }

    /// Whether someone of this world has an address of this domain.
    #[must_use]
    pub fn knows_domain(&self, domain: &str) -> bool {
        self.people.iter().any(|p| p.email.domain() == domain)
    }

    /// What people say when nothing was written for the occasion; English when there is nothing in the language.
    #[must_use]
    pub fn small_talk(&self, language: Language) -> Option<&SmallTalk> {
        self.small_talk.get(&language).or_else(|| self.small_talk.get(&Language::En))
    }

    /// Someone for an address that nobody was written for: the name is made of the address, the language guessed from what they got.
    #[must_use]
    pub fn stranger(address: &Address, text: &str) -> Person {
        let plain = address.split_detail().0;
        let capital = |word: &str| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        };
        let name: Vec<String> = plain.local().split(['.', '_', '-']).filter_map(capital).collect();
        Person {
            key: String::new(),
            name: name.join(" "),
            email: plain,
            language: guess_language(text),
            program: Program::Webmail,
            zone: 0,
            charset: Charset::Utf8,
            signature: String::new(),
            manner: Manner::Answers,
            pace: Pace::Normal,
            part: Part::ThirdParty,
            topics: Vec::new(),
        }
    }
}

/// The language by its script, else by its most frequent small words.
#[must_use]
pub fn guess_language(text: &str) -> Language {
    if text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}')) {
        return Language::Ja;
    }
    if text.chars().any(|c| matches!(c, '\u{0600}'..='\u{06ff}')) {
        return Language::Ar;
    }
    const WORDS: [(Language, &[&str]); 5] = [
        (Language::En, &["the", "and", "you", "is", "we", "for", "have", "to", "of", "please", "this", "it"]),
        (Language::Pt, &["não", "você", "para", "uma", "com", "obrigado", "obrigada", "olá", "isso", "os", "um", "é", "em"]),
        (Language::Es, &["el", "usted", "para", "una", "con", "gracias", "hola", "los", "las", "un", "es", "por", "y"]),
        (Language::De, &["der", "die", "und", "ist", "wir", "nicht", "sie", "das", "für", "mit", "bitte", "ein"]),
        (Language::Fr, &["le", "la", "les", "et", "vous", "est", "pour", "une", "avec", "merci", "bonjour", "nous"]),
    ];
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).collect();
    let score = |list: &[&str]| words.iter().filter(|w| list.contains(w)).count();
    // The first of equals wins: English when nothing tells.
    WORDS.iter().rev().max_by_key(|(_, list)| score(list)).map_or(Language::En, |(language, _)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_has_the_name_of_the_address_and_the_language_of_the_mail() {
        let address = Address::parse("joao.da-silva+x@example.net").unwrap();
        let who = Cast::stranger(&address, "Olá, você tem isso em estoque? Obrigado!");
        assert_eq!((who.name.as_str(), who.email.as_str(), who.language), ("Joao Da Silva", "joao.da-silva@example.net", Language::Pt));
    }

    #[test]
    fn languages_are_told_apart_by_script_and_small_words() {
        for (text, language) in [
            ("Do you have the part, and is it for us?", Language::En),
            ("Haben Sie das Teil und ist es nicht teuer?", Language::De),
            ("Hola, gracias por el envío, es para una bici", Language::Es),
            ("Bonjour, merci pour la réponse et le colis", Language::Fr),
            ("在庫はありますか", Language::Ja),
            ("هل القطعة متوفرة؟", Language::Ar),
            ("", Language::En),
        ] {
            assert_eq!(guess_language(text), language, "{text}");
        }
    }
}
