import { screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { declaration, journeyAt } from '../gallery/journey';
import { choose } from '../i18n/preferences.svelte';
import type { JourneyRequest } from '../platform/contract';
import { forgetAll } from './drafts';
import { arrive, open, press } from './testing';

beforeEach(() => choose({ language: 'en' }));
afterEach(forgetAll);

test('whoever_mistyped_their_year_of_birth_finds_their_entries_and_corrects_that_date_alone', async () => {
  const data = () =>
    journeyAt(
      { state: 'document_data', kind: 'old_identity_card', draft: declaration.document },
      { chapter: 'document' },
    );
  const sent: JourneyRequest[] = [];
  const { container, user } = open({
    get_journey: data,
    send_journey: ({ request }) => {
      sent.push(request);
      if (request.do === 'go_back') return data();
      return request.do === 'declare_document' && request.document.birth_date === '1980-07-14'
        ? journeyAt({ state: 'birthplace', birth_date: '1980-07-14' }, { chapter: 'document' })
        : journeyAt({ state: 'ineligible', minor: true }, { chapter: 'document' });
    },
  });
  await press(user, 'Continue');
  await arrive(container, 'document_data');
  await user.type(screen.getByLabelText(/Usage name/), 'Le Goff');
  await press(user, 'Continue');
  await user.clear(screen.getByLabelText('Year'));
  await user.type(screen.getByLabelText('Year'), '2018');
  await press(user, 'Continue');
  await press(user, 'Continue');
  await arrive(container, 'ineligible');
  expect(container.textContent).toContain('under 18');
  await press(user, 'Correct my answer');
  await arrive(container, 'document_data');
  expect(screen.getByLabelText<HTMLInputElement>('Year').value).toBe('2018');
  await user.clear(screen.getByLabelText('Year'));
  await user.type(screen.getByLabelText('Year'), '1980');
  await press(user, 'Continue');
  await arrive(container, 'birthplace');
  const last = sent.at(-1);
  expect(last?.do === 'declare_document' && last.document.usage_name).toBe('Le Goff');
});
