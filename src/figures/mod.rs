//! The figures that are submitted: what may be submitted (the vocabulary), what was, and from which line of which file.

mod beside;
mod cell_range;
mod cell_reference;
mod change;
mod definition;
mod figure;
mod load;
mod pointer;
mod roll_up;
mod set;
mod spread;

#[cfg(test)]
pub(crate) mod testing;

pub use beside::{Differs, Pair};
pub use cell_range::CellRange;
pub use cell_reference::CellReference;
pub use change::{Change, ChangeFault, Changed};
pub use definition::{
    CellFacts, Choices, DefaultValue, Definition, Dimension, FactKind, FigureId, Kolada, Measured, Member, OwnWords,
    PercentStored, Sign, Table, TableCell, TableRows, Vocabulary, WrittenPlace,
};
pub use figure::{Coordinates, Edition, Fact, Figure, Given, ManualVerdict, Name, Origin};
pub use load::{Loaded, Sheet, is_workbook, load, load_list, load_with_sheets, read_table, read_tables, read_workbook};
pub(crate) use load::{basis_fault, is_same_name, period_fault};
pub use set::{Cut, FigureSet};
pub use spread::{Shape, Spread, Spreading};
