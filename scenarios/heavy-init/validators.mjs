// What a schema library does when a program starts: turns each schema into the source of a function that checks it, and
// compiles that source.
import { Script } from 'node:vm';

const FIELDS_PER_SCHEMA = 40;

const schemaOf = (index) =>
  Array.from({ length: FIELDS_PER_SCHEMA }, (_, field) => ({
    name: `field${field}`,
    type: ['string', 'number', 'boolean'][(index + field) % 3],
    limit: index + field,
  }));

function sourceOf(schema) {
  const checks = schema.map(({ name, type, limit }) => {
    const read = `value[${JSON.stringify(name)}]`;
    const range = { string: `${read}.length > ${limit}`, number: `${read} > ${limit}`, boolean: 'false' }[type];
    return (
      `if (typeof ${read} !== '${type}') problems.push(${JSON.stringify(`${name}: expected a ${type}`)});\n` +
      `else if (${range}) problems.push(${JSON.stringify(`${name}: expected at most ${limit}`)});`
    );
  });
  return `(function validate(value) {\nconst problems = [];\n${checks.join('\n')}\nreturn problems;\n})`;
}

/** Validators by name, `type0` and so on. Each runs once, so that it is compiled now and not when it is needed. */
export function compileValidators(count) {
  const validators = new Map();
  for (let index = 0; index < count; index++) {
    const validate = new Script(sourceOf(schemaOf(index)), { filename: `type${index}.js` }).runInThisContext();
    validate({});
    validators.set(`type${index}`, validate);
  }
  return validators;
}
