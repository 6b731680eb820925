import type { Text } from '../refusal.ts';
import type { Row } from './cell.ts';
import type { Dictionary } from './dictionary.ts';
import type { FindingList } from './finding.ts';

/**
 * Watches a table's longitude and latitude for the slips that clerks make: both swapped, both 0 ("null island"),
 * outside of the globe, degrees written with minutes and seconds. Which datum (GCJ-02, BD-09) is meant can't be seen.
 */
export function coordinateCheck(dictionary: Dictionary, warnings: FindingList): (row: Row, line: number) => void {
  const longitude = placeOf(dictionary, /^(经度|lon|lng|long|longitude)$/i);
  const latitude = placeOf(dictionary, /^(纬度|lat|latitude)$/i);
  if (longitude < 0 || latitude < 0) return () => undefined;
  const column = dictionary.fields[longitude]?.title ?? '';
  return (row, line) => {
    const slip = slipOf(row[longitude] ?? null, row[latitude] ?? null);
    if (slip) warnings.add({ line, column, ...slip });
  };
}

const placeOf = ({ fields }: Dictionary, pattern: RegExp): number =>
  fields.findIndex((field) => pattern.test(field.title.trim()) || pattern.test(field.name));

type Slip = { code: string; detail: Text };

function slipOf(longitude: Row[number], latitude: Row[number]): Slip | undefined {
  if (longitude === null || latitude === null) return undefined;
  if (/[°′″]/.test(`${longitude}${latitude}`)) return degreesMinutesSeconds;
  const east = Number(longitude);
  const north = Number(latitude);
  if (Number.isNaN(east) || Number.isNaN(north)) return undefined;
  if (east === 0 && north === 0) return nullIsland;
  if (isInChina(north, east) && !isInChina(east, north)) return swapped;
  return Math.abs(east) > 180 || Math.abs(north) > 90 ? offTheGlobe : undefined;
}

/** A box around China's land and sea: the two ranges don't overlap, so a swap is certain. */
const isInChina = (east: number, north: number): boolean => east >= 73 && east <= 136 && north >= 3 && north <= 54;

const swapped: Slip = {
  code: 'swapped-coordinates',
  detail: { zh: '经度与纬度似乎写反了', en: 'longitude and latitude seem swapped' },
};
const nullIsland: Slip = {
  code: 'null-island',
  detail: { zh: '经纬度均为 0，多半是缺值', en: 'longitude and latitude are both 0, most likely missing' },
};
const degreesMinutesSeconds: Slip = {
  code: 'degrees-minutes-seconds',
  detail: {
    zh: '经纬度写成了度分秒，请改为十进制度数',
    en: 'written in degrees, minutes and seconds; use decimal degrees',
  },
};
const offTheGlobe: Slip = {
  code: 'coordinates-out-of-range',
  detail: { zh: '经纬度超出取值范围', en: 'longitude or latitude is out of range' },
};
