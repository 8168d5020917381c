import { laws, type Skip } from '@pointsman/core/checking'
import { BadInput } from '../input/bad-input.ts'
import { noSuch } from '../contender/no-such.ts'

/** Laws not to be asked, from `L11=it takes no turns`: an id, and a reason that may not be missing. */
export function skips(texts: readonly string[]): readonly Skip[] {
  return texts.map((text) => {
    const [law = '', reason = ''] = text.split(/=(.*)/s)
    if (reason.trim() === '') throw new BadInput(`--skip ${text}: expected LAW=REASON, such as L11="it takes no turns"`)
    return { law: knownLaw(law.trim()), reason: reason.trim() }
  })
}

/** The law's id, if there is such a law. */
export function knownLaw(id: string): string {
  const ids = laws.map((law) => law.id)
  if (ids.includes(id)) return id
  throw new BadInput(noSuch('law', id, ids))
}
