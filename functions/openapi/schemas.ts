import { z } from 'zod';

export type Json = Readonly<Record<string, unknown>>;

/** The document's schemas: each stands once, under the name of its first use. */
export class Schemas {
  readonly #byName = new Map<string, Json>();
  readonly #nameOf = new Map<string, string>();
  #recursive = 0;

  /** A reference to the schema. `input`: as it may be sent, defaults left out; `output`: as it is answered. */
  ref(name: string, schema: z.ZodType, io: 'input' | 'output'): Json {
    return this.#keep(name, this.#hoisted(jsonSchemaOf(schema, io)));
  }

  all(): Json {
    return Object.fromEntries(this.#byName);
  }

  #keep(name: string, json: Json): Json {
    const text = JSON.stringify(json);
    const known = this.#nameOf.get(text) ?? name;
    this.#nameOf.set(text, known);
    this.#byName.set(known, json);
    return { $ref: `#/components/schemas/${known}` };
  }

  /** Definitions of a schema's own can only be referred to from the document's components. */
  #hoisted({ $defs = {}, ...json }: Json): Json {
    let text = JSON.stringify(json);
    for (const [local, definition] of Object.entries($defs as Record<string, Json>)) {
      const recursive = JSON.stringify(definition);
      const name = this.#nameOf.get(recursive) ?? `Recursive${++this.#recursive}`;
      const renamed = (within: string): string =>
        within.replaceAll(`"#/$defs/${local}"`, `"#/components/schemas/${name}"`);
      this.#nameOf.set(recursive, name);
      this.#byName.set(name, JSON.parse(renamed(recursive)));
      text = renamed(text);
    }
    return JSON.parse(text);
  }
}

/** A schema as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, '~standard': __, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return json;
}
