import type { Component } from 'svelte';
import type { Host } from '../platform';
import type { ConfigurationView, StateName } from '../platform/contract';
import Active from './Active.svelte';
import type { ScreenProps } from './screen';
import Activation from './steps/activation/Screen.svelte';
import Birthplace from './steps/birthplace/Screen.svelte';
import CaptureChoice from './steps/capture_choice/Screen.svelte';
import Closed from './steps/closed/Screen.svelte';
import Conditions from './steps/conditions/Screen.svelte';
import DataAgain from './steps/data_again/Screen.svelte';
import DocumentChoice from './steps/document_choice/Screen.svelte';
import DocumentData from './steps/document_data/Screen.svelte';
import DocumentIntro from './steps/document_intro/Screen.svelte';
import DocumentOrigin from './steps/document_origin/Screen.svelte';
import FaceVideo from './steps/face_video/Screen.svelte';
import Identification from './steps/identification/Screen.svelte';
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
import Photo from './steps/photo/Screen.svelte';
import PhotoReceived from './steps/photo_received/Screen.svelte';
import PhotoTips from './steps/photo_tips/Screen.svelte';
import Processing from './steps/processing/Screen.svelte';
import Redo from './steps/redo/Screen.svelte';
import Refused from './steps/refused/Screen.svelte';
import Review from './steps/review/Screen.svelte';
import Tasks from './steps/tasks/Screen.svelte';
import Terms from './steps/terms/Screen.svelte';
import VerificationIntro from './steps/verification_intro/Screen.svelte';

type Screens = { readonly [Name in StateName]: Component<ScreenProps<Name>> };

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
  identification: Identification,
  tasks: Tasks,
  capture_choice: CaptureChoice,
  data_again: DataAgain,
  photo_tips: PhotoTips,
  photo: Photo,
  photo_received: PhotoReceived,
  face_video: FaceVideo,
  processing: Processing,
  redo: Redo,
  refused: Refused,
  activation: Activation,
  active: Active,
  closed: Closed,
};

/** What the home of an active identity is given. */
export interface HomeProps {
  host: Host;
  configuration: ConfigurationView;
  signOut: () => Promise<void>;
  /** « Changer d'appareil ». Rejects as the host does. */
  onmove?: () => Promise<void>;
}

/** The home of an active identity, in a room of its own; the plain screen stands in without it. */
export const home = import.meta.glob<{ default: Component<HomeProps> }>('../identity/Home.svelte', {
  eager: true,
})['../identity/Home.svelte']?.default;

/** The screen of a state, ready for whatever that state shows. */
export function screenOf(state: StateName): Component<ScreenProps> {
  return screens[state] as unknown as Component<ScreenProps>;
}
