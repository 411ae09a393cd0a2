import type { Leaf } from '../declared-function.js';
import { folderOf, type SourceFile } from '../source-file.js';
import { scalarLeaf } from '../yaml/scalar-leaf.js';
import { itemsOf, pairOf, readYamlFile, resolved, textOf, valueAt, type YamlFile } from '../yaml/yaml-file.js';

/** Places outside of a template that give a parameter of it a value at deploy: `samconfig.toml`, files of parameters. */
export function givenParameters(files: readonly SourceFile[], template: SourceFile, parameter: string): Leaf[] {
  const folder = folderOf(template.path);
  return files.flatMap((file) => {
    const here = folderOf(file.path);
    if (/(^|\/)samconfig\.(toml|ya?ml)$/.test(file.path)) return here === folder ? inOverrides(file, parameter) : [];
    const isNear = here === folder || folder === '' || here.startsWith(`${folder}/`);
    return isNear && file.path.endsWith('.json') && file.text.includes(parameter)
      ? inParameterFile(file, parameter)
      : [];
  });
}

/**
 * `parameter_overrides = "Memory=512"`, a list of such texts, or `ParameterKey=Memory,ParameterValue=512`: both forms of
 * `sam deploy --parameter-overrides` (AWS SAM CLI reference, read 2026-11).
 */
function inOverrides({ path, text }: SourceFile, parameter: string): Leaf[] {
  const name = parameter.replaceAll(/\W/g, '\\$&');
  const short = `(?<![\\w=])${name}=(?:\\\\?["'])?`;
  const long = `ParameterKey=${name},ParameterValue=(?:\\\\?["'])?`;
  return [...text.matchAll(new RegExp(`^([^#\\n]*?(?:${long}|${short}))([\\w.-]+)`, 'gm'))].map((found) => {
    const [, before = '', value = ''] = found;
    const start = found.index + before.length;
    return { path, start, end: start + value.length, value, name: `${parameter} in parameter_overrides`, wins: true };
  });
}

/**
 * `[{ "ParameterKey": …, "ParameterValue": … }]` for `--parameters file://…`, and CodePipeline's `{ "Parameters": {…} }`.
 */
function inParameterFile(source: SourceFile, parameter: string): Leaf[] {
  const file = readYamlFile(source) ?? readList(source);
  if (file === undefined || pairOf(file, file.document.contents, 'Resources') !== undefined) return [];
  const root = file.document.contents;
  const listed = itemsOf(file, root).filter((it) => textOf(valueAt(file, it, ['ParameterKey'])) === parameter);
  const nodes = [
    ...listed.map((it) => valueAt(file, it, ['ParameterValue'])),
    valueAt(file, root, ['Parameters', parameter]),
  ];
  return nodes.flatMap((node) => {
    const leaf = scalarLeaf(file, resolved(file, node), `the value of parameter ${parameter}`);
    return leaf === undefined ? [] : [{ ...leaf, wins: true as const }];
  });
}

const readList = (source: SourceFile): YamlFile | undefined => readYamlFile(source, 'list');
