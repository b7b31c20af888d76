//! The file of a film: fragmented MP4 (ISO/IEC 14496-12, 8.8). An index that names the tracks comes
//! first, then fragments of about a second, each with its own index; nothing written is changed again.

use super::RecorderFault;
use super::sound::{OPUS_FRAME, OPUS_RATE};
use super::video::{Parameters, Sample};
use core::time::Duration;
use mp4_atom::{
    Audio, Avc1, Avcc, Codec, Dinf, Dops, Dref, DrefEntry, Encode, FourCC, FragmentInfo, Ftyp,
    Hdlr, Mdhd, Mdia, Mfhd, Mfra, Mfro, Minf, Moof, Moov, Mvex, Mvhd, Opus, Smhd, Stbl, Stco, Stsd,
    Tfdt, Tfhd, Tfra, Tkhd, Traf, Trak, Trex, Trun, TrunEntry, Url, Visual, Vmhd,
};

/// Ticks per second of the picture's track: divides by 24, 25 and 30.
const VIDEO_RATE: u32 = 90_000;
const VIDEO_TRACK: u32 = 1;
const SOUND_TRACK: u32 = 2;
/// Flags of a sample (8.8.3.1): needs no other, or needs those before it.
const KEY: u32 = 0x0200_0000;
const NO_KEY: u32 = 0x0101_0000;
const DATA_HEADER: usize = 8;

/// What one fragment holds: samples in order, and whole packets of sound.
#[derive(Default)]
pub(super) struct Fragment {
    pub(super) samples: Vec<Sample>,
    pub(super) packets: Vec<Vec<u8>>,
}

/// Writes the boxes of one film, in order.
#[derive(Default)]
pub(super) struct Container {
    written: u64,
    fragments: u32,
    packets: u64,
    places: Vec<FragmentInfo>,
}

impl Container {
    /// The index, for a film with sound where the encoder's look-ahead is given.
    pub(super) fn head(
        &mut self,
        picture: &Parameters,
        sound_lookahead: Option<u16>,
    ) -> Result<Vec<u8>, RecorderFault> {
        let brands = [*b"iso6", *b"mp41", *b"avc1"].map(FourCC::from);
        let kind = Ftyp {
            major_brand: (*b"iso6").into(),
            minor_version: 0,
            compatible_brands: brands.into(),
        };
        let tracks = [
            Some(picture_track(picture)?),
            sound_lookahead.map(sound_track),
        ];
        let tracks: Vec<Trak> = tracks.into_iter().flatten().collect();
        let defaults = |track: &Trak| Trex {
            track_id: track.tkhd.track_id,
            default_sample_description_index: 1,
            ..Trex::default()
        };
        let index = Moov {
            mvhd: Mvhd {
                timescale: 1_000,
                rate: 1.into(),
                volume: 1.into(),
                next_track_id: SOUND_TRACK + 1,
                ..Mvhd::default()
            },
            mvex: Some(Mvex {
                mehd: None,
                trex: tracks.iter().map(defaults).collect(),
            }),
            trak: tracks,
            ..Moov::default()
        };
        let mut bytes = encoded(&kind)?;
        bytes.extend(encoded(&index)?);
        self.written += bytes.len() as u64;
        Ok(bytes)
    }

    /// One fragment; its last sample lasts until `end`.
    pub(super) fn fragment(
        &mut self,
        fragment: &Fragment,
        end: Duration,
    ) -> Result<Vec<u8>, RecorderFault> {
        self.fragments += 1;
        let data: usize = fragment
            .samples
            .iter()
            .map(|sample| sample.bytes.len())
            .sum();
        let sound: usize = fragment.packets.iter().map(Vec::len).sum();
        let mut index = Moof {
            mfhd: Mfhd {
                sequence_number: self.fragments,
            },
            traf: vec![picture_run(&fragment.samples, end)?],
        };
        if !fragment.packets.is_empty() {
            let from = self.packets * u64::from(OPUS_FRAME);
            index.traf.push(sound_run(&fragment.packets, from)?);
        }
        // Where the data begins is only known once the index is written; its length does not change.
        let length = encoded(&index)?.len();
        for (run, offset) in index.traf.iter_mut().zip([0, data]) {
            let offset = i32::try_from(length + DATA_HEADER + offset).ok();
            run.trun.iter_mut().for_each(|run| run.data_offset = offset);
        }
        let mut bytes = encoded(&index)?;
        bytes.extend(narrow(data + sound + DATA_HEADER)?.to_be_bytes());
        bytes.extend(b"mdat");
        for sample in &fragment.samples {
            bytes.extend_from_slice(&sample.bytes);
        }
        for packet in &fragment.packets {
            bytes.extend_from_slice(packet);
        }
        if let Some(first) = fragment.samples.first().filter(|first| first.is_key) {
            self.places.push(FragmentInfo {
                time: ticks(first.at),
                moof_offset: self.written,
                traf_number: 1,
                trun_number: 1,
                sample_delta: 1,
            });
        }
        self.packets += fragment.packets.len() as u64;
        self.written += bytes.len() as u64;
        Ok(bytes)
    }

    /// Where each fragment stands, for players that jump in the film.
    pub(super) fn tail(&mut self) -> Result<Vec<u8>, RecorderFault> {
        let mut table = Mfra {
            tfra: vec![Tfra {
                track_id: VIDEO_TRACK,
                entries: core::mem::take(&mut self.places),
            }],
            mfro: Mfro { parent_size: 0 },
        };
        // It ends with its own length, so that a player finds its beginning.
        table.mfro.parent_size = narrow(encoded(&table)?.len())?;
        encoded(&table)
    }
}

fn picture_run(samples: &[Sample], end: Duration) -> Result<Traf, RecorderFault> {
    let ends = samples.iter().skip(1).map(|next| next.at).chain([end]);
    let entries: Result<Vec<TrunEntry>, RecorderFault> = samples
        .iter()
        .zip(ends)
        .map(|(sample, end)| {
            let length = ticks(end).saturating_sub(ticks(sample.at));
            Ok(TrunEntry {
                duration: Some(u32::try_from(length).unwrap_or(u32::MAX)),
                size: Some(narrow(sample.bytes.len())?),
                flags: Some(if sample.is_key { KEY } else { NO_KEY }),
                cts: None,
            })
        })
        .collect();
    let from = samples.first().map_or(0, |first| ticks(first.at));
    Ok(run_of(VIDEO_TRACK, from, entries?))
}

fn sound_run(packets: &[Vec<u8>], from: u64) -> Result<Traf, RecorderFault> {
    let entries: Result<Vec<TrunEntry>, RecorderFault> = packets
        .iter()
        .map(|packet| {
            Ok(TrunEntry {
                duration: Some(OPUS_FRAME),
                size: Some(narrow(packet.len())?),
                flags: Some(KEY),
                cts: None,
            })
        })
        .collect();
    Ok(run_of(SOUND_TRACK, from, entries?))
}

fn run_of(track: u32, from: u64, entries: Vec<TrunEntry>) -> Traf {
    Traf {
        tfhd: Tfhd {
            track_id: track,
            default_base_is_moof: true,
            ..Tfhd::default()
        },
        tfdt: Some(Tfdt {
            base_media_decode_time: from,
        }),
        trun: vec![Trun {
            data_offset: Some(0),
            samples: entries.into(),
        }],
        ..Traf::default()
    }
}

fn picture_track(picture: &Parameters) -> Result<Trak, RecorderFault> {
    let Parameters { width, height, .. } = *picture;
    let avcc = Avcc::new(&picture.sequence, &picture.picture).map_err(unwritten)?;
    let codec = Codec::Avc1(Avc1 {
        visual: Visual {
            width,
            height,
            ..Visual::default()
        },
        avcc,
        btrt: None,
        colr: None,
        pasp: None,
        taic: None,
        fiel: None,
        spatial: None,
    });
    let mut track = track_of(VIDEO_TRACK, VIDEO_RATE, (*b"vide").into(), codec);
    (track.tkhd.width, track.tkhd.height) = (width.into(), height.into());
    track.mdia.minf.vmhd = Some(Vmhd::default());
    Ok(track)
}

fn sound_track(lookahead: u16) -> Trak {
    let codec = Codec::Opus(Opus {
        audio: Audio {
            data_reference_index: 1,
            channel_count: 1,
            sample_size: 16,
            sample_rate: 48_000.into(),
        },
        dops: Dops {
            output_channel_count: 1,
            pre_skip: lookahead,
            input_sample_rate: OPUS_RATE,
            output_gain: 0,
            channel_mapping: None,
        },
        btrt: None,
    });
    let mut track = track_of(SOUND_TRACK, OPUS_RATE, (*b"soun").into(), codec);
    track.tkhd.volume = 1.into();
    track.mdia.minf.smhd = Some(Smhd::default());
    track
}

fn track_of(id: u32, rate: u32, handler: FourCC, codec: Codec) -> Trak {
    Trak {
        tkhd: Tkhd {
            track_id: id,
            enabled: true,
            in_movie: true,
            ..Tkhd::default()
        },
        mdia: Mdia {
            mdhd: Mdhd {
                timescale: rate,
                language: "und".into(),
                ..Mdhd::default()
            },
            hdlr: Hdlr {
                handler,
                name: String::new(),
            },
            minf: Minf {
                dinf: Dinf {
                    dref: Dref {
                        entries: vec![DrefEntry::Url(Url::default())],
                    },
                },
                stbl: Stbl {
                    stsd: Stsd {
                        codecs: vec![codec],
                    },
                    // Empty, and mandatory all the same (8.7.5): some readers refuse a film without.
                    stco: Some(Stco::default()),
                    ..Stbl::default()
                },
                ..Minf::default()
            },
        },
        ..Trak::default()
    }
}

/// The same rounding for every sample: their lengths add up to the film's.
fn ticks(at: Duration) -> u64 {
    u64::try_from(at.as_micros() * u128::from(VIDEO_RATE) / 1_000_000).unwrap_or(u64::MAX)
}

fn narrow(length: usize) -> Result<u32, RecorderFault> {
    u32::try_from(length).map_err(|_| RecorderFault::Container)
}

fn encoded(atom: &impl Encode) -> Result<Vec<u8>, RecorderFault> {
    let mut bytes = Vec::new();
    atom.encode(&mut bytes).map_err(unwritten)?;
    Ok(bytes)
}

fn unwritten(fault: mp4_atom::Error) -> RecorderFault {
    tracing::warn!(%fault, "a box of the film could not be written");
    RecorderFault::Container
}
