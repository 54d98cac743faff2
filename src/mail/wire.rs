//! What both wires share: how a server is reached, how the line is protected, and what can go wrong before the first command.

use std::error::Error as StdError;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};

use rustls::CertificateError;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::secret::SecretError;
use super::tls::TlsError;

/// How the line to a server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Security {
    /// TLS from the first byte (RFC 8314): ports 993 and 465.
    Tls,
    /// Plain at first, TLS before anything else is said: ports 143 and 587. A server that does not offer it is refused.
    #[serde(rename = "starttls")]
    StartTls,
    /// Not protected: only to a server on this machine.
    None,
}

/// What the secret of an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Auth {
    /// A password.
    #[default]
    Password,
    /// An OAuth 2.0 access token, sent with XOAUTH2. Tokens live for an hour: the secret is read anew for each connection.
    #[serde(rename = "oauth2")]
    OAuth2,
}

/// Why a server could not be reached, or not safely. `server` is always `host:port`.
#[derive(Debug, Error)]
pub enum WireError {
    /// The name is not known.
    #[error("{server}: no such host ({words}): check the server's name, and that this machine is online")]
    Dns {
        /// The server.
        server: String,
        /// What the resolver said.
        words: String,
    },
    /// Nobody listens.
    #[error("{server}: connection refused: nothing listens on this port; check host and port, and that the server runs")]
    Refused {
        /// The server.
        server: String,
    },
    /// There is no way to the server.
    #[error("{server}: the network cannot be reached: check this machine's connection and firewall")]
    NoNetwork {
        /// The server.
        server: String,
    },
    /// The server does not answer.
    #[error("{server}: no answer in time: the server is slow or a firewall swallows the connection; a wrong pair of port and security does this too")]
    Timeout {
        /// The server.
        server: String,
    },
    /// TLS was expected and something else came.
    #[error("{server}: the server does not speak TLS on this port: try security = \"starttls\", or the port for TLS (993 for IMAP, 465 for SMTP)")]
    NotTls {
        /// The server.
        server: String,
    },
    /// STARTTLS was wanted and is not offered.
    #[error("{server}: the server does not offer STARTTLS, so the password would travel in the open: try security = \"tls\" and its port")]
    NoStartTls {
        /// The server.
        server: String,
    },
    /// Nobody that this machine trusts has signed the certificate.
    #[error("{server}: nobody this machine trusts has signed the server's certificate: if it is your own authority, name its file in ca_file")]
    UnknownAuthority {
        /// The server.
        server: String,
    },
    /// The certificate is for another name.
    #[error("{server}: the server's certificate is for another name: use the name that the certificate has")]
    WrongName {
        /// The server.
        server: String,
    },
    /// The certificate is out of its dates.
    #[error("{server}: the server's certificate has expired or is not valid yet: check this machine's clock, else tell the server's operator")]
    Expired {
        /// The server.
        server: String,
    },
    /// Another fault of TLS.
    #[error("{server}: no safe connection: {words}")]
    Tls {
        /// The server.
        server: String,
        /// What is wrong.
        words: String,
    },
    /// No protection was asked for, and the server is on another machine.
    #[error(
        "{server}: refused to send the password in the open: security = \"none\" is only for a server on this machine; use \"tls\" or \"starttls\""
    )]
    InTheOpen {
        /// The server.
        server: String,
    },
    /// The server hung up.
    #[error("{server}: the server closed the connection{}", .words.as_ref().map(|w| format!(": {w}")).unwrap_or_default())]
    Closed {
        /// The server.
        server: String,
        /// What it said before, if it said something.
        words: Option<String>,
    },
    /// Another fault of the connection.
    #[error("{server}: {words}")]
    Io {
        /// The server.
        server: String,
        /// What the system says.
        words: String,
    },
    /// The certificates to trust could not be read.
    #[error(transparent)]
    Trust(#[from] TlsError),
    /// The password or token could not be had.
    #[error(transparent)]
    Secret(#[from] SecretError),
}

impl WireError {
    /// Whether trying again is useless until a person has changed something.
    #[must_use]
    pub fn needs_a_person(&self) -> bool {
        !matches!(
            self,
            WireError::Dns { .. }
                | WireError::Refused { .. }
                | WireError::NoNetwork { .. }
                | WireError::Timeout { .. }
                | WireError::Closed { .. }
                | WireError::Io { .. }
        )
    }

    /// From a fault of the connection or, inside one, of TLS.
    pub(super) fn of_io(server: &str, error: &io::Error) -> WireError {
        use io::ErrorKind as Kind;
        if let Some(tls) = error.get_ref().and_then(|e| e.downcast_ref::<rustls::Error>()) {
            return WireError::of_tls(server, tls);
        }
        let server = server.to_owned();
        match error.kind() {
            Kind::ConnectionRefused => WireError::Refused { server },
            Kind::TimedOut | Kind::WouldBlock => WireError::Timeout { server },
            Kind::NetworkUnreachable | Kind::HostUnreachable | Kind::NetworkDown => WireError::NoNetwork { server },
            Kind::UnexpectedEof | Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe => WireError::Closed { server, words: None },
            _ => WireError::Io { server, words: spoken(&error.to_string()) },
        }
    }

    /// From the first fault of connection or TLS that a library's error is about.
    pub(super) fn of_chain(server: &str, error: &(dyn StdError + 'static)) -> WireError {
        let mut next = Some(error);
        while let Some(current) = next {
            if let Some(io) = current.downcast_ref::<io::Error>() {
                return WireError::of_io(server, io);
            }
            if let Some(tls) = current.downcast_ref::<rustls::Error>() {
                return WireError::of_tls(server, tls);
            }
            next = current.source();
        }
        WireError::Io { server: server.to_owned(), words: spoken(&error.to_string()) }
    }

    fn of_tls(server: &str, error: &rustls::Error) -> WireError {
        use CertificateError as C;
        let server = server.to_owned();
        match error {
            rustls::Error::InvalidMessage(_) => WireError::NotTls { server },
            // A bad signature is what an authority leaves that was made anew under its old name.
            rustls::Error::InvalidCertificate(C::UnknownIssuer | C::BadSignature) => WireError::UnknownAuthority { server },
            rustls::Error::InvalidCertificate(C::NotValidForName | C::NotValidForNameContext { .. }) => WireError::WrongName { server },
            rustls::Error::InvalidCertificate(C::Expired | C::ExpiredContext { .. } | C::NotValidYet | C::NotValidYetContext { .. }) => {
                WireError::Expired { server }
            }
            other => WireError::Tls { server, words: other.to_string() },
        }
    }
}

/// The addresses of a server, looked up while the caller waits.
pub(super) fn resolve(host: &str, port: u16, security: Security) -> Result<Vec<SocketAddr>, WireError> {
    permitted(host, port, security, (host, port).to_socket_addrs().map(Iterator::collect))
}

/// The addresses of a server.
pub(super) async fn look_up(host: &str, port: u16, security: Security) -> Result<Vec<SocketAddr>, WireError> {
    permitted(host, port, security, tokio::net::lookup_host((host, port)).await.map(Iterator::collect))
}

/// Refuses an unprotected line to another machine before anything is sent over it.
fn permitted(host: &str, port: u16, security: Security, found: io::Result<Vec<SocketAddr>>) -> Result<Vec<SocketAddr>, WireError> {
    let server = format!("{host}:{port}");
    let addresses = found.map_err(|e| WireError::Dns { server: server.clone(), words: e.to_string() })?;
    if addresses.is_empty() {
        return Err(WireError::Dns { server, words: "it has no address".to_owned() });
    }
    if security == Security::None && !addresses.iter().all(|a| a.ip().is_loopback()) {
        return Err(WireError::InTheOpen { server });
    }
    Ok(addresses)
}

/// A server's words on one line, without control characters and not endless, for people to read.
pub(super) fn spoken(words: &str) -> String {
    const MAX: usize = 500;
    let words: Vec<&str> = words.split(|c: char| c.is_control() || c.is_whitespace()).filter(|w| !w.is_empty()).collect();
    words.join(" ").chars().take(MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_line_is_for_this_machine_alone() {
        assert!(resolve("127.0.0.1", 143, Security::None).is_ok());
        assert!(matches!(resolve("192.0.2.1", 143, Security::None), Err(WireError::InTheOpen { .. })));
        assert!(resolve("192.0.2.1", 993, Security::Tls).is_ok());
    }

    #[test]
    fn words_of_servers_stay_on_one_line_and_end() {
        assert_eq!(spoken("5.1.1 no\r\n such\x1b[31m  user"), "5.1.1 no such [31m user");
        assert_eq!(spoken(&"x".repeat(9_000)).len(), 500);
    }

    #[test]
    fn faults_that_pass_by_themselves_need_nobody() {
        let server = || "mail.example.com:993".to_owned();
        assert!(!WireError::Timeout { server: server() }.needs_a_person());
        assert!(WireError::UnknownAuthority { server: server() }.needs_a_person());
    }

    #[test]
    fn the_settings_are_named_as_people_write_them() {
        #[derive(Deserialize)]
        struct Line {
            security: Security,
            auth: Auth,
        }
        let line: Line = toml::from_str("security = \"starttls\"\nauth = \"oauth2\"").unwrap();
        assert_eq!((line.security, line.auth), (Security::StartTls, Auth::OAuth2));
    }
}
