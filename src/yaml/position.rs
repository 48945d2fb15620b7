//! From a place in a text as read to the same place in the file.

/// The byte in `raw` (a scalar as it stands in the file) that holds the byte `offset` of `scalar` (the same scalar as read). For a space or the end
/// of the text it is the end of the word before.
///
/// Line breaks and indentation are all that differs, except for quotes around the whole, a doubled `'`, and `\"` and `\\` inside `"`; nothing is
/// said of a text with other escapes.
pub fn position_in_scalar(raw: &str, scalar: &str, offset: usize) -> Option<usize> {
    let as_it_is = || walk(&letters(raw, None)?, scalar, offset);
    let quoted = |quote: char| {
        let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
        walk(&letters(inner, Some(quote))?, scalar, offset).map(|at| at + quote.len_utf8())
    };
    as_it_is().or_else(|| quoted('"')).or_else(|| quoted('\''))
}

/// A character that is read, and from where to where it stands in the file.
struct Letter {
    start: usize,
    end: usize,
    read: char,
}

/// All but white space; `None` if there is an escape that is not understood here.
fn letters(raw: &str, quote: Option<char>) -> Option<Vec<Letter>> {
    let mut letters = Vec::with_capacity(raw.len());
    let mut characters = raw.char_indices();
    while let Some((start, written)) = characters.next() {
        let read = match (quote, written) {
            (Some('\''), '\'') => characters.next().filter(|(_, c)| *c == '\'')?.1,
            (Some('"'), '\\') => characters.next().filter(|(_, c)| matches!(c, '"' | '\\'))?.1,
            _ => written,
        };
        if !read.is_whitespace() {
            letters.push(Letter { start, end: characters.offset(), read });
        }
    }
    Some(letters)
}

/// Walks both texts side by side, past white space on either side; they must match to the end.
fn walk(letters: &[Letter], scalar: &str, offset: usize) -> Option<usize> {
    let mut written = letters.iter();
    let mut end_of_word = letters.first().map_or(0, |l| l.start);
    let mut found = None;
    for (at, character) in scalar.char_indices() {
        if character.is_whitespace() {
            if at == offset {
                found = Some(end_of_word);
            }
            continue;
        }
        let letter = written.next().filter(|l| l.read == character)?;
        if at == offset {
            found = Some(letter.start);
        }
        end_of_word = letter.end;
    }
    if offset == scalar.len() {
        found = Some(end_of_word);
    }
    written.next().is_none().then_some(found)?
}
