/**
 * The id in an answer to `chats:assign`; `''` where it is blank, undefined where none can be found. The documents show no
 * answer, so every shape that was thought of is understood: the id under `agentId`, `agent` or `id`, an agent with its
 * `id`, or the bare id, as text or as JSON.
 */
export function readAnswer(body: string): string | undefined {
  const text = body.trim()
  if (text === '') return ''
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  return idIn(value)
}

const names = ['agentId', 'agent', 'id']

function idIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  if (value === null) return ''
  if (typeof value !== 'object' || Array.isArray(value)) return undefined
  const fields = value as Readonly<Record<string, unknown>>
  const name = names.find((one) => Object.hasOwn(fields, one))
  if (name !== undefined) return idIn(fields[name])
  return Object.keys(fields).length === 0 ? '' : undefined
}
