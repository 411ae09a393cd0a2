import { Readable, Transform } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { badZip } from './bad-zip.js';
import type { ZipEntry } from './contents.js';

/** The whole content of a small entry. @throws when it is not what the zip says of it */
export function inflated(zip: Buffer, entry: ZipEntry): Buffer {
  const data = dataOf(zip, entry);
  // One more than it says, so that a longer one is found out; none at all is no limit to zlib.
  const content = entry.isDeflated ? inflateRawSync(data, { maxOutputLength: entry.size + 1 }) : data;
  if (content.length !== entry.size || crc32(content) !== entry.crc32) throw badZip();
  return content;
}

/** The same in pieces, inflated in a thread: streams to put one behind the other. They fail where it is not as said. */
export function inflating(zip: Buffer, entry: ZipEntry): (Readable | Transform)[] {
  const data = Readable.from([dataOf(zip, entry)], { objectMode: false });
  return entry.isDeflated ? [data, createInflateRaw(), checked(entry)] : [data, checked(entry)];
}

function checked({ size, crc32: expected }: ZipEntry): Transform {
  let length = 0;
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      sum = crc32(chunk, sum);
      done(length > size ? badZip() : null, chunk);
    },
    flush: (done) => done(length === size && sum === expected ? null : badZip()),
  });
}

/** Behind a local header of 30 bytes and what it says of its own name and extra field (APPNOTE 4.3.7). */
function dataOf(zip: Buffer, { headerOffset, compressedSize, size, isDeflated }: ZipEntry): Buffer {
  if (zip.readUInt32LE(headerOffset) !== 0x04034b50) throw badZip();
  const start = headerOffset + 30 + zip.readUInt16LE(headerOffset + 26) + zip.readUInt16LE(headerOffset + 28);
  if (start + compressedSize > zip.length || (!isDeflated && compressedSize !== size)) throw badZip();
  return zip.subarray(start, start + compressedSize);
}
