import { dossier, queue } from './sample';

/** What a fake service was asked. */
export interface Asked {
  method: string;
  path: string;
  proved: boolean;
  body: unknown;
}

type Answer = { status?: number; body?: unknown };
type Routes = Record<string, Answer | ((body: unknown) => Answer)>;

const ROOT = '/api/console/v1/';

/** The routes of a service that knows one operator and one case, changed by `given`. */
export function fakeService(given: Routes = {}) {
  const asked: Asked[] = [];
  const routes: Routes = {
    'POST sign-in': { status: 204 },
    'DELETE session': { status: 204 },
    // Most stories are about what is sent, not about when.
    'GET queue': { body: { ...queue, undo_seconds: 0 } },
    'POST assignment': { body: dossier },
    'GET cases/k1': { body: dossier },
    'POST cases/k1/decision': { body: { awaits_second: false } },
    'POST cases/k1/release': { status: 204 },
    ...given,
  };
  const ask: typeof fetch = async (address, init = {}) => {
    const path = String(address).replace(ROOT, '');
    const method = init.method ?? 'GET';
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const proved = new Headers(init.headers).has('x-sceau-console');
    asked.push({ method, path, proved, body });
    if (path.includes('/evidence/')) return new Response(new Blob(['picture']));
    const route = routes[`${method} ${path}`] ?? { status: 404, body: { code: 'not_found' } };
    const answer = typeof route === 'function' ? route(body) : route;
    const status = answer.status ?? 200;
    return new Response(status === 204 ? null : JSON.stringify(answer.body), { status });
  };
  /** The bodies sent to a route, in order. */
  const sent = (route: string) =>
    asked.filter(({ method, path }) => `${method} ${path}` === route).map(({ body }) => body);
  return { ask, asked, sent };
}
