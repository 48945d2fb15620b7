//! From a typed tree to mathematics in titles. Every operation has its own line here, so that a new one cannot be left out of the pages.

use std::collections::{BTreeMap, BTreeSet};

use super::math::{CaseWords, Join, Math, Sign};
use crate::figures::FigureId;
use crate::formula::{
    Comparison, CountOf, Elsewhere, FormulaId, Gather, LedgerPart, Moment, NodeId, Operation, ParameterId, RuleIs,
    Tree, Which,
};
use crate::language::Lang;
use crate::policy::{Formula, Group, Policy, RuleId};
use crate::quantity::Rounding;
use crate::report::wording::facts::in_words;
use crate::report::wording::number::quantity;
use crate::report::wording::{basis_word, period_words, say, verdict_word};

/// Reads the formulas of a policy.
pub(super) struct Reader<'p> {
    pub(super) policy: &'p Policy,
    pub(super) lang: Lang,
    /// Titles that several names have: there the name is written too.
    shared: BTreeSet<&'p str>,
    /// Figures that are what is reported of a formula.
    pub(super) reported: BTreeSet<FigureId>,
}

/// What a tree may speak of beside the policy: the groups of the assessment that it stands in.
type Groups<'g> = &'g [Group];

impl<'p> Reader<'p> {
    pub(super) fn new(policy: &'p Policy, lang: Lang) -> Self {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let figures = policy.vocabulary.figures.iter().map(|f| (f.title.as_str(), &*f.name));
        let parameters = policy.parameters.iter().map(|p| (p.title.as_str(), &*p.name));
        let formulas = policy.formulas.iter().filter_map(|f| Some((f.title.as_str(), f.name.as_deref()?)));
        for (title, name) in figures.chain(parameters).chain(formulas) {
            names.entry(title).or_default().insert(name);
        }
        let shared = names.into_iter().filter(|(_, names)| names.len() > 1).map(|(title, _)| title).collect();
        let reported = policy.formulas.iter().filter_map(|f| Some(f.reported?.0)).collect();
        Self { policy, lang, shared, reported }
    }

    /// What a formula says, also a named one.
    pub(super) fn of(&self, formula: &Formula) -> Math {
        self.tree(&formula.tree, &[])
    }

    /// The same in an assessment.
    pub(super) fn of_grade(&self, formula: FormulaId, groups: Groups<'_>) -> Math {
        self.policy.formula(formula).map_or_else(unknown, |f| self.tree(&f.tree, groups))
    }

    /// What stands where a formula is used: the title of a named one, else what it says.
    pub(super) fn used(&self, id: FormulaId) -> Math {
        match self.policy.formula(id) {
            Some(Formula { name: Some(name), title, .. }) => self.titled(title, name),
            Some(formula) => self.of(formula),
            None => unknown(),
        }
    }

    /// A title as one word: in quotes where its own signs could be taken for mathematics, with the name where others have the same.
    pub(super) fn titled(&self, title: &str, name: &str) -> Math {
        let mut word = quoted(title);
        if self.shared.contains(title) {
            word.push_str(&format!(" ‹{name}›"));
        }
        Math::Word(word)
    }

    /// The title of a limit.
    fn parameter(&self, id: ParameterId) -> Math {
        self.policy.parameter(id).map_or_else(unknown, |p| self.titled(&p.title, &p.name))
    }

    /// What a figure or formula of exactly this title is shown as, where it stands alone.
    pub(super) fn is_titled(&self, id: FormulaId, title: &str) -> bool {
        self.used(id).line().trim_matches('”') == title
    }

    fn tree(&self, tree: &Tree, groups: Groups<'_>) -> Math {
        self.node(tree, tree.root, groups)
    }

    fn node(&self, tree: &Tree, id: NodeId, groups: Groups<'_>) -> Math {
        let Some(node) = tree.get(id) else { return unknown() };
        let lang = self.lang;
        let of = |id: NodeId| self.node(tree, id, groups);
        let boxed = |id: NodeId| Box::new(of(id));
        let all = |list: &[NodeId]| list.iter().map(|id| of(*id)).collect::<Vec<_>>();
        match &node.operation {
            Operation::Number(value) if node.kind.unit().is_none() => {
                Math::Word(in_words(&node.kind, *value, self.policy).map_or_else(|| "?".to_owned(), |w| quoted(&w)))
            }
            Operation::Number(value) => {
                // Zero is zero in every unit.
                let unit = node.kind.unit().filter(|_| !value.is_zero());
                Math::Word(quantity(value.normalize(), unit.map(|u| u.symbol()), lang))
            }
            Operation::Truth(true) => Math::Word(say!(lang, "ja", "yes")),
            Operation::Truth(false) => Math::Word(say!(lang, "nej", "no")),
            Operation::Figure(figure) => self.figure(*figure),
            Operation::Parameter(parameter) => self.parameter(*parameter),
            Operation::Formula(formula) => self.used(*formula),
            Operation::Published(formula) => after(
                self.used(*formula),
                say!(lang, "[som redovisat, annars beräknat]", "[as reported, else computed]"),
            ),
            Operation::Year => Math::Word(say!(lang, "årtalet", "the year")),
            // The same quantity in another unit: 1 000 tkr is 1 mnkr, 5 % is 0,05.
            Operation::Scale(inner, _) => of(*inner),
            Operation::Negate(inner) => Math::Sum(vec![(Sign::Minus, of(*inner))]),
            Operation::Add(a, b) => added(of(*a), Sign::Plus, of(*b)),
            Operation::Subtract(a, b) => added(of(*a), Sign::Minus, of(*b)),
            Operation::Multiply(a, b) => multiplied(of(*a), of(*b)),
            // The scale is a change of unit here too.
            Operation::Divide(a, b, _) => Math::Fraction(boxed(*a), boxed(*b)),
            Operation::Compare(comparison, a, b) => Math::Relation(sign_of(*comparison), boxed(*a), boxed(*b)),
            Operation::All(list) => Math::Joined(Join::And, say!(lang, "och", "and"), all(list)),
            Operation::Any(list) => Math::Joined(Join::Or, say!(lang, "eller", "or"), all(list)),
            Operation::Not(inner) => match tree.get(*inner).map(|n| &n.operation) {
                Some(Operation::Present(what)) => after(of(*what), say!(lang, "saknas", "is missing")),
                _ => Math::Not(say!(lang, "inte", "not"), boxed(*inner)),
            },
            Operation::If(condition, then, otherwise) => self.choice(of(*condition), of(*then), of(*otherwise)),
            Operation::Gather(Gather::Sum, list) => Math::Sum(all(list).into_iter().map(|m| (Sign::Plus, m)).collect()),
            Operation::Gather(how, list) => Math::Call(self.gather(*how), all(list)),
            Operation::Absolute(inner) => Math::Absolute(boxed(*inner)),
            Operation::Round(rounding, value, decimals) => {
                let decimals = after(of(*decimals), say!(lang, "decimaler", "decimals"));
                Math::Call(self.rounding(*rounding), vec![of(*value), decimals])
            }
            Operation::Present(_)
            | Operation::Holds(_)
            | Operation::DayOfYear(..)
            | Operation::EndOfYear(_)
            | Operation::Moved(..)
            | Operation::YearWhen(..)
            | Operation::Elsewhere(..)
            | Operation::Years(..)
            | Operation::Members(..)
            | Operation::Script(..)
            | Operation::Ledger(..)
            | Operation::Call(..)
            | Operation::Count(..)
            | Operation::Verdict(..) => self.beyond(tree, &node.operation, groups),
            Operation::Broken => unknown(),
        }
    }

    /// What is looked up elsewhere: in another time, another part, a script, a ledger, an assessment.
    fn beyond(&self, tree: &Tree, operation: &Operation, groups: Groups<'_>) -> Math {
        let lang = self.lang;
        let of = |id: NodeId| self.node(tree, id, groups);
        match operation {
            Operation::Present(inner) => after(of(*inner), say!(lang, "finns", "is there")),
            // A submitted yes or no is a condition as it stands.
            Operation::Holds(inner) => of(*inner),
            Operation::DayOfYear(month, day) => {
                Math::Word(say!(lang, "den {day}/{month} det året", "on {day}/{month} of that year"))
            }
            Operation::EndOfYear(year) => {
                let year = of(*year).line();
                Math::Word(say!(lang, "utgången av {year}", "the end of {year}"))
            }
            Operation::Moved(Moment::Year | Moment::Day, formula, when) => {
                let when = of(*when).line();
                after(self.used(*formula), say!(lang, "[vid: {when}]", "[at: {when}]"))
            }
            Operation::YearWhen(which, condition) => {
                let condition = self.used(*condition).line();
                Math::Word(match which {
                    Which::First => say!(lang, "första året då {condition}", "the first year in which {condition}"),
                    Which::Last => say!(lang, "senaste året då {condition}", "the latest year in which {condition}"),
                })
            }
            Operation::Elsewhere(place, formula) => after(self.used(*formula), format!("[{}]", self.place(*place))),
            Operation::Years(how, formula, years) => {
                let years = match tree.get(*years).map(|n| &n.operation) {
                    Some(Operation::Parameter(id)) => self.limit_with_value(*id),
                    _ => of(*years).line(),
                };
                let over = say!(lang, "över de senaste {years}", "over the latest {years}");
                Math::Call(self.gather(*how), vec![self.used(*formula), Math::Word(over)])
            }
            Operation::Members(how, formula, dimension) => {
                let title = quoted(&self.dimension(dimension));
                let over = say!(lang, "över {title}", "over {title}");
                Math::Call(self.gather(*how), vec![self.used(*formula), Math::Word(over)])
            }
            Operation::Script(script, list) => {
                let name = self.policy.script(*script).map(|s| s.function.clone()).unwrap_or_default();
                Math::Call(name, list.iter().map(|id| of(*id)).collect())
            }
            Operation::Ledger(ledger, part) => Math::Word(self.ledger_part(*ledger, *part)),
            // What the function does; its name is in the notes.
            Operation::Call(_, inner) => of(*inner),
            Operation::Count(group, count) => {
                let group = groups.get(*group as usize).map(|g| g.name.as_str()).unwrap_or_default();
                Math::Word(self.count(*count, group))
            }
            Operation::Verdict(rule, is) => Math::Word(self.verdict(*rule, *is)),
            // All that is computed on the spot stands in [`Reader::node`].
            _ => unknown(),
        }
    }

    fn figure(&self, id: FigureId) -> Math {
        let Some(definition) = self.policy.vocabulary.get(id) else { return unknown() };
        let title = self.titled(&definition.title, &definition.name);
        match self.reported.contains(&id) {
            true => after(title, say!(self.lang, "[redovisat]", "[reported]")),
            false => title,
        }
    }

    fn choice(&self, condition: Math, then: Math, otherwise: Math) -> Math {
        let words = CaseWords { when: say!(self.lang, "om", "if"), otherwise: say!(self.lang, "annars", "otherwise") };
        let mut rows = vec![(then, Some(condition))];
        match otherwise {
            Math::Cases(more, _) => rows.extend(more),
            last => rows.push((last, None)),
        }
        Math::Cases(rows, words)
    }

    fn gather(&self, how: Gather) -> String {
        match how {
            Gather::Sum => say!(self.lang, "summa", "sum"),
            Gather::Mean => say!(self.lang, "medel", "mean"),
            Gather::Least => say!(self.lang, "minst", "least"),
            Gather::Greatest => say!(self.lang, "störst", "greatest"),
            Gather::Count => say!(self.lang, "antal", "number"),
        }
    }

    fn rounding(&self, rounding: Rounding) -> String {
        match rounding {
            Rounding::HalfAway => say!(self.lang, "avrunda", "round"),
            Rounding::HalfEven => say!(self.lang, "avrunda (halva till jämn siffra)", "round (halves to even)"),
            Rounding::Up => say!(self.lang, "avrunda uppåt", "round up"),
            Rounding::Down => say!(self.lang, "avrunda nedåt", "round down"),
        }
    }

    fn place(&self, place: Elsewhere) -> String {
        let lang = self.lang;
        match place {
            Elsewhere::Previous => say!(lang, "samma period året före", "the same period the year before"),
            Elsewhere::At(period) => period_words(period, lang),
            Elsewhere::EndOfYear => say!(lang, "vid årets slut", "at the end of the year"),
            Elsewhere::On(basis, edition) => {
                let edition = edition.map(|e| format!(" {}", period_words(e.0, lang))).unwrap_or_default();
                format!("{}{edition}", basis_word(basis, lang))
            }
            Elsewhere::LatestKnown => say!(lang, "senast kända", "latest known"),
        }
    }

    fn ledger_part(&self, ledger: u32, part: LedgerPart) -> String {
        let lang = self.lang;
        let ledger = self.policy.ledgers.get(ledger as usize);
        let title = ledger.map(|l| l.title.as_str()).unwrap_or_default();
        let posts = ledger.is_some_and(|l| l.posts().is_some());
        match part {
            LedgerPart::Opening => say!(lang, "”{title}”, ingående", "“{title}”, opening"),
            LedgerPart::Added if posts => say!(lang, "”{title}”, uppkommet", "“{title}”, arisen"),
            LedgerPart::Added => say!(lang, "”{title}”, tillfört", "“{title}”, added"),
            LedgerPart::Used if posts => say!(lang, "”{title}”, reglerat", "“{title}”, settled"),
            LedgerPart::Used => say!(lang, "”{title}”, använt", "“{title}”, used"),
            LedgerPart::Closing if posts => say!(lang, "”{title}”, kvar", "“{title}”, remaining"),
            LedgerPart::Closing => say!(lang, "”{title}”, utgående", "“{title}”, closing"),
            LedgerPart::Origin => say!(lang, "året då posten uppkom", "the year in which the post arose"),
            LedgerPart::Due => {
                say!(lang, "den dag då posten ska vara reglerad", "the day by which the post must be settled")
            }
        }
    }

    fn count(&self, count: CountOf, group: &str) -> String {
        let lang = self.lang;
        match count {
            CountOf::All => say!(lang, "antalet i ”{group}”", "the number in “{group}”"),
            CountOf::Judged => say!(lang, "antalet bedömda i ”{group}”", "the number judged in “{group}”"),
            CountOf::Met => say!(lang, "antalet uppfyllda i ”{group}”", "the number met in “{group}”"),
            CountOf::PartlyMet => {
                say!(lang, "antalet delvis uppfyllda i ”{group}”", "the number partly met in “{group}”")
            }
            CountOf::NotMet => say!(lang, "antalet ej uppfyllda i ”{group}”", "the number not met in “{group}”"),
            CountOf::Undetermined => {
                say!(lang, "antalet utan bedömning i ”{group}”", "the number without a verdict in “{group}”")
            }
            CountOf::NotApplicable => {
                say!(lang, "antalet ej tillämpliga i ”{group}”", "the number not applicable in “{group}”")
            }
        }
    }

    fn verdict(&self, rule: u32, is: RuleIs) -> String {
        let title = self.policy.rule(RuleId(rule)).map(|r| r.title.as_str()).unwrap_or_default();
        let verdict = match is {
            RuleIs::Met => crate::policy::Verdict::Met,
            RuleIs::PartlyMet => crate::policy::Verdict::PartlyMet,
            RuleIs::NotMet => crate::policy::Verdict::NotMet,
        };
        let word = verdict_word(verdict, self.lang);
        say!(self.lang, "”{title}” är {word}", "“{title}” is {word}")
    }
}

/// A title in quotes, where its own signs could be taken for mathematics.
fn quoted(title: &str) -> String {
    const SIGNS: [char; 14] = ['+', '−', '–', '·', '*', '/', '(', ')', '=', '<', '>', ',', ';', '|'];
    let misread = title.contains(SIGNS) || title.contains(" - ");
    if misread { format!("”{title}”") } else { title.to_owned() }
}

/// The functions that a tree calls, by name, each once; with those that run as scripts.
pub(super) fn functions(tree: &Tree, policy: &Policy) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for node in &tree.nodes {
        let name = match &node.operation {
            Operation::Call(name, _) => name.to_string(),
            Operation::Script(script, _) => policy.script(*script).map(|s| s.function.clone()).unwrap_or_default(),
            _ => continue,
        };
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The unit of the left side of a comparison.
pub(super) fn unit_of_left(tree: &Tree) -> Option<&str> {
    match &tree.result()?.operation {
        Operation::Compare(_, left, _) => tree.get(*left)?.kind.unit().map(|unit| unit.symbol()),
        _ => None,
    }
}

/// What nothing in a checked policy stands for.
fn unknown() -> Math {
    Math::Word("?".to_owned())
}

fn after(inner: Math, words: String) -> Math {
    Math::After(Box::new(inner), words)
}

fn added(left: Math, sign: Sign, right: Math) -> Math {
    let mut terms = match left {
        Math::Sum(terms) => terms,
        other => vec![(Sign::Plus, other)],
    };
    terms.push((sign, right));
    Math::Sum(terms)
}

fn multiplied(left: Math, right: Math) -> Math {
    let mut factors = match left {
        Math::Product(factors) => factors,
        other => vec![other],
    };
    factors.push(right);
    Math::Product(factors)
}

fn sign_of(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Below => "<",
        Comparison::AtMost => "≤",
        Comparison::Above => ">",
        Comparison::AtLeast => "≥",
        Comparison::Equal => "=",
        Comparison::NotEqual => "≠",
    }
}
