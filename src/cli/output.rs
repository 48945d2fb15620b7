//! Where results go: to the terminal, or to a file that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use riktlinje::diagnostic::{Home, Sources};
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

    /// The file, if it is one.
    pub fn file(&self) -> Option<&Path> {
        self.0.as_deref()
    }

    /// The file, which must be a workbook by its name.
    ///
    /// # Errors
    /// It is the terminal, or another kind of file. `example` is what could be written.
    pub fn workbook(&self, example: &str) -> Result<&Path, UsageError> {
        let help = || text!("skriv vart: -o {example}", "write where: -o {example}");
        let Some(workbook) = self.file() else {
            let message = text!("en arbetsbok skrivs till en fil", "a workbook is written to a file");
            return Err(UsageError::new(message, help()));
        };
        if workbook.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
            let name = workbook.display();
            let message = text!("`{name}` slutar inte på .xlsx", "`{name}` does not end in .xlsx");
            return Err(UsageError::new(message, help()));
        }
        Ok(workbook)
    }

    /// How one comes from the folder of the file to the one that the command is run in: empty if it is the same, else with a `/` last.
    pub fn way_back(&self) -> String {
        let folder = self.file().map(folder_of).and_then(|folder| std::path::absolute(folder).ok());
        let here = std::env::current_dir().unwrap_or_default();
        let is_plain = |inside: &&Path| inside.components().all(|part| matches!(part, Component::Normal(_)));
        match folder.as_ref().and_then(|folder| folder.strip_prefix(&here).ok()).filter(is_plain) {
            Some(inside) => "../".repeat(inside.components().count()),
            None => format!("{}/", here.display()),
        }
    }

    /// Whether the result leaves another file alone.
    ///
    /// # Errors
    /// The result would be written over it.
    pub fn spares(&self, other: &Path) -> Result<(), UsageError> {
        let lies = |file: &Path| fs::canonicalize(file).or_else(|_| std::path::absolute(file)).ok();
        if self.file().is_none_or(|file| lies(file) != lies(other)) {
            return Ok(());
        }
        let name = other.display();
        Err(UsageError::new(
            text!("resultatet skulle skrivas över `{name}`", "the result would be written over `{name}`"),
            text!("skriv en annan fil efter --output", "write another file after --output"),
        ))
    }

    /// Whether the result leaves all that was read alone.
    fn spares_all<'s>(&self, read: impl IntoIterator<Item = &'s Sources>) -> Result<(), UsageError> {
        // What is not there yet was not read.
        if self.file().is_none_or(|file| !file.is_file()) {
            return Ok(());
        }
        let files = read.into_iter().flat_map(Sources::iter);
        let homes = files.filter_map(|file| match &file.home {
            Home::Disk(path) => Some(path),
            Home::Nowhere | Home::Program(_) => None,
        });
        homes.into_iter().try_for_each(|path| self.spares(Path::new(path)))
    }

    /// Writes the whole result of what was read.
    ///
    /// # Errors
    /// The file cannot be written, or is one of those that were read; an old one is left as it was.
    pub fn write<'s>(&self, text: &str, read: impl IntoIterator<Item = &'s Sources>) -> Result<(), UsageError> {
        self.spares_all(read)?;
        let written = self.0.as_ref().map_or_else(|| to_stdout(text), |file| write_whole(file, text.as_bytes()));
        written.map_err(|error| self.unwritable(&error))
    }

    /// Writes the whole of a result that is no text.
    ///
    /// # Errors
    /// The file cannot be written, or is one of those that were read; an old one is left as it was.
    pub fn write_bytes(&self, bytes: &[u8], read: &Sources) -> Result<(), UsageError> {
        self.spares_all([read])?;
        let written = self.0.as_ref().map_or(Ok(()), |file| write_whole(file, bytes));
        written.map_err(|error| self.unwritable(&error))
    }

    /// Writes a result that is no text, and a file that belongs to it: both or none.
    ///
    /// # Errors
    /// One of the files cannot be written; old ones are left as they were.
    pub fn write_beside(&self, bytes: &[u8], other: &Path, others: &[u8], read: &Sources) -> Result<(), UsageError> {
        self.spares_all([read])?;
        let Some(file) = &self.0 else { return Ok(()) };
        let (one, two) = (Unfinished::of(file, bytes), Unfinished::of(other, others));
        let written = one.and_then(|one| two.map(|two| (one, two))).and_then(|(one, two)| one.finish_with(two));
        written.map_err(|error| self.unwritable(&error))
    }

    fn unwritable(&self, error: &io::Error) -> UsageError {
        let name = self.0.as_ref().map_or("stdout".to_owned(), |file| file.display().to_string());
        let message = text!("`{name}` kan inte skrivas: {error}", "`{name}` cannot be written: {error}");
        UsageError { message, help: None }
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
fn write_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::metadata(file).is_ok_and(|there| !there.is_file()) {
        // Another file with its name would take its place.
        return fs::OpenOptions::new().write(true).open(file)?.write_all(bytes);
    }
    Unfinished::of(file, bytes)?.finish()
}

/// A file beside the one that is meant, which gets the name when all is well and is removed otherwise.
struct Unfinished<'f> {
    file: &'f Path,
    beside: PathBuf,
}

impl<'f> Unfinished<'f> {
    fn of(file: &'f Path, bytes: &[u8]) -> io::Result<Self> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let beside = folder_of(file).join(format!(".{name}.{}.tmp", std::process::id()));
        let unfinished = Self { file, beside };
        let mut new = File::create(&unfinished.beside)?;
        new.write_all(bytes)?;
        new.sync_all()?;
        Ok(unfinished)
    }

    fn finish(self) -> io::Result<()> {
        fs::rename(&self.beside, self.file)
    }

    /// Gives both their names, or none.
    fn finish_with(self, other: Self) -> io::Result<()> {
        // The old file is kept until the other one has its name too.
        let other_file = other.file;
        let old = self.beside.with_extension("old");
        if other_file.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        let was_there = other_file.exists();
        if was_there {
            fs::rename(other_file, &old)?;
        }
        let done = other.finish().and_then(|()| self.finish());
        if done.is_err() {
            let _ = if was_there { fs::rename(&old, other_file) } else { fs::remove_file(other_file) };
        }
        let _ = fs::remove_file(&old);
        done
    }
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.beside);
    }
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
