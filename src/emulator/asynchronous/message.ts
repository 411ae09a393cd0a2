/** As SQS has it. */
export interface MessageAttribute {
  readonly DataType: 'String' | 'Number';
  readonly StringValue: string;
}

/** What goes to a destination or dead-letter target. */
export interface Message {
  /** JSON. */
  readonly body: string;
  readonly attributes?: Readonly<Record<string, MessageAttribute>>;
}
