//! Why there is no verdict: one sentence for each reason code.

use super::indicator::the_value;
use super::number::{quantity, telling};
use super::{and_list, basis_word, inside, period_words, say, verdict_word};
use crate::evaluate::{Reason, RecordId, Remark, Value};
use crate::formula::{NodeId, Operation};
use crate::policy::{Indicator, RuleKind, Scale, Target, Verdict};
use crate::report::build::Scribe;
use crate::report::rule::{MissingEntry, RuleVerdict};
use crate::verdict::Judgement;

impl Scribe<'_, '_> {
    pub(super) fn no_verdict(&mut self, judgement: &Judgement, row: &RuleVerdict, reason: Reason) -> String {
        let lang = self.lang;
        match reason {
            Reason::NoValue => self.no_value(judgement, row),
            Reason::DivisionByZero => {
                let divisor = self.divisor(judgement);
                if let Some((growth, true)) = &divisor {
                    return say!(
                        lang,
                        "en kvot av ökningstakter betyder ingenting när nämnaren är negativ: {growth}",
                        "a ratio of growth rates means nothing where the one below is negative: {growth}"
                    );
                }
                let divisor = divisor.map(|(d, _)| say!(lang, ": {d} är noll", ": {d} is zero")).unwrap_or_default();
                say!(
                    lang,
                    "värdet går inte att räkna ut, för det vore att dela med noll{divisor}",
                    "the value cannot be computed, since that would divide by zero{divisor}"
                )
            }
            Reason::TooShortWindow => {
                let missing = self.missing_in_words(row).map(|m| format!(": {m}")).unwrap_or_default();
                say!(
                    lang,
                    "det finns inte uppgifter för alla år som behövs{missing}",
                    "there are not figures for all the years that are needed{missing}"
                )
            }
            Reason::SeriesBreak => {
                let what = self.some_of(self.broken_series(judgement, row));
                say!(
                    lang,
                    "definitionen gäller inte för alla perioder som behövs, så värdena kan inte jämföras: {what}",
                    "the definition does not hold for all periods that are needed, so the values cannot be compared: {what}"
                )
            }
            Reason::Conflict if judgement.manual.is_some() => {
                say!(lang, "två olika bedömningar är lämnade", "two different judgements have been given")
            }
            Reason::Conflict => self.conflict(judgement),
            Reason::Overflow => say!(
                lang,
                "ett tal i beräkningen är för stort för att räknas exakt",
                "a number in the computation is too large to be exact"
            ),
            Reason::ScriptLimit => say!(
                lang,
                "en funktion i paketet kunde inte köras klart",
                "a function of the pack could not be finished"
            ),
            Reason::NotMeasured if row.kind == RuleKind::Check => {
                say!(lang, "inga uppgifter att stämma av är lämnade", "no figures to check have been submitted")
            }
            Reason::NoTarget | Reason::NotMeasured => self.without_target(judgement, row),
            Reason::NotDue => {
                let scope = &self.run.rule(judgement).scope;
                let day = scope.at.or(scope.by).map(|day| format!(" {day}")).unwrap_or_default();
                say!(lang, "bedöms först{day}", "not judged until{day}")
            }
            Reason::WhenFalse => {
                let when = self.when_in_words(judgement).unwrap_or_default();
                say!(
                    lang,
                    "kravet gäller bara när {when}, och så är det inte här",
                    "the requirement only applies when {when}, which is not so here"
                )
            }
            Reason::NotValid => {
                let period = period_words(row.period, lang);
                say!(lang, "regeln gäller inte {period}", "the rule does not hold for {period}")
            }
        }
    }

    /// The formulas and figures whose definition does not hold, with the period: "Nya måttet 2023".
    fn broken_series(&self, judgement: &Judgement, row: &RuleVerdict) -> Vec<String> {
        let evaluation = &self.run.evaluation;
        let titled = |title: &str, period| format!("{title} {}", period_words(period, self.lang));
        let formulas = self.run.records_of(judgement).into_iter().filter_map(|record| {
            let record = evaluation.record(record);
            let (formula, period) =
                (self.run.policy().formula(record.formula)?, evaluation.context(record.context).period);
            (!formula.validity.holds_period(period)).then(|| titled(&self.formula_title(formula), period))
        });
        formulas.chain(row.missing.iter().map(|m| titled(&m.title, m.period))).collect()
    }

    fn without_target(&self, judgement: &Judgement, row: &RuleVerdict) -> String {
        let lang = self.lang;
        let why = self.no_target(judgement).map(|w| format!(": {w}")).unwrap_or_default();
        if let Some(manual) = &row.manual {
            let given = self.manual_reason(row, manual);
            return say!(lang, "inget mål är satt{why}; {given}", "there is no target{why}; {given}");
        }
        let Some(value) = row.shown else {
            return say!(
                lang,
                "inget mål är satt{why}, och inget värde är lämnat",
                "there is no target{why}, and no value has been submitted"
            );
        };
        let value = the_value(row.basis, &quantity(value.0, row.unit.as_deref(), lang), lang);
        say!(lang, "inget mål är satt{why}; {value}", "there is no target{why}; {value}")
    }

    fn no_value(&mut self, judgement: &Judgement, row: &RuleVerdict) -> String {
        let lang = self.lang;
        if let Some(Indicator { scale: Scale::Manual { levels }, .. }) = self.run.rule(judgement).indicator() {
            return self.not_given(judgement, levels);
        }
        let missing = self.missing_in_words(row);
        let whatever = row.whatever.map(|v| verdict_word(v, lang));
        let whatever = whatever.map(|v| {
            say!(
                lang,
                ", men bedömningen blir {v} vilket värde som än saknas",
                ", but the verdict is {v} whatever the missing value is"
            )
        });
        let whatever = whatever.unwrap_or_default();
        match missing.or_else(|| self.no_year(judgement)) {
            Some(missing) => format!("{missing}{whatever}"),
            None => say!(lang, "det finns inget underlag att bedöma{whatever}", "there is nothing to judge{whatever}"),
        }
    }

    /// "Disponering av RUR > 0 gäller inget år, 2019–2024": a year that was asked for and is not there.
    fn no_year(&self, judgement: &Judgement) -> Option<String> {
        let evaluation = &self.run.evaluation;
        self.run.records_of(judgement).into_iter().find_map(|record| {
            let formula = self.run.policy().formula(evaluation.record(record).formula)?;
            (0_u32..).zip(&formula.tree.nodes).find_map(|(index, node)| {
                let Operation::YearWhen(_, condition) = node.operation else { return None };
                let slot = evaluation.slot(record, NodeId(index));
                let asked = evaluation.list(slot.link);
                let holds_in_none = asked.iter().all(|r| evaluation.value_of(*r) == Value::Truth(false));
                if slot.value != Value::Unknown(Reason::NoValue) || asked.is_empty() || !holds_in_none {
                    return None;
                }
                let years = asked.iter().map(|r| evaluation.context(evaluation.record(*r).context).period.end().year());
                let (first, last) = (years.clone().min()?, years.max()?);
                let condition = self.formula_title(self.run.policy().formula(condition)?);
                Some(match first == last {
                    true => say!(self.lang, "{condition} gäller inte {first}", "{condition} does not hold in {first}"),
                    false => say!(
                        self.lang,
                        "{condition} gäller inget av åren {first}–{last}",
                        "{condition} holds in none of the years {first}–{last}"
                    ),
                })
            })
        })
    }

    /// A verdict that people were to give, and did not, or not with all that it needs.
    fn not_given(&self, judgement: &Judgement, levels: &[(String, Verdict)]) -> String {
        let manual = judgement.manual.and_then(|m| self.run.evaluation.figures().manual.get(m as usize));
        let Some(manual) = manual else {
            return say!(self.lang, "ingen bedömning är lämnad", "no judgement has been given");
        };
        let level = &manual.level;
        if !levels.iter().any(|(word, _)| word == level) {
            let known = self.some_of(levels.iter().map(|(word, _)| word.clone()).collect());
            return say!(
                self.lang,
                "den lämnade nivån {level} är ingen av regelns nivåer: {known}",
                "the given level {level} is none of the rule's levels: {known}"
            );
        }
        let needs = [
            (manual.motivation.is_none(), say!(self.lang, "motivering", "why")),
            (manual.by.is_none(), say!(self.lang, "vem som bedömt", "by whom")),
            (manual.date.is_none(), say!(self.lang, "datum", "when")),
        ];
        let lacks = needs.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect::<Vec<_>>();
        let lacks = and_list(&lacks, self.lang);
        say!(
            self.lang,
            "den lämnade bedömningen {level} räknas inte, för den säger inte {lacks}",
            "the given judgement {level} does not count, since it does not say {lacks}"
        )
    }

    /// "uppgiften Soliditet saknas för 2024 (utfall): mäts först i maj".
    fn missing_in_words(&self, row: &RuleVerdict) -> Option<String> {
        let lang = self.lang;
        let place = |m: &MissingEntry| {
            let (period, basis) = (period_words(m.period, lang), basis_word(m.basis, lang));
            let members: Vec<&str> = m.entity.values().map(String::as_str).collect();
            let part = if members.is_empty() { String::new() } else { format!(", {}", members.join(", ")) };
            format!("{period} ({basis}{part})")
        };
        let because = |m: &MissingEntry| m.because.as_deref().map(|b| format!(": {}", inside(b))).unwrap_or_default();
        let [first, others @ ..] = row.missing.as_slice() else { return None };
        if others.is_empty() {
            let (title, place, because) = (&first.title, place(first), because(first));
            return Some(match &first.figure {
                Some(_) => say!(
                    lang,
                    "uppgiften {title} saknas för {place}{because}",
                    "the figure {title} is missing for {place}{because}"
                ),
                None => say!(
                    lang,
                    "gränsvärdet {title} har inget värde som gäller {place}",
                    "the limit {title} has no value in force for {place}"
                ),
            });
        }
        let same_place = others.iter().all(|m| place(m) == place(first));
        let items = row.missing.iter().map(|m| {
            let at = if same_place { String::new() } else { format!(" {}", place(m)) };
            let why = m.because.as_deref().map(|b| format!(" ({})", inside(b))).unwrap_or_default();
            format!("{}{at}{why}", m.title)
        });
        let items = self.some_of(items.collect());
        let place = place(first);
        let at = if same_place { say!(lang, " för {place}", " for {place}") } else { String::new() };
        Some(say!(lang, "uppgifter saknas{at}: {items}", "figures are missing{at}: {items}"))
    }

    fn no_target(&self, judgement: &Judgement) -> Option<&str> {
        match &self.run.rule(judgement).indicator()?.target {
            Target::None(why) => Some(inside(why)),
            Target::Limit(..) | Target::Between(..) | Target::Improvement | Target::Manual => None,
        }
    }

    /// What was divided by, where it was zero, and whether it was a falling growth rate instead.
    fn divisor(&self, judgement: &Judgement) -> Option<(String, bool)> {
        self.run.records_of(judgement).into_iter().find_map(|record| self.zero_divisor(record))
    }

    fn zero_divisor(&self, record: RecordId) -> Option<(String, bool)> {
        let formula = self.run.policy().formula(self.run.evaluation.record(record).formula)?;
        (0_u32..).zip(&formula.tree.nodes).find_map(|(index, node)| {
            let Operation::Divide(_, by, _) = node.operation else { return None };
            let failed =
                self.run.evaluation.slot(record, NodeId(index)).value == Value::Unknown(Reason::DivisionByZero);
            let divisor = self.run.evaluation.slot(record, by).value.number().filter(|_| failed)?;
            let words = formula.tree.get(by).map(|n| self.node_in_words(&formula.tree, n))?;
            Some((words, !divisor.is_zero()))
        })
    }

    fn conflict(&self, judgement: &Judgement) -> String {
        let found = self.run.records_of(judgement).into_iter().find_map(|record| self.two_values(record));
        match found {
            Some((title, reported, computed)) => say!(
                self.lang,
                "{title} är redovisat som {reported} men blir {computed} när det räknas fram, och de två leder till olika bedömningar",
                "{title} is reported as {reported} but computed as {computed}, and the two lead to different verdicts"
            ),
            None => say!(
                self.lang,
                "redovisat och beräknat värde leder till olika bedömningar",
                "the reported and the computed value lead to different verdicts"
            ),
        }
    }

    /// A title, the reported value and the computed one, where they differ.
    pub(super) fn two_values(&self, record: RecordId) -> Option<(String, String, String)> {
        let computed = self.run.evaluation.computed(record).number()?;
        let record = self.run.evaluation.record(record);
        let Remark::Differs(index) = record.remark else { return None };
        let formula = self.run.policy().formula(record.formula)?;
        let crate::figures::Given::Number { value: reported, .. } = self.run.evaluation.figures().get(index)?.given
        else {
            return None;
        };
        let unit = formula.kind.unit().map(|u| u.symbol());
        let amount = |value, against| quantity(telling(value, None, &[against]), unit, self.lang);
        Some((formula.title.clone(), amount(reported, computed), amount(computed, reported)))
    }
}
