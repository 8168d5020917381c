import { hasCapacity } from './has-capacity.ts'
import { hasNotRejected } from './has-not-rejected.ts'
import { online } from './online.ts'
import { servesQueue } from './serves-queue.ts'
import { speaksLanguage } from './speaks-language.ts'
import type { Rule } from '../strategy.ts'

/** What every strategy that ships requires (L10). */
export const eligible: readonly Rule[] = [online, hasCapacity, servesQueue, speaksLanguage, hasNotRejected]
