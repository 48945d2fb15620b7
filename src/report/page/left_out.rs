//! The rules and claims of used packs that do not hold here.

use super::Writer;
use super::markdown::{code, escaped};
use crate::policy::LeftOut;
use crate::report::wording::say;

impl Writer<'_> {
    /// A table for each pack of which something is left out.
    pub(super) fn left_out(&mut self) {
        let lang = self.lang();
        let left_out = &self.reader.policy.left_out;
        let heads = [
            say!(lang, "Regel eller påstående", "Rule or claim"),
            say!(lang, "Varför", "Why"),
            say!(lang, "I stället", "Instead"),
            say!(lang, "Källa", "Source"),
        ];
        for of_pack in left_out.chunk_by(|a, b| a.pack == b.pack) {
            let Some(pack) = of_pack.first().map(|left| code(&left.pack)) else { continue };
            self.out.heading(2, &say!(lang, "Utelämnat ur {pack}", "Left out of {pack}"));
            let rows: Vec<Vec<String>> = of_pack.iter().map(left_out_row).collect();
            self.out.table(&heads, &rows);
        }
    }
}

fn left_out_row(left: &LeftOut) -> Vec<String> {
    let LeftOut { name, title, pack: _, reference, because, replaced_by, span: _ } = left;
    vec![
        format!("{} {}", escaped(title), code(name)),
        escaped(because),
        replaced_by.as_deref().map(code).unwrap_or_default(),
        escaped(reference.as_deref().unwrap_or_default()),
    ]
}
