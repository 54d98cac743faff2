//! One line of input: search, palette, recipients. The editor's feel, without rows.

use crossterm::event::KeyEvent;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;

use super::clusters::clusters;
use super::editor::Editor;
use super::keys::{Act, Motion, act};
use super::text::{clean_line, fit, width, write};
use super::theme::Theme;

/// Characters of a text that a field takes; nobody reads more in one line.
const MAX_CHARS: usize = 10_000;

/// A field of one line. `Enter`, `Up`, `Down` and the page keys are not its own: they belong to the list below it.
#[derive(Clone, Debug, Default)]
pub struct LineEdit {
    editor: Editor,
    /// Columns of the text that are scrolled out on the left.
    left: usize,
}

impl LineEdit {
    /// An empty field.
    #[must_use]
    pub fn new() -> LineEdit {
        LineEdit::default()
    }

    /// A field with a text, the cursor at its end.
    #[must_use]
    pub fn from_text(text: &str) -> LineEdit {
        LineEdit { editor: Editor::from_text(&one_line(text)), left: 0 }
    }

    /// What it holds.
    #[must_use]
    pub fn text(&self) -> String {
        self.editor.text()
    }

    /// Puts another text in place of all, the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.editor.set_text(&one_line(text));
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.set("");
    }

    /// Is there nothing in it?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.editor.is_empty()
    }

    /// Puts text at the cursor; line ends become spaces.
    pub fn insert(&mut self, text: &str) {
        self.editor.insert(&one_line(text));
    }

    /// Puts a paste at the cursor; line ends become spaces.
    pub fn paste(&mut self, text: &str) {
        self.editor.paste(&one_line(text.trim_end_matches(['\r', '\n'])));
    }

    /// Selects everything, so that the next letter replaces it.
    pub fn select_all(&mut self) {
        self.editor.select_all();
    }

    /// The character before which the cursor stands, from zero.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.editor.cursor().1
    }

    /// Does what the key asks; true when that changed the text.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        self.handles(key) && self.editor.key(key)
    }

    /// Is the key the field's, whether or not it changes anything now?
    #[must_use]
    pub fn handles(&self, key: KeyEvent) -> bool {
        match act(key) {
            None | Some(Act::NewLine) => false,
            Some(Act::Move { to, .. }) => !matches!(to, Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown),
            Some(_) => true,
        }
    }

    /// The cell of the cursor when the field is drawn in that area; `None` when there is no room.
    #[must_use]
    pub fn cursor_screen(&self, area: Rect) -> Option<(u16, u16)> {
        if area.is_empty() {
            return None;
        }
        let left = self.left_for(area.width);
        let x = u16::try_from(self.cursor_column() - left).ok()?;
        Some((area.x + x, area.y))
    }

    /// Draws the text, or the placeholder when there is none, in the first row of the area.
    pub fn draw(&mut self, buf: &mut Buffer, area: Rect, theme: &Theme, focused: bool, placeholder: &str) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let columns = usize::from(area.width);
        if self.is_empty() {
            self.left = 0;
            buf.set_stringn(area.x, area.y, fit(placeholder, columns), columns, theme.placeholder);
            return;
        }
        let text = self.text();
        if !focused {
            // from its beginning: what is cut off is at the end, and marked
            buf.set_stringn(area.x, area.y, fit(&text, columns), columns, theme.text);
            return;
        }
        self.left = self.left_for(area.width);
        let selected = self.editor.selection_in_line(0);
        let (mut column, mut at) = (0_usize, 0_usize);
        for g in clusters(&text) {
            let shown = clean_line(g);
            let wide = width(&shown);
            if let Some(x) = column.checked_sub(self.left).filter(|x| x + wide <= columns) {
                let style = if selected.as_ref().is_some_and(|s| s.contains(&at)) { theme.text.patch(theme.selection) } else { theme.text };
                let x = area.x + u16::try_from(x).unwrap_or(u16::MAX);
                write(buf, (x, area.y), &shown, wide, style);
            }
            column += wide;
            at += g.chars().count();
        }
        self.mark_cut(buf, area, column, theme);
    }

    /// Marks the sides where the text goes on, but for the cell of the cursor.
    fn mark_cut(&self, buf: &mut Buffer, area: Rect, columns: usize, theme: &Theme) {
        let cursor = self.cursor_screen(area).map(|(x, _)| x);
        let cut_right = columns > self.left + usize::from(area.width);
        for (x, cut) in [(area.x, self.left > 0), (area.right() - 1, cut_right)] {
            if cut && cursor != Some(x) {
                // half of a wide character stays beside the mark
                let style = buf[(x, area.y)].style();
                if buf[(x, area.y)].symbol().cell_width() > 1 {
                    buf[(x + 1, area.y)].set_style(style);
                }
                if x > area.x && buf[(x - 1, area.y)].symbol().cell_width() > 1 {
                    buf[(x - 1, area.y)].set_symbol(" ");
                }
                buf.set_stringn(x, area.y, "…", 1, theme.dim);
            }
        }
    }

    fn cursor_column(&self) -> usize {
        let text = self.text();
        let byte = text.char_indices().nth(self.cursor()).map_or(text.len(), |(at, _)| at);
        clusters(text.get(..byte).unwrap_or_default()).map(|g| width(&clean_line(g))).sum()
    }

    /// Scrolls as little as it must so that the cursor has a cell.
    fn left_for(&self, columns: u16) -> usize {
        let at = self.cursor_column();
        self.left.clamp((at + 1).saturating_sub(usize::from(columns)), at)
    }
}

fn one_line(text: &str) -> String {
    text.chars().take(MAX_CHARS).collect::<String>().replace("\r\n", " ").replace(['\r', '\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyModifiers};

    fn drawn(field: &mut LineEdit, width: u16) -> (String, Option<(u16, u16)>) {
        let area = Rect::new(0, 0, width, 1);
        let mut buf = Buffer::empty(area);
        field.draw(&mut buf, area, &Theme::dark(), true, "Search");
        let row = buf.content().iter().map(ratatui::buffer::Cell::symbol).collect::<String>();
        (row.trim_end().to_owned(), field.cursor_screen(area))
    }

    fn press(field: &mut LineEdit, code: KeyCode) -> bool {
        field.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn where_the_text_goes_on_there_is_a_mark() {
        let mut field = LineEdit::from_text("ana@example.com, parts@example.net");
        assert_eq!(drawn(&mut field, 12).0, "…xample.net");
        press(&mut field, KeyCode::Home);
        assert_eq!(drawn(&mut field, 12).0, "ana@example…");
    }

    #[test]
    fn the_list_below_keeps_its_keys() {
        let mut field = LineEdit::from_text("refund");
        for code in [KeyCode::Enter, KeyCode::Up, KeyCode::Down, KeyCode::PageDown, KeyCode::Tab, KeyCode::Esc] {
            assert!(!field.handles(KeyEvent::new(code, KeyModifiers::NONE)) && !press(&mut field, code), "{code:?}");
        }
        assert!(!field.handles(KeyEvent::new(KeyCode::Char('n'), KeyModifiers::CONTROL)));
        assert_eq!(field.text(), "refund");
        assert!(press(&mut field, KeyCode::Backspace));
        assert!(field.key(KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL)));
        assert_eq!(field.text(), "refund");
    }

    #[test]
    fn a_paste_of_several_lines_stays_one_line() {
        let mut field = LineEdit::new();
        field.paste("order\r\n1001\n");
        assert_eq!(field.text(), "order 1001");
        field.clear();
        assert!(field.is_empty());
        field.set("a\nb");
        assert_eq!(field.text(), "a b");
        assert_eq!(field.cursor(), 3);
    }

    #[test]
    fn the_text_scrolls_so_that_the_cursor_has_a_cell() {
        let mut field = LineEdit::from_text("status:open tag:vip");
        assert_eq!(drawn(&mut field, 8), ("…ag:vip".into(), Some((7, 0))));
        press(&mut field, KeyCode::Home);
        assert_eq!(drawn(&mut field, 8), ("status:…".into(), Some((0, 0))));
        assert_eq!(drawn(&mut LineEdit::new(), 8), ("Search".into(), Some((0, 0))));
        assert_eq!(field.cursor_screen(Rect::default()), None);
    }

    #[test]
    fn a_wide_character_cut_by_the_edge_is_left_out() {
        let mut field = LineEdit::from_text("日本語x");
        let (row, cursor) = drawn(&mut field, 5);
        assert_eq!(row.replace(' ', ""), "…語x");
        assert_eq!(cursor, Some((4, 0)));
    }

    #[test]
    fn selecting_all_lets_the_next_letter_replace_it() {
        let mut field = LineEdit::from_text("old");
        field.select_all();
        press(&mut field, KeyCode::Char('n'));
        assert_eq!(field.text(), "n");
    }
}
