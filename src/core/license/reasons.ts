import { fillText, type LocalText, text } from '../text.ts';

/** `invalid` decides against a licence, `unknown` keeps it from being valid, `note` is told and decides nothing. */
export type ReasonLevel = 'invalid' | 'unknown' | 'note';

interface Row {
  readonly level: ReasonLevel;
  readonly message: LocalText;
}

const row = (level: ReasonLevel, en: string, zh: string): Row => ({ level, message: text(en, zh) });

const REASONS = {
  'too-large': row(
    'invalid',
    'The text has {bytes} bytes; a licence has at most {limit}.',
    '文本有 {bytes} 字节;License 最多 {limit} 字节。',
  ),
  'not-utf8': row(
    'invalid',
    'The text is not UTF-8: byte {byte} does not belong there.',
    '文本不是 UTF-8:第 {byte} 字节有误。',
  ),
  empty: row('unknown', 'There is nothing to verify: the text is empty.', '没有可校验的内容:文本为空。'),
  truncated: row(
    'invalid',
    'The text is cut off: it ends at byte {byte} in the middle of {where}.',
    '文本被截断:在第 {byte} 字节处结束,位于{where}之中。',
  ),
  'not-json': row(
    'invalid',
    'The text is not JSON: line {line}, column {column} (byte {byte}) {what}.',
    '文本不是 JSON:第 {line} 行第 {column} 列(第 {byte} 字节){what}。',
  ),
  'too-deep': row(
    'invalid',
    'The JSON is nested deeper than {limit} levels at byte {byte}.',
    'JSON 在第 {byte} 字节处嵌套超过 {limit} 层。',
  ),
  'no-license': row(
    'unknown',
    'There is no licence in this text: neither a License object nor a Token was found.',
    '文本中没有 License:既没有 License 对象,也没有 Token。',
  ),
  'api-error': row(
    'unknown',
    'This is an error answer of the API and no licence: {code}: {message}',
    '这是 API 的错误应答,不是 License:{code}:{message}',
  ),
  'duplicate-field': row(
    'invalid',
    'The field {path} stands {count} times; readers would disagree on its value.',
    '字段 {path} 出现 {count} 次,不同程序会读出不同的值。',
  ),
  'wrong-type': row(
    'invalid',
    'The field {path} is {found} where {wanted} belongs.',
    '字段 {path} 的类型是{found},应为{wanted}。',
  ),
  'missing-signature': row(
    'unknown',
    'There is no Signature beside the License: nothing shows who issued it or whether it was changed.',
    'License 旁没有 Signature:无法判断由谁颁发、是否被改动。',
  ),
  'signature-encoding': row(
    'invalid',
    'The signature is not base64: character {at} is {char}.',
    '签名不是 base64:第 {at} 个字符是 {char}。',
  ),
  'signature-loose': row(
    'invalid',
    'The signature is not written in canonical base64 (character {at}): it was rewritten or altered.',
    '签名不是规范的 base64(第 {at} 个字符):被改写或改动过。',
  ),
  'signature-truncated': row(
    'invalid',
    'The signature is cut off: it has {bytes} bytes (base64 ends at character {at}), the keys here make {wanted}.',
    '签名被截断:只有 {bytes} 字节(base64 在第 {at} 个字符处结束),已知密钥的签名为 {wanted} 字节。',
  ),
  'signature-length': row(
    'invalid',
    'The signature has {bytes} bytes, as a {bits}-bit key makes it; no key known here has that size.',
    '签名有 {bytes} 字节,对应 {bits} 位密钥;已知密钥中没有这种长度。',
  ),
  'no-keys': row('unknown', 'No key was given to check the signature with.', '没有提供用于验签的密钥。'),
  'wrong-key': row(
    'invalid',
    'The signature was made with {key} ({fingerprint}), which may not issue licences here.',
    '签名由{key}({fingerprint})生成,该密钥无权颁发 License。',
  ),
  'unknown-key': row(
    'invalid',
    'The signature fits none of the keys known here ({tried}): another key made it, or the signature itself was altered.',
    '签名与已知密钥({tried})均不符:由其他密钥生成,或签名本身被改动。',
  ),
  'signature-altered': row(
    'invalid',
    'The content is what was issued here, but the Signature beside it is another one.',
    '内容与此处颁发的一致,但旁边的 Signature 不是原来的签名。',
  ),
  'expected-key': row('note', '{detail}', '{detail}'),
  'former-key': row(
    'note',
    'This licence was issued here with the key {fingerprint}, which is not the present one.',
    '该 License 曾在此用密钥 {fingerprint} 颁发,并非现在的密钥。',
  ),
  'other-scheme': row(
    'invalid',
    '{key} made this signature, but with another scheme than RSA-PSS SHA-256.',
    '{key}生成了该签名,但未使用 RSA-PSS SHA-256。',
  ),
  'signed-uncompacted': row(
    'invalid',
    'The signature fits the formatted text, but licences are signed over compact JSON.',
    '签名与排版后的文本相符,但 License 应对压缩的 JSON 签名。',
  ),
  'content-altered': row(
    'invalid',
    'The content was changed after it was signed with {key}; the signature does not fit it.',
    '内容在用{key}签名之后被改动,签名与之不符。',
  ),
  'field-altered': row(
    'invalid',
    'The field {path} was altered: {found} stands there, {signed} was signed.',
    '字段 {path} 被改动:现为 {found},签名时为 {signed}。',
  ),
  'field-added': row(
    'invalid',
    'The field {path} ({found}) was added after signing.',
    '字段 {path}({found})是签名之后添加的。',
  ),
  'field-removed': row(
    'invalid',
    'The field {path} was removed after signing; {signed} was signed.',
    '字段 {path} 在签名之后被删除;签名时为 {signed}。',
  ),
  'record-differs': row(
    'invalid',
    'The field {path} differs from the licence of this number that was issued here: {found} instead of {signed}.',
    '字段 {path} 与此处颁发的同号 License 不同:现为 {found},原为 {signed}。',
  ),
  reformatted: row(
    'note',
    'The JSON was formatted anew since it was signed; the content is unchanged.',
    '签名之后 JSON 被重新排版;内容未变。',
  ),
  respelt: row(
    'note',
    'Strings or numbers of the JSON were spelt anew since it was signed (other escapes); the content is unchanged.',
    '签名之后 JSON 中的字符串或数字被改写(转义方式不同);内容未变。',
  ),
  reordered: row(
    'note',
    'The fields were put in another order since it was signed; the content is unchanged.',
    '签名之后字段顺序被改变;内容未变。',
  ),
  'not-yet-issued': row(
    'invalid',
    'At {at} this licence did not exist yet: it was issued on {date}.',
    '在 {at} 时该 License 尚未颁发:颁发时间为 {date}。',
  ),
  'not-yet-active': row(
    'invalid',
    'At {at} this licence is not active yet{from}.',
    '在 {at} 时该 License 尚未激活{from}。',
  ),
  expired: row('invalid', 'At {at} this licence has expired{since}.', '在 {at} 时该 License 已过期{since}。'),
  isolated: row(
    'invalid',
    'At {at} this licence is isolated{until}.',
    '在 {at} 时该 License 已被隔离{until}。',
  ),
  destroyed: row(
    'invalid',
    'At {at} this licence is destroyed{since}.',
    '在 {at} 时该 License 已销毁{since}。',
  ),
  'unknown-status': row(
    'unknown',
    'The state at {at} cannot be told: {why}.',
    '无法判断 {at} 时的状态:{why}。',
  ),
  'other-value': row(
    'invalid',
    'This licence is for another {what}: {found} instead of {wanted}.',
    '该 License 属于其他{what}:是 {found},应为 {wanted}。',
  ),
  inconsistent: row('note', '{detail}', '{detail}'),
  'unknown-field': row(
    'note',
    'The field {path} is not a documented one; it was kept and is covered by the signature.',
    '字段 {path} 不在文档之列;已保留,且在签名范围内。',
  ),
  unsigned: row(
    'note',
    'Timestamp and RequestId are not covered by the signature.',
    'Timestamp 与 RequestId 不在签名范围内。',
  ),
  'timestamp-invalid': row(
    'invalid',
    'The Timestamp is not an RFC 3339 time: {found}.',
    'Timestamp 不是 RFC 3339 时间:{found}。',
  ),
  development: row(
    'note',
    'It was issued by this data directory for development; it says nothing about a purchase.',
    '由本数据目录为开发用途颁发,与购买无关。',
  ),
  superseded: row(
    'invalid',
    'A newer version of this licence was issued here on {date}, and it is {status}.',
    '此处已于 {date} 颁发该 License 的新版本,其状态为 {status}。',
  ),
  renewed: row(
    'note',
    'A newer version of this licence was issued here on {date}.',
    '此处已于 {date} 颁发该 License 的新版本。',
  ),
  'token-algorithm': row(
    'invalid',
    'The token is signed with {alg}; licence tokens are RS256.',
    'Token 使用 {alg} 签名;License Token 应为 RS256。',
  ),
  'token-malformed': row('invalid', 'The Token is not a JWT: {detail}.', 'Token 不是 JWT:{detail}。'),
  'token-expired': row('invalid', 'The token was good until {date}.', 'Token 的有效期至 {date}。'),
  'token-key': row(
    'unknown',
    'The token fits none of the keys known here ({tried}).',
    'Token 与已知密钥({tried})均不符。',
  ),
} satisfies Record<string, Row>;

export type ReasonCode = keyof typeof REASONS;

/** One finding about a licence. */
export interface Reason {
  readonly code: ReasonCode;
  readonly level: ReasonLevel;
  readonly message: LocalText;
  /** The field it is about, dotted. */
  readonly path?: string;
}

type Value = string | number | LocalText;

/** A finding of the table above; values that are LocalText are put in language by language. */
export function reason(code: ReasonCode, data: Readonly<Record<string, Value>> = {}, path?: string): Reason {
  const entry = REASONS[code];
  const inLang = (lang: 'en' | 'zh-CN'): string =>
    fillText(
      entry.message,
      Object.fromEntries(
        Object.entries(data).map(([key, value]) => [key, typeof value === 'object' ? value[lang] : value]),
      ),
    )[lang];
  return {
    code,
    level: entry.level,
    message: text(inLang('en'), inLang('zh-CN')),
    ...(path === undefined ? {} : { path }),
  };
}

/** Every code with its level, for the documentation and its test. */
export const reasonCodes = (): readonly ReasonCode[] => Object.keys(REASONS) as ReasonCode[];
