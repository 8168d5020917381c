/** Whether the same request would be refused for ever. Not so 401: a credential can be mended. */
export function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status)
}
