//! Reading a record file, a line at a time.

use serde::Deserialize;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::{MAX_LINE, RECORD_FORMAT, Record, bad, faults, unusable};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::pack::{Cause, Faults};
use crate::text;

/// A line of a record file.
#[derive(Debug)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// What it says, or why it cannot be read; boxed, for it is much larger than the rest.
    pub record: Result<Box<Record>, Box<Diagnostic>>,
}

/// The lines of a record file. No more than one of them is held in memory, and of one that is too long only the beginning.
#[derive(Debug)]
pub struct Lines<R> {
    name: String,
    from: R,
    number: u64,
    most: u64,
}

impl Lines<BufReader<File>> {
    /// Opens a record file.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, Faults> {
        let name = path.display();
        let not = |message| Err(faults(Cause::Naming, unusable(message, None)));
        if path.is_dir() {
            return not(text!("`{name}` är en mapp, inte en journal", "`{name}` is a folder, not a record file"));
        }
        match File::open(path) {
            Ok(file) => Ok(Self::of(path.display().to_string(), BufReader::new(file))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                not(text!("`{name}` finns inte", "`{name}` does not exist"))
            }
            Err(error) => not(text!("`{name}` kan inte läsas: {error}", "`{name}` cannot be read: {error}")),
        }
    }
}

impl<R: BufRead> Lines<R> {
    /// The lines of what can be read from; `name` is what faults call it.
    pub fn of(name: impl Into<String>, from: R) -> Self {
        Self { name: name.into(), from, number: 0, most: MAX_LINE }
    }

    /// The next line without its line break, or what is wrong with it. `None` at the end.
    fn next_text(&mut self) -> io::Result<Option<Result<Vec<u8>, Box<Diagnostic>>>> {
        let mut text = Vec::new();
        self.from.by_ref().take(self.most).read_until(b'\n', &mut text)?;
        let (name, number) = (&self.name, self.number + 1);
        if text.pop_if(|last| *last == b'\n').is_some() {
            return Ok(Some(Ok(text)));
        }
        match text.len() as u64 {
            0 => return Ok(None),
            length if length == self.most => {}
            _ => {
                return Ok(Some(Err(boxed(
                    text!(
                        "rad {number} i `{name}` är avbruten: den slutar inte med en radbrytning",
                        "line {number} of `{name}` is cut: it does not end with a line break"
                    ),
                    text!("ta bort raden, eller hämta filen på nytt", "remove the line, or fetch the file again"),
                ))));
            }
        }
        self.from.skip_until(b'\n')?;
        let most = self.most / 1024 / 1024;
        Ok(Some(Err(boxed(
            text!(
                "rad {number} i `{name}` är längre än {most} MiB",
                "line {number} of `{name}` is longer than {most} MiB"
            ),
            text!("en journal har en rad JSON för varje körning", "a record file has a line of JSON for each run"),
        ))))
    }

    fn understood(&self, text: &[u8]) -> Result<Box<Record>, Box<Diagnostic>> {
        #[derive(Deserialize)]
        struct Head {
            record: u32,
        }
        let (name, number) = (&self.name, self.number);
        let help = || {
            text!(
                "raden ska vara så som `riktlinje check --record` skrev den",
                "the line must be as `riktlinje check --record` wrote it"
            )
        };
        let head: Head = serde_json::from_slice(text).map_err(|error| {
            let (said, at) = (said(&error), error.column());
            let message = text!(
                "rad {number} i `{name}` är ingen journalrad (byte {at}): {said}",
                "line {number} of `{name}` is no record (byte {at}): {said}"
            );
            boxed(message, help())
        })?;
        if head.record != RECORD_FORMAT {
            let (written, known) = (head.record, RECORD_FORMAT);
            return Err(boxed(
                text!(
                    "rad {number} i `{name}` har formatet {written}",
                    "line {number} of `{name}` has the format {written}"
                ),
                text!(
                    "det här programmet läser formatet {known}; pröva raden med det program som skrev den",
                    "this program reads the format {known}; verify the line with the program that wrote it"
                ),
            ));
        }
        serde_json::from_slice(text).map(Box::new).map_err(|error| {
            let (said, at) = (said(&error), error.column());
            let message = text!(
                "rad {number} i `{name}` är inte hel (byte {at}): {said}",
                "line {number} of `{name}` is not whole (byte {at}): {said}"
            );
            boxed(message, help())
        })
    }
}

/// What is wrong with a line.
fn boxed(message: Text, help: Text) -> Box<Diagnostic> {
    Box::new(bad(message, help))
}

/// What is wrong, without the place: to the reader of JSON every line is the first.
fn said(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" at line ").map_or(said.clone(), |(what, _)| what.to_owned())
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.next_text().transpose()?;
        self.number += 1;
        Some(text.map(|text| Line { number: self.number, record: text.and_then(|text| self.understood(&text)) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of each line, with the longest line set.
    fn said(text: &[u8], most: u64) -> Vec<String> {
        let lines = Lines { most, ..Lines::of("j", text) };
        lines
            .map(|line| line.expect("readable").record.map_or_else(|fault| fault.message.en.clone(), |_| String::new()))
            .collect()
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_the_next_is_read() {
        let said = said(b"{\"record\": 2}\n12345678901234567890\n{\"record\":2}\n", 14);
        assert_eq!(said.len(), 3, "{said:?}");
        assert_eq!(said[0], "line 1 of `j` has the format 2");
        assert!(said[1].starts_with("line 2 of `j` is longer than"), "{said:?}");
        assert_eq!(said[2], "line 3 of `j` has the format 2");
    }

    #[test]
    fn a_line_without_an_end_is_bounded() {
        let endless = io::repeat(b'x').take(MAX_LINE + 10);
        let line = Lines::of("j", BufReader::new(endless)).next().expect("a line").expect("readable");
        assert!(line.record.is_err_and(|fault| fault.message.en.contains("longer than 64 MiB")));
    }

    #[test]
    fn json_within_json_has_no_bottom() {
        let deep = format!("{{\"record\":1,\"report\":{}\n", "[".repeat(200_000));
        assert!(said(deep.as_bytes(), MAX_LINE)[0].starts_with("line 1 of `j` is no record"));
    }
}
