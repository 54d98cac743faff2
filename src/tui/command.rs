//! The one table of commands. It feeds the keymap, the footer, the help and the palette.

use super::app::App;
use super::effect::Effect;
use super::panes::{borders, compose, composer, pipes, queue, sides, ticket, work};
use super::{popups, settings, tour};

/// Where a command's keys hold. Keys are looked up from the top popup or the focused pane outwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere, also where text is typed (there only keys that write nothing).
    Anywhere,
    /// In every pane, where no text is typed.
    Global,
    /// On tickets: queue, ticket and sides.
    Work,
    /// The queue.
    Queue,
    /// The ticket.
    Ticket,
    /// The sides of a ticket.
    Sides,
    /// The composer.
    Composer,
    /// The queue's search line.
    Search,
    /// Popups.
    Popup,
}

impl Scope {
    /// All scopes, in the order of the help.
    pub const ALL: [Scope; 9] =
        [Scope::Work, Scope::Queue, Scope::Ticket, Scope::Sides, Scope::Composer, Scope::Search, Scope::Popup, Scope::Global, Scope::Anywhere];

    /// The scopes in which a key is looked up after this one.
    #[must_use]
    pub fn around(self) -> &'static [Scope] {
        match self {
            Scope::Queue | Scope::Ticket | Scope::Sides => &[Scope::Work, Scope::Global, Scope::Anywhere],
            Scope::Work => &[Scope::Global, Scope::Anywhere],
            Scope::Global | Scope::Composer | Scope::Search | Scope::Popup => &[Scope::Anywhere],
            Scope::Anywhere => &[],
        }
    }

    /// The word in the configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Scope::Anywhere => "anywhere",
            Scope::Global => "global",
            Scope::Work => "work",
            Scope::Queue => "queue",
            Scope::Ticket => "ticket",
            Scope::Sides => "sides",
            Scope::Composer => "composer",
            Scope::Search => "search",
            Scope::Popup => "popup",
        }
    }
}

/// Why a command cannot run now: a key of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason(pub &'static str);

/// Something that an agent can do.
#[derive(Debug)]
pub struct Command {
    /// Its name in the configuration; its title is `console-cmd-` and this.
    pub id: &'static str,
    /// Where its keys hold.
    pub scope: Scope,
    /// Its keys, the one that is shown first.
    pub keys: &'static [&'static str],
    /// Its place in the footer, 1 first; 0 is not there.
    pub footer: u8,
    /// Whether it can run now, or why not.
    pub enabled: fn(&App) -> Result<(), Reason>,
    /// Runs it.
    pub run: fn(&mut App) -> Vec<Effect>,
}

impl Command {
    /// What it does, in the reader's words. Submitting names the status that it will leave.
    #[must_use]
    pub fn title(&self, app: &App) -> String {
        match (&app.composer, self.id) {
            (Some(composer), "submit") => composer.submit_label(app),
            (_, "ticket-enter" | "ticket-fold") if ticket::unfolded(app) == Some(true) => app.say("console-fold"),
            (_, "ticket-enter") if ticket::unfolded(app).is_some() => app.say("console-cmd-ticket-fold"),
            (_, "popup-accept") if popups::shows_moved(app).is_ok() => app.say("console-moved-edit"),
            (_, "popup-close") if popups::shows_moved(app).is_ok() => app.say("console-moved-keep"),
            (_, "popup-take") if popups::prompt::can_complete(app) => app.say("console-complete"),
            (_, "popup-accept") if matches!(app.popups.last(), Some(popups::Popup::Create(_))) => app.say("console-create-go-on"),
            (_, "popup-accept") if app.popups.last().is_some_and(popups::Popup::only_tells) => app.say("console-cmd-popup-close"),
            _ => app.say(&format!("console-cmd-{}", self.id)),
        }
    }
}

type Enabled = fn(&App) -> Result<(), Reason>;
type Run = fn(&mut App) -> Vec<Effect>;

const fn c(id: &'static str, scope: Scope, keys: &'static [&'static str], footer: u8, enabled: Enabled, run: Run) -> Command {
    Command { id, scope, keys, footer, enabled, run }
}

fn always(_: &App) -> Result<(), Reason> {
    Ok(())
}

/// Every command.
pub static COMMANDS: &[Command] = &[
    c("palette", Scope::Anywhere, &["ctrl-k", ":"], 91, always, popups::palette::open),
    c("help", Scope::Anywhere, &["f1", "?"], 90, always, popups::help::open),
    c("tour", Scope::Anywhere, &["f2"], 0, tour::can, tour::toggle),
    c("quit", Scope::Global, &["q", "ctrl-c"], 92, always, work::quit),
    c("leave", Scope::Anywhere, &["ctrl-q"], 0, always, work::quit),
    // Where the eyes are.
    c("next-pane", Scope::Global, &["tab"], 80, always, work::next_pane),
    c("previous-pane", Scope::Global, &["shift-tab"], 0, always, work::previous_pane),
    c("focus-queue", Scope::Global, &["1"], 0, always, work::focus_queue),
    c("focus-ticket", Scope::Global, &["2"], 0, work::has_ticket, work::focus_ticket),
    c("focus-sides", Scope::Global, &["o", "3"], 12, work::has_ticket, work::focus_sides),
    c("boxes", Scope::Global, &["b"], 40, always, popups::offers::open_boxes),
    c("search", Scope::Global, &["/"], 30, always, queue::search),
    c("notifications", Scope::Global, &["i"], 60, always, popups::notifications::open),
    c("next-answer", Scope::Global, &["N"], 50, always, sides::next_answer),
    c("agents", Scope::Global, &[], 0, always, popups::offers::open_agents),
    c("availability", Scope::Global, &[], 0, always, work::toggle_available),
    c("edit-agents", Scope::Global, &[], 0, settings::is_admin, settings::agents),
    c("edit-teams", Scope::Global, &[], 0, settings::is_admin, settings::teams),
    c("edit-tags", Scope::Global, &[], 0, work::is_supervisor, settings::tags),
    c("edit-views", Scope::Global, &[], 0, always, settings::views),
    c("edit-canned", Scope::Global, &[], 0, always, settings::canned),
    c("edit-macros", Scope::Global, &[], 0, work::is_supervisor, settings::macros),
    c("edit-rules", Scope::Global, &[], 0, settings::is_admin, settings::rules),
    c("edit-fields", Scope::Global, &[], 0, settings::is_admin, settings::fields),
    c("organizations", Scope::Global, &[], 0, work::is_supervisor, popups::offers::open_organizations),
    c("waiting", Scope::Global, &["W"], 0, always, popups::waiting::open),
    c("quarantine", Scope::Global, &["H"], 0, work::not_light, popups::quarantine::open),
    c("report", Scope::Global, &["%"], 0, always, popups::report::open),
    c("stop", Scope::Global, &[], 0, work::is_busy, work::stop),
    c("create", Scope::Global, &["+"], 0, work::not_light, popups::create::open),
    c("undo", Scope::Global, &["u"], 55, always, work::undo),
    c("sync", Scope::Global, &["R"], 0, always, work::sync),
    c("zoom", Scope::Global, &["alt-z"], 0, borders::can_zoom, borders::zoom),
    c("refresh", Scope::Global, &["ctrl-l", "f5"], 0, always, work::refresh),
    c("suspend", Scope::Global, &["ctrl-z"], 0, always, work::suspend),
    // On tickets.
    c("reply", Scope::Work, &["r"], 2, work::can_reply, composer::reply),
    c("note", Scope::Work, &["n"], 3, work::can_note, composer::note),
    c("side-new", Scope::Work, &["s"], 4, work::can_open_side, composer::side_new),
    c("take", Scope::Work, &["t"], 5, work::can_take, work::take),
    c("serve-next", Scope::Global, &[">"], 52, work::not_light, work::serve_next),
    c("assign", Scope::Work, &["a"], 6, work::can_triage, popups::offers::open_assign),
    c("status", Scope::Work, &["S"], 7, work::can_triage, popups::offers::open_status),
    c("solve", Scope::Work, &["e"], 8, work::can_triage, work::solve),
    c("snooze", Scope::Work, &["z"], 9, work::can_triage, popups::offers::open_snooze),
    c("priority", Scope::Work, &["P"], 10, work::can_triage, popups::offers::open_priority),
    c("tags", Scope::Work, &["T"], 11, work::can_triage, popups::offers::open_tags),
    c("fields", Scope::Work, &["="], 0, popups::offers::can_fill, popups::offers::open_fields),
    c("macro", Scope::Work, &["m"], 0, work::can_note, popups::offers::open_macros),
    c("wake", Scope::Work, &["Z"], 0, work::can_triage, work::wake),
    c("spam", Scope::Work, &["!"], 0, work::can_triage, work::spam),
    c("merge", Scope::Work, &["M"], 0, work::can_triage, popups::merge::open),
    c("customer", Scope::Work, &["C"], 0, popups::card::customer::can, popups::card::customer::open),
    c("export", Scope::Work, &[], 0, work::has_current, popups::offers::open_export),
    c("transcript", Scope::Work, &[], 0, work::can_triage, popups::prompt::open_transcript),
    c("copy-number", Scope::Work, &["#"], 0, work::has_current, work::copy_number),
    // The queue.
    c("queue-open", Scope::Queue, &["enter", "l", "right"], 1, work::has_current, queue::open),
    c("queue-down", Scope::Queue, &["j", "down"], 0, always, queue::down),
    c("queue-up", Scope::Queue, &["k", "up"], 0, always, queue::up),
    c("queue-page-down", Scope::Queue, &["pagedown", "ctrl-f"], 0, always, queue::page_down),
    c("queue-page-up", Scope::Queue, &["pageup", "ctrl-b"], 0, always, queue::page_up),
    c("queue-half-down", Scope::Queue, &["ctrl-d"], 0, always, queue::half_down),
    c("queue-half-up", Scope::Queue, &["ctrl-u"], 0, always, queue::half_up),
    c("queue-first", Scope::Queue, &["g", "home"], 0, always, queue::first),
    c("queue-last", Scope::Queue, &["G", "end"], 0, always, queue::last),
    c("queue-next-box", Scope::Queue, &["]"], 41, always, queue::next_box),
    c("queue-previous-box", Scope::Queue, &["["], 0, always, queue::previous_box),
    c("queue-save-view", Scope::Queue, &["V"], 0, queue::has_query, queue::save_view),
    c("queue-sort", Scope::Queue, &["O"], 45, always, popups::offers::open_orders),
    c("team-order", Scope::Queue, &[], 0, always, queue::order_teams),
    c("queue-select", Scope::Queue, &["space", "x"], 44, work::has_current, queue::select::one),
    c("queue-select-to", Scope::Queue, &["X"], 0, work::has_current, queue::select::up_to),
    c("queue-select-all", Scope::Queue, &["*"], 0, work::has_current, queue::select::all),
    c("queue-back", Scope::Queue, &["esc"], 0, always, queue::back),
    // The ticket.
    c("ticket-down", Scope::Ticket, &["j", "down"], 0, always, ticket::down),
    c("ticket-up", Scope::Ticket, &["k", "up"], 0, always, ticket::up),
    c("ticket-page-down", Scope::Ticket, &["pagedown", "ctrl-f", "space"], 0, always, ticket::page_down),
    c("ticket-page-up", Scope::Ticket, &["pageup", "ctrl-b"], 0, always, ticket::page_up),
    c("ticket-half-down", Scope::Ticket, &["ctrl-d"], 0, always, ticket::half_down),
    c("ticket-half-up", Scope::Ticket, &["ctrl-u"], 0, always, ticket::half_up),
    c("ticket-first", Scope::Ticket, &["g", "home"], 0, always, ticket::first),
    c("ticket-last", Scope::Ticket, &["G", "end"], 0, always, ticket::last),
    c("ticket-next-message", Scope::Ticket, &["]"], 0, always, ticket::next_message),
    c("ticket-previous-message", Scope::Ticket, &["["], 0, always, ticket::previous_message),
    c("ticket-next", Scope::Ticket, &["J"], 46, always, ticket::next_ticket),
    c("ticket-previous", Scope::Ticket, &["K"], 0, always, ticket::previous_ticket),
    c("ticket-fold", Scope::Ticket, &["f"], 20, ticket::can_fold, ticket::fold),
    c("ticket-unfold-all", Scope::Ticket, &["F"], 0, always, ticket::fold_all),
    c("ticket-enter", Scope::Ticket, &["enter"], 1, ticket::can_enter, ticket::enter),
    c("ticket-side-from", Scope::Ticket, &["Q"], 21, ticket::can_quote, composer::side_from_message),
    c("ticket-split", Scope::Ticket, &["x"], 0, popups::split::can, popups::split::open),
    c("ticket-files", Scope::Ticket, &["v"], 22, ticket::has_files, popups::offers::open_files),
    c("ticket-edit", Scope::Ticket, &["E"], 0, ticket::has_own_note, composer::edit_note),
    c("ticket-delete", Scope::Ticket, &["D"], 0, ticket::has_own_note, popups::confirm::open_delete),
    c("ticket-redact", Scope::Ticket, &[], 0, ticket::can_redact, popups::confirm::open_redact),
    c("ticket-versions", Scope::Ticket, &["I"], 0, ticket::has_versions, ticket::versions),
    c("ticket-preview", Scope::Ticket, &["p"], 0, ticket::has_files, popups::offers::open_preview),
    c("ticket-links", Scope::Ticket, &["L"], 0, ticket::has_links, popups::offers::open_links),
    c("ticket-original", Scope::Ticket, &["B"], 0, ticket::has_raw, ticket::original),
    c("ticket-raw", Scope::Ticket, &["V"], 23, ticket::has_raw, ticket::raw),
    c("ticket-copy", Scope::Ticket, &["y"], 24, always, ticket::copy),
    c("ticket-pipe", Scope::Ticket, &["|"], 0, pipes::has_message, pipes::open),
    c("ticket-translate", Scope::Ticket, &["U"], 0, pipes::can_translate, pipes::translate),
    c("ticket-resend", Scope::Ticket, &["X"], 0, ticket::can_resend, ticket::resend),
    c("ticket-back", Scope::Ticket, &["esc", "h", "left"], 0, always, ticket::back),
    // The sides.
    c("sides-down", Scope::Sides, &["j", "down"], 0, always, sides::down),
    c("sides-up", Scope::Sides, &["k", "up"], 0, always, sides::up),
    c("sides-page-down", Scope::Sides, &["pagedown", "ctrl-f", "ctrl-d"], 0, always, sides::page_down),
    c("sides-page-up", Scope::Sides, &["pageup", "ctrl-b", "ctrl-u"], 0, always, sides::page_up),
    c("sides-first", Scope::Sides, &["g", "home"], 0, always, sides::first),
    c("sides-last", Scope::Sides, &["G", "end"], 0, always, sides::last),
    c("sides-next", Scope::Sides, &["]"], 0, always, sides::next),
    c("sides-previous", Scope::Sides, &["["], 0, always, sides::previous),
    c("sides-open", Scope::Sides, &["enter", "l", "right"], 1, sides::can_open, sides::open),
    c("sides-answer", Scope::Sides, &["r", "c"], 2, sides::can_answer, composer::side_answer),
    c("sides-done", Scope::Sides, &["d"], 5, sides::can_finish, sides::done),
    c("sides-reopen", Scope::Sides, &["D"], 5, sides::can_reopen, sides::reopen),
    c("sides-people", Scope::Sides, &["p"], 6, sides::leads, popups::offers::open_people),
    c("sides-party", Scope::Sides, &["C"], 7, sides::has_people, sides::party),
    c("sides-accept", Scope::Sides, &["A"], 1, sides::has_newcomer, sides::accept),
    c("sides-fold", Scope::Sides, &["f"], 20, sides::in_thread, sides::fold),
    c("sides-quote", Scope::Sides, &["Q"], 21, sides::can_quote, popups::offers::open_quote),
    c("sides-files", Scope::Sides, &["v"], 22, sides::has_files, popups::offers::open_files),
    c("sides-redact", Scope::Sides, &[], 0, sides::can_redact, popups::confirm::open_redact),
    c("sides-preview", Scope::Sides, &["O"], 0, sides::has_files, popups::offers::open_preview),
    c("sides-links", Scope::Sides, &["L"], 0, sides::has_links, popups::offers::open_links),
    c("sides-original", Scope::Sides, &["B"], 0, sides::has_raw, sides::original),
    c("sides-raw", Scope::Sides, &["V"], 23, sides::has_raw, sides::raw),
    c("sides-copy", Scope::Sides, &["y"], 24, sides::in_thread, sides::copy),
    c("sides-pipe", Scope::Sides, &["|"], 0, pipes::has_message, pipes::open),
    c("sides-translate", Scope::Sides, &["U"], 0, pipes::can_translate, pipes::translate),
    c("sides-resend", Scope::Sides, &["X"], 1, sides::can_resend, sides::resend),
    c("sides-back", Scope::Sides, &["esc", "h", "left"], 30, always, sides::back),
    // The composer.
    c("submit", Scope::Composer, &["ctrl-s", "ctrl-enter", "alt-enter"], 1, compose::can_submit, compose::submit),
    c("compose-status", Scope::Composer, &["ctrl-t"], 3, compose::has_status, compose::cycle_status),
    c("compose-next-field", Scope::Composer, &["tab"], 4, compose::has_fields, compose::next_field),
    c("compose-previous-field", Scope::Composer, &["shift-tab"], 0, compose::has_fields, compose::previous_field),
    c("compose-attach", Scope::Composer, &["alt-a"], 5, compose::can_attach, popups::prompt::open_attach),
    c("compose-attach-ticket", Scope::Composer, &["alt-t"], 0, compose::ticket_has_files, popups::offers::open_ticket_files),
    c("compose-detach", Scope::Composer, &["alt-r"], 8, compose::has_files, compose::detach),
    c("compose-editor", Scope::Composer, &["alt-e"], 7, always, compose::external_editor),
    c("compose-pipe", Scope::Composer, &["alt-p"], 0, pipes::has_text, pipes::open_draft),
    c("compose-translate", Scope::Composer, &["alt-l"], 0, pipes::can_translate_draft, pipes::translate_draft),
    c("compose-original", Scope::Composer, &["alt-o"], 0, pipes::has_original, pipes::original),
    c("compose-preview", Scope::Composer, &["alt-v"], 0, always, compose::toggle_preview),
    c("compose-full", Scope::Composer, &["alt-z"], 6, always, compose::toggle_full),
    c("compose-thread-up", Scope::Composer, &["pageup", "alt-up"], 0, always, compose::thread_up),
    c("compose-thread-down", Scope::Composer, &["pagedown", "alt-down"], 0, always, compose::thread_down),
    c("compose-discard", Scope::Composer, &["alt-x"], 0, always, popups::confirm::open_discard),
    c("compose-leave", Scope::Composer, &["esc"], 2, always, composer::leave),
    // The search line.
    c("search-accept", Scope::Search, &["enter", "tab"], 1, always, queue::search_accept),
    c("search-close", Scope::Search, &["esc"], 2, always, queue::search_close),
    c("search-best", Scope::Search, &["ctrl-t"], 3, always, queue::search_best),
    c("search-down", Scope::Search, &["down", "ctrl-n"], 0, always, queue::down),
    c("search-up", Scope::Search, &["up", "ctrl-p"], 0, always, queue::up),
    // Popups.
    c("popup-accept", Scope::Popup, &["enter"], 1, always, popups::accept),
    c("popup-close", Scope::Popup, &["esc", "q"], 2, always, popups::close),
    c("popup-down", Scope::Popup, &["down", "ctrl-n", "j"], 0, always, popups::down),
    c("popup-up", Scope::Popup, &["up", "ctrl-p", "k"], 0, always, popups::up),
    c("popup-page-down", Scope::Popup, &["pagedown", "ctrl-d"], 0, always, popups::page_down),
    c("popup-page-up", Scope::Popup, &["pageup", "ctrl-u"], 0, always, popups::page_up),
    c("popup-first", Scope::Popup, &["home", "g"], 0, always, popups::first),
    c("popup-last", Scope::Popup, &["end", "G"], 0, always, popups::last),
    c("popup-take", Scope::Popup, &["tab"], 0, popups::can_take, popups::take),
    c("popup-all-seen", Scope::Popup, &["m"], 3, popups::shows_notifications, popups::notifications::seen),
    c("popup-send", Scope::Popup, &["s", "ctrl-s"], 3, popups::shows_moved, popups::moved::send),
    c("popup-chase", Scope::Popup, &["c"], 3, popups::shows_waiting, popups::waiting::remind),
    c("popup-due", Scope::Popup, &["w"], 4, popups::shows_waiting, popups::waiting::due),
    c("popup-select", Scope::Popup, &["space", "x"], 5, popups::can_select, popups::select),
    c("popup-party", Scope::Popup, &["C"], 6, popups::shows_waiting, popups::waiting::party),
    c("popup-organization", Scope::Popup, &["o"], 7, popups::shows_waiting, popups::waiting::by_organization),
    c("popup-note", Scope::Popup, &["n"], 3, popups::shows_card, popups::card::add_note),
    c("popup-note-edit", Scope::Popup, &["e"], 4, popups::shows_card, popups::card::edit_note),
    c("popup-note-history", Scope::Popup, &["h"], 5, popups::shows_card, popups::card::toggle_history),
    c("popup-mute", Scope::Popup, &["M"], 6, popups::card::customer::can_mute, popups::card::customer::mute),
    c("popup-beside-down", Scope::Popup, &["J"], 7, popups::card::customer::can_scroll, popups::card::customer::scroll_down),
    c("popup-beside-up", Scope::Popup, &["K"], 0, popups::card::customer::can_scroll, popups::card::customer::scroll_up),
    c("popup-release", Scope::Popup, &["r"], 3, popups::shows_held, popups::quarantine::release),
    c("popup-discard", Scope::Popup, &["d"], 4, popups::shows_held, popups::quarantine::discard),
    c("popup-source", Scope::Popup, &["V"], 5, popups::shows_held, popups::quarantine::source),
    c("popup-next-part", Scope::Popup, &["]", "right"], 3, popups::shows_report, popups::report::next_page),
    c("popup-previous-part", Scope::Popup, &["[", "left", "shift-tab"], 0, popups::shows_report, popups::report::previous_page),
    c("popup-days", Scope::Popup, &["p"], 4, popups::shows_report, popups::report::next_days),
    c("popup-copy", Scope::Popup, &["y"], 3, popups::can_copy, popups::copy),
    c("popup-raw", Scope::Popup, &["ctrl-r"], 3, popups::prompt::has_raw, popups::prompt::toggle_raw),
];

/// The command of an id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|c| c.id == id)
}
