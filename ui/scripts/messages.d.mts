export type Message = string | Record<string, string>;
export type Messages = Record<string, Message>;
export const SOURCE: 'fr';
export const SHIPPED: readonly ['fr', 'en'];
export function loadMessages(folder: URL): Record<string, Messages>;
export function sentences(message: Message): string[];
export function placeholders(message: Message): string[];
export function findProblems(byLocale: Record<string, Messages>): string[];
