/** An answer to Oui / Non; empty until given. */
export type Answer = 'yes' | 'no' | '';
