//! Formulas: Rhai's syntax, read with exact numbers and nothing that could change a meaning in silence.

mod syntax;

pub(crate) use syntax::{
    MAX_LIST, MAX_TEXT, normalise, normalised_place, parse_error_message, parser, position_in,
    type_name, word_length,
};
pub use syntax::{SyntaxError, offset_of, parse_error};
