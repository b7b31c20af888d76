/** The bytes behind an address that the host gave: a picture or a film kept on this device. */
export async function bytesOf(address: string, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error('the host gave nothing');
  return answer.blob();
}
