import type { CamGroup, CamPolicy, CamRole, CamUser } from '../../things/types.ts';
import type { Account } from '../types.ts';
import { of, text, whole } from './read.ts';

export const usersOf = (account: Account): readonly CamUser[] => [
  ...account.world.camUsers,
  ...of(
    account,
    'cam_user',
    ({ attributes: at }): CamUser => ({
      name: text(at.name),
      uin: whole(at.uin),
      uid: whole(at.uid),
      remark: text(at.remark),
      email: text(at.email),
      phone: text(at.phone_num),
      countryCode: text(at.country_code),
      consoleLogin: at.console_login === true,
      groups: [],
      policies: [],
    }),
  ),
];

export const groupsOf = (account: Account): readonly CamGroup[] => [
  ...account.world.camGroups,
  ...of(
    account,
    'cam_group',
    ({ attributes: at }): CamGroup => ({
      name: text(at.name),
      id: text(at.id),
      remark: text(at.remark),
      policies: [],
    }),
  ),
];

/** Policies with those of the world of which only the name is known. */
export const policiesOf = (account: Account): readonly CamPolicy[] => [
  ...account.world.camPolicies,
  ...of(
    account,
    'cam_policy',
    ({ attributes: at }): CamPolicy => ({
      name: text(at.name),
      id: text(at.id),
      description: text(at.description),
      preset: false,
    }),
  ),
];

/** Roles with the policies that were bound to them. */
export function rolesOf(account: Account): readonly CamRole[] {
  const byId = new Map(policiesOf(account).map((each) => [each.id, each.name]));
  const bound = of(account, 'cam_role_policy_attachment', ({ attributes: at }) => ({
    role: text(at.role_id),
    policy: text(at.policy_name) || (byId.get(text(at.policy_id)) ?? ''),
  }));
  const roles = [
    ...account.world.camRoles,
    ...of(
      account,
      'cam_role',
      ({ attributes: at }): CamRole => ({
        name: text(at.name),
        id: text(at.id),
        description: text(at.description),
        document: text(at.document),
        consoleLogin: at.console_login === true,
        policies: [],
      }),
    ),
  ];
  return roles.map((each) => ({
    ...each,
    policies: [
      ...each.policies,
      ...bound.flatMap(({ role, policy }) => (role === each.id && policy !== '' ? [policy] : [])),
    ],
  }));
}
