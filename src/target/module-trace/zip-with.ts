import yazl from 'yazl';
import { TargetError } from '../error.js';

const END = { signature: 0x06_05_4b_50, bytes: 22, longestComment: 0xff_ff } as const;
const ENTRY = { bytes: 46, nameLength: 28, offset: 42 } as const;

/** Where the list of contents lies in a zip, which stands at its end. */
interface Contents {
  readonly end: number;
  readonly count: number;
  readonly bytes: number;
  readonly offset: number;
}

/**
 * A zip with some files more. What it has is taken as it is: unpacking and packing 50 MB again would take seconds, and
 * might not give back the modes and links that the function runs with. (APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16)
 * @throws TargetError for a zip of more than 65,535 files, which Lambda refuses for its size long before
 */
export async function zipWith(zip: Buffer, files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const more = await zipOf(files);
  const [first, second] = [contentsOf(zip), contentsOf(more)];
  const list = Buffer.from(more.subarray(second.offset, second.offset + second.bytes));
  for (let at = 0; at < list.length; at += entryBytes(list, at)) {
    list.writeUInt32LE(list.readUInt32LE(at + ENTRY.offset) + first.offset, at + ENTRY.offset);
  }
  const end = Buffer.from(more.subarray(second.end, second.end + END.bytes));
  const count = first.count + second.count;
  if (count > 0xff_ff) throw unreadable();
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(first.bytes + second.bytes, 12);
  end.writeUInt32LE(first.offset + second.offset, 16);
  return Buffer.concat([
    zip.subarray(0, first.offset),
    more.subarray(0, second.offset),
    zip.subarray(first.offset, first.offset + first.bytes),
    ...[list, end],
  ]);
}

async function zipOf(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of files) zip.addBuffer(content, name, { mode: 0o100_644 });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function contentsOf(zip: Buffer): Contents {
  for (let end = zip.length - END.bytes; end >= Math.max(0, zip.length - END.bytes - END.longestComment); end--) {
    const isEnd = zip.readUInt32LE(end) === END.signature;
    if (!isEnd || end + END.bytes + zip.readUInt16LE(end + 20) !== zip.length) continue;
    const found = {
      end,
      count: zip.readUInt16LE(end + 10),
      bytes: zip.readUInt32LE(end + 12),
      offset: zip.readUInt32LE(end + 16),
    };
    if (found.offset + found.bytes <= end && found.count < 0xff_ff) return found;
  }
  throw unreadable();
}

/** Its name, an extra field and a comment follow. */
const entryBytes = (list: Buffer, at: number): number =>
  [0, 2, 4].reduce((sum, part) => sum + list.readUInt16LE(at + ENTRY.nameLength + part), ENTRY.bytes);

const unreadable = (): TargetError =>
  new TargetError('the package cannot be read as a zip', 'unpack it and pack it again');
