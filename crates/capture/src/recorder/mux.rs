//! Putting picture and sound into one MP4 file, the index in front so that a browser starts at once.

use super::RecorderFault;
use super::sound::{OPUS_FRAME, OPUS_RATE};
use super::video::VideoTrack;
use muxide::api::{AudioCodec, MuxerBuilder, MuxerError, VideoCodec};

/// Writes both tracks, ordered by time.
pub(super) fn mp4_of(
    video: &VideoTrack,
    opus: Option<&Vec<Vec<u8>>>,
) -> Result<Vec<u8>, RecorderFault> {
    write(video, opus).map_err(|fault| {
        tracing::warn!(%fault, "the film could not be put together");
        RecorderFault::Container
    })
}

fn write(video: &VideoTrack, opus: Option<&Vec<Vec<u8>>>) -> Result<Vec<u8>, MuxerError> {
    let mut file = Vec::new();
    let fps = video.samples.len() as f64 / video.duration().as_secs_f64().max(0.001);
    let mut builder = MuxerBuilder::new(&mut file)
        .video(
            VideoCodec::H264,
            video.width.into(),
            video.height.into(),
            fps,
        )
        .with_fast_start(true);
    if opus.is_some() {
        builder = builder.audio(AudioCodec::Opus, OPUS_RATE, 1);
    }
    let mut muxer = builder.build()?;
    let packet_time = OPUS_FRAME as f64 / f64::from(OPUS_RATE);
    let mut packets = opus.into_iter().flatten().enumerate().peekable();
    for sample in &video.samples {
        let at = sample.at.as_secs_f64();
        while let Some((index, packet)) =
            packets.next_if(|(index, _)| (*index as f64) * packet_time < at)
        {
            muxer.write_audio(index as f64 * packet_time, packet)?;
        }
        muxer.write_video(at, &sample.bytes, sample.is_key)?;
    }
    for (index, packet) in packets {
        muxer.write_audio(index as f64 * packet_time, packet)?;
    }
    muxer.finish_in_place()?;
    drop(muxer);
    Ok(file)
}
