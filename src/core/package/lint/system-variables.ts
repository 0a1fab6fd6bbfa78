/** Variables that the platform fills in (facts section 4), legacy ones last. */
export const SYSTEM_VARIABLES: readonly string[] = [
  'cloudapp_id',
  'cloudapp_name',
  'cloudapp_tags',
  'cloudapp_spec',
  'cloudapp_cam_role',
  'cloudapp_repo_server',
  'cloudapp_repo_username',
  'cloudapp_repo_password',
  'cloudapp_installer_uin',
  'cloudapp_owner_uin',
  'cloudapp_owner_appid',
  'cloudapp_target_region',
  'cloudapp_target_availability_zone',
  'cloudapp_target_vpc_id',
  'cloudapp_target_subnet_id',
];

const KNOWN = new Set(SYSTEM_VARIABLES);

export const isSystemVariable = (name: string): boolean => KNOWN.has(name);
