/** A date as it is being typed: text, because « 31/02 » must survive until someone explains it. */
export interface TypedDate {
  day: string;
  month: string;
  year: string;
  /** True when the document itself does not give the day (or the month, and then the day). */
  dayUnknown: boolean;
  monthUnknown: boolean;
}

/** Nothing typed yet. */
export const emptyDate = (): TypedDate => ({
  day: '',
  month: '',
  year: '',
  dayUnknown: false,
  monthUnknown: false,
});

/** Which of the three inputs an error sentence should lead to. */
export type DatePart = 'day' | 'month' | 'year';
