import { HintPacer, type Hint } from '../components/capture/pace';
import { systemClock, type Clock } from '../platform/clock';

/** The camera's hints at a pace that people can follow. */
export class Hinting {
  shown = $state.raw<Hint>();
  spoken = $state('');
  readonly #pacer = new HintPacer();
  readonly #clock: Clock;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** Takes the newest hint; call it with every look at the camera. */
  offer(hint: Hint | undefined): void {
    const { shown, spoken } = this.#pacer.offer(hint, this.#clock.elapsed());
    this.shown = shown;
    this.spoken = spoken;
  }
}
