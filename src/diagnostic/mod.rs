//! What is wrong with an input, where, and what to do about it. Many at once, in both languages, with the exact place.

mod code;
mod render;
mod source;
mod suggest;

pub use code::Code;
pub use render::render;
pub use source::{
    BuiltIn, CellName, CellPlace, FileId, Home, SourceFile, Sources, Span, sha256_of, sha256_of_bytes, sha256_of_text,
};
pub use suggest::did_you_mean;

use crate::language::Text;

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used, and somebody should look.
    Warning,
}

/// A place with a few words about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The underlined text.
    pub span: Span,
    /// What there is to say about it; may be empty.
    pub text: Text,
}

/// One fault in a policy pack, a script or a figures file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of fault; each has a heading of its own in `docs/codes.md`.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a line.
    pub message: Text,
    /// Where; the first is the place itself, the others are what it is held against.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<Text>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, span: Span, message: Text) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message,
            labels: vec![Label { span, text: Text::same("") }],
            help: None,
        }
    }

    /// A warning at a place.
    pub fn warning(code: Code, span: Span, message: Text) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// The same with words at the place itself.
    #[must_use]
    pub fn label(mut self, text: Text) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text;
        }
        self
    }

    /// The same with one more place.
    #[must_use]
    pub fn also(mut self, span: Span, text: Text) -> Self {
        self.labels.push(Label { span, text });
        self
    }

    /// The same with help.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// The same with help, if there is any.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<Text>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Where it is.
    pub fn span(&self) -> Span {
        self.labels.first().map_or(Span::NOWHERE, |l| l.span)
    }
}

/// Whether any of them is an error.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}
