use super::server::view;
use super::{World, grey, picture, to_open};
use crate::{NetworkScenario, command, run_uploads};
use core::time::Duration;
use sceau_capture::SourceChoice;
use sceau_capture::scripted::Scenario;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{
    CameraPurpose, CameraView, MarkPromptArgs, Nothing, PhotoView, SessionArgs, StartRecordingArgs,
    SubmitArgs, TakePhotoArgs, UploadState,
};
use sceau_wire::{Part, Secret};
use serde_json::json;
use std::sync::Arc;

/// A device whose camera, microphone and network play a scenario.
pub(super) async fn playing(tables: &str) -> World {
    let mut world = World::signed_in().await;
    let frames = world.folder.path().join("frames");
    std::fs::create_dir_all(&frames).unwrap();
    std::fs::write(frames.join("1.jpg"), picture(1280, 720)).unwrap();
    play(&mut world, tables);
    world
}

/// Starts the app anew with a scenario.
pub(super) fn play(world: &mut World, tables: &str) {
    let scenario = Scenario::parse(tables, world.folder.path()).unwrap();
    let file = world.folder.path().join("scenario.toml");
    std::fs::write(&file, tables).unwrap();
    world.restart_with(|settings, ports| {
        ports.source = SourceChoice::Scripted(Arc::new(scenario));
        settings.network = NetworkScenario::load(&file).unwrap();
        settings.is_mocked = true;
    });
}

pub(super) async fn open(world: &World, purpose: CameraPurpose) -> Result<CameraView, ErrorCode> {
    let args = to_open(purpose);
    command::open_camera(&world.app, args)
        .await
        .map_err(|problem| problem.code)
}

/// Begins to film with sound.
pub(super) async fn film(world: &World, camera: &CameraView) {
    let begin = StartRecordingArgs {
        session: camera.session.clone(),
        with_sound: true,
    };
    command::start_recording(&world.app, begin).await.unwrap();
}

/// What the screen is told to have gone wrong, within a quarter of a minute.
async fn first_fault(world: &World, camera: &CameraView) -> Option<ErrorCode> {
    for _ in 0..300 {
        let session = camera.session.clone();
        let status = command::watch_camera(&world.app, SessionArgs { session }).await;
        let fault = status.unwrap().fault;
        if fault.is_some() {
            return fault;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    None
}

pub(super) const PLAIN: &str = "[camera.document]\nfront = \"frames\"\n[camera.face]\nvideo = \"frames\"\n\
                     [audio]\nvoice = \"tones\"\n";

#[tokio::test(flavor = "multi_thread")]
async fn the_screen_knows_that_a_scenario_plays_and_the_server_that_it_made_the_picture() {
    let world = playing(&format!("{PLAIN}[network]\ndrop_at = \"upload:60%\"\n")).await;
    assert!(world.start().await.is_mocked);
    let camera = open(&world, CameraPurpose::DocumentFront).await.unwrap();
    let args = TakePhotoArgs {
        session: camera.session,
        part: Part::Front,
        whole: None,
    };
    let photo = command::take_photo(&world.app, args).await.unwrap();
    assert!(photo.has_clip);
    let args = SubmitArgs {
        capture: photo.capture,
        part: Part::Front,
        challenge: None,
        audio_prompt: false,
    };
    command::submit_capture(&world.app, args).await.unwrap();
    let worker = tokio::spawn(run_uploads(Arc::clone(&world.app)));
    for _ in 0..500 {
        let list = command::list_uploads(&world.app, Nothing {}).await.unwrap();
        if list.uploads[0].state == UploadState::Done {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    worker.abort();
    let facts = world.server.facts();
    assert_eq!(facts.uploads.len(), 2, "the picture and its clip");
    let evidence = &facts.events[0].1["evidence"];
    assert_eq!(evidence["source"], "scripted");
    assert_eq!(
        (&evidence["upload"], &evidence["clip"]),
        (&json!("u1"), &json!("u2"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_face_video_holds_its_prompts_and_its_sound() {
    let world = playing(PLAIN).await;
    world.server.facts().state = view(json!({"state": "terms"}));
    world.app.memory().challenge = Some(sceau_wire::evidence::ChallengeView {
        challenge: "c1".into(),
        digits: [4, 7, 1],
        third_task: sceau_wire::ThirdTask::TurnLeft,
        way: sceau_wire::DigitsWay::Speak,
        expires_at: "2030-01-01T00:05:00Z".parse().unwrap(),
    });
    let camera = open(&world, CameraPurpose::Face).await.unwrap();
    let session = || SessionArgs {
        session: camera.session.clone(),
    };
    film(&world, &camera).await;
    for _ in 0..4 {
        let mark = MarkPromptArgs {
            session: camera.session.clone(),
            at_ms: None,
        };
        command::mark_prompt(&world.app, mark).await.unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    let video = command::finish_recording(&world.app, session())
        .await
        .unwrap();
    assert_eq!(video.prompts_ms.len(), 4);
    assert!(video.has_sound && video.duration_ms > 900, "{video:?}");
    assert!(video.findings.contains(&"short".to_owned()));
    assert!(!video.findings.contains(&"silent".to_owned()), "{video:?}");
    let part = world.app.serve_media(&video.video_url, Some("bytes=4-7"));
    assert_eq!(
        (part.status, part.body.as_slice()),
        (206, b"ftyp".as_slice())
    );
    // A film is never read whole: whoever asks for it gets its beginning, or its parts by number.
    let first = world.app.serve_media(&video.video_url, None);
    assert_eq!(first.status, 206);
    assert!(first.content_range.is_some() && first.body.len() <= 1_048_576);
    let numbered = |part: u8| {
        world
            .app
            .serve_media(&format!("{}/{part}", video.video_url), None)
    };
    assert_eq!((numbered(0).status, numbered(0).body), (200, first.body));
    assert_eq!(numbered(9).status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_whose_microphone_gave_nothing_is_silent_and_the_person_hears_of_it_while_filming() {
    let world = playing(&format!("{PLAIN}fault = \"silent\"\n")).await;
    let camera = open(&world, CameraPurpose::Face).await.unwrap();
    let session = || SessionArgs {
        session: camera.session.clone(),
    };
    film(&world, &camera).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let video = command::finish_recording(&world.app, session())
        .await
        .unwrap();
    assert!(video.findings.contains(&"silent".to_owned()), "{video:?}");
    assert_eq!(
        first_fault(&world, &camera).await,
        Some(ErrorCode::MicrophoneSilent)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_in_the_dark_says_so() {
    let world = playing(PLAIN).await;
    let frames = world.folder.path().join("frames");
    std::fs::write(frames.join("1.jpg"), grey(1280, 720, 20)).unwrap();
    let camera = open(&world, CameraPurpose::Face).await.unwrap();
    film(&world, &camera).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let session = camera.session;
    let video = command::finish_recording(&world.app, SessionArgs { session })
        .await
        .unwrap();
    assert!(video.findings.contains(&"dark".to_owned()), "{video:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_writing_mode_the_microphone_is_not_even_asked_for() {
    let tables = format!("{PLAIN}[permissions]\nmicrophone = \"deny\"\n");
    let world = playing(&tables).await;
    let camera = open(&world, CameraPurpose::Face).await.unwrap();
    let record = |with_sound| {
        let args = StartRecordingArgs {
            session: camera.session.clone(),
            with_sound,
        };
        command::start_recording(&world.app, args)
    };
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(
        record(true).await.unwrap_err().code,
        ErrorCode::MicrophoneDenied
    );
    record(false).await.unwrap();
    let args = SessionArgs {
        session: camera.session.clone(),
    };
    tokio::time::sleep(Duration::from_millis(300)).await;
    let video = command::finish_recording(&world.app, args).await.unwrap();
    assert!(!video.has_sound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_that_is_refused_once_is_granted_at_the_next_asking() {
    let world = playing(&format!("{PLAIN}[permissions]\ncamera = \"deny-once\"\n")).await;
    let refused = open(&world, CameraPurpose::DocumentFront)
        .await
        .unwrap_err();
    assert_eq!(refused, ErrorCode::CameraDenied);
    assert!(!world.app.is_capturing());
    assert!(open(&world, CameraPurpose::DocumentFront).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scenario_without_network_is_offline_from_the_start() {
    let world = playing(&format!("{PLAIN}[network]\nprofile = \"offline\"\n")).await;
    let refused = command::get_journey(&world.app, Nothing {})
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::Offline);
    assert_eq!(
        world.app.memory().token,
        Some(Secret::from("token-of-nadia"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_while_filming_says_so_and_leaves_nothing() {
    let world = playing(&format!("{PLAIN}[disk]\nroom = 60000\n")).await;
    let camera = open(&world, CameraPurpose::Face).await.unwrap();
    let session = || SessionArgs {
        session: camera.session.clone(),
    };
    film(&world, &camera).await;
    assert_eq!(
        first_fault(&world, &camera).await,
        Some(ErrorCode::StorageFull)
    );
    let full = command::finish_recording(&world.app, session())
        .await
        .unwrap_err();
    assert_eq!(full.code, ErrorCode::StorageFull);
    let left = world.folder.path().join("captures");
    assert_eq!(std::fs::read_dir(left).unwrap().count(), 0);
}

/// Takes the picture of the front.
async fn photograph(world: &World) -> Result<PhotoView, ErrorCode> {
    let camera = open(world, CameraPurpose::DocumentFront).await?;
    let args = TakePhotoArgs {
        session: camera.session,
        part: Part::Front,
        whole: None,
    };
    let taken = command::take_photo(&world.app, args).await;
    taken.map_err(|problem| problem.code)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_with_room_for_the_picture_and_not_for_its_clip_keeps_neither() {
    let world = playing(PLAIN).await;
    let photo = photograph(&world).await.unwrap();
    let captures = |world: &World| std::fs::read_dir(world.folder.path().join("captures")).unwrap();
    let picture = captures(&world)
        .map(|file| file.unwrap())
        .find(|file| file.file_name().to_string_lossy().contains(&photo.capture));
    let room = picture.unwrap().metadata().unwrap().len() + 500;

    let world = playing(&format!("{PLAIN}[disk]\nroom = {room}\n")).await;
    for _ in 0..2 {
        assert_eq!(
            photograph(&world).await.unwrap_err(),
            ErrorCode::StorageFull
        );
        assert_eq!(captures(&world).count(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_that_hangs_while_it_films_is_told_when_the_film_is_looked_at() {
    let tables = format!("[camera]\nfault = \"frozen\"\nfault_after = \"500ms\"\n{PLAIN}");
    let world = playing(&tables).await;
    let camera = open(&world, CameraPurpose::Face).await.unwrap();
    film(&world, &camera).await;
    let session = || SessionArgs {
        session: camera.session.clone(),
    };
    for _ in 0..200 {
        let status = command::watch_camera(&world.app, session()).await.unwrap();
        if status.hint == "frozen" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let film = command::finish_recording(&world.app, session()).await;
    let findings = film.unwrap().findings;
    assert!(findings.contains(&"frozen".to_owned()), "{findings:?}");
}
