import { expect, test } from 'vitest'
import { checkPayload } from './check-payload.ts'
import { decodeFacts } from './decode-facts.ts'

const at = 1_776_151_041

test.each([
  ['invitations:accept', { chatId: 'c', userId: 'ana' }, [{ kind: 'accepted', at, chat: 'c', agent: 'ana' }]],
  ['invitations:reject', { chatId: 'c', userId: 'ana' }, [{ kind: 'refused', at, chat: 'c', agent: 'ana' }]],
  ['chats:leave', { chatId: 5, userId: 7 }, [{ kind: 'left', at, chat: '5', agent: '7' }]],
  ['chats:close', { chatId: 'c', userId: 'system' }, [{ kind: 'closed', at, chat: 'c' }]],
  ['chats:close', { chatId: 'c' }, [{ kind: 'closed', at, chat: 'c' }]],
  ['invitations:accept', { chatId: 'c' }, []],
  ['invitations:accept', { chatId: 'c', userId: '' }, []],
  ['chats:close', {}, []],
  ['chats:close', null, []],
  ['chats:join', { chatId: 'c', userId: 'customer' }, []],
  ['forever:alone', { chatId: 'c' }, []],
  ['messages:new', { chatId: 'c', userId: 'ana' }, []],
  ['constructor', { chatId: 'c', userId: 'ana' }, []],
])('I15 %s of %j', (trigger, data, facts) => {
  expect(decodeFacts(checkPayload({ trigger, data, created_at: at }))).toEqual(facts)
})

test('I15 without a time nothing is known to have happened', () => {
  expect(decodeFacts(checkPayload({ trigger: 'chats:close', data: { chatId: 'c' } }))).toEqual([])
})
