//! The servers that mail of a domain is usually read from and sent through.

use crate::config::Security;

/// A server as it is asked for: `host`, `host:port`, or `host:port security`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) host: String,
    pub(super) port: Option<u16>,
    pub(super) security: Security,
}

/// Providers whose servers are not called `imap.` and `smtp.` before their domains: domains, the server for reading, the server for sending. As they
/// say in their manuals.
const PROVIDERS: &[(&[&str], &str, &str)] = &[
    (&["gmail.com", "googlemail.com"], "imap.gmail.com", "smtp.gmail.com"),
    (&["outlook.com", "hotmail.com", "live.com", "msn.com"], "outlook.office365.com", "smtp-mail.outlook.com:587"),
    (&["icloud.com", "me.com", "mac.com"], "imap.mail.me.com", "smtp.mail.me.com:587"),
    (&["yahoo.com", "yahoo.de", "yahoo.fr", "yahoo.es", "yahoo.com.br", "ymail.com"], "imap.mail.yahoo.com", "smtp.mail.yahoo.com"),
    (&["aol.com"], "imap.aol.com", "smtp.aol.com"),
    (&["fastmail.com", "fastmail.fm"], "imap.fastmail.com", "smtp.fastmail.com"),
    (&["gmx.de", "gmx.net", "gmx.at", "gmx.ch"], "imap.gmx.net", "mail.gmx.net"),
    (&["gmx.com"], "imap.gmx.com", "mail.gmx.com"),
    (&["t-online.de"], "secureimap.t-online.de", "securesmtp.t-online.de"),
    (&["posteo.de", "posteo.net"], "posteo.de", "posteo.de"),
    (&["zoho.com", "zohomail.com"], "imap.zoho.com", "smtp.zoho.com"),
    (&["zohomail.eu"], "imap.zoho.eu", "smtp.zoho.eu"),
    (&["proton.me", "protonmail.com", "pm.me"], "127.0.0.1:1143 starttls", "127.0.0.1:1025 starttls"),
    (&["uol.com.br"], "imap.uol.com.br", "smtps.uol.com.br"),
];

/// The servers of a domain, for reading and for sending.
pub(super) fn of(domain: &str) -> (String, String) {
    let domain = domain.to_lowercase();
    match PROVIDERS.iter().find(|(domains, _, _)| domains.contains(&domain.as_str())) {
        Some((_, imap, smtp)) => ((*imap).to_owned(), (*smtp).to_owned()),
        None => (format!("imap.{domain}"), format!("smtp.{domain}")),
    }
}

impl At {
    /// Without a security the port says which is meant: 143, 25 and 587 begin in the clear and switch to TLS (RFC 8314).
    pub(super) fn read(text: &str) -> Option<At> {
        let mut words = text.split_whitespace();
        let place = words.next()?;
        let security = words.next().map(|w| super::security(w).ok());
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, Some(port.parse().ok()?)),
            _ => (place, None),
        };
        let usual = if matches!(port, Some(143 | 25 | 587)) { Security::Starttls } else { Security::Tls };
        let security = match security {
            Some(given) => given?,
            None => usual,
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        (!host.is_empty() && words.next().is_none()).then(|| At { host: host.to_owned(), port, security })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(host: &str, port: Option<u16>, security: Security) -> Option<At> {
        Some(At { host: host.to_owned(), port, security })
    }

    #[test]
    fn a_server_is_read_with_its_port_and_its_security() {
        assert_eq!(At::read("imap.desk.example"), at("imap.desk.example", None, Security::Tls));
        assert_eq!(At::read("mail.desk.example:143"), at("mail.desk.example", Some(143), Security::Starttls));
        assert_eq!(At::read("mail.desk.example:587 tls"), at("mail.desk.example", Some(587), Security::Tls));
        assert_eq!(At::read("127.0.0.1:2525 none"), at("127.0.0.1", Some(2525), Security::None));
        assert_eq!(At::read("[::1]:1143 starttls"), at("::1", Some(1143), Security::Starttls));
        for wrong in ["", ":993", "host:port", "host:993 ssl", "host tls please"] {
            assert_eq!(At::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_usual_server_can_be_read() {
        for (domains, ..) in PROVIDERS {
            for domain in *domains {
                let (imap, smtp) = of(domain);
                assert!(At::read(&imap).is_some() && At::read(&smtp).is_some(), "{domain}");
            }
        }
        assert_eq!(of("Desk.example"), ("imap.desk.example".to_owned(), "smtp.desk.example".to_owned()));
    }
}
