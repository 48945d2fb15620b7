//! Why a samlad bedömning is what it is.

use super::{and_list, inside, say, sentence, verdict_word};
use crate::language::Lang;
use crate::policy::{Assessment, Verdict};
use crate::report::build::Scribe;
use crate::report::model::{AssessmentVerdict, GroupCounts};
use crate::verdict::AssessmentResult;

impl Scribe<'_, '_> {
    pub(in crate::report) fn assessment_reason(
        &self,
        assessment: &Assessment,
        result: &AssessmentResult,
        entry: &AssessmentVerdict,
    ) -> String {
        let lang = self.lang;
        let counts = counts_in_words(&entry.counts, lang);
        let word = |verdict| verdict_word(verdict, lang);
        let said = match result.grade.and_then(|g| assessment.grades.get(g as usize)) {
            Some(grade) => {
                grade.says.as_deref().map_or_else(|| word(result.computed).to_owned(), |says| inside(says).to_owned())
            }
            None if result.computed == Verdict::Undetermined && result.tried.is_empty() => {
                say!(lang, "inget av målen kunde bedömas", "nothing could be judged")
            }
            None => say!(
                lang,
                "kan inte bedömas, eftersom mål som räknas saknar bedömning",
                "cannot be judged, since something that counts has no verdict"
            ),
        };
        let mut reason = match result.computed {
            // What is counted is not why.
            Verdict::Undetermined => {
                let counted = say!(lang, "av dem som räknas: {counts}", "of those that count: {counts}");
                format!("{} {}", sentence(&said), sentence(&counted))
            }
            _ => sentence(&format!("{said}: {counts}")),
        };
        if let Some(manual) = &entry.overridden {
            let by = manual.by.as_deref().unwrap_or_default();
            let date = manual.date.map(|d| format!(" {d}")).unwrap_or_default();
            let (from, to) = (word(result.computed), word(result.verdict));
            let why = manual.motivation.as_deref().map(|m| format!(": {}", inside(m))).unwrap_or_default();
            reason.push(' ');
            reason.push_str(&sentence(&say!(
                lang,
                "ändrat av {by}{date} från {from} till {to}{why}",
                "changed by {by}{date} from {from} to {to}{why}"
            )));
        }
        reason
    }
}

/// "3 av 5 uppfyllda, 1 delvis uppfyllt och 1 ej uppfyllt".
pub(in crate::report) fn counts_in_words(counts: &GroupCounts, lang: Lang) -> String {
    let GroupCounts { all, met, .. } = *counts;
    let rest = [
        (counts.partly_met, Verdict::PartlyMet),
        (counts.not_met, Verdict::NotMet),
        (counts.undetermined, Verdict::Undetermined),
        (counts.not_applicable, Verdict::NotApplicable),
    ];
    let mut parts = vec![say!(lang, "{met} av {all} uppfyllda", "{met} of {all} met")];
    parts
        .extend(rest.into_iter().filter(|(count, _)| *count > 0).map(|(count, verdict)| counted(count, verdict, lang)));
    and_list(&parts, lang)
}

/// "1 ej uppfyllt", "3 ej uppfyllda".
pub(in crate::report) fn counted(count: u32, verdict: Verdict, lang: Lang) -> String {
    let many = match verdict {
        Verdict::Met => "uppfyllda",
        Verdict::PartlyMet => "delvis uppfyllda",
        Verdict::NotMet => "ej uppfyllda",
        Verdict::Undetermined => "kan inte bedömas",
        Verdict::NotApplicable => "ej tillämpliga",
    };
    let word = if lang == Lang::Sv && count != 1 { many } else { verdict_word(verdict, lang) };
    format!("{count} {word}")
}
