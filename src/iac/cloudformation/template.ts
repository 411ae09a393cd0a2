import type { Node } from 'yaml';
import { folderOf, joined } from '../source-file.js';
import { entriesOf, textOf, valueAt, type YamlFile } from '../yaml/yaml-file.js';

const LAMBDA = 'AWS::Lambda::Function';
const SERVERLESS = 'AWS::Serverless::Function';
/** Of stacks within a stack: where the template stands. */
const NESTED: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

export interface Resource {
  readonly logicalId: string;
  readonly idNode: Node;
  readonly type: string;
  /** The whole resource. */
  readonly node: Node | undefined;
  readonly properties: Node | undefined;
}

export const isSam = ({ type }: Resource): boolean => type === SERVERLESS;
export const isFunction = ({ type }: Resource): boolean => type === LAMBDA || type === SERVERLESS;

export function resourcesOf(file: YamlFile): Resource[] {
  return entriesOf(file, valueAt(file, file.document.contents, ['Resources'])).map(({ key, keyNode, value }) => ({
    logicalId: key,
    idNode: keyNode,
    type: textOf(valueAt(file, value, ['Type'])) ?? '',
    node: value,
    properties: valueAt(file, value, ['Properties']),
  }));
}

/** What stacks that hold this one give a parameter of it. */
export function givenByParents(
  all: readonly YamlFile[],
  child: YamlFile,
  parameter: string,
): { parent: YamlFile; node: Node }[] {
  return all.flatMap((parent) =>
    resourcesOf(parent).flatMap(({ type, properties }) => {
      const location = textOf(valueAt(parent, properties, [NESTED[type] ?? '']));
      const isMine = location !== undefined && joined(folderOf(parent.path), location) === joined('', child.path);
      const node = isMine ? valueAt(parent, properties, ['Parameters', parameter]) : undefined;
      return node === undefined ? [] : [{ parent, node }];
    }),
  );
}
