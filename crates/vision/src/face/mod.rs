//! Faces: where one is, how it is held and lit, and what a turn of the head shows. For coaching.
//!
//! Two small networks look at the picture, both from MediaPipe (Apache-2.0): BlazeFace finds faces,
//! FaceMesh lays 468 landmarks on one. `tools/models` fetches and converts them; their bytes are an
//! argument, because this room reads no files. Without them nobody is coached and nobody is stopped.
//!
//! A third one, SFace (Apache-2.0), says how near two faces lie: for an operator's eyes, on a server that was
//! told to compare. The app never loads it.
//!
//! What this room deliberately does not do: say who somebody is, look for a face among many, or decide that
//! a person is really there. Numbers that may interest an operator are findings, never verdicts.
//!
//! *Left* and *right* are the person's own, in a picture that is not mirrored: their left is on the
//! picture's right.

mod detector;
mod eyes;
mod facts;
mod finding;
mod geometry;
mod homography;
mod landmarks;
mod light;
mod likeness;
mod models;
mod net;
mod parallax;
mod pose;
pub mod quality;
mod reader;
mod region;
mod turn;
mod window;

pub use eyes::Eyes;
pub use facts::{Face, FaceBox, FaceFacts};
pub use finding::FaceFinding;
pub use geometry::Point;
pub use landmarks::{LANDMARKS, Landmarks};
pub use light::FaceLight;
pub use likeness::{FaceFeatures, LikenessModel, is_blurred, is_small};
pub use models::{FaceFault, FaceModels};
pub use parallax::{Parallax, parallax};
pub use pose::HeadPose;
pub use quality::FaceQuality;
pub use reader::{FaceReader, NetworkRuns};
pub use turn::{Side, TurnHint, TurnProgress, TurnStep};
