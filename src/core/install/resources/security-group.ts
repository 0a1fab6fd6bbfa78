import type { Behaviour } from './behaviour.ts';

const group: Behaviour = {
  types: ['tencentcloud_security_group'],
  fidelity: 'full',
  idPrefix: 'sg',
  seconds: [1, 3],
  quota: 'vpc.securityGroups',
  attributes: (subject) => ({ name: subject.nameOr('name') }),
};

const rules: Behaviour = {
  types: [
    'tencentcloud_security_group_rule',
    'tencentcloud_security_group_rule_set',
    'tencentcloud_security_group_lite_rule',
  ],
  fidelity: 'partial',
  idPrefix: '',
  seconds: [1, 3],
  needs: ['security_group_id'],
  refers: { security_group_id: 'security-group', source_sgid: 'security-group' },
  attributes: (subject, random) => ({
    id: `${subject.text('security_group_id') ?? 'sg'}#${random.chars(8, '0123456789abcdefghijklmnopqrstuvwxyz')}`,
  }),
};

export const securityGroup: readonly Behaviour[] = [group, rules];
