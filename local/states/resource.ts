/** A task's resource: the three integrations that the platform uses. */
export interface Resource {
  readonly service: 'lambda' | 'states';
  /** As the history names it: `invoke`, `invoke.waitForTaskToken`, `startExecution`. */
  readonly action: string;
  readonly kind: 'invoke' | 'callback' | 'start';
}

const resources: { readonly [suffix: string]: Resource } = {
  'lambda:invoke': { service: 'lambda', action: 'invoke', kind: 'invoke' },
  'lambda:invoke.waitForTaskToken': { service: 'lambda', action: 'invoke.waitForTaskToken', kind: 'callback' },
  'states:startExecution': { service: 'states', action: 'startExecution', kind: 'start' },
};

/** The integration behind `arn:<partition>:states:::lambda:invoke` and the like. */
export function parseResource(arn: string): Resource {
  const resource = findResource(arn);
  if (resource === undefined) throw new Error(`${arn} is not an integration that is implemented here`);
  return resource;
}

export function findResource(arn: string): Resource | undefined {
  const suffix = /^arn:aws(?:-cn|-us-gov)?:states:::(.+)$/.exec(arn)?.[1];
  return suffix === undefined ? undefined : resources[suffix];
}

/** A machine's ARN and, behind an eighth part, the alias or version that a caller named. */
export function parseMachineArn(arn: string): { machine: string; qualifier: string | undefined } | undefined {
  const found = /^(arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:stateMachine:[^:]{1,80})(?::([A-Za-z0-9_.-]{1,80}))?$/.exec(
    arn,
  );
  return found?.[1] === undefined ? undefined : { machine: found[1], qualifier: found[2] };
}

/** `arn:…:stateMachine:flow` runs as `arn:…:execution:flow:<name>`. */
export function executionArn(machine: string, name: string): string {
  return `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
}

export const executionArnPattern = /^arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:execution:[^:]{1,80}:[^:]{1,80}$/;
