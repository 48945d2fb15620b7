//! Where the parts of a formula stand in the files.

use crate::diagnostic::{FileId, Sources, Span};
use crate::formula::{Place, normalised_place};
use crate::policy::raw::RawText;
use crate::yaml::position_in_scalar;

/// A formula inside a YAML file: quotes, indentation and line breaks of the file are not in its text.
pub(super) struct InYaml<'s> {
    /// As it stands in the file.
    raw: &'s str,
    /// As it was read.
    text: &'s str,
    span: Span,
}

impl<'s> InYaml<'s> {
    pub(super) fn new(text: &'s RawText, sources: &'s Sources) -> Self {
        Self { raw: sources.slice(text.span), text: &text.value, span: text.span }
    }

    fn position(&self, offset: usize) -> Option<usize> {
        position_in_scalar(self.raw, self.text, normalised_place(self.text, offset))
    }
}

impl Place for InYaml<'_> {
    /// The whole text where the exact place cannot be told.
    fn span(&self, start: usize, end: usize) -> Span {
        // The end is where the last letter ends, not where the next one begins: a line break may lie between.
        let last = self.text.get(..end).and_then(|before| before.chars().next_back()).map_or(0, char::len_utf8);
        let end = match end > start && end >= last {
            true => self.position(end - last).map(|at| at + last),
            false => self.position(end),
        };
        match (self.position(start), end) {
            (Some(start), Some(end)) if start <= end => self.span.part(start, end),
            _ => self.span,
        }
    }
}

/// A function in a rules file.
pub(super) struct InFile {
    file: FileId,
    text: String,
}

impl InFile {
    pub(super) fn new(file: FileId, sources: &Sources) -> Self {
        Self { file, text: sources.text(file).to_owned() }
    }
}

impl Place for InFile {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, normalised_place(&self.text, start), normalised_place(&self.text, end))
    }
}
