import { openNow } from '../../domain/catalog/openness.ts';
import { toTableSchema } from '../../domain/data/dictionary.ts';
import type { Handlers } from '../http.ts';
import { invalid } from '../middleware/faults.ts';
import type { Platform } from '../platform.ts';
import type { data } from '../routes/data.ts';
import { metered } from './metering.ts';
import { opened } from './opening.ts';
import { read } from './read.ts';
import { openTables } from './tables.ts';
import { isMatched, matchCondition } from './verify.ts';

export const dataHandlers = (p: Platform): Handlers<typeof data> => {
  const tables = openTables(p.objects);

  return {
    read: (request) => read(p, tables, request, 'GET'),

    head: (request) => read(p, tables, request, 'HEAD'),

    schema: async ({ params }) => {
      const { release } = openNow(await p.catalog.load(params.datasetId), 'interface');
      return { status: 200, body: toTableSchema(release.dictionary) };
    },

    verify: async (request) => {
      const { params, body, language } = request;
      const opening = await opened(p, params.datasetId, request);
      const { view, open } = opening;
      const found =
        body.matches === undefined
          ? [matchCondition(body.match ?? {}, open.release.dictionary, view, ['match'])]
          : body.matches.map((match, at) => matchCondition(match, open.release.dictionary, view, ['matches', at]));
      const faults = found.flatMap((each) => each.faults);
      if (faults.length > 0) throw invalid(faults);
      return metered(p, opening, language, async () => {
        const table = await tables(params.datasetId, open);
        const results = found.map(({ condition }) => ({ matched: isMatched(table, condition, view) }));
        return { status: 200, body: body.matches === undefined ? results[0] : { results } };
      });
    },
  };
};
