/** What runs in the page. Whatever comes from outside goes into the page as text, never as HTML. */
export const script = `
const $ = (id) => document.getElementById(id)
const make = (tag, className, text) => {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

/** Rows by key: kept from picture to picture, so that nothing under the pointer jumps or loses what was typed. */
function rows(box, items, keyOf, create, update) {
  const before = new Map([...box.children].map((row) => [row.dataset.key, row]))
  items.forEach((item, place) => {
    const key = keyOf(item)
    let row = before.get(key)
    before.delete(key)
    if (row === undefined) {
      row = create(item)
      row.dataset.key = key
    }
    update(row, item)
    if (box.children[place] !== row) box.insertBefore(row, box.children[place] ?? null)
  })
  for (const row of before.values()) row.remove()
}

async function act(path, body) {
  $('wrong').hidden = true
  try {
    const response = await fetch('desk/' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) })
    if (!response.ok) throw new Error((await response.json()).error.message)
  } catch (error) {
    $('wrong').textContent = error.message
    $('wrong').hidden = false
  }
}

function button(text, path, label) {
  const one = make('button', '', text)
  one.type = 'button'
  one.setAttribute('aria-label', label)
  one.addEventListener('click', () => void act(path))
  return one
}

function time(at) {
  const seconds = Math.floor(at)
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

const words = { invited: 'invited', asked: 'asking', waiting: 'waits', alone: 'forever alone', new: 'not searched for', active: 'active' }

function chatRow() {
  const row = make('div', 'row chat')
  const details = make('details')
  const form = make('form')
  const input = make('input')
  input.placeholder = 'say something as the agent'
  input.setAttribute('aria-label', 'Message')
  form.append(input, make('button', '', 'Send'))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (input.value.trim() === '') return
    void act('chats/' + encodeURIComponent(row.dataset.key) + '/messages', { sender: row.dataset.agent, message: input.value })
    input.value = ''
  })
  details.append(make('summary', '', 'messages'), make('div'), form)
  row.append(make('div', 'name'), make('div', 'buttons'), make('div', 'note'), details)
  details.className = 'wide'
  return row
}

function drawChat(row, chat, now) {
  const [name, buttons, note, details] = row.children
  const path = 'chats/' + encodeURIComponent(chat.id) + '/'
  row.dataset.agent = chat.agent
  name.replaceChildren(make('b', '', chat.id), ' ' + chat.customer, make('span', 'tag ' + chat.state, words[chat.state]))
  const where = ['queue ' + chat.room, chat.lang, 'for ' + Math.max(0, Math.floor(now - chat.since)) + ' s'].filter(Boolean).join(', ')
  note.textContent = (chat.agent ? '→ ' + chat.agent + (chat.by ? ' (' + chat.by + ')' : '') + ' · ' : chat.by ? chat.by + ' · ' : '') + where
  if (buttons.dataset.state !== chat.state) {
    buttons.dataset.state = chat.state
    buttons.replaceChildren(...(chat.state === 'invited'
      ? [button('Accept', path + 'accept', 'Accept ' + chat.id), button('Reject', path + 'reject', 'Reject ' + chat.id)] : []),
      ...(chat.state === 'new' || chat.state === 'alone' ? [button('Search', path + 'search', 'Search for an agent for ' + chat.id)] : []),
      button('Close', path + 'close', 'Close ' + chat.id))
  }
  details.hidden = chat.state !== 'active' && chat.messages.length === 0
  details.children[0].textContent = chat.messages.length === 0 ? 'no messages' : 'messages: ' + chat.messages.length
  details.children[1].replaceChildren(...chat.messages.map(({ message, sender }) => {
    const line = make('p')
    line.append(make('b', '', sender + ' '), message)
    return line
  }))
  details.children[2].hidden = chat.state !== 'active'
}

function drawAgent(row, agent) {
  const [name, buttons, note, slots] = row.children
  name.replaceChildren(agent.name, make('span', 'tag ' + agent.status, agent.status))
  name.title = agent.id
  if (buttons.dataset.status !== agent.status) {
    buttons.dataset.status = agent.status
    const path = 'agents/' + encodeURIComponent(agent.id) + '/'
    buttons.replaceChildren(agent.status === 'online' ? button('Pause', path + 'pause', 'Pause ' + agent.name) : button('Resume', path + 'resume', 'Resume ' + agent.name))
  }
  const free = Math.max(0, agent.slots - agent.active.length - agent.invited.length)
  note.textContent = agent.active.length + ' active, ' + agent.invited.length + ' invited, ' + free + ' free · queues ' + agent.rooms.join(', ')
  const kinds = [...agent.active.map(() => 'active'), ...agent.invited.map(() => 'invited'), ...Array(free).fill('')].slice(0, 40)
  if (slots.dataset.kinds !== kinds.join()) {
    slots.dataset.kinds = kinds.join()
    slots.replaceChildren(...kinds.map((kind) => make('i', kind)))
  }
}

function figure(id, text, note) {
  const card = $(id)
  card.replaceChildren(card.firstElementChild, make('div', 'figure', text), make('div', 'note', note))
}

function draw(state) {
  const { answers } = state
  $('clock').textContent = time(state.now) + ' since the start'
  figure('chatcount', String(state.open), state.waiting + ' wait in the queue')
  const kinds = ['blank', 'invalid', 'full', 'late', 'failed']
  const bydefault = kinds.reduce((sum, kind) => sum + answers[kind], 0)
  const out = answers.asked - answers.honoured - bydefault - answers.moot
  figure('asked', String(answers.asked), answers.honoured + ' answers honoured' + (out > 0 ? ', ' + out + ' awaited' : ''))
  const others = [...kinds, 'moot'].filter((kind) => answers[kind] > 0).map((kind) => answers[kind] + ' ' + kind)
  figure('bydefault', String(bydefault), others.length ? others.join(', ') : answers.honoured ? 'every name was taken' : 'nothing was answered yet')
  const { p50, p99 } = answers.latencyMs
  figure('latency', p50 === null ? '–' : Math.round(p50) + ' ms', p99 === null ? 'of 5000 ms' : '99 % within ' + Math.round(p99) + ' ms')
  $('nochats').hidden = state.chats.length > 0
  rows($('chats'), state.chats, ({ id }) => id, chatRow, (row, chat) => drawChat(row, chat, state.now))
  rows($('agents'), state.agents, ({ id }) => id, () => {
    const row = make('div', 'row agent')
    row.append(make('div', 'name'), make('div', 'buttons'), make('div', 'note'), make('div', 'slots wide'))
    return row
  }, drawAgent)
  rows($('queues'), state.queues, ({ id }) => id, () => {
    const row = make('div', 'row')
    row.append(make('div', 'name'), make('div', 'note'))
    return row
  }, (row, queue) => {
    row.children[0].textContent = 'queue ' + queue.id
    row.children[1].textContent = queue.waiting + ' wait, ' + queue.free + ' slots free'
  })
  if ($('room').options.length !== state.queues.length) {
    $('room').replaceChildren(...state.queues.map(({ id }) => make('option', '', id)))
  }
  $('hooks').textContent = state.webhooks.length ? 'to ' + state.webhooks.join(', ') : 'No webhook is registered: the default algorithm chooses.'
  rows($('traffic'), state.traffic.toReversed(), ({ number }) => String(number), (item) => {
    const line = make('li', item.fine ? '' : 'bad')
    line.append(make('span', 'when', time(item.at)), make('span', 'what', item.trigger + ' ' + item.chat + ': ' + item.outcome), make('span', 'took', item.tookMs < 10 ? item.tookMs.toFixed(1) + ' ms' : Math.round(item.tookMs) + ' ms'))
    return line
  }, () => undefined)
}

function say(state, text) {
  $('state').className = state
  $('state').textContent = text
}

$('add').addEventListener('submit', (event) => {
  event.preventDefault()
  void act('chats', { room: $('room').value, lang: $('lang').value.trim() })
})

const events = new EventSource('desk/events')
events.addEventListener('state', ({ data }) => {
  say('live', 'live')
  draw(JSON.parse(data))
})
events.addEventListener('open', () => say('live', 'live'))
events.addEventListener('error', () => say('lost', 'the emulator is gone, trying again'))
`
