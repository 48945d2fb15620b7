//! The same forty rules as a policy pack, judged by the engine: the pack, the figures of a row, and the codes and texts of a run.

use std::fmt::Write as _;

use riktlinje::check::{PackSource, check};
use riktlinje::diagnostic::{FileId, Sources, Span};
use riktlinje::evaluate::{Context, RecordId};
use riktlinje::figures::{Coordinates, Figure, FigureId, FigureSet, Given, Origin, Vocabulary};
use riktlinje::policy::{Policy, Verdict, raw};
use riktlinje::quantity::{Basis, Decimal, Period, Rounding, plain, round};
use riktlinje::verdict::{Judgement, Options, Run, Trend};

use super::generate::{COLUMNS, Row};

const FILES: [(&str, &str); 3] = [
    ("pack.yaml", include_str!("pack/pack.yaml")),
    ("mått.yaml", include_str!("pack/mått.yaml")),
    ("nyckeltal.yaml", include_str!("pack/nyckeltal.yaml")),
];

/// The pack, read and checked.
pub fn policy() -> Policy {
    let mut sources = Sources::default();
    let files: Vec<FileId> = FILES.iter().map(|(name, text)| sources.add(*name, *text)).collect();
    let mut faults = Vec::new();
    let raw = raw::decode(&files, &sources, &mut faults);
    let policy = raw
        .and_then(|raw| check(PackSource { raw, files, scripts: Vec::new() }, &mut (), &[], &mut sources, &mut faults));
    let said: Vec<_> = faults.iter().map(|f| format!("{}: {}", sources.place(f.span()), f.message.en)).collect();
    policy.unwrap_or_else(|| panic!("the pack does not check: {said:#?}"))
}

/// Which figure a column is, and how many years back.
pub struct Columns(Vec<(usize, FigureId, i32)>);

impl Columns {
    /// The columns of the workload in a vocabulary.
    pub fn of(vocabulary: &Vocabulary) -> Self {
        let named = |index: usize, column: &str| {
            let (name, years) = match column.strip_suffix("_previous") {
                Some(stem) => (stem.to_owned(), -1),
                None => (column.strip_suffix("_outcome").unwrap_or(column).to_owned(), 0),
            };
            vocabulary.by_name(&name).map(|id| (index, id, years))
        };
        Self(COLUMNS.iter().enumerate().filter_map(|(i, c)| named(i, c)).collect())
    }
}

/// The figures of a row.
pub fn figures(row: &Row, columns: &Columns) -> FigureSet {
    let year = Period::year(i16::try_from(row.year).unwrap_or(2025));
    let whole = COLUMNS.iter().position(|c| *c == "years_used");
    let figure = |(index, id, years): &(usize, FigureId, i32)| {
        let hundredths = row.figures[*index]?;
        let decimals = if Some(*index) == whole { 0 } else { 2 };
        Some(Figure {
            id: *id,
            coordinates: Coordinates::default(),
            period: year.add_years(*years),
            basis: Basis::Outcome,
            edition: None,
            given: Given::Number { value: Decimal::new(hundredths, decimals), half_width: Decimal::ZERO },
            decimals,
            origins: vec![Origin { span: Span::NOWHERE, cited: None }],
            preliminary: false,
            approximate: false,
            is_sum: false,
            note: None,
        })
    };
    FigureSet::new(columns.0.iter().filter_map(figure).collect(), Vec::new())
}

/// The 64 codes of a run: forty verdicts, then 24 trends.
pub fn codes(run: &mut Run<'_>, places: &Places) -> [u8; 64] {
    let mut codes = [9; 64];
    let judgements = std::mem::take(&mut run.judgements);
    for judgement in &judgements {
        let place = places.0[judgement.rule.0 as usize];
        codes[place] = match judgement.verdict {
            Verdict::Met => 0,
            Verdict::PartlyMet => 1,
            Verdict::NotMet => 2,
            Verdict::Undetermined | Verdict::NotApplicable => 3,
        };
        if place < 24 {
            codes[40 + place] = match run.trend(judgement) {
                None => 0,
                Some(Trend::Up) => 1,
                Some(Trend::Unchanged) => 2,
                Some(Trend::Down) => 3,
            };
        }
    }
    run.judgements = judgements;
    codes
}

/// Which of the forty places each rule of the policy has.
pub struct Places(Vec<usize>);

impl Places {
    /// The places of a policy's rules.
    pub fn of(policy: &Policy) -> Self {
        Self(policy.rules.iter().map(|r| place_of(&r.name).expect("a rule of the workload")).collect())
    }
}

fn place_of(rule: &str) -> Option<usize> {
    let name = rule.rsplit('/').next()?;
    let number: usize = name.get(1..)?.parse().ok()?;
    let before = match name.get(..1)? {
        "I" => 0,
        "R" => 24,
        "S" => 32,
        "M" => 36,
        _ => return None,
    };
    Some(before + number - 1)
}

/// Judges the figures of one row, at the end of its year: every verdict with its derivation.
pub fn judge<'p>(policy: &'p Policy, figures: &'p FigureSet, year: u64) -> Run<'p> {
    let as_of = i16::try_from(year).ok().map(|year| Period::year(year).end());
    riktlinje::verdict::verdicts(policy, figures, Options { as_of, ..Options::default() })
}

/// The forty lines of text, told from what the run left behind.
pub fn explain(run: &mut Run<'_>) -> String {
    let mut telling = Telling { run, out: String::new() };
    for rule in 0..40 {
        let line = telling.line(rule);
        let _ = writeln!(telling.out, "{line}");
    }
    telling.out
}

struct Telling<'r, 'p> {
    run: &'r mut Run<'p>,
    out: String,
}

impl<'p> Telling<'_, 'p> {
    fn judgement(&self, place: usize) -> Judgement {
        let is = |j: &&Judgement| place_of(&self.run.rule(j).name) == Some(place);
        self.run.judgements.iter().find(is).cloned().expect("every rule is judged")
    }

    fn number(&self, record: Option<RecordId>) -> Option<Decimal> {
        self.run.evaluation.value_of(record?).number()
    }

    fn value(&mut self, name: &str) -> Decimal {
        let period = self.run.evaluation.as_of().year();
        let context = Context::judged(Coordinates::default(), Period::year(period), Basis::Outcome);
        let context = self.run.evaluation.context_id(&context);
        match self.run.policy().formula_by_name(name) {
            Some(formula) => {
                let record = self.run.evaluation.value(formula, context);
                self.number(Some(record)).expect("the formula has a value")
            }
            None => self.figure(name),
        }
    }

    fn figure(&self, name: &str) -> Decimal {
        let id = self.run.policy().vocabulary.by_name(name).expect("the figure is in the vocabulary");
        match self.run.evaluation.figures().of(id).1.last().map(|f| &f.given) {
            Some(Given::Number { value, .. }) => *value,
            _ => panic!("the figure {name} is there"),
        }
    }

    fn two(&mut self, name: &str) -> String {
        two(self.value(name))
    }

    fn line(&mut self, place: usize) -> String {
        match place {
            0..24 => self.indicator(place),
            24..32 => self.ratio(place),
            32..35 => self.sum(place),
            35 => self.balance_sheet(),
            _ => self.balance_rule(place),
        }
    }

    fn indicator(&mut self, place: usize) -> String {
        let judgement = self.judgement(place);
        let number = place + 1;
        let (Some(outcome), Some(target)) = (self.number(judgement.value), self.number(judgement.limit)) else {
            return format!("I{number:02} na: outcome missing");
        };
        let attainment = self.run.attainment(&judgement).expect("attainment") * Decimal::ONE_HUNDRED;
        let direction = if number % 2 == 1 { "up" } else { "down" };
        let trend = match self.run.trend(&judgement) {
            None => "none",
            Some(Trend::Up) => "better",
            Some(Trend::Unchanged) => "same",
            Some(Trend::Down) => "worse",
        };
        let colour = colour(judgement.verdict);
        let (outcome, target, attainment) = (two(outcome), two(target), two(attainment));
        format!(
            "I{number:02} {colour}: outcome {outcome} vs target {target} = {attainment} % ({direction}, limits 100/90), trend {trend}"
        )
    }

    fn ratio(&mut self, place: usize) -> String {
        let judgement = self.judgement(place);
        let number = place - 23;
        let Some(value) = self.number(judgement.value) else { return format!("R{number} na: denominator is zero") };
        let of = |a: String, b: String| format!("{a} / {b}");
        let (what, limits) = match number {
            1 => (of(self.two("result"), self.two("tg")), "min 2.00/1.00"),
            2 => (of(self.two("equity"), self.two("assets")), "min 30.00/20.00"),
            3 => (of(two(self.value("equity") - self.value("pension_liab")), self.two("assets")), "min 0.00/-10.00"),
            4 => (
                of(two(self.value("result") + self.value("depreciation")), self.two("investments")),
                "min 100.00/75.00",
            ),
            5 => (of(self.two("current_assets"), self.two("current_liab")), "min 100.00/80.00"),
            6 => {
                let shares = ["andel", "andel_y1", "andel_y2", "andel_y3", "andel_y4"].map(|name| self.two(name));
                (format!("mean of {}", shares.join(", ")), "min 2.00/1.00")
            }
            7 => (of(self.two("net_cost"), self.two("tg")), "max 98.00/100.00"),
            _ => (of(two(self.value("current_liab") + self.value("long_liab")), self.two("assets")), "max 60.00/80.00"),
        };
        format!("R{number} {}: {what} = {} % ({limits})", colour(judgement.verdict), two(value))
    }

    fn sum(&mut self, place: usize) -> String {
        let judgement = self.judgement(place);
        let condition = &judgement.conditions[0];
        let (left, right) = condition.sides.expect("a check compares two numbers");
        let tolerance = condition.tolerance.expect("a check has a tolerance");
        format!(
            "S{} {}: difference {}, tolerance {}",
            place - 31,
            pass(judgement.verdict),
            two(left - right),
            two(tolerance)
        )
    }

    fn balance_sheet(&mut self) -> String {
        let verdict = pass(self.judgement(35).verdict);
        format!(
            "S4 {verdict}: differences {} and {}, tolerance 0.50",
            self.two("balans_skulder"),
            self.two("balans_tillgångar")
        )
    }

    fn balance_rule(&mut self, place: usize) -> String {
        let verdict = colour(self.judgement(place).verdict);
        match place {
            36 => format!(
                "M1 {verdict}: adjusted {}, balance result {}",
                self.two("justerat"),
                self.two("balansresultat")
            ),
            37 => {
                let why = self.use_of_reserve();
                format!("M2 {verdict}: {why}; allowed {}, used {}", self.two("tillåtet"), self.two("rur_use"))
            }
            38 => {
                let why = match plain(self.value("reserv_storlek")).as_str() {
                    "0" => "allocation above room",
                    "1" => "balance above cap",
                    _ => "within limits",
                };
                let [reserve, cap, added, room] =
                    ["reserv", "reserv_tak", "reserve_add", "utrymme"].map(|name| self.two(name));
                format!("M3 {verdict}: {why}; balance {reserve}, cap {cap}, added {added}, room {room}")
            }
            _ => {
                let [y3, y2, y1, new] = ["kvar_3", "kvar_2", "kvar_1", "nytt"].map(|name| self.two(name));
                format!("M4 {verdict}: left {y3}, {y2}, {y1}, new {new}")
            }
        }
    }

    fn use_of_reserve(&mut self) -> &'static str {
        let weak = self.value("tb_growth") - self.value("tb_avg10") <= Decimal::ONE;
        let (used, adjusted) = (self.value("rur_use"), self.value("justerat"));
        match (self.value("reserv_nivå") == Decimal::ONE, used.is_zero()) {
            (true, _) => "available but unused",
            (_, true) if adjusted >= Decimal::ZERO => "not needed",
            (_, true) => "not available",
            (_, false) if !weak => "tax base condition not met",
            (_, false) if adjusted >= Decimal::ZERO => "result not negative",
            (_, false) if used > self.value("behov") => "beyond zero",
            (_, false) if used > self.value("tak") => "above cap",
            _ => "within limits",
        }
    }
}

fn two(value: Decimal) -> String {
    let mut shown = round(value, 2, Rounding::HalfAway);
    shown.rescale(2);
    if shown.is_zero() {
        shown.set_sign_positive(true);
    }
    shown.to_string()
}

fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "green",
        Verdict::PartlyMet => "yellow",
        Verdict::NotMet => "red",
        Verdict::Undetermined | Verdict::NotApplicable => "na",
    }
}

fn pass(verdict: Verdict) -> &'static str {
    if verdict == Verdict::Met { "pass" } else { "fail" }
}
