/** What a time is expected to be. */
export const instantExpected =
  'a time in ISO 8601, in seconds or milliseconds since 1970, or by the clock beside a date'

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:[.,]\d+)?))?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i
const clock = /^(\d{1,2}):(\d\d)(?::(\d\d(?:[.,]\d+)?))?$/
const number = /^\d+(?:\.\d+)?$/

/** Numbers from here on are milliseconds: as seconds they would be the year 5138. */
const leastMilliseconds = 1e11
/** Numbers below are no instants: it is March 1973. */
const leastSeconds = 1e8

/**
 * A time in Unix seconds: ISO 8601 (in UTC where it names no zone), seconds or milliseconds since 1970, or a time by the
 * clock (in UTC) on `date`. Undefined where it is none of these.
 */
export function instantOf(text: string, date?: string): number | undefined {
  if (number.test(text)) {
    const value = Number(text)
    if (value >= leastMilliseconds) return value / 1000
    return value >= leastSeconds ? value : undefined
  }
  const day = iso.exec(text)
  if (day !== null) return isoInstant(day)
  const [, hour, minute, second = '0'] = clock.exec(text) ?? []
  const on = iso.exec(date ?? '')
  if (hour === undefined || minute === undefined || on === null || on[4] !== undefined) return undefined
  const midnight = isoInstant(on)
  return midnight === undefined ? undefined : ofDay(midnight, hour, minute, second)
}

function isoInstant([, year, month, day, hour = '0', minute = '0', second = '0', zone]: RegExpExecArray):
  | number
  | undefined {
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000
  if (new Date(midnight * 1000).getUTCDate() !== Number(day) || Number(month) > 12) return undefined
  const instant = ofDay(midnight, hour, minute, second)
  const offset = offsetOf(zone ?? 'Z')
  return instant === undefined || offset === undefined ? undefined : instant - offset
}

function ofDay(midnight: number, hour: string, minute: string, second: string): number | undefined {
  const [h, m, s] = [Number(hour), Number(minute), Number(second.replace(',', '.'))]
  return h < 24 && m < 60 && s < 61 ? midnight + 3600 * h + 60 * m + s : undefined
}

/** Seconds east of Greenwich. */
function offsetOf(zone: string): number | undefined {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? []
  if (sign === undefined) return 0
  const seconds = 3600 * Number(hours) + 60 * Number(minutes)
  if (seconds > 50_400 || Number(minutes) > 59) return undefined
  return sign === '-' ? -seconds : seconds
}
