import type { Host } from '../../platform';
import { systemClock, type Clock } from '../../platform/clock';
import type { ChallengeView, ConsentRequest, DigitsWay, VideoView } from '../../platform/contract';
import { toCommandError, type CommandError } from '../../platform/types';
import type { LiveCamera } from '../camera.svelte';
import { digitWord } from '../digits';
import { hush, speak } from '../voice';
import { ORDINARY, slower, type VideoPace } from './pace';

/** Where the film stands, V1 to V8. */
export type Phase =
  | 'explain'
  | 'place'
  | 'write'
  | 'countdown'
  | 'digits'
  | 'sheet'
  | 'third'
  | 'finishing'
  | 'review';

const RECORDED: readonly Phase[] = ['digits', 'sheet', 'third'];

/** Leads one face video from its explanations to its replay. Knows times, nothing of the screen. */
export class Filming {
  phase = $state<Phase>('explain');
  challenge = $state.raw<ChallengeView>();
  video = $state.raw<VideoView>();
  /** Which digit is shown, from 0. */
  index = $state(0);
  /** 3, 2, 1. */
  count = $state(3);
  /** The last gesture was seen done: the film ends in a moment. */
  isDone = $state(false);
  /** Whole seconds filmed. */
  seconds = $state(0);
  /** « J'ai besoin de plus de temps ». */
  isSlow = $state(false);
  /** « Écouter les chiffres ». */
  isAloud = $state(false);
  readonly #host: Host;
  readonly #camera: LiveCamera;
  readonly #onfault: (error: CommandError) => void;
  readonly #pace: VideoPace;
  readonly #clock: Clock;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ticker: ReturnType<typeof setInterval> | undefined;
  #shownAt = 0;
  #startedAt = 0;
  #isStarting = false;
  #consent: ConsentRequest = { version: '', hash: '', given: false };
  /** Counts films, so that a slow answer of one that was left changes nothing. */
  #turn = 0;

  constructor(
    host: Host,
    camera: LiveCamera,
    onfault: (error: CommandError) => void,
    pace: VideoPace = ORDINARY,
    clock: Clock = systemClock,
  ) {
    this.#host = host;
    this.#camera = camera;
    this.#onfault = onfault;
    this.#pace = pace;
    this.#clock = clock;
    camera.onproblem = () => {
      // A film that is being ended says itself whether it is whole.
      if (this.phase !== 'finishing') this.#halt();
    };
  }

  get pace(): VideoPace {
    return this.isSlow ? slower(this.#pace) : this.#pace;
  }

  get isRecording(): boolean {
    return RECORDED.includes(this.phase);
  }

  /** « J'accepte et je commence »: opens the camera, this one or the usual one, to place oneself. */
  async place(way: DigitsWay, consent: ConsentRequest, camera?: string): Promise<void> {
    this.#leave();
    this.#consent = consent;
    this.phase = 'place';
    await this.#camera.open('face', { camera, withSound: way === 'speak' });
  }

  /** « C’est bon, commencer »: draws digits; they are written first, or the countdown starts. */
  async draw(): Promise<void> {
    await this.#attempt(async (turn) => {
      const challenge = await this.#host.call('draw_challenge', { consent: this.#consent });
      if (turn !== this.#turn) return;
      this.challenge = challenge;
      if (challenge.way === 'write') {
        this.phase = 'write';
        if (this.isAloud) speak(challenge.digits.map(digitWord).join(', '));
      } else this.countDown();
    });
  }

  /** Three, two, one; `skip` starts at once. */
  countDown(from = 3): void {
    this.phase = 'countdown';
    this.count = from;
    this.#after(this.pace.count, () => (from > 1 ? this.countDown(from - 1) : void this.record()));
  }

  /** Starts the film and shows what comes first. */
  async record(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isStarting) return;
    this.#isStarting = true;
    await this.#attempt(async (turn) => {
      const isSpoken = this.challenge?.way === 'speak';
      await this.#camera.startRecording(isSpoken);
      if (turn !== this.#turn) return;
      this.#startedAt = this.#clock.elapsed();
      this.#ticker = setInterval(() => this.#tick(), 200);
      await this.#show(isSpoken ? 'digits' : 'sheet', 0);
    });
    this.#isStarting = false;
  }

  /** « Suivant », or its time is over. Whatever is asked keeps its least time. */
  next = async (): Promise<void> => {
    const shown = this.#clock.elapsed() - this.#shownAt;
    if (shown < this.pace.least) {
      this.#after(this.pace.least - shown, () => void this.next());
      return;
    }
    clearTimeout(this.#timer);
    const isLast = this.index + 1 >= (this.challenge?.digits.length ?? 0);
    await this.#attempt(async () => {
      if (this.phase === 'digits' && !isLast) await this.#show('digits', this.index + 1);
      else if (this.phase === 'digits' || this.phase === 'sheet') await this.#show('third', 0);
      else if (this.phase === 'third') await this.#finish();
    });
  };

  /** The arc of the turn is full: nobody has to press anything with their head turned away. */
  seenDone(): void {
    if (this.phase !== 'third' || this.isDone) return;
    this.isDone = true;
    this.#after(this.pace.done, () => void this.next());
  }

  async #show(phase: 'digits' | 'sheet' | 'third', index: number): Promise<void> {
    const turn = this.#turn;
    this.phase = phase;
    this.index = index;
    this.isDone = false;
    this.#shownAt = this.#clock.elapsed();
    await this.#camera.markPrompt();
    if (turn !== this.#turn) return;
    const digit = this.challenge?.digits[index];
    if (phase === 'digits' && this.isAloud && digit !== undefined) speak(digitWord(digit));
    const most = { digits: this.pace.digitMost, sheet: this.pace.sheet, third: this.pace.third };
    this.#after(most[phase], () => void this.next());
  }

  async #finish(): Promise<void> {
    const turn = this.#turn;
    this.phase = 'finishing';
    clearInterval(this.#ticker);
    const video = await this.#camera.finishRecording();
    await this.#camera.close();
    if (turn !== this.#turn) {
      // Whoever left does not leave their face behind.
      await this.#host.call('discard_capture', { capture: video.capture }).catch(nothing);
      return;
    }
    this.video = video;
    this.phase = 'review';
  }

  #tick(): void {
    this.seconds = Math.floor((this.#clock.elapsed() - this.#startedAt) / 1000);
  }

  /** Throws this film away, if there is one, and goes back to the explanations. */
  async discard(): Promise<void> {
    const { video } = this;
    this.stop();
    this.phase = 'explain';
    if (video) await this.#host.call('discard_capture', { capture: video.capture }).catch(nothing);
  }

  /** Ends timers, voice and camera; called when the screen goes. */
  stop(): void {
    this.#leave();
    void this.#camera.close();
  }

  /** Nothing comes by itself any more, and no answer that is still out changes anything. */
  #halt(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    clearInterval(this.#ticker);
    hush();
  }

  #leave(): void {
    this.#halt();
    this.video = undefined;
    this.challenge = undefined;
    this.seconds = 0;
    this.isDone = false;
  }

  #after(pause: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, pause);
  }

  /** Whatever is refused ends this film: the digits of the next one are new anyway. */
  async #attempt(work: (turn: number) => Promise<void>): Promise<void> {
    const turn = this.#turn;
    try {
      await work(turn);
    } catch (thrown) {
      if (turn !== this.#turn) return;
      // The camera's own reason came first, and is on the screen: what failed after it failed because of it.
      if (this.#camera.problem) return this.#halt();
      this.stop();
      this.phase = 'explain';
      this.#onfault(toCommandError(thrown));
    }
  }
}

const nothing = (): void => undefined;
