import type { Json } from '../json.ts';
import { suggestCidr } from './suggest-cidr.ts';
import { suggestNumber } from './suggest-number.ts';
import { number } from './widgets/config.ts';
import type { WidgetContext } from './widgets/widget.ts';

/** Upper and lower case, digits and a sign that CVM, MySQL, PostgreSQL, Redis and MongoDB all allow; no word repeats. */
const PASSWORD = 'Dry-Dock@2026';

/** A password that the cloud's rules accept, of the length the arg allows. */
export function suggestPassword({ config }: WidgetContext): string {
  const min = number(config, 'minLength') ?? 0;
  const max = number(config, 'maxLength') ?? 30;
  return PASSWORD.padEnd(min, 'xY7-').slice(0, Math.max(1, max));
}

type Suggest = (context: WidgetContext, taken: Readonly<Record<string, Json>>) => string | undefined;

const domain: Suggest = ({ world }) => world.domains[0] ?? 'app.example.com';

/** First rule whose pattern meets the arg's name or label. Narrow meanings stand before wide ones. */
const RULES: readonly (readonly [RegExp, Suggest])[] = [
  [/cidr|网段/i, suggestCidr],
  [/e-?mail|邮箱/i, (context, taken) => `admin@${domain(context, taken)}`],
  [/passw|pwd|secret|token|密码|口令|密钥/i, suggestPassword],
  [/url|uri|endpoint|链接|网址/i, (context, taken) => `https://${domain(context, taken)}`],
  [/domain|host|域名|主机名/i, domain],
  [/port|端口/i, (context) => String(suggestNumber(context))],
  [/time_?zone|时区/i, () => 'Asia/Shanghai'],
  [/region|地域/i, ({ world }) => world.regions[0]?.id],
  [/user|account|admin|用户|账号|帐号/i, () => 'drydock'],
  [/phone|mobile|手机|电话/i, () => '13800000000'],
  [/version|版本/i, () => '1.0.0'],
  [/(^|_)ip($|_)|ip 地址|IP地址/i, () => '10.0.0.10'],
  [/size|count|number|数量|大小/i, (context) => String(suggestNumber(context))],
];

/** `如:xxx`, `例如 xxx`, `e.g. xxx`: the author's own example, one word long. */
const EXAMPLE = /(?:例如|比如|如|e\.g\.|for example|such as)\s*[::,,]?\s*[`"'“「]?([A-Za-z0-9][\w.:/@-]*)/i;

/** A valid name made of the arg's own: lower case, digits and hyphens, as most name rules of the cloud ask. */
const slug = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'value';

/** A sensible text for an arg by its name, label and description. The same arg always gets the same. */
export function suggestText(context: WidgetContext, taken: Readonly<Record<string, Json>>): string {
  const { arg, config } = context;
  const words = `${arg.name} ${arg.label}`;
  const rule = RULES.find(([pattern]) => pattern.test(words))?.[1];
  const found =
    rule === suggestCidr ? rule(context, taken) : (example(arg.description) ?? rule?.(context, taken));
  const text = found ?? `drydock-${slug(arg.name)}`;
  const min = number(config, 'minLength') ?? 0;
  const max = number(config, 'maxLength') ?? text.length + min;
  return text.padEnd(min, '0').slice(0, Math.max(1, max));
}

/** The description's example without the full stop or colon that ends the sentence. */
const example = (description: string | undefined): string | undefined =>
  EXAMPLE.exec(description ?? '')?.[1]?.replace(/[.:/-]+$/, '');
