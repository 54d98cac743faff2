//! What there is to hear of a state: where one is, what is under the cursor, what is typed, what there is to tell.

use super::field::Field;
use super::{describe, popup};
use crate::model::ticket::BoxKey;
use crate::model::{SideId, TicketId};
use crate::tui::app::{App, Focus};
use crate::tui::command::{Command, Scope};
use crate::tui::effect::{Attachment, DraftKey};
use crate::tui::panes::composer::Field as Where;
use crate::tui::panes::item::Item;
use crate::tui::panes::thread::Thread;
use crate::tui::panes::{bars, boxes_view, bytes, composer_view, empty, sides, sides_view, ticket_view, who};
use crate::tui::popups::Popup;
use crate::tui::popups::help::{Help, Row};
use crate::tui::tour;
use crate::tui::widgets::ago::countdown;

/// Where one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceId {
    /// A box of the queue, and whether one types in its search line.
    Queue(BoxKey, bool),
    /// A ticket.
    Ticket(Option<TicketId>),
    /// The side conversations of a ticket.
    Sides(Option<TicketId>),
    /// The thread of one.
    Side(SideId),
    /// The composer.
    Composer(DraftKey),
    /// A popup: how many are open, and its title.
    Popup(usize, String),
}

impl PlaceId {
    /// Whether it lies over a pane.
    #[must_use]
    pub fn is_popup(&self) -> bool {
        matches!(self, PlaceId::Popup(..))
    }
}

/// What there is to hear of a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// Where one is.
    pub id: PlaceId,
    /// The same in words. What changes of it is said.
    pub place: Vec<String>,
    /// What more is said when one comes here.
    pub extra: Vec<String>,
    /// Tickets of the queue, once read.
    pub count: Option<u32>,
    /// What the item under the cursor is.
    pub item_id: Option<i64>,
    /// The same in words.
    pub item: Vec<String>,
    /// Its place in its list, from 0, and how many there are.
    pub position: Option<(usize, usize)>,
    /// The entries or messages that there are, once read.
    keys: Option<Vec<i64>>,
    /// What is typed into.
    pub field: Option<Field>,
    /// What there is to tell, wherever one is: each is said once.
    pub asides: Vec<(String, String)>,
}

impl Scene {
    /// Of a state. What is drawn of it is drawn where nobody sees it.
    #[must_use]
    pub fn of(app: &mut App) -> Scene {
        let mut scene = match app.popups.last() {
            Some(Popup::Suggest(_)) => with_suggestions(app),
            Some(_) => of_popup(app),
            None => of_pane(app),
        };
        scene.asides.extend(asides(app));
        scene
    }

    fn at(id: PlaceId, place: Vec<String>) -> Scene {
        Scene {
            id,
            place,
            extra: Vec::new(),
            count: None,
            item_id: None,
            item: Vec::new(),
            position: None,
            keys: None,
            field: None,
            asides: Vec::new(),
        }
    }

    /// The item under the cursor, with its place in its list.
    #[must_use]
    pub fn item_said(&self, app: &App) -> Vec<String> {
        let mut lines = self.item.clone();
        if let (Some(first), Some((at, all))) = (lines.first_mut(), self.position) {
            *first = format!("{first}, {}", describe::position(app, at, all));
        }
        lines
    }

    /// Whether something lies beside the composer's text: suggestions, or its preview.
    #[must_use]
    pub fn suggests(&self) -> bool {
        matches!(self.id, PlaceId::Composer(_)) && self.item_id.is_some_and(|id| id < 0)
    }

    /// The places of the entries that are there and were not there before, in the same thread. What is under the cursor is said anyway.
    #[must_use]
    pub fn arrived_since(&self, before: &Scene) -> Vec<usize> {
        let (Some(was), Some(is)) = (&before.keys, &self.keys) else { return Vec::new() };
        let is_new = |key: &i64| !was.contains(key) && (self.item_id != Some(*key) || before.item_id == self.item_id);
        is.iter().enumerate().filter(|(_, key)| is_new(key)).map(|(at, _)| at).collect()
    }
}

fn of_pane(app: &App) -> Scene {
    match app.focus {
        Focus::Queue => of_queue(app),
        Focus::Ticket => of_ticket(app),
        Focus::Sides => of_sides(app),
        Focus::Composer => of_composer(app),
    }
}

fn of_queue(app: &App) -> Scene {
    let queue = &app.queue;
    let name = if queue.searching || !queue.input.is_empty() { app.say("console-search-title") } else { boxes_view::current_name(app) };
    let sorted = app.words.sort(queue.sorted);
    let mut place = vec![app.say_with("console-plain-queue", &[("name", (&name).into()), ("sort", (&sorted).into())])];
    if !queue.selected.is_empty() {
        place.push(app.say_with("console-selected", &[("count", queue.selected.len().into())]));
    }
    place.extend(queue.mistake.as_ref().or(queue.hint.as_ref()).map(|(_, what)| what.clone()));
    let mut scene = Scene::at(PlaceId::Queue(queue.within.clone(), queue.searching), place);
    if queue.searching {
        scene.field = Some(Field::line_edit(0, name, &queue.input));
    }
    if queue.loading || queue.mistake.is_some() {
        return scene;
    }
    scene.count = Some(queue.total);
    if queue.total == 0 {
        scene.item = vec![empty::text(app, "console-queue-empty", &[("boxes", "boxes"), ("search", "search")])];
    } else if let Some(head) = queue.row_here().filter(|_| !queue.searching || queue.list.selected > 0) {
        scene.item_id = Some(head.id.0);
        let all = usize::try_from(queue.total).unwrap_or(usize::MAX);
        scene.item = vec![describe::row(app, head)];
        scene.position = Some((queue.list.selected, all));
    }
    scene
}

fn of_ticket(app: &App) -> Scene {
    let pane = app.ticket.as_ref();
    let place = pane.and_then(|p| p.head()).map(|head| describe::ticket(app, head)).unwrap_or_default();
    let mut scene = Scene::at(PlaceId::Ticket(pane.map(|p| p.id)), place);
    if let Some((pane, read)) = pane.and_then(|p| Some((p, p.ticket.as_ref()?))) {
        let items: Vec<Item<'_>> = read.entries.iter().map(Item::from).collect();
        put_thread(app, &mut scene, &pane.thread, &items);
    }
    scene
}

fn put_thread(app: &App, scene: &mut Scene, thread: &Thread, items: &[Item<'_>]) {
    scene.keys = Some(items.iter().map(|item| item.key).collect());
    if let Some((item, block)) = items.get(thread.cursor).zip(thread.blocks.get(thread.cursor)) {
        scene.item_id = Some(item.key);
        scene.item = describe::entry(app, item, block);
        scene.position = Some((thread.cursor, items.len()));
    }
}

/// What the entry at a place of the thread that one is in is.
#[must_use]
pub fn entry_line(app: &App, at: usize) -> Option<String> {
    match (app.focus, app.sides.open) {
        (Focus::Sides, Some(_)) => sides::current(app)?.messages.get(at).map(|m| describe::head_of(app, &Item::from(m))),
        _ => app.read_ticket()?.entries.get(at).map(|e| describe::head_of(app, &Item::from(e))),
    }
}

fn of_sides(app: &App) -> Scene {
    let ticket = app.ticket.as_ref().map(|t| t.id);
    let all = sides::all(app);
    if let Some(side) = sides::current(app).filter(|_| app.sides.open.is_some()) {
        let title = app.say_with("console-plain-side", &[("subject", (&sides_view::subject(app, side)).into())]);
        let place = vec![title, describe::people(app, side), sides_view::state_text(app, side).0, app.say("console-customer-does-not-see")];
        let mut scene = Scene::at(PlaceId::Side(side.id), place);
        let items: Vec<Item<'_>> = side.messages.iter().map(Item::from).collect();
        put_thread(app, &mut scene, &app.sides.thread, &items);
        return scene;
    }
    let mut scene = Scene::at(PlaceId::Sides(ticket), vec![app.say_with("console-sides", &[("count", all.len().into())])]);
    let at = app.sides.list.selected;
    scene.item = match all.get(at) {
        Some(side) => {
            scene.item_id = Some(side.id.0);
            scene.position = Some((at, all.len()));
            vec![describe::side(app, side)]
        }
        None => vec![empty::text(app, "console-sides-none", &[("ask", "side-new")])],
    };
    scene
}

fn of_composer(app: &App) -> Scene {
    let Some(composer) = &app.composer else { return of_ticket(app) };
    let mode = ticket_view::mode_name(app, composer.key.mode);
    let number = composer.key.ticket.0;
    let mut place = vec![app.say_with("console-plain-composer", &[("mode", (&mode).into()), ("number", number.into())])];
    // while the recipients are typed, they are heard as they are typed
    if !matches!(composer.field, Where::To | Where::Cc) {
        place.extend(who::who(app, composer, usize::MAX).into_iter().map(|(text, _)| text));
    }
    let submit = if composer.sending { app.say("console-sending") } else { composer.submit_label(app) };
    place.push(submit);
    place.extend(composer.files.iter().map(|file| match file {
        Attachment::Gone(was) => app.say_with("console-file-gone-mark", &[("name", (&was.name()).into())]),
        file => app.say_with("console-plain-file", &[("file", (&format!("{}, {}", file.name(), bytes(file.size()))).into())]),
    }));
    place.extend(composer_view::vim_sign(app, composer));
    place.extend(composer.original.is_some().then(|| app.say("console-is-translated")));
    let mut scene = Scene::at(PlaceId::Composer(composer.key), place);
    scene.field = Some(match composer.field {
        Where::To => Field::line_edit(1, app.say("console-field-to"), &composer.to),
        Where::Cc => Field::line_edit(2, app.say("console-field-cc"), &composer.cc),
        Where::Subject => Field::line_edit(3, app.say("console-field-subject"), &composer.subject),
        Where::Text => Field::editor(4, app.say("console-plain-text"), &composer.editor),
    });
    if composer.preview {
        scene.item_id = Some(-1);
        scene.item = std::iter::once(app.say("console-preview")).chain(composer.editor.lines().iter().cloned()).collect();
    } else if let Some((pane, read)) = app.ticket.as_ref().and_then(|p| Some((p, p.ticket.as_ref()?))).filter(|_| !composer.is_side()) {
        // what one answers to is heard when one goes through it from here
        scene.item_id = read.entries.get(pane.thread.cursor).map(|e| e.id.0);
        if let Some((entry, block)) = read.entries.get(pane.thread.cursor).zip(pane.thread.blocks.get(pane.thread.cursor)) {
            scene.item = describe::entry(app, &Item::from(entry), block);
            scene.position = Some((pane.thread.cursor, read.entries.len()));
        }
    }
    scene
}

/// What could stand at the cursor of the composer: the place stays the composer.
fn with_suggestions(app: &mut App) -> Scene {
    let heard = popup::hear(app);
    let mut scene = of_composer(app);
    scene.item_id = Some(-2 - i64::try_from(heard.at).unwrap_or(0));
    scene.position = Some((heard.at, heard.rows));
    scene.item = vec![heard.lines.into_iter().take(1).chain(heard.row).collect::<Vec<_>>().join(": ")];
    scene
}

fn of_popup(app: &mut App) -> Scene {
    let heard = popup::hear(app);
    let mut place = heard.lines;
    if place.is_empty() {
        place.push(app.say("console-plain-popup"));
    }
    let mut scene = Scene::at(PlaceId::Popup(app.popups.len(), place[0].clone()), place);
    scene.field = heard.field;
    if let Some(row) = heard.row {
        scene.item_id = i64::try_from(heard.at).ok();
        scene.item = vec![row];
        scene.position = Some((heard.at, heard.rows));
    }
    if let Some(Popup::Help(help)) = app.popups.last() {
        scene.extra = keys_here(app, help);
    }
    scene
}

/// The keys of where one is, a command a line.
fn keys_here(app: &App, help: &Help) -> Vec<String> {
    let here = help.here;
    let line = |c: &Command| {
        let keys = app.keymap.keys(c).iter().map(|key| describe::key(app, &key.to_string())).collect::<Vec<_>>().join(", ");
        format!("{keys}: {}", c.title(app))
    };
    let of_row = |row: &Row| match row {
        Row::Heading(scope) => here.contains(scope).then(|| app.say(&format!("console-scope-{}", scope.word()))),
        Row::Title(_) | Row::Sign(..) | Row::Edit(_) => None,
        Row::Command(c, Some(_)) if c.scope == Scope::Popup => None,
        Row::Command(c, _) => (here.contains(&c.scope) && !app.keymap.keys(c).is_empty()).then(|| line(c)),
    };
    help.rows.iter().filter_map(of_row).collect()
}

/// What there is to tell wherever one is.
fn asides(app: &App) -> Vec<(String, String)> {
    let mut told = Vec::new();
    if let Some(toast) = &app.toast {
        told.push((format!("toast {} {}", toast.until.0, toast.text), toast.text.clone()));
    }
    if let Some(leaving) = app.can_take_back() {
        let left = countdown(leaving.due_at.since(app.now));
        let key = bars::key_of_undo(app).map(|key| format!(" {key}: {}.", app.say("console-take-back"))).unwrap_or_default();
        let text = format!("{}.{key}", app.say_with("console-leaves-in", &[("left", (&left).into())]));
        told.push((format!("leaving {}", leaving.outbox.0), text));
    }
    if let Some((done, all)) = app.progress {
        told.push(("progress".to_owned(), app.say_with("console-progress", &[("done", done.into()), ("all", all.into())])));
    }
    let (mail, _) = bars::mail_state(app, 0);
    if !mail.is_empty() {
        told.push((format!("mail {mail}"), mail));
    }
    if let Some((title, text)) = tour::text(app) {
        told.push((format!("tour {title}"), format!("{title}. {text}")));
    }
    told
}
