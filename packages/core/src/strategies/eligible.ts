import { hasCapacity } from '../rules/has-capacity.ts'
import { hasNotRejected } from '../rules/has-not-rejected.ts'
import { online } from '../rules/online.ts'
import { servesQueue } from '../rules/serves-queue.ts'
import { speaksLanguage } from '../rules/speaks-language.ts'
import type { Rule } from '../strategy.ts'

/** What every strategy that ships requires (L10). */
export const eligible: readonly Rule[] = [online, hasCapacity, servesQueue, speaksLanguage, hasNotRejected]
