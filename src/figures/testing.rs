//! A small vocabulary for tests.

use rust_decimal::Decimal;

use super::{Definition, Dimension, Measured, Member, Sign, Vocabulary};
use crate::diagnostic::{Sources, Span};
use crate::quantity::{Units, Validity};

/// Where the things of [`vocabulary`] are defined: a line each.
const PACK: &str = "\
årets_resultat
nettokostnad
intäkter
soliditet
anställda
nöjd_kund
sjukfrånvaro
projektkostnad
nämnd
projekt
";

/// A figure with nothing but the required.
pub(crate) fn definition(name: &str, title: &str, unit: &str, measured: Measured) -> Definition {
    Definition {
        name: name.into(),
        title: title.to_owned(),
        unit: Units::default().get(unit).unwrap().clone(),
        fact: None,
        measured,
        by: Vec::new(),
        aliases: Vec::new(),
        sign: None,
        range: None,
        lever: None,
        decimals: None,
        default: None,
        accepted: Vec::new(),
        validity: Validity::default(),
        assumed: None,
        own_words: None,
        span: Span::NOWHERE,
    }
}

/// A member that has always existed.
pub(crate) fn member(name: &str) -> Member {
    Member { name: name.into(), aliases: Vec::new(), validity: Validity::default(), parent: None }
}

/// A vocabulary with one figure of each kind; the places are lines of a file that is added, each the name itself.
pub(crate) fn vocabulary(sources: &mut Sources) -> Vocabulary {
    let mut figures = vec![
        Definition {
            by: vec!["nämnd".into()],
            aliases: vec!["Redovisat resultat".to_owned()],
            range: Some((Decimal::from(-1000), Decimal::from(1000))),
            ..definition("årets_resultat", "Årets resultat", "mnkr", Measured::During)
        },
        Definition {
            by: vec!["nämnd".into()],
            sign: Some(Sign::Minus),
            ..definition("nettokostnad", "Verksamhetens nettokostnad", "mnkr", Measured::During)
        },
        Definition {
            sign: Some(Sign::Plus),
            ..definition("intäkter", "Intäkter hittills", "tkr", Measured::YearToDate)
        },
        definition("soliditet", "Soliditet", "%", Measured::At),
        Definition {
            by: vec!["nämnd".into()], ..definition("anställda", "Antal anställda", "personer", Measured::At)
        },
        definition("nöjd_kund", "Nöjd kund", "tal", Measured::During),
        Definition {
            validity: Validity::parse("2020..").unwrap(),
            ..definition("sjukfrånvaro", "Sjukfrånvaro", "%", Measured::During)
        },
        Definition {
            by: vec!["projekt".into()],
            ..definition("projektkostnad", "Projektkostnad", "tkr", Measured::During)
        },
    ];
    let mut dimensions = vec![
        Dimension {
            name: "nämnd".into(),
            title: "Ansvarig nämnd".to_owned(),
            members: vec![
                member("Trafiknämnd"),
                Member { aliases: vec!["HSN".to_owned()], ..member("Hälso- och sjukvårdsnämnd") },
                Member { validity: Validity::parse("2021..").unwrap(), ..member("Kulturnämnd") },
            ],
            open: false,
            complete: Some(true),
            span: Span::NOWHERE,
        },
        Dimension {
            name: "projekt".into(),
            title: "Projekt".to_owned(),
            members: Vec::new(),
            open: true,
            complete: None,
            span: Span::NOWHERE,
        },
    ];
    let file = sources.add("pack.yaml", PACK);
    let place = |name: &str| {
        let start = PACK.find(&format!("{name}\n")).unwrap();
        Span::new(file, start, start + name.len())
    };
    for figure in &mut figures {
        figure.span = place(&figure.name);
    }
    for dimension in &mut dimensions {
        dimension.span = place(&dimension.name);
    }
    Vocabulary { figures, dimensions, ..Vocabulary::default() }
}
