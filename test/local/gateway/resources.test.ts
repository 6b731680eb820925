import { describe, expect, it } from 'vitest';
import { resourceTree } from '../../../local/gateway/resources.ts';

const at = (path: string) => ({ noun: 'x', method: 'GET', path });

describe('the tree of resources', () => {
  it('refuses two variables on one level, as API Gateway does', () => {
    expect(() => resourceTree([at('/a/{id}'), at('/a/{name}/b')])).toThrow(
      '/a/{name}: its level has the variable {id}',
    );
  });

  it('refuses a variable in a part of a segment, as API Gateway does', () => {
    expect(() => resourceTree([at('/datasets/{id}.jsonld')])).toThrow('a variable takes a whole segment');
  });

  it('refuses a call that stands twice in the route table', () => {
    expect(() => resourceTree([at('/a'), at('/a')])).toThrow('GET /a stands twice');
  });
});
