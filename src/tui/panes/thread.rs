//! A thread of messages, laid out into rows once and drawn by the part that is on the screen. Timelines and side conversations are both shown by it.

use std::collections::{BTreeSet, HashMap};

use super::bytes;
pub use super::item::{Item, Kind};
use crate::model::body::Part;
use crate::model::delivery::DeliveryState;
use crate::model::entry::Event;
use crate::model::{Mailbox, Time};
use crate::tui::widgets::wrap::wrap;
use crate::words::{Words, event_line};

/// Rows of a thread that is said and not drawn: all of it is in sight, and one goes through it by messages.
pub const WHOLE: u16 = 60_000;

/// What a row is, by which it gets its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Author, kind, age: drawn from the item, for ages and countdowns change.
    Head,
    /// Recipients or subject.
    Detail,
    /// New text.
    Text,
    /// Quoted text, unfolded.
    Quoted,
    /// What stands for folded text.
    Fold,
    /// A file.
    File,
    /// Something went wrong with the sending.
    Trouble,
    /// An event.
    Event,
    /// The rest of an event that takes more than a row.
    EventRest,
    /// The lower border of a note.
    Foot,
    /// Nothing: space between messages.
    Space,
}

/// One row of a laid out thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// What it says.
    pub text: String,
}

/// One message, laid out.
#[derive(Clone, Debug)]
pub struct Block {
    /// The row of the item it was made from.
    pub key: i64,
    /// What the item is.
    pub kind: Kind,
    /// Its first row in the thread.
    pub start: usize,
    /// Its rows.
    pub rows: Vec<Row>,
    mark: (bool, Option<DeliveryState>, usize, Option<Time>),
}

/// A laid out thread with its cursor and scroll.
#[derive(Debug, Default)]
pub struct Thread {
    /// The messages.
    pub blocks: Vec<Block>,
    /// The message under the cursor.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// Rows on the screen.
    pub height: usize,
    width: usize,
    unfolded: BTreeSet<i64>,
    all_unfolded: bool,
    stale: bool,
    to_end: bool,
}

impl Thread {
    /// A thread that will begin at its end.
    #[must_use]
    pub fn at_end() -> Thread {
        Thread { to_end: true, stale: true, ..Thread::default() }
    }

    /// The items have changed: lay out again.
    pub fn touch(&mut self) {
        self.stale = true;
    }

    /// Goes to the newest message at the next layout.
    pub fn go_to_end(&mut self) {
        self.to_end = true;
    }

    /// Goes to the newest message with a row that is looked for, if there is one.
    pub fn go_to(&mut self, row: impl Fn(&Row) -> bool) {
        if let Some(at) = self.blocks.iter().rposition(|b| b.rows.iter().any(&row)) {
            self.cursor = at;
            self.reveal();
        }
    }

    /// Rows in all.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.blocks.last().map_or(0, |b| b.start + b.rows.len())
    }

    /// Lays the items out for a width, reusing what has not changed, and keeps cursor and scroll on what they were on.
    pub fn lay<'a>(&mut self, items: impl Iterator<Item = Item<'a>>, width: usize, height: usize, words: &Words) {
        let shorter = height < self.height;
        self.height = height;
        if !self.stale && self.width == width {
            if shorter {
                self.reveal();
            }
            return self.clamp();
        }
        let same_width = self.width == width;
        let anchor = self.anchor();
        let under_cursor = self.blocks.get(self.cursor).map(|b| b.key);
        let mut old: HashMap<i64, Block> = self.blocks.drain(..).filter(|_| same_width).map(|b| (b.key, b)).collect();
        let mut start = 0;
        let mut last: Option<Kind> = None;
        for item in items {
            let open = self.all_unfolded ^ self.unfolded.contains(&item.key);
            let mark = (open, item.delivery.map(|d| d.state), item.body.text().len(), item.edited.max(item.redacted));
            let mut block = match old.remove(&item.key).filter(|b| b.mark == mark && b.kind == item.kind) {
                Some(block) => block,
                None => Block { key: item.key, kind: item.kind, start, rows: rows_of(&item, width, open, words), mark },
            };
            let space = last.is_some_and(|l| l != Kind::Event || item.kind != Kind::Event);
            let has_space = block.rows.first().is_some_and(|r| r.kind == RowKind::Space);
            if space && !has_space {
                block.rows.insert(0, Row { kind: RowKind::Space, text: String::new() });
            } else if !space && has_space {
                block.rows.remove(0);
            }
            block.start = start;
            start += block.rows.len();
            last = Some(item.kind);
            self.blocks.push(block);
        }
        (self.width, self.stale) = (width, false);
        self.restore(anchor, under_cursor);
    }

    /// The message at the top of the screen and how far its first row is above it.
    fn anchor(&self) -> Option<(i64, usize)> {
        let block = self.blocks.iter().rev().find(|b| b.start <= self.top)?;
        Some((block.key, self.top - block.start))
    }

    fn restore(&mut self, anchor: Option<(i64, usize)>, under_cursor: Option<i64>) {
        if let Some((key, above)) = anchor
            && let Some(block) = self.blocks.iter().find(|b| b.key == key)
        {
            self.top = block.start + above.min(block.rows.len().saturating_sub(1));
        }
        if let Some(at) = under_cursor.and_then(|key| self.blocks.iter().position(|b| b.key == key)) {
            self.cursor = at;
        }
        if self.to_end && !self.blocks.is_empty() {
            self.to_end = false;
            self.cursor = self.blocks.iter().rposition(|b| b.kind != Kind::Event).unwrap_or(self.blocks.len() - 1);
            self.top = self.rows();
            self.clamp();
            self.reveal();
        }
        self.clamp();
    }

    fn clamp(&mut self) {
        self.cursor = self.cursor.min(self.blocks.len().saturating_sub(1));
        self.top = self.top.min(self.rows().saturating_sub(self.height));
    }

    /// Scrolls as little as it must so that the message under the cursor is on the screen, or its beginning when it is longer.
    fn reveal(&mut self) {
        let Some(block) = self.blocks.get(self.cursor) else { return };
        let (start, end) = (block.start, block.start + block.rows.len());
        if start < self.top || end - start >= self.height {
            self.top = start;
        } else if end > self.top + self.height {
            self.top = end - self.height;
        }
        self.clamp();
    }

    /// Scrolls by rows; the cursor follows onto the screen.
    pub fn scroll(&mut self, rows: isize) {
        if self.height == usize::from(WHOLE) {
            self.cursor = self.cursor.saturating_add_signed(rows.signum()).min(self.blocks.len().saturating_sub(1));
            return;
        }
        self.top = self.top.saturating_add_signed(rows);
        self.clamp();
        let (top, bottom) = (self.top, self.top + self.height);
        let on_screen = |b: &Block| b.start < bottom && b.start + b.rows.len() > top;
        if self.blocks.get(self.cursor).is_some_and(on_screen) {
            return;
        }
        let mut seen = self.blocks.iter().enumerate().filter(|(_, b)| on_screen(b)).map(|(i, _)| i);
        let next = if rows > 0 { seen.next() } else { seen.next_back() };
        self.cursor = next.unwrap_or(self.cursor);
    }

    /// One step down: through a message that is longer than the screen, else to the next.
    pub fn down(&mut self) {
        let Some(block) = self.blocks.get(self.cursor) else { return };
        let last = self.cursor + 1 == self.blocks.len();
        if block.start + block.rows.len() > self.top + self.height {
            self.scroll(2);
        } else if !last {
            self.cursor += 1;
            self.reveal();
        }
    }

    /// One step up: through a message that is longer than the screen, else to the one before.
    pub fn up(&mut self) {
        let Some(block) = self.blocks.get(self.cursor) else { return };
        if block.start < self.top {
            self.scroll(-2);
        } else if self.cursor > 0 {
            self.cursor -= 1;
            let block = &self.blocks[self.cursor];
            let end = block.start + block.rows.len();
            if block.start < self.top {
                self.top = if block.rows.len() >= self.height { end.saturating_sub(self.height) } else { block.start };
            }
            self.clamp();
        }
    }

    /// To the next message that is no event, or the one before.
    pub fn jump(&mut self, forward: bool) {
        let is_message = |b: &Block| b.kind != Kind::Event;
        let found = if forward {
            self.blocks.iter().enumerate().skip(self.cursor + 1).find(|(_, b)| is_message(b)).map(|(i, _)| i)
        } else {
            self.blocks[..self.cursor.min(self.blocks.len())].iter().rposition(is_message)
        };
        if let Some(at) = found {
            self.cursor = at;
            self.reveal();
        }
    }

    /// The first message.
    pub fn first(&mut self) {
        (self.cursor, self.top) = (0, 0);
    }

    /// The last message.
    pub fn last(&mut self) {
        self.cursor = self.blocks.len().saturating_sub(1);
        self.top = self.rows();
        self.clamp();
    }

    /// Puts the cursor on the message at a row of the screen.
    pub fn click(&mut self, row: usize) {
        let at = self.top + row;
        if let Some(found) = self.blocks.iter().position(|b| b.start <= at && at < b.start + b.rows.len()) {
            self.cursor = found;
        }
    }

    /// Folds or unfolds quotes and signature of the message under the cursor.
    pub fn fold(&mut self) {
        if let Some(key) = self.blocks.get(self.cursor).map(|b| b.key) {
            if !self.unfolded.remove(&key) {
                self.unfolded.insert(key);
            }
            self.stale = true;
        }
    }

    /// Whether quotes and signature of the message under the cursor are unfolded.
    #[must_use]
    pub fn is_unfolded(&self) -> bool {
        self.blocks.get(self.cursor).is_some_and(|b| self.all_unfolded ^ self.unfolded.contains(&b.key))
    }

    /// Unfolds every message, or folds them again.
    pub fn fold_all(&mut self) {
        self.unfolded.clear();
        self.all_unfolded = !self.all_unfolded;
        self.stale = true;
    }
}

/// Columns that the bar or the border at both sides of a message takes.
pub const MARGIN: usize = 4;

/// Columns of an event's row that its sign and its age take.
const EVENT_MARGIN: usize = 9;

/// One row; of a mail in quarantine as many as it takes to say why.
fn event_rows(item: &Item<'_>, event: &Event, width: usize, words: &Words) -> Vec<Row> {
    let text = event_line(words, event);
    let before = match (item.origin, item.author) {
        (None, "") => String::new(),
        (None, author) => format!("{author} "),
        (Some(origin), author) => format!("#{} {author} ", origin.ticket),
    };
    let whole = matches!(event, Event::Quarantined { .. }).then(|| wrap(&format!("{before}{text}"), width.saturating_sub(EVENT_MARGIN)));
    let mut rows = whole.unwrap_or_default().into_iter();
    match rows.next().as_ref().and_then(|first| first.strip_prefix(&before)) {
        Some(first) => {
            let first = Row { kind: RowKind::Event, text: first.to_owned() };
            std::iter::once(first).chain(rows.map(|text| Row { kind: RowKind::EventRest, text })).collect()
        }
        None => vec![Row { kind: RowKind::Event, text }],
    }
}

fn rows_of(item: &Item<'_>, width: usize, open: bool, words: &Words) -> Vec<Row> {
    if let Some(event) = item.event {
        return event_rows(item, event, width, words);
    }
    let inner = width.saturating_sub(MARGIN).max(4);
    let mut rows = vec![Row { kind: RowKind::Head, text: String::new() }];
    let mut add = |kind: RowKind, text: &str| rows.extend(wrap(text, inner).into_iter().map(|text| Row { kind, text }));
    if let Some(subject) = item.subject {
        add(RowKind::Detail, &words.say_with("console-subject-line", &[("subject", subject.into())]));
    }
    if !item.cc.is_empty() || item.to.len() > 1 {
        let names: Vec<&str> = item.to.iter().chain(item.cc).map(Mailbox::shown).collect();
        add(RowKind::Detail, &words.say_with("console-to-line", &[("people", (&names.join(", ")).into())]));
    }
    if let Some(at) = item.redacted {
        add(RowKind::Fold, &words.say_with("console-redacted", &[("date", (&words.date_time(at)).into())]));
    }
    for run in item.body.runs() {
        let lines = run.text.lines().count();
        match run.part {
            Part::Text if run.text.trim().is_empty() => {}
            Part::Text => add(RowKind::Text, run.text.trim_matches(['\r', '\n'])),
            Part::Quoted | Part::Signature if open => add(RowKind::Quoted, run.text),
            Part::Quoted => add(RowKind::Fold, &words.say_with("console-folded-quote", &[("count", lines.into())])),
            Part::Signature => add(RowKind::Fold, &words.say_with("console-folded-signature", &[("count", lines.into())])),
        }
    }
    for file in item.files.iter().filter(|f| !f.inline || open) {
        add(RowKind::File, &format!("▤ {}  {}  {}", file.name, file.media_type, bytes(file.size)));
    }
    if let Some(delivery) = item.delivery {
        match delivery.state {
            DeliveryState::Failed => add(RowKind::Trouble, &words.say_with("console-delivery-failed", &[("words", (&delivery.words).into())])),
            DeliveryState::Unknown => add(RowKind::Trouble, &words.say("console-delivery-unknown")),
            DeliveryState::Queued if !delivery.words.is_empty() => {
                add(RowKind::Trouble, &words.say_with("console-delivery-waits", &[("words", (&delivery.words).into())]));
            }
            _ => {}
        }
    }
    if item.kind == Kind::Note {
        rows.push(Row { kind: RowKind::Foot, text: String::new() });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Body;

    fn laid(texts: &[Body], width: usize, height: usize) -> Thread {
        let mut thread = Thread::at_end();
        lay(&mut thread, texts, width, height);
        thread
    }

    fn lay(thread: &mut Thread, texts: &[Body], width: usize, height: usize) {
        let items = texts.iter().enumerate().map(|(i, body)| Item {
            kind: Kind::Customer,
            key: i as i64,
            author: "Ana",
            by_rule: false,
            at: Time(0),
            body,
            to: &[],
            cc: &[],
            subject: None,
            event: None,
            automatic: false,
            delivery: None,
            files: &[],
            origin: None,
            edited: None,
            redacted: None,
        });
        thread.lay(items, width, height, &Words::default());
    }

    fn lines(n: usize) -> Body {
        Body::plain((0..n).map(|i| format!("line {i}\n")).collect::<String>())
    }

    #[test]
    fn it_begins_at_the_newest_and_stays_where_it_is_when_more_comes() {
        let mut texts = vec![lines(5), lines(5), lines(5)];
        let mut thread = laid(&texts, 40, 10);
        assert_eq!(thread.cursor, 2);
        thread.first();
        thread.down();
        let (cursor, top) = (thread.cursor, thread.top);
        texts.push(lines(9));
        thread.touch();
        lay(&mut thread, &texts, 40, 10);
        assert_eq!((thread.cursor, thread.top), (cursor, top));
    }

    #[test]
    fn a_message_longer_than_the_screen_is_read_step_by_step() {
        let texts = [lines(3), lines(40), lines(3)];
        let mut thread = laid(&texts, 40, 10);
        thread.first();
        thread.down();
        assert_eq!(thread.cursor, 1);
        let mut steps = 0;
        while thread.cursor == 1 {
            thread.down();
            steps += 1;
        }
        assert!(steps > 10, "{steps}");
        thread.up();
        assert_eq!(thread.cursor, 1);
        assert!(thread.top > texts[0].text().lines().count());
    }

    #[test]
    fn quotes_and_signatures_fold_to_a_count() {
        let texts = [Body::marked("yes\n> a\n> b\n-- \nAna", &[Part::Text, Part::Quoted, Part::Quoted, Part::Signature, Part::Signature])];
        let mut thread = laid(&texts, 60, 20);
        let shown = |t: &Thread| t.blocks[0].rows.iter().map(|r| r.text.clone()).collect::<Vec<_>>();
        assert!(shown(&thread).iter().any(|r| r.contains('2')), "{:?}", shown(&thread));
        assert!(!shown(&thread).iter().any(|r| r.contains("> a")));
        thread.fold();
        lay(&mut thread, &texts, 60, 20);
        assert!(shown(&thread).iter().any(|r| r.contains("> a")));
    }
}
