//! What may be a name.

use super::RawText;
use crate::diagnostic::{Code, Diagnostic};
use crate::text;
use crate::yaml::Reader;

/// The name of something that formulas speak of: letters, digits and `_`.
pub(super) fn identifier(name: RawText, reader: &mut Reader) -> RawText {
    checked(name, &['_'], reader)
}

/// The name of a rule, goal, statement, assessment or pack: also `-`.
pub(super) fn rule_name(name: RawText, reader: &mut Reader) -> RawText {
    checked(name, &['-', '_'], reader)
}

/// Reports a name that cannot be one. `signs` are those allowed beside letters and digits; the first is the one to suggest.
fn checked(name: RawText, signs: &[char], reader: &mut Reader) -> RawText {
    let fits = |c: char| c.is_alphabetic() || c.is_ascii_digit() || signs.contains(&c);
    let written = &name.value;
    // An empty name has been reported as an empty or missing value.
    if written.is_empty() || written.starts_with(char::is_alphabetic) && written.chars().all(fits) {
        return name;
    }
    let listed = match signs {
        ['-', ..] => "`_`, `-`",
        _ => "`_`",
    };
    let sign = signs.first().copied().unwrap_or('_');
    let suggested: String = written.trim().chars().map(|c| if fits(c) { c } else { sign }).collect();
    let suggested = suggested.trim_matches(sign);
    let mut help = text!(
        "ett namn börjar med en bokstav och har bara bokstäver, siffror och {listed}",
        "a name starts with a letter and has only letters, digits and {listed}"
    );
    if suggested.starts_with(char::is_alphabetic) {
        help.sv.push_str(&format!(": `{suggested}`"));
        help.en.push_str(&format!(": `{suggested}`"));
    }
    let message = text!("`{written}` kan inte vara ett namn", "`{written}` cannot be a name");
    reader.fault(Diagnostic::error(Code::BadName, name.span, message).help(help));
    name
}
