// The bytes by which JSON can be told apart without being parsed.
export const quote = 0x22
export const backslash = 0x5c
export const comma = 0x2c
export const colon = 0x3a
export const openingBracket = 0x5b
export const closingBracket = 0x5d
export const openingBrace = 0x7b
export const closingBrace = 0x7d
