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
        let mut reason = sentence(&format!("{said}: {counts}"));
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

/// "3 av 5 uppfyllda, 1 delvis och 1 ej".
pub(in crate::report) fn counts_in_words(counts: &GroupCounts, lang: Lang) -> String {
    let GroupCounts { all, met, partly_met, not_met, undetermined, not_applicable, .. } = *counts;
    let mut parts = vec![say!(lang, "{met} av {all} uppfyllda", "{met} of {all} met")];
    let mut add = |count: u32, said: String| {
        if count > 0 {
            parts.push(said);
        }
    };
    add(partly_met, say!(lang, "{partly_met} delvis uppfyllda", "{partly_met} partly met"));
    add(not_met, say!(lang, "{not_met} ej uppfyllda", "{not_met} not met"));
    add(undetermined, say!(lang, "{undetermined} som inte kan bedömas", "{undetermined} that cannot be judged"));
    add(not_applicable, say!(lang, "{not_applicable} ej tillämpliga", "{not_applicable} not applicable"));
    and_list(&parts, lang)
}
