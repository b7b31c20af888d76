/**
 * The system's « back »: closes the sheet that is open, otherwise presses the visible « Retour ».
 * A screen without one has nowhere to go back to, and stays.
 */
export function pressBack(): void {
  const sheet = document.querySelector('dialog[open]');
  if (sheet) sheet.dispatchEvent(new Event('cancel', { cancelable: true }));
  else document.querySelector<HTMLElement>('header [data-action="back"]')?.click();
}
