use super::{World, code, picture, to_open};
use crate::{command, run_uploads};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use core::time::Duration;
use sceau_capture::recorder::{VideoSettings, clip_of_frames};
use sceau_capture::{Frame, Rotation};
use sceau_domain::film::{FilmStatement, SEGMENT_BYTES, session_key_statement};
use sceau_domain::id::DeviceId;
use sceau_testkit::specimen::face::{Script, Studio, Third};
use sceau_testkit::specimen::person;
use sceau_testkit::world::networks_or_not_run;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::evidence::ChallengeView;
use sceau_wire::host::{
    CameraPurpose, CameraStatusView, MarkPromptArgs, Nothing, PushFrameArgs, PushMediaArgs,
    RecordingState, SessionArgs, StartRecordingArgs, SubmitArgs, UploadState, VideoView,
};
use sceau_wire::{DigitsWay, Part, ThirdTask};
use serde_json::Value;
use std::sync::Arc;

/// What a webview's own recorder gives: five seconds at twenty frames.
fn film() -> Vec<u8> {
    let settings = VideoSettings {
        fps: 30,
        longest: Duration::from_secs(10),
        ..VideoSettings::CLIP
    };
    let jpeg: Arc<[u8]> = picture(320, 240).into();
    let frames: Vec<Frame> = (0..100)
        .map(|n| {
            let at = Duration::from_millis(n * 50);
            Frame::of_jpeg(Arc::clone(&jpeg), at, Rotation::None).unwrap()
        })
        .collect();
    clip_of_frames(&frames, settings).unwrap().mp4
}

async fn begin(world: &World) -> String {
    world.app.memory().challenge = Some(ChallengeView {
        challenge: "c1".into(),
        digits: [4, 7, 1],
        third_task: ThirdTask::TurnLeft,
        way: DigitsWay::Speak,
        expires_at: "2030-01-01T00:05:00Z".parse().unwrap(),
    });
    let args = to_open(CameraPurpose::Face);
    let session = command::open_camera(&world.app, args)
        .await
        .unwrap()
        .session;
    let args = StartRecordingArgs {
        session: session.clone(),
        with_sound: true,
    };
    command::start_recording(&world.app, args).await.unwrap();
    session
}

async fn push(world: &World, session: &str, bytes: &[u8], last: bool) -> Result<Nothing, Problem> {
    let args = PushMediaArgs {
        session: session.into(),
        bytes: STANDARD.encode(bytes),
        last,
    };
    command::push_media(&world.app, args).await
}

async fn finish(world: &World, session: &str) -> Result<VideoView, Problem> {
    let args = SessionArgs {
        session: session.into(),
    };
    command::finish_recording(&world.app, args).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_begins_anew_finds_no_camera_open_and_no_half_film() {
    let world = World::new().await;
    let session = begin(&world).await;
    push(&world, &session, &film()[..20_000], false)
        .await
        .unwrap();
    let app = Arc::clone(&world.app);
    tokio::task::spawn_blocking(move || app.page_begins())
        .await
        .unwrap();
    assert!(!world.app.is_capturing());
    let left = world.folder.path().join("captures");
    assert_eq!(std::fs::read_dir(left).unwrap().count(), 0);
    let told = world.start().await.recording;
    assert_eq!(told, Some(RecordingState::ToRedo));
    assert_eq!(world.start().await.recording, None, "told once");
}

/// Pushes a film in pieces and ends it.
async fn filmed(world: &World, film: &[u8]) -> VideoView {
    let session = begin(world).await;
    let pieces = film.len().div_ceil(20_000);
    for (number, piece) in film.chunks(20_000).enumerate() {
        push(world, &session, piece, number + 1 == pieces)
            .await
            .unwrap();
    }
    finish(world, &session).await.unwrap()
}

fn files(world: &World) -> usize {
    let folder = world.folder.path().join("captures");
    std::fs::read_dir(folder).unwrap().count()
}

/// The evidence as the server got it, and the film.
async fn sent(world: &World, capture: &str) -> (Value, Vec<u8>) {
    let args = SubmitArgs {
        capture: capture.into(),
        part: Part::Video,
        challenge: Some("c1".into()),
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
    let film = facts.uploads.values().next().unwrap().clone();
    (facts.events[0].1["evidence"]["video"].clone(), film)
}

#[tokio::test]
async fn a_pushed_film_is_sealed_as_it_comes_and_sent_whole() {
    let world = World::signed_in().await;
    let film = film();
    let video = filmed(&world, &film).await;
    assert_eq!((video.width, video.height), (320, 240));
    assert_eq!((video.duration_ms, video.fps.round()), (5_000, 20.0));
    assert_eq!(video.findings, ["silent"], "sound was asked for");
    let (facts, received) = sent(&world, &video.capture).await;
    assert!(received == film);
    assert_eq!(facts["duration_ms"], 5_000);
    assert!(facts["signature"].is_null(), "no key could sign it");
    assert_eq!(files(&world), 0);
}

#[tokio::test]
async fn the_prompts_of_a_pushed_film_stand_where_the_webview_s_recorder_had_them() {
    let world = World::signed_in().await;
    let session = begin(&world).await;
    let mark = |at_ms| {
        let args = MarkPromptArgs {
            session: session.clone(),
            at_ms,
        };
        command::mark_prompt(&world.app, args)
    };
    let vague = mark(None).await.unwrap_err();
    assert_eq!(vague.code, ErrorCode::RequestMalformed);
    for at_ms in [0, 1_400, 3_100, 4_000] {
        mark(Some(at_ms)).await.unwrap();
    }
    push(&world, &session, &film(), true).await.unwrap();
    let video = finish(&world, &session).await.unwrap();
    assert_eq!(video.prompts_ms, [0, 1_400, 3_100, 4_000]);
}

/// Who is before the webview's camera, as it pushes them.
struct Sitter<'a> {
    world: &'a World,
    session: &'a str,
    taken_ms: u32,
}

impl Sitter<'_> {
    /// Shows this picture, at most so many times, until the screen is told what is waited for.
    async fn shows(
        &mut self,
        picture: &[u8],
        most: u32,
        is_told: impl Fn(&CameraStatusView) -> bool,
    ) -> Option<CameraStatusView> {
        for _ in 0..most {
            self.taken_ms += 1;
            let frame = PushFrameArgs {
                session: self.session.into(),
                jpeg: STANDARD.encode(picture),
                at_ms: self.taken_ms,
            };
            command::push_frame(&self.world.app, frame).await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
            let session = self.session.into();
            let status = command::watch_camera(&self.world.app, SessionArgs { session }).await;
            let status = status.unwrap();
            if is_told(&status) {
                return Some(status);
            }
        }
        None
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_webview_films_the_arc_follows_the_head_and_never_the_clock() {
    if networks_or_not_run().is_none() {
        return;
    }
    let mut world = World::signed_in().await;
    world.restart_with(|settings, _| {
        let models = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/models");
        settings.models = Some(models.into());
    });
    let session = begin(&world).await;
    let ask = |at_ms| {
        let args = MarkPromptArgs {
            session: session.clone(),
            at_ms: Some(at_ms),
        };
        command::mark_prompt(&world.app, args)
    };
    let who = person(42, jiff::civil::date(2026, 1, 1));
    let studio = Studio::new(&who, (640, 360), None).unwrap();
    let turned = |third, second| {
        let pixels = studio.picture(&Script::only_third(third, false), second);
        let mut bytes = std::io::Cursor::new(Vec::new());
        pixels
            .write_to(&mut bytes, image::ImageFormat::Jpeg)
            .unwrap();
        bytes.into_inner()
    };
    let straight = turned(Third::Nothing, 0.3);
    let mut sitter = Sitter {
        world: &world,
        session: &session,
        taken_ms: 0,
    };
    for at_ms in [0, 1_400, 3_100] {
        ask(at_ms).await.unwrap();
    }
    let saying = sitter.shows(&straight, 200, |told| told.hint == "hold");
    assert_eq!(saying.await.unwrap().arc, None, "no turn is asked for");

    ask(4_000).await.unwrap();
    let asked = sitter.shows(&straight, 200, |told| told.arc.is_some());
    assert_eq!(asked.await.unwrap().arc, Some(0.0));
    let filled = sitter.shows(&straight, 20, |told| told.arc != Some(0.0));
    assert!(filled.await.is_none(), "an arc for a head that stays");
    let right = turned(Third::TurnRight, 2.0);
    let wrong = sitter.shows(&right, 200, |told| told.hint == "turn.wrong_way");
    assert_eq!(wrong.await.unwrap().arc, Some(0.0));
    let back = sitter.shows(&straight, 200, |told| told.hint == "hold");
    back.await.unwrap();
    // A turn that takes no time is too fast for a film.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let left = turned(Third::TurnLeft, 2.0);
    let done = sitter.shows(&left, 200, |told| told.arc == Some(1.0));
    assert_eq!(done.await.unwrap().hint, "hold");
}

#[tokio::test]
async fn a_film_is_signed_by_the_device_without_asking_for_the_code_again() {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    let video = filmed(&world, &film()).await;
    let (facts, received) = sent(&world, &video.capture).await;

    let bytes = |value: &Value| STANDARD.decode(value.as_str().unwrap()).unwrap();
    let signature = &facts["signature"];
    let device: DeviceId = signature["device"].as_str().unwrap().parse().unwrap();
    let bound = world.server.facts().device.clone().unwrap();
    let verify = |key: Vec<u8>, statement: &[u8], signature: Vec<u8>| {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)
            .verify(statement, &signature)
            .is_ok()
    };
    let session_key = bytes(&signature["session_key"]);
    assert!(verify(
        bytes(&bound["public_key"]),
        &session_key_statement(device, &session_key),
        bytes(&signature["session_key_signature"]),
    ));
    let head = received
        .chunks(SEGMENT_BYTES)
        .fold([0; 32], |head, segment| {
            let hash = digest(&SHA256, &[&head[..], segment].concat());
            <[u8; 32]>::try_from(hash.as_ref()).unwrap()
        });
    let statement = FilmStatement {
        challenge: "c1",
        length: received.len() as u64,
        head: &head,
    };
    let of_film = || bytes(&signature["film_signature"]);
    assert!(verify(
        session_key.clone(),
        &statement.to_bytes(),
        of_film()
    ));
    let other = FilmStatement {
        challenge: "c2",
        ..statement
    };
    assert!(!verify(session_key, &other.to_bytes(), of_film()));
}

#[tokio::test]
async fn a_film_cut_by_a_kill_is_told_as_one_to_redo_and_nothing_of_it_is_left_or_sent() {
    let mut world = World::signed_in().await;
    let session = begin(&world).await;
    push(&world, &session, &film(), false).await.unwrap();
    assert_eq!(files(&world), 1);
    // A kill runs no destructor: the app that was is never dropped.
    core::mem::forget(Arc::clone(&world.app));
    world.kill_and_restart();
    assert_eq!(files(&world), 0);
    assert_eq!(world.start().await.recording, Some(RecordingState::ToRedo));
    assert_eq!(world.start().await.recording, None, "told once");
    let list = command::list_uploads(&world.app, Nothing {}).await.unwrap();
    assert!(list.uploads.is_empty());
    let gone = finish(&world, &session).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::CaptureUnknown);
}

#[tokio::test]
async fn a_film_that_is_none_or_did_not_end_is_refused_and_leaves_nothing() {
    let world = World::signed_in().await;
    let film = film();
    let codec = film.windows(8).rposition(|bytes| &bytes[4..] == b"avc1");
    let codec = codec.unwrap() + 4;
    let vp9 = [&film[..codec], b"vp09", &film[codec + 4..]].concat();
    for (bytes, last, expected) in [
        (&film[..], false, ErrorCode::CaptureUnknown),
        (&film[..film.len() - 9], true, ErrorCode::FileDamaged),
        (&vp9[..], true, ErrorCode::CameraFilm),
        (b"GIF89a and so on", true, ErrorCode::FileNotAVideo),
        (b"\x1A\x45\xDF\xA3webm", true, ErrorCode::FileNotAVideo),
    ] {
        let session = begin(&world).await;
        push(&world, &session, bytes, last).await.unwrap();
        let refused = finish(&world, &session).await.unwrap_err();
        assert_eq!(refused.code, expected);
    }
    let session = begin(&world).await;
    push(&world, &session, &film, false).await.unwrap();
    let args = SessionArgs { session };
    command::close_camera(&world.app, args).await.unwrap();
    assert_eq!(files(&world), 0, "closed in the middle");
}
