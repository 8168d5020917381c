import { PolicyStrategy, catalog } from '@pointsman/core'
import { exemptions } from './exemptions.ts'
import { strategyLaws } from './strategy-laws.ts'

for (const { policy } of catalog) {
  strategyLaws((options) => new PolicyStrategy(policy, options), { skip: exemptions(policy.name) })
}
