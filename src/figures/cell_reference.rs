//! What a reference in a workbook or a description leads to.

use super::CellRange;
use super::cell_range::cell_parts;
use crate::diagnostic::CellName;

/// A reference, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellReference {
    /// One cell; `None`: on the sheet that is meant anyway.
    Cell(Option<String>, CellName),
    /// More than one cell.
    Several,
    /// `#REF!`: what it led to is gone.
    Broken,
    /// A formula, a constant or something else that is no place.
    Other,
}

impl CellReference {
    /// Reads `C14`, `Resultat!$C$14`, `'Blad 1'!C14` or, as LibreOffice writes it, `$'Blad 1'.$C$14`.
    pub fn parse(written: &str) -> Self {
        let written = written.trim().trim_start_matches('=');
        if written.contains("#REF!") {
            return Self::Broken;
        }
        let Some((sheet, place)) = parted(written) else { return Self::Other };
        match place.split_once(':') {
            None => match cell_parts(place) {
                Some((column, Some(row))) => Self::Cell(sheet, CellName { row, column }),
                Some((_, None)) | None => Self::Other,
            },
            Some((first, last)) => {
                let last = parted(last).map_or(last, |(_, last)| last);
                match (CellRange::parse(&format!("{first}:{last}")), cell_parts(first), cell_parts(last)) {
                    (Some(_), one, other) if one == other => match one {
                        Some((column, Some(row))) => Self::Cell(sheet, CellName { row, column }),
                        _ => Self::Several,
                    },
                    (_, Some(_), Some(_)) => Self::Several,
                    _ if is_row(first) && is_row(last) => Self::Several,
                    _ => Self::Other,
                }
            }
        }
    }
}

/// Sheet and place.
fn parted(written: &str) -> Option<(Option<String>, &str)> {
    let bare = written.trim_start_matches('$');
    if let Some(quoted) = bare.strip_prefix('\'') {
        let end = quoted.replace("''", "\0\0").find('\'')?;
        let place = quoted.get(end + 1..)?.strip_prefix(['!', '.'])?;
        return Some((Some(quoted.get(..end)?.replace("''", "'")), place));
    }
    match bare.rsplit_once('!').or_else(|| bare.split_once('.')) {
        Some(("", place)) => Some((None, place)),
        // Other sheets are written in quotes; a sign of a formula before the cell is no part of a name.
        Some((sheet, _)) if sheet.contains([',', ';', '*', '/', '!']) => None,
        Some((sheet, place)) => Some((Some(sheet.to_owned()), place)),
        None => Some((None, written)),
    }
}

fn is_row(written: &str) -> bool {
    let digits = written.trim_start_matches('$');
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> String {
        match CellReference::parse(written) {
            CellReference::Cell(sheet, cell) => format!("{}!{cell}", sheet.unwrap_or_default()),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn one_cell_may_be_written_in_many_ways() {
        for (written, expected) in [
            ("C14", "!C14"),
            ("$c$14", "!C14"),
            ("Resultat!$C$14", "Resultat!C14"),
            ("=Resultat!C14", "Resultat!C14"),
            ("'Blad 1'!C14", "Blad 1!C14"),
            ("'Kalles ''blad'''!C14", "Kalles 'blad'!C14"),
            ("Blad1.5!C14", "Blad1.5!C14"),
            ("$Resultat.$C$14", "Resultat!C14"),
            ("$'Blad 1'.$C$14", "Blad 1!C14"),
            ("Resultat!$C$14:$C$14", "Resultat!C14"),
            ("$Resultat.$C$14:.$C$14", "Resultat!C14"),
        ] {
            assert_eq!(read(written), expected, "{written}");
        }
    }

    #[test]
    fn what_is_not_one_cell_is_told_apart() {
        for (written, expected) in [
            ("Resultat!$C$14:$D$14", "Several"),
            ("$Resultat.$C$14:.$D$15", "Several"),
            ("Resultat!$C:$C", "Several"),
            ("Resultat!$4:$4", "Several"),
            ("Resultat!#REF!", "Broken"),
            ("#REF!$C$4", "Broken"),
            ("0.02", "Other"),
            ("SUM(Resultat!$C$1:$C$4)", "Other"),
            ("Resultat!$C$1,Resultat!$C$4", "Other"),
            ("'Blad 1!C14", "Other"),
            ("", "Other"),
            ("C", "Other"),
        ] {
            assert_eq!(read(written), expected, "{written}");
        }
    }
}
