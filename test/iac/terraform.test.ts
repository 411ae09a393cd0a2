import assert from 'node:assert/strict';
import { test } from 'node:test';
import { megabytes } from '../../src/units/index.js';
import { after, outcome, wanted } from './outcome.js';

const fn = (rest: string, label = 'orders', name = '"orders"') => `# ours
resource "aws_lambda_function" "${label}" {
  function_name    = ${name}
  handler          = "index.handler" // see index.ts
${rest}
  environment {
    variables = { A = "\${var.a}-}" }
  }
}
`;
const changed = (text: string, more: Record<string, string> = {}, wish = wanted('orders')) =>
  outcome(text, wish, 'main.tf', more);

test('the value alone is changed', () => {
  const { lines } = changed(fn('  memory_size      = 512 # MB'));
  assert.deepEqual(lines, ['-  memory_size      = 512 # MB', '+  memory_size      = 1024 # MB']);
});

test('a block without one gets it, aligned with its neighbour', () => {
  const { proposal, lines } = changed(fn(''));
  assert.deepEqual(lines, ['+  memory_size      = 1024']);
  assert.match(after(proposal), /see index\.ts\n {2}memory_size/);
});

test('a variable is followed to its default, and *.tfvars that hold what the function has win over it', () => {
  const text = `${fn('  memory_size = var.memory')}variable "memory" {\n  type    = number\n  default = 512\n}\n`;
  assert.deepEqual(changed(text).lines, ['-  default = 512', '+  default = 1024']);
  const files = { 'terraform.tfvars': 'memory = 512\n', 'env/dev.tfvars': 'memory = 128\n' };
  assert.deepEqual(changed(text, files).lines, ['-memory = 512', '+memory = 1024']);
});

test('a variable without a default is given at deploy, and said to be', () => {
  const { proposal } = changed(`${fn('  memory_size = var.memory')}variable "memory" {}\n`);
  assert.match(proposal.kind === 'undecided' ? proposal.why : '', /variable memory, which has no default/);
});

test('of a choice the branch is changed that holds what the function has', () => {
  const { lines } = changed(fn('  memory_size = var.env == "prod" ? 512 : 128'));
  assert.deepEqual(lines[1], '+  memory_size = var.env == "prod" ? 1024 : 128');
});

test('locals, lookups and indexes are followed', () => {
  const locals = 'locals {\n  sizes = {\n    prod = 512\n    dev  = 128\n  }\n}\n';
  for (const size of [
    'local.sizes["prod"]',
    'local.sizes.prod',
    'local.sizes[var.env]',
    'lookup(local.sizes, var.env, 256)',
    `"\${local.sizes.prod}"`,
  ]) {
    assert.deepEqual(
      changed(locals + fn(`  memory_size = ${size}`)).lines,
      ['-    prod = 512', '+    prod = 1024'],
      size,
    );
  }
});

test('terraform-aws-modules/lambda is a function, too', () => {
  const text =
    'module "orders" {\n  source        = "terraform-aws-modules/lambda/aws"\n  function_name = "orders"\n}\n';
  assert.deepEqual(changed(text).lines, ['+  memory_size   = 1024']);
});

const MODULE = {
  'modules/fn/main.tf': fn('  memory_size = var.memory', 'this', 'var.name'),
  'modules/fn/variables.tf': 'variable "name" {}\nvariable "memory" {\n  default = 512\n}\n',
};
const call = (name: string, rest: string) =>
  `module "${name}" {\n  source = "./modules/fn"\n  name   = "${name}"\n${rest}}\n`;

test('a local module is changed where it is called', () => {
  const { lines, proposal } = changed(call('orders', '  memory = 512\n') + call('bills', '  memory = 512\n'), MODULE);
  assert.deepEqual(lines, ['-  memory = 512', '+  memory = 1024']);
  assert.equal(proposal.kind === 'changed' && proposal.of.id, 'module.orders.aws_lambda_function.this');
});

test("a module's default that another call takes is left alone: the call gets a value of its own", () => {
  const { lines, notes } = changed(call('orders', '') + call('bills', ''), MODULE);
  assert.deepEqual(lines, ['+  memory = 1024']);
  assert.match(notes.join(), /other functions take the default of variable memory, too/);
});

test('a module called once has its default changed', () => {
  const { lines, notes } = changed(call('orders', ''), MODULE);
  assert.deepEqual(lines, ['-  default = 512', '+  default = 1024']);
  assert.match(notes.join(), /callers of this module in other repositories take it, too/);
});

test('what a module writes for each of its callers is not changed for one of them', () => {
  const fixed = { ...MODULE, 'modules/fn/main.tf': fn('  memory_size = 512', 'this', 'var.name') };
  assert.equal(changed(call('orders', '') + call('bills', ''), fixed).proposal.kind, 'undecided');
});

test('for_each makes a function of each key', () => {
  const text = `locals {
  functions = {
    orders = { memory = 512 }
    bills  = { memory = 512 }
  }
}
resource "aws_lambda_function" "this" {
  for_each      = local.functions
  function_name = "shop-\${each.key}"
  memory_size   = each.value.memory
}
`;
  const { lines, proposal } = changed(text, {}, wanted('shop-orders'));
  assert.deepEqual(lines, ['-    orders = { memory = 512 }', '+    orders = { memory = 1024 }']);
  assert.equal(proposal.kind === 'changed' && proposal.of.id, 'aws_lambda_function.this["orders"]');
});

test('a name of parts fits, and of several the one that says most', () => {
  const text =
    fn('', 'a', `"\${var.stage}-orders"`) + fn('', 'b', `"\${var.stage}-orders-api"`) + fn('', 'c', 'var.any');
  const { proposal } = changed(text, {}, wanted('prod-orders-api'));
  assert.equal(proposal.kind === 'changed' && proposal.of.id, 'aws_lambda_function.b');
});

test('that Terraform ignores changes of it is said', () => {
  const { notes } = changed(
    fn('  memory_size = 512\n  lifecycle {\n    ignore_changes = [filename, memory_size]\n  }'),
  );
  assert.match(notes.join(), /Terraform will not deploy this one/);
});

test('another architecture is written as a list', () => {
  const arm = wanted('orders', { architecture: 'arm64', currentArchitecture: 'x86_64', memorySizeMB: megabytes(512) });
  assert.deepEqual(
    changed(fn('  memory_size = 512\n  architectures = ["x86_64"]'), {}, arm).lines[1],
    '+  architectures = ["arm64"]',
  );
  assert.deepEqual(changed(fn('  memory_size = 512'), {}, arm).lines, ['+  architectures    = ["arm64"]']);
});

test('a file that is not understood is named, and the rest is read', () => {
  const { notes, lines } = changed(fn('  memory_size = 512'), { 'broken.tf': 'resource "x" {\n  a = [1,\n' });
  assert.equal(lines.length, 2);
  assert.match(notes.join(), /not read/);
});

test('heredocs, comments, operators, splats, for and calls do not stand in the way', () => {
  const text = `/* a { */
locals {
  text = <<-EOT
    } "not the end
  EOT
  all  = [for k, v in var.x : "\${k}=\${v}" if v != null]
  map  = { for k in var.x : k => upper(k) }
  sum  = -1 + 2 * (3 % 4) >= 5 && !var.flag || false
  ids  = aws_x.y[*].id
  rest = aws_x.y.*.id
  call = merge({ "a" : 1, (var.k) = 2 }, var.tags...) // }
  name = "a\\"b\${var.x == "}" ? "{" : ""}c$\${no}%{ if var.x }y%{ endif }"
}
${fn('  memory_size = 512')}`;
  assert.equal(changed(text).lines.length, 2);
});

test('a lookup takes its default only where the key is missing, and try its first that is there', () => {
  const of = (size: string, object: string) =>
    changed(`locals {\n  a = ${object}\n}\nvariable "m" {\n  default = 512\n}\n${fn(`  memory_size = ${size}`)}`);
  for (const size of [
    'lookup(local.a, "memory", var.m)',
    'try(local.a.memory, var.m)',
    'coalesce(local.a.memory, var.m)',
  ]) {
    assert.deepEqual(of(size, '{ memory = 512 }').lines[1], '+  a = { memory = 1024 }', size);
  }
  assert.deepEqual(of('lookup(local.a, "memory", var.m)', '{ other = 1 }').lines[1], '+  default = 1024');
  assert.deepEqual(of('try(local.a.memory, var.m)', '{ other = 1 }').lines[1], '+  default = 1024');
});

test('the inputs of a terragrunt.hcl win over the defaults of the module that it names', () => {
  const of = (name: string, memory: number) =>
    `terraform {\n  source = "../../modules//fn"\n}\ninputs = {\n  name   = "${name}"\n  memory = ${memory} # MB\n}\n`;
  const files = {
    ...MODULE,
    'live/dev/terragrunt.hcl': of('dev-orders', 128),
    'live/prod/terragrunt.hcl': of('orders', 512),
  };
  assert.deepEqual(changed('', files).lines, ['-  memory = 512 # MB', '+  memory = 1024 # MB']);
});
