/** Signs of somebody at the console. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Milliseconds without a sign after which the console locks. */
export const IDLE_LIMIT = 3 * 60_000;

/** Calls `onidle` once nobody has given a sign for `limit`; the returned function ends the watch. */
export function watchIdle(onidle: () => void, limit = IDLE_LIMIT): () => void {
  let timer = setTimeout(onidle, limit);
  const wake = () => {
    clearTimeout(timer);
    timer = setTimeout(onidle, limit);
  };
  for (const sign of SIGNS) window.addEventListener(sign, wake, { passive: true, capture: true });
  return () => {
    clearTimeout(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, wake, { capture: true });
  };
}
