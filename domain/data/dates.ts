/**
 * The date that a text writes, as `YYYY-MM-DD`; undefined when it writes none that the calendar has.
 * Read are 2026-01-05, 2026/1/5, 2026.1.5, 2026年1月5日 and 二〇二六年一月五日. An Excel serial is never guessed at.
 */
export function parseDate(text: string): string | undefined {
  const parts = dateParts(text);
  return parts && isoDate(...parts);
}

/** Whether a text is written like a date, even one that the calendar doesn't have. */
export const isDateShaped = (text: string): boolean => dateParts(text) !== undefined;

/**
 * The instant that a text writes, in the city's time; without an offset it is the city's time already.
 * A fraction loses its trailing zeros, so that equal instants are equal text and text order is time order.
 */
export function parseInstant(text: string): string | undefined {
  const [, date = '', hour = '00', minute = '00', second = '00', fraction = '', offset] = instant.exec(text) ?? [];
  const day = parseDate(date);
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const local = `${day}T${hour.padStart(2, '0')}:${minute}:${second}`;
  const trimmed = fraction.replace(/\.?0*$/, '');
  if (offset === undefined) return `${local}${trimmed}${cityOffset}`;
  const moved = inCityTime(local, offset);
  return moved === undefined ? undefined : `${moved}${trimmed}${cityOffset}`;
}

/** The date that Excel means by a bare number such as 46027, to be named in a fault. */
export function excelSerialDate(text: string): string | undefined {
  // 20000 is 1954, 60000 is 2064: outside of these a five-digit number is hardly a date.
  if (!/^\d{5}(\.\d+)?$/.test(text) || Number(text) < 20_000 || Number(text) > 60_000) return undefined;
  return new Date((Math.floor(Number(text)) - excelDayOf1970) * dayLength).toISOString().slice(0, 10);
}

const dayLength = 86_400_000;
const excelDayOf1970 = 25_569;
/** China keeps one time, without summer time since 1991. */
const cityOffset = '+08:00';
const cityOffsetLength = 8 * 3_600_000;

const separatedDate = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const chineseDate = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/;
const numeralDate =
  /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]$/;
const instant = /^(\S+?)(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;

function dateParts(text: string): [number, number, number] | undefined {
  const separated = separatedDate.exec(text);
  if (separated) return [Number(separated[1]), Number(separated[3]), Number(separated[4])];
  const chinese = chineseDate.exec(text);
  if (chinese) return [Number(chinese[1]), Number(chinese[2]), Number(chinese[3])];
  const [, year, month, day] = numeralDate.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return [Number([...year].map(chineseDigit).join('')), chineseNumber(month), chineseNumber(day)];
}

const chineseDigit = (character: string): number => Math.max(0, '〇一二三四五六七八九'.indexOf(character));

/** Up to 99, as days and months need: 十一 is 11, 二十 is 20, 三十一 is 31. */
function chineseNumber(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['〇', text];
  return (tens === '' ? 1 : chineseDigit(tens ?? '')) * 10 + (ones ? chineseDigit(ones) : 0);
}

function isoDate(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function inCityTime(local: string, offset: string): string | undefined {
  const written = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  const epoch = Date.parse(`${local}${written}`);
  return Number.isNaN(epoch) ? undefined : new Date(epoch + cityOffsetLength).toISOString().slice(0, 19);
}
