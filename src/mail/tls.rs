//! Whom a mail server's certificate may be signed by: the system's authorities, and the desk's own if it names a file.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use thiserror::Error;

/// Why the certificates to trust could not be read.
#[derive(Debug, Error)]
pub enum TlsError {
    /// The file of the desk's own authority cannot be read.
    #[error("ca_file {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file of the desk's own authority holds no certificate, or a broken one.
    #[error("ca_file {}: {words}: it must hold certificates in PEM form (-----BEGIN CERTIFICATE-----)", path.display())]
    NoCertificate {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        words: String,
    },
    /// The system has no authorities and no file is named.
    #[error("this machine trusts no certificate authority: install the package ca-certificates, or name a file in ca_file")]
    NoRoots,
    /// The library refused its own parameters.
    #[error("TLS cannot be set up: {0}")]
    Setup(rustls::Error),
}

/// All certificates to trust: the system's (read once for the process) and those of `ca_file`.
///
/// # Errors
/// When the file cannot be read or is none of certificates, or when there is nothing to trust at all.
pub fn authorities(ca_file: Option<&Path>) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    static SYSTEM: OnceLock<Vec<CertificateDer<'static>>> = OnceLock::new();
    let usable = |c: &CertificateDer<'static>| RootCertStore::empty().add(c.clone()).is_ok();
    let mut all = SYSTEM.get_or_init(|| rustls_native_certs::load_native_certs().certs.into_iter().filter(usable).collect()).clone();
    if let Some(path) = ca_file {
        all.extend(of_file(path)?);
    }
    if all.is_empty() { Err(TlsError::NoRoots) } else { Ok(all) }
}

/// The certificates of one PEM file, each checked to be one.
fn of_file(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let pem = std::fs::read(path).map_err(|source| TlsError::Unreadable { path: path.to_owned(), source })?;
    let wrong = |words: String| TlsError::NoCertificate { path: path.to_owned(), words };
    let mut found = Vec::new();
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        let certificate = certificate.map_err(|e| wrong(e.to_string()))?;
        RootCertStore::empty().add(certificate.clone()).map_err(|e| wrong(e.to_string()))?;
        found.push(certificate);
    }
    if found.is_empty() { Err(wrong("no certificate in it".to_owned())) } else { Ok(found) }
}

/// A client's side of TLS 1.2 and 1.3 that trusts [`authorities`].
///
/// # Errors
/// As [`authorities`].
pub fn client(ca_file: Option<&Path>) -> Result<Arc<ClientConfig>, TlsError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(authorities(ca_file)?);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(TlsError::Setup)?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_and_one_without_certificates_are_named() {
        let dir = tempfile::tempdir().unwrap();
        let missing = client(Some(&dir.path().join("none.pem"))).unwrap_err().to_string();
        assert!(missing.contains("none.pem") && missing.contains("No such file"), "{missing}");
        let text = dir.path().join("text.pem");
        std::fs::write(&text, "hello").unwrap();
        let error = client(Some(&text)).unwrap_err().to_string();
        assert!(error.contains("text.pem") && error.contains("BEGIN CERTIFICATE"), "{error}");
    }

    #[test]
    fn an_own_authority_is_enough() {
        let key = rcgen::KeyPair::generate().unwrap();
        let mut params = rcgen::CertificateParams::new(vec![]).unwrap();
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), params.self_signed(&key).unwrap().pem()).unwrap();
        assert!(!authorities(Some(file.path())).unwrap().is_empty());
        assert!(client(Some(file.path())).is_ok());
    }
}
