/** Files that lie beside logs, by their first bytes. */
const KINDS: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['PK\x03\x04', 'a ZIP file'],
  ['PK\x05\x06', 'an empty ZIP file'],
  ['%PDF-', 'a PDF document'],
  ['\x28\xb5\x2f\xfd', 'compressed with Zstandard'],
  ['BZh', 'compressed with bzip2'],
  ['\xfd7zXZ', 'compressed with xz'],
  ['7z\xbc\xaf', 'a 7-Zip file'],
  ['PAR1', 'a Parquet file'],
  ['ORC', 'an ORC file'],
  ['Obj\x01', 'an Avro file'],
  ['SQLite format 3', 'an SQLite database'],
  ['\x7fELF', 'a program'],
  ['MZ\x90', 'a program'],
  ['\xff\x06\x00\x00sNaPpY', 'compressed with Snappy'],
];

const EXPECTED = 'expected log text, JSON or gzip of them';

/** Why the beginning of a file says that it is no log; undefined for text of any kind. */
export function whyNotALog(head: Buffer): string | undefined {
  const start = head.toString('latin1', 0, 16);
  const kind = KINDS.find(([magic]) => start.startsWith(magic))?.[1];
  if (kind !== undefined && !isText(head)) return `is ${kind}; ${EXPECTED}`;
  if (!isText(head)) return `is binary; ${EXPECTED}`;
  if (/^-{5,}\r?\n\|/.test(head.toString('latin1'))) {
    return `is what the aws command prints with --output table, which breaks lines; ${EXPECTED}: use --output json`;
  }
  if (/^(?:"?@?(?:timestamp|message|logStream\w*|log)"?,){1,5}"?@?\w+"?\r?\n/i.test(head.toString('latin1', 0, 256))) {
    return `is a table of comma-separated values, as the console exports; ${EXPECTED}: export JSON instead`;
  }
  return undefined;
}

/** Words of the platform: where they stand, damaged bytes beside them do not make a log unreadable. */
const PLATFORM = /RequestId: |"platform\./;

/** One byte in 16 is control in random bytes; text has but tabs, newlines and colours, whatever its encoding. */
const MOST_CONTROL = 1 / 40;

function isText(head: Buffer): boolean {
  let control = 0;
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) control++;
  return control <= head.length * MOST_CONTROL || PLATFORM.test(head.toString('latin1'));
}
