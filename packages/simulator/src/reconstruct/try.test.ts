import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import type { Scenario } from '../scenario/scenario.ts'
import { watched } from './watched.ts'
test('RC9 x', () => {
  for (const name of (process.env.W ?? 'small-shop,often-refused').split(',')) for (const w of [{}, { events: false }, { events: false, onlyAvailable: true }]) {
    const scenario = JSON.parse(readFileSync(new URL(`../../../../fixtures/scenarios/${name}.json`, import.meta.url), 'utf8')) as Scenario
    let s: Scenario = scenario
    if (name==='small-shop') s = {...scenario, horizon: {seconds: 86400*12}}
    if (name==='often-refused' || name === 'overload') s = {...scenario, horizon: {chats: 6000}}
    if (name==='support-24h') s = {...scenario, horizon: {seconds: 86400*2}}
    const t0 = performance.now()
    const { found, truth } = watched(s, w)
    const ms = performance.now() - t0
    const f = found.scenario!
    console.log('=====', name, JSON.stringify(w), ms.toFixed(0), 'ms', truth.arrivals.size, found.waits.length, f.origin?.recording.listing, JSON.stringify(f.origin!.fit), JSON.stringify(f.platform), f.warmup)
    for (const q of f.queues) { const i = f.queues.indexOf(q); console.log(q.id, JSON.stringify(q.handleTime).slice(0,100), f.origin!.figures[`$.queues[${i}].handleTime`]!.ci95, 'true', JSON.stringify(s.queues.find(x=>x.id===q.id)!.handleTime), JSON.stringify(q.patience), f.origin!.figures[`$.queues[${i}].patience`], 'true', JSON.stringify(s.queues.find(x=>x.id===q.id)!.patience)) }
    for (const a of f.agents.slice(0, 8).concat(name==='often-refused'?f.agents.slice(9):[])) console.log(a.id, a.slots, a.speed, JSON.stringify(a.answers), truth.answers.get(a.id), JSON.stringify(a.presence).slice(0,90))
    console.log(JSON.stringify(f.concurrency), f.origin!.figures['$.concurrency.speed[1]'])
    const kinds: Record<string, number> = {}
    for (const w2 of found.waits) kinds[w2.end] = (kinds[w2.end] ?? 0) + 1
    const tk: Record<string, number> = {}
    for (const e of truth.ended.values()) tk[e.how] = (tk[e.how] ?? 0) + 1
    console.log(kinds, tk)
  }
})
