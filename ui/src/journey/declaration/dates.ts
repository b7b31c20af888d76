import { emptyDate, type TypedDate } from '../../components/dates';
import { longDate, longMonth } from '../../i18n/format';
import { m } from '../../i18n/messages';

/** `YYYY-MM-DD` with zeros for what the document does not give; empty when nothing was typed. */
export function toIso(date: TypedDate): string {
  const { day, month, year, dayUnknown, monthUnknown } = date;
  if (`${day}${month}${year}`.trim() === '') return '';
  const shownMonth = monthUnknown ? '00' : month.trim().padStart(2, '0');
  const shownDay = monthUnknown || dayUnknown ? '00' : day.trim().padStart(2, '0');
  return `${year.trim()}-${shownMonth}-${shownDay}`;
}

/** The three parts of a declared date; anything else gives an empty one. */
export function fromIso(iso: string | undefined): TypedDate {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? '');
  if (!parts) return emptyDate();
  const [, year = '', month = '', day = ''] = parts;
  const monthUnknown = month === '00';
  const dayUnknown = day === '00';
  return {
    day: dayUnknown ? '' : day,
    month: monthUnknown ? '' : month,
    year,
    dayUnknown,
    monthUnknown,
  };
}

/** « 3 février 1980 », « février 1980 (jour non indiqué) », « 1980 (…) »; as given if unreadable. */
export function spellDate(iso: string | undefined): string {
  if (iso === undefined || iso === '') return '';
  const { year, month, dayUnknown, monthUnknown } = fromIso(iso);
  if (year === '') return iso;
  if (monthUnknown) return m.date_year_only({ year });
  if (dayUnknown) return m.date_month_only({ month: longMonth(`${year}-${month}-01`) });
  return longDate(iso);
}
