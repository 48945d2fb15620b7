//! What can be read, what is refused, and where the fault is said to be.

use super::*;
use proptest::prelude::*;

use crate::formula::{Kind, Syntax, parse_formula};

/// The Swedish message and the underlined text for an expression that cannot be read.
fn refused(source: &str) -> Option<(String, &str)> {
    let error = parser().compile_expression(normalise(source)).err()?;
    let error = parse_error(&error, source);
    Some((error.message.sv, &source[error.offset..error.offset + error.length]))
}

/// The same for a rule file.
fn refused_file(source: &str) -> Option<(String, &str)> {
    let error = parser().compile(normalise(source)).err()?;
    let error = parse_error(&error, source);
    Some((error.message.sv, &source[error.offset..error.offset + error.length]))
}

#[test]
fn formulas_are_read_without_knowing_any_name() {
    for formula in [
        "årets_resultat / skatter_och_bidrag >= resultatmål",
        "if finns(a) { a } else { b }",
        "summa_över(nettokostnad, nämnd) + summa(a, b, 2)",
        "inte(a) && b || !c",
        "prognos(x, \"2024-08\") - (-1.5)",
        "mål.röda == 0 && mål.gröna + mål.gula > 0",
        "a\n  + b // en kommentar\n",
    ] {
        assert_eq!(refused(formula), None, "{formula}");
    }
    assert_eq!(refused_file("/// args: mnkr\nfn f(a) { let b = a; for i in 0..3 { b += i; } b }"), None);
}

#[test]
fn what_a_formula_may_not_hold() {
    let not_allowed = |sign: &str| format!("`{sign}` kan inte användas i formler och regler");
    for (formula, sign) in [
        ("a % b", "%"),
        ("a ** b", "**"),
        ("a & b", "&"),
        ("a | b", "|"),
        ("a ^ b", "^"),
        ("a ?? b", "??"),
        ("a?.b", "?."),
        ("a << 2", "<<"),
        ("switch a { 1 => 2 }", "switch"),
        ("eval(\"1\")", "eval"),
        ("print(a)", "print"),
        ("debug(a)", "debug"),
        ("Fn(\"a\")", "Fn"),
        ("call(a)", "call"),
        ("type_of(a)", "type_of"),
        ("this", "this"),
        ("a @ b", "@"),
    ] {
        let (message, underlined) = refused(formula).unwrap();
        assert_eq!((message, underlined), (not_allowed(sign), sign), "{formula}");
    }
    for formula in [
        "let x = 1",
        "a = b",
        "a; b",
        "while a { }",
        "loop { }",
        "|x| x",
        "fn f() { 1 }",
        "return a",
        "{ a }",
        "",
        "a b",
    ] {
        assert!(refused(formula).is_some(), "{formula}");
    }
    for file in ["fn f() { try { 1 } catch { 2 } }", "fn f() { throw 1 }", "import \"a\" as b;", "export a;"] {
        assert!(
            refused_file(file).is_some_and(|(message, _)| message.ends_with("kan inte användas i formler och regler")),
            "{file}"
        );
    }
}

#[test]
fn faults_in_our_words() {
    for (formula, message, underlined) in [
        ("a + ", "något saknas på slutet", ""),
        ("(a + b", "här saknas `)`", ""),
        ("a + )", "`)` passar inte här", ")"),
        ("a === b", "`==` passar inte här", "=="),
        ("a => b", "`=>` passar inte här; menade du `>=`?", "=>"),
        ("a = b", "`=` passar inte här; menade du `==`?", "="),
        ("a och b", "`och` passar inte här; menade du `&&`?", "och"),
        ("a ≥ b", "`≥` passar inte här; menade du `>=`?", "≥"),
        ("a − b", "`−` passar inte här; menade du `-`?", "−"),
        ("1,5 * a", "`,` passar inte här", ","),
        ("a \"b", "`\"b` passar inte här", "\"b"),
        ("a 'bc'", "`'` passar inte här", "'"),
        ("summa(a b)", "här saknas `,`", "b"),
        ("\"utan slut", "texten tar aldrig slut: ett citattecken saknas", "\"utan slut"),
        ("\"\\q\"", "`\\q` betyder ingenting i en text", "q"),
        ("'två'", "en text står inom `\"`, inte inom `'`", "'"),
        ("true && 1", "här behövs ja eller nej, inte ett tal", "1"),
        ("true && 1.5", "här behövs ja eller nej, inte ett tal", "1.5"),
        ("#{a: 1, a: 2}", "`a` står två gånger", "a"),
        (
            "0.12345678901234567890123456789",
            "`0.12345678901234567890123456789` är inte ett tal som kan hållas exakt (högst 28 siffror, inga exponenter)",
            "0.12345678901234567890123456789",
        ),
    ] {
        assert_eq!(refused(formula), Some((message.to_owned(), underlined)), "{formula}");
    }
    for (file, message, underlined) in [
        ("fn f(a) { 1 }\nfn f(b) { 2 }", "funktionen `f` finns redan", "fn"),
        ("fn f(å, å) { 1 }", "`å` står två gånger i funktionen `f`", "å"),
        ("fn (a) { 1 }", "funktionen saknar namn", "("),
        ("fn f { 1 }", "funktionen `f` saknar parentesen med vad den tar", "{"),
        ("fn f(a) 1", "funktionen `f` saknar innehåll inom `{` och `}`", "1"),
        ("fn f() { fn g() { 1 } }", "en funktion måste stå för sig själv, inte inne i något annat", "fn"),
        ("fn f() { let x = 1; let x = 2; }", "`x` finns redan; ge det nya ett annat namn", "x"),
        ("fn f() { const x = 1; x = 2; }", "det här kan inte ges ett nytt värde; menade du `==`?", "x"),
        ("fn f() { break; }", "bara en slinga kan avbrytas", "break"),
        ("fn f() { let = 2; }", "här saknas ett namn", "="),
        ("fn f() { for i in 5 { } }", "här behövs en lista eller ett intervall, inte ett tal", "5"),
    ] {
        assert_eq!(refused_file(file), Some((message.to_owned(), underlined)), "{file}");
    }
}

#[test]
fn a_formula_has_an_end() {
    let sum = |terms: usize| vec!["a"; terms].join(" + ");
    assert_eq!(refused(&sum(100)), None);
    let (message, _) = refused(&sum(200)).unwrap();
    assert!(message.starts_with("uttrycket är för djupt"), "{message}");
    assert_eq!(refused(&format!("\"{}\"", "å".repeat(MAX_TEXT / 2))), None);
    assert!(refused(&format!("\"{}\"", "å".repeat(MAX_TEXT / 2 + 1))).is_some());
    let functions: String = (0..=200).map(|i| format!("fn f{i}() {{ 1 }}\n")).collect();
    assert_eq!(refused_file(&functions).map(|(m, _)| m).as_deref(), Some("filen har för många funktioner"));
}

#[test]
fn negative_whole_numbers_are_decimals() {
    let engine = parser();
    assert_eq!(engine.eval_expression::<Decimal>("-5").ok(), Some(Decimal::from(-5)));
    assert_eq!(engine.eval_expression::<i64>("5").ok(), Some(5));
}

#[test]
fn places_with_swedish_letters_tabs_and_line_ends() {
    for source in [
        "åäö + @",
        "å\r\n\t+ ö\r\n\t@ 1",
        "\t\tå + @",
        "\"åäö\\n\" + @",
        "/* ö\r\n ä */ å +\n@",
        // letters made of two characters
        "a\u{30a}a\u{308}o\u{308} + @",
        "a\u{30a}\r\n + e\u{301} /* o\u{308} */ + @",
        "😀",
    ] {
        let (_, underlined) = refused(source).unwrap();
        let expected = if source == "😀" { "😀" } else { "@" };
        assert_eq!(underlined, expected, "{source:?}");
    }
}

#[test]
fn places_that_rhai_cannot_count_to() {
    let lines = format!("{}å @", "\n".repeat(70_000));
    assert_eq!(offset_of(&lines, 65_535, 1), 0);
    let columns = format!("å\n{}@", " ".repeat(70_000));
    assert_eq!(offset_of(&columns, 2, 65_535), 3);
    let (_, underlined) = refused(&columns).unwrap();
    assert_eq!(underlined, "");
}

#[test]
fn places_from_lines_and_columns() {
    let source = "åb\r\ncö\n";
    for (line, column, offset) in
        [(1, 1, 0), (1, 2, 2), (2, 1, 5), (2, 2, 6), (1, 9, 3), (2, 9, 8), (3, 1, 9), (9, 1, 9), (0, 0, 0)]
    {
        assert_eq!(offset_of(source, line, column), offset, "{line}:{column}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands before a fault, the fault is where it is.
    #[test]
    fn a_fault_is_where_it_is(pieces in prop::collection::vec(prop::sample::select(vec![
        "\"å\", ", "ö, ", "1.5, ", "\t", "\r\n", "\n", " ", "/* ä\r\n\t/* å */ */", "// é\n", "\"a\u{30a}\", ", "a\u{30a}_2, ", "`rad\nö`, ", "`${å} ö`, ", "\"\\u00e5\", ", "f(ä), ",
    ]), 0..25)) {
        let source = format!("[{}@ ]", pieces.concat());
        let error = parser().compile_expression(normalise(&source)).unwrap_err();
        prop_assert_eq!(parse_error(&error, &source).offset, source.len() - 3, "{:?}", source);
    }

    #[test]
    fn any_place_is_inside(source in "(\\PC|\\s){0,60}", line in 0..70_000_usize, column in 0..70_000_usize) {
        for (line, column) in [(line, column), (line % 5, column % 20)] {
            let offset = offset_of(&source, line, column);
            prop_assert!(source.is_char_boundary(offset));
        }
    }
}

#[test]
fn a_name_is_what_a_formula_reads_as_one() {
    for name in ["soliditet", "årets_resultat", "_x", "x2", "intäkter_2024", "über"] {
        assert!(is_name(name), "{name}");
        assert!(matches!(parse_formula(name), Ok(Syntax { kind: Kind::Name(read), .. }) if read == name), "{name}");
    }
    let others = [
        "",
        " ",
        "2x",
        "a b",
        "a+b",
        "a-b",
        "a.b",
        " a",
        "a ",
        "a//",
        "\"a\"",
        "if",
        "let",
        "true",
        "eval",
        "this",
        "new",
        "null",
        "static",
        "spawn",
        "type_of",
        "is_shared",
        "is_def_var",
        "switch",
        "_",
        "a;",
        "'a'",
        "å+",
    ];
    for other in others {
        let read_as_name = parse_formula(other).is_ok_and(|s| matches!(s.kind, Kind::Name(read) if read == other));
        assert_eq!(is_name(other), read_as_name, "{other:?}");
    }
}
