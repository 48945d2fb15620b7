//! What of a pack could not be read, so that only what does not follow from it is said of the rest.

use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::yaml::{Node, Value};

/// Where a pack could not be read as it is written.
#[derive(Debug, Clone, Default)]
pub struct Damage {
    /// Figures, formulas, rules and the like that are only partly known.
    pub items: Vec<Span>,
    /// What was wrong itself: a key that is missing is stood in for, and nothing is to be said of the stand-in.
    pub faults: Vec<Span>,
    /// Anything may be missing: a file, the rest of a file, a whole section, a unit, a dimension.
    pub anything: bool,
}

/// The sections in which each item stands for itself: a fault in one is a fault in no other.
const ITEMS: &[&str] = &[
    "figures",
    "parameters",
    "formulas",
    "goals",
    "indicators",
    "requirements",
    "checks",
    "statements",
    "ledgers",
    "assessments",
    "claims",
    "recorded",
    "tables",
];

/// What is wrong with what is written, wherever it stands, and whatever else could not be read.
const BY_ITSELF: &[Code] = &[
    Code::BadName,
    Code::BareNumber,
    Code::Cycle,
    Code::DuplicateName,
    Code::FormulaNotAllowed,
    Code::FormulaSyntax,
    Code::NumberInFormula,
];

/// What can be said because something that stands elsewhere was not read.
const OF_WHAT_IS_ABSENT: &[Code] = &[Code::MissingValidity, Code::RuleNotEvaluated, Code::UnusedName];

impl Damage {
    /// From what was wrong when documents were read.
    pub(super) fn of(faults: &[Diagnostic], documents: &[Node]) -> Self {
        let items: Vec<Span> = documents.iter().flat_map(items).collect();
        let mut damage = Self::default();
        for fault in faults.iter().filter(|fault| fault.severity == Severity::Error) {
            damage.faults.push(fault.span());
            let item = items.iter().find(|item| holds(item, fault.span())).filter(|_| fault.code != Code::YamlSyntax);
            match item {
                Some(item) if !damage.items.contains(item) => damage.items.push(*item),
                Some(_) => {}
                None => damage.anything = true,
            }
        }
        damage
    }

    /// Nothing is damaged.
    pub fn is_none(&self) -> bool {
        self.faults.is_empty() && !self.anything
    }

    /// Whether what stands there is only partly known.
    pub fn is_at(&self, place: Span) -> bool {
        self.items.iter().any(|item| holds(item, place))
    }

    /// Whether a fault that was found later is one for sure, and not a consequence of what could not be read.
    pub fn leaves_standing(&self, fault: &Diagnostic) -> bool {
        let itself = BY_ITSELF.contains(&fault.code);
        let consequence = !self.is_none() && OF_WHAT_IS_ABSENT.contains(&fault.code);
        let has_been_said = self.is_at(fault.span()) || self.faults.iter().any(|known| holds(&fault.span(), *known));
        (itself || !self.anything && !consequence) && !has_been_said
    }
}

/// Every item of a document, those inside an item before it.
fn items(document: &Node) -> Vec<Span> {
    let Value::Mapping(sections) = &document.value else { return Vec::new() };
    let mut items = Vec::new();
    for section in sections.iter().filter(|section| ITEMS.contains(&&*section.key)) {
        match &section.node.value {
            Value::Sequence(listed) => {
                for item in listed {
                    items.extend(self::items(item));
                    items.push(item.span);
                }
            }
            Value::Mapping(named) => {
                items.extend(named.iter().map(|entry| Span { end: entry.node.span.end, ..entry.key_span }));
            }
            Value::Scalar(_) | Value::Refused => {}
        }
    }
    items
}

fn holds(item: &Span, place: Span) -> bool {
    item.file == place.file && item.start <= place.start && place.start < item.end
}
