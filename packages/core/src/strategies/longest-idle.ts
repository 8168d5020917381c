import type { CatalogEntry } from '../catalog-entry.ts'
import { fewestActiveChats } from '../preferences/fewest-active-chats.ts'
import { longestIdle } from '../preferences/longest-idle.ts'
import { eligible } from '../rules/eligible.ts'

export const longestIdleFirst: CatalogEntry = {
  policy: { name: 'longest-idle', require: eligible, prefer: [longestIdle(), fewestActiveChats] },
  purpose: 'Rest is shared: whoever has had no chat for longest; among the busy, the fewest chats.',
  fails: 'Needs chats:close to know when idleness began; without it, counts from the last time named.',
  source: 'Longest idle server first (Atar 2008; Armony and Ward 2010).',
}
