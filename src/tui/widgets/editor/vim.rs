//! Vim's keys in the editor, for whoever switches them on.
//!
//! Typed characters are read by [`parse`] into commands, which work on lines of text. What changes goes through the editor, and is remembered here as
//! patches, so that `u` takes back a whole command or a whole stay in insert mode, and also what came from elsewhere: a paste, `$EDITOR`, a
//! command's output.

mod motion;
mod object;
mod parse;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use self::motion::{At, Find, Kind, Motion, after, before, column, first_word, last_of, lead, nth};
use self::object::{Object, Span};
use self::parse::{Command, Op, Parsed, Target, What, parse};
use super::{Editor, byte_of};

/// Changes that `u` can take back.
const HISTORY: usize = 1000;
/// Keys of an insertion that `.` repeats.
const RECORDED: usize = 20_000;

/// What keys mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// They are text.
    Insert,
    /// They are commands.
    Normal,
    /// They extend a selection.
    Visual,
    /// They extend a selection of lines.
    VisualLine,
}

/// Lines that were put in place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Patch {
    row: usize,
    old: Vec<String>,
    new: Vec<String>,
    /// Where the cursor was.
    cursor: At,
}

/// A stay in insert mode: what began it, and the keys since.
#[derive(Clone, Debug)]
struct Inserting {
    begun: Command,
    keys: Vec<KeyEvent>,
}

/// Vim's state.
#[derive(Clone, Debug)]
pub(super) struct Vim {
    mode: Mode,
    /// Where the selection began.
    anchor: At,
    /// What was typed of a command.
    pending: String,
    /// What was yanked or deleted last, and whether it is whole lines.
    register: (String, bool),
    found: Option<Find>,
    /// The column that `j` and `k` keep, in clusters.
    goal: Option<usize>,
    /// What `.` repeats.
    last: Option<Inserting>,
    inserting: Option<Inserting>,
    repeating: bool,
    /// The text as it was when it was last compared.
    seen: Vec<String>,
    /// Where the cursor was then.
    seen_at: At,
    done: Vec<Patch>,
    undone: Vec<Patch>,
}

impl Vim {
    /// In insert mode, on a text.
    pub(super) fn new(editor: &Editor) -> Vim {
        Vim {
            mode: Mode::Insert,
            anchor: At::default(),
            pending: String::new(),
            register: (String::new(), false),
            found: None,
            goal: None,
            last: None,
            inserting: None,
            repeating: false,
            seen: editor.lines().to_vec(),
            seen_at: cursor(editor),
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    /// What was typed of a command.
    pub(super) fn pending(&self) -> &str {
        &self.pending
    }

    /// The selected text, from its first character to after its last.
    pub(super) fn selection(&self, editor: &Editor) -> Option<((usize, usize), (usize, usize))> {
        let span = self.selected(editor)?;
        let chars = |at: At| (at.row, editor.line(at.row).get(..at.byte).map_or(0, |s| s.chars().count()));
        let to = if span.lines { At::new(span.to.row, editor.line(span.to.row).len()) } else { span.to };
        Some((chars(span.from), chars(to)))
    }

    fn selected(&self, editor: &Editor) -> Option<Span> {
        let lines = editor.lines();
        let (anchor, here) = (stand(lines, self.anchor), cursor(editor));
        let (from, last) = (anchor.min(here), anchor.max(here));
        match self.mode {
            Mode::Visual => Some(Span { from, to: At::new(last.row, after(&lines[last.row], last.byte)), lines: false }),
            Mode::VisualLine => Some(Span { from: At::new(from.row, 0), to: At::new(last.row, 0), lines: true }),
            Mode::Insert | Mode::Normal => None,
        }
    }

    /// The selection is left, for something that takes its place.
    pub(super) fn leave_selection(&mut self) {
        if matches!(self.mode, Mode::Visual | Mode::VisualLine) {
            self.mode = Mode::Normal;
        }
        self.pending.clear();
    }

    /// Does what the key asks; true when that changed the text.
    pub(super) fn key(&mut self, editor: &mut Editor, key: KeyEvent) -> bool {
        if self.mode == Mode::Insert {
            return self.insert_key(editor, key);
        }
        self.notice(editor);
        editor.area.cancel_selection();
        let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
        match key.code {
            KeyCode::Char(c) if plain => self.typed(editor, c),
            KeyCode::Char('r') if key.modifiers == KeyModifiers::CONTROL => self.redo(editor),
            KeyCode::Char(c @ ('d' | 'u' | 'f' | 'b')) if key.modifiers == KeyModifiers::CONTROL => self.page(editor, c),
            KeyCode::Esc => self.escape(),
            code if plain => {
                self.pending.clear();
                self.named(editor, code);
            }
            _ => self.pending.clear(),
        }
        if self.mode != Mode::Insert {
            let at = stand(editor.lines(), cursor(editor));
            put_cursor(editor, at);
            return self.notice(editor);
        }
        editor.lines() != self.seen
    }

    fn insert_key(&mut self, editor: &mut Editor, key: KeyEvent) -> bool {
        if key.code != KeyCode::Esc {
            if let Some(inserting) = self.inserting.as_mut().filter(|i| i.keys.len() < RECORDED) {
                inserting.keys.push(key);
            }
            return editor.plain_key(key);
        }
        editor.area.cancel_selection();
        if let Some(inserting) = self.inserting.take() {
            let again = if matches!(inserting.begun.what, What::Insert('i' | 'I' | 'a' | 'A')) { inserting.begun.count.unwrap_or(1) } else { 1 };
            if !self.repeating && inserting.keys.len().saturating_mul(again) <= RECORDED {
                for key in inserting.keys.iter().cycle().take((again - 1) * inserting.keys.len()) {
                    editor.plain_key(*key);
                }
            }
            self.last = Some(inserting);
        }
        let at = cursor(editor);
        put_cursor(editor, At::new(at.row, before(editor.line(at.row), at.byte)));
        self.mode = Mode::Normal;
        self.notice(editor)
    }

    fn escape(&mut self) {
        if self.pending.is_empty() {
            self.mode = Mode::Normal;
        }
        self.pending.clear();
    }

    /// Keys with a name that Vim knows.
    fn named(&mut self, editor: &mut Editor, code: KeyCode) {
        let key = match code {
            KeyCode::Left | KeyCode::Backspace => 'h',
            KeyCode::Right => 'l',
            KeyCode::Up => 'k',
            KeyCode::Down => 'j',
            KeyCode::Home => '0',
            KeyCode::End => '$',
            KeyCode::Delete => 'x',
            KeyCode::Enter => {
                self.typed(editor, 'j');
                '^'
            }
            _ => return,
        };
        self.typed(editor, key);
    }

    fn typed(&mut self, editor: &mut Editor, c: char) {
        let c = if c == ' ' && self.pending.is_empty() { 'l' } else { c };
        self.pending.push(c);
        match parse(&self.pending, self.mode != Mode::Normal) {
            Parsed::More => {}
            Parsed::No => self.pending.clear(),
            Parsed::Whole(command) => {
                self.pending.clear();
                self.run(editor, command);
            }
        }
    }

    fn run(&mut self, editor: &mut Editor, command: Command) {
        let goal = self.goal.take();
        match command.what {
            What::Move(motion) => self.go(editor, motion, command.count, goal),
            What::Operate(op, target) => self.operate(editor, command, op, target),
            What::Select(object) => self.select(editor, object),
            What::Insert(key) => self.begin_insert(editor, command, key),
            What::Replace(c) => self.replace(editor, command, c),
            What::Put { before } => self.put(editor, command, before),
            What::Join => self.join(editor, command),
            What::Toggle => self.toggle(editor, command),
            What::Undo => (0..command.count.unwrap_or(1)).for_each(|_| self.undo(editor)),
            What::Again => self.again(editor, command.count),
            What::Visual { lines } => self.visual(editor, lines),
            What::OtherEnd => {
                let here = cursor(editor);
                put_cursor(editor, stand(editor.lines(), self.anchor));
                self.anchor = here;
            }
        }
    }

    fn go(&mut self, editor: &mut Editor, motion: Motion, count: Option<usize>, goal: Option<usize>) {
        let (lines, from) = (editor.lines(), cursor(editor));
        let Some((at, _)) = lead(lines, from, motion, count, self.found) else { return };
        if let Motion::Find(find) = motion {
            self.found = Some(find);
        }
        let at = match motion {
            Motion::Key('j' | 'k') => {
                let goal = goal.unwrap_or_else(|| column(&lines[from.row], from.byte));
                self.goal = Some(goal);
                At::new(at.row, nth(&lines[at.row], goal))
            }
            _ => at,
        };
        if motion == Motion::Key('$') {
            self.goal = Some(usize::MAX);
        }
        let at = stand(lines, at);
        put_cursor(editor, at);
    }

    /// The text that an operator takes, with the motion's exceptions: `cw` leaves the space, `dw` leaves the line end.
    fn span(&mut self, editor: &Editor, op: Op, target: Target, count: Option<usize>) -> Option<Span> {
        let (lines, here) = (editor.lines(), cursor(editor));
        let (n, text) = (count.unwrap_or(1), &lines[here.row]);
        let chars = |from, to| Some(Span { from, to, lines: false }).filter(|_| from < to);
        let rows = |from: usize, to: usize| Span { from: At::new(from, 0), to: At::new(to.min(lines.len() - 1), 0), lines: true };
        match target {
            Target::Lines => Some(rows(here.row, here.row + n - 1)),
            Target::ToEnd => {
                let row = (here.row + n - 1).min(lines.len() - 1);
                Some(Span { from: here, to: At::new(row, lines[row].len()), lines: false })
            }
            Target::Chars => chars(here, At::new(here.row, (0..n).fold(here.byte, |at, _| after(text, at)))).or((op == Op::Change).then_some(Span {
                from: here,
                to: here,
                lines: false,
            })),
            Target::CharsBack => chars(At::new(here.row, (0..n).fold(here.byte, |at, _| before(text, at))), here),
            Target::Object(object) => object::span(lines, here, object),
            Target::Shape { lines: true, rows: more, .. } => Some(rows(here.row, here.row + more)),
            Target::Shape { rows: more, chars: in_last, .. } => {
                let row = (here.row + more).min(lines.len() - 1);
                let from = if more == 0 { here.byte } else { 0 };
                chars(here, At::new(row, (0..in_last).fold(from.min(lines[row].len()), |at, _| after(&lines[row], at))))
            }
            Target::Motion(motion) => self.span_of_motion(lines, here, op, motion, count),
        }
    }

    fn span_of_motion(&mut self, lines: &[String], here: At, op: Op, motion: Motion, count: Option<usize>) -> Option<Span> {
        let text = &lines[here.row];
        let on_word = text.get(here.byte..).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_whitespace());
        let as_end = match motion {
            Motion::Key('w') if op == Op::Change && on_word => Motion::Key('e'),
            Motion::Key('W') if op == Op::Change && on_word => Motion::Key('E'),
            motion => motion,
        };
        // `e` from the end of a word goes to the next one; `cw` there means this one
        let at_end = as_end != motion && count.unwrap_or(1) == 1 && {
            let next = after(text, here.byte);
            let class = |byte| motion::class(lines, At::new(here.row, byte), motion == Motion::Key('W'));
            next >= text.len() || class(next) != class(here.byte)
        };
        if let Motion::Find(find) = motion {
            self.found = Some(find);
        }
        let (mut at, kind) = if at_end { (here, Kind::Inclusive) } else { lead(lines, here, as_end, count, self.found)? };
        if matches!(as_end, Motion::Key('w' | 'W'))
            && at.row > here.row
            && at.byte <= first_word(&lines[at.row])
            && at.byte < lines[at.row].len().max(1)
        {
            at = At::new(at.row - 1, lines[at.row - 1].len());
        }
        let (from, to) = (here.min(at), here.max(at));
        match kind {
            Kind::Lines => Some(Span { from: At::new(from.row, 0), to: At::new(to.row, 0), lines: true }),
            Kind::Exclusive => Some(Span { from, to, lines: false }).filter(|_| from < to),
            Kind::Inclusive => Some(Span { from, to: At::new(to.row, after(&lines[to.row], to.byte)), lines: false }),
        }
    }

    fn operate(&mut self, editor: &mut Editor, command: Command, op: Op, target: Target) {
        let (span, target) = match self.selected(editor) {
            Some(span) => {
                let span = if matches!(target, Target::Shape { lines: true, .. }) { Span { lines: true, ..span } } else { span };
                let shape = shape_of(editor.lines(), span);
                self.mode = Mode::Normal;
                (Some(span), shape)
            }
            None => (self.span(editor, op, target, command.count), target),
        };
        let Some(span) = span else { return };
        self.register = (text_of(editor.lines(), span), span.lines);
        if op == Op::Yank {
            put_cursor(editor, if span.lines { At::new(span.from.row, nth_kept(editor, span)) } else { span.from });
            return;
        }
        let begun = Command { what: What::Operate(op, target), ..command };
        let (first, last) = (span.from.row, span.to.row);
        let lines = editor.lines();
        if span.lines {
            let left = if op == Op::Change { vec![String::new()] } else { Vec::new() };
            editor.put_lines(first, last + 1, &left);
            let row = first.min(editor.lines().len() - 1);
            let byte = if op == Op::Change { 0 } else { first_word(editor.line(row)) };
            put_cursor(editor, At::new(row, byte));
        } else {
            let joined = format!("{}{}", lines[first].get(..span.from.byte).unwrap_or(""), lines[last].get(span.to.byte..).unwrap_or(""));
            editor.put_lines(first, last + 1, &[joined]);
            put_cursor(editor, span.from);
        }
        if op == Op::Change {
            self.mode = Mode::Insert;
            self.inserting = Some(Inserting { begun, keys: Vec::new() });
        } else {
            self.changed(begun);
        }
    }

    fn select(&mut self, editor: &mut Editor, object: Object) {
        let Some(span) = object::span(editor.lines(), cursor(editor), object) else { return };
        self.anchor = span.from;
        if span.lines {
            self.mode = Mode::VisualLine;
            put_cursor(editor, span.to);
        } else if span.from < span.to {
            let text = editor.line(span.to.row);
            let last = if span.to.byte == 0 { 0 } else { before(text, span.to.byte) };
            put_cursor(editor, At::new(span.to.row, last));
        }
    }

    fn begin_insert(&mut self, editor: &mut Editor, begun: Command, key: char) {
        let at = cursor(editor);
        let text = editor.line(at.row);
        let place = match key {
            'a' => At::new(at.row, after(text, at.byte)),
            'A' => At::new(at.row, text.len()),
            'I' => At::new(at.row, text.find(|c: char| !c.is_whitespace()).unwrap_or(text.len())),
            'o' | 'O' => {
                let row = if key == 'o' { at.row + 1 } else { at.row };
                editor.put_lines(row, row, &[String::new()]);
                At::new(row, 0)
            }
            _ => at,
        };
        put_cursor(editor, place);
        self.mode = Mode::Insert;
        self.inserting = Some(Inserting { begun, keys: Vec::new() });
    }

    fn replace(&mut self, editor: &mut Editor, command: Command, with: char) {
        let over = self.selected(editor);
        let here = cursor(editor);
        let n = command.count.unwrap_or(1);
        let span = over.or_else(|| {
            let text = editor.line(here.row);
            let enough = text.get(here.byte..).is_some_and(|rest| column(rest, rest.len()) >= n);
            enough.then(|| Span { from: here, to: At::new(here.row, (0..n).fold(here.byte, |at, _| after(text, at))), lines: false })
        });
        self.leave_selection();
        let Some(span) = span else { return };
        self.rewrite(editor, span, |part| vec![with; column(part, part.len())].into_iter().collect());
        put_cursor(editor, if over.is_some() { span.from } else { At::new(here.row, here.byte + with.len_utf8() * (n - 1)) });
        self.changed(command);
    }

    fn toggle(&mut self, editor: &mut Editor, command: Command) {
        let over = self.selected(editor);
        let here = cursor(editor);
        let text = editor.line(here.row);
        let end = (0..command.count.unwrap_or(1)).fold(here.byte, |at, _| after(text, at));
        let span = over.unwrap_or(Span { from: here, to: At::new(here.row, end), lines: false });
        self.leave_selection();
        let turn = |c: char| if c.is_uppercase() { c.to_lowercase().to_string() } else { c.to_uppercase().to_string() };
        let turned = text.get(here.byte..end).map_or(0, |part| part.chars().map(turn).map(|s| s.len()).sum());
        self.rewrite(editor, span, |part| part.chars().map(turn).collect());
        put_cursor(editor, if over.is_some() { span.from } else { At::new(here.row, here.byte + turned) });
        self.changed(command);
    }

    /// Puts other text in place of each line's part of a span.
    fn rewrite(&mut self, editor: &mut Editor, span: Span, with: impl Fn(&str) -> String) {
        let lines = editor.lines();
        let rewritten = (span.from.row..=span.to.row).map(|row| {
            let from = if !span.lines && row == span.from.row { span.from.byte } else { 0 };
            let to = if !span.lines && row == span.to.row { span.to.byte } else { lines[row].len() };
            let part = |range| lines[row].get(range).unwrap_or("");
            format!("{}{}{}", part(0..from), with(part(from..to)), part(to..lines[row].len()))
        });
        let rewritten: Vec<String> = rewritten.collect();
        editor.put_lines(span.from.row, span.to.row + 1, &rewritten);
    }

    fn put(&mut self, editor: &mut Editor, command: Command, before_it: bool) {
        let (text, whole_lines) = self.register.clone();
        if let Some(span) = self.selected(editor) {
            let shape = shape_of(editor.lines(), span);
            self.operate(editor, command, Op::Delete, shape);
            let at_the_end = span.lines && span.from.row >= editor.lines().len();
            return self.paste(editor, &text, whole_lines, !at_the_end, 1);
        }
        self.paste(editor, &text, whole_lines, before_it, command.count.unwrap_or(1));
        self.changed(command);
    }

    fn paste(&mut self, editor: &mut Editor, text: &str, whole_lines: bool, before_it: bool, count: usize) {
        let count = count.min(1 + RECORDED / text.len().max(1));
        let here = cursor(editor);
        if whole_lines {
            let lines: Vec<String> = (0..count).flat_map(|_| text.split('\n').map(str::to_owned)).collect();
            let row = if before_it { here.row } else { here.row + 1 };
            editor.put_lines(row, row, &lines);
            put_cursor(editor, At::new(row, first_word(editor.line(row))));
            return;
        }
        if text.is_empty() {
            return;
        }
        let line = editor.line(here.row);
        let at = if before_it { here.byte } else { after(line, here.byte) };
        let put = text.repeat(count);
        let whole = format!("{}{put}{}", line.get(..at).unwrap_or(""), line.get(at..).unwrap_or(""));
        let lines: Vec<String> = whole.split('\n').map(str::to_owned).collect();
        editor.put_lines(here.row, here.row + 1, &lines);
        let end = if put.contains('\n') { at } else { before(editor.line(here.row), at + put.len()) };
        put_cursor(editor, At::new(here.row, end));
    }

    fn join(&mut self, editor: &mut Editor, command: Command) {
        let over = self.selected(editor);
        self.leave_selection();
        let here = cursor(editor);
        let (first, last) = over.map_or((here.row, here.row + command.count.unwrap_or(2).max(2) - 1), |s| (s.from.row, s.to.row.max(s.from.row + 1)));
        let last = last.min(editor.lines().len() - 1);
        if first >= last {
            return;
        }
        let mut joined = editor.line(first).to_owned();
        let mut at = joined.len();
        for row in first + 1..=last {
            let next = editor.line(row).trim_start();
            at = joined.len();
            if !joined.is_empty() && !joined.ends_with(char::is_whitespace) && !next.is_empty() && !next.starts_with(')') {
                joined.push(' ');
            }
            joined.push_str(next);
        }
        editor.put_lines(first, last + 1, &[joined]);
        put_cursor(editor, At::new(first, at));
        self.changed(command);
    }

    fn visual(&mut self, editor: &Editor, lines: bool) {
        let wanted = if lines { Mode::VisualLine } else { Mode::Visual };
        if self.mode == Mode::Normal {
            self.anchor = cursor(editor);
        }
        self.mode = if self.mode == wanted { Mode::Normal } else { wanted };
    }

    fn page(&mut self, editor: &mut Editor, key: char) {
        self.pending.clear();
        let rows = usize::from(editor.height.max(2));
        let rows = if matches!(key, 'd' | 'u') { rows / 2 } else { rows - 1 };
        self.go(editor, Motion::Key(if matches!(key, 'd' | 'f') { 'j' } else { 'k' }), Some(rows), None);
    }

    /// A change that `.` repeats.
    fn changed(&mut self, begun: Command) {
        self.last = Some(Inserting { begun, keys: Vec::new() });
    }

    fn again(&mut self, editor: &mut Editor, count: Option<usize>) {
        let Some(last) = self.last.clone().filter(|_| !self.repeating) else { return };
        self.repeating = true;
        let begun = Command { count: count.or(last.begun.count), ..last.begun };
        self.run(editor, begun);
        if self.mode == Mode::Insert {
            for key in &last.keys {
                self.insert_key(editor, *key);
            }
            self.insert_key(editor, KeyEvent::from(KeyCode::Esc));
        }
        self.last = Some(Inserting { begun, keys: last.keys });
        self.repeating = false;
    }

    /// Remembers what has changed since the last look; true when something has.
    fn notice(&mut self, editor: &Editor) -> bool {
        let patch = (editor.lines() != self.seen).then(|| difference(&self.seen, editor.lines(), self.seen_at));
        let changed = patch.is_some();
        if let Some(patch) = patch {
            self.seen.splice(patch.row..patch.row + patch.old.len(), patch.new.iter().cloned());
            self.done.push(patch);
            self.undone.clear();
            if self.done.len() > HISTORY {
                self.done.remove(0);
            }
        }
        self.seen_at = cursor(editor);
        changed
    }

    fn undo(&mut self, editor: &mut Editor) {
        self.leave_selection();
        if let Some(patch) = self.done.pop() {
            let cursor = patch.cursor;
            self.swap(editor, &patch.new, &patch.old, patch.row);
            put_cursor(editor, stand(editor.lines(), cursor));
            self.undone.push(patch);
        }
    }

    fn redo(&mut self, editor: &mut Editor) {
        self.leave_selection();
        if let Some(patch) = self.undone.pop() {
            self.swap(editor, &patch.old, &patch.new, patch.row);
            put_cursor(editor, stand(editor.lines(), At::new(patch.row, 0)));
            self.done.push(patch);
        }
    }

    fn swap(&mut self, editor: &mut Editor, from: &[String], to: &[String], row: usize) {
        editor.put_lines(row, row + from.len(), to);
        self.seen = editor.lines().to_vec();
    }
}

/// What `.` takes of the same shape as a selection.
fn shape_of(lines: &[String], span: Span) -> Target {
    let rows = span.to.row - span.from.row;
    let from = if rows == 0 { span.from.byte } else { 0 };
    let chars = lines[span.to.row].get(from..span.to.byte).map_or(0, |part| column(part, part.len()));
    Target::Shape { rows, chars, lines: span.lines }
}

fn text_of(lines: &[String], span: Span) -> String {
    let (first, last) = (span.from.row, span.to.row);
    if span.lines {
        return lines[first..=last].join("\n");
    }
    if first == last {
        return lines[first].get(span.from.byte..span.to.byte).unwrap_or("").to_owned();
    }
    let mut out = lines[first].get(span.from.byte..).unwrap_or("").to_owned();
    for line in &lines[first + 1..last] {
        out.push('\n');
        out.push_str(line);
    }
    out.push('\n');
    out.push_str(lines[last].get(..span.to.byte).unwrap_or(""));
    out
}

/// After whole lines were yanked the cursor keeps its column, or goes to the first of them.
fn nth_kept(editor: &Editor, span: Span) -> usize {
    let here = cursor(editor);
    if here.row == span.from.row { here.byte } else { first_word(editor.line(span.from.row)) }
}

/// The lines that differ between two texts.
fn difference(old: &[String], new: &[String], cursor: At) -> Patch {
    let row = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let same = old[row..].iter().rev().zip(new[row..].iter().rev()).take_while(|(a, b)| a == b).count();
    Patch { row, old: old[row..old.len() - same].to_vec(), new: new[row..new.len() - same].to_vec(), cursor }
}

/// Where the cursor of normal mode stands: on a character, not after the last one.
fn stand(lines: &[String], at: At) -> At {
    let row = at.row.min(lines.len().saturating_sub(1));
    let text = lines.get(row).map_or("", String::as_str);
    let mut byte = at.byte.min(last_of(text));
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    At::new(row, byte)
}

fn cursor(editor: &Editor) -> At {
    let (row, column) = editor.area.cursor();
    At::new(row, byte_of(editor.line(row), column))
}

fn put_cursor(editor: &mut Editor, at: At) {
    let column = editor.line(at.row).get(..at.byte).map_or(usize::MAX, |s| s.chars().count());
    editor.jump(at.row, column);
}

#[cfg(test)]
mod tests;
