// The only file that knows the shell: a test refuses any other import of @tauri-apps.
import { onBackButtonPress } from '@tauri-apps/api/app';
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { CommandTable, EventTable } from './contract';
import { toCommandError, type Platform } from './types';

/** The scheme under which the shell serves camera frames; named in its content policy too. */
const FRAME_SCHEME = 'frame';

/** Unlistens as soon as both happened: the promise resolved and the caller gave up. */
function whenReady(registering: Promise<() => unknown>): () => void {
  let wanted = true;
  let stop: (() => unknown) | undefined;
  registering.then(
    (registered) => {
      if (wanted) stop = registered;
      else registered();
    },
    () => undefined, // Not every system has the listener (no back button on a computer).
  );
  return () => {
    wanted = false;
    stop?.();
  };
}

/** The host inside the app's window or on the phone. */
export function tauriPlatform<C extends CommandTable, E extends EventTable>(): Platform<C, E> {
  return {
    async call(name, ...args) {
      try {
        return await invoke(name, args[0] as Record<string, unknown> | undefined);
      } catch (thrown) {
        throw toCommandError(thrown);
      }
    },
    subscribe(name, hear) {
      return whenReady(listen(name, (event) => hear(event.payload as E[typeof name])));
    },
    previewUrl(session, frame) {
      return `${convertFileSrc(session, FRAME_SCHEME)}?frame=${frame}`;
    },
    onSystemBack(goBack) {
      return whenReady(
        onBackButtonPress(() => goBack()).then((listener) => () => void listener.unregister()),
      );
    },
  };
}
