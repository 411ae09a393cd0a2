import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal, type StandIn, type StandInRequest, startStandIn } from '../../fixtures/stand-in.js';
import { troubleWithShop } from './trouble-with-shop.js';

interface Shop {
  readonly aliases?: readonly string[];
  readonly versions?: number;
  /** What may not be called, by a part of its path. */
  readonly denied?: RegExp;
}

const json = (body: object) => ({ status: 200, body: JSON.stringify(body) });

/** Lambda with the function shop, which has no qualifier but those of the lists. */
function shop({ aliases = [], versions = 0, denied = /never/ }: Shop): Promise<StandIn> {
  return startStandIn(({ path }: StandInRequest) => {
    if (denied.test(path)) return refusal(403, 'AccessDeniedException', 'User: x is not authorized');
    if (path.includes('/aliases')) return json({ Aliases: aliases.map((Name) => ({ Name })) });
    if (path.includes('/versions')) {
      const numbers = Array.from({ length: versions }, (_, index) => `${index + 1}`);
      return json({ Versions: ['$LATEST', ...numbers].map((Version) => ({ Version })) });
    }
    if (!path.includes('Qualifier')) return json({ FunctionName: 'shop', State: 'Active' });
    return refusal(
      404,
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:us-east-1:123456789012:shop:x',
    );
  });
}

const troubleOf = (service: StandIn) => troubleWithShop(service, 'lvie');

test('an unknown qualifier is told with the aliases and versions that there are, by reads alone', async () => {
  const service = await shop({ aliases: ['beta', 'kelvin-run', 'live'], versions: 1 });
  const { problem, hint } = await troubleOf(service);
  assert.equal(problem, 'shop has no version or alias lvie');
  assert.equal(hint, 'it has the aliases beta, live and the version 1; without a qualifier $LATEST is taken');
  assert.deepEqual([...new Set(service.requests.map(({ method }) => method))], ['GET']);
});

test('of many versions the last are named, and that there are others', async () => {
  const { hint } = await troubleOf(await shop({ versions: 25 }));
  assert.match(hint, /^it has no alias and the versions 16, 17, .*, 25, and 15 others;/);
});

test('what may not be listed is left out, and who may list it is sent there', async () => {
  const one = await troubleOf(await shop({ aliases: ['live'], versions: 3, denied: /versions/ }));
  assert.match(one.hint, /^it has the alias live; without/);
  const none = await troubleOf(await shop({ denied: /versions|aliases/ }));
  assert.match(none.hint, /^"aws lambda list-aliases --function-name shop" lists them; without/);
});

test('where the function itself may not be read nothing is claimed of it', async () => {
  const { problem } = await troubleOf(await shop({ denied: /configuration$/ }));
  assert.match(problem, /there is no such/);
  assert.doesNotMatch(problem, /shop has no version/);
});
