import { textFor } from '../journey/text';
import { systemClock } from '../platform/clock';
import type {
  Commands,
  ConsentsView,
  Events,
  GivenConsentView,
  IdentityView,
  LoginRequestView,
  PastLoginView,
  PersonCodeView,
  TextPurpose,
} from '../platform/contract';
import { fakePlatform, type Answers, type FakePlatform } from '../platform/fake';
import { configuration } from './journey';

/** A login of the past, answered. */
const answered: PastLoginView = {
  login: 'login-1',
  broker: 'Fournisseur de connexion',
  browser: { application: 'Firefox', system: 'Linux', place: 'Lyon' },
  claims: ['given_name', 'family_name', 'birthdate', 'email'],
  level: 'eidas2',
  answered_at: '2026-02-06T09:12:40Z',
  device: 'Ordinateur Linux',
};

/** An invented person's active identity. */
export const identity: IdentityView = {
  given_names: 'Maëlle, Anne-Sophie',
  birth_name: 'Kervadec',
  birth_date: '1980-07-14',
  document: 'old_identity_card',
  document_valid_until: '2026-12-04',
  active_since: '2026-02-03T15:36:00Z',
  email_masked: 'm•••@exemple.fr',
  phone_masked: '+33 6 •• •• •• 34',
  devices: [
    { device: 'device-1', name: 'Ordinateur Linux', is_this_one: true, since: '2026-02-03T15:36:00Z' },
    {
      device: 'device-2',
      name: 'Téléphone Android',
      is_this_one: false,
      since: '2026-02-05T09:12:00Z',
    },
  ],
  activity: [
    {
      at: '2026-02-06T09:12:00Z',
      kind: 'login.approved',
      service: 'Service de démonstration',
      login: { ...answered, given_at: '2026-02-06T09:12:42Z' },
    },
    {
      at: '2026-02-05T20:02:00Z',
      kind: 'login.failed',
      service: 'Service de démonstration',
      login: { ...answered, login: 'login-2', answered_at: '2026-02-05T20:02:31Z' },
    },
    {
      at: '2026-02-05T18:40:00Z',
      kind: 'login.disowned',
      service: 'Service de démonstration',
      login: {
        ...answered,
        login: 'login-3',
        answered_at: '2026-02-05T18:40:22Z',
        browser: { ...answered.browser, place: 'unknown' },
        reported_at: '2026-02-05T18:45:00Z',
      },
    },
    { at: '2026-02-03T15:36:00Z', kind: 'identity.activated' },
  ],
};

/** The same, blocked by the person. */
export const blockedIdentity: IdentityView = {
  ...identity,
  blocked_at: '2026-02-06T10:05:00Z',
  activity: [{ at: '2026-02-06T10:05:00Z', kind: 'identity.blocked' }, ...identity.activity],
};

/** A code on its way; another may be asked for in half a minute. */
export const sentCode = (to: string): PersonCodeView => ({
  to_masked: to,
  expires_at: new Date(systemClock.now() + 600_000).toISOString(),
  resend_at: new Date(systemClock.now() + 30_000).toISOString(),
});

/** A request that ends in `seconds`. */
export const loginRequest = (seconds = 97): LoginRequestView => ({
  request: 'request-1',
  service: 'Service de démonstration',
  broker: 'Fournisseur de connexion',
  browser: { application: 'Firefox', system: 'Linux', place: 'Lyon' },
  asked_at: '2026-02-03T15:36:00Z',
  expires_at: new Date(systemClock.now() + seconds * 1000).toISOString(),
  seconds_left: Math.max(0, seconds),
  claims: ['given_name', 'family_name', 'birthdate', 'birthplace', 'email'],
  level: 'eidas2',
  nonce: '',
});

const given = (purpose: TextPurpose, at: string): GivenConsentView => {
  const text = textFor(configuration, purpose);
  return {
    purpose,
    version: text?.version ?? '',
    hash: text?.hash ?? '',
    at,
    is_in_force: true,
    ...(text ? { text } : {}),
  };
};

/** Everything agreed to on the way to the identity, newest first. */
export const consents: ConsentsView = {
  consents: [
    { ...given('face_video', '2026-01-12T09:41:00Z'), film_erased_on: '2026-04-13T08:00:00Z' },
    given('letter_receipt', '2026-01-11T18:02:00Z'),
    given('letter_service', '2026-01-11T18:02:00Z'),
    given('identity', '2026-01-11T17:30:00Z'),
  ],
};

/** A host whose identity is active. */
export const identityHost = (answers: Answers<Commands> = {}): FakePlatform<Commands, Events> =>
  fakePlatform<Commands, Events>({
    get_identity: () => identity,
    list_login_requests: () => ({ requests: [] }),
    answer_login_request: () => ({}),
    save_preferences: () => ({}),
    open_outside: () => ({}),
    remove_device: () => ({}),
    block_identity: () => ({}),
    foresee_recovery: () => ({ possible_from: '2026-02-09T10:05:00Z', is_elsewhere: false }),
    begin_recovery: () => ({ possible_from: '2026-02-09T10:05:00Z', is_possible: false }),
    ask_unblock_code: () => sentCode('m•••@exemple.fr'),
    unblock_identity: () => ({}),
    report_login: () => ({}),
    ask_number_code: () => sentCode('+33 6 •• •• •• 67'),
    change_number: () => ({}),
    list_consents: () => consents,
    export_data: () => ({
      folder: '/home/maelle/Téléchargements',
      data: 'sceau-2026-02-06T100500.json',
      pdf: 'sceau-2026-02-06T100500.pdf',
    }),
    erase_account: () => ({}),
    ...answers,
  });
