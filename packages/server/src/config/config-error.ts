/** The configuration is not what it must be: one line that names the key, what was expected and what came. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
