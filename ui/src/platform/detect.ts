/** True inside the shell's window. The marker is the shell's own; no package is needed to read it. */
export function isTauri(): boolean {
  return '__TAURI_INTERNALS__' in window;
}
