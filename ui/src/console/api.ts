import type {
  BirthplaceCodeRequest,
  CaseView,
  DecisionRequest,
  DecisionView,
  DeskRequest,
  DeskView,
  ErrorCode,
  OperatorSignInRequest,
  QueueView,
  ReleaseRequest,
} from '../platform/contract';
import { learnTime } from '../platform/clock';

const ROOT = '/api/console/v1';

/** What the service refused, or `network.offline` when no answer came. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** A code of the contract, or of a newer service. Never shown. */
  readonly code: ErrorCode | (string & {});

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** The operator's part of the contract; every function rejects with a `Refusal` and nothing else. */
export interface ConsoleApi {
  signIn(key: string): Promise<void>;
  signOut(): Promise<void>;
  queue(): Promise<QueueView>;
  /** The case the service chose; nothing when none waits for this operator. */
  takeNext(): Promise<CaseView | undefined>;
  /** Shows a held case again, which renews the hold. */
  show(id: string): Promise<CaseView>;
  /** The bytes of a picture or video, once: every look is recorded by the service. */
  media(id: string, evidence: string, file: MediaFile): Promise<Blob>;
  /** The sealed record of a held case, as a file; that it was asked for is recorded. */
  record(id: string): Promise<Blob>;
  release(id: string, request: ReleaseRequest): Promise<void>;
  saveBirthplaceCode(id: string, request: BirthplaceCodeRequest): Promise<void>;
  decide(id: string, request: DecisionRequest): Promise<DecisionView>;
  desk(request: DeskRequest): Promise<DeskView>;
}

/** Which file of a piece: itself, its clip, the portrait cut out of it, a frame kept of it. */
export type MediaFile = 'main' | 'clip' | 'portrait' | `frames/${string}`;

type Method = 'GET' | 'POST' | 'DELETE';

/** The service behind this page's own address. @param ask `fetch`, or a test's */
export function openConsoleApi(ask: typeof fetch = (...args) => fetch(...args)): ConsoleApi {
  async function send(method: Method, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = {};
    // No form and no foreign page can send this header: it proves that our own script asks.
    if (method !== 'GET') headers['x-sceau-console'] = '1';
    if (body !== undefined) headers['content-type'] = 'application/json';
    let answer: Response;
    try {
      answer = await ask(`${ROOT}/${path}`, {
        method,
        headers,
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new Refusal('network.offline');
    }
    learnTime(answer.headers.get('date') ?? '');
    if (!answer.ok) throw new Refusal(await codeOf(answer));
    return answer;
  }

  async function read<View>(method: Method, path: string, body?: unknown): Promise<View> {
    const answer = await send(method, path, body);
    try {
      return await viewOf<View>(answer);
    } catch {
      throw new Refusal('network.answer');
    }
  }

  async function fetchFile(path: string): Promise<Blob> {
    const answer = await send('GET', path);
    try {
      return await answer.blob();
    } catch {
      throw new Refusal('network.offline');
    }
  }

  const post = async (path: string, body?: unknown) => void (await send('POST', path, body));
  const of = (id: string) => `cases/${encodeURIComponent(id)}`;

  return {
    signIn: (key) => post('sign-in', { key } satisfies OperatorSignInRequest),
    signOut: async () => void (await send('DELETE', 'session')),
    queue: () => read('GET', 'queue'),
    async takeNext() {
      const answer = await send('POST', 'assignment');
      return answer.status === 204 ? undefined : viewOf<CaseView>(answer);
    },
    show: (id) => read('GET', of(id)),
    media(id, evidence, file) {
      const path = `${of(id)}/evidence/${encodeURIComponent(evidence)}`;
      return fetchFile(file === 'main' ? path : `${path}/${file}`);
    },
    record: (id) => fetchFile(`${of(id)}/record`),
    release: (id, request) => post(`${of(id)}/release`, request),
    saveBirthplaceCode: (id, request) => post(`${of(id)}/birthplace-code`, request),
    decide: (id, request) => read('POST', `${of(id)}/decision`, request),
    desk: (request) => read('POST', 'desk', request),
  };
}

/** The service writes `null` for what it has not; in the contract that is absent. */
async function viewOf<View>(answer: Response): Promise<View> {
  return JSON.parse(await answer.text(), (_, value: unknown) => value ?? undefined) as View;
}

async function codeOf(answer: Response): Promise<string> {
  try {
    const problem: unknown = await answer.json();
    if (typeof problem === 'object' && problem !== null && 'code' in problem) {
      return String(problem.code);
    }
  } catch {
    // Not the contract's form: a proxy in front answered.
  }
  return answer.status >= 500 ? 'server.unavailable' : 'request.malformed';
}
