import { type Stage, uniqueName } from '../../stage/stage.js';

/** A log group of its own, for tests that begin with one. */
export async function createLogGroup({ logs }: Stage, prefix = 'test-log-group-'): Promise<string> {
  const logGroupName = uniqueName(prefix);
  await logs.createLogGroup({ logGroupName });
  return logGroupName;
}

export async function createLogStream({ logs }: Stage, logGroupName: string, prefix = 'test-log-stream-') {
  const logStreamName = uniqueName(prefix);
  await logs.createLogStream({ logGroupName, logStreamName });
  return logStreamName;
}
