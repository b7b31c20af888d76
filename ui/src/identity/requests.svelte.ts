import type { PresentedError } from '../errors/presentation';
import { presentError } from '../errors/table';
import type { Host } from '../platform';
import type { LoginRequestView } from '../platform/contract';
import { toCommandError } from '../platform/types';

/** The login requests that wait, asked for while someone looks at the screen. */
export class Requests {
  /** Those that wait, newest first. */
  waiting = $state.raw<readonly LoginRequestView[]>([]);
  /** The one on the screen. */
  shown = $state.raw<LoginRequestView>();
  /** Why the list could not be had; the next turn tries again. */
  problem = $state.raw<PresentedError>();
  readonly #host: Host;
  /** Put aside without an answer, or answered: they do not come up by themselves again. */
  readonly #aside = new Set<string>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** One turn of asking; a new request comes up by itself unless `quiet`. */
  async poll(quiet: boolean): Promise<void> {
    try {
      const { requests } = await this.#host.call('list_login_requests');
      this.waiting = requests;
      this.problem = undefined;
      if (!quiet && !this.shown) {
        this.shown = requests.find(({ request }) => !this.#aside.has(request));
      }
    } catch (thrown) {
      this.problem = presentError(toCommandError(thrown));
    }
  }

  /** Opens the request of a code scanned or followed; rejects with a `CommandError`. */
  async open(code: string): Promise<void> {
    this.shown = await this.#host.call('open_login_request', { code });
  }

  show(request: LoginRequestView): void {
    this.shown = request;
  }

  /** « Retour » or answered: it leaves the screen. */
  putAside(): void {
    if (this.shown) this.#aside.add(this.shown.request);
    this.shown = undefined;
  }
}
