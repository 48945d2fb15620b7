//! A place in a file, as other programs look for it.

use crate::diagnostic::{Home, Sources, Span};

/// A stretch of a file. Lines and columns count from 1, columns in characters; the end is after the last one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Spot {
    /// The path from where the command is run; of a file in the program the path in its own source.
    pub path: String,
    /// It lies on disk, and not in the program.
    pub is_on_disk: bool,
    /// The cell, as `Resultat!C14`, if the file is a workbook. Its line is then the row.
    pub cell: Option<String>,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl Spot {
    /// Where something stands that has no place of its own: where every pack begins.
    pub fn of_the_pack() -> Self {
        Self {
            path: "pack.yaml".to_owned(),
            is_on_disk: false,
            cell: None,
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
        }
    }

    /// `file.xlsx!Resultat!C14`, or `file:line:column`.
    pub fn cited(&self) -> String {
        match &self.cell {
            Some(cell) => format!("{}!{cell}", self.path),
            None => format!("{}:{}:{}", self.path, self.line, self.column),
        }
    }

    /// The place, if it is in a file.
    pub fn of(span: Span, sources: &Sources) -> Option<Self> {
        let file = sources.get(span.file)?;
        let (path, is_on_disk) = match &file.home {
            Home::Nowhere => return None,
            Home::Disk(path) => (path.clone(), true),
            Home::Program(path) => ((*path).to_owned(), false),
        };
        let ((line, column), (end_line, end_column)) = (file.line_column(span.start), file.line_column(span.end));
        let cell = file.cell(span.start).and_then(|cited| {
            let workbook = format!("{}!", path.rsplit('/').next().unwrap_or(&path));
            cited.rsplit_once(&workbook).map(|(_, cell)| cell.to_owned())
        });
        Some(Self { path, is_on_disk, cell, line, column, end_line, end_column })
    }
}
