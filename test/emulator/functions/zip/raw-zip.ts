import { crc32, deflateRawSync } from 'node:zlib';

/** One entry, to be told as it is or as it is not. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  /** Unix mode with its type, such as 0o100644 or 0o120777. */
  readonly mode?: number;
  /** 3 is Unix, 0 is MS-DOS. */
  readonly madeBy?: number;
  readonly method?: 'stored' | 'deflated';
  readonly flags?: number;
  /** Lies. */
  readonly size?: number;
  readonly compressedSize?: number;
  readonly crc?: number;
  /** Sizes in the extra field, as a zip of more than 4 GB has them. */
  readonly zip64?: boolean;
  /** Points to the data of the entry of this number instead of to its own. */
  readonly sharesDataWith?: number;
}

const UTF8 = 0x800;

/** A zip written by hand (APPNOTE 6.3.10), for what no library writes. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { header, data } = entryParts(entry);
    const at = offsets[entry.sharesDataWith ?? -1] ?? offset;
    offsets.push(at);
    directory.push(directoryRecord(entry, header, at));
    if (entry.sharesDataWith !== undefined) continue;
    parts.push(localHeader(entry, header), data);
    offset += (parts.at(-2)?.length ?? 0) + data.length;
  }
  const records = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, records, end]);
}

interface Header {
  readonly name: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
}

function entryParts(entry: RawEntry): { header: Header; data: Buffer } {
  const content = Buffer.from(entry.content ?? '');
  const isStored = entry.method === 'stored';
  const data = isStored ? content : deflateRawSync(content);
  const header = {
    name: Buffer.from(entry.name),
    method: isStored ? 0 : 8,
    flags: entry.flags ?? UTF8,
    crc: entry.crc ?? crc32(content),
    compressedSize: entry.compressedSize ?? data.length,
    size: entry.size ?? content.length,
  };
  return { header, data };
}

/** Version needed, flags, method, time, date, checksum and sizes: the same bytes in both places. */
function common(entry: RawEntry, { flags, method, crc, compressedSize, size }: Header): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt16LE(entry.zip64 === true ? 45 : 20, 0);
  bytes.writeUInt16LE(flags, 2);
  bytes.writeUInt16LE(method, 4);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(entry.zip64 === true ? 0xffffffff : compressedSize, 14);
  bytes.writeUInt32LE(entry.zip64 === true ? 0xffffffff : size, 18);
  return bytes;
}

function extraOf(entry: RawEntry, { compressedSize, size }: Header): Buffer {
  if (entry.zip64 !== true) return Buffer.alloc(0);
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(compressedSize), 12);
  return extra;
}

function localHeader(entry: RawEntry, header: Header): Buffer {
  const extra = extraOf(entry, header);
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(header.name.length, 0);
  lengths.writeUInt16LE(extra.length, 2);
  return Buffer.concat([Buffer.from('PK\x03\x04'), common(entry, header), lengths, header.name, extra]);
}

function directoryRecord(entry: RawEntry, header: Header, offset: number): Buffer {
  const extra = extraOf(entry, header);
  const madeBy = Buffer.from([20, entry.madeBy ?? 3]);
  const rest = Buffer.alloc(18);
  rest.writeUInt16LE(header.name.length, 0);
  rest.writeUInt16LE(extra.length, 2);
  rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 10);
  rest.writeUInt32LE(offset, 14);
  return Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, common(entry, header), rest, header.name, extra]);
}
