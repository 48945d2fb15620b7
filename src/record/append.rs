//! Adding a record to a file: the whole line, on the disk, or nothing.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::{MAX_LINE, Record, bad, faults, unusable};
use crate::pack::{Cause, Faults};
use crate::text;

/// What every line begins with: nothing is added to a file that holds something else.
const START: &[u8] = b"{\"record\":";

/// Adds a line to a record file, or makes the file. The line is written at once behind what is there, while no other run may write, and is on the
/// disk when this returns.
///
/// # Errors
/// The file is not one of records, its last line is not whole, or it cannot be written. It is left as it was; one that was not there may be left empty.
pub fn append(path: &Path, record: &Record) -> Result<(), Faults> {
    let (name, line) = (path.display(), record.line());
    if line.len() as u64 > MAX_LINE {
        let most = MAX_LINE / 1024 / 1024;
        let message = text!(
            "en rad i `{name}` skulle bli längre än {most} MiB",
            "a line of `{name}` would be longer than {most} MiB"
        );
        let help = text!("välj period eller underlag", "choose a period or basis");
        return Err(faults(Cause::Naming, unusable(message, Some(help))));
    }
    let failed = |error: io::Error| {
        let message = text!("`{name}` kan inte skrivas: {error}", "`{name}` cannot be written: {error}");
        faults(Cause::Naming, unusable(message, None))
    };
    if path.is_dir() {
        let message = text!("`{name}` är en mapp", "`{name}` is a folder");
        let help = text!("skriv också filens namn", "write the file's name too");
        return Err(faults(Cause::Naming, unusable(message, Some(help))));
    }
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
    // Let go of when the file is closed. Where there are no locks, writing behind what is there still keeps lines apart.
    match file.lock() {
        Err(error) if error.kind() != ErrorKind::Unsupported => return Err(failed(error)),
        _ => {}
    }
    let before = file.metadata().map_err(failed)?.len();
    if before > 0 {
        is_whole(&mut file, path).map_err(failed)??;
    }
    let written = file.write_all(line.as_bytes()).and_then(|()| file.sync_all());
    let written = written.and_then(|()| if before == 0 { sync_folder(path) } else { Ok(()) });
    written.map_err(|error| match cut_back(&file, before) {
        Ok(()) => failed(error),
        Err(left) => {
            let message = text!(
                "`{name}` kan inte skrivas: {error}; en bit av en rad kan stå kvar: {left}",
                "`{name}` cannot be written: {error}; a part of a line may be left: {left}"
            );
            let help = text!("korta filen till {before} byte", "cut the file to {before} bytes");
            faults(Cause::Naming, unusable(message, Some(help)))
        }
    })
}

/// Takes away what came to be written behind `before` bytes.
fn cut_back(file: &File, before: u64) -> io::Result<()> {
    if file.metadata()?.len() == before {
        return Ok(());
    }
    file.set_len(before)?;
    file.sync_all()
}

/// A file that is new must be found again after a power cut, and that is for its folder to know. Not every system opens folders.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).map_or(Ok(()), |folder| folder.sync_all())
}

/// Whether a file that is not empty begins as a record and ends with a whole line.
fn is_whole(file: &mut File, path: &Path) -> io::Result<Result<(), Faults>> {
    let name = path.display();
    let mut start = Vec::new();
    file.rewind()?;
    Read::by_ref(file).take(START.len() as u64).read_to_end(&mut start)?;
    if start != START {
        let message =
            text!("`{name}` är ingen journal: inget är skrivet", "`{name}` is no record file: nothing is written");
        let help = text!(
            "skriv namnet på en journal eller på en fil som inte finns",
            "write the name of a record file or of a file that does not exist"
        );
        return Ok(Err(faults(Cause::Content, bad(message, help))));
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    if last != *b"\n" {
        let message = text!(
            "sista raden i `{name}` är inte hel: inget är skrivet",
            "the last line of `{name}` is not whole: nothing is written"
        );
        let help = text!(
            "ta bort den avbrutna raden, eller lägg till en radbrytning om den är hel",
            "remove the line that was cut, or add a line break if it is whole"
        );
        return Ok(Err(faults(Cause::Content, bad(message, help))));
    }
    Ok(Ok(()))
}
