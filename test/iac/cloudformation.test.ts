import assert from 'node:assert/strict';
import { test } from 'node:test';
import { megabytes } from '../../src/units/index.js';
import { after, outcome, wanted } from './outcome.js';

const SAM = `# our API
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
Resources:
  Orders:   # takes them
    Type: AWS::Serverless::Function
    Properties:
      FunctionName:   orders
      Handler: orders.handler
      MemorySize:  "512"   # was 256
      Events: { Api: { Type: HttpApi } }
  Bills:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub \${Stage}-bills
      Handler: bills.handler # see bills.ts
      Events: { Api: { Type: HttpApi } }
`;

test('the value alone is changed: its quotes, its comment and its spaces stay', () => {
  const { lines } = outcome(SAM, wanted('orders'));
  assert.deepEqual(lines, ['-      MemorySize:  "512"   # was 256', '+      MemorySize:  "1024"   # was 256']);
});

test('a function without a memory size gets one behind a line that is its neighbour', () => {
  const { lines, proposal } = outcome(SAM, wanted('prod-bills', { currentMemorySizeMB: megabytes(128) }));
  assert.deepEqual(lines, ['+      MemorySize: 1024']);
  assert.match(after(proposal), /# see bills.ts\n {6}MemorySize: 1024\n/);
});

test('Windows line ends stay as they are, in what is added, too', () => {
  const { proposal } = outcome(SAM.replaceAll('\n', '\r\n'), wanted('prod-bills'));
  const text = after(proposal);
  assert.equal(
    text.replaceAll('\r\n', '\n'),
    SAM.replace('# see bills.ts\n', '# see bills.ts\n      MemorySize: 1024\n'),
  );
  assert.doesNotMatch(text, /[^\r]\n/);
});

test('a size in Globals that others take too is left alone', () => {
  const text = SAM.replace('nodejs22.x', 'nodejs22.x\n    MemorySize: 512').replace(
    '      MemorySize:  "512"   # was 256\n',
    '',
  );
  const { lines, notes } = outcome(text, wanted('orders'));
  assert.deepEqual(lines, ['+      MemorySize: 1024']);
  assert.match(
    notes.join(),
    /other functions take Globals.Function.MemorySize, too: the function gets a value of its own/,
  );
});

test('a size in Globals that only this function takes is changed there', () => {
  const text = SAM.replace('nodejs22.x', 'nodejs22.x\n    MemorySize: 256');
  const { lines } = outcome(text, wanted('prod-bills', { currentMemorySizeMB: megabytes(256) }));
  assert.deepEqual(lines, ['-    MemorySize: 256', '+    MemorySize: 1024']);
});

const withParameter = (parameter: string, size = '!Ref Memory') => `Parameters:
  Memory:
    Type: Number
    Default: 512
${parameter}Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: orders
      MemorySize: ${size}
      Code: { ZipFile: '' }
`;

test('the default of a parameter is changed, with a word on stacks that exist', () => {
  const { lines, notes } = outcome(withParameter(''), wanted('orders'));
  assert.deepEqual(lines, ['-    Default: 512', '+    Default: 1024']);
  assert.match(notes.join(), /a stack that exists keeps the value it was deployed with/);
});

test('!Sub of one parameter and the long form of Ref are the same', () => {
  for (const size of [`!Sub "\${Memory}"`, '{ Ref: Memory }', `{ "Fn::Sub": "\${Memory}" }`]) {
    assert.deepEqual(outcome(withParameter('', size), wanted('orders')).lines, [
      '-    Default: 512',
      '+    Default: 1024',
    ]);
  }
});

test('a parameter that does not allow the value is left alone', () => {
  for (const rule of ['    AllowedValues: [256, 512]\n', '    MaxValue: 512\n', '    MinValue: 2048\n']) {
    const { lines, notes } = outcome(withParameter(rule), wanted('orders'));
    assert.deepEqual(lines, ['-      MemorySize: !Ref Memory', '+      MemorySize: 1024'], rule);
    assert.match(notes.join(), /parameter Memory/);
  }
});

test('where samconfig.toml gives the parameter, it is changed there', () => {
  const samconfig = '[prod.deploy.parameters]\nparameter_overrides = "Stage=\\"prod\\" Memory=\\"512\\""\n';
  const { lines } = outcome(withParameter(''), wanted('orders'), 'infra/template.yaml', {
    'infra/samconfig.toml': samconfig,
  });
  assert.deepEqual(lines, [
    '-parameter_overrides = "Stage=\\"prod\\" Memory=\\"512\\""',
    '+parameter_overrides = "Stage=\\"prod\\" Memory=\\"1024\\""',
  ]);
});

test('a file of parameters wins over the default where it holds what the function has', () => {
  const given = '[\n  { "ParameterKey": "Memory", "ParameterValue": "512" }\n]\n';
  const { lines } = outcome(withParameter(''), wanted('orders'), 'template.yaml', { 'params/prod.json': given });
  assert.deepEqual(lines[1], '+  { "ParameterKey": "Memory", "ParameterValue": "1024" }');
});

test('a stack around this one that gives the parameter wins', () => {
  const parent =
    'Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./api/template.yaml\n      Parameters:\n        Memory: 512\n';
  const { lines } = outcome(withParameter(''), wanted('orders'), 'api/template.yaml', { 'main.yaml': parent });
  assert.deepEqual(lines, ['-        Memory: 512', '+        Memory: 1024']);
});

test('of a choice between stages the branch is changed that holds what the function has', () => {
  const { lines } = outcome(
    withParameter('', '!If [IsProd, 512, 128]').replace('Default: 512', 'Default: 3'),
    wanted('orders'),
  );
  assert.deepEqual(lines, ['-      MemorySize: !If [IsProd, 512, 128]', '+      MemorySize: !If [IsProd, 1024, 128]']);
});

test('of a mapping, too', () => {
  const mapping = 'Mappings:\n  Sizes:\n    dev: { Memory: 128 }\n    prod: { Memory: 512 }\n';
  const text = mapping + withParameter('', '!FindInMap [Sizes, !Ref Stage, Memory]');
  assert.deepEqual(outcome(text, wanted('orders')).lines, [
    '-    prod: { Memory: 512 }',
    '+    prod: { Memory: 1024 }',
  ]);
});

test('where several places hold it, or none, nothing is changed and all are named', () => {
  for (const size of ['!If [IsProd, 512, 512]', '!If [IsProd, 256, 128]']) {
    const { proposal, notes } = outcome(withParameter('', size), wanted('orders'));
    assert.equal(proposal.kind, 'undecided');
    assert.equal(notes.length, 2);
  }
});

test('a branch that sets nothing is the one in force where the function has the default: the other is not changed for it', () => {
  const text = withParameter('', '!If [IsProd, 512, !Ref AWS::NoValue]').replace('Default: 512', 'Default: 3');
  const inDev = outcome(text, wanted('orders', { currentMemorySizeMB: megabytes(128) }));
  assert.equal(inDev.proposal.kind, 'undecided');
  assert.match(inDev.proposal.kind === 'undecided' ? inDev.proposal.why : '', /it is 512 in one branch of a condition/);
  assert.deepEqual(outcome(text, wanted('orders')).lines, [
    '-      MemorySize: !If [IsProd, 512, !Ref AWS::NoValue]',
    '+      MemorySize: !If [IsProd, 1024, !Ref AWS::NoValue]',
  ]);
});

test('a value that only a deploy knows is said to be so', () => {
  for (const size of ['!GetAtt Sizes.Memory', '!ImportValue memory', '"{{resolve:ssm:/memory}}"', '!Ref Nowhere']) {
    const { proposal } = outcome(withParameter('', size), wanted('orders'));
    assert.equal(proposal.kind === 'undecided' && /which is not in these files/.test(proposal.why), true, size);
  }
});

const JSON_TEMPLATE = `{
  "Resources": {
    "Orders": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "FunctionName": {"Fn::Join": ["-", [{"Ref": "AWS::StackName"}, "orders"]]},
        "Handler": "index.handler"
      }
    }
  }
}
`;

test('a template in JSON stays one', () => {
  const { proposal } = outcome(
    JSON_TEMPLATE,
    wanted('shop-orders', { architecture: 'arm64', currentArchitecture: 'x86_64' }),
    'stack.json',
  );
  const text = after(proposal);
  const { Resources } = JSON.parse(text) as { Resources: { Orders: { Properties: Record<string, unknown> } } };
  assert.equal(Resources.Orders.Properties.MemorySize, 1024);
  assert.deepEqual(Resources.Orders.Properties.Architectures, ['arm64']);
});

test('another architecture is written where it stands, or added', () => {
  const arm = { architecture: 'arm64', currentArchitecture: 'x86_64', memorySizeMB: megabytes(512) } as const;
  const block = SAM.replace('orders.handler\n', 'orders.handler\n      Architectures:\n        - x86_64\n');
  assert.deepEqual(outcome(block, wanted('orders', arm)).lines, ['-        - x86_64', '+        - arm64']);
  assert.deepEqual(outcome(SAM, wanted('orders', arm)).lines, ['+      Architectures: [arm64]']);
});

test('a name that CloudFormation has made says which function it is', () => {
  const text = SAM.replace('      FunctionName:   orders\n', '');
  assert.equal(outcome(text, wanted('shop-Orders-1QAZ2WSX3EDC')).lines.length, 2);
  assert.equal(outcome(text, wanted('something-else')).proposal.kind, 'unsure');
});

test('the handler decides where the names say nothing, and --resource always does', () => {
  const text = SAM.replace('FunctionName:   orders', 'FunctionName: !Ref A').replace(`!Sub \${Stage}-bills`, '!Ref B');
  assert.equal(outcome(text, wanted('x')).proposal.kind, 'unsure');
  assert.equal(outcome(text, wanted('x', { handler: 'orders.handler' })).lines.length, 2);
  assert.equal(outcome(text, wanted('x', { resource: 'Orders' })).lines.length, 2);
  assert.equal(outcome(text, wanted('x', { resource: 'Nobody' })).proposal.kind, 'unsure');
});

test('a function whose name is another one is not taken, even if it is the only one', () => {
  const { proposal } = outcome(withParameter(''), wanted('somebody-else', { handler: 'index.handler' }));
  assert.equal(proposal.kind, 'unsure');
});

test('what stands there already is not changed', () => {
  const { proposal, notes } = outcome(
    SAM,
    wanted('orders', { memorySizeMB: megabytes(512), currentMemorySizeMB: megabytes(256) }),
  );
  assert.equal(proposal.kind, 'unchanged');
  assert.match(notes.join(), /is 512, but the function had 256/);
});

test('a function that has no properties of its own gets them', () => {
  const text = 'Globals:\n  Function:\n    Handler: a.b\nResources:\n  Orders:\n    Type: AWS::Serverless::Function\n';
  assert.deepEqual(outcome(text, wanted('s-Orders-ABCDEFGHIJKL')).lines, [
    '+    Properties:',
    '+      MemorySize: 1024',
  ]);
});

test('a function may be named by its ARN, and with an alias', () => {
  assert.equal(outcome(SAM, wanted('arn:aws:lambda:eu-west-1:123456789012:function:orders:live')).lines.length, 2);
});

test('a wrong --resource is told the nearest', () => {
  const { proposal } = outcome(SAM, wanted('x', { resource: 'Ordres' }));
  assert.match(proposal.kind === 'unsure' ? proposal.why : '', /did you mean Orders\?/);
});

test('a value over several lines of JSON is replaced as a whole', () => {
  const size = '{\n          "Ref": "Memory"\n        }';
  const text = JSON_TEMPLATE.replace('"Handler"', `"MemorySize": ${size},\n        "Handler"`).replace(
    '"Resources"',
    '"Parameters": { "Memory": { "Type": "Number", "Default": 512, "MaxValue": 512 } },\n  "Resources"',
  );
  const { proposal } = outcome(text, wanted('shop-orders'), 'stack.json');
  const { Resources } = JSON.parse(after(proposal)) as {
    Resources: { Orders: { Properties: Record<string, unknown> } };
  };
  assert.equal(Resources.Orders.Properties.MemorySize, 1024);
});

test('a parameter whose name is a pattern is taken by the letter', () => {
  const text = withParameter('').replaceAll('Memory', 'M.(').replace('M.(Size: !Ref M.(', 'MemorySize: !Ref "M.("');
  const samconfig = 'parameter_overrides = "Mxx=128 M.(=512"\n';
  const { lines } = outcome(text, wanted('orders'), 'template.yaml', { 'samconfig.toml': samconfig });
  assert.deepEqual(lines[1], '+parameter_overrides = "Mxx=128 M.(=1024"');
});
