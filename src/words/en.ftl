### The words of aside in English. This file is the one that the others are compared with.
### Sections go by the first word of the key. Keep the sections together and the keys of one screen next to each other.

## format: patterns for dates, as strftime reads them

format-date = %-d %b %Y
format-date-time = %-d %b %Y, %H:%M
format-exact = %-d %b %Y, %H:%M %Z

## names of statuses, priorities, roles and the like

status-new = new
status-open = open
status-pending = pending
status-on-hold = on hold
status-solved = solved
status-closed = closed

priority-low = low
priority-normal = normal
priority-high = high
priority-urgent = urgent

role-light = light agent
role-agent = agent
role-supervisor = supervisor
role-admin = admin

entry-customer = customer
entry-reply = public reply
entry-note = private note
entry-event = event

side-open = open
side-done = done

delivery-queued = waiting to be sent
delivery-sending = being sent
delivery-sent = sent
delivery-failed = not delivered
delivery-unknown = fate unknown
delivery-cancelled = taken back

badge-agent = colleague
badge-third-party = third party
badge-customer = customer

sort-waiting = longest waiting first
sort-waiting-turned = longest waiting last
sort-updated = last changed first
sort-updated-turned = longest unchanged first
sort-created = newest first
sort-created-turned = oldest first
sort-priority = most urgent first
sort-priority-turned = least urgent first
sort-number = by number
sort-number-turned = by number, highest first
sort-status = by status
sort-status-turned = by status, closed first
sort-subject = by subject
sort-subject-turned = by subject, from the end
sort-requester = by requester
sort-requester-turned = by requester, from the end
sort-assignee = by assignee
sort-assignee-turned = by assignee, from the end
sort-tags = by tags
sort-tags-turned = by tags, from the end
sort-message = newest customer message first
sort-message-turned = oldest customer message first
sort-unread = unread first
sort-unread-turned = unread last
sort-sides = open side conversations first
sort-sides-turned = open side conversations last
sort-here = where others are, first
sort-here-turned = where others are, last
sort-best = best match first

notification-assigned = { $who } assigned this to you
notification-mentioned = { $who } mentioned you
notification-customer-answered = { $who } answered
notification-third-party-answered = { $who } answered in a side conversation
notification-delivery-failed = a mail to { $who } was not delivered
notification-quarantined = a mail from { $who } is in quarantine
notification-third-party-overdue = { $who } has not answered in time
notification-notified = { $who } draws your attention to this

## count: numbers with their noun

count-tickets = { $count ->
    [one] { $count } ticket
   *[other] { $count } tickets
}
count-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
count-sides = { $count ->
    [one] { $count } side conversation
   *[other] { $count } side conversations
}
count-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
count-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

## event: the compact lines of a timeline; who did it stands before the line

event-status = status { $from } → { $to }
event-assigned = assigned to { $to }
event-unassigned = assigned to nobody
event-team = moved to team { $to }
event-no-team = taken out of its team
event-priority = priority { $from } → { $to }
event-tags = tags { $tags }
event-snoozed-until = snoozed until { $until }
event-snoozed = snoozed until the next reply
event-woken = snooze ended
event-spam = marked as spam
event-not-spam = not spam any more
event-linked-from = goes on from #{ $ticket }
event-linked-to = goes on in #{ $ticket }
event-merged-into = merged into #{ $ticket }
event-merged-here = #{ $ticket } merged into this: { $subject }
event-unmerged = merge with #{ $ticket } taken back
event-split-from = split off from #{ $ticket }
event-split-off = message of { $who } split off as #{ $ticket }
event-split-back = split of #{ $ticket } taken back: its message is here again
event-opened-for = opened this for { $who }
event-side-asked = asked { $to }: { $subject }
event-side-wrote = wrote to { $to }: { $subject }
event-side-answered = { $who } answered: { $subject }
event-side-answered-unverified = { $who } (unverified) answered: { $subject }
event-side-done = side conversation done: { $subject }
event-side-reopened = side conversation open again: { $subject }
event-side-due = answer expected by { $until }: { $subject }
event-side-not-due = no answer expected by any time: { $subject }
event-side-overdue = { $who } has not answered in time: { $subject }
event-side-people = participants { $people }
event-side-quoted = quoted { $who } for the customer, names left out: { $subject }
event-side-quoted-named = quoted { $who } for the customer, by name: { $subject }
event-quarantined = a mail from { $from } is in quarantine: { $why }
event-delivery-failed = not delivered to { $recipient }: { $words }
event-automatic = automatic answer from { $from }
event-acknowledged = acknowledged to { $to }
event-new-subject = another subject: { $subject } (another matter? split it off)
event-new-address = { $address } had not been on this ticket; replies still go to the requester
event-passed-on = passed on a mail from { $from }
event-delivery-delayed = not yet delivered to { $recipient }: { $words }
event-released = released a mail from { $from } from quarantine
event-discarded = discarded a mail from { $from }
event-discarded-because = discarded a mail from { $from }: { $reason }
event-send-undone = send taken back
event-note-deleted = deleted a note
event-redacted = redacted what { $who } wrote
event-redacted-words = redacted words in what { $who } wrote
event-transcript-sent = sent a transcript to { $to }
event-changed = { $field } { $from } → { $to }
event-rule-failed = rule “{ $rule }” could not run: { $why }
event-by-rule = rule { $rule }

## mail: what customers, third parties and agents get

mail-attribution = On { $date }, { $name } wrote:
mail-acknowledgement-subject = [#{ $number }] We have received your message: { $subject }
mail-acknowledgement-body =
    Hello { $name },

    thank you for writing to us. Your request has the number { $number }, and somebody will answer you as soon as possible.

    If you want to add something, just answer this message.

    { $desk }
mail-acknowledgement-body-no-name =
    Hello,

    thank you for writing to us. Your request has the number { $number }, and somebody will answer you as soon as possible.

    If you want to add something, just answer this message.

    { $desk }
mail-satisfaction-subject = [#{ $number }] How did we do?
mail-satisfaction-body =
    Hello,

    your request "{ $subject }" is solved. How satisfied are you with our help? One of these links prepares a message for you; all that is left to do is to send it.

    Good: { $good }

    Not good: { $bad }

    If something is still open, just answer this message.

    { $desk }
mail-satisfaction-answer-good = I am satisfied. (You can add a comment below.)
mail-satisfaction-answer-bad = I am not satisfied. (You can add a comment below.)
mail-transcript-subject = [#{ $number }] Transcript: { $subject }
mail-transcript-intro = Here is the conversation about "{ $subject }" (number { $number }) up to { $date }.
mail-transcript-customer = { $name } wrote on { $date }:
mail-transcript-reply = { $name } answered on { $date }:
mail-transcript-note = Private note of { $name }, { $date }:
mail-transcript-event = { $name }, { $date }:
mail-transcript-asked = { $name } wrote in the side conversation "{ $subject }" on { $date }:
mail-transcript-answered = { $name } answered in the side conversation "{ $subject }" on { $date }:
mail-chase-body =
    Hello,

    we asked you about "{ $subject }" on { $date } and have had no answer yet. Could you tell us how it stands?
mail-notification-subject = [#{ $number }] { $what }: { $subject }
mail-notification-footer = Answer this message to write a private note on the ticket. The customer never sees it.
mail-forwarded = Forwarded message

## cli: the command line

cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-heading-everywhere = With every command
cli-value-command = COMMAND
cli-usage-options = [OPTIONS]
cli-usage-unknown = There is no “{ $given }” here.
cli-usage-unknown-command = There is no command “{ $given }”.
cli-usage-nearest = Did you mean “{ $nearest }”?
cli-usage-missing = This is missing: { $arg }.
cli-usage-missing-command = A command is missing.
cli-usage-conflict = “{ $arg }” does not go together with “{ $other }”.
cli-usage-no-value = “{ $arg }” needs a value.
cli-usage-value = “{ $given }” is nothing for “{ $arg }”: { $expected }.
cli-usage-utf8 = The arguments are not UTF-8.
cli-usage-wrong = “{ $arg }” cannot be understood.
cli-usage-help = “--help” shows what there is.
cli-expected-number = expected is a number such as 42 or #42
cli-expected-address = expected is an address such as ana@example.com
cli-expected-mail = expected is a Message-ID, the number of an entry, or mail:12
cli-expected-date = expected is a date such as 2026-11-17
cli-expected-one-of = expected is one of { $list }
cli-expected-other = expected is something else

cli-about = A help desk that lives in the terminal. Without a command it opens the console.
cli-about-init = Make a new desk: database, first mailbox and admin
cli-about-demo = Open the console on a believable desk whose people answer; no account, no server
cli-about-list = List tickets by query
cli-about-show = Show a ticket with its timeline and side conversations
cli-about-take = Take a ticket
cli-about-assign = Hand a ticket to an agent, a team or nobody
cli-about-status = Set a ticket's status
cli-about-reply = Answer the customer, with the text from standard input
cli-about-note = Write a private note, with the text from standard input
cli-about-note-edit = Give your own note another text; what it said before is kept for supervisors
cli-about-note-delete = Delete your own note; a line in its place says so
cli-about-note-versions = Show what a note said before it was edited or deleted
cli-about-redact = Take a message or note, or words in it, out of the desk for good (admins)
cli-about-export = Write one ticket into a file, for its customer or for agents
cli-about-transcript = Send the conversation of a ticket by mail, to its agent or to an address; notes and side conversations go to agents alone
cli-about-new = Open a ticket for a customer: with what they asked as a private note from standard input, or with a first mail to them
cli-about-merge = Merge tickets into another one, where they go on
cli-about-do = Do verbs on many tickets, such as “status solved” or “tag +vip”; “macro NAME” does a macro's
cli-about-rules = Look at the rules of the desk
cli-about-rules-list = List them, in the order in which they run
cli-about-rules-test = Say what each rule would do to a ticket as it is now, and why; nothing is changed
cli-about-split = Split a customer's message off as a ticket of its own
cli-about-spam = Mark tickets as spam: they leave every working box, and new mail of their senders waits in quarantine; nothing is deleted
cli-about-side = Hold side conversations, which the customer never sees
cli-about-side-new = Open a side conversation, with the text from standard input
cli-about-side-reply = Answer in a side conversation, with the text from standard input
cli-about-side-done = Mark a side conversation as done
cli-about-side-reopen = Open a side conversation again
cli-about-side-waiting = List the side conversations that wait for an answer, those that have waited longest first
cli-about-side-chase = Remind third parties that we wait for their answer
cli-about-side-due = Set by when an answer is expected
cli-about-search = Find tickets, newest first, with the text that was found
cli-about-side-quote = Quote an answer for the customer, names and addresses left out
cli-about-side-add = Bring people into a side conversation; they get its next message
cli-about-side-remove = Take someone out of a side conversation
cli-about-side-accept = Accept someone whom a third party has brought in
cli-about-party = Show a third party: their side conversations, how fast they answer, their organization, what is noted
cli-about-party-note = Write what is noted about a third party, with the text from standard input; an empty text takes it away, and what stood before is kept
cli-about-customer = Show a customer: their tickets, their organization, what is noted, whether mails reach them
cli-about-customer-note = Write what is noted about a customer, with the text from standard input; an empty text takes it away, and what stood before is kept
cli-about-customer-mute = Mute a customer: nothing automatic goes to them, and nobody is told what they write
cli-about-org = Say which organizations there are, which of them are suppliers, and who belongs to them
cli-about-org-list = List the organizations with their domains
cli-about-org-show = Show an organization: its domains, its people, how fast they answer
cli-about-org-supplier = Mark an organization as a supplier; one that there is not is added
cli-about-edit = Edit settings of the desk in your editor, as TOML: agents, teams, tags, views, canned, macros, rules or fields; a text on standard input is taken in place of the editor
cli-about-canned = Canned responses as a folder of Markdown files: list, import, export
cli-about-canned-list = List the canned responses that you may call
cli-about-canned-import = Take canned responses in from the Markdown files below a directory; nothing of it when one is wrong
cli-about-canned-export = Write the canned responses that you may edit as Markdown files, with their files beside them
cli-about-agents = Print who is there, what they have to do, and when they were last heard of; with “available” or “away”, say whether you take new work
cli-about-quarantine = Deal with mail that was turned into nothing: list, show, release, discard
cli-about-quarantine-list = List it, newest first; the same as without a command
cli-about-quarantine-show = Show one mail: why it is there, its header, its files and its text
cli-about-quarantine-release = Let a mail out, to a ticket or as a new one; nobody is answered automatically
cli-about-quarantine-discard = Discard a mail; it stays in the store, with who discarded it and why
cli-about-ingest = Take one mail from standard input, as mail servers pipe it
cli-about-stats = Reports: what came and was solved, how fast customers and third parties are answered, what waits; of the last 30 days unless others are named
cli-about-explain = Say what became of a mail, and why: how it was placed, what was sent because of it, how that was delivered
cli-about-import = Take old mail in, as tickets with their threads; nothing is sent and nobody is told
cli-about-import-maildir = Take old mail in from Maildirs: their cur and new. Give the folder of sent mail too, so that answers stand with their questions
cli-about-import-mbox = Take old mail in from mbox files. Give the file of sent mail too, so that answers stand with their questions
cli-about-sync = Fetch and send mail once
cli-about-worker = Fetch and send mail until told to end, without a console
cli-about-doctor = Check configuration, database, servers and terminal
cli-about-reparse = Read stored mail again after an upgrade: text, quotes, files and search; where it was placed stays. Goes on where it was stopped
cli-about-completions = Print completions for a shell
cli-about-generate = Write man pages and completions into a directory

cli-arg-config = Configuration; else config.toml beside the database of --db, else aside/config.toml in your configuration directory
cli-arg-db = Database; else the one that the configuration names, else aside/desk.db in your data directory
cli-arg-json = Print JSON
cli-arg-instead = Act as this agent; only for the owner of the database's file, and recorded
cli-arg-plain = Say the console in lines, for screen readers, instead of drawing it
cli-arg-demo-plain = Say the console in lines, for screen readers, instead of drawing it
cli-arg-help = Print help
cli-arg-version = Print the version
cli-arg-yes = Ask nothing
cli-arg-verb = What to do, in this order: status, assign, team, priority, tag, field, snooze, spam, reply, note, side, notify, macro
cli-arg-on = On which tickets: a query, or - for the numbers or the JSON on standard input
cli-arg-address = Address that customers write to
cli-arg-name = Name of the desk, as customers see it
cli-arg-agent-name = Your name
cli-arg-agent-email = Your own address, for notifications
cli-arg-imap-host = Server that mail is read from
cli-arg-imap-port = Its port, when it is not the usual one
cli-arg-imap-security = tls (default), starttls, or none for a server on this machine
cli-arg-smtp-host = Server that mail is sent through
cli-arg-smtp-port = Its port, when it is not the usual one
cli-arg-smtp-security = tls (default), starttls, or none for a server on this machine
cli-arg-user = User at the servers, when it is not the address
cli-arg-password-command = Command that prints the password
cli-arg-password-file = File with the password, readable by you alone
cli-arg-ca-file = Certificates (PEM) in place of the system's
cli-arg-query = What to look for, such as status:open assignee:me “exact words”; without it, all open tickets
cli-arg-limit = At most so many
cli-arg-sort = waiting (default), updated, created, priority, number, status, subject, requester, assignee, tags, message, unread, sides, here or best; a minus before it turns it round: -created
cli-arg-best = What fits the words best first, not the newest
cli-arg-ticket = Number of the ticket
cli-arg-merged = Numbers of the tickets to merge
cli-arg-spam-tickets = Numbers of the tickets
cli-arg-spam-not = Take the mark off again
cli-arg-into = Number of the ticket that they go on in
cli-arg-yes-different-requesters = Also when they are of different customers, who still never get each other's mail
cli-arg-split-off = Message-ID, number of an entry as “show --json” prints it, or mail:12
cli-arg-along = Side conversation that goes along; can be repeated
cli-arg-customer = Address of the customer, such as “Eva <eva@example.com>”
cli-arg-mute-off = End that
cli-arg-customer-name = Name of the customer
cli-arg-about = What it is about, as the customer will read it
cli-arg-waits-in = Team that it waits in; without it, it is yours
cli-arg-from-mailbox = Mailbox of the desk that it is led from; else the first
cli-arg-send = Send the text to the customer as a first mail; without it, it is a private note
cli-arg-quoted = Show quoted text and signatures too
cli-arg-login = Login of the agent; “me” is you
cli-arg-team = Name of the team
cli-arg-nobody = To nobody
cli-arg-status = new, open, pending, on-hold, solved or closed
cli-arg-to = Recipient in place of the customer; can be repeated
cli-arg-cc = Further recipient, for information; can be repeated
cli-arg-text = Text, in place of standard input
cli-arg-attach = File to attach; can be repeated
cli-arg-leave = Status that it leaves: pending (default), another, or keep
cli-arg-become = Status that the ticket gets; else it stays as it is
cli-arg-confirm = Send although something speaks against it, such as a third party among the recipients
cli-arg-ask = Whom to ask; can be repeated
cli-arg-inform = Whom to inform; can be repeated
cli-arg-subject = Its own subject
cli-arg-side = Number of the side conversation, as “show” prints it
cli-arg-added = Addresses of the people to bring in
cli-arg-person = Address of the person
cli-arg-stats-from = The first day, such as 2026-11-01
cli-arg-stats-to = The last day; today when none is named
cli-arg-stats-by = Only the figures by day, hour, box, team, agent, tag, party or organization
cli-arg-csv = As comma-separated values, by day unless --by says otherwise; spans in seconds
cli-arg-party = Address, or how the name begins
cli-arg-known-customer = Address, how the name begins, or the number of a ticket
cli-arg-note-add = Add the text as a line, in place of writing the note anew
cli-arg-note-on = The number of the ticket
cli-arg-entry = The number of the entry, as “aside show --json” prints it
cli-arg-redact-entry = The number of the message or note, as “aside show --json” prints it
cli-arg-redact-message = A message of a side conversation, by its number there
cli-arg-redact-words = Only these words, wherever on the ticket they stand; its subject included
cli-arg-redact-yes = Do it: nothing undoes it
cli-arg-export-format = markdown, html, json or mbox; without it, markdown
cli-arg-export-for = customer: only what passed between them and the desk (the default); agents: notes, side conversations and events too
cli-arg-session = Only since the agent who has the ticket took it
cli-arg-export-output = The file, which must not exist yet; “-” is standard output
cli-arg-transcript-to = The address; without it, the agent who has the ticket
cli-arg-org = Name of the organization
cli-arg-domain = Domain whose people belong to it; may be given several times
cli-arg-member = Address of a third party or customer who belongs to it; may be given several times
cli-arg-supplier-off = Take the mark away
cli-arg-by-organization = Put the people of one organization together
cli-arg-chased = Numbers of side conversations, as “side waiting” prints them
cli-arg-overdue = Only those whose answer is overdue
cli-arg-next = The one that has waited longest, of those that nobody has
cli-arg-from = Quote this message of the ticket, and send its files
cli-arg-message = Which message; else the newest answer
cli-arg-keep-names = With names and addresses
cli-arg-due-time = “fri 14:00”, “in 3d”, “2026-12-01”, or “none”
cli-arg-mailbox = Mailbox of the desk that it came to
cli-arg-old-mail = Where the old mail is; several are put in order together
cli-arg-solved-after = Days after which a ticket in which nothing happened is solved (default 14), and closed as the desk closes what is solved; or “never”
cli-arg-quoting = How lines that begin with “From ” are written: mboxrd (default) or mboxo
cli-arg-offline = Leave the mail servers alone
cli-arg-shell = bash, elvish, fish, powershell or zsh
cli-arg-directory = Directory to write into
cli-arg-kind = Which: agents, teams, tags, views, canned, macros, rules or fields
cli-arg-print = Print them in place of editing
cli-arg-history = Print who changed what, newest first
cli-arg-availability = available: take new work; away: take none
cli-arg-view = Only the tickets of this saved view, in its order
cli-arg-pages = Directory of the Markdown files
cli-arg-prune = Also remove those that have no Markdown file there
cli-arg-accounts = Only compare the mails on the servers with the receipts in the store, and name every difference
cli-arg-missing = Also fetch what “doctor --mail” calls missing
cli-arg-since = Only mail that was stored on this day or later
cli-arg-again = Only this mail, named as for “explain”; can be repeated
cli-arg-asked = Message-ID, number of an entry as “show --json” prints it, mail:12 as “quarantine” numbers them, or side:12 for a message of a side conversation
cli-arg-held = Number of the mail, as “quarantine” prints it
cli-arg-source = Print every byte as it came
cli-arg-release-to = As a message of this ticket's customer
cli-arg-release-note = As a private note on this ticket
cli-arg-release-side = Into the side conversation that it was meant for; its author takes part from then on
cli-arg-release-new = As a new ticket
cli-arg-reason = Why, for the history

cli-no-user-name = The system has no name for the user { $uid }. Add the user to the system, so that aside knows who you are.
cli-no-randomness = The system gives no random bytes: { $why }. Try again later.
cli-no-home = You have no home directory. Say where the database is with --db.
cli-as-not-owner = Only { $owner }, who owns the database, may act as { $login }. Leave --as out.
cli-output = The answer cannot be written: { $why }.
cli-input = Standard input cannot be read: { $why }.
cli-not-utf8 = The text on standard input is not UTF-8. Convert it first, for instance with iconv.
cli-type-text = Write the text; Ctrl-D on a new line ends it.
cli-confirm = With --confirm it is sent all the same.
cli-merge-confirm = With --yes-different-requesters they are merged all the same.
cli-no-such-agent = There is no agent “{ $given }”. There are: { $known }.
cli-no-such-team = There is no team “{ $given }”. There are: { $known }.
cli-no-such-mailbox = The desk has no mailbox “{ $given }”. It has: { $known }.
cli-ingest-empty = There is no mail on standard input. Pipe one message into “aside ingest”.
cli-import-which-mailbox = The desk has several mailboxes. Say with --mailbox to which the mail came: { $known }.
cli-import-no-maildir = { $path } is no Maildir: it has neither cur nor new. Give the directory that holds them.
cli-import-no-mbox = { $path } is no mbox: no line in it stands before a mail. Is it a Maildir, or a single mail for “aside ingest”?
cli-import-too-many = These are too many mails for one import. Give fewer at a time.
cli-import-finding = finding mails: { $count }
cli-import-doing = { $count } of { $all } mails
cli-import-mails = Mails: { $count }
cli-import-known = { "  " }in the store before: { $count }
cli-import-tickets = { "  " }new tickets: { $count }
cli-import-customer = { "  " }messages of customers: { $count }
cli-import-replies = { "  " }answers of the desk: { $count }
cli-import-sides = { "  " }messages of side conversations: { $count }
cli-import-duplicates = { "  " }the same message by another way: { $count }
cli-import-quarantined = { "  " }in quarantine: { $count }
cli-import-signed = { "  " }placed by the desk's own signature: { $count }
cli-import-left-out = Drafts and deleted mails left out: { $count }
cli-import-unreadable = Could not be read: { $count }
cli-console-no-terminal = The console needs a terminal. “aside --help” shows the commands for scripts.
cli-demo-server = The demo's mail server cannot be started: { $why }.
cli-list-sides = (sides: { $open } open, { $unread } unread)
cli-plain-console = --plain is for the console alone: aside --plain. Leave it out here; what commands say is lines already
cli-show-folded = [{ $count ->
    [one] { $count } folded line
   *[other] { $count } folded lines
}]
cli-show-side = Side conversation { $number }: { $subject }
cli-show-unread = unread
cli-show-unverified = unverified
cli-show-nobody = nobody
cli-show-system = aside
cli-reply-done = The answer to #{ $number } is in the outbox and can leave in { $seconds } s. Whatever fetches and sends sends it then: a console, “aside worker” or “aside sync”.
cli-note-done = The note is on #{ $number }.
cli-note-edited = Note { $entry } on #{ $number } is changed.
cli-note-deleted = Note { $entry } on #{ $number } is deleted.
cli-redact-yes = Nothing undoes a redaction, and backups are not touched. If that is meant, say it again with --yes.
cli-transcript-sent = The transcript of #{ $number } goes to { $who }.
cli-side-sent = The mail of side conversation { $number } is in the outbox and can leave in { $seconds } s.
cli-side-state = Side conversation { $number } is { $state }.
cli-side-waiting-none = Nobody owes us an answer.
cli-side-waiting-since = waiting since { $date }
cli-side-waiting-due = answer expected by { $date }
cli-side-waiting-overdue = overdue since { $date }
cli-side-waiting-reminded = reminded { $date }
cli-side-chase-nobody = Name side conversations, or use --overdue.
cli-side-chase-none = Nothing is overdue.
cli-side-due = The answer in side conversation { $number } is expected by { $date }.
cli-side-not-due = The answer in side conversation { $number } is expected by no time any more.
cli-side-due-time = “{ $text }” is no time ahead. Write “fri 14:00”, “in 3d”, “2026-12-01” or “none”.
cli-take-none = Nobody waits whose ticket is free and not open elsewhere.
cli-do-done = { $count ->
    [one] One ticket done.
   *[other] { $count } tickets done.
}
cli-do-input = “{ $given }” on standard input is no number of a ticket, nor JSON with one.
cli-rules-none = There are no rules. “aside edit rules” makes some.
cli-rules-off = switched off
cli-rules-unmet = not for this ticket: { $terms } does not hold
cli-rules-other-status = not for this ticket: its status is not { $status }
cli-rules-nobody-waits = not for this ticket: its customer waits for no answer
cli-rules-too-early = not yet for this ticket: it stands so since { $since }; in { $left } it is
cli-rules-replies = answers the customer
cli-rules-nothing = for this ticket, and there is nothing left to change
cli-rules-trouble = could not run: { $why }
cli-side-people = The people in side conversation { $number }: { $people }
cli-party-noted = Noted about { $who }.
cli-customer-muted = { $who } is muted.
cli-customer-unmuted = { $who } is not muted any more.
cli-stats-order = The first day is later than the last one.
cli-party-note-history = Noted before:
cli-org-none = There is no organization yet. “aside org supplier” adds one.
cli-canned-none = There are no Markdown files below { $path }. “aside canned export” writes some.
cli-canned-exported = { $count } canned responses are in { $path }.
cli-quarantine-empty = There is nothing in quarantine.
cli-quarantine-released = The mail is on #{ $number } now.
cli-quarantine-released-side = The mail is in side conversation { $side } of #{ $number } now.
cli-quarantine-discarded = Mail { $number } is discarded; it stays in the store.
cli-sync-done = { $fetched } fetched, { $placed } placed, { $sent } sent, { $failed } not sent
cli-sync-elsewhere = Another process fetches and sends for this desk ({ $holder }), so there is nothing to do here.
cli-reparse-goes-on = Going on after mail { $number }.
cli-reparse-doing = { $count } of { $all } mails
cli-reparse-of-text = text
cli-reparse-of-marks = quotes
cli-reparse-of-files = files
cli-reparse-of-signs = header
cli-reparse-done = { $read } read, { $changed } read differently now (text { $text }, quotes { $marks }, files { $files }), { $left } texts left as people have them
cli-worker-starting = starting
cli-worker-no-servers = no mailbox has a server: only the clock is kept. Add [mailbox.imap] and [mailbox.smtp] to the configuration.
cli-worker-working = fetching and sending
cli-worker-elsewhere = { $holder } fetches and sends; waiting
cli-worker-locked = waiting, because a password cannot be read: { $why }
cli-worker-trouble = trouble: { $why }
cli-worker-signals = Signals cannot be received: { $why }.

cli-init-yes = There is nobody to ask. Give --yes with --address, --agent-name and --agent-email.
cli-init-lacking = With --yes this is needed too: { $flags }.
cli-init-password = The IMAP server needs a password. Give --password-command or --password-file.
cli-init-config-there = { $path } is there already and stays as it is. Add the servers to it by hand, or leave them out here.
cli-init-ended = The answers ended before the questions. Nothing was made.
cli-init-database = Database: { $path }
cli-init-config = Configuration: { $path }
cli-init-admin = { $name } ({ $login }) is the admin; customers write to { $address }.
cli-init-next = “aside doctor” checks everything; “aside” opens the console.
cli-ask-address = Address that customers write to
cli-ask-name = Name of the desk
cli-ask-agent-name = Your name
cli-ask-agent-email = Your own address
cli-ask-imap = Server that mail is read from (IMAP with TLS, else “host:143 starttls”; - for none)
cli-ask-smtp = Server that mail is sent through (SMTP with TLS, else “host:587 starttls”; - for none)
cli-ask-user = User there
cli-ask-password = Command that prints the password
cli-ask-again = Other settings?
cli-ask-server-wrong = “{ $given }” is no server. One is written as host, host:port, or host:port with tls, starttls or none behind it.
cli-yes = yes
cli-no = no

cli-doctor-ok = ok
cli-doctor-warn = warn
cli-doctor-fail = FAIL
cli-doctor-config = configuration
cli-doctor-config-mode = its permissions
cli-doctor-database = database
cli-doctor-database-mode = its permissions
cli-doctor-schema = schema
cli-doctor-integrity = integrity
cli-doctor-accounts = mail
cli-doctor-agent = you
cli-doctor-mailboxes = mailboxes
cli-doctor-lease = worker
cli-doctor-outbox = outbox
cli-doctor-servers = servers
cli-doctor-imap = IMAP
cli-doctor-smtp = SMTP
cli-doctor-clock = clock
cli-doctor-terminal = terminal
cli-doctor-log = log
cli-doctor-config-none = no file; everything is as by default
cli-doctor-config-read = { $path } is read
cli-doctor-mode-is = mode { $mode }, owner { $owner }, group { $group }
cli-doctor-mode-open = Everybody on this machine can read or write it. Run: chmod o-rwx { $path }
cli-doctor-database-open = { $path } opens
cli-doctor-schema-is = { $number }, the one that this program knows
cli-doctor-integrity-good = every page can be read
cli-doctor-agent-is = { $login } is { $name }, { $role }
cli-doctor-mailboxes-are = { $addresses }
cli-doctor-mailboxes-no-servers = No mailbox has a server: mail comes in by “aside ingest” alone, and nothing is sent. Add [mailbox.imap] and [mailbox.smtp] to the configuration.
cli-doctor-mailboxes-no-imap = Nothing is fetched: mail comes in by “aside ingest” alone. Add [mailbox.imap] to the configuration.
cli-doctor-mailboxes-no-smtp = Nothing is sent. Add [mailbox.smtp] to the configuration.
cli-doctor-lease-held = { $holder } fetches and sends
cli-doctor-lease-free = nobody fetches and sends now
cli-doctor-lease-advice = Open a console, or run “aside worker” as a service.
cli-doctor-outbox-is = { $waiting } waiting, { $trouble } need somebody
cli-doctor-outbox-advice = Open their tickets in the console: the failed mails say why, and can be sent again.
cli-doctor-offline = left alone
cli-doctor-imap-good = { $server } lets us in; { $folder } holds { $count ->
    [one] { $count } mail
   *[other] { $count } mails
}
cli-doctor-smtp-good = { $server } lets us in
cli-doctor-clock-wrong = The clock is wrong: mails would carry wrong dates, and certificates would not be believed. Set it.
cli-doctor-terminal-is = { $term }, { $locale }, { $colours } colours
cli-doctor-terminal-none = The console needs a terminal with a cursor. Set TERM to its kind.
cli-doctor-terminal-narrow = The locale is not UTF-8, so names and messages will be garbled. Set LANG, for instance to C.UTF-8.
cli-doctor-log-off = switched off
cli-doctor-log-advice = Nothing is logged. Name another file in [log], or mend its permissions.
cli-doctor-accounts-none = no mailbox has an IMAP server: there is nothing to compare
cli-doctor-accounts-never = { $mailbox } was never read
cli-doctor-accounts-never-advice = It begins at what arrives from its first reading on. Run “aside sync”, open a console, or run “aside worker”.
cli-doctor-accounts-are = { $mailbox }: { $count } on the server, { $received } of them in the store. All that ever came: { $ended }
cli-doctor-accounts-old = { $mailbox }: { $count } were on the server before the mailbox was connected ({ $date }) and are none of the desk's mail; “aside import” takes old mail in
cli-doctor-accounts-gone = { $mailbox }: { $count } are in the store and no longer on the server, where somebody has moved or deleted them; nothing is lost
cli-doctor-accounts-new-uids = { $mailbox }: the server has given its mails new UIDs (UIDVALIDITY { $was }, now { $is })
cli-doctor-accounts-new-uids-advice = Run “aside sync”: it looks at everything again, and takes in only what is not in the store. Then compare again.
cli-doctor-accounts-missing = { $mailbox }: UID { $uid } of { $date } is on the server and not in the store
cli-doctor-accounts-missing-advice = Run “aside sync --missing”: it fetches and places it.
cli-doctor-accounts-not-fetched = { $mailbox }: UID { $uid } of { $date } waits on the server
cli-doctor-accounts-not-placed = { $mailbox }: UID { $uid } is stored and has no place yet
cli-doctor-accounts-sync-advice = Run “aside sync”, or see with “aside doctor” who fetches.

## explain: how a mail came to its place, and what came of it

explain-step-copies = copies
explain-step-sender = sender
explain-step-report = delivery report
explain-step-address = signed reply address
explain-step-message-id = signed Message-ID
explain-step-known = known Message-ID
explain-step-subject = number in the subject
explain-step-new = new ticket
explain-nothing-copies = The store had no other copy of it.
explain-nothing-sender = It is not from an address of the desk.
explain-nothing-report = It reports on no mail of the desk.
explain-nothing-address = None of its recipients is a signed address of the desk.
explain-nothing-message-id = None of the Message-IDs that it answers is signed by the desk.
explain-nothing-known = None of the Message-IDs that it answers stands on a ticket.
explain-nothing-subject = Its subject names no ticket.
explain-saw-copy = It is the same as mail { $number }, which was in the store already.
explain-saw-own-mail = The desk itself sent it.
explain-saw-own-address = It says that it is from an address of the desk, and is none of the desk's own mails.
explain-saw-report = It reports on a mail of the desk: { $failed } of its recipients failed, { $delayed } are delayed.
explain-saw-forged-address = { $count ->
    [one] An address looks signed, but the signature is wrong.
   *[other] { $count } addresses look signed, but their signatures are wrong.
}
explain-saw-forged-message-id = { $count ->
    [one] A Message-ID looks signed, but the signature is wrong.
   *[other] { $count } Message-IDs look signed, but their signatures are wrong.
}
explain-saw-gone = What it names is not there any more.
explain-saw-ticket = It names #{ $number }.
explain-saw-closed-ticket = It names #{ $number }, which is closed.
explain-saw-side-participant = It names side conversation { $number }, in which the author takes part.
explain-saw-side-removed = It names side conversation { $number }, which the author was taken out of.
explain-saw-side-customer = It names side conversation { $number }, and the author is the ticket's customer.
explain-saw-side-stranger = It names side conversation { $number }, in which the author takes no part.
explain-saw-notification = It answers a notification about #{ $number }, and is from the agent who got it.
explain-saw-notification-of-another = It answers a notification about #{ $number }, and is not from the agent who got it.
explain-saw-not-on-ticket = It names #{ $number }, but the author is not on that ticket.
explain-saw-spam = { $by } has marked #{ $number }, of the same sender, as spam.
explain-passed-over = That did not decide: a sign of a side conversation or of a notification goes first.
explain-reason-names-ticket = That decided: { $by }.
explain-reason-names-closed-ticket = A new ticket goes on from the closed one: { $by }.
explain-reason-participant = The author takes part in the side conversation that it names: { $by }.
explain-reason-both-signs = The author took no part, but the signed address and a signed Message-ID agree: joined as unverified.
explain-reason-one-sign = The author takes no part in the side conversation, and only one sign names it: { $by }.
explain-reason-removed = An agent has taken the author out of the side conversation.
explain-reason-customer-in-side = The ticket's customer wrote to a side conversation.
explain-reason-third-party-on-ticket = The author is a third party of the ticket's side conversations, and not of its public thread.
explain-reason-agent-agrees = An agent answered a notification: a private note.
explain-reason-agent-disagrees = It answers a notification, but is not from the agent who got it.
explain-reason-agent-on-ticket = The author is an agent: a private note, never the customer's thread.
explain-reason-agent-on-ticket-unproven = The author seems to be an agent, but no trusted server vouches for that.
explain-reason-agent-may-not-see = The author is an agent who may not see that ticket.
explain-reason-agent-forwards = An agent passed it on: a new ticket for the person who wrote it.
explain-reason-agent-forwards-unproven = An agent seems to have passed it on, but no trusted server vouches for that.
explain-reason-no-author = It has no author who could be answered.
explain-reason-nothing = Nothing names a ticket: a new one.
explain-reason-nothing-automatic = A program wrote it, and nothing names a ticket: a new one that is never answered automatically.
explain-reason-marked-as-spam = A ticket of its author was marked as spam.
explain-answer-sent = acknowledged
explain-answer-off = not acknowledged: the desk acknowledges nothing
explain-answer-not-new = not acknowledged: it made no new ticket
explain-answer-automatic = not acknowledged: a program wrote it
explain-answer-imported = not acknowledged: old mail that was imported
explain-answer-by-hand = not acknowledged: a person let it out of quarantine
explain-answer-not-requester = not acknowledged: it is not from the address that would be answered
explain-answer-forged = not acknowledged: a trusted server calls it forged
explain-answer-programs-address = not acknowledged: nobody reads at its address
explain-answer-own-address = not acknowledged: its address is the desk's own
explain-answer-muted = not acknowledged: the customer is muted
explain-answer-hour-cap = not acknowledged: the address has had as many automatic mails in this hour as it may
explain-answer-ticket-cap = not acknowledged: the ticket has sent as many automatic mails as it may
explain-rules = rules that ran: { $rules }
explain-came-in = Mail { $number }, in by { $source } on { $date }
explain-went-out = { $kind } of { $date } from { $mailbox }
explain-result-waiting = stored, not placed yet
explain-result-ticket = a new ticket
explain-result-entry = on a ticket
explain-result-side = in a side conversation
explain-result-quarantine = in quarantine
explain-result-duplicate = a copy of what was there
explain-result-ignored = nothing to do
explain-side = side conversation { $number }
explain-automatic = A program wrote it: { $because }
explain-heading-steps = How it came there
explain-heading-consequences = What came of it
explain-heading-accounts = Receipts and copies
explain-settled = { $who }, { $date }:
explain-told = { $who } was told: { $what }
explain-receipt = { $mailbox }: UID { $uid } (UIDVALIDITY { $validity })
explain-no-receipt = no mailbox has a receipt: it did not come by IMAP
explain-copies = the same mail again: { $copies }
explain-kind-reply = Public reply
explain-kind-side = Mail of a side conversation
explain-kind-acknowledgement = Acknowledgement
explain-kind-notification = Notification
explain-kind-transcript = Transcript
explain-kind-satisfaction = Satisfaction question
explain-envelope = envelope from { $sender }
explain-delivery = to { $recipient }: { $state }, { $date } ({ $attempts ->
    [one] { $attempts } try
   *[other] { $attempts } tries
})

## report: the figures of console and command line

report-page-overview = Overview
report-page-third-parties = Third parties
report-page-teams = Teams
report-page-agents = Agents
report-page-tags = Tags
report-days = { $from } – { $to }, { $days ->
    [one] { $days } day
   *[other] { $days } days
}
report-nothing = Nothing in these days: look at more of them, or at another search.
report-no-third-parties = No third party has answered in these days, and none owes an answer. Whoever is asked aside stands here.
report-count = count
report-median = median
report-p90 = 9 of 10
report-before = before
report-new = New tickets
report-solved = Solved
report-first-answers = First answers
report-party-answers = Third parties’ answers
report-new-by-day = new
report-solved-by-day = solved
report-unsolved-by-day = unsolved
report-most = most { $count }
report-backlog = Backlog
report-total = all
report-oldest = oldest
report-waiting = waiting
report-longest = longest
report-place-unsolved = Unsolved
report-place-no-team = Agent, no team
report-place-snoozed = Snoozed
report-by-hour = New tickets by hour
report-monday = Monday
report-tuesday = Tuesday
report-wednesday = Wednesday
report-thursday = Thursday
report-friday = Friday
report-saturday = Saturday
report-sunday = Sunday
report-team = Team
report-no-team = no team
report-agent = Agent
report-no-agent = nobody
report-tag = Tag
report-no-tag = no tag
report-unsolved = unsolved
report-new-short = new
report-solved-short = solved
report-first-answer = first answer
report-resolution = until solved
report-organization = Organization
report-third-party = Third party
report-answers = answers
report-owed = owed
report-owed-since = since
report-party-totals = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}: median { $median } (before { $before }), 9 of 10 within { $most }
report-within = within { $span }
report-later = later

## error: what went wrong, where, and what to do next

error-not-allowed = Your role ({ $role }) may not do this: { $what }. Ask an admin for the right, or let somebody do it who has it.
error-no-such-ticket = There is no ticket #{ $number } that you may see.
error-no-such-agent = There is no agent “{ $given }”.
error-light-agent = { $name } is a light agent and cannot work on tickets.
error-no-such-note = There is no note { $number } on this ticket, or it is gone. “aside show” prints the numbers of notes.
error-not-yours = Another wrote this note: only its author changes it. Write a note of your own below it.
error-not-redactable = This is no message and no note of the ticket. “aside show --json” prints the numbers.
error-nobody-has-it = Nobody has ticket #{ $number }. Give an address, or assign it first.
error-does-not-see = { $who } does not see this ticket. Assign it to them, or mention them in a note first.
error-not-in-text = These words stand nowhere on the ticket. Nothing was changed.
error-still-leaving = A mail that holds this has not left yet. Take it back first, or wait until it is sent.
error-no-such-team = There is no team “{ $given }”.
error-no-such-macro = There is no macro “{ $given }”. “aside edit macros” lists them.
error-macro-in-macro = The macro “{ $outer }” calls the macro “{ $inner }”. A macro cannot call another: write its verbs there.
error-nobody-acts = “assign me” needs a person who acts: a rule names the agent, as in “assign @ana”.
error-not-ahead = “{ $given }” is no time ahead.
error-not-answered-programs-address = Nothing is sent automatically to an address behind which no person reads.
error-not-answered-own-address = Nothing is sent to an address of the desk itself.
error-not-answered-automatic = Nothing is sent automatically in answer to a program.
error-not-answered-forged = Nothing is sent automatically in answer to a message that a trusted server calls forged.
error-not-answered-muted = Nothing is sent automatically to a customer who is muted.
error-not-answered-hour-cap = The address has had as many automatic mails in this hour as it may.
error-not-answered-ticket-cap = The ticket has sent as many automatic mails as it may.
error-verb-expected = Expected: { $expected }
error-verb-nothing = A verb was expected.
error-verb-unknown = There is no verb “{ $given }”.
error-verb-value = “{ $given }” is nothing that “{ $verb }” can have.
error-verb-lacks = “{ $verb }” needs more.
error-verb-surplus = “{ $given }” is too much here.
error-verb-unclosed = This quotation mark is not closed.
error-verb-template = This text cannot be filled in: { $given }
error-no-such-canned = There is no canned response “/{ $given }”. “aside edit canned” lists them.
error-no-such-view = There is no view “{ $given }”. “aside edit views --print” lists them.
error-unknown-user = The user “{ $login }” is not an agent of this desk. Ask an admin of the desk to add this login.
error-not-taken-back = { $who ->
    [system] Not taken back: { $what } of #{ $number }. aside has changed it since, because an answer came in, a rule ran or a time was up.
   *[other] Not taken back: { $what } of #{ $number }. { $who } has changed it since.
}
error-changed-since = { $who ->
    [system] This was not taken back: aside has changed the same since, because an answer came in, a rule ran or a time was up.
   *[other] This was not taken back: { $who } has changed the same since.
}
error-own-address = { $address } is an address of the desk itself. Give the address of a customer.
error-other-customer-in-reply = { $address } is another customer, whose own ticket was merged into this one: the two never get each other's mail. Split their message off to answer them.
error-split-no-message = Only a message of a customer can be split off, from the ticket that it is on.
error-split-only-message = It is the only message of #{ $number }: there is nothing to split it from.
error-split-third-party = { $address } takes part in that side conversation and must not be its ticket's customer. Leave it behind.
error-merged-away = Ticket #{ $number } was merged into #{ $into }. Go on there.
error-went-on = What went from #{ $number } to #{ $into } is not all there any more: it was merged on, split off or taken back since.
error-merge-itself = #{ $number } cannot be merged into itself.
error-merge-into-closed = #{ $number } is closed: nothing can be merged into it. Merge it into the other one, or open it first.
error-merge-other-requester = #{ $number } is { $who }'s and #{ $into } is { $whose }'s: two different customers. Merge them only if that is meant.
error-merge-third-party = { $address } is a customer of one of the two tickets and takes part in a side conversation of #{ $number }. Take them out of it first, or do not merge.
error-nothing-to-undo = There is no change of yours to undo.
error-not-in-quarantine = This message is not in quarantine any more: somebody has released or discarded it.
error-no-author = This message has no author who could be answered: discard it, or read it raw.
error-not-for-a-side = This message was not meant for a side conversation: release it to a ticket.
error-from-customer = This message is from the ticket's customer, who must not be in its side conversations: release it to the ticket.
error-from-third-party = This message is from a third party or was meant for a side conversation: it must not be in the customer's thread. Release it to the side conversation.
error-from-agent = This message is from an agent: release it as a private note.
error-database-newer = The database was written by a newer aside (schema { $found }, this one knows { $known }). Install the newer version.
error-database-busy = The database is busy. Try again; if it stays like that, “aside doctor” says who holds it.
error-database-damaged = The database cannot be read: { $why }. Restore a backup, or ask “aside doctor” what is left.
error-database-remote = The database lies on a network file system ({ $kind }), where it would be damaged. Move it to a local disk.
error-no-database = There is no database at { $path }. “aside init” makes one; “aside demo” shows the desk without one.
error-file = { $path }: { $why }
error-not-an-address = “{ $given }” is not an e-mail address.
error-no-such-side = There is no side conversation { $number } that you may see. “aside show” lists those of a ticket.
error-no-such-file = There is no such file or mail.
error-not-quotable = Only messages between the desk and its customer can be quoted. Notes and event lines never leave the desk.
error-no-such-message = There is no message { $number } in this side conversation. “aside show --json” lists them.
error-no-answer-yet = Nobody has answered in side conversation { $number } yet: there is nothing to quote.
error-no-such-mail = There is no mail “{ $given }” that you may see.
error-sides-off = Side conversations are switched off for this desk. An admin can switch them on.
error-no-such-party = There is no third party “{ $who }”. “aside side waiting” and “aside show” name those that there are.
error-no-such-customer = You see no ticket of anybody called “{ $who }”. Give the address, or the number of a ticket.
error-no-such-field = There is no field “{ $name }”. “aside edit fields --print” names those that there are.
error-field-value = “{ $given }” is no value of the field { $field }: { $expected }
error-several-people = Several people have that name: { $who }. Give the address.
error-no-such-organization = There is no organization “{ $name }”. “aside org list” names them; “aside org supplier” adds one.
error-no-domain = “{ $given }” is no domain. Write it like acme.example.
error-free-mail = Anybody can have an address at { $domain }: it cannot be an organization's. Name its people instead.
error-domain-taken = The domain { $domain } is that of { $by }.
error-closed = Ticket #{ $number } is closed for good. The customer's next mail opens a new one.
error-not-waiting = Side conversation { $number } waits for no answer. “aside side waiting” lists those that do.
error-empty = There is nothing to send: the text is empty.
error-no-recipients = There is nobody to send this to. Name somebody other than the desk itself.
error-no-subject = A side conversation needs a subject of its own: the ticket's is the customer's.
error-no-ticket-subject = A ticket needs a subject.
error-no-mailbox = The desk has no mailbox to send from. Add a [[mailbox]] to the configuration.
error-too-late = It is too late to take the mail back: it is on its way.
error-compose = The mail could not be written: { $why }.
error-keys = The keys that sign reply addresses cannot be used: { $why }. Restore a backup of the database.
error-customer-in-side = { $address } is the customer, who must not see a side conversation: take the address out, or confirm it.
error-third-party-in-reply = { $address } is a third party of a side conversation and would get the public reply: take the address out, or confirm it.
error-attachment-missing = The text says “{ $word }” and there is no file: attach one, or confirm that there is none.
error-variable-empty = { $name } has no value: type over it in the text, or delete it.
error-thread-moved = { $count ->
    [one] Something has happened on this ticket since the text was begun: read it, or confirm.
   *[other] { $count } things have happened on this ticket since the text was begun: read them, or confirm.
}
error-right-note = write notes
error-right-earlier-notes = read what notes said before they were changed
error-right-redact = redact messages
error-right-work = work on tickets
error-right-open-side = open side conversations
error-right-organizations = say what organizations there are
error-right-quarantine = handle the quarantine
error-right-own-settings = keep views and canned responses of your own
error-right-team-settings = keep tags, and the views and canned responses of a team
error-right-settings = change the desk's settings
error-database-exists = { $path } is there already and stays as it is. Choose another place, or remove it first.
error-database-denied = You may not read and write { $path } ({ $why }). It belongs to its owner and group: have an admin add you to the group, and check that its directory can be written too.
error-database-full = There is no room left on the disk of { $path }. Free some and try again.
error-database-interrupted = The reading was interrupted. Try again.
error-database-other = The database failed while { $doing }: { $why }. “aside doctor” checks it.
error-wire-dns = { $server }: no such host ({ $words }). Check the server's name, and that this machine is online.
error-wire-refused = { $server }: nothing listens on this port. Check host and port, and that the server runs.
error-wire-no-network = { $server }: the network cannot be reached. Check this machine's connection and firewall.
error-wire-timeout = { $server }: no answer in time. The server is slow, a firewall swallows the connection, or port and security do not go together.
error-wire-not-tls = { $server }: the server does not speak TLS on this port. Try security = "starttls", or the port for TLS (993 for IMAP, 465 for SMTP).
error-wire-no-starttls = { $server }: the server does not offer STARTTLS, so the password would travel in the open. Try security = "tls" and its port.
error-wire-unknown-authority = { $server }: nobody this machine trusts has signed the server's certificate. If it is your own authority, name its file in ca_file.
error-wire-wrong-name = { $server }: the server's certificate is for another name. Use the name that the certificate has.
error-wire-expired = { $server }: the server's certificate has expired or is not valid yet. Check this machine's clock, else tell the server's operator.
error-wire-in-the-open = { $server }: security = "none" is only for a server on this machine, since the password would travel in the open. Use "tls" or "starttls".
error-wire-closed = { $server }: the server closed the connection. Try again later.
error-wire-closed-saying = { $server }: the server closed the connection: { $words }
error-wire-tls = { $server }: no safe connection: { $words }
error-wire-io = { $server }: { $words }
error-wrong-password = { $server }: the server does not accept the password of { $user } ({ $words }). Check user and password.
error-server-refused = { $server }: the server refused: { $words }
error-imap-no-folder = { $server }: the folder { $folder } cannot be opened ({ $words }). Check its name in “folder”.
error-imap-protocol = { $server }: the server's answer makes no sense ({ $words }). Check that it is an IMAP server.
error-smtp-no-login = { $server }: the server offers no login by { $wanted }. Ask its operator how to log in.
error-ca-unreadable = ca_file { $path }: { $why }
error-ca-no-certificate = ca_file { $path }: { $why }. It must hold certificates in PEM form (-----BEGIN CERTIFICATE-----).
error-ca-none = This machine trusts no certificate authority. Install the package ca-certificates, or name a file in ca_file.
error-tls-setup = TLS cannot be set up: { $why }
error-secret-start = The password command cannot be started: { $why }
error-secret-failed = The password command failed ({ $status }). Run it by hand to see why. { $words }
error-secret-slow = The password command took more than { $seconds } seconds. Run it by hand to see what it waits for.
error-secret-exposed = { $path }: others can read this password file (mode { $mode }). Run chmod 600 on it.
error-secret-no-credential = The service manager did not hand over the credential { $name }. Add LoadCredential={ $name }:/path to the unit.
error-secret-empty = The password is empty. Check where it comes from.
error-secret-no-text = The password is not UTF-8 text. Check where it comes from.

error-query-expected = Expected: { $expected }
error-query-key = There is no key “{ $given }”. To look for the words, put them in quotation marks.
error-query-value = “{ $given }” is nothing that “{ $key }:” can be.
error-query-agent = There is no agent “{ $given }”.
error-query-team = There is no team “{ $given }”.
error-query-tag = There is no tag “{ $given }”.
error-query-field = There is no field “{ $given }”.
error-query-no-value = “{ $given }:” needs a value.
error-query-bare-age = “{ $given }” needs < or > before it.
error-query-backwards = The range “{ $given }” ends before it begins.
error-query-unclosed = This quotation mark is not closed.
error-query-empty = There is nothing between the quotation marks.
error-query-nothing-to-negate = Nothing stands after the minus sign.
error-query-too-long = The query asks for too many things at once.

error-config = { $file }, line { $line }, { $key }: { $what }
error-config-line = { $file }, line { $line }: { $what }
error-config-syntax = this is not TOML: { $why }. Correct the line.
error-config-key = there is no such key here. There is { $expected }. Correct the name or remove the line.
error-config-key-nearest = there is no such key here; did you mean “{ $nearest }”? Correct the name or remove the line.
error-config-unknown-value = “{ $given }” is not one of { $expected }. Write one of them.
error-config-value = { $why }. Correct the value.
error-config-missing = “{ $lacking }” is missing here. Add it.
error-config-no-secret = there is a user, and no way to get the password. Add password_command, password_file, password_credential or token_command.
error-config-several-secrets = there is more than one way to get the password. Keep only one of password_command, password_file, password_credential and token_command.
error-config-no-user = there is a way to get a password, and no user. Add user.
error-config-twice = there is another mailbox “{ $given }”. Give each a name and an address of its own.
error-config-command = there is no such command. “?” in the console names them.
error-config-command-nearest = there is no such command; did you mean “{ $nearest }”? “?” in the console names them.
error-written-no-such = there is no “{ $given }”. There is { $expected }. Correct the name.
error-written-no-such-nearest = there is no “{ $given }”; did you mean “{ $nearest }”? Correct the name.

## settings: the desk's settings as text

settings-head = id says which one it is: leave it as it is, and leave it out for a new one. What is taken out of this text is removed.
    Save it and leave the editor. What is wrong is shown with its line, and then nothing is kept. A text emptied altogether changes nothing.
    version is this text's: when somebody else saves before you do, yours is refused and kept apart. Without that line it is not looked at.
    A new one looks like this:
settings-head-agents = The agents: who uses aside.
    login is the user name at the operating system; role is light, agent, supervisor or admin. waiting_box = true or false where it is not
    as the role has it. available = false: takes no new work. language is en, pt-BR or es. disabled = true, or to take the section out: uses
    aside no more. Agents are never deleted; their tickets stay theirs until somebody hands them over.
settings-head-teams = The teams: the boxes that tickets wait in.
    members and supervisors are logins. routing is hand, round-robin or least-busy. A team that tickets, mailboxes, views or canned responses
    name cannot be taken out.
settings-head-tags = The tags.
    colour is the name of a terminal colour (red, bright-blue …) or #rrggbb. The id of a tag is the name that it has now: to rename it, change
    name alone; tickets and views follow. A tag that a ticket has cannot be taken out.
settings-head-views = The views: saved queries that stand among the boxes.
    query is what one types to search. sort is waiting, updated, created, priority, number, status, subject, requester, assignee,
    tags, message, unread, sides or here; a minus before it, as in "-created", turns it round. for says whose it is: desk, the name of a team, or me.
settings-head-canned = The canned responses: ready texts that / calls in the composer.
    for says whose it is: desk, the name of a team, or me. In the text {"{{"} requester.first_name {"}}"} and other variables are filled in.
    files names what is attached: take a name out to detach it; “aside canned import” brings new files.
settings-head-macros = The macros: named lists of verbs, which m offers in the console.
    verbs: status, assign, team, priority, tag, field, snooze, spam, reply, note, side, notify; “side /shortcut to a@example.com” asks a third party.
    for: "desk" or the name of a team.
settings-head-rules = The rules: when something happens and the query finds the ticket, the verbs are done, in the order of this text.
    when: ticket created, ticket updated, customer answered, agent answered, side created, side answered, side done, side reopened, or a time: "pending for 3d", "waiting for 4h".
    query: what the ticket must be; left out, every ticket. verbs: as in macros; "macro NAME" does a macro's.
    “aside rules test N” says what they would do to a ticket.
settings-head-fields = The custom fields of tickets. kind: text, number, choice (with choices) or date. Queries say field.plan:gold, verbs field plan=gold, texts {"{{"} field.plan {"}}"}.
settings-no-verbs = There is no verb in it. Write at least one, such as 'tag +vip'.
settings-macro-in-macro = A macro cannot call the macro “{ $given }”: write its verbs here.
settings-rule-needs-person = “assign me” needs a person who acts: name the agent, as in 'assign @ana'.
settings-nothing = there is nothing in this text, so nothing was changed.
settings-want-line = this is to be one line of text, not empty. Correct the value.
settings-want-word = this is to be a name without spaces and slashes. Correct the value.
settings-want-number = this is to be a whole number from { $least } to { $most }. Correct the value.
settings-want-roles = this is to be true, false, or a list of roles such as ["supervisor", "agent"]. Correct the value.
settings-want-keys = this is to be a key such as "ctrl-s", or a list of keys. Correct the value.
settings-want-address = this is to be an e-mail address. Correct the value.
settings-twice = there is another “{ $given }”. Give each a name of its own.
settings-same-id = another section has the id { $given } already. Take it out of the new one.
settings-no-id = there is no { $given } that you may edit. Leave the id out for a new one.
settings-no-scope = there is nobody's that you may change.
settings-login = “{ $given }” is no login. Write the user name at the operating system, without spaces.
settings-own-address = { $given } is an address of the desk itself. Give the agent's own.
settings-email-twice = another agent has the address { $given }. Give each their own.
settings-last-admin = somebody has to be admin: make another agent one first.
settings-tag = “{ $given }” is no tag: tags are lower case, without spaces and commas. Write { $better }.
settings-shortcut = “{ $given }” is no shortcut. Write one word without a slash.
settings-template = { $why }. Correct the variable.
settings-variable = there is no variable { $given }. There are { $expected }
settings-variable-nearest = there is no variable { $given }; did you mean { $nearest }? There are { $expected }
settings-tag-in-use = the tag “{ $given }” cannot be taken out: { $tickets } on tickets. Take it off them first; tag:{ $given } finds them.
settings-field = “{ $given }” is no name of a field: lower case letters a to z, digits and _, a letter first.
settings-field-no-choices = a choice needs something to choose from: choices = ["basic", "gold"]
settings-field-choices = only kind = "choice" has choices
settings-field-in-use = the field “{ $given }” cannot be taken out: { $tickets } tickets have a value in it, which would be lost. field.{ $given }:any finds them.
settings-field-value-left = the field “{ $given }” has the value “{ $value }” on a ticket, which it could not have any more. Change it there first.
settings-team-in-use = the team “{ $given }” cannot be taken out: it is named by tickets ({ $tickets }), mailboxes ({ $mailboxes }), and views, canned responses and macros ({ $texts }). Hand these over first.
settings-canned-in-use = the canned response “/{ $given }” cannot be taken out: “{ $by }” puts it in. Change that macro or rule first.
settings-moved = Somebody has saved the { $kind } since this text was opened: { $who }. Yours was not saved. Open them again and put your changes in.
settings-kept = Your text is kept in { $path }.
settings-saved = Saved: { $what }
settings-unchanged = Nothing was changed.
settings-note-still-has = { $login } uses aside no more and still has tickets: { $tickets }. “aside list assignee:{ $login }” lists them.
settings-note-follows = Follows the new name: { $what }
settings-again = Edit it again? [Y/n]
settings-yes = y
settings-no-history = Nobody has changed anything here yet.
settings-no-front = this page has no settings. Begin it with a line +++, shortcut = "…", and another line +++.
settings-file-outside = “{ $given }” leads out of the folder. Name a file below it.

## agent: who is there

agent-load = { $open } open, { $waiting } waiting

## console: what the console's screens say

console-boxes = Boxes
console-box-mine = Mine
console-box-unassigned = Unassigned
console-box-mentions = Mentions
console-box-third-parties = Third parties
console-box-all-open = All open
console-box-stuck = Nobody there
console-box-spam = Spam

console-tickets = { $count ->
    [one] { $count } ticket
   *[other] { $count } tickets
}
console-selected = { $count } selected
console-sorted = Sorted: { $sort }
console-teams-by-name = Teams by name
console-teams-largest = Teams: most waiting tickets first
console-teams-oldest = Teams: longest waiting first
console-search-title = Search
console-search-hint = words, status:open, tag:vip, requester:@example.com, #42
console-query-or = a comma means or, as in tag:a,b
console-query-and = all terms must hold anyway
console-query-not = a minus means not, as in -tag:a
console-search-empty = Nothing found. Fewer words find more, the beginning of a word with a star too: print*. { $leave } leaves the search.
console-queue-empty = Nothing waits here. { $boxes } goes to another box, { $search } searches all tickets.
console-desk-empty = There is no ticket yet. Mail to the desk makes them: { $sync } fetches it now. { $create } opens one for a customer who has not written.
console-no-ticket-open = No ticket is open. { $open } in the queue opens one, { $search } finds one.
console-nobody = nobody
console-team = team
console-away = away
console-is-here = { $who } is here
console-is-typing = { $who } is typing
console-waits = waits { $age }
console-snoozed = snoozed until the next reply
console-spam = spam
console-snoozed-until = snoozed until { $until }
console-draft-of = draft: { $mode }
console-draft = draft
console-unseen = { $count } new
console-quarantined = { $count } in quarantine

console-mail-here = mail ready
console-mail-elsewhere = mail by { $why }
console-mail-another = mail by another process
console-mail-locked = no mail
console-mail-none = no mail servers
console-mail-offline = offline
console-mail-demo = demo
console-mails-wait = { $count ->
    [one] { $count } mail waits
   *[other] { $count } mails wait
}
console-leaves-in = leaves in { $left }
console-take-back = take back

console-kind-customer = customer
console-kind-reply = reply to customer
console-kind-note = Private note
console-edited = edited
console-redacted = Redacted on { $date }
console-versions = What the note said before
console-version-until = Until { $date }, when { $who } changed it:
console-delete-note = Delete this note?
console-delete-note-kept = A line in its place will say so. What it said is kept for supervisors and admins.
console-redact = Redact what { $who } wrote?
console-redact-what = The text, its files, the mail as it came in or went out, quotes of it on this ticket and its words in the search go for good. Nothing undoes it. That it happened is kept, not what it said.
console-redact-not = Not touched: the ticket's subject, backups, and what is in the mailboxes of others.
console-redact-type = Type { $number } and press Enter
console-export = Write the ticket into a file
console-export-customer = for the customer
console-export-agents = for agents
console-export-full = all of it
console-export-session = since it was taken
console-export-file = #{ $number } into the file
console-export-file-hint = an existing file is never overwritten
console-transcript = Send the transcript of #{ $number }
console-transcript-hint = an address · empty: the ticket's agent, notes included
console-kind-event = event
console-kind-asked = we wrote
console-kind-answered = third party
console-automatic = automatic
console-subject-line = Subject: { $subject }
console-to-line = To { $people }
console-folded-quote = … { $count ->
    [one] { $count } quoted line
   *[other] { $count } quoted lines
}
console-folded-signature = … signature, { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
console-delivery-failed = Not delivered: { $words }
console-delivery-unknown = Nobody knows whether this mail left: the connection broke at the last moment. Ask the recipient, or send it again.
console-delivery-waits = Not sent yet: { $words }

console-sides = Side conversations · { $count }
console-sides-none = No side conversation yet. { $ask } asks a supplier, a partner or a colleague by e-mail: the customer sees nothing of it.
console-sides-first = The first side conversation of this ticket.
console-side-unread = new answer
console-side-no-subject = (no subject)
console-side-waits = waiting { $age }
console-party-names = also { $names }
console-party-with = with { $names }
console-party-together = together: { $times }
console-party-no-answers = has not answered yet
console-party-times = { $count ->
    [one] 1 answer
   *[other] { $count } answers
} · half within { $median } · nine of ten within { $most } · last { $last }
console-party-owes = { $count ->
    [one] Owes us 1 answer, asked { $age } ago
   *[other] Owes us { $count } answers, the oldest asked { $age } ago
}
console-party-no-sides = No side conversation on a ticket that you see. { $note } notes something about them.
console-party-no-notes = Nothing is noted yet: { $note } adds a line.
console-customer-no-tickets = No other ticket of theirs that you see. { $note } notes something about them.
console-customer-muted = Muted by { $who }, { $age } ago: nothing automatic goes to them, and nobody is told what they write.
console-party-note-gone = (taken away)
console-party-note = Note about { $who }
console-party-note-hint = a line to add; no customer and no third party sees it
console-supplier = supplier
console-no-supplier = no supplier
console-new-supplier = new supplier
console-pick-organization = Organizations · Enter: supplier or not
console-pick-organization-hint = search, or new: Acme Ltd acme.example
console-pick-party = Whose card?
console-pick-field = Which field?
console-pick-field-value = Value
console-field-none = no value
console-field-text = the value; nothing takes it away
console-field-number = a number, such as 12.5; nothing takes it away
console-field-date = a day, such as 2026-11-17; nothing takes it away
console-pick-attach = Attach a file of the ticket
console-person-add = bring in
console-pick-people-hint = search, or an address to bring in
console-no-unread-answer = No unread answer that concerns you.
console-waiting-by-organization = Waiting on third parties, by organization
console-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
console-unverified = unverified
console-customer-does-not-see = The customer does not see this.

console-mode-reply = Reply to customer
console-mode-note = Private note
console-mode-edit = Edit private note
console-mode-side-new = New side conversation
console-mode-side = Side conversation
console-who-reply = The customer gets this: { $people }
console-who-nobody = Nobody gets this yet
console-who-side-customer = Careful, the customer gets this: { $people }
console-who-also = also { $people }
console-who-third = third party: { $people }
console-who-without = not { $people }
console-who-note = The customer does not see this. Only agents do.
console-who-side = The customer does not see this. It goes to { $people }
console-who-side-short = Not the customer, but { $people }
console-who-side-nobody = The customer does not see this.
console-field-to = To
console-field-cc = Cc
console-field-subject = Subject
console-hint-to = a name or an address
console-hint-subject = what it is about
console-hint-reply = Write to the customer. / for canned responses
console-hint-note = Write a note for your colleagues. @ names someone
console-hint-side = Ask away. / for canned responses
console-submit-send = Send
console-submit-send-as = Send as { $status }
console-submit-send-stays = Send, stays { $status }
console-submit-note = Save note
console-submit-note-as = Save note as { $status }
console-sending = sending …
console-draft-kept = Draft kept.
console-bad-address = “{ $text }” is no e-mail address.
console-nothing-written = There is nothing written yet.
console-no-recipient = Say who gets this.
console-no-subject = Give it a subject.
console-attach = Attach a file · Tab completes the path
console-attach-hint = path of the file, such as ~/invoice.pdf; Tab completes it
console-attach-pasted = { $count ->
    [one] Attach this file?
   *[other] Attach these { $count } files?
}
console-attach-pasted-ask = Enter attaches · Esc pastes the text
console-file-gone = { $names } is not there any more: take it off (Alt-r), or attach it anew.
console-file-gone-mark = ✗ { $name } (gone)
console-vim-insert = INSERT
console-vim-normal = NORMAL
console-vim-visual = VISUAL
console-vim-visual-line = VISUAL LINE
console-pipe-text = Command for the text of this message
console-pipe-raw = Command for the whole mail as it came in
console-pipe-draft = Command for the draft: its output takes the place
console-pipe-command-hint = such as grep -c order; Ctrl-r: text or whole mail
console-pipe-draft-hint = such as sort; what is selected alone, else all
console-pipe-running = Running … Esc stops it
console-pipe-hint = Esc closes, y copies
console-pipe-put-hint = Enter puts it into the draft, Esc leaves the draft as it is
console-pipe-code = exit code { $code }
console-pipe-signal = ended by signal { $signal }
console-pipe-stopped = stopped
console-pipe-too-long = stopped: it ran for more than a minute
console-pipe-too-much = stopped: it wrote more than a megabyte
console-pipe-nothing = It wrote nothing.
console-piped = The output is in its place; Ctrl-z brings the text back.
console-translated = Translated; Alt-o brings the original back until it is sent.
console-is-translated = translated
console-html-left-out = [HTML is left out]
console-translate-into = Translate into
console-translate-into-hint = the language as your command knows it, such as de
console-bad-language = “{ $text }” is no word for a language.

console-done-take = { $which } is yours.{ $value }
console-done-assign = { $which } → { $value }
console-done-status = { $which } is { $value }.
console-done-priority = { $which }: priority { $value }
console-done-tags = { $which }: { $value }
console-done-snooze = { $which } is snoozed until { $value }.
console-done-wake = { $which } is awake.{ $value }
console-no-macros = There are no macros yet. “aside edit macros” makes some; a single verb, such as “tag +vip”, can be typed into the palette.
console-done-do = { $which }: { $value }
console-done-spam = { $which } is spam. New mail of the sender waits in quarantine.{ $value }
console-done-not-spam = { $which } is no spam.{ $value }
console-done-note = Note saved on #{ $ticket }.
console-done-note-edited = Note on #{ $ticket } changed.
console-done-note-deleted = Note deleted.
console-done-redacted = Redacted.
console-done-redacted-log = Redacted. Another program still reads the old log of the database: what was redacted leaves it when that program ends.
console-done-transcript = The transcript goes to { $who }.
console-done-opened = Opened in another program.
console-done-not-opened = No program with a window can be started here. It is at { $where }
console-done-not-opened-next = Copy it from there, or set the variable BROWSER. The file can be read by nobody else.
console-done-leaves = #{ $ticket } is { $status }.
console-done-sent = Sent; #{ $ticket } is { $status }.
console-done-written = Written; #{ $ticket } is { $status }.
console-done-send-undone = Taken back: here is your draft.
console-done-resent = It goes out again.
console-done-served = #{ $ticket } has waited longest: it is yours.
console-served-none = Nobody waits whose ticket is free and not open elsewhere.
console-done-released = Released to #{ $number }.
console-done-discarded = Discarded; it stays in the store.
console-done-undone = Undone: { $what }
console-stopped = Stopped.
console-left = { $count ->
    [one] { $count } ticket stays as it was.
   *[other] { $count } tickets stay as they were.
}
console-progress = { $done } of { $all }
console-selected-now = { $count ->
    [one] { $count } ticket is selected.
   *[other] { $count } tickets are selected.
}
console-many = { $count ->
    [one] Change { $count } ticket?
   *[other] Change { $count } tickets?
}
console-many-what = These are more than fit on a screen. Esc stops it while it runs, and one u takes it back.
console-many-mails = Each of them sends a mail. One “u” takes the changes back, and the mails that have not left yet.
console-many-ask = Enter changes them, Esc leaves them.
console-settings-refused = Not saved
console-settings-again = Enter: edit it again · Esc: drop it
console-save-view = Save “{ $query }” as a view
console-save-view-hint = Name · Enter saves it among the boxes
console-done-view = Saved as the view “{ $name }”
console-done-available = You take new work
console-done-away = You are away: no new work comes to you
console-reason-no-query = there is no query to keep; / begins one
console-pick-agents = Agents
console-canned-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
console-reason-admins = only admins may change this
console-done-merged = { $which } merged into #{ $into }. u undoes it.
console-done-split = Split off as #{ $number }. u undoes it.
console-done-created = #{ $number } is open for { $who }. Esc and n write a private note instead.
console-done-saved = Saved in { $where }
console-done-saved-file = { $name } is saved in { $where }
console-done-copied = Copied.
console-done-syncing = Fetching and sending mail …
console-done-side-done = The side conversation is done.
console-done-side-add = { $who } joins and gets the next message.
console-done-party-note = Noted.
console-done-muted = Muted: nothing automatic goes to them, and nobody is told what they write.
console-done-unmuted = Not muted any more.
console-done-organization = { $name } is changed.
console-done-side-reopen = The side conversation is open again.
console-done-side-accept = { $who } is accepted.
console-done-side-remove = { $who } is taken out.
console-done-reminded =
    { $count ->
        [one] A reminder is in the outbox.
       *[other] { $count } reminders are in the outbox.
    }
console-done-due =
    { $count ->
        [one] The answer is expected by { $until }.
       *[other] { $count } answers are expected by { $until }.
    }
console-done-not-due =
    { $count ->
        [one] The answer is expected by no time any more.
       *[other] { $count } answers are expected by no time any more.
    }

console-palette = Commands
console-palette-hint = what do you want to do?
console-palette-verb = do this
console-help = Keys
console-help-hint = search keys and commands
console-help-editor = In the text
console-edit-undo = undo
console-edit-redo = redo
console-edit-left = one character back
console-edit-right = one character on
console-edit-up = one row up
console-edit-down = one row down
console-edit-page-up = one page up
console-edit-page-down = one page down
console-edit-word-left = one word back
console-edit-word-right = one word on
console-edit-row-start = to the beginning of the row
console-edit-row-end = to the end of the row
console-edit-line-start = to the beginning of the line
console-edit-line-end = to the end of the line
console-edit-top = to the beginning of the text
console-edit-bottom = to the end of the text
console-edit-new-line = new line
console-edit-delete-back = delete the character before
console-edit-delete = delete the character after
console-edit-delete-word-back = delete the word before
console-edit-delete-word = delete the word after
console-edit-delete-line-start = delete to the beginning of the line
console-edit-select = select, with Shift on any motion
console-edit-select-word = select words
console-help-signs = Signs
console-help-name = { $name } in [console.keys]
console-sign-unread = something came that its assignee has not seen
console-sign-selected = selected
console-sign-sides = two open side conversations
console-sign-sides-unread = one of them has an answer that nobody has read
console-sign-looks = somebody is looking at it
console-sign-types = somebody is typing
console-sign-box = of a box: so many tickets wait for an answer, the oldest for so long
console-scope-anywhere = Everywhere
console-scope-global = In every pane
console-scope-work = On tickets
console-scope-queue = In the queue
console-scope-ticket = In a ticket
console-scope-sides = In side conversations
console-scope-composer = While writing
console-scope-search = While searching
console-scope-popup = In popups
console-pick-hint = type to find
console-pick-nothing = There is nothing to choose here yet. { $back } goes back.
console-pick-type = There is nothing here yet: type a new one, Enter takes it. { $back } goes back.
console-pick-no-match = Nothing matches. Type less, or { $back } to go back.
console-palette-none = No command is called so. A verb works too: tag +vip, priority high, note "Call them." { $back } goes back.
console-pick-assign = Assign to
console-pick-sort = Order
console-pick-status = Status
console-pick-priority = Priority
console-pick-macro = Do a macro
console-pick-tag = Tags
console-pick-tag-hint = type to find, or a new tag
console-zoomed = zoomed
console-pick-snooze = Snooze until
console-pick-quote = Quote for the customer
console-quote-without-names = Leave names and addresses out
console-quote-with-names = As it was written, with names
console-pick-snooze-hint = 14:00, fri 9am, 3h, 2w, 1 dec
console-pick-file = Files
console-pick-people = Participants
console-merge = Merge { $which } into
console-merge-hint = number or words
console-merge-none = Nothing that it could be merged into: type a number or words.
console-merge-begin = Type the number of a ticket, or words of it.
console-merge-others = Merge two customers' tickets?
console-merge-apart = They never get each other's mail: a reply goes to the requester of the ticket that is left, and quotes them alone.
console-merge-type = Type { $number } to merge all the same; Esc goes back.
console-split = Split off
console-split-what = This message becomes a ticket of its own, for { $who }:
console-split-ask = Enter splits it off, Esc leaves it.
console-split-ask-sides = Space takes one along, Enter splits off, Esc leaves it.
console-create = New ticket for a customer
console-create-for = Customer
console-create-for-hint = name or address
console-create-subject = Subject
console-create-subject-hint = what it is about
console-create-ask = Enter goes on, and then writes to them; nothing is sent before that.
console-create-no-subject = Say what it is about.
console-create-nobody = Say who it is for: an address, or a name that is known.
console-create-go-on = go on
console-is-now = now
console-is-now-turns = now · once more turns it round
console-new-tag = new tag
console-tag-off = take off
console-snooze-reply = the next reply
console-snooze-hours = in three hours
console-snooze-tomorrow = tomorrow
console-snooze-week = next week
console-time-unknown = not understood: 14:00, fri 9am, 3h, 1 dec
console-time-past = that has passed
console-pick-due = Answer expected by
console-due-tomorrow = tomorrow
console-due-three-days = in three days
console-due-next-week = next week
console-due-never = no time
console-file-open = Open { $name }
console-file-preview = Look at { $name } here
console-file-save-to = Save all to another directory…
console-save-to = Save { $count ->
    [one] one file
   *[other] { $count } files
 } in
console-save-to-hint = a directory; an existing file is never overwritten, the new one gets a number
console-pick-preview = Which file?
console-pick-link = Links: this is where they really go
console-preview-no-colours = This is a picture, and this terminal shows no colours. Open it in a program (v), or save it.
console-preview-beginning = the beginning
console-preview-too-large = { $name } is too large to be shown here.
console-preview-broken = { $name } says that it is a picture, and cannot be read as one: it is damaged, cut, or something else.
console-preview-unknown = { $name } is neither a text nor a picture that can be shown here.
console-preview-next = Open it in a program or save it (v), if you trust whoever sent it.
console-file-save = Save { $name }
console-file-save-all = Save all
console-person-accept = Accept { $who }
console-person-remove = Take out { $who }
console-suggest-canned = Canned responses
console-suggest-mention = Mention
console-suggest-emoji = Emoji
console-suggest-people = People
console-preview = Preview
console-notifications = Notifications
console-notifications-none = Nothing new. Mentions, answers on your tickets and mails that failed will stand here.
console-announce-many = { $count } new notifications
console-tour = Tour { $step }/{ $all } · { $key } ends it
console-tour-boxes = Press { $boxes } and choose “Unassigned”: tickets that nobody has yet wait there.
console-tour-open = { $down } moves down, { $open } opens a ticket. Its preview follows the cursor where there is room.
console-tour-take = { $take } takes it: it is yours now.
console-tour-note = { $note } writes a private note; @ mentions a colleague. { $submit } keeps it. The customer never sees it.
console-tour-ask = { $ask } asks a supplier aside: a few letters of a name, a subject, your question, { $submit }.
console-tour-read = Within half a minute they answer by mail. { $sides } goes to the side conversations, { $open } reads one.
console-tour-reply = Now the customer: { $ticket } goes to the ticket, { $reply } answers, / calls ready texts, { $submit } sends.
console-tour-end = { $undo } takes the mail back for ten seconds. { $help } shows the keys of where you are, { $palette } finds every command. { $tour } ends the tour, and begins it again.
console-report = Report
console-report-counting = counting…
console-waiting = Waiting on third parties
console-waiting-none = Nobody owes us an answer. { $ask } on a ticket asks somebody aside, and it stands here until they answer.
console-waiting-reminded = chased { $ago }
console-waiting-usual = usually { $span }
console-waiting-due = due { $ago }
console-waiting-overdue = overdue { $ago }
console-raw = Source of the mail
console-quarantine = Quarantine
console-quarantine-none = Nothing is in quarantine. Mail that could not be placed safely waits here until somebody decides.
console-quarantine-nobody = (no author)
console-quarantine-no-text = (no text)
console-release = Release to
console-release-hint = type to find, or the number of a ticket
console-release-new = a new ticket
console-release-to = the customer's thread of #{ $number }
console-release-note = a private note on #{ $number }
console-release-side = the side conversation that it was meant for
console-release-typed = the customer's thread of this ticket
console-discard-held = Discard this mail?
console-discard-held-kept = It is shown here no more. It stays in the store, with who discarded it and why.
console-discard-held-ask = Why? It may stay empty. Enter discards, Esc keeps it.
console-trouble = That did not work
console-close = close
console-discard = Discard
console-discard-draft = The draft is thrown away for good.
console-confirm-enter = Enter discards it, Esc keeps it.
console-confirm-send = Send all the same?
console-confirm-word = send
console-confirm-type = Type “{ $word }” to send all the same; Esc goes back.
console-confirm-mend = Mend this first, then send again.
console-not-sent = Not sent
console-obstacle-customer = { $address } is the customer: a side conversation is what the customer must not see.
console-obstacle-third-party = { $address } is a third party in a side conversation, and this is a public reply.
console-obstacle-attachment = The text says “{ $word }”, and nothing is attached.
console-obstacle-variable = { $name } has no value: type over it in the text, or delete it.
console-obstacle-moved = { $count ->
    [one] Something happened on this ticket since you began.
   *[other] { $count } things happened on this ticket since you began.
}
console-moved = New since you began to write
console-moved-send = send all the same
console-moved-edit = edit
console-moved-keep = keep the draft

console-reason-no-ticket = no ticket is chosen
console-reason-light = light agents read, write notes and answer sides
console-reason-sides-off = side conversations are switched off for this desk
console-reason-sides-role = your role opens no side conversations
console-reason-not-in-side = light agents answer only where they take part
console-reason-closed = the ticket is closed; a new one goes on from it
console-reason-not-busy = nothing runs that could be stopped
console-reason-merged = it was merged into another ticket: go on there
console-reason-yours = it is yours already
console-reason-not-splittable = only a message of a customer can be split off
console-reason-nothing-folded = nothing is folded here
console-reason-nothing-here = nothing to do here
console-reason-tour = the tour is for “aside demo”, where everybody is made up
console-reason-no-fields = the desk has no custom fields yet: “settings: custom fields” in the palette makes some
console-reason-not-quotable = only messages from and to the customer can be quoted
console-reason-no-files-here = this message has no files
console-reason-no-files = nothing is attached
console-reason-no-message = no message is under the cursor
console-reason-no-translate = no translation command is configured: set translate.command
console-reason-no-original = the draft was not translated
console-reason-no-mail = this did not come by mail
console-reason-not-failed = this mail has not failed
console-reason-no-side = there is no side conversation
console-reason-nobody-in-side = nobody is in this side conversation
console-reason-supervisors = for supervisors and admins
console-reason-no-ticket-files = the ticket has no files
console-reason-side-is-open = it is open already
console-reason-side-is-done = it is done already
console-reason-side-goes-on = it still goes on
console-reason-no-newcomer = nobody waits to be accepted
console-reason-no-thread = open a side conversation first
console-reason-no-composer = nothing is being written
console-reason-sending = it is being sent
console-reason-one-field = a note has only its text
console-reason-editing = of a note that is edited, only the text changes
console-reason-no-links = there are no links here
console-reason-not-your-note = only one's own note can be changed
console-reason-no-versions = this was never edited or deleted
console-reason-one-pane = the panes have no room beside each other here
console-reason-in-queue = in the queue
console-reason-in-ticket = in a ticket
console-reason-in-sides = in side conversations
console-reason-in-composer = while writing

console-keys-no-scope = there is no scope “{ $scope }”; scopes are { $scopes }.
console-keys-no-key = “{ $key }” names no key; keys are written as x, X, ctrl-x, alt-enter, f5, space, esc, tab, shift-tab, up, pagedown. Correct the key.
console-keys-elsewhere = “{ $command }” belongs to the scope “{ $scope }”.
console-keys-taken = “{ $key }” in “{ $scope }” is the key of “{ $first }”: give “{ $first }” another key too, or none ([]), before “{ $second }” has it.
console-keys-twice = “{ $key }” in “{ $scope }” is given to both “{ $first }” and “{ $second }”. Take it from one of them.
console-keys-typed = “{ $key }” is typed as text: give “{ $act }” a key with Ctrl or Alt, or one with a name, such as f5.

console-undone = #{ $ticket }: { $what }
console-undone-old = { $what }, of { $age } ago
console-undone-many = { $count ->
    [one] { $count } ticket: { $what }
   *[other] { $count } tickets: { $what }
}
console-undone-notes = { $count ->
    [one] { $what }. The note stays.
   *[other] { $what }. The notes stay.
}
undo-status = status
undo-assignee = assignment
undo-team = team
undo-priority = priority
undo-snooze = snooze
undo-spam = spam mark
undo-tags = tags
undo-one-tag = tag “{ $tag }”
undo-one-field = field “{ $field }”
undo-reply = reply
undo-side = side conversation
undo-field = field
undo-merged = merge
undo-split = split
console-trouble-too-late = It is too late: the mail is on its way.
console-trouble-too-late-next = Write to the recipient again if something in it was wrong.
console-trouble-closed = Ticket #{ $number } is closed.
console-trouble-closed-next = The customer's next mail opens a new ticket that goes on from it.
console-trouble-sides-off = Side conversations are switched off for this desk.
console-trouble-no-mailbox = The desk has no mailbox to send from.
console-trouble-ask-admin = Ask an admin of the desk.
console-trouble-store-next = Try again; if it stays like that, “aside doctor” says what is wrong.
console-trouble-time = “{ $text }” is no time ahead.
console-trouble-time-next = Say it like this: fri 14:00, tomorrow, in 3h, 2026-12-01.
console-trouble-editor-next = Your text is as it was. Set EDITOR to a program that is there.

console-cmd-palette = commands
console-cmd-tour = tour: begin or leave
console-cmd-help = keys
console-cmd-quit = quit
console-cmd-leave = quit from anywhere
console-cmd-next-pane = next pane
console-cmd-previous-pane = previous pane
console-cmd-focus-queue = go to the queue
console-cmd-focus-ticket = go to the ticket
console-cmd-focus-sides = side conversations
console-cmd-boxes = boxes
console-cmd-search = search
console-cmd-notifications = notifications
console-cmd-quarantine = quarantine
console-cmd-next-answer = next unread answer
console-cmd-organizations = suppliers and other organizations
console-cmd-edit-agents = settings: agents
console-cmd-edit-teams = settings: teams
console-cmd-edit-tags = settings: tags
console-cmd-edit-views = settings: views
console-cmd-edit-canned = settings: canned responses
console-cmd-edit-macros = settings: macros
console-cmd-edit-rules = settings: rules
console-cmd-edit-fields = settings: custom fields
console-cmd-agents = agents: who is there, and what they have to do
console-cmd-availability = available or away
console-cmd-queue-save-view = keep the query as a view
console-cmd-report = reports
console-cmd-waiting = waiting on third parties
console-cmd-undo = undo
console-cmd-stop = stop
console-cmd-create = new ticket for a customer
console-cmd-sync = fetch and send mail now
console-cmd-refresh = read the screen again
console-cmd-zoom = zoom: this pane alone, or all of them
console-cmd-suspend = suspend
console-cmd-reply = reply
console-cmd-note = note
console-cmd-ticket-edit = edit my note
console-cmd-ticket-delete = delete my note
console-cmd-ticket-versions = earlier versions of the note
console-cmd-ticket-redact = redact for good
console-cmd-export = export to a file
console-cmd-ticket-preview = look at the file here
console-cmd-ticket-links = links
console-cmd-ticket-original = original in the browser
console-cmd-sides-preview = look at the file here
console-cmd-sides-links = links
console-cmd-sides-original = original in the browser
console-cmd-transcript = send a transcript
console-cmd-sides-redact = redact for good
console-cmd-side-new = ask aside
console-cmd-take = take
console-cmd-assign = assign
console-cmd-status = status
console-cmd-solve = solve
console-cmd-snooze = snooze
console-cmd-priority = priority
console-cmd-tags = tags
console-cmd-wake = end the snooze
console-cmd-macro = do a macro
console-cmd-spam = spam, or none
console-cmd-merge = merge into
console-cmd-customer = customer's card
console-cmd-fields = fields
console-cmd-copy-number = copy the ticket's number
console-cmd-queue-open = open
console-cmd-queue-down = next ticket
console-cmd-queue-up = ticket before
console-cmd-queue-page-down = one screen down
console-cmd-queue-page-up = one screen up
console-cmd-queue-half-down = half a screen down
console-cmd-queue-half-up = half a screen up
console-cmd-queue-first = first ticket
console-cmd-queue-last = last ticket
console-cmd-queue-next-box = next box
console-cmd-queue-previous-box = box before
console-cmd-queue-sort = sort
console-cmd-team-order = order of the teams
console-cmd-queue-select = select
console-cmd-queue-select-to = select up to here
console-cmd-queue-select-all = select all that the list has
console-cmd-queue-back = clear the selection or the search
console-cmd-ticket-down = next entry, or further down
console-cmd-ticket-up = entry before, or further up
console-cmd-ticket-page-down = one screen down
console-cmd-ticket-page-up = one screen up
console-cmd-ticket-half-down = half a screen down
console-cmd-ticket-half-up = half a screen up
console-cmd-ticket-first = beginning
console-cmd-ticket-last = end
console-cmd-ticket-next-message = next message
console-cmd-ticket-previous-message = message before
console-cmd-ticket-next = next ticket
console-cmd-ticket-previous = ticket before
console-cmd-ticket-fold = unfold quotes
console-fold = fold quotes
console-cmd-ticket-unfold-all = unfold all quotes
console-cmd-ticket-enter = go to what this is about
console-cmd-ticket-side-from = ask aside about this message
console-cmd-serve-next = serve next
console-cmd-sides-quote = quote for the customer
console-cmd-ticket-files = files
console-cmd-ticket-split = split off as a ticket
console-cmd-ticket-raw = source
console-cmd-ticket-pipe = run a command on the message
console-cmd-ticket-translate = translate the message
console-cmd-ticket-copy = copy
console-cmd-ticket-resend = send the failed mail again
console-cmd-ticket-back = back to the queue
console-cmd-sides-down = next, or further down
console-cmd-sides-up = before, or further up
console-cmd-sides-page-down = one screen down
console-cmd-sides-page-up = one screen up
console-cmd-sides-first = first
console-cmd-sides-last = last
console-cmd-sides-next = next side conversation
console-cmd-sides-previous = side conversation before
console-cmd-sides-open = open
console-cmd-sides-answer = answer
console-cmd-sides-done = done
console-cmd-sides-reopen = open again
console-cmd-sides-people = participants
console-cmd-sides-party = card
console-cmd-sides-accept = accept the newcomer
console-cmd-sides-fold = unfold quotes
console-cmd-sides-files = files
console-cmd-sides-raw = source
console-cmd-sides-pipe = run a command on the message
console-cmd-sides-translate = translate the message
console-cmd-sides-copy = copy
console-cmd-sides-resend = send the failed mail again
console-cmd-sides-back = back
console-cmd-submit = send
console-cmd-compose-status = change status
console-cmd-compose-next-field = next field
console-cmd-compose-previous-field = field before
console-cmd-compose-attach = attach
console-cmd-compose-attach-ticket = attach a file of the ticket
console-cmd-compose-pipe = run a command on the draft
console-cmd-compose-translate = translate the draft
console-cmd-compose-original = the text before the translation
console-cmd-compose-preview = the draft as it will be read
console-cmd-compose-detach = take the last file off
console-cmd-compose-editor = $EDITOR
console-cmd-compose-full = full screen
console-cmd-compose-thread-up = scroll the thread up
console-cmd-compose-thread-down = scroll the thread down
console-cmd-compose-discard = discard the draft
console-cmd-compose-leave = leave, keep the draft
console-cmd-search-accept = go to the list
console-cmd-search-close = end the search
console-cmd-search-best = best or newest first
console-cmd-search-down = next ticket
console-cmd-search-up = ticket before
console-cmd-popup-accept = choose
console-cmd-popup-close = close
console-cmd-popup-down = down
console-cmd-popup-up = up
console-cmd-popup-page-down = further down
console-cmd-popup-page-up = further up
console-cmd-popup-first = first
console-cmd-popup-last = last
console-cmd-popup-take = take it
console-complete = complete the path
console-cmd-popup-all-seen = mark all as seen
console-cmd-popup-send = send all the same
console-cmd-popup-release = release
console-cmd-popup-chase = chase
console-cmd-popup-next-part = next part
console-cmd-popup-previous-part = part before
console-cmd-popup-days = 7, 30, 90, 365 days
console-cmd-popup-party = card
console-cmd-popup-organization = by organization
console-cmd-popup-note = note
console-cmd-popup-note-edit = edit the note
console-cmd-popup-note-history = earlier notes
console-cmd-popup-mute = mute or unmute
console-cmd-popup-beside-down = read on
console-cmd-popup-beside-up = read back
console-cmd-popup-due = due
console-cmd-popup-select = select
console-cmd-popup-discard = discard
console-cmd-popup-source = source
console-cmd-popup-copy = copy
console-cmd-popup-raw = text or whole mail

console-plain-welcome = aside, { $desk }. { $help } lists the keys of where you are, { $again } says again where you are.
console-plain-now = just now
console-plain-ago = { $age } ago
console-plain-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
console-plain-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
console-plain-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
console-plain-position = { $at } of { $all }
console-plain-changed = Queue changed: { $tickets }
console-plain-new = New: { $line }
console-plain-sign = sign
console-plain-notification = { $what }: ticket { $number }, { $subject }
console-plain-priority = priority { $priority }
console-plain-assignee = assigned to { $who }
console-plain-nobody = assigned to nobody
console-plain-team = team { $team }
console-plain-tags = tags { $tags }
console-plain-waits = the customer has waited for { $age }
console-plain-selected = selected
console-plain-unread = unread
console-plain-from = from { $who }
console-plain-wrote = last wrote { $age }
console-plain-sides = { $count ->
    [one] { $count } open side conversation
   *[other] { $count } open side conversations
}
console-plain-answers = { $count ->
    [one] { $count } side conversation with a new answer
   *[other] { $count } side conversations with a new answer
}
console-plain-ticket = Ticket { $number }, { $subject }
console-plain-customer = Customer's message by { $who }
console-plain-reply = Reply to the customer by { $who }
console-plain-note = Private note by { $who }
console-plain-asked = Message to third parties by { $who }
console-plain-answered = Answer of a third party, { $who }
console-plain-origin = from merged ticket { $number }
console-plain-origin-other = from merged ticket { $number } of another customer
console-plain-file = File: { $file }
console-plain-queue = Queue, { $name }, sorted by { $sort }
console-plain-side = Side conversation, { $subject }
console-plain-composer = { $mode }, ticket { $number }
console-plain-text = Text
console-plain-field = { $label }: { $text }
console-plain-blank = blank
console-plain-end = end of line
console-plain-space = space
console-plain-popup = Popup
console-plain-up = Up
console-plain-down = Down
console-plain-left = Left
console-plain-right = Right
console-plain-to = to
