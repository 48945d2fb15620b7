//! Parameters of used packs that get another value.

use std::collections::BTreeSet;

use super::{Pack, not_there, reference_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::policy::raw::{RawHead, RawText, RawUse};
use crate::quantity::Validity;
use crate::text;

/// A parameter's value as a pack sets it that uses another.
pub(in crate::check) struct Setting {
    pub(in crate::check) value: RawText,
    pub(in crate::check) validity: Validity,
    pub(in crate::check) reference: Option<String>,
    pub(in crate::check) assumed: Option<String>,
}

/// Gives parameters of used packs the values that one pack sets.
pub(super) fn set(
    packs: &mut [Pack],
    below: &BTreeSet<usize>,
    used: &RawUse,
    by: &RawHead,
    validity: Validity,
    faults: &mut Vec<Diagnostic>,
) {
    let reference = reference_of(by);
    for set in &used.set {
        let (name, written) = (&set.name, &set.name.value);
        let found = below.iter().find_map(|place| {
            let parameter = packs.get(*place)?.source.raw.parameters.iter().find(|p| p.name.value == *written)?;
            Some((*place, parameter.local.as_ref().is_some_and(|l| l.value), parameter.name.span))
        });
        match found {
            Some((place, true, _)) => {
                let own = set.reference.as_ref().map(|r| r.value.clone());
                let setting = Setting {
                    value: set.value.clone(),
                    validity,
                    reference: own.or_else(|| reference.clone()),
                    assumed: set.assumed.as_ref().map(|why| why.value.clone()),
                };
                if let Some(pack) = packs.get_mut(place) {
                    pack.settings.insert(written.clone(), setting);
                }
            }
            Some((_, false, defined)) => {
                let message =
                    text!("`{written}` får inte sättas av andra paket", "`{written}` may not be set by other packs");
                faults.push(
                    Diagnostic::error(Code::LawIsFixed, name.span, message)
                        .also(
                            defined,
                            text!(
                                "parametern är inte märkt `local: true`",
                                "the parameter is not marked `local: true`"
                            ),
                        )
                        .help(text!(
                            "bara parametrar med `local: true` kan sättas",
                            "only parameters with `local: true` can be set"
                        )),
                );
            }
            None => {
                let known = local_parameters(packs, below);
                faults.push(not_there(name, &known, "parameter", "parameter"));
            }
        }
    }
}

fn local_parameters(packs: &[Pack], below: &BTreeSet<usize>) -> Vec<String> {
    let used = below.iter().filter_map(|place| packs.get(*place));
    let parameters = used.flat_map(|p| &p.source.raw.parameters);
    parameters.filter(|p| p.local.as_ref().is_some_and(|l| l.value)).map(|p| p.name.value.clone()).collect()
}
