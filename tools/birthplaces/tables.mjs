// The tables kept by hand: one row a line, fields separated by `;`, comments by `#`.

import { readFileSync } from 'node:fs'

const DATE = /^([0-9]{4}-[0-9]{2}-[0-9]{2})?$/
const COUNTRY = /^99[0-9]{3}$/

/** The rows of a table; refuses one whose fields do not match, in number and form. */
function table(name, forms) {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8')
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line) => {
    const fields = line.split(';')
    const fits = fields.length === forms.length && forms.every((form, at) => form.test(fields[at]))
    if (!fits) throw new Error(`${name}: not a row: ${line}`)
    return fields
  })
}

/** code, ISO 3166-1 alpha-3, French, English, other names */
export const countries = () => table('countries.csv', [COUNTRY, /^([A-Z]{3})?$/, /./, /./, /^/])

/** French, English, from, until, kind, code then, codes today */
export const formerCountries = () =>
  table('former-countries.csv', [/./, /./, DATE, DATE, /^[DFTN]$/, /^(99[0-9]{3})?$/, /^99[0-9 ]+$/])

/** Rows as history.mjs gives them, and the first day of the code that followed. */
export const overseas = () =>
  table('overseas.csv', [/^9[78][0-9]{3}$/, /./, DATE, /^97[0-9]{3}$/, DATE]).map(
    ([code, name, until, today, since]) => ({ code, name, kind: 'C', from: '', until, today, since }),
  )

/** code, name, until */
export const formerDepartments = () => table('departments.csv', [/^[0-9]{2,3}$/, /./, DATE])
