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

/// Bytes with their hash, compressed where that helps: ready to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    hash: Hash,
    size: i64,
    packed: bool,
    data: Vec<u8>,
}

impl Packed {
    /// The SHA-256 of the bytes.
    #[must_use]
    pub fn hash(&self) -> &[u8; 32] {
        &self.hash
    }

    /// How many bytes there are.
    pub(super) fn size(&self) -> i64 {
        self.size
    }

    /// How many bytes it takes.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.data.len()
    }
}

/// Makes bytes ready to be kept, away from the thread that writes.
pub struct Packer(zstd::bulk::Compressor<'static>);

impl Packer {
    /// A packer for one thread.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn new() -> Result<Packer, StoreError> {
        zstd::bulk::Compressor::new(1).map(Packer).map_err(|e| StoreError::broken("compressing", e.to_string()))
    }

    /// Hashes and compresses bytes.
    pub fn pack(&mut self, bytes: &[u8]) -> Packed {
        let small = self.smaller(bytes);
        let packed = small.is_some();
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        Packed { hash: Sha256::digest(bytes).into(), size, packed, data: small.unwrap_or_else(|| bytes.to_vec()) }
    }

    /// The bytes compressed, when that helps.
    fn smaller(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        if bytes.len() < PACK_FROM {
            return None;
        }
        let sample = &bytes[..bytes.len().min(SAMPLE)];
        let small = self.0.compress(sample).ok()?;
        if small.len() * 10 > sample.len() * 9 {
            return None;
        }
        if sample.len() == bytes.len() { Some(small) } else { self.0.compress(bytes).ok() }
    }
}

impl Write<'_> {
    /// Keeps bytes that are ready for it. False when they were there.
    pub(super) fn keep_packed(&self, bytes: &Packed) -> Result<bool, StoreError> {
        let new = self.run(
            "keeping bytes",
            "INSERT OR IGNORE INTO blobs (hash, size, packed, data) VALUES (?1, ?2, ?3, ?4)",
            params![bytes.hash, bytes.size, bytes.packed, bytes.data],
        )?;
        Ok(new > 0)
    }

    /// Keeps bytes; what is there already is not kept twice.
    pub(super) fn keep(&self, bytes: &[u8]) -> Result<Hash, StoreError> {
        const DOING: &str = "keeping bytes";
        let hash: Hash = Sha256::digest(bytes).into();
        let known = self.row(DOING, "SELECT 1 FROM blobs WHERE hash = ?1", [hash], |_| Ok(()))?.is_some();
        if !known {
            let packed = self.pack(bytes)?;
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
    /// The bytes compressed, when that helps, by the packer that this connection keeps: making one costs more than using it.
    fn pack(&self, bytes: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let mut kept = self.packer.borrow_mut();
        let packer = match &mut *kept {
            Some(packer) => packer,
            none => none.insert(Packer::new()?),
        };
        Ok(packer.smaller(bytes))
    }

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
