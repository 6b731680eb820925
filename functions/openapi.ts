import { type City, currentPolicy } from '../domain/policy/policy.ts';
import type { Noun, Route } from './http.ts';
import { DataProblem, Problem } from './middleware/problems.ts';
import { operation, parameters, securitySchemes } from './openapi/operation.ts';
import { type Json, Schemas } from './openapi/schemas.ts';

export type RouteTables = Readonly<Record<Noun, Readonly<Record<string, Route>>>>;

/** The OpenAPI 3.1 document of the route tables: made of the schemas that judge the requests, never written by hand. */
export function openapi(city: City, tables: RouteTables, origin: string): Json {
  const schemas = new Schemas();
  const problem = schemas.ref('Problem', Problem, 'output');
  const dialectProblem = schemas.ref('DataProblem', DataProblem, 'output');
  const paths: Record<string, Record<string, Json>> = {};
  for (const [noun, table] of Object.entries(tables)) {
    for (const [name, route] of Object.entries(table)) {
      paths[route.path] = {
        ...paths[route.path],
        [route.method.toLowerCase()]: operation({ noun: noun as Noun, name, route }, schemas),
      };
    }
  }
  return {
    openapi: '3.1.1',
    info: infoOf(city),
    servers: [{ url: origin }],
    tags: Object.keys(tables).map((noun) => ({ name: noun, description: descriptions[noun as Noun] })),
    paths,
    components: {
      schemas: schemas.all(),
      parameters,
      responses: {
        Problem: refused(problem),
        DataProblem: refused(dialectProblem),
      },
      securitySchemes,
    },
  };
}

const refused = (schema: Json): Json => ({
  description: '请求未被接受；全部原因一次列出 (RFC 9457)',
  content: { 'application/problem+json': { schema } },
});

function infoOf(city: City): Json {
  const { regulation } = currentPolicy(city);
  return {
    title: `${city.title.zh}公共数据开放平台`,
    summary: `${city.title.en}: public data open platform`,
    description: `依据${regulation.zh}。 / By the ${regulation.en}.`,
    version: '1',
  };
}

const descriptions: Readonly<Record<Noun, string>> = {
  datasets: '数据集与目录',
  uploads: '上传与发布准备',
  downloads: '数据文件下载',
  data: '数据服务接口',
  cases: '办件',
  access: '使用权限、密钥、调用量与消息',
  calendar: '工作日历与期限',
  about: '平台与所依据的规定',
};
