import { text } from '../../text.ts';
import { rule } from '../rule-info.ts';

/** What reading package.yaml itself can find; everything that needs the whole package is in ../lint/rules. */
export const structureRules = {
  PKG100: rule('PKG100', 'error', text('package.yaml is valid YAML', 'package.yaml 是有效的 YAML')),
  PKG101: rule('PKG101', 'error', text('package.yaml stays within bounds', 'package.yaml 不超出限制')),
  PKG102: rule('PKG102', 'error', text('Keys stand once', '键不重复')),
  PKG103: rule('PKG103', 'error', text('Fields have the right type', '字段类型正确')),
  PKG104: rule('PKG104', 'error', text('Required fields are there', '必填字段齐全')),
  PKG105: rule('PKG105', 'warning', text('Keys are known', '键是已知的')),
} as const;

export type StructureCode = keyof typeof structureRules;
