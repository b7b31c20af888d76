import { documentPicture } from '../gallery/pictures';
import type { CaseView, ExaminedSealView, QueueView } from '../platform/contract';
import { Refusal, type ConsoleApi } from './api';
import { faces, look, turned, withScore } from './sampleFilm';

/** An instant every story shares, so that ages and countdowns stand still. */
export const NOW = Date.parse('2026-02-03T15:36:00Z');
export const stillClock = { now: () => NOW, elapsed: () => 0 };

/** Three waiting cases, one of them mine. Every word invented. */
export const queue: QueueView = {
  operator: 'Agathe Morvan',
  decided_lately: 6,
  undo_seconds: 10,
  reports: [
    {
      reported_at: '2026-02-01T10:20:00Z',
      asked_at: '2026-02-01T10:12:00Z',
      service: 'Service de démonstration',
      browser: 'Firefox sur Linux',
      place: 'unknown',
      was_given: true,
    },
  ],
  cases: [
    {
      case: 'k1',
      since: '2026-02-01T09:00:00Z',
      kind: 'old_identity_card',
      attempt: 2,
      appeal: true,
      is_test: false,
    },
    {
      case: 'k2',
      since: '2026-02-03T12:36:00Z',
      kind: 'passport',
      attempt: 1,
      appeal: false,
      mine_until: '2026-02-03T15:44:00Z',
      is_test: true,
    },
    {
      case: 'k3',
      since: '2026-02-03T15:20:00Z',
      kind: 'identity_card',
      attempt: 1,
      appeal: false,
      is_test: false,
    },
  ],
};

/** A case with everything that can be marked. */
export const dossier: CaseView = {
  case: 'k1',
  mine_until: '2026-02-03T15:44:00Z',
  erased_if_accepted: '2026-05-04T15:36:00Z',
  erased_if_refused: '2026-03-05T15:36:00Z',
  attempt: 2,
  appeal: true,
  declaration: {
    document: {
      kind: 'old_identity_card',
      number: '111275A12345',
      sex: 'female',
      given_names: 'Maëlle, Anne-Sophie',
      birth_name: 'Kervadec',
      birth_date: '1980-07-14',
      issue_date: '2011-12-05',
      expiry_date: '2021-12-04',
      as_read: ['number', 'sex', 'birth_name'],
    },
    birthplace: {
      draft: { where: 'in_france', code: '29019' },
      place: 'Brest, Finistère (29)',
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
  },
  valid_until: '2026-12-04',
  is_expired: false,
  evidence: [
    {
      evidence: 'e1',
      part: 'front',
      source: 'imported',
      media_type: 'image/jpeg',
      size: 812_000,
      has_clip: false,
      at: '2026-02-03T14:00:00Z',
    },
    {
      evidence: 'e2',
      part: 'back',
      source: 'live',
      media_type: 'image/jpeg',
      size: 790_000,
      has_clip: true,
      at: '2026-02-03T14:01:00Z',
    },
    {
      evidence: 'e3',
      part: 'video',
      source: 'scripted',
      media_type: 'video/mp4',
      size: 4_100_000,
      has_clip: false,
      at: '2026-02-03T14:05:00Z',
    },
  ],
  examined: [
    {
      evidence: 'e1',
      findings: ['glare.zone'],
      document: [
        [0.11, 0.24],
        [0.89, 0.24],
        [0.89, 0.75],
        [0.11, 0.75],
      ],
      zone: {
        lines: ['IDFRAKERVADEC<<<<<<<<<<<<<<<<<275001', '111275A123451MAELLE<<ANNE<S8O07144F8'],
        corners: [
          [0.15, 0.65],
          [0.85, 0.65],
          [0.85, 0.7],
          [0.15, 0.7],
        ],
        findings: [{ code: 'mrz.check_digit', line: 1, column: 33 }],
        repairs: [{ line: 1, column: 28, from: 'O', to: '0', why: 'digits_only' }],
        compared: [
          { field: 'kind', read: 'old_identity_card', likeness: 'same', wants_a_look: false },
          { field: 'issuer', read: 'FRA', likeness: 'same', wants_a_look: false },
          { field: 'number', read: '111275A12345', likeness: 'same', wants_a_look: false },
          { field: 'birth_name', read: 'KERVADEC', likeness: 'same', wants_a_look: false },
          { field: 'given_names', read: 'MAELLE ANNE S', likeness: 'truncated', wants_a_look: false },
          { field: 'birth_date', read: '1980-07-11', likeness: 'doubtful', wants_a_look: true },
          { field: 'sex', read: 'female', likeness: 'same', wants_a_look: false },
        ],
      },
      measures: { sharpness: 62, brightness: 143, dpi: 312 },
      has_portrait: true,
      made_by: 'sceau-checks 0.1.0, zone_reader 2/3f9a6c1b7d2e8450, seals 4c1d9e02',
      at: '2026-02-03T14:00:10Z',
    },
  ],
  challenge: {
    digits: [4, 7, 1],
    third_task: 'turn_left',
    way: 'speak',
    audio_prompt: true,
    fps: 18.4,
    duration_ms: 14_200,
    prompts_ms: [1200, 3900, 6500, 9100],
    seal: 'signed',
  },
  film: {
    findings: [],
    voice_ms: [
      [1200, 3900],
      [3900, 6500],
      [6500, 9100],
    ],
    task_ms: [9100, 14_200],
  },
  look: { ...look, turn: 'other_side' },
  faces,
  duplicates: ['duplicate.document'],
  recovery: 'recovery.same_person',
  first: {
    accepted_at: '2025-12-20T10:12:00Z',
    kept_until: '2026-03-20T10:12:00Z',
    portrait: { evidence: 'f1', at: '2025-12-18T17:20:00Z' },
    film: {
      evidence: 'f3',
      at: '2025-12-18T17:26:00Z',
      kept: [
        { moment: 'digit-1', at_ms: 2_250, measures: [] },
        { moment: 'digit-2', at_ms: 4_500, measures: [] },
        { moment: 'digit-3', at_ms: 7_000, measures: [] },
        { moment: 'task', at_ms: 11_500, measures: [] },
      ],
    },
  },
  history: [
    { at: '2026-02-01T08:50:00Z', kind: 'case.opened' },
    { at: '2026-02-02T10:00:00Z', kind: 'decision.taken', operator: 'Basile Quéré' },
    { at: '2026-02-03T14:05:00Z', kind: 'evidence.attached' },
    { at: '2026-02-03T15:34:00Z', kind: 'case.assigned', operator: 'Agathe Morvan' },
  ],
  earlier: [
    {
      at: '2026-02-02T10:00:00Z',
      verdict: 'ask_again',
      reasons: ['doc.glare'],
      note: 'Reflet sur la zone de lecture.',
    },
  ],
  language: 'fr',
  not_checked: [
    'document.security_features',
    'document.chip',
    'identity.register',
    'face.match',
    'face.attack',
    'document.side_without_zone',
  ],
};

/** The same, once the first case's pictures were erased. */
export const erased: CaseView = {
  ...dossier,
  first: { accepted_at: '2025-10-20T10:12:00Z', erased_at: '2026-01-18T10:12:00Z' },
};

/** The seal of a side that says what was declared. */
const seal: ExaminedSealView = {
  corners: [
    [0.66, 0.3],
    [0.84, 0.3],
    [0.84, 0.56],
    [0.66, 0.56],
  ],
  outcome: 'verified',
  wants_a_look: false,
  signer: 'Autorité d’essai, sans valeur',
  header: { authority: 'ZZ00', certificate: '0001', document_type: '07', signed: '2011-12-05' },
  findings: [],
  compared: [
    { field: 'kind', read: 'old_identity_card', likeness: 'same', wants_a_look: false },
    { field: 'number', read: '111275A12345', likeness: 'same', wants_a_look: false },
    { field: 'birth_name', read: 'KERVADEC', likeness: 'same', wants_a_look: false },
    { field: 'given_names', read: 'MAELLE ANNE SOPHIE', likeness: 'equivalent', wants_a_look: false },
    { field: 'birth_date', read: '1980-07-14', likeness: 'same', wants_a_look: false },
    { field: 'sex', read: 'female', likeness: 'same', wants_a_look: false },
  ],
  others: [
    { field: '6A', value: 'BREST' },
    { field: '6C', value: 'FR' },
    { field: '6N', value: '05122011' },
  ],
};

const withSeal = (found: ExaminedSealView): CaseView => ({
  ...dossier,
  appeal: false,
  examined: dossier.examined.map((side) => ({ ...side, seal: found })),
  not_checked: found.outcome === 'verified' ? dossier.not_checked : [...dossier.not_checked, 'document.seal'],
});

/** A card that bears a seal that was verified. */
export const sealed = withSeal(seal);

/** A film on which nothing is to be looked at again, with a document shown. */
export const filmed: CaseView = {
  ...sealed,
  faces: { outcome: 'not_installed' },
  look: {
    ...look,
    findings: [],
    frames: [57, 0, 0],
    widest: [3, 3],
    document_ms: 10_250,
    track: turned(0),
  },
};

/** Faces that lie near, and far apart. */
export const near: CaseView = { ...sealed, faces: withScore(0.58, 'near') };
export const far: CaseView = { ...sealed, faces: withScore(0.09, 'far') };

const { recovery: _recovery, first: _first, ...plain } = near;

/** What most cases are: nothing to be looked at twice, and one origin for all its pieces. */
export const usual: CaseView = {
  ...plain,
  attempt: 1,
  declaration: {
    ...dossier.declaration,
    document: { ...dossier.declaration.document, nationality: 'FRA' },
    notices: [],
  },
  evidence: dossier.evidence.map((piece) => ({ ...piece, source: 'scripted', has_clip: true })),
  examined: dossier.examined.map((side) => ({
    ...side,
    findings: [],
    zone: {
      ...side.zone!,
      lines: side.zone!.lines.map((line) => line.replace('O', '0')),
      findings: [],
      repairs: [],
      compared: [
        ...side.zone!.compared.map((row) =>
          row.field === 'birth_date' ? { ...row, read: '1980-07-14', likeness: 'same', wants_a_look: false } : row,
        ),
        { field: 'nationality', read: 'FRA', likeness: 'same', wants_a_look: false },
      ],
    },
  })),
  challenge: { ...dossier.challenge!, fps: 30, audio_prompt: false },
  look: {
    ...look,
    findings: [],
    turn: 'done',
    sound: { findings: [], voices: [{ at_ms: [2_140, 2_560] }, { at_ms: [4_500, 4_950] }, { at_ms: [7_020, 7_430] }] },
  },
  duplicates: [],
  earlier: [],
};

/** A film that could not be looked at. */
export const unlooked: CaseView = {
  ...sealed,
  faces: { outcome: 'portrait_blurred', made_by: faces.made_by!, at: faces.at! },
  look: {
    ...look,
    findings: ['film.unreadable'],
    frames: [0, 0, 0],
    kept: [],
    track: [],
  },
};

/** The same with a seal that somebody else signed, over another name. */
export const missealed = withSeal({
  ...seal,
  outcome: 'wrong',
  wants_a_look: true,
  findings: [{ code: 'seal.date_impossible', field: '6O' }],
  compared: seal.compared.map((row) =>
    row.field === 'birth_name' ? { ...row, read: 'LESCOAT', likeness: 'different', wants_a_look: true } : row,
  ),
});

/** The same, born where the list knows nothing. */
export const unlisted: CaseView = {
  ...dossier,
  appeal: false,
  declaration: {
    ...dossier.declaration,
    birthplace: {
      draft: { where: 'unlisted', name: 'Port-Sauvage', department: '29' },
      place: 'Port-Sauvage, 29',
      country: 'France',
    },
  },
  not_checked: [...dossier.not_checked, 'birthplace.unlisted'],
};

const drawn = () => fetch(documentPicture).then((answer) => answer.blob());

/** A service for stories and tests: everything is refused unless given. */
export function fakeApi(given: Partial<ConsoleApi> = {}): ConsoleApi {
  const refuse = () => Promise.reject(new Refusal('operator.unknown'));
  return {
    signIn: refuse,
    signOut: () => Promise.resolve(),
    queue: refuse,
    takeNext: refuse,
    show: refuse,
    media: drawn,
    record: refuse,
    release: refuse,
    saveBirthplaceCode: refuse,
    decide: refuse,
    desk: refuse,
    ...given,
  };
}
