//! Delivery reports: the standard form (RFC 3464) and what servers write that do not know it.

use super::Evidence;
use crate::mail::parse::Fields;
use crate::model::Address;
use crate::model::incoming::{DeliveryAction, DeliveryOutcome, DeliveryReport};

/// Most recipients that are read of one report.
const MOST_OUTCOMES: usize = 500;
/// Longest prose of a server that is looked at, in bytes.
const LONGEST_PROSE: usize = 64 * 1024;
/// Longest words of a server, in characters.
const LONGEST_WORDS: usize = 500;

/// The report, when the mail is one.
pub(super) fn read(evidence: &Evidence<'_>) -> Option<DeliveryReport> {
    let machine = evidence.is_from_a_server() || evidence.has_null_return_path();
    let status = evidence.files.iter().find(|f| matches!(f.media_type.as_str(), "message/delivery-status" | "message/global-delivery-status"));
    match status {
        Some(status) if machine || evidence.is_report() => Some(standard(evidence, &groups(&status.bytes))),
        _ if machine => told_in_words(evidence),
        _ => None,
    }
}

/// The groups of fields: one about the mail, then one for each recipient (RFC 3464, 2.1).
fn groups(bytes: &[u8]) -> Vec<Fields> {
    let (mut out, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() && out.len() <= MOST_OUTCOMES {
        let (fields, after) = Fields::split(rest);
        if after.len() == rest.len() {
            // a line that is no field: skipped
            rest = rest.iter().position(|b| *b == b'\n').map_or(&[], |end| &rest[end + 1..]);
            continue;
        }
        out.push(fields);
        rest = after;
    }
    out
}

fn standard(evidence: &Evidence<'_>, groups: &[Fields]) -> DeliveryReport {
    let outcomes: Vec<DeliveryOutcome> = groups.iter().filter_map(|fields| outcome(fields, evidence)).collect();
    let named = || groups.iter().find_map(|g| g.ids("original-message-id").into_iter().next());
    DeliveryReport { about: about(evidence).or_else(named), outcomes }
}

fn outcome(fields: &Fields, evidence: &Evidence<'_>) -> Option<DeliveryOutcome> {
    let recipient = ["original-recipient", "final-recipient"].iter().find_map(|name| typed_address(fields.first(name)?));
    let action = fields.text("action").map(|a| a.to_ascii_lowercase());
    if recipient.is_none() && action.is_none() && fields.first("final-recipient").is_none() {
        return None;
    }
    let diagnostic = fields.text("diagnostic-code").map(|d| d.split_once(';').map_or(d.clone(), |(_, words)| words.trim().to_owned()));
    let words = diagnostic.filter(|d| !d.is_empty()).or_else(|| Some(paragraph_about(before_copy(evidence.text), recipient.as_ref()?)?.join(" ")));
    let words: String = words.unwrap_or_default().chars().take(LONGEST_WORDS).collect();
    let status = fields.text("status").and_then(|s| status_code(&s));
    // 5.0.0 says no more than "no": the server's words often say more
    let status = status.filter(|s| !s.ends_with(".0.0")).or_else(|| status_code(&words)).or_else(|| status_code(&fields.text("status")?));
    let action = match action.as_deref().map(|a| a.split([' ', ';']).next().unwrap_or_default()) {
        Some("failed") => DeliveryAction::Failed,
        Some("delayed") => DeliveryAction::Delayed,
        Some("delivered" | "relayed" | "expanded") => DeliveryAction::Delivered,
        _ => action_of(status.as_deref()),
    };
    Some(DeliveryOutcome { recipient, action, status, words })
}

/// The address in `rfc822; ana@example.com`.
fn typed_address(value: &str) -> Option<Address> {
    let address = value.split_once(';').map_or(value, |(_, address)| address);
    Address::parse(address.split_whitespace().next()?)
}

fn action_of(status: Option<&str>) -> DeliveryAction {
    match status.and_then(|s| s.chars().next()) {
        Some('2') => DeliveryAction::Delivered,
        Some('4') => DeliveryAction::Delayed,
        _ => DeliveryAction::Failed,
    }
}

/// The first enhanced status code (RFC 3463) in a text.
fn status_code(text: &str) -> Option<String> {
    let number = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    let mut words = text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|w| w.trim_matches('.'));
    let found = words.find(|word| {
        let parts: Vec<&str> = word.split('.').collect();
        matches!(parts.as_slice(), [class, subject, detail] if matches!(*class, "2" | "4" | "5") && number(subject) && number(detail))
    });
    found.map(str::to_owned)
}

/// The Message-ID of the mail that came back: in the copy of it or of its header, in the text, or in what the report answers to.
fn about(evidence: &Evidence<'_>) -> Option<String> {
    const COPIES: [&str; 5] = ["message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/global-headers"];
    let copies = evidence.files.iter().filter(|f| COPIES.contains(&f.media_type.as_str()));
    let in_copy = copies.filter_map(|f| Fields::split(&f.bytes).0.ids("message-id").into_iter().next()).next();
    in_copy.or_else(|| id_in_text(evidence.text)).or_else(|| {
        let answered = evidence.first("in-reply-to").or_else(|| evidence.first("references"))?;
        bracketed(answered.rsplit_once('<').map_or(answered, |(head, _)| &answered[head.len()..]))
    })
}

/// The last Message-ID field that is copied into a text: a report that holds another report names the inner mail last.
fn id_in_text(text: &str) -> Option<String> {
    let mut lines = text.lines().map(|l| l.trim_start_matches(['>', ' ', '\t'])).peekable();
    let mut found = None;
    while let Some(line) = lines.next() {
        if line.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("message-id:")) {
            found = found.or(bracketed(&line[11..]).or_else(|| bracketed(lines.peek()?)));
        }
    }
    found
}

fn bracketed(text: &str) -> Option<String> {
    let (_, rest) = text.split_once('<')?;
    let (id, _) = rest.split_once('>')?;
    (id.contains('@') && !id.contains(char::is_whitespace)).then(|| id.to_owned())
}

/// Words by which servers say that a mail came back for good.
const FAILED: [&str; 30] = [
    "undelivered mail",
    "undeliverable",
    "undelivered",
    "returned mail",
    "returned to sender",
    "failure notice",
    "delivery status notification (failure)",
    "delivery has failed",
    "delivery failed",
    "delivery failure",
    "delivery to the following recipient",
    "mail delivery failed",
    "mail system error",
    "could not be delivered",
    "couldn't be delivered",
    "wasn't delivered",
    "not been delivered",
    "cannot be delivered",
    "qmail-send program",
    "permanent error",
    "permanent fatal error",
    "address not found",
    "unzustellbar",
    "nicht zugestellt",
    "não foi entregue",
    "não pôde ser entregue",
    "no se pudo entregar",
    "n'a pas pu être remis",
    "non è stato possibile recapitare",
    "не доставлено",
];

/// Words by which servers say that they are still trying.
const DELAYED: [&str; 10] = [
    "delivery status notification (delay)",
    "warning: message",
    "still undelivered",
    "has not yet been delivered",
    "not been delivered yet",
    "delivery is delayed",
    "delivery delayed",
    "message delayed",
    "will keep trying",
    "will continue to try",
];

/// Where servers begin the copy of the mail that came back.
const COPY_BEGINS: [&str; 7] = [
    "this is a copy of the message",
    "this is a copy of your message",
    "below this line is a copy",
    "original message headers",
    "original message -----",
    "message header follows",
    "message headers follow",
];

/// A report in prose: Exim, qmail, Exchange, Gmail and older ones.
fn told_in_words(evidence: &Evidence<'_>) -> Option<DeliveryReport> {
    let told = before_copy(evidence.text);
    let lower = format!("{}\n{}", evidence.subject, told).to_lowercase().replace('’', "'");
    let says = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    let delayed = says(&DELAYED);
    if !delayed && !says(&FAILED) && evidence.first("x-failed-recipients").is_none() {
        return None;
    }
    let recipients = recipients(evidence, told);
    let outcome = |recipient: Option<Address>| {
        let paragraph = recipient.as_ref().and_then(|r| paragraph_about(told, r));
        let words = server_words(told, paragraph.as_deref().unwrap_or_default());
        let action = if delayed { DeliveryAction::Delayed } else { DeliveryAction::Failed };
        DeliveryOutcome { recipient, action, status: status_code(&words), words }
    };
    let outcomes = if recipients.is_empty() { vec![outcome(None)] } else { recipients.into_iter().map(|r| outcome(Some(r))).collect() };
    Some(DeliveryReport { about: about(evidence), outcomes })
}

/// What the server says itself.
fn before_copy(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(LONGEST_PROSE)];
    let mut at = 0;
    for line in text.split_inclusive('\n').take(400) {
        let lower = line.to_lowercase();
        if COPY_BEGINS.iter().any(|begin| lower.contains(begin)) {
            break;
        }
        at += line.len();
    }
    &text[..at]
}

/// Whom the report is about: the field that says it, else the lines that are an address, else the first address in the text.
fn recipients(evidence: &Evidence<'_>, told: &str) -> Vec<Address> {
    let mut out: Vec<Address> =
        evidence.all("x-failed-recipients").flat_map(|v| v.split(',')).filter_map(Address::parse).take(MOST_OUTCOMES).collect();
    if out.is_empty() {
        out = told.lines().filter_map(line_address).take(20).collect();
    }
    if out.is_empty() {
        let server = |address: &Address| evidence.from.iter().any(|m| m.address == *address);
        out = addresses(told).filter(|a| !server(a)).take(1).collect();
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|address| seen.insert(address.clone()));
    out
}

/// The address that a line begins with, in brackets, or is.
fn line_address(line: &str) -> Option<Address> {
    let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    if let Some(rest) = line.strip_prefix('<') {
        return Address::parse(rest.split_once('>')?.0);
    }
    let bare = line.trim_end_matches(':');
    bare.contains('.').then(|| Address::parse(bare)).flatten()
}

fn addresses(text: &str) -> impl Iterator<Item = Address> {
    let separates = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | '"' | '\'' | '*');
    text.split(separates).filter(|w| w.contains('@')).filter_map(|w| Address::parse(w.trim_matches(['.', ':'])))
}

/// The lines of the paragraph that names a recipient, without the recipient.
fn paragraph_about(text: &str, recipient: &Address) -> Option<Vec<String>> {
    let names = |line: &str| line.to_lowercase().contains(recipient.as_str());
    let start = text.lines().take(400).position(names)?;
    let lines = text.lines().skip(start).take_while(|l| !l.trim().is_empty()).take(12);
    let bare = lines.map(|l| l.trim().trim_start_matches('<').to_owned());
    let without = bare.enumerate().map(|(at, line)| match line.to_lowercase().strip_prefix(recipient.as_str()) {
        Some(_) if at == 0 => line.get(recipient.as_str().len()..).unwrap_or_default().trim_start_matches(['>', ':', ' ']).to_owned(),
        _ => line,
    });
    Some(without.filter(|l| !l.is_empty()).collect())
}

/// What the other server said: the paragraph about the recipient when it has a code, else the first line with one.
fn server_words(told: &str, paragraph: &[String]) -> String {
    let joined = paragraph.join(" ");
    let words = if has_code(&joined) { joined } else { told.lines().take(400).find(|l| has_code(l)).map(|l| l.trim().to_owned()).unwrap_or(joined) };
    words.chars().take(LONGEST_WORDS).collect()
}

/// An SMTP reply code (RFC 5321, 4.2) or an enhanced one.
fn has_code(text: &str) -> bool {
    let reply = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        word.len() == 3 && word.starts_with(['4', '5']) && word.bytes().all(|b| b.is_ascii_digit())
    };
    text.split([' ', '-', '\t']).any(reply) || status_code(text).is_some()
}
