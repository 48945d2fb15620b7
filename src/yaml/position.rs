//! From a place in a text as read to the same place in the file.

/// The byte in `raw` (a scalar as it stands in the file) that holds the byte `offset` of `scalar` (the same scalar as read). For a space or the end
/// of the text it is the end of the word before.
///
/// Line breaks and indentation are all that differs, except for quotes around the whole and a doubled `'`; nothing is said of a text with
/// other escapes.
pub fn position_in_scalar(raw: &str, scalar: &str, offset: usize) -> Option<usize> {
    if raw == scalar {
        return place_in(raw, offset);
    }
    let as_it_is = || walk(raw, scalar, offset, false);
    let quoted = |quote: char| {
        let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
        walk(inner, scalar, offset, quote == '\'').map(|at| at + quote.len_utf8())
    };
    as_it_is().or_else(|| quoted('"')).or_else(|| quoted('\''))
}

/// The place in a text that stands in the file as it was read.
fn place_in(text: &str, offset: usize) -> Option<usize> {
    let (before, after) = text.split_at_checked(offset)?;
    let in_word = after.starts_with(|c: char| !c.is_whitespace());
    let end_of_word = match before.trim_end().len() {
        0 => text.len() - text.trim_start().len(),
        end => end,
    };
    Some(if in_word { offset } else { end_of_word })
}

/// Walks both texts side by side, past white space on either side; they must match to the end.
fn walk(raw: &str, scalar: &str, offset: usize, doubled: bool) -> Option<usize> {
    let mut written = raw.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut end_of_word = raw.len() - raw.trim_start().len();
    let mut found = None;
    for (at, character) in scalar.char_indices() {
        if character.is_whitespace() {
            if at == offset {
                found = Some(end_of_word);
            }
            continue;
        }
        let (place, same) = written.next()?;
        if same != character {
            return None;
        }
        if doubled && character == '\'' {
            written.next().filter(|(_, c)| *c == '\'')?;
        }
        if at == offset {
            found = Some(place);
        }
        end_of_word = place + character.len_utf8();
    }
    if offset == scalar.len() {
        found = Some(end_of_word);
    }
    written.next().is_none().then_some(found)?
}
