//! What moves each goal most, as plain data.

use super::rule::difference_unit;
use super::{Depth, Scribe, entity, symbol};
use crate::diagnostic::{FileId, Sources};
use crate::language::Lang;
use crate::policy::RuleKind;
use crate::quantity::Unit;
use crate::report::model::{FORMAT, FiguresFile, PackFacts};
use crate::report::sensitivity::{
    ColourLimitEntry, EffectEntry, MeasureEntry, NotVaried, RuleAt, SensitivityReport, TriedEntry,
};
use crate::report::what_if::FigureAt;
use crate::report::words::Exact;
use crate::solve::{Effect, LeftOut, Measure, Tried, WhyLeftOut, sensitivity};
use crate::verdict::{Judgement, Run};

impl SensitivityReport {
    /// Varies what the pack offers, and says what moved.
    pub fn of(run: &mut Run<'_>, sources: &Sources, figure_files: &[FileId], lang: Lang) -> Self {
        let found = sensitivity(run);
        let scribe = Scribe { run, sources, lang, depth: Depth::Verdicts };
        let run = &*scribe.run;
        let at = |index: &usize| run.judgements.get(*index).map(|judgement| RuleAt::of(run, judgement));
        let (with, without): (Vec<&Measure>, Vec<&Measure>) =
            found.measures.iter().partition(|m| !m.effects.is_empty() || !m.unmoved.is_empty());
        let mut immovable: Vec<usize> = without.iter().map(|m| m.judgement).collect();
        immovable.retain(|index| with.iter().all(|m| m.judgement != *index));
        immovable.dedup();
        let vocabulary = &run.policy().vocabulary;
        let not_varied = |left: &LeftOut| {
            let definition = vocabulary.get(left.figure)?;
            let (figure, title) = (definition.name.to_string(), definition.title.clone());
            Some(NotVaried { figure, title, because: word(left.why) })
        };
        Self {
            format: FORMAT,
            engine: env!("CARGO_PKG_VERSION"),
            pack: PackFacts::of(run.policy()),
            figures: FiguresFile::of(figure_files, sources),
            as_of: run.evaluation.as_of(),
            measures: with.into_iter().filter_map(|measure| scribe.moved(measure)).collect(),
            without_lever: immovable.iter().filter_map(at).collect(),
            without_value: found.without_value.iter().filter_map(at).collect(),
            not_varied: found.left_out.iter().filter_map(not_varied).collect(),
            set_aside: found.set_aside.iter().filter_map(|figure| FigureAt::of(figure, vocabulary)).collect(),
        }
    }
}

fn word(why: WhyLeftOut) -> &'static str {
    match why {
        WhyLeftOut::NoLever => "no_lever",
        WhyLeftOut::Outcome => "outcome",
        WhyLeftOut::OtherPeriod => "other_period",
        WhyLeftOut::Published => "published",
    }
}

impl RuleAt {
    pub(in crate::report) fn of(run: &Run<'_>, judgement: &Judgement) -> Self {
        let (rule, place) = (run.rule(judgement), run.evaluation.context(judgement.context));
        Self {
            rule: rule.name.clone(),
            kind: rule.kind(),
            title: rule.title.clone(),
            entity: entity(&place.coordinates),
            period: place.period,
            basis: place.basis,
            verdict: judgement.verdict,
        }
    }
}

impl Scribe<'_, '_> {
    fn moved(&self, measure: &Measure) -> Option<MeasureEntry> {
        let run = &*self.run;
        let judgement = run.judgements.get(measure.judgement)?;
        let condition = measure.condition.and_then(|index| judgement.conditions.get(index));
        let text = condition.and_then(|c| run.policy().formula(run.evaluation.record(c.record).formula));
        let unit: Option<&Unit> = match run.rule(judgement).kind() {
            RuleKind::Indicator => run.rule(judgement).indicator().and_then(|indicator| indicator.unit.as_ref()),
            _ => condition.and_then(|condition| run.unit_of_sides(condition)),
        };
        let own = |unit: &Unit| if condition.is_some() { difference_unit(unit) } else { unit.clone() };
        let unmoved = measure.unmoved.iter().filter_map(|index| self.figure_at(*index));
        let limits = measure.limits.iter().map(|limit| ColourLimitEntry {
            verdict: limit.verdict,
            at: Exact(limit.at),
            distance: Exact(limit.distance),
        });
        Some(MeasureEntry {
            at: RuleAt::of(run, judgement),
            condition: text.map(|formula| formula.text.clone()),
            value: Exact(measure.value),
            unit: unit.and_then(|unit| symbol(&own(unit))),
            change_unit: unit.and_then(|unit| symbol(&difference_unit(unit))),
            limits: limits.collect(),
            effects: measure.effects.iter().filter_map(|effect| self.effect(effect)).collect(),
            unmoved: unmoved.collect(),
        })
    }

    fn figure_at(&self, index: u32) -> Option<FigureAt> {
        FigureAt::of(self.run.evaluation.figures().get(index)?, &self.run.policy().vocabulary)
    }

    fn effect(&self, effect: &Effect) -> Option<EffectEntry> {
        let figures = self.run.evaluation.figures();
        let definition = self.run.policy().vocabulary.get(figures.get(effect.figure)?.id)?;
        let entry = |tried: Tried| TriedEntry {
            to: Exact(tried.to),
            change: tried.change.map(Exact),
            limit_change: tried.limit_change.map(Exact),
            verdict: tried.verdict,
        };
        let [plus_percent, minus_percent, plus_unit, minus_unit] = effect.tried.map(|tried| tried.map(entry));
        Some(EffectEntry {
            figure: self.figure_at(effect.figure)?,
            value: Exact(figures.number(effect.figure)?),
            unit: definition.unit.symbol().to_owned(),
            plus_percent,
            minus_percent,
            plus_unit,
            minus_unit,
        })
    }
}
