import { CalendarYear } from './year.ts';
import { year2004 } from './years/2004.ts';
import { year2005 } from './years/2005.ts';
import { year2006 } from './years/2006.ts';
import { year2007 } from './years/2007.ts';
import { year2008 } from './years/2008.ts';
import { year2009 } from './years/2009.ts';
import { year2010 } from './years/2010.ts';
import { year2011 } from './years/2011.ts';
import { year2012 } from './years/2012.ts';
import { year2013 } from './years/2013.ts';
import { year2014 } from './years/2014.ts';
import { year2015 } from './years/2015.ts';
import { year2016 } from './years/2016.ts';
import { year2017 } from './years/2017.ts';
import { year2018 } from './years/2018.ts';
import { year2019 } from './years/2019.ts';
import { year2020 } from './years/2020.ts';
import { year2021 } from './years/2021.ts';
import { year2022 } from './years/2022.ts';
import { year2023 } from './years/2023.ts';
import { year2024 } from './years/2024.ts';
import { year2025 } from './years/2025.ts';
import { year2026 } from './years/2026.ts';

/** The years known when this version was built; later ones are published through the API. */
export const builtInYears: readonly CalendarYear[] = CalendarYear.array().parse([
  year2004,
  year2005,
  year2006,
  year2007,
  year2008,
  year2009,
  year2010,
  year2011,
  year2012,
  year2013,
  year2014,
  year2015,
  year2016,
  year2017,
  year2018,
  year2019,
  year2020,
  year2021,
  year2022,
  year2023,
  year2024,
  year2025,
  year2026,
]);
