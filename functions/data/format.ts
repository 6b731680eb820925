/** How an answer is written: as a list of objects, one object, or CSV. */
export interface Format {
  kind: 'list' | 'object' | 'csv';
  /** Members without a value are left out. */
  stripsNulls: boolean;
  contentType: string;
}

const list: Format = { kind: 'list', stripsNulls: false, contentType: 'application/json; charset=utf-8' };
const csv: Format = { kind: 'csv', stripsNulls: false, contentType: 'text/csv; charset=utf-8' };

/** The best format that an `Accept` header takes, as PostgREST has them; undefined if it takes none. */
export function formatOf(accept: string | undefined): Format | undefined {
  const wanted = (accept ?? '*/*').split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    return {
      type,
      quality: q === undefined ? 1 : Number(q.slice(2)),
      stripsNulls: parameters.includes('nulls=stripped'),
    };
  });
  const best = wanted.filter(({ quality }) => quality > 0).toSorted((a, b) => b.quality - a.quality);
  return best.map(({ type, stripsNulls }) => named(type, stripsNulls)).find((format) => format !== undefined);
}

function named(type: string, stripsNulls: boolean): Format | undefined {
  switch (type) {
    case '':
    case '*/*':
    case 'application/*':
    case 'application/json':
      return list;
    case 'application/vnd.pgrst.array':
    case 'application/vnd.pgrst.array+json':
      return { ...list, stripsNulls, contentType: 'application/vnd.pgrst.array+json; charset=utf-8' };
    case 'application/vnd.pgrst.object':
    case 'application/vnd.pgrst.object+json':
      return { kind: 'object', stripsNulls, contentType: 'application/vnd.pgrst.object+json; charset=utf-8' };
    case 'text/csv':
      return csv;
    default:
      return undefined;
  }
}
