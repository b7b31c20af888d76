use super::*;

const LEAST: &str = r#"
    name = "Essai"
    base_url = "http://127.0.0.1:8440/"
    listen = "127.0.0.1:8440"
    data = "var/server"
"#;

#[test]
fn four_lines_are_enough() {
    let settings: Settings = toml::from_str(LEAST).unwrap();
    let configuration = settings.configuration(Secret::new(vec![0; 32]));
    assert_eq!(configuration.retention.media_days, 90);
    assert!(!configuration.is_test);
}

#[test]
fn help_is_a_whole_address_for_mails_and_sms_whatever_was_written() {
    let help = |more: &str| {
        let settings: Settings = toml::from_str(&format!("{LEAST}{more}")).unwrap();
        settings.configuration(Secret::new(vec![0; 32])).help_url
    };
    assert_eq!(help(""), "http://127.0.0.1:8440/aide");
    assert_eq!(help("help_url = \"/faq\""), "http://127.0.0.1:8440/faq");
    let elsewhere = "help_url = \"https://aide.example/sceau\"";
    assert_eq!(help(elsewhere), "https://aide.example/sceau");
}

#[test]
fn a_client_that_could_never_be_served_is_named_at_the_start() {
    let good = r#"
        [[clients]]
        id = "service"
        name = "Service"
        profile = "strict"
        redirect_uris = ["https://service.example/retour"]
        authentication = { method = "private_key_jwt" }
        acrs = ["eidas2"]
        keys = { uri = "https://service.example/keys" }
        sector = "service.example"
    "#;
    let check = |clients: &str| {
        let text = format!("{LEAST}{clients}");
        let settings: Settings = toml::from_str(&text).unwrap();
        check_clients(&settings.clients).map_err(|failure| failure.to_string())
    };
    assert_eq!(check(good), Ok(()));
    let twice = check(&good.repeat(2));
    assert_eq!(
        twice,
        Err("client service: its identifier is taken".to_owned())
    );
    let keyless = check(&good.replace("keys =", "# keys ="));
    assert!(keyless.is_err_and(|fault| fault.starts_with("client service: keys")));
}

#[test]
fn a_misspelt_key_is_refused() {
    assert!(toml::from_str::<Settings>(&format!("{LEAST}\nretentoin = 3")).is_err());
}

const EXAMPLE: &str = include_str!("../../../../docs/sceau.example.toml");

/// The example with everything in it that is commented out.
fn everything() -> String {
    let said = |line: &str| {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        let is_key = bare.split_once(" = ").is_some_and(|(key, _)| {
            key.chars()
                .all(|sign| sign.is_ascii_lowercase() || sign == '_')
        });
        (is_key || bare.starts_with('[')).then(|| bare.to_owned())
    };
    EXAMPLE
        .lines()
        .filter_map(said)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_example_is_a_configuration_and_its_comments_are_the_defaults() {
    let example: Settings = toml::from_str(EXAMPLE).unwrap();
    let whole: Settings = toml::from_str(&everything()).unwrap();
    assert_eq!(whole.help_url, example.help_url);
    assert_eq!(whole.clients_folder(), example.clients_folder());
    assert_eq!(whole.compares_faces, example.compares_faces);
    assert_eq!(whole.outbox, Some(example.data.join("outbox")));
    let [of_whole, of_example] =
        [&whole, &example].map(|settings| settings.configuration(Secret::new(vec![0; 32])));
    assert_eq!(of_whole.upload_allowed, of_example.upload_allowed);
    assert_eq!(of_whole.recovery_delay, of_example.recovery_delay);
    assert_eq!(of_whole.review, of_example.review);
    assert_eq!(of_whole.retention, of_example.retention);
    assert_eq!(of_whole.login.history_days, of_example.login.history_days);
}

#[test]
fn the_example_names_every_key() {
    let refused = toml::from_str::<Settings>("no_such_key = 1").unwrap_err();
    let known = refused.message().split_once("expected one of").unwrap().1;
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    assert!(known.len() > 15, "{known:?}");
    let written: toml::Table = toml::from_str(&everything()).unwrap();
    // Clients have a document of their own, which the example names.
    let missing: Vec<_> = known
        .into_iter()
        .filter(|key| *key != "clients" && !written.contains_key(*key))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn a_mail_account_without_its_password_is_refused_and_the_reverse() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sceau.toml");
    let told = |more: &str| {
        let mail = "[mail]\nfrom = \"Essai <a@exemple.test>\"\nhost = \"localhost\"\nport = 25\nsecurity = \"none\"";
        std::fs::write(&file, format!("{LEAST}{mail}\n{more}")).unwrap();
        read(&file).map(drop).map_err(|failure| failure.to_string())
    };
    assert_eq!(told(""), Ok(()));
    let whole = "user = \"sceau\"\npassword_file = \"password\"";
    assert_eq!(told(whole), Ok(()));
    for half in whole.lines() {
        let fault = told(half).unwrap_err();
        assert!(fault.contains("go together"), "{fault}");
    }
}
