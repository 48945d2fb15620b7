//! Ledgers in text, in English, and by `explain`.

use super::{Read, small};
use crate::language::Lang;
use crate::report::{explain_ledger, ledger_text, text};

const PACK: &str = "figures:
  saldo: {title: Saldo, unit: mnkr, measured: at}
  uttag: {title: Uttag, unit: mnkr, measured: during}
  balans: {title: Balans, unit: mnkr, measured: during}
ledgers:
  rur:
    title: Reserv
    unit: mnkr
    opening: {at: 2022-12-31, is: saldo}
    out: {is: uttag}
  underskott:
    title: Underskott
    unit: mnkr
    posts: {arises: 'max(0, -balans)', due: utgången(år + 2), from: 2023}
    settled_by: max(0, balans)
requirements:
  - requirement: reglerat
    title: Reglerat
    for: {each: underskott, by: due, bases: [outcome]}
    that: kvar == 0
    because: '{kvar} från {uppkom} skulle vara reglerat {due}'
";

const FIGURES: &str = "figures:
  - {figure: saldo, period: 2022-12-31, basis: outcome, value: 341.1 mnkr}
  - {figure: uttag, period: 2023, basis: outcome, value: 152.8 mnkr}
  - {figure: uttag, period: 2024, basis: outcome, value: 177.1 mnkr}
  - {figure: balans, period: 2023, basis: outcome, value: -30 mnkr}
  - {figure: balans, period: 2024, basis: outcome, value: 10 mnkr}
";

/// The words of a page, with a single blank between them.
fn words(page: &str) -> String {
    page.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_table_for_each() {
    let read = Read::of(&small(PACK), FIGURES);
    let swedish = words(&text(&read.report(Lang::Sv), 90, false, Lang::Sv));
    for said in [
        "Reserv (mnkr)",
        "År Ingående Tillfört Använt Utgående 2023, utfall 341,1 0 152,8 188,3 2024, utfall 188,3 0 177,1 11,2",
        "Uppkom Belopp Reglerat Kvar Senast 2023 (t.o.m. 2024, utfall) 30 10 20 2025-12-31",
        "delvis uppfyllt 20 mnkr av 30 mnkr från 2023 återstår; ska vara reglerat 2025-12-31.",
    ] {
        assert!(swedish.contains(said), "{said}\n{swedish}");
    }
    let english = words(&text(&read.report(Lang::En), 90, false, Lang::En));
    assert!(english.contains("Arose Amount Settled Remains Due 2023 (through 2024, outcome) 30 10 20"), "{english}");
    assert!(english.contains("20 mnkr of 30 mnkr from 2023 remains; must be settled by 2025-12-31"), "{english}");
}

#[test]
fn year_by_year_down_to_the_figures() {
    let read = Read::of(&small(PACK), FIGURES);
    let told = |name| {
        let explained = explain_ledger(&mut read.run(), name, &read.sources, Lang::Sv);
        explained.map(|e| words(&ledger_text(&e, 90, false, Lang::Sv)))
    };
    let balance = told("rur").unwrap();
    assert!(balance.contains("├─ 2023: Reserv, utgående = 188,3 mnkr"), "{balance}");
    assert!(balance.contains("└─ 2024: Reserv, utgående = 11,2 mnkr"), "{balance}");
    assert!(balance.contains("Saldo = 341,1 mnkr (2022-12-31, utfall"), "{balance}");
    let posts = told("underskott").unwrap();
    assert!(posts.contains("├─ 2023: kvar = 30 mnkr │ │ uppkommit: 30 mnkr, ska vara reglerat 2025-12-31"), "{posts}");
    assert!(posts.contains("└─ 2024: kvar = 20 mnkr │ reglerat: 10 mnkr från 2023"), "{posts}");
    assert!(posts.contains("Balans = −30 mnkr (2023, utfall"), "{posts}");
    assert!(told("annat").is_none());
}
