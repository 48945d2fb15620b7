//! Why a workbook cannot be read, and limits on what is unpacked of it.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::kind::Kind;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Text;
use crate::text;

/// All parts of a workbook together, unpacked. A small file can hold parts without end.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;
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
    /// More than [`MAX_UNPACKED`].
    Unpacked,
    /// A sheet with more than [`MAX_CELLS`] or [`MAX_TEXT`].
    Sheet(String),
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
            Kind::Xls => Ok(()),
            _ => Err(Refusal::Misnamed(Kind::Xls)),
        };
    }
    let mut file = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    let mut unpacked = 0;
    for index in 0..file.len() {
        let part = file.by_index(index).map_err(|_| Refusal::Broken)?;
        let room = MAX_UNPACKED - unpacked;
        unpacked += io::copy(&mut part.take(room + 1), &mut io::sink()).map_err(|_| Refusal::Broken)?;
        if unpacked > MAX_UNPACKED {
            return Err(Refusal::Unpacked);
        }
    }
    match Kind::of_parts(&file) {
        Some(found) if found == kind => Ok(()),
        Some(found) => Err(Refusal::Misnamed(found)),
        None => Err(Refusal::Broken),
    }
}

impl Refusal {
    /// The fault, at the workbook.
    pub(super) fn fault(&self, name: &str, place: Span) -> Diagnostic {
        Diagnostic::error(Code::UnreadableFile, place, self.message(name)).help(self.help())
    }

    fn message(&self, name: &str) -> Text {
        let most = MAX_UNPACKED / 1024 / 1024;
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
            Self::Unpacked => {
                text!("`{name}` är uppackad större än {most} MiB", "`{name}` is larger than {most} MiB unpacked")
            }
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
            Self::Unpacked | Self::Sheet(_) => {
                text!("spara en arbetsbok med bara det som ska läsas", "save a workbook with only what is to be read")
            }
        }
    }
}
