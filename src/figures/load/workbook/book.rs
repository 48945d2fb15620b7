//! An opened workbook of any kind.

use std::cell::Cell;
use std::fmt::Display;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use calamine::{Ods, OdsError, Reader as _, Sheet, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError};

use super::kind::Kind;
use super::ods::{Unseen, unseen};
use super::refusal::Refusal;

type Bytes<'b> = Cursor<&'b [u8]>;

/// The workbook, by kind.
pub(super) enum Book<'b> {
    Xlsx(Box<Xlsx<Bytes<'b>>>),
    Xlsb(Box<Xlsb<Bytes<'b>>>),
    Xls(Box<Xls<Bytes<'b>>>),
    /// With what the library does not tell of it.
    Ods(Box<Ods<Bytes<'b>>>, Unseen),
}

/// The library's own word for what is wrong.
pub(super) fn unreadable(error: impl Display) -> Refusal {
    Refusal::Unreadable(error.to_string())
}

impl<'b> Book<'b> {
    /// Opens a workbook that has been inspected.
    pub(super) fn open(kind: Kind, bytes: &'b [u8]) -> Result<Self, Refusal> {
        let file = Cursor::new(bytes);
        caught(|| match kind {
            Kind::Xlsx => Xlsx::new(file).map(|book| Self::Xlsx(Box::new(book))).map_err(|e: XlsxError| unreadable(e)),
            Kind::Xlsb => Xlsb::new(file).map(|book| Self::Xlsb(Box::new(book))).map_err(|error| match error {
                XlsbError::Password => Refusal::Encrypted,
                error => unreadable(error),
            }),
            Kind::Xls => Xls::new(file).map(|book| Self::Xls(Box::new(book))).map_err(|error| match error {
                XlsError::Password => Refusal::Encrypted,
                error => unreadable(error),
            }),
            Kind::Ods => {
                let unseen = unseen(bytes)?;
                Ods::new(file).map(|book| Self::Ods(Box::new(book), unseen)).map_err(|error| match error {
                    OdsError::Password => Refusal::Encrypted,
                    error => unreadable(error),
                })
            }
        })
    }

    /// The sheets, in order.
    pub(super) fn sheets(&self) -> &[Sheet] {
        match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xlsb(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
            Self::Ods(book, _) => book.sheets_metadata(),
        }
    }

    /// The names that the workbook defines, and what each refers to.
    pub(super) fn names(&self) -> &[(String, String)] {
        match self {
            Self::Xlsx(book) => book.defined_names(),
            Self::Xlsb(book) => book.defined_names(),
            Self::Xls(book) => book.defined_names(),
            Self::Ods(book, _) => book.defined_names(),
        }
    }
}

thread_local! {
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
}
static QUIET: Once = Once::new();

/// What a reading comes to. The library takes much in the binary formats for granted, and panics where a file is not so: that is a broken file,
/// and nothing to write about on the terminal.
pub(super) fn caught<T>(read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    QUIET.call_once(|| {
        let hook = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_QUIET.get() {
                hook(panic);
            }
        }));
    });
    IS_QUIET.set(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    IS_QUIET.set(false);
    read.unwrap_or(Err(Refusal::Broken))
}
