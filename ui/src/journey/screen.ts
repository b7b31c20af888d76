import type {
  ConfigurationView,
  JourneyRequest,
  JourneyView,
  StateName,
  StateView,
} from '../platform/contract';
import type { Host } from '../platform';

/** What the state `Name` shows. */
export type At<Name extends StateName> = Extract<StateView, { state: Name }>;

/** The journey, known to stand at the state `Name`. */
export type ViewAt<Name extends StateName> = Omit<JourneyView, 'at'> & { at: At<Name> };

/** What every screen of the journey is given. It shows `view` and sends requests; it decides nothing. */
export interface ScreenProps<Name extends StateName = StateName> {
  view: ViewAt<Name>;
  host: Host;
  /**
   * Sends one event and shows where it leads. Rejects with a `CommandError` for whatever the screen
   * itself should say; a journey that has moved elsewhere is fetched and shown instead.
   */
  send: (request: JourneyRequest) => Promise<void>;
  /** Fetches where the journey stands and shows it. */
  refresh: () => Promise<void>;
  configuration: ConfigurationView;
  /** « Continuer sur un téléphone »: absent where there is no other device to go to. Rejects as `send`. */
  onphone?: (() => Promise<void>) | undefined;
  /** Shows a view that another command answered (`activate`). */
  setView: (view: JourneyView) => void;
}
