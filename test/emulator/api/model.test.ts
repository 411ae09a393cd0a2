import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { modelOf } from '../../../src/emulator/api/models.js';
import { ROOT } from '../../commands/kelvin.js';
import { deriveModel } from './derive-model.js';

const data = process.env.KELVIN_SHARED_DATA;
const folder = data === undefined ? undefined : join(data, '..', 'facts', 'aws-api');
const skip = folder !== undefined && existsSync(folder) ? false : "AWS's API models are not beside this checkout";

for (const service of ['lambda', 'logs'] as const) {
  test(`the committed model of ${service} is AWS's own`, { skip }, () => {
    const file = join(ROOT, 'src', 'emulator', 'api', `${service}.json`);
    const derived = deriveModel(folder ?? '', service);
    if (process.env.KELVIN_UPDATE_GOLDEN === '1') writeFileSync(file, derived);
    else assert.equal(readFileSync(file, 'utf8'), derived);
  });

  test(`every shape that ${service} refers to is there`, () => {
    const { operations, shapes } = modelOf(service);
    const referred = [
      ...Object.values(operations).flatMap(({ input, output }) => [input, output]),
      ...Object.values(shapes).flatMap((it) => [it.member, it.key, it.value]),
      ...Object.values(shapes).flatMap((it) => Object.values(it.members ?? {}).map(({ shape }) => shape)),
    ];
    assert.deepEqual(
      referred.filter((name) => name !== undefined && shapes[name] === undefined),
      [],
    );
    assert.ok(Object.keys(operations).length > 80);
  });
}
