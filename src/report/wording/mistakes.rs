//! Typical mistakes in words.

use rust_decimal::Decimal;

use super::number::short_quantity;
use super::{and_list, basis_word, figure_name, period_short, say};
use crate::language::Lang;
use crate::quantity::{Basis, Period};
use crate::report::mistake::{ColumnEntry, DoubtEntry, ExplanationEntry, MistakeEntry, TracedSum};
use crate::report::rule::Input;
use crate::solve::Mistake;

/// So many checks are named in a sentence.
const MOST_NAMED: usize = 2;

/// The units of money, each a thousand times the one before.
const MONEY: [&str; 4] = ["kr", "tkr", "mnkr", "mdkr"];

impl TracedSum {
    /// What does not agree, with its cut.
    pub(in crate::report) fn named(&self, lang: Lang) -> String {
        let part = self.entity.values().map(|member| format!(", {member}")).collect::<String>();
        format!("{} ({}{part})", self.title, cut(self.period, self.basis, lang))
    }

    /// What stands over the explanations, or instead of them.
    pub(in crate::report) fn heading(&self, lang: Lang) -> String {
        match (self.untried, self.explanations.as_slice()) {
            (Some("slight"), _) => say!(
                lang,
                "Skillnaden är inte mycket större än avrundningen, så den pekar inte ut någon uppgift.",
                "The difference is not much more than rounding, so it points at no figure."
            ),
            (Some(_), _) => say!(
                lang,
                "Skillnaden är inte spårad: det är för många uppgifter att pröva.",
                "The difference has not been traced: there are too many figures to try."
            ),
            (None, []) => say!(
                lang,
                "Inget vanligt misstag i en eller två uppgifter förklarar skillnaden.",
                "No typical mistake in one or two figures explains the difference."
            ),
            (None, [_]) => say!(lang, "Detta skulle förklara skillnaden:", "This would explain the difference:"),
            (None, _) => say!(
                lang,
                "Något av detta skulle förklara skillnaden, det troligaste först:",
                "One of these would explain the difference, the likeliest first:"
            ),
        }
    }

    /// How many more explanations there are.
    pub(in crate::report) fn more_words(&self, lang: Lang) -> Option<String> {
        let more = self.more;
        match more {
            0 => None,
            1 => Some(say!(lang, "En till skulle göra det.", "One more would.")),
            _ => Some(say!(lang, "{more} till skulle göra det.", "{more} more would.")),
        }
    }

    /// The likeliest explanation as a finding of its own.
    pub(in crate::report) fn would_agree(&self, explanation: &ExplanationEntry, lang: Lang) -> String {
        let (named, says) = (self.named(lang), explanation.says(lang));
        let others = self.explanations.len() - 1 + self.more;
        let others = match others {
            0 => String::new(),
            1 => say!(lang, " (en annan förklaring finns)", " (there is another explanation)"),
            _ => say!(lang, " ({others} andra förklaringar finns)", " (there are {others} other explanations)"),
        };
        say!(
            lang,
            "{named} stämmer inte, och det här skulle förklara det{others}: {says}",
            "{named} does not agree, and this would explain it{others}: {says}"
        )
    }
}

impl ExplanationEntry {
    /// The mistakes, and what else they would or would not explain.
    pub(in crate::report) fn says(&self, lang: Lang) -> String {
        let mistakes: Vec<String> = self.mistakes.iter().map(|mistake| mistake.says(lang)).collect();
        let (said, mends, breaks) = (and_list(&mistakes, lang), few(&self.mends, lang), few(&self.breaks, lang));
        let mends = mends.map(|m| say!(lang, ". Då stämmer också {m}", ". Then {m} agrees too")).unwrap_or_default();
        let breaks = breaks
            .map(|b| say!(lang, ". Men då stämmer inte längre {b}", ". But then {b} no longer agrees"))
            .unwrap_or_default();
        format!("{said}{mends}{breaks}")
    }
}

impl MistakeEntry {
    /// "”Avskrivningar”, 2026, budget, ser ut att vara i tkr: −180 mnkr i stället för −180 000 mnkr".
    pub(in crate::report) fn says(&self, lang: Lang) -> String {
        let Self { input, suspect, .. } = self;
        let amount = |value: Decimal| short_quantity(value.normalize(), Some(&input.unit), lang);
        let (name, stated, instead) = (at(input, lang), amount(suspect.stated), amount(suspect.instead));
        let other = self.other.as_deref();
        let column = other.map(|other| cut(other.period, other.basis, lang)).unwrap_or_default();
        let looks = match suspect.mistake {
            Mistake::Swapped(_) => {
                let beside = other.map(|other| at(other, lang)).unwrap_or_default();
                return say!(
                    lang,
                    "{name} ({stated}) och {beside} ({instead}) ser ut att ha bytt plats",
                    "{name} ({stated}) and {beside} ({instead}) seem to have changed places"
                );
            }
            Mistake::LeftOut => {
                return say!(
                    lang,
                    "{name} ({stated}) ser ut att fattas i summan, eller att ingå i en rad till",
                    "{name} ({stated}) seems to be missing from the sum, or to be in another row too"
                );
            }
            Mistake::Twice => {
                return say!(
                    lang,
                    "{name} ({stated}) ser ut att ingå två gånger i summan",
                    "{name} ({stated}) seems to be in the sum twice"
                );
            }
            Mistake::OtherColumn(_) => {
                say!(lang, "ser ut att ha förväxlats med {column}", "seems to have been mistaken for {column}")
            }
            Mistake::LastYear(_) => {
                say!(lang, "har samma värde som {column}", "has the same value as {column}")
            }
            Mistake::Thousand(factor) => in_unit(factor, &input.unit, lang),
            Mistake::Sign => say!(lang, "ser ut att ha omvänt tecken", "seems to have the other sign"),
            Mistake::Hundred(factor) if factor < Decimal::ONE => {
                say!(lang, "ser ut att vara hundra gånger för stort", "seems to be a hundred times too large")
            }
            Mistake::Hundred(_) => say!(
                lang,
                "ser ut att vara en andel av ett i stället för procent",
                "seems to be a share of one instead of percent"
            ),
            Mistake::Transposed => {
                say!(lang, "ser ut att ha två omkastade siffror", "seems to have two digits transposed")
            }
            Mistake::Digit => say!(lang, "ser ut att ha en siffra fel", "seems to have one digit wrong"),
        };
        say!(lang, "{name} {looks}: {instead} i stället för {stated}", "{name} {looks}: {instead} instead of {stated}")
    }
}

impl DoubtEntry {
    /// The doubt as a sentence without a full stop.
    pub(in crate::report) fn says(&self, lang: Lang) -> String {
        let column = |column: &Option<ColumnEntry>| {
            column.as_ref().map(|column| cut(column.period, column.basis, lang)).unwrap_or_default()
        };
        let (whole, of, count) = (column(&self.column), column(&self.of), self.figures);
        match (self.doubt, self.mistakes.first()) {
            ("figure", Some(mistake)) => {
                let says = mistake.says(lang);
                say!(
                    lang,
                    "{says}. Det vore mer likt samma uppgift i andra kolumner",
                    "{says}. That would be more like the same figure in other columns"
                )
            }
            ("column", Some(mistake)) => {
                let says = mistake.says(lang);
                say!(
                    lang,
                    "{count} uppgifter i kolumnen {whole} ser ut att ha samma fel. Den första: {says}",
                    "{count} figures of the column {whole} seem to have the same mistake. The first: {says}"
                )
            }
            _ => say!(
                lang,
                "kolumnen {whole} är densamma som {of}: alla {count} uppgifter har samma värde",
                "the column {whole} is the same as {of}: all {count} figures have the same value"
            ),
        }
    }

    /// Where the figures stand.
    pub(in crate::report) fn places(&self) -> Vec<&str> {
        let beside = self.mistakes.iter().filter(|_| self.doubt == "figure").filter_map(|m| m.other.as_deref());
        let first = self.mistakes.first().map(|mistake| &mistake.input).or(self.first.as_ref());
        first.into_iter().chain(beside).filter_map(|input| input.source.as_deref()).collect()
    }
}

/// A figure of money that is read a thousand times too large is in the unit below; too small, in the one above.
fn in_unit(factor: Decimal, unit: &str, lang: Lang) -> String {
    let is_large = factor < Decimal::ONE;
    let place = MONEY.iter().position(|money| *money == unit);
    let meant = place.and_then(|place| if is_large { place.checked_sub(1) } else { Some(place + 1) });
    match (meant.and_then(|place| MONEY.get(place)), is_large) {
        (Some(unit), _) => say!(lang, "ser ut att vara i {unit}", "seems to be in {unit}"),
        (None, true) => say!(lang, "ser ut att vara tusen gånger för stort", "seems to be a thousand times too large"),
        (None, false) => say!(lang, "ser ut att vara tusen gånger för litet", "seems to be a thousand times too small"),
    }
}

/// "”Avskrivningar”, 2026, budget,".
fn at(input: &Input, lang: Lang) -> String {
    format!("{}, {},", figure_name(&input.title, &input.entity, lang), cut(input.period, input.basis, lang))
}

fn cut(period: Period, basis: Basis, lang: Lang) -> String {
    format!("{}, {}", period_short(period, lang), basis_word(basis, lang))
}

/// The first names, and how many there are beside them.
fn few(names: &[String], lang: Lang) -> Option<String> {
    let shown = names.get(..MOST_NAMED.min(names.len())).filter(|shown| !shown.is_empty())?;
    let left = names.len() - shown.len();
    let rest = (left > 0).then(|| say!(lang, "{left} till", "{left} more"));
    Some(and_list(&shown.iter().cloned().chain(rest).collect::<Vec<_>>(), lang))
}
