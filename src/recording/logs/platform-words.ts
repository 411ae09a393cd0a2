/** Words, numbers, units and ids of which AWS's own lines are made. */
const VOCABULARY = [
  String.raw`(?:INIT_|RESTORE_)?(?:REPORT|START)|END|RequestId:|Version:|\$LATEST`,
  'Init Duration:|Billed Restore Duration:|Restore Duration:|Billed Duration:|Duration:|Memory Size:|Max Memory Used:',
  'XRAY TraceId:|SegmentId:|Sampled:|true|false|Phase:|init|invoke|Status:|timeout|error|success|Error Type:',
  String.raw`(?:Runtime|Function|Extension|Sandbox)\.\w{1,40}`,
  // Ids and numbers, whole or cut; a number keeps its unit apart.
  String.raw`[0-9a-f]{8}-[0-9a-f-]{0,27}|1-[0-9a-f]{8}-[0-9a-f]{24}|\d{1,9}(?:\.\d{1,6})?|ms|MB`,
].join('|');
const PLATFORM_TEXT = new RegExp(`^(?:(?:${VOCABULARY})(?=$|[\\s]|ms|MB)\\s*|(?<=\\d\\s?)(?:ms|MB)\\s*)+`);
const PLATFORM_EVENT = /^\s*\{.{0,100}?"type"\s*:\s*"(platform\.[A-Za-z]{1,40})"/s;
const LONGEST = 300;

/**
 * What of an unreadable line may be kept: its beginning as far as it is made of the platform's own words, and of a JSON
 * event its type. Behind a torn line stands what the application logged next, which may be anything: a name, a token. The
 * place of the line is recorded, so that its owner can look at the rest where it is.
 */
export function platformWords(line: string): string {
  const event = PLATFORM_EVENT.exec(line)?.[1];
  if (event !== undefined) return `{"type":"${event}" …`;
  const kept = (PLATFORM_TEXT.exec(line.slice(0, LONGEST))?.[0] ?? '').trimEnd();
  return kept.length === line.trimEnd().length ? kept : `${kept} …`.trimStart();
}
