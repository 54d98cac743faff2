//! Bytes of mails and attachments: kept once, by SHA-256, compressed where that helps.

use rusqlite::params;
use sha2::{Digest, Sha256};

use super::{Store, StoreError, Write};

/// The SHA-256 of some bytes: the name under which they are kept.
pub(super) type Hash = [u8; 32];

/// Smaller ones gain nothing from compression.
const PACK_FROM: usize = 512;
/// What never shrinks is not tried: images, archives and the like are tested on their first part.
const SAMPLE: usize = 64 * 1024;

impl Write<'_> {
    /// Keeps bytes; what is there already is not kept twice.
    pub(super) fn keep(&self, bytes: &[u8]) -> Result<Hash, StoreError> {
        const DOING: &str = "keeping bytes";
        let hash: Hash = Sha256::digest(bytes).into();
        let known = self.row(DOING, "SELECT 1 FROM blobs WHERE hash = ?1", [hash], |_| Ok(()))?.is_some();
        if !known {
            let packed = pack(bytes);
            let data = packed.as_deref().unwrap_or(bytes);
            self.run(
                DOING,
                "INSERT INTO blobs (hash, size, packed, data) VALUES (?1, ?2, ?3, ?4)",
                params![hash, i64::try_from(bytes.len()).unwrap_or(i64::MAX), packed.is_some(), data],
            )?;
        }
        Ok(hash)
    }
}

impl Store {
    /// The bytes under a hash.
    pub(super) fn bytes(&self, hash: &Hash) -> Result<Vec<u8>, StoreError> {
        const DOING: &str = "reading bytes";
        let found = self.row(DOING, "SELECT size, packed, data FROM blobs WHERE hash = ?1", [hash], |r| {
            Ok((r.get::<_, i64>(0)?, r.get::<_, bool>(1)?, r.get::<_, Vec<u8>>(2)?))
        })?;
        let Some((size, packed, data)) = found else {
            return Err(StoreError::broken(DOING, "they are not there"));
        };
        if !packed {
            return Ok(data);
        }
        let size = usize::try_from(size).unwrap_or(0);
        zstd::bulk::decompress(&data, size).map_err(|e| StoreError::broken(DOING, e.to_string()))
    }
}

fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.len() < PACK_FROM {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let small = zstd::bulk::compress(sample, 1).ok()?;
    if small.len() * 10 > sample.len() * 9 {
        return None;
    }
    if sample.len() == bytes.len() { Some(small) } else { zstd::bulk::compress(bytes, 1).ok() }
}
