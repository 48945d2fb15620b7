//! What a workbook to fill in holds: which figures on which sheet, in which rows and columns.

use std::collections::{BTreeMap, BTreeSet};

use super::Wanted;
use crate::diagnostic::Sources;
use crate::figures::{
    Coordinates, Definition, Dimension, Edition, Figure, FigureId, FigureSet, Given, ManualVerdict, Name,
};
use crate::formula::Operation;
use crate::language::{Lang, composed};
use crate::policy::{Indicator, Policy, Rule, RuleBody, Scale};
use crate::quantity::{Basis, Decimal, Period, Validity, half_unit};
use crate::report::wording::{basis_word, capital, period_words, say};

/// A workbook to fill in, planned.
pub(super) struct Plan<'p> {
    pub(super) topics: Vec<Topic<'p>>,
    /// Values that no cell of a topic can hold exactly: a row for each.
    pub(super) singles: Vec<&'p Figure>,
    /// The dimensions that figures are split by.
    pub(super) dimensions: Vec<&'p Dimension>,
    /// Verdicts that people give; `None`: the pack asks for none.
    pub(super) assessed: Option<Vec<Assessed<'p>>>,
}

/// A verdict that people give.
pub(super) struct Assessed<'p> {
    /// The rule or assessment.
    pub(super) rule: &'p str,
    /// The levels that it may have, if they are listed.
    pub(super) levels: Vec<&'p str>,
    pub(super) given: Option<&'p ManualVerdict>,
}

/// The figures of a sheet.
pub(super) struct Topic<'p> {
    pub(super) title: String,
    /// A column for each.
    pub(super) dimensions: Vec<&'p Dimension>,
    pub(super) columns: Vec<Column>,
    pub(super) lines: Vec<Line<'p>>,
}

/// A column of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) period: Period,
    pub(super) basis: Basis,
    pub(super) edition: Option<Edition>,
}

/// A row of values.
pub(super) struct Line<'p> {
    pub(super) id: FigureId,
    pub(super) definition: &'p Definition,
    /// The title, or the name where something else has the title too.
    pub(super) heading: &'p str,
    pub(super) coordinates: Coordinates,
    /// Formulas read it; else it may be given to be held against what they give.
    pub(super) is_read: bool,
    pub(super) cells: Vec<Cell<'p>>,
}

/// A value's place.
#[derive(Clone, Copy)]
pub(super) enum Cell<'p> {
    /// The figure does not exist then.
    Closed,
    Open,
    Filled(&'p Figure),
}

impl Column {
    fn of(figure: &Figure) -> Self {
        Self { period: figure.period, basis: figure.basis, edition: figure.edition }
    }

    fn order(self) -> impl Ord {
        (self.period.end(), self.period.start(), self.basis, self.edition)
    }

    /// What stands over it.
    pub(super) fn heading(self, lang: Lang) -> String {
        let (basis, period) = (capital(basis_word(self.basis, lang)), period_words(self.period, lang));
        match self.edition.map(|edition| period_words(edition.0, lang)) {
            Some(edition) => say!(lang, "{basis} {period}, upplaga {edition}", "{basis} {period}, edition {edition}"),
            None => format!("{basis} {period}"),
        }
    }
}

impl<'p> Plan<'p> {
    /// Of the figures that the policy reads and those in the set. With `wanted.filled` their values go along, else only their places.
    pub(super) fn of(policy: &'p Policy, sources: &Sources, set: &'p FigureSet, wanted: &Wanted) -> Self {
        let all: Vec<&Figure> = set.all().iter().filter(|figure| !figure.is_sum).collect();
        let read = policy.figures_read();
        let mut topics: Vec<(String, Vec<FigureId>)> = Vec::new();
        let needed: BTreeSet<FigureId> = read.iter().copied().chain(all.iter().map(|figure| figure.id)).collect();
        let lines_of_statements = titles_of_statements(policy);
        for id in needed {
            let title = lines_of_statements.get(&id).cloned().unwrap_or_else(|| file_of(policy, sources, id));
            match topics.iter_mut().find(|(known, _)| *known == title) {
                Some((_, ids)) => ids.push(id),
                None => topics.push((title, vec![id])),
            }
        }
        let usual = usual_columns(policy, &all, wanted);
        let unique = unique_titles(policy);
        let mut singles = Vec::new();
        let topics = topics.into_iter().map(|(title, ids)| {
            let given: Vec<&Figure> = ids.iter().flat_map(|id| set.of(*id).1).filter(|f| !f.is_sum).collect();
            let (fitting, single): (Vec<&Figure>, Vec<&Figure>) =
                given.into_iter().partition(|f| fits_a_cell(f, policy));
            if wanted.filled {
                singles.extend(single);
            }
            let columns = columns_of(&fitting, &usual, wanted);
            let lines = ids.iter().flat_map(|id| lines_of(policy, *id, &fitting, &columns, wanted.filled));
            let lines: Vec<Line<'p>> = lines
                .map(|line| Line {
                    is_read: read.contains(&line.id),
                    heading: if unique.contains(&line.id) { &line.definition.title } else { &line.definition.name },
                    ..line
                })
                .collect();
            let dimensions = dimensions_of(policy, &lines);
            Topic { title, dimensions, columns, lines }
        });
        let topics: Vec<Topic<'p>> = topics.collect();
        let used: BTreeSet<&Name> = topics.iter().flat_map(|t| &t.lines).flat_map(|line| &line.definition.by).collect();
        let dimensions = policy.vocabulary.dimensions.iter().filter(|d| used.contains(&d.name)).collect();
        Self { topics, singles, dimensions, assessed: assessed(policy, set, wanted.filled) }
    }
}

/// The verdicts that people gave, and a row without one for each rule or assessment that has none.
fn assessed<'p>(policy: &'p Policy, set: &'p FigureSet, filled: bool) -> Option<Vec<Assessed<'p>>> {
    let levels = |rule: &'p Rule| match &rule.body {
        RuleBody::Indicator(Indicator { scale: Scale::Manual { levels }, .. }) => {
            Some(levels.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>())
        }
        _ => None,
    };
    let rules = policy.rules.iter().filter_map(|rule| Some((rule.name.as_str(), levels(rule)?)));
    let overridable = policy.assessments.iter().filter(|a| a.overriding.is_some());
    let asked: Vec<(&str, Vec<&str>)> = rules.chain(overridable.map(|a| (a.name.as_str(), Vec::new()))).collect();
    let given: Vec<&ManualVerdict> = set.manual.iter().filter(|_| filled).collect();
    if asked.is_empty() && given.is_empty() {
        return None;
    }
    let is_of = |manual: &ManualVerdict, rule: &str| {
        manual.rule == rule || rule.rsplit('/').next() == Some(manual.rule.as_str())
    };
    let levels_of = |manual: &ManualVerdict| {
        asked.iter().find(|(rule, _)| is_of(manual, rule)).map(|(_, levels)| levels.clone()).unwrap_or_default()
    };
    let rows =
        given.iter().map(|manual| Assessed { rule: &manual.rule, levels: levels_of(manual), given: Some(*manual) });
    let open = asked.iter().filter(|(rule, _)| !given.iter().any(|manual| is_of(manual, rule)));
    let open = open.map(|(rule, levels)| Assessed { rule, levels: levels.clone(), given: None });
    Some(rows.chain(open).collect())
}

/// The figures that are lines of statements by themselves, or are reported for one, and the first statement of each.
fn titles_of_statements(policy: &Policy) -> BTreeMap<FigureId, String> {
    let mut titles = BTreeMap::new();
    for statement in &policy.statements {
        for formula in statement.lines.iter().filter_map(|line| policy.formula(line.formula)) {
            let root = formula.tree.get(formula.tree.root).map(|node| &node.operation);
            let named = match root {
                Some(Operation::Formula(id) | Operation::Published(id)) => policy.formula(*id),
                _ => None,
            };
            let shown = match root {
                Some(Operation::Figure(id)) => Some(*id),
                _ => named.or(Some(formula)).and_then(|formula| Some(formula.reported?.0)),
            };
            if let Some(id) = shown {
                titles.entry(id).or_insert_with(|| statement.title.clone());
            }
        }
    }
    titles
}

/// The name of the file in which the pack defines a figure, as a title: packs put a topic in each file.
fn file_of(policy: &Policy, sources: &Sources, id: FigureId) -> String {
    let span = policy.vocabulary.get(id).map(|definition| definition.span);
    let name = span.and_then(|span| sources.get(span.file)).map_or("", |file| file.name.as_str());
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    capital(&stem.replace(['/', '-', '_'], " "))
}

/// The figures whose titles lead to them alone in a table.
fn unique_titles(policy: &Policy) -> BTreeSet<FigureId> {
    let figures = &policy.vocabulary.figures;
    let mut named: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (index, figure) in figures.iter().enumerate() {
        let names = [&*figure.name, &figure.title].into_iter().chain(figure.aliases.iter().map(String::as_str));
        for name in names {
            named.entry(same(name)).or_default().insert(index);
        }
    }
    let is_alone = |figure: &Definition| named.get(&same(&figure.title)).is_some_and(|found| found.len() == 1);
    let alone = figures.iter().enumerate().filter(|(_, figure)| is_alone(figure));
    alone.filter_map(|(index, _)| u32::try_from(index).ok()).map(FigureId).collect()
}

/// A name as tables tell it apart from others.
fn same(name: &str) -> String {
    composed(name).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The columns where nothing has been given: those that were asked for, or else the years that anything has been given for.
fn usual_columns(policy: &Policy, all: &[&Figure], wanted: &Wanted) -> Vec<Column> {
    let mut columns = Vec::new();
    let bases = bases_of(policy, all, wanted);
    for period in &wanted.periods {
        columns.extend(bases.iter().map(|basis| Column { period: *period, basis: *basis, edition: None }));
    }
    if columns.is_empty() {
        let is_year = |figure: &&&Figure| figure.period == Period::year(figure.period.start().year());
        let stretches = || all.iter().filter(|figure| !matches!(figure.period, Period::Day(_)));
        columns.extend(stretches().filter(is_year).filter(|f| f.edition.is_none()).map(|figure| Column::of(figure)));
        if columns.is_empty() {
            columns.extend(stretches().map(|figure| Column::of(figure)));
        }
    }
    in_order(columns)
}

/// The bases that were asked for, or else those of the figures, or else those of the rules.
fn bases_of(policy: &Policy, all: &[&Figure], wanted: &Wanted) -> Vec<Basis> {
    let of_rules = || policy.rules.iter().flat_map(|rule| rule.scope.bases.as_deref().unwrap_or(&Basis::ALL));
    let found: BTreeSet<Basis> = match (wanted.bases.as_slice(), all) {
        ([], []) => of_rules().copied().collect(),
        ([], all) => all.iter().map(|figure| figure.basis).collect(),
        (asked, _) => asked.iter().copied().collect(),
    };
    found.into_iter().collect()
}

fn in_order(mut columns: Vec<Column>) -> Vec<Column> {
    columns.sort_by_key(|column| column.order());
    columns.dedup();
    columns
}

/// The columns that some figures need. A balance stands in the column of the stretch that ends on its day, if there is one.
fn columns_of(figures: &[&Figure], usual: &[Column], wanted: &Wanted) -> Vec<Column> {
    if figures.is_empty() || !wanted.periods.is_empty() && !wanted.filled {
        return usual.to_vec();
    }
    let asked = usual.iter().copied().filter(|_| !wanted.periods.is_empty());
    let is_day = |figure: &&&Figure| matches!(figure.period, Period::Day(_));
    let stretches = figures.iter().filter(|figure| !is_day(figure)).map(|figure| Column::of(figure));
    let mut columns: Vec<Column> = asked.chain(stretches).collect();
    for day in figures.iter().filter(is_day).map(|figure| Column::of(figure)) {
        let ends = |column: &Column| {
            column.period.end() == day.period.end() && (column.basis, column.edition) == (day.basis, day.edition)
        };
        if !columns.iter().any(ends) {
            let year = Period::year(day.period.end().year());
            let period = if year.end() == day.period.end() { year } else { day.period };
            columns.push(Column { period, ..day });
        }
    }
    in_order(columns)
}

/// The rows of a figure: the parts that have been given, or else the whole and the parts that there are.
fn lines_of<'p>(
    policy: &'p Policy,
    id: FigureId,
    given: &[&'p Figure],
    columns: &[Column],
    filled: bool,
) -> Vec<Line<'p>> {
    let Some(definition) = policy.vocabulary.get(id) else { return Vec::new() };
    let own: Vec<&'p Figure> = given.iter().filter(|figure| figure.id == id).copied().collect();
    let parts: BTreeSet<Coordinates> = own.iter().map(|figure| figure.coordinates.clone()).collect();
    let parts = if parts.is_empty() { all_parts(policy, definition) } else { parts.into_iter().collect() };
    let line = |coordinates: Coordinates| {
        let mut meant: Vec<Column> = Vec::new();
        let cells = columns.iter().map(|column| {
            let period =
                definition.measured.meant_by(column.period).filter(|p| exists(policy, definition, &coordinates, *p));
            let Some(period) = period else { return Cell::Closed };
            let read = Column { period, ..*column };
            if meant.contains(&read) {
                return Cell::Closed;
            }
            meant.push(read);
            let is_it = |figure: &&&Figure| Column::of(figure) == read && figure.coordinates == coordinates;
            own.iter().find(is_it).filter(|_| filled).map_or(Cell::Open, |figure| Cell::Filled(figure))
        });
        let cells = cells.collect();
        Line { id, definition, heading: "", coordinates: coordinates.clone(), is_read: true, cells }
    };
    parts.into_iter().map(line).collect()
}

/// Whether a figure of a part can be given for a period.
fn exists(policy: &Policy, definition: &Definition, coordinates: &Coordinates, period: Period) -> bool {
    let whole = Validity { from: Some(period.start()), to: Some(period.end()) };
    let is_there = |(dimension, member): &(Name, Name)| {
        let members = policy.vocabulary.dimension(dimension).map_or(&[][..], |d| &d.members);
        members.iter().find(|m| m.name == *member).is_none_or(|m| m.validity.overlaps(whole))
    };
    definition.validity.holds_period(period) && coordinates.pairs().iter().all(is_there)
}

/// The whole, and each part in one dimension.
fn all_parts(policy: &Policy, definition: &Definition) -> Vec<Coordinates> {
    let dimensions = definition.by.iter().filter_map(|name| policy.vocabulary.dimension(name));
    let parts = dimensions.flat_map(|dimension| {
        dimension.members.iter().map(|m| Coordinates::new(vec![(dimension.name.clone(), m.name.clone())]))
    });
    std::iter::once(Coordinates::default()).chain(parts).collect()
}

fn dimensions_of<'p>(policy: &'p Policy, lines: &[Line<'p>]) -> Vec<&'p Dimension> {
    let is_used = |dimension: &&Dimension| lines.iter().any(|l| l.coordinates.get(&dimension.name).is_some());
    policy.vocabulary.dimensions.iter().filter(is_used).collect()
}

/// Whether a cell says all that there is to say of a figure: its decimals are its precision, and there is no reservation.
fn fits_a_cell(figure: &Figure, policy: &Policy) -> bool {
    let Some(definition) = policy.vocabulary.get(figure.id) else { return false };
    let as_shown = match &figure.given {
        Given::Number { value, half_width } => {
            let is_exact = definition.unit.is_counted() && figure.decimals == 0;
            let shown = if is_exact { Decimal::ZERO } else { half_unit(figure.decimals) };
            *half_width == shown && value.normalize().scale() <= figure.decimals
        }
        Given::Fact(_) => true,
        Given::Missing { because } => because.is_none(),
    };
    as_shown && !figure.preliminary && !figure.approximate
}
