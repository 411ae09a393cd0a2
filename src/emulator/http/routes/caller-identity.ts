import { ACCOUNT_ID } from '../../functions/function-name.js';
import { ServiceError } from '../../service-error.js';
import { KILOBYTE, type Route } from '../route.js';

/**
 * STS's GetCallerIdentity, which infrastructure tools ask for before anything else. Nobody is told apart here, so everybody
 * is the account's root. STS speaks AWS's query protocol: a form in, XML out.
 */
export const callerIdentity: Route = {
  method: 'POST',
  path: '/',
  maxBodyBytes: 16 * KILOBYTE,
  handle({ body, requestId }) {
    const action = new URLSearchParams(body.toString()).get('Action');
    if (action !== 'GetCallerIdentity') {
      throw new ServiceError('UnknownOperationException', 400, `The emulator has no operation ${action ?? 'POST /'}`);
    }
    const result = `<Arn>arn:aws:iam::${ACCOUNT_ID}:root</Arn><UserId>${ACCOUNT_ID}</UserId><Account>${ACCOUNT_ID}</Account>`;
    const xml = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
    return { status: 200, headers: { 'Content-Type': 'text/xml' }, body: Buffer.from(xml) };
  },
};
