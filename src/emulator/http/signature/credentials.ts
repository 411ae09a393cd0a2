/** One pair of keys that requests may be signed with. The secret is never printed, logged or sent. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials: a request that is signed with them has to bring it along. */
  readonly sessionToken?: string;
}
