//! How much may be unpacked: what keeps a small archive from filling the memory.

use super::{ImportError, Options};
use std::io::Read;

/// Archives in archives deeper than this are not opened; people's own go one or two deep.
const MAX_DEPTH: usize = 4;
/// The most files read from one given file.
const MAX_FILES: usize = 20_000;
/// Bytes that may be unpacked from one given file: a hundred times its size (texts shrink to a fifth, tables of like
/// rows to a thirtieth), at least the first and at most the second number.
const UNPACKED_BYTES: (u64, u64) = (64 << 20, 512 << 20);

/// What the reading of one given file may still take, and how it was asked for.
pub struct Reading<'a> {
    pub options: &'a Options,
    bytes: u64,
    most_bytes: u64,
    files: usize,
    depth: usize,
}

impl Reading<'_> {
    pub fn new(options: &Options, given_bytes: usize) -> Reading<'_> {
        let most_bytes = (given_bytes as u64 * 100).clamp(UNPACKED_BYTES.0, UNPACKED_BYTES.1);
        Reading { options, bytes: most_bytes, most_bytes, files: MAX_FILES, depth: 0 }
    }

    /// Does something one archive deeper, unless that is too deep.
    pub fn deeper<T>(&mut self, name: &str, work: impl FnOnce(&mut Self) -> T) -> Result<T, ImportError> {
        if self.depth == MAX_DEPTH {
            let cause = format!("It lies more than {MAX_DEPTH} archives deep");
            return Err(ImportError::new(name, cause, "Unpack the outer ones and give what is in them."));
        }
        self.depth += 1;
        let done = work(self);
        self.depth -= 1;
        Ok(done)
    }

    /// Counts one more file.
    pub fn count_file(&mut self, name: &str) -> Result<(), ImportError> {
        if self.files == 0 {
            let cause = format!("More than {MAX_FILES} files are packed in it; the others were left unread");
            return Err(ImportError::new(name, cause, "Unpack it and give the files in several goes."));
        }
        self.files -= 1;
        Ok(())
    }

    /// Unpacks everything; `name` is the packed file. What a file says of its size is not believed.
    pub fn unpack(&mut self, name: &str, packed: impl Read) -> Result<Vec<u8>, ImportError> {
        let mut bytes = vec![];
        let outcome = packed.take(self.bytes + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.bytes {
            self.bytes = 0;
            let most = self.most_bytes >> 20;
            let cause = format!("Unpacked it would take more than the {most} MB that are safe for a file of this size");
            return Err(ImportError::new(name, cause, "If you trust it, unpack it and give what is in it."));
        }
        self.bytes -= bytes.len() as u64;
        match outcome {
            Ok(_) => Ok(bytes),
            Err(error) => {
                let cause = format!("It is damaged ({error})");
                Err(ImportError::new(name, cause, "Fetch or pack it again."))
            }
        }
    }

    /// Whether nothing more may be unpacked.
    pub fn is_spent(&self) -> bool {
        self.bytes == 0 || self.files == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_at_its_limits() {
        let options = Options::default();
        let mut reading = Reading::new(&options, 1);
        assert_eq!(reading.unpack("a", &b"Rain"[..]), Ok(b"Rain".to_vec()));
        let error = reading.unpack("a", std::io::repeat(0)).unwrap_err();
        assert!(error.cause.contains("64 MB") && reading.is_spent(), "{error}");
        let mut files = 0;
        let mut reading = Reading::new(&options, 1);
        while reading.count_file("a").is_ok() {
            files += 1;
        }
        assert_eq!(files, MAX_FILES);
        fn sink(reading: &mut Reading) -> usize {
            reading.deeper("a", sink).map_or(0, |depth| depth + 1)
        }
        assert_eq!(sink(&mut reading), MAX_DEPTH);
    }
}
