//! SMTP submission (RFC 5321, RFC 6409): one session, with one transaction for one recipient, and what became of it.
//!
//! lettre speaks the protocol; the commands are given one by one, so that it is always known whether the final dot has gone out.
//! Before it nothing has happened and the mail can be sent again. After it, without an answer, nobody knows.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::transport::smtp::Error as LettreError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::commands::Data;
use lettre::transport::smtp::extension::{ClientId, Extension};
use lettre::transport::smtp::response::Response;
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;
use tokio::time::timeout;

use super::compose::written;
use super::secret::{Secret, SecretError};
use super::tls;
use super::wire::{Auth, Security, WireError, look_up, spoken};
use crate::model::Address;
use crate::model::delivery::Attempt;

/// How many times the account's timeout the server may think about a mail that it has in full. It may scan it, and not to wait
/// makes a mail whose fate is unknown (RFC 5321, 4.5.3.2.6, asks for ten minutes).
const THINKING: u32 = 5;
/// The time that each megabyte may take, beside the account's timeout.
const PER_MEGABYTE: Duration = Duration::from_secs(10);
/// How long the server may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(2);
/// A mail of more bytes than this is offered with its size (RFC 1870). What is smaller every server takes.
const BIG: usize = 1_000_000;
/// Bytes that are written at a time.
const CHUNK: usize = 64 * 1024;

/// A server that takes mail for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The server's name, which its certificate must have.
    pub host: String,
    /// The port.
    pub port: u16,
    /// How the line is protected.
    pub security: Security,
    /// Who logs in; `None` for a server that wants no login.
    pub user: Option<String>,
    /// Where the password or token is.
    pub secret: Option<Secret>,
    /// Which of the two it is.
    pub auth: Auth,
    /// The certificate of the desk's own authority, if it has one.
    pub ca_file: Option<PathBuf>,
    /// How long everything before the mail's text may take, and again its text; a minute is usual.
    pub timeout: Duration,
    /// The name to greet with; `None` takes this machine's.
    pub hello: Option<String>,
}

impl Account {
    fn server(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

/// What is wrong with a server, before there is any mail in it.
#[derive(Debug, Error)]
pub enum SmtpError {
    /// The server could not be reached, or not safely, or the connection broke.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The server does not take the login.
    #[error("{server}: the server does not accept the password of {user}: {words}")]
    WrongPassword {
        /// The server.
        server: String,
        /// Who logged in.
        user: String,
        /// The server's words.
        words: String,
    },
    /// The server has no way to log in that goes with the account.
    #[error("{server}: the server offers no login by {wanted}")]
    NoLogin {
        /// The server.
        server: String,
        /// What the account has.
        wanted: &'static str,
    },
    /// The server said no, or something that makes no sense.
    #[error("{server}: {words}")]
    Refused {
        /// The server.
        server: String,
        /// The server's words.
        words: String,
    },
}

impl SmtpError {
    /// From an error of the library outside a mail transaction.
    fn of(server: &str, error: &LettreError) -> SmtpError {
        // What the library says when the server hangs up in the middle of an answer, or before it.
        if error.is_response() && words_of(error) == "incomplete response" {
            return SmtpError::Wire(WireError::Closed { server: server.to_owned(), words: None });
        }
        if error.status().is_some() || error.is_response() || error.is_client() {
            return SmtpError::Refused { server: server.to_owned(), words: words_of(error) };
        }
        SmtpError::Wire(WireError::of_chain(server, error))
    }

    /// Whether trying again is useless until a person has changed something.
    #[must_use]
    pub fn needs_a_person(&self) -> bool {
        match self {
            SmtpError::Wire(wire) => wire.needs_a_person(),
            SmtpError::WrongPassword { .. } | SmtpError::NoLogin { .. } => true,
            SmtpError::Refused { .. } => false,
        }
    }
}

/// Connects, protects the line, logs in and says goodbye, to see whether mail could be sent.
///
/// # Errors
/// Says what is wrong with host, port, security, certificate or password.
pub async fn check(account: &Account) -> Result<(), SmtpError> {
    let mut session = Session::open(account).await?;
    goodbye(&mut session.connection).await;
    Ok(())
}

/// Sends one mail to one recipient in a session of its own. A server that cannot be reached is [`Attempt::Later`].
pub async fn send(account: &Account, from: Option<&Address>, to: &Address, bytes: &[u8]) -> Attempt {
    match Session::open(account).await {
        Ok(session) => match session.offer(from, to, bytes).await {
            Ok(offered) => offered.send(bytes).await,
            Err(attempt) => attempt,
        },
        Err(e) => Attempt::Later(e.to_string()),
    }
}

/// A connection that is logged in and has carried no mail yet: from here on, what goes wrong is about one mail.
pub struct Session<'a> {
    account: &'a Account,
    connection: AsyncSmtpConnection,
}

impl<'a> Session<'a> {
    /// Connects, protects the line and logs in.
    ///
    /// # Errors
    /// Says what is wrong with host, port, security, certificate or password.
    pub async fn open(account: &'a Account) -> Result<Session<'a>, SmtpError> {
        let late = |_| SmtpError::Wire(WireError::Timeout { server: account.server() });
        let connection = timeout(account.timeout, open(account)).await.map_err(late)??;
        Ok(Session { account, connection })
    }

    /// Offers one mail for one recipient to the server, up to its leave to send the text. No `from` is the null sender, which automatic
    /// mail has so that nothing comes back.
    ///
    /// # Errors
    /// What became of the mail when the server does not want it, or not now. It has sent nothing.
    pub async fn offer(mut self, from: Option<&Address>, to: &Address, bytes: &[u8]) -> Result<Offered<'a>, Attempt> {
        let account = self.account;
        let late = |_| Attempt::Later(WireError::Timeout { server: account.server() }.to_string());
        timeout(account.timeout, self.begin(from, to, bytes)).await.map_err(late)??;
        Ok(Offered(self))
    }

    /// Everything up to the server's leave to send the text.
    async fn begin(&mut self, from: Option<&Address>, to: &Address, bytes: &[u8]) -> Result<(), Attempt> {
        let server = self.account.server();
        let mut options = String::new();
        let international = !from.is_none_or(|a| a.as_str().is_ascii()) || !to.as_str().is_ascii() || !head_of(bytes).is_ascii();
        if international {
            if !self.connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                let words = format!("{server}: the server cannot carry addresses with other than plain letters (no SMTPUTF8)");
                return Err(Attempt::Refused(words));
            }
            options.push_str(" SMTPUTF8");
        }
        if !bytes.is_ascii() && self.connection.server_info().supports_feature(Extension::EightBitMime) {
            options.push_str(" BODY=8BITMIME");
        }
        if bytes.len() > BIG {
            options.push_str(self.size(bytes.len()).await?.as_str());
        }
        // lettre's own commands take only addresses that its parser knows: not a..b@example.jp, which servers do take.
        let mail = format!("MAIL FROM:<{}>{options}\r\n", from.map(written).unwrap_or_default());
        self.connection.command(mail).await.map_err(|e| refusal(&server, &e))?;
        self.connection.command(format!("RCPT TO:<{}>\r\n", written(to))).await.map_err(|e| refusal(&server, &e))?;
        self.connection.command(Data).await.map_err(|e| refusal(&server, &e))?;
        Ok(())
    }

    /// The option that tells the mail's size to a server which wants to know. A mail that is too big is not even begun.
    ///
    /// The library keeps no SIZE of the greeting: the server is asked for its extensions once more.
    async fn size(&mut self, bytes: usize) -> Result<String, Attempt> {
        let server = self.account.server();
        let greeting = format!("EHLO {}\r\n", hello(self.account));
        let extensions = self.connection.command(greeting).await.map_err(|e| refusal(&server, &e))?;
        match size_limit(extensions.message()) {
            None => Ok(String::new()),
            Some(0) => Ok(format!(" SIZE={bytes}")),
            Some(most) if bytes <= most => Ok(format!(" SIZE={bytes}")),
            Some(most) => Err(Attempt::Refused(format!(
                "{server}: the mail has {} MB with its files, and the server takes {} MB at the most: send smaller files, or a link to them",
                megabytes(bytes),
                megabytes(most)
            ))),
        }
    }
}

/// A mail that the server waits for. Dropping it sends nothing.
pub struct Offered<'a>(Session<'a>);

impl Offered<'_> {
    /// Sends the mail's text, the same as was offered.
    ///
    /// [`Attempt::Unknown`] comes back exactly when all of it had been sent and no answer came.
    pub async fn send(self, bytes: &[u8]) -> Attempt {
        let Session { account, mut connection } = self.0;
        let attempt = content(account, &mut connection, bytes).await;
        if matches!(attempt, Attempt::Sent(_)) {
            goodbye(&mut connection).await;
        }
        attempt
    }
}

/// What the server says of the size of a mail (RFC 1870, 3): the most bytes that it takes, 0 for no fixed limit; `None` when it says nothing.
fn size_limit<'a>(mut extensions: impl Iterator<Item = &'a str>) -> Option<usize> {
    extensions.find_map(|line| {
        let mut words = line.split_whitespace();
        words.next().filter(|w| w.eq_ignore_ascii_case("SIZE"))?;
        Some(words.next().and_then(|n| n.parse().ok()).unwrap_or(0))
    })
}

/// With one digit behind the point.
fn megabytes(bytes: usize) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The text, the final dot, and the answer.
async fn content(account: &Account, connection: &mut AsyncSmtpConnection, bytes: &[u8]) -> Attempt {
    let server = account.server();
    let bytes = with_crlf(bytes);
    // The library ends the last line itself.
    let text = bytes.strip_suffix(b"\r\n").unwrap_or(&bytes);
    let complete = AtomicBool::new(false);
    // The library asks for the next piece when the one before has been written: at the last and empty one all but the dot is out.
    let end = std::iter::once_with(|| {
        complete.store(true, Ordering::Relaxed);
        &[][..]
    });
    let megabytes = u32::try_from(text.len() / 1_000_000).unwrap_or(u32::MAX);
    let patience = account.timeout.saturating_mul(THINKING).saturating_add(PER_MEGABYTE.saturating_mul(megabytes));
    let answer = timeout(patience, connection.message_iter(text.chunks(CHUNK).chain(end))).await;
    let broken = match answer {
        Ok(Ok(response)) => return Attempt::Sent(words_of_response(&response)),
        Ok(Err(e)) if e.status().is_some() => return refusal(&server, &e),
        Ok(Err(e)) if e.is_response() => SmtpError::of(&server, &e).to_string(),
        Ok(Err(e)) => WireError::of_chain(&server, &e).to_string(),
        Err(_) => WireError::Timeout { server }.to_string(),
    };
    if complete.load(Ordering::Relaxed) {
        Attempt::Unknown(format!("{broken} (the mail had been sent in full, and nobody knows whether it was taken)"))
    } else {
        Attempt::Later(broken)
    }
}

/// Connects, greets, protects the line and logs in.
async fn open(account: &Account) -> Result<AsyncSmtpConnection, SmtpError> {
    let server = account.server();
    let fault = |e: LettreError| SmtpError::of(&server, &e);
    let hello = hello(account);
    let addresses = look_up(&account.host, account.port, account.security).await?;
    let parameters = if account.security == Security::None { None } else { Some(tls_parameters(account)?) };
    let (at_once, later) = if account.security == Security::Tls { (parameters, None) } else { (None, parameters) };
    // Half the time for each address, so that a dead one leaves time for a living one.
    let each = account.timeout / 2;
    let mut connection = AsyncSmtpConnection::connect_tokio1(&addresses[..], Some(each), &hello, at_once, None).await.map_err(fault)?;
    if let Some(parameters) = later {
        if !connection.can_starttls() {
            return Err(WireError::NoStartTls { server }.into());
        }
        connection.starttls(parameters, &hello).await.map_err(fault)?;
    }
    if let (Some(user), Some(secret)) = (&account.user, &account.secret) {
        log_in(account, &mut connection, user, secret.clone()).await?;
    }
    Ok(connection)
}

/// The name to greet with.
fn hello(account: &Account) -> ClientId {
    match account.hello.as_deref().map(spoken).filter(|name| !name.is_empty() && !name.contains(' ')) {
        Some(name) => ClientId::Domain(name),
        None => ClientId::default(),
    }
}

fn tls_parameters(account: &Account) -> Result<TlsParameters, SmtpError> {
    let server = account.server();
    let mut builder = TlsParameters::builder(account.host.clone()).certificate_store(CertificateStore::None);
    for authority in tls::authorities(account.ca_file.as_deref()).map_err(WireError::from)? {
        builder = builder.add_root_certificate(Certificate::from_der(authority.to_vec()).map_err(|e| SmtpError::of(&server, &e))?);
    }
    builder.build_rustls().map_err(|e| SmtpError::of(&server, &e))
}

async fn log_in(account: &Account, connection: &mut AsyncSmtpConnection, user: &str, secret: Secret) -> Result<(), SmtpError> {
    let server = account.server();
    let (mechanisms, wanted): (&[Mechanism], _) = match account.auth {
        Auth::Password => (&[Mechanism::Plain, Mechanism::Login], "password"),
        Auth::OAuth2 => (&[Mechanism::Xoauth2], "OAuth 2.0"),
    };
    if connection.server_info().get_auth_mechanism(mechanisms).is_none() {
        return Err(SmtpError::NoLogin { server, wanted });
    }
    // A command may take its time, or ask a person.
    let read = tokio::task::spawn_blocking(move || secret.read()).await;
    let secret: SecretString = read.unwrap_or_else(|e| Err(SecretError::Start(e.into()))).map_err(WireError::from)?;
    let credentials = Credentials::new(user.to_owned(), secret.expose_secret().to_owned());
    match connection.auth(mechanisms, &credentials).await {
        Ok(_) => Ok(()),
        Err(e) if e.is_permanent() => Err(SmtpError::WrongPassword { server, user: user.to_owned(), words: words_of(&e) }),
        Err(e) => Err(SmtpError::of(&server, &e)),
    }
}

/// Ends the session; the server may hang up first.
async fn goodbye(connection: &mut AsyncSmtpConnection) {
    let _ = timeout(GOODBYE, connection.quit()).await;
}

/// What a fault before the text, or the server's answer to it, means for the mail.
fn refusal(server: &str, error: &LettreError) -> Attempt {
    match error.status().map(u16::from) {
        // 530, 534, 535, 538: it is about our login, not about this mail (RFC 4954, 6).
        Some(530 | 534 | 535 | 538) => Attempt::Later(format!("{server}: the server wants another login: {}", words_of(error))),
        Some(500..) => Attempt::Refused(words_of(error)),
        Some(_) => Attempt::Later(words_of(error)),
        None => Attempt::Later(SmtpError::of(server, error).to_string()),
    }
}

/// The server's code and words, or the library's.
fn words_of(error: &LettreError) -> String {
    let words = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    match error.status() {
        Some(code) => spoken(&format!("{code} {words}")),
        None => spoken(&words),
    }
}

fn words_of_response(response: &Response) -> String {
    spoken(&format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" ")))
}

/// The header of a mail.
fn head_of(bytes: &[u8]) -> &[u8] {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(bytes.len());
    &bytes[..end]
}

/// Bytes with no CR or LF alone: some servers take a dot between such for the end of the mail, and what follows for commands.
fn with_crlf(bytes: &[u8]) -> Cow<'_, [u8]> {
    let alone = |i: usize| match bytes[i] {
        b'\n' => i == 0 || bytes[i - 1] != b'\r',
        b'\r' => bytes.get(i + 1) != Some(&b'\n'),
        _ => false,
    };
    if !(0..bytes.len()).any(alone) {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 40);
    for (i, byte) in bytes.iter().enumerate() {
        if alone(i) {
            out.extend_from_slice(b"\r\n");
        } else {
            out.push(*byte);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_header_ends_at_the_empty_line() {
        assert_eq!(head_of(b"A: b\r\n\r\n\xe9\r\n\r\n"), b"A: b");
        assert_eq!(head_of(b"A: b"), b"A: b");
    }

    #[test]
    fn the_size_that_a_server_takes_is_read_from_its_extensions() {
        let read = |lines: &[&'static str]| size_limit(lines.iter().copied());
        assert_eq!(read(&["mx.example.com", "SIZE 41943040", "8BITMIME"]), Some(41_943_040));
        assert_eq!(read(&["mx.example.com", "size"]), Some(0));
        assert_eq!(read(&["mx.example.com", "SIZE 0"]), Some(0));
        assert_eq!(read(&["mx.example.com", "SIZEABLE 3"]), None);
        assert_eq!(megabytes(26_214_400), "26.2");
    }

    #[test]
    fn right_line_ends_stay_as_they_are() {
        assert!(matches!(with_crlf(b"a\r\n.\r\n\r\nb"), Cow::Borrowed(_)));
        assert_eq!(with_crlf(b"a\n.\nb\r.\r\n").as_ref(), b"a\r\n.\r\nb\r\n.\r\n");
    }

    proptest! {
        #[test]
        fn no_line_end_stands_alone(bytes in prop::collection::vec(prop_oneof![Just(b'\r'), Just(b'\n'), Just(b'.'), any::<u8>()], 0..80)) {
            let fixed = with_crlf(&bytes).into_owned();
            let text: Vec<u8> = fixed.iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
            prop_assert_eq!(text, bytes.iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect::<Vec<u8>>());
            prop_assert!(matches!(with_crlf(&fixed), Cow::Borrowed(_)));
        }
    }
}
