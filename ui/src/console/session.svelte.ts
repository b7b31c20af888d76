import type { CaseView, DecisionRequest, QueueView } from '../platform/contract';
import type { ConsoleApi } from './api';
import { codeOf, isCaseGone, isSignedOut } from './errors';
import { isLeaving, rememberLeaving } from './leaving';

/** Where the console stands. */
export type Place =
  | { at: 'sign_in' }
  | { at: 'queue' }
  | { at: 'case'; dossier: CaseView }
  | { at: 'result'; verdict: DecisionRequest['verdict']; awaitsSecond: boolean }
  | { at: 'desk' };

/** A decision that was confirmed: until it is sent it can be taken back, and nothing is decided. */
export interface PendingDecision {
  request: DecisionRequest;
  /** RFC 3339: when it is sent by itself. */
  sendsAt: string;
}

/** Between two tries to send while another request is under way. */
const SEND_AGAIN_MS = 250;

/** What the console shows and asks: one operator, one case at a time. */
export class Session {
  place = $state.raw<Place>({ at: 'sign_in' });
  queue = $state.raw<QueueView | undefined>();
  /** The code of the last refusal, until the next action. */
  fault = $state<string | undefined>();
  /** True when a take found nothing. */
  foundNothing = $state(false);
  busy = $state(false);
  isLocked = $state(false);
  pending = $state.raw<PendingDecision | undefined>();
  #sending: ReturnType<typeof setTimeout> | undefined;
  readonly api: ConsoleApi;
  #operator = $state('');

  constructor(api: ConsoleApi) {
    this.api = api;
  }

  get operator(): string {
    return this.#operator;
  }

  /**
   * Goes on with a session that the browser still holds, unless it was locked or left: then it is ended
   * first. Else asks for the key, without a fault.
   */
  async resume(): Promise<void> {
    if (isLeaving()) await this.api.signOut().catch(() => undefined);
    else await this.#try(() => this.#enter());
    if (this.place.at === 'sign_in') this.fault = undefined;
  }

  async signIn(key: string): Promise<void> {
    await this.#try(async () => {
      await this.api.signIn(key);
      rememberLeaving(false);
      await this.#enter();
    }, 'key.unknown');
  }

  async signOut(): Promise<void> {
    const isUnsent = this.takeBack();
    rememberLeaving(true);
    await this.#try(() => this.api.signOut());
    this.#forget();
    if (isUnsent) this.fault = 'decision.unsent';
  }

  /** Hides everything until a key is given; the service's session ends too. */
  async lock(): Promise<void> {
    if (this.isLocked || this.place.at === 'sign_in') return;
    this.isLocked = true;
    rememberLeaving(true);
    this.fault = this.takeBack() ? 'decision.unsent' : undefined;
    await this.api.signOut().catch(() => undefined);
  }

  /** Shows again what was hidden, to the same operator; another one gets the queue. */
  async unlock(key: string): Promise<void> {
    await this.#try(async () => {
      await this.api.signIn(key);
      rememberLeaving(false);
      const queue = await this.api.queue();
      if (queue.operator !== this.#operator) this.place = { at: 'queue' };
      this.#take(queue);
      this.isLocked = false;
    }, 'key.unknown');
  }

  async goTo(at: 'queue' | 'desk'): Promise<void> {
    const isUnsent = this.takeBack();
    this.foundNothing = false;
    if (at === 'desk') {
      this.fault = undefined;
      this.place = { at };
    } else await this.#try(() => this.#enter());
    if (isUnsent) this.fault ??= 'decision.unsent';
  }

  /**
   * Sends a confirmed decision about the case on the screen after the seconds in which it can be taken back. They
   * pass here and not at the service: whoever leaves, locks or loses the page has decided nothing.
   * @param now milliseconds since 1970
   */
  async decide(request: DecisionRequest, now: number): Promise<void> {
    const wait = (this.queue?.undo_seconds ?? 0) * 1000;
    this.fault = undefined;
    this.pending = { request, sendsAt: new Date(now + wait).toISOString() };
    if (wait === 0) await this.sendDecision();
    else this.#sendAfter(wait);
  }

  /** Forgets a confirmed decision that was not sent. True when there was one. */
  takeBack(): boolean {
    clearTimeout(this.#sending);
    const wasPending = this.pending !== undefined;
    this.pending = undefined;
    return wasPending;
  }

  /** « Envoyer maintenant », and what happens by itself. */
  async sendDecision(): Promise<void> {
    const { pending } = this;
    if (!pending) return;
    clearTimeout(this.#sending);
    if (this.busy) return this.#sendAfter(SEND_AGAIN_MS);
    await this.withCase(async (id) => {
      const { verdict } = pending.request;
      const { awaits_second } = await this.api.decide(id, pending.request);
      return { at: 'result', verdict, awaitsSecond: awaits_second };
    });
    this.pending = undefined;
  }

  #sendAfter(milliseconds: number): void {
    this.#sending = setTimeout(() => void this.sendDecision(), milliseconds);
  }

  async takeNext(): Promise<void> {
    await this.#try(async () => {
      const dossier = await this.api.takeNext();
      this.foundNothing = dossier === undefined;
      if (dossier) this.place = { at: 'case', dossier };
      else await this.#enter();
    });
  }

  /** Does something about the case on the screen and, unless it moved on, shows it afresh. */
  async withCase(act: (id: string) => Promise<Place | void>): Promise<boolean> {
    const { place } = this;
    if (place.at !== 'case') return false;
    const id = place.dossier.case;
    return this.#try(async () => {
      const next = await act(id);
      this.place = next ?? { at: 'case', dossier: await this.api.show(id) };
      if (this.place.at === 'queue') this.#take(await this.api.queue());
    });
  }

  /** Shows the case afresh without a word: something may have come since. A failure waits for the next deed. */
  async lookAgain(): Promise<void> {
    const { place } = this;
    if (place.at !== 'case' || this.busy || this.isLocked) return;
    const { case: id } = place.dossier;
    const dossier = await this.api.show(id).catch(() => undefined);
    const isStillHere = this.place === place && !this.busy;
    if (dossier && isStillHere) this.place = { at: 'case', dossier };
  }

  /** Runs an action of one screen, with its waiting and its refusal. True when it succeeded. */
  perform(act: () => Promise<void>): Promise<boolean> {
    return this.#try(act);
  }

  async #enter(): Promise<void> {
    this.#take(await this.api.queue());
    this.place = { at: 'queue' };
  }

  #take(queue: QueueView): void {
    this.queue = queue;
    this.#operator = queue.operator;
  }

  #forget(): void {
    this.takeBack();
    this.place = { at: 'sign_in' };
    this.queue = undefined;
    this.#operator = '';
    this.isLocked = false;
  }

  async #try(act: () => Promise<void>, whenUnknown?: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.fault = undefined;
    try {
      await act();
      return true;
    } catch (thrown) {
      await this.#refused(codeOf(thrown), whenUnknown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #refused(code: string, whenUnknown: string | undefined): Promise<void> {
    this.fault = whenUnknown && isSignedOut(code) ? whenUnknown : code;
    if (whenUnknown) return;
    if (isSignedOut(code)) this.#forget();
    else if (isCaseGone(code) && this.place.at === 'case') {
      this.place = { at: 'queue' };
      await this.api.queue().then((queue) => this.#take(queue), () => undefined);
    }
  }
}
