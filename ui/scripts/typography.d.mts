/** The sentence as it should be written. A well-written sentence comes back unchanged. */
export function correct(locale: 'fr' | 'en', text: string): string;
