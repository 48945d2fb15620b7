//! `cases:` of a formula.

use super::RawText;
use super::keys::Keys;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::text;
use crate::yaml::{Node, Reader};

/// A case: what a formula gives when a condition holds.
#[derive(Debug, Clone)]
pub struct RawCase {
    /// When; `None`: otherwise.
    pub when: Option<RawText>,
    /// What it gives.
    pub is: RawText,
    /// What is said of it.
    pub says: Option<RawText>,
    /// All of it.
    pub span: Span,
}

impl RawCase {
    /// All cases of a formula. `otherwise` is the last of them, and compulsory.
    pub(super) fn read_all(keys: &mut Keys<'_, '_>) -> Vec<Self> {
        let cases = keys.need_list("cases", Self::read);
        let place = keys.place_of("cases").unwrap_or_else(|| keys.head());
        match cases.iter().position(|c| c.when.is_none()) {
            None => {
                let message = text!("det sista fallet, `otherwise`, saknas", "the last case, `otherwise`, is missing");
                let fault = Diagnostic::error(Code::MissingKey, place, message).help(text!(
                    "skriv sist vad som gäller annars: `- otherwise: 0`",
                    "write last what holds otherwise: `- otherwise: 0`"
                ));
                keys.reader.fault(fault);
            }
            Some(last) => {
                for after in cases.iter().skip(last + 1) {
                    let message = text!("fallet kan aldrig nås", "the case can never be reached");
                    let before = cases.get(last).map_or(place, |c| c.is.span);
                    let fault = Diagnostic::error(Code::UnreachableCase, after.is.span, message)
                        .also(before, text!("`otherwise` tar allt", "`otherwise` takes everything"))
                        .help(text!("sätt `otherwise` sist", "put `otherwise` last"));
                    keys.reader.fault(fault);
                }
            }
        }
        cases
    }

    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let nothing = RawText::new(String::new(), node.span);
        let (when, is) = match keys.need_one_of(&["when", "otherwise"]) {
            Some("otherwise") => (None, keys.need("otherwise")),
            Some(_) => (Some(keys.need("when")), keys.need("is")),
            None => (Some(nothing.clone()), keys.text("is").unwrap_or(nothing)),
        };
        let case = Self { when, is, says: keys.text("says"), span: keys.span() };
        keys.finish();
        case
    }
}
