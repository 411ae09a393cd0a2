import { folderOf, joined, lineOf, type Note, type SourceFile } from '../source-file.js';
import { parseHcl } from './hcl/parse.js';
import { type Attribute, attributeOf, type Block, type Body, type Expression, HclError } from './hcl/syntax.js';

/** Something of a file: expressions know their offsets, and nothing of where these are. */
export interface In<T> {
  readonly file: SourceFile;
  readonly is: T;
}

/** The `.tf` files of one folder. */
export interface Module {
  readonly folder: string;
  readonly variables: ReadonlyMap<string, In<Block>>;
  readonly locals: ReadonlyMap<string, In<Expression>>;
  readonly functions: readonly In<Block>[];
  readonly calls: readonly In<Block>[];
  /** Values of `*.tfvars` for a variable of this module, were it the root. */
  readonly given: ReadonlyMap<string, readonly In<Expression>[]>;
}

export interface Modules {
  readonly byFolder: ReadonlyMap<string, Module>;
  readonly notes: readonly Note[];
}

/** Every module among the files, by its folder. */
export function modulesIn(files: readonly SourceFile[]): Modules {
  const notes: Note[] = [];
  const parsed = files.filter(({ path }) => /\.(tf|tofu)$/.test(path)).flatMap((file) => parsedOrNote(file, notes));
  const values = files.filter(({ path }) => path.endsWith('.tfvars')).flatMap((file) => parsedOrNote(file, notes));
  const inputs = files.filter(({ path }) => isTerragrunt(path)).flatMap((file) => parsedOrNote(file, notes));
  const folders = new Set(parsed.map(({ file }) => folderOf(file.path)));
  const byFolder = new Map(
    [...folders].map((folder) => {
      const own = parsed.filter(({ file }) => folderOf(file.path) === folder);
      const near = values.filter(({ file }) => folder === nearestOf(folders, folderOf(file.path)));
      const given = [...near.flatMap(valuesOf), ...inputs.filter((it) => isInputOf(folder, it)).flatMap(inputsOf)];
      return [folder, moduleOf(folder, own, given)] as const;
    }),
  );
  return { byFolder, notes };
}

function parsedOrNote(file: SourceFile, notes: Note[]): In<Body>[] {
  try {
    return [{ file, is: parseHcl(file.text) }];
  } catch (error) {
    if (!(error instanceof HclError)) throw error;
    const { path, text } = file;
    notes.push({ path, line: lineOf(text, error.offset), text: `not read: ${error.message}` });
    return [];
  }
}

/** Where a value is given on top of a default. */
export const isGivenIn = (path: string): boolean => path.endsWith('.tfvars') || isTerragrunt(path);

const isTerragrunt = (path: string): boolean => /(^|\/)terragrunt\.hcl$/.test(path);

const valuesOf = ({ file, is }: In<Body>): (readonly [string, In<Expression>])[] =>
  is.attributes.map(({ name, value }) => [name, { file, is: value }] as const);

/** `terraform { source = … }` of a terragrunt.hcl, as far as it is a path; `//` parts the module from what is around it. */
function isInputOf(folder: string, { file, is }: In<Body>): boolean {
  const source = is.blocks.find(({ type }) => type === 'terraform');
  const path = source === undefined ? undefined : sourceOf(source);
  return path !== undefined && /^\.\.?\//.test(path) && joined(folderOf(file.path), path) === folder;
}

function inputsOf({ file, is }: In<Body>): (readonly [string, In<Expression>])[] {
  const inputs = attributeOf(is, 'inputs')?.value;
  if (inputs?.kind !== 'object') return [];
  return inputs.items.flatMap(({ key, value }) => (key === undefined ? [] : [[key, { file, is: value }] as const]));
}

/** `envs/prod.tfvars` is for the module in or above its folder. */
function nearestOf(folders: ReadonlySet<string>, folder: string): string | undefined {
  if (folders.has(folder)) return folder;
  return folder === '' ? undefined : nearestOf(folders, folderOf(folder));
}

function moduleOf(
  folder: string,
  bodies: readonly In<Body>[],
  values: readonly (readonly [string, In<Expression>])[],
): Module {
  const blocks = bodies.flatMap(({ file, is }) => is.blocks.map((block) => ({ file, is: block })));
  const ofType = (type: string) => blocks.filter(({ is }) => is.type === type);
  const given = new Map<string, In<Expression>[]>();
  for (const [name, value] of values) given.set(name, [...(given.get(name) ?? []), value]);
  const locals = ofType('locals').flatMap(({ file, is }) =>
    is.body.attributes.map((it) => [it.name, { file, is: it.value }] as const),
  );
  return {
    folder,
    variables: new Map(ofType('variable').map((it) => [it.is.labels[0] ?? '', it])),
    locals: new Map(locals),
    functions: ofType('resource').filter(({ is }) => is.labels[0] === 'aws_lambda_function'),
    calls: ofType('module'),
    given,
  };
}

/** The folder of the module that is called, where it is a local one. */
export function calledFolder({ file, is }: In<Block>): string | undefined {
  const source = sourceOf(is);
  return source !== undefined && /^\.\.?\//.test(source) ? joined(folderOf(file.path), source) : undefined;
}

export function sourceOf(call: Block): string | undefined {
  const source = attributeOf(call.body, 'source')?.value;
  return source?.kind === 'literal' ? source.text : undefined;
}

export const valueIn = ({ file, is }: In<Block>, name: string): In<Expression> | undefined => {
  const found: Attribute | undefined = attributeOf(is.body, name);
  return found === undefined ? undefined : { file, is: found.value };
};
