// From a row of the package to a row of ours.

const KINDS = {
  'commune-actuelle': 'C',
  'arrondissement-municipal': 'A',
  'commune-deleguee': 'D',
  'commune-associee': 'S',
}

// Codes that exist only since their department does. Before, the same communes bore other codes
// (75 and 78, then 20); offering today's code for an older birth would be refused by the register.
const DEPARTMENT_SINCE = {
  91: '1968-01-01',
  92: '1968-01-01',
  93: '1968-01-01',
  94: '1968-01-01',
  95: '1968-01-01',
  '2A': '1976-01-01',
  '2B': '1976-01-01',
}

/** The department that a code says; three characters overseas. */
function departmentOfCode(code) {
  return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2)
}

/**
 * Several rows of one code and one name are one place: the commune in its own right stands for
 * them all. Rows of one code with different names all stay.
 */
export function withoutDuplicates(rows) {
  const kept = new Map()
  for (const row of rows) {
    const key = `${row.code}|${row.nom}`
    const other = kept.get(key)
    if (!other || row.type === 'commune-actuelle') kept.set(key, row)
  }
  return [...kept.values()]
}

/** code | name | kind | postcodes | population | pole | department if unlike the code | from | until */
export function rowOfCommune(row) {
  const kind = KINDS[row.type]
  if (!kind) throw new Error(`unknown type of commune: ${row.type}`)
  const department = row.departement === departmentOfCode(row.code) ? '' : row.departement
  return [
    row.code,
    row.nom,
    kind,
    (row.codesPostaux ?? []).join(' '),
    String(row.population ?? ''),
    row.chefLieu ?? row.commune ?? '',
    department,
    DEPARTMENT_SINCE[departmentOfCode(row.code)] ?? '',
    '',
  ]
}
