//! The text of a CSV file: UTF-8, or what older programs write.

use encoding_rs::WINDOWS_1252;

use crate::language::Text;
use crate::text;

/// The text of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text.
    pub(super) text: String,
    /// Where the first letter is that is no UTF-8, if the text was taken for Windows-1252: counted in bytes of the text.
    pub(super) guessed_from: Option<usize>,
}

/// Why a file is no text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoText {
    /// As much of it as can be shown.
    pub(super) text: String,
    /// Where the fault is, in bytes of that text: from, to.
    pub(super) place: (usize, usize),
    pub(super) why: Text,
    pub(super) help: Text,
}

/// Bytes that mean nothing in Windows-1252.
const UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
/// What workbooks begin with, those of today and those from before 2007.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// Reads the text of a CSV file. What is no UTF-8 from its first letter beyond ASCII on is Windows-1252; a file that is both is neither.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<Decoded, Box<NoText>> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let why = text!("är i UTF-16", "is in UTF-16");
        return Err(Box::new(NoText { text: String::new(), place: (0, 0), why, help: save_as_utf8() }));
    }
    if WORKBOOKS.iter().any(|start| bytes.starts_with(start)) {
        let why = text!("är ingen text: den börjar som en arbetsbok", "is no text: it begins as a workbook");
        let help = text!(
            "ge filen den ändelse som den ska ha: .xlsx, .xls eller .ods",
            "give the file the ending that it should have: .xlsx, .xls or .ods"
        );
        return Err(Box::new(NoText { text: String::new(), place: (0, 0), why, help }));
    }
    let decoded = match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, guessed_from: None },
        Err(error) => {
            let (from, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
            let is_mixed = !bytes.get(..from).is_some_and(<[u8]>::is_ascii);
            if is_mixed || bytes.iter().any(|byte| UNDEFINED.contains(byte)) {
                return Err(Box::new(not_utf8(bytes, from)));
            }
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            Decoded { text: text.into_owned(), guessed_from: Some(from) }
        }
    };
    let is_control = |sign: char| sign.is_control() && !matches!(sign, '\t' | '\n' | '\r');
    match decoded.text.char_indices().find(|(_, sign)| is_control(*sign)) {
        None => Ok(decoded),
        Some((at, sign)) => {
            let number = format!("U+{:04X}", u32::from(sign));
            let why = text!(
                "är ingen text: där finns styrtecknet {number}",
                "is no text: it holds the control character {number}"
            );
            let help = text!(
                "ta bort tecknet, eller spara filen på nytt som CSV",
                "remove the character, or save the file again as CSV"
            );
            Err(Box::new(NoText { text: decoded.text, place: (at, at + sign.len_utf8()), why, help }))
        }
    }
}

/// The fault of bytes that are no UTF-8 from somewhere on.
pub(super) fn not_utf8(bytes: &[u8], from: usize) -> NoText {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let to = from + char::REPLACEMENT_CHARACTER.len_utf8();
    NoText { text, place: (from, to), why: text!("är inte UTF-8", "is not UTF-8"), help: save_as_utf8() }
}

fn save_as_utf8() -> Text {
    text!("spara filen som UTF-8; i Excel heter det ”CSV UTF-8”", "save the file as UTF-8; Excel calls it “CSV UTF-8”")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text and where it was guessed, or why there is none and where.
    fn read(bytes: &[u8]) -> (String, Option<usize>) {
        match decoded(bytes.to_vec()) {
            Ok(Decoded { text, guessed_from }) => (text, guessed_from),
            Err(no_text) => (no_text.why.en, Some(no_text.place.0)),
        }
    }

    #[test]
    fn what_is_no_utf_8_is_windows_1252() {
        assert_eq!(read("Nämnd;Å\n".as_bytes()), ("Nämnd;Å\n".to_owned(), None));
        assert_eq!(read(b"N\xe4mnd;\xc5;1\xa0000,5 \x80\n"), ("Nämnd;Å;1\u{a0}000,5 €\n".to_owned(), Some(1)));
        assert_eq!(read(b"abc"), ("abc".to_owned(), None));
        assert_eq!(read(b""), (String::new(), None));
    }

    #[test]
    fn what_is_neither_or_both_is_an_error() {
        assert_eq!(
            read("\u{feff}N".bytes().chain([0xe4]).collect::<Vec<_>>().as_slice()),
            ("is not UTF-8".to_owned(), Some(4))
        );
        assert_eq!(
            read("ä;".bytes().chain([0xe4, b'\n']).collect::<Vec<_>>().as_slice()),
            ("is not UTF-8".to_owned(), Some(3))
        );
        assert_eq!(read(b"N\xe4mnd;\x81\n"), ("is not UTF-8".to_owned(), Some(1)));
        assert_eq!(read(b"\xff\xfeN\0"), ("is in UTF-16".to_owned(), Some(0)));
        assert_eq!(read(b"\xfe\xff\0N"), ("is in UTF-16".to_owned(), Some(0)));
    }

    #[test]
    fn a_control_character_is_no_text() {
        let control = |number: &str| format!("is no text: it holds the control character U+{number}");
        assert_eq!(read(b"a\tb\r\n"), ("a\tb\r\n".to_owned(), None));
        assert_eq!(read(b"ab\0"), (control("0000"), Some(2)));
        assert_eq!(read(b"a\x1b[31m"), (control("001B"), Some(1)));
        assert_eq!(read(b"\xe4\x07"), (control("0007"), Some(2)));
        assert_eq!(read("a\u{85}".as_bytes()), (control("0085"), Some(1)));
        assert_eq!(read(b"PK\x03\x04\xff\x81"), ("is no text: it begins as a workbook".to_owned(), Some(0)));
    }
}
