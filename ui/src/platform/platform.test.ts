import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Nothing } from './contract';
import { fakePlatform, refuse } from './fake';
import { filmOf } from './media';
import { CommandError } from './types';
import { webPlatform, type WebDoor } from './web';

type Commands = {
  greet: { args: { name: string }; result: { text: string } };
  forget: { args: Nothing; result: null };
};
type Events = { ticked: { second: number } };

const doorAnswering = (answer: () => Promise<Response>) => {
  const stream = new EventTarget();
  const door = {
    fetch: vi.fn(answer),
    openEvents: vi.fn(() => stream as unknown as EventSource),
  } satisfies WebDoor;
  return { door, stream };
};
const json = (body: unknown, status = 200) => async () => Response.json(body, { status });

describe('over HTTP', () => {
  test('a_command_is_posted_as_json_under_its_name', async () => {
    const { door } = doorAnswering(json({ text: 'Bonjour Maëlle' }));
    const host = webPlatform<Commands, Events>('http://127.0.0.1:9', door);

    expect(await host.call('greet', { name: 'Maëlle' })).toEqual({ text: 'Bonjour Maëlle' });
    expect(door.fetch).toHaveBeenCalledWith(
      'http://127.0.0.1:9/command/greet',
      expect.objectContaining({ method: 'POST', body: '{"name":"Maëlle"}' }),
    );
  });

  test('a_refusal_keeps_its_code_its_fields_its_tries_and_its_instant', async () => {
    const body = {
      code: 'code.wrong',
      fields: [{ field: 'code', code: 'wrong' }],
      tries_left: 3,
      until: '2026-02-03T16:36:00Z',
    };
    const { door } = doorAnswering(json(body, 422));
    const refused = await webPlatform<Commands, Events>('', door).call('forget').catch((e) => e);

    expect(refused).toBeInstanceOf(CommandError);
    expect(refused).toMatchObject({
      code: 'code.wrong',
      fields: body.fields,
      triesLeft: 3,
      until: '2026-02-03T16:36:00Z',
    });
  });

  test.each([
    ['nobody listens', async () => Promise.reject(new TypeError('refused'))],
    ['a proxy answers with a page', async () => new Response('<html>', { status: 502 })],
    ['an answer is cut', async () => new Response('{"te', { status: 200 })],
  ])('when %s the host is unreachable and nothing of it is shown', async (_story, answer) => {
    const { door } = doorAnswering(answer);
    await expect(webPlatform<Commands, Events>('', door).call('forget')).rejects.toMatchObject({
      code: 'host.unreachable',
    });
  });

  test('one_stream_serves_every_subscriber_until_it_leaves', () => {
    const { door, stream } = doorAnswering(json({}));
    const host = webPlatform<Commands, Events>('', door);
    const heard: number[] = [];
    const leave = host.subscribe('ticked', ({ second }) => heard.push(second));
    host.subscribe('ticked', ({ second }) => heard.push(second * 10));

    stream.dispatchEvent(new MessageEvent('ticked', { data: '{"second":1}' }));
    leave();
    stream.dispatchEvent(new MessageEvent('ticked', { data: '{"second":2}' }));

    expect(heard).toEqual([1, 10, 20]);
    expect(door.openEvents).toHaveBeenCalledOnce();
  });

  test('every_frame_has_its_own_address_so_that_no_picture_comes_from_a_cache', () => {
    const host = webPlatform<Commands, Events>('', doorAnswering(json({})).door);
    expect(host.previewUrl('a b', 1)).toBe('/preview/a%20b.jpg?frame=1');
    expect(host.previewUrl('a b', 2)).not.toBe(host.previewUrl('a b', 1));
  });
});

describe('a film of the host', () => {
  const PART = 1_048_576;
  /** Answers with parts of these sizes, and with nothing beyond. */
  const hostOf = (sizes: number[]) =>
    vi.fn(async (address: string) => {
      const size = sizes[Number(address.split('/').at(-1))];
      const type = { headers: { 'content-type': 'video/mp4' } };
      return size === undefined ? new Response(null, { status: 404 }) : new Response(new Uint8Array(size), type);
    });
  afterEach(() => vi.unstubAllGlobals());

  test.each([
    { sizes: [700], asked: 1 },
    { sizes: [PART, PART, 7], asked: 3 },
    { sizes: [PART, PART], asked: 3 },
  ])('it_is_asked_for_part_by_part_to_its_end %#', async ({ sizes, asked }) => {
    const fetch = hostOf(sizes);
    vi.stubGlobal('fetch', fetch);
    const film = await filmOf('/video/capture-1', new AbortController().signal);
    expect(film.size).toBe(sizes.reduce((sum, size) => sum + size, 0));
    expect(film.type).toBe('video/mp4');
    expect(fetch.mock.calls.map(([address]) => address)).toEqual(
      Array.from({ length: asked }, (_, part) => `/video/capture-1/${part}`),
    );
  });

  test('a_film_that_is_not_there_is_an_error', async () => {
    vi.stubGlobal('fetch', hostOf([]));
    await expect(filmOf('/video/gone', new AbortController().signal)).rejects.toThrow();
  });
});

describe('the fake', () => {
  test('it_refuses_what_no_test_answered', async () => {
    const host = fakePlatform<Commands, Events>({});
    await expect(host.call('forget')).rejects.toMatchObject({ code: 'fake.unanswered' });
    expect(host.calls).toEqual([{ name: 'forget', args: undefined }]);
  });

  test('it_refuses_the_way_a_host_does', async () => {
    const host = fakePlatform<Commands, Events>({ greet: () => refuse({ code: 'case.locked' }) });
    await expect(host.call('greet', { name: 'Ali' })).rejects.toBeInstanceOf(CommandError);
  });
});
