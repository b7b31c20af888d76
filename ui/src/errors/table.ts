import { longMoment, soonMoment } from '../i18n/format';
import { m } from '../i18n/messages';
import type { ErrorCode } from '../platform/contract';
import {
  presenter,
  type ErrorDetails,
  type ErrorTable,
  type NextAction,
  type Presentation,
  type Severity,
} from './presentation';

/** Codes that the interface itself gives when no answer of the host can be had. */
export type LocalErrorCode = 'host.unreachable' | 'unexpected';

/** Every code a screen can meet. */
export type AnyErrorCode = ErrorCode | LocalErrorCode;

const row = (
  severity: Severity,
  action: NextAction,
  text: (details: ErrorDetails) => string,
): Presentation => ({ severity, action, text });

/** A sentence with the moment from which trying makes sense, or its twin without one. */
const until = (withMoment: (inputs: { time: string }) => string, without: () => string) => {
  return (details: ErrorDetails) =>
    details.until ? withMoment({ time: soonMoment(details.until) }) : without();
};

/** A sentence with the tries that remain, or its twin where they are not counted. */
const tries = (counted: (inputs: { count: number }) => string, without: () => string) => {
  return ({ triesLeft }: ErrorDetails) =>
    triesLeft > 0 ? counted({ count: triesLeft }) : without();
};

const table: ErrorTable<AnyErrorCode> = {
  'host.unreachable': row('warning', 'retry', () => m.error_host_unreachable()),
  unexpected: row('error', 'ask_help', () => m.error_unexpected()),

  'fields.invalid': row('error', 'correct', () => m.error_fields_invalid()),
  'request.malformed': row('error', 'update_app', () => m.error_app_too_old()),
  'request.too_many': row('warning', 'wait', until(m.error_too_many_until, m.error_too_many)),
  'request.conflict': row('error', 'retry', () => m.error_request_conflict()),
  not_found: row('warning', 'refresh', () => m.error_not_found()),
  'server.failed': row('error', 'retry', () => m.error_server_failed()),
  'server.unavailable': row('warning', 'retry', () => m.error_server_unavailable()),
  'app.too_old': row('blocking', 'update_app', () => m.error_app_too_old()),

  'email.invalid': row('error', 'correct', () => m.error_email_invalid()),
  'code.wrong': row('error', 'correct', tries(m.error_code_wrong_tries, m.error_code_wrong)),
  'code.expired': row('error', 'renew', () => m.error_code_expired()),
  'code.exhausted': row(
    'blocking',
    'wait',
    until(m.error_code_exhausted_until, m.error_code_exhausted),
  ),
  'code.too_soon': row('info', 'wait', until(m.error_code_too_soon_until, m.error_code_too_soon)),
  'code.unknown': row('error', 'renew', () => m.error_code_unknown()),

  'session.missing': row('blocking', 'sign_in', () => m.error_session_missing()),
  'device.not_trusted': row('blocking', 'none', () => m.error_device_not_trusted()),
  'device.unknown': row('blocking', 'sign_in', () => m.error_device_empty()),
  'device.blocked': row(
    'blocking',
    'wait',
    until(m.error_device_blocked_until, m.error_device_blocked),
  ),
  'device.empty': row('blocking', 'sign_in', () => m.error_device_empty()),
  'account.another': row('warning', 'none', () => m.error_account_another()),
  'secret_code.wrong': row(
    'error',
    'correct',
    tries(m.error_secret_wrong_tries, m.error_secret_wrong),
  ),
  'secret_code.shape': row('error', 'correct', () => m.error_secret_shape()),
  'secret_code.simple': row('error', 'correct', () => m.error_secret_simple()),
  'secret_code.birth_date': row('error', 'correct', () => m.error_secret_birth_date()),
  'signature.invalid': row('error', 'retry', () => m.error_signature_invalid()),

  'journey.not_possible_here': row('info', 'refresh', () => m.error_journey_moved()),
  'terms.outdated': row('warning', 'refresh', () => m.error_terms_outdated()),
  'consent.missing': row('error', 'correct', () => m.error_consent_missing()),
  'letter.link_unknown': row('error', 'renew', () => m.error_letter_link_unknown()),
  'letter.link_expired': row('error', 'renew', () => m.error_letter_link_expired()),
  'letter.answered': row('info', 'refresh', () => m.error_letter_answered()),
  'letter.over': row('info', 'refresh', () => m.error_letter_over()),

  'file.too_big': row('error', 'capture_again', () => m.error_file_too_big()),
  'file.not_a_picture': row('error', 'capture_again', () => m.error_file_not_a_picture()),
  'file.pdf': row('error', 'capture_again', () => m.error_file_pdf()),
  'file.heic': row('error', 'capture_again', () => m.error_file_heic()),
  'file.gif': row('error', 'capture_again', () => m.error_file_gif()),
  'file.damaged': row('error', 'capture_again', () => m.error_file_damaged()),
  'file.too_small': row('error', 'capture_again', () => m.error_file_too_small()),
  'file.too_many_pixels': row('error', 'capture_again', () => m.error_file_too_many_pixels()),
  'file.not_a_video': row('error', 'capture_again', () => m.error_file_not_a_video()),
  'upload.offset': row('info', 'none', () => m.error_upload_resumes()),
  'upload.unknown': row('info', 'none', () => m.error_upload_resumes()),
  'upload.incomplete': row('info', 'none', () => m.error_upload_resumes()),
  'upload.hash': row('info', 'none', () => m.error_upload_again()),
  'attempts.exhausted': row('blocking', 'in_person', () => m.error_attempts_exhausted()),
  'challenge.expired': row('warning', 'capture_again', () => m.error_challenge_expired()),
  'challenge.used': row('warning', 'capture_again', () => m.error_challenge_used()),
  'capture.unknown': row('error', 'capture_again', () => m.error_capture_unknown()),

  'handoff.foreign': row('error', 'renew', () => m.error_handoff_foreign()),
  'handoff.expired': row('error', 'renew', () => m.error_handoff_expired()),
  'handoff.mismatch': row('blocking', 'none', () => m.error_handoff_mismatch()),
  'code.for_computer': row('warning', 'none', () => m.error_code_for_computer()),
  'code.for_login': row('warning', 'none', () => m.error_code_for_login()),
  'code.for_letter': row('warning', 'none', () => m.error_code_for_letter()),
  'qr.foreign': row('error', 'retry', () => m.error_handoff_foreign()),
  'login.expired': row('blocking', 'none', () => m.error_login_expired()),
  'login.answered': row('info', 'none', () => m.error_login_answered()),
  'login.level': row('blocking', 'none', () => m.error_login_level()),
  'login.mismatch': row('blocking', 'none', () => m.error_login_mismatch()),

  'recovery.too_early': row('info', 'wait', ({ until: end }) =>
    end ? m.error_recovery_early_until({ moment: longMoment(end) }) : m.error_recovery_early(),
  ),
  'identity.blocked': row('blocking', 'none', () => m.error_identity_blocked()),

  'operator.unknown': row('blocking', 'sign_in', () => m.error_operator_unknown()),
  'case.not_assigned': row('warning', 'refresh', () => m.error_case_not_assigned()),
  'case.decided': row('info', 'refresh', () => m.error_case_decided()),
  'decision.incomplete': row('error', 'correct', () => m.error_decision_incomplete()),

  'network.offline': row('warning', 'retry', () => m.error_network_offline()),
  'network.answer': row('error', 'update_app', () => m.error_app_too_old()),
  'camera.none': row('error', 'none', () => m.error_camera_none()),
  'camera.busy': row('error', 'retry', () => m.error_camera_busy()),
  'camera.denied': row('error', 'open_settings', () => m.error_camera_denied()),
  'camera.lost': row('error', 'retry', () => m.error_camera_lost()),
  'camera.silent': row('error', 'retry', () => m.error_camera_silent()),
  'camera.format': row('error', 'none', () => m.error_camera_format()),
  'camera.film': row('error', 'none', () => m.error_camera_film()),
  'camera.recorder': row('error', 'retry', () => m.error_camera_recorder()),
  'microphone.none': row('error', 'none', () => m.error_microphone_none()),
  'microphone.busy': row('error', 'retry', () => m.error_microphone_busy()),
  'microphone.silent': row('error', 'retry', () => m.error_microphone_silent()),
  'microphone.denied': row('error', 'open_settings', () => m.error_microphone_denied()),
  'storage.failed': row('error', 'retry', () => m.error_storage_failed()),
  'storage.full': row('error', 'retry', () => m.error_storage_full()),
};

/** Any refused command, as a screen shows it. */
export const presentError = presenter(table, 'unexpected');
