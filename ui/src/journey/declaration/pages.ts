import type { Finding } from '../../components/findings';
import type { DocumentKind } from '../../platform/contract';
import { wordsOf } from '../findings';
import { draftOf, type DocumentEntries } from './entries';

/** The sub-screens of step 17, at most four fields each, and the fields of the request on each. */
export const PAGES = ['person', 'birth', 'document'] as const;
export type PageName = (typeof PAGES)[number];

const pageByField: Readonly<Record<string, PageName>> = {
  sex: 'person',
  given_names: 'person',
  birth_name: 'person',
  usage_name: 'person',
  birth_date: 'birth',
  nationality: 'birth',
  number: 'document',
  issue_date: 'document',
  expiry_date: 'document',
  kind: 'document',
};

/** Where a field is asked; what no page asks is shown on the last one. */
export const pageOf = (field: string): PageName => pageByField[field] ?? 'document';

/** The findings of one page. */
export const onPage = (findings: readonly Finding[], page: PageName): Finding[] =>
  findings.filter(({ fieldId }) => pageOf(fieldId) === page);

/** The first page with something to mend. */
export const firstWrong = (findings: readonly Finding[]): PageName | undefined =>
  PAGES.find((page) => onPage(findings, page).length > 0);

/** What was left empty on a page. Whether the rest is right, the host says. */
export function missingOn(
  page: PageName,
  kind: DocumentKind,
  entries: DocumentEntries,
): Finding[] {
  const draft = draftOf(kind, entries);
  const needed = ['sex', 'given_names', 'birth_name', 'birth_date', 'number', 'issue_date', 'expiry_date'];
  if (kind === 'residence_permit') needed.splice(4, 0, 'nationality');
  return needed
    .filter((field) => pageOf(field) === page && !Object.hasOwn(draft, field))
    .map((field) => ({ fieldId: field, text: wordsOf('field.required') }));
}
