import type { Edit } from './source-file.js';

export type Tool = 'CloudFormation' | 'SAM' | 'Serverless Framework' | 'Terraform' | 'CDK';

/** A place in a file whose text decides a setting. */
export interface Leaf {
  readonly path: string;
  /** Of the value alone: quotes stay around it. */
  readonly start: number;
  readonly end: number;
  /** As it stands there, without quotes. */
  readonly value: string;
  /** What is changed, in the tool's own words: `the default of parameter MemorySize`. */
  readonly name: string;
  /** Of several that hold the same value this is the one in force: it is given on top of a default. */
  readonly wins?: true;
  /** Why this value cannot be put here, such as the `AllowedValues` of a parameter. */
  readonly refuses?: (value: string) => string | undefined;
  /** What else is to be known once it is changed: that another file wins over it. */
  readonly caveats?: readonly string[];
}

/** What was found out about one setting of a function. */
export interface Setting {
  /** Every place that may decide it: of `!If [IsProd, 1024, 256]` there are two. */
  readonly leaves: readonly Leaf[];
  /** What decides it, too, and cannot be seen in these files: `the environment's MEMORY`. */
  readonly unseen: readonly string[];
  /** Whether one branch of a condition leaves it to the default. */
  readonly mayBeUnset?: boolean;
  /** A value for the function alone, in the place of what stands there; undefined where it cannot be written down. */
  readonly write: (value: string) => Edit | undefined;
  /** What the tool takes where nothing is written. */
  readonly byDefault: string;
}

/** A Lambda function as the user's files declare it. */
export interface DeclaredFunction {
  readonly tool: Tool;
  readonly path: string;
  readonly line: number;
  /** Files that have a hand in it: calls of the module that it stands in. */
  readonly calledIn?: readonly string[];
  /** As `--resource` takes it: a logical id, `functions.NAME`, `aws_lambda_function.NAME`, `module.NAME`. */
  readonly id: string;
  /** Other spellings that `--resource` takes too. */
  readonly alsoKnownAs: readonly string[];
  /** What the function may be called in AWS; every `undefined` stands for text that only a deploy knows. */
  readonly name: NameParts;
  /** What it is called unless a deploy gives another name: the default of a variable. */
  readonly likelyNames?: readonly string[];
  /** False where the name follows from the tool's own rule and not from the files. */
  readonly isNamed: boolean;
  /** The logical id that CloudFormation has made the name of. */
  readonly generatedFrom?: string;
  readonly handler?: string;
  readonly memorySize: Setting;
  readonly architecture: Setting;
  /** What the user is to know where this function is changed. */
  readonly caveats: readonly string[];
}

/** Text that is known and, as `undefined`, text that is not. */
export type NameParts = readonly (string | undefined)[];
