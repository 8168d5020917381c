/** Why a file could not be read, without the system's jargon. */
export function unreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file'
  if (code === 'EISDIR') return 'expected a file, got a folder'
  if (code === 'EACCES') return 'may not be read'
  return message
}
