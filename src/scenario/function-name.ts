/** Name, partial ARN or ARN, with or without a qualifier (pattern `NamespacedFunctionName` of AWS's API model). */
const FUNCTION =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:\d{12}:)?(?:function:)?([a-zA-Z0-9_-]+)(?::(\$LATEST|[a-zA-Z0-9_-]+))?$/;

export interface FunctionName {
  /** As the API takes it, without the qualifier. */
  readonly name: string;
  /** The last part alone. */
  readonly shortName: string;
  readonly qualifier?: string;
  readonly region?: string;
}

/** Reads what names a function: `undefined` when nothing is named so. */
export function parseFunctionName(text: string): FunctionName | undefined {
  const match = FUNCTION.exec(text);
  const [, region, shortName, qualifier] = match ?? [];
  if (shortName === undefined) return undefined;
  return {
    name: qualifier === undefined ? text : text.slice(0, -qualifier.length - 1),
    shortName,
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(region === undefined ? {} : { region }),
  };
}
