//! What the workbook says to those who fill it in.

use crate::diagnostic::Sources;
use crate::figures::{Definition, FactKind, FigureId, Measured, Sign};
use crate::language::Lang;
use crate::policy::Policy;
use crate::quantity::write_number;
use crate::report::wording::say;
use crate::text;

/// So many rules are named that read a figure.
const RULES: usize = 4;

pub(super) fn figure_heading(lang: Lang) -> String {
    say!(lang, "Uppgift", "Figure")
}

pub(super) fn unit_heading(lang: Lang) -> String {
    say!(lang, "Enhet", "Unit")
}

pub(super) fn meaning_heading(lang: Lang) -> String {
    say!(lang, "Avser", "Concerns")
}

pub(super) fn readme_title(lang: Lang) -> String {
    say!(lang, "Läs mig", "Read me")
}

pub(super) fn singles_title(lang: Lang) -> String {
    say!(lang, "Enskilda värden", "Single values")
}

pub(super) fn assessed_title(lang: Lang) -> String {
    say!(lang, "Bedömt av människor", "Judged by people")
}

/// What stands over the table of a topic.
pub(super) fn topic_help(lang: Lang) -> String {
    say!(
        lang,
        "Fyll i de gula cellerna. En tom cell lämnas inte; ett streck (-) säger att värdet saknas. Randiga celler finns inte för perioden.",
        "Fill in the yellow cells. An empty cell is not submitted; a dash (-) says that the value is missing. Striped cells do not exist for the period."
    )
}

/// What stands over the values that have a row each.
pub(super) fn singles_help(lang: Lang) -> String {
    say!(
        lang,
        "En rad per värde, som i en CSV-fil: för värden med förbehåll, egen precision eller skäl till att de saknas, och för delar och perioder som inte har någon plats på de andra bladen.",
        "A row for each value, as in a CSV file: for values with a reservation, a precision of their own or a reason why they are missing, and for parts and periods that have no place on the other sheets."
    )
}

/// What stands over the verdicts that people give.
pub(super) fn assessed_help(lang: Lang) -> String {
    say!(
        lang,
        "En rad per bedömning som människor gör. Utan nivå (level) sägs inget; utan period eller underlag gäller raden alla.",
        "A row for each verdict that people give. Without a level nothing is said; without a period or basis the row holds for all."
    )
}

/// What a value of a figure is, beside its unit.
pub(super) fn meaning(definition: &Definition, is_read: bool, lang: Lang) -> String {
    let kind = definition.fact.as_ref().map(|fact| match fact {
        FactKind::YesNo => say!(lang, "ja eller nej", "yes or no"),
        FactKind::Date => say!(lang, "datum", "date"),
        FactKind::Choice(_) => say!(lang, "val", "choice"),
        FactKind::Text => say!(lang, "text", "text"),
        FactKind::Decision => say!(lang, "beslut", "decision"),
    });
    let measured = match definition.measured {
        Measured::During => say!(lang, "under perioden", "during the period"),
        Measured::YearToDate => say!(lang, "från årets början", "from the start of the year"),
        Measured::At => say!(lang, "periodens sista dag", "last day of the period"),
    };
    let optional = say!(lang, "valfri: räknas annars ut eller jämförs", "optional: computed otherwise, or compared");
    let parts = kind.into_iter().chain([measured]).chain((!is_read).then_some(optional));
    parts.collect::<Vec<_>>().join(", ")
}

/// The note on the heading of a row: what the figure is, and what it is used for.
pub(super) fn definition_note(
    (id, definition): (FigureId, &Definition),
    policy: &Policy,
    sources: &Sources,
    lang: Lang,
) -> String {
    let (title, name) = (&definition.title, &definition.name);
    let mut lines = vec![format!("{title} ({name})")];
    lines.extend(match definition.sign {
        Some(Sign::Plus) => Some(say!(lang, "Tecken: inte negativ.", "Sign: not negative.")),
        Some(Sign::Minus) => {
            Some(say!(lang, "Tecken: inte positiv; skrivs med minus.", "Sign: not positive; written with a minus."))
        }
        None => None,
    });
    if let Some((least, most)) = definition.range {
        let (least, most) = (write_number(least, lang), write_number(most, lang));
        lines.push(say!(lang, "Rimligt: från {least} till {most}.", "Reasonable: from {least} to {most}."));
    }
    if let Some(FactKind::Choice(choices)) = &definition.fact {
        let choices = choices.join(", ");
        lines.push(say!(lang, "Något av: {choices}.", "One of: {choices}."));
    }
    if definition.fact == Some(FactKind::Decision) {
        lines.push(
            text!(
                "Skrivs som: Regionfullmäktige 2025-11-25, § 120.",
                "Written as: Regionfullmäktige 2025-11-25, § 120."
            )
            .get(lang)
            .to_owned(),
        );
    }
    lines.extend(definition.default.as_ref().map(|default| {
        let (value, because) = (write_number(default.value, lang), &default.because);
        say!(lang, "Om den inte lämnas: {value} ({because}).", "If it is not submitted: {value} ({because}).")
    }));
    lines.extend(
        definition.assumed.as_ref().map(|assumed| say!(lang, "Antagande: {assumed}.", "Assumption: {assumed}.")),
    );
    let readers: Vec<_> = policy.rules.iter().filter(|rule| rule.reads.binary_search(&id).is_ok()).collect();
    for rule in readers.iter().take(RULES) {
        let reference = rule.reference.as_ref().map(|reference| format!(" ({reference})")).unwrap_or_default();
        lines.push(format!("• {}{reference}", rule.title));
    }
    if let Some(more) = readers.len().checked_sub(RULES).filter(|more| *more > 0) {
        lines.push(say!(lang, "• och {more} regler till", "• and {more} more rules"));
    }
    let place = sources.cite(definition.span);
    lines.push(say!(lang, "Bestäms i {place}.", "Defined in {place}."));
    lines.join("\n")
}

/// What is said where a value is filled in.
pub(super) fn input_message(definition: &Definition, lang: Lang) -> String {
    let unit = definition.unit.symbol();
    match &definition.fact {
        None => say!(
            lang,
            "Ett tal i {unit}, utan enhet efter. Ett streck (-) säger att värdet saknas; en tom cell lämnas inte.",
            "A number in {unit}, without the unit after it. A dash (-) says that the value is missing; an empty cell is not submitted."
        ),
        Some(FactKind::YesNo) => {
            say!(lang, "Ja eller nej; det som inte är känt lämnas tomt.", "Yes or no; what is not known is left empty.")
        }
        Some(FactKind::Date) => say!(lang, "Ett datum: år, månad och dag.", "A date: year, month and day."),
        Some(FactKind::Choice(_)) => say!(lang, "Ett av orden i listan.", "One of the words in the list."),
        Some(FactKind::Text) => say!(lang, "En text.", "A text."),
        Some(FactKind::Decision) => text!(
            "Organ, dag och hänvisning: Regionfullmäktige 2025-11-25, § 120.",
            "Body, day and reference: Regionfullmäktige 2025-11-25, § 120."
        )
        .get(lang)
        .to_owned(),
    }
}

/// The sheet that says how the others are filled in.
pub(super) fn readme(policy: &Policy, lang: Lang) -> Vec<String> {
    let (name, fingerprint) = (&policy.name, &policy.sha256);
    vec![
        say!(lang, "Underlag till regelpaketet {name}.", "Figures for the pack {name}."),
        say!(lang, "Paketets fingeravtryck: {fingerprint}.", "Fingerprint of the pack: {fingerprint}."),
        String::new(),
        say!(lang, "Så fylls arbetsboken i", "How the workbook is filled in"),
        say!(
            lang,
            "• Varje blad är ett ämne, varje rad en uppgift och varje kolumn en period på ett underlag. De gula cellerna fylls i; resten är låst, utan lösenord.",
            "• Each sheet is a topic, each row a figure and each column a period on a basis. The yellow cells are filled in; the rest is locked, without a password."
        ),
        say!(
            lang,
            "• Talet skrivs i radens enhet. Anteckningen vid radens rubrik säger vad uppgiften är, vilket tecken den har och var den används.",
            "• The number is written in the unit of the row. The note at the heading of the row says what the figure is, which sign it has and where it is used."
        ),
        say!(
            lang,
            "• En tom cell lämnas inte: den är aldrig noll. Ett streck (-) säger att värdet saknas.",
            "• An empty cell is not submitted: it is never zero. A dash (-) says that the value is missing."
        ),
        text!(
            "• Siffrorna som skrivs är precisionen: 172 kan vara fel på en halv, 172,0 på fem hundradelar. Ge cellen talformat med de decimaler som är säkra.",
            "• The digits that are written are the precision: 172 may be off by a half, 172.0 by five hundredths. Give the cell a number format with the decimals that are certain."
        )
        .get(lang)
        .to_owned(),
        say!(
            lang,
            "• Det som inte har någon cell skrivs på bladet ”Enskilda värden”, en rad per värde.",
            "• What has no cell is written on the sheet “Single values”, a row for each value."
        ),
        say!(
            lang,
            "• Läs tillbaka med beskrivningen bredvid arbetsboken (.table.yaml), som följer med den och heter som den.",
            "• It is read back by the description beside the workbook (.table.yaml), which goes along with it and has its name."
        ),
        say!(
            lang,
            "Se vad som fattas: riktlinje import {name} underlag.xlsx. Bedöm: riktlinje check {name} underlag.xlsx.",
            "See what is lacking: riktlinje import {name} underlag.xlsx. Judge: riktlinje check {name} underlag.xlsx."
        ),
        say!(
            lang,
            "Källor och anteckningar ur tidigare filer läses inte tillbaka, utom förbehåll på bladet ”Enskilda värden”: cellen är källan.",
            "Sources and notes of earlier files are not read back, but for reservations on the sheet “Single values”: the cell is the source."
        ),
        String::new(),
        say!(lang, "Bladen", "The sheets"),
    ]
}
