import { tick } from 'svelte';
import type { ScreenProps } from '../journey/screen';
import type {
  CameraChoiceView,
  CameraStatusView,
  ChallengeView,
  Commands,
  Events,
  ErrorCode,
  Part,
  PhotoReadingView,
  PhotoView,
  ReadingAdvice,
  StateName,
  UploadView,
  VideoView,
} from '../platform/contract';
import { fakePlatform, refuse, type Answers, type FakePlatform } from '../platform/fake';
import type { At } from '../journey/screen';
import { propsAt } from './journey';
import { croppedPicture, documentPicture, facePicture } from './pictures';

/** What an invented camera, recorder and network answer; a story changes one thing at a time. */
export interface Scene {
  picture?: string;
  status?: Partial<CameraStatusView>;
  /** The camera does not open. */
  fault?: ErrorCode;
  /** The cameras to choose from, the one that opens first. */
  cameras?: CameraChoiceView[];
  findings?: string[];
  /** What the device read from a photo. */
  reading?: PhotoReadingView;
  challenge?: Partial<ChallengeView>;
  /** Captures on their way. */
  uploads?: Partial<UploadView>[];
  answers?: Answers<Commands>;
}

const running: CameraStatusView = {
  is_running: true,
  width: 640,
  height: 620,
  hint: 'none',
  progress: 0,
  level: 0.4,
  foreign_code: false,
};
const challenge: ChallengeView = {
  challenge: 'draw-1',
  digits: [4, 7, 1],
  third_task: 'turn_left',
  way: 'speak',
  expires_at: '2026-02-03T15:46:00Z',
};
const upload: UploadView = {
  capture: 'capture-1',
  part: 'front',
  sent: 400_000,
  size: 900_000,
  state: 'sending',
};
const video: VideoView = {
  capture: 'film-1',
  video_url: 'data:video/mp4;base64,',
  duration_ms: 18_400,
  fps: 30,
  width: 640,
  height: 480,
  has_sound: true,
  prompts_ms: [0, 3000, 6200, 9800],
  findings: [],
};

/** One photo, as the host answers it. */
const photoOf = (part: Part, { findings = [], reading }: Scene): PhotoView => ({
  capture: 'capture-1',
  part,
  picture_url: croppedPicture,
  width: 1600,
  height: 1008,
  findings,
  has_clip: true,
  ...(reading ? { reading } : {}),
});

/** What the person of the invented card declared, as the photo's view says it. */
export const declaredCard = {
  declared: {
    kind: 'identity_card',
    number: 'X4RTBPFW4',
    sex: 'female',
    given_names: 'Maëlys-Gaëlle, Marie',
    birth_name: 'Martin',
    birth_date: '1990-07-13',
    issue_date: '2022-02-12',
    expiry_date: '2032-02-11',
  },
  checked_on: '2026-02-03',
} as const;

/** What is read from that card; `about` differs, or is in doubt. */
export function readingOf(advice: ReadingAdvice, about?: string): PhotoReadingView {
  const read: [string, string, string][] = [
    ['kind', 'identity_card', 'same'],
    ['number', 'X4RTBPFW4', 'same'],
    ['birth_name', 'MARTIN', 'same'],
    ['given_names', 'MAELYS GAELLE MARIE', 'equivalent'],
    ['birth_date', '1990-07-13', 'same'],
    ['sex', 'female', 'same'],
    ['expiry_date', '2032-02-11', 'same'],
  ];
  const other = advice === 'redo' ? 'doubtful' : 'different';
  const fields = read.map(([field, value, likeness]) =>
    field === about
      ? { field, read: field === 'birth_date' ? '1990-07-18' : value, likeness: other, wants_a_look: true }
      : { field, read: value, likeness, wants_a_look: false },
  );
  return { fields, advice, ...(about ? { about } : {}) };
}

/** Two cameras of one machine. */
export const twoCameras: CameraChoiceView[] = [
  { camera: 'one', name: 'HD Webcam', width: 1280, height: 720 },
  { camera: 'two', name: 'Integrated Camera', facing: 'front', width: 1920, height: 1080 },
];

/** A host with a camera, for stories and tests. */
export function captureHost(scene: Scene = {}): FakePlatform<Commands, Events> {
  const { fault, findings = [], uploads = [] } = scene;
  return fakePlatform<Commands, Events>({
    start: () => ({
      has_session: true,
      is_locked: false,
      has_secret_code: true,
      at_stake: 'nothing',
      preferences: { text_percent: 100 },
      version: '0.1.0',
      platform: 'linux',
      is_mocked: true,
      camera: 'host',
    }),
    list_cameras: () => ({ cameras: scene.cameras ?? [{ camera: 'one', name: 'HD Webcam' }] }),
    open_camera: ({ session, purpose }) =>
      fault
        ? refuse({ code: fault })
        : {
            session,
            preview_url: scene.picture ?? (purpose === 'face' ? facePicture : documentPicture),
          },
    watch_camera: () => ({ ...running, ...scene.status }),
    turn_camera: () => ({}),
    close_camera: () => ({}),
    read_zone: () => ({ is_seen: false }),
    take_photo: ({ part }) => photoOf(part, scene),
    import_photo: ({ part }) => ({ ...photoOf(part, scene), has_clip: false }),
    draw_challenge: () => ({ ...challenge, ...scene.challenge }),
    start_recording: () => ({}),
    mark_prompt: () => ({}),
    finish_recording: () => ({ ...video, findings }),
    discard_capture: () => ({}),
    submit_capture: ({ capture, part }) => ({ ...upload, capture, part }),
    list_uploads: () => ({ uploads: uploads.map((one) => ({ ...upload, ...one })) }),
    open_outside: () => ({}),
    ...scene.answers,
  });
}

/** Everything a capture screen is given, in front of an invented camera. */
export function captureProps<Name extends StateName>(
  at: At<Name>,
  missing: Part[],
  scene: Scene = {},
): ScreenProps<Name> {
  const props = propsAt<Name>(at, {
    chapter: 'capture',
    allowed: [
      'went_back',
      'continued',
      'document_reopened',
      'method_chosen',
      'tasks_chosen',
      'evidence_attached',
    ],
  });
  const onphone = async () => undefined;
  return { ...props, view: { ...props.view, missing }, host: captureHost(scene), onphone };
}

/** Presses what a story needs pressed to reach its state, by the buttons' stable names. */
export async function drive(...actions: readonly string[]): Promise<void> {
  for (const action of actions) {
    for (let turn = 0; turn < 200; turn += 1) {
      await tick();
      const button = document.querySelector<HTMLElement>(
        `[data-action="${action}"]:not([aria-disabled])`,
      );
      if (!button) continue;
      button.click();
      await tick();
      break;
    }
  }
}
