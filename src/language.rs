//! The two languages that riktlinje speaks, a text in both of them, and letters in one form.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The language of a report or message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Swedish, the default.
    #[default]
    Sv,
    /// English.
    En,
}

/// One message in both languages. Written at the place where it arises, so that neither can be forgotten.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A message in both languages.
    pub fn new(sv: impl Into<String>, en: impl Into<String>) -> Self {
        Self { sv: sv.into(), en: en.into() }
    }

    /// What is written alike for each language.
    pub fn each(write: impl Fn(Lang) -> String) -> Self {
        Self::new(write(Lang::Sv), write(Lang::En))
    }

    /// A text that is content, the same in both languages (a title, a quotation).
    pub fn same(text: impl Into<String>) -> Self {
        let sv = text.into();
        Self { en: sv.clone(), sv }
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

/// The same text with each letter as one character: `å` can also be written as `a` and a ring, and must be the same name.
pub fn composed(text: &str) -> Cow<'_, str> {
    // Below U+0300 there is nothing to compose, and in UTF-8 those letters are what has no byte from 0xCC on: nearly all Swedish text.
    if text.bytes().fold(0, u8::max) < 0xCC || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Builds a [`Text`] from two format strings over the variables in scope: `text!("okänt namn {name}", "unknown name {name}")`.
#[macro_export]
macro_rules! text {
    ($sv:literal, $en:literal $(,)?) => {
        $crate::language::Text::new(format!($sv), format!($en))
    };
}

#[cfg(test)]
mod tests {
    use super::composed;
    use std::borrow::Cow;

    #[test]
    fn letters_are_composed_only_where_they_are_not() {
        for same in ["", "årets resultat", "soliditet – 31 %", "\u{2ff}", "日本"] {
            assert!(matches!(composed(same), Cow::Borrowed(text) if text == same), "{same}");
        }
        assert_eq!(composed("a\u{30a}rets"), "årets");
        assert_eq!(composed("\u{300}"), "\u{300}", "an accent without a letter");
        assert_eq!(composed("\u{212b}"), "å".to_uppercase(), "the sign for ångström is the letter");
    }
}
