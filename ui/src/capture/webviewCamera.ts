import type { Host } from '../platform';
import type { CameraPurpose, ErrorCode } from '../platform/contract';
import { CommandError, toCommandError } from '../platform/types';
import { systemClock, type Clock } from '../platform/clock';
import { listenTo, type Ear } from './ear';
import { base64Of } from './files';
import { MUTED_FOR_MS, TrackWatch, type Page } from './trackWatch';

/**
 * The longest side, in pixels, of the frames that the host looks at, however the phone is held. A zone's letters and
 * a code's squares are read in them; a face is only found. Each costs half its side again in bytes on the way.
 */
const WATCHED: Record<CameraPurpose, number> = {
  qr_code: 1280,
  document_front: 1280,
  document_back: 1280,
  face: 640,
};
/** The longest side of a picture that is kept: the host keeps no more. */
const KEPT = 2400;
/** Milliseconds between two frames: at most ten a second. */
export const FRAME_PAUSE_MS = 100;
/** Milliseconds of film in one piece. */
const PIECE_MS = 1000;
/**
 * Film formats, best first: the server reads H.264 in MP4 (here level 3.1, for 1280 × 720) and nothing else. « MP4 »
 * alone is not asked for: a browser without an encoder for H.264 puts another picture into it.
 */
export const FORMATS = ['video/mp4;codecs=avc1.42E01F,mp4a.40.2', 'video/mp4;codecs=avc1.42E01F,opus'];

/** The browser's parts this needs; a test brings its own. */
export interface WebviewDoor {
  media: Pick<MediaDevices, 'getUserMedia'>;
  makeVideo: () => HTMLVideoElement;
  makeCanvas: () => HTMLCanvasElement;
  makeRecorder: (stream: MediaStream, format: string) => MediaRecorder;
  isSupported: (format: string) => boolean;
  listenTo: (stream: MediaStream) => Ear | undefined;
  page: Page;
}

/** A piece of MP4 ends before a whole picture. Unasked, Chromium makes so few that a film leaves as one piece. */
const recording = (mimeType: string) => ({ mimeType, videoKeyFrameIntervalDuration: PIECE_MS });

const browserDoor = (): WebviewDoor => ({
  media: navigator.mediaDevices,
  makeVideo: () => document.createElement('video'),
  makeCanvas: () => document.createElement('canvas'),
  makeRecorder: (stream, mimeType) => new MediaRecorder(stream, recording(mimeType)),
  isSupported: (format) => MediaRecorder.isTypeSupported(format),
  listenTo,
  page: document,
});

const faults: Record<string, ErrorCode> = {
  NotFoundError: 'camera.none',
  OverconstrainedError: 'camera.none',
  NotReadableError: 'camera.busy',
  AbortError: 'camera.busy',
  NotAllowedError: 'camera.denied',
  SecurityError: 'camera.denied',
};

const ofMicrophone: Partial<Record<ErrorCode, ErrorCode>> = {
  'camera.busy': 'microphone.busy',
  'camera.denied': 'microphone.denied',
};

/** A refusal of the browser as a code of the contract. */
export function faultOf(thrown: unknown, device: 'camera' | 'microphone'): CommandError {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  const code = faults[name] ?? 'camera.lost';
  return new CommandError({ code: device === 'camera' ? code : (ofMicrophone[code] ?? 'microphone.none') });
}

/** The phone's way: the webview's own camera, whose frames and films are pushed to the host. */
export class WebviewCamera {
  readonly stream: MediaStream;
  readonly #host: Host;
  readonly #session: string;
  readonly #watched: number;
  readonly #door: WebviewDoor;
  readonly #clock: Clock;
  readonly #video: HTMLVideoElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #opened: number;
  readonly #watch: TrackWatch;
  /** Listens where there is a microphone. */
  readonly #ear: Ear | undefined;
  readonly #onlost: (error: CommandError) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #recorder: MediaRecorder | undefined;
  /** When the recorder said that it had started. */
  #filmsSince: number | undefined;
  /** Pieces leave one after the other, in their order. */
  #pushing: Promise<unknown> = Promise.resolve();
  #mutedTimer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  private constructor(
    host: Host,
    session: string,
    purpose: CameraPurpose,
    stream: MediaStream,
    onlost: (error: CommandError) => void,
    door: WebviewDoor,
    clock: Clock,
  ) {
    this.stream = stream;
    this.#host = host;
    this.#session = session;
    this.#watched = WATCHED[purpose];
    this.#door = door;
    this.#clock = clock;
    this.#video = door.makeVideo();
    this.#canvas = door.makeCanvas();
    this.#opened = clock.elapsed();
    this.#onlost = onlost;
    const owner = {
      ask: async () => pictureOf(await ask(door, { video: wantedOf(purpose) }, 'camera')),
      onback: () => void this.#video.play().catch(() => undefined),
      onlost,
    };
    this.#watch = new TrackWatch(stream, owner, door.page);
    const [sound] = stream.getAudioTracks();
    this.#ear = sound && door.listenTo(stream);
    sound?.addEventListener('ended', this.#wentDeaf);
    sound?.addEventListener('mute', this.#wentDeaf);
  }

  /** How loud the microphone is, 0 to 1; nothing without one. */
  get level(): number | undefined {
    return this.#ear?.level;
  }

  /** A microphone that ended is gone. One that the system took away may come back: a call that was refused. */
  #wentDeaf = (): void => {
    const [sound] = this.stream.getAudioTracks();
    clearTimeout(this.#mutedTimer);
    if (sound?.readyState === 'ended') this.#lose('microphone.none');
    else this.#mutedTimer = setTimeout(() => sound?.muted && this.#lose('microphone.silent'), MUTED_FOR_MS);
  };

  #lose(code: ErrorCode): void {
    if (!this.#isClosed) this.#onlost(new CommandError({ code }));
  }

  /** True while the camera gives nothing; it is opened again by itself, or `onlost` is told. */
  get isAway(): boolean {
    return this.#watch.isAway;
  }

  /** Asks for the camera, and for the microphone apart and only with sound; starts pushing. A face is only looked at
   * to be filmed: where no film could be sent, that is said before anything is asked of the person. */
  static async open(
    host: Host,
    session: string,
    purpose: CameraPurpose,
    withSound: boolean,
    onlost: (error: CommandError) => void,
    door: WebviewDoor = browserDoor(),
    clock: Clock = systemClock,
  ): Promise<WebviewCamera> {
    if (purpose === 'face') formatOf(door);
    const stream = await ask(door, { video: wantedOf(purpose) }, 'camera');
    if (withSound) {
      try {
        const sound = await ask(door, { audio: true }, 'microphone');
        for (const track of sound.getAudioTracks()) stream.addTrack(track);
      } catch (thrown) {
        for (const track of stream.getTracks()) track.stop();
        throw thrown;
      }
    }
    const camera = new WebviewCamera(host, session, purpose, stream, onlost, door, clock);
    await camera.#play();
    return camera;
  }

  async #play(): Promise<void> {
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.srcObject = this.stream;
    await this.#video.play().catch(() => undefined);
    const turn = async () => {
      await this.#push().catch(() => undefined);
      if (!this.#isClosed) this.#timer = setTimeout(() => void turn(), FRAME_PAUSE_MS);
    };
    void turn();
  }

  /** What the camera gives now, at full size and in base64, so that the picture kept can be read. */
  async whole(): Promise<string | undefined> {
    const blob = await this.#picture(KEPT);
    return blob && base64Of(blob);
  }

  async #push(): Promise<void> {
    if (this.isAway) return;
    const blob = await this.#picture(this.#watched);
    if (!blob) return;
    await this.#host.call('push_frame', {
      session: this.#session,
      jpeg: await base64Of(blob),
      at_ms: Math.round(this.#clock.elapsed() - this.#opened),
    });
  }

  /** The picture of now as a JPEG, its longest side at most `most` pixels. */
  async #picture(most: number): Promise<Blob | undefined> {
    const { videoWidth, videoHeight } = this.#video;
    if (videoWidth === 0 || this.#isClosed) return undefined;
    const share = Math.min(1, most / Math.max(videoWidth, videoHeight));
    this.#canvas.width = Math.round(videoWidth * share);
    this.#canvas.height = Math.round(videoHeight * share);
    this.#canvas
      .getContext('2d')
      ?.drawImage(this.#video, 0, 0, this.#canvas.width, this.#canvas.height);
    const blob = await new Promise<Blob | null>((taken) =>
      this.#canvas.toBlob(taken, 'image/jpeg', 0.85),
    );
    return blob && !this.#isClosed ? blob : undefined;
  }

  /** Begins filming; every second a piece leaves for the host. */
  startRecording(): void {
    const recorder = this.#door.makeRecorder(this.stream, formatOf(this.#door));
    this.#recorder = recorder;
    this.#filmsSince = undefined;
    recorder.onstart = () => (this.#filmsSince = this.#clock.elapsed());
    this.#pushing = Promise.resolve();
    recorder.ondataavailable = ({ data }) => {
      // The piece that comes with the end is marked as the last one.
      const last = recorder.state === 'inactive';
      if (data.size === 0 && !last) return;
      this.#pushing = this.#pushing.then(async () =>
        this.#host.call('push_media', { session: this.#session, bytes: await base64Of(data), last }),
      );
      // What the host has no room for ends the film now, by its own name.
      this.#pushing.catch((thrown: unknown) => {
        if (!this.#isClosed) this.#onlost(toCommandError(thrown));
      });
    };
    recorder.onerror = () => this.#lose('camera.lost');
    recorder.start(PIECE_MS);
    this.#watch.isFilming = true;
  }

  /** Whole milliseconds of film so far: none while the recorder still starts. */
  filmedFor(): number {
    return this.#filmsSince === undefined ? 0 : Math.round(this.#clock.elapsed() - this.#filmsSince);
  }

  /** Ends filming; rejects with what the host refused. */
  async finishRecording(): Promise<void> {
    const recorder = this.#recorder;
    this.#watch.isFilming = false;
    if (!recorder || recorder.state === 'inactive') return;
    const stopped = new Promise<void>((done) => (recorder.onstop = () => done()));
    recorder.stop();
    await stopped;
    await this.#pushing;
  }

  /** Ends everything; the light is off afterwards. */
  close(): void {
    this.#isClosed = true;
    this.#watch.close();
    this.#ear?.close();
    clearTimeout(this.#mutedTimer);
    clearTimeout(this.#timer);
    if (this.#recorder && this.#recorder.state !== 'inactive') this.#recorder.stop();
    for (const track of this.stream.getTracks()) track.stop();
    this.#video.srcObject = null;
  }
}

/** The format to film in; refused with `camera.film` where there is none. */
function formatOf(door: WebviewDoor): string {
  const format = FORMATS.find((known) => door.isSupported(known));
  if (format === undefined) throw new CommandError({ code: 'camera.film' });
  return format;
}

const wantedOf = (purpose: CameraPurpose): MediaTrackConstraints => ({
  facingMode: purpose === 'face' ? 'user' : 'environment',
  width: { ideal: purpose === 'face' ? 1280 : 2400 },
});

function pictureOf(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getVideoTracks();
  if (!track) throw new CommandError({ code: 'camera.none' });
  return track;
}

async function ask(
  door: WebviewDoor,
  wanted: MediaStreamConstraints,
  device: 'camera' | 'microphone',
): Promise<MediaStream> {
  try {
    return await door.media.getUserMedia(wanted);
  } catch (thrown) {
    throw faultOf(thrown, device);
  }
}
