//! Formulas: Rhai's syntax, read with exact numbers and nothing that could change a meaning in silence.

mod syntax;

pub use syntax::{SyntaxError, offset_of, parse_error};
pub(crate) use syntax::{normalise, parse_error_message, parser, position_in, type_name};
