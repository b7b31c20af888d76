import { CommandError } from '../platform/types';

/** Milliseconds that a camera may give nothing before it is opened again: systems take it away for a moment. */
export const MUTED_FOR_MS = 2000;
/** The pauses before each try to open a camera that went away, in milliseconds. */
export const TRIES_MS = [0, 1000, 3000];

/** Reasons that say more than that the camera went away: the person can do something about them. */
const TOLD: readonly string[] = ['camera.denied', 'camera.busy'];

/** What a camera's track is watched with. */
export interface TrackOwner {
  /** Asks for the camera anew. */
  ask: () => Promise<MediaStreamTrack>;
  /** Pictures may come again. */
  onback: () => void;
  /** No picture will come any more. */
  onlost: (error: CommandError) => void;
}

/** Whether the page is on the screen. */
export type Page = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

/**
 * Watches the picture of a stream: the system may end it, take it away for a while, or put the page in the
 * background. Opens it again by itself and puts it into the same stream, or says that it is lost.
 */
export class TrackWatch {
  readonly #stream: MediaStream;
  readonly #owner: TrackOwner;
  readonly #page: Page;
  #track: MediaStreamTrack | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOpening = false;
  #isFilming = false;
  #isClosed = false;

  constructor(stream: MediaStream, owner: TrackOwner, page: Page) {
    this.#stream = stream;
    this.#owner = owner;
    this.#page = page;
    page.addEventListener('visibilitychange', this.#turned);
    this.#follow(stream.getVideoTracks()[0]);
  }

  /** True while no picture comes: whatever is drawn then is the last one again. */
  get isAway(): boolean {
    return this.#page.hidden || !this.#track || this.#track.muted || this.#track.readyState === 'ended';
  }

  /** While a film is made, a camera that goes away is lost at once: half a film proves nothing. */
  set isFilming(is: boolean) {
    this.#isFilming = is;
    if (is && this.isAway) this.#lose();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#page.removeEventListener('visibilitychange', this.#turned);
    this.#follow(undefined);
  }

  #follow(track: MediaStreamTrack | undefined): void {
    for (const name of ['ended', 'mute'] as const) {
      this.#track?.removeEventListener(name, this.#wentAway);
      track?.addEventListener(name, this.#wentAway);
    }
    this.#track = track;
    if (track?.muted) this.#wentAway();
  }

  #turned = (): void => {
    if (!this.#page.hidden) this.#owner.onback();
    if (this.isAway) this.#wentAway();
  };

  #wentAway = (): void => {
    if (this.#isFilming) return this.#lose();
    // In the background no system gives pictures: it is looked at again when the person is back.
    if (this.#page.hidden) return;
    // The pause before its next try is the timer's too: ended here, it would never end.
    if (this.#isOpening) return;
    clearTimeout(this.#timer);
    if (this.#track?.readyState === 'ended') void this.#reopen();
    else this.#timer = setTimeout(() => this.isAway && void this.#reopen(), MUTED_FOR_MS);
  };

  async #reopen(): Promise<void> {
    if (this.#isOpening) return;
    this.#isOpening = true;
    let reason: unknown;
    for (const pause of TRIES_MS) {
      await new Promise((later) => (this.#timer = setTimeout(later, pause)));
      reason = undefined;
      if (this.#isClosed || this.#page.hidden) break;
      reason = await this.#exchange().catch((thrown: unknown) => thrown);
      if (reason === undefined || codeOf(reason) === 'camera.denied') break;
    }
    this.#isOpening = false;
    if (!this.#isClosed && reason !== undefined) this.#lose(codeOf(reason));
  }

  /** The camera anew in the place of the one that went away; that is let go first, many can be open only once. */
  async #exchange(): Promise<void> {
    this.#track?.stop();
    const newer = await this.#owner.ask();
    if (this.#isClosed) return newer.stop();
    if (this.#track) this.#stream.removeTrack(this.#track);
    this.#stream.addTrack(newer);
    this.#follow(newer);
    this.#owner.onback();
  }

  #lose(code?: string): void {
    const told = TOLD.find((known) => known === code) ?? 'camera.lost';
    this.#owner.onlost(new CommandError({ code: told }));
  }
}

const codeOf = (thrown: unknown): string | undefined =>
  thrown instanceof CommandError ? thrown.code : undefined;
