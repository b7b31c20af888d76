import type { Chapter, HandoverView, JourneyView } from '../platform/contract';
import type { Host } from '../platform';
import { toCommandError } from '../platform/types';

/** States in which the other side may still do something. */
const OPEN = new Set<HandoverView['state']>(['offered', 'claimed', 'confirmed']);
const UNREACHABLE = new Set(['network.offline', 'host.unreachable', 'server.unavailable']);

/** Going on at another device: what is offered here, or what signed this device in. */
export class Handover {
  view = $state.raw<HandoverView>();
  /** Its screen stands in place of the journey's. */
  isShown = $state(false);
  /** The last look found no server: it is tried again by itself. */
  isUnreachable = $state(false);
  /** Where the journey stood when it was offered: what the progress is told from. */
  from = $state.raw<JourneyView>();
  readonly #host: Host;
  #isLooking = false;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Whether the other side must be looked at every few seconds. */
  get isFollowed(): boolean {
    const state = this.view?.state;
    return state !== undefined && (state === 'joined' || (this.isShown && OPEN.has(state)));
  }

  /** Whether another device was signed in from here, or this one from another. */
  get isShared(): boolean {
    return this.view?.state === 'joined';
  }

  /** The side that was signed in does not offer in turn. */
  get isTaker(): boolean {
    return this.isShared && this.view?.is_giver === false;
  }

  /** An identity is active: the new device waits for the one that holds it. */
  get awaitsApproval(): boolean {
    return this.isShared && this.view?.awaits_approval === true;
  }

  /** An identity is recovered, and the device that was signed in alone goes on with it. */
  get tookOver(): boolean {
    return this.isShared && this.view?.took_over === true;
  }

  /** Where this account has an identity: it is recovered, and that comes to this device once it makes a new key. */
  get givesRecovery(): boolean {
    return this.isTaker && !this.awaitsApproval && !this.tookOver;
  }

  /** Whether the other side, once there, does not answer any more. */
  get isOtherGone(): boolean {
    return this.isShared && this.view?.is_other_here === false;
  }

  /** Asks for a code and shows it. Rejects as the host does. */
  offer = async (from: JourneyView): Promise<void> => {
    if (!(this.isShared && this.view?.is_giver)) this.view = await this.#host.call('offer_handover');
    this.from = from;
    this.isUnreachable = false;
    this.isShown = true;
  };

  /** One look, quiet: a lost network is said on the screen and tried again. */
  look = async (): Promise<void> => {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const view = await this.#host.call('watch_handover');
      this.isUnreachable = false;
      // Its hour ended after the other device joined: both go on, each by itself.
      if (this.isShared && view.state === 'over') this.forget();
      // Left meanwhile: only a device that joined still matters.
      else this.view = this.isShown || view.state === 'joined' ? view : undefined;
    } catch (thrown) {
      this.isUnreachable = UNREACHABLE.has(toCommandError(thrown).code);
      if (!this.isUnreachable) this.forget();
    }
    this.#isLooking = false;
  };

  /** The journey was seen at `view`: when its part is over, or the hour is, the journey's own screen is
   * shown again. */
  follow = (view: JourneyView): void => {
    if (!this.isShown || !this.from || this.from.at.state === 'active') return;
    const chapter: Chapter = this.from.chapter;
    const hasMovedOn = view.chapter !== chapter || view.actor !== 'applicant';
    if (this.isShared && hasMovedOn) this.isShown = false;
  };

  /** Back to this device: a code that nobody used leads nowhere any more, and a new device that waits for
   * approval is turned away. */
  close = async (): Promise<void> => {
    const state = this.view?.state;
    const isRefused = this.awaitsApproval;
    this.isShown = false;
    if (state === 'joined' && !isRefused) return;
    this.view = undefined;
    if (isRefused || (state && OPEN.has(state))) await this.#host.call('end_handover').catch(() => undefined);
  };

  /** Hands the identity to the new device, with this one's secret code. Rejects as the host does. */
  approve = async (code: string): Promise<void> => {
    await this.#host.call('approve_handover', { code });
    this.forget();
  };

  /** Signed out, or nothing is under way. */
  forget = (): void => {
    this.view = undefined;
    this.isShown = false;
    this.from = undefined;
  };
}
