import type { Component } from 'svelte';
import type { StateName } from '../platform/contract';
import type { ScreenProps } from './screen';
import Birthplace from './steps/birthplace/Screen.svelte';
import Conditions from './steps/conditions/Screen.svelte';
import DataAgain from './steps/data_again/Screen.svelte';
import DocumentChoice from './steps/document_choice/Screen.svelte';
import DocumentData from './steps/document_data/Screen.svelte';
import DocumentIntro from './steps/document_intro/Screen.svelte';
import DocumentOrigin from './steps/document_origin/Screen.svelte';
import InPerson from './steps/in_person/Screen.svelte';
import Ineligible from './steps/ineligible/Screen.svelte';
import LetterConsent from './steps/letter_consent/Screen.svelte';
import LetterSent from './steps/letter_sent/Screen.svelte';
import Method from './steps/method/Screen.svelte';
import NoFrenchDocument from './steps/no_french_document/Screen.svelte';
import Overview from './steps/overview/Screen.svelte';
import PhoneCode from './steps/phone_code/Screen.svelte';
import PhoneIntro from './steps/phone_intro/Screen.svelte';
import PhoneNumber from './steps/phone_number/Screen.svelte';
import Review from './steps/review/Screen.svelte';
import Terms from './steps/terms/Screen.svelte';
import VerificationIntro from './steps/verification_intro/Screen.svelte';
import Waiting from './Waiting.svelte';

type Screens = { readonly [Name in StateName]: Component<ScreenProps<Name>> };

// It shows any state; the table's rows ask for one each.
const waiting = Waiting as never;

/** One screen per state, total by type: a new state does not compile without its screen. */
export const screens: Screens = {
  terms: Terms,
  conditions: Conditions,
  ineligible: Ineligible,
  overview: Overview,
  phone_intro: PhoneIntro,
  phone_number: PhoneNumber,
  phone_code: PhoneCode,
  document_intro: DocumentIntro,
  document_origin: DocumentOrigin,
  no_french_document: NoFrenchDocument,
  document_choice: DocumentChoice,
  document_data: DocumentData,
  birthplace: Birthplace,
  review: Review,
  verification_intro: VerificationIntro,
  method: Method,
  in_person: InPerson,
  letter_consent: LetterConsent,
  letter_sent: LetterSent,
  identification: waiting,
  tasks: waiting,
  capture_choice: waiting,
  data_again: DataAgain,
  photo_tips: waiting,
  photo: waiting,
  photo_received: waiting,
  face_video: waiting,
  processing: waiting,
  redo: waiting,
  refused: waiting,
  activation: waiting,
  active: waiting,
  closed: waiting,
};

// Steps that landed without a line above: their folder is enough until it is written.
const landed = import.meta.glob<{ default: Component<ScreenProps> }>('./steps/*/Screen.svelte', {
  eager: true,
});

/** The screen of a state, ready for whatever that state shows. */
export function screenOf(state: StateName): Component<ScreenProps> {
  const known = screens[state] as unknown as Component<ScreenProps>;
  if (known !== (Waiting as unknown)) return known;
  return landed[`./steps/${state}/Screen.svelte`]?.default ?? known;
}
