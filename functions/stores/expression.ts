import { marshall } from '@aws-sdk/util-dynamodb';
import type { Condition } from './engine.ts';

/** Builds a DynamoDB expression: names and values are always bound, never written into it. */
export class Expression {
  readonly #names = new Map<string, string>();
  readonly #values: { [placeholder: string]: unknown } = {};

  name(attribute: string): string {
    const known = this.#names.get(attribute);
    if (known !== undefined) return known;
    const placeholder = `#n${this.#names.size}`;
    this.#names.set(attribute, placeholder);
    return placeholder;
  }

  value(value: unknown): string {
    const placeholder = `:v${Object.keys(this.#values).length}`;
    this.#values[placeholder] = value;
    return placeholder;
  }

  condition(condition: Condition): string {
    if (condition === 'absent') return `attribute_not_exists(${this.name('pk')})`;
    if (condition === 'present') return `attribute_exists(${this.name('pk')})`;
    return condition
      .map(([attribute, operator, value]) => `${this.name(attribute)} ${operator} ${this.value(value)}`)
      .join(' AND ');
  }

  bindings() {
    const names = Object.fromEntries([...this.#names].map(([attribute, placeholder]) => [placeholder, attribute]));
    return {
      ...(this.#names.size === 0 ? {} : { ExpressionAttributeNames: names }),
      ...(Object.keys(this.#values).length === 0
        ? {}
        : { ExpressionAttributeValues: marshall(this.#values, { removeUndefinedValues: true }) }),
    };
  }
}

export function conditionOf(condition: Condition) {
  const expression = new Expression();
  return { ConditionExpression: expression.condition(condition), ...expression.bindings() };
}
