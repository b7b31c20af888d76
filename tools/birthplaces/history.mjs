// The communes of 1943 to 2019, from the rows of the history package.
//
// A row of the package is one state of one commune between two changes; ours is one code with one
// name over the whole time it was in force. The package knows nothing after 2019-01-01.

const KINDS = { COM: 'C', COMD: 'D', COMA: 'S' }

/** Names that differ only in accents, signs and capitals are one name. */
export function folded(name) {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/œ/g, 'oe').replace(/[^a-z0-9]+/g, ' ').trim()
}

/** `COM-59350@2000-02-27` → `59350` */
function codeOfId(id) {
  return id.slice(id.indexOf('-') + 1, id.indexOf('@'))
}

/**
 * The rows in force at some time since 1943, each with its period and, when it has ended, the code
 * that its territory bore in 2019 (`later`). Former communes that lived on as a mere part of
 * another (COMP) are not among them: nobody was born in one after its start.
 */
export function pastRows(history) {
  const paths = new Paths(history)
  const groups = new Map()
  for (const row of history) {
    const kind = KINDS[row.type]
    if (!kind) continue
    const pole = row.pole ? codeOfId(row.pole) : ''
    const key = [row.code, folded(row.nom), kind, pole].join('|')
    const { code, nom: name, dateDebut: from = '', dateFin: until = '' } = row
    const later = until ? paths.codeIn2019(row) : ''
    if (!groups.has(key)) groups.set(key, [])
    groups.get(key).push({ code, name, kind, pole, from, until, later })
  }
  return [...groups.values()].flatMap(joined)
}

/** Periods that touch become one; the last one's end and name stand for the whole. */
function joined(periods) {
  const sorted = periods.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const found = []
  for (const period of sorted) {
    const last = found.at(-1)
    if (last && (last.until === '' || period.from <= last.until)) {
      const isLonger = period.until === '' || (last.until !== '' && period.until > last.until)
      if (isLonger) Object.assign(last, { ...period, from: last.from })
    } else {
      found.push({ ...period })
    }
  }
  return found
}

/** Follows a commune through its mergers to the commune in its own right that it was in 2019. */
class Paths {
  constructor(history) {
    this.byId = new Map(history.map((row) => [row.id, row]))
    this.communesOf = new Map()
    for (const row of history) {
      if (row.type !== 'COM') continue
      if (!this.communesOf.has(row.code)) this.communesOf.set(row.code, [])
      this.communesOf.get(row.code).push(row)
    }
  }

  /** Empty for a commune that was dissolved without an heir. */
  codeIn2019(row) {
    const seen = new Set()
    let at = row
    while (at && !seen.has(at)) {
      seen.add(at)
      if (at.type !== 'COM' && at.pole) at = this.byId.get(at.pole)
      else if (!at.dateFin) return at.code
      else if (at.successeur) at = this.byId.get(at.successeur)
      else at = this.bornAgain(at)
    }
    return ''
  }

  /** A merger undone leaves no successor: the commune goes on under its own code. */
  bornAgain({ code, dateFin }) {
    return this.communesOf.get(code).find(({ dateDebut }) => dateDebut >= dateFin)
  }
}
