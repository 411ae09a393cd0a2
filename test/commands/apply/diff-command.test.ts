import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { kelvinHere, ROOT, temporaryFolder } from '../kelvin.js';

/** The example's run recommends 1,769 MB for a function that had 512 MB. */
const RUN = join(ROOT, 'reports/example');
const cwd = temporaryFolder(after);
const template = join(cwd, 'template.yaml');
const TEMPLATE = `Resources:
  CpuBound:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: !Ref Name, Handler: index.handler, MemorySize: 512 } # MB
`;

test('kelvin apply --diff writes what was recommended into a template, without a call of AWS', async () => {
  writeFileSync(template, TEMPLATE);
  const shown = await kelvinHere(['apply', RUN, '--diff', 'template.yaml'], { cwd });
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /^--- a\/template\.yaml\n\+\+\+ b\/template\.yaml\n@@ /);
  assert.match(shown.stderr, /it alone has the handler index\.handler/);
  assert.equal(readFileSync(template, 'utf8'), TEMPLATE);
  const written = await kelvinHere(['apply', RUN, '--diff', '.', '--write'], { cwd });
  assert.equal(written.stdout, shown.stdout);
  assert.equal(readFileSync(template, 'utf8'), TEMPLATE.replace('512', '1769'));
  const again = await kelvinHere(['apply', RUN, '--diff', '.'], { cwd });
  assert.deepEqual([again.code, again.stdout], [0, '']);
  assert.match(again.stderr, /these files say so already/);
});

test('kelvin apply --diff that does not know which function is meant is a mistake of the command line: exit code 2', async () => {
  writeFileSync(template, TEMPLATE);
  const { code, stderr } = await kelvinHere(['apply', RUN, '--diff', '.', '--resource', 'CpuBond'], { cwd });
  assert.equal(code, 2);
  assert.match(stderr, /did you mean CpuBound\?[\s\S]*hint: name it with --resource/);
});
