import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../domain/data/cell.ts';
import { coordinateCheck } from '../../../domain/data/coordinates.ts';
import type { Field } from '../../../domain/data/dictionary.ts';
import { FindingList } from '../../../domain/data/finding.ts';

const field = (name: string, title = name): Field => ({ name, title, type: 'number', sensitivity: 'L1' });

/** The codes of what is found in one row of columns with these headers. */
function foundIn(fields: Field[], ...row: Cell[]): string[] {
  const warnings = new FindingList();
  coordinateCheck({ fields, missingValues: [''] }, warnings)(row, 2);
  return warnings.listed.map(({ code }) => code);
}
const found = (longitude: Cell, latitude: Cell) => foundIn([field('lng'), field('lat')], longitude, latitude);

describe('longitude and latitude', () => {
  it.each<[Cell, Cell, string]>([
    [36.07, 120.38, 'swapped-coordinates'],
    ['36.07', '120.38', 'swapped-coordinates'],
    [3, 73, 'swapped-coordinates'],
    [54, 136, 'swapped-coordinates'],
    [3, 136, 'swapped-coordinates'],
    [54, 73, 'swapped-coordinates'],
    [0, 0, 'null-island'],
    [180.1, 10, 'coordinates-out-of-range'],
    [-180.1, 10, 'coordinates-out-of-range'],
    [120, 90.1, 'coordinates-out-of-range'],
    [120, -90.1, 'coordinates-out-of-range'],
    ['120°22′', 36, 'degrees-minutes-seconds'],
    [120, '36°4′10″', 'degrees-minutes-seconds'],
    ['120 22′', '36 4′', 'degrees-minutes-seconds'],
  ])('%j, %j: %s', (longitude, latitude, code) => {
    expect(found(longitude, latitude)).toEqual([code]);
  });

  it.each<[Cell, Cell]>([
    [120.38, 36.07],
    [-73.9, 40.7],
    [180, 90],
    [-180, -90],
    [0, 51.5],
    [120, 0],
    [2.9, 73],
    [54.1, 73],
    [30, 72.9],
    [80, 80],
    [40, 50],
    [null, 36],
    [120, null],
    ['unbekannt', 200],
    [200, 'unbekannt'],
  ])('%j, %j: nothing', (longitude, latitude) => {
    expect(found(longitude, latitude)).toEqual([]);
  });

  it('are out of range beyond 90 degrees north wherever China isn’t meant', () => {
    expect(found(2, 120)).toEqual(['coordinates-out-of-range']);
    expect(found(30, 137)).toEqual(['coordinates-out-of-range']);
  });

  it('are told at the longitude’s column and line', () => {
    const warnings = new FindingList();
    coordinateCheck({ fields: [field('lat'), field('x', '经度')], missingValues: [] }, warnings)([0, 0], 7);
    expect(warnings.listed).toMatchObject([{ line: 7, column: '经度', code: 'null-island' }]);
  });
});

describe('the columns of coordinates', () => {
  it.each([
    ['经度', '纬度'],
    [' 经度 ', '纬度 '],
    ['Longitude', 'LATITUDE'],
    ['lon', 'lat'],
    ['long', 'lat'],
  ])('are known by their titles: %s, %s', (longitude, latitude) => {
    expect(foundIn([field('a', longitude), field('b', latitude)], 0, 0)).toEqual(['null-island']);
  });

  it('are known by their names, wherever they stand', () => {
    expect(foundIn([field('lat', '北'), field('name'), field('lng', '东')], 0, 'x', 0)).toEqual(['null-island']);
  });

  it.each([
    [['经度', '高程']],
    [['高程', '纬度']],
    [['经度差', '纬度']],
    [['经度', '纬度差']],
    [['磁偏经度', '纬度']],
    [['经度', '地理纬度']],
  ])('are not %j', (titles) => {
    expect(
      foundIn(
        titles.map((title, at) => field(`c${at}`, title)),
        0,
        0,
      ),
    ).toEqual([]);
  });
});
