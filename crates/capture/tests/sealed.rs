//! Evidence on disk: unreadable without its key, whole or refused, gone when deleted.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use sceau_capture::sealed::{CaptureHandle, CaptureKey, SealFault, SealedFolder, UPLOAD_PIECE};
use std::path::PathBuf;
use support::Seeded;

struct Bench {
    place: tempfile::TempDir,
    folder: SealedFolder,
    random: Seeded,
}

fn bench() -> Bench {
    let place = tempfile::tempdir().unwrap();
    let folder = SealedFolder::open(place.path()).unwrap();
    Bench {
        place,
        folder,
        random: Seeded::new(1),
    }
}

impl Bench {
    fn seal(&self, bytes: &[u8]) -> (CaptureHandle, CaptureKey) {
        let handle = CaptureHandle::make_random(&self.random);
        let key = CaptureKey::make_random(&self.random);
        self.folder.seal(&handle, &key, bytes).unwrap();
        (handle, key)
    }

    fn path(&self, handle: &CaptureHandle) -> PathBuf {
        self.place.path().join(format!("{handle}.sealed"))
    }
}

fn content(length: usize) -> Vec<u8> {
    (0..length)
        .map(|at| u8::try_from(at * 31 % 251).unwrap())
        .collect()
}

#[test]
fn what_is_sealed_is_read_back_at_every_length() {
    let bench = bench();
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 400_000] {
        let plain = content(length);
        let (handle, key) = bench.seal(&plain);
        let mut reader = bench.folder.read(&handle, &key).unwrap();
        assert_eq!(reader.length(), length as u64);
        assert_eq!(reader.read_all().unwrap(), plain, "{length}");
    }
}

#[test]
fn an_upload_that_was_cut_goes_on_at_any_place() {
    let bench = bench();
    let plain = content(700_001);
    let (handle, key) = bench.seal(&plain);
    let mut reader = bench.folder.read(&handle, &key).unwrap();
    for start in [
        0_u32, 1, 65_530, 262_144, 420_000, 700_000, 700_001, 900_000,
    ] {
        let mut sent = Vec::new();
        loop {
            let offset = u64::from(start) + sent.len() as u64;
            let piece = reader.read_at(offset, UPLOAD_PIECE).unwrap();
            assert!(piece.len() <= UPLOAD_PIECE);
            if piece.is_empty() {
                break;
            }
            sent.extend(piece);
        }
        let rest = plain.get(start as usize..).unwrap_or_default();
        assert!(sent == rest, "from {start}: {} bytes", sent.len());
    }
}

#[test]
fn nothing_of_the_content_is_on_the_disk() {
    let bench = bench();
    let (handle, _) = bench.seal(&b"SPECIMEN<<CAMILLE".repeat(5_000));
    let file = std::fs::read(bench.path(&handle)).unwrap();
    assert!(
        !file
            .windows(8)
            .any(|part| part == b"SPECIMEN" || part == b"<CAMILLE")
    );
}

#[test]
fn another_key_opens_nothing() {
    let bench = bench();
    let (handle, _) = bench.seal(b"photo");
    let other = CaptureKey::make_random(&bench.random);
    assert_eq!(
        bench.folder.read(&handle, &other).unwrap_err(),
        SealFault::Broken
    );
}

#[test]
fn every_flipped_bit_is_noticed() {
    let bench = bench();
    let (handle, key) = bench.seal(&content(100));
    let whole = std::fs::read(bench.path(&handle)).unwrap();
    for at in 0..whole.len() {
        let mut broken = whole.clone();
        broken[at] ^= 1;
        std::fs::write(bench.path(&handle), broken).unwrap();
        assert_eq!(
            bench.folder.read(&handle, &key).unwrap_err(),
            SealFault::Broken,
            "byte {at}"
        );
    }
}

#[test]
fn a_file_cut_off_at_a_piece_or_anywhere_is_noticed() {
    let bench = bench();
    let (handle, key) = bench.seal(&content(200_000));
    let whole = std::fs::read(bench.path(&handle)).unwrap();
    let piece = 65_536 + 16;
    for length in [0, 31, 32, 40, 32 + piece, 32 + 2 * piece, whole.len() - 1] {
        std::fs::write(bench.path(&handle), &whole[..length]).unwrap();
        assert_eq!(
            bench.folder.read(&handle, &key).unwrap_err(),
            SealFault::Broken,
            "{length}"
        );
    }
}

#[test]
fn pieces_cannot_change_places_nor_files() {
    let bench = bench();
    let (handle, key) = bench.seal(&content(65_536 * 3));
    let path = bench.path(&handle);
    let mut file = std::fs::read(&path).unwrap();
    let piece = 65_536 + 16;
    let (first, second) = file[32..32 + 2 * piece].split_at_mut(piece);
    first.swap_with_slice(second);
    std::fs::write(&path, &file).unwrap();
    assert_eq!(
        bench.folder.read(&handle, &key).unwrap_err(),
        SealFault::Broken
    );

    let other = CaptureHandle::make_random(&bench.random);
    bench.folder.seal(&other, &key, b"another").unwrap();
    std::fs::copy(bench.path(&other), &path).unwrap();
    assert_eq!(
        bench.folder.read(&handle, &key).unwrap_err(),
        SealFault::Broken
    );
}

#[test]
fn a_handle_is_sealed_once() {
    let bench = bench();
    let (handle, key) = bench.seal(b"first");
    assert_eq!(
        bench.folder.seal(&handle, &key, b"second"),
        Err(SealFault::Exists)
    );
    assert_eq!(
        bench
            .folder
            .read(&handle, &key)
            .unwrap()
            .read_all()
            .unwrap(),
        b"first"
    );
}

#[test]
fn what_is_deleted_is_gone_and_deleting_twice_is_no_fault() {
    let bench = bench();
    let (handle, key) = bench.seal(b"photo");
    let (kept, _) = bench.seal(b"film");
    assert_eq!(bench.folder.delete(&handle), Ok(true));
    assert_eq!(bench.folder.delete(&handle), Ok(false));
    assert_eq!(
        bench.folder.read(&handle, &key).unwrap_err(),
        SealFault::Missing
    );
    assert_eq!(bench.folder.list(), Ok(vec![kept]));
}

#[test]
fn what_a_crash_left_half_written_is_swept_and_the_rest_stays() {
    let bench = bench();
    let (kept, key) = bench.seal(b"photo");
    let half = bench
        .place
        .path()
        .join("0123456789abcdef0123456789abcdef.part");
    std::fs::write(&half, b"half").unwrap();
    let again = SealedFolder::open(bench.place.path()).unwrap();
    assert!(!half.exists());
    assert_eq!(
        again.read(&kept, &key).unwrap().read_all().unwrap(),
        b"photo"
    );
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let bench = bench();
    let (handle, _) = bench.seal(b"photo");
    let mode = std::fs::metadata(bench.path(&handle))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_handle_is_read_from_its_text_and_a_key_is_never_printed() {
    let bench = bench();
    let handle = CaptureHandle::make_random(&bench.random);
    assert_eq!(handle.to_string().parse(), Ok(handle));
    for wrong in [
        "",
        "../../etc/passwd",
        "0123",
        &"A".repeat(32),
        &"é".repeat(16),
    ] {
        assert!(wrong.parse::<CaptureHandle>().is_err(), "{wrong}");
    }
    let key = CaptureKey::from_bytes([7; 32]);
    assert_eq!(format!("{key:?}"), "CaptureKey(Secret(…))");
}
