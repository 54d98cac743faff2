//! What the desk's own mail servers say about who sent a mail: Authentication-Results (RFC 8601).
//!
//! Only the topmost field of a server that the desk trusts counts. A field that cannot be read to its end counts for nothing: whoever
//! writes the mail has a hand in its text.

use crate::model::Address;

/// What a trusted server says about the address in From.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The mail is from the domain that it says it is from.
    Pass,
    /// It is not (`dmarc=fail`).
    Fail,
    /// Nobody who is trusted says anything.
    Unknown,
}

/// One method's result with its properties: `dkim=pass header.d=example.com`.
#[derive(Debug, Default)]
struct Outcome {
    method: String,
    result: String,
    properties: Vec<(String, String)>,
}

impl Outcome {
    fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    fn is(&self, method: &str, result: &str) -> bool {
        self.method == method && self.result == result
    }
}

/// What the servers in `trusted` say about a mail from `author`, by its Authentication-Results fields, topmost first.
///
/// A mail is the author's with `dmarc=pass` for exactly the author's domain, or with `dkim=pass` or `spf=pass` for that domain or one
/// above it. `dmarc=fail` outweighs all.
#[must_use]
pub fn verdict(fields: &[String], trusted: &[String], author: &Address) -> Verdict {
    let ours = |id: &str| trusted.iter().any(|t| t.eq_ignore_ascii_case(id));
    let Some(outcomes) = fields.iter().find_map(|field| read(field).filter(|(id, _)| ours(id))).and_then(|(_, outcomes)| outcomes) else {
        return Verdict::Unknown;
    };
    if outcomes.iter().any(|o| o.is("dmarc", "fail")) {
        return Verdict::Fail;
    }
    if outcomes.iter().any(|o| vouches(o, author.domain())) { Verdict::Pass } else { Verdict::Unknown }
}

fn vouches(outcome: &Outcome, domain: &str) -> bool {
    if outcome.result != "pass" {
        return false;
    }
    match outcome.method.as_str() {
        "dmarc" => outcome.property("header.from").is_some_and(|from| domain_of(from).eq_ignore_ascii_case(domain)),
        "dkim" => outcome.property("header.d").or_else(|| outcome.property("header.i")).is_some_and(|d| is_over(domain_of(d), domain)),
        "spf" => outcome.property("smtp.mailfrom").is_some_and(|from| is_over(domain_of(from), domain)),
        _ => false,
    }
}

/// The domain of an address, or the domain that stands there alone.
fn domain_of(value: &str) -> &str {
    value.rsplit_once('@').map_or(value, |(_, domain)| domain)
}

/// Whether one domain is another or stands above it.
fn is_over(upper: &str, domain: &str) -> bool {
    let upper = upper.to_ascii_lowercase();
    upper == domain || upper.contains('.') && domain.strip_suffix(&upper).is_some_and(|rest| rest.ends_with('.'))
}

/// The server's name, and what it found; no findings when the rest cannot be read.
fn read(field: &str) -> Option<(String, Option<Vec<Outcome>>)> {
    let readable = parts(field);
    let id = match &readable {
        Some(parts) => parts.first()?.first()?.clone(),
        None => field.split([';', ' ', '\t']).find(|w| !w.is_empty())?.to_owned(),
    };
    Some((id, readable.map(|parts| parts[1..].iter().filter_map(|words| outcome(words)).collect())))
}

fn outcome(words: &[String]) -> Option<Outcome> {
    let (method, result) = words.first()?.split_once('=')?;
    let method = method.split('/').next().unwrap_or_default();
    let properties = words[1..].iter().filter_map(|w| w.split_once('=')).map(|(n, v)| (n.to_ascii_lowercase(), v.to_owned()));
    Some(Outcome { method: method.to_ascii_lowercase(), result: result.to_ascii_lowercase(), properties: properties.collect() })
}

/// The words between the semicolons, without comments and quotation marks; `None` when a comment or quote is not closed.
fn parts(field: &str) -> Option<Vec<Vec<String>>> {
    let mut out = vec![Vec::new()];
    let (mut word, mut depth, mut quoted) = (String::new(), 0u32, false);
    let mut chars = field.chars();
    let end_word = |word: &mut String, out: &mut Vec<Vec<String>>| {
        let word = std::mem::take(word);
        match out.last_mut() {
            Some(words) if !word.is_empty() => words.push(word),
            _ => {}
        }
    };
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted || depth > 0 => word.extend(chars.next().filter(|_| quoted)),
            '"' if depth == 0 => quoted = !quoted,
            _ if quoted => word.push(c),
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ if depth > 0 => {}
            ';' => {
                end_word(&mut word, &mut out);
                out.push(Vec::new());
            }
            c if c.is_whitespace() => end_word(&mut word, &mut out),
            _ => word.push(c),
        }
    }
    end_word(&mut word, &mut out);
    let joined = out.into_iter().map(around_equals).collect();
    (depth == 0 && !quoted).then_some(joined)
}

/// `dkim = pass` as one word.
fn around_equals(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        match out.last_mut() {
            Some(last) if last.ends_with('=') || word.starts_with('=') => last.push_str(&word),
            _ => out.push(word),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn judged(fields: &[&str]) -> Verdict {
        let fields: Vec<String> = fields.iter().map(|f| (*f).to_owned()).collect();
        verdict(&fields, &["mx.desk.example".to_owned()], &Address::parse("ana@staff.example").unwrap())
    }

    #[test]
    fn a_trusted_server_vouches_by_dmarc_or_by_an_aligned_signature_or_sender() {
        for field in [
            "mx.desk.example; dmarc=pass (p=reject dis=none) header.from=staff.example",
            "MX.desk.example 1; dkim=pass (2048-bit key; secure) header.d=staff.example header.i=@staff.example header.b=abc",
            "mx.desk.example;\tdkim = pass header.i=@Staff.Example",
            "mx.desk.example; spf=pass smtp.mailfrom=ana@staff.example",
            "mx.desk.example; dkim=fail header.d=other.example; spf=pass smtp.mailfrom=staff.example",
            "mx.desk.example; dkim/1=pass reason=\"good; signature\" header.d=staff.example",
        ] {
            assert_eq!(judged(&[field]), Verdict::Pass, "{field}");
        }
        let sub = verdict(
            &["mx.desk.example; dkim=pass header.d=staff.example".into()],
            &["mx.desk.example".into()],
            &Address::parse("ana@mail.staff.example").unwrap(),
        );
        assert_eq!(sub, Verdict::Pass, "a domain signs for those below it");
    }

    #[test]
    fn nothing_else_vouches() {
        for field in [
            "mx.other.example; dmarc=pass header.from=staff.example",
            "mx.desk.example; none",
            "mx.desk.example; dmarc=pass header.from=evil.example",
            "mx.desk.example; dmarc=pass",
            "mx.desk.example; dkim=pass header.d=evil.example",
            "mx.desk.example; dkim=pass header.d=example",
            "mx.desk.example; dkim=pass header.d=sub.staff.example",
            "mx.desk.example; dkim=pass header.d=notstaff.example",
            "mx.desk.example; spf=pass smtp.helo=staff.example",
            "mx.desk.example; spf=pass smtp.mailfrom=\"ana@staff.example; dmarc=pass header.from=staff.example\"@evil.example",
            "mx.desk.example; spf=pass (from ana; dmarc=pass header.from=staff.example) smtp.mailfrom=x@evil.example",
            "mx.desk.example; spf=none; dmarc=pass header.from=staff.example (unclosed",
            "mx.desk.example; x=\"unclosed; dmarc=pass header.from=staff.example",
            "",
            ";;; =",
        ] {
            assert_eq!(judged(&[field]), Verdict::Unknown, "{field}");
        }
    }

    #[test]
    fn the_topmost_field_of_the_trusted_server_decides() {
        let pass = "mx.desk.example; dmarc=pass header.from=staff.example";
        assert_eq!(judged(&["mx.desk.example; dmarc=fail header.from=staff.example", pass]), Verdict::Fail);
        assert_eq!(judged(&["mx.desk.example; none", pass]), Verdict::Unknown);
        assert_eq!(judged(&["mx.desk.example; x=\"unclosed", pass]), Verdict::Unknown, "an unreadable field does not make way for one below");
        assert_eq!(judged(&["mx.hop.example; dmarc=fail", pass]), Verdict::Pass);
        assert_eq!(judged(&["mx.desk.example; dkim=pass header.d=staff.example; dmarc=fail header.from=staff.example"]), Verdict::Fail);
    }

    proptest! {
        #[test]
        fn whatever_stands_there_is_read_and_never_believed(text in "[ -~\t]{0,120}") {
            prop_assert_ne!(judged(&[&format!("mx.desk.example; spf=pass smtp.mailfrom=\"{}\"@evil.example", text.replace(['"', '\\'], ""))]), Verdict::Pass);
            let _ = judged(&[&text, &format!("mx.desk.example;{text}")]);
        }
    }
}
