import { describe, expect, test } from 'vitest'
import { parsePolicy } from './parse-policy.ts'
import { PolicyError } from './policy-error.ts'
import { rules } from './vocabulary.ts'

const vipFirst = {
  name: 'vip first',
  require: [
    'online',
    'has-capacity',
    'serves-queue',
    'speaks-language',
    'has-not-rejected',
    { rule: 'has-skill', skill: 'billing', level: 2 },
  ],
  prefer: ['knows-the-customer', 'free-capacity', 'longest-without-a-turn'],
  relax: [
    { after: 30, drop: ['has-skill'] },
    { after: 60, drop: ['speaks-language'] },
  ],
}
const eligible = ['online', 'has-capacity', 'serves-queue', 'speaks-language', 'has-not-rejected']
const without = (rule: string): { require: string[] } => ({ require: eligible.filter((name) => name !== rule) })
const plain = { name: 'p', require: eligible, prefer: ['free-capacity'] }

test('P5 the documented policy is read as it stands, without a warning', () => {
  const { policy, warnings } = parsePolicy(vipFirst)
  expect(warnings).toEqual([])
  expect(policy.require.map(({ name }) => name)).toContain('has-skill')
  expect(policy.prefer.map(({ name }) => name)).toEqual(vipFirst.prefer)
  expect(policy.relax).toEqual(vipFirst.relax)
})

test('P5 preferences take options, a turn round, and blends', () => {
  const { policy } = parsePolicy({
    ...plain,
    prefer: [
      { preference: 'longest-idle', clock: 'assigned' },
      { preference: 'free-capacity', wants: 'less' },
      {
        name: 'mixed',
        blend: [
          { preference: 'load-ratio', weight: 2 },
          { preference: 'longest-idle', weight: 1, per: 60 },
        ],
      },
    ],
  })
  expect(policy.prefer.map(({ name, wants }) => `${name} ${wants}`)).toEqual([
    'longest-idle less',
    'free-capacity (inverse) less',
    'mixed more',
  ])
})

describe('P6 a policy that cannot be used is refused in one line with the place', () => {
  test.each<readonly [string, unknown, string]>([
    ['no object', 'vip', 'policy: expected an object, got "vip"'],
    ['no name', { ...plain, name: '' }, 'policy.name: expected a name, got ""'],
    ['no list', { ...plain, prefer: 'free-capacity' }, 'policy.prefer: expected a list, got "free-capacity"'],
    ['no rules', { name: 'p', prefer: [] }, 'policy.require: expected a list, got nothing'],
    [
      'an unknown rule',
      { ...plain, require: ['onlin'] },
      'policy.require[0]: expected a rule (did you mean online?), got "onlin"',
    ],
    [
      'a rule nobody could mean',
      { ...plain, require: ['xyzzy-plugh'] },
      `policy.require[0]: expected a rule (${Object.keys(rules).join(', ')}), got "xyzzy-plugh"`,
    ],
    ['a prototype key', { ...plain, require: ['constructor'] }, 'policy.require[0]: expected a rule'],
    [
      'an unknown preference',
      { ...plain, prefer: ['free-capasity'] },
      'policy.prefer[0]: expected a preference (did you mean free-capacity?), got "free-capasity"',
    ],
    [
      'an option it does not take',
      { ...plain, require: [{ rule: 'online', level: 2 }] },
      'policy.require[0].level: expected no options for online, got 2',
    ],
    [
      'a misspelt option',
      { ...plain, require: [{ rule: 'has-skill', skil: 'x' }] },
      'policy.require[0].skil: expected only skill, level for has-skill, got "x"',
    ],
    [
      'a level of nothing',
      { ...plain, require: [{ rule: 'has-skill', level: 0 }] },
      'policy.require[0].level: expected a number above 0, got 0',
    ],
    [
      'a level that is no number',
      { ...plain, require: [{ rule: 'has-skill', level: null }] },
      'policy.require[0].level: expected a number above 0, got null',
    ],
    [
      'missing hours',
      { ...plain, require: [{ rule: 'within-hours' }] },
      'policy.require[0].hours: expected hours, which within-hours needs, got nothing',
    ],
    [
      'odd hours',
      { ...plain, require: [{ rule: 'within-hours', hours: '9-5' }] },
      'policy.require[0].hours: expected hours such as "09:00-17:30", got "9-5"',
    ],
    [
      'odd days',
      { ...plain, require: [{ rule: 'within-hours', hours: '09:00-17:00', days: [0] }] },
      'policy.require[0].days: expected a list of days from 1 (Monday) to 7 (Sunday), got [0]',
    ],
    [
      'an unknown clock',
      { ...plain, prefer: [{ preference: 'longest-idle', clock: 'wall' }] },
      'policy.prefer[0].clock: expected one of assigned, ended, active, got "wall"',
    ],
    [
      'a misspelt key',
      { ...plain, prefers: [] },
      'policy.prefers: expected no such key (did you mean prefer?), got []',
    ],
    [
      'an unknown key',
      { ...plain, owner: true },
      'policy.owner: expected only name, require, prefer, relax, sample, whenAllRefused, got true',
    ],
    [
      'a negative wait',
      { ...plain, relax: [{ after: -1, drop: [] }] },
      'policy.relax[0].after: expected seconds from 0 up, got -1',
    ],
    [
      'dropping what is not required',
      { ...plain, relax: [{ after: 1, drop: ['has-skill'] }] },
      'policy.relax[0].drop[0]: expected a rule that "require" lists, got "has-skill"',
    ],
    [
      'dropping an unknown rule',
      { ...plain, relax: [{ after: 1, drop: ['online '] }] },
      'policy.relax[0].drop[0]: expected a rule (did you mean online?), got "online "',
    ],
    [
      'a boundless sample',
      { ...plain, sample: 5e9 },
      'policy.sample: expected a whole number from 1 to 10,000, got 5000000000',
    ],
    [
      'days as text',
      { ...plain, require: [{ rule: 'within-hours', hours: '09:00-17:00', days: ['1'] }] },
      'policy.require[0].days: expected a list of days from 1 (Monday) to 7 (Sunday), got ["1"]',
    ],
    ['half a sample', { ...plain, sample: 1.5 }, 'policy.sample: expected a whole number from 1 to 10,000, got 1.5'],
    [
      'an unknown last resort',
      { ...plain, whenAllRefused: 'cry' },
      'policy.whenAllRefused: expected one of pass, ask-again, got "cry"',
    ],
    [
      'an empty blend',
      { ...plain, prefer: [{ blend: [] }] },
      'policy.prefer[0].blend: expected at least one preference, got []',
    ],
    [
      'a weightless part',
      { ...plain, prefer: [{ blend: [{ preference: 'fastest' }] }] },
      'policy.prefer[0].blend[0].weight: expected a number above 0, got nothing',
    ],
  ])('P6 %s', (_, value, message) => {
    expect(() => parsePolicy(value)).toThrow(PolicyError)
    expect(() => parsePolicy(value)).toThrow(message)
  })

  test('P6 the place begins where the policy stands', () => {
    expect(() => parsePolicy({}, 'policies[3]')).toThrow('policies[3].name: expected a name, got nothing')
  })
})

describe('P7 a policy that is odd is warned about by name', () => {
  const odd = (different: object): readonly string[] => parsePolicy({ ...plain, ...different }).warnings
  test.each<readonly [string, object, string]>([
    ['no capacity', without('has-capacity'), 'bounds no capacity: without has-capacity it names agents who are full'],
    ['no presence', without('online'), 'names agents who are not online: it does not require online'],
    [
      'a rule twice',
      { require: [...eligible, 'online'] },
      'never reaches the second online: whoever it would turn away is gone',
    ],
    [
      'a preference twice',
      { prefer: ['fastest', 'fastest'] },
      'never reaches the second fastest: it cannot settle what the first did not',
    ],
    [
      'capacity dropped',
      { relax: [{ after: 60, drop: ['has-capacity'] }] },
      'bounds no capacity after 60 s: it drops has-capacity',
    ],
    [
      'dropped again',
      {
        relax: [
          { after: 60, drop: ['online'] },
          { after: 90, drop: ['online'] },
        ],
      },
      'drops online again after 90 s: it was dropped before',
    ],
    ['nothing dropped', { relax: [{ after: 60, drop: [] }] }, 'drops nothing after 60 s'],
    [
      'the same the other way round',
      { prefer: ['free-capacity', { preference: 'free-capacity', wants: 'less' }] },
      'never reaches the second free-capacity: it cannot settle what the first did not',
    ],
    [
      'a rule never applied',
      { require: [...eligible, 'has-skill'], relax: [{ after: 0, drop: ['has-skill'] }] },
      'never applies has-skill: it is dropped after 0 s',
    ],
    [
      'presence dropped',
      { relax: [{ after: 9, drop: ['online'] }] },
      'names agents who are not online after 9 s: it drops online',
    ],
    [
      'nobody to ask again',
      { ...without('has-not-rejected'), whenAllRefused: 'ask-again' },
      'asks nobody again: it does not require has-not-rejected',
    ],
    ['a sample of one', { sample: 1 }, 'never reaches its preferences: a sample of one is a lot'],
  ])('P7 %s', (_, different, warning) => {
    expect(odd(different)).toContain(`policy ("p"): ${warning}`)
  })

  test('P7 what only looks odd is not warned about', () => {
    const both = [
      { rule: 'within-hours', hours: '09:00-17:00' },
      { rule: 'within-hours', hours: '12:00-20:00' },
    ]
    const prefer = [
      { preference: 'highest-skill', skill: 'a' },
      { preference: 'highest-skill', skill: 'b' },
      { preference: 'longest-idle', clock: 'ended' },
      { preference: 'longest-idle', clock: 'assigned' },
    ]
    expect(odd({ require: [...eligible, ...both], prefer })).toEqual([])
  })
})
