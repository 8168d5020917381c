import { catalog } from '@pointsman/core'
import type { Result } from '@pointsman/simulator'
import * as fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { awkwardNames } from '../testing/awkward.ts'
import { plausible, type Shape } from '../testing/plausible.ts'
import { renderPage } from './render-page.ts'

/** What a strict parser makes of the page; it throws where the page is not well-formed. */
interface Parsed {
  readonly elements: readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[]
  /** Of each element that has text of its own. */
  readonly texts: readonly string[]
}

function parse(page: string): Parsed {
  const elements: { name: string; attributes: Record<string, string> }[] = []
  const texts: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on(
    'opentag',
    ({ name, attributes }) => void elements.push({ name, attributes: attributes as Record<string, string> }),
  )
  parser.on('text', (words) => void texts.push(words))
  parser.write(page).close()
  return { elements, texts }
}

const name = fc.oneof(
  fc.constantFrom(...awkwardNames),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

const shape: fc.Arbitrary<Shape> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  names: fc.uniqueArray(name, { minLength: 1, maxLength: 12 }),
  queues: fc.uniqueArray(name, { minLength: 0, maxLength: 40 }),
  agents: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(1, 60, 61, 5000)),
  missing: fc.constantFrom(0, 0.2, 1),
  verdict: fc.constantFrom('best' as const, 'baseline' as const, 'none' as const, 'withheld' as const),
  profiles: fc.boolean(),
  bound: fc.boolean(),
  alike: fc.boolean(),
  agentName: name,
  text: name,
})

describe('the page of a comparison', () => {
  test('Z1 is well-formed, and no text of the document becomes markup', () => {
    const plain = names(parse(renderPage(plausible({ seed: 1, names: ['a', 'b'], queues: ['1', '2'], agents: 3 }))))
    fc.assert(
      fc.property(shape, (one) => {
        const parsed = parse(renderPage(plausible(one)))
        expect([...names(parsed)].filter((element) => !plain.has(element) && element !== 'circle')).toEqual([])
        const attributes = new Set(parsed.elements.flatMap((element) => Object.keys(element.attributes)))
        expect([...attributes].filter((attribute) => attribute.startsWith('on'))).toEqual([])
      }),
      { seed: 5, numRuns: 120 },
    )
  })

  test('Z1 shows what cannot be shown, or would turn the direction of writing, as U+FFFD', () => {
    const page = (name: string): string => renderPage(plausible({ seed: 1, names: [name], queues: [], agents: 1 }))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }), (name) => {
        expect(page(name)).toContain(`<bdi>${escaped(fit(name))}</bdi>`)
      }),
      { seed: 10, numRuns: 200 },
    )
    const unfit = [
      0, 7, 0x1b, 0x7f, 0x9b, 0x61c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069, 0xd800, 0xdfff, 0xfffe,
    ]
    for (const code of unfit) expect(page(`a${String.fromCodePoint(code)}b`)).toContain('<bdi>a\uFFFDb</bdi>')
    expect(page('a\u200Cb')).toContain('<bdi>a\u200Cb</bdi>')
  })

  test('Z2 asks for nothing: no script, no address, and a policy that would forbid them', () => {
    fc.assert(
      fc.property(shape, (one) => {
        const { elements } = parse(renderPage(plausible(one)))
        const loads = [
          'script',
          'img',
          'link',
          'iframe',
          'object',
          'embed',
          'image',
          'use',
          'base',
          'form',
          'video',
          'audio',
        ]
        expect(elements.filter((element) => loads.includes(element.name))).toEqual([])
        const addresses = elements.flatMap(({ attributes }) => [
          attributes['href'],
          attributes['src'],
          attributes['action'],
        ])
        expect(addresses.filter((address) => address !== undefined && !address.startsWith('#'))).toEqual([])
        const styles = elements.flatMap(({ attributes }) => attributes['style'] ?? [])
        expect(styles.filter((style) => !/^max-width:\d+px$/.test(style))).toEqual([])
        const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')
        expect(policy?.attributes['content']).toBe("default-src 'none'; style-src 'unsafe-inline'")
      }),
      { seed: 6, numRuns: 40 },
    )
    const { texts } = parse(renderPage(plausible({ seed: 1, names: ['a'], queues: [], agents: 1 })))
    expect(texts.filter((words) => /url\(|@import|@font-face/.test(words))).toEqual([])
  })

  test('Z3 never writes a figure that is none', () => {
    fc.assert(
      fc.property(shape, (one) => {
        const named = {
          ...one,
          names: one.names.map((_, place) => `s${place}`),
          queues: one.queues.map((_, place) => `q${place}`),
          agentName: 'agent',
          text: '',
        }
        const { elements, texts } = parse(renderPage(plausible(named)))
        const attributes = elements.flatMap((element) => Object.values(element.attributes))
        expect([...texts, ...attributes].filter((words) => /NaN|undefined|Infinity|\[object|null/.test(words))).toEqual(
          [],
        )
      }),
      { seed: 7, numRuns: 80 },
    )
  })

  test('RP6 how well a recording is reproduced comes before the verdict, with every figure of it', () => {
    const one = plausible({ seed: 1, names: ['a', 'b'], queues: ['1'], agents: 2, fidelity: 0.42, verdict: 'withheld' })
    const page = renderPage(one)
    const { elements, texts } = parse(page)
    const sections = elements.filter((element) => element.name === 'section').map(({ attributes }) => attributes['id'])
    expect(sections.slice(0, 2)).toEqual(['fidelity', 'verdict'])
    const whole = texts.join('\n')
    for (const words of [
      '0.42',
      'below 0.8 there is no verdict',
      ...(one.fidelity?.figures ?? []).map(({ plain }) => plain),
    ]) {
      expect(whole).toContain(words)
    }
    expect(renderPage(plausible({ seed: 1, names: ['a', 'b'], queues: ['1'], agents: 2 }))).not.toContain(
      'id="fidelity"',
    )
  })

  test('Z4 has every name, the verdict, the assumptions, the seed and the command in full', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), { minLength: 1, maxLength: 12 }),
        (strategies) => {
          const one = plausible({ seed: 99, names: strategies, queues: ['1'], agents: 2 })
          const { texts } = parse(renderPage(one))
          const whole = texts.join('\n')
          for (const words of [...strategies, ...one.assumptions, one.reproduce, String(one.seed)])
            expect(whole).toContain(fit(words).replaceAll('\r', '\n'))
        },
      ),
      { seed: 8, numRuns: 60 },
    )
    const withheld = plausible({ seed: 1, names: ['a', 'b'], queues: ['1'], agents: 2, verdict: 'withheld' })
    expect(renderPage(withheld)).toContain('the line of waiting chats grows for as long as the run lasts')
    expect(renderPage(withheld)).toContain('The verdict is withheld')
    const none = renderPage(plausible({ seed: 1, names: ['a', 'b'], queues: ['1'], agents: 2, verdict: 'none' }))
    expect(none).toContain('Nothing here calls for a change')
  })

  test('Z5 says what to deploy, and as gain or cost only what is sure after correction', () => {
    const made = plausible({ seed: 3, names: ['old', 'new'], queues: ['1'], agents: 2 })
    const difference = (value: number, pHolm: number | null) => ({
      difference: value,
      ci95: [value - 0.01, value + 0.01] as const,
      relative: null,
      p: 0.001,
      pHolm,
    })
    const page = renderPage({
      ...made,
      versus: {
        new: {
          waitMean: difference(-4, 0.001),
          serviceLevel: difference(-0.02, 0.003),
          abandonRate: difference(0.01, 0.06),
          occupancyGini: difference(-0.02, null),
          rejectRate: difference(0.01, 0.049),
        },
      },
    })
    const section = (heading: string): string => new RegExp(`<h3>${heading}</h3>(.*?)</div>`, 's').exec(page)?.[1] ?? ''
    expect(section('Deploy')).toContain('<bdi>new</bdi>')
    expect(section('What it gains').match(/<li>[^<]*/g)).toEqual(['<li>mean wait '])
    expect(section('What it costs').match(/<li>[^<]*/g)).toEqual(['<li>service level ', '<li>refusals '])
    expect(page).toContain('No difference was found in abandonment.')
  })

  test('Z5 says what the strategy is known to do badly, and of uneven load what it is for the busiest', () => {
    const made = plausible({ seed: 1, names: ['random', 'fill-up'], queues: ['a'], agents: 0, verdict: 'best' })
    const busy = (place: number, ...occupancies: readonly number[]) => ({
      ...(made.results[place] as Result),
      agents: occupancies.map((occupancy, number) => ({ id: `agent ${number}`, chats: 1, occupancy, online: 1 })),
    })
    const results = [busy(0, 0.4, 0.3, 0.5), busy(1, 0.9, 0.125, 0.2)]
    const versus = (difference: number) => ({
      'fill-up': {
        occupancyGini: { difference, ci95: [difference, difference] as const, relative: null, p: 0, pHolm: 0.001 },
      },
    })
    const sentence =
      'The busiest agent has 90.0 % of their slots in use, not 50.0 %; the least busy 12.5 %, not 30.0 %.'
    const page = renderPage({ ...made, results, versus: versus(0.2) })
    expect(page.replaceAll('\u00A0', ' ')).toContain(sentence)
    expect(page).toContain(`Known of it: ${catalog.find(({ policy }) => policy.name === 'fill-up')?.fails}`)
    expect(renderPage({ ...made, results, versus: versus(-0.2) })).not.toContain('The busiest agent has')
    const own = plausible({ seed: 1, names: ['old', 'new'], queues: ['a'], agents: 2, verdict: 'best' })
    expect(renderPage(own)).not.toContain('Known of it')
  })

  test('Z6 is built as a document that can be read aloud', () => {
    fc.assert(
      fc.property(shape, (one) => {
        const { elements } = parse(renderPage(plausible(one)))
        const of = (kind: string) => elements.filter((element) => element.name === kind)
        expect(of('html')[0]?.attributes['lang']).toBe('en')
        expect([of('h1').length, of('main').length, of('header').length, of('nav').length]).toEqual([1, 1, 1, 1])
        const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? [])
        expect(new Set(ids).size).toBe(ids.length)
        const labels = elements.flatMap(({ attributes }) => attributes['aria-labelledby']?.split(' ') ?? [])
        const links = elements.flatMap(({ attributes }) => attributes['href']?.slice(1) ?? [])
        expect([...labels, ...links].filter((id) => !ids.includes(id))).toEqual([])
        const images = of('svg').filter(({ attributes }) => attributes['aria-hidden'] !== 'true')
        expect(images.filter(({ attributes }) => attributes['role'] !== 'img')).toEqual([])
        expect(of('desc').length).toBe(images.length)
        expect(of('table').length).toBe(of('caption').length)
        expect(of('th').filter(({ attributes }) => attributes['scope'] === undefined)).toEqual([])
        expect(of('figcaption').length).toBe(of('figure').length)
      }),
      { seed: 9, numRuns: 60 },
    )
  })

  test('Z7 is small, and the same for the same comparison', () => {
    const strategies = Array.from({ length: 8 }, (_, place) => `strategy-${place}`)
    const one = plausible({ seed: 4, names: strategies, queues: ['1', '2', '3', '4'], agents: 200 })
    expect(Buffer.byteLength(renderPage(one))).toBeLessThan(300_000)
    expect(renderPage(one)).toBe(renderPage(structuredClone(one)))
    const most = plausible({ seed: 4, names: awkwardNames.slice(0, 12), queues: strategies, agents: 5000 })
    expect(Buffer.byteLength(renderPage(most))).toBeLessThan(400_000)
  })
})

function names({ elements }: Parsed): ReadonlySet<string> {
  return new Set(elements.map((element) => element.name))
}

function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** What a document can hold of a text, written apart from the code under test: one code point after another. */
function fit(words: string): string {
  const shown = [...words].map((character) => {
    const code = character.codePointAt(0) ?? 0
    const isControl = (code < 32 && ![9, 10, 13].includes(code)) || (code >= 0x7f && code <= 0x9f)
    const turns =
      [0x61c, 0x200e, 0x200f].includes(code) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
    return isControl || turns || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff
      ? '\uFFFD'
      : character
  })
  return shown.join('')
}
