//! Files that are none, or not enough: each has its code, and the next good one is taken.

use crate::app::App;
use crate::evidence::{drawn, film, picture, png_that_boasts};
use crate::scene::Scene;
use image::ImageFormat;
use sceau_wire::error::ErrorCode;
use sceau_wire::journey::StateView;
use sceau_wire::{Part, StateName};

#[tokio::test]
async fn each_bad_picture_has_its_own_code_and_costs_no_attempt() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Photo).await;
    let whole = picture();
    for (bytes, code) in [
        (b"ceci est un texte".to_vec(), ErrorCode::FileNotAPicture),
        (film(), ErrorCode::FileNotAPicture),
        (whole[..whole.len() / 2].to_vec(), ErrorCode::FileDamaged),
        (png_that_boasts(), ErrorCode::FileTooManyPixels),
        (drawn(300, 200, ImageFormat::Png), ErrorCode::FileTooSmall),
    ] {
        assert_eq!(app.photograph(Part::Front, &bytes).await.code(), code);
    }
    let StateView::Photo { photos_left, .. } = app.look().await.at else {
        panic!("elsewhere")
    };
    assert_eq!(photos_left, 20);
    assert_eq!(app.photograph(Part::Front, &whole).await.status, 200);
}

#[tokio::test]
async fn ten_megabytes_are_refused_before_they_travel() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Photo).await;
    let big = app.announce(10_000_001, &[0; 32], "image/jpeg").await;
    assert_eq!(big.code(), ErrorCode::FileTooBig);
    let fits = app.announce(10_000_000, &[0; 32], "image/jpeg").await;
    assert_eq!(fits.status, 201);
    let other = app.announce(100, &[0; 32], "application/pdf").await;
    assert_eq!(other.code(), ErrorCode::FileNotAPicture);
}

#[tokio::test]
async fn a_picture_is_no_video_and_its_challenge_may_be_tried_again() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::FaceVideo).await;
    let drawn = app.draw_challenge().await;
    let refused = app.film_for(&drawn, &picture()).await;
    assert_eq!(refused.code(), ErrorCode::FileNotAVideo);
    assert_eq!(app.film_for(&drawn, &film()).await.status, 200);
}

#[tokio::test]
async fn digits_are_good_for_five_minutes_and_one_video() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::FaceVideo).await;
    let drawn = app.draw_challenge().await;
    scene.seconds(301);
    let late = app.film_for(&drawn, &film()).await;
    assert_eq!(late.code(), ErrorCode::ChallengeExpired);

    let drawn = app.draw_challenge().await;
    assert_eq!(app.film_for(&drawn, &film()).await.status, 200);
    let operator = crate::console::Operator::named(&scene, "Alix").await;
    let case = operator.take().await;
    let again = crate::console::again_because("digits.wrong");
    assert_eq!(operator.decide(&case.case, &again).await.status, 200);
    app.walk_to(StateName::FaceVideo).await;
    let used = app.film_for(&drawn, &film()).await;
    assert_eq!(used.code(), ErrorCode::ChallengeUsed);
}

#[tokio::test]
async fn nothing_is_sent_before_a_picture_is_due() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::PhotoTips).await;
    let early = app.announce(4, &[0; 32], "image/jpeg").await;
    assert_eq!(early.code(), ErrorCode::NotPossibleHere);
}
