import type { Rule } from '../strategy.ts'

/** Admits agents who speak the chat's language; a chat without one suits all, an agent without a list speaks any. */
export const speaksLanguage: Rule = {
  name: 'speaks-language',
  admits: (agent, { chat }) => chat.language === '' || agent.languages.size === 0 || agent.languages.has(chat.language),
  because: (agent, { chat }) => ({ code: 'other-language', language: chat.language, speaks: [...agent.languages] }),
}
