import type { HandoffView, JourneyView, SignedInView, SignInView } from '../platform/contract';

/** What is on the screen: before an account by our own order, afterwards by the journey's. */
export type Place =
  | { at: 'starting' | 'preferences' | 'welcome' | 'needs' | 'code' | 'email' }
  | { at: 'handoff'; handoff: HandoffView }
  | { at: 'email_code'; signIn: SignInView }
  | { at: 'unlock' | 'other_device' | 'awaiting' | 'moved' }
  | { at: 'secret_code'; key?: NewKey }
  /** Signing in as somebody else would erase what hangs on this device's key. */
  | { at: 'another_account'; way: WayIn }
  /** « Supprimer mon compte », from the help of a screen that stays behind it. */
  | { at: 'erase_account'; behind: Place }
  | { at: 'resume' | 'journey'; view: JourneyView };

/** By the code of a mailbox, or by the account that a computer's app gave. */
export type WayIn = 'mail' | 'computer';

/** Why a key is made: a case begins, or an identity is recovered – on a device that has another one already, or not. */
export type NewKey = 'case' | 'recovery' | 'recovery_again';

/** Before an account, a computer may hand over at any moment. */
const HANDOFF_STARTS: ReadonlySet<Place['at']> = new Set(['welcome', 'needs', 'code', 'email']);
const SIGNED_IN: ReadonlySet<Place['at']> = new Set([
  'secret_code',
  'unlock',
  'other_device',
  'awaiting',
  'moved',
  'erase_account',
  'resume',
  'journey',
]);

/** Whether a computer's link that is followed here is taken at once. */
export function mayBeHandedTo({ at }: Place): boolean {
  return HANDOFF_STARTS.has(at);
}

/** Whether somebody is signed in at this place: they may sign out there, and a session that ended leads from there to
 * sign-in. While the app starts nobody knows yet. */
export function isSignedIn({ at }: Place): boolean {
  return SIGNED_IN.has(at);
}

/** After signing in by e-mail: the key that is here already is opened; else this device's secret code is chosen,
 * unless another device is the one. */
export function afterMail({ needs_trusted_device, has_secret_code }: SignedInView): Place {
  if (has_secret_code) return { at: 'unlock' };
  return { at: needs_trusted_device ? 'other_device' : 'secret_code' };
}

/** After a computer's app gave its account. Where an identity is active, this device waits for the other's approval
 * once its key is open.
 * @param takesRecovery an identity is recovered, and that goes on with a new key of this device alone */
export function afterComputer({ has_secret_code }: SignedInView, takesRecovery: boolean): Place {
  if (takesRecovery) {
    return { at: 'secret_code', key: has_secret_code ? 'recovery_again' : 'recovery' };
  }
  return { at: has_secret_code ? 'unlock' : 'secret_code' };
}
