import type { ExaminedFacesView, ExaminedLookView, SightView } from '../platform/contract';

/** A head that sways, is lost for a moment, and turns in the end. */
export function turned(degrees: number): SightView[] {
  return Array.from({ length: 57 }, (_, index) => {
    const at_ms = index * 250;
    const held = Math.exp(-(((at_ms - 11_000) / 900) ** 2));
    const yaw = Math.round((3 * Math.sin(index / 4) + degrees * held) * 10) / 10;
    return at_ms > 5_200 && at_ms < 6_000 ? { at_ms, faces: 0 } : { at_ms, faces: 1, yaw };
  });
}

/** What the quality of a frame was measured by. */
const rated = (eyes: number, yaw: number) => [
  { component: 'illumination_uniformity', score: 83 },
  { component: 'luminance_mean', score: 91 },
  { component: 'eyes_open', score: eyes },
  { component: 'mouth_closed', score: 94 },
  { component: 'inter_eye_distance', score: 38 },
  { component: 'head_pose_yaw', score: yaw },
];

/** What was seen on a film whose head turns to the wrong side. */
export const look: ExaminedLookView = {
  evidence: 'e3',
  findings: ['film.turn_other_side'],
  frames: [81, 3, 0],
  kept: [
    { moment: 'digit-1', at_ms: 2_500, quality: 71, measures: rated(51, 98) },
    { moment: 'digit-2', at_ms: 4_750, quality: 68, measures: rated(48, 97) },
    { moment: 'digit-3', at_ms: 7_250, quality: 74, measures: rated(54, 99) },
    { moment: 'task', at_ms: 11_000, quality: 52, measures: rated(32, 79) },
  ],
  widest: [4.2, 24.6],
  track: turned(-25),
  sound: {
    findings: ['film.voice_missing'],
    voices: [{ at_ms: [2_140, 2_560] }, {}, { at_ms: [7_020, 7_430] }],
  },
  made_by: 'sceau-checks 0.1.0, openh264 0.9.9, opus-pure 0.2.2, symphonia-codec-aac 0.6.1, face_detection 1b2c3d4e, face_landmarks 5f6a7b8c, limits landlock seccomp',
  at: '2026-02-03T14:05:20Z',
};

/** Faces of which nobody can say. */
export const faces: ExaminedFacesView = {
  outcome: 'compared',
  score: {
    value: 0.31,
    band: 'between',
    near_from: 0.363,
    far_below: 0.25,
    portrait: 'e1',
    film: 'e3',
    moment: 'digit-2',
    frames: [
      { moment: 'digit-1', value: 0.24 },
      { moment: 'digit-2', value: 0.31 },
      { moment: 'digit-3', value: 0.37 },
    ],
  },
  made_by: 'sceau-checks 0.1.0, face_detection 1b2c3d4e, face_landmarks 5f6a7b8c, face_likeness 9d0e1f2a',
  at: '2026-02-03T14:05:40Z',
};

/** The same faces, so much alike. */
export const withScore = (value: number, band: string): ExaminedFacesView => ({
  ...faces,
  score: {
    ...faces.score!,
    value,
    band,
    frames: ['digit-1', 'digit-2', 'digit-3'].map((moment, index) => ({
      moment,
      value: Math.round((value + (index - 1) * 0.06) * 100) / 100,
    })),
  },
});
