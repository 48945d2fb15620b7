//! Decision records: what a run was made of and what it concluded, as one line of JSON that can be tried again.
//!
//! [`Record::of`] says what a run was made of, [`append`] adds it to a file whole or not at all, [`Lines`] reads such a file a line at a time,
//! and [`verify`](verify()) finds the same pack and figures, holds their fingerprints against the recorded ones, judges again and compares.
//!
//! The file is JSON Lines: a record a line, each ended by a line break. No clock is read: the same run gives the same bytes.

mod append;
mod compare;
mod inputs;
mod lines;
mod model;
mod verify;

pub use append::append;
pub use compare::Difference;
pub use inputs::{Change, Input, InputChange};
pub use lines::{Line, Lines};
pub use model::{AskedFor, Fingerprint, RECORD_FORMAT, Record, RecordedFigures, RecordedPack, Typed};
pub use verify::{Again, Verification, verify};

use crate::diagnostic::{Code, Diagnostic, Sources, Span};
use crate::language::Text;
use crate::pack::{Cause, Faults};

/// The longest line that is written or read, in bytes with its line break. A record of the largest built-in pack is about two megabytes.
pub const MAX_LINE: u64 = 64 * 1024 * 1024;

/// A record file that is not what it should be.
fn bad(message: Text, help: Text) -> Diagnostic {
    Diagnostic::error(Code::BadRecord, Span::NOWHERE, message).help(help)
}

/// A record file that cannot be opened or written.
fn unusable(message: Text, help: Option<Text>) -> Diagnostic {
    Diagnostic::error(Code::UnreadableFile, Span::NOWHERE, message).maybe_help(help)
}

fn faults(cause: Cause, diagnostic: Diagnostic) -> Faults {
    Faults { cause, sources: Sources::default(), diagnostics: vec![diagnostic] }
}
