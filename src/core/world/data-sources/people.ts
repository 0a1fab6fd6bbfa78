import type { Json, JsonObject } from '../../json.ts';
import type { CamGroup, CamPolicy, CamRole, CamUser } from '../things/types.ts';
import { oneOf } from './ask.ts';
import { known, type Listing, sourceOf } from './lister.ts';
import { groupsOf, policiesOf, rolesOf, usersOf } from './made/index.ts';
import type { Account, DataSource } from './types.ts';

const is =
  <T>(field: keyof T) =>
  (thing: T, asked: string): boolean =>
    String(thing[field]) === asked;

const users: Listing<CamUser> = {
  type: 'tencentcloud_cam_users',
  list: 'user_list',
  everywhere: true,
  all: usersOf,
  id: (each) => each.name,
  by: {
    name: is('name'),
    uin: is('uin'),
    uid: is('uid'),
    remark: is('remark'),
    email: is('email'),
    phone_num: is('phone'),
    country_code: is('countryCode'),
    console_login: is('consoleLogin'),
  },
  falseCounts: ['console_login'],
  row: (each) =>
    known({
      name: each.name,
      user_id: each.name,
      uin: each.uin,
      uid: each.uid,
      remark: each.remark,
      email: each.email,
      phone_num: each.phone,
      country_code: each.countryCode,
      console_login: each.consoleLogin,
    }),
};

const groups: Listing<CamGroup> = {
  type: 'tencentcloud_cam_groups',
  list: 'group_list',
  everywhere: true,
  all: groupsOf,
  id: (each) => each.id,
  by: { group_id: is('id'), name: is('name'), remark: is('remark') },
  row: ({ id, name, remark }) => known({ group_id: id, name, remark }),
};

const documentText = (document: Json): string =>
  typeof document === 'string' ? document : JSON.stringify(document);

const roles: Listing<CamRole> = {
  type: 'tencentcloud_cam_roles',
  list: 'role_list',
  everywhere: true,
  all: rolesOf,
  id: (each) => each.id,
  by: { role_id: is('id'), name: is('name'), description: is('description') },
  row: (each) =>
    known({
      role_id: each.id,
      name: each.name,
      description: each.description,
      document: documentText(each.document),
      console_login: each.consoleLogin,
    }),
};

/** How often a policy is bound. */
function attachments(policy: string, account: Account): number {
  const holders = [...usersOf(account), ...groupsOf(account), ...rolesOf(account)];
  return holders.filter((each) => each.policies.includes(policy)).length;
}

/** 1: the customer's own, 2: the cloud's. */
const policyType = ({ preset }: CamPolicy): number => (preset ? 2 : 1);

/** 2: written as a policy document; those that were clicked together are 1, which the world does not tell apart. */
const CREATE_MODE = 2;

const policies: Listing<CamPolicy> = {
  type: 'tencentcloud_cam_policies',
  list: 'policy_list',
  everywhere: true,
  all: policiesOf,
  id: (each) => each.id,
  by: {
    policy_id: is('id'),
    name: is('name'),
    description: is('description'),
    type: (each, asked) => String(policyType(each)) === asked,
    create_mode: (_, asked) => asked === String(CREATE_MODE),
    scope: (each, asked) => asked === 'All' || (asked === 'QCS') === each.preset,
    key_word: (each, asked) => each.name.includes(asked) || each.description.includes(asked),
  },
  row: (each, account) =>
    known({
      policy_id: each.id,
      name: each.name,
      description: each.description,
      type: policyType(each),
      create_mode: CREATE_MODE,
      attachments: attachments(each.name, account),
    }),
};

interface Bound {
  /** Id of the user, group or role. */
  readonly holder: string;
  readonly policy: CamPolicy;
}

/** Policies that are bound to somebody, with what is known of them. */
function boundTo(account: Account, holder: string, names: readonly string[]): readonly Bound[] {
  const all = policiesOf(account);
  return names.flatMap((name) => {
    const policy = all.find((each) => each.name === name);
    return policy ? [{ holder, policy }] : [];
  });
}

const boundBy = {
  policy_id: ({ policy }: Bound, asked: string) => policy.id === asked,
  policy_type: ({ policy }: Bound, asked: string) => asked === (policy.preset ? 'QCS' : 'User'),
  create_mode: (_: Bound, asked: string) => asked === String(CREATE_MODE),
};

const boundRow = ({ policy }: Bound): JsonObject => ({
  policy_id: policy.id,
  policy_name: policy.name,
  policy_type: policy.preset ? 'QCS' : 'User',
  create_mode: CREATE_MODE,
});

const boundId = ({ holder, policy }: Bound): string => `${holder}#${policy.id}`;

const roleAttachments: Listing<Bound> = {
  type: 'tencentcloud_cam_role_policy_attachments',
  list: 'role_policy_attachment_list',
  everywhere: true,
  all: (account) => rolesOf(account).flatMap((each) => boundTo(account, each.id, each.policies)),
  id: boundId,
  by: { ...boundBy, role_id: ({ holder }, asked) => holder === asked },
  row: (each) => ({ role_id: each.holder, ...boundRow(each) }),
};

const userAttachments: Listing<Bound> = {
  type: 'tencentcloud_cam_user_policy_attachments',
  list: 'user_policy_attachment_list',
  everywhere: true,
  all: (account) => usersOf(account).flatMap((each) => boundTo(account, each.name, each.policies)),
  id: boundId,
  by: {
    ...boundBy,
    user_name: ({ holder }, asked) => holder === asked,
    user_id: ({ holder }, asked) => holder === asked,
  },
  row: (each) => ({ user_name: each.holder, user_id: each.holder, ...boundRow(each) }),
};

const groupAttachments: Listing<Bound> = {
  type: 'tencentcloud_cam_group_policy_attachments',
  list: 'group_policy_attachment_list',
  everywhere: true,
  all: (account) => groupsOf(account).flatMap((each) => boundTo(account, each.id, each.policies)),
  id: boundId,
  by: { ...boundBy, group_id: ({ holder }, asked) => holder === asked },
  row: (each) => ({ group_id: each.holder, ...boundRow(each) }),
};

const memberships: Listing<CamGroup> = {
  type: 'tencentcloud_cam_group_memberships',
  list: 'membership_list',
  everywhere: true,
  all: groupsOf,
  id: (each) => each.id,
  by: { group_id: is('id') },
  row: ({ id, name }, account) => {
    const members = usersOf(account).filter((each) => each.groups.includes(name));
    const names = members.map((each) => each.name);
    return { group_id: id, user_names: names, user_ids: names };
  },
};

const roleDetail: DataSource = {
  type: 'tencentcloud_cam_role_detail',
  by: ['role_id', 'role_name'],
  answer: (asked, account) => {
    const [id, name] = [asked.text('role_id'), asked.text('role_name')];
    const fits = (wanted: string | undefined, actual: string): boolean =>
      oneOf(wanted === undefined ? [] : [wanted], actual);
    const found = rolesOf(account).find((each) => fits(id, each.id) && fits(name, each.name));
    if (!found)
      return account.world.closed
        ? {
            error: `[TencentCloudSDKError] Code=InvalidParameter.RoleNotExist, Message=role ${name ?? id ?? ''} does not exist`,
          }
        : undefined;
    const info = {
      role_id: found.id,
      role_name: found.name,
      description: found.description,
      policy_document: documentText(found.document),
      console_login: found.consoleLogin ? 1 : 0,
      role_type: 'user',
    };
    return { attributes: { id: found.id, role_info: [info] }, notes: [] };
  },
};

/** Who may do what: users, groups, roles, policies and what binds them. */
export const people: readonly DataSource[] = [
  sourceOf(users),
  sourceOf(groups),
  sourceOf(roles),
  sourceOf(policies),
  sourceOf(roleAttachments),
  sourceOf(userAttachments),
  sourceOf(groupAttachments),
  sourceOf(memberships),
  roleDetail,
];
