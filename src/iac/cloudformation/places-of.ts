import type { Node } from 'yaml';
import type { Leaf } from '../declared-function.js';
import type { SourceFile } from '../source-file.js';
import { scalarLeaf } from '../yaml/scalar-leaf.js';
import { entriesOf, itemsOf, textOf, valueAt, type YamlFile } from '../yaml/yaml-file.js';
import { givenParameters } from './given-parameters.js';
import { intrinsicOf } from './intrinsic.js';
import { givenByParents } from './template.js';

/** Where a value comes from: the places in the files, and what is known only to a deploy. */
export interface Places {
  readonly leaves: readonly Leaf[];
  readonly unseen: readonly string[];
  /** A branch of a condition is `AWS::NoValue`: there nothing is set. */
  readonly mayBeUnset?: boolean;
}

/** Everything that may be read. */
export interface Sources {
  readonly templates: readonly YamlFile[];
  readonly files: readonly SourceFile[];
}

const NOTHING: Places = { leaves: [], unseen: [] };
const unseen = (...what: string[]): Places => ({ leaves: [], unseen: what });
const together = (all: readonly Places[]): Places => ({
  leaves: all.flatMap(({ leaves }) => leaves),
  unseen: all.flatMap((it) => it.unseen),
  mayBeUnset: all.some((it) => it.mayBeUnset === true),
});

/** Follows `Ref`, `If`, `FindInMap` and a `Sub` of one parameter to the values they come to. */
export function placesOf(sources: Sources, file: YamlFile, node: Node | undefined, name: string): Places {
  const text = textOf(node);
  if (text?.startsWith('{{resolve:') === true) return unseen(`the dynamic reference ${text}`);
  const leaf = scalarLeaf(file, node, name);
  if (leaf !== undefined) return { leaves: [leaf], unseen: [] };
  const intrinsic = intrinsicOf(file, node);
  if (intrinsic === undefined) return node === undefined ? NOTHING : unseen('a value that is no number');
  const {
    name: called,
    arguments: [first, ...rest],
  } = intrinsic;
  switch (called) {
    case 'Ref':
      return ofParameter(sources, file, intrinsic.text ?? '');
    case 'Sub': {
      const only = /^\$\{([\w:]+)\}$/.exec(intrinsic.text ?? '')?.[1];
      return only === undefined ? unseen(`!Sub ${intrinsic.text}`) : ofParameter(sources, file, only);
    }
    case 'If':
      return together(
        rest.map((it) =>
          placesOf(sources, file, it, `${name} where ${textOf(first)} ${it === rest[0] ? 'holds' : 'does not hold'}`),
        ),
      );
    case 'FindInMap':
      return ofMapping(sources, file, [first, ...rest]);
    default:
      return unseen(`Fn::${called}`);
  }
}

function ofParameter(sources: Sources, file: YamlFile, parameter: string): Places {
  if (parameter === 'AWS::NoValue') return { ...NOTHING, mayBeUnset: true };
  const declared = valueAt(file, file.document.contents, ['Parameters', parameter]);
  if (declared === undefined) return unseen(parameter);
  if (textOf(valueAt(file, declared, ['Type']))?.startsWith('AWS::SSM') === true)
    return unseen(`the SSM parameter behind ${parameter}`);
  const refuses = (value: string) => refusal(file, declared, parameter, value);
  const byDefault = scalarLeaf(file, valueAt(file, declared, ['Default']), `the default of parameter ${parameter}`);
  const caveats = [KEEPS(parameter)];
  const given = givenParameters(sources.files, file, parameter).map((leaf) => ({ ...leaf, refuses }));
  const handed = givenByParents(sources.templates, file, parameter).map(({ parent, node }) =>
    placesOf(sources, parent, node, `parameter ${parameter} in the stack around it`),
  );
  const fromParents = together(handed);
  const won = fromParents.leaves.map((leaf) => ({ ...leaf, wins: true as const }));
  const own = byDefault === undefined ? [] : [{ ...byDefault, refuses, caveats }];
  const missing = byDefault === undefined && given.length === 0 && handed.length === 0;
  return {
    leaves: [...own, ...given, ...won],
    unseen: [
      ...fromParents.unseen,
      ...(missing ? [`parameter ${parameter}, which has no default and is given at deploy`] : []),
    ],
  };
}

/** The SDKs and `deploy` send `UsePreviousValue` for what is not given (aws-cli, deployer.py, read 2026-11). */
const KEEPS = (parameter: string): string =>
  `a stack that exists keeps the value it was deployed with: deploy with ${parameter} given (--parameter-overrides), or the new default does nothing`;

function refusal(file: YamlFile, parameter: Node, name: string, value: string): string | undefined {
  const allowed = itemsOf(file, valueAt(file, parameter, ['AllowedValues'])).map(textOf);
  if (allowed.length > 0 && !allowed.includes(value))
    return `the AllowedValues of parameter ${name} do not hold ${value}`;
  const bound = (key: string): number => Number(textOf(valueAt(file, parameter, [key])) ?? Number.NaN);
  if (Number(value) > bound('MaxValue')) return `parameter ${name} allows at most ${bound('MaxValue')}`;
  if (Number(value) < bound('MinValue')) return `parameter ${name} allows at least ${bound('MinValue')}`;
  return undefined;
}

/** Every value that a mapping can come to: a key that is not written out may be any. */
function ofMapping(sources: Sources, file: YamlFile, [map, ...keys]: readonly (Node | undefined)[]): Places {
  const mapping = textOf(map) ?? '';
  const start = { node: valueAt(file, file.document.contents, ['Mappings', mapping]), name: `Mappings.${mapping}` };
  const ends = keys.reduce<{ node: Node | undefined; name: string }[]>(
    (all, key) => {
      const wanted = textOf(key);
      return all.flatMap(({ node, name }) =>
        entriesOf(file, node)
          .filter((it) => wanted === undefined || it.key === wanted)
          .map((it) => ({ node: it.value, name: `${name}.${it.key}` })),
      );
    },
    [start],
  );
  const found = together(ends.map(({ node, name }) => placesOf(sources, file, node, name)));
  return found.leaves.length > 0 ? found : unseen(`mapping ${mapping}`);
}
