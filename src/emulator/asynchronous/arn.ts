export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All that comes after the account, colons included: `function:name:qualifier`, a queue's name. */
  readonly resource: string;
}

export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, account, ...resource] = text.split(':');
  if (arn !== 'arn' || !partition || !service || region === undefined || account === undefined) return undefined;
  return resource.length === 0 ? undefined : { service, region, account, resource: resource.join(':') };
}
