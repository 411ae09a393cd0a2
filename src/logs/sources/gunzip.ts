import { crc32 } from 'node:zlib';
import { ByteReader } from './byte-reader.js';
import { inflated, TornError } from './inflate.js';

/**
 * Reads gzip members one after another (RFC 1952), as Firehose writes them: with newlines between them too, if it was
 * told to append a delimiter. Node's own gunzip throws away the output before a newline or a damaged byte, which is why
 * members are taken apart here and only their insides are left to zlib. What stands before a tear is handed on, then
 * `torn` hears of it, once.
 */
export async function* gunzipped(
  chunks: AsyncIterable<Buffer>,
  torn: (problem: string) => void,
): AsyncGenerator<Buffer> {
  const input = new ByteReader(chunks);
  try {
    while (await toNextMember(input)) {
      await skipHeader(input);
      let crc = 0;
      let size = 0;
      for await (const piece of inflated(input)) {
        crc = crc32(piece, crc);
        size = (size + piece.length) % 2 ** 32;
        yield piece;
      }
      const trailer = await whole(input, 8);
      if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== size) {
        throw new TornError('is damaged: its checksum does not fit');
      }
    }
  } catch (error) {
    if (!(error instanceof TornError)) throw error;
    torn(`the gzip data ${error.message}, at byte ${input.position}; what stands before is read`);
  } finally {
    await input.close();
  }
}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Steps over the newlines and zeros that may stand between members. False at the end of the input. */
async function toNextMember(input: ByteReader): Promise<boolean> {
  for (let piece = await input.some(4096); piece !== undefined; piece = await input.some(4096)) {
    const begin = piece.findIndex((byte) => byte !== 0 && byte !== 0x0a && byte !== 0x0d);
    if (begin === -1) continue;
    input.putBack(piece.subarray(begin));
    return true;
  }
  return false;
}

/** Bits of the flag byte. */
const [HEADER_CRC, EXTRA, NAME, COMMENT] = [2, 4, 8, 16];

async function skipHeader(input: ByteReader): Promise<void> {
  const fixed = await input.exactly(10);
  if (!isGzip(fixed)) {
    input.putBack(fixed);
    throw new TornError('is followed by something that is not gzip');
  }
  if (fixed.length < 10) throw new TornError(ENDS);
  if (fixed[2] !== 8) throw new TornError('is packed in a way that nobody uses');
  const flags = fixed[3] ?? 0;
  if ((flags & EXTRA) !== 0) await whole(input, (await whole(input, 2)).readUInt16LE(0));
  if ((flags & NAME) !== 0) await skipText(input);
  if ((flags & COMMENT) !== 0) await skipText(input);
  if ((flags & HEADER_CRC) !== 0) await whole(input, 2);
}

const ENDS = 'ends in the middle';

async function whole(input: ByteReader, count: number): Promise<Buffer> {
  const bytes = await input.exactly(count);
  if (bytes.length < count) throw new TornError(ENDS);
  return bytes;
}

async function skipText(input: ByteReader): Promise<void> {
  while ((await whole(input, 1))[0] !== 0);
}
