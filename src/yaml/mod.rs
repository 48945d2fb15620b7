//! YAML as a tree with places. The parser is a library's; this layer refuses what YAML would turn into something else than the author wrote,
//! and reads mappings so that nothing is dropped: a key that nobody asked for is a fault.

#[allow(missing_docs, reason = "for this layer and the build script alone")]
mod event;
mod position;
mod reader;
mod traps;
mod tree;

#[cfg(test)]
mod tests;

pub use position::Positions;
pub use reader::{Mapping, Reader, Spanned};
pub use tree::{Document, Entry, Node, Scalar, Value, parse};
