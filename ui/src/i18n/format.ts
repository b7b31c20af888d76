import { systemClock, type Clock } from '../platform/clock';
import { m } from './messages';
import { preferences } from './preferences.svelte';

/** Layout languages borrow French habits: what matters there is width and direction. */
const tag = () => (preferences.language === 'en' ? 'en-GB' : 'fr-FR');

/** « 3 février 2026 ». The date is calendar-only: no zone shifts it. @param iso `YYYY-MM-DD` */
export function longDate(iso: string): string {
  return new Intl.DateTimeFormat(tag(), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${iso}T00:00:00Z`),
  );
}

/** « février 2026 ». @param iso `YYYY-MM-DD`, whose day is not shown */
export function longMonth(iso: string): string {
  return new Intl.DateTimeFormat(tag(), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${iso}T00:00:00Z`));
}

/** « 3 février 2026 à 16:36 » in the device's zone. @param instant RFC 3339 */
export function longMoment(instant: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(tag(), {
    dateStyle: 'long',
    timeStyle: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(instant));
}

/** « 3 février 2026 » in the device's zone. @param instant RFC 3339 */
export function longDay(instant: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(tag(), {
    dateStyle: 'long',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(instant));
}

/** « 16:36 » in the device's zone. @param instant RFC 3339 */
export function clockTime(instant: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(tag(), {
    timeStyle: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(instant));
}

/** « à 16:36 » today, « le 3 février 2026 à 16:36 » on another day, both in the device's zone. @param instant RFC 3339 */
export function soonMoment(instant: string, clock: Clock = systemClock, timeZone?: string): string {
  const isToday = longDay(instant, timeZone) === longDay(new Date(clock.now()).toISOString(), timeZone);
  return isToday
    ? m.moment_today({ time: clockTime(instant, timeZone) })
    : m.moment_later({ moment: longMoment(instant, timeZone) });
}

/** « 2026-02-03 », the day it is now in the device's zone. */
export function today(clock: Clock = systemClock, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone ? { timeZone } : {}),
  }).formatToParts(new Date(clock.now()));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** « a, b et c » / “a, b and c”. */
export function listed(parts: readonly string[]): string {
  return new Intl.ListFormat(tag(), { type: 'conjunction' }).format(parts);
}

/** « il y a 10 s » / “2 min ago”. @param now milliseconds since 1970 */
export function ago(instant: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(instant)) / 1000));
  const format = new Intl.RelativeTimeFormat(tag(), { numeric: 'always', style: 'short' });
  if (seconds < 60) return format.format(-seconds, 'second');
  if (seconds < 3600) return format.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return format.format(-Math.floor(seconds / 3600), 'hour');
  return format.format(-Math.floor(seconds / 86_400), 'day');
}

/** « 1,4 Mo » / “1.4 MB”. @param bytes zero or more */
export function fileSize(bytes: number): string {
  const inMega = bytes >= 1_000_000;
  const number = new Intl.NumberFormat(tag(), { maximumFractionDigits: inMega ? 1 : 0 }).format(
    inMega ? bytes / 1_000_000 : Math.ceil(bytes / 1000),
  );
  const unit = preferences.language === 'en' ? (inMega ? 'MB' : 'kB') : inMega ? 'Mo' : 'ko';
  return `${number}\u00a0${unit}`;
}

/** « 0,48 » / “0.48”. @param digits how many after the point, always */
export function decimal(value: number, digits: number): string {
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(tag(), format).format(value);
}

/** « 60 % » / “60%”. @param share 0 to 1 */
export function percent(share: number): string {
  return new Intl.NumberFormat(tag(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** « 1:05 »: minutes and seconds of a countdown. @param seconds zero or more */
export function countdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
