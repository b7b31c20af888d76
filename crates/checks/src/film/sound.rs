//! The sound of an MP4 file, decoded packet after packet: Opus, as our own recorder writes it and some webviews do,
//! and AAC, as the other webviews do.

use super::index::read_index;
use super::loud::Levels;
use opus_pure::{MAX_PACKET_SAMPLES, OpusDecoder};
use re_mp4::{Mp4, StsdBoxContent, Track};
use sceau_domain::examination::SoundHeard;
use std::panic::{AssertUnwindSafe, catch_unwind};
use symphonia_codec_aac::AacDecoder;
use symphonia_core::codecs::audio::well_known::CODEC_ID_AAC;
use symphonia_core::codecs::audio::{AudioCodecParameters, AudioDecoder as _, AudioDecoderOptions};
use symphonia_core::packet::PacketRef;
use symphonia_core::units::{Duration, Timestamp};

const OPUS: [u8; 4] = *b"Opus";
const OPUS_RATE: u32 = 48_000;
/// More than ten minutes of the shortest usual packets: the rest is not listened to.
const MOST_PACKETS: usize = 60_000;

/// Listens to a film. A sound that brings a decoder down is one that cannot be read: what is seen of the film does
/// not hang on it.
pub(super) fn listen(film: &[u8]) -> SoundHeard {
    catch_unwind(AssertUnwindSafe(|| heard(film))).unwrap_or(SoundHeard::Unreadable)
}

fn heard(film: &[u8]) -> SoundHeard {
    let Some(index) = read_index(film) else {
        return SoundHeard::Unreadable;
    };
    let tracks = index.tracks().values();
    let mut sounds = tracks.filter(|track| handler_of(track, &index) == *b"soun");
    let Some(track) = sounds.next() else {
        return SoundHeard::NoTrack;
    };
    let levels = match &track.trak(&index).mdia.minf.stbl.stsd.contents {
        StsdBoxContent::Mp4a(entry) => {
            let config = entry.esds.as_ref().map(|esds| &esds.es_desc.dec_config);
            config.and_then(|config| {
                let of = &config.dec_specific;
                aac(film, track, [of.profile, of.freq_index, of.chan_conf])
            })
        }
        StsdBoxContent::Unknown(code) if code.value == OPUS => opus(film, track),
        _ => None,
    };
    levels.map_or(SoundHeard::Unreadable, Levels::heard)
}

fn handler_of(track: &Track, index: &Mp4) -> [u8; 4] {
    track.trak(index).mdia.hdlr.handler_type.value
}

/// The packets with their times in milliseconds; what lies outside the film is left out.
fn packets<'a>(film: &'a [u8], track: &'a Track) -> impl Iterator<Item = (u32, &'a [u8])> {
    let of = |sample: &re_mp4::Sample| {
        let at = i128::from(sample.composition_timestamp.max(0)) * 1_000;
        let at = at / i128::from(sample.timescale.max(1));
        let packet = film.get(sample.byte_range())?;
        Some((u32::try_from(at).unwrap_or(u32::MAX), packet))
    };
    track.samples.iter().take(MOST_PACKETS).filter_map(of)
}

/// `None` where no packet can be decoded; a broken one among others is passed over, as a player does.
fn opus(film: &[u8], track: &Track) -> Option<Levels> {
    // One channel: what a film with two has is brought together by the decoder.
    let mut decoder = OpusDecoder::new(48_000, 1).ok()?;
    let mut samples = vec![0.0; MAX_PACKET_SAMPLES];
    let mut levels = None;
    for (at_ms, packet) in packets(film, track) {
        let Ok(count) = decoder.decode(packet, MAX_PACKET_SAMPLES, &mut samples) else {
            continue;
        };
        let samples = samples.get(..count).unwrap_or_default();
        let levels: &mut Levels = levels.get_or_insert_default();
        levels.push(at_ms, samples, OPUS_RATE);
    }
    levels
}

/// The same of AAC; `config` is its object type, the index of its rate and its channels (ISO/IEC 14496-3, 1.6.2.1).
fn aac(film: &[u8], track: &Track, [kind, rate, channels]: [u8; 3]) -> Option<Levels> {
    let config =
        u16::from(kind & 31) << 11 | u16::from(rate & 15) << 7 | u16::from(channels & 15) << 3;
    let mut parameters = AudioCodecParameters::new();
    parameters
        .for_codec(CODEC_ID_AAC)
        .with_extra_data(config.to_be_bytes().into());
    let mut decoder = AacDecoder::try_new(&parameters, &AudioDecoderOptions::default()).ok()?;
    let mut planes: Vec<Vec<f32>> = Vec::new();
    let mut levels = None;
    for (at_ms, packet) in packets(film, track) {
        // Neither time nor length is looked at by this decoder.
        let packet = PacketRef::new(0, Timestamp::ZERO, Duration::ZERO, packet);
        let Ok(decoded) = decoder.decode_ref(&packet) else {
            continue;
        };
        let rate = decoded.spec().rate();
        decoded.copy_to_vecs_planar(&mut planes);
        let levels: &mut Levels = levels.get_or_insert_default();
        levels.push(at_ms, planes.first().map_or(&[], Vec::as_slice), rate);
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Six seconds of a room with two tones, by another encoder than ours: whole in one channel, in fragments in two.
    const WHOLE: &[u8] = include_bytes!("../../tests/fixtures/tones-aac.mp4");
    const FRAGMENTED: &[u8] = include_bytes!("../../tests/fixtures/tones-aac-fragmented.mp4");
    /// The encoder's own delay is at most two packets.
    const LATE_MS: u32 = 60;

    #[test]
    fn the_sound_of_webviews_is_heard_where_it_is() {
        for film in [WHOLE, FRAGMENTED] {
            let SoundHeard::Heard {
                loud_ms,
                is_clipped: false,
            } = listen(film)
            else {
                panic!("not heard");
            };
            assert_eq!(loud_ms.len(), 2, "{loud_ms:?}");
            for (found, meant) in loud_ms.iter().zip([[1_000, 1_500], [4_000, 4_400]]) {
                let is_near = |at: usize| found[at].abs_diff(meant[at]) <= LATE_MS;
                assert!(is_near(0) && is_near(1), "{found:?} for {meant:?}");
            }
        }
    }

    #[test]
    fn what_is_cut_off_or_is_no_film_is_unreadable_or_shorter() {
        assert_eq!(listen(b"un texte"), SoundHeard::Unreadable);
        assert_eq!(listen(&WHOLE[..900]), SoundHeard::Unreadable);
        let mut spoilt = WHOLE.to_vec();
        for (number, byte) in spoilt.iter_mut().enumerate().skip(600).step_by(7) {
            *byte ^= u8::try_from(number % 251).unwrap();
        }
        // Whatever is heard in noise: it ends, and harms nobody.
        drop(listen(&spoilt));
    }
}
