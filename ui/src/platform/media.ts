/** The host gives a film in parts of this many bytes: neither side ever copies all of it at once. */
const PART = 1_048_576;

/** The bytes within the address itself. */
export function dataUrlOf(film: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the film cannot be read'));
    reader.readAsDataURL(film);
  });
}

/**
 * A film kept on this device, from the address that the host gave: its parts, one after the other. The
 * browser may put a blob of parts on the disk. A number in the address, because a webview may let a page
 * set no range on an address of another scheme.
 */
export async function filmOf(address: string, signal: AbortSignal): Promise<Blob> {
  const parts: Blob[] = [];
  for (;;) {
    const answer = await fetch(`${address}/${parts.length}`, { signal });
    // A film of whole parts ends with a part that is not there.
    const isOver = answer.status === 404 && parts.length > 0;
    if (!answer.ok && !isOver) throw new Error('the host gave nothing');
    const part = isOver ? new Blob() : await answer.blob();
    parts.push(part);
    if (part.size < PART) return new Blob(parts, { type: parts[0]?.type ?? '' });
  }
}
