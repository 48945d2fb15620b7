//! Words with the numbers still in them: a sentence is a run of pieces, and each number says what it is of. Written down last, for one reader in one language.

use rust_decimal::Decimal;

use super::model::Entity;
use super::wording::number::{quantity, spelled};
use super::wording::{period_words, spelled_day};
use crate::evaluate::RecordId;
use crate::figures::FigureId;
use crate::formula::{FormulaId, NodeId, ParameterId};
use crate::language::Lang;
use crate::policy::Verdict;
use crate::quantity::{Date, Period};

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Wants to know what it means: `miljoner kronor`, `procent`, `31 december 2026`.
    Politician,
    /// Wants to look it up: `mnkr`, `%`, `2026-12-31`.
    Official,
}

/// What a number is of: the place in the run where it can be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) enum Of {
    /// An evaluated formula: a value, a limit, a scale's limit.
    Record(RecordId),
    /// A step inside one.
    Step(RecordId, NodeId),
    /// The value of the verdict as it was compared.
    Compared,
    /// How far that is from the target.
    Gap,
    /// The same put in another way.
    GapAs,
    /// The attainment, in percent.
    Attainment,
    /// The same period last year.
    Previous,
    /// The left side of a condition.
    Left(RecordId),
    /// The right side.
    Right(RecordId),
    /// How far apart they are.
    Apart(RecordId),
    /// What a check tolerates.
    Tolerance(RecordId),
    /// The least and the greatest value that the stated figures allow.
    Bound(FormulaId, End),
    /// What is left of a post of a ledger.
    Remaining,
    /// What the post was.
    Post,
    /// A submitted figure: its number in the set.
    Figure(u32),
    /// What a figure is taken to be where it was not submitted.
    Default(FigureId),
    /// The value of a parameter that is in force: its number among the parameter's values.
    Parameter(ParameterId, u32),
    /// What a figure could be with more decimals, and the verdict be another.
    CouldBe(u32),
    /// What one figure alone would have to be.
    Solved(String, Entity, Solved),
}

/// An end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum End {
    /// The least.
    Low,
    /// The greatest.
    High,
}

/// A number of an answer to what it would take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Solved {
    /// What the figure is.
    Now,
    /// What gives the verdict.
    Gives(Verdict),
    /// How far that is from what it is.
    Change(Verdict),
    /// The least that was tried.
    Least,
    /// The greatest that was tried.
    Greatest,
}

/// A number as it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Number {
    /// With the decimals that are printed.
    pub value: Decimal,
    /// Its unit; none for a plain number.
    pub unit: Option<String>,
    /// What it is of.
    pub of: Of,
    /// A plus sign before it, where it is one.
    pub signed: bool,
    /// The unit is not said: the number beside it has said it.
    pub bare: bool,
}

impl Number {
    /// A number with its unit.
    pub fn new(value: Decimal, unit: Option<&str>, of: Of) -> Self {
        Self { value, unit: unit.map(str::to_owned), of, signed: false, bare: false }
    }

    /// The same with a plus sign.
    pub fn signed(self) -> Self {
        Self { signed: true, ..self }
    }

    /// The same without its unit.
    pub fn bare(&self) -> Self {
        Self { bare: true, ..self.clone() }
    }

    /// The same without its sign.
    pub fn abs(&self) -> Self {
        Self { value: self.value.abs(), signed: false, ..self.clone() }
    }

    fn write(&self, reader: Reader, lang: Lang) -> String {
        let unit = self.unit.as_deref().filter(|_| !self.bare);
        let sign = if self.signed && self.value > Decimal::ZERO { "+" } else { "" };
        let written = match reader {
            Reader::Official => quantity(self.value, unit, lang),
            Reader::Politician => spelled(self.value, unit, lang),
        };
        format!("{sign}{written}")
    }
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) enum Piece {
    /// Words of the program's own.
    Words(&'static str),
    /// Words of the pack or the figures: a title, a reason, a level.
    Quoted(String),
    /// A number.
    Number(Number),
    /// How many things there are.
    Count(usize),
    /// A stretch of time or a day.
    Period(Period),
    /// The same as an answer to "when?".
    When(Period),
    /// A day.
    Day(Date),
    /// A year.
    Year(i16),
}

/// A run of pieces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::report) struct Phrase(pub Vec<Piece>);

impl Phrase {
    /// Words of the program's own.
    pub fn words(words: &'static str) -> Self {
        if words.is_empty() { Self::default() } else { Self(vec![Piece::Words(words)]) }
    }

    /// Words of the pack or the figures.
    pub fn quoted(words: &str) -> Self {
        if words.is_empty() { Self::default() } else { Self(vec![Piece::Quoted(words.to_owned())]) }
    }

    /// A template with its holes filled. [`tell!`] sees to it that each has something to fill it.
    pub fn fill(template: &'static str, fillings: &[(&str, Phrase)]) -> Self {
        let mut filled = Self::default();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, later) = after.split_once('}').unwrap_or((after, ""));
            filled.add(&Self::words(before));
            let filling = fillings.iter().find(|(hole, _)| *hole == name).map(|(_, phrase)| phrase);
            filled.add(filling.unwrap_or(&Self::default()));
            rest = later;
        }
        filled.add(&Self::words(rest));
        filled
    }

    /// Puts another one after it.
    pub fn add(&mut self, other: &Phrase) {
        self.0.extend(other.0.iter().cloned());
    }

    /// The same and another one after it.
    #[must_use]
    pub fn and(mut self, other: &Phrase) -> Self {
        self.add(other);
        self
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words for a reader.
    pub fn write(&self, reader: Reader, lang: Lang) -> String {
        let plainly = reader == Reader::Politician;
        let day = |day: Date| if plainly { spelled_day(day, lang) } else { day.to_string() };
        let period = |period: Period| match period {
            Period::Day(date) => day(date),
            Period::Months { .. } => period_words(period, lang),
        };
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Words(words) => (*words).to_owned(),
            Piece::Quoted(words) => words.clone(),
            Piece::Number(number) => number.write(reader, lang),
            Piece::Count(count) => count.to_string(),
            Piece::Period(asked) => period(*asked),
            Piece::When(asked) => match (asked, lang) {
                (Period::Day(_), Lang::Sv) => format!("den {}", period(*asked)),
                (Period::Day(_), Lang::En) => format!("on {}", period(*asked)),
                (Period::Months { .. }, Lang::Sv) => period(*asked),
                (Period::Months { .. }, Lang::En) => format!("in {}", period(*asked)),
            },
            Piece::Day(date) => day(*date),
            Piece::Year(year) => year.to_string(),
        });
        pieces.collect()
    }
}

impl From<Piece> for Phrase {
    fn from(piece: Piece) -> Self {
        Self(vec![piece])
    }
}

/// What may fill a hole of a template.
pub(in crate::report) trait Filling {
    /// It as pieces.
    fn filling(&self) -> Phrase;
}

impl Filling for Phrase {
    fn filling(&self) -> Phrase {
        self.clone()
    }
}

impl Filling for Number {
    fn filling(&self) -> Phrase {
        Piece::Number(self.clone()).into()
    }
}

impl Filling for Date {
    fn filling(&self) -> Phrase {
        Piece::Day(*self).into()
    }
}

impl<T: Filling> Filling for Option<T> {
    fn filling(&self) -> Phrase {
        self.as_ref().map(T::filling).unwrap_or_default()
    }
}

impl<T: Filling> Filling for &T {
    fn filling(&self) -> Phrase {
        (*self).filling()
    }
}

/// Whether every hole of a template has a name among those given: asked when the program is compiled.
pub(in crate::report) const fn has_all(template: &str, names: &[&str]) -> bool {
    let bytes = template.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'{' {
            let start = at + 1;
            while at < bytes.len() && bytes[at] != b'}' {
                at += 1;
            }
            let mut found = false;
            let mut index = 0;
            while index < names.len() {
                found = found || same(bytes, start, at, names[index].as_bytes());
                index += 1;
            }
            if !found {
                return false;
            }
        }
        at += 1;
    }
    true
}

const fn same(bytes: &[u8], start: usize, end: usize, name: &[u8]) -> bool {
    if end - start != name.len() {
        return false;
    }
    let mut index = 0;
    while index < name.len() {
        if bytes[start + index] != name[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// One phrase in the asked language: `tell!(lang, "svenska {x}", "English {x}", x)`, where `x` is a phrase, a number or a day.
macro_rules! tell {
    ($lang:expr, $sv:literal, $en:literal $(, $name:ident)* $(,)?) => {{
        const { assert!($crate::report::phrase::has_all($sv, &[$(stringify!($name)),*]), "a hole without a name") };
        const { assert!($crate::report::phrase::has_all($en, &[$(stringify!($name)),*]), "a hole without a name") };
        $crate::report::phrase::Phrase::fill(
            match $lang {
                $crate::language::Lang::Sv => $sv,
                $crate::language::Lang::En => $en,
            },
            &[$((stringify!($name), $crate::report::phrase::Filling::filling(&$name))),*],
        )
    }};
}
pub(in crate::report) use tell;

/// "a", "a och b", "a, b och c".
pub(in crate::report) fn listed(items: &[Phrase], lang: Lang) -> Phrase {
    let [first @ .., last] = items else { return Phrase::default() };
    let mut list = Phrase::default();
    for (index, item) in first.iter().enumerate() {
        list.add(&if index == 0 { Phrase::default() } else { Phrase::words(", ") });
        list.add(item);
    }
    if list.is_empty() { last.clone() } else { tell!(lang, "{list} och {last}", "{list} and {last}", list, last) }
}

/// The same, with at most four of them.
pub(in crate::report) fn some_listed(items: &[Phrase], lang: Lang) -> Phrase {
    const MOST: usize = 4;
    let Some((first, others)) = items.split_at_checked(MOST).filter(|(_, others)| others.len() > 1) else {
        return listed(items, lang);
    };
    let more = Phrase::from(Piece::Count(others.len()));
    let mut some = first.to_vec();
    some.push(tell!(lang, "{more} till", "{more} more", more));
    listed(&some, lang)
}
