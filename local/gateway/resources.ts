/**
 * The tree of resources of a REST API and how a request finds its own: whole segments, a literal before a variable.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings-method-request.html
 */
export interface ApiRoute {
  /** Which function answers. */
  readonly noun: string;
  readonly method: string;
  /** As API Gateway writes it: `/v1/datasets/{id}`. */
  readonly path: string;
}

export interface Resource {
  readonly path: string;
  readonly methods: ReadonlyMap<string, ApiRoute>;
}

export interface Match {
  readonly resource: Resource;
  /** As they stand in the path, still percent-encoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Node {
  path: string;
  literals: Map<string, Node>;
  variable: { name: string; node: Node } | undefined;
  methods: Map<string, ApiRoute>;
}

/** Finds the resource of a path; undefined where there is none. Refuses a table that API Gateway would refuse. */
export function resourceTree(routes: readonly ApiRoute[]): (path: string) => Match | undefined {
  const root = emptyNode('/');
  for (const route of routes) {
    const node = segmentsOf(route.path).reduce(childFor, root);
    if (node.methods.has(route.method))
      throw new Error(`${route.method} ${route.path} stands twice in the route table`);
    node.methods.set(route.method, route);
  }
  return (path) => {
    const parameters: Record<string, string> = {};
    let node: Node | undefined = root;
    // A slash at the end is not a segment of its own.
    for (const segment of segmentsOf(path.replace(/(.)\/$/, '$1'))) {
      const { literals, variable }: Node = node;
      const literal = literals.get(segment);
      if (literal === undefined && variable !== undefined && segment !== '') parameters[variable.name] = segment;
      node = literal ?? (segment === '' ? undefined : variable?.node);
      if (node === undefined) return undefined;
    }
    return node.methods.size === 0 ? undefined : { resource: node, parameters };
  };
}

const emptyNode = (path: string): Node => ({ path, literals: new Map(), variable: undefined, methods: new Map() });

const segmentsOf = (path: string): string[] => (path === '/' ? [] : path.slice(1).split('/'));

function childFor(parent: Node, segment: string): Node {
  const path = `${parent.path === '/' ? '' : parent.path}/${segment}`;
  const name = /^\{(\w+)\}$/.exec(segment)?.[1];
  if (name === undefined) {
    if (/[{}]/.test(segment)) throw new Error(`${path}: a variable takes a whole segment`);
    const known = parent.literals.get(segment) ?? emptyNode(path);
    parent.literals.set(segment, known);
    return known;
  }
  parent.variable ??= { name, node: emptyNode(path) };
  if (parent.variable.name !== name) {
    throw new Error(`${path}: its level has the variable {${parent.variable.name}} already, and may have one`);
  }
  return parent.variable.node;
}
