//! What was tried, and what it changed: before everything else.

use super::Writer;
use super::cells;
use super::layout::Look;
use crate::report::what_if::WhatIf;
use crate::report::wording::what_if;

impl Writer<'_> {
    pub(super) fn what_if(&mut self, found: &WhatIf) {
        let lang = self.lang;
        self.page.heading(&what_if::heading(lang), '─');
        for one in &found.set {
            self.page.item(2, ("• ", Look::Plain), &what_if::tried(one, lang), Look::Plain);
        }
        if let Some(left_out) = what_if::left_out(found, lang) {
            self.page.paragraph(2, &left_out, Look::Faint);
        }
        self.page.gap();
        if found.verdicts.is_empty() {
            self.page.paragraph(2, &what_if::nothing(lang), Look::Strong);
        }
        for one in &found.verdicts {
            let sign = format!("{} → {} ", cells::symbol(one.before), cells::symbol(one.after));
            self.page.item(2, (&sign, Look::Verdict(one.after)), &what_if::changed(one, lang), Look::Plain);
        }
        self.page.gap();
        self.page.paragraph(2, &what_if::about(lang), Look::Faint);
    }
}
