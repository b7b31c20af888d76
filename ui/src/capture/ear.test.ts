import { expect, test } from 'vitest';
import { levelOf } from './ear';

const tone = (loudness: number) => Float32Array.from({ length: 480 }, (_, n) => (n % 2 ? loudness : -loudness));

test('the_bar_stays_down_in_silence_and_moves_with_a_voice_as_the_host_s_does', () => {
  expect(levelOf(tone(0))).toBe(0);
  expect(levelOf(tone(0.001))).toBeCloseTo(0);
  expect(levelOf(tone(3000 / 32_767))).toBeCloseTo(0.65, 1);
  expect(levelOf(tone(1))).toBe(1);
});
