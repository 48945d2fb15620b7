//! Goals and their indicators: what is measured, against what, and how misses are graded.

use super::checker::{Checker, text_of};
use super::scales;
use super::uses::Pack;
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::formula::Wanted;
use crate::policy::raw::{
    Origin, RawDecision, RawDefaults, RawExemption, RawGoal, RawIndicator, RawScale, RawText, Strength,
};
use crate::policy::{Compare, Decision, Exemption, Goal, Indicator, Rule, RuleBody, Scale, Target};
use crate::quantity::Unit;
use crate::text;
use crate::yaml::Spanned;

/// Where an indicator stands: its pack, and its goal if it has one.
struct Around<'p> {
    pack: &'p Pack,
    goal: Option<(u32, &'p RawGoal)>,
}

impl<'p> Around<'p> {
    /// What holds for the indicator if it says nothing itself, nearest first.
    fn defaults(&self) -> impl Iterator<Item = &'p RawDefaults> + use<'p> {
        let goal = self.goal.map(|(_, goal)| &goal.defaults);
        goal.into_iter().chain([&self.pack.source.raw.head.defaults])
    }
}

impl Checker<'_> {
    pub(super) fn goals(&mut self, pack: &Pack) {
        let raw = &pack.source.raw;
        for goal in &raw.goals {
            if let Some(first) = self.goals.iter().find(|g| g.name == goal.name.value).map(|g| g.span) {
                self.duplicate(&goal.name.value, goal.name.span, first);
            }
            let index = u32::try_from(self.goals.len()).unwrap_or(u32::MAX);
            let reference = goal.defaults.reference.as_ref().or(raw.head.defaults.reference.as_ref());
            self.goals.push(Goal {
                name: goal.name.value.clone(),
                title: goal.title.value.clone(),
                kind: goal.goal_kind.value,
                area: text_of(goal.area.as_ref()),
                reference: text_of(reference),
                span: goal.name.span,
            });
            for indicator in &goal.indicators {
                self.indicator(indicator, &Around { pack, goal: Some((index, goal)) });
            }
        }
        for indicator in &raw.indicators {
            self.indicator(indicator, &Around { pack, goal: None });
        }
    }

    pub(super) fn goal_of(&mut self, name: &RawText) -> Option<u32> {
        let found = self.goals.iter().position(|g| g.name == name.value);
        if found.is_none() {
            let written = &name.value;
            let message = text!("det finns inget mål som heter `{written}`", "there is no goal called `{written}`");
            let known = self.goals.iter().map(|g| g.name.as_str());
            let help = did_you_mean(written, known)
                .unwrap_or_else(|| text!("mål står under `goals:`", "goals stand under `goals:`"));
            self.error(Code::UnknownName, name.span, message, help);
        }
        found.and_then(|i| u32::try_from(i).ok())
    }

    fn indicator(&mut self, raw: &RawIndicator, around: &Around<'_>) {
        let defaults: Vec<&RawDefaults> = around.defaults().collect();
        let layers: Vec<_> =
            std::iter::once(raw.for_.as_ref()).chain(defaults.iter().map(|d| d.for_.as_ref())).collect();
        let scope = self.scope(&layers);
        self.posts_only_in_requirements(&scope, raw.name.span);
        let reference = raw.reference.as_ref().or(defaults.iter().find_map(|d| d.reference.as_ref()));
        let goal = around.goal;
        let name = match goal {
            Some((_, goal)) => format!("{}/{}", goal.name.value, raw.name.value),
            None => raw.name.value.clone(),
        };
        let validity = self.validity_within(raw.valid.as_ref(), around.pack);
        let Some(indicator) = self.measure(raw, &defaults) else { return };
        let rule = Rule {
            name,
            title: raw.title.value.clone(),
            goal: goal.map(|(index, _)| index),
            area: text_of(raw.area.as_ref().or(goal.and_then(|(_, g)| g.area.as_ref()))),
            goal_kind: raw.goal_kind.as_ref().map(|k| k.value).or(goal.map(|(_, g)| g.goal_kind.value)),
            origin: Origin::Guideline,
            strength: raw.strength.as_ref().map_or(Strength::Must, |s| s.value),
            counts: raw.counts.as_ref().is_none_or(|c| c.value),
            scope,
            validity,
            reference: text_of(reference),
            assumed: text_of(raw.assumed.as_ref()),
            reads: Vec::new(),
            body: RuleBody::Indicator(indicator),
            span: raw.name.span,
        };
        self.add_rule(rule, around.pack);
    }

    /// What an indicator measures, and against what.
    fn measure(&mut self, raw: &RawIndicator, defaults: &[&RawDefaults]) -> Option<Indicator> {
        let inherited = defaults.iter().find_map(|d| d.scale.as_ref());
        let raw_scale = raw.scale.as_ref().or(inherited);
        if let Some(Spanned { value: RawScale::Manual { levels }, span }) = raw_scale {
            return self.judged_by_people(raw, scales::manual(levels), *span);
        }
        let value = match &raw.value {
            Some(text) => self.value(text),
            None => {
                let message = text!("indikatorn saknar `value`", "the indicator has no `value`");
                let help = text!(
                    "skriv vad som mäts: `value:` med en formel; eller `scale: {{manual: …}}` om människor bedömer",
                    "write what is measured: `value:` with a formula; or `scale: {{manual: …}}` if people judge"
                );
                self.error(Code::MissingKey, raw.name.span, message, help);
                None
            }
        };
        let better = self.better(raw);
        let gap_as = raw.gap_as.as_ref().map(|text| self.formula_of(text, &Wanted::AnyNumber));
        let (value, unit) = value?;
        let value_at = raw.value.as_ref().map_or(raw.name.span, |v| v.span);
        let target = self.stated_target(raw, raw_scale, &unit, value_at);
        let scale = self.stated_scale(raw, raw_scale, &unit, value_at);
        if let (Some(raw), Some(scale), Some(target)) = (raw_scale, &scale, &target) {
            self.met_only_by_target(&raw.value, scale, target);
        }
        let exemptions = self.exemptions(raw, Some((&unit, value_at)));
        let target = target?;
        let compare = self.stated_compare(raw, defaults, &target);
        Some(Indicator {
            value: Some(value),
            unit: Some(unit),
            target,
            better,
            scale: scale?,
            compare: compare?,
            gap_as: gap_as.map_or(Some(None), |g| g.map(Some))?,
            exemptions: exemptions?,
        })
    }

    fn judged_by_people(&mut self, raw: &RawIndicator, scale: Scale, at: Span) -> Option<Indicator> {
        let unwanted = raw.value.as_ref().map(|v| v.span).or(raw.target.as_ref().map(|t| t.word.span));
        if let Some(span) = unwanted {
            let message = text!(
                "människor bedömer indikatorn, så värde och mål används inte",
                "people judge the indicator, so value and target are not used"
            );
            self.faults.push(
                Diagnostic::error(Code::BadScale, span, message)
                    .also(at, text!("skalan är manuell", "the scale is manual"))
                    .help(text!(
                        "ta bort värde och mål, eller ge en annan `scale:`",
                        "remove value and target, or give another `scale:`"
                    )),
            );
            return None;
        }
        let target = match &raw.none {
            Some(why) => Target::None(why.value.clone()),
            None => Target::Manual,
        };
        Some(Indicator {
            value: None,
            unit: None,
            target,
            better: raw.better.as_ref().map(|b| b.value),
            scale,
            compare: Compare::Exact,
            gap_as: None,
            exemptions: self.exemptions(raw, None)?,
        })
    }

    /// The target; that there is none is said, not implied.
    fn stated_target(
        &mut self,
        raw: &RawIndicator,
        scale: Option<&Spanned<RawScale>>,
        unit: &Unit,
        value_at: Span,
    ) -> Option<Target> {
        let by_change = scale.filter(|s| matches!(s.value, RawScale::Change { .. }));
        match (&raw.target, &raw.none, by_change) {
            (Some(target), Some(none), _) => {
                let message = text!(
                    "här står både ett mål och att det inte finns något",
                    "here is both a target and that there is none"
                );
                self.faults.push(
                    Diagnostic::error(Code::BadValue, none.span, message)
                        .also(target.word.span, text!("målet", "the target"))
                        .help(text!("ta bort det ena", "remove one of them")),
                );
                None
            }
            (Some(target), None, Some(scale)) => {
                let message = text!(
                    "skalan `change` jämför med i fjol och har inget mål",
                    "the scale `change` compares with last year and has no target"
                );
                self.faults.push(
                    Diagnostic::error(Code::BadScale, target.word.span, message)
                        .also(scale.span, text!("skalan", "the scale"))
                        .help(text!(
                            "ta bort målet, eller ge en annan `scale:`",
                            "remove the target, or give another `scale:`"
                        )),
                );
                None
            }
            (Some(target), None, None) => self.target(target, unit, value_at),
            (None, Some(none), _) => Some(Target::None(none.value.clone())),
            (None, None, Some(scale)) => {
                if raw.better.is_none() {
                    let message = text!("indikatorn saknar `better`", "the indicator has no `better`");
                    self.faults.push(
                        Diagnostic::error(Code::MissingKey, raw.name.span, message)
                            .also(scale.span, text!("skalan jämför med i fjol", "the scale compares with last year"))
                            .help(text!(
                                "skriv `better: higher` eller `better: lower`",
                                "write `better: higher` or `better: lower`"
                            )),
                    );
                    return None;
                }
                Some(Target::Improvement)
            }
            (None, None, None) => {
                let message = text!("indikatorn saknar mål", "the indicator has no target");
                let help = text!(
                    "skriv till exempel `at_least: …`, eller `none:` med varför det inte finns något mål",
                    "write for example `at_least: …`, or `none:` with why there is no target"
                );
                self.error(Code::MissingKey, raw.name.span, message, help);
                None
            }
        }
    }

    fn stated_scale(
        &mut self,
        raw: &RawIndicator,
        scale: Option<&Spanned<RawScale>>,
        unit: &Unit,
        value_at: Span,
    ) -> Option<Scale> {
        match scale {
            _ if raw.none.is_some() && raw.scale.is_none() => Some(Scale::Boolean),
            Some(scale) => self.scale(scale, raw, unit, value_at),
            None if raw.target.is_none() => None,
            None => {
                let message = text!("ingen skala säger hur missar graderas", "no scale says how misses are graded");
                let help = text!(
                    "skriv `scale: boolean`, eller en annan skala; den kan stå i paketets eller målets `defaults`",
                    "write `scale: boolean`, or another scale; it can stand in the defaults of the pack or the goal"
                );
                self.error(Code::BadScale, raw.name.span, message, help);
                None
            }
        }
    }

    fn stated_compare(&mut self, raw: &RawIndicator, defaults: &[&RawDefaults], target: &Target) -> Option<Compare> {
        let stated = raw.compare.as_ref().or(defaults.iter().find_map(|d| d.compare.as_ref()));
        match stated {
            Some(stated) => self.compare(&stated.value),
            None if matches!(target, Target::None(_)) => Some(Compare::Exact),
            None => {
                let message = text!(
                    "ingenting säger om det exakta eller det avrundade värdet jämförs",
                    "nothing says whether the exact or the rounded value is compared"
                );
                let help = text!(
                    "skriv `compare: exact` eller `compare: {{decimals: 1}}`, här eller under `defaults:`",
                    "write `compare: exact` or `compare: {{decimals: 1}}`, here or under `defaults:`"
                );
                self.error(Code::NoCompare, raw.name.span, message, help);
                None
            }
        }
    }

    /// The decided deviations; `value` is the unit of what is judged and its place, if it is a number.
    fn exemptions(&mut self, raw: &RawIndicator, value: Option<(&Unit, Span)>) -> Option<Vec<Exemption>> {
        let all: Vec<_> = raw.exemptions.iter().map(|e| self.exemption(e, value)).collect();
        all.into_iter().collect()
    }

    fn exemption(&mut self, raw: &RawExemption, value: Option<(&Unit, Span)>) -> Option<Exemption> {
        let scope = self.scope(&[raw.for_.as_ref()]);
        self.posts_only_in_requirements(&scope, raw.span);
        let limit = match (&raw.limit, value) {
            (Some(text), Some((unit, at))) => Some(self.limit(text, unit, at)?),
            (Some(text), None) => {
                let message = text!("en manuell bedömning har ingen gräns", "a manual verdict has no limit");
                self.error(Code::BadScale, text.span, message, text!("ta bort `limit:`", "remove `limit:`"));
                return None;
            }
            (None, _) => None,
        };
        let decided = self.decision(&raw.decided)?;
        let expires = match &raw.expires {
            Some(text) => Some(self.date(text)?),
            None => None,
        };
        Some(Exemption { scope, limit, decided, because: raw.because.value.clone(), expires, span: raw.span })
    }

    pub(super) fn decision(&mut self, raw: &RawDecision) -> Option<Decision> {
        Some(Decision {
            by: raw.by.value.clone(),
            date: self.date(&raw.date)?,
            reference: text_of(raw.reference.as_ref()),
        })
    }
}
