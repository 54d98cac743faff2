//! How mail programs quote, in the languages that people set them to. Every mail is made up.
#![allow(dead_code)]

/// A language: its code, an answer, a greeting below it, what the desk had written, and the line of a telephone.
pub struct Language {
    pub code: &'static str,
    pub answer: &'static str,
    pub asked: &'static str,
    pub telephone: &'static str,
    pub outlook_mobile: &'static str,
    /// From, Sent, To and Subject, as Outlook copies them.
    pub fields: [&'static str; 4],
    /// How each program begins its quote.
    pub gmail: &'static str,
    pub apple: &'static str,
    pub thunderbird: &'static str,
    pub yahoo: &'static str,
    pub proton: &'static str,
    /// The line above a mail that is passed on.
    pub forwarded: &'static str,
}

pub const LANGUAGES: [Language; 11] = [
    Language {
        code: "en",
        answer: "It still fails.\n\nWhat shall I try next?",
        asked: "Please restart the printer.",
        telephone: "Sent from my iPhone",
        outlook_mobile: "Get Outlook for iOS",
        fields: ["From", "Sent", "To", "Subject"],
        gmail: "On Mon, Nov 16, 2026 at 10:01 AM Desk <desk@example.com> wrote:",
        apple: "On 16 Nov 2026, at 10:01, Desk <desk@example.com> wrote:",
        thunderbird: "On 16/11/2026 10:01, Desk wrote:",
        yahoo: "On Monday, November 16, 2026 at 10:01:00 AM GMT+1, Desk <desk@example.com> wrote:",
        proton: "On Monday, November 16th, 2026 at 10:01 AM, Desk <desk@example.com> wrote:",
        forwarded: "---------- Forwarded message ---------",
    },
    Language {
        code: "pt",
        answer: "Continua falhando.\n\nO que faço agora?",
        asked: "Reinicie a impressora, por favor.",
        telephone: "Enviado do meu iPhone",
        outlook_mobile: "Obter o Outlook para iOS",
        fields: ["De", "Enviada em", "Para", "Assunto"],
        gmail: "Em seg., 16 de nov. de 2026 às 10:01, Desk <desk@example.com> escreveu:",
        apple: "Em 16 de nov. de 2026, à(s) 10:01, Desk <desk@example.com> escreveu:",
        thunderbird: "Em 16/11/2026 10:01, Desk escreveu:",
        yahoo: "Em segunda-feira, 16 de novembro de 2026 às 10:01:00 BRT, Desk <desk@example.com> escreveu:",
        proton: "Em segunda-feira, 16 de novembro de 2026 às 10:01, Desk <desk@example.com> escreveu:",
        forwarded: "---------- Mensagem encaminhada ---------",
    },
    Language {
        code: "es",
        answer: "Sigue fallando.\n\n¿Qué hago ahora?",
        asked: "Reinicie la impresora, por favor.",
        telephone: "Enviado desde mi iPhone",
        outlook_mobile: "Obtener Outlook para iOS",
        fields: ["De", "Enviado el", "Para", "Asunto"],
        gmail: "El lun, 16 nov 2026 a las 10:01, Desk (<desk@example.com>) escribió:",
        apple: "El 16 nov 2026, a las 10:01, Desk <desk@example.com> escribió:",
        thunderbird: "El 16/11/26 a las 10:01, Desk escribió:",
        yahoo: "En lunes, 16 de noviembre de 2026, 10:01:00 CET, Desk <desk@example.com> escribió:",
        proton: "El lunes, 16 de noviembre de 2026 a las 10:01, Desk <desk@example.com> escribió:",
        forwarded: "---------- Mensaje reenviado ---------",
    },
    Language {
        code: "fr",
        answer: "Toujours en panne.\n\nQue faire ?",
        asked: "Veuillez redémarrer l'imprimante.",
        telephone: "Envoyé de mon iPhone",
        outlook_mobile: "Télécharger Outlook pour iOS",
        fields: ["De ", "Envoyé ", "À ", "Objet "],
        gmail: "Le lun. 16 nov. 2026 à 10:01, Desk <desk@example.com> a écrit :",
        apple: "Le 16 nov. 2026 à 10:01, Desk <desk@example.com> a écrit :",
        thunderbird: "Le 16/11/2026 à 10:01, Desk a écrit :",
        yahoo: "Le lundi 16 novembre 2026 à 10:01:00 UTC+1, Desk <desk@example.com> a écrit :",
        proton: "Le lundi 16 novembre 2026 à 10:01, Desk <desk@example.com> a écrit :",
        forwarded: "-------- Message transféré --------",
    },
    Language {
        code: "de",
        answer: "Geht immer noch nicht.\n\nWas nun?",
        asked: "Bitte starten Sie den Drucker neu.",
        telephone: "Von meinem iPhone gesendet",
        outlook_mobile: "Outlook für iOS beziehen",
        fields: ["Von", "Gesendet", "An", "Betreff"],
        gmail: "Am Mo., 16. Nov. 2026 um 10:01 Uhr schrieb Desk <desk@example.com>:",
        apple: "Am 16.11.2026 um 10:01 schrieb Desk <desk@example.com>:",
        thunderbird: "Am 16.11.26 um 10:01 schrieb Desk:",
        yahoo: "Am Montag, 16. November 2026 um 10:01:00 MEZ hat Desk <desk@example.com> Folgendes geschrieben:",
        proton: "Desk <desk@example.com> schrieb am Montag, 16. November 2026 um 10:01:",
        forwarded: "-------- Weitergeleitete Nachricht --------",
    },
    Language {
        code: "it",
        answer: "Non va ancora.\n\nE adesso?",
        asked: "Riavvii la stampante, per favore.",
        telephone: "Inviato da iPhone",
        outlook_mobile: "Scarica Outlook per iOS",
        fields: ["Da", "Inviato", "A", "Oggetto"],
        gmail: "Il giorno lun 16 nov 2026 alle ore 10:01 Desk <desk@example.com> ha scritto:",
        apple: "Il giorno 16 nov 2026, alle ore 10:01, Desk <desk@example.com> ha scritto:",
        thunderbird: "Il 16/11/26 10:01, Desk ha scritto:",
        yahoo: "Il lunedì 16 novembre 2026 alle ore 10:01:00 CET, Desk <desk@example.com> ha scritto:",
        proton: "Il lunedì 16 novembre 2026 10:01, Desk <desk@example.com> ha scritto:",
        forwarded: "-------- Messaggio Inoltrato --------",
    },
    Language {
        code: "nl",
        answer: "Werkt nog steeds niet.\n\nWat nu?",
        asked: "Start de printer opnieuw.",
        telephone: "Verstuurd vanaf mijn iPhone",
        outlook_mobile: "Outlook voor iOS downloaden",
        fields: ["Van", "Verzonden", "Aan", "Onderwerp"],
        gmail: "Op ma 16 nov 2026 om 10:01 schreef Desk <desk@example.com>:",
        apple: "Op 16 nov 2026, om 10:01 heeft Desk <desk@example.com> het volgende geschreven:",
        thunderbird: "Op 16-11-2026 om 10:01 schreef Desk:",
        yahoo: "Op maandag 16 november 2026 om 10:01:00 CET schreef Desk <desk@example.com>:",
        proton: "Op maandag 16 november 2026 om 10:01 schreef Desk <desk@example.com>:",
        forwarded: "-------- Doorgestuurd bericht --------",
    },
    Language {
        code: "pl",
        answer: "Nadal nie działa.\n\nCo teraz?",
        asked: "Proszę ponownie uruchomić drukarkę.",
        telephone: "Wysłane z iPhone’a",
        outlook_mobile: "Pobierz program Outlook dla systemu iOS",
        fields: ["Od", "Wysłano", "Do", "Temat"],
        gmail: "pon., 16 lis 2026 o 10:01 Desk <desk@example.com> napisał(a):",
        apple: "Wiadomość napisana przez Desk <desk@example.com> w dniu 16 lis 2026, o godz. 10:01:",
        thunderbird: "W dniu 16.11.2026 o 10:01, Desk pisze:",
        yahoo: "W dniu poniedziałek, 16 listopada 2026 10:01:00 CET użytkownik Desk <desk@example.com> napisał:",
        proton: "poniedziałek, 16 listopada 2026 10:01, Desk <desk@example.com> napisał(a):",
        forwarded: "-------- Przekazana wiadomość --------",
    },
    Language {
        code: "ru",
        answer: "Всё ещё не работает.\n\nЧто теперь?",
        asked: "Пожалуйста, перезапустите принтер.",
        telephone: "Отправлено с iPhone",
        outlook_mobile: "Скачать Outlook для iOS",
        fields: ["От", "Отправлено", "Кому", "Тема"],
        gmail: "пн, 16 нояб. 2026 г. в 10:01, Desk <desk@example.com>:",
        apple: "16 нояб. 2026 г., в 10:01, Desk <desk@example.com> написал(а):",
        thunderbird: "16.11.2026 10:01, Desk пишет:",
        yahoo: "понедельник, 16 ноября 2026 г. в 10:01:00 GMT+3, Desk <desk@example.com> написал(а):",
        proton: "понедельник, 16 ноября 2026 г. в 10:01, Desk <desk@example.com> написал:",
        forwarded: "-------- Пересылаемое сообщение --------",
    },
    Language {
        code: "zh",
        answer: "还是不行。\n\n接下来怎么办？",
        asked: "请重新启动打印机。",
        telephone: "发自我的 iPhone",
        outlook_mobile: "获取适用于 iOS 的 Outlook",
        fields: ["发件人", "发送时间", "收件人", "主题"],
        gmail: "Desk <desk@example.com> 于2026年11月16日周一 10:01写道：",
        apple: "在 2026年11月16日，10:01，Desk <desk@example.com> 写道：",
        thunderbird: "在 2026/11/16 10:01, Desk 写道:",
        yahoo: "在 2026年11月16日星期一 GMT+8 10:01:00，Desk <desk@example.com> 写道：",
        proton: "2026年11月16日星期一 10:01，Desk <desk@example.com> 写道：",
        forwarded: "-------- 转发的邮件 --------",
    },
    Language {
        code: "ja",
        answer: "まだ動きません。\n\n次はどうすればよいですか。",
        asked: "プリンターを再起動してください。",
        telephone: "iPhoneから送信",
        outlook_mobile: "iOS 用 Outlook を入手",
        fields: ["差出人", "送信日時", "宛先", "件名"],
        gmail: "2026年11月16日(月) 10:01 Desk <desk@example.com>:",
        apple: "2026/11/16 10:01、Desk <desk@example.com>のメール:",
        thunderbird: "On 2026/11/16 10:01, Desk wrote:",
        yahoo: "2026年11月16日月曜日 10:01:00 JST、Desk <desk@example.com>さんが書きました:",
        proton: "2026年11月16日月曜日 10:01、Desk <desk@example.com> さんが書きました：",
        forwarded: "-------- 転送メッセージ --------",
    },
];

/// A program: its name, and how it writes an answer above what it answers, as text and as HTML.
pub struct Program {
    pub name: &'static str,
    pub text: fn(&Language) -> String,
    pub html: fn(&Language) -> String,
}

pub const PROGRAMS: [Program; 9] = [
    Program { name: "Gmail", text: |l| angled(l, l.gmail, ""), html: gmail_html },
    Program { name: "Outlook", text: outlook_text, html: outlook_html },
    Program { name: "Outlook of old", text: old_outlook_text, html: outlook_html },
    Program { name: "Outlook in the browser", text: |l| web_text(l, ""), html: |l| web_html(l, "") },
    Program { name: "Outlook on a telephone", text: |l| web_text(l, l.outlook_mobile), html: mobile_html },
    Program { name: "Apple Mail", text: |l| angled(l, l.apple, l.telephone), html: apple_html },
    Program { name: "Thunderbird", text: |l| angled(l, l.thunderbird, ""), html: thunderbird_html },
    Program { name: "Yahoo", text: yahoo_text, html: yahoo_html },
    Program { name: "Proton", text: |l| angled(l, l.proton, "Sent with Proton Mail secure email."), html: proton_html },
];

/// A text behind `>`, as programs quote.
pub fn behind_angles(text: &str) -> String {
    text.lines().map(|l| format!("> {l}\n")).collect()
}

fn said(l: &Language) -> String {
    format!("{}\n\nDesk", l.asked)
}

/// The attribution, wrapped as programs do where it is long.
fn wrapped(attribution: &str) -> String {
    match attribution.char_indices().filter(|(i, c)| *c == ' ' && *i > 50).map(|(i, _)| i).next() {
        Some(at) if attribution.len() > 76 => format!("{}\n{}", &attribution[..at], &attribution[at + 1..]),
        _ => attribution.to_owned(),
    }
}

fn angled(l: &Language, attribution: &str, signature: &str) -> String {
    let signature = if signature.is_empty() { String::new() } else { format!("\n{signature}\n") };
    format!("{}\n{signature}\n{}\n\n{}", l.answer, wrapped(attribution), behind_angles(&said(l)))
}

/// The copied header.
fn block(l: &Language) -> String {
    let [from, sent, to, subject] = l.fields;
    format!(
        "{from}: Desk <desk@example.com>\n{sent}: 2026-11-16 10:01\n{to}: Carla Dias <carla@example.org>\n{subject}: RE: Printer\n\n{}\n",
        said(l)
    )
}

fn block_html(l: &Language) -> String {
    let [from, sent, to, subject] = l.fields;
    format!(
        "<b>{from}:</b> Desk &lt;desk@example.com&gt;<br><b>{sent}:</b> 2026-11-16 10:01<br><b>{to}:</b> Carla Dias &lt;carla@example.org&gt;<br><b>{subject}:</b> RE: Printer</p></div><p class=MsoNormal>{}</p><p class=MsoNormal>Desk</p>",
        l.asked
    )
}

fn outlook_text(l: &Language) -> String {
    format!("{}\n\n\n{}", l.answer, block(l))
}

fn old_outlook_text(l: &Language) -> String {
    let original = match l.code {
        "pt" => "Mensagem original",
        "es" => "Mensaje original",
        "fr" => "Message d'origine",
        "de" => "Ursprüngliche Nachricht",
        "it" => "Messaggio originale",
        "nl" => "Oorspronkelijk bericht",
        "pl" => "Wiadomość oryginalna",
        "ru" => "Исходное сообщение",
        "zh" => "原始邮件",
        "ja" => "元のメッセージ",
        _ => "Original Message",
    };
    format!("{}\n\n-----{original}-----\n{}", l.answer, block(l))
}

fn web_text(l: &Language, mobile: &str) -> String {
    let mobile = if mobile.is_empty() { String::new() } else { format!("{mobile}<https://aka.example/o0ukef>\n") };
    format!("{}\n\n{mobile}________________________________\n{}", l.answer, block(l))
}

fn yahoo_text(l: &Language) -> String {
    let said: String = said(l).lines().map(|line| format!(" {line}\n")).collect();
    format!("{}\n\n    {}  \n \n{said}", l.answer, l.yahoo)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn divs(text: &str) -> String {
    text.lines().map(|l| if l.is_empty() { "<div><br></div>".to_owned() } else { format!("<div>{}</div>", escaped(l)) }).collect()
}

fn gmail_html(l: &Language) -> String {
    format!(
        "<div dir=\"ltr\">{}</div><br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" class=\"gmail_attr\">{}<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex\">{}</blockquote></div>",
        divs(l.answer),
        escaped(l.gmail),
        divs(&said(l))
    )
}

fn outlook_html(l: &Language) -> String {
    let answer: String =
        l.answer.lines().map(|line| format!("<p class=MsoNormal>{}<o:p></o:p></p>", if line.is_empty() { "&nbsp;" } else { line })).collect();
    format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><body lang=EN><div class=WordSection1>{answer}<p class=MsoNormal><o:p>&nbsp;</o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>{}</div></body></html>",
        block_html(l)
    )
}

fn web_html(l: &Language, above: &str) -> String {
    format!(
        "<html><body dir=\"ltr\">{}{above}<div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\" tabindex=\"-1\"><div id=\"divRplyFwdMsg\" dir=\"ltr\"><p>{}</body></html>",
        divs(l.answer).replace("<div>", "<div class=\"elementToProof\">"),
        block_html(l)
    )
}

fn mobile_html(l: &Language) -> String {
    web_html(l, &format!("<div id=\"ms-outlook-mobile-signature\"><br><a href=\"https://aka.example/o0ukef\">{}</a></div>", l.outlook_mobile))
}

fn apple_html(l: &Language) -> String {
    format!(
        "<html><body style=\"overflow-wrap: break-word;\">{}<div><br></div><div>{}</div><div><br><blockquote type=\"cite\"><div>{}</div><br class=\"Apple-interchange-newline\"><div>{}</div></blockquote></div></body></html>",
        divs(l.answer),
        escaped(l.telephone),
        escaped(l.apple),
        divs(&said(l))
    )
}

fn thunderbird_html(l: &Language) -> String {
    format!(
        "<html><body text=\"#000000\" bgcolor=\"#FFFFFF\"><p>{}</p><div class=\"moz-cite-prefix\">{}<br></div><blockquote type=\"cite\" cite=\"mid:x@example.com\">{}</blockquote></body></html>",
        escaped(l.answer).replace("\n\n", "</p><p>"),
        escaped(l.thunderbird),
        divs(&said(l))
    )
}

fn yahoo_html(l: &Language) -> String {
    format!(
        "<html><body><div class=\"ydp1yahoo-style-wrap\">{}</div><div id=\"ydp2yahoo_quoted_1\" class=\"yahoo_quoted\"><div style=\"font-family:'Helvetica Neue'\"><div>{}</div><div><br></div><div>{}</div></div></div></body></html>",
        divs(l.answer),
        escaped(l.yahoo),
        divs(&said(l))
    )
}

fn proton_html(l: &Language) -> String {
    format!(
        "<div style=\"font-family: Arial\">{}</div><div class=\"protonmail_signature_block\"><div>Sent with Proton Mail secure email.</div></div><div class=\"protonmail_quote\">{}<br><blockquote class=\"protonmail_quote\" type=\"cite\">{}</blockquote></div>",
        divs(l.answer),
        escaped(l.proton),
        divs(&said(l))
    )
}

/// A mail that passes another one on.
pub fn forward(l: &Language) -> String {
    let [from, sent, to, subject] = l.fields;
    format!(
        "{}\n\n{}\n{from}: Desk <desk@example.com>\n{sent}: 2026-11-16 10:01\n{to}: Carla Dias <carla@example.org>\n{subject}: Printer\n\n{}\n\n-- \nDesk\n",
        l.answer, l.forwarded, l.asked
    )
}
