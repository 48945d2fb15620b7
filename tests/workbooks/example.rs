//! The workbook of the guide.

use std::fs;
use std::path::Path;

use super::book::books;

const ROWS: &str = "Region Exempel: resultatbudget, tkr

;Budget 2025;Budget 2026;Förändring
Skatter och bidrag;8604000;8790500.5;=C4/B4-1 → 0.0216760692701069
Verksamhetens kostnader;8432000;8610500.5;=C5/B5-1 → 0.0211693192599621
Årets resultat;=B4-B5 → 172000;=C4-C5 → 179999.99999999997;=C6/B6-1 → 0.0465116279069766
Soliditet inkl. ansvarsförbindelse;25.8%;26.3%;=C7/B8-1 → #DIV/0!

Källa: ekonomistaben";

/// `UPDATE_GUIDE=1` writes it.
#[test]
fn the_workbook_of_the_guide_is_what_is_written_here() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide/exempel/arbetsbok/figures/budget.xlsx");
    let workbook = books(&[("Resultat", ROWS), ("Investeringar", "Ännu inte beslutat")], |_, _| {});
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        fs::write(&file, &workbook).unwrap();
    }
    assert!(fs::read(&file).unwrap() == workbook, "the workbook of the guide is another one");
}
