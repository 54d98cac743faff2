//! What went wrong with a mail server or its password, in the reader's language: where, and what to do next.

use super::imap::ImapError;
use super::secret::SecretError;
use super::smtp::SmtpError;
use super::tls::TlsError;
use super::wire::WireError;
use crate::words::Words;

impl WireError {
    /// What is wrong with the line to the server, in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let with = |key: &str, server: &str, said: &str| words.say_with(key, &[("server", server.into()), ("words", said.into())]);
        match self {
            WireError::Dns { server, words } => with("error-wire-dns", server, words),
            WireError::Refused { server } => with("error-wire-refused", server, ""),
            WireError::NoNetwork { server } => with("error-wire-no-network", server, ""),
            WireError::Timeout { server } => with("error-wire-timeout", server, ""),
            WireError::NotTls { server } => with("error-wire-not-tls", server, ""),
            WireError::NoStartTls { server } => with("error-wire-no-starttls", server, ""),
            WireError::UnknownAuthority { server } => with("error-wire-unknown-authority", server, ""),
            WireError::WrongName { server } => with("error-wire-wrong-name", server, ""),
            WireError::Expired { server } => with("error-wire-expired", server, ""),
            WireError::InTheOpen { server } => with("error-wire-in-the-open", server, ""),
            WireError::Closed { server, words: None } => with("error-wire-closed", server, ""),
            WireError::Closed { server, words: Some(said) } => with("error-wire-closed-saying", server, said),
            WireError::Tls { server, words } => with("error-wire-tls", server, words),
            WireError::Io { server, words } => with("error-wire-io", server, words),
            WireError::Trust(e) => e.say(words),
            WireError::Secret(e) => e.say(words),
        }
    }
}

impl TlsError {
    /// What is wrong with the certificates to trust, in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            TlsError::Unreadable { path, source } => {
                words.say_with("error-ca-unreadable", &[("path", (&path.display().to_string()).into()), ("why", (&source.to_string()).into())])
            }
            TlsError::NoCertificate { path, words: why } => {
                words.say_with("error-ca-no-certificate", &[("path", (&path.display().to_string()).into()), ("why", why.into())])
            }
            TlsError::NoRoots => words.say("error-ca-none"),
            TlsError::Setup(why) => words.say_with("error-tls-setup", &[("why", (&why.to_string()).into())]),
        }
    }
}

impl SecretError {
    /// Why the password cannot be had, in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            SecretError::Start(e) => words.say_with("error-secret-start", &[("why", (&e.to_string()).into())]),
            SecretError::Failed { status, words: said } => {
                words.say_with("error-secret-failed", &[("status", status.into()), ("words", said.into())])
            }
            SecretError::Slow(patience) => words.say_with("error-secret-slow", &[("seconds", patience.as_secs().into())]),
            SecretError::Unreadable { path, source } => {
                words.say_with("error-file", &[("path", (&path.display().to_string()).into()), ("why", (&source.to_string()).into())])
            }
            SecretError::Exposed { path, mode } => {
                words.say_with("error-secret-exposed", &[("path", (&path.display().to_string()).into()), ("mode", (&format!("{mode:04o}")).into())])
            }
            SecretError::NoCredential(name) => words.say_with("error-secret-no-credential", &[("name", name.into())]),
            SecretError::Empty(_) => words.say("error-secret-empty"),
            SecretError::NoText(_) => words.say("error-secret-no-text"),
        }
    }
}

impl ImapError {
    /// What is wrong with the mailbox, in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            ImapError::Wire(e) => e.say(words),
            ImapError::WrongPassword { server, user, words: said } => wrong_password(words, server, user, said),
            ImapError::NoFolder { server, folder, words: said } => {
                words.say_with("error-imap-no-folder", &[("server", server.into()), ("folder", folder.into()), ("words", said.into())])
            }
            ImapError::Refused { server, words: said } => refused(words, server, said),
            ImapError::Protocol { server, words: said } => {
                words.say_with("error-imap-protocol", &[("server", server.into()), ("words", said.into())])
            }
        }
    }
}

impl SmtpError {
    /// What is wrong with the server, in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            SmtpError::Wire(e) => e.say(words),
            SmtpError::WrongPassword { server, user, words: said } => wrong_password(words, server, user, said),
            SmtpError::NoLogin { server, wanted } => {
                words.say_with("error-smtp-no-login", &[("server", server.into()), ("wanted", (*wanted).into())])
            }
            SmtpError::Refused { server, words: said } => refused(words, server, said),
        }
    }
}

fn wrong_password(words: &Words, server: &str, user: &str, said: &str) -> String {
    words.say_with("error-wrong-password", &[("server", server.into()), ("user", user.into()), ("words", said.into())])
}

fn refused(words: &Words, server: &str, said: &str) -> String {
    words.say_with("error-server-refused", &[("server", server.into()), ("words", said.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_fault_of_the_line_names_the_server_in_each_language() {
        let server = || "mail.example.com:993".to_owned();
        let faults = [
            WireError::Dns { server: server(), words: "no such name".into() },
            WireError::NoNetwork { server: server() },
            WireError::UnknownAuthority { server: server() },
            WireError::Closed { server: server(), words: Some("too many".into()) },
        ];
        for language in Language::ALL {
            for fault in &faults {
                let said = fault.say(&Words::new(language));
                assert!(said.contains("mail.example.com:993") && !said.contains("error-"), "{said}");
            }
        }
    }

    #[test]
    fn an_exposed_password_file_says_the_command_that_mends_it() {
        let said = SecretError::Exposed { path: "/srv/pw".into(), mode: 0o644 }.say(&Words::default());
        assert!(said.contains("/srv/pw") && said.contains("0644") && said.contains("chmod 600"), "{said}");
    }
}
