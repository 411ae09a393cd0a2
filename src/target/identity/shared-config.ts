import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { TargetError } from '../error.js';

type Section = Readonly<Record<string, string>>;

/** What the user's AWS configuration files say of one profile. */
export interface SharedProfile {
  readonly profile: Section;
  /** Whether a file has a section of it. */
  readonly isThere: boolean;
  /** The section `[services NAME]` of the configuration file. */
  services(name: string): Section | undefined;
}

/**
 * Reads a profile as the SDK does: `~/.aws/config` before `~/.aws/credentials`, or the files that the environment names.
 * The SDK itself reads an endpoint for the profile of `AWS_PROFILE` alone, never for one that a client is given (smithy
 * core 3, getEndpointFromConfig, read 2026-11), so that is done here. A file that is not there says nothing.
 */
export function readSharedProfile(name: string | undefined, env: NodeJS.ProcessEnv): SharedProfile {
  const profileName = name ?? env.AWS_PROFILE ?? 'default';
  const config = sectionsOf(pathOf(env.AWS_CONFIG_FILE, 'config', env));
  const credentials = sectionsOf(pathOf(env.AWS_SHARED_CREDENTIALS_FILE, 'credentials', env));
  const isThere = credentials.has(profileName) || config.has(`profile ${profileName}`) || config.has(profileName);
  const inConfig = config.get(`profile ${profileName}`) ?? (profileName === 'default' ? config.get('default') : {});
  return {
    isThere,
    profile: { ...credentials.get(profileName), ...inConfig },
    services: (services) => config.get(`services ${services}`),
  };
}

/**
 * The SDK passes over a profile that is nowhere, and says in the end that there are no credentials.
 * @throws TargetError where one is named that is in no file
 */
export function requireProfile(name: string | undefined, env: NodeJS.ProcessEnv = process.env): void {
  if (name === undefined || readSharedProfile(name, env).isThere) return;
  throw new TargetError(
    `there is no profile ${name} in your AWS configuration files`,
    '"aws configure list-profiles" lists those that are there',
  );
}

function pathOf(named: string | undefined, usual: string, env: NodeJS.ProcessEnv): string {
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  const path = named ?? join('~', '.aws', usual);
  return path.startsWith('~/') ? join(home, path.slice(2)) : path;
}

/** `[profile "with quotes"]`, comments from `#` or `;`, and keys below an empty key as `key.below` (AWS CLI user guide, read 2026-11). */
function sectionsOf(path: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Record<string, string>>();
  let section: Record<string, string> = {};
  let above = '';
  for (const line of textOf(path).split(/\r?\n/)) {
    const text = (line.split(/(?:^|\s)[;#]/)[0] ?? '').trim();
    const title = /^\[(.+)\]$/.exec(text)?.[1];
    if (title !== undefined) {
      const name = title.trim().replace(/^(\S+)\s+(["']?)(.*)\2$/, '$1 $3');
      section = sections.get(name) ?? {};
      sections.set(name, section);
      above = '';
      continue;
    }
    const [, key, value] = /^([^=\s][^=]*?)\s*=\s*(.*)$/.exec(text) ?? [];
    if (key === undefined || value === undefined) continue;
    if (!/^\s/.test(line)) above = '';
    if (value === '' && above === '') above = `${key}.`;
    else section[`${above}${key}`] = value;
  }
  return sections;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
