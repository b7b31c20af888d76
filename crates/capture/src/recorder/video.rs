//! The picture of a film: H.264 (ITU-T H.264) through openh264.

use super::{RecorderFault, VideoSettings};
use crate::frame::Frame;
use core::time::Duration;
use openh264::encoder::{
    BitRate, Encoder, EncoderConfig, FrameRate, FrameType, IntraFramePeriod, RateControlMode,
    UsageType, VuiConfig,
};
use openh264::formats::YUVSlices;
use openh264::{OpenH264API, Timestamp};

use super::fit::planes_of;

/// One encoded frame.
pub(super) struct Sample {
    /// Since the first frame.
    pub(super) at: Duration,
    /// Network abstraction layer units, each after its length in four bytes (ISO/IEC 14496-15).
    pub(super) bytes: Vec<u8>,
    /// Whether decoding can start here.
    pub(super) is_key: bool,
    /// Mean brightness, 0 (black) to 255 (white).
    pub(super) brightness: f32,
}

/// What a decoder must know before the first sample.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Parameters {
    pub(super) width: u16,
    pub(super) height: u16,
    /// The sequence parameter set.
    pub(super) sequence: Vec<u8>,
    /// The picture parameter set.
    pub(super) picture: Vec<u8>,
}

pub(super) struct VideoEncoder {
    settings: VideoSettings,
    encoder: Encoder,
    parameters: Option<Parameters>,
    size: Option<(u16, u16)>,
}

impl VideoEncoder {
    pub(super) fn new(settings: VideoSettings) -> Result<Self, RecorderFault> {
        let fps = f32::from(settings.fps);
        let config = EncoderConfig::new()
            .bitrate(BitRate::from_bps(settings.bit_rate))
            .max_frame_rate(FrameRate::from_hz(fps))
            .rate_control_mode(RateControlMode::Bitrate)
            .usage_type(UsageType::CameraVideoRealTime)
            // Without it the encoder cannot keep the rate (and says so on the error output). A frame
            // it skips to keep it is counted out of the measured rate: nothing is hidden.
            .skip_frames(true)
            // Key frames are asked for by the clock, one a fragment: a slow camera has them too.
            .intra_frame_period(IntraFramePeriod::from_num_frames(0))
            // The camera, the screen and the tests share the machine's cores with it.
            .num_threads(1)
            .vui(VuiConfig::bt601());
        let encoder = Encoder::with_api_config(OpenH264API::from_source(), config)
            .map_err(|_| RecorderFault::Encoder)?;
        Ok(Self {
            settings,
            encoder,
            parameters: None,
            size: None,
        })
    }

    /// What the first key frame said of the film.
    pub(super) const fn parameters(&self) -> Option<&Parameters> {
        self.parameters.as_ref()
    }

    /// Encodes a frame, fitted into the size of the first one. `None` for a broken frame, and for one
    /// that was skipped to keep the bit rate.
    pub(super) fn encode(
        &mut self,
        frame: &Frame,
        at: Duration,
        must_be_key: bool,
    ) -> Result<Option<Sample>, RecorderFault> {
        let Ok(planes) = planes_of(frame, self.settings, self.size) else {
            return Ok(None);
        };
        if must_be_key {
            self.encoder.force_intra_frame();
        }
        let size = *self.size.get_or_insert((planes.width, planes.height));
        let (width, height) = (usize::from(planes.width), usize::from(planes.height));
        let (luma, chroma) = planes.planes.split_at(width * height);
        let (blue, red) = chroma.split_at(width * height / 4);
        let slices = YUVSlices::new(
            (luma, blue, red),
            (width, height),
            (width, width / 2, width / 2),
        );
        let millis = u64::try_from(at.as_millis()).unwrap_or(u64::MAX);
        let stream = self
            .encoder
            .encode_at(&slices, Timestamp::from_millis(millis))
            .map_err(|_| RecorderFault::Encoder)?;
        let is_key = matches!(stream.frame_type(), FrameType::IDR | FrameType::I);
        let mut units = Units::default();
        for layer in (0..stream.num_layers()).filter_map(|index| stream.layer(index)) {
            for unit in (0..layer.nal_count()).filter_map(|index| layer.nal_unit(index)) {
                units.take(unit)?;
            }
        }
        let sample = (!units.sample.is_empty()).then_some(());
        self.note_parameters(size, &units)?;
        Ok(sample.map(|()| Sample {
            at,
            bytes: units.sample,
            is_key,
            brightness: brightness_of(luma),
        }))
    }

    /// A film has one set of parameters, in its index: others in the middle would not be found there.
    fn note_parameters(
        &mut self,
        (width, height): (u16, u16),
        units: &Units,
    ) -> Result<(), RecorderFault> {
        let (Some(sequence), Some(picture)) = (&units.sequence, &units.picture) else {
            return Ok(());
        };
        let found = Parameters {
            width,
            height,
            sequence: sequence.clone(),
            picture: picture.clone(),
        };
        if *self.parameters.get_or_insert_with(|| found.clone()) == found {
            Ok(())
        } else {
            Err(RecorderFault::Encoder)
        }
    }
}

/// The mean of a plane of luma, which has the range of video (ITU-R BT.601: 16 is black, 235 white). One pixel in so
/// many tells it, from every column.
fn brightness_of(luma: &[u8]) -> f32 {
    let seen = luma.iter().step_by(17);
    let count = seen.len().max(1) as f32;
    let sum: f32 = seen.map(|&light| f32::from(light)).sum();
    ((sum / count - 16.0) * (255.0 / 219.0)).clamp(0.0, 255.0)
}

/// The units of one encoded frame, sorted.
#[derive(Default)]
struct Units {
    sample: Vec<u8>,
    sequence: Option<Vec<u8>>,
    picture: Option<Vec<u8>>,
}

/// Kinds of units (ITU-T H.264, table 7-1).
const SEQUENCE_PARAMETERS: u8 = 7;
const PICTURE_PARAMETERS: u8 = 8;

impl Units {
    /// Takes a unit with the start code the encoder put before it.
    fn take(&mut self, unit: &[u8]) -> Result<(), RecorderFault> {
        let start = unit
            .iter()
            .position(|&byte| byte == 1)
            .map_or(0, |at| at + 1);
        let unit = unit.get(start..).unwrap_or_default();
        match unit.first().map(|first| first & 0x1F) {
            None => {}
            Some(SEQUENCE_PARAMETERS) => self.sequence = Some(unit.to_vec()),
            Some(PICTURE_PARAMETERS) => self.picture = Some(unit.to_vec()),
            Some(_) => {
                let length = u32::try_from(unit.len()).map_err(|_| RecorderFault::Container)?;
                self.sample.extend_from_slice(&length.to_be_bytes());
                self.sample.extend_from_slice(unit);
            }
        }
        Ok(())
    }
}
