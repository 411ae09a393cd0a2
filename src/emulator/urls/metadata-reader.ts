import { isObject, type ResponseMetadata, readMetadata } from './url-response.js';

/** The media type by which a runtime says that status and headers come ahead of the body it streams. */
export const HTTP_INTEGRATION_TYPE = 'application/vnd.awslambda.http-integration-response';

/** Between the metadata and the body (aws-lambda-nodejs-runtime-interface-client, HttpResponseStream). */
const DELIMITER = Buffer.alloc(8);

/** Ours: AWS names no limit, and a function that never writes the delimiter must not fill the memory. */
const MOST_METADATA_BYTES = 1_048_576;

export type MetadataStep =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'complete'; readonly metadata: ResponseMetadata; readonly rest: Buffer };

/** Takes a streamed response chunk by chunk until it has its metadata: the delimiter may lie across two of them. */
export class MetadataReader {
  #gathered: Buffer = Buffer.alloc(0);

  push(chunk: Uint8Array): MetadataStep {
    const from = Math.max(0, this.#gathered.length - DELIMITER.length + 1);
    this.#gathered = Buffer.concat([this.#gathered, chunk]);
    const end = this.#gathered.indexOf(DELIMITER, from);
    if (end < 0) return { kind: this.#gathered.length > MOST_METADATA_BYTES ? 'invalid' : 'incomplete' };
    const metadata = parse(this.#gathered.subarray(0, end));
    if (metadata === undefined) return { kind: 'invalid' };
    return { kind: 'complete', metadata, rest: this.#gathered.subarray(end + DELIMITER.length) };
  }
}

function parse(text: Buffer): ResponseMetadata | undefined {
  try {
    const value: unknown = JSON.parse(text.toString());
    return isObject(value) ? readMetadata({ ...value, statusCode: value.statusCode ?? 200 }) : undefined;
  } catch {
    return undefined;
  }
}
