//! A text editor: soft wrap, undo and redo, word motions, selection, and one step for what a reader takes as one character.
//!
//! `tui-textarea` keeps the text, its history and the selection. Rows, cursor cells and drawing are those of `rows`: there
//! a cluster is as wide as it is drawn, and what was pasted from a hostile mail is shown, not obeyed.

mod vim;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tui_textarea::{AtomicRange, CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use self::vim::Vim;
use super::clusters::{clusters, plain_width};
use super::keys::{Act, Motion, Reach, act};
use super::rows::{self, Row};
use super::text::{fit, without_controls, write};
use super::theme::Theme;

pub use self::vim::Mode as VimMode;
pub use super::keys::{KEYS, OF_LINES};
pub use super::line_edit::LineEdit;

/// Changes that undo can take back.
const HISTORY: usize = 1000;

/// Swaps that undo knows as one change.
const SWAPS: usize = 20;

/// Characters in a line; longer ones are broken on their way in. `tui-textarea` reaches 65,535.
const MAX_LINE: usize = 60_000;

/// An editor of some lines of text.
#[derive(Clone, Debug)]
pub struct Editor {
    area: TextArea<'static>,
    /// Rows for the width of the last drawing.
    rows: Vec<Row>,
    columns: u16,
    height: u16,
    /// The first row on the screen.
    top: usize,
    /// The column that a vertical motion tries to keep.
    goal: Option<usize>,
    /// Line and character where a pasted word begins: it opens no popup.
    pasted_word: Option<(usize, usize)>,
    /// Texts before and after a part was put in place of another: two changes for `tui-textarea`, one for who writes.
    swaps: VecDeque<(String, String)>,
    /// Vim's keys, where they are switched on.
    vim: Option<Box<Vim>>,
}

impl Default for Editor {
    fn default() -> Editor {
        Editor::new()
    }
}

impl Editor {
    /// An empty editor.
    #[must_use]
    pub fn new() -> Editor {
        Editor::from_text("")
    }

    /// An editor with a text, the cursor at its end and nothing to undo.
    #[must_use]
    pub fn from_text(text: &str) -> Editor {
        let lines = admit(text).split('\n').map(str::to_owned).collect();
        let mut area = TextArea::new(lines);
        area.set_max_histories(HISTORY);
        area.set_undo_coalescing(true);
        let mut editor =
            Editor { area, rows: Vec::new(), columns: 80, height: 24, top: 0, goal: None, pasted_word: None, swaps: VecDeque::new(), vim: None };
        editor.changed();
        editor.move_to_end();
        editor
    }

    /// The whole text, lines parted by `\n`.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Puts another text in place of all; undo brings the old one back.
    pub fn set_text(&mut self, text: &str) {
        self.area.select_all();
        if self.area.lines().iter().all(String::is_empty) && self.area.lines().len() == 1 {
            self.area.cancel_selection();
        }
        self.put_over(text);
        self.area.cancel_selection();
        self.pasted_word = None;
        self.changed();
    }

    /// Is there nothing in it, not even a space?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// The lines of the text.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// Puts text at the cursor, over the selection if there is one.
    pub fn insert(&mut self, text: &str) {
        self.select_as_vim_did();
        self.put_over(text);
        self.changed();
    }

    /// Like [`Editor::insert`], for a paste: its words open no popup.
    pub fn paste(&mut self, text: &str) {
        self.insert(text);
        let (row, column) = self.area.cursor();
        self.pasted_word = Some((row, word_start(self.line(row), column)));
    }

    /// Switches Vim's keys on, in insert mode.
    pub fn use_vim(&mut self) {
        self.vim = Some(Box::new(Vim::new(self)));
    }

    /// What keys mean, and what was typed of a command, where Vim's keys are switched on.
    #[must_use]
    pub fn vim(&self) -> Option<(VimMode, &str)> {
        self.vim.as_ref().map(|vim| (vim.mode(), vim.pending()))
    }

    /// Whether printable keys are text.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        self.vim().is_none_or(|(mode, _)| mode == VimMode::Insert)
    }

    /// Whether Esc is the editor's: it leaves insert mode or a selection, or forgets half a command.
    #[must_use]
    pub fn takes_escape(&self) -> bool {
        self.vim().is_some_and(|(mode, pending)| mode != VimMode::Normal || !pending.is_empty())
    }

    /// Puts text at the cursor, over the selection if there is one: then one undo takes back both.
    fn put_over(&mut self, text: &str) {
        let over = !text.is_empty() && self.area.selection_range().is_some_and(|(from, to)| from != to);
        let before = over.then(|| self.text());
        self.area.insert_str(admit(text));
        if let Some(before) = before {
            self.swaps.push_front((before, self.text()));
            self.swaps.truncate(SWAPS);
        }
    }

    fn is(&self, text: &str) -> bool {
        text.split('\n').eq(self.area.lines().iter().map(String::as_str))
    }

    /// Makes Vim's selection the editor's own, for what takes its place.
    fn select_as_vim_did(&mut self) {
        let Some(((from_row, from), (to_row, to))) = self.vim.as_ref().and_then(|vim| vim.selection(self)) else { return };
        if let Some(vim) = &mut self.vim {
            vim.leave_selection();
        }
        self.area.cancel_selection();
        self.jump(from_row, from);
        if (from_row, from) < (to_row, to) {
            self.area.start_selection();
            self.jump(to_row, to);
        }
    }

    /// Puts lines in place of those from `from` up to `to`, which is not one of them. There is always at least one line.
    fn put_lines(&mut self, from: usize, to: usize, lines: &[String]) {
        let all = self.area.lines().len();
        let (from, to) = (from.min(all), to.min(all));
        self.area.cancel_selection();
        let text = lines.join("\n");
        let (begin, end, text) = match (from < to, lines.is_empty()) {
            (true, false) => ((from, 0), (to - 1, usize::MAX), text),
            (true, true) if to < all => ((from, 0), (to, 0), text),
            (true, true) if from > 0 => ((from - 1, usize::MAX), (to - 1, usize::MAX), text),
            (true, true) => ((0, 0), (to - 1, usize::MAX), text),
            (false, true) => return,
            (false, false) if from < all => ((from, 0), (from, 0), format!("{text}\n")),
            (false, false) => ((usize::MAX, usize::MAX), (usize::MAX, usize::MAX), format!("\n{text}")),
        };
        self.jump(begin.0, begin.1);
        let begun = self.area.cursor();
        self.jump(end.0, end.1);
        if self.area.cursor() != begun {
            self.jump(begin.0, begin.1);
            self.area.start_selection();
            self.jump(end.0, end.1);
        }
        self.area.insert_str(admit(&text));
        self.area.cancel_selection();
        self.changed();
    }

    /// Does what the key asks; true when that changed the text.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let Some(mut vim) = self.vim.take() else { return self.plain_key(key) };
        let changed = vim.key(self, key);
        self.vim = Some(vim);
        changed
    }

    fn plain_key(&mut self, key: KeyEvent) -> bool {
        let Some(act) = act(key) else { return false };
        match act {
            Act::Insert(c) => self.area.insert_char(c),
            Act::NewLine => self.area.insert_newline(),
            Act::Delete(reach) => return self.delete(reach),
            Act::Move { to, select } => {
                self.go(to, select);
                return false;
            }
            Act::Undo => return self.undo(),
            Act::Redo => return self.redo(),
        }
        self.changed();
        true
    }

    /// Is the key the editor's, whether or not it changes anything now?
    #[must_use]
    pub fn handles(&self, key: KeyEvent) -> bool {
        act(key).is_some()
    }

    /// Takes the last change back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let swapped = self.swaps.iter().any(|(_, after)| self.is(after));
        let done = self.area.undo() && (!swapped || self.area.undo());
        self.changed();
        done
    }

    /// Makes the change again that undo took back; false when there is none.
    pub fn redo(&mut self) -> bool {
        let swapped = self.swaps.iter().any(|(before, _)| self.is(before));
        let done = self.area.redo() && (!swapped || self.area.redo());
        self.changed();
        done
    }

    /// The logical line and the character in it, from zero.
    #[must_use]
    pub fn cursor(&self) -> (usize, usize) {
        self.area.cursor()
    }

    /// To the beginning of the text.
    pub fn move_to_start(&mut self) {
        self.go(Motion::Top, false);
    }

    /// To the end of the text.
    pub fn move_to_end(&mut self) {
        self.go(Motion::Bottom, false);
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.area.select_all();
    }

    /// The selected text, if any is.
    #[must_use]
    pub fn selected(&self) -> Option<String> {
        let ((from_line, from), (to_line, to)) = self.selection()?;
        let lines = self.area.lines().get(from_line..=to_line)?;
        let mut out = Vec::with_capacity(lines.len());
        for (i, line) in lines.iter().enumerate() {
            let skip = if i == 0 { from } else { 0 };
            let end = if i + 1 == lines.len() { to } else { usize::MAX };
            out.push(line.chars().take(end).skip(skip).collect::<String>());
        }
        Some(out.join("\n")).filter(|s| !s.is_empty())
    }

    /// From the first selected character to after the last: line and character of both.
    fn selection(&self) -> Option<((usize, usize), (usize, usize))> {
        self.vim.as_ref().and_then(|vim| vim.selection(self)).or_else(|| self.area.selection_range())
    }

    /// The characters of a line that are selected, if any are.
    pub(super) fn selection_in_line(&self, line: usize) -> Option<Range<usize>> {
        let ((from_line, from), (to_line, to)) = self.selection()?;
        let start = if line > from_line { 0 } else { from };
        let end = if line < to_line { usize::MAX } else { to };
        ((from_line..=to_line).contains(&line) && start < end).then_some(start..end)
    }

    /// The word that the cursor stands at the end of, when it begins with `/`, `@` or `:` at the start of a line or after
    /// white space: the sign and what follows it. `:` needs a letter or digit after it. A pasted word is none.
    #[must_use]
    pub fn word_before_cursor(&self) -> Option<(char, String)> {
        let (row, column) = self.area.cursor();
        let line = self.line(row);
        let start = word_start(line, column);
        if self.pasted_word == Some((row, start)) || line.chars().nth(column).is_some_and(|c| !c.is_whitespace()) {
            return None;
        }
        let mut word = line.chars().take(column).skip(start);
        let sign = word.next().filter(|c| matches!(c, '/' | '@' | ':'))?;
        let query: String = word.collect();
        let begun = sign != ':' || query.chars().next().is_some_and(char::is_alphanumeric);
        begun.then_some((sign, query))
    }

    /// Whether this is the character before the cursor.
    #[must_use]
    pub fn stands_behind(&self, character: char) -> bool {
        let (row, column) = self.area.cursor();
        column.checked_sub(1).and_then(|before| self.line(row).chars().nth(before)) == Some(character)
    }

    /// Puts text in place of the word before the cursor, its sign included. One undo takes it back.
    pub fn replace_word_before_cursor(&mut self, text: &str) {
        let (row, column) = self.area.cursor();
        let start = word_start(self.line(row), column);
        self.area.cancel_selection();
        self.jump(row, start);
        self.area.start_selection();
        self.jump(row, column);
        if start == column {
            self.area.cancel_selection();
        }
        self.insert(text);
    }

    /// How many rows the text takes in an area of that width, at least one.
    #[must_use]
    pub fn lines_needed(&self, width: u16) -> u16 {
        let rows = if width == self.columns { self.rows.len() } else { rows::rows(self.area.lines(), usize::from(width)).len() };
        u16::try_from(rows.max(1)).unwrap_or(u16::MAX)
    }

    /// The cell of the cursor when the editor is drawn in that area; `None` when there is no room.
    #[must_use]
    pub fn cursor_screen(&self, area: Rect) -> Option<(u16, u16)> {
        if area.is_empty() {
            return None;
        }
        let (row, column) = self.cursor_cell(area.width);
        let top = top_for(self.top, row, usize::from(area.height));
        let x = u16::try_from(column).unwrap_or(u16::MAX).min(area.width - 1);
        let y = u16::try_from(row.checked_sub(top)?).ok().filter(|y| *y < area.height)?;
        Some((area.x + x, area.y + y))
    }

    /// Puts the cursor on the cell of the area that was clicked.
    pub fn click(&mut self, area: Rect, x: u16, y: u16) {
        self.fit_to(area);
        if let Some(vim) = &mut self.vim {
            vim.leave_selection();
        }
        self.area.cancel_selection();
        self.go_to_place(area, x, y);
    }

    /// Selects from where the cursor was put up to a place of the screen; beyond an edge of the area the text moves on. With Vim's keys only in insert mode.
    pub fn drag(&mut self, area: Rect, x: u16, y: u16) {
        self.fit_to(area);
        if self.takes_text() && !self.area.is_selecting() {
            self.area.start_selection();
        }
        self.go_to_place(area, x, y);
    }

    fn go_to_place(&mut self, area: Rect, x: u16, y: u16) {
        let row = if y < area.y { self.top.saturating_sub(1) } else { self.top + usize::from((y - area.y).min(area.height)) };
        self.goal = None;
        self.jump_to_cell(row.min(self.rows.len().saturating_sub(1)), usize::from(x.saturating_sub(area.x)));
    }

    /// Scrolls by rows; the cursor stays on the screen.
    pub fn scroll(&mut self, area: Rect, rows: isize) {
        self.fit_to(area);
        let height = usize::from(area.height.max(1));
        let top = self.top.saturating_add_signed(rows).min(self.rows.len().saturating_sub(height));
        let (row, column) = self.cursor_cell(self.columns);
        let seen = row.clamp(top, top + height - 1);
        if seen != row {
            self.area.cancel_selection();
            self.jump_to_cell(seen, column);
        }
        self.top = top;
    }

    /// Draws the text, or the placeholder when there is none. The selection shows only while focused; the cursor is the
    /// terminal's own, at [`Editor::cursor_screen`].
    pub fn draw(&mut self, buf: &mut Buffer, area: Rect, theme: &Theme, focused: bool, placeholder: &str) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        self.fit_to(area);
        if self.is_empty() {
            let hint = fit(placeholder, usize::from(area.width));
            buf.set_stringn(area.x, area.y, hint, usize::from(area.width), theme.placeholder);
            return;
        }
        for (row, y) in self.rows.iter().skip(self.top).zip(area.y..area.bottom()) {
            let selection = self.selection_in_line(row.line).filter(|_| focused);
            self.draw_row(buf, Rect { y, height: 1, ..area }, row, selection.as_ref(), theme);
        }
    }

    fn draw_row(&self, buf: &mut Buffer, area: Rect, row: &Row, selection: Option<&Range<usize>>, theme: &Theme) {
        let line = self.line(row.line);
        let plain = if line.starts_with('>') { theme.quote } else { theme.text };
        let mut at = line.get(..row.from).map_or(0, |s| s.chars().count());
        for cell in rows::cells(line, row) {
            let style = if selection.is_some_and(|s| s.contains(&at)) { plain.patch(theme.selection) } else { plain };
            let (Ok(column), room) = (u16::try_from(cell.column), usize::from(area.width).saturating_sub(cell.column)) else { return };
            if room > 0 {
                write(buf, (area.x + column, area.y), &cell.shown, room, style);
            }
            at += line.get(cell.at..cell.end).map_or(0, |g| g.chars().count());
        }
    }

    /// Breaks the rows anew where the width changed, and scrolls to the cursor.
    fn fit_to(&mut self, area: Rect) {
        self.height = area.height;
        if area.width != self.columns {
            self.columns = area.width;
            self.break_rows();
        }
        self.top = top_for(self.top.min(self.rows.len().saturating_sub(1)), self.cursor_cell(area.width).0, usize::from(area.height));
    }

    fn break_rows(&mut self) {
        self.rows = rows::rows(self.area.lines(), usize::from(self.columns));
    }

    /// Row and column of the cursor at some width.
    fn cursor_cell(&self, width: u16) -> (usize, usize) {
        let (line, column) = self.area.cursor();
        let byte = byte_of(self.line(line), column);
        if width == self.columns {
            rows::place(&self.rows, self.area.lines(), line, byte)
        } else {
            rows::place(&rows::rows(self.area.lines(), usize::from(width)), self.area.lines(), line, byte)
        }
    }

    fn line(&self, row: usize) -> &str {
        self.area.lines().get(row).map_or("", String::as_str)
    }

    fn delete(&mut self, reach: Reach) -> bool {
        let done = match reach {
            Reach::Back => self.area.delete_char(),
            Reach::Forward => self.area.delete_next_char(),
            Reach::WordBack => self.area.delete_word(),
            Reach::WordForward => self.area.delete_next_word(),
            Reach::LineStart => self.area.delete_line_by_head(),
        };
        self.changed();
        done
    }

    /// After every change: rows anew, and clusters of several characters made one step again.
    fn changed(&mut self) {
        self.goal = None;
        let ranges = joined(self.area.lines());
        // Made from the very lines they are for; were one refused, the cursor would only stop inside of a cluster.
        let _ = self.area.try_set_atomic_ranges(ranges);
        self.break_rows();
    }

    fn go(&mut self, to: Motion, select: bool) {
        if !select {
            self.area.cancel_selection();
        } else if !self.area.is_selecting() {
            self.area.start_selection();
        }
        let goal = self.goal.take();
        let (line, column) = self.area.cursor();
        let (row, at) = self.cursor_cell(self.columns);
        let page = usize::from(self.height.saturating_sub(1).max(1));
        match to {
            Motion::Left => self.step_left(line, column),
            Motion::Right => self.step_right(line, column),
            Motion::WordLeft => self.area.move_cursor(CursorMove::WordBack),
            Motion::WordRight => self.area.move_cursor(CursorMove::WordForward),
            Motion::Up => self.climb(row.checked_sub(1), at, goal),
            Motion::Down => self.climb(Some(row + 1), at, goal),
            Motion::PageUp => self.climb(Some(row.saturating_sub(page)), at, goal),
            Motion::PageDown => self.climb(Some((row + page).min(self.rows.len().saturating_sub(1))), at, goal),
            Motion::RowStart => self.jump_to_cell(row, 0),
            Motion::RowEnd => self.jump_to_cell(row, usize::MAX),
            Motion::LineStart => self.jump(line, 0),
            Motion::LineEnd => self.jump(line, usize::MAX),
            Motion::Top => self.jump(0, 0),
            Motion::Bottom => self.jump(usize::MAX, usize::MAX),
        }
    }

    fn step_left(&mut self, line: usize, column: usize) {
        if column > 0 {
            let text = self.line(line);
            let before = text.get(..byte_of(text, column)).unwrap_or_default();
            let cluster = before.graphemes(true).next_back().map_or(1, |g| g.chars().count());
            self.jump(line, column.saturating_sub(cluster));
        } else if let Some(above) = line.checked_sub(1) {
            self.jump(above, usize::MAX);
        }
    }

    fn step_right(&mut self, line: usize, column: usize) {
        let text = self.line(line);
        let after = text.get(byte_of(text, column)..).unwrap_or_default();
        match after.graphemes(true).next().map(|g| g.chars().count()) {
            Some(cluster) => self.jump(line, column + cluster),
            None if line + 1 < self.area.lines().len() => self.jump(line + 1, 0),
            None => {}
        }
    }

    /// To another row, in the column that the first of a series of such motions began in.
    fn climb(&mut self, row: Option<usize>, at: usize, goal: Option<usize>) {
        let goal = goal.unwrap_or(at);
        if let Some(row) = row.filter(|r| *r < self.rows.len()) {
            self.jump_to_cell(row, goal);
        }
        self.goal = Some(goal);
    }

    fn jump_to_cell(&mut self, row: usize, column: usize) {
        let Some(row) = self.rows.get(row).copied() else { return };
        let line = self.line(row.line);
        let byte = rows::byte_at(line, &row, column);
        let at = line.get(..byte).map_or(0, |s| s.chars().count());
        self.jump(row.line, at);
    }

    /// To a line and a character in it, or the last there is.
    fn jump(&mut self, line: usize, column: usize) {
        let line = line.min(self.area.lines().len().saturating_sub(1));
        let column = column.min(self.line(line).chars().count());
        let near = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(near(line), near(column)));
    }
}

/// Text as an editor may hold it: without control characters, and no line longer than its cursor can reach.
fn admit(text: &str) -> Cow<'_, str> {
    let text = without_controls(text);
    if text.len() <= MAX_LINE || text.lines().all(|line| line.len() <= MAX_LINE) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + text.len() / MAX_LINE);
    let mut length = 0;
    for c in text.chars() {
        if length == MAX_LINE && c != '\n' {
            out.push('\n');
            length = 0;
        }
        out.push(c);
        length = if c == '\n' { 0 } else { length + 1 };
    }
    Cow::Owned(out)
}

/// The character at which the word before `column` begins.
fn word_start(line: &str, column: usize) -> usize {
    let before: Vec<char> = line.chars().take(column).collect();
    before.iter().rposition(|c| c.is_whitespace()).map_or(0, |at| at + 1)
}

fn byte_of(line: &str, column: usize) -> usize {
    line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

/// The first row to show so that the cursor's is in sight, moving as little as it must.
fn top_for(top: usize, row: usize, height: usize) -> usize {
    top.clamp((row + 1).saturating_sub(height.max(1)), row)
}

/// Every grapheme cluster of more than one character, so that it is passed and deleted as one.
fn joined(lines: &[String]) -> Vec<AtomicRange> {
    let mut out = Vec::new();
    for (row, line) in lines.iter().enumerate().filter(|(_, line)| plain_width(line).is_none()) {
        let mut start_col = 0;
        for g in clusters(line) {
            let end_col = start_col + g.chars().count();
            if end_col - start_col > 1 {
                out.push(AtomicRange { row, start_col, end_col });
            }
            start_col = end_col;
        }
    }
    out
}

#[cfg(test)]
mod tests;
