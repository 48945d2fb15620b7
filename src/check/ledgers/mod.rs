//! Ledgers: every part becomes a formula that other formulas can speak of, and a published balance a check.

mod posts;
mod reads;

use super::checker::{Checker, text_of};
use super::names::Entry;
use super::uses::Pack;
use crate::diagnostic::{Code, Severity, did_you_mean};
use crate::formula::{
    Binary, Binding, Comparison, FormulaId, Kind, LedgerPart, Node, NodeId, Operation, Tree, Type, Wanted,
    parse_formula,
};
use crate::language::Text;
use crate::policy::raw::{RawFlow, RawLedger, RawLedgerBody, RawText};
use crate::policy::{Balance, Check, Flow, Formula, Ledger, LedgerBody, Posts, Rule, RuleBody, Waived, Within};
use crate::quantity::{Date, Unit, Validity};
use crate::text;

/// The parts of a balance: the word in formulas, and in titles.
const OF_BALANCE: &[(LedgerPart, &str)] = &[
    (LedgerPart::Opening, "ingående"),
    (LedgerPart::Added, "tillfört"),
    (LedgerPart::Used, "använt"),
    (LedgerPart::Closing, "utgående"),
];

/// The parts of posts.
const OF_POSTS: &[(LedgerPart, &str)] = &[
    (LedgerPart::Opening, "ingående"),
    (LedgerPart::Added, "uppkommet"),
    (LedgerPart::Used, "reglerat"),
    (LedgerPart::Closing, "kvar"),
    (LedgerPart::Origin, "uppkom"),
    (LedgerPart::Due, "due"),
];

fn words(raw: &RawLedgerBody) -> &'static [(LedgerPart, &'static str)] {
    match raw {
        RawLedgerBody::Balance { .. } => OF_BALANCE,
        RawLedgerBody::Posts { .. } => OF_POSTS,
    }
}

impl Checker<'_> {
    /// The names of the ledgers and formulas for their parts.
    pub(in crate::check) fn declare_ledgers(&mut self, pack: &Pack) {
        self.own = pack.own;
        for raw in &pack.source.raw.ledgers {
            let unit = self.unit(&raw.unit);
            let index = self.ledgers.len();
            if !self.declare(&raw.name, Entry::Ledger(index)) {
                continue;
            }
            let parts: Vec<(LedgerPart, FormulaId)> = words(&raw.body)
                .iter()
                .map(|(part, word)| (*part, self.declare_part(raw, index, *part, word, unit.as_ref())))
                .collect();
            let broken = Posts {
                arises: FormulaId(u32::MAX),
                due: FormulaId(u32::MAX),
                from: None,
                settled: FormulaId(u32::MAX),
                waived: None,
            };
            self.ledgers.push(Ledger {
                name: raw.name.value.as_str().into(),
                title: raw.title.value.clone(),
                unit: unit.unwrap_or_else(Unit::ratio),
                reference: text_of(raw.reference.as_ref()),
                // Until its formulas have been read.
                body: LedgerBody::Posts(broken),
                parts,
                reads: Vec::new(),
                span: raw.name.span,
            });
        }
    }

    fn declare_part(
        &mut self,
        raw: &RawLedger,
        index: usize,
        part: LedgerPart,
        word: &str,
        unit: Option<&Unit>,
    ) -> FormulaId {
        let kind = match part {
            LedgerPart::Origin => Type::Year,
            LedgerPart::Due => Type::Date,
            _ => unit.cloned().map_or(Type::Broken, Type::Number),
        };
        let operation = Operation::Ledger(u32::try_from(index).unwrap_or(u32::MAX), part);
        let node = Node { operation, kind: kind.clone(), span: raw.name.span };
        let id = self.formula_id();
        let (name, title) = (&raw.name.value, &raw.title.value);
        self.formulas.push(Formula {
            name: Some(format!("{name}.{word}").as_str().into()),
            title: match part {
                LedgerPart::Due => format!("{title}, sista dagen"),
                _ => format!("{title}, {word}"),
            },
            tree: Tree { nodes: vec![node], root: NodeId(0) },
            kind,
            decimals: None,
            reported: None,
            validity: Validity::default(),
            reference: text_of(raw.reference.as_ref()),
            assumed: text_of(raw.assumed.as_ref()),
            says: Vec::new(),
            own_words: None,
            text: format!("{name}.{word}"),
            span: raw.name.span,
        });
        id
    }

    /// `ledger.part` in a formula.
    pub(in crate::check) fn ledger_part(&mut self, ledger: &str, part: &str) -> Option<Binding> {
        let Some(Entry::Ledger(_)) = self.look_up(ledger) else { return None };
        let name = format!("{ledger}.{part}");
        let index = self.formulas.iter().position(|f| f.name.as_deref() == Some(&name))?;
        let kind = self.formulas.get(index)?.kind.clone();
        Some(Binding::Formula(FormulaId(u32::try_from(index).ok()?), kind))
    }

    /// "Did you mean", for a part of a ledger.
    pub(in crate::check) fn suggest_part(&self, ledger: &str, part: &str) -> Option<Text> {
        let Some(Entry::Ledger(_)) = self.names.get(ledger).map(|n| n.entry) else { return None };
        let start = format!("{ledger}.");
        let parts: Vec<&str> =
            self.formulas.iter().filter_map(|f| f.name.as_deref()?.strip_prefix(start.as_str())).collect();
        let listed = parts.join(", ");
        did_you_mean(part, parts.iter().copied())
            .or_else(|| Some(text!("liggarens delar är: {listed}", "the parts of the ledger are: {listed}")))
    }

    /// What the ledgers carry, once every name is known.
    pub(in crate::check) fn ledgers(&mut self, pack: &Pack) {
        for raw in &pack.source.raw.ledgers {
            let Some(Entry::Ledger(index)) = self.names.get(raw.name.value.as_str()).map(|n| n.entry) else { continue };
            let Some(ledger) = self.ledgers.get(index).filter(|l| l.span == raw.name.span).cloned() else { continue };
            let wanted = Wanted::Number(ledger.unit.clone(), raw.unit.span);
            let Some(body) = self.ledger_body(raw, &ledger.unit, &wanted) else { continue };
            if let Some(found) = self.ledgers.get_mut(index) {
                found.body = body;
            }
            if let Some(reported) = &raw.reported {
                self.check_of_ledger(raw, &ledger, reported, pack);
            }
        }
    }

    fn ledger_body(&mut self, raw: &RawLedger, unit: &Unit, wanted: &Wanted) -> Option<LedgerBody> {
        match &raw.body {
            RawLedgerBody::Balance { opening: (at, is), added, used, floor } => {
                let at = self.year_end(at);
                let opening = self.formula_of(is, wanted);
                let (added, used) = (self.flow(added.as_ref(), wanted), self.flow(used.as_ref(), wanted));
                let floor = floor.as_ref().map(|f| self.quantity(f, unit, Some(raw.unit.span)));
                Some(LedgerBody::Balance(Balance {
                    at: at?,
                    opening: opening?,
                    added: added?,
                    used: used?,
                    floor: match floor {
                        Some(floor) => Some(floor?),
                        None => None,
                    },
                }))
            }
            RawLedgerBody::Posts { arises, due, from, settled_by, waived_by } => {
                let arises = self.formula_of(arises, wanted);
                let due = self.formula_of(due, &Wanted::Other(Type::Date, due.span));
                let settled = self.formula_of(settled_by, wanted);
                let waived = match waived_by {
                    Some((fact, reference)) => {
                        let fact = self.waiving(fact, wanted)?;
                        Some(Waived { fact, reference: text_of(reference.as_ref()) })
                    }
                    None => None,
                };
                let from = match from {
                    Some(from) => Some(self.first_year(from)?),
                    None => None,
                };
                Some(LedgerBody::Posts(Posts { arises: arises?, due: due?, from, settled: settled?, waived }))
            }
        }
    }

    /// A flow, if it is written; `None` if it is faulty.
    fn flow(&mut self, raw: Option<&RawFlow>, wanted: &Wanted) -> Option<Option<Flow>> {
        let Some(raw) = raw else { return Some(None) };
        let validity = self.optional_validity(raw.valid.as_ref());
        self.formula_of(&raw.is, wanted).map(|is| Some(Flow { is, validity }))
    }

    fn first_year(&mut self, text: &RawText) -> Option<i16> {
        let period = self.period(text)?;
        if !period.is(crate::quantity::PeriodKind::Year) {
            let message = text!("en liggare börjar med ett år", "a ledger begins with a year");
            self.error(
                Code::BadPeriod,
                text.span,
                message,
                text!("skriv till exempel 2023", "write 2023, for example"),
            );
            return None;
        }
        Some(period.end().year())
    }

    fn year_end(&mut self, text: &RawText) -> Option<Date> {
        let day = self.date(text)?;
        if Date::new(day.year(), 12, 31) != Some(day) {
            let message = text!(
                "en liggare går från år till år: den börjar den sista dagen på ett år",
                "a ledger goes from year to year: it begins on the last day of a year"
            );
            self.error(
                Code::BadPeriod,
                text.span,
                message,
                text!("skriv till exempel 2022-12-31", "write 2022-12-31, for example"),
            );
            return None;
        }
        Some(day)
    }

    /// An amount that is waived, or a yes or no for all of a post. That there is a decision is a yes.
    fn waiving(&mut self, fact: &RawText, wanted: &Wanted) -> Option<FormulaId> {
        let kind = match self.names.get(fact.value.as_str()).map(|n| n.entry) {
            Some(Entry::Figure(id)) => self.vocabulary.get(id).map(Type::of),
            Some(Entry::Formula(id)) => self.formula(id).map(|f| f.kind.clone()),
            _ => None,
        };
        match kind {
            Some(Type::Truth) => self.formula_of(fact, &Wanted::Truth),
            Some(Type::Number(_)) => self.formula_of(fact, wanted),
            Some(_) => {
                let finns = RawText::new(format!("finns({})", fact.value), fact.span);
                self.formula_of(&finns, &Wanted::Truth)
            }
            // A formula of its own, such as `finns(beslut)`.
            None if is_truth(&fact.value) => self.formula_of(fact, &Wanted::Truth),
            None => self.formula_of(fact, wanted),
        }
    }

    /// The check that a published balance is what the ledger comes to.
    fn check_of_ledger(&mut self, raw: &RawLedger, ledger: &Ledger, reported: &RawText, pack: &Pack) {
        let Some(entry) = self.known(reported) else { return };
        let Entry::Figure(figure) = entry else {
            let message = text!("`reported` är namnet på en uppgift", "`reported` is the name of a figure");
            self.error(
                Code::WrongType,
                reported.span,
                message,
                text!("skriv en ur `figures:`", "write one of `figures:`"),
            );
            return;
        };
        let (Some(closing), Some(own)) =
            (ledger.part(LedgerPart::Closing), self.vocabulary.get(figure).map(|d| d.unit.clone()))
        else {
            return;
        };
        let Ok(factor) = own.factor_to(&ledger.unit) else {
            let (shown, wanted) = (own.shown().to_owned(), ledger.unit.shown().to_owned());
            let message = text!(
                "uppgiften är i {shown}, liggaren i {wanted}",
                "the figure is in {shown}, the ledger in {wanted}"
            );
            self.error(
                Code::WrongUnit,
                reported.span,
                message,
                text!("ge dem samma slags enhet", "give them units of one kind"),
            );
            return;
        };
        let number = Type::Number(ledger.unit.clone());
        let node = |operation, kind| Node { operation, kind, span: reported.span };
        let tree = Tree {
            nodes: vec![
                node(Operation::Figure(figure), Type::Number(own)),
                node(Operation::Scale(NodeId(0), factor), number.clone()),
                node(Operation::Formula(closing), number),
                node(Operation::Compare(Comparison::Equal, NodeId(1), NodeId(2)), Type::Truth),
            ],
            root: NodeId(3),
        };
        let that = self.keep(tree, &format!("{} == {}", reported.value, raw.name.value), reported.span);
        // The first balance is what the ledger begins with: it has nothing to agree with.
        let validity = match &raw.body {
            RawLedgerBody::Balance { opening: (at, _), .. } => {
                let after = Date::parse(&at.value).ok().map(Date::next);
                Validity { from: after, to: None }.common(pack.validity).unwrap_or(pack.validity)
            }
            RawLedgerBody::Posts { .. } => pack.validity,
        };
        let body = RuleBody::Check(Check { that, within: Within::Rounding, severity: Severity::Error, because: None });
        let (name, title) = (
            format!("{}/{}", raw.name.value, reported.value),
            format!("{}: {}", raw.title.value, self.vocabulary.get(figure).map_or("", |d| &d.title)),
        );
        let rule = Rule {
            scope: crate::policy::Scope::default(),
            validity,
            reference: text_of(raw.reference.as_ref().or(pack.source.raw.head.defaults.reference.as_ref())),
            reads: vec![figure],
            ..Rule::of_no_goal(name, title, body, reported.span)
        };
        self.add_rule(rule, pack);
    }
}

/// Whether a formula that is more than a name asks whether something is so.
fn is_truth(text: &str) -> bool {
    parse_formula(text).is_ok_and(|syntax| match &syntax.kind {
        Kind::Call { name, .. } => matches!(name.as_str(), "finns" | "saknas" | "inte"),
        Kind::Binary(operator, ..) => matches!(operator, Binary::Compare(_)),
        Kind::All(_) | Kind::Any(_) | Kind::Not(_) => true,
        _ => false,
    })
}
