//! What every page carries: its language, its help, its label.

use super::language::{CHOICE, first_wish, link_to};
use crate::Site;
use crate::extract::cookie;
use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use core::convert::Infallible;
use jiff::Timestamp;
use sceau_service::language::{Language, with_apostrophes};
use sceau_service::time::moment_in_words;

/// The frame of a page.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) language: Language,
    pub(crate) help_url: String,
    pub(crate) is_test: bool,
    /// Whether cookies may only travel over TLS.
    pub(crate) is_secure: bool,
    /// The link to the same page in the other language, where looking again changes nothing.
    pub(crate) other_language: Option<String>,
}

impl Page {
    /// The language that the page is not in.
    pub(crate) const fn other(&self) -> Language {
        match self.language {
            Language::French => Language::English,
            Language::English => Language::French,
        }
    }

    /// An instant as people in France read it, in the page's language.
    pub(crate) fn moment(&self, instant: Timestamp) -> String {
        moment_in_words(instant, self.language).unwrap_or_else(|failure| {
            tracing::error!(%failure, "an instant is shown bare");
            instant.to_string()
        })
    }

    /// The words in the page's language, as they are printed: ’ for an apostrophe and, in French, a narrow no-break
    /// space before double signs and inside quotation marks. The sources write ordinary ones.
    pub(crate) fn say(&self, french: &str, english: &str) -> String {
        match self.language {
            Language::French => typeset(&with_apostrophes(french)),
            Language::English => with_apostrophes(english),
        }
    }
}

fn typeset(french: &str) -> String {
    let mut set = String::with_capacity(french.len() + 16);
    let mut rest = french;
    while let Some((before, after)) = rest.split_once(' ') {
        let is_narrow = before.ends_with('«') || after.starts_with([':', ';', '!', '?', '»']);
        set.push_str(before);
        set.push(if is_narrow { '\u{202f}' } else { ' ' });
        rest = after;
    }
    set.push_str(rest);
    set
}

impl FromRequestParts<Site> for Page {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let wished = parts
            .headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok());
        let language = match cookie(parts, CHOICE) {
            Some(chosen) => Language::from_code(chosen),
            None => first_wish(wished.unwrap_or_default()),
        };
        let configuration = &site.world.configuration;
        let page = Self {
            language,
            other_language: None,
            help_url: configuration.help_url.clone(),
            is_test: configuration.is_test,
            is_secure: configuration.base_url.scheme() == "https",
        };
        let is_look = parts.method == Method::GET;
        let other_language = is_look.then(|| link_to(page.other(), &parts.uri));
        Ok(Self {
            other_language,
            ..page
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn double_signs_are_set_with_a_narrow_no_break_space() {
        assert_eq!(
            typeset("« Oui » : non ?"),
            "«\u{202f}Oui\u{202f}»\u{202f}: non\u{202f}?"
        );
    }
}
