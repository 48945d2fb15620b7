//! What is defined and never used: often a name that is spelled in two ways.

use super::checker::Checker;
use super::names::Entry;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Text;
use crate::text;

impl Checker<'_> {
    /// Warns of the pack's own names that nothing uses.
    pub(super) fn unused(&mut self) {
        let mut found: Vec<(Span, Text)> = Vec::new();
        for (name, named) in self.names.iter().filter(|(_, n)| n.own && !n.used) {
            let message = match named.entry {
                Entry::Figure(_) => text!("uppgiften `{name}` används inte", "the figure `{name}` is not used"),
                Entry::Parameter(_) => text!("parametern `{name}` används inte", "the parameter `{name}` is not used"),
                Entry::Dimension(_) => text!("dimensionen `{name}` används inte", "the dimension `{name}` is not used"),
                // What may be reported is checked against the report, which is use enough.
                Entry::Formula(id) if self.formula(id).is_some_and(|f| f.reported.is_none()) => {
                    text!("formeln `{name}` används inte", "the formula `{name}` is not used")
                }
                Entry::Formula(_) | Entry::Ledger(_) | Entry::Broken => continue,
            };
            found.push((named.span, message));
        }
        for (name, function) in self.functions.iter().filter(|(_, f)| f.own && !f.used) {
            found.push((function.span, text!("funktionen `{name}` används inte", "the function `{name}` is not used")));
        }
        found.sort();
        for (span, message) in found {
            let help = text!("ta bort den, eller använd den i en regel", "remove it, or use it in a rule");
            self.faults.push(Diagnostic::warning(Code::UnusedName, span, message).help(help));
        }
    }
}
