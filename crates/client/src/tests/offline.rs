use super::{World, code};
use crate::command;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{Nothing, OpenOutsideArgs, OutsidePage, SearchArgs};

#[tokio::test]
async fn without_a_network_the_texts_are_still_there() {
    let mut world = World::new().await;
    command::get_configuration(&world.app, Nothing {})
        .await
        .unwrap();
    world.server.stop().await;
    world.kill_and_restart();
    let kept = command::get_configuration(&world.app, Nothing {})
        .await
        .unwrap();
    assert_eq!(kept.name, "Sceau");
}

#[tokio::test]
async fn without_a_network_everything_else_says_so() {
    let mut world = World::signed_in().await;
    world.server.stop().await;
    let refused = command::get_journey(&world.app, Nothing {})
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::Offline);
    assert!(world.start().await.has_session, "a tunnel signs nobody out");
    let refused = command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::Offline);
    command::sign_out(&world.app, Nothing {}).await.unwrap();
    assert!(!world.start().await.has_session);
}

#[tokio::test]
async fn birthplaces_are_found_without_a_network() {
    let mut world = World::new().await;
    world.server.stop().await;
    let query = |text: &str| SearchArgs {
        query: text.into(),
        birth_date: Some("1990-07-13".into()),
    };
    let communes = command::search_communes(&world.app, query("rennes"))
        .await
        .unwrap();
    assert_eq!(communes.at_birth[0].name, "Rennes");
    assert_eq!(communes.at_birth[0].department, "Ille-et-Vilaine");
    assert_eq!(communes.at_birth[0].department_code, "35");
    let countries = command::search_countries(&world.app, query("maroc"))
        .await
        .unwrap();
    assert_eq!(countries.countries[0].code, "99350");
}

#[tokio::test]
async fn pages_outside_are_named_and_only_known_ones_open() {
    let world = World::new().await;
    let open = |page| command::open_outside(&world.app, OpenOutsideArgs { page });
    assert_eq!(
        open(OutsidePage::Help).await.unwrap_err().code,
        ErrorCode::NotFound
    );
    command::get_configuration(&world.app, Nothing {})
        .await
        .unwrap();
    open(OutsidePage::Help).await.unwrap();
    assert_eq!(
        open(OutsidePage::Mailbox).await.unwrap_err().code,
        ErrorCode::NotFound
    );
    let opened = world.opened.0.lock().unwrap();
    assert_eq!(*opened, [format!("{}aide", world.server.address)]);
}
