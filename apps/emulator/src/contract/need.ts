/** What a check takes, beside credentials. */
export type Need = 'domain key' | 'webhook' | 'test agent' | 'queue mode' | 'search mode' | 'person'
