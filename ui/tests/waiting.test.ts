// The one script of the server's pages, which a browser runs: crates/http/assets/wait.js.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const script = readFileSync(`${import.meta.dirname}/../../crates/http/assets/wait.js`, 'utf8');

const page = (code: string, { state = 'offered', done = 0, part = 'code' } = {}) => `
  <title>${done} faites</title>
  <div data-wait="/etat" data-state="${state}" data-renew="45">
    <p role="status" data-part="news">${done} étapes faites</p>
    <div data-part="${part}"><p class="typed">${code}</p><a href="#x" data-action="open-app">Ouvrir</a></div>
    <input id="notes">
  </div>`;

let served: string;
let state: { state: string; next?: string };
let isReachable: boolean;
let status: number;
const reload = vi.fn();
const assign = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  isReachable = true;
  status = 200;
  state = { state: 'offered' };
  served = page('ABCD');
  document.documentElement.innerHTML = `<head></head><body>${served}</body>`;
  vi.stubGlobal('location', { href: '/creer/telephone', reload, assign });
  vi.stubGlobal('fetch', async (address: string) => {
    if (!isReachable) throw new TypeError('no network');
    return address === '/etat'
      ? { ok: status < 400, status, json: async () => state }
      : { ok: status < 400, status, text: async () => `<html><head></head><body>${served}</body></html>` };
  });
  new Function(script)();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const typed = () => document.querySelector('.typed')!.textContent;

test('a_new_code_takes_the_old_ones_place_and_nobody_loses_theirs', async () => {
  const notes = document.querySelector<HTMLInputElement>('#notes')!;
  notes.value = 'tapé';
  document.querySelector<HTMLElement>('[data-action="open-app"]')!.focus();
  const status = document.querySelector('[role="status"]')!;
  served = page('EFGH');
  await vi.advanceTimersByTimeAsync(45_000);
  expect(typed()).toBe('EFGH');
  expect(document.querySelector('#notes')).toBe(notes);
  expect(notes.value).toBe('tapé');
  expect((document.activeElement as HTMLElement).dataset['action']).toBe('open-app');
  expect(document.querySelector('[role="status"]')).toBe(status);
  served = page('IJKL');
  await vi.advanceTimersByTimeAsync(45_000);
  expect(typed()).toBe('IJKL');
  expect(reload).not.toHaveBeenCalled();
});

test('a_step_that_is_done_is_said_where_screen_readers_listen', async () => {
  const status = document.querySelector('[role="status"]')!;
  state = { state: 'claimed' };
  served = page('ABCD', { state: 'claimed', done: 1 });
  await vi.advanceTimersByTimeAsync(1000);
  expect(status.textContent).toBe('1 étapes faites');
  expect(status.isConnected).toBe(true);
  expect(document.title).toBe('1 faites');
});

test('a_page_that_became_another_one_is_loaded', async () => {
  state = { state: 'expired' };
  served = page('ABCD', { part: 'other' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(reload).toHaveBeenCalled();
});

test('an_answer_leads_on_and_a_lost_connection_is_waited_for', async () => {
  isReachable = false;
  await vi.advanceTimersByTimeAsync(50_000);
  expect(typed()).toBe('ABCD');
  isReachable = true;
  served = page('MNOP');
  await vi.advanceTimersByTimeAsync(46_000);
  expect(typed()).toBe('MNOP');
  state = { state: 'approved', next: '/connexion/terminer' };
  await vi.advanceTimersByTimeAsync(1000);
  expect(assign).toHaveBeenCalledWith('/connexion/terminer');
});

test('a_server_that_starts_anew_behind_its_proxy_is_waited_for', async () => {
  status = 502;
  served = '<h1>Bad gateway</h1>';
  await vi.advanceTimersByTimeAsync(50_000);
  expect(reload).not.toHaveBeenCalled();
  expect(typed()).toBe('ABCD');
  status = 200;
  served = page('QRST');
  await vi.advanceTimersByTimeAsync(46_000);
  expect(typed()).toBe('QRST');
});
