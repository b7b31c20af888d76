// Joins the communes of the past with those of today.

import { folded } from './history.mjs'

const KINDS = {
  'commune-actuelle': 'C',
  'arrondissement-municipal': 'A',
  'commune-deleguee': 'D',
  'commune-associee': 'S',
}

// What changed between the last day of the history and today's list has no date in either. Both
// states are taken as possible for the whole time; `~` marks the bound.
const HISTORY_ENDS = '~2019-01-01'
const TODAY_BEGINS = '~2026-01-01'

/** The department that a code says; three characters overseas. */
function departmentOfCode(code) {
  return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2)
}

function presentRow(row) {
  const kind = KINDS[row.type]
  if (!kind) throw new Error(`unknown type of commune: ${row.type}`)
  return {
    code: row.code,
    name: row.nom,
    kind,
    postcodes: (row.codesPostaux ?? []).join(' '),
    population: String(row.population ?? ''),
    pole: row.chefLieu ?? row.commune ?? '',
    department: row.departement === departmentOfCode(row.code) ? '' : row.departement,
  }
}

const keyOf = ({ code, name, kind }) => [code, folded(name), kind].join('|')

/** From a code of 2019 to the commune in its own right that holds its territory today. */
function todayOf(present) {
  const own = new Set(present.filter(({ type }) => type === 'commune-actuelle').map(({ code }) => code))
  const poles = new Map(present.filter(({ chefLieu }) => chefLieu).map((row) => [row.code, row.chefLieu]))
  const heirs = new Map(
    present.flatMap(({ code, anciensCodes }) => (anciensCodes ?? []).map((old) => [old, code])),
  )
  return (code) => (own.has(code) ? code : (poles.get(code) ?? heirs.get(code) ?? ''))
}

/**
 * One row for each code, name and kind over its time: `past` from history.mjs, `present` from
 * today's package, `byHand` from overseas.csv.
 */
export function joinedRows(past, present, byHand) {
  const today = todayOf(present)
  const dated = new Set(past.map(({ code }) => code))
  const open = new Map(present.map(presentRow).map((row) => [keyOf(row), row]))
  const rows = past.map((row) => {
    const { later, ...kept } = row
    if (row.until) return { ...kept, today: today(later) }
    const now = open.get(keyOf(row))
    if (!now) return { ...kept, until: TODAY_BEGINS, today: today(row.code) }
    open.delete(keyOf(row))
    return { ...now, from: row.from, until: '', today: '' }
  })
  for (const row of open.values()) {
    rows.push({ ...row, from: dated.has(row.code) ? HISTORY_ENDS : '', until: '', today: '' })
  }
  for (const { today, since } of byHand) {
    const heir = rows.find(({ code, until }) => code === today && until === '')
    heir.from = since
  }
  return withoutDuplicates([...rows, ...byHand])
}

/** A part that shares code and name with the commune in its own right of the same time is that one. */
function withoutDuplicates(rows) {
  const own = new Map()
  for (const row of rows.filter(({ kind }) => kind === 'C')) {
    const key = `${row.code}|${row.name}`
    if (!own.has(key)) own.set(key, [])
    own.get(key).push(row)
  }
  const covers = (whole, part) =>
    whole.from <= part.from && (whole.until === '' || (part.until !== '' && part.until <= whole.until))
  return rows.filter(
    (row) =>
      row.kind === 'C' || !(own.get(`${row.code}|${row.name}`) ?? []).some((whole) => covers(whole, row)),
  )
}

/** code | name | kind | postcodes | population | pole | department | from | until | today */
export function fieldsOf(row) {
  return [
    row.code,
    row.name,
    row.kind,
    row.postcodes ?? '',
    row.population ?? '',
    row.pole ?? '',
    row.department ?? '',
    row.from,
    row.until,
    row.today,
  ]
}
