/** What an app was given when it was registered. */
export interface Credentials {
  readonly appId: string
  /** Opens everything. */
  readonly secret: string
  /** Opens what a web page may call. */
  readonly domainKey: string
}
