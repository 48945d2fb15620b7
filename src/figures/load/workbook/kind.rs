//! The kinds of workbooks, by their endings and by what is in them.

use std::io::{Read, Seek};

use zip::ZipArchive;

/// A kind of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `.xlsx` and `.xlsm`.
    Xlsx,
    /// `.xlsb`.
    Xlsb,
    /// `.xls`.
    Xls,
    /// `.ods`.
    Ods,
}

const KINDS: [(&str, Kind); 5] =
    [("xlsx", Kind::Xlsx), ("xlsm", Kind::Xlsx), ("xlsb", Kind::Xlsb), ("xls", Kind::Xls), ("ods", Kind::Ods)];

/// The part that only workbooks of a kind have.
const PARTS: [(&str, Kind); 3] =
    [("xl/workbook.xml", Kind::Xlsx), ("xl/workbook.bin", Kind::Xlsb), ("content.xml", Kind::Ods)];

impl Kind {
    /// What a file should be by its ending.
    pub(super) fn of(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        KINDS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
    }

    /// What a zip file is by its parts.
    pub(super) fn of_parts<R: Read + Seek>(file: &ZipArchive<R>) -> Option<Self> {
        let has = |part: &str| file.file_names().any(|name| name.is_ok_and(|name| name.eq_ignore_ascii_case(part)));
        PARTS.iter().find(|(part, _)| has(part)).map(|(_, kind)| *kind)
    }

    /// The ending that such a file should have.
    pub(super) fn ending(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(ending, _)| ending)
    }

    /// Whether the library that reads the cells tells neither how numbers are shown nor what is hidden.
    pub(super) fn hides_formats(self) -> bool {
        matches!(self, Self::Xls | Self::Xlsb)
    }
}

/// Whether a file is a workbook that can be read, by its ending.
pub fn is_workbook(name: &str) -> bool {
    Kind::of(name).is_some()
}

/// Whether it cannot be seen how numbers in such a file are shown.
pub(in crate::figures::load) fn hides_formats(name: &str) -> bool {
    Kind::of(name).is_some_and(Kind::hides_formats)
}
