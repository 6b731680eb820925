import { z } from 'zod';
import { complaint } from '../complaint.ts';
import { parseDate, parseInstant } from './dates.ts';
import { isReservedName, longestName, namePattern } from './field-names.ts';
import { MaskingRule, maskableTypes } from './masking.ts';
import { patternOf } from './pattern.ts';

export const FieldType = z.enum(['string', 'integer', 'number', 'boolean', 'date', 'datetime']);
export type FieldType = z.infer<typeof FieldType>;

/** Grading of data by sensitivity (数据分级), L1 the lowest. */
export const Sensitivity = z.enum(['L1', 'L2', 'L3', 'L4']);
export type Sensitivity = z.infer<typeof Sensitivity>;

/** What a value must be, in Table Schema's words; bounds and enumerated values are of the field's own type. */
export const Constraints = z.strictObject({
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  minimum: z.union([z.number(), z.string()]).optional(),
  maximum: z.union([z.number(), z.string()]).optional(),
  pattern: z
    .string()
    .max(200)
    .refine(
      (pattern) => patternOf(pattern) !== undefined,
      complaint('不是可用的正则表达式', 'not a regular expression, or one that can not be used here'),
    )
    .optional(),
  enum: z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .max(1000)
    .optional(),
  maxLength: z.int().positive().optional(),
});
export type Constraints = z.infer<typeof Constraints>;

/** One column: `name` is what a query calls it and never changes, `title` is what people read. */
export const Field = z
  .strictObject({
    name: z
      .string()
      .max(longestName)
      .regex(namePattern)
      .refine((name) => !isReservedName(name), complaint('是查询的保留字', 'reserved')),
    title: z.string().trim().min(1).max(200),
    type: FieldType,
    format: z.string().max(100).optional(),
    description: z.string().max(1000).optional(),
    constraints: Constraints.optional(),
    sensitivity: Sensitivity,
    masking: MaskingRule.optional(),
  })
  .superRefine((field, context) => {
    for (const bound of ['minimum', 'maximum'] as const) {
      const value = field.constraints?.[bound];
      if (value !== undefined && !isBoundOf(field.type, value))
        context.addIssue({
          code: 'custom',
          path: ['constraints', bound],
          ...complaint(`不是 ${field.type} 的界限`, `not a bound of a ${field.type}`),
        });
    }
    for (const word of ['pattern', 'maxLength'] as const) {
      if (field.constraints?.[word] !== undefined && field.type !== 'string')
        context.addIssue({
          code: 'custom',
          path: ['constraints', word],
          ...complaint('只有文本有此项', 'only text has it'),
        });
    }
    if (field.constraints?.enum?.some((value) => !isValueOf(field.type, value)))
      context.addIssue({
        code: 'custom',
        path: ['constraints', 'enum'],
        ...complaint(`不是 ${field.type} 的值`, `not values of a ${field.type}`),
      });
    if (field.masking !== undefined && !maskableTypes[field.masking].includes(field.type))
      context.addIssue({
        code: 'custom',
        path: ['masking'],
        ...complaint(`${field.masking} 不适用于 ${field.type}`, `${field.masking} doesn't fit a ${field.type}`),
      });
  });
export type Field = z.infer<typeof Field>;

/** The data dictionary (数据字典) of a dataset, without which it isn't published (QD-12.1). */
export const Dictionary = z
  .strictObject({
    fields: z.array(Field).min(1).max(1000),
    primaryKey: z.array(z.string()).min(1).optional(),
    /** Cells that mean "no value", everywhere in the file. */
    missingValues: z.array(z.string().max(50)).max(20).default(['']),
  })
  .superRefine(({ fields, primaryKey }, context) => {
    const seen = new Set<string>();
    fields.forEach(({ name }, at) => {
      if (seen.has(name.toLowerCase()))
        context.addIssue({
          code: 'custom',
          path: ['fields', at, 'name'],
          ...complaint(`${name} 重复出现`, `${name} is there twice`),
        });
      seen.add(name.toLowerCase());
    });
    primaryKey?.forEach((name, at) => {
      if (!fields.some((field) => field.name === name))
        context.addIssue({
          code: 'custom',
          path: ['primaryKey', at],
          ...complaint(`没有 ${name} 这一列`, `there is no column ${name}`),
        });
    });
  });
export type Dictionary = z.infer<typeof Dictionary>;

/** The dictionary as Frictionless Table Schema (Data Package 2.0); sensitivity and masking ride along as own properties. */
export function toTableSchema(dictionary: Dictionary): Record<string, unknown> {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: dictionary.fields,
    ...(dictionary.primaryKey && { primaryKey: dictionary.primaryKey }),
    missingValues: dictionary.missingValues,
  };
}

function isBoundOf(type: FieldType, value: string | number): boolean {
  if (type === 'string' || type === 'boolean') return false;
  return isValueOf(type, value);
}

function isValueOf(type: FieldType, value: string | number): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'date':
      return typeof value === 'string' && parseDate(value) === value;
    case 'datetime':
      return typeof value === 'string' && parseInstant(value) === value;
    case 'boolean':
      return false;
    default:
      return type satisfies never;
  }
}
