import type { Host } from '../platform';
import { fakePlatform } from '../platform/fake';
import type {
  Chapter,
  Commands,
  ConfigurationView,
  DeclarationView,
  EventName,
  Events,
  JourneyView,
  LetterView,
  RecoveryView,
  StateName,
  TextPurpose,
} from '../platform/contract';
import type { At, ScreenProps, ViewAt } from '../journey/screen';

/** An installation with short texts; every word invented. */
export const configuration: ConfigurationView = {
  name: 'Sceau',
  label: {
    fr: 'Démonstrateur indépendant. Sans lien avec La Poste, AR24 ni l’État. Aucune valeur légale.',
    en: 'Independent demonstrator. No link with La Poste, AR24 or the State. No legal value.',
  },
  texts: (['identity', 'letter_service', 'letter_receipt', 'face_video'] as TextPurpose[]).map(
    (purpose) => ({
      purpose,
      version: '2026-01',
      hash: `hash-of-${purpose}`,
      summary: {
        fr: 'Sceau enregistre ce que vous déclarez. Un agent décide. Vous pouvez arrêter à tout moment.',
        en: 'Sceau records what you declare. An agent decides. You can stop at any time.',
      },
      body: {
        fr: '1. Ce que fait ce service\nIl permet de créer une identité numérique.\n\n2. Qui décide\nUn agent.',
        en: '1. What this service does\nIt lets you create a digital identity.\n\n2. Who decides\nAn agent.',
      },
    }),
  ),
  retention: { unfinished_days: 30, refused_days: 30, media_days: 90, decision_days: 2190 },
  help_url: 'aide',
  upload_allowed: true,
  lowest_app_version: '0.1.0',
  decision_hours: { from: 24, to: 72 },
  is_test: true,
};

/** A letter whose notice left. */
export const letter: LetterView = {
  number: '7K2M9Q4XA',
  status: 'available',
  answer_until: '2026-02-18T15:36:00Z',
  events: [
    { kind: 'EVT_DEPOSITED', at: '2026-02-03T15:36:00Z', hash: 'a1' },
    { kind: 'EVT_NOTIFICATION_SENT', at: '2026-02-03T15:37:00Z', hash: 'a2' },
  ],
  tracking_url: 'lettre/7K2M9Q4XA',
};

/** What an invented person declared. */
export const declaration: DeclarationView = {
  document: {
    kind: 'old_identity_card',
    number: '111275A12345',
    sex: 'female',
    given_names: 'Maëlle, Anne-Sophie',
    birth_name: 'Kervadec',
    birth_date: '1980-07-14',
    issue_date: '2011-12-05',
    expiry_date: '2021-12-04',
  },
  birthplace: {
    draft: { where: 'in_france', code: '29019' },
    place: 'Brest – Finistère (29)',
    country: 'France',
  },
  notices: [{ code: 'validity.extended', about: '2026-12-04' }],
  register: {
    sent: {
      family_name: 'KERVADEC',
      given_name: 'Maëlle Anne-Sophie',
      birthdate: '1980-07-14',
      birthplace: '29019',
      birthcountry: '99100',
    },
    findings: [],
  },
};

/** A host for stories: it answers nothing. */
export const storyHost: Host = fakePlatform<Commands, Events>({});

interface More {
  chapter?: Chapter;
  allowed?: readonly EventName[];
  recovery?: RecoveryView;
}

/** What the variants `recovery` and `recovery-over` of a story add: the identity comes from a lost device. */
export const recoveryIn = (variant: string): Pick<More, 'recovery'> =>
  variant.startsWith('recovery')
    ? { recovery: { possible_from: '2026-02-09T10:05:00Z', is_possible: variant.endsWith('over') } }
    : {};

/** A journey standing at `at`; may go back unless told otherwise. */
export function viewAt<Name extends StateName>(at: At<Name>, more: More = {}): ViewAt<Name> {
  return {
    at,
    step: 10,
    chapter: more.chapter ?? 'document',
    allowed: [...(more.allowed ?? (['went_back'] as const))],
    missing: [],
    actor: 'applicant',
    ...(more.recovery ? { recovery: more.recovery } : {}),
  };
}

/** The same, not knowing where: what the host answers. */
export const journeyAt = (at: JourneyView['at'], more: More & Partial<JourneyView> = {}): JourneyView => ({
  ...viewAt(at, more),
  ...more,
  allowed: [...(more.allowed ?? (['went_back'] as const))],
});

/** Everything a screen of the journey is given, for its story. */
export function propsAt<Name extends StateName>(at: At<Name>, more: More = {}): ScreenProps<Name> {
  const later = async () => undefined;
  return {
    view: viewAt(at, more),
    host: storyHost,
    send: later,
    refresh: later,
    configuration,
    setView: () => undefined,
  };
}
