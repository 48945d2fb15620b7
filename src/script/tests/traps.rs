//! Every place where Rhai as shipped would give a wrong verdict.

use super::*;

#[test]
fn numbers_are_exact_decimals() {
    expect(&[
        ("1/2", "0.5"),
        ("let resultat = 3.25; 1/2 + resultat", "3.75"),
        ("let x = 1; x /= 2; x", "0.5"),
        ("7 / 2 * 2", "7"),
        ("0.1 + 0.2", "0.3"),
        ("1_000.50", "1000.5"),
        ("2 + 3", "5"),
        ("2 - 3", "-1"),
        ("-5", "-5"),
        ("- (2.5)", "-2.5"),
        ("-0.0", "0"),
        ("let x = 1.5; x += 1; x -= 0.5; x *= 4; x", "8"),
        ("9223372036854775807 + 1", "9223372036854775808"),
        ("9223372036854775807 * 3", "27670116110564327421"),
        // thirty-two decimals would be rounded to twenty-eight
        ("0.12345678901234567890123456789012", "syntax at 0.12345678901234567890123456789012"),
        ("0.1234567890123456789012345678", "0.1234567890123456789012345678"),
        ("1e3", "syntax at e3"),
        // Rhai reads it as -1
        ("0xffffffffffffffff", "syntax at 0xffffffffffffffff"),
        ("-0xffffffffffffffff", "syntax at -"),
    ]);
}

#[test]
fn unlike_types_are_never_compared() {
    expect(&[
        ("() >= 1.0", "WrongType at >="),
        ("let resultat = 5; resultat >= ()", "WrongType at >="),
        (r#""1" < 1"#, "WrongType at <"),
        ("let d = 1; d == true", "WrongType at =="),
        ("let d = 10; 1 < d < 20", "WrongType at <"),
        ("let d = 2.5; d && true", "WrongType at d"),
        ("let d = 2.5; true || d", "true"),
        ("let d = 2.5; if d { 1 } else { 2 }", "WrongType at d"),
        ("if 1 { 2 }", "syntax at 1"),
        ("!1.5", "WrongType at !"),
        ("inte(1)", "WrongType at inte"),
        ("[1] == [1]", "WrongType at =="),
        ("1 in ['a']", "WrongType at in"),
        ("max(1, true)", "WrongType at max"),
    ]);
}

/// All pairs of nine types: only like types have an answer, and it is the same answer as in Rust.
#[test]
fn each_comparison_of_each_pair_of_types() {
    let values = [
        ("number", "2"),
        ("number", "2.5"),
        ("text", r#""b""#),
        ("truth", "true"),
        ("nothing", "()"),
        ("list", "[2]"),
        ("map", "#{}"),
        ("character", "'b'"),
        ("range", "(0..2)"),
    ];
    for (kind_a, a) in values {
        for (kind_b, b) in values {
            for operator in ["<", "<=", ">", ">=", "==", "!="] {
                let ordered = kind_a == kind_b && matches!(kind_a, "number" | "text");
                let equated = kind_a == kind_b && kind_a == "truth" && matches!(operator, "==" | "!=");
                let found = outcome(&format!("let a = {a}; let b = {b}; a {operator} b"));
                if ordered || equated {
                    let answer = match operator {
                        "<" => a < b,
                        "<=" => a <= b,
                        ">" => a > b,
                        ">=" => a >= b,
                        "==" => a == b,
                        _ => a != b,
                    };
                    assert_eq!(found, answer.to_string(), "{a} {operator} {b}");
                } else {
                    assert_eq!(found, format!("WrongType at {operator}"), "{a} {operator} {b}");
                }
            }
        }
    }
}

#[test]
fn arithmetic_is_for_numbers() {
    let others = ["true", "()", "[2]", "#{}", "'b'", "(0..2)", r#""b""#];
    for other in others {
        for operator in ["+", "-", "*", "/", "+=", "-=", "*=", "/="] {
            let script = format!("let a = 2; let b = {other}; a {operator} b");
            assert_eq!(outcome(&script), format!("WrongType at {operator}"), "{script}");
            let script = format!("let a = {other}; let b = 2.5; a {operator} b");
            assert_eq!(outcome(&script), format!("WrongType at {operator}"), "{script}");
        }
    }
    expect(&[(r#""a" + "b""#, r#""ab""#), (r#"`${1/4} kr`"#, r#""0.25 kr""#), (r#"- "a""#, "WrongType at -")]);
}

#[test]
fn what_has_no_number_is_an_error() {
    expect(&[
        ("1 / 0", "DivisionByZero at /"),
        ("1.0 / 0.0", "DivisionByZero at /"),
        ("let x = 1; x /= 0; x", "DivisionByZero at /="),
        ("medel([])", "NoValue at medel"),
        ("max([])", "NoValue at max"),
        ("79228162514264337593543950335 + 1", "Overflow at +"),
        ("-79228162514264337593543950335 - 1", "Overflow at -"),
        ("79228162514264337593543950335 * 10", "Overflow at *"),
        ("79228162514264337593543950335 / 0.1", "Overflow at /"),
        ("summa([79228162514264337593543950335, 1])", "Overflow at summa"),
        ("", "NoValue at f"),
        ("if false { 2 }", "NoValue at f"),
        ("let x = 1;", "NoValue at f"),
        ("[1]", "WrongType at f"),
        ("'a'", "WrongType at f"),
        ("fn f() { 1 + g(0) }\nfn g(x) { 1 / x }", "DivisionByZero at /"),
    ]);
}

#[test]
fn rounding_has_a_name() {
    expect(&[
        ("2.345.round(2)", "UnknownName at round"),
        ("avrunda(2.345, 2)", "2.35"),
        ("avrunda(-2.5, 0)", "-3"),
        ("avrunda_jämn(2.5, 0)", "2"),
        ("avrunda_jämn(3.5, 0)", "4"),
        ("avrunda_upp(2.301, 1)", "2.4"),
        ("avrunda_ner(-2.301, 1)", "-2.4"),
        ("avrunda(5, 2)", "5"),
        ("avrunda(2.5, 1.5)", "WrongType at avrunda"),
        ("avrunda(2.5, -1)", "WrongType at avrunda"),
        ("avrunda(2.5, 29)", "WrongType at avrunda"),
        (r#"avrunda("2", 1)"#, "WrongType at avrunda"),
    ]);
}

#[test]
fn functions_over_many_values() {
    expect(&[
        ("max(1, 2.5, 2)", "2.5"),
        ("min(1, 2.5, -2)", "-2"),
        ("max([1, 2.5, 2])", "2.5"),
        ("summa(1, 2.5)", "3.5"),
        ("summa([])", "0"),
        ("medel(1, 2)", "1.5"),
        ("medel([1, 2, 4.5])", "2.5"),
        ("belopp(-2.5)", "2.5"),
        ("let x = -2; x.belopp()", "2"),
        ("max()", "WrongType at max"),
        ("max(1, 2, 3, 4, 5, 6, 7, 8, 9)", "WrongType at max"),
        (r#"summa(1, "a")"#, "WrongType at summa"),
        ("medel([1, [2]])", "WrongType at medel"),
    ]);
}

#[test]
fn lists_and_loops() {
    expect(&[
        ("let a = []; a.push(1); push(a, 2.5); summa(a)", "3.5"),
        ("[1, 2].len() + len(\"åäö\") + len(#{a: 1})", "6"),
        ("let s = 0; for x in [10, 20] { s += x; } s", "30"),
        ("let s = 0; for i in 0..3 { s += i; } s / 2", "1.5"),
        ("let s = 0; let n = 3.0; for i in 0..=n { s += i; } s", "6"),
        ("let s = 0; for (x, i) in [5, 6] { s += x * i; } s", "6"),
        ("let x = 1; while x < 100 { x *= 2; } x", "128"),
        ("let a = [1, 2]; a[0] += 1.5; a[0]", "2.5"),
        ("let m = #{a: 1}; m.b = 2; m[\"c\"] = 3; m.a + m.b + m.c", "6"),
        ("2 in [1, 2.0] && \"a\" in #{a: 1} && \"b\" in \"abc\"", "true"),
        ("let a = [1, 2]; a[2]", "NoValue at 2"),
        // Rhai counts places below zero from the end
        ("let a = [1, 2]; let i = 0; a[i - 1]", "WrongType at -"),
        ("let a = [1, 2]; a[-1]", "WrongType at -"),
        ("let a = [1, 2]; a[0.5]", "WrongType at 0.5"),
        ("for i in -1..2 { }", "WrongType at .."),
        ("for i in 0..2.5 { }", "WrongType at .."),
        ("let n = 3; for i in n { }", "WrongType at n"),
        ("let m = #{a: 1}; m.b", "UnknownName at b"),
        ("let m = #{a: 1}; m[\"b\"]", "UnknownName at \"b\""),
        ("let a = [1]; a.length", "UnknownName at length"),
    ]);
}

/// Parts of Rhai that swallow errors, reach outside, or have a meaning of their own.
#[test]
fn refused_when_read() {
    expect(&[
        ("switch 10.0 { 10 => 1, _ => 2 }", "syntax at switch"),
        ("(-1.0) ** 0.5", "syntax at **"),
        ("5 % 2", "syntax at %"),
        ("let x = 5; x %= 2", "syntax at %="),
        ("5 & 2", "syntax at &"),
        ("true | false", "syntax at |"),
        ("1 << 2", "syntax at <<"),
        ("try { 1 / 0 } catch { 3 }", "syntax at try"),
        ("throw 5", "syntax at throw"),
        ("() ?? 5", "syntax at ??"),
        ("let x = (); x?.y", "syntax at ?."),
        ("let x = (); x?[0]", "syntax at ?["),
        (r#"eval("1")"#, "syntax at eval"),
        (r#"print("1")"#, "syntax at print"),
        (r#"debug("1")"#, "syntax at debug"),
        (r#"import "x" as y; 1"#, "syntax at import"),
        ("export x", "syntax at export"),
        (r#"Fn("f")"#, "syntax at Fn"),
        ("call(f)", "syntax at call"),
        ("curry(1)", "syntax at curry"),
        ("type_of(1)", "syntax at type_of"),
        ("let x = 1; x.type_of()", "syntax at type_of"),
        (r#"is_def_var("x")"#, "syntax at is_def_var"),
        (r#"is_def_fn("f", 0)"#, "syntax at is_def_fn"),
        ("this", "syntax at this"),
        ("let f = |x| x + 1; 1", "syntax at |"),
        ("let f = || 1; 1", "syntax at ||"),
        ("let x = 1; let x = 2; x", "syntax at x"),
        ("const a = 1; a = 2; a", "syntax at a"),
        ("a::b()", "syntax at ::"),
        ("fn f() { 1 }\nlet x = 2;", "syntax at let"),
        ("fn f() { 1 }\nfn f(a) { 2 }", "syntax at f"),
        ("fn max(a, b) { 1 }\nfn f() { max(1, 2) }", "syntax at max"),
        // would call `g(3)` and forget `x`
        ("fn f() { let x = 1; x.g(3) }\nfn g(a) { a }", "syntax at g"),
    ]);
}

/// Nothing outside the script has a name.
#[test]
fn nothing_to_reach_for() {
    for name in
        ["open", "read", "write", "http", "fetch", "timestamp", "sleep", "exit", "parse_json", "env", "tan", "rand"]
    {
        let found = outcome(&format!("{name}(1)"));
        assert_eq!(found, format!("UnknownName at {name}"));
    }
    expect(&[
        ("okänd", "UnknownName at okänd"),
        ("is_shared(1)", "UnknownName at is_shared"),
        ("let x = 1; x.to_string()", "UnknownName at to_string"),
        ("let x = 1; x.tag", "UnknownName at tag"),
    ]);
}
