//! A mail as blocks, and the two forms made of it.

use crate::configuration::Configuration;
use crate::language::{Language, with_apostrophes};
use crate::ports::Mail;
use crate::records::Account;
use core::fmt::Write as _;
use sceau_domain::private::{Personal, Secret};

/// One piece of a mail.
pub(super) enum Block {
    /// A paragraph.
    Text(String),
    /// A code to type or compare, with what it is.
    Code(String, String),
    /// The one button: what it does, where it leads.
    Button(String, String),
    /// Short points.
    List(Vec<String>),
}

/// A mail before its two forms.
pub(super) struct Page {
    pub(super) language: Language,
    pub(super) subject: String,
    pub(super) blocks: Vec<Block>,
}

impl Page {
    pub(super) fn new(language: Language, subject: impl AsRef<str>) -> Self {
        Self {
            language,
            subject: with_apostrophes(subject.as_ref()),
            blocks: Vec::new(),
        }
    }

    pub(super) fn text(mut self, text: impl AsRef<str>) -> Self {
        self.blocks
            .push(Block::Text(with_apostrophes(text.as_ref())));
        self
    }

    pub(super) fn code(mut self, label: impl AsRef<str>, code: impl Into<String>) -> Self {
        let label = with_apostrophes(label.as_ref());
        self.blocks.push(Block::Code(label, code.into()));
        self
    }

    pub(super) fn button(mut self, label: impl AsRef<str>, address: impl Into<String>) -> Self {
        let label = with_apostrophes(label.as_ref());
        self.blocks.push(Block::Button(label, address.into()));
        self
    }

    pub(super) fn list(mut self, points: Vec<String>) -> Self {
        let points = points.iter().map(|point| with_apostrophes(point));
        self.blocks.push(Block::List(points.collect()));
        self
    }

    /// The mail to an account.
    pub(super) fn for_account(self, configuration: &Configuration, account: &Account) -> Mail {
        self.addressed(configuration, account.email.clone())
    }

    /// The mail to an address.
    pub(super) fn addressed(self, configuration: &Configuration, to: Personal<String>) -> Mail {
        let footer = footer(configuration, self.language);
        let text = self.as_text(&footer);
        let html = self.as_html(configuration, &footer);
        Mail {
            to,
            subject: self.subject,
            text: Secret::new(text),
            html: Secret::new(html),
        }
    }

    fn as_text(&self, footer: &[String]) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            match block {
                Block::Text(text) => out.push_str(text),
                Block::Code(label, code) => {
                    out.push_str(label);
                    out.push_str(self.colon());
                    out.push('\n');
                    out.push_str(code);
                }
                Block::Button(label, address) => {
                    out.push_str(label);
                    out.push_str(self.colon());
                    out.push('\n');
                    out.push_str(address);
                }
                Block::List(points) => {
                    let points: Vec<String> =
                        points.iter().map(|point| format!("- {point}")).collect();
                    out.push_str(&points.join("\n"));
                }
            }
            out.push_str("\n\n");
        }
        out.push_str("-- \n");
        out.push_str(&footer.join("\n"));
        out.push('\n');
        out
    }

    /// Between a label and what it names.
    fn colon(&self) -> &'static str {
        self.language.pick("\u{202f}:", ":")
    }

    fn as_html(&self, configuration: &Configuration, footer: &[String]) -> String {
        let mut body = String::new();
        for block in &self.blocks {
            write_block(&mut body, block, self.colon());
        }
        let foot: Vec<String> = footer.iter().map(|line| escape(line)).collect();
        format!(
            concat!(
                "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">",
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                "<meta name=\"color-scheme\" content=\"light dark\">",
                "<meta name=\"referrer\" content=\"no-referrer\">",
                "<title>{subject}</title></head>\n",
                "<body style=\"margin:0;padding:24px 16px;font:18px/1.5 sans-serif\">",
                "<main style=\"max-width:34em;margin:0 auto\">",
                "<p style=\"font-weight:bold\">{name}</p>",
                "<h1 style=\"font-size:26px;line-height:1.25\">{subject}</h1>\n{body}",
                "<hr><p style=\"font-size:16px\">{foot}</p></main></body></html>\n"
            ),
            lang = self.language.as_str(),
            subject = escape(&self.subject),
            name = escape(&configuration.name),
            body = body,
            foot = foot.join("<br>"),
        )
    }
}

const BUTTON_STYLE: &str = "display:inline-block;padding:14px 22px;border-radius:6px;\
    background:#4b3fa7;color:#ffffff;font-weight:bold;text-decoration:none";
const CODE_STYLE: &str = "font:bold 30px/1.4 monospace;letter-spacing:0.12em";

/// Writing to a `String` cannot fail, so the results are nothing to report.
fn write_block(body: &mut String, block: &Block, colon: &str) {
    let _ = match block {
        Block::Text(text) => writeln!(body, "<p>{}</p>", escape(text)),
        Block::Code(label, code) => writeln!(
            body,
            "<p>{}{colon}<br><strong style=\"{CODE_STYLE}\">{}</strong></p>",
            escape(label),
            escape(code)
        ),
        Block::Button(label, address) => writeln!(
            body,
            "<p><a href=\"{}\" style=\"{BUTTON_STYLE}\">{}</a></p>",
            escape(address),
            escape(label)
        ),
        Block::List(points) => {
            let items: Vec<String> = points
                .iter()
                .map(|point| format!("<li>{}</li>", escape(point)))
                .collect();
            writeln!(body, "<ul>{}</ul>", items.join(""))
        }
    };
}

fn footer(configuration: &Configuration, language: Language) -> Vec<String> {
    vec![
        language.pick(
            format!("{}. Besoin d’aide\u{202f}? {}", configuration.name, configuration.help_url),
            format!("{}. Need help? {}", configuration.name, configuration.help_url),
        ),
        language
            .pick(
                "Démonstrateur indépendant. Sans lien avec La Poste, AR24 ni l’État. Aucune valeur légale.",
                "Independent demonstrator. No link with La Poste, AR24 or the French State. No legal value.",
            )
            .to_owned(),
    ]
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_cannot_put_markup_into_a_mail() {
        let mut body = String::new();
        write_block(
            &mut body,
            &Block::Text("<img src=x onerror=\"a\">&'".to_owned()),
            ":",
        );
        assert_eq!(
            body,
            "<p>&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#39;</p>\n"
        );
    }

    #[test]
    fn the_text_twin_holds_every_block() {
        let page = Page::new(Language::French, "Sujet")
            .text("Bonjour,")
            .code("Votre code", "482913")
            .button("Continuer", "https://sceau.example/a")
            .list(vec!["un".to_owned(), "deux".to_owned()]);
        let text = page.as_text(&["Pied".to_owned()]);
        assert_eq!(
            text,
            "Bonjour,\n\nVotre code\u{202f}:\n482913\n\nContinuer\u{202f}:\nhttps://sceau.example/a\n\n\
             - un\n- deux\n\n-- \nPied\n"
        );
    }
}
