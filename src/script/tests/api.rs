//! Compiling, checking and calling.

use super::*;
use rust_decimal::Decimal;

fn number(text: &str) -> ScriptValue {
    ScriptValue::Number(Decimal::from_str_exact(text).unwrap())
}

#[test]
fn values_go_in_and_come_out() {
    let engine = ScriptEngine::new();
    let script = engine.compile("fn sant(a) { a }\nfn text(a) { a + \"!\" }\nfn tal(a, b) { a / b }").unwrap();
    let call = |function: &str, arguments: &[ScriptValue]| engine.call(&script, function, arguments).unwrap().value;
    assert_eq!(call("sant", &[ScriptValue::Truth(true)]), ScriptValue::Truth(true));
    assert_eq!(call("text", &[ScriptValue::Text("nej".into())]), ScriptValue::Text("nej!".into()));
    assert_eq!(call("tal", &[number("172"), number("8")]), number("21.5"));
}

const RESERVE: &str = "/// args: mnkr, mnkr
/// unit: mnkr
fn avsättning(resultat, tak) {
    let kvar = tak;
    let år = [];
    for del in 0..3 {
        let steg = min(resultat / 3, kvar);
        kvar -= steg;
        år.push(steg);
        förklara(`år ${del}`, steg);
    }
    förklara(\"räckte till\", kvar > 0);
    summa(år)
}
";

#[test]
fn notes_come_back_in_order() {
    let engine = ScriptEngine::new();
    let script = engine.compile(RESERVE).unwrap();
    let result = engine.call(&script, "avsättning", &[number("9"), number("7")]).unwrap();
    assert_eq!(result.value, number("7"));
    let expected = [
        ("år 0", number("3")),
        ("år 1", number("3")),
        ("år 2", number("1")),
        ("räckte till", ScriptValue::Truth(false)),
    ];
    assert_eq!(result.notes, expected.map(|(text, value)| (text.to_owned(), value)));
}

#[test]
fn a_note_holds_a_value() {
    expect(&[
        (r#"förklara("lista", [1]); 1"#, "WrongType at förklara"),
        (r#"förklara("inget", ()); 1"#, "WrongType at förklara"),
        ("förklara(1, 1); 1", "WrongType at förklara"),
        (r#"förklara("slut", 1)"#, "NoValue at f"),
    ]);
}

#[test]
fn the_same_again_and_on_many_threads() {
    let engine = ScriptEngine::new();
    let script = engine.compile(RESERVE).unwrap();
    let call = |ceiling: u32| engine.call(&script, "avsättning", &[number("9"), ScriptValue::Number(ceiling.into())]);
    let alone: Vec<_> = (0..8).map(call).collect();
    assert_eq!(alone, (0..8).map(call).collect::<Vec<_>>());
    let together: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = (0..8).map(|ceiling| scope.spawn(move || call(ceiling))).collect();
        running.into_iter().map(|r| r.join().unwrap()).collect()
    });
    assert_eq!(alone, together);
}

#[test]
fn functions_of_the_file() {
    let script =
        ScriptEngine::new().compile("// fn b(x) är en kommentar\nfn b(x) { 1 }\nfn å ( x, y ) { b(x) }").unwrap();
    let found: Vec<_> =
        script.functions().iter().map(|f| (f.name.as_str(), f.parameters.join(" "), f.offset)).collect();
    assert_eq!(found, [("b", "x".to_owned(), 31), ("å", "x y".to_owned(), 45)]);
}

#[test]
fn calls_that_nothing_answers_to() {
    let engine = ScriptEngine::new();
    let script = engine.compile("fn rymd(a) { a }").unwrap();
    let error = engine.call(&script, "rynd", &[]).unwrap_err();
    assert_eq!(error.kind, ScriptErrorKind::UnknownName);
    assert_eq!(error.message.sv, "okänd funktion `rynd`; menade du `rymd`?");
    let error = engine.call(&script, "rymd", &[number("1"), number("2")]).unwrap_err();
    assert_eq!(error.kind, ScriptErrorKind::WrongType);
    assert_eq!(error.message.sv, "`rymd` tar 1 i parentesen, inte 2");
    assert_eq!((error.line, error.column, error.offset), (1, 4, 3));
    // not a function of the file
    let error = engine.call(&script, "max", &[number("1")]).unwrap_err();
    assert_eq!(error.kind, ScriptErrorKind::WrongType);
}

/// What is wrong in a branch that is never taken is found all the same, and in what the function calls; not elsewhere.
#[test]
fn checked_without_being_run() {
    let engine = ScriptEngine::new();
    let source = "fn f(a) { let b = a; if a > 0 { h(a) } else { avrundad(okänd, b) } }
fn h(a) { for x in [a] { max(); } h(a, 1) + c }
fn formel(a) { föregående(a) + nämnd }";
    let script = engine.compile(source).unwrap();
    let faults = engine.check(&script, "f");
    let found: Vec<_> = faults
        .iter()
        .map(|fault| (&source[fault.offset..fault.offset + fault.length], fault.message.sv.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("avrundad", "okänd funktion `avrundad`; menade du `avrunda`?"),
            ("okänd", "okänt namn `okänd`"),
            ("max", "`max` tar 1 till 8 i parentesen, inte 0; fler går i en lista: `max([…])`"),
            ("h", "`h` tar 1 i parentesen, inte 2"),
            ("c", "okänt namn `c`"),
        ]
    );
}

#[test]
fn places_are_in_the_source_as_it_was_written() {
    let engine = ScriptEngine::new();
    // `å` as `a` and a ring: the same name to us
    let source =
        "// anma\u{308}rkning\r\nfn a\u{30a}r(belopp_a\u{30a}) {\r\n\tlet x = \"o\u{308}\";\r\n\tbelopp_å / 0\r\n}";
    let script = engine.compile(source).unwrap();
    assert_eq!(script.function("år").map(|f| &source[f.offset..f.offset + 4]), Some("a\u{30a}r"));
    let error = engine.call(&script, "a\u{30a}r", &[number("1")]).unwrap_err();
    assert_eq!(&source[error.offset..], "/ 0\r\n}");
    assert_eq!((error.line, error.column), (4, 11));
}

#[test]
fn messages_speak_to_people() {
    let engine = ScriptEngine::new();
    let said = |body: &str| {
        let script = engine.compile(&format!("fn f() {{ {body} }}")).unwrap();
        let message = engine.call(&script, "f", &[]).unwrap_err().message;
        (message.sv, message.en)
    };
    for (body, sv, en) in [
        (
            "1 < \"a\"",
            "bara två tal eller två texter kan jämföras, inte ett tal och en text",
            "only two numbers or two texts can be compared, not a number and a text",
        ),
        (
            "let a = [1]; a[0.5]",
            "en plats i en lista är ett heltal, 0 eller mer",
            "a place in a list is a whole number, 0 or more",
        ),
        ("push(1, 2)", "`push` tar inte (ett tal, ett tal)", "`push` does not take (a number, a number)"),
        (
            "let a = [1]; a[4]",
            "plats 4 finns inte; här finns 1, räknade från 0",
            "there is no place 4; there are 1, counted from 0",
        ),
        ("let x = 1.5; x && true", "här behövs ja eller nej, inte ett tal", "yes or no is needed here, not a number"),
        (
            "0..1 == 1",
            "bara två tal eller två texter kan jämföras, inte ett intervall och ett tal",
            "only two numbers or two texts can be compared, not a range and a number",
        ),
    ] {
        assert_eq!(said(body), (sv.to_owned(), en.to_owned()), "{body}");
    }
}
