const STORE_KEY = 'sceau.console.leaving';

/**
 * Remembers on this computer that the console was locked or left, until a key is given again: a service that
 * could not be told still holds the session, and a reload must not open it.
 */
export function rememberLeaving(isLeaving: boolean): void {
  try {
    if (isLeaving) localStorage.setItem(STORE_KEY, 'yes');
    else localStorage.removeItem(STORE_KEY);
  } catch {
    // Storage refused: only this page knows.
  }
}

/** Whether the console was locked or left and no key was given since. */
export function isLeaving(): boolean {
  try {
    return localStorage.getItem(STORE_KEY) !== null;
  } catch {
    return false;
  }
}
