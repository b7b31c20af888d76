import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from './checklist';
import { sentenceOf } from './errors';
import { readWords } from '../journey/declaration/read';
import {
  FLOORS, measureWords, bandWords, duplicateWords, facesWords, filmWords, likenessWords, momentWords, pictureWords, recoveryWords, sealFindingWords, sealWords,
  zoneParts, zoneWords,
} from './examined';
import { REASON_CODES, REASONS, partsFor, reasonsFor, toldFor } from './reasons';
import { commandOf } from './shortcuts';
import { ageWords, historyWords, noticeWords, uncheckedWords } from './words';

const root = `${import.meta.dirname}/../../..`;
const source = (path: string) => readFileSync(`${root}/crates/${path}`, 'utf8');

test('the_reasons_are_those_of_the_domain_in_its_order', () => {
  const text = source('domain/src/reason.rs');
  const codes = [...text.matchAll(/Self::\w+ => "([a-z._]+)",/g)].map(([, code]) => code);
  expect(REASON_CODES).toEqual(codes);
});

test('a_final_reason_is_final_for_the_domain_too', () => {
  const text = source('domain/src/reason.rs');
  const kinds = text.slice(text.indexOf('fn kind('), text.indexOf('=> ReasonKind::Final'));
  const finals = new Set([...kinds.matchAll(/Self::(\w+)/g)].map(([, name]) => name));
  const nameOf = (code: string) =>
    code.split(/[._]/).map((part) => part[0]!.toUpperCase() + part.slice(1)).join('');
  expect(REASON_CODES.filter((code) => finals.has(nameOf(code)))).toEqual(reasonsFor('refuse'));
  expect(finals.size).toBe(5);
});

test('what_the_server_says_was_not_checked_is_said_in_words', () => {
  const text = source('service/src/review/dossier.rs');
  const list = text.slice(text.indexOf('fn not_checked('));
  const codes = [...list.matchAll(/"([a-z._]+)"/g)].map(([, code]) => code!);
  expect(codes.length).toBeGreaterThanOrEqual(6);
  expect(uncheckedWords(codes)).toHaveLength(codes.length);
  expect(uncheckedWords(codes)).not.toContain(uncheckedWords(['something.new'])[0]);
});

test('every_notice_of_the_domain_has_words', () => {
  const places = [...source('domain/src/birthplace/place.rs').matchAll(/=> "(birthplace\.\w+)"/g)];
  const finding = source('domain/src/document/finding.rs');
  const notices = [...finding.slice(finding.indexOf('Self::ValidityExtended { .. } => "')).matchAll(/=> "([a-z._]+)"/g)];
  const codes = [...places, ...notices].map(([, code]) => code!);
  expect(codes.length).toBeGreaterThanOrEqual(10);
  const unknown = noticeWords([{ code: 'something.new' }])[0];
  for (const code of codes) expect(noticeWords([{ code, about: '2026-12-04' }]), code).not.toContain(unknown);
});

const codesIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, code]) => code!);

test('whatever_an_examination_can_say_is_said_in_words_of_its_own', () => {
  const likenesses = codesIn(source('domain/src/examination/zone.rs'), /Self::\w+ => "([a-z_]+)"/g)
    .slice(9);
  expect(likenesses).toEqual([
    'same', 'equivalent', 'truncated', 'missing_given_names', 'different', 'doubtful', 'impossible',
    'unread',
  ]);
  expect(new Set(likenesses.map(likenessWords)).size).toBe(likenesses.length);
  const zone = codesIn(source('domain/src/document/mrz/reading.rs'), /=> "(mrz\.[a-z_]+)"/g);
  expect(zone.length).toBeGreaterThanOrEqual(5);
  const words = zone.map((code) => zoneWords({ code, line: 1, column: 33 }));
  expect(words).not.toContain(zoneWords({ code: 'brand.new', line: 1, column: 33 }));
  expect(zoneWords({ code: 'mrz.check_digit', line: 1, column: 33 })).toContain('2, colonne 34');
  const picture = [
    ...codesIn(source('vision/src/quality.rs'), /Self::\w+ => "([a-z.]+)"/g),
    ...codesIn(source('checks/src/picture/look.rs'), /const \w+: &str = "([a-z._]+)";/g),
    ...codesIn(source('service/src/examination/findings.rs'), /const \w+: &str = "([a-z._]+)";/g),
  ];
  expect(picture).toEqual(expect.arrayContaining(['zone.none', 'glare.zone', 'copy']));
  expect(picture.map(pictureWords)).not.toContain(pictureWords('brand.new'));
  expect(new Set(picture.map(pictureWords)).size).toBe(new Set(picture).size);
});

test('a_repaired_sign_stands_by_itself_in_its_line', () => {
  const repair = { line: 1, column: 2, from: 'O', to: '0', why: 'digits_only' };
  const told = zoneParts(['IDFRA', '12O45'], [repair]);
  expect(told).toEqual([[{ text: 'IDFRA' }], [{ text: '12' }, { text: 'O', repair }, { text: '45' }]]);
  expect(zoneParts(['O'], [{ ...repair, line: 0, column: 0 }])[0]).toHaveLength(1);
});

test('measures_are_told_with_the_floors_that_the_examiner_has', () => {
  const number = (path: string, name: string) =>
    Number(new RegExp(`pub const ${name}: f32 = ([\\d.]+);`).exec(source(path))?.[1]);
  expect(FLOORS).toEqual({
    sharpness: 100 * number('vision/src/document/facts.rs', 'BLUR_BELOW'),
    brightness: number('vision/src/quality.rs', 'DARK_BELOW'),
    dpi: number('vision/src/document/rectify.rs', 'READING_DPI'),
  });
  const words = measureWords({ sharpness: 62, brightness: 143, dpi: 312 });
  for (const told of ['62', '20', '143', '55', '312', '300']) expect(words).toContain(told);
  expect(measureWords({ brightness: 143, dpi: 312 })).toMatch(/non mesurée/);
});

test('whatever_a_film_or_another_case_can_say_is_said_in_words_of_its_own', () => {
  const film = codesIn(source('domain/src/examination/film.rs'), /=> "(film\.[a-z_]+)"/g);
  expect(film.length).toBe(5);
  film.push(...codesIn(source('domain/src/examination/look.rs'), /=> "(film\.[a-z_]+)"/g));
  expect(film.length).toBe(5 + 11);
  expect(new Set(film.map(filmWords)).size).toBe(film.length);
  expect(film.map(filmWords)).not.toContain(filmWords('brand.new'));
  const moments = codesIn(source('domain/src/examination/look.rs'), /=> "(whole|task|sheet|digit-\d)"/g);
  expect(moments.length).toBe(6);
  expect(new Set(moments.map(momentWords)).size).toBe(moments.length);
  const twice = codesIn(source('service/src/review/dossier.rs'), /"(duplicate\.[a-z_]+)"/g);
  expect(twice.length).toBe(2);
  expect(twice.map(duplicateWords)).not.toContain(duplicateWords('brand.new'));
  const lost = codesIn(source('service/src/review/dossier.rs'), /"(recovery\.[a-z_]+)"/g);
  expect(new Set(lost.map(recoveryWords)).size).toBe(2);
  expect(lost.map(recoveryWords)).not.toContain(recoveryWords('brand.new'));
});

test('whatever_a_comparison_of_faces_can_say_is_said_in_words_of_its_own', () => {
  const domain = source('domain/src/examination/faces.rs');
  const bands = codesIn(domain.slice(domain.indexOf('enum FaceBand'), domain.indexOf('enum NoScore')), /=> "([a-z_]+)"/g);
  const reasons = codesIn(domain.slice(domain.indexOf('enum NoScore')), /Self::\w+ => "([a-z_]+)"/g);
  reasons.push(...codesIn(source('http/src/views/faces.rs'), /nothing\("([a-z_]+)"\)/g));
  expect([bands.length, reasons.length]).toEqual([3, 9]);
  const words = [...bands.map(bandWords), ...reasons.map(facesWords)];
  expect(new Set(words).size).toBe(12);
  expect(words).not.toContain(facesWords('brand.new'));
  for (const verdict of ['même personne', 'autre personne', 'correspond', 'identi', 'frau'])
    for (const sentence of words) expect(sentence).not.toContain(verdict);
});

test('whatever_a_seal_can_say_is_said_in_words_of_its_own', () => {
  const outcomes = codesIn(source('domain/src/seal/outcome.rs'), /Self::\w+ => "([a-z_]+)"/g);
  expect(outcomes.length).toBe(7);
  const words = outcomes.map((outcome) => sealWords({ outcome, signer: 'Autorité d’essai' }));
  expect(new Set(words).size).toBe(outcomes.length);
  expect(words).not.toContain(sealWords({ outcome: 'brand.new' }));
  for (const claim of ['authenti', 'certifi', 'genuine', 'valide']) {
    const silent = words.filter((sentence) => !sentence.includes('certificat'));
    for (const sentence of silent) expect(sentence).not.toContain(claim);
  }
  const codes = [
    ...codesIn(source('domain/src/seal/header.rs'), /=> "(seal\.[a-z_]+)"/g),
    ...codesIn(source('domain/src/seal/reading.rs'), /=> "(seal\.[a-z_]+)"/g),
  ];
  expect(codes.length).toBe(14);
  const findings = codes.map((code) => sealFindingWords({ code, field: '69' }));
  expect(new Set(findings).size).toBe(codes.length);
  expect(findings).not.toContain(sealFindingWords({ code: 'brand.new' }));
  expect(sealFindingWords({ code: 'seal.date_impossible', field: '69' })).toContain('Date de naissance');
  expect(sealFindingWords({ code: 'seal.field_unknown', field: 'ZZ' })).toContain('champ ZZ');
});

test('a_value_of_the_zone_is_written_as_the_declaration_beside_it', () => {
  const read = (field: string, value: string) =>
    readWords({ field, read: value, likeness: 'same', wants_a_look: false });
  expect(read('birth_date', '1980-07-14')).toBe('14 juillet 1980');
  expect(read('sex', 'female')).toBe('Femme');
  expect(read('number', 'X4RTBPFW4')).toBe('X4RTBPFW4');
});

test('a_no_suggests_reasons_that_exist_and_every_item_suggests_one', () => {
  expect(CHECKLIST.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  for (const { suggests } of CHECKLIST) {
    expect(suggests.some((code) => REASONS[code].redo !== undefined)).toBe(true);
  }
});

test('a_side_is_named_only_where_the_document_has_two', () => {
  expect(partsFor('doc.glare', 'identity_card')).toEqual(['front', 'back']);
  expect(partsFor('doc.glare', 'passport')).toEqual([]);
  expect(partsFor('doc.expired', 'identity_card')).toEqual([]);
});

test('the_person_reads_their_own_language_and_one_neutral_text_for_every_fraud', () => {
  expect(toldFor(['doc.glare'], 'en')[0]).toContain('flash');
  expect(toldFor(['doc.forged', 'coercion', 'attack.replay'], 'fr')).toHaveLength(1);
});

const press = (key: string, code = '') => ({ key, code, ctrlKey: false, altKey: false, metaKey: false });

test('a_french_keyboard_reaches_every_item_without_shift', () => {
  expect(commandOf(press('&', 'Digit1'))).toEqual({ do: 'item', index: 0 });
  expect(commandOf(press('-', 'Digit6'))).toEqual({ do: 'item', index: 5 });
  expect(commandOf(press('à', 'Digit0'))).toEqual({ do: 'item', index: 9 });
  expect(commandOf(press(')', 'Minus'))).toEqual({ do: 'item', index: 10 });
  expect(commandOf(press('-', 'Minus'))).toEqual({ do: 'item', index: 10 });
});

test('a_key_with_a_modifier_belongs_to_the_browser', () => {
  expect(commandOf({ ...press('a', 'KeyA'), ctrlKey: true })).toBeUndefined();
  expect(commandOf(press('q', 'KeyQ'))).toBeUndefined();
});

test('an_unknown_code_gets_words_never_itself', () => {
  expect(sentenceOf('toString')).toBe(sentenceOf('brand.new'));
  expect(historyWords('brand.new')).not.toContain('brand');
});

test('ages_use_the_largest_whole_unit', () => {
  expect([0, 59, 61, 49 * 60].map((minutes) => ageWords(minutes * 60_000))).toEqual([
    '0 minute',
    '59 minutes',
    '1 heure',
    '2 jours',
  ]);
});
