//! Domains at which anybody has an address: who writes from there belongs to no organization because of it.

/// The best known services, and those that answer under many countries' domains (`yahoo.co.uk`).
const SERVICES: [&str; 78] = [
    "126.com",
    "139.com",
    "163.com",
    "aim.com",
    "aliyun.com",
    "aol.com",
    "arcor.de",
    "bell.net",
    "bigpond.com",
    "bol.com.br",
    "btinternet.com",
    "charter.net",
    "comcast.net",
    "cox.net",
    "daum.net",
    "duck.com",
    "earthlink.net",
    "email.com",
    "fastmail.com",
    "fastmail.fm",
    "foxmail.com",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "globo.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hanmail.net",
    "hey.com",
    "hushmail.com",
    "icloud.com",
    "ig.com.br",
    "inbox.lv",
    "inbox.ru",
    "laposte.net",
    "libero.it",
    "list.ru",
    "mac.com",
    "mail.com",
    "mail.ru",
    "mailbox.org",
    "me.com",
    "msn.com",
    "naver.com",
    "o2.pl",
    "oi.com.br",
    "onet.pl",
    "orange.fr",
    "outlook.com",
    "passport.com",
    "pm.me",
    "posteo.de",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "r7.com",
    "rediffmail.com",
    "rocketmail.com",
    "sapo.pt",
    "seznam.cz",
    "sfr.fr",
    "sina.com",
    "sohu.com",
    "t-online.de",
    "terra.com.br",
    "tuta.io",
    "tutanota.com",
    "uol.com.br",
    "verizon.net",
    "wanadoo.fr",
    "web.de",
    "wp.pl",
    "ymail.com",
    "zoho.com",
];

/// Services whose name stands before the country: `hotmail.fr`, `yahoo.co.jp`, `live.nl`, `outlook.es`, `yandex.kz`.
const EVERYWHERE: [&str; 5] = ["hotmail", "live", "outlook", "yahoo", "yandex"];

/// Whether anybody can have an address at a domain.
#[must_use]
pub fn is_free_mail(domain: &str) -> bool {
    let domain = domain.trim().trim_end_matches('.').to_lowercase();
    let Some((name, rest)) = domain.split_once('.') else { return false };
    // `live.example.com` is somebody's own: a country has two letters, or two behind `co` or `com`
    let country = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_lowercase());
    let somewhere = rest == "com" || country(rest) || rest.split_once('.').is_some_and(|(kind, at)| matches!(kind, "co" | "com") && country(at));
    SERVICES.contains(&domain.as_str()) || EVERYWHERE.contains(&name) && somewhere
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_for_everybody_are_told_from_domains_of_somebody() {
        for free in ["gmail.com", "GMAIL.com", "web.de", "hotmail.fr", "yahoo.co.jp", "yahoo.com.br", "live.nl", "outlook.com", "qq.com"] {
            assert!(is_free_mail(free), "{free}");
        }
        for own in ["example.com", "live.example.com", "mygmail.com", "yahoo.example", "hotmail.company.com", "com", "", "gmail.com.example.com"] {
            assert!(!is_free_mail(own), "{own}");
        }
    }
}
