import type { Explanation } from '../explained.ts';

const api = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';

const known = (page: string, why: string, ...cases: readonly RegExp[]): Explanation[] =>
  cases.map((pattern) => ({ subject: 'dynamodb', case: pattern, why, page }));

/** Where DynamoDB Local answers otherwise than ours. */
export const dynamoDbExplanations: readonly Explanation[] = [
  ...known(
    `${api}/API_TransactWriteItems.html`,
    'an action that its item is not fit for cancels the transaction with the reason ValidationError; DynamoDB Local refuses the call',
    /^fuzz: TransactWriteItems of an update that can't be made \|/,
    /^mistake: a transaction (that adds to a text|with an item without its key)$/,
  ),
  ...known(
    `${guide}/Query.Pagination.html`,
    'a LastEvaluatedKey does not say that there is more; DynamoDB Local leaves it out where the key condition ends',
    /^(fuzz: Query that ends at its limit \||mistake: a page that ends where its condition does$)/,
  ),
];
