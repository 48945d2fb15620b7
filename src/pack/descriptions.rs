//! Descriptions of tables: the file beside a table, or one that was named for it.

use super::figures::SIDECAR;
use super::folder::Entry;
use crate::diagnostic::{Code, Diagnostic, FileId, Sources, Span};
use crate::figures::{Table, is_workbook, read_tables};
use crate::text;
use crate::yaml::{self, Node, Reader};

impl Entry {
    /// Whether a description can be for the file: CSV, an answer of Kolada, or a workbook.
    pub(super) fn can_be_described(&self) -> bool {
        matches!(self.stem_and_ending().1.as_str(), "csv" | "json") || is_workbook(&self.name)
    }

    /// What this description, which has been read, says of the file which it stands beside. That must be exactly one, since the tables go by the file's last name.
    pub(super) fn described_beside(
        &self,
        file: FileId,
        data: &[Self],
        sources: &Sources,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<Table> {
        let stem = self.last_name().strip_suffix(SIDECAR).unwrap_or_default();
        let same = |last: &str| last.rsplit_once('.').is_some_and(|(own, _)| own == stem);
        let mut beside = data.iter().filter(|f| f.can_be_described() && same(f.last_name()));
        let found = (beside.next(), beside.next());
        let wanted = found.0.map_or_else(|| format!("{stem}.csv"), |file| file.last_name().to_owned());
        let name = self.name.as_str();
        let fault = |code, message| Diagnostic::error(code, Span::new(file, 0, 0), message);
        match found {
            (Some(_), None) => {}
            (None, _) => {
                let message = text!(
                    "`{name}` beskriver en fil som inte finns: `{wanted}`",
                    "`{name}` describes a file that is not there: `{wanted}`"
                );
                faults.push(fault(Code::UnmatchedTable, message).help(text!(
                    "filen med beskrivningen heter som filen med uppgifter, med .table.yaml i stället för .csv, .json eller .xlsx",
                    "the file with the description has the name of the figures file, with .table.yaml instead of .csv, .json or .xlsx"
                )));
            }
            (Some(one), Some(other)) => {
                let (one, other) = (&one.name, &other.name);
                let message = text!(
                    "`{name}` kan höra till `{one}` eller `{other}`",
                    "`{name}` may belong to `{one}` or `{other}`"
                );
                faults
                    .push(fault(Code::DuplicateName, message).help(text!("byt namn på den ena", "rename one of them")));
            }
        }
        tables(file, name, &wanted, sources, faults)
    }

    /// What this description, which has been read, says of a file, by its last name.
    pub(super) fn described(
        &self,
        file: FileId,
        target: &str,
        sources: &Sources,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<Table> {
        tables(file, &self.name, target, sources, faults)
    }
}

fn tables(file: FileId, name: &str, target: &str, sources: &Sources, faults: &mut Vec<Diagnostic>) -> Vec<Table> {
    let documents: Vec<Node> = yaml::parse(file, sources, faults).into_iter().flatten().collect();
    let [node] = documents.as_slice() else {
        let message = text!("`{name}` ska vara en enda beskrivning", "`{name}` must be exactly one description");
        let place = documents.get(1).map_or(Span::new(file, 0, 0), |second| second.span);
        faults.push(Diagnostic::error(Code::WrongShape, place, message));
        return Vec::new();
    };
    let mut reader = Reader::default();
    let tables = read_tables(node, &mut reader, target);
    faults.append(&mut reader.faults);
    tables
}
