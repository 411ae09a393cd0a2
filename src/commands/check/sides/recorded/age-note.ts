import type { RecordedSide } from '../side.js';

const DAY_MS = 86_400_000;
/** By then somebody has had the time to measure it anew. */
const OLD_DAYS = 30;

/** What to know of a base that was measured before. @param platform what may have changed by itself since */
export function ageNote({ source }: RecordedSide, now: Date, platform: string): string {
  const days = Math.floor((now.getTime() - Date.parse(source.startedAt)) / DAY_MS);
  const age = days < 1 ? 'less than a day ago' : days === 1 ? 'a day ago' : `${days} days ago`;
  const advice = days < OLD_DAYS ? '' : ' (measure it anew from time to time)';
  return (
    `base was measured ${age}${advice}, and ${platform} may have changed since: ` +
    'a base of the same session is better, such as --base with a commit'
  );
}
