import type { Argument } from './functions/function.js';
import { functionNamed } from './functions/index.js';
import type { BinaryOperator, Call, Expression } from './syntax.js';
import { compare, isTrue, numberOf, textOf, type Value } from './value.js';

/** Where an expression finds what its names stand for. */
export interface Scope {
  field(name: string): Value | undefined;
  /** The result of a function of the stats command; undefined outside of it. */
  aggregate?(call: Call): Value | undefined;
}

/** Undefined where a field is not there, and then of all that is computed of it. */
export function evaluate(expression: Expression, scope: Scope): Value | undefined {
  switch (expression.kind) {
    case 'field':
      return scope.field(expression.name);
    case 'literal':
      return expression.value;
    case 'call':
      return evaluateCall(expression, scope);
    case 'negative': {
      const number = numberOf(evaluate(expression.operand, scope));
      return number === undefined ? undefined : -number;
    }
    case 'not': {
      const truth = isTrue(evaluate(expression.operand, scope));
      return truth === undefined ? undefined : !truth;
    }
    case 'binary':
      return evaluateBinary(expression.operator, expression.left, expression.right, scope);
    case 'like':
      return evaluateLike(evaluate(expression.operand, scope), expression.pattern, scope);
    case 'in':
      return evaluateIn(evaluate(expression.operand, scope), expression.list, scope);
    case 'every':
    case 'period':
      return undefined;
  }
}

function evaluateCall(call: Call, scope: Scope): Value | undefined {
  const scalar = functionNamed(call.name);
  // A column that is called as it was computed, `bin(5m)` or `max(@duration)`, is meant where it stands again.
  if (scalar === undefined) return scope.aggregate?.(call) ?? scope.field(call.text);
  const args = call.args.map((it): Argument => (it.kind === 'period' ? it.value : evaluate(it, scope)));
  return scalar.call(...args) ?? scope.field(call.text);
}

/** As in SQL a comparison with nothing is neither true nor false, so that its opposite does not hold either. */
function evaluateBinary(
  operator: BinaryOperator,
  leftSide: Expression,
  rightSide: Expression,
  scope: Scope,
): Value | undefined {
  const left = evaluate(leftSide, scope);
  if (operator === 'and' || operator === 'or') {
    const decisive = operator === 'or';
    const first = isTrue(left);
    if (first === decisive) return decisive;
    const second = isTrue(evaluate(rightSide, scope));
    return second === decisive ? decisive : first === undefined ? undefined : second;
  }
  const right = evaluate(rightSide, scope);
  if (left === undefined || right === undefined) return undefined;
  const [a, b] = [numberOf(left), numberOf(right)];
  const relate = relations[operator];
  if (relate !== undefined) {
    // A number is neither more nor less than a text that is none.
    const isMixed = (a === undefined) !== (b === undefined);
    return isMixed && operator !== '=' && operator !== '!=' ? undefined : relate(compare(left, right));
  }
  if (a === undefined || b === undefined) return undefined;
  const result = arithmetic[operator]?.(a, b);
  return Number.isFinite(result) ? result : undefined;
}

const relations: { readonly [Operator in BinaryOperator]?: (order: number) => boolean } = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const arithmetic: { readonly [Operator in BinaryOperator]?: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

function evaluateLike(value: Value | undefined, pattern: Expression | RegExp, scope: Scope): boolean | undefined {
  if (value === undefined) return undefined;
  if (pattern instanceof RegExp) return pattern.test(textOf(value));
  const part = evaluate(pattern, scope);
  return part === undefined ? undefined : textOf(value).includes(textOf(part));
}

function evaluateIn(value: Value | undefined, list: readonly Expression[], scope: Scope): boolean | undefined {
  if (value === undefined) return undefined;
  return list.some((it) => {
    const candidate = evaluate(it, scope);
    return candidate !== undefined && compare(value, candidate) === 0;
  });
}
