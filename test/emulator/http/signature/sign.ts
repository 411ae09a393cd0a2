import { createHash, createHmac } from 'node:crypto';

export interface Signable {
  readonly method: string;
  readonly url: URL;
  readonly body?: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly region?: string;
  readonly now?: Date;
}

/** Signs a plain request, apart from the code that verifies it: no header but the host's and no query of several names. */
export function sign({
  method,
  url,
  body = '',
  credentials,
  region = 'us-east-1',
  now = new Date(),
}: Signable): Record<string, string> {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const timestamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = timestamp.slice(0, 8);
  const scope = `${day}/${region}/lambda/aws4_request`;
  const signedHeaders = 'host;x-amz-date';
  const canonical = [
    method,
    url.pathname.replaceAll('%', '%25'),
    url.search.slice(1),
    `host:${url.host}`,
    `x-amz-date:${timestamp}`,
    '',
    signedHeaders,
    hash(body),
  ].join('\n');
  const key = [day, region, 'lambda', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = hmac(key, ['AWS4-HMAC-SHA256', timestamp, scope, hash(canonical)].join('\n')).toString('hex');
  return {
    'X-Amz-Date': timestamp,
    Authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  };
}
