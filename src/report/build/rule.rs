//! One judgement as plain data.

use rust_decimal::Decimal;

use super::{Depth, Scribe, entity, symbol};
use crate::evaluate::ContextId;
use crate::exit;
use crate::policy::{Indicator, Rule, RuleBody, RuleKind, Scale, Target, Verdict};
use crate::quantity::{Rounding, Unit, round};
use crate::report::model::ManualEntry;
use crate::report::phrase::{Phrase, Reader};
use crate::report::rule::{Amount, Colour, ConditionEntry, ExemptionEntry, KnownEntry, ParameterEntry, RuleVerdict};
use crate::report::text::cells;
use crate::report::wording::number::shown;
use crate::report::wording::{official, plain};
use crate::report::words::{Exact, Shown};
use crate::verdict::Judgement;

impl<'p> Scribe<'_, 'p> {
    /// The judgement of a number.
    pub fn rule_verdict(&mut self, index: usize) -> Option<RuleVerdict> {
        let judgement = self.run.judgements.get(index)?.clone();
        let rule = self.run.rule(&judgement);
        let mut row = self.frame(&judgement, rule);
        let is_counted_only =
            rule.kind() == RuleKind::Check && matches!(judgement.verdict, Verdict::Met | Verdict::NotApplicable);
        if self.depth == Depth::Verdicts && is_counted_only {
            return Some(row);
        }
        self.add_grounds(&mut row, &judgement, rule);
        match &rule.body {
            RuleBody::Indicator(indicator) => self.add_indicator(&mut row, &judgement, indicator),
            RuleBody::Requirement(requirement) => {
                let parts: Vec<_> = requirement.conditions.iter().map(|c| c.because.as_deref()).collect();
                row.conditions = self.conditions(&judgement, &parts);
            }
            RuleBody::Check(check) => {
                row.severity = Some(check.severity);
                row.conditions = self.conditions(&judgement, &[check.because.as_deref()]);
            }
            RuleBody::Claim(_) => row.conditions = self.conditions(&judgement, &[None]),
        }
        row.robust = self.run.is_robust(&judgement);
        row.rounding = if row.robust { None } else { self.rounding(&judgement) };
        row.whatever = self.run.verdict_whatever(&judgement);
        let is_unsaid = row.kind != RuleKind::Claim && !cells::needs_reason(&row);
        if self.depth == Depth::Verdicts && is_unsaid {
            return Some(row);
        }
        let points = self.points(&judgement, &row);
        row.reason = official::reason(&points, self.lang);
        if self.depth != Depth::Verdicts {
            row.plain = plain::text(&points, &row, self.lang);
        }
        Some(row)
    }

    /// Which rule was judged, where, and how: all that is counted.
    fn frame(&self, judgement: &Judgement, rule: &Rule) -> RuleVerdict {
        let place = self.run.evaluation.context(judgement.context);
        let goal = rule.goal.and_then(|g| self.run.policy().goals.get(g as usize));
        RuleVerdict {
            rule: rule.name.clone(),
            kind: rule.kind(),
            title: rule.title.clone(),
            goal: goal.map(|g| g.name.clone()),
            goal_title: goal.map(|g| g.title.clone()),
            goal_kind: rule.goal_kind,
            origin: rule.origin,
            strength: rule.strength,
            counts: rule.counts,
            area: rule.area.clone(),
            scale: None,
            entity: entity(&place.coordinates),
            period: place.period,
            basis: place.basis,
            edition: None,
            verdict: judgement.verdict,
            decides: exit::decides(self.run, judgement),
            span: rule.span,
            colour: Colour::of(judgement.verdict),
            reason_code: judgement.reason,
            value: None,
            shown: None,
            decimals: None,
            unit: None,
            compared: None,
            comparison: None,
            better: None,
            target: None,
            target_to: None,
            attainment: None,
            trend: None,
            previous: None,
            gap: None,
            gap_unit: None,
            gap_as: None,
            level: None,
            exempted: None,
            known: self.known(judgement),
            manual: None,
            robust: true,
            rounding: None,
            whatever: None,
            severity: None,
            reason: String::new(),
            plain: String::new(),
            refs: Vec::new(),
            rests_on: Vec::new(),
            questioned_by: Vec::new(),
            missing: Vec::new(),
            conditions: Vec::new(),
            inputs: Vec::new(),
            parameters: Vec::new(),
            levers: Vec::new(),
            zones: Vec::new(),
            history: Vec::new(),
        }
    }

    /// What a verdict rests on.
    fn add_grounds(&self, row: &mut RuleVerdict, judgement: &Judgement, rule: &Rule) {
        (row.inputs, row.parameters) = self.leaves(judgement);
        row.refs = self.references(judgement, rule, &row.parameters);
        row.rests_on = self.run.assumptions(judgement);
        row.questioned_by = self.run.questioned_by(judgement).into_iter().map(str::to_owned).collect();
        row.manual = self.manual(judgement.manual);
        row.levers = self.levers(judgement);
        if matches!(judgement.verdict, Verdict::Undetermined | Verdict::NotApplicable) {
            row.missing = self.missing_entries(judgement);
        }
    }

    /// The rule's own reference (else its goal's), then those of the formulas and limits that it rests on; each once.
    fn references(&self, judgement: &Judgement, rule: &Rule, parameters: &[ParameterEntry]) -> Vec<String> {
        let policy = self.run.policy();
        let of_goal = || rule.goal.and_then(|g| policy.goals.get(g as usize)).and_then(|g| g.reference.as_ref());
        let records = self.run.records_of(judgement);
        let formulas = records
            .iter()
            .filter_map(|r| policy.formula(self.run.evaluation.record(*r).formula))
            .filter_map(|f| f.reference.as_ref());
        let limits = parameters.iter().filter_map(|p| p.reference.as_ref());
        let mut found: Vec<String> = Vec::new();
        for reference in rule.reference.as_ref().or_else(of_goal).into_iter().chain(formulas).chain(limits) {
            if !found.contains(reference) {
                found.push(reference.clone());
            }
        }
        found
    }

    fn add_indicator(&mut self, row: &mut RuleVerdict, judgement: &Judgement, indicator: &'p Indicator) {
        let number = |record: Option<_>| record.and_then(|r| self.run.evaluation.number_of(r));
        let value = number(judgement.value);
        let decimals = indicator.value.and_then(|f| self.run.published_decimals(f, judgement.value, None));
        row.scale = Some(indicator.scale.as_str());
        row.value = value.map(Exact);
        row.shown = value.map(|v| Shown(shown(v, decimals)));
        row.decimals = decimals;
        row.unit = indicator.unit.as_ref().and_then(symbol);
        row.better = indicator.better;
        row.compared = judgement.compared.map(Exact);
        row.trend = self.run.trend(judgement);
        row.previous = self.run.previous(judgement).and_then(|r| self.run.evaluation.number_of(r)).map(Exact);
        if let Some(post) = self.run.goalpost(judgement, indicator) {
            row.target = Some(Exact(post.limit));
            row.target_to = post.upper.map(Exact);
        }
        row.comparison = match &indicator.target {
            Target::Limit(word, _) => Some(*word),
            Target::Between(..) => Some(crate::policy::TargetWord::Between),
            Target::Improvement | Target::None(_) | Target::Manual => None,
        };
        let percent = self.run.attainment(judgement).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
        row.attainment = percent.map(|p| Exact(round(p, 2, Rounding::HalfAway)));
        row.gap = self.run.gap(judgement).map(Exact);
        row.gap_unit = row.gap.and(indicator.unit.as_ref()).and_then(|u| symbol(&difference_unit(u)));
        row.gap_as = self
            .run
            .gap_as(judgement)
            .map(|(value, unit)| Amount { value: Exact(value), unit: unit.symbol().to_owned() });
        row.level = level_word(judgement, indicator);
        row.exempted = self.exemption(judgement, indicator);
    }

    fn exemption(&mut self, judgement: &Judgement, indicator: &'p Indicator) -> Option<ExemptionEntry> {
        let (index, state) = judgement.exemption?;
        let exemption = indicator.exemptions.get(index as usize)?;
        let limit = exemption.limit.map(|limit| self.run.evaluation.value(limit, judgement.context));
        Some(ExemptionEntry {
            state,
            by: exemption.decided.by.clone(),
            date: exemption.decided.date,
            reference: exemption.decided.reference.clone(),
            limit: limit.and_then(|r| self.run.evaluation.number_of(r)).map(Exact),
            because: exemption.because.clone(),
            expires: exemption.expires,
        })
    }

    fn known(&self, judgement: &Judgement) -> Option<KnownEntry> {
        let known = judgement.known.as_ref()?;
        Some(KnownEntry {
            accepts: known.accepts,
            reason: known.reason.clone(),
            until: known.until,
            reference: known.reference.clone(),
            source: self.sources.cite(known.span),
        })
    }

    /// A verdict that people gave: its number in the figures.
    pub(super) fn manual(&self, index: Option<u32>) -> Option<ManualEntry> {
        let manual = self.run.evaluation.figures().manual.get(index? as usize)?;
        Some(ManualEntry {
            by: manual.by.clone(),
            date: manual.date,
            motivation: manual.motivation.clone(),
            reference: manual.reference.clone().or_else(|| manual.origin.cited.clone()),
            source: self.sources.cite(manual.origin.span),
        })
    }

    fn conditions(&mut self, judgement: &Judgement, because: &[Option<&str>]) -> Vec<ConditionEntry> {
        let mut entries = Vec::with_capacity(judgement.conditions.len());
        for (result, because) in judgement.conditions.iter().zip(because.iter().chain(std::iter::repeat(&None))) {
            let policy = self.run.policy();
            let formula = policy.formula(self.run.evaluation.record(result.record).formula);
            let (left, right) = result.sides.unzip();
            let unit = result.sides.and_then(|_| self.run.unit_of_sides(result)).and_then(symbol);
            let kind = result.sides.and_then(|_| self.run.kind_of_sides(result));
            let told = |side: Option<Decimal>| side.zip(kind).map(|(side, kind)| self.told(kind, side));
            let (left_told, right_told) = (told(left), told(right));
            let are_numbers = kind.is_some_and(|k| k.unit().is_some());
            entries.push(ConditionEntry {
                text: formula.map(|f| f.text.clone()).unwrap_or_default(),
                left: left_told,
                right: right_told,
                unit,
                verdict: match result.holds {
                    Some(true) => Verdict::Met,
                    Some(false) => Verdict::NotMet,
                    None => Verdict::Undetermined,
                },
                gap: left.zip(right).filter(|_| are_numbers).and_then(|(l, r)| l.checked_sub(r)).map(Exact),
                tolerance: result.tolerance.map(Exact),
                because: because.map(|b| self.filled(b, judgement.context).write(Reader::Official, self.lang)),
            });
        }
        entries
    }

    /// What the pack says where a condition of a rule does not hold.
    pub(in crate::report) fn because(&mut self, judgement: &Judgement, condition: usize) -> Option<Phrase> {
        let written = match &self.run.rule(judgement).body {
            RuleBody::Requirement(requirement) => requirement.conditions.get(condition)?.because.as_deref(),
            RuleBody::Check(check) => check.because.as_deref(),
            RuleBody::Indicator(_) | RuleBody::Claim(_) => None,
        };
        Some(self.filled(written?.trim().trim_end_matches('.'), judgement.context))
    }

    /// A pack's sentence with each `{name}` replaced by the value of that formula, figure or limit. A name that nothing has stays as it is.
    fn filled(&mut self, text: &str, context: ContextId) -> Phrase {
        let mut out = Phrase::default();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.add(&Phrase::quoted(before));
            let Some((name, later)) = after.split_once('}') else {
                out.add(&Phrase::quoted("{"));
                rest = after;
                continue;
            };
            let value = self.value_in_words(name.trim(), context);
            out.add(&value.unwrap_or_else(|| Phrase::quoted(&format!("{{{name}}}"))));
            rest = later;
        }
        out.add(&Phrase::quoted(rest));
        out
    }
}

/// The unit of a difference: percentage points for percent.
pub(in crate::report) fn difference_unit(unit: &Unit) -> Unit {
    if unit.is_share() && !unit.symbol().is_empty() { Unit::points() } else { unit.clone() }
}

/// The local word for the level that gave the verdict.
fn level_word(judgement: &Judgement, indicator: &Indicator) -> Option<String> {
    let index = judgement.level? as usize;
    match &indicator.scale {
        Scale::Levels(levels) => levels.get(index)?.level.clone(),
        Scale::Manual { levels } => levels.get(index).map(|(word, _)| word.clone()),
        Scale::PercentOfTarget { .. } | Scale::Band { .. } | Scale::Change { .. } | Scale::Boolean => None,
    }
}
