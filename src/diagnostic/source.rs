//! Source files and places in them.

use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::sync::OnceLock;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A file that has been read; an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A file: its name as shown to people (relative, with `/`), and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The name.
    pub name: String,
    /// Where it lies, for those who look for it there.
    pub home: Home,
    /// The text; that of a file in the program is not copied.
    pub text: Cow<'static, str>,
    /// What was read of it as YAML when the program was built, if it lies in the program.
    pub events: Option<&'static [u8]>,
    /// Its fingerprint, if that was taken when the program was built.
    taken: Option<[u8; 32]>,
    /// The cells that it holds, in order, if it is a sheet of a workbook; its places are then cited by cell.
    cells: Vec<CellPlace>,
    /// Where its line breaks are, found when somebody first asks for a line: reports cite thousands of places.
    breaks: OnceLock<Vec<u32>>,
}

/// Where a file lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Home {
    /// It is only a text.
    #[default]
    Nowhere,
    /// On disk: its path with `/`, from the folder that the command is run in if it lies below that.
    Disk(String),
    /// In the program: its path in the program's own source.
    Program(&'static str),
}

/// A cell of a sheet, and where its text begins in the text of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellPlace {
    /// First byte of its text.
    pub start: u32,
    /// Which cell.
    pub cell: CellName,
}

/// Row and column of a cell, both from 1. It is written as `C14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellName {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

/// A file that lies in the program.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn {
    /// Its path in the program's own source.
    pub path: &'static str,
    /// Its text, without a byte order mark.
    pub text: &'static str,
    /// What was read of it as YAML when the program was built.
    pub events: Option<&'static [u8]>,
    /// SHA-256 of the text, taken then too.
    pub sha256: [u8; 32],
}

/// Every file that a run has read.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<SourceFile>);

impl Span {
    /// No place at all, for faults that have none.
    pub const NOWHERE: Self = Self { file: FileId(u32::MAX), start: 0, end: 0 };

    /// A stretch of a file; positions beyond 4 GiB stick at the end.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: short(start), end: short(end.max(start)) }
    }

    /// A part of this place: `start` and `end` count from its beginning.
    #[must_use]
    pub fn part(self, start: usize, end: usize) -> Self {
        let from = self.start as usize;
        Self::new(self.file, from + start, from + end)
    }
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut letters, mut left) = (Vec::new(), self.column);
        while let Some(digit) = left.checked_sub(1) {
            letters.push(char::from(b'A' + u8::try_from(digit % 26).unwrap_or_default()));
            left = digit / 26;
        }
        let column: String = letters.iter().rev().collect();
        write!(f, "{column}{}", self.row)
    }
}

impl SourceFile {
    /// The cell that a byte position is in, as `file.xlsx!Blad!C14`; none if the file is not a sheet.
    pub fn cell(&self, position: u32) -> Option<String> {
        self.cell_name(position).map(|cell| format!("{}!{cell}", self.name))
    }

    /// The cell that a byte position is in; none if the file is not a sheet.
    pub fn cell_name(&self, position: u32) -> Option<CellName> {
        let after = self.cells.partition_point(|place| place.start <= position);
        Some(self.cells.get(after.checked_sub(1)?)?.cell)
    }

    /// SHA-256 of the text, in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        let sha256 = self.taken.unwrap_or_else(|| Sha256::digest(self.text.as_bytes()).into());
        hexadecimal(&sha256)
    }

    /// Line and column (both from 1, columns in characters) of a byte position.
    pub fn line_column(&self, position: u32) -> (usize, usize) {
        let before = self.before(position);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        (self.line(position), before[line_start..].chars().count() + 1)
    }

    /// The line (from 1) of a byte position.
    pub fn line(&self, position: u32) -> usize {
        let short = |(at, _): (usize, &str)| u32::try_from(at).unwrap_or(u32::MAX);
        let breaks = self.breaks.get_or_init(|| self.text.match_indices('\n').map(short).collect());
        breaks.partition_point(|at| *at < position) + 1
    }

    /// The text before a byte position.
    fn before(&self, position: u32) -> &str {
        let mut at = (position as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        &self.text[..at]
    }

    /// The text of a place; empty if it is not inside the file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// Bytes as lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

impl Sources {
    /// Adds a file. A byte order mark is left out.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.add_from(Home::Nowhere, name, text)
    }

    /// Adds a file that lies somewhere. A byte order mark is left out.
    pub fn add_from(&mut self, home: Home, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let mut text = text.into();
        if text.starts_with(BYTE_ORDER_MARK) {
            text.drain(..BYTE_ORDER_MARK.len_utf8());
        }
        self.push(home, name.into(), Cow::Owned(text), None, None)
    }

    /// Adds a file that is no text; its fingerprint is that of its bytes.
    pub fn add_bytes(&mut self, home: Home, name: impl Into<String>, bytes: &[u8]) -> FileId {
        self.push(home, name.into(), Cow::Borrowed(""), None, Some(Sha256::digest(bytes).into()))
    }

    /// Adds a sheet of a workbook as text: a line for each row, so that line numbers are those of the rows. The cells come in the order of their places.
    pub fn add_sheet(&mut self, home: Home, name: impl Into<String>, text: String, cells: Vec<CellPlace>) -> FileId {
        let id = self.push(home, name.into(), Cow::Owned(text), None, None);
        if let Some(sheet) = self.0.last_mut() {
            sheet.cells = cells;
        }
        id
    }

    /// Adds a file that lies in the program.
    pub fn add_built_in(&mut self, name: impl Into<String>, file: BuiltIn) -> FileId {
        let home = Home::Program(file.path);
        self.push(home, name.into(), Cow::Borrowed(file.text), file.events, Some(file.sha256))
    }

    fn push(
        &mut self,
        home: Home,
        name: String,
        text: Cow<'static, str>,
        events: Option<&'static [u8]>,
        taken: Option<[u8; 32]>,
    ) -> FileId {
        self.0.push(SourceFile { name, home, text, events, taken, cells: Vec::new(), breaks: OnceLock::new() });
        FileId(u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX - 1))
    }

    /// The file.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.0.get(id.0 as usize)
    }

    /// The text of the file; empty if there is none.
    pub fn text(&self, id: FileId) -> &str {
        self.get(id).map_or("", |f| &f.text)
    }

    /// The underlined text.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).map_or("", |f| f.slice(span))
    }

    /// `file:line`, as people cite a place, or `file.xlsx!Blad!C14`; `file:line:column` for faults comes from [`Sources::place`].
    pub fn cite(&self, span: Span) -> String {
        self.cited(span, |f| format!("{}:{}", f.name, f.line(span.start)))
    }

    /// `file:line:column`, or `file.xlsx!Blad!C14`.
    pub fn place(&self, span: Span) -> String {
        self.cited(span, |f| {
            let (line, column) = f.line_column(span.start);
            format!("{}:{line}:{column}", f.name)
        })
    }

    fn cited(&self, span: Span, in_text: impl FnOnce(&SourceFile) -> String) -> String {
        self.get(span.file).map_or(String::new(), |f| f.cell(span.start).unwrap_or_else(|| in_text(f)))
    }

    /// All files, in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.0.iter()
    }
}

/// SHA-256 of a text, in lower-case hexadecimal.
pub fn sha256_of_text(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

/// SHA-256 over several files in order: over a line with the SHA-256 and the name of each, as the command `sha256sum` writes them.
pub fn sha256_of<'a>(files: impl Iterator<Item = &'a SourceFile>) -> String {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(format!("{}  {}\n", file.sha256(), file.name));
    }
    hexadecimal(&hash.finalize())
}
