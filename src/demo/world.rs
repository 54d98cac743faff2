//! The demo's world: it hears what the desk's server accepts, and people answer after a while, each in their own way.
//!
//! [`World`] itself is pure: it is told the time and gives mails back. [`live`] lets it run beside a server.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::cast::{Cast, Language, Manner, Pace, Part, Person};
use super::dice::Dice;
use super::letter::{Kind, Letter, Received, delivery_report};
use super::server::{Accepted, Letterbox, Server};
use crate::model::address::bare_subject;
use crate::model::{Address, Mailbox, Time};

/// Mails that the world remembers having heard, at the most.
const MEMORY: usize = 10_000;
/// What a server says of an address that it does not have.
const NO_SUCH_USER: &str = "550 5.1.1 No such user here";
/// What a server says of a mailbox that takes nothing more.
const MAILBOX_FULL: &str = "552 5.2.2 Mailbox full, quota exceeded";

/// How fast, and how often, people answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tempo {
    /// The shortest time to an answer of someone of normal pace; quick people take a quarter, slow people twice as long.
    pub shortest: Duration,
    /// The longest.
    pub longest: Duration,
    /// Answers of one person in one thread, so that nothing loops.
    pub answers_per_thread: usize,
}

impl Default for Tempo {
    /// Long enough to be believed, short enough to be waited for.
    fn default() -> Tempo {
        Tempo { shortest: Duration::from_secs(8), longest: Duration::from_secs(24), answers_per_thread: 4 }
    }
}

/// A mail of the world that is to be delivered now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Into these mailboxes.
    pub to: Vec<Address>,
    /// Its bytes.
    pub raw: Vec<u8>,
}

struct Planned {
    due: Time,
    act: Act,
}

enum Act {
    /// A person answers with this text, under this subject if it is given.
    Answer { who: Person, to: Arc<Received>, text: String, subject: Option<String> },
    /// A program answers for them, to the envelope's sender.
    Away { who: Person, to: Arc<Received>, sender: Address },
    /// Their server reports that it could not deliver.
    Bounce { recipient: Address, about: Arc<Received>, sender: Address, words: &'static str },
    /// It was written beforehand.
    Ready(Post),
}

/// The people, and what they are about to say.
pub struct World {
    cast: Cast,
    /// The desk's address and its agents': they never answer.
    own: Vec<Address>,
    tempo: Tempo,
    dice: Dice,
    planned: Vec<Planned>,
    /// By person and thread: the topics that they have answered to, in order; `None` is small talk.
    said: BTreeMap<(Address, String), Vec<Option<usize>>>,
    /// Who has heard which Message-ID.
    heard: BTreeSet<(Address, String)>,
}

impl World {
    /// A world in which nothing has been said yet. `own` are the desk's address and the agents' addresses; the same seed gives the same
    /// delays and the same choices.
    #[must_use]
    pub fn new(cast: Cast, own: Vec<Address>, tempo: Tempo, seed: u64) -> World {
        World { cast, own, tempo, dice: Dice::new(seed), planned: Vec::new(), said: BTreeMap::new(), heard: BTreeSet::new() }
    }

    /// Delivers this mail at that time, whatever happens before.
    pub fn expect(&mut self, due: Time, post: Post) {
        self.planned.push(Planned { due, act: Act::Ready(post) });
    }

    /// When the next mail is to be delivered.
    #[must_use]
    pub fn next_due(&self) -> Option<Time> {
        self.planned.iter().map(|p| p.due).min()
    }

    /// People read a mail that the server accepted, and make up their minds. Nobody answers a program.
    pub fn hear(&mut self, mail: &Accepted, now: Time) {
        let Some(received) = Received::read(&mail.raw).filter(|r| !r.automatic) else { return };
        let received = Arc::new(received);
        if self.heard.len() > MEMORY {
            self.heard.clear();
        }
        for recipient in &mail.to {
            let plain = recipient.split_detail().0;
            let fresh = self.heard.insert((plain.clone(), received.message_id.clone()));
            if fresh
                && !self.own.contains(&plain)
                && let Some(act) = self.reaction(&plain, &received, mail.from.as_ref())
            {
                let due = now.after(self.delay(&act));
                self.planned.push(Planned { due, act });
            }
        }
    }

    /// What has become due, oldest first.
    pub fn speak(&mut self, now: Time) -> Vec<Post> {
        let (mut due, later): (Vec<Planned>, Vec<Planned>) = std::mem::take(&mut self.planned).into_iter().partition(|p| p.due <= now);
        self.planned = later;
        due.sort_by_key(|p| p.due);
        due.into_iter().filter_map(|p| self.write(p.act, p.due)).collect()
    }

    fn reaction(&mut self, plain: &Address, received: &Arc<Received>, sender: Option<&Address>) -> Option<Act> {
        let text = format!("{}\n{}", received.subject, received.new_text());
        let known = self.cast.by_address(plain).cloned();
        let nobody = known.is_none() && plain.domain().ends_with(".example") && self.cast.knows_domain(plain.domain());
        let who = known.unwrap_or_else(|| Cast::stranger(plain, &text));
        let to = Arc::clone(received);
        match who.manner {
            _ if nobody => Some(Act::Bounce { recipient: plain.clone(), about: to, sender: sender?.clone(), words: NO_SUCH_USER }),
            Manner::Bounces => Some(Act::Bounce { recipient: plain.clone(), about: to, sender: sender?.clone(), words: MAILBOX_FULL }),
            Manner::Away => {
                let first = self.said.insert((plain.clone(), received.root().to_owned()), vec![None]).is_none();
                first.then_some(Act::Away { who, to, sender: sender?.clone() })
            }
            Manner::Silent | Manner::Refused => None,
            Manner::Answers if !received.to.iter().any(|m| m.address.split_detail().0 == *plain) => None,
            Manner::Answers => {
                let (text, subject) = self.words(&who, received, &text)?;
                Some(Act::Answer { who, to, text, subject })
            }
        }
    }

    /// What someone has to say now, and under which subject; `None` when they have said what there is to say.
    fn words(&mut self, who: &Person, received: &Received, text: &str) -> Option<(String, Option<String>)> {
        let said = self.said.entry((who.email.clone(), received.root().to_owned())).or_default();
        if said.len() >= self.tempo.answers_per_thread {
            return None;
        }
        let found = who.topic(text).and_then(|t| who.topics.iter().position(|other| std::ptr::eq(other, t)).map(|i| (i, t)));
        let Some((index, topic)) = found else {
            said.push(None);
            let talk = self.cast.small_talk(who.language)?;
            let choice = if who.part == Part::Customer { &talk.customer } else { &talk.third_party };
            return self.dice.pick(choice).map(|words| (words.clone(), None));
        };
        let turn = said.iter().filter(|s| **s == Some(index)).count();
        let words = topic.turns.get(turn)?;
        said.push(Some(index));
        let item = part_number(text).unwrap_or_else(|| that_part(who.language));
        Some((words.replace("{item}", item), topic.subject.clone()))
    }

    fn delay(&mut self, act: &Act) -> Duration {
        let millis = |d: Duration| u64::try_from(d.as_millis()).unwrap_or(u64::MAX);
        let normal = Duration::from_millis(self.dice.between(millis(self.tempo.shortest), millis(self.tempo.longest)));
        match act {
            Act::Answer { who, .. } if who.pace == Pace::Normal => normal,
            Act::Answer { who, .. } if who.pace == Pace::Slow => normal * 2,
            _ => normal / 4,
        }
    }

    fn write(&mut self, act: Act, now: Time) -> Option<Post> {
        match act {
            Act::Ready(post) => Some(post),
            Act::Bounce { recipient, about, sender, words } => {
                Some(Post { raw: delivery_report(&about, &recipient, &sender, words, now, &mut self.dice), to: vec![sender] })
            }
            Act::Away { who, to, sender } => {
                let talk = self.cast.small_talk(who.language)?.clone();
                let mut letter =
                    Letter::new(&who, Mailbox::new("", sender.clone()), &format!("{}{}", talk.away_subject, to.subject), &talk.away, now);
                letter.answers = Some(&to);
                letter.kind = Kind::Away;
                Some(Post { raw: letter.bytes(&mut self.dice), to: vec![sender] })
            }
            Act::Answer { who, to, text, subject } => {
                let mut letter = Letter::answering(&who, &to, &text, now);
                letter.cc = self.others(&who, &to);
                if let Some(subject) = subject.filter(|s| bare_subject(&to.subject) != s) {
                    letter.subject = subject;
                }
                let all = letter.to.iter().chain(&letter.cc).map(|m| m.address.clone()).collect();
                Some(Post { raw: letter.bytes(&mut self.dice), to: all })
            }
        }
    }

    /// Whom else an answer to all goes to.
    fn others(&self, who: &Person, received: &Received) -> Vec<Mailbox> {
        let other = |m: &&Mailbox| {
            let plain = m.address.split_detail().0;
            plain != who.email && plain != received.reply_to.address.split_detail().0 && !self.own.contains(&plain)
        };
        received.to.iter().chain(&received.cc).filter(other).cloned().collect()
    }
}

/// The first word that looks like the number of a part, as `P-100`.
fn part_number(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').find(|word| {
        word.split_once('-').is_some_and(|(letters, digits)| {
            (1..=4).contains(&letters.len())
                && letters.bytes().all(|b| b.is_ascii_uppercase())
                && (1..=5).contains(&digits.len())
                && digits.bytes().all(|b| b.is_ascii_digit())
        })
    })
}

fn that_part(language: Language) -> &'static str {
    match language {
        Language::En => "that part",
        Language::Pt => "essa peça",
        Language::Es => "esa pieza",
        Language::De => "das Teil",
        Language::Fr => "cette pièce",
        Language::Ja => "その部品",
        Language::Ar => "هذه القطعة",
    }
}

/// Lets the world run beside a server, on a thread that ends when the server stops.
///
/// # Errors
/// When there is no thread to be had.
pub fn live(server: &Server, world: World, clock: impl Fn() -> Time + Send + 'static) -> io::Result<JoinHandle<()>> {
    let (accepted, letterbox) = (server.accepted(), server.letterbox());
    thread::Builder::new().name("demo-world".to_owned()).spawn(move || run(world, &accepted, &letterbox, &clock))
}

fn run(mut world: World, accepted: &Receiver<Accepted>, letterbox: &Letterbox, clock: &impl Fn() -> Time) {
    loop {
        let heard = match world.next_due() {
            Some(due) => accepted.recv_timeout(due.since(clock())),
            None => accepted.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match heard {
            Ok(mail) => world.hear(&mail, clock()),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        for post in world.speak(clock()) {
            for to in &post.to {
                // A full server loses the answers of people who do not exist: nobody is to be told.
                let _ = letterbox.deliver(to, &post.raw);
            }
        }
    }
}

#[cfg(test)]
mod tests;
