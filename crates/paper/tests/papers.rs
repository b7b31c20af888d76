//! Papers, read back by another maker's reader.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use lopdf::{Dictionary, Document, Object};
use proptest::prelude::{any, proptest};
use sceau_paper::{Block, Cell, Column, Facts, Level, Paper, Table, write};

const LONG_NAME: &str = "Marie-Éléonore Anne-Françoise Guillemette Żaneta Brunehilde-Cunégonde \
                         d'Àrroğlu-Thủy-Ĝåárdsÿåœñ de la Tour-Saint-Christophe-en-Brionnais";

fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        title: "Mes données".to_owned(),
        language: "fr",
        made_at: "2030-02-14T09:08:07Z".parse().unwrap(),
        foot: "Sceau – Mes données".to_owned(),
        numbering: |page, pages| format!("Page {page} sur {pages}"),
        blocks,
    }
}

fn read(paper: &Paper) -> Document {
    Document::load_mem(&write(paper).unwrap()).unwrap()
}

/// What is read on all pages, as one line.
fn words(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn logins(count: u32) -> Block {
    let rows = (1..=count).map(|number| {
        vec![
            Cell::from(format!("{number} février 2030")),
            Cell {
                text: format!("Mairie de Bourg-{number}"),
                detail: Some("Firefox sur Linux, près de Lyon".to_owned()),
            },
        ]
    });
    let column = |name: &str, share| Column {
        name: name.to_owned(),
        share,
    };
    Block::Table(Table {
        columns: vec![column("Date", 1.0), column("Service", 2.0)],
        rows: rows.collect(),
    })
}

fn dictionary<'a>(document: &'a Document, of: &'a Dictionary, name: &str) -> &'a Dictionary {
    let found = of.get(name.as_bytes()).unwrap();
    let (_, object) = document.dereference(found).unwrap();
    object.as_dict().unwrap()
}

/// The kinds of what a reader hears, in order.
fn kinds(document: &Document, of: &Object, told: &mut Vec<String>) {
    let (_, object) = document.dereference(of).unwrap();
    match object {
        Object::Array(children) => {
            for child in children {
                kinds(document, child, told);
            }
        }
        Object::Dictionary(element) => {
            if let Ok(kind) = element.get(b"S").and_then(Object::as_name) {
                told.push(String::from_utf8_lossy(kind).into_owned());
            }
            if let Ok(children) = element.get(b"K") {
                kinds(document, children, told);
            }
        }
        _ => {}
    }
}

#[test]
fn every_word_is_read_back_however_long_and_on_whatever_page() {
    let facts = Facts {
        rows: vec![("Prénoms".to_owned(), LONG_NAME.to_owned())],
        is_card: true,
    };
    let hash = "0123456789abcdef".repeat(40);
    let document = read(&paper(vec![
        Block::Text(format!("Cœur « à cœur »\u{202f}: l’été\n{hash}")),
        Block::Facts(facts),
        Block::Heading(Level::Section, "Connexions".to_owned()),
        logins(300),
    ]));
    let text = words(&document);
    assert!(document.get_pages().len() > 8);
    for said in ["Mes données", "Cœur « à cœur » : l’été", "Connexions"] {
        assert!(text.contains(said), "{said}");
    }
    for number in 1..=300 {
        assert!(
            text.contains(&format!("Mairie de Bourg-{number} ")),
            "{number}"
        );
    }
    let unbroken = text.replace(' ', "");
    assert!(unbroken.contains(&hash));
    assert!(unbroken.contains(&LONG_NAME.replace(' ', "")), "{text}");
    let last = document.get_pages().len();
    assert!(text.contains(&format!("Page {last} sur {last}")));
}

#[test]
fn a_reader_hears_headings_and_tables_in_a_language_and_under_a_title() {
    let facts = Facts {
        rows: vec![("Ouvert".to_owned(), String::new())],
        is_card: false,
    };
    let document = read(&paper(vec![
        Block::Facts(facts),
        Block::Heading(Level::Section, "Connexions".to_owned()),
        Block::Heading(Level::Part, "Toutes".to_owned()),
        Block::Text("Deux.".to_owned()),
        logins(2),
    ]));
    assert!(
        words(&document).contains("Ouvert –"),
        "an empty cell says so"
    );
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fr");
    let marked = dictionary(&document, catalog, "MarkInfo");
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    let shown = dictionary(&document, catalog, "ViewerPreferences");
    assert!(shown.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let bookmarks = dictionary(&document, catalog, "Outlines");
    assert!(bookmarks.has(b"First"));

    let tree = dictionary(&document, catalog, "StructTreeRoot");
    let mut told = Vec::new();
    kinds(&document, tree.get(b"K").unwrap(), &mut told);
    let facts = "Table TBody TR TH TD";
    let table = "Table THead TR TH TH TBody TR TD TD TR TD TD";
    let expected = format!("Document H1 {facts} H2 H3 P {table}");
    assert_eq!(told.join(" "), expected);
}

#[test]
fn a_paper_tells_its_title_and_moment_and_nothing_else_of_its_making() {
    let document = read(&paper(vec![]));
    let info = dictionary(&document, &document.trailer, "Info");
    let mut told: Vec<_> = info.iter().map(|(name, _)| name.as_slice()).collect();
    told.sort_unstable();
    assert_eq!(told, [&b"CreationDate"[..], b"ModDate", b"Title"]);
}

#[test]
fn the_same_words_at_the_same_moment_give_the_same_bytes() {
    let blocks = || vec![Block::Text(LONG_NAME.to_owned()), logins(40)];
    let once = write(&paper(blocks())).unwrap();
    assert_eq!(once, write(&paper(blocks())).unwrap());
    let later = Paper {
        made_at: "2030-02-14T09:08:08Z".parse().unwrap(),
        ..paper(blocks())
    };
    assert_ne!(once, write(&later).unwrap());
}

#[test]
fn letters_that_no_font_has_are_named_and_the_others_borrowed() {
    let document = read(&paper(vec![Block::Text(
        "Ĝ Ș Ắ x\u{30c} Ж Ω | ب 漢 \u{7} \u{feff} |".to_owned(),
    )]));
    let text = words(&document);
    assert!(text.contains("Ĝ Ș Ắ x\u{30c} Ж Ω |"), "{text}");
    let named = "[U+0628] [U+6F22] [U+0007] [U+FEFF]";
    assert!(text.contains(named), "{text}");
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn no_words_prevent_a_paper(words in any::<String>()) {
        let cell = Cell { text: words.clone(), detail: Some(words.clone()) };
        let column = Column { name: words.clone(), share: 1.0 };
        let blocks = vec![
            Block::Heading(Level::Section, words.clone()),
            Block::Text(words.repeat(60)),
            Block::Facts(Facts { rows: vec![(words.clone(), words)], is_card: true }),
            Block::Table(Table { columns: vec![column], rows: vec![vec![cell]] }),
        ];
        assert!(write(&paper(blocks)).is_ok());
    }
}
