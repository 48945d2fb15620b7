//! The figures that are submitted: what may be submitted (the vocabulary), what was, and from which line of which file.

mod cell_range;
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

pub use cell_range::CellRange;
pub use change::{Change, ChangeFault, Changed};
pub use definition::{
    CellFacts, Choices, DefaultValue, Definition, Dimension, FactKind, FigureId, Kolada, Measured, Member, OwnWords,
    Sign, Table, TableRows, Vocabulary,
};
pub use figure::{Coordinates, Edition, Fact, Figure, Given, ManualVerdict, Name, Origin};
pub(crate) use load::is_same_name;
pub use load::{Loaded, Sheet, is_workbook, load, load_list, load_with_sheets, read_table, read_tables, read_workbook};
pub use set::{Cut, FigureSet};
pub use spread::{Shape, Spread, Spreading};
