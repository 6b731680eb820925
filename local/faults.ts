/** Faults on order: what the laptop's services ask before (and after) they carry out a call. */
export type FaultyService = 'dynamodb' | 's3' | 'states';

export interface Fault {
  /** `fail`: answer a server error; `drop`: close the connection unanswered; `delay`: answer two seconds late. */
  action: 'fail' | 'drop' | 'delay';
  /** true: the call is carried out first and only its answer suffers. */
  afterCommit: boolean;
}

export interface FaultOrder extends Fault {
  service: FaultyService;
  /** The API's own name of the call, such as `TransactWriteItems`, `PutObject`, `SendTaskSuccess`. */
  operation: string;
  times: number;
}

export interface Faults {
  order(fault: FaultOrder): void;
  /** Takes the next fault ordered for this call, if any; it counts as used. */
  take(service: FaultyService, operation: string): Fault | undefined;
}

export function faultDesk(): Faults {
  const orders: FaultOrder[] = [];
  return {
    order: (fault) => void orders.push({ ...fault }),
    take(service, operation) {
      const index = orders.findIndex((o) => o.service === service && o.operation === operation);
      const order = orders[index];
      if (order === undefined) return undefined;
      order.times -= 1;
      if (order.times <= 0) orders.splice(index, 1);
      return { action: order.action, afterCommit: order.afterCommit };
    },
  };
}
