import { z } from 'zod';
import { complaint } from '../complaint.ts';

const controls = /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const controlsButBreaks = /[\p{Cs}\p{Co}\u202a-\u202e\u2066-\u2069]|(?![\n\r\t])\p{Cc}/u;

/** One line that people read: trimmed, without control characters or such as turn the reading direction. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !controls.test(text), complaint('不能含有控制字符', 'must not contain control characters'));

/** Text of several lines. */
export const paragraph = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine(
      (text) => !controlsButBreaks.test(text),
      complaint('不能含有控制字符', 'must not contain control characters'),
    );
