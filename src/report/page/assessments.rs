//! How single verdicts become one: groups, and the lines that decide, in words.

use super::markdown::{code, escaped};
use super::{Writer, filled};
use crate::policy::{Assessment, Grade, Group, Need, Override, WithoutVerdict};
use crate::report::wording::{and_list, say, verdict_word};

impl Writer<'_> {
    /// Every assessment.
    pub(super) fn assessments(&mut self) {
        let lang = self.lang();
        let policy = self.reader.policy;
        if policy.assessments.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Samlade bedömningar", "Assessments"));
        for assessment in &policy.assessments {
            self.assessment(assessment);
        }
    }

    fn assessment(&mut self, assessment: &Assessment) {
        let lang = self.lang();
        let Assessment { name, title, area, groups, grades, overriding, reference, assumed, span: _ } = assessment;
        self.out.heading(3, &format!("{} {}", escaped(title), code(name)));
        let facts = [
            escaped(area.as_deref().unwrap_or_default()),
            escaped(reference.as_deref().unwrap_or_default()),
            self.reader.assumed(assumed.as_ref()),
        ];
        self.out.facts(&facts);
        let members: Vec<String> = groups.iter().map(|g| self.group(g)).collect();
        self.out.list(&members, false);
        self.out.block(&say!(lang, "Den första raden som gäller avgör:", "The first line that holds decides:"));
        let lines: Vec<String> = grades.iter().map(|g| self.grade(g, groups)).collect();
        self.out.list(&lines, true);
        if let Some(Override { by, needs }) = overriding {
            let by = escaped(by);
            let needs: Vec<String> = needs.iter().map(|n| self.need(*n)).collect();
            let with = and_list(&needs, lang);
            let with = if with.is_empty() { with } else { say!(lang, ", med {with}", ", with {with}") };
            self.out.block(&say!(
                lang,
                "Får ändras av {by}{with}; den beräknade bedömningen visas också.",
                "May be overridden by {by}{with}; the computed verdict is shown too."
            ));
        }
    }

    fn need(&self, need: Need) -> String {
        match need {
            Need::Motivation => say!(self.lang(), "motivering", "a motivation"),
            Need::Reference => say!(self.lang(), "referens", "a reference"),
        }
    }

    fn group(&self, group: &Group) -> String {
        let lang = self.lang();
        let Group { name, rules, without_verdict } = group;
        let titles = rules.iter().filter_map(|id| self.reader.policy.rule(*id)).map(|r| escaped(&r.title));
        let titles = titles.collect::<Vec<_>>().join("; ");
        let without = match without_verdict {
            WithoutVerdict::LeftOut => {
                say!(lang, "den som inte kan bedömas räknas inte med", "what cannot be judged is left out")
            }
            WithoutVerdict::NotMet => {
                say!(lang, "den som inte kan bedömas räknas som ej uppfylld", "what cannot be judged counts as not met")
            }
            WithoutVerdict::Blocks => say!(
                lang,
                "kan en inte bedömas kan inte heller helheten det",
                "if one cannot be judged neither can the whole"
            ),
        };
        let (name, count) = (escaped(name), rules.len());
        say!(lang, "”{name}” ({count}; {without}): {titles}", "“{name}” ({count}; {without}): {titles}")
    }

    fn grade(&self, grade: &Grade, groups: &[Group]) -> String {
        let lang = self.lang();
        let Grade { gives, when, says, span: _ } = grade;
        let word = verdict_word(*gives, lang);
        let own = says.as_ref().map(|s| format!("”{}”", escaped(s))).unwrap_or_default();
        let given = filled(vec![format!("**{word}**"), own]).join(", ");
        match when {
            Some(id) => {
                let when = escaped(&self.reader.of_grade(*id, groups).line());
                say!(lang, "{given}, när {when}", "{given}, when {when}")
            }
            None => say!(lang, "{given}, annars", "{given}, otherwise"),
        }
    }
}
