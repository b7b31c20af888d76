import { listed } from '../i18n/format';
import { m } from '../i18n/messages';

const claims: Record<string, () => string> = {
  given_name: m.claim_given_name,
  family_name: m.claim_family_name,
  birthdate: m.claim_birthdate,
  gender: m.claim_gender,
  birthplace: m.claim_birthplace,
  birthcountry: m.claim_birthcountry,
  email: m.claim_email,
  preferred_username: m.claim_preferred_username,
};

/** What a service asks for, in words. A claim without a sentence is named as it travels: hiding it
 *  would let something be handed over unseen. */
export function claimName(claim: string): string {
  return Object.hasOwn(claims, claim) ? claims[claim]!() : m.claim_other({ name: claim });
}

/** « Prénoms, nom de naissance et sexe »: what would be handed over, as one sentence. */
export function claimsSentence(asked: readonly string[]): string {
  const within = (name: string) => name.charAt(0).toLocaleLowerCase() + name.slice(1);
  return listed(asked.map(claimName).map((name, index) => (index === 0 ? name : within(name))));
}

const activities: Record<string, () => string> = {
  'login.approved': m.activity_login_approved,
  'login.failed': m.activity_login_failed,
  'login.refused': m.activity_login_refused,
  'login.disowned': m.activity_login_disowned,
  'login.expired': m.activity_login_expired,
  'login.mismatch': m.activity_login_mismatch,
  'identity.activated': m.activity_identity_activated,
  'identity.blocked': m.activity_identity_blocked,
};

interface Asked {
  service: string;
  broker?: string;
}

/** A broker need not say for which service it asks: then its own name stands in the service's place. */
export const isUnnamed = ({ service, broker }: Asked) => broker === service;

/** Who asks, within a sentence. */
export function asker(asked: Asked): string {
  return isUnnamed(asked) ? m.request_through({ broker: asked.service }) : asked.service;
}

/** Who asks, where a sentence begins. */
export function askerFirst(asked: Asked): string {
  const words = asker(asked);
  return isUnnamed(asked) ? words.charAt(0).toLocaleUpperCase() + words.slice(1) : words;
}

/** One line of the history, in words. */
export function activityName(kind: string): string {
  return Object.hasOwn(activities, kind) ? activities[kind]!() : m.activity_other();
}

/** « Substantiel ». */
export function levelName(level: string): string {
  if (level === 'eidas2') return m.request_level_eidas2();
  if (level === 'eidas3') return m.request_level_eidas3();
  return m.request_level_other();
}
