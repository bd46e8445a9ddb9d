//! From the names on the command line to raw articles: walks folders in order of name, reads files, hands bytes to
//! `import`.

use crossread::base::RawArticle;
use crossread::import::{self, ImportError, Options};
use std::fs;
use std::io::Read;
use std::path::Path;

/// What the inputs gave.
#[derive(Default)]
pub struct Inputs {
    pub articles: Vec<RawArticle>,
    pub broken: Vec<ImportError>,
    /// What lay in archives and mails and is no article.
    pub left_out: Vec<ImportError>,
    /// Every file looked at, read or not.
    pub names: Vec<String>,
    /// Files in folders that are no article by their name.
    pub skipped: usize,
    pub bytes: u64,
    options: Options,
}

impl Inputs {
    pub fn read(paths: &[String], options: Options) -> Inputs {
        let mut inputs = Inputs { options, ..Inputs::default() };
        for path in paths {
            match fs::metadata(path) {
                _ if path == "-" => inputs.standard_input(),
                Ok(it) if it.is_dir() => inputs.folder(Path::new(path)),
                Ok(it) if it.is_file() => inputs.file(path),
                // A pipe or device is read like standard input, but may be of any format.
                Ok(_) => inputs.file(path),
                Err(error) => inputs.cannot_open(path, &error),
            }
        }
        inputs
    }

    fn standard_input(&mut self) {
        let mut bytes = vec![];
        match std::io::stdin().lock().take(import::MAX_INPUT_BYTES + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() as u64 > import::MAX_INPUT_BYTES => {
                self.broken.push(ImportError::too_long("-", bytes.len() as u64));
            }
            Ok(_) if bytes.trim_ascii().is_empty() => {
                let remedy = "Pipe JSON lines in, or name files instead of -.";
                self.broken.push(ImportError::new("-", "Standard input is empty", remedy));
            }
            Ok(_) => self.take(import::json_lines("-", &bytes), bytes.len()),
            Err(error) => self.cannot_open("-", &error),
        }
    }

    fn file(&mut self, path: &str) {
        self.names.push(path.to_string());
        match bytes_of(path) {
            Ok(bytes) => self.take(import::import_with(path, &bytes, &self.options), bytes.len()),
            Err(Trouble::Long(bytes)) => self.broken.push(ImportError::too_long(path, bytes)),
            Err(Trouble::Io(error)) => self.cannot_open(path, &error),
        }
    }

    /// All articles of a folder and its folders; links to folders are not followed.
    fn folder(&mut self, path: &Path) {
        let before = self.names.len();
        let mut open = vec![path.to_path_buf()];
        let mut files = vec![];
        while let Some(folder) = open.pop() {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    self.cannot_open(&folder.to_string_lossy(), &error);
                    continue;
                }
            };
            for entry in entries.flatten() {
                let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() && !is_hidden => open.push(entry.path()),
                    Ok(kind) if !kind.is_dir() => files.push(entry.path()),
                    _ => {}
                }
            }
        }
        files.sort();
        for file in files {
            let name = file.to_string_lossy();
            if import::is_article_name(&name) { self.file(&name) } else { self.skipped += 1 }
        }
        if self.names.len() == before {
            let known: Vec<_> = import::extensions().map(|it| format!(".{it}")).collect();
            let remedy = format!("Articles end in {}; name other files one by one.", known.join(", "));
            self.broken.push(ImportError::new(&path.to_string_lossy(), "The folder holds no article", &remedy));
        }
    }

    fn take(&mut self, read: Vec<Result<RawArticle, ImportError>>, bytes: usize) {
        self.bytes += bytes as u64;
        for article in read {
            match article {
                Ok(article) => self.articles.push(article),
                Err(error) if error.is_skipped => self.left_out.push(error),
                Err(error) => self.broken.push(error),
            }
        }
    }

    fn cannot_open(&mut self, path: &str, error: &std::io::Error) {
        let remedy = "Check the name and that you may read it.";
        self.broken.push(ImportError::new(path, format!("It cannot be opened ({error})"), remedy));
    }
}

enum Trouble {
    Io(std::io::Error),
    Long(u64),
}

fn bytes_of(path: &str) -> Result<Vec<u8>, Trouble> {
    let file = fs::File::open(path).map_err(Trouble::Io)?;
    let length = file.metadata().map_err(Trouble::Io)?.len();
    if length > import::MAX_INPUT_BYTES {
        return Err(Trouble::Long(length));
    }
    let mut bytes = vec![];
    file.take(import::MAX_INPUT_BYTES + 1).read_to_end(&mut bytes).map_err(Trouble::Io)?;
    Ok(bytes)
}
