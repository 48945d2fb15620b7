//! What was tried, and what it changed: before everything else.

use super::Writer;
use super::cells;
use super::layout::Look;
use crate::policy::{RuleKind, Verdict};
use crate::report::model::Entity;
use crate::report::what_if::{ChangedVerdict, TriedFigure, WhatIf};
use crate::report::wording::number::quantity;
use crate::report::wording::{and_list, basis_word, period_words, say, verdict_word};

impl Writer<'_> {
    pub(super) fn what_if(&mut self, what_if: &WhatIf) {
        let lang = self.lang;
        self.page.heading(&say!(lang, "Prövad ändring", "Tried change"), '─');
        for one in &what_if.set {
            let said = self.tried(one);
            self.page.item(2, ("• ", Look::Plain), &said, Look::Plain);
        }
        let mut aside: Vec<String> = what_if.set_aside.iter().map(|one| format!("”{}”", one.title)).collect();
        aside.dedup();
        if !aside.is_empty() {
            let aside = and_list(&aside, lang);
            let said = say!(
                lang,
                "Publicerade värden som inte längre gäller räknas fram i stället: {aside}.",
                "Published values that no longer hold are computed instead: {aside}."
            );
            self.page.paragraph(2, &said, Look::Faint);
        }
        self.page.gap();
        if what_if.verdicts.is_empty() {
            let said = say!(lang, "Ingen bedömning blir en annan.", "No verdict becomes another.");
            self.page.paragraph(2, &said, Look::Strong);
        }
        for one in &what_if.verdicts {
            let look = Look::Verdict(one.after);
            let sign = format!("{} → {} ", cells::symbol(one.before), cells::symbol(one.after));
            let said = self.changed(one);
            self.page.item(2, (&sign, look), &said, Look::Plain);
        }
        let said =
            say!(lang, "Allt nedan gäller det ändrade underlaget.", "Everything below is about the changed figures.");
        self.page.gap();
        self.page.paragraph(2, &said, Look::Faint);
    }

    fn tried(&self, one: &TriedFigure) -> String {
        let lang = self.lang;
        let amount = |value: rust_decimal::Decimal| quantity(value.normalize(), Some(one.unit.as_str()), lang);
        let (title, place) = (&one.title, self.place(&one.entity, one.period, one.basis));
        let (before, after) = (amount(one.before.0), amount(one.after.0));
        say!(
            lang,
            "”{title}”, {place}: {after} i stället för {before}",
            "”{title}”, {place}: {after} instead of {before}"
        )
    }

    fn changed(&self, one: &ChangedVerdict) -> String {
        let lang = self.lang;
        let (title, place) = (&one.title, self.place(&one.entity, one.period, one.basis));
        let word = |verdict: Verdict| match (one.kind, verdict) {
            (RuleKind::Check, Verdict::Met) => say!(lang, "stämmer", "agrees"),
            (RuleKind::Check, Verdict::NotMet) => say!(lang, "stämmer inte", "does not agree"),
            _ => verdict_word(verdict, lang).to_owned(),
        };
        let (before, after) = (word(one.before), word(one.after));
        let values = match (one.value_before, one.value_after) {
            (Some(before), Some(after)) if before.0 != after.0 => {
                let unit = one.unit.as_deref();
                format!(" ({} → {})", quantity(before.0, unit, lang), quantity(after.0, unit, lang))
            }
            _ => String::new(),
        };
        format!("{title}, {place}: {before} → {after}{values}")
    }

    fn place(&self, entity: &Entity, period: crate::quantity::Period, basis: crate::quantity::Basis) -> String {
        let members = entity.values().cloned();
        let cut = [period_words(period, self.lang), basis_word(basis, self.lang).to_owned()];
        members.chain(cut).collect::<Vec<_>>().join(", ")
    }
}
