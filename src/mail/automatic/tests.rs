use super::*;
use crate::model::incoming::{DeliveryAction, DeliveryReport};

fn judge(header: &str, from: &str, subject: &str, text: &str) -> Origin {
    let headers: Vec<(String, String)> = header.lines().filter_map(|l| l.split_once(": ")).map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
    let from: Vec<Mailbox> = Mailbox::parse(from).into_iter().collect();
    origin(&Evidence { headers: &headers, from: &from, subject, text, files: &[] })
}

#[test]
fn programs_are_told_by_their_headers() {
    for header in [
        "Auto-Submitted: auto-replied",
        "auto-submitted: auto-generated (failure)",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "X-Auto-Response-Suppress: All",
        "List-Id: News <news.example.com>",
        "List-Unsubscribe: <mailto:leave@example.com>",
        "X-Autoreply: yes",
        "X-Autorespond: Away",
        "Return-Path: <>",
        "Content-Type: multipart/report; report-type=disposition-notification",
    ] {
        let Origin::Automatic { because } = judge(header, "ana@example.com", "Hello", "") else { panic!("{header}") };
        assert_eq!(because, header);
    }
    assert!(matches!(judge("From: x", "MAILER-DAEMON@example.com", "Notice", ""), Origin::Automatic { .. }));
    assert!(matches!(judge("", "ana@example.com", "Automatic reply: Printer", ""), Origin::Automatic { .. }));
}

#[test]
fn people_stay_people() {
    for header in ["Auto-Submitted: no", "Precedence: normal", "X-Auto-Response-Suppress: None", "Return-Path: <ana@example.com>", "X-Autoreply: no"]
    {
        assert_eq!(judge(header, "ana@example.com", "Re: Automatic reply: Printer", "It was undeliverable"), Origin::Person, "{header}");
    }
}

fn report(header: &str, from: &str, subject: &str, text: &str) -> DeliveryReport {
    match judge(header, from, subject, text) {
        Origin::Report(report) => report,
        other => panic!("{other:?}"),
    }
}

type Outcome = (String, DeliveryAction, Option<String>, String);

/// Recipient, what happened, status and words of each outcome, and the mail.
fn told(report: &DeliveryReport) -> (Vec<Outcome>, Option<&str>) {
    let outcomes = report
        .outcomes
        .iter()
        .map(|o| (o.recipient.as_ref().map(ToString::to_string).unwrap_or_default(), o.action, o.status.clone(), o.words.clone()));
    (outcomes.collect(), report.about.as_deref())
}

#[test]
fn reports_in_prose_are_read() {
    let exim = "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  nouser@example.org\n    host mx.example.org [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<nouser@example.org>:\n    550 5.1.1 User unknown\n\n------ This is a copy of the message, including all the headers. ------\n\nFrom: desk@example.com\nMessage-ID: <m1@example.com>\n";
    let found =
        report("X-Failed-Recipients: nouser@example.org", "Mailer-Daemon@mx.example.com", "Mail delivery failed: returning message to sender", exim);
    let (outcomes, about) = told(&found);
    assert_eq!((outcomes[0].0.as_str(), outcomes[0].1, outcomes[0].2.as_deref()), ("nouser@example.org", DeliveryAction::Failed, Some("5.1.1")));
    assert!(outcomes[0].3.contains("550 5.1.1 User unknown"));
    assert_eq!(about, Some("m1@example.com"));

    let qmail = "Hi. This is the qmail-send program at example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<nouser@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID:\n <m2@example.com>\n";
    let found = report("Return-Path: <>", "MAILER-DAEMON@example.org", "failure notice", qmail);
    assert_eq!(
        told(&found),
        (
            vec![("nouser@example.org".into(), DeliveryAction::Failed, Some("5.1.1".into()), "Sorry, no mailbox here by that name. (#5.1.1)".into())],
            Some("m2@example.com")
        )
    );

    let exchange = "Delivery has failed to these recipients or groups:\n\nAna Souza (nouser@example.org)\nThe email address you entered couldn't be found.\n\nDiagnostic information for administrators:\n\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'\n\nOriginal message headers:\nMessage-ID: <m3@example.com>\n";
    let found = report("Return-Path: <>", "postmaster@example.org", "Undeliverable: Printer", exchange);
    let (outcomes, about) = told(&found);
    assert_eq!((outcomes[0].0.as_str(), outcomes[0].2.as_deref(), about), ("nouser@example.org", Some("5.1.10"), Some("m3@example.com")));

    let gmail = "Address not found\n\nYour message wasn't delivered to nouser@example.org because the address couldn't be found.\n\nThe response was:\n\n550 5.1.1 The email account that you tried to reach does not exist.\n";
    let found = report(
        "X-Failed-Recipients: nouser@example.org\nIn-Reply-To: <m4@example.com>",
        "mailer-daemon@example.net",
        "Delivery Status Notification (Failure)",
        gmail,
    );
    assert_eq!(
        told(&found),
        (
            vec![(
                "nouser@example.org".into(),
                DeliveryAction::Failed,
                Some("5.1.1".into()),
                "550 5.1.1 The email account that you tried to reach does not exist.".into()
            )],
            Some("m4@example.com")
        )
    );
}

#[test]
fn a_server_that_still_tries_is_a_delay() {
    let postfix = "This is the mail system at host mx.example.com.\n\n####\n# THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n\nYour message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old. We will keep trying.\n\n<slow@example.org>: connect to mx.example.org[192.0.2.1]:25: Connection timed out (4.4.1)\n";
    let found = report("Return-Path: <>", "MAILER-DAEMON@mx.example.com", "Delayed Mail (still being retried)", postfix);
    assert_eq!((found.outcomes[0].action, found.outcomes[0].status.as_deref()), (DeliveryAction::Delayed, Some("4.4.1")));
}
