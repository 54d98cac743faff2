### The words of aside in English. This file is the one that the others are compared with.
### Sections go by the first word of the key. Keep the sections together and the keys of one screen next to each other.

## format: patterns for dates, as strftime reads them

format-date = %-d %b %Y
format-date-time = %-d %b %Y, %H:%M

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
sort-updated = last changed first
sort-created = newest first
sort-priority = most urgent first
sort-number = by number

notification-assigned = { $who } assigned this to you
notification-mentioned = { $who } mentioned you
notification-customer-answered = { $who } answered
notification-third-party-answered = { $who } answered in a side conversation
notification-delivery-failed = a mail to { $who } was not delivered
notification-quarantined = a mail from { $who } is in quarantine

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
event-linked-from = goes on from #{ $ticket }
event-linked-to = goes on in #{ $ticket }
event-side-asked = asked { $to }: { $subject }
event-side-wrote = wrote to { $to }: { $subject }
event-side-answered = { $who } answered: { $subject }
event-side-answered-unverified = { $who } (unverified) answered: { $subject }
event-side-done = side conversation done: { $subject }
event-side-reopened = side conversation open again: { $subject }
event-side-people = participants { $people }
event-quarantined = a mail from { $from } is in quarantine: { $why }
event-delivery-failed = not delivered to { $recipient }: { $words }
event-automatic = automatic answer from { $from }
event-send-undone = send taken back
event-changed = { $field } { $from } → { $to }

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
mail-chase-body =
    Hello,

    we asked you about "{ $subject }" on { $date } and have had no answer yet. Could you tell us how it stands?
mail-notification-subject = [#{ $number }] { $what }: { $subject }
mail-notification-footer = Answer this message to write a private note on the ticket. The customer never sees it.
mail-forwarded = Forwarded message

## error: what went wrong, where, and what to do next

error-not-allowed = Your role ({ $role }) may not do this: { $what }. Ask an admin for the right, or hand the ticket to somebody who has it.
error-no-such-ticket = There is no ticket #{ $number } that you may see.
error-no-such-agent = There is no agent “{ $given }”. “aside edit agents” lists them.
error-no-such-team = There is no team “{ $given }”. “aside edit teams” lists them.
error-no-such-canned = There is no canned response “/{ $given }”. “aside edit canned” lists them.
error-no-such-view = There is no view “{ $given }”. “aside edit views” lists them.
error-unknown-user = The user “{ $login }” is not an agent of this desk. Ask an admin to add the login with “aside edit agents”.
error-changed-since = { $who } has changed it since, so it stays as it is.
error-nothing-to-undo = There is no change of yours to undo.
error-database-newer = The database was written by a newer aside (schema { $found }, this one knows { $known }). Install the newer version.
error-database-busy = The database is busy. Try again; if it stays like that, “aside doctor” says who holds it.
error-database-damaged = The database cannot be read: { $why }. Restore a backup, or ask “aside doctor” what is left.
error-database-remote = The database lies on a network file system ({ $kind }), where it would be damaged. Move it to a local disk.
error-no-database = There is no database at { $path }. “aside init” makes one; “aside demo” shows the desk without one.
error-file = { $path }: { $why }
error-not-an-address = “{ $given }” is not an e-mail address.

error-query-expected = Expected: { $expected }
error-query-key = There is no key “{ $given }”. To look for the words, put them in quotation marks.
error-query-value = “{ $given }” is nothing that “{ $key }:” can be.
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
