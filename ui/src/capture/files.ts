/** Most bytes of a chosen picture. The host decides; this only spares a long wait for a « no ». */
export const MOST_BYTES = 10_000_000;

/** What a file chooser offers. */
export const PICTURES = 'image/jpeg,image/png';

/** The bytes of a blob in base64, without the `data:` prefix. */
export function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(afterComma(String(reader.result)));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(blob);
  });
}

/** After the last one: a film's type has a comma of its own, between its two codecs. */
const afterComma = (address: string): string => address.slice(address.lastIndexOf(',') + 1);
