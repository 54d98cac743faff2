use super::*;
use crate::model::Body;
use proptest::prelude::*;

fn new_text(text: &str) -> String {
    Body::marked(text, &mark(text)).new_text().trim().to_owned()
}

/// The answer, and how the quote below it is introduced.
const ANSWERS: &[(&str, &str)] = &[
    ("Thanks, a > b works.", "On Mon, Nov 16, 2026 at 10:01 AM Desk <desk@example.com> wrote:\n\n> Please retry"),
    ("It fails.", "On 16 Nov 2026, at 10:01, Desk <desk@example.com>\nwrote:\n\n> Please retry"),
    ("It fails.", "-----Original Message-----\nFrom: Desk\nSent: Monday\nTo: x\nSubject: y\n\nretry"),
    (
        "Ok, thanks.",
        "________________________________\nFrom: Desk <desk@example.com>\nSent: Monday, November 16, 2026 10:01\nTo: Me <me@example.org>\nSubject: Re: Printer\n\nPlease retry.",
    ),
    ("Oi,\n\ncontinua falhando.", "Em seg., 16 de nov. de 2026 às 10:01, Desk <desk@example.com>\nescreveu:\n\n> tente de novo"),
    (
        "Ok, obrigado.",
        "De: Desk <desk@example.com>\nEnviado: segunda-feira, 16 de novembro de 2026 10:01\nPara: Cliente <c@example.org>\nAssunto: RE: Impressora\n\nTente de novo.",
    ),
    ("Hola,\nsigue igual.", "El lun, 16 nov 2026 a las 10:01, Desk (<desk@example.com>) escribió:\n\n> Pruebe otra vez"),
    (
        "Sigue igual.",
        "De: Desk <desk@example.com>\nEnviado el: lunes, 16 de noviembre de 2026 10:01\nPara: Cliente\nAsunto: RE: Impresora\n\nPruebe.",
    ),
    ("Bonjour,\ntoujours pas.", "Le lun. 16 nov. 2026 à 10:01, Desk <desk@example.com> a écrit :\n\n> Réessayez"),
    ("Toujours pas.", "De : Desk <desk@example.com>\nEnvoyé : lundi 16 novembre 2026 10:01\nÀ : Client\nObjet : RE: Imprimante\n\nRéessayez."),
    ("Geht nicht.", "Am Mo., 16. Nov. 2026 um 10:01 Uhr schrieb Desk <desk@example.com>:\n\n> Bitte"),
    ("Geht nicht.", "Am 16.11.26 um 10:01 schrieb Desk:\n> Bitte"),
    (
        "Hallo,\n\ngeht nicht.",
        "Von: Desk <desk@example.com>\nGesendet: Montag, 16. November 2026 10:01\nAn: Kunde\nBetreff: AW: Drucker\n\nBitte neu starten.",
    ),
    ("Non va.", "Il giorno lun 16 nov 2026 alle ore 10:01 Desk <desk@example.com> ha scritto:\n\n> Riprova"),
    ("Non va.", "Da: Desk <desk@example.com>\nInviato: lunedì 16 novembre 2026 10:01\nA: Cliente\nOggetto: R: Stampante\n\nRiprova."),
    ("Werkt niet.", "Op ma 16 nov 2026 om 10:01 schreef Desk <desk@example.com>:\n\n> Probeer opnieuw"),
    (
        "Werkt niet.",
        "Van: Desk <desk@example.com>\nVerzonden: maandag 16 november 2026 10:01\nAan: Klant\nOnderwerp: RE: Printer\n\nProbeer opnieuw.",
    ),
    ("Nie działa.", "pon., 16 lis 2026 o 10:01 Desk <desk@example.com> napisał(a):\n\n> Proszę spróbować"),
    ("Nie działa.", "W dniu 16.11.2026 o 10:01, Desk pisze:\n> Proszę spróbować"),
    ("Не работает.", "пн, 16 нояб. 2026 г. в 10:01, Desk <desk@example.com>:\n\n> Попробуйте"),
    ("Не работает.", "16.11.2026 10:01, Desk пишет:\n> Попробуйте"),
    ("Не работает.", "От: Desk <desk@example.com>\nОтправлено: 16 ноября 2026 г. 10:01\nКому: Клиент\nТема: RE: Принтер\n\nПопробуйте."),
    ("还是不行", "Desk <desk@example.com> 于2026年11月16日周一 10:01写道：\n\n> 请重试"),
    ("还是不行", "发件人: Desk <desk@example.com>\n发送时间: 2026年11月16日 10:01\n收件人: 客户\n主题: 打印机\n\n请重试"),
    ("謝謝，還是不行。", "Desk <desk@example.com> 於 2026年11月16日 週一 上午10:01寫道：\n\n> 請重試"),
    ("まだ動きません。", "2026年11月16日(月) 10:01 Desk <desk@example.com>:\n\n> 再試行してください"),
    ("안 됩니다.", "2026년 11월 16일 (월) 오전 10:01, Desk <desk@example.com>님이 작성:\n\n> 다시"),
    ("Det virker ikke.", "Den man. 16. nov. 2026 kl. 10.01 skrev Desk <desk@example.com>:\n\n> Prøv igen"),
    ("Çalışmıyor.", "Desk <desk@example.com>, 16 Kas 2026 Pzt, 10:01 tarihinde şunu yazdı:\n\n> Tekrar deneyin"),
    ("My answer", "##- Please write your reply above this line -##\nOld text"),
];

#[test]
fn the_quote_below_an_answer_is_marked_in_every_language() {
    for (answer, quote) in ANSWERS {
        let text = format!("{answer}\n\n{quote}\n");
        assert_eq!(new_text(&text), *answer, "{text}");
        let folded = Body::marked(&text, &mark(&text)).folded();
        assert_eq!(folded, quote.trim_end(), "{text}");
    }
}

#[test]
fn answers_between_and_below_quotes_stay() {
    let between =
        "On 16 Nov 2026, at 10:01, Desk <desk@example.com> wrote:\n\n> Can you retry?\n\nYes, done.\n\n> And the log?\n\nAttached.\n\n-- \nAna\n";
    assert_eq!(new_text(between), "Yes, done.\n\nAttached.");
    assert_eq!(new_text("> Can you retry?\n\nYes, done.\n\n> And the log?\n\nAttached."), "Yes, done.\n\nAttached.");
    assert_eq!(new_text("Hi,\nOn 16 Nov 2026, at 10:01, Desk <desk@example.com> wrote:\n> Can you?\n\nYes.\n"), "Hi,\n\nYes.");
    let below_greeting = "Hi,\n\nOn 16 Nov 2026, at 10:01, Desk <desk@example.com> wrote:\n> Can you?\n\nYes.\n";
    assert_eq!(new_text(below_greeting), "Hi,\n\n\nYes.".replace("\n\n\n", "\n\n"));
}

#[test]
fn old_quotes_in_an_unmarked_quote_do_not_bring_it_back() {
    let text = "Thanks!\n\nFrom: Desk <desk@example.com>\nSent: Monday\nTo: Ana\nSubject: x\n\nSee below.\n> very old\nBest regards\nDesk\n";
    assert_eq!(new_text(text), "Thanks!");
}

#[test]
fn forwards_and_look_alikes_are_never_marked() {
    for whole in [
        "FYI see below\n\n---------- Forwarded message ---------\nFrom: Vendor <v@example.net>\nDate: Mon, 16 Nov 2026 at 10:01\nSubject: RMA\nTo: Me <me@example.org>\n\nThe part ships Friday.",
        "See these:\nFrom: the first step\nTo: the last step\nall fine.",
        "On the second attempt it wrote: error 42.\nWhat now?",
        "On Monday I upgraded to 2026.1 and the log wrote:\nerror 42\nerror 43",
        "To: everyone\nPlease note the date: 2026.",
        "> all quoted\n> nothing else",
        "| item | price |\n| pump | 3 |",
        "",
    ] {
        assert_eq!(new_text(whole), whole);
    }
}

#[test]
fn signatures_are_marked() {
    assert_eq!(new_text("Price list:\n- a\n- b\n\n-- \nAna Silva\nACME"), "Price list:\n- a\n- b");
    assert_eq!(
        new_text("Still broken\nSent from my iPhone\n\n> On 16 Nov 2026, at 10:01, Desk <desk@example.com> wrote:\n> \n> retry"),
        "Still broken"
    );
    assert_eq!(new_text("Funciona.\n\nEnviado do meu iPhone"), "Funciona.");
    assert_eq!(new_text("Hi\n\nSent from my desk, is much easier"), "Hi\n\nSent from my desk, is much easier");
    assert_eq!(new_text("Outlook für iOS geht nicht mehr."), "Outlook für iOS geht nicht mehr.");
    let footer = "_______________________________________________\nprinters mailing list\nprinters@lists.example.org";
    assert_eq!(new_text(&format!("Try this.\n\n-- \nAna\n{footer}\n")), "Try this.");
    assert_eq!(new_text(&format!("Thanks.\n\n> Try this.\n\n{footer}")), "Thanks.");
    let rule = format!("Total:\n{}\n40 EUR", "_".repeat(40));
    assert_eq!(new_text(&rule), rule);
    let long = format!("Text\n--\n{}", "more\n".repeat(30));
    assert_eq!(new_text(&long), long.trim_end(), "too long for a signature");
}

#[test]
fn html_tells_where_the_quote_is() {
    for quote in [
        "<div class=\"gmail_quote\">old</div>",
        "<blockquote type='x' class=\"yahoo_quoted\">old</blockquote>",
        "<div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">old</div>",
        "<div style=\"border:none;border-top:solid #E1E1E1 1.0pt\">old</div>",
    ] {
        let text = crate::mail::html::to_text(&mark_html(&format!("<p>new</p>{quote}")));
        let (text, parts) = without_sentinel(&text, &mark(&text));
        assert_eq!(Body::marked(text, &parts).new_text(), "new", "{quote}");
    }
    let below = "<style>p{}</style>&nbsp;<div class=\"gmail_quote\">old</div>new";
    assert_eq!(mark_html(below), below, "nothing is written above the quote");
    let forward =
        crate::mail::html::to_text(&mark_html("<p>see</p><div class=\"gmail_quote\">---------- Forwarded message ---------<br>From: x</div>"));
    let (text, parts) = without_sentinel(&forward, &mark(&forward));
    assert_eq!(Body::marked(text, &parts).new_text(), "see\n\n---------- Forwarded message ---------\nFrom: x");
}

#[test]
fn answers_between_quotes_in_html_stay() {
    let html = "Hi,<div class=\"gmail_quote\"><div class=\"gmail_attr\">On Mon, Nov 16, 2026 at 10:01 Desk &lt;desk@example.com&gt; wrote:</div><blockquote>Can you?</blockquote></div><div>Yes.</div>";
    let text = crate::mail::html::to_text(&mark_html(html));
    let (text, parts) = without_sentinel(&text, &mark(&text));
    assert_eq!(Body::marked(text, &parts).new_text().split_whitespace().collect::<Vec<_>>(), ["Hi,", "Yes."]);
}

#[test]
fn words_of_the_html_quote_are_found_in_the_text() {
    let text = "New words.\n\nDesk antwortete:\nOld words, the first\nsecond";
    let parts = mark_from_words(text, "\nOld words,   the FIRST\nsecond").unwrap();
    assert_eq!(Body::marked(text, &parts).new_text(), "New words.\n\nDesk antwortete:");
    assert_eq!(mark_from_words("Old words, the first", "Old words, the first"), None, "nothing new above");
    assert_eq!(mark_from_words(text, "something else"), None);
}

/// Pieces of which hostile and odd texts are made.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(ANSWERS).prop_map(|(answer, quote)| format!("{answer}\n{quote}\n")),
        prop::sample::select(vec![
            "> ",
            "\n",
            "-- \n",
            "From: a@b\n",
            "wrote:\n",
            "On ",
            "##- x -##\n",
            "Sent from my iPhone\n",
            "----",
            SENTINEL,
            "| x\n",
            "\r\n",
            "\u{a0}"
        ])
        .prop_map(str::to_owned),
        ".{0,20}",
    ]
}

proptest! {
    #[test]
    fn every_line_has_a_mark_and_something_is_always_shown(pieces in prop::collection::vec(piece(), 0..12)) {
        let text = pieces.concat();
        let parts = mark(&text);
        prop_assert_eq!(parts.len(), text.lines().count());
        let (shown, parts) = without_sentinel(&text, &parts);
        let body = Body::marked(shown.clone(), &parts);
        prop_assert!(shown.trim().is_empty() || !body.new_text().trim().is_empty());
        let _ = mark_html(&text);
    }
}
