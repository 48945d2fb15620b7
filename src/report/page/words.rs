//! When, over what and against what, in a few words.

use super::formula::Reader;
use super::markdown::escaped;
use crate::figures::{Coordinates, OwnWords};
use crate::formula::{FormulaId, Node, Operation, ParameterId, Tree};
use crate::policy::raw::LevelWord;
use crate::policy::{
    Better, Convention, CountsAs, Decision, Each, Indicator, Level, ParameterValue, PeriodWord, Scale, Scope, Target,
    TargetWord,
};
use crate::quantity::{Basis, Date, Decimal, PeriodKind, Validity};
use crate::report::wording::names::called_there;
use crate::report::wording::number::quantity;
use crate::report::wording::{and_list, basis_word, period_words, say, target_phrase, verdict_word};

impl Reader<'_> {
    /// When something holds: "2022–2025", "från 2024-03-01"; empty for always.
    pub(super) fn validity(&self, validity: Validity) -> String {
        let year_begins = |day: Date| day.previous().year() < day.year();
        let first = |day: Date| if year_begins(day) { day.year().to_string() } else { day.to_string() };
        let last = |day: Date| if year_begins(day.next()) { day.year().to_string() } else { day.to_string() };
        let (from, to) = (validity.from.map(first), validity.to.map(last));
        match (from, to) {
            (None, None) => String::new(),
            (Some(from), None) => say!(self.lang, "från {from}", "from {from}"),
            (None, Some(to)) => say!(self.lang, "till och med {to}", "up to and including {to}"),
            (Some(from), Some(to)) if from == to => from,
            (Some(from), Some(to)) => format!("{from}–{to}"),
        }
    }

    /// Over what and when a rule is judged.
    pub(super) fn scope(&self, scope: &Scope) -> String {
        let lang = self.lang;
        let Scope { each, only, bases, periods, kind, at, by, by_due, counts_as } = scope;
        let mut said = Vec::new();
        if !each.is_empty() {
            let parts: Vec<String> = each.iter().map(|e| self.each(e)).collect();
            let parts = and_list(&parts, lang);
            said.push(say!(lang, "för {parts}", "for {parts}"));
        }
        for (dimension, members) in only {
            let members = members.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            said.push(format!("{}: {members}", self.dimension(dimension)));
        }
        said.extend(kind.map(|kind| self.kind(kind)));
        let period = |word: &PeriodWord| match word {
            PeriodWord::Period(period) => period_words(*period, lang),
            PeriodWord::Year(0) => say!(lang, "bedömningsåret", "the year of assessment"),
            PeriodWord::Year(n) => say!(lang, "bedömningsåret + {n}", "the year of assessment + {n}"),
            PeriodWord::ToDate => {
                say!(lang, "januari till och med bedömningsmånaden", "January to the assessment month")
            }
        };
        said.extend(periods.iter().map(|all| all.iter().map(period).collect::<Vec<_>>().join(", ")));
        said.extend(at.map(|day| say!(lang, "läget {day}", "the state on {day}")));
        said.extend(by.map(|day| say!(lang, "någon gång till och med {day}", "some time up to {day}")));
        if *by_due {
            said.push(say!(lang, "den dag då den ska vara reglerad", "on the day by which it must be settled"));
        }
        let basis = |basis: &Basis| basis_word(*basis, lang).to_owned();
        said.extend(bases.iter().map(|all| all.iter().map(basis).collect::<Vec<_>>().join(", ")));
        said.extend(counts_as.map(|how| match how {
            CountsAs::All => say!(lang, "räknas en gång, uppfyllt om alla är det", "counts once, met if all are"),
            CountsAs::Worst => say!(lang, "räknas en gång, som den sämsta", "counts once, as the worst"),
            CountsAs::Each => say!(lang, "var och en räknas", "each one counts"),
        }));
        escaped(&said.join("; "))
    }

    fn each(&self, each: &Each) -> String {
        match each {
            Each::Total => say!(self.lang, "helheten", "the whole"),
            Each::Posts(name, ledger) => {
                let title =
                    self.policy.ledgers.get(*ledger as usize).map_or_else(|| name.to_string(), |l| l.title.clone());
                say!(self.lang, "varje post i ”{title}”", "every post of “{title}”")
            }
            Each::Dimension(name) => {
                let title = self.dimension(name);
                say!(self.lang, "varje {title}", "every {title}")
            }
        }
    }

    /// The title of a dimension.
    pub(super) fn dimension(&self, name: &str) -> String {
        self.policy.vocabulary.dimension(name).map_or_else(|| name.to_owned(), |d| d.title.clone())
    }

    fn kind(&self, kind: PeriodKind) -> String {
        match kind {
            PeriodKind::Year => say!(self.lang, "hela år", "whole years"),
            PeriodKind::Tertial => say!(self.lang, "tertial", "tertials"),
            PeriodKind::Quarter => say!(self.lang, "kvartal", "quarters"),
            PeriodKind::Month => say!(self.lang, "månader", "months"),
            PeriodKind::ToDate => say!(self.lang, "från årets början", "from the beginning of the year"),
            PeriodKind::Day => say!(self.lang, "dagar", "days"),
        }
    }

    /// "Trafiknämnd, Kvinnor"; empty for the whole.
    pub(super) fn members(&self, coordinates: &Coordinates) -> String {
        escaped(&coordinates.pairs().iter().map(|(_, member)| member.to_string()).collect::<Vec<_>>().join(", "))
    }

    /// "Regionfullmäktige 2023-11-28, Regionplan 2024".
    pub(super) fn decision(&self, decision: &Decision) -> String {
        let Decision { by, date, reference } = decision;
        let reference = reference.as_ref().map(|r| format!(", {r}")).unwrap_or_default();
        escaped(&format!("{by} {date}{reference}"))
    }

    /// A limit: "31 %", "2 % (Resultatmål)", a formula on one line.
    pub(super) fn limit(&self, id: FormulaId) -> String {
        let Some(formula) = self.policy.formula(id) else { return String::new() };
        match leaf(&formula.tree).map(|node| (&node.operation, &node.kind)) {
            Some((Operation::Parameter(parameter), _)) if formula.name.is_none() => self.limit_with_value(*parameter),
            Some((Operation::Number(value), kind)) => {
                quantity(value.normalize(), kind.unit().map(|u| u.symbol()), self.lang)
            }
            _ => self.used(id).line(),
        }
    }

    /// "2 % (Resultatmål)"; with several values "Resultatmål (1 % till och med 2022; 2 % från 2023)".
    pub(super) fn limit_with_value(&self, id: ParameterId) -> String {
        let Some(parameter) = self.policy.parameter(id) else { return String::new() };
        let title = &parameter.title;
        let amount = |value: &ParameterValue| quantity(value.value, Some(parameter.unit.symbol()), self.lang);
        match parameter.values.as_slice() {
            [] => title.clone(),
            [only] => format!("{} ({title})", amount(only)),
            several => {
                let each = several.iter().map(|value| {
                    let said = [self.members(&value.coordinates), amount(value), self.validity(value.validity)];
                    said.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
                });
                format!("{title} ({})", each.collect::<Vec<_>>().join("; "))
            }
        }
    }

    /// A share in percent, also where it is written as 0,8.
    fn share(&self, id: FormulaId) -> String {
        let found = self.policy.formula(id).and_then(|f| leaf(&f.tree)).map(|n| (&n.operation, n.kind.unit()));
        match found {
            Some((Operation::Number(value), Some(unit))) if unit.symbol().is_empty() => {
                let percent = value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*value);
                quantity(percent.normalize(), Some("%"), self.lang)
            }
            // Its title is in the list of limits; here it would be the same in every row.
            Some((Operation::Parameter(id), _)) => match self.policy.parameter(*id).map(|p| (p.values.as_slice(), p)) {
                Some(([only], p)) => quantity(only.value, Some(p.unit.symbol()), self.lang),
                _ => self.limit_with_value(*id),
            },
            _ => self.limit(id),
        }
    }

    /// What is required: "minst 31 %".
    pub(super) fn target(&self, indicator: &Indicator) -> String {
        let lang = self.lang;
        let better = |better: Better| match better {
            Better::Higher => say!(lang, "högre är bättre", "higher is better"),
            Better::Lower => say!(lang, "lägre är bättre", "lower is better"),
        };
        let which = || indicator.better.map(|b| format!("; {}", better(b))).unwrap_or_default();
        escaped(&match &indicator.target {
            Target::Limit(TargetWord::Equals, limit) => {
                format!("{}{}", target_phrase(TargetWord::Equals, &self.limit(*limit), None, lang), which())
            }
            Target::Limit(word, limit) => target_phrase(*word, &self.limit(*limit), None, lang),
            Target::Between(from, to) => {
                let (from, to) = (self.limit(*from), self.limit(*to));
                format!("{}{}", target_phrase(TargetWord::Between, &from, Some(&to), lang), which())
            }
            Target::Improvement => {
                let which = which();
                say!(
                    lang,
                    "bättre än samma period året före{which}",
                    "better than the same period the year before{which}"
                )
            }
            Target::None(why) => {
                let which = which();
                say!(lang, "inget mål: {why}{which}", "no target: {why}{which}")
            }
            Target::Manual => say!(lang, "bedöms av människor", "judged by people"),
        })
    }

    /// How a miss is graded.
    pub(super) fn scale(&self, scale: &Scale) -> String {
        let lang = self.lang;
        escaped(&match scale {
            Scale::PercentOfTarget { partly_from, convention, band } => {
                let from = self.share(*partly_from);
                let convention = match convention {
                    Convention::TargetOverOutcome => String::new(),
                    Convention::TwoMinusRatio => {
                        say!(
                            lang,
                            "; lägre är bättre räknas 2 − utfall / mål",
                            "; lower is better: 2 − outcome / target"
                        )
                    }
                };
                let band = band.map(|b| self.limit(b));
                let band = band.map(|b| {
                    say!(
                        lang,
                        "; där måluppfyllelse inte går att räkna om det fattas högst {b}",
                        "; where attainment cannot be computed if short by at most {b}"
                    )
                });
                let band = band.unwrap_or_default();
                say!(
                    lang,
                    "delvis från måluppfyllelsen {from}{convention}{band}",
                    "partly from an attainment of {from}{convention}{band}"
                )
            }
            Scale::Band { partly_within } => {
                let width = self.limit(*partly_within);
                say!(lang, "delvis om det fattas högst {width}", "partly if short by at most {width}")
            }
            Scale::Levels(levels) => levels.iter().map(|l| self.level(l)).collect::<Vec<_>>().join("; "),
            Scale::Change { unchanged } => {
                let word = verdict_word(*unchanged, lang);
                say!(lang, "oförändrat är {word}", "unchanged is {word}")
            }
            Scale::Boolean => say!(lang, "uppfyllt eller ej", "met or not"),
            Scale::Manual { levels } => {
                let level = |(word, verdict): &(String, _)| format!("{word}: {}", verdict_word(*verdict, lang));
                levels.iter().map(level).collect::<Vec<_>>().join("; ")
            }
        })
    }

    fn level(&self, level: &Level) -> String {
        let Level { gives, word, limit, level } = level;
        let limit = self.limit(*limit);
        let phrase = match word {
            LevelWord::AtLeast => target_phrase(TargetWord::AtLeast, &limit, None, self.lang),
            LevelWord::AtMost => target_phrase(TargetWord::AtMost, &limit, None, self.lang),
        };
        let given = verdict_word(*gives, self.lang);
        match level {
            Some(own) => format!("{own} ({given}): {phrase}"),
            None => format!("{given}: {phrase}"),
        }
    }

    /// When something holds, where that is not simply as long as the pack.
    pub(super) fn holds(&self, validity: Validity) -> String {
        let said = self.validity(validity);
        if said.is_empty() || validity == self.policy.validity {
            return String::new();
        }
        say!(self.lang, "gäller {said}", "in force {said}")
    }

    /// "Antagande: …", where there is one.
    pub(super) fn assumed(&self, why: Option<&String>) -> String {
        let Some(why) = why.map(|w| escaped(w)) else { return String::new() };
        say!(self.lang, "antagande: {why}", "assumption: {why}")
    }

    /// What it is called in the pack that it comes from, more names in tables, and where the words here are written.
    pub(super) fn own_words(&self, words: Option<&OwnWords>) -> String {
        let Some(words) = words else { return String::new() };
        let OwnWords { pack: _, title: _, aliases, reference } = words;
        let titled = called_there(words, self.lang);
        let names = aliases.join(", ");
        let also = (!names.is_empty()).then(|| say!(self.lang, "i tabeller också {names}", "in tables also {names}"));
        let said: Vec<String> = titled.into_iter().chain(also).collect();
        let reference = reference.as_ref().filter(|_| !said.is_empty()).map(|r| format!(" ({r})")).unwrap_or_default();
        escaped(&format!("{}{reference}", said.join("; ")))
    }
}

/// The one step that a tree is, seen through changes of unit.
fn leaf(tree: &Tree) -> Option<&Node> {
    let mut node = tree.result()?;
    while let Operation::Scale(inner, _) = &node.operation {
        node = tree.get(*inner)?;
    }
    Some(node)
}
