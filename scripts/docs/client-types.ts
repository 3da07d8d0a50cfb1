/** A JSON schema as a TypeScript type. Knows what the contract uses, and refuses the rest by name. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly description?: string;
  readonly default?: unknown;
}

const plain: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

/** @param indent spaces before the closing brace */
export function typeOf(schema: Schema, indent = 0): string {
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => typeOf(one, indent)).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => plainOf(type as string)).join(' | ');
  if (schema.type === 'array') return `readonly (${typeOf(schema.items ?? {}, indent)})[]`;
  if (schema.type === 'object') return objectOf(schema, indent);
  return schema.type === undefined ? 'unknown' : plainOf(schema.type as string);
}

function plainOf(type: string): string {
  const found = plain[type];
  if (found === undefined)
    throw new Error(`The client cannot say the schema type ${type}: teach scripts/docs/client-types.ts.`);
  return found;
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, indent: number): string {
  const fields = Object.entries(properties).map(([name, schema]) =>
    fieldOf(name, schema, required.includes(name) && schema.default === undefined, indent + 2),
  );
  if (fields.length > 0) return `{\n${fields.join('\n')}\n${' '.repeat(indent)}}`;
  const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown';
  return additionalProperties === false ? '{}' : `Readonly<Record<string, ${values}>>`;
}

/** One field with its description above it. */
export function fieldOf(name: string, schema: Schema, needed: boolean, indent: number): string {
  const space = ' '.repeat(indent);
  const key = /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
  return `${comment(schema.description, indent)}${space}readonly ${key}${needed ? '' : '?'}: ${typeOf(schema, indent)};`;
}

export function comment(text: string | undefined, indent: number): string {
  return text === undefined ? '' : `${' '.repeat(indent)}/** ${text.replaceAll('*/', '* /')} */\n`;
}
