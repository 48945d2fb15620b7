//! `for:` what is judged. The nearest of indicator, goal and pack that sets a key wins.

use super::checker::Checker;
use crate::diagnostic::{Code, Span, did_you_mean};
use crate::figures::Name;
use crate::policy::raw::{CountsAs, RawFor, RawText};
use crate::policy::{Each, PeriodWord, Scope};
use crate::text;

/// `by: due`.
fn is_due(by: &RawText) -> bool {
    by.value.trim() == "due"
}

impl Checker<'_> {
    /// The scope that several `for:` make together, the nearest first.
    pub(super) fn scope(&mut self, layers: &[Option<&RawFor>]) -> Scope {
        let layers: Vec<&RawFor> = layers.iter().copied().flatten().collect();
        fn nearest<'r, T>(layers: &[&'r RawFor], key: impl Fn(&'r RawFor) -> Option<T>) -> Option<T> {
            layers.iter().copied().find_map(key)
        }
        let wheres = nearest(&layers, |l| (!l.where_.is_empty()).then_some(&l.where_));
        let mut only: Vec<(Name, Vec<Name>)> = Vec::new();
        for (dimension, members) in wheres.into_iter().flatten() {
            if let Some(dimension) = self.known_dimension(dimension) {
                let members = members.iter().filter_map(|m| self.known_member(&dimension, m)).collect();
                only.push((dimension, members));
            }
        }
        let each = nearest(&layers, |l| l.each.as_ref());
        let written = each;
        let each: Vec<Each> = each.into_iter().flatten().filter_map(|e| self.each(e)).collect();
        let by = nearest(&layers, |l| l.by.as_ref());
        let by_due = by.is_some_and(is_due);
        if let Some(by) = by.filter(|by| is_due(by) && !each.iter().any(|e| matches!(e, Each::Posts(..)))) {
            let message = text!("`by: due` är för posterna i en liggare", "`by: due` is for the posts of a ledger");
            let help = text!(
                "skriv liggarens namn under `each:`, eller en dag",
                "write the name of the ledger under `each:`, or a day"
            );
            self.error(Code::BadValue, by.span, message, help);
        }
        // "Some time before a day" says itself which periods: those of an outer `for:` would leave out the years before.
        let from_by = layers.iter().position(|l| l.by.is_some()).map_or(layers.len(), |place| place + 1);
        let periods = nearest(layers.get(..from_by).unwrap_or_default(), |l| l.periods.as_ref());
        let counts_as = nearest(&layers, |l| l.counts_as.as_ref()).map(|c| c.value);
        let posts = each.iter().any(|e| matches!(e, Each::Posts(..)));
        let at = nearest(&layers, |l| l.at.as_ref());
        if posts {
            let dimension = wheres.and_then(|w| w.first()).map(|(dimension, _)| dimension.span);
            let day = by.filter(|d| !is_due(d)).or(at).map(|d| d.span);
            let several = written.and_then(|w| w.get(1)).map(|e| e.span);
            self.posts_alone(dimension.or(day).or(several));
        }
        Scope {
            each,
            only,
            bases: nearest(&layers, |l| l.bases.as_ref()).map(|b| b.iter().map(|b| b.value).collect()),
            periods: periods.map(|p| p.iter().filter_map(|p| self.period_word(p)).collect()),
            kind: nearest(&layers, |l| l.kind.as_ref()).map(|k| k.value),
            at: at.and_then(|d| self.date(d)),
            by: by.filter(|d| !is_due(d)).and_then(|d| self.date(d)),
            by_due,
            // Posts that are not overdue do not make those that are met a miss.
            counts_as: counts_as.or(posts.then_some(CountsAs::Worst)),
        }
    }

    fn each(&mut self, text: &RawText) -> Option<Each> {
        match text.value.as_str() {
            "total" => Some(Each::Total),
            name if self.is_ledger(name) => self.each_post(text),
            _ => self.known_dimension(text).map(Each::Dimension),
        }
    }

    fn each_post(&mut self, text: &RawText) -> Option<Each> {
        let index = self.posts_called(text)?;
        let ledger = self.ledgers.get(index)?;
        Some(Each::Posts(ledger.name.clone(), u32::try_from(index).ok()?))
    }

    /// The posts of a ledger are judged for the whole and by their own due days: nothing else may stand beside them.
    fn posts_alone(&mut self, beside: Option<Span>) {
        let Some(place) = beside else { return };
        let message = text!(
            "posterna i en liggare bedöms för helheten, var för sig",
            "the posts of a ledger are judged for the whole, one by one"
        );
        let help = text!(
            "låt liggaren stå ensam under `each:`, med `by: due` eller utan",
            "let the ledger stand alone under `each:`, with `by: due` or without"
        );
        self.error(Code::BadValue, place, message, help);
    }

    fn period_word(&mut self, text: &RawText) -> Option<PeriodWord> {
        let written = text.value.trim();
        if written == "to_date" {
            return Some(PeriodWord::ToDate);
        }
        if let Some(rest) = written.strip_prefix("year") {
            let rest = rest.trim();
            let later = match rest.strip_prefix('+') {
                Some(years) => years.trim().parse::<i32>().ok(),
                None => rest.is_empty().then_some(0),
            };
            if let Some(later) = later.filter(|n| (0..=100).contains(n)) {
                return Some(PeriodWord::Year(later));
            }
        }
        if written.starts_with(|c: char| c.is_ascii_digit()) {
            return self.period(text).map(PeriodWord::Period);
        }
        let message = text!("`{written}` är ingen period", "`{written}` is not a period");
        let help = did_you_mean(written, ["year", "to_date"]).unwrap_or_else(|| {
            text!(
                "skriv en period som 2024 eller 2024-01..2024-03, eller `year`, `year + 1`, `to_date`",
                "write a period such as 2024 or 2024-01..2024-03, or `year`, `year + 1`, `to_date`"
            )
        });
        self.error(Code::BadPeriod, text.span, message, help);
        None
    }
}
