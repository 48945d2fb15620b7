//! Where results go: to the terminal, or to a file that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use riktlinje::text;

use crate::usage::UsageError;

/// Where results go.
#[derive(Debug)]
pub struct Output(Option<PathBuf>);

impl Output {
    /// The terminal, or a file in a folder that exists.
    ///
    /// # Errors
    /// There is no such folder, or the name is a folder's.
    pub fn of(file: Option<&Path>) -> Result<Self, UsageError> {
        let Some(file) = file else { return Ok(Self(None)) };
        let name = file.display();
        if file.is_dir() || file.file_name().is_none() {
            let message = text!("`{name}` är en mapp", "`{name}` is a folder");
            return Err(UsageError::new(message, text!("skriv också filens namn", "write the file's name too")));
        }
        let folder = folder_of(file);
        if !folder.is_dir() {
            let folder = folder.display();
            let message = text!("mappen `{folder}` finns inte", "the folder `{folder}` does not exist");
            return Err(UsageError::new(message, text!("skapa den först", "make it first")));
        }
        Ok(Self(Some(file.to_owned())))
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        self.0.is_some()
    }

    /// Whether the report leaves another file that is written alone.
    ///
    /// # Errors
    /// The report would be written over it.
    pub fn spares(&self, other: &Path) -> Result<(), UsageError> {
        let same = |file: &PathBuf| std::path::absolute(file).ok() == std::path::absolute(other).ok();
        if !self.0.as_ref().is_some_and(same) {
            return Ok(());
        }
        let name = other.display();
        Err(UsageError::new(
            text!(
                "rapporten skulle skrivas över journalen `{name}`",
                "the report would be written over the record file `{name}`"
            ),
            text!("skriv olika filer efter --output och --record", "write different files after --output and --record"),
        ))
    }

    /// Writes the whole result.
    ///
    /// # Errors
    /// The file cannot be written; an old one is left as it was.
    pub fn write(&self, text: &str) -> Result<(), UsageError> {
        let written = self.0.as_ref().map_or_else(|| to_stdout(text), |file| write_whole(file, text));
        written.map_err(|error| {
            let name = self.0.as_ref().map_or("stdout".to_owned(), |file| file.display().to_string());
            UsageError {
                message: text!("`{name}` kan inte skrivas: {error}", "`{name}` cannot be written: {error}"),
                help: None,
            }
        })
    }
}

/// The folder that a file or folder lies in.
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Writes to what is no file of its own (a device, a pipe), or replaces the file.
fn write_whole(file: &Path, text: &str) -> io::Result<()> {
    if fs::metadata(file).is_ok_and(|there| !there.is_file()) {
        // Another file with its name would take its place.
        return fs::OpenOptions::new().write(true).open(file)?.write_all(text.as_bytes());
    }
    replace(file, text)
}

/// Writes a file beside the one that is meant, and gives it the name when it is whole.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = folder_of(file).join(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create(&unfinished).and_then(|mut new| {
        new.write_all(text.as_bytes())?;
        new.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&unfinished, file));
    if done.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    done
}

/// Writes to standard output. That nobody reads to the end (`| head`) is no fault.
pub fn to_stdout(text: &str) -> io::Result<()> {
    let mut stream = anstream::AutoStream::always(io::stdout().lock());
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes to standard error. If that cannot be done there is nobody left to tell.
pub fn to_stderr(text: &str) {
    let mut stream = anstream::AutoStream::always(io::stderr().lock());
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
