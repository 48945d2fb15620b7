//! Why a workbook cannot be read, and limits on what is unpacked of it.

use std::io::{self, Cursor, Read, Write};

use zip::ZipArchive;

use super::kind::Kind;
use super::xls;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Text;
use crate::text;

/// All parts of a workbook together, unpacked. A small file can hold parts without end.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;
/// The same where the parts are binary: a text that takes seven bytes there takes many more when it has been read.
const MAX_BINARY: u64 = 64 * 1024 * 1024;
/// Tags of one part. Each may become a text of its own: a small file can list texts without end.
const MAX_TAGS: u64 = 8_000_000;
/// Cells of a sheet, empty ones between filled ones counted.
pub(super) const MAX_CELLS: usize = 1_000_000;
/// The text of all cells of a sheet: one text may stand in every cell.
pub(super) const MAX_TEXT: usize = 32 * 1024 * 1024;

/// Why a workbook, or one of its sheets, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Protected by a password.
    Encrypted,
    /// A workbook of another kind than its name says.
    Misnamed(Kind),
    /// Not a workbook at all, or broken off.
    Broken,
    /// A part of it is not as it should be.
    Unreadable(String),
    /// More than so many bytes when it is unpacked.
    Unpacked(u64),
    /// More than [`MAX_TAGS`].
    Tags,
    /// A sheet with more than [`MAX_CELLS`] or [`MAX_TEXT`].
    Sheet(String),
    /// Some sheet with more than [`MAX_CELLS`], or all of them with too many together.
    LaidOut,
}

const OLDER: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
/// `EncryptedPackage` as such files write it.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Whether the bytes may be read as a workbook: everything is unpacked once, and thrown away, to see how much it is.
pub(super) fn inspect(bytes: &[u8], kind: Kind) -> Result<(), Refusal> {
    if bytes.starts_with(OLDER) {
        let is_encrypted = bytes.windows(ENCRYPTED.len()).any(|part| part == ENCRYPTED);
        return match kind {
            _ if is_encrypted => Err(Refusal::Encrypted),
            Kind::Xls => xls::inspect(bytes),
            _ => Err(Refusal::Misnamed(Kind::Xls)),
        };
    }
    let mut file = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    let most = if kind == Kind::Xlsb { MAX_BINARY } else { MAX_UNPACKED };
    let mut unpacked = 0;
    for index in 0..file.len() {
        let part = file.by_index(index).map_err(|_| Refusal::Broken)?;
        let (room, mut tags) = (most - unpacked, Tags(0));
        unpacked += io::copy(&mut part.take(room + 1), &mut tags).map_err(|_| Refusal::Broken)?;
        if unpacked > most {
            return Err(Refusal::Unpacked(most));
        }
        if tags.0 > MAX_TAGS && kind != Kind::Xlsb {
            return Err(Refusal::Tags);
        }
    }
    match Kind::of_parts(&file) {
        Some(found) if found == kind => Ok(()),
        Some(found) => Err(Refusal::Misnamed(found)),
        None => Err(Refusal::Broken),
    }
}

/// Throws away what is written, and counts the tags in it.
struct Tags(u64);

impl Write for Tags {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.iter().map(|byte| u64::from(*byte == b'<')).sum::<u64>();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Refusal {
    /// The fault, at the workbook.
    pub(super) fn fault(&self, name: &str, place: Span) -> Diagnostic {
        Diagnostic::error(Code::UnreadableFile, place, self.message(name)).help(self.help())
    }

    fn message(&self, name: &str) -> Text {
        match self {
            Self::Encrypted => text!("`{name}` är skyddad med lösenord", "`{name}` is protected by a password"),
            Self::Misnamed(kind) => {
                let ending = kind.ending();
                text!("`{name}` är i formatet .{ending}", "`{name}` is in the format .{ending}")
            }
            Self::Broken => text!(
                "`{name}` är ingen arbetsbok, eller så saknas en del av filen",
                "`{name}` is not a workbook, or a part of the file is missing"
            ),
            Self::Unreadable(error) => {
                text!(
                    "`{name}` kan inte läsas som arbetsbok: {error}",
                    "`{name}` cannot be read as a workbook: {error}"
                )
            }
            Self::Tags => text!(
                "`{name}` har en del med fler än {MAX_TAGS} taggar",
                "`{name}` has a part with more than {MAX_TAGS} tags"
            ),
            Self::Unpacked(most) => {
                let most = most / 1024 / 1024;
                text!("`{name}` är uppackad större än {most} MiB", "`{name}` is larger than {most} MiB unpacked")
            }
            Self::LaidOut => text!(
                "bladen i `{name}` är för stora: högst {MAX_CELLS} celler, tomma mellan ifyllda inräknade",
                "the sheets of `{name}` are too large: at most {MAX_CELLS} cells, empty ones between filled ones counted"
            ),
            Self::Sheet(sheet) => text!(
                "bladet `{sheet}` i `{name}` är för stort: högst {MAX_CELLS} celler",
                "the sheet `{sheet}` of `{name}` is too large: at most {MAX_CELLS} cells"
            ),
        }
    }

    fn help(&self) -> Text {
        match self {
            Self::Encrypted => text!("spara en kopia utan lösenord", "save a copy without a password"),
            Self::Misnamed(kind) => {
                let ending = kind.ending();
                text!(
                    "byt namn på filen så att den slutar på .{ending}",
                    "rename the file so that it ends in .{ending}"
                )
            }
            Self::Broken | Self::Unreadable(_) => {
                text!("öppna filen och spara den på nytt som .xlsx", "open the file and save it again as .xlsx")
            }
            Self::Unpacked(_) | Self::Tags | Self::Sheet(_) | Self::LaidOut => {
                text!("spara en arbetsbok med bara det som ska läsas", "save a workbook with only what is to be read")
            }
        }
    }
}
