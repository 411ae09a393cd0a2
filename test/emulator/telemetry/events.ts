import type { PlatformEvent, PlatformEventType } from '../../../src/emulator/environment/platform-event.js';
import { epochMilliseconds, megabytes, milliseconds } from '../../../src/units/index.js';

type Of<Type extends PlatformEventType> = Extract<PlatformEvent, { readonly type: Type }>;

export const requestId = '6d68ca91-49c9-448d-89b8-7ca3e6dc66aa';
/** 2022-10-12T00:01:15.000Z, the time of AWS's own examples. */
export const time = epochMilliseconds(Date.UTC(2022, 9, 12, 0, 1, 15));

export function event<Type extends PlatformEventType>(type: Type, record: Of<Type>['record']): PlatformEvent {
  return { time, type, record } as PlatformEvent;
}

export const metrics = {
  durationMs: milliseconds(693.9171),
  memorySizeMB: megabytes(128),
  maxMemoryUsedMB: megabytes(84),
};

export const runtimeVersion = {
  runtimeVersion: 'nodejs:24.v12',
  runtimeVersionArn: 'arn:aws:lambda:us-east-1::runtime:0cb1',
};

export const identity = {
  functionName: 'my-func',
  functionVersion: '$LATEST',
  instanceId: '82561ce0-53dd-47d1-90e0-c8f5e063e62e',
  instanceMaxMemory: megabytes(256),
};

export const tracing = {
  spanId: '54565fb41ac79632',
  type: 'X-Amzn-Trace-Id',
  value: 'Root=1-62e900b2-710d76f009d6e7785905449a;Parent=0efbd19962d95b05;Sampled=1',
} as const;
