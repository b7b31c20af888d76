import type { CommandTable, EventTable } from './contract';
import { CommandError, toCommandError, type Platform } from './types';

/** What `webPlatform` needs from a browser; a test brings its own. */
export interface WebDoor {
  fetch: typeof fetch;
  openEvents: (url: string) => EventSource;
}

const browserDoor = (): WebDoor => ({
  fetch: (...request) => fetch(...request),
  openEvents: (url) => new EventSource(url),
});

async function refusal(response: Response): Promise<CommandError> {
  try {
    return toCommandError(await response.json());
  } catch {
    return new CommandError({ code: 'host.unreachable' });
  }
}

/**
 * The app's real commands over HTTP, as `devhost` serves them, so that a plain browser runs the
 * real interface. One event stream carries every event; it opens with the first subscription.
 */
export function webPlatform<C extends CommandTable, E extends EventTable>(
  origin = '',
  door: WebDoor = browserDoor(),
): Platform<C, E> {
  let stream: EventSource | undefined;
  const events = () => (stream ??= door.openEvents(`${origin}/events`));

  return {
    async call(name, ...args) {
      let response: Response;
      try {
        response = await door.fetch(`${origin}/command/${encodeURIComponent(name)}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(args[0] ?? {}),
        });
      } catch {
        throw new CommandError({ code: 'host.unreachable' });
      }
      if (!response.ok) throw await refusal(response);
      try {
        return await response.json();
      } catch {
        throw new CommandError({ code: 'host.unreachable' });
      }
    },
    subscribe(name, hear) {
      const source = events();
      const listener = (event: Event) => {
        hear(JSON.parse((event as MessageEvent<string>).data) as E[typeof name]);
      };
      source.addEventListener(name, listener);
      return () => source.removeEventListener(name, listener);
    },
    previewUrl(session, frame) {
      return `${origin}/preview/${encodeURIComponent(session)}.jpg?frame=${frame}`;
    },
    onSystemBack() {
      return () => undefined; // The browser's own back belongs to the browser.
    },
  };
}
