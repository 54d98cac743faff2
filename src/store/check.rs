//! What `doctor` asks of the file itself.

use super::{Store, StoreError};

impl Store {
    /// SQLite's quick check: every page and row, without comparing the indexes with their tables. Empty when all is well.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn quick_check(&self) -> Result<Vec<String>, StoreError> {
        let mut found = self.rows("checking the database", "PRAGMA quick_check(20)", [], |r| r.get::<_, String>(0))?;
        found.retain(|l| l != "ok");
        Ok(found)
    }

    /// The number of the file's schema.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn schema(&self) -> Result<i64, StoreError> {
        Ok(self.row("reading the schema's version", "PRAGMA user_version", [], |r| r.get(0))?.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_passes_the_quick_check() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::create(&directory.path().join("desk.db")).unwrap();
        assert_eq!(store.quick_check().unwrap(), Vec::<String>::new());
        assert!(store.schema().unwrap() >= 1);
    }
}
