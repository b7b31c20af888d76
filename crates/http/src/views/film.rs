//! The film of a case for operators: what its record says, what was seen and heard of it.

use sceau_domain::examination::{FilmSound, FilmTimes, Sight};
use sceau_service::examination::FilmExamined;
use sceau_service::records::FrameSeen;
use sceau_wire::console::{
    ExaminedFilmView, ExaminedLookView, FaceMeasureView, HeardView, KeptFrameView, SightView,
    VoiceView,
};

pub(super) fn kept(frame: &FrameSeen) -> KeptFrameView {
    let measure = |(component, score): &(String, u8)| FaceMeasureView {
        component: component.clone(),
        score: *score,
    };
    KeptFrameView {
        moment: frame.moment.as_str().to_owned(),
        at_ms: frame.at_ms,
        quality: (frame.quality > 0).then_some(frame.quality),
        measures: frame.measures.iter().map(measure).collect(),
    }
}

pub(super) fn recorded(times: &FilmTimes) -> ExaminedFilmView {
    ExaminedFilmView {
        findings: times
            .findings
            .iter()
            .map(|finding| finding.as_str().to_owned())
            .collect(),
        voice_ms: times.voice_ms.clone(),
        task_ms: times.task_ms,
    }
}

pub(super) fn look(seen: &FilmExamined) -> ExaminedLookView {
    let sight = |sight: &Sight| SightView {
        at_ms: sight.at_ms,
        faces: sight.faces,
        yaw: sight.yaw_tenths.map(|yaw| f32::from(yaw) / 10.0),
    };
    let codes = seen.look.findings.iter();
    ExaminedLookView {
        evidence: seen.evidence.to_string(),
        findings: codes.map(|finding| finding.as_str().to_owned()).collect(),
        frames: seen.look.frames,
        kept: seen.frames.iter().map(kept).collect(),
        turn: seen.seen.turn.map(|turn| turn.as_str().to_owned()),
        widest: seen
            .look
            .widest_tenths
            .map(|tenths| f32::from(tenths) / 10.0),
        document_ms: seen.seen.document_ms,
        track: seen.track.reveal().iter().map(sight).collect(),
        sound: seen.sound.as_ref().map(heard),
        made_by: seen.made_by.clone(),
        at: seen.at,
    }
}

fn heard(sound: &FilmSound) -> HeardView {
    let codes = sound.findings.iter();
    let voices = sound.voices_ms.iter();
    HeardView {
        findings: codes.map(|finding| finding.as_str().to_owned()).collect(),
        voices: voices.map(|at_ms| VoiceView { at_ms: *at_ms }).collect(),
    }
}
