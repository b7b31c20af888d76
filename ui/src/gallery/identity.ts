import { systemClock } from '../platform/clock';
import type { Commands, Events, IdentityView, LoginRequestView } from '../platform/contract';
import { fakePlatform, type Answers, type FakePlatform } from '../platform/fake';

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
    { name: 'Ordinateur Linux', is_this_one: true, since: '2026-02-03T15:36:00Z' },
    { name: 'Téléphone Android', is_this_one: false, since: '2026-02-05T09:12:00Z' },
  ],
  activity: [
    { at: '2026-02-06T09:12:00Z', kind: 'login.approved', service: 'Service de démonstration' },
    { at: '2026-02-05T18:40:00Z', kind: 'login.disowned', service: 'Service de démonstration' },
    { at: '2026-02-03T15:36:00Z', kind: 'identity.activated' },
  ],
};

/** A request that ends in `seconds`. */
export const loginRequest = (seconds = 97): LoginRequestView => ({
  request: 'request-1',
  service: 'Service de démonstration',
  broker: 'Fournisseur de connexion',
  place: 'Lyon',
  browser: 'Firefox sur Linux',
  asked_at: '2026-02-03T15:36:00Z',
  expires_at: new Date(systemClock.now() + seconds * 1000).toISOString(),
  claims: ['given_name', 'family_name', 'birthdate', 'birthplace', 'email'],
  level: 'eidas2',
  nonce: '',
});

/** A host whose identity is active. */
export const identityHost = (answers: Answers<Commands> = {}): FakePlatform<Commands, Events> =>
  fakePlatform<Commands, Events>({
    get_identity: () => identity,
    list_login_requests: () => ({ requests: [] }),
    answer_login_request: () => ({}),
    save_preferences: () => ({}),
    open_outside: () => ({}),
    ...answers,
  });
