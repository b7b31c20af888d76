import type { PresentedError } from '../errors/presentation';
import { presentError } from '../errors/table';
import type { Host } from '../platform';
import { systemClock, type Clock } from '../platform/clock';
import type {
  CameraPurpose,
  CameraStatusView,
  CameraView,
  PhotoView,
  Part,
  VideoView,
} from '../platform/contract';
import { CommandError, toCommandError } from '../platform/types';
import { launchOf } from './launch';
import { WebviewCamera } from './webviewCamera';

/** Without a picture for so long, the camera is called dead. */
export const DEAD_AFTER_MS = 12_000;
/** After so long without a picture taken, the manual shutter grows. */
export const MANUAL_AFTER_MS = 8000;

/** What may differ from one opening to the next. */
export interface Opening {
  /** One of `list_cameras`; otherwise the one chosen before, or the best one. */
  camera?: string | undefined;
  /** Whether the webview's microphone is opened too. Never in writing mode. */
  withSound?: boolean;
}

/** One camera while a screen needs it: opened on demand, watched, always closed. */
export class LiveCamera {
  view = $state.raw<CameraView>();
  status = $state.raw<CameraStatusView>();
  problem = $state.raw<PresentedError>();
  /** The webview's stream, the phone's way; otherwise frames come as pictures. */
  stream = $state.raw<MediaStream>();
  /** What it was last opened for. */
  purpose = $state<CameraPurpose>('document_front');
  isOpening = $state(false);
  /** True after twelve seconds without a picture. */
  isDead = $state(false);
  /** Whole milliseconds since it opened. */
  openFor = $state(0);
  /** Called when a problem ended it: whoever counts time on this camera stops. */
  onproblem: (() => void) | undefined;
  readonly #host: Host;
  readonly #clock: Clock;
  readonly #pause: number;
  #webview: WebviewCamera | undefined;
  /** What is open, or being opened: « Retour » closes it before it answers. */
  #opened: string | undefined;
  /** Counts openings, so that an answer for one that was closed changes nothing. */
  #turn = 0;

  constructor(host: Host, pause = 120, clock: Clock = systemClock) {
    this.#host = host;
    this.#pause = pause;
    this.#clock = clock;
  }

  get hint(): string {
    return this.status?.hint ?? 'none';
  }

  /** True while pictures come that show nothing: black ones, or the same one again and again. */
  get isBlind(): boolean {
    return this.hint === 'black' || this.hint === 'frozen';
  }

  /** Width over height of the camera's picture. */
  get ratio(): number {
    const { width = 0, height = 0 } = this.status ?? {};
    return width > 0 && height > 0 ? width / height : 4 / 3;
  }

  async open(purpose: CameraPurpose, { camera, withSound = false }: Opening = {}): Promise<void> {
    const closed = this.close();
    const turn = this.#turn;
    await closed;
    // Left, or opened again, while the one before was let go: that one counts.
    if (turn !== this.#turn) return;
    this.problem = undefined;
    this.isOpening = true;
    this.purpose = purpose;
    const session = crypto.randomUUID();
    this.#opened = session;
    try {
      const view = await this.#host.call('open_camera', {
        session,
        purpose,
        ...(camera ? { camera } : {}),
      });
      // Closing may have overtaken opening: it is closed again, now that it is open.
      if (turn !== this.#turn) return void this.#release(session);
      const launch = await launchOf(this.#host);
      if (launch?.camera === 'webview') {
        const opened = await WebviewCamera.open(this.#host, view.session, purpose, withSound, (error) => {
          if (turn === this.#turn) this.#fail(error);
        });
        if (turn !== this.#turn) {
          opened.close();
          return;
        }
        this.#webview = opened;
        this.stream = opened.stream;
      }
      this.view = view;
      void this.#watch(view.session, turn);
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(thrown);
    } finally {
      if (turn === this.#turn) this.isOpening = false;
    }
  }

  async #watch(session: string, turn: number): Promise<void> {
    const opened = this.#clock.elapsed();
    let seen = opened;
    while (turn === this.#turn) {
      try {
        const status = await this.#host.call('watch_camera', { session });
        if (turn !== this.#turn) return;
        if (status.fault) throw new CommandError({ code: status.fault });
        const now = this.#clock.elapsed();
        if (status.is_running && status.width > 0) seen = now;
        this.status = { ...status, hint: this.#hintOf(status), level: this.#webview?.level ?? status.level };
        this.openFor = Math.round(now - opened);
        this.isDead = now - seen >= DEAD_AFTER_MS;
      } catch (thrown) {
        if (turn === this.#turn) this.#fail(thrown);
        return;
      }
      await new Promise((later) => setTimeout(later, this.#pause));
    }
  }

  /** A webview's camera goes away by itself, and its picture is turned by holding the device otherwise. */
  #hintOf({ hint }: CameraStatusView): string {
    if (this.#webview?.isAway) return 'reopening';
    return this.#webview && hint === 'face.overturned' ? 'face.overturned.held' : hint;
  }

  #fail(thrown: unknown): void {
    this.problem = presentError(toCommandError(thrown));
    this.onproblem?.();
    void this.close();
  }

  /** Takes the picture of a side. `onmoment` is called when the document may be moved again: the best frame is
   *  one of those just seen, and what follows is looking at it. */
  async take(part: Part, onmoment?: () => void): Promise<PhotoView> {
    const session = this.#session();
    const whole = await this.#webview?.whole();
    onmoment?.();
    return this.#host.call('take_photo', { session, part, ...(whole ? { whole } : {}) });
  }

  /** Turns the pictures of a camera that is not built in upright by a quarter, for good; tells whether it did. */
  async turnPicture(): Promise<boolean> {
    const turn = this.#turn;
    try {
      await this.#host.call('turn_camera', { session: this.#session() });
      return true;
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(thrown);
      return false;
    }
  }

  async startRecording(withSound: boolean): Promise<void> {
    await this.#host.call('start_recording', { session: this.#session(), with_sound: withSound });
    this.#webview?.startRecording();
  }

  /** Notes that the next prompt is on the screen now. */
  async markPrompt(): Promise<void> {
    const at = this.#webview?.filmedFor();
    await this.#host.call('mark_prompt', {
      session: this.#session(),
      ...(at === undefined ? {} : { at_ms: at }),
    });
  }

  async finishRecording(): Promise<VideoView> {
    const session = this.#session();
    await this.#webview?.finishRecording();
    return this.#host.call('finish_recording', { session });
  }

  #session(): string {
    if (!this.view) throw new CommandError({ code: 'camera.lost' });
    return this.view.session;
  }

  /** Closes it; what was shown of it is forgotten, a problem stays to be read. */
  async close(): Promise<void> {
    this.#turn += 1;
    const session = this.#opened;
    this.#opened = undefined;
    this.view = undefined;
    this.status = undefined;
    this.stream = undefined;
    this.isDead = false;
    this.isOpening = false;
    this.openFor = 0;
    this.#webview?.close();
    this.#webview = undefined;
    if (session) await this.#release(session);
  }

  async #release(session: string): Promise<void> {
    await this.#host.call('close_camera', { session }).catch(() => undefined);
  }
}
