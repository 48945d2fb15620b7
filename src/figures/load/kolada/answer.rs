//! The answer of Kolada's API, of version 2 or 3, as it is written. Every value is the very text of the file, so that no decimal goes through a binary
//! number and each has its place.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::diagnostic::{FileId, Span};
use crate::quantity::{Decimal, plain};
use crate::yaml::Spanned;

/// A page of an answer. Keys that are not named here say nothing of the values.
#[derive(Deserialize)]
pub(super) struct Page<'a> {
    #[serde(borrow)]
    pub(super) values: Vec<Row<'a>>,
    /// The address of the page after it: `next_page` in version 2, `next_url` in version 3.
    #[serde(borrow, default, alias = "next_url")]
    pub(super) next_page: Option<&'a RawValue>,
}

/// A key figure of a municipality or region in a year.
#[derive(Deserialize)]
pub(super) struct Row<'a> {
    #[serde(borrow)]
    pub(super) kpi: &'a RawValue,
    #[serde(borrow)]
    pub(super) municipality: &'a RawValue,
    /// A text in version 2, a number in version 3.
    #[serde(borrow)]
    pub(super) period: &'a RawValue,
    #[serde(borrow)]
    pub(super) values: Vec<Cell<'a>>,
}

/// Its value for all, for women (K) or for men (M).
#[derive(Deserialize)]
pub(super) struct Cell<'a> {
    #[serde(borrow)]
    pub(super) gender: &'a RawValue,
    #[serde(borrow)]
    pub(super) value: &'a RawValue,
    /// How many municipalities it is the mean of.
    #[serde(borrow, default)]
    pub(super) count: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) status: Option<&'a RawValue>,
    #[serde(borrow, default, alias = "is_deleted")]
    pub(super) isdeleted: Option<&'a RawValue>,
}

/// A text of a file, to tell where in it a value stands.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
}

impl<'a> Text<'a> {
    /// Reads the page.
    ///
    /// # Errors
    /// It is not JSON, or not of that shape: what the JSON reader says of it, and where.
    pub(super) fn page(self) -> Result<Page<'a>, (Span, String)> {
        serde_json::from_str(self.text).map_err(|error| {
            let before: usize =
                self.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
            let wanted = (before + error.column().saturating_sub(1)).min(self.text.len());
            let place = (0..=wanted).rev().find(|place| self.text.is_char_boundary(*place)).unwrap_or_default();
            let said = error.to_string();
            let said = said.split(" at line ").next().unwrap_or_default().to_owned();
            (Span::new(self.file, place, place), said)
        })
    }

    /// Where a value stands. It is a part of the text: how far from the beginning its bytes lie is its place.
    pub(super) fn span(self, value: &RawValue) -> Span {
        let written = value.get();
        let start = (written.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span::new(self.file, start, start + written.len())
    }

    /// A text, or a number as it is written.
    pub(super) fn word(self, value: &RawValue) -> Option<Spanned<String>> {
        let written = value.get();
        let word = match written.as_bytes().first()? {
            b'"' => serde_json::from_str(written).ok()?,
            b'0'..=b'9' => written.to_owned(),
            _ => return None,
        };
        Some(Spanned::new(word, self.span(value)))
    }
}

/// A number as people write it: without an exponent. `None` if it is no number, or not exactly to be kept.
pub(super) fn number(value: &RawValue) -> Option<String> {
    let written = value.get();
    if !written.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        return None;
    }
    match written.contains(['e', 'E']) {
        true => Decimal::from_scientific(written).ok().map(plain),
        false => Some(written.to_owned()),
    }
}

/// Whether something is said to be so: `true`, `1`.
pub(super) fn is_true(value: Option<&RawValue>) -> bool {
    value.is_some_and(|value| matches!(value.get(), "true" | "1"))
}
