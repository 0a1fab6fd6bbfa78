import type { Json } from '../json.ts';
import { type LocalText, sameText, text } from '../text.ts';

/** What a field of the licence means. */
export interface FieldRow {
  readonly title: LocalText;
  readonly meaning: LocalText;
  readonly type: 'string' | 'number' | 'array' | 'object';
  /** Whether VerifyLicense always gives it. */
  readonly required: boolean;
  /** May be null. */
  readonly nullable?: boolean;
  /** What each known value says. */
  readonly values?: Readonly<Record<string, LocalText>>;
}

const field = (
  type: FieldRow['type'],
  required: boolean,
  title: LocalText,
  meaning: LocalText,
  more: Partial<FieldRow> = {},
): FieldRow => ({
  type,
  required,
  title,
  meaning,
  ...more,
});

/** The documented fields of `License`, in the order of the guide's sample (facts section 8.4). */
export const LICENSE_FIELDS: Readonly<Record<string, FieldRow>> = {
  ActivationDate: field(
    'string',
    true,
    text('Activated', '激活时间'),
    text(
      'When the licence became effective; null while it waits for activation.',
      'License 生效的时间;等待激活时为 null。',
    ),
    { nullable: true },
  ),
  AuthorizedCloudappId: field(
    'string',
    true,
    text('Instance', '应用实例'),
    text('The application instance that it is for.', '被授权的应用实例 ID。'),
  ),
  AuthorizedCloudappRoleId: field(
    'string',
    false,
    text('Role', '角色'),
    text(
      'The runtime role that reads it; "0" where none is bound.',
      '读取该 License 的运行时角色;未绑定时为 "0"。',
    ),
  ),
  AuthorizedSpecification: field(
    'array',
    true,
    text('Specifications', '授权规格'),
    text(
      'The specifications that were bought or, in development, chosen.',
      '购买的规格;开发时为安装时所选规格。',
    ),
  ),
  AuthorizedUserUin: field(
    'string',
    true,
    text('Customer', '被授权用户'),
    text('Account (UIN) of the customer.', '客户的账号(UIN)。'),
  ),
  BillingMode: field(
    'number',
    true,
    text('Billing', '计费模式'),
    text('How it is paid for.', '软件的计费方式。'),
    {
      values: {
        1: text('bought online: can be renewed and refunded there', '线上计费:可在线续费、退款'),
        2: text('by a contract outside the platform: no online renewal', '线下计费:按合同交付,不能在线续费'),
        4: text('free', '免费'),
      },
    },
  ),
  CreateSource: field(
    'string',
    false,
    text('Origin', '来源'),
    text('The order or act that made it.', '产生该 License 的订单或操作。'),
  ),
  ExpirationDate: field(
    'string',
    true,
    text('Expires', '过期时间'),
    text('When the validity ends; null for a permanent licence.', '有效期结束的时间;永久授权为 null。'),
    { nullable: true },
  ),
  IssueDate: field('string', true, text('Issued', '颁发时间'), text('When it was issued.', '颁发的时间。')),
  IssueURL: field(
    'string',
    false,
    text('Issue address', '颁发地址'),
    text('Address at the partner who issues it.', '伙伴侧颁发地址。'),
  ),
  LicenseData: field(
    'object',
    false,
    text('Partner data', '伙伴数据'),
    text('What a partner attached when issuing it.', '伙伴颁发时附带的数据。'),
  ),
  LicenseId: field(
    'string',
    true,
    text('Number', 'License 编号'),
    text('Its number; in practice account:package:instance:counter.', '编号;通常为 账号:软件包:实例:序号。'),
  ),
  LicenseLevel: field(
    'string',
    false,
    text('Level', '层级'),
    text('Whether it is the main licence or an addition to one.', '主授权或增强授权。'),
    {
      values: {
        Master: text('the main licence', '主授权'),
        Child: text('an addition to a main licence', '子授权(增强授权)'),
      },
    },
  ),
  LicenseMode: field(
    'string',
    true,
    text('Mode', '授权模式'),
    text('For how long it is meant.', '授权的期限方式。'),
    {
      values: {
        Permanent: text('without an end', '永久授权,不受有效期限制'),
        Subscription: text('for a span; ends unless renewed', '订阅授权,过期须续费'),
        Accept: text('for the days in which the customer tests before acceptance', '验收期授权'),
      },
    },
  ),
  LicenseStatus: field(
    'string',
    true,
    text('Status', '授权状态'),
    text('Whether the software may run.', '软件是否可以运行。'),
    {
      values: {
        Issued: text('issued, waits for activation', '已颁发,等待激活'),
        Active: text('valid', '有效'),
        Expired: text('past its end', '已过期'),
        Isolated: text('past its end; can be renewed for 7 days', '已隔离,7 天内可续费'),
        Destroyed: text('ended for good: returned, or not renewed in time', '已销毁:退货或逾期未续费'),
        Deactive: text('not valid (a word of the guide, not of the API)', '无效(指南用词,API 中没有)'),
      },
    },
  ),
  LicenseType: field(
    'string',
    true,
    text('Type', '授权类型'),
    text('Bought, or made for a development version.', '正式授权或开发版授权。'),
    {
      values: {
        Standard: text('issued for a purchase', '正式授权'),
        Development: text('issued for a development version', '开发版授权'),
      },
    },
  ),
  LifeSpan: field(
    'number',
    true,
    text('Span', '授权时长'),
    text('How many units it lasts.', '授权时长的数量。'),
  ),
  LifeSpanUnit: field(
    'string',
    true,
    text('Unit of span', '时长单位'),
    text('The unit of LifeSpan.', 'LifeSpan 的单位。'),
    {
      values: { Y: text('years', '年'), M: text('months', '月'), D: text('days', '日') },
    },
  ),
  ProviderId: field(
    'number',
    true,
    text('Provider', '供应方'),
    text('Number of the software provider.', '软件供应方 ID。'),
  ),
  ProviderUin: field(
    'string',
    false,
    text('Provider account', '供应方账号'),
    text('Account (UIN) of the software provider.', '软件供应方的账号(UIN)。'),
  ),
  SoftwarePackageId: field(
    'string',
    true,
    text('Package', '软件包'),
    text('The package that it is for.', '被授权的软件包 ID。'),
  ),
  SoftwarePackageVersion: field(
    'string',
    false,
    text('Version', '软件包版本'),
    text('Version of the package.', '软件包版本。'),
  ),
};

/** Fields beside the licence; the signature does not cover them. */
export const RESPONSE_FIELDS: Readonly<Record<string, FieldRow>> = {
  RequestId: field(
    'string',
    false,
    text('Request', '请求编号'),
    text('Number of the API call; quote it to support.', 'API 请求编号,求助时提供。'),
  ),
  Signature: field(
    'string',
    false,
    text('Signature', '签名'),
    text(
      'RSA-PSS SHA-256 over the compact JSON of License, in base64.',
      '对压缩后的 License JSON 做 RSA-PSS SHA-256 签名(base64)。',
    ),
  ),
  Timestamp: field(
    'string',
    false,
    text('Answered', '应答时间'),
    text("The server's time when it answered.", '服务器应答的时间。'),
  ),
  Token: field(
    'string',
    false,
    text('Token', 'Token'),
    text('A JWT (RS256) that carries the licences.', '携带 License 的 JWT(RS256)。'),
  ),
};

/** Keys of one entry of AuthorizedSpecification. */
export const SPECIFICATION_FIELDS: readonly string[] = [
  'ParamKey',
  'ParamKeyName',
  'ParamValue',
  'ParamValueName',
  'ParamType',
  'ParamId',
  'ParamValueId',
  'ModuleId',
  'ModuleKey',
  'ModuleName',
];

/** What a value of a field says, where its values are known. */
export function decodeValue(row: FieldRow | undefined, value: Json): LocalText | undefined {
  if (!row?.values || (typeof value !== 'string' && typeof value !== 'number')) return undefined;
  const known = Object.hasOwn(row.values, String(value)) ? row.values[String(value)] : undefined;
  return (
    known ??
    text(
      `not a documented value (${Object.keys(row.values).join(', ')})`,
      `不在文档列出的取值中(${Object.keys(row.values).join('、')})`,
    )
  );
}

/** A value as one line for a message; long ones are cut. */
export function shown(value: Json | undefined): string {
  const line = value === undefined ? 'nothing' : JSON.stringify(value);
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}

export const shownText = (value: Json | undefined): LocalText =>
  value === undefined ? text('nothing', '无') : sameText(shown(value));
