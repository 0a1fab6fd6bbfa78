import type { JsonObject } from '../json.ts';
import { type LocalText, text } from '../text.ts';

/** Arguments with which the cloud refuses deletion, by name, and on which types. Source: provider schema (facts). */
const SWITCHES: Readonly<Record<string, RegExp>> = {
  deletion_protection: /./,
  delete_protection: /^tencentcloud_postgresql_/,
  delete_protection_enable: /^tencentcloud_ckafka_/,
  delete_protect: /^tencentcloud_(clb|gwlb)_instance$/,
  destroy_protect: /^tencentcloud_mysql_/,
  enable_destroy_protection: /^tencentcloud_elasticsearch_instance$/,
  disable_api_termination: /^tencentcloud_instance$/,
};

const isOn = (value: unknown): boolean =>
  value === true || value === 1 || (typeof value === 'string' && /^(true|on|open|enable|1)$/i.test(value));

/** The argument that keeps the cloud from deleting a resource; undefined where none is set. */
export function protectedBy(type: string, attributes: JsonObject): string | undefined {
  return Object.keys(SWITCHES).find((name) => SWITCHES[name]?.test(type) && isOn(attributes[name]));
}

export const protectionWords = (argument: string): LocalText =>
  text(
    `${argument} is set: the cloud refuses to delete it until that is off`,
    `已设置 ${argument}:关闭前云平台拒绝删除`,
  );

export const preventWords: LocalText = text(
  'lifecycle.prevent_destroy is set: Terraform refuses to plan its deletion',
  '已设置 lifecycle.prevent_destroy:Terraform 拒绝删除它',
);

/** A bucket that Terraform empties before it deletes it. */
export const isEmptied = (type: string, attributes: JsonObject): boolean =>
  type === 'tencentcloud_cos_bucket' && isOn(attributes.force_clean);
