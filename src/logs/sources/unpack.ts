import { ByteReader } from './byte-reader.js';
import { gunzipped, isGzip } from './gunzip.js';

/** Firehose packs records that CloudWatch Logs has packed already, and somebody may pack the file once more. */
const MOST_LAYERS = 3;

/** Takes off every layer of gzip, known by its first two bytes; anything else passes. */
export async function* unpacked(
  chunks: AsyncIterable<Buffer>,
  torn: (problem: string) => void,
  layers = MOST_LAYERS,
): AsyncGenerator<Buffer> {
  const input = new ByteReader(chunks);
  const first = await input.exactly(2);
  input.putBack(first);
  if (layers > 0 && isGzip(first)) yield* unpacked(gunzipped(input.rest(), torn), torn, layers - 1);
  else yield* input.rest();
}
