//! Long CSV: columns, names, periods, coordinates.

use super::*;

#[test]
fn all_columns_are_read() {
    let text = "\
figure;nämnd;period;basis;edition;value;unit;precision;source;note
nettokostnad;HSN;2024-01..2024-03;prognos;2024-03;-82,5;mnkr;exact;rapport.pdf:12;Preliminär, efter rättelse
";
    let read = read("figures/mars.csv", text);
    let shown = "nettokostnad[Hälso- och sjukvårdsnämnd] 2024-01..2024-03 forecast@2024-03 = -82.5";
    assert_eq!(read.figures(), [shown]);
    let figure = read.figure();
    assert_eq!(figure.origins[0].cited.as_deref(), Some("rapport.pdf:12"));
    assert_eq!(read.sources.slice(figure.origins[0].span), "-82,5");
    assert_eq!(read.sources.cite(figure.origins[0].span), "figures/mars.csv:2");
    assert_eq!(figure.note.as_deref(), Some("Preliminär, efter rättelse"));
    assert!(figure.preliminary && !figure.approximate);
}

#[test]
fn any_delimiter_line_ending_and_byte_order_mark() {
    let with = |text: &str| read("a.CSV", text).figures();
    let expected = ["årets_resultat 2024 outcome = -1.5 ±0.05"];
    assert_eq!(with("\u{feff}figure;period;value\r\nårets_resultat;2024;-1,5 mnkr\r\n"), expected);
    assert_eq!(with("figure\tperiod\tvalue\nårets_resultat\t2024\t-1,5 mnkr"), expected);
    assert_eq!(with("figure,period,value\rårets_resultat,2024,\"-1,5 mnkr\"\r"), expected);
    assert_eq!(with("\n\nFigure;Period;Value;;\n\n;;;;\nårets_resultat; 2024 ;-1,5 mnkr;;\n"), expected);
}

#[test]
fn a_figure_is_found_by_name_title_and_alias() {
    let decomposed = "a\u{30a}rets_resultat";
    for name in
        ["årets_resultat", "Årets resultat", "  Årets   resultat ", "Redovisat resultat", "årets RESULTAT", decomposed]
    {
        let text = format!("figure;period;value\n{name};2024;1 mnkr\n");
        let read = read("a.csv", &text);
        assert_eq!(read.figures(), ["årets_resultat 2024 outcome = 1 ±0.5"], "{name}");
    }
}

#[test]
fn an_unknown_figure_gets_a_suggestion() {
    let read = read("a.csv", "figure;period;value\nÅrets resulat;2024;1 mnkr\n");
    assert_eq!(read.faults(), [(Code::UnknownName, "Årets resulat")]);
    assert_eq!(read.help(), "did you mean `Årets resultat`?");
}

#[test]
fn a_name_of_two_figures_is_an_error_that_names_them() {
    let text = "figure;period;value\nresultat;2024;1 mnkr\n";
    let read = read_with(&[("a.csv", text)], |vocabulary| {
        vocabulary.figures[0].aliases.push("Resultat".to_owned());
        vocabulary.figures[1].aliases.push("RESULTAT".to_owned());
        Vec::new()
    });
    assert_eq!(read.error().code, Code::DuplicateName);
    assert_eq!(read.labels(), ["resultat", "årets_resultat", "nettokostnad"]);
    assert!(read.error().message.en.contains("årets_resultat, nettokostnad"));
    let exact = read_with(&[("a.csv", "figure;period;value\nResultat;2024;1 mnkr\n")], |v| {
        v.figures[0].aliases.push("Resultat".to_owned());
        v.figures[1].aliases.push("RESULTAT".to_owned());
        Vec::new()
    });
    assert_eq!(exact.figures(), ["årets_resultat 2024 outcome = 1 ±0.5"]);
}

#[test]
fn a_written_period_means_what_the_figure_measures() {
    let period = |figure: &str, period: &str| {
        let text = format!("figure;period;value\n{figure};{period};0\n");
        read("a.csv", &text).figure().period.to_string()
    };
    assert_eq!(period("årets_resultat", "2024-03"), "2024-03");
    assert_eq!(period("årets_resultat", "2024-Q1"), "2024-01..2024-03");
    assert_eq!(period("intäkter", "2024-03"), "2024-01..2024-03");
    assert_eq!(period("intäkter", "2024-02..2024-03"), "2024-02..2024-03");
    assert_eq!(period("intäkter", "2024"), "2024");
    assert_eq!(period("soliditet", "2024-02"), "2024-02-29");
    assert_eq!(period("soliditet", "2024-T2"), "2024-08-31");
    assert_eq!(period("soliditet", "2024"), "2024-12-31");
    assert_eq!(period("soliditet", "2024-01..2024-03"), "2024-03-31");
    assert_eq!(period("soliditet", "2024-03-15"), "2024-03-15");
}

#[test]
fn a_day_is_no_stretch_of_time() {
    for figure in ["årets_resultat", "intäkter"] {
        let text = format!("figure;period;value\n{figure};2024-03-31;0\n");
        let read = read("a.csv", &text);
        assert_eq!(read.error().code, Code::WrongPeriod);
        assert_eq!(read.labels(), ["2024-03-31", figure]);
    }
}

#[test]
fn a_figure_and_a_member_hold_in_their_time_only() {
    let read = read(
        "a.csv",
        "figure;nämnd;period;value\n\
         sjukfrånvaro;;2019;5 %\n\
         nettokostnad;Kulturnämnd;2020;0\n\
         nettokostnad;Kulturnämnd;2021;0\n",
    );
    let expected = [(Code::WrongPeriod, "2019"), (Code::WrongPeriod, "Kulturnämnd")];
    assert_eq!(read.faults(), expected);
    assert_eq!(read.loaded.set.all().len(), 1);
}

#[test]
fn coordinates_are_known_members_or_any_where_the_dimension_is_open() {
    let read = read(
        "a.csv",
        "figure;Ansvarig nämnd;projekt;period;value\n\
         nettokostnad;trafiknämnd;;2024;0\n\
         nettokostnad;;;2024;0\n\
         projektkostnad;;Ny  väg;2024;0\n",
    );
    let expected = [
        "nettokostnad 2024 outcome = 0 ±0.5",
        "nettokostnad[Trafiknämnd] 2024 outcome = 0 ±0.5",
        "projektkostnad[Ny väg] 2024 outcome = 0 ±0.5",
    ];
    assert_eq!(read.figures(), expected);
}

#[test]
fn an_unknown_member_and_a_split_that_is_not_allowed() {
    let read = read(
        "a.csv",
        "figure;nämnd;period;value\n\
         nettokostnad;Trafiknämden;2024;0\n\
         soliditet;Trafiknämnd;2024;0\n",
    );
    let expected = [(Code::UnknownMember, "Trafiknämden"), (Code::BadValue, "Trafiknämnd")];
    assert_eq!(read.faults(), expected);
    let help = read.loaded.diagnostics[0].help.as_ref().unwrap();
    assert_eq!(help.en, "did you mean `Trafiknämnd`?");
    let labels = &read.loaded.diagnostics[1].labels;
    assert_eq!(read.sources.slice(labels[1].span), "soliditet");
}

#[test]
fn all_faults_of_all_rows_at_once() {
    let read = read(
        "a.csv",
        "figure;period;basis;edition;value\n\
         soliditett;2024-13;utfal;igår;1 %\n\
         soliditet;;;;1 %\n\
         ;2024;budget;2023-11;1 %\n\
         soliditet;2024;budget;2023-11;1 %\n",
    );
    let expected = [
        (Code::UnknownName, "soliditett"),
        (Code::BadPeriod, "2024-13"),
        (Code::BadValue, "utfal"),
        (Code::BadPeriod, "igår"),
        (Code::EmptyValue, "soliditet;;;;1 %"),
        (Code::EmptyValue, "soliditet;;;;1 %"),
        (Code::EmptyValue, ";2024;budget;2023-11;1 %"),
    ];
    assert_eq!(read.faults(), expected);
    assert_eq!(read.loaded.set.all().len(), 1);
}

#[test]
fn headings_that_are_unknown_missing_or_twice() {
    let faults = |text: &str| {
        let read = read("a.csv", text);
        let all = read.faults().into_iter();
        all.map(|(code, text)| (code, text.to_owned())).collect::<Vec<_>>()
    };
    let one = |code, text: &str| vec![(code, text.to_owned())];
    assert_eq!(faults("figure;period;value;kommentar\n"), one(Code::UnmatchedTable, "kommentar"));
    assert_eq!(faults("figure;nämnd;value\n"), one(Code::MissingKey, "figure;nämnd;value"));
    assert_eq!(faults("figure;period;value;nämnd;Ansvarig nämnd\n"), one(Code::DuplicateName, "Ansvarig nämnd"));
    assert_eq!(faults("figure;period;value;Figure\n"), one(Code::DuplicateName, "Figure"));
    assert_eq!(faults("figure;period;value;\nsoliditet;2024;1 %;vad?\n"), one(Code::UnmatchedTable, ""));
    // A table that nothing describes is said once, not for each heading.
    assert_eq!(faults("Resultat;Utfall;Budget\nÅrets resultat;1;2\n"), one(Code::MissingKey, "Resultat;Utfall;Budget"));
}

#[test]
fn a_row_has_the_fields_of_the_heading() {
    let read = read("a.csv", "figure,period,value\nårets_resultat,2024,-1,5 mnkr\nårets_resultat,2023\n");
    let expected = [(Code::WrongShape, "5 mnkr"), (Code::WrongShape, "årets_resultat,2023")];
    assert_eq!(read.faults(), expected);
}

#[test]
fn notes_say_preliminary_and_approximate_first_or_not_at_all() {
    let flags = |note: &str| {
        let text = format!("figure;period;value;note\nsoliditet;2024;1 %;{note}\n");
        let read = read("a.csv", &text);
        (read.figure().preliminary, read.figure().approximate)
    };
    assert_eq!(flags("preliminary"), (true, false));
    assert_eq!(flags("Preliminärt värde"), (true, false));
    assert_eq!(flags("approx"), (false, true));
    assert_eq!(flags("Cirka, enligt stapeln"), (false, true));
    assert_eq!(flags("preliminär, cirka"), (true, true));
    assert_eq!(flags("inte preliminär"), (false, false));
}

#[test]
fn other_files_are_refused() {
    for name in ["a.txt", "a", "csv/a.xlsx"] {
        let read = read(name, "figure;period;value\n");
        assert_eq!(read.faults(), [(Code::UnreadableFile, "")]);
    }
    assert_eq!(read("a.csv", "").faults(), [(Code::UnreadableFile, "")]);
    assert_eq!(read("a.csv", "\n ; \n").faults(), [(Code::UnreadableFile, "")]);
}
