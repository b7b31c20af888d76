/** A browser played by hand, for the stories of its camera. */
import { vi } from 'vitest';
import type { Commands, Events } from '../platform/contract';
import { fakePlatform } from '../platform/fake';
import type { WebviewDoor } from './webviewCamera';

export interface Drawn {
  width: number;
  height: number;
}

/** A track that its system may take away. */
export class Track extends EventTarget {
  muted = false;
  readyState = 'live';
  stop = vi.fn(() => void (this.readyState = 'ended'));

  constructor(readonly kind = 'video') {
    super();
  }

  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  mute(is: boolean): void {
    this.muted = is;
    this.dispatchEvent(new Event(is ? 'mute' : 'unmute'));
  }
}

/** A page that may be put in the background. */
export class FakePage extends EventTarget {
  hidden = false;

  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

/** What a browser's camera gives. */
export class Stream {
  #tracks: Track[];

  constructor(...tracks: Track[]) {
    this.#tracks = tracks;
  }

  getTracks = () => [...this.#tracks];
  getVideoTracks = () => this.#tracks.filter(({ kind }) => kind === 'video');
  getAudioTracks = () => this.#tracks.filter(({ kind }) => kind === 'audio');
  addTrack = (added: Track) => void this.#tracks.push(added);
  removeTrack = (gone: Track) => void (this.#tracks = this.#tracks.filter((track) => track !== gone));
}

export const LYING = { width: 1920, height: 1080 };
export const UPRIGHT = { width: 1080, height: 1920 };

/** A browser whose camera gives pictures of this size and whose recorder is played by hand. */
export function browser(refused?: { audio?: string; video?: string }, size: Drawn = LYING) {
  const drawn: Drawn[] = [];
  const asked: MediaStreamConstraints[] = [];
  const tracks: Track[] = [];
  const page = new FakePage();
  const ear = { level: 0.4, close: vi.fn() };
  const recorder = {
    state: 'inactive',
    ondataavailable: (_event: { data: Blob }): void => undefined,
    onstart: (): void => undefined,
    onstop: (): void => undefined,
    onerror: (): void => undefined,
    start: vi.fn(() => (recorder.state = 'recording')),
    stop: vi.fn(() => {
      recorder.state = 'inactive';
      recorder.ondataavailable({ data: new Blob(['end']) });
      recorder.onstop();
    }),
  };
  const door: WebviewDoor = {
    media: {
      getUserMedia: async (wanted) => {
        asked.push(wanted ?? {});
        const name = wanted?.audio ? refused?.audio : refused?.video;
        if (name) throw new DOMException('no', name);
        const track = new Track(wanted?.audio ? 'audio' : 'video');
        tracks.push(track);
        return new Stream(track) as unknown as MediaStream;
      },
    },
    makeVideo: () =>
      ({
        play: async () => undefined,
        videoWidth: size.width,
        videoHeight: size.height,
      }) as HTMLVideoElement,
    makeCanvas: () => {
      const canvas = {
        width: 0,
        height: 0,
        getContext: () => ({ drawImage: () => undefined }),
        toBlob: (taken: (blob: Blob) => void) => {
          drawn.push({ width: canvas.width, height: canvas.height });
          taken(new Blob(['jpeg']));
        },
      };
      return canvas as unknown as HTMLCanvasElement;
    },
    makeRecorder: () => recorder as unknown as MediaRecorder,
    isSupported: (format) => format === 'video/mp4;codecs=avc1.42E01F,opus',
    listenTo: () => ear,
    page: page as unknown as WebviewDoor['page'],
  };
  return { ear, door, drawn, asked, tracks, recorder, page };
}

export const hearing = () => fakePlatform<Commands, Events>({ push_frame: () => ({}), push_media: () => ({}) });
