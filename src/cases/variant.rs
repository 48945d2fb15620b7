//! What a case tries: other figures, other limits.

use crate::diagnostic::{Code, Diagnostic, Sources, did_you_mean};
use crate::figures::{Coordinates, Vocabulary, load_list};
use crate::pack::Figures;
use crate::policy::{ParameterValue, Policy};
use crate::quantity::{Decimal, Unit, Units, Validity, read_number};
use crate::text;
use crate::yaml::{Node, Spanned};

/// Gives a parameter one value, at all times and for all.
pub(super) fn set(policy: &mut Policy, name: &Spanned<String>, value: &Spanned<String>, faults: &mut Vec<Diagnostic>) {
    let Some(index) = policy.parameters.iter().position(|p| *p.name == *name.value) else {
        let written = &name.value;
        let message = text!("det finns ingen parameter `{written}`", "there is no parameter `{written}`");
        let help = did_you_mean(written, policy.parameters.iter().map(|p| &*p.name)).unwrap_or_else(|| {
            text!(
                "parametrarna står under `parameters:` i paketet",
                "the parameters are under `parameters:` in the pack"
            )
        });
        faults.push(Diagnostic::error(Code::UnknownName, name.span, message).help(help));
        return;
    };
    let Some(parameter) = policy.parameters.get_mut(index) else { return };
    match quantity(value, &parameter.unit, &policy.vocabulary.units) {
        Ok(number) => {
            parameter.values = vec![ParameterValue {
                validity: Validity::default(),
                coordinates: Coordinates::default(),
                decided: None,
                value: number,
                reference: None,
                assumed: None,
                span: value.span,
            }];
        }
        Err(fault) => faults.push(*fault),
    }
}

/// A number of a unit. Only 0 and plain numbers go without their unit.
fn quantity(text: &Spanned<String>, unit: &Unit, units: &Units) -> Result<Decimal, Box<Diagnostic>> {
    let (written, shown) = (&text.value, unit.shown());
    let fault = |code, message| {
        let help = text!("skriv talet med sin enhet, {shown}", "write the number with its unit, {shown}");
        Box::new(Diagnostic::error(code, text.span, message).help(help))
    };
    let number = read_number(written)
        .map_err(|_| fault(Code::BadNumber, text!("`{written}` är inget tal", "`{written}` is not a number")))?;
    let Some(symbol) = &number.unit else {
        return if number.value.is_zero() || unit.is_bare() || unit.symbol().is_empty() {
            Ok(number.value)
        } else {
            Err(fault(Code::BareNumber, text!("`{written}` saknar enhet", "`{written}` has no unit")))
        };
    };
    let own = units
        .get(symbol)
        .ok_or_else(|| fault(Code::UnknownUnit, text!("okänd enhet `{symbol}`", "unknown unit `{symbol}`")))?;
    let different = || fault(Code::WrongUnit, text!("`{written}` är inte i {shown}", "`{written}` is not in {shown}"));
    let factor = own.factor_to(unit).map_err(|_| different())?;
    number.value.checked_mul(factor).ok_or_else(different)
}

/// The figures with some of them replaced: those of the same name, part, period, basis and edition.
pub(super) fn changed(
    figures: Figures,
    change: &Node,
    sources: &Sources,
    vocabulary: &Vocabulary,
    faults: &mut Vec<Diagnostic>,
) -> Figures {
    let loaded = load_list(change, sources, vocabulary);
    let set = figures.set.with(loaded.set.all(), vocabulary);
    let mut diagnostics = figures.diagnostics;
    for diagnostic in loaded.diagnostics {
        match diagnostic.severity {
            crate::diagnostic::Severity::Error => faults.push(diagnostic),
            crate::diagnostic::Severity::Warning => diagnostics.push(diagnostic),
        }
    }
    Figures { set, diagnostics, ..figures }
}
