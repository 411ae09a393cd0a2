import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { propose } from '../../src/iac/index.js';
import { megabytes } from '../../src/units/index.js';
import fc from '../fixtures/properties.js';
import { after } from './outcome.js';

interface Fn {
  readonly name: string;
  readonly size: number | undefined;
  readonly quote: string;
  readonly comment: string;
  readonly extra: boolean;
}

const SIZES = [128, 256, 512, 1769];
const fns = fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{3,8}$/), { minLength: 1, maxLength: 6 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record<Fn>({
        name: fc.constant(name),
        size: fc.option(fc.constantFrom(...SIZES), { nil: undefined }),
        quote: fc.constantFrom('', '"', "'"),
        comment: fc.constantFrom('', ' # MB', '   # MemorySize: 3'),
        extra: fc.boolean(),
      }),
    ),
  ),
);
const layout = fc.record({
  globals: fc.option(fc.constantFrom(...SIZES), { nil: undefined }),
  indent: fc.constantFrom('  ', '    ', ' '),
  end: fc.constantFrom('\n', '\r\n'),
  wanted: fc.constantFrom(192, 512, 10240),
});
type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never;

function template(all: readonly Fn[], { globals, indent: i, end }: Layout): string {
  const shared = globals === undefined ? [] : ['Globals:', `${i}Function:`, `${i}${i}MemorySize: ${globals}`];
  const each = all.flatMap(({ name, size, quote, comment, extra }) => [
    `${i}${name}: # ${name}`,
    `${i}${i}Type: AWS::Serverless::Function`,
    `${i}${i}Properties:`,
    `${i}${i}${i}FunctionName: !Sub "\${Stage}-${name}"${comment}`,
    ...(extra ? [`${i}${i}${i}Policies: [{ Statement: { Effect: Allow } }]`] : []),
    ...(size === undefined ? [] : [`${i}${i}${i}MemorySize: ${quote}${size}${quote}${comment}`]),
    '',
  ]);
  return [...shared, 'Resources:', ...each].join(end);
}

/** What each function would be deployed with. */
function deployed(text: string): Record<string, number> {
  const tags = [{ tag: '!Sub', resolve: (it: string) => it }];
  const { Globals, Resources } = parse(text, { customTags: tags }) as {
    Globals?: { Function: { MemorySize: number } };
    Resources: Record<string, { Properties: { MemorySize?: number } }>;
  };
  const sizes = Object.entries(Resources).map(([id, { Properties }]) => [
    id,
    Number(Properties.MemorySize ?? Globals?.Function.MemorySize ?? 128),
  ]);
  return Object.fromEntries(sizes) as Record<string, number>;
}

test('of a template one function is deployed with the new size, and all others with theirs', () => {
  fc.assert(
    fc.property(fns, layout, fc.nat(), (all, how, pick) => {
      const text = template(all, how);
      const before = deployed(text);
      const meant = all[pick % all.length]?.name ?? '';
      const size = megabytes(before[meant] ?? 0);
      const proposal = propose([{ path: 'a.yaml', text }], {
        functionName: `prod-${meant}`,
        memorySizeMB: megabytes(how.wanted),
        currentMemorySizeMB: size,
      });
      assert.equal(proposal.kind, size === how.wanted ? 'unchanged' : 'changed');
      if (proposal.kind === 'changed') {
        assert.deepEqual(deployed(after(proposal)), { ...before, [meant]: how.wanted });
      }
    }),
    { numRuns: 300 },
  );
});

test('every line but one is what it was, byte for byte', () => {
  fc.assert(
    fc.property(fns, layout, (all, how) => {
      const text = template(all, how);
      const name = `prod-${all[0]?.name}`;
      const proposal = propose([{ path: 'a.yaml', text }], { functionName: name, memorySizeMB: megabytes(3008) });
      const [old, now] = [text.split(/(?<=\n)/), after(proposal).split(/(?<=\n)/)];
      const kept = now.filter((line) => !line.includes('3008'));
      assert.equal(now.length - kept.length, 1);
      assert.equal(old.length - kept.length, now.length - old.length === 1 ? 0 : 1);
      assert.ok(kept.every((line) => old.includes(line)));
    }),
    { numRuns: 200 },
  );
});

test('no text makes it throw, whatever its name says that it is', () => {
  const piece = fc.constantFrom(
    ...[
      'resource "aws_lambda_function" "a" {\n',
      '}\n',
      'memory_size = ',
      'var.a',
      '512',
      '"${',
      '"',
      '\n',
      '<<EOT\n',
      '[',
      ']',
      '? 1 : ',
    ],
    ...[
      'Resources:\n',
      '  A:\n',
      '    Type: AWS::Lambda::Function\n',
      '    Properties: {',
      '!If [',
      '&a ',
      '*a',
      '<<: ',
      'service: x\nprovider:\n',
    ],
    ...['${self:', 'functions:\n  a: ', "new lambda.Function(this, 'A', {", 'aws-cdk', '/*', '\0', '\u{1F600}', '\t'],
  );
  const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
  const path = fc.constantFrom('a.yaml', 'b.tf', 'c.json', 'd.ts', 'e.tfvars', 'f.py', 'samconfig.toml');
  fc.assert(
    fc.property(fc.array(fc.record({ path, text }), { minLength: 1, maxLength: 3 }), (files) => {
      propose(files, { functionName: 'a', memorySizeMB: megabytes(512), architecture: 'arm64' });
    }),
    { numRuns: 2000 },
  );
});
