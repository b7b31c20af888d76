import type { Row } from '../../components/shapes';
import { m } from '../../i18n/messages';
import type { RegisterFindingView, RegisterView } from '../../platform/contract';

/** What the register is asked by, each line as it is sent. */
export function sentRows({ sent }: RegisterView): Row[] {
  const row = (key: string, label: string, value: string | undefined): Row[] =>
    value === undefined ? [] : [{ key, label, value }];
  const place =
    sent.birthplace === undefined
      ? m.register_place_waiting()
      : sent.birthplace || m.register_place_empty();
  return [
    ...row('family_name', m.document_birth_name(), sent.family_name),
    ...row('given_name', m.document_given_names(), sent.given_name),
    ...row('preferred_username', m.document_usage_name(), sent.preferred_username),
    ...row('birthdate', m.document_birth_date(), sent.birthdate),
    ...row('birthplace', m.register_place_code(), place),
    ...row('birthcountry', m.register_country_code(), sent.birthcountry),
  ];
}

const names: Readonly<Record<string, () => string>> = {
  given_names: m.review_given_names_what,
  birth_name: m.review_birth_name_what,
  usage_name: m.review_usage_name_what,
};

const sentences: Readonly<Record<string, (about: string) => string>> = {
  'register.family_name_shape': () => m.register_family_name_shape(),
  'register.given_name_shape': () => m.register_given_name_shape(),
  'register.usage_name_shape': () => m.register_usage_name_shape(),
  'register.birthdate_shape': () => m.register_birthdate_shape(),
  'register.gender_shape': () => m.register_gender_shape(),
  'register.birthplace_shape': () => m.register_birthplace_shape(),
  'register.birthcountry_shape': () => m.register_birthcountry_shape(),
  'register.place_not_then': () => m.register_place_not_then(),
  'register.place_without_code': () => m.register_place_without_code(),
  'register.usage_name_is_birth_name': () => m.register_usage_name_is_birth_name(),
  'register.usage_name_in_birth_name': () => m.register_usage_name_in_birth_name(),
  'register.spouse_word': () => m.register_spouse_word(),
  'register.birth_name_among_given': () => m.register_birth_name_among_given(),
  'register.birth_name_differs': () => m.register_birth_name_differs(),
  'register.initial': () => m.register_initial(),
  'register.fewer_given_names': () => m.register_fewer_given_names(),
  'register.single_given_name': () => m.register_single_given_name(),
  'register.letter_replaced': (field) =>
    m.register_letter_replaced({ name: names[field]?.() ?? m.review_birth_name_what() }),
  'register.date_incomplete': () => m.register_date_incomplete(),
  'register.born_abroad': () => m.register_born_abroad(),
  'register.paris_postcode': () => m.register_paris_postcode(),
  'birthplace.pole_code': (code) => m.register_pole_code({ code }),
  'birthplace.undated': () => m.register_undated(),
  'birthplace.mayotte_code': (code) => m.register_two_codes({ code }),
  'birthplace.guadeloupe_code': (code) => m.register_two_codes({ code }),
  'birthplace.before_1943': () => m.register_before_1943(),
  'birthplace.former_french': () => m.register_former_french(),
  'birthplace.former_state': () => m.register_former_state(),
};

/** The sentence of a finding; a newer server's finding is left out rather than garbled. */
export function sentenceOf({ code, about }: RegisterFindingView): string | undefined {
  return Object.hasOwn(sentences, code) ? sentences[code]?.(about ?? '') : undefined;
}
