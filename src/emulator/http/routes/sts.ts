import { ACCOUNT_ID } from '../../functions/function-name.js';
import type { RoleSessions } from '../../role-sessions.js';
import { ServiceError } from '../../service-error.js';
import { KILOBYTE, type Reply, type Route, type ServiceRequest } from '../route.js';

/**
 * What tools ask STS for before anything else: who they are, and the keys of a role. STS speaks AWS's query protocol: a form
 * in, XML out. Names, bounds and shapes are those of its API model (2011-06-15, as botocore 1.43 has it).
 */
export const sts: Route = {
  method: 'POST',
  path: '/',
  maxBodyBytes: 16 * KILOBYTE,
  handle({ body, headers, requestId }, { roleSessions }) {
    const form = new URLSearchParams(body.toString());
    const action = form.get('Action');
    if (action === 'GetCallerIdentity') return reply(action, callerIdentity(headers, roleSessions), requestId);
    if (action === 'AssumeRole') return reply(action, assumeRole(form, roleSessions), requestId);
    throw new ServiceError('UnknownOperationException', 400, `The emulator has no operation ${action ?? 'POST /'}`);
  },
};

/** Who signs with a role's keys is told to be the role, everybody else the account's root: no other caller is told apart. */
function callerIdentity({ authorization = '' }: ServiceRequest['headers'], sessions: RoleSessions): string {
  const key = /Credential=([^/]*)\//.exec(authorization)?.[1] ?? '';
  const root = { arn: `arn:aws:iam::${ACCOUNT_ID}:root`, userId: ACCOUNT_ID, accountId: ACCOUNT_ID };
  const { arn, userId, accountId } = sessions.of(key) ?? root;
  return `<Arn>${arn}</Arn><UserId>${userId}</UserId><Account>${accountId}</Account>`;
}

/** A path may stand before the name of a role, and is no part of a session's ARN (IAM user guide, "IAM identifiers", read 2026-11). */
const ROLE_ARN = /^arn:aws[\w-]*:iam::(\d{12}):role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;

/** Letters of a session's name, and what the keys may last, in seconds: of the model. */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const [SHORTEST, USUAL, LONGEST] = [900, 3600, 43_200];

function assumeRole(form: URLSearchParams, sessions: RoleSessions): string {
  const [, accountId, name] = ROLE_ARN.exec(form.get('RoleArn') ?? '') ?? [];
  if (accountId === undefined || name === undefined) throw invalid(`${form.get('RoleArn') ?? 'RoleArn'} is invalid`);
  const session = form.get('RoleSessionName') ?? '';
  if (!SESSION_NAME.test(session)) throw violated('roleSessionName', session, `pattern: ${SESSION_NAME.source}`);
  const seconds = Number(form.get('DurationSeconds') ?? USUAL);
  if (!(Number.isInteger(seconds) && seconds >= SHORTEST && seconds <= LONGEST)) {
    throw violated('durationSeconds', String(seconds), `a value from ${SHORTEST} to ${LONGEST}`);
  }
  const { credentials, expiresAt, arn, userId } = sessions.assume({ accountId, name }, session, seconds);
  const keys = `<AccessKeyId>${credentials.accessKeyId}</AccessKeyId><SecretAccessKey>${credentials.secretAccessKey}</SecretAccessKey><SessionToken>${credentials.sessionToken}</SessionToken>`;
  const expiration = `<Expiration>${new Date(expiresAt).toISOString()}</Expiration>`;
  const user = `<AssumedRoleUser><AssumedRoleId>${userId}</AssumedRoleId><Arn>${arn}</Arn></AssumedRoleUser>`;
  return `<Credentials>${keys}${expiration}</Credentials>${user}`;
}

/** The error's name is AWS's own, the wording in part: that of STS for each constraint was not verified. */
const invalid = (message: string): ServiceError => new ServiceError('ValidationError', 400, message);
const violated = (field: string, value: string, constraint: string): ServiceError =>
  invalid(
    `1 validation error detected: Value '${value}' at '${field}' failed to satisfy constraint: Member must satisfy ${constraint}`,
  );

/** What is in `result` has no letter that XML would read as its own. */
function reply(action: string, result: string, requestId: string): Reply {
  const xml = `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, headers: { 'Content-Type': 'text/xml' }, body: Buffer.from(xml) };
}
