/** A plug-in cannot be used: one line that says why. */
export class PluginError extends Error {
  override readonly name = 'PluginError'
}
