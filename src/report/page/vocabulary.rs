//! What may be submitted, and how it may be split.

use super::markdown::{code, escaped};
use super::{Writer, filled};
use crate::figures::{DefaultValue, Definition, Dimension, FigureId, Measured, Member, Sign};
use crate::formula::Type;
use crate::report::wording::facts::kind_in_words;
use crate::report::wording::number::quantity;
use crate::report::wording::{basis_word, period_words, say};

impl Writer<'_> {
    /// Every figure in one table.
    pub(super) fn figures(&mut self) {
        let lang = self.lang();
        let rows: Vec<Vec<String>> = (0..)
            .zip(&self.reader.policy.vocabulary.figures)
            .map(|(index, d)| self.figure(FigureId(index), d))
            .collect();
        if rows.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Uppgifter", "Figures"));
        let heads = [
            say!(lang, "Uppgift", "Figure"),
            say!(lang, "Enhet", "Unit"),
            say!(lang, "Mäts", "Measured"),
            say!(lang, "Delas på", "Split by"),
            say!(lang, "Anmärkning", "Remark"),
        ];
        self.out.table(&heads, &rows);
    }

    fn figure(&self, id: FigureId, definition: &Definition) -> Vec<String> {
        let lang = self.lang();
        let Definition {
            name,
            title,
            unit,
            fact,
            measured,
            by,
            aliases: _,
            sign,
            range,
            lever,
            decimals: _,
            default,
            accepted,
            validity,
            assumed,
            own_words,
            span: _,
        } = definition;
        let measured = match measured {
            Measured::During => say!(lang, "över en tid", "over a time"),
            Measured::YearToDate => say!(lang, "från årets början", "from the beginning of the year"),
            Measured::At => say!(lang, "en dag", "on a day"),
        };
        let amount = |value| quantity(value, Some(unit.symbol()), lang);
        let sign = sign.map(|sign| match sign {
            Sign::Plus => say!(lang, "aldrig negativ", "never negative"),
            Sign::Minus => say!(lang, "aldrig positiv", "never positive"),
        });
        let range = range.map(|(least, most)| {
            let (least, most) = (amount(least), amount(most));
            say!(lang, "rimlig från {least} till {most}", "plausible from {least} to {most}")
        });
        let lever = lever.map(|(least, most)| {
            let (least, most) = (amount(least), amount(most));
            say!(lang, "kan ändras från {least} till {most}", "can be changed from {least} to {most}")
        });
        let default = default.as_ref().map(|default| {
            let DefaultValue { value, because, bases } = default;
            let (value, why) = (amount(*value), escaped(because));
            let bases = bases.iter().flatten().map(|b| basis_word(*b, lang)).collect::<Vec<_>>().join(", ");
            let on = if bases.is_empty() { bases } else { format!(", {bases}") };
            say!(
                lang,
                "antas vara {value} där den inte lämnas{on} ({why})",
                "assumed to be {value} where it is not given{on} ({why})"
            )
        });
        let accepted = accepted.iter().map(|(period, why)| {
            let (period, why) = (period_words(*period, lang), escaped(why));
            say!(lang, "känd avvikelse {period}: {why}", "known breach {period}: {why}")
        });
        let computed = self.reader.reported.contains(&id);
        let computed = computed.then(|| say!(lang, "räknas också fram", "computed too"));
        let mut remarks = filled([computed, sign, range, lever, default].map(Option::unwrap_or_default).to_vec());
        remarks.extend(accepted);
        remarks.push(self.reader.holds(*validity));
        remarks.push(self.reader.assumed(assumed.as_ref()));
        remarks.push(self.reader.own_words(own_words.as_ref()));
        vec![
            format!("{} {}", escaped(title), code(name)),
            match fact {
                None => escaped(unit.symbol()),
                Some(_) => escaped(&kind_in_words(&Type::of(definition), lang)),
            },
            measured,
            escaped(&by.iter().map(|d| self.reader.dimension(d)).collect::<Vec<_>>().join(", ")),
            filled(remarks).join("; "),
        ]
    }

    /// Every dimension with its members.
    pub(super) fn dimensions(&mut self) {
        let lang = self.lang();
        let items: Vec<String> =
            self.reader.policy.vocabulary.dimensions.iter().map(|d| self.told_dimension(d)).collect();
        if items.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Indelningar", "Dimensions"));
        self.out.list(&items, false);
    }

    fn told_dimension(&self, dimension: &Dimension) -> String {
        let lang = self.lang();
        let Dimension { name, title, members, open, complete, span: _ } = dimension;
        let members: Vec<String> = members.iter().map(|m| self.member(m)).collect();
        let open = match open {
            true => say!(lang, "också de som kommer med siffrorna", "also those that come with the figures"),
            false => String::new(),
        };
        let complete = match complete {
            Some(true) => say!(lang, "delarna är hela summan", "the parts are the whole sum"),
            Some(false) => say!(lang, "delarna är en del av summan", "the parts are some of the sum"),
            None => String::new(),
        };
        let remarks = filled(vec![complete, open]).join("; ");
        let remarks = if remarks.is_empty() { remarks } else { format!(" ({remarks})") };
        format!("**{}** {}{remarks}: {}", escaped(title), code(name), members.join("; "))
    }

    fn member(&self, member: &Member) -> String {
        let lang = self.lang();
        let Member { name, aliases: _, validity, parent } = member;
        let parent = parent.as_ref().map(|p| escaped(p));
        let parent = parent.map(|p| say!(lang, "del av {p}", "part of {p}")).unwrap_or_default();
        let facts = filled(vec![parent, self.reader.validity(*validity)]).join(", ");
        if facts.is_empty() { escaped(name) } else { format!("{} ({facts})", escaped(name)) }
    }
}
