//! A rule for each kind of cell.

use riktlinje::diagnostic::Code;
use rust_xlsxwriter::{ExcelDateTime, Format};

use super::book::{book, books, patched};
use super::{Read, TABLE, read};

/// Reads one cell, `B2` of a table, as the result of 2024.
fn cell(test: &str, written: &str) -> Read {
    read(test, &book(&format!("Rad;2024\nResultat;{written}")), &table_of_one())
}

fn table_of_one() -> String {
    TABLE.replace("  '2023': {period: '2023', basis: outcome}\n", "")
}

/// Reads a cell that the change has written.
fn changed(test: &str, change: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Read {
    read(test, &books(&[("Blad1", "Rad;2024\nResultat")], |_, sheet| change(sheet)), &table_of_one())
}

#[test]
fn a_number_is_exactly_what_is_stored() {
    for (index, (written, expected)) in [
        ("8794.5", "8794.5 ±0.05"),
        ("-872", "-872 ±0.5"),
        ("0.07", "0.07 ±0.005"),
        ("123456789012.345", "123456789012.345 ±0.0005"),
        ("0", "0 ±0.5"),
    ]
    .into_iter()
    .enumerate()
    {
        let read = cell(&format!("number-{index}"), written);
        assert_eq!(read.figures(), [format!("resultat 2024 = {expected} at budget.xlsx!Blad1!B2")]);
    }
}

#[test]
fn more_digits_than_a_cell_shows_are_rounded_off_with_a_warning() {
    let read = cell("digits", "179.99999999999997");
    assert_eq!(read.figures, ["resultat 2024 = 180 ±0.5 at budget.xlsx!Blad1!B2"]);
    assert_eq!(
        read.said(),
        ["warning cell-doubt budget.xlsx!Blad1!B2: more digits are stored than the 15 that are read: B2"]
    );
}

#[test]
fn one_warning_says_all_cells_of_a_table() {
    let rows = "Rad;2023;2024\nResultat;0.30000000000000004;179.99999999999997";
    assert_eq!(
        read("digits-all", &book(rows), TABLE).said(),
        ["warning cell-doubt budget.xlsx!Blad1!B2: more digits are stored than the 15 that are read: B2, C2"]
    );
}

#[test]
fn decimals_that_the_format_shows_count_as_written() {
    let read = changed("decimals", |sheet| {
        sheet.write_number_with_format(1, 1, 140, &Format::new().set_num_format("#,##0.0")).unwrap();
    });
    assert_eq!(read.figures(), ["resultat 2024 = 140 ±0.05 at budget.xlsx!Blad1!B2"]);
}

#[test]
fn a_format_never_rounds_what_is_stored() {
    let read = changed("rounding", |sheet| {
        sheet.write_number_with_format(1, 1, 139.6, &Format::new().set_num_format("0")).unwrap();
    });
    assert_eq!(read.figures(), ["resultat 2024 = 139.6 ±0.05 at budget.xlsx!Blad1!B2"]);
}

#[test]
fn a_format_that_divides_by_a_thousand_is_refused() {
    let read = changed("thousands", |sheet| {
        sheet.write_number_with_format(1, 1, 8_794_500, &Format::new().set_num_format("#,##0,")).unwrap();
    });
    let (code, said) = read.error();
    assert_eq!(code, Code::CellError);
    assert!(said.contains("budget.xlsx!Blad1!B2: the cell holds `8794500` but shows another number"), "{said}");
}

#[test]
fn a_percent_format_is_the_unit_percent() {
    let pack = "figures:\n  soliditet:\n    title: Soliditet\n    unit: '%'\n    measured: during\n";
    let scratch = crate::scratch::Scratch::pack("workbooks-percent", &[("soliditet.yaml", pack)])
        .with("budget.xlsx", book("Rad;2024\nSoliditet;26.3%"))
        .with("budget.table.yaml", table_of_one());
    let mut opened = riktlinje::pack::open(&scratch.named()).unwrap();
    let figures = opened.named_figures(&[scratch.path("budget.xlsx")], None).unwrap();
    let riktlinje::figures::Given::Number { value, half_width } = &figures.set.all()[0].given else { panic!() };
    assert_eq!((value.to_string().as_str(), half_width.to_string().as_str()), ("26.3", "0.05"));
    // The very same cell is no amount of money, whatever the table says of its unit.
    assert_eq!(cell("percent-money", "26.3%").error().0, Code::WrongUnit);
}

#[test]
fn a_text_is_read_as_in_a_csv_file() {
    let figure = |value: &str| [format!("resultat 2024 = {value} at budget.xlsx!Blad1!B2")];
    assert_eq!(cell("text-number", "'8 794,5").figures(), figure("8794.5 ±0.05"));
    assert_eq!(cell("text-nbsp", "'−8\u{a0}794,50").figures(), figure("-8794.5 ±0.005"));
    assert_eq!(cell("text-unit", "'8 794 tkr").figures(), figure("8.794 ±0.0005"));
    assert_eq!(cell("text-dash", "–").figures(), figure("Missing { because: None }"));
    let (code, said) = cell("text-word", "oklart").error();
    assert_eq!(code, Code::BadNumber);
    assert!(said.contains("budget.xlsx!Blad1!B2: `oklart` is not a number"), "{said}");
}

#[test]
fn an_empty_cell_is_missing_and_has_a_place() {
    let read = read("empty", &book("Rad;2023;2024\nResultat;;140"), TABLE);
    assert_eq!(
        read.figures(),
        [
            "resultat 2023 = Missing { because: None } at budget.xlsx!Blad1!B2",
            "resultat 2024 = 140 ±0.5 at budget.xlsx!Blad1!C2"
        ]
    );
}

#[test]
fn an_error_value_is_an_error_where_it_is_used() {
    for (index, error) in ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"].iter().enumerate() {
        let (code, said) = cell(&format!("error-{index}"), &format!("=B9 → {error}")).error();
        assert_eq!(code, Code::CellError);
        assert!(said.ends_with(&format!("budget.xlsx!Blad1!B2: the cell holds the error value `{error}`")), "{said}");
    }
    let ignored = table_of_one() + "ignore: {columns: [Avvikelse], rows: [Kvot]}\n";
    let rows = "Rad;2024;Avvikelse\nResultat;140;=B9 → #DIV/0!\nKvot;=B9 → #REF!;";
    assert_eq!(read("error-ignored", &book(rows), &ignored).figures().len(), 1);
}

#[test]
fn a_formula_is_the_value_that_was_last_computed() {
    let read = cell("formula", "=70*2 → 140");
    assert_eq!(read.figures(), ["resultat 2024 = 140 ±0.5 at budget.xlsx!Blad1!B2"]);
}

#[test]
fn a_formula_that_nobody_computed_is_an_error() {
    let computed = book("Rad;2024\nResultat;=70*2 → 140");
    let empty = patched(&computed, "xl/worksheets/sheet1.xml", "<v>140</v>", "");
    let (code, said) = read("uncomputed", &empty, &table_of_one()).error();
    assert_eq!(code, Code::CellError);
    assert!(said.contains("budget.xlsx!Blad1!B2: the formula has no computed value"), "{said}");
    let blank = patched(&computed, "xl/worksheets/sheet1.xml", "<v>140</v>", "<v></v>");
    assert_eq!(read("uncomputed-blank", &blank, &table_of_one()).error().0, Code::CellError);
}

#[test]
fn a_date_is_a_day_and_no_number() {
    let format = Format::new().set_num_format("yyyy-mm-dd");
    let day = ExcelDateTime::from_ymd(2024, 3, 31).unwrap();
    let as_value = changed("date-value", |sheet| {
        sheet.write_datetime_with_format(1, 1, &day, &format).unwrap();
    });
    let (code, said) = as_value.error();
    assert_eq!(code, Code::CellError);
    assert!(said.ends_with("budget.xlsx!Blad1!B2: the cell holds a date: `2024-03-31`"), "{said}");
    let by_period = "rows: period\ncolumns:\n  Resultat: {figure: resultat}\nall: {unit: mnkr, basis: outcome}\n";
    let rows = books(&[("Blad1", "Dag;Resultat\n;140")], |_, sheet| {
        sheet.write_datetime_with_format(1, 0, &day, &format).unwrap();
    });
    // The result is measured over a time: a day is refused, not taken for the month that it ends.
    assert_eq!(read("date-heading", &rows, by_period).error().0, Code::WrongPeriod);
}

#[test]
fn a_time_is_no_day_and_no_number() {
    let time = ExcelDateTime::from_ymd(2024, 3, 31).unwrap().and_hms(12, 30, 0).unwrap();
    for (index, format) in ["yyyy-mm-dd hh:mm", "[h]:mm"].into_iter().enumerate() {
        let read = changed(&format!("time-{index}"), |sheet| {
            sheet.write_datetime_with_format(1, 1, &time, &Format::new().set_num_format(format)).unwrap();
        });
        assert_eq!(read.error().0, Code::CellError);
    }
}

#[test]
fn a_truth_is_yes_or_no() {
    let pack = "figures:\n  beslutad:\n    title: Beslutad\n    type: yes_no\n    measured: during\n";
    let table = table_of_one().replace("all: {unit: mnkr}\n", "");
    let rows = |truth| {
        books(&[("Blad1", "Rad;2024\nBeslutad")], move |_, sheet| {
            sheet.write_boolean(1, 1, truth).unwrap();
        })
    };
    for truth in [true, false] {
        let scratch = crate::scratch::Scratch::pack("workbooks-truth", &[("beslutad.yaml", pack)])
            .with("budget.xlsx", rows(truth))
            .with("budget.table.yaml", &table);
        let mut opened = riktlinje::pack::open(&scratch.named()).unwrap();
        let figures = opened.named_figures(&[scratch.path("budget.xlsx")], None).unwrap();
        assert_eq!(format!("{:?}", figures.set.all()[0].given), format!("Fact(YesNo({truth}))"));
    }
}

#[test]
fn a_figure_that_is_a_date_is_read_from_a_cell_that_is_one() {
    let pack = "figures:\n  beslut:\n    title: Beslut\n    type: date\n    measured: during\n";
    let workbook = books(&[("Blad1", "Rad;2024\nBeslut")], |_, sheet| {
        let day = ExcelDateTime::from_ymd(2023, 11, 28).unwrap();
        sheet.write_datetime_with_format(1, 1, &day, &Format::new().set_num_format("d mmm yyyy")).unwrap();
    });
    let scratch = crate::scratch::Scratch::pack("workbooks-day", &[("beslut.yaml", pack)])
        .with("budget.xlsx", workbook)
        .with("budget.table.yaml", table_of_one().replace("all: {unit: mnkr}\n", ""));
    let mut opened = riktlinje::pack::open(&scratch.named()).unwrap();
    let figures = opened.named_figures(&[scratch.path("budget.xlsx")], None).unwrap();
    assert!(format!("{:?}", figures.set.all()[0].given).contains("2023"), "{:?}", figures.set.all()[0].given);
}

#[test]
fn what_is_merged_belongs_to_the_first_cell() {
    let merged = books(&[("Blad1", "Rad;2023;2024\nResultat;;\nSkatter;1;2")], |_, sheet| {
        sheet.merge_range(1, 1, 1, 2, "140", &Format::new()).unwrap();
    });
    let expected = [
        "resultat 2023 = 140 ±0.5 at budget.xlsx!Blad1!B2",
        "resultat 2024 = Missing { because: None } at budget.xlsx!Blad1!C2",
    ];
    assert_eq!(read("merged", &merged, TABLE).figures()[..2], expected);
    // What some programs leave in a covered cell is seen by nobody.
    let first = "<c r=\"B2\" t=\"s\"><v>2</v></c>";
    let covered = patched(&merged, "xl/worksheets/sheet1.xml", first, &format!("{first}<c r=\"C2\"><v>999</v></c>"));
    assert_eq!(read("merged-covered", &covered, TABLE).figures()[..2], expected);
}

#[test]
fn what_is_hidden_is_read_and_said() {
    let rows = "Rad;2023;2024\nResultat;1;2\nSkatter;3;4";
    let said = |test: &str, change: &dyn Fn(&mut rust_xlsxwriter::Worksheet)| {
        let read = read(
            test,
            &books(&[("Synligt", ""), ("Blad1", rows)], |name, sheet| {
                if name == "Blad1" {
                    change(sheet)
                }
            }),
            &format!("sheet: Blad1\n{TABLE}"),
        );
        assert_eq!(read.figures.len(), 4);
        read.said()
    };
    assert_eq!(said("hidden-none", &|_| {}), [""; 0]);
    assert_eq!(
        said("hidden-row", &|sheet| {
            sheet.set_row_hidden(2).unwrap();
        }),
        ["warning cell-doubt budget.xlsx!Blad1!B3: hidden cells have been read: B3, C3"]
    );
    assert_eq!(
        said("hidden-column", &|sheet| {
            sheet.set_column_hidden(1).unwrap();
        }),
        ["warning cell-doubt budget.xlsx!Blad1!B2: hidden cells have been read: B2, B3"]
    );
    assert_eq!(
        said("hidden-sheet", &|sheet| {
            sheet.set_hidden(true);
        }),
        ["warning cell-doubt budget.xlsx!Blad1!B2: hidden cells have been read: B2, C2, B3, C3"]
    );
}

#[test]
fn a_line_break_in_a_cell_is_a_space() {
    let rows = books(&[("Blad1", "Rad;2024\n;140")], |_, sheet| {
        sheet.write_string(1, 0, "Resul-\ntat").unwrap();
        sheet.write_string(0, 1, "Utfall\n2024").unwrap();
    });
    let table =
        "rows: figure\ncolumns:\n  Utfall 2024: {figure: resultat, period: '2024'}\n".replace("figure: resultat, ", "");
    let (code, said) = read("line-break", &rows, &(table + "all: {unit: mnkr, basis: outcome}\n")).error();
    assert_eq!(code, Code::UnmatchedTable);
    assert!(said.contains("budget.xlsx!Blad1!A2: ") && said.contains("`Resul- tat`"), "{said}");
}
