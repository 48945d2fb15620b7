//! The vocabulary: every figure that a pack lets people submit.

use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{CellRange, Name};
use crate::diagnostic::{CellName, Span};
use crate::quantity::{Basis, Date, Period, PeriodKind, Unit, Units, Validity};

/// A figure of the vocabulary; an index into [`Vocabulary::figures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub u32);

/// What a figure is measured over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// A stretch of time; a bare `2024-03` is the month.
    During,
    /// A stretch of time; a bare `2024-03` is January to March.
    YearToDate,
    /// A day; a bare `2024-03` is its last day.
    At,
}

/// The only sign that a figure may have (zero is always allowed).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Never negative.
    Plus,
    /// Never positive.
    Minus,
}

/// What a figure is that is not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactKind {
    /// A yes or no.
    YesNo,
    /// A day.
    Date,
    /// One of these words.
    Choice(Choices),
    /// Any text.
    Text,
    /// A decision: body, day, reference.
    Decision,
}

/// The words of a choice, in the order of the pack.
pub type Choices = Arc<[Name]>;

/// One figure of the vocabulary.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The name in formulas and files.
    pub name: Name,
    /// The name for people.
    pub title: String,
    /// Its unit; every value is kept in it. A plain number for a fact.
    pub unit: Unit,
    /// What it is, if it is not a number.
    pub fact: Option<FactKind>,
    /// Over what it is measured.
    pub measured: Measured,
    /// The dimensions that it may be split by, sorted.
    pub by: Vec<Name>,
    /// Other names in tables.
    pub aliases: Vec<String>,
    /// The only sign allowed.
    pub sign: Option<Sign>,
    /// The values that make sense, in the figure's unit, both included.
    pub range: Option<(Decimal, Decimal)>,
    /// How far those who decide can change it, in the figure's unit, both included; `None`: nobody is told to change it.
    pub lever: Option<(Decimal, Decimal)>,
    /// Published decimals.
    pub decimals: Option<u32>,
    /// What stands in where the period and basis are submitted but the figure is not.
    pub default: Option<DefaultValue>,
    /// Breaches of sign or range that are known: period, reason.
    pub accepted: Vec<(Period, String)>,
    /// When this definition holds.
    pub validity: Validity,
    /// Why the definition is an assumption, if it is one.
    pub assumed: Option<String>,
    /// The words of a pack that uses the one which defines it, where they are others.
    pub own_words: Option<OwnWords>,
    /// Where it is defined.
    pub span: Span,
}

/// What a figure that is left out is taken to be.
#[derive(Debug, Clone)]
pub struct DefaultValue {
    /// The value, in the figure's unit.
    pub value: Decimal,
    /// Why.
    pub because: String,
    /// Only on these bases; `None`: on all.
    pub bases: Option<Vec<Basis>>,
}

/// What a pack calls something of a pack that it uses.
#[derive(Debug, Clone)]
pub struct OwnWords {
    /// The pack that defines it.
    pub pack: String,
    /// What it is called there, where the title is another here.
    pub title: Option<String>,
    /// More names in tables here.
    pub aliases: Vec<String>,
    /// Where the words are written.
    pub reference: Option<String>,
}

/// A member of a dimension.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name.
    pub name: Name,
    /// Other names in tables.
    pub aliases: Vec<String>,
    /// The years in which it exists.
    pub validity: Validity,
    /// The member above it.
    pub parent: Option<Name>,
}

/// A way to split figures.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// The name in formulas and files.
    pub name: Name,
    /// The name for people.
    pub title: String,
    /// The members; for an open dimension those that the pack names.
    pub members: Vec<Member>,
    /// Members come with the figures.
    pub open: bool,
    /// `true`: the parts sum to the total; `false`: they are parts of it (varav); `None`: nothing is said.
    pub complete: Option<bool>,
    /// Where it is defined.
    pub span: Span,
}

/// What a row of a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableRows {
    /// A value, as in long CSV: the headings say what each column holds.
    Value,
    /// A verdict that people gave: the headings say what each column holds.
    Assessed,
    /// A figure, which the first column names.
    Figure,
    /// A period, which the first column names.
    Period,
    /// A member of a dimension, which the first column names.
    Dimension(Name),
    /// There is no such column: each cell is named.
    Cells(Vec<TableCell>),
    /// It is no table but an answer of Kolada.
    Kolada(Kolada),
}

/// A cell of a workbook that a description names, and what must stand beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    /// Which cell.
    pub place: WrittenPlace,
    /// The heading to its left, on the same row.
    pub row_heading: Option<String>,
    /// The heading above it, in the same column.
    pub column_heading: Option<String>,
    /// What it holds.
    pub facts: CellFacts,
    /// It is read with the other sign.
    pub negated: bool,
    /// Where it is described.
    pub span: Span,
}

/// How a description names a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenPlace {
    /// By sheet, row and column; `None`: the sheet of the table.
    Cell(Option<String>, CellName),
    /// By a name that the workbook defines.
    Name(String),
}

/// How percent is stored where the format of a number cannot be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PercentStored {
    /// 26,3 % is stored as 0,263.
    Fraction,
    /// 26,3 % is stored as 26,3.
    Points,
}

/// What a row, a column or a whole table says of its cells. Keys that are left out are said elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellFacts {
    /// The figure's name.
    pub figure: Option<String>,
    /// The period, as written.
    pub period: Option<String>,
    /// The basis.
    pub basis: Option<Basis>,
    /// The edition, as written.
    pub edition: Option<String>,
    /// The unit's symbol.
    pub unit: Option<String>,
    /// Coordinates: dimension to member, as written.
    pub coordinates: BTreeMap<String, String>,
}

/// How a table is read.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The file's name, without folders; `None` for a description beside the file.
    pub file: Option<String>,
    /// The sheet, where the file is a workbook; `None`: the only one.
    pub sheet: Option<String>,
    /// The part of the sheet that is the table; `None`: all of it.
    pub range: Option<CellRange>,
    /// What a row is.
    pub rows: TableRows,
    /// One or two heading rows.
    pub heading_rows: u8,
    /// What each column holds, by its heading.
    pub columns: Vec<(String, CellFacts)>,
    /// Columns whose cells say something of their rows: `unit` or a dimension, and the heading.
    pub row_columns: Vec<(String, String)>,
    /// What holds for every cell.
    pub all: CellFacts,
    /// `-` is zero instead of missing.
    pub dash_is_zero: bool,
    /// How percent is stored, where the format of a number cannot be seen.
    pub percent: Option<PercentStored>,
    /// An empty cell submits nothing, instead of submitting that the figure is missing.
    pub empty_is_nothing: bool,
    /// Row headings to leave out.
    pub ignored_rows: Vec<String>,
    /// Column headings to leave out.
    pub ignored_columns: Vec<String>,
    /// Row headings whose values are read with the other sign.
    pub negated_rows: Vec<String>,
    /// Column headings whose values are read with the other sign.
    pub negated_columns: Vec<String>,
    /// The row heading that is the total, where rows are members.
    pub total: Option<String>,
    /// Where it is described.
    pub span: Span,
}

/// How an answer of Kolada (<https://www.kolada.se>) is read: what its ids stand for here, each with its place in the description.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kolada {
    /// Municipalities and regions, and which part each is; where nothing is said of the part, the whole.
    pub municipalities: Vec<(String, CellFacts, Span)>,
    /// Key figures, and what each is.
    pub kpis: Vec<(String, CellFacts, Span)>,
    /// K and M, and which part each is. T is always the whole.
    pub genders: Vec<(String, CellFacts, Span)>,
}

/// Everything that a figures file may speak of.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// The figures; [`FigureId`] is the index. Formulas with `reported:` are among them, and indicators' manual rules are not.
    pub figures: Vec<Definition>,
    /// The dimensions.
    pub dimensions: Vec<Dimension>,
    /// The units.
    pub units: Units,
    /// The wide tables.
    pub tables: Vec<Table>,
}

impl DefaultValue {
    /// Whether it stands in on a basis.
    pub fn is_for(&self, basis: Basis) -> bool {
        self.bases.as_ref().is_none_or(|bases| bases.contains(&basis))
    }
}

impl Measured {
    /// What a written period means: for a state its last day, for a running total a bare month is from January. `None`: a day is no stretch of time.
    pub fn meant_by(self, written: Period) -> Option<Period> {
        match (self, written) {
            (Self::At, written) => Some(Period::Day(written.end())),
            (_, Period::Day(_)) => None,
            (Self::YearToDate, Period::Months { from, to }) if written.is(PeriodKind::Month) => {
                Some(Period::months(from.year, 1, to.month))
            }
            (_, written) => Some(written),
        }
    }
}

impl Definition {
    /// Whether its parts in a dimension can be added up: amounts and counts can, shares and means cannot.
    pub fn is_split_additively(&self, dimension: &Dimension) -> bool {
        self.by.contains(&dimension.name) && (self.unit.is_money() || self.unit.is_counted())
    }
}

impl Dimension {
    /// The members that the pack names and that exist on a day.
    pub fn members_at(&self, day: Date) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |m| m.validity.holds(day))
    }

    /// The members right below a member, or below the whole, on a day.
    pub fn parts_of(&self, whole: Option<&Name>, day: Date) -> Vec<Name> {
        self.members_at(day).filter(|m| m.parent.as_ref() == whole).map(|m| m.name.clone()).collect()
    }
}

impl Table {
    /// A description that says nothing yet.
    pub fn empty(span: Span) -> Self {
        Self {
            name: String::new(),
            file: None,
            sheet: None,
            range: None,
            rows: TableRows::Figure,
            heading_rows: 1,
            columns: Vec::new(),
            all: CellFacts::default(),
            row_columns: Vec::new(),
            dash_is_zero: false,
            empty_is_nothing: false,
            percent: None,
            ignored_rows: Vec::new(),
            ignored_columns: Vec::new(),
            negated_rows: Vec::new(),
            negated_columns: Vec::new(),
            total: None,
            span,
        }
    }

    /// How the answer of Kolada is read that this describes, if it describes one.
    pub fn kolada(&self) -> Option<&Kolada> {
        match &self.rows {
            TableRows::Kolada(kolada) => Some(kolada),
            _ => None,
        }
    }

    /// All that it says of cells.
    pub fn facts(&self) -> impl Iterator<Item = &CellFacts> {
        let of_cells = match &self.rows {
            TableRows::Cells(cells) => cells.as_slice(),
            _ => &[],
        };
        let of_kolada = self.kolada().into_iter().flat_map(|kolada| {
            let Kolada { municipalities, kpis, genders } = kolada;
            [municipalities, kpis, genders].into_iter().flatten().map(|(_, facts, _)| facts)
        });
        let of_columns = self.columns.iter().map(|(_, facts)| facts);
        of_columns.chain([&self.all]).chain(of_cells.iter().map(|cell| &cell.facts)).chain(of_kolada)
    }
}

impl Vocabulary {
    /// The definition.
    pub fn get(&self, id: FigureId) -> Option<&Definition> {
        self.figures.get(id.0 as usize)
    }

    /// The figure of that name (not title or alias).
    pub fn by_name(&self, name: &str) -> Option<FigureId> {
        let index = self.figures.iter().position(|f| &*f.name == name)?;
        u32::try_from(index).ok().map(FigureId)
    }

    /// The dimension of that name.
    pub fn dimension(&self, name: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|d| &*d.name == name)
    }
}
