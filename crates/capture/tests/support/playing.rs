//! A film taken apart as a player does: its tracks, its samples with their times, its pictures.

use core::time::Duration;
use mp4_atom::{Atom, Codec, Decode, Mfra, Moof, Moov, Traf};
use openh264::formats::YUVSource;

pub(crate) struct Playing {
    pub(crate) index: Moov,
    pub(crate) fragments: usize,
    /// Where a player can begin.
    pub(crate) places: usize,
    /// Start, length, whether a key, bytes.
    pub(crate) samples: Vec<(Duration, Duration, bool, Vec<u8>)>,
    pub(crate) packets: Vec<(Duration, Vec<u8>)>,
}

impl Playing {
    pub(crate) fn of(mp4: &[u8]) -> Self {
        let mut playing = Self {
            index: Moov::default(),
            fragments: 0,
            places: 0,
            samples: Vec::new(),
            packets: Vec::new(),
        };
        let mut at = 0;
        while at < mp4.len() {
            let size = u32::from_be_bytes(mp4[at..at + 4].try_into().unwrap()) as usize;
            let mut whole = &mp4[at..at + size];
            match &mp4[at + 4..at + 8] {
                b"moov" => playing.index = Moov::decode(&mut whole).unwrap(),
                b"moof" => playing.take(&Moof::decode(&mut whole).unwrap(), &mp4[at..]),
                b"mfra" => {
                    let table = Mfra::decode(&mut whole).unwrap();
                    playing.places = table.tfra[0].entries.len();
                    for place in &table.tfra[0].entries {
                        let moof = usize::try_from(place.moof_offset).unwrap() + 4;
                        assert_eq!(&mp4[moof..moof + 4], Moof::KIND.as_ref());
                    }
                    assert_eq!(table.mfro.parent_size as usize, size);
                }
                _ => {}
            }
            at += size;
        }
        playing
    }

    fn take(&mut self, fragment: &Moof, from_here: &[u8]) {
        self.fragments += 1;
        assert_eq!(fragment.mfhd.sequence_number as usize, self.fragments);
        for part in &fragment.traf {
            let track = self
                .index
                .trak
                .iter()
                .find(|track| track.tkhd.track_id == part.tfhd.track_id)
                .unwrap();
            let rate = track.mdia.mdhd.timescale;
            let is_picture = track.mdia.hdlr.handler.as_ref() == b"vide";
            for (start, length, is_key, bytes) in samples_of(part, rate, from_here) {
                if is_picture {
                    self.samples.push((start, length, is_key, bytes));
                } else {
                    self.packets.push((start, bytes));
                }
            }
        }
    }

    /// The end of the last picture and of the last packet of sound.
    pub(crate) fn ends(&self) -> (Duration, Duration) {
        let picture = self.samples.last().map(|last| last.0 + last.1);
        let sound = self.packets.last().map(|last| last.0 + PACKET);
        (picture.unwrap_or_default(), sound.unwrap_or_default())
    }

    /// Fails where a sample does not begin where the one before ends.
    pub(crate) fn assert_without_gaps(&self) {
        for pair in self.samples.windows(2) {
            let end = pair[0].0 + pair[0].1;
            assert!(
                end.abs_diff(pair[1].0) < Duration::from_micros(30),
                "{end:?}"
            );
        }
        for pair in self.packets.windows(2) {
            assert!((pair[0].0 + PACKET).abs_diff(pair[1].0) < Duration::from_micros(30));
        }
    }

    /// Width, height and RGB of every picture.
    pub(crate) fn pictures(&self) -> Vec<(usize, usize, Vec<u8>)> {
        let Codec::Avc1(codec) = &self.index.trak[0].mdia.minf.stbl.stsd.codecs[0] else {
            unreachable!("the picture is no H.264");
        };
        let begin = [0, 0, 0, 1];
        let (sequence, picture) = (
            &codec.avcc.sequence_parameter_sets[0],
            &codec.avcc.picture_parameter_sets[0],
        );
        let mut decoder = openh264::decoder::Decoder::new().unwrap();
        let head = [&begin[..], sequence, &begin, picture].concat();
        decoder.decode(&head).unwrap();
        let mut pictures = Vec::new();
        for (_, _, _, sample) in &self.samples {
            let mut units = Vec::new();
            let mut rest = sample.as_slice();
            while let Some((length, unit)) = rest.split_first_chunk::<4>() {
                let length = u32::from_be_bytes(*length) as usize;
                units.extend(begin);
                units.extend_from_slice(&unit[..length]);
                rest = &unit[length..];
            }
            if let Some(frame) = decoder.decode(&units).unwrap() {
                let (width, height) = frame.dimensions();
                let mut colours = vec![0; width * height * 3];
                frame.write_rgb8(&mut colours);
                pictures.push((width, height, colours));
            }
        }
        pictures
    }

    /// The sound as a player gives it, without what the encoder put before it.
    pub(crate) fn sound(&self) -> Vec<i16> {
        let mut decoder = opus_pure::OpusDecoder::new(48_000, 1).unwrap();
        let mut samples = Vec::new();
        for (_, packet) in &self.packets {
            let mut frame = vec![0; 960];
            let count = decoder.decode_s16(packet, 960, &mut frame).unwrap();
            samples.extend_from_slice(&frame[..count]);
        }
        samples.split_off(312.min(samples.len()))
    }
}

const PACKET: Duration = Duration::from_millis(20);

fn samples_of(
    part: &Traf,
    rate: u32,
    from_here: &[u8],
) -> Vec<(Duration, Duration, bool, Vec<u8>)> {
    let time = |ticks: u64| Duration::from_nanos(ticks * 1_000_000_000 / u64::from(rate));
    let mut ticks = part.tfdt.as_ref().unwrap().base_media_decode_time;
    let run = &part.trun[0];
    let mut at = usize::try_from(run.data_offset.unwrap()).unwrap();
    let mut samples = Vec::new();
    for entry in &run.samples {
        let (length, size) = (entry.duration.unwrap(), entry.size.unwrap() as usize);
        let is_key = entry.flags.unwrap() & 0x0001_0000 == 0;
        let start = time(ticks);
        ticks += u64::from(length);
        let bytes = from_here[at..at + size].to_vec();
        samples.push((start, time(ticks) - start, is_key, bytes));
        at += size;
    }
    samples
}
