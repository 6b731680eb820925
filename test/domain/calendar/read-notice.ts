// Reads a notice's own words. Shares nothing with domain/calendar, so that two transcriptions and two readers meet.
import { daysOf, sameDay, type WallDay, weekdayIn } from './wall-calendar.ts';

export interface Arrangement {
  off: WallDay[];
  worked: WallDay[];
}

/** The days off and the weekend days worked, with the weekdays and totals that the notice states checked on the way. */
export function readNotice(year: number, notice: string): Arrangement {
  const off: WallDay[] = [];
  let worked: WallDay[] = [];
  for (const line of notice.trim().split('\n')) {
    const [festival = '', text = ''] = line.split('：');
    let range: WallDay[] = [];
    for (const clause of text.replaceAll('，星期', '、星期').split(/[。，]/)) {
      if (/起正常上班|安排职工/.test(clause)) continue;
      const days = daysNamed(clause, year, festival);
      const total = /共(\d)天/.exec(clause)?.[1];
      if (total !== undefined && range.length !== Number(total)) throw new Error(`${year} ${line}: not ${total} days`);
      if (clause.includes('上班')) {
        worked.push(...days);
      } else if (clause.includes('延长')) {
        off.push(...daysOf(off.at(-1), days[0]));
        worked = worked.filter((day) => !off.some((other) => sameDay(day, other)));
      } else if (days.length > 0) {
        range = /至|—/.test(clause) ? daysOf(days[0], days[1]) : days;
        off.push(...range);
      }
    }
  }
  return { off, worked };
}

/** `9月26日（星期日）、25日（星期六）`: a missing month or year is the one before; 12月 at 元旦 is last year's. */
function daysNamed(clause: string, year: number, festival: string): WallDay[] {
  const found: WallDay[] = [];
  for (const [text, y, m, d, weekday] of clause.matchAll(datePattern)) {
    const before = found.at(-1);
    const month = m === undefined ? before?.month : Number(m);
    if (month === undefined) throw new Error(`${clause}: no month before ${text}`);
    const assumed =
      m === undefined && before !== undefined ? before.year : year - (festival === '元旦' && month === 12 ? 1 : 0);
    const day = { year: y === undefined ? assumed : Number(y), month, day: Number(d) };
    if (weekday !== undefined && weekdayIn(day) !== weekday)
      throw new Error(`${year} ${clause}: ${text} was a ${weekdayIn(day)}`);
    found.push(day);
  }
  return found;
}

const datePattern =
  /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:（(?:[^）]*?(?:星期|周)([一二三四五六日]))?[^）]*）)?/g;
