//! Lists the invented people are drawn from: common words, put together by chance.

/// Family names with the spellings that break naive software: accents, hyphen, apostrophe, space.
pub(super) const FAMILY: &[&str] = &[
    "Aubépine",
    "Bellerive",
    "Chênevert",
    "D'Ormeval",
    "Duchêne-Lavigne",
    "Églantier",
    "Fontclaire",
    "Grandpré",
    "L'Hirondelle",
    "Le Tilleul",
    "Marécageux",
    "Noisetier",
    "Œillet",
    "Pâquerette",
    "Rivedouce",
    "Sainte-Combe",
    "Valfleury",
    "Verdelune",
];

/// Given names for women.
pub(super) const WOMEN: &[&str] = &[
    "Adèle",
    "Aïcha",
    "Anne-Sophie",
    "Béatrice",
    "Cécile",
    "Eugénie",
    "Françoise",
    "Héloïse",
    "Inès",
    "Léonie",
    "Maëlys",
    "Marie-Noëlle",
    "Noémie",
    "Salomé",
    "Solène",
    "Zoé",
];

/// Given names for men.
pub(super) const MEN: &[&str] = &[
    "Aurélien",
    "Benoît",
    "Cédric",
    "Émile",
    "François",
    "Gaël",
    "Hervé",
    "Jean-Loïc",
    "Jérôme",
    "Kévin",
    "Loïs",
    "Mathéo",
    "Noël",
    "Pierre-Éloi",
    "Raphaël",
    "Théo",
];

/// Birthplaces in France: commune as printed, and department code as on the old card.
pub(super) const COMMUNES: &[(&str, &str)] = &[
    ("Angoulême", "160"),
    ("Besançon", "250"),
    ("Bourg-en-Bresse", "010"),
    ("Chambéry", "730"),
    ("L'Haÿ-les-Roses", "940"),
    ("Orléans", "450"),
    ("Saint-Étienne", "420"),
    ("Valence", "260"),
];

/// Nationality code, country and town for the holder of a residence permit.
pub(super) const ABROAD: &[(&str, &str, &str)] = &[
    ("BRA", "Brésil", "Recife"),
    ("CAN", "Canada", "Trois-Rivières"),
    ("JPN", "Japon", "Kanazawa"),
    ("MAR", "Maroc", "Meknès"),
    ("SEN", "Sénégal", "Saint-Louis"),
    ("TUN", "Tunisie", "Sousse"),
];

/// Street names for the address on the back of cards.
pub(super) const STREETS: &[&str] = &[
    "rue des Tisserands",
    "allée du Vieux-Moulin",
    "impasse de l'Écluse",
    "chemin des Glycines",
    "place de la Halle",
    "rue du Four-à-Chaux",
];
