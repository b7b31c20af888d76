import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { openConsoleApi } from './api';
import Console from './Console.svelte';
import { fakeService } from './fakeService';
import { NOW, queue } from './sample';
import { action, cleanConsole, shown } from './scene';
import { Session } from './session.svelte';

const DECISION = 'POST cases/k1/decision';

const bar = () => document.querySelector<HTMLElement>('[data-undo]');
const waiting = (seconds: number) =>
  fakeService({ 'GET queue': { body: { ...queue, undo_seconds: seconds } } });

cleanConsole();

/** A session that has just confirmed an approval, its ten seconds not begun to pass. */
async function decided() {
  vi.useFakeTimers();
  const service = waiting(10);
  const session = new Session(openConsoleApi(service.ask));
  await session.signIn('good');
  await session.takeNext();
  await session.decide({ checklist: [], verdict: 'approve', reasons: [] }, NOW);
  return { session, service };
}

/** An operator who has just confirmed an approval, with all the time in the world. */
async function confirmed() {
  const service = waiting(600);
  render(Console, { api: openConsoleApi(service.ask) });
  await shown('queue');
  await fireEvent.click(action('take-next'));
  await shown('case');
  for (let item = 1; item <= 11; item += 1) await fireEvent.click(action(`check-${item}-yes`));
  await fireEvent.click(action('approve'));
  await fireEvent.click(action('confirm'));
  await waitFor(() => expect(bar()).not.toBeNull());
  return { service };
}

test('a_confirmed_decision_waits_ten_seconds_and_is_then_sent_by_itself_and_once', async () => {
  const { session, service } = await decided();
  expect(session.pending!.sendsAt).toBe('2026-02-03T15:36:10.000Z');
  await vi.advanceTimersByTimeAsync(9_900);
  expect(service.sent(DECISION)).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(session.place.at).toBe('result');
  expect(session.pending).toBeUndefined();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(service.sent(DECISION)).toHaveLength(1);
});

test('a_decision_taken_back_is_never_sent_and_the_next_one_has_its_own_ten_seconds', async () => {
  const { session, service } = await decided();
  await vi.advanceTimersByTimeAsync(9_000);
  session.takeBack();
  await session.decide({ checklist: [], verdict: 'refuse', reasons: [] }, NOW);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(service.sent(DECISION)).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(service.sent(DECISION)).toMatchObject([{ verdict: 'refuse' }]);
});

test('what_comes_due_while_something_else_is_asked_is_sent_after_it', async () => {
  const { session, service } = await decided();
  const slow = session.perform(() => new Promise((done) => setTimeout(done, 12_000)));
  await vi.advanceTimersByTimeAsync(11_000);
  expect(service.sent(DECISION)).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  await slow;
  expect(service.sent(DECISION)).toHaveLength(1);
});

test.each([
  ['the queue', (session: Session) => session.goTo('queue')],
  ['the desk', (session: Session) => session.goTo('desk')],
  ['signing out', (session: Session) => session.signOut()],
  ['the lock', (session: Session) => session.lock()],
])('whoever_leaves_by_%s_has_sent_nothing_and_is_told', async (_, leave) => {
  const { session, service } = await decided();
  await leave(session);
  expect(session.fault).toBe('decision.unsent');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(service.sent(DECISION)).toEqual([]);
});

test('leaving_without_a_decision_on_its_way_says_nothing', async () => {
  const { session } = await decided();
  session.takeBack();
  await session.goTo('queue');
  expect(session.fault).toBeUndefined();
});

test('the_bar_has_the_focus_its_first_button_takes_back_and_the_answers_are_still_there', async () => {
  const { service } = await confirmed();
  expect(document.activeElement).toBe(bar());
  expect(document.getElementById('undo-left')!.textContent).toMatch(/^Envoi dans (600|59\d) s$/);
  await fireEvent.keyDown(bar()!, { key: 'Enter' });
  expect(bar()!.querySelector('button')).toBe(action('undo'));
  await fireEvent.click(action('undo'));
  expect(bar()).toBeNull();
  expect(service.sent(DECISION)).toEqual([]);
  expect(document.querySelector('[data-checklist-done="11"]')).not.toBeNull();
});

test('while_it_waits_nothing_about_the_decision_can_be_changed_by_hand_or_by_key', async () => {
  await confirmed();
  expect(document.querySelector('.judgement')!.hasAttribute('inert')).toBe(true);
  await fireEvent.keyDown(window, { key: 'x' });
  expect(document.querySelector('[data-verdict="refuse"]')).toBeNull();
});

test('who_does_not_want_to_wait_sends_at_once', async () => {
  const { service } = await confirmed();
  await fireEvent.click(action('send-now'));
  await shown('result');
  expect(service.sent(DECISION)).toHaveLength(1);
});

test('a_decision_not_sent_is_told_where_the_operator_went', async () => {
  await confirmed();
  await fireEvent.click(action('queue'));
  await screen.findByText(/n’était pas encore envoyée/);
});

test('the_browser_asks_before_it_closes_a_page_that_has_not_sent_and_no_other', async () => {
  await confirmed();
  const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(asks()).toBe(true);
  await fireEvent.click(action('undo'));
  expect(asks()).toBe(false);
});

test('giving_the_case_back_takes_the_decision_back_first', async () => {
  await confirmed();
  await fireEvent.click(action('release'));
  expect(bar()).toBeNull();
});

test('the_sealed_record_is_saved_under_a_name_that_says_nothing_of_the_person', async () => {
  const service = fakeService({ 'GET cases/k1/record': { body: { format: 'sceau-case-record' } } });
  render(Console, { api: openConsoleApi(service.ask) });
  await shown('queue');
  await fireEvent.click(action('take-next'));
  await shown('case');
  const saved: string[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  await fireEvent.click(action('record'));
  await waitFor(() => expect(saved).toEqual(['dossier-k1.json']));
  click.mockRestore();
});

test('the_queue_says_how_many_were_decided_lately_and_nothing_while_none_were', async () => {
  const { unmount } = render(Console, { api: openConsoleApi(fakeService().ask) });
  await shown('queue');
  expect(document.querySelector('[data-decided="6"]')!.textContent).toContain('jamais un objectif');
  unmount();
  const none = fakeService({ 'GET queue': { body: { ...queue, decided_lately: 0 } } });
  render(Console, { api: openConsoleApi(none.ask) });
  await shown('queue');
  expect(document.querySelector('[data-decided]')).toBeNull();
});
