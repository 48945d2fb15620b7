//! Scripts that would go on for ever, grow without end, or exhaust the stack.

use super::*;
use crate::formula::parser;
use proptest::prelude::*;

#[test]
fn each_limit_is_an_error_with_a_place() {
    expect(&[
        ("loop {}", "Limit(Operations) at f"),
        ("while true { }", "Limit(Operations) at f"),
        ("for i in 0..9223372036854775807 { }", "Limit(Operations) at f"),
        ("let x = 0; loop { x += 1; }", "Limit(Operations) at f"),
        ("f()", "Limit(Calls) at f"),
        ("fn f() { g() }\nfn g() { f() }", "Limit(Calls) at f"),
        (r#"let s = "x"; loop { s += s; }"#, "Limit(Text) at +="),
        (r#"let s = "x"; loop { s = `${s}${s}`; }"#, "Limit(Text) at f"),
        ("let a = []; loop { a.push(1); }", "Limit(List) at push"),
        ("let a = [1]; loop { a.push(a); }", "Limit(List) at f"),
        ("let a = []; loop { a = [a, a]; }", "Limit(List) at f"),
        ("let a = []; loop { a = [a]; }", "Limit(List) at f"),
        ("let m = #{}; loop { m = #{a: m, b: m}; }", "Limit(Map) at f"),
        ("let m = #{}; loop { m.a = m; }", "Limit(Map) at f"),
        ("let m = #{}; let i = 0; loop { m[`k${i}`] = i; i += 1; }", "Limit(Operations) at f"),
        (r#"loop { förklara("x", 1); }"#, "Limit(Notes) at förklara"),
    ]);
    let many: String = (0..70).map(|i| format!("let x{i} = 1; ")).collect();
    assert_eq!(outcome(&many), "Limit(Variables) at f");
    let nested = format!("fn f() {{ g() }} fn g() {{ {} 1 }}", "loop {}");
    assert_eq!(outcome(&nested), "Limit(Operations) at f");
}

/// A hundred thousand of everything that can be piled up.
#[test]
fn no_pile_exhausts_the_stack() {
    const PILES: &[(&str, &str, &str)] = &[
        ("(", "1", ")"),
        ("[", "", "]"),
        ("{", "", "}"),
        ("#{a:", "1", "}"),
        ("!", "true", ""),
        ("- ", "1", ""),
        ("1+", "1", ""),
        ("1 - ", "1", ""),
        ("1 * ", "1", ""),
        ("1 < ", "1", ""),
        ("1 in ", "1", ""),
        ("1..", "1", ""),
        ("true && ", "true", ""),
        ("true || ", "true", ""),
        ("", "a", ".a"),
        ("", "a", ".a()"),
        ("", "a", "[0]"),
        ("a=", "1", ""),
        ("f(", "1", ")"),
        ("`${", "1", "}`"),
        ("if true {} else ", "{}", ""),
        ("if true {", "", "}"),
        ("loop {", "", "}"),
        ("while (", "", ")"),
        ("do {", "", "} while true"),
        ("for a in ", "1", ""),
        ("return ", "1", ""),
        ("let x = ", "1", ""),
        ("fn f(){", "", "}"),
        ("|a| ", "1", ""),
        ("/*", "", "*/"),
        ("(", "", ""),
        ("`${", "", ""),
        (";", "", ""),
    ];
    const COUNT: usize = 100_000;
    for (open, middle, close) in PILES {
        let pile = format!("{}{middle}{}", open.repeat(COUNT), close.repeat(COUNT));
        let inside = format!("fn f() {{ {pile} }}");
        on_small_stack(|| {
            let harmless = matches!(*open, "/*" | ";");
            let engine = ScriptEngine::new();
            assert_eq!(engine.compile(&inside).is_ok(), harmless, "fn f() {{ {open} …");
            assert!(parser().compile_expression(&pile).is_err(), "{open} …");
            let _ = engine.compile(&pile);
        });
    }
}

/// The deepest functions that can be read, calling themselves in their depth.
#[test]
fn no_recursion_exhausts_the_stack() {
    const SHAPES: &[(&str, &str, &str)] = &[
        ("(1 + ", "f(n)", ")"),
        ("(", "f(n)", " + 1)"),
        ("-(", "f(n)", ")"),
        ("!(", "f(n) > 0", ")"),
        ("max(1, ", "f(n)", ")"),
        ("1.max(", "f(n)", ")"),
        ("[", "f(n)", "]"),
        ("[1][", "f(n)", "]"),
        ("#{a: ", "f(n)", "}"),
        ("(true && ", "f(n) > 0", ")"),
        ("`${", "f(n)", "}`"),
        ("{ ", "f(n)", " }"),
        ("if true { ", "f(n)", " }"),
        ("if (", "f(n)", ") == 1 { 1 }"),
        ("loop { ", "f(n)", " }"),
        ("for x in 0..2 { ", "f(n)", " }"),
        ("{ let a = ", "f(n)", "; }"),
    ];
    let engine = ScriptEngine::new();
    for (open, middle, close) in SHAPES {
        on_small_stack(|| {
            let deepest = (1..=128)
                .map(|depth| format!("fn f(n) {{ {}{middle}{} }}", open.repeat(depth), close.repeat(depth)))
                .map_while(|source| engine.compile(&source).ok())
                .last()
                .unwrap();
            assert_eq!(engine.check(&deepest, "f"), []);
            let error = engine.call(&deepest, "f", &[ScriptValue::Truth(true)]).unwrap_err();
            assert_eq!(error.kind, ScriptErrorKind::Limit(Limit::Calls), "{open}");
        });
    }
}

/// What a script may be made of, in any order.
fn soup() -> impl Strategy<Value = String> {
    let words = vec![
        "fn f(a) {",
        "fn g() {",
        "}",
        "{",
        "(",
        ")",
        "[",
        "]",
        "#{",
        "let x =",
        "const y =",
        "x",
        "a",
        "å",
        "f(1)",
        "g()",
        "if",
        "else",
        "while",
        "loop",
        "for i in",
        "0..3",
        "return",
        "break",
        "continue",
        "1",
        "2.5",
        "-1",
        "0",
        "\"t\"",
        "`${x}`",
        "'c'",
        "true",
        "()",
        "+",
        "-",
        "*",
        "/",
        "+=",
        "==",
        "<",
        ">=",
        "&&",
        "||",
        "!",
        "=",
        ",",
        ";",
        ".",
        ":",
        "in",
        "max(",
        "push(",
        "summa(",
        "förklara(\"k\",",
        "avrunda(",
        "x.push(",
        ".len()",
        "[0]",
        "switch",
        "|x|",
        "this",
        "\n",
        "//",
        "/*",
        "*/",
    ];
    prop::collection::vec(prop::sample::select(words), 0..40).prop_map(|words| words.join(" "))
}

/// Whole functions of random statements, so that more of what is read also runs.
fn body() -> impl Strategy<Value = String> {
    let value = prop::sample::select(vec![
        "1",
        "2.5",
        "0",
        "a",
        "x",
        "\"t\"",
        "true",
        "()",
        "[1, a]",
        "#{k: a}",
        "x[0]",
        "x.k",
        "x.len()",
        "f(a)",
        "0..a",
        "max(x)",
        "summa(x, a)",
        "-x",
        "!x",
    ]);
    let operator = prop::sample::select(vec!["+", "-", "*", "/", "<", "==", "&&", "in", ".."]);
    let expression = (value.clone(), operator, value).prop_map(|(a, o, b)| format!("{a} {o} {b}"));
    let statement = (
        prop::sample::select(vec![
            "x = ",
            "x += ",
            "x /= ",
            "x.k = ",
            "x[0] = ",
            "x.push(",
            "return ",
            "if ",
            "for i in ",
            "förklara(\"k\", ",
        ]),
        expression,
    )
        .prop_map(|(start, e)| match start {
            "if " => format!("if {e} {{ x = a; }} else {{ x = {e}; }}"),
            "for i in " => format!("for i in {e} {{ x += i; }}"),
            "x.push(" | "förklara(\"k\", " => format!("{start}{e});"),
            _ => format!("{start}{e};"),
        });
    prop::collection::vec(statement, 1..8).prop_map(|all| format!("fn f(a) {{ let x = a; {} x }}", all.join(" ")))
}

fn survives(source: &str) {
    let engine = ScriptEngine::new();
    let places_fit = |offset: usize, length: usize| source.get(offset..offset + length).is_some();
    let script = match engine.compile(source) {
        Ok(script) => script,
        Err(error) => return assert!(places_fit(error.offset, error.length), "{error:?}"),
    };
    for function in script.functions() {
        assert!(places_fit(function.offset, function.name.len()));
        let faults = engine.check(&script, &function.name);
        assert!(faults.iter().all(|f| places_fit(f.offset, f.length)));
        let arguments = vec![ScriptValue::Number(3.into()); function.parameters.len()];
        // Not through `call`, which would make an error of a panic.
        let result = engine.call_here(&script, &function.name, &arguments);
        assert_eq!(result, engine.call_here(&script, &function.name, &arguments));
        if let Err(error) = result {
            assert!(places_fit(error.offset, 0));
            let leaks = ["::", "i64", "decimal::", "Dynamic", "rhai"];
            assert!(!leaks.iter().any(|leak| error.message.en.contains(leak)), "{error:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(source in "\\PC{0,200}") {
        survives(&source);
        survives(&format!("fn f() {{ {source} }}"));
    }

    #[test]
    fn any_soup_is_read_or_refused(source in soup()) {
        survives(&source);
        survives(&format!("fn f(a) {{ {source} }}"));
    }

    #[test]
    fn any_function_gives_a_value_or_an_error(source in body()) {
        survives(&source);
    }
}
