//! What a person would fold of a mail: the programs that people use, in their languages, as text and as HTML. Whatever they write between
//! and below quotes stays, what is passed on is never cut, something is always new, and nothing is lost.

#![allow(clippy::unwrap_used)]

mod programs;

use aside::mail::parse;
use aside::model::Body;
use programs::{LANGUAGES, PROGRAMS, behind_angles, forward};

/// The body of a mail with a text, an HTML, or both.
fn body(subject: &str, text: Option<&str>, html: Option<&str>) -> Body {
    let part = |kind: &str, text: &str| format!("Content-Type: text/{kind}; charset=utf-8\n\n{text}\n");
    let content = match (text, html) {
        (Some(text), Some(html)) => {
            format!("Content-Type: multipart/alternative; boundary=xx\n\n--xx\n{}\n--xx\n{}\n--xx--\n", part("plain", text), part("html", html))
        }
        (Some(text), None) => part("plain", text),
        (None, Some(html)) => part("html", html),
        (None, None) => panic!("a mail without a text"),
    };
    let mail = format!(
        "From: Carla Dias <carla@example.org>\nTo: desk@example.com\nSubject: {subject}\nMessage-ID: <q@example.org>\nMIME-Version: 1.0\n{content}"
    );
    parse::parse(mail.replace('\r', "").replace('\n', "\r\n").as_bytes()).body
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Nothing is lost: what is new and what is folded are the whole text.
fn nothing_is_lost(body: &Body) {
    assert_eq!(letters(body.text()), letters(&body.new_text()) + letters(&body.folded()), "{}", body.text());
}

/// With one blank line where there are more.
fn settled(text: &str) -> String {
    let mut lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    lines.join("\n")
}

#[test]
fn an_answer_above_its_quote_is_all_that_is_new_in_every_program_and_language() {
    let mut wrong = Vec::new();
    for program in &PROGRAMS {
        for language in &LANGUAGES {
            let (text, html) = ((program.text)(language), (program.html)(language));
            for (shape, body) in [
                ("text", body("Re: Printer", Some(&text), None)),
                ("html", body("Re: Printer", None, Some(&html))),
                ("both", body("Re: Printer", Some(&text), Some(&html))),
            ] {
                nothing_is_lost(&body);
                assert!(body.text().contains(language.asked), "the quote is still there");
                let new = settled(&body.new_text());
                if new != language.answer {
                    wrong.push(format!("{} in {} ({shape}):\n{new}", program.name, language.code));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n\n{}", wrong.len(), PROGRAMS.len() * LANGUAGES.len() * 3, wrong.join("\n\n"));
}

#[test]
fn what_is_written_below_and_between_quotes_stays() {
    let mut wrong = Vec::new();
    for l in &LANGUAGES {
        for attribution in [l.gmail, l.apple, l.thunderbird, l.yahoo, l.proton] {
            let quote = behind_angles(l.asked);
            let below = format!("{attribution}\n{quote}\n{}\n", l.answer);
            let between = format!("{attribution}\n{quote}\n{}\n\n{quote}\n{}\n", l.answer, l.asked);
            for (text, expected) in [(&below, l.answer.to_owned()), (&between, format!("{}\n\n{}", l.answer, l.asked))] {
                let body = body("Re: Printer", Some(text), None);
                nothing_is_lost(&body);
                if settled(&body.new_text()) != expected {
                    wrong.push(format!("{}: {text}\nis\n{}", l.code, body.new_text()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn what_is_passed_on_is_never_cut() {
    for l in &LANGUAGES {
        let text = forward(l);
        let body = body("Printer", Some(&text), None);
        nothing_is_lost(&body);
        assert!(body.new_text().contains(l.asked) && body.new_text().contains(l.answer), "{}:\n{}", l.code, body.new_text());
    }
    for subject in ["Fwd: Printer", "FW: Printer", "WG: Drucker", "TR : Imprimante", "ENC: Impressora", "RV: Impresora", "转发: 打印机"] {
        let l = &LANGUAGES[0];
        let text = (PROGRAMS[1].text)(l);
        assert!(body(subject, Some(&text), None).new_text().contains(l.asked), "{subject}");
    }
}

#[test]
fn the_line_of_a_telephone_is_a_signature() {
    for l in &LANGUAGES {
        let text = format!("{}\n\n{}\n", l.answer, l.telephone);
        let body = body("Re: Printer", Some(&text), None);
        assert_eq!(settled(&body.new_text()), l.answer, "{}", l.code);
        nothing_is_lost(&body);
    }
}

#[test]
fn something_is_always_new() {
    for l in &LANGUAGES {
        let quote = behind_angles(l.asked);
        for text in [quote.clone(), format!("{}\n\n{quote}", l.gmail), l.telephone.to_owned(), format!("-- \n{}", l.asked), l.forwarded.to_owned()] {
            let body = body("Re: Printer", Some(&text), None);
            assert!(!body.new_text().trim().is_empty(), "{}: {text}", l.code);
            nothing_is_lost(&body);
        }
    }
}

/// Shows what is new in the texts and mails of a directory, for a person to judge: `ASIDE_SAMPLES=dir cargo test --test quotes -- --ignored
/// --nocapture`.
#[test]
#[ignore = "shows; a person judges"]
fn what_is_new_in_a_directory() {
    let Ok(directory) = std::env::var("ASIDE_SAMPLES") else { return };
    let mut files: Vec<_> = std::fs::read_dir(directory).unwrap().map(|f| f.unwrap().path()).filter(|p| p.is_file()).collect();
    files.sort();
    for file in files {
        let raw = std::fs::read(&file).unwrap();
        let begun = std::time::Instant::now();
        let body = if file.extension().is_some_and(|e| e == "txt") {
            body("Re: x", Some(&String::from_utf8_lossy(&raw)), None)
        } else {
            parse::parse(&raw).body
        };
        let took = begun.elapsed().as_millis();
        nothing_is_lost(&body);
        let mut parts = body.marks();
        if parts.is_empty() {
            parts = format!("{}t", body.text().lines().count());
        }
        println!("=== {} ({} bytes, {took} ms, {parts})", file.file_name().unwrap().to_string_lossy(), raw.len());
        for line in body.new_text().lines() {
            println!("    {}", line.chars().take(100).collect::<String>());
        }
    }
}
