//! Entries against the verdicts of a run.

use super::{Baseline, Entry};
use crate::diagnostic::Code;
use crate::exit::decides;
use crate::language::Text;
use crate::policy::Verdict;
use crate::text;
use crate::verdict::{Judgement, Options, Run};

/// How an entry meets a run.
struct Met {
    /// The verdict is accepted.
    accepts: bool,
    /// What is no longer so, if anything is: which kind, and what it is.
    stale: Option<(Code, Text)>,
}

impl Baseline {
    /// Marks what is known in a run, and adds a finding for each entry that has expired or is no longer so. What was not asked for is left alone.
    ///
    /// An entry accepts the verdict that it names, and partly met where it names not met; through its last day, by the assessment date.
    pub fn hold(&self, run: &mut Run<'_>) {
        let options = run.options;
        for entry in self.entries.iter().filter(|entry| entry.is_asked_for(&options)) {
            let at = run.judgements.iter().position(|judgement| entry.is_of(run, judgement));
            let judgement = at.and_then(|at| run.judgements.get(at));
            let Met { accepts, stale } = entry.meets(run, judgement);
            if let Some((code, said)) = stale {
                run.warn(code, entry.about(run, &said), entry.known.span, Some(entry.rule));
            }
            if let Some(judgement) = at.filter(|_| accepts).and_then(|at| run.judgements.get_mut(at)) {
                judgement.known = Some(entry.known.clone());
            }
        }
    }
}

impl Entry {
    fn is_asked_for(&self, options: &Options) -> bool {
        options.period.is_none_or(|period| period == self.period)
            && options.basis.is_none_or(|basis| basis == self.basis)
    }

    fn is_of(&self, run: &Run<'_>, judgement: &Judgement) -> bool {
        let place = run.evaluation.context(judgement.context);
        let same_part = || {
            let pairs = place.coordinates.pairs();
            pairs.len() == self.entity.len()
                && pairs
                    .iter()
                    .all(|(dimension, member)| self.entity.get(&**dimension).is_some_and(|m| **m == **member))
        };
        (judgement.rule, place.period, place.basis) == (self.rule, self.period, self.basis) && same_part()
    }

    fn meets(&self, run: &Run<'_>, judgement: Option<&Judgement>) -> Met {
        let until = self.known.until;
        let refused = |code, said| Met { accepts: false, stale: Some((code, said)) };
        let Some(judgement) = judgement else {
            let said = text!(
                "bedöms inte för den perioden, det underlaget och den delen: rätta raden eller ta bort den",
                "is not judged for that period, basis and part: correct the entry or remove it"
            );
            return refused(Code::BaselineUnmatched, said);
        };
        if until < run.evaluation.as_of() {
            let said = text!(
                "godtogs till och med {until} och godtas inte längre: åtgärda bristen eller besluta på nytt",
                "was accepted through {until} and no longer is: mend the failure or decide anew"
            );
            return refused(Code::BaselineExpired, said);
        }
        let (accepted, is) = (self.known.accepts.as_str(), judgement.verdict.as_str());
        match (self.known.accepts, judgement.verdict) {
            (_, Verdict::Met | Verdict::NotApplicable) => refused(
                Code::BaselineUnmatched,
                text!(
                    "är `{is}`: raden behövs inte längre, ta bort den",
                    "is `{is}`: the entry is no longer needed, remove it"
                ),
            ),
            _ if !decides(run, judgement) => refused(
                Code::BaselineUnmatched,
                text!(
                    "fäller inte körningen ändå: raden behövs inte, ta bort den",
                    "does not fail the run anyway: the entry is not needed, remove it"
                ),
            ),
            (accepts, verdict) if accepts == verdict => Met { accepts: true, stale: None },
            (Verdict::NotMet, Verdict::PartlyMet) => Met {
                accepts: true,
                stale: Some((
                    Code::BaselineUnmatched,
                    text!(
                        "är `{is}`, bättre än det `{accepted}` som raden godtar: skriv `verdict: {is}`",
                        "is `{is}`, better than the `{accepted}` that the entry accepts: write `verdict: {is}`"
                    ),
                )),
            },
            _ => refused(
                Code::BaselineUnmatched,
                text!(
                    "är `{is}`, och raden godtar `{accepted}`: bristen är en annan och godtas inte",
                    "is `{is}`, and the entry accepts `{accepted}`: the failure is another one and is not accepted"
                ),
            ),
        }
    }

    /// "Resultatmål (2025, budget) är …".
    fn about(&self, run: &Run<'_>, said: &Text) -> Text {
        let rule = run.policy().rule(self.rule);
        let (title, period) = (rule.map_or("", |rule| rule.title.as_str()), self.period);
        let part: String = self.entity.values().map(|member| format!(", {member}")).collect();
        let (basis, basis_en) = (self.basis.in_swedish(), self.basis.as_str());
        let (sv, en) = (&said.sv, &said.en);
        text!("{title} ({period}, {basis}{part}) {sv}", "{title} ({period}, {basis_en}{part}) {en}")
    }
}
