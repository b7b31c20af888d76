import { describe, expect, test } from 'vitest';
import { choose } from '../i18n/preferences.svelte';
import { ERROR_CODES } from '../platform/contract';
import { CommandError } from '../platform/types';
import { presentError } from './table';

const shown = (code: string, more: { tries_left?: number; until?: string } = {}) =>
  presentError(new CommandError({ code, ...more }));

describe('presenting an error', () => {
  test.each(ERROR_CODES)('%s is worded in both languages, without its code', (code) => {
    const french = shown(code).text;
    choose({ language: 'en' });
    const english = shown(code).text;
    for (const text of [french, english]) {
      expect(text).toMatch(/\.$/);
      expect(text).not.toContain(code);
    }
    expect(english).not.toBe(french);
  });

  test('a_code_from_a_newer_server_still_gets_a_sentence_and_a_way_on', () => {
    const { text, action } = shown('case.frozen_in_2031');
    expect(text).not.toContain('frozen');
    expect(text.length).toBeGreaterThan(20);
    expect(action).toBe('ask_help');
  });

  test('a_code_named_like_an_object_method_is_unknown_too', () => {
    expect(shown('toString').action).toBe('ask_help');
  });

  test('the_tries_left_are_counted_in_words', () => {
    expect(shown('code.wrong', { tries_left: 1 }).text).toContain('1 essai');
    expect(shown('code.wrong', { tries_left: 3 }).text).toContain('3 essais');
    expect(shown('code.wrong').text).not.toContain('essai');
  });

  test('the_hour_to_try_again_is_told_when_it_is_known', () => {
    const instant = '2026-02-03T16:36:00Z';
    expect(shown('request.too_many', { until: instant }).text).toMatch(/\d\d:36/);
    expect(shown('request.too_many').text).not.toMatch(/\d\d:\d\d/);
  });
});
