use super::{World, grey, picture, to_open};
use crate::command;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use core::sync::atomic::{AtomicU32, Ordering};
use sceau_wire::Part;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{
    CameraPurpose, CameraStatusView, CameraView, CodeKind, ImportPhotoArgs, PhotoView,
    PushFrameArgs, SessionArgs, TakePhotoArgs,
};

async fn open(world: &World, purpose: CameraPurpose) -> CameraView {
    command::open_camera(&world.app, to_open(purpose))
        .await
        .unwrap()
}

async fn push(world: &World, session: &str, jpeg: &[u8]) {
    static PUSHED: AtomicU32 = AtomicU32::new(0);
    let args = PushFrameArgs {
        session: session.into(),
        jpeg: STANDARD.encode(jpeg),
        at_ms: PUSHED.fetch_add(1, Ordering::Relaxed),
    };
    command::push_frame(&world.app, args).await.unwrap();
}

/// Shows a picture until the camera has something to say about codes.
async fn look(world: &World, session: &str, jpeg: &[u8]) -> CameraStatusView {
    for _ in 0..40 {
        push(world, session, jpeg).await;
        let args = SessionArgs {
            session: session.into(),
        };
        let seen = command::watch_camera(&world.app, args).await.unwrap();
        if seen.code.is_some() || seen.foreign_code {
            return seen;
        }
        tokio::time::sleep(core::time::Duration::from_millis(20)).await;
    }
    panic!("no code was seen");
}

fn qr(text: &str) -> Vec<u8> {
    let modules = qrcode::QrCode::new(text).unwrap();
    let (width, colours) = (u32::try_from(modules.width()).unwrap(), modules.to_colors());
    let side = (width + 8) * 8;
    let shade = |x: u32, y: u32| {
        let (x, y) = ((x / 8).wrapping_sub(4), (y / 8).wrapping_sub(4));
        let is_dark =
            x < width && y < width && colours[(y * width + x) as usize] == qrcode::Color::Dark;
        image::Rgb([if is_dark { 20 } else { 235 }; 3])
    };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let pixels = image::RgbImage::from_fn(side, side, shade);
    pixels
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn our_code_is_told_from_a_foreign_one() {
    let world = World::new().await;
    let camera = open(&world, CameraPurpose::QrCode).await;
    let ours = qr(&format!(
        "{}approuver/abcdefghij_1234567890",
        world.server.address
    ));
    let seen = look(&world, &camera.session, &ours).await;
    let code = seen.code.unwrap();
    assert_eq!(
        (code.kind, code.code.reveal()),
        (CodeKind::Login, "abcdefghij_1234567890")
    );
    assert!(!seen.foreign_code);

    let camera = open(&world, CameraPurpose::QrCode).await;
    let seen = look(&world, &camera.session, &qr("https://menu.example/table/7")).await;
    assert!(seen.foreign_code && seen.code.is_none());
}

#[tokio::test]
async fn the_dark_is_told_where_a_document_is_held_and_not_where_a_code_is_looked_for() {
    let world = World::new().await;
    let dark = grey(1280, 720, 20);
    for (purpose, hint) in [
        (CameraPurpose::DocumentFront, "dark"),
        (CameraPurpose::QrCode, "none"),
    ] {
        let camera = open(&world, purpose).await;
        let mut seen = None;
        while seen
            .as_ref()
            .is_none_or(|seen: &CameraStatusView| !seen.is_running)
        {
            push(&world, &camera.session, &dark).await;
            let session = camera.session.clone();
            let args = SessionArgs { session };
            seen = command::watch_camera(&world.app, args).await.ok();
        }
        assert_eq!(seen.unwrap().hint, hint, "{purpose:?}");
    }
}

#[tokio::test]
async fn a_photo_is_sealed_on_the_disk_and_shown_by_its_handle() {
    let world = World::new().await;
    let camera = open(&world, CameraPurpose::DocumentFront).await;
    assert_eq!(
        camera.preview_url,
        format!("/preview/{}.jpg", camera.session)
    );
    let jpeg = picture(1200, 760);
    for _ in 0..26 {
        push(&world, &camera.session, &jpeg).await;
        tokio::time::sleep(core::time::Duration::from_millis(90)).await;
    }
    let args = TakePhotoArgs {
        session: camera.session.clone(),
        part: Part::Front,
        whole: None,
    };
    let photo = command::take_photo(&world.app, args).await.unwrap();
    assert_eq!((photo.width, photo.height), (1200, 760));
    assert!(photo.has_clip);

    let shown = world.app.serve_media(&photo.picture_url, None);
    assert_eq!(
        (shown.status, shown.media_type.as_str()),
        (200, "image/jpeg")
    );
    assert!(shown.body.starts_with(&[0xFF, 0xD8]));
    // The page goes on pushing; a slow machine took its time for the clip.
    let mut preview = world.app.serve_media(&camera.preview_url, None);
    for _ in 0..80 {
        if preview.status == 200 {
            break;
        }
        push(&world, &camera.session, &jpeg).await;
        tokio::time::sleep(core::time::Duration::from_millis(300)).await;
        preview = world.app.serve_media(&camera.preview_url, None);
    }
    assert_eq!(preview.status, 200);
    for file in std::fs::read_dir(world.folder.path().join("captures")).unwrap() {
        let content = std::fs::read(file.unwrap().path()).unwrap();
        assert!(
            !content
                .windows(4)
                .any(|bytes| bytes == [0xFF, 0xD8, 0xFF, 0xE0])
        );
    }
}

/// A document is held before a webview's camera, whose frames are of one size and whose pictures are of
/// another.
async fn taken_by_a_webview(frame: Vec<u8>, whole: String) -> Result<PhotoView, ErrorCode> {
    let world = World::new().await;
    let camera = open(&world, CameraPurpose::DocumentFront).await;
    for _ in 0..26 {
        push(&world, &camera.session, &frame).await;
        tokio::time::sleep(core::time::Duration::from_millis(90)).await;
    }
    let args = TakePhotoArgs {
        session: camera.session,
        part: Part::Front,
        whole: Some(whole.into()),
    };
    let photo = command::take_photo(&world.app, args).await;
    photo.map_err(|problem| problem.code)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webview_is_watched_in_small_frames_and_its_whole_picture_is_kept() {
    for (frame, whole) in [
        (picture(640, 360), (1920, 1080)),
        (picture(360, 640), (1080, 1920)),
    ] {
        let jpeg = STANDARD.encode(picture(whole.0, whole.1));
        let photo = taken_by_a_webview(frame, jpeg).await.unwrap();
        assert_eq!((photo.width, photo.height), whole);
        assert_eq!(photo.findings, [""; 0]);
        assert!(photo.has_clip);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_webview_gives_as_its_whole_picture_is_judged_and_may_be_missing() {
    let given = |whole: &str| taken_by_a_webview(picture(1280, 720), whole.into());
    let no_picture = STANDARD.encode("<svg/>");
    let cut_off = STANDARD.encode(&picture(1920, 1080)[..9_000]);
    assert_eq!(given("&").await.unwrap_err(), ErrorCode::RequestMalformed);
    assert_eq!(
        given(&no_picture).await.unwrap_err(),
        ErrorCode::FileNotAPicture
    );
    assert_eq!(
        given(&cut_off).await.unwrap().width,
        1280,
        "the frame is kept"
    );
}

#[tokio::test]
async fn closing_the_camera_ends_its_pictures_and_its_permission() {
    let world = World::new().await;
    assert!(!world.app.is_capturing());
    let camera = open(&world, CameraPurpose::Face).await;
    assert!(world.app.is_capturing());
    let args = || SessionArgs {
        session: camera.session.clone(),
    };
    command::close_camera(&world.app, args()).await.unwrap();
    command::close_camera(&world.app, args()).await.unwrap();
    assert!(!world.app.is_capturing());
    assert_eq!(world.app.serve_media(&camera.preview_url, None).status, 404);
    let gone = command::watch_camera(&world.app, args()).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::CaptureUnknown);
}

#[tokio::test]
async fn a_chosen_file_is_judged_before_it_is_kept() {
    let world = World::new().await;
    let import = |bytes: Vec<u8>| {
        let args = ImportPhotoArgs {
            part: Part::Front,
            bytes: STANDARD.encode(bytes),
        };
        command::import_photo(&world.app, args)
    };
    for (bytes, expected) in [
        (b"%PDF-1.7 a scan".to_vec(), ErrorCode::FilePdf),
        (b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), ErrorCode::FileHeic),
        (b"GIF89a".to_vec(), ErrorCode::FileGif),
        (b"RIFF\0\0\0\0WEBP".to_vec(), ErrorCode::FileNotAPicture),
        (b"a text".to_vec(), ErrorCode::FileNotAPicture),
        (picture(1200, 760)[..9_000].to_vec(), ErrorCode::FileDamaged),
        (picture(200, 120), ErrorCode::FileTooSmall),
        (picture(1200, 479), ErrorCode::FileTooSmall),
        (vec![0; 10_000_003], ErrorCode::FileTooBig),
    ] {
        assert_eq!(import(bytes).await.unwrap_err().code, expected);
    }
    assert!(import(picture(640, 480)).await.is_ok(), "as the server");
    let photo = import(picture(800, 500)).await.unwrap();
    assert_eq!(photo.findings, ["small"]);
    assert!(!photo.has_clip);
}
