//! How many goals are met, what has changed, what it would take.

use super::{Row, Writer, escaped};
use crate::policy::Verdict;
use crate::report::text::cells::{self, symbol};
use crate::report::text::{check_words, cut_words};
use crate::report::wording::levers::lever_sentences;
use crate::report::wording::{say, verdict_word, what_if};

impl<'c> Writer<'c> {
    pub(super) fn answer(&mut self) {
        let lang = self.lang;
        self.out.heading(2, &say!(lang, "Svaret", "The answer"));
        self.what_if();
        self.out.block(&format!("**{}**", self.said.answer(self.council)));
        let counts: Vec<String> = self
            .said
            .counts(self.council)
            .into_iter()
            .map(|(verdict, _, said)| format!("{} {said}", symbol(verdict)))
            .collect();
        self.out.list(&counts, false);
        self.out.block(&self.said.exempted(self.council).unwrap_or_default());
        self.out.block(&self.said.known(self.council).unwrap_or_default());
        self.changes();
        self.levers();
        self.assessments();
        self.counted(Verdict::NotMet, &say!(lang, "Det som inte är uppfyllt", "What is not met"));
        self.counted(Verdict::Undetermined, &say!(lang, "Det som inte kan bedömas", "What cannot be judged"));
        if let Some(checks) = check_words(&self.council.report.summary.check, lang) {
            self.out.block(&say!(lang, "Avstämningar: {checks}.", "Checks: {checks}."));
        }
    }

    fn assessments(&mut self) {
        let (entries, lang) = (&self.council.report.assessments, self.lang);
        if entries.is_empty() {
            return;
        }
        self.out.heading(3, &say!(lang, "Samlade bedömningar", "Overall assessments"));
        let heads = [
            say!(lang, "Bedömning", "Verdict"),
            say!(lang, "Samlad bedömning", "Assessment"),
            say!(lang, "Avser", "About"),
            say!(lang, "Skäl", "Reason"),
            say!(lang, "Referens", "Reference"),
        ];
        let rows = entries.iter().map(|entry| {
            let said = entry.status.as_deref().unwrap_or_else(|| verdict_word(entry.verdict, lang));
            vec![
                format!("{} {}", symbol(entry.verdict), escaped(said)),
                escaped(&entry.title),
                cut_words(entry.period, entry.basis, lang),
                escaped(&entry.reason),
                escaped(&entry.refs.join("; ")),
            ]
        });
        self.out.table(&heads, &rows.collect::<Vec<_>>());
    }

    fn changes(&mut self) {
        let Some(said) = self.said.changes(self.council) else { return };
        self.out.heading(3, &say!(self.lang, "Vad som har ändrats", "What has changed"));
        self.out.block(&said);
    }

    /// Those that count and came out so, by their names.
    fn counted(&mut self, verdict: Verdict, heading: &str) {
        let rows = self.council.judged().into_iter();
        let rows: Vec<Row<'c>> = rows.filter(|r| r.verdict.counts && r.verdict.verdict == verdict).collect();
        if rows.is_empty() {
            return;
        }
        self.out.heading(3, heading);
        let named: Vec<String> =
            rows.iter().map(|row| format!("{} {}", symbol(verdict), Self::named(row, self.said))).collect();
        self.out.list(&named, false);
    }

    /// What it would take to meet what is not met.
    fn levers(&mut self) {
        let lang = self.lang;
        let rows = self.council.judged().into_iter();
        let told: Vec<String> = rows
            .filter(|row| !row.verdict.levers.is_empty())
            .map(|row| {
                let said = lever_sentences(&row.verdict.levers, lang).join(" ");
                format!("{}: {}", Self::named(&row, self.said), escaped(&said))
            })
            .collect();
        let none = self.said.no_levers(self.council);
        if !told.is_empty() || none.is_some() {
            self.out.heading(3, &say!(lang, "Vad som skulle krävas", "What it would take"));
            self.out.block(&none.unwrap_or_default());
            self.out.list(&told, false);
        }
    }

    /// What was tried on the figures, and what it changed.
    fn what_if(&mut self) {
        let lang = self.lang;
        let Some(found) = &self.council.report.what_if else { return };
        self.out.heading(3, &what_if::heading(lang));
        self.out.list(&found.set.iter().map(|one| escaped(&what_if::tried(one, lang))).collect::<Vec<_>>(), false);
        self.out.block(&what_if::left_out(found, lang).map(|said| escaped(&said)).unwrap_or_default());
        let changed = found.verdicts.iter().map(|one| {
            format!("{} → {} {}", symbol(one.before), symbol(one.after), escaped(&what_if::changed(one, lang)))
        });
        let changed: Vec<String> = changed.collect();
        match changed.is_empty() {
            true => self.out.block(&what_if::nothing(lang)),
            false => self.out.list(&changed, false),
        }
        self.out.block(&what_if::about(lang));
    }

    /// The cells of a measure.
    pub(super) fn measure(&self, row: &Row<'c>) -> Vec<String> {
        let (measure, lang) = (row.verdict, self.lang);
        let trend = self.said.trend(measure).unwrap_or_default();
        let trend = self.said.previous(measure).map_or_else(|| trend.clone(), |before| format!("{trend} ({before})"));
        vec![
            Self::word(row, self.said),
            escaped(&cells::title(measure, lang)),
            escaped(&self.said.label(measure)),
            escaped(&cells::value(measure, lang)),
            escaped(&cells::target(measure, lang)),
            escaped(&cells::attainment(measure, lang)),
            escaped(trend.trim()),
        ]
    }
}
