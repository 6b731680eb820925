import type { SynthesizedStack } from '../templates/synthesized.ts';

export interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: unknown;
}

type Json = unknown;
type Intrinsic = Record<string, Json>;

/** What stands for a resource of a template, by its stack and logical id: its ARN on the laptop. */
export type ArnOf = (type: string, logicalId: string) => string;

/** The synthesized policies of each role by its name, with every reference resolved. */
export function policiesOf(stacks: readonly SynthesizedStack[], region: string, account: string, arnOf: ArnOf) {
  const exported = new Map(
    stacks.flatMap(({ template }) =>
      Object.values(
        (template as unknown as { Outputs?: Record<string, { Export?: { Name: string }; Value: Json }> }).Outputs ?? {},
      ).map((output) => [output.Export?.Name ?? '', { template, value: output.Value }] as const),
    ),
  );
  const roles = new Map<string, Statement[]>();
  for (const { template } of stacks) {
    const resolved = (value: Json, within = template): Json => {
      if (Array.isArray(value)) return value.map((each) => resolved(each, within));
      if (typeof value !== 'object' || value === null) return value;
      const [[intrinsic, of] = ['', undefined]] = Object.entries(value as Intrinsic);
      if (intrinsic === 'Fn::Join') {
        const [between, parts] = of as [string, Json[]];
        return parts.map((part) => String(resolved(part, within))).join(between);
      }
      if (intrinsic === 'Ref') return reference(String(of), within);
      if (intrinsic === 'Fn::GetAtt')
        return arnOf(within.Resources[(of as string[])[0] ?? '']?.Type ?? '', (of as string[])[0] ?? '');
      if (intrinsic === 'Fn::ImportValue') {
        const found = exported.get(String(of));
        return found === undefined ? `missing:${of}` : resolved(found.value, found.template);
      }
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolved(each, within)]));
    };
    const reference = (name: string, within: SynthesizedStack['template']): string => {
      if (name === 'AWS::Partition') return 'aws-cn';
      if (name === 'AWS::Region') return region;
      if (name === 'AWS::AccountId') return account;
      return arnOf(within.Resources[name]?.Type ?? '', name);
    };
    for (const { Type, Properties = {} } of Object.values(template.Resources)) {
      // A managed one takes what a role's own is too long for.
      if (Type !== 'AWS::IAM::Policy' && Type !== 'AWS::IAM::ManagedPolicy') continue;
      const document = resolved(Properties.PolicyDocument) as { Statement: Statement[] };
      for (const { Ref } of Properties.Roles as { Ref: string }[]) {
        const name = String(template.Resources[Ref]?.Properties?.RoleName ?? Ref);
        roles.set(name, [...(roles.get(name) ?? []), ...document.Statement]);
      }
    }
    for (const { Type, Properties = {} } of Object.values(template.Resources)) {
      if (Type === 'AWS::IAM::Role' && !roles.has(String(Properties.RoleName)))
        roles.set(String(Properties.RoleName), []);
    }
  }
  return roles;
}
