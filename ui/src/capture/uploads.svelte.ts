import type { Upload } from '../components/shapes';
import type { PresentedError } from '../errors/presentation';
import { presentError } from '../errors/table';
import type { Host } from '../platform';
import type { DocumentKind, Part, SubmitArgs, UploadView } from '../platform/contract';
import { CommandError, toCommandError } from '../platform/types';
import { partName } from './parts';

const states = { sending: 'sending', waiting: 'paused', done: 'done', failed: 'failed' } as const;

/** A capture on its way, as the queue shows it. */
export function uploadRow(upload: UploadView, kind?: DocumentKind): Upload {
  const problem = upload.problem && presentError(new CommandError(upload.problem));
  // Without a network nothing has to be said or done but « Connexion perdue ».
  const isTold = upload.problem?.code !== 'network.offline';
  return {
    key: upload.capture,
    name: partName(upload.part, kind),
    state: states[upload.state],
    sentBytes: upload.sent,
    totalBytes: upload.size,
    ...(problem && isTold ? { problem: problem.text } : {}),
  };
}

/** Follows one capture to the server. It travels by itself: this only watches. */
export class Sending {
  upload = $state.raw<UploadView>();
  /** Why it ended without arriving; the capture must be taken again or tried again. */
  problem = $state.raw<PresentedError>();
  readonly #host: Host;
  readonly #ondone: () => Promise<void>;
  readonly #pause: number;
  #turn = 0;

  /** @param pause milliseconds between two looks */
  constructor(host: Host, ondone: () => Promise<void>, pause = 700) {
    this.#host = host;
    this.#ondone = ondone;
    this.#pause = pause;
  }

  /** Finds the capture of a part that was already on its way, after a restart or « Retour ». */
  async resume(part: Part): Promise<void> {
    const found = await this.#find((upload) => upload.part === part && upload.state !== 'done');
    if (found && found.state !== 'failed') void this.#follow(found);
  }

  /** Hands a capture over; rejects with a `CommandError` when the host does not take it. */
  async send(args: SubmitArgs): Promise<void> {
    this.problem = undefined;
    void this.#follow(await this.#host.call('submit_capture', args));
  }

  /** Stops watching; the capture goes on. */
  stop(): void {
    this.#turn += 1;
  }

  /** Nothing is on its way any more: another capture may begin. */
  clear(): void {
    this.stop();
    this.upload = undefined;
    this.problem = undefined;
  }

  /** Throws the capture away: it will not be sent, and does not stay on the device. */
  async discard(): Promise<void> {
    const { upload } = this;
    this.clear();
    if (upload) await this.#host.call('discard_capture', { capture: upload.capture }).catch(() => undefined);
  }

  async #find(is: (upload: UploadView) => boolean): Promise<UploadView | undefined> {
    try {
      return (await this.#host.call('list_uploads')).uploads.findLast(is);
    } catch {
      return undefined;
    }
  }

  async #follow(first: UploadView): Promise<void> {
    const turn = ++this.#turn;
    this.upload = first;
    while (this.upload.state === 'sending' || this.upload.state === 'waiting') {
      await new Promise((later) => setTimeout(later, this.#pause));
      if (turn !== this.#turn) return;
      const now = await this.#find((upload) => upload.capture === first.capture);
      if (turn !== this.#turn) return;
      this.upload = now ?? this.upload;
      if (this.#isSignedOut()) {
        // Where the journey stands is refused too, and that leads to sign-in. It waits for the same account.
        await this.#ondone().catch(() => undefined);
        return;
      }
    }
    if (this.upload.state === 'failed') {
      this.problem = presentError(
        new CommandError(this.upload.problem ?? { code: 'server.failed' }),
      );
      return;
    }
    await this.#arrived(turn);
  }

  #isSignedOut(): boolean {
    const { state, problem } = this.upload ?? {};
    return state === 'waiting' && problem?.code === 'session.missing';
  }

  /** The journey knows the capture a moment later, or the network is away: asked until it answers. */
  async #arrived(turn: number): Promise<void> {
    while (turn === this.#turn) {
      try {
        await this.#ondone();
        return;
      } catch (thrown) {
        this.problem = presentError(toCommandError(thrown));
        await new Promise((later) => setTimeout(later, this.#pause * 4));
      }
    }
  }
}
