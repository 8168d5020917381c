/**
 * What the page does: reads the stream of decisions with the token in a header, so that no address and no log holds it,
 * and draws what it reads. Only text is ever put into the page, never markup.
 */
export const script = `
const budget = Number(document.body.dataset.budget)
const token = new URLSearchParams(location.search).get('token') ?? sessionStorage.getItem('token') ?? ''
sessionStorage.setItem('token', token)
if (location.search) history.replaceState(null, '', location.pathname)
const $ = (id) => document.getElementById(id)
const make = (tag, className = '', text = '') => {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}
const most = 50
const seen = { answers: 0, passed: 0, fallbacks: 0, compared: 0, differed: 0, took: [] }
const load = new Map()
let newest = 0
let since = ''

function decide(item) {
  newest = Math.max(newest, item.at)
  since ||= clock(item.at)
  seen.answers++
  if (item.agent === null) seen.passed++
  if (item.fallback) seen.fallbacks++
  for (const answer of Object.values(item.shadow)) {
    seen.compared++
    if (answer !== item.agent) seen.differed++
  }
  seen.took.push(item.tookMs)
  if (seen.took.length > most) seen.took.shift()
  for (const agent of item.load) load.set(agent.id, { ...agent, at: item.at })
  $('none').hidden = true
  const list = $('decisions')
  list.prepend(row(item))
  while (list.children.length > most) list.lastChild.remove()
}

function clock(at) {
  return new Date(at).toLocaleTimeString('en-GB')
}

function row(item) {
  const details = make('details')
  const summary = make('summary')
  summary.append(make('span', 'when', clock(item.at)))
  const who = make('span', 'who')
  who.append(item.chat + ' → ', make('b', '', item.agent ?? 'nobody'))
  if (item.agent === null) who.append(make('span', 'tag soft', item.why))
  if (item.fallback) who.append(make('span', 'tag ' + (item.strategy === 'nobody' ? 'bad' : 'warn'), 'fallback'))
  const differs = Object.entries(item.shadow).filter(([, answer]) => answer !== item.agent)
  if (differs.length > 0) who.append(make('span', 'tag warn', 'shadow differs'))
  const where = [item.queue && 'queue ' + item.queue, item.language].filter(Boolean).join(', ')
  const by = item.strategy + (item.agent !== null && item.why ? ', ' + (item.why === 'not-explained' ? 'not explained' : 'settled by ' + item.why) : '')
  summary.append(who, make('span', 'took', item.tookMs.toFixed(item.tookMs < 10 ? 2 : 0) + ' ms'), make('span', 'why', [by, where].filter(Boolean).join(' · ')))
  details.append(summary)
  for (const { strategy, why } of item.failed) details.append(make('p', '', strategy + ' failed: ' + why))
  for (const sentence of item.sentences) details.append(make('p', '', sentence))
  for (const [name, answer] of Object.entries(item.shadow)) details.append(make('p', '', name + ' would name ' + (answer ?? 'nobody')))
  const line = make('li')
  line.append(details)
  return line
}

function bar(share, className) {
  const track = make('div', 'bar')
  const fill = make('i', className)
  fill.style.width = Math.round(Math.min(1, Math.max(0, share)) * 100) + '%'
  track.append(fill)
  return track
}

function figure(id, text, note, share, className) {
  const card = $(id)
  card.replaceChildren(card.firstElementChild, make('div', 'figure', text), make('div', 'note', note))
  if (share !== undefined) card.append(bar(share, className))
}

function draw() {
  const slowest = Math.max(0, ...seen.took)
  const left = budget - slowest
  figure('answers', String(seen.answers), (since && 'since ' + since + ', ') + seen.passed + ' named nobody')
  figure('headroom', Math.round(left) + ' ms', 'of ' + budget + ' ms, slowest of the last ' + seen.took.length,
    left / budget, left > budget / 2 ? 'good' : left > budget / 5 ? 'warn' : 'bad')
  figure('fallbacks', String(seen.fallbacks), seen.answers ? percent(seen.fallbacks / seen.answers) + ' of answers' : '–',
    seen.answers ? seen.fallbacks / seen.answers : 0, 'bad')
  figure('shadows', seen.compared ? percent(seen.differed / seen.compared) : '–',
    seen.compared ? seen.differed + ' of ' + seen.compared + ' answers compared' : 'no shadow strategies',
    seen.compared ? seen.differed / seen.compared : 0, 'warn')
  const agents = [...load.values()].sort((a, b) => full(b) - full(a) || (a.id < b.id ? -1 : 1)).slice(0, 60)
  $('agents').replaceChildren(...agents.map((agent) => {
    const line = make('div', 'agent' + (agent.status === 'online' ? '' : ' away'))
    const promised = agent.reserved ? ' + ' + agent.reserved + ' promised' : ''
    const text = agent.status === 'online' ? agent.held + ' held' + promised + ', ' + Math.max(0, agent.free - agent.reserved) + ' free' : agent.status
    line.append(make('span', '', agent.id), make('span', 'note', text), bar(full(agent), full(agent) >= 1 ? 'warn' : ''))
    return line
  }))
}

function full({ held, reserved, free }) {
  const slots = held + free
  return slots === 0 ? 0 : (held + reserved) / slots
}

function percent(share) {
  return (share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0) + ' %'
}

function say(state, text) {
  $('state').className = state
  $('state').textContent = text
}

async function follow() {
  const response = await fetch('console/events', { headers: { authorization: 'Bearer ' + token } })
  if (!response.ok) throw new Error('the server answers ' + response.status)
  say('live', 'live')
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) throw new Error('the stream ended')
    text += value
    const events = text.split('\\n\\n')
    text = events.pop()
    for (const event of events) {
      const data = event.split('\\n').filter((line) => line.startsWith('data: ')).map((line) => line.slice(6)).join('\\n')
      const item = data && JSON.parse(data)
      // After a reconnection the last few come once more.
      if (item && item.at > again) decide(item)
    }
    draw()
  }
}

let again = 0
async function stay() {
  for (;;) {
    try { await follow() } catch (error) { say('lost', error.message + ', trying again') }
    again = newest
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
draw()
void stay()
`
