import { m } from '../i18n/messages';
import { spellDate } from '../journey/declaration/dates';
import type { DeclarationView, DocumentDraft, ExaminedSealView, HeardView, PictureMeasuresView, SealFieldView, SealFindingView, ZoneFindingView, ZoneRepairView } from '../platform/contract';

type Words = Readonly<Record<string, () => string>>;

const word = (words: Words, code: string, other: () => string): string =>
  (Object.hasOwn(words, code) ? words[code]! : other)();

const picture: Words = {
  unreadable: m.console_examined_unreadable,
  dark: m.photo_finding_dark,
  bright: m.photo_finding_bright,
  blur: m.photo_finding_blur,
  glare: m.console_examined_glare,
  'glare.zone': m.console_examined_glare_zone,
  'glare.portrait': m.console_examined_glare_portrait,
  fingers: m.photo_finding_fingers,
  small: m.photo_finding_small,
  cut: m.photo_finding_cut,
  side: m.photo_finding_side,
  screen: m.console_examined_screen,
  copy: m.console_examined_copy,
  'document.none': m.console_examined_no_document,
  'zone.none': m.console_examined_no_zone,
  'zone.other_side': m.console_examined_other_side,
  'zone.differs': m.console_examined_zones_differ,
};

const zone: Readonly<Record<string, (place: { line: number; column: number }) => string>> = {
  'mrz.line_missing': m.console_zone_line_missing,
  'mrz.line_length': m.console_zone_line_length,
  'mrz.sign_not_allowed': m.console_zone_sign,
  'mrz.check_digit': m.console_zone_check_digit,
  'mrz.date_impossible': m.console_zone_date,
};

const likenesses: Words = {
  same: m.console_like_same,
  equivalent: m.console_like_equivalent,
  truncated: m.console_like_truncated,
  missing_given_names: m.console_like_missing,
  different: m.console_like_different,
  doubtful: m.console_like_doubtful,
  impossible: m.console_like_impossible,
  unread: m.console_like_unread,
};

const film: Words = {
  'film.no_sound': m.console_film_no_sound,
  'film.prompts_missing': m.console_film_missing,
  'film.prompts_out_of_order': m.console_film_order,
  'film.prompt_too_short': m.console_film_short,
  'film.prompt_after_end': m.console_film_after_end,
  'film.unreadable': m.console_film_unreadable,
  'film.out_of_limits': m.console_film_out_of_limits,
  'film.not_looked': m.console_film_not_looked,
  'film.nobody': m.console_film_nobody,
  'film.absent': m.console_film_absent,
  'film.several': m.console_film_several,
  'film.turn_not_seen': m.console_film_turn_not_seen,
  'film.turn_other_side': m.console_film_turn_other_side,
  'film.turn_unfinished': m.console_film_turn_unfinished,
  'film.flat': m.console_film_flat,
  'film.document_not_seen': m.console_film_document_not_seen,
  'film.sound_missing': m.console_film_sound_missing,
  'film.sound_unannounced': m.console_film_sound_unannounced,
  'film.sound_unreadable': m.console_film_sound_unreadable,
  'film.sound_silent': m.console_film_sound_silent,
  'film.voice_missing': m.console_film_voice_missing,
  'film.sound_clipped': m.console_film_sound_clipped,
};

const moments: Words = {
  'digit-1': m.console_look_first,
  'digit-2': m.console_look_second,
  'digit-3': m.console_look_third,
  sheet: m.console_look_sheet,
  task: m.console_look_task,
};

/** What a stretch of a film is for. */
export const momentWords = (code: string): string => word(moments, code, m.console_look_whole);

const components: Words = {
  illumination_uniformity: m.console_quality_illumination_uniformity,
  luminance_mean: m.console_quality_luminance_mean,
  luminance_variance: m.console_quality_luminance_variance,
  under_exposure_prevention: m.console_quality_under_exposure_prevention,
  over_exposure_prevention: m.console_quality_over_exposure_prevention,
  dynamic_range: m.console_quality_dynamic_range,
  natural_colour: m.console_quality_natural_colour,
  single_face_present: m.console_quality_single_face_present,
  eyes_open: m.console_quality_eyes_open,
  mouth_closed: m.console_quality_mouth_closed,
  inter_eye_distance: m.console_quality_inter_eye_distance,
  head_pose_yaw: m.console_quality_head_pose_yaw,
  head_pose_pitch: m.console_quality_head_pose_pitch,
  head_pose_roll: m.console_quality_head_pose_roll,
};

/** A component of the quality of a picture of a face. */
export const componentWords = (code: string): string =>
  word(components, code, m.console_quality_other);

const duplicates: Words = {
  'duplicate.document': m.console_duplicate_document,
  'duplicate.evidence': m.console_duplicate_evidence,
};

const recovery: Words = {
  'recovery.same_person': m.console_recovery_same,
  'recovery.other_person': m.console_recovery_other,
};

/** That an identity which is there already would move to another device. */
export const recoveryWords = (code: string): string => word(recovery, code, m.console_recovery);

/** Whether something of the sound is missing or amiss: then each digit's moment is shown to be listened to. */
export const wantsEar = ({ findings, voices }: HeardView): boolean =>
  findings.length > 0 || voices.some(({ at_ms }) => !at_ms);

/** What does not fit in a film's record, and what is to be looked at or listened to again. */
export const filmWords = (code: string): string => word(film, code, m.console_film_other);

const faces: Words = {
  not_installed: m.console_faces_not_installed,
  waiting: m.console_faces_waiting,
  no_portrait: m.console_faces_no_portrait,
  not_agreed: m.console_faces_not_agreed,
  portrait_unseen: m.console_faces_portrait_unseen,
  portrait_small: m.console_faces_portrait_small,
  portrait_blurred: m.console_faces_portrait_blurred,
  film_unseen: m.console_faces_film_unseen,
  failed: m.console_faces_failed,
};

/** Why there is no score. */
export const facesWords = (code: string): string => word(faces, code, m.console_faces_other);

const bands: Words = {
  near: m.console_faces_near,
  between: m.console_faces_between,
  far: m.console_faces_far,
};

/** How near faces lie. */
export const bandWords = (code: string): string => word(bands, code, m.console_faces_other);

/** What is found in another account's case. */
export const duplicateWords = (code: string): string =>
  word(duplicates, code, m.console_duplicate_other);

/** What may be wrong with a picture. */
export const pictureWords = (code: string): string => word(picture, code, m.photo_finding_other);

/** From where on a measure is a finding, as the examiner has it: a test compares. */
export const FLOORS = { sharpness: 20, brightness: 55, dpi: 300 } as const;

/** The measures of a picture, each with what it means. */
export function measureWords({ sharpness, brightness, dpi }: PictureMeasuresView): string {
  const sentences = [
    sharpness === undefined
      ? m.console_measure_no_print()
      : m.console_measure_sharpness({ sharpness, floor: FLOORS.sharpness }),
    m.console_measure_brightness({ brightness, floor: FLOORS.brightness }),
    m.console_measure_dpi({ dpi, floor: FLOORS.dpi }),
  ];
  return sentences.join(' ');
}

/** What is wrong within a zone, and where: lines and columns as people count them. */
export function zoneWords({ code, line, column }: ZoneFindingView): string {
  const place = { line: line + 1, column: column + 1 };
  return Object.hasOwn(zone, code) ? zone[code]!(place) : m.console_zone_other(place);
}

/** What was read as its look-alike, where and why: lines and columns as people count them. */
export function repairWords({ line, column, from, to, why }: ZoneRepairView): string {
  const of = { line: line + 1, column: column + 1, from, to };
  return why === 'digits_only' ? m.console_zone_repair_digit(of) : m.console_zone_repair_letter(of);
}

/** A part of a line of a zone; with what it was taken for where that is another sign. */
export interface ZonePart {
  text: string;
  repair?: ZoneRepairView;
}

/** The lines of a zone in parts, each repaired sign by itself. */
export function zoneParts(lines: readonly string[], repairs: readonly ZoneRepairView[]): ZonePart[][] {
  return lines.map((text, line) => {
    const here = repairs.filter((repair) => repair.line === line);
    const parts: ZonePart[] = [];
    let from = 0;
    for (const repair of here) {
      parts.push({ text: text.slice(from, repair.column) });
      parts.push({ text: text.slice(repair.column, repair.column + 1), repair });
      from = repair.column + 1;
    }
    return [...parts, { text: text.slice(from) }].filter((part) => part.text !== '');
  });
}

const seals: Readonly<Record<string, (of: { signer: string }) => string>> = {
  verified: m.console_seal_verified,
  wrong: m.console_seal_wrong,
  not_listed: () => m.console_seal_not_listed(),
  outside_validity: m.console_seal_outside_validity,
  undated: m.console_seal_undated,
  unsigned: () => m.console_seal_unsigned(),
  other_layout: () => m.console_seal_other_layout(),
};

const sealFields: Words = {
  '60': m.document_given_names,
  '63': m.document_usage_name,
  '62': m.document_birth_name,
  '65': m.console_seal_field_65,
  '66': m.document_number,
  '67': m.document_nationality,
  '68': m.document_sex,
  '69': m.document_birth_date,
  '6A': m.console_seal_field_6a,
  '6C': m.console_seal_field_6c,
  '6F': m.console_seal_field_6f,
  '6N': m.console_seal_field_6n,
  '6O': m.document_expiry_date,
  '6S': m.console_seal_address,
  '6T': m.console_seal_address,
  '6U': m.console_seal_address,
  '6V': m.console_seal_address,
  '6W': m.console_seal_field_6w,
  '6X': m.console_seal_field_6x,
};

const sealFindings: Readonly<Record<string, (of: { field: string }) => string>> = {
  'seal.not_a_seal': () => m.console_seal_not_a_seal(),
  'seal.binary': () => m.console_seal_binary(),
  'seal.version': () => m.console_seal_version(),
  'seal.header_short': () => m.console_seal_header_short(),
  'seal.header_sign': () => m.console_seal_header_sign(),
  'seal.field_name': () => m.console_seal_field_name(),
  'seal.field_unknown': m.console_seal_field_unknown,
  'seal.field_repeated': m.console_seal_field_repeated,
  'seal.field_missing': m.console_seal_field_missing,
  'seal.value_short': m.console_seal_value_short,
  'seal.value_sign': m.console_seal_value_sign,
  'seal.date_impossible': m.console_seal_date_impossible,
  'seal.signature_missing': () => m.console_seal_signature_missing(),
  'seal.signature_unreadable': () => m.console_seal_signature_unreadable(),
};

/** What became of a seal's signature. An outcome that this console does not know verified nothing. */
export function sealWords({ outcome, signer }: Pick<ExaminedSealView, 'outcome' | 'signer'>): string {
  const words = Object.hasOwn(seals, outcome) ? seals[outcome]! : m.console_seal_not_verified;
  return words({ signer: signer ?? m.console_seal_nobody() });
}

/** What a field of a seal is called. */
export const sealFieldWords = (field: string): string =>
  word(sealFields, field, () => m.console_seal_field({ field }));

/** What a field says: a day of eight digits as people write it, anything else as it stands. */
export function sealValueWords({ field, value }: SealFieldView): string {
  const day = ['69', '6N', '6O'].includes(field) && /^(\d\d)(\d\d)(\d{4})$/.exec(value);
  return day ? spellDate(`${day[3]}-${day[2]}-${day[1]}`) : value;
}

/** What is wrong within a seal, and in which field. */
export function sealFindingWords({ code, field = '' }: SealFindingView): string {
  const name = sealFieldWords(field);
  return Object.hasOwn(sealFindings, code) ? sealFindings[code]!({ field: name }) : m.console_seal_other();
}

/** Where a declared value comes from: left as the app read it in the zone, or entered. */
export type Origin = 'read' | 'entered';

/** What the person's device says of a field; nothing where it was not asked or not given. */
export function originOf(field: string, { document }: DeclarationView): Origin | undefined {
  if (document.as_read?.some((read) => read === field)) return 'read';
  // Of a French document the nationality is known without being asked.
  const isAsked = field !== 'nationality' || document.kind === 'residence_permit';
  const isGiven = field === 'birthplace' || Boolean(document[field as keyof DocumentDraft]);
  return isAsked && isGiven ? 'entered' : undefined;
}

/** The origin in a word. */
export const originWords: Readonly<Record<Origin, () => string>> = {
  read: m.console_origin_read,
  entered: m.console_origin_entered,
};

/** How a field read compares with the one declared. */
export const likenessWords = (code: string): string =>
  word(likenesses, code, m.console_like_unread);
