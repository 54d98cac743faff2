//! A guess of the language of a text, by its script and its smallest words.

use std::sync::LazyLock;

/// The most common small words of languages in Latin script. Words that several share are left in each: the sum decides.
const WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "and", "is", "are", "was", "you", "your", "we", "our", "it", "to", "of", "in", "that", "this", "for", "with", "have", "has",
            "not", "please", "my", "i", "can", "on", "hello", "thanks", "but",
        ],
    ),
    (
        "pt",
        &[
            "o", "os", "um", "uma", "não", "que", "de", "do", "da", "dos", "das", "em", "no", "na", "para", "com", "por", "é", "está", "meu",
            "minha", "você", "ele", "ela", "mas", "olá", "obrigado", "obrigada", "bom", "dia", "foi", "e", "ao", "já",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "un", "una", "no", "que", "de", "del", "en", "la", "para", "con", "por", "es", "está", "mi", "su", "pero", "hola",
            "gracias", "buenos", "días", "fue", "y", "al", "ya", "lo", "se", "usted",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "un", "une", "des", "du", "de", "et", "est", "ne", "pas", "que", "qui", "dans", "pour", "avec", "sur", "je", "nous",
            "vous", "votre", "mon", "bonjour", "merci", "mais", "ce", "cette", "il", "au",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ist", "nicht", "ich", "sie", "wir", "ein", "eine", "den", "dem", "mit", "für", "auf", "von", "zu", "es",
            "bitte", "hallo", "danke", "mein", "meine", "ihr", "ihre", "aber", "auch", "noch", "im", "habe",
        ],
    ),
    (
        "it",
        &[
            "il",
            "lo",
            "gli",
            "un",
            "una",
            "non",
            "che",
            "di",
            "del",
            "della",
            "in",
            "la",
            "per",
            "con",
            "su",
            "è",
            "mio",
            "mia",
            "ma",
            "ciao",
            "buongiorno",
            "grazie",
            "sono",
            "ho",
            "ha",
            "e",
            "si",
            "questo",
            "questa",
            "mi",
            "da",
            "ancora",
        ],
    ),
    (
        "nl",
        &[
            "de", "het", "een", "en", "is", "niet", "ik", "je", "u", "we", "wij", "van", "voor", "met", "op", "aan", "te", "dat", "die", "hallo",
            "bedankt", "mijn", "uw", "maar", "ook", "nog", "heb", "heeft", "kan", "naar",
        ],
    ),
    (
        "pl",
        &[
            "i",
            "w",
            "z",
            "na",
            "do",
            "nie",
            "się",
            "że",
            "jest",
            "to",
            "jak",
            "co",
            "dla",
            "od",
            "po",
            "czy",
            "proszę",
            "dziękuję",
            "dzień",
            "dobry",
            "mam",
            "mój",
            "moja",
            "ale",
            "ten",
            "ta",
            "są",
            "już",
            "o",
            "przez",
        ],
    ),
];

/// Most characters that are looked at.
const ENOUGH: usize = 4000;

/// The language as a BCP 47 primary tag, or nothing when the text is too short or too mixed to tell.
#[must_use]
pub fn guess(text: &str) -> Option<&'static str> {
    let start = &text[..text.floor_char_boundary(ENOUGH)];
    by_script(start).or_else(|| by_words(start))
}

/// Languages that one sees.
fn by_script(text: &str) -> Option<&'static str> {
    if text.is_ascii() {
        return None;
    }
    let (mut letters, mut kana, mut han, mut hangul, mut cyrillic, mut arabic, mut hebrew) = (0, 0, 0, 0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            '\u{3040}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9d}' => kana += 1,
            '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => han += 1,
            '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' => hangul += 1,
            '\u{400}'..='\u{4ff}' => cyrillic += 1,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => arabic += 1,
            '\u{590}'..='\u{5ff}' => hebrew += 1,
            _ => {}
        }
    }
    // a word in these scripts has fewer letters than one in Latin, and names and products stand in Latin among them
    let many = |count: usize, share: usize| count > 1 && count * share >= letters;
    match () {
        () if many(kana + han, 4) && kana * 10 >= han => Some("ja"),
        () if many(hangul, 4) => Some("ko"),
        () if many(han, 4) => Some("zh"),
        () if many(cyrillic, 2) => Some("ru"),
        () if many(arabic, 2) => Some("ar"),
        () if many(hebrew, 2) => Some("he"),
        () => None,
    }
}

/// A small word, and a bit for each language of [`WORDS`] that has it.
type Small = (&'static str, u8);

/// The small words by their first byte: a mail has hundreds of words, and most are none of these.
static SMALL: LazyLock<Vec<Vec<Small>>> = LazyLock::new(|| {
    let mut table: Vec<Vec<Small>> = vec![Vec::new(); 256];
    for (language, (_, words)) in WORDS.iter().enumerate() {
        for word in *words {
            let row = &mut table[usize::from(word.as_bytes()[0])];
            match row.iter_mut().find(|(known, _)| known == word) {
                Some((_, languages)) => *languages |= 1 << language,
                None => row.push((word, 1 << language)),
            }
        }
    }
    table
});

/// The languages that have a word among their small ones, a bit for each.
fn languages_of(word: &str) -> u8 {
    let row = word.bytes().next().map(|first| &SMALL[usize::from(first)]);
    row.and_then(|row| row.iter().find(|(small, _)| *small == word)).map_or(0, |(_, languages)| *languages)
}

/// The language with most of its small words, when it leads clearly.
fn by_words(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let mut scores = [0usize; WORDS.len()];
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        let mut left = languages_of(word);
        while left != 0 {
            scores[left.trailing_zeros() as usize] += 1;
            left &= left - 1;
        }
    }
    let best = (0..scores.len()).max_by_key(|i| scores[*i])?;
    let second = (0..scores.len()).filter(|i| *i != best).map(|i| scores[i]).max().unwrap_or(0);
    (scores[best] >= 2 && scores[best] > second).then_some(WORDS[best].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_mails_are_told_apart() {
        for (language, text) in [
            ("en", "Hello, the printer is not working and I have to print this today."),
            ("pt", "Olá, a impressora não funciona e eu preciso imprimir o documento com urgência. Obrigado!"),
            ("es", "Hola, la impresora no funciona y necesito imprimir el documento. Gracias."),
            ("fr", "Bonjour, l'imprimante ne marche pas et je dois imprimer le document. Merci."),
            ("de", "Hallo, der Drucker geht nicht und ich muss das Dokument heute drucken."),
            ("it", "Buongiorno, la stampante non va e devo stampare il documento. Grazie."),
            ("nl", "Hallo, de printer werkt niet en ik moet het document vandaag printen."),
            ("pl", "Dzień dobry, drukarka nie działa, proszę o pomoc w tej sprawie."),
            ("ru", "Здравствуйте, принтер HP не печатает."),
            ("zh", "你好，打印机坏了。"),
            ("ja", "プリンターが動きません。助けてください。"),
            ("ko", "프린터가 안 됩니다."),
            ("ar", "الطابعة لا تعمل"),
            ("he", "המדפסת לא עובדת"),
        ] {
            assert_eq!(guess(text), Some(language), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not() {
        for text in ["", "P-100", "12345 67", "ok"] {
            assert_eq!(guess(text), None, "{text}");
        }
    }
}
