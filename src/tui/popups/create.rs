//! A ticket for a customer who has not written: who it is for, and what it is about. The composer opens on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::listbox::{self, Line};
use super::{Popup, close};
use crate::model::Mailbox;
use crate::model::people::Suggestion;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::recipients;
use crate::tui::panes::rule;
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;

/// Rows of suggestions.
const SUGGESTIONS: u16 = 6;

/// The form.
#[derive(Clone, Debug, Default)]
pub struct Create {
    customer: LineEdit,
    subject: LineEdit,
    on_subject: bool,
    found: Vec<Suggestion>,
    /// The cursor in what is suggested for the customer.
    pub list: ListState,
}

impl Create {
    /// How many people are suggested.
    #[must_use]
    pub fn len(&self) -> usize {
        if self.on_subject { 0 } else { self.found.len() }
    }

    /// Whether nobody is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The line that is typed in.
    pub fn line(&mut self) -> &mut LineEdit {
        if self.on_subject { &mut self.subject } else { &mut self.customer }
    }

    /// Where it is drawn.
    #[must_use]
    pub fn area(screen: Rect) -> Rect {
        listbox::area(screen, 72, usize::from(SUGGESTIONS) + 1)
    }

    fn lines(area: Rect) -> (Rect, Rect, Rect) {
        let inner = listbox::list_area(area, false);
        let field = |y: u16| {
            let line = row(inner, y);
            Rect { x: line.x + LABEL.min(line.width), width: line.width.saturating_sub(LABEL), ..line }
        };
        let above = 3.min(inner.height);
        (field(0), field(1), Rect { y: inner.y + above, height: (inner.height - above).saturating_sub(1), ..inner })
    }

    /// The cell of the cursor.
    #[must_use]
    pub fn cursor(&self, area: Rect) -> Option<(u16, u16)> {
        let (customer, subject, _) = Self::lines(area);
        if self.on_subject { self.subject.cursor_screen(subject) } else { self.customer.cursor_screen(customer) }
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        popover::frame(buf, area, &app.say("console-create"), theme, theme.focus_border);
        let (customer, subject, below) = Self::lines(area);
        for (place, key) in [(customer, "console-create-for"), (subject, "console-create-subject")] {
            let label = Rect { x: place.x.saturating_sub(LABEL), width: LABEL.saturating_sub(1), ..place };
            Pen::new(buf, label).put(&app.say(key), theme.dim);
        }
        self.customer.draw(buf, customer, theme, !self.on_subject, &app.say("console-create-for-hint"));
        self.subject.draw(buf, subject, theme, self.on_subject, &app.say("console-create-subject-hint"));
        let whole = listbox::list_area(area, false);
        rule(buf, row(whole, 2), theme.border);
        let (len, found) = (self.len(), &self.found);
        listbox::draw_rows(app, buf, below, &mut self.list, len, |at| {
            let who = &found[at];
            let label = if who.name.is_empty() { who.email.to_string() } else { format!("{} <{}>", who.name, who.email) };
            Line { label, right: app.words.badge(who.badge), ..Line::default() }
        });
        Pen::new(buf, row(whole, whole.height.saturating_sub(1))).put(&app.say("console-create-ask"), theme.dim);
    }
}

/// Columns of the labels.
const LABEL: u16 = 12;

/// Asks for whom a ticket is to be opened; what was typed and not sent is there again.
pub fn open(app: &mut App) -> Vec<Effect> {
    let form = app.kept.create.take().unwrap_or_default();
    app.popups.push(Popup::Create(form));
    Vec::new()
}

fn shown(app: &mut App) -> Option<&mut Create> {
    app.popups.last_mut().and_then(|p| if let Popup::Create(shown) = p { Some(&mut **shown) } else { None })
}

/// Something was typed or pasted: people are looked for.
#[must_use]
pub fn typed(app: &mut App) -> Vec<Effect> {
    let Some(form) = shown(app).filter(|f| !f.on_subject) else { return Vec::new() };
    form.list = ListState::default();
    match form.customer.text().trim() {
        "" => {
            form.found.clear();
            Vec::new()
        }
        prefix => vec![Effect::SuggestPeople(prefix.to_owned())],
    }
}

/// People were found. Agents are nobody's customers here. Says whether the form is what asked.
pub fn suggested(app: &mut App, prefix: &str, found: &[Suggestion]) -> bool {
    let own = app.own.clone();
    let Some(form) = shown(app) else { return false };
    if form.customer.text().trim() == prefix {
        form.found = found.iter().filter(|s| !own.contains(&s.email)).cloned().collect();
        let len = form.found.len();
        form.list.to(form.list.selected, len);
    }
    true
}

/// Whom the ticket is for: what is typed, or the suggestion under the cursor unless an address was typed.
fn choose_customer(form: &mut Create) -> Option<Mailbox> {
    let typed = form.customer.text();
    if Mailbox::parse(typed.trim()).is_none()
        && let Some(chosen) = form.found.get(form.list.selected)
    {
        let text = recipients::written(&Mailbox::new(chosen.name.clone(), chosen.email.clone()));
        form.customer.set(&text);
    }
    Mailbox::parse(form.customer.text().trim())
}

/// From the customer to the subject; from there the ticket is made. The form stays at what is missing.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(form) = shown(app) else { return Vec::new() };
    let was_on_subject = form.on_subject;
    let requester = if was_on_subject { Mailbox::parse(form.customer.text().trim()) } else { choose_customer(form) };
    form.on_subject = requester.is_some();
    let (customer, subject) = (form.customer.text(), form.subject.text());
    let Some(requester) = requester else {
        let text = match customer.trim() {
            "" => app.say("console-create-nobody"),
            typed => app.say_with("console-bad-address", &[("text", typed.into())]),
        };
        app.complain(text);
        return Vec::new();
    };
    if !was_on_subject {
        return Vec::new();
    }
    if subject.trim().is_empty() {
        let text = app.say("console-create-no-subject");
        app.complain(text);
        return Vec::new();
    }
    close(app);
    vec![Effect::Create { requester, subject: subject.trim().to_owned() }]
}

/// The other field.
pub fn other_field(app: &mut App) -> Vec<Effect> {
    if let Some(form) = shown(app) {
        if !form.on_subject {
            choose_customer(form);
        }
        form.on_subject = !form.on_subject;
    }
    Vec::new()
}
