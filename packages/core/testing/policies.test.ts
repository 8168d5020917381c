import { PolicyStrategy, builtin, firstOf, parsePolicy } from '@pointsman/core'
import { strategyLaws } from './strategy-laws.ts'

const skip = [
  { law: 'L11', reason: 'it does not claim to take turns' },
  { law: 'L17', reason: 'it does not claim shares by weight' },
]
const eligible = ['online', 'has-capacity', 'serves-queue', 'speaks-language', 'has-not-rejected']

// Everything that policies can be made of is held to the laws, not only what ships.
const { policy: relaxing } = parsePolicy({
  name: 'relaxing',
  require: [...eligible, { rule: 'has-skill', skill: 'billing', level: 2 }, 'not-already-invited', 'warmed-up'],
  prefer: ['knows-the-customer', 'highest-skill', 'longest-idle'],
  relax: [
    { after: 30, drop: ['has-skill'] },
    { after: 60, drop: ['not-already-invited', 'warmed-up', 'speaks-language'] },
  ],
})
strategyLaws((options) => new PolicyStrategy(relaxing, options), { skip })

const { policy: blended } = parsePolicy({
  name: 'blended',
  require: [...eligible, { rule: 'within-hours', hours: '00:00-24:00' }],
  prefer: [
    {
      blend: [
        { preference: 'load-ratio', weight: 3 },
        { preference: 'fastest', weight: 1 },
        { preference: 'fewest-refusals', weight: 0.5 },
      ],
    },
    { preference: 'fewest-spare-skills', wants: 'more' },
  ],
})
strategyLaws((options) => new PolicyStrategy(blended, options), { skip })

const { policy: askingAgain } = parsePolicy({
  name: 'asking again',
  require: [...eligible, { rule: 'has-skill', skill: 'refunds' }],
  relax: [{ after: 30, drop: ['has-skill'] }],
  prefer: ['fewest-active-chats', { preference: 'longest-idle', clock: 'active' }],
  whenAllRefused: 'ask-again',
})
strategyLaws((options) => new PolicyStrategy(askingAgain, options), {
  skip: [
    ...skip,
    { law: 'L6', reason: 'when the last who had not refused is not there, all have refused and are asked again' },
  ],
})

strategyLaws(
  (options) => firstOf('experts, else anybody', [builtin('skill-match', options)!, builtin('least-loaded', options)!]),
  { skip },
)
