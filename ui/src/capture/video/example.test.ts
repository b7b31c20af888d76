import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { choose } from '../../i18n/preferences.svelte';
import Example from './Example.svelte';
import { LENGTH, momentAt } from './example';

beforeEach(() => choose({ language: 'en' }));
afterEach(() => void vi.unstubAllGlobals());

/** A screen that is painted when the story says so, by a clock of its own. */
function film(isCalm = false) {
  let now = 500;
  const waiting = new Map<number, () => void>();
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => (waiting.set(now, paint), now));
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => waiting.delete(frame));
  const clock = { elapsed: () => now, now: () => now };
  const { container } = render(Example, { way: 'speak', movementIsDifficult: false, isCalm, clock });
  const shown = () => container.querySelector('svg')!.innerHTML;
  const said = () => screen.getByRole('status').textContent;
  const press = async (name: string) => {
    screen.getByRole('button', { name }).click();
    await tick();
  };
  const pass = async (ms: number) => {
    now += ms;
    const due = [...waiting.values()];
    waiting.clear();
    due.forEach((paint) => paint());
    await tick();
  };
  return { shown, said, press, pass, isStill: () => waiting.size === 0 };
}

test('the_example_stands_still_until_it_is_played_says_what_is_asked_and_ends_by_itself', async () => {
  const { shown, said, press, pass, isStill } = film();
  const poster = shown();
  await pass(5000);
  expect([shown() === poster, isStill(), said()]).toEqual([true, true, expect.stringMatching(/twelve seconds/)]);
  await press('See the example');
  const heard: (string | null)[] = [];
  for (let passed = 0; passed < LENGTH; passed += 400) {
    await pass(400);
    if (heard.at(-1) !== said()) heard.push(said());
  }
  expect(heard).toEqual([
    'Place your face in the oval',
    'Say the digit four.',
    'Say the digit seven.',
    'Say the digit one.',
    'Turn your head slowly to the left',
    'Perfect, that is all.',
  ]);
  expect(isStill()).toBe(true);
  await press('See the example again');
  await pass(100);
  expect(said()).toBe(heard[0]);
});

test('a_paused_example_goes_on_where_it_stood', async () => {
  const { shown, press, pass, isStill } = film();
  await press('See the example');
  await pass(3000);
  await press('Pause');
  const before = shown();
  await pass(60_000);
  expect([shown() === before, isStill()]).toEqual([true, true]);
  await press('Go on with the example');
  await pass(50);
  expect(shown()).not.toBe(before);
});

test('for_whom_movement_is_reduced_each_step_is_one_still_picture', async () => {
  const { shown, press, pass } = film(true);
  await press('See the example');
  await pass(2500);
  const first = shown();
  await pass(700);
  expect(shown()).toBe(first);
  await pass(1500);
  expect(shown(), 'the next digit').not.toBe(first);
});

test('the_example_shows_the_way_that_was_chosen', () => {
  const kinds = (way: 'speak' | 'write', movementIsDifficult: boolean) => {
    const times = Array.from({ length: LENGTH / 100 }, (_, n) => n * 100);
    const steps = times.map((at) => momentAt(at, { way, movementIsDifficult, isCalm: false }).step.kind);
    return [...new Set(steps)];
  };
  expect(kinds('speak', false)).toEqual(['place', 'digit', 'turn', 'done']);
  expect(kinds('write', true)).toEqual(['place', 'sheet', 'card', 'done']);
});
