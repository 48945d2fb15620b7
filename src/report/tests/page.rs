//! Pages: every operation is written, and what is drawn reads as on paper.

use super::{Read, small};
use crate::language::Lang;
use crate::report::page;

const FIGURES: &str = "dimensions:
  nämnd:
    title: Nämnd
    members: [Trafik, Kultur]
figures:
  a:
    title: Årets resultat
    unit: mnkr
    measured: during
    by: [nämnd]
  b:
    title: Skatter, bidrag och utjämning
    unit: tkr
    measured: during
  c:
    title: Kassa
    unit: mnkr
    measured: during
  d:
    title: Kassa
    unit: mnkr
    measured: during
  klart:
    title: Klart
    type: yes_no
    measured: during
  läge:
    title: Läge
    type: choice
    choices: [Lugnt, Oroligt]
    measured: during
  beslut:
    title: Budgetbeslut
    type: decision
    measured: during
ledgers:
  reserv:
    title: Reserven
    unit: mnkr
    opening: {at: 2022-12-31, is: c}
    out: {is: d, valid: ..2033}
    floor: 0
  skulder:
    title: Skulder
    unit: mnkr
    ref: 12 §
    posts: {arises: 'max(0, -a)', due: utgången(år + 3), from: 2022}
    settled_by: max(0, a)
    waived_by: {fact: klart, ref: 13 §}
claims:
  - claim: växer
    title: Resultatet växer
    quote: resultatet växer
    ref: Rapporten
    that: a > föregående(a)
recorded:
  - recorded: ordning
    title: God ordning
    quote: Det ska vara god ordning
    ref: Riktlinjer
    because: Ordning går inte att mäta
parameters:
  n:
    title: Antal år
    unit: år
    value: 3 år
    ref: Riktlinjer
  g:
    title: Gräns
    unit: mnkr
    values:
      - to: 2022
        value: 5 mnkr
        ref: Riktlinjer 2018
      - from: 2023
        value: 10 mnkr
        ref: Riktlinjer 2022
";

fn formulas(each: &[(&str, &str)]) -> String {
    let each = each.iter().enumerate().map(|(index, (unit, is))| {
        let unit = match unit.strip_prefix("type ") {
            Some(kind) => format!("    type: {kind}\n"),
            None if unit.is_empty() => String::new(),
            None => format!("    unit: \"{unit}\"\n"),
        };
        format!("  f{index}:\n    title: F{index}\n{unit}    is: '{is}'\n")
    });
    format!("{FIGURES}formulas:\n{}", each.collect::<String>())
}

/// What is drawn for each formula.
fn drawn(each: &[(&str, &str)]) -> Vec<String> {
    let rules = "/// args: mnkr\n/// unit: mnkr\nfn slutet(x) { let s = x; while s > 1 { s = s / 2; } s }\nfn plus(x) { x + x }\n";
    let read = Read::with_rules(&small(&formulas(each)), rules, "period: 2024\nvalues:\n  a: 1 mnkr\n");
    let page = page(&read.policy, Lang::Sv);
    let blocks: Vec<String> =
        page.split("```text\n").skip(1).map(|b| b.split("```").next().unwrap().to_owned()).collect();
    assert_eq!(blocks.len(), each.len(), "{page}");
    blocks
}

#[test]
fn every_operation_is_written() {
    let table = [
        ("mnkr", "a + c", "Årets resultat + Kassa ‹c›"),
        ("mnkr", "a - (c - d)", "Årets resultat − (Kassa ‹c› − Kassa ‹d›)"),
        ("mnkr", "a + b", "Årets resultat + ”Skatter, bidrag och utjämning”"),
        ("mnkr", "-a", "−Årets resultat"),
        ("mnkr", "2 * a", "2 · Årets resultat"),
        ("mnkr", "min(a, c, 0)", "minst(Årets resultat; Kassa ‹c›; 0)"),
        ("mnkr", "max(a, c)", "störst(Årets resultat; Kassa ‹c›)"),
        ("mnkr", "medel(a, c)", "medel(Årets resultat; Kassa ‹c›)"),
        ("mnkr", "summa(a, c, d)", "Årets resultat + Kassa ‹c› + Kassa ‹d›"),
        ("mnkr", "belopp(a - c)", "|Årets resultat − Kassa ‹c›|"),
        ("mnkr", "avrunda(a, 1)", "avrunda(Årets resultat; 1 decimaler)"),
        ("mnkr", "avrunda_upp(a, 0)", "avrunda uppåt(Årets resultat; 0 decimaler)"),
        ("mnkr", "avrunda_ner(a, 0)", "avrunda nedåt(Årets resultat; 0 decimaler)"),
        ("mnkr", "avrunda_jämn(a, 0)", "avrunda (halva till jämn siffra)(Årets resultat; 0 decimaler)"),
        ("mnkr", "föregående(a)", "Årets resultat [samma period året före]"),
        ("mnkr", "förändring(a)", "Årets resultat − Årets resultat [samma period året före]"),
        ("mnkr", "föregående(a - c)", "(Årets resultat − Kassa ‹c›) [samma period året före]"),
        ("mnkr", "vid(a, 2022)", "Årets resultat [2022]"),
        ("mnkr", "vid(a, utgången(2022))", "Årets resultat [2022-12-31]"),
        ("mnkr", "vid(a, utgången(år))", "Årets resultat [vid årets slut]"),
        ("mnkr", "budget(a)", "Årets resultat [budget]"),
        ("mnkr", "prognos(a, \"2024-08\")", "Årets resultat [prognos augusti 2024]"),
        ("mnkr", "senast_kända(a)", "Årets resultat [senast kända]"),
        ("mnkr", "summa_över_år(a, n)", "summa(Årets resultat; över de senaste 3 år (Antal år))"),
        ("mnkr", "medel_över_år(a - c, 2)", "medel(Årets resultat − Kassa ‹c›; över de senaste 2)"),
        ("mnkr", "summa_över(a, nämnd)", "summa(Årets resultat; över Nämnd)"),
        ("st", "antal_över(a > 0, nämnd)", "antal(Årets resultat > 0; över Nämnd)"),
        ("mnkr", "slutet(a)", "slutet(Årets resultat)"),
        ("mnkr", "plus(a)", "Årets resultat + Årets resultat"),
        ("år", "n", "Antal år"),
        ("", "a >= g", "Årets resultat ≥ Gräns"),
        ("", "a != c", "Årets resultat ≠ Kassa ‹c›"),
        ("", "inte(a == c)", "inte (Årets resultat = Kassa ‹c›)"),
        ("", "finns(a)", "Årets resultat finns"),
        ("", "saknas(a)", "Årets resultat saknas"),
        ("type year", "första(a > 0)", "första året då Årets resultat > 0"),
        ("type year", "senaste(a > 0)", "senaste året då Årets resultat > 0"),
        ("", "år == första(a > 0)", "årtalet = första året då Årets resultat > 0"),
        ("mnkr", "vid(a, första(a > 0))", "Årets resultat [vid: första året då Årets resultat > 0]"),
        ("type date", "utgången(år + n)", "utgången av årtalet + Antal år"),
        ("", "datum(beslut) <= dag(11, 30)", "Budgetbeslut ≤ den 30/11 det året"),
        ("", "inte(klart)", "inte (Klart)"),
        ("", "läge == \"Lugnt\"", "Läge = Lugnt"),
        ("mnkr", "reserv.ingående", "”Reserven, ingående”"),
        ("mnkr", "skulder.kvar", "”Skulder, kvar”"),
    ];
    let each: Vec<(&str, &str)> = table.iter().map(|(unit, is, _)| (*unit, *is)).collect();
    for (index, (found, (_, is, expected))) in drawn(&each).iter().zip(&table).enumerate() {
        assert_eq!(found, &format!("F{index} = {expected}\n"), "{is}");
    }
}

#[test]
fn a_fraction_has_a_bar_and_a_choice_a_brace() {
    let each = [
        ("%", "(a - c) / b"),
        ("mnkr", "if a > 0 { a } else { c }"),
        ("mnkr", "if a > 0 && c > 0 { a } else if a > c { c } else { 0 }"),
        ("mnkr", "(a + c) * (a / (c + d))"),
        ("", "a > 0 || c > 0 && d > 0"),
    ];
    let expected = [
        "        Årets resultat − Kassa ‹c›
F0 = ─────────────────────────────────
      ”Skatter, bidrag och utjämning”
",
        "     ⎧ Årets resultat   om Årets resultat > 0
F1 = ⎨
     ⎩ Kassa ‹c›        annars
",
        "     ⎧ Årets resultat   om     Årets resultat > 0
     ⎪                     och Kassa ‹c› > 0
F2 = ⎨ Kassa ‹c›        om Årets resultat > Kassa ‹c›
     ⎩ 0                annars
",
        "                                        Årets resultat
F3 = (Årets resultat + Kassa ‹c›) · ───────────────────────
                                     Kassa ‹c› + Kassa ‹d›
",
        "F4 =       Årets resultat > 0
     eller ⎛    Kassa ‹c› > 0⎞
           ⎝och Kassa ‹d› > 0⎠
",
    ];
    for (found, expected) in drawn(&each).iter().zip(expected) {
        assert_eq!(found, expected);
    }
}

#[test]
fn a_wide_sum_stands_below_each_other() {
    let sum = ["a"; 8].join(" + ");
    let drawn = drawn(&[("mnkr", &sum)]);
    let lines: Vec<&str> = drawn[0].lines().collect();
    assert_eq!((lines[0], lines[1], lines.len()), ("F0 =   Årets resultat", "     + Årets resultat", 8));
}

#[test]
fn a_limit_says_its_values_and_what_is_shared_its_name() {
    let rules = format!(
        "{FIGURES}indicators:
  - indicator: x
    title: Årets resultat
    value: a
    at_least: g
    scale: boolean
    ref: 'Riktlinjer | s. 3'
  - indicator: y
    title: Kassan
    value: c + d
    at_most: 100 mnkr
    scale: boolean
    strength: should
    counts: false
    compare:
      decimals: 1
    assumed: Vår läsning
    exemptions:
      - for:
          periods: [2024]
        limit: 110 mnkr
        decided:
          by: Regionfullmäktige
          date: 2023-11-28
          ref: Regionplan 2024
        because: Hög inflation
        expires: 2024-12-31
"
    );
    let read = Read::of(&small(&rules), "period: 2024\nvalues:\n  a: 1 mnkr\n");
    let page = page(&read.policy, Lang::Sv);
    let line = |start: &str| page.lines().find(|l| l.starts_with(start)).unwrap_or_else(|| panic!("{start}\n{page}"));
    assert_eq!(
        line("| Årets resultat `x`"),
        "| Årets resultat `x` |  | minst Gräns (5 mnkr till och med 2022; 10 mnkr från 2023) | uppfyllt eller ej | Riktlinjer \\| s. 3 |"
    );
    assert_eq!(
        line("- Kassan"),
        "- Kassan: bör: avgör aldrig slutkoden; visas men räknas inte; värdet jämförs med 1 decimal; antagande: Vår läsning; \
         **beslutat avsteg**: 2024, gräns 110 mnkr, till och med 2024-12-31, Regionfullmäktige 2023-11-28, Regionplan 2024, Hög inflation"
    );
    assert_eq!(line("| Kassan"), "| Kassan `y` | Kassa ‹c› + Kassa ‹d› | högst 100 mnkr | uppfyllt eller ej |  |");
}

#[test]
fn the_whole_sample_in_both_languages() {
    let read = Read::sample();
    insta::assert_snapshot!("page_in_swedish", page(&read.policy, Lang::Sv));
    insta::assert_snapshot!("page_in_english", page(&read.policy, Lang::En));
}

#[test]
fn ledgers_claims_and_what_is_recorded_have_sections() {
    let read = Read::of(
        &small(&formulas(&[("mnkr", "reserv.utgående - skulder.kvar")])),
        "period: 2024\nvalues:\n  a: 1 mnkr\n",
    );
    let page = page(&read.policy, Lang::Sv);
    for said in [
        "## Liggare\n",
        "- Börjar 2022-12-31 med: Kassa ‹c›\n",
        "- Används varje år: Kassa ‹d› (gäller till och med 2033)\n",
        "- Får aldrig understiga 0 mnkr\n",
        "- Uppkommer varje år: störst(0; −Årets resultat)\n",
        "- Ska vara reglerat: utgången av årtalet + 3 år\n",
        "- Efterges genom: Klart (13 §)\n",
        "- Förs från 2022\n",
        "## Dokumentets påståenden\n",
        "”resultatet växer”",
        "## Antecknat, utan bedömning\n",
        "Ordning går inte att mäta",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(!page.contains("### ”Reserven"), "the parts of ledgers are not formulas of their own");
}

#[test]
fn what_is_said_of_a_failure_is_in_titles() {
    let rules = format!(
        "{FIGURES}formulas:
  tak:
    title: Taket
    unit: mnkr
    cases:
      - when: a > 0
        is: a
        says: hela resultatet
      - otherwise: 0
        says: ingenting
requirements:
  - requirement: betalt
    title: Skulderna är betalda
    for: {{each: skulder, by: due}}
    that: kvar == 0
    because: '{{kvar}} från {{uppkom}}, senast {{due}}'
  - requirement: ryms
    title: Det ryms
    that: c <= tak
    because: 'Högst {{tak}}: {{tak.says}}'
"
    );
    let read = Read::of(&small(&rules), "period: 2024\nvalues:\n  a: 1 mnkr\n");
    for (lang, lines) in [
        (
            Lang::Sv,
            [
                "Annars: {Skulder, kvar} från {Skulder, uppkom}, senast {Skulder, sista dagen}",
                "Annars: Högst {Taket}: {fallet som gäller för Taket}",
            ],
        ),
        (
            Lang::En,
            [
                "Otherwise: {Skulder, kvar} från {Skulder, uppkom}, senast {Skulder, sista dagen}",
                "Otherwise: Högst {Taket}: {the case that holds for Taket}",
            ],
        ),
    ] {
        let page = page(&read.policy, lang);
        for line in lines {
            assert!(page.lines().any(|l| l == line), "{line}\n{page}");
        }
    }
}
