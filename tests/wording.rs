//! The words themselves: no number is typed into them, both languages say the same, and none of the words that `docs/language.md` avoids is in them.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// What is no number, though it has digits: a name, and a formula that the page of a pack shows.
const NAMES: [&str; 3] = ["SHA-256", "2 − utfall / mål", "2 − outcome / target"];

/// A template of words in both languages.
struct Template {
    /// Its file.
    file: String,
    /// What writes it: `say`, `tell` or `text`.
    by: String,
    sv: String,
    en: String,
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true if path.ends_with("tests") => {}
            true => files(&path, found),
            false if path.extension().is_some_and(|e| e == "rs") => found.push(path),
            false => {}
        }
    }
    found.sort();
}

fn sources(folder: &str) -> Vec<(String, TokenStream)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    files(&root.join(folder), &mut found);
    assert!(!found.is_empty());
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root).unwrap().display().to_string();
        (name, fs::read_to_string(&path).unwrap().parse().unwrap())
    };
    found.into_iter().map(read).collect()
}

/// The text of a literal, if it is a text.
fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// Every text in the code; comments on it are attributes and no part of it.
fn each_string(tokens: TokenStream, found: &mut Vec<String>) {
    let mut is_attribute = false;
    for token in tokens {
        found.extend(string(&token));
        match token {
            TokenTree::Group(group) if !is_attribute => each_string(group.stream(), found),
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                is_attribute = true;
                continue;
            }
            _ => {}
        }
        is_attribute = false;
    }
}

/// The calls `say!(…)`, `tell!(…)` and `text!(…)`, also inside each other and inside other macros.
fn each_template(file: &str, tokens: TokenStream, found: &mut Vec<Template>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for window in tokens.windows(3) {
        let [TokenTree::Ident(name), TokenTree::Punct(mark), TokenTree::Group(group)] = window else { continue };
        if mark.as_char() != '!' || !["say", "tell", "text"].contains(&name.to_string().as_str()) {
            continue;
        }
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut texts = inner.iter().filter_map(string);
        if let (Some(sv), Some(en)) = (texts.next(), texts.next()) {
            found.push(Template { file: file.to_owned(), by: name.to_string(), sv, en });
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            each_template(file, group.stream(), found);
        }
    }
}

fn templates(folder: &str) -> Vec<Template> {
    let mut found = Vec::new();
    for (file, tokens) in sources(folder) {
        each_template(&file, tokens, &mut found);
    }
    found
}

/// Whether a digit is typed into a template, apart from names.
fn has_digit(text: &str) -> bool {
    let text = NAMES.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
    text.chars().any(|c| c.is_ascii_digit())
}

/// The holes of a template, in the order of their names.
fn holes(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn no_number_is_typed_into_words() {
    let templates = templates("src/report");
    assert!(templates.len() > 300, "{}", templates.len());
    let typed = templates.iter().filter(|t| t.by != "text" && (has_digit(&t.sv) || has_digit(&t.en)));
    let typed: Vec<String> = typed.map(|t| format!("{}: {} | {}", t.file, t.sv, t.en)).collect();
    assert!(typed.is_empty(), "{typed:#?}");
    // Nor into any other text of the wording.
    for (file, tokens) in sources("src/report/wording") {
        let mut texts = Vec::new();
        each_string(tokens, &mut texts);
        let typed: Vec<&String> = texts.iter().filter(|text| has_digit(text)).collect();
        assert!(typed.is_empty(), "{file}: {typed:?}");
    }
}

#[test]
fn a_typed_number_is_seen() {
    let tokens: TokenStream = "fn f() { vec![say!(lang, \"minst 2 %\", \"at least {x}\")] }".parse().unwrap();
    let mut found = Vec::new();
    each_template("f.rs", tokens, &mut found);
    assert!(matches!(found.as_slice(), [one] if has_digit(&one.sv) && !has_digit(&one.en)));
    assert!(!has_digit("SHA-256: {hash}") && has_digit("SHA-512"));
}

#[test]
fn both_languages_say_the_same_things() {
    let all = templates("src");
    let uneven = all.iter().filter(|t| t.by != "text" && holes(&t.sv) != holes(&t.en));
    let uneven: Vec<String> = uneven.map(|t| format!("{}: {} | {}", t.file, t.sv, t.en)).collect();
    assert!(uneven.is_empty(), "{uneven:#?}");
    assert_eq!(holes("{a} av {b}, {a}"), ["a", "b"]);
}

/// The first column of the table under a heading of the guide: words, several of them parted by commas.
fn avoided(heading: &str) -> Vec<String> {
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language.md")).unwrap();
    let (_, section) = guide.split_once(&format!("### {heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let section = section.split("\n#").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
    let words = rows.skip(2).flat_map(|cell| cell.split(',')).map(|word| word.trim().to_lowercase());
    let words: Vec<String> = words.collect();
    assert!(words.len() > 4, "{heading}: {words:?}");
    words
}

/// The word that is avoided, if a text has one. What stands between grave accents is code.
fn found<'w>(text: &str, words: &'w [String]) -> Option<&'w String> {
    let outside: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ").to_lowercase();
    let outside: String = outside.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
    let said: Vec<&str> = outside.split(|c: char| !c.is_alphabetic()).collect();
    words.iter().find(|word| said.contains(&word.as_str()))
}

#[test]
fn the_words_that_the_guide_avoids_are_not_used() {
    let (everywhere, plainly) = (avoided("Words to avoid everywhere"), avoided("Words to avoid for the politician"));
    let mut wrong = Vec::new();
    for template in templates("src") {
        let is_plain = template.file.contains("wording/plain");
        for text in [&template.sv, &template.en] {
            let word = found(text, &everywhere).or_else(|| found(text, &plainly).filter(|_| is_plain));
            wrong.extend(word.map(|word| format!("{}: {word}: {text}", template.file)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(found("Ett bättre UTSLAG.", &["utslag".to_owned()]), Some(&"utslag".to_owned()));
    assert_eq!(found("`utslag` och {utslag}", &["utslag".to_owned()]), None);
}

#[test]
fn what_the_guide_calls_good_is_what_the_program_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(root.join("docs/language.md")).unwrap();
    let mut said = String::new();
    for entry in fs::read_dir(root.join("src/report/tests/snapshots")).unwrap() {
        said.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    said.push_str(&fs::read_to_string(root.join("src/report/tests/plainly.rs")).unwrap());
    said.push_str(&fs::read_to_string(root.join("src/report/tests/reasons.rs")).unwrap());
    let good: Vec<&str> = guide.lines().filter_map(|line| line.strip_prefix("✓ ")).collect();
    assert!(good.len() > 15, "{}", good.len());
    let unsaid: Vec<&&str> = good.iter().filter(|example| !said.contains(&example.replace('\u{a0}', " "))).collect();
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}
