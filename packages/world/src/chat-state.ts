/**
 * Where a chat is. `new`: not offered to the world yet; `called`: an agent is being asked for; `waiting`: in the line;
 * `invited`: an invitation is out; `active`: with an agent. The last three are ends: `closed` by its agent,
 * `abandoned` by its customer, `lost` because there was no room or nobody to take it.
 */
export type ChatState = 'new' | 'called' | 'waiting' | 'invited' | 'active' | 'closed' | 'abandoned' | 'lost'
