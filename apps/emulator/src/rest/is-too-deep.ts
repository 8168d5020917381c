/** Nobody nests deeper; what writes a value down again goes as deep as it does, and has only so much of a stack. */
const mostLevels = 200

/** Whether lists and objects of this JSON text are nested more than 200 deep. What is no JSON may be anything. */
export function isTooDeep(json: string): boolean {
  let levels = 0
  for (let i = 0; i < json.length; i++) {
    const c = json[i]
    if (c === '"') i = endOfString(json, i)
    else if (c === '[' || c === '{') {
      if (++levels > mostLevels) return true
    } else if (c === ']' || c === '}') levels--
  }
  return false
}

function endOfString(json: string, from: number): number {
  let i = from + 1
  while (i < json.length && json[i] !== '"') i += json[i] === '\\' ? 2 : 1
  return i
}
