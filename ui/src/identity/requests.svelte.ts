import type { PresentedError } from '../errors/presentation';
import { presentError } from '../errors/table';
import type { Host } from '../platform';
import { systemClock, type Clock } from '../platform/clock';
import type { LoginRequestView } from '../platform/contract';
import { toCommandError } from '../platform/types';

/** The login requests that wait, asked for while someone looks at the screen. */
export class Requests {
  /** Those that wait, newest first. */
  waiting = $state.raw<readonly LoginRequestView[]>([]);
  /** The one on the screen. */
  shown = $state.raw<LoginRequestView>();
  /** When the one on the screen was heard, as {@link Clock.elapsed} counts: its seconds run from there. */
  heardAt = 0;
  /** Why the list could not be had; the next turn tries again. */
  problem = $state.raw<PresentedError>();
  readonly #host: Host;
  readonly #clock: Clock;
  /** When the list was heard. */
  #listedAt = 0;
  /** Put aside without an answer, or answered: they do not come up by themselves again. */
  readonly #aside = new Set<string>();

  constructor(host: Host, clock: Clock = systemClock) {
    this.#host = host;
    this.#clock = clock;
  }

  /** One turn of asking; a new request comes up by itself unless `quiet`. */
  async poll(quiet: boolean): Promise<void> {
    try {
      const { requests } = await this.#host.call('list_login_requests');
      this.#listedAt = this.#clock.elapsed();
      this.waiting = requests;
      this.problem = undefined;
      if (!quiet && !this.shown) {
        const next = requests.find(({ request }) => !this.#aside.has(request));
        if (next) this.show(next);
      }
    } catch (thrown) {
      this.problem = presentError(toCommandError(thrown));
    }
  }

  /** Opens the request of a code scanned or followed; rejects with a `CommandError`. */
  async open(code: string): Promise<void> {
    const request = await this.#host.call('open_login_request', { code });
    this.#show(request, this.#clock.elapsed());
  }

  /** Shows one of the list. */
  show(request: LoginRequestView): void {
    this.#show(request, this.#listedAt);
  }

  #show(request: LoginRequestView, heardAt: number): void {
    this.heardAt = heardAt;
    this.shown = request;
  }

  /** « Retour » or answered: it leaves the screen. */
  putAside(): void {
    if (this.shown) this.#aside.add(this.shown.request);
    this.shown = undefined;
  }
}
