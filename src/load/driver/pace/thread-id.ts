import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** What Linux calls this thread. @throws elsewhere */
export const threadId = (): string => basename(readlinkSync('/proc/thread-self'));
