import type { Alert } from '../components/host';
import type { PresentedError } from '../errors/presentation';
import { presentError } from '../errors/table';
import { adoptHostPreferences, forHost } from '../i18n/preferences.svelte';
import type { Host } from '../platform';
import { learnTime, systemClock } from '../platform/clock';
import type {
  AtStake,
  ConfigurationView,
  HandoffView,
  JourneyRequest,
  JourneyView,
  SignedInView,
  SignInView,
  StartView,
} from '../platform/contract';
import { toCommandError, type CommandError } from '../platform/types';
import { alertsFor } from './alerts';
import { Handover } from './handover.svelte';
import { afterComputer, afterMail, isSignedIn, mayBeHandedTo, type Place, type WayIn } from './place';
import { unlessAnother, withoutSession } from './session';
import { forget, forgetAll, forgetDocument, keep, keepAlone, keepLink, keepWith, recall } from './drafts';

/** Something the whole screen must say, and how to try again. */
export interface Fault {
  problem: PresentedError;
  retry: () => Promise<void>;
}

const OFFLINE = new Set(['network.offline', 'host.unreachable', 'server.unavailable']);
/** States that greet by themselves: nothing to resume. */
const WITHOUT_RESUME = new Set<string>(['terms', 'active', 'closed']);

/** Leads from launch to the journey's own screens; shows what the host answers and decides nothing. */
export class Controller {
  place = $state.raw<Place>({ at: 'starting' });
  fault = $state.raw<Fault>();
  busy = $state(false);
  isOffline = $state(false);
  /** True after the journey was found elsewhere than the screen thought. */
  hasMoved = $state(false);
  configuration = $state.raw<ConfigurationView>();
  launch = $state.raw<StartView>();
  /** Counts links followed while the app runs: the screen shown then looks for its code. */
  followed = $state(0);
  readonly host: Host;
  readonly handover: Handover;
  #stake = $state.raw<AtStake>('nothing');
  /** Counts what was sent and answered, so that a late answer of a poll is dropped. */
  #turn = 0;
  #isPolling = false;
  /** Signed in by a computer a moment ago: nothing to resume, the case goes on. */
  #isCarriedOver = false;
  /** The sign-in whose code was sent last, until somebody signs in. */
  #sent = $state.raw<SignInView>();

  constructor(host: Host) {
    this.host = withoutSession(host, () => this.#signInAgain());
    this.handover = new Handover(this.host);
  }

  /** What this device's key holds up: as the journey on the screen says, else as the host kept it. */
  get atStake(): AtStake {
    const { place } = this;
    if (place.at !== 'journey' && place.at !== 'resume') return this.#stake;
    if (place.view.at.state === 'active') return 'identity';
    return place.view.recovery ? 'recovery' : 'nothing';
  }

  /** A sign-in whose code may still be typed. */
  get awaited(): SignInView | undefined {
    const sent = this.#sent;
    return sent && Date.parse(sent.expires_at) > systemClock.now() ? sent : undefined;
  }

  /** The lines that stay in sight on every screen. */
  get alerts(): readonly Alert[] {
    return alertsFor({
      isTest: this.launch?.is_mocked === true || this.configuration?.is_test === true,
      isOffline: this.isOffline,
      hasMoved: this.hasMoved,
      isComputerGone: this.#mayGoBack && this.handover.isOtherGone,
      mayReturn: this.#mayGoBack && !this.handover.isOtherGone && this.#isElsewhere,
    });
  }

  /** A computer signed this device in, and may still go on itself. */
  get #mayGoBack(): boolean {
    return this.handover.isTaker && !this.handover.tookOver;
  }

  /** Someone else acts next: nothing is left to do at this device. */
  get #isElsewhere(): boolean {
    return this.place.at === 'journey' && this.place.view.actor !== 'applicant';
  }

  /** « Continuer sur un téléphone »; absent on phones, which have what the computer lacks. */
  get onphone(): (() => Promise<void>) | undefined {
    const platform = this.launch?.platform;
    if (platform === 'android' || platform === 'ios' || this.handover.isTaker) return undefined;
    return this.#offerHandover;
  }

  /** « Changer d'appareil »: on every platform. */
  onmove = (): Promise<void> => this.#offerHandover();

  #offerHandover = async (): Promise<void> => {
    if (this.place.at === 'journey') await this.handover.offer(this.place.view);
  };

  /** One look at the other device; once it joined, the case may move there at any moment. */
  follow = async (): Promise<void> => {
    await this.handover.look();
    if (this.place.at === 'awaiting') {
      if (!this.handover.awaitsApproval) await this.openJourney();
      return;
    }
    if (this.place.at === 'moved') return;
    if (!this.handover.isShared || (this.handover.isTaker && this.handover.awaitsApproval)) return;
    await this.poll();
    if (this.place.at === 'journey') this.handover.follow(this.place.view);
  };

  /** Whether someone else acts next, a delay runs, or the network must be tried again: ask every few seconds. */
  get isWaiting(): boolean {
    if (this.place.at !== 'journey') return this.isOffline && this.configuration !== undefined;
    const { actor, at, recovery } = this.place.view;
    const isEarly = at.state === 'activation' && recovery?.is_possible === false;
    return this.isOffline || actor === 'mailbox' || actor === 'operator' || isEarly;
  }

  /** Runs one step against the host; a refusal takes the whole screen, with a way to try again. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await work();
      this.fault = undefined;
    } catch (thrown) {
      const error = toCommandError(thrown);
      if (!this.#leaveFor(error)) {
        const retry = () => this.#attempt(work);
        this.fault = { problem: presentError(error), retry };
      }
    }
    this.busy = false;
  }

  /** Launch: what this device knows, then wherever that leads. */
  start = (): Promise<void> =>
    this.#attempt(async () => {
      const launch = await this.host.call('start');
      adoptHostPreferences(launch.preferences);
      this.#learnLaunch(launch);
      keepLink(launch.link_code);
      if (launch.recording === 'to_redo') keep('video_cut', true);
      if (launch.preferences.language === undefined) this.place = { at: 'preferences' };
      else await this.#enter();
    });

  #learnLaunch(launch: StartView): void {
    this.launch = launch;
    this.#stake = launch.at_stake;
    this.#sent = launch.sign_in?.sent;
    if (launch.sign_in) keep('account.email', launch.sign_in.email);
  }

  /** M1 confirmed. */
  keepPreferences = (): Promise<void> =>
    this.#attempt(async () => {
      await this.host.call('save_preferences', forHost());
      await this.#enter();
    });

  async #enter(): Promise<void> {
    const { launch } = this;
    if (!launch?.has_session) {
      void this.#learnConfiguration().catch(() => undefined);
      await this.#openHandoffLink();
      return;
    }
    if (!launch.has_secret_code) this.place = { at: 'secret_code' };
    else if (launch.is_locked) this.place = { at: 'unlock' };
    else await this.#openJourney();
  }

  /** A link was followed while the app runs. Who is on the way to somewhere stays on it. */
  followLink = (): Promise<void> =>
    this.#attempt(async () => {
      const { link_code } = await this.host.call('start');
      keepLink(link_code);
      if (link_code?.kind === 'handoff' && mayBeHandedTo(this.place)) {
        await this.#openHandoffLink();
      }
      this.followed += 1;
    });

  async #openHandoffLink(): Promise<void> {
    const code = recall<string>('link.handoff', '');
    this.place = { at: 'welcome' };
    if (code === '') return;
    forget('link.handoff');
    const handoff = await this.host.call('claim_handoff', { code });
    this.place = { at: 'handoff', handoff };
  }

  async #learnConfiguration(): Promise<ConfigurationView> {
    this.configuration = await this.host.call('get_configuration');
    if (this.configuration.now) learnTime(this.configuration.now);
    return this.configuration;
  }

  go = (place: Place): void => {
    this.fault = undefined;
    this.place = place;
  };

  /** A computer's number was confirmed. Where its app gives its account, this device is signed in to it
   * and goes straight to the step where the case stands; a browser only follows. */
  afterHandoff = async ({ carries_account }: HandoffView): Promise<void> => {
    if (carries_account) await this.#enterBy('computer', () => this.host.call('join_handover'));
    else this.go({ at: 'email' });
  };

  /** The old device handed the identity over: it may not act any more. */
  approve = async (code: string): Promise<void> => {
    await this.handover.approve(code);
    this.#stake = 'nothing';
    this.go({ at: 'other_device' });
  };

  /** A code left for the mailbox. */
  awaitCode = (signIn: SignInView): void => {
    this.#sent = signIn;
    this.go({ at: 'email_code', signIn });
  };

  /** The code of the mailbox. Rejects as the host does. */
  signIn = (code: string): Promise<void> =>
    this.#enterBy('mail', () => this.host.call('sign_in', { code }));

  /** The yes: what this device held for another account is erased. Rejects as the host does. */
  replaceAccount = (way: WayIn): Promise<void> =>
    this.#enterBy(way, () => this.host.call('replace_account'));

  /** The no: this device stays as it was. */
  declineAccount = async (): Promise<void> => {
    await this.host.call('decline_account');
    this.go({ at: 'welcome' });
  };

  async #enterBy(way: WayIn, enter: () => Promise<SignedInView>): Promise<void> {
    const signedIn = await unlessAnother(enter);
    this.#sent = undefined;
    if (!signedIn) {
      this.go({ at: 'another_account', way });
      return;
    }
    if (signedIn.is_another_person) forgetAll();
    if (!signedIn.has_secret_code) this.#stake = 'nothing';
    this.#isCarriedOver = way === 'computer';
    this.go(this.#isCarriedOver ? await this.#afterJoining(signedIn) : afterMail(signedIn));
  }

  async #afterJoining(signedIn: SignedInView): Promise<Place> {
    if (!signedIn.needs_trusted_device) return afterComputer(signedIn, false);
    await this.handover.look();
    // The identity's own device, found again, keeps its key.
    return afterComputer(signedIn, this.handover.givesRecovery && this.#stake !== 'identity');
  }

  /** The device that took a recovery over is gone too: this one may begin anew. */
  leaveMoved = (): void => {
    this.handover.forget();
    this.go({ at: 'other_device' });
  };

  /** The identity's device is lost: this one goes on with a new proofing, once it has a secret code. */
  recover = (): Promise<void> =>
    this.#attempt(async () => {
      this.#learnLaunch(await this.host.call('start'));
      await this.#enter();
    });

  /** Unlocked, or the secret code was just chosen: fetch the journey. */
  openJourney = (): Promise<void> => this.#attempt(() => this.#openJourney());

  async #openJourney(): Promise<void> {
    await this.#learnConfiguration();
    await keepWith(this.host);
    const view = await this.host.call('get_journey');
    this.isOffline = false;
    const goesOn = WITHOUT_RESUME.has(view.at.state) || this.#isCarriedOver;
    this.#isCarriedOver = false;
    this.place = { at: goesOn ? 'journey' : 'resume', view };
    void this.handover.look();
  }

  setView = (view: JourneyView): void => {
    this.#turn += 1;
    this.isOffline = false;
    this.place = { at: 'journey', view };
  };

  /** Sends one event; see `ScreenProps.send`. */
  send = async (request: JourneyRequest): Promise<void> => {
    this.#turn += 1;
    this.hasMoved = false;
    try {
      const view = await this.host.call('send_journey', { request });
      if (request.do === 'start_over' || request.do === 'confirm_declaration') forgetAll();
      // Whoever is told that they are too young may have mistyped a date: their entries wait for them.
      if (request.do === 'declare_document' && view.at.state !== 'ineligible') forgetDocument();
      this.setView(view);
    } catch (thrown) {
      await this.#afterRefusal(toCommandError(thrown));
    }
  };

  async #afterRefusal(error: CommandError): Promise<void> {
    if (error.code === 'journey.not_possible_here') {
      await this.refresh();
      this.hasMoved = true;
      return;
    }
    if (OFFLINE.has(error.code)) this.isOffline = true;
    if (error.code === 'terms.outdated') await this.#learnConfiguration().catch(() => undefined);
    if (!this.#leaveFor(error)) throw error;
  }

  /** Fetches where the journey stands and shows it. */
  refresh = async (): Promise<void> => {
    const view = await this.host.call('get_journey');
    this.setView(view);
  };

  /** One turn of asking: quiet, and dropped when something was sent meanwhile. */
  poll = async (): Promise<void> => {
    if (this.#isPolling) return;
    this.#isPolling = true;
    const turn = this.#turn;
    try {
      const view = await this.host.call('get_journey');
      this.isOffline = false;
      if (turn === this.#turn && this.place.at === 'journey') this.place = { at: 'journey', view };
    } catch (thrown) {
      const error = toCommandError(thrown);
      if (!this.#leaveFor(error)) this.isOffline ||= OFFLINE.has(error.code);
    }
    this.#isPolling = false;
  };

  /** True for refusals that no screen can mend: it is shown where they lead. */
  #leaveFor(error: CommandError): boolean {
    if (error.code === 'device.not_trusted') void this.#leaveUntrusted();
    else if (error.code === 'session.missing') this.#signInAgain();
    else if (error.code === 'device.empty') {
      this.#stake = 'nothing';
      this.place = { at: 'email' };
    } else if (error.code === 'app.too_old') {
      this.fault = { problem: presentError(error), retry: this.start };
    } else return false;
    return true;
  }

  /** Another device holds the identity: this one may be waiting for its approval, or have handed over what it
   * recovered. */
  async #leaveUntrusted(): Promise<void> {
    const { handover } = this;
    this.#stake = 'nothing';
    const mayHaveMoved = handover.isShared && !handover.isTaker;
    if (this.#isCarriedOver) this.place = { at: 'awaiting' };
    else if (this.place.at !== 'awaiting' && !mayHaveMoved) this.place = { at: 'other_device' };
    await handover.look();
    if (handover.tookOver && !handover.isTaker) this.place = { at: 'moved' };
    else if (handover.isTaker && handover.awaitsApproval) this.place = { at: 'awaiting' };
    else if (handover.givesRecovery) this.place = { at: 'secret_code', key: 'recovery_again' };
    else this.place = { at: 'other_device' };
  }

  #signInAgain(): void {
    // Asked for in a burst, every answer says the same.
    if (this.place.at !== 'starting' && !isSignedIn(this.place)) return;
    this.#stake = this.atStake;
    keepAlone();
    this.handover.forget();
    this.place = { at: 'email' };
  }

  /** Forgets this device's session, key and unsent entries. */
  signOut = (): Promise<void> =>
    this.#attempt(async () => {
      await this.host.call('sign_out');
      keepAlone();
      forgetAll();
      this.handover.forget();
      this.#learnLaunch(await this.host.call('start'));
      this.place = { at: 'welcome' };
    });
}
