import { z } from 'zod';
import { CalendarYear } from './year.ts';

/**
 * A region's own festivals over the national calendar (放假办法 article 4). They fall by custom and are known only from
 * the regional government's yearly notice: a year without one is provisional in that region.
 */
export const RegionOverlay = z.strictObject({
  region: z.string().min(1),
  festivals: z.array(z.string().min(1)).min(1),
  years: z.array(CalendarYear),
});
export type RegionOverlay = z.infer<typeof RegionOverlay>;

/** Ningxia, to which Jinfeng belongs. Years beside these come as published data. */
export const ningxia: RegionOverlay = RegionOverlay.parse({
  region: '宁夏回族自治区',
  festivals: ['开斋节', '古尔邦节'],
  years: [
    {
      year: 2020,
      source: '宁夏回族自治区人民政府办公厅关于2020年部分节假日安排的通知',
      holidays: [
        { date: '2020-05-25', name: '开斋节' },
        { date: '2020-05-26', name: '开斋节' },
        { date: '2020-07-30', name: '古尔邦节' },
        { date: '2020-07-31', name: '古尔邦节' },
      ],
      makeUpDays: [],
    },
  ],
});

/** The overlay with one more notice; a later one for the same year replaces the earlier. */
export const withRegionalYear = (overlay: RegionOverlay, year: CalendarYear): RegionOverlay => ({
  ...overlay,
  years: [...overlay.years, year],
});
