//! aside: a help desk that lives in the terminal.
//!
//! Customers write e-mail. Agents triage a queue by keyboard, answer, write private notes, and hold *side conversations*: e-mail threads
//! with third parties that hang on a ticket and that the customer never sees. One binary, one SQLite file, any IMAP mailbox, any SMTP
//! server. This page says how the code is laid out.
//!
//! # Floors
//!
//! A file uses only what stands on its own floor or below; `tests/layers.rs` reads the paths and fails when one goes up.
//!
//! ```text
//! cli  tui  worker  demo     what starts things: a shell, a person, a clock, a play
//!         desk               everything that can happen to the desk, one function each, one transaction each
//!    store      mail         every line of SQL        |  bytes and wires: MIME, IMAP, SMTP
//!         config             config.toml
//!    model      words        the nouns and the rules: pure  |  every word that people read, in three languages
//! ```
//!
//! Who acts ([`desk::Actor`]) and what time it is are arguments: nothing below the top floor asks for the user, the clock, the environment
//! or randomness.
//!
//! # The three flows
//!
//! **A key becomes an effect.** A terminal event goes to the editor, if one has the focus and wants it; else through the keymap (top popup,
//! focused pane, everywhere) to a command of the one table in [`tui::command`]. The command changes the [`tui::app::App`] and returns
//! effects; `tui::perform` carries them out on the desk's thread; their results come back as events; the screen is drawn when the queue of
//! events is empty.
//!
//! **A mail becomes a screen.** [`worker`] (or `aside ingest`) hands raw bytes to the store, which keeps them and moves the mailbox's cursor
//! in one transaction. [`mail::parse`] reads them, the desk gathers what the store knows of their signs, [`model::placing`] decides where they
//! belong, and [`desk`] applies it, in a second transaction. Every other process notices (`PRAGMA data_version`, then the history rows after
//! the last one it saw) and reads again what it shows. SQLite is the truth; nothing on a screen is ever patched.
//!
//! **An answer becomes a mail.** The composer keeps a draft. [`desk::Desk::reply`] checks the role, the recipient firewall and whether the
//! thread moved; [`mail::compose`] makes the bytes, with a Message-ID that never changes; one transaction writes entry, outbox, status and
//! history. The worker that holds the lease claims what is due, sends it and settles it. What a dead worker was sending becomes *unknown*, and
//! only a person sends it again.
//!
//! # What keeps a customer from reading what is not theirs
//!
//! [`model::outgoing`] has three types of text: [`CustomerText`](model::outgoing::CustomerText), [`SideText`](model::outgoing::SideText) and
//! [`InternalText`](model::outgoing::InternalText). A mail to the customer is made from the first alone, a mail of a side conversation from
//! that side's alone. Side conversations have tables of their own, and [`model::placing`] lets a sign of a side decide before any sign of a
//! ticket.
//!
//! # Words
//!
//! | word | meaning |
//! |---|---|
//! | ticket | one customer request: a number, a subject, a requester, a status, a timeline |
//! | entry | one item of a timeline: a customer's message, a public reply, a private note, an event line |
//! | side conversation, side | an e-mail thread of its own under a ticket, with participants and a state |
//! | third party | whoever is in a side conversation and is not of the desk |
//! | agent | someone who uses aside, told by the operating system's user |
//! | box | a list of tickets at the left of the queue: mine, unassigned, a team's, a saved view |
//! | sign | a reply address or Message-ID that the desk has signed ([`mail::token`]) |
//! | lease | the right to fetch and send for the whole desk, with a generation number |
//! | outbox, delivery | a mail that is written, and one recipient's copy of it |
//! | quarantine | mail that came in and was turned into nothing, with the reason; a person decides |
//! | verb | one change of a ticket as people write it ([`model::verb`]): macros, rules, bulk, palette and command line speak them |
//! | macro, rule | a named list of verbs; the same with what sets it off and a query. Rules run in the transaction of what happened (`desk::rules`) |
//! | history | what happened, append-only; other processes follow it and undo reads it |

pub mod cli;
pub mod config;
pub mod demo;
pub mod desk;
pub mod mail;
pub mod model;
pub mod store;
pub mod tui;
pub mod words;
pub mod worker;
