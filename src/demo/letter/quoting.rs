//! How mail programs quote what they answer, in seven languages.

use jiff::Zoned;

use super::Received;
use crate::demo::cast::{Language, Program};
use crate::model::Mailbox;

struct Calendar {
    months: [&'static str; 12],
    /// Monday first.
    days: [&'static str; 7],
}

fn calendar(language: Language) -> Calendar {
    match language {
        Language::En => Calendar {
            months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        },
        Language::Pt => Calendar {
            months: ["jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."],
            days: ["seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."],
        },
        Language::Es => Calendar {
            months: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
            days: ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
        },
        Language::De => Calendar {
            months: ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
            days: ["Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."],
        },
        Language::Fr => Calendar {
            months: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
            days: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
        },
        Language::Ja => Calendar {
            months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
            days: ["月", "火", "水", "木", "金", "土", "日"],
        },
        Language::Ar => Calendar {
            months: ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
            days: ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
        },
    }
}

/// The line that the program puts above a quote, with places for the parts of the date and the writer.
fn template(language: Language, program: Program) -> &'static str {
    match (program, language) {
        (Program::Webmail | Program::Office, Language::En) => "On {day}, {month} {d}, {year} at {time} {name} <{address}> wrote:",
        (Program::Webmail | Program::Office, Language::Pt) => "Em {day}, {d} de {month} de {year} às {time}, {name} <{address}> escreveu:",
        (Program::Webmail | Program::Office, Language::Es) => "El {day}, {d} {month} {year} a las {time}, {name} (<{address}>) escribió:",
        (Program::Webmail | Program::Office, Language::De) => "Am {day}, {d}. {month} {year} um {time} Uhr schrieb {name} <{address}>:",
        (Program::Webmail | Program::Office, Language::Fr) => "Le {day} {d} {month} {year} à {time}, {name} <{address}> a écrit :",
        (Program::Webmail | Program::Office, Language::Ja) => "{year}年{month}月{d}日({day}) {time} {name} <{address}>:",
        (_, Language::Ar) => "في {day}، {d} {month} {year} في {time} تمت كتابة ما يلي بواسطة {name} <{address}>:",
        (Program::Phone, Language::En) => "On {d} {month} {year}, at {time}, {name} <{address}> wrote:",
        (Program::Phone, Language::Pt) => "Em {d} de {month} de {year}, à(s) {time}, {name} <{address}> escreveu:",
        (Program::Phone, Language::Es) => "El {d} {month} {year}, a las {time}, {name} <{address}> escribió:",
        (Program::Phone, Language::De) => "Am {dd}.{mm}.{year} um {time} schrieb {name} <{address}>:",
        (Program::Phone, Language::Fr) => "Le {d} {month} {year} à {time}, {name} <{address}> a écrit :",
        (Program::Phone, Language::Ja) => "{year}/{mm}/{dd} {time}、{name} <{address}>のメール:",
        (Program::Plain, Language::En | Language::Ja) => "On {year}-{mm}-{dd} {time}, {name} wrote:",
        (Program::Plain, Language::Pt) => "Em {dd}/{mm}/{year} {time}, {name} escreveu:",
        (Program::Plain, Language::Es) => "El {d}/{mm}/{year} a las {time}, {name} escribió:",
        (Program::Plain, Language::De) => "Am {dd}.{mm}.{year} um {time} schrieb {name}:",
        (Program::Plain, Language::Fr) => "Le {dd}/{mm}/{year} à {time}, {name} a écrit :",
    }
}

/// The attribution line.
#[must_use]
pub fn attribution(language: Language, program: Program, at: &Zoned, who: &Mailbox) -> String {
    let words = calendar(language);
    let place = |n: i8| usize::try_from(n).unwrap_or(1).saturating_sub(1);
    let month = words.months.get(place(at.month())).copied().unwrap_or_default();
    let day = words.days.get(place(at.weekday().to_monday_one_offset())).copied().unwrap_or_default();
    let time = if (language, program) == (Language::En, Program::Webmail) { at.strftime("%-I:%M %p") } else { at.strftime("%H:%M") };
    template(language, program)
        .replace("{day}", day)
        .replace("{month}", month)
        .replace("{year}", &at.year().to_string())
        .replace("{dd}", &format!("{:02}", at.day()))
        .replace("{mm}", &format!("{:02}", at.month()))
        .replace("{d}", &at.day().to_string())
        .replace("{time}", &time.to_string())
        .replace("{name}", who.shown())
        .replace("{address}", who.address.as_str())
}

/// The names of From, Sent, To and Subject in the header block of an office program.
fn block_labels(language: Language) -> [&'static str; 4] {
    match language {
        Language::En => ["From", "Sent", "To", "Subject"],
        Language::Pt => ["De", "Enviada em", "Para", "Assunto"],
        Language::Es => ["De", "Enviado el", "Para", "Asunto"],
        Language::De => ["Von", "Gesendet", "An", "Betreff"],
        Language::Fr => ["De", "Envoyé", "À", "Objet"],
        Language::Ja => ["差出人", "送信日時", "宛先", "件名"],
        Language::Ar => ["من", "تاريخ الإرسال", "إلى", "الموضوع"],
    }
}

/// The header block that an office program puts above what it answers: labels and values.
#[must_use]
pub fn block(language: Language, at: &Zoned, received: &Received) -> Vec<(&'static str, String)> {
    let to: Vec<String> = received.to.iter().map(ToString::to_string).collect();
    let [from, sent, recipients, subject] = block_labels(language);
    vec![
        (from, received.from.to_string()),
        (sent, at.strftime("%d.%m.%Y %H:%M").to_string()),
        (recipients, to.join("; ")),
        (subject, received.subject.clone()),
    ]
}

/// What the program puts before the subject of an answer.
#[must_use]
pub fn answer_prefix(language: Language, program: Program) -> &'static str {
    match (program, language) {
        (Program::Office, Language::De) => "AW: ",
        (Program::Office, Language::Pt) => "RES: ",
        (Program::Office, _) => "RE: ",
        _ => "Re: ",
    }
}
