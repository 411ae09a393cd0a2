export interface Payload {
  readonly name: string;
  /** Its share of the invocations is weight / sum of weights. */
  readonly weight: number;
  /** JSON text, as sent. */
  readonly body: string;
}
