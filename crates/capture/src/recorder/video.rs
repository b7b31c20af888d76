//! The picture of a film: H.264 (ITU-T H.264) through openh264.

use super::{RecorderFault, VideoSettings};
use crate::frame::{Frame, FrameImage, Rotation, UnreadableFrame, Yuv420};
use crate::yuv;
use core::time::Duration;
use openh264::encoder::{
    BitRate, Encoder, EncoderConfig, FrameRate, FrameType, IntraFramePeriod, RateControlMode,
    UsageType, VuiConfig,
};
use openh264::formats::YUVSlices;
use openh264::{OpenH264API, Timestamp};
use sceau_vision::jpeg;

/// One encoded frame.
pub(super) struct Sample {
    /// Since the first frame.
    pub(super) at: Duration,
    /// Network abstraction layer units with start codes (H.264, annex B).
    pub(super) bytes: Vec<u8>,
    /// Whether decoding can start here.
    pub(super) is_key: bool,
}

/// All encoded frames of a film; at least one.
pub(super) struct VideoTrack {
    pub(super) width: u16,
    pub(super) height: u16,
    /// The first frame's time on the session's clock.
    pub(super) starts_at: Duration,
    pub(super) samples: Vec<Sample>,
}

impl VideoTrack {
    /// From the first frame to the end of the last, which is given the mean length.
    pub(super) fn duration(&self) -> Duration {
        let last = self
            .samples
            .last()
            .map_or(Duration::ZERO, |sample| sample.at);
        let gaps = u32::try_from(self.samples.len().saturating_sub(1)).unwrap_or(u32::MAX);
        last + if gaps == 0 {
            Duration::from_millis(33)
        } else {
            last / gaps
        }
    }
}

pub(super) struct VideoEncoder {
    settings: VideoSettings,
    encoder: Encoder,
    size: Option<(u16, u16)>,
    starts_at: Duration,
    samples: Vec<Sample>,
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
            // The operator jumps in the film: one place to start per second.
            .intra_frame_period(IntraFramePeriod::from_num_frames(settings.fps.into()))
            // The camera, the screen and the tests share the machine's cores with it.
            .num_threads(1)
            .vui(VuiConfig::bt601());
        let encoder = Encoder::with_api_config(OpenH264API::from_source(), config)
            .map_err(|_| RecorderFault::Encoder)?;
        Ok(Self {
            settings,
            encoder,
            size: None,
            starts_at: Duration::ZERO,
            samples: Vec::new(),
        })
    }

    /// Encodes a frame. One that comes too early for the rate, too late for the longest film, is
    /// broken or changed its size is passed over.
    pub(super) fn push(&mut self, frame: &Frame) -> Result<(), RecorderFault> {
        if self.samples.is_empty() {
            self.starts_at = frame.at;
        }
        let at = frame.at.saturating_sub(self.starts_at);
        let least_gap = Duration::from_secs(1) / u32::from(self.settings.fps.max(1)) * 4 / 5;
        let is_early = self
            .samples
            .last()
            .is_some_and(|last| at < last.at + least_gap);
        if is_early || at > self.settings.longest {
            return Ok(());
        }
        let Ok(planes) = self.planes_of(frame) else {
            return Ok(());
        };
        let size = (planes.width, planes.height);
        if *self.size.get_or_insert(size) != size {
            return Ok(());
        }
        self.encode(&planes, at)
    }

    pub(super) fn finish(self) -> Result<VideoTrack, RecorderFault> {
        let (width, height) = self.size.ok_or(RecorderFault::Empty)?;
        if self.samples.is_empty() {
            return Err(RecorderFault::Empty);
        }
        Ok(VideoTrack {
            width,
            height,
            starts_at: self.starts_at,
            samples: self.samples,
        })
    }

    fn encode(&mut self, planes: &Yuv420, at: Duration) -> Result<(), RecorderFault> {
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
        let bytes = stream.to_vec();
        if !bytes.is_empty() {
            self.samples.push(Sample { at, bytes, is_key });
        }
        Ok(())
    }

    /// The frame as planes that fit the settings; the common cases go the shortest way.
    fn planes_of(&self, frame: &Frame) -> Result<Yuv420, UnreadableFrame> {
        let (long, short) = (self.settings.long_side, self.settings.short_side);
        let is_upright = matches!(frame.rotation, Rotation::None | Rotation::Half);
        let is_wide = (frame.width >= frame.height) == is_upright;
        let (most_width, most_height) = if is_wide {
            (long, short)
        } else {
            (short, long)
        };
        let fits = frame.rotation == Rotation::None
            && frame.width <= most_width
            && frame.height <= most_height;
        let planes = match &frame.image {
            FrameImage::Yuv(planes) if fits && is_whole(planes) => Some(Yuv420::clone(planes)),
            FrameImage::Jpeg(bytes) if fits => {
                let (width, height, pixels) = jpeg::ycbcr(bytes)?;
                yuv::of_full_range(width, height, &pixels)
            }
            _ => yuv::of_rgb(&frame.upright_rgb(most_width, most_height)?),
        };
        planes
            .filter(|planes| planes.width >= LEAST_SIDE && planes.height >= LEAST_SIDE)
            .ok_or(UnreadableFrame)
    }
}

/// One block of H.264: smaller pictures are not encoded.
const LEAST_SIDE: u16 = 16;

fn is_whole(planes: &Yuv420) -> bool {
    planes.width.is_multiple_of(2)
        && planes.height.is_multiple_of(2)
        && planes.planes.len() == usize::from(planes.width) * usize::from(planes.height) * 3 / 2
}
