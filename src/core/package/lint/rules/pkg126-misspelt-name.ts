import { text } from '../../../text.ts';
import { editDistance } from '../../suggest.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

/** Words that names of args are made of; a longer word one slip away from one of them is probably that word. */
const WORDS = [
  'account',
  'address',
  'availability',
  'backup',
  'balancer',
  'bandwidth',
  'bucket',
  'certificate',
  'charge',
  'cluster',
  'container',
  'database',
  'default',
  'domain',
  'duration',
  'enable',
  'engine',
  'expired',
  'gateway',
  'identifier',
  'image',
  'instance',
  'internet',
  'interval',
  'license',
  'listener',
  'machine',
  'memory',
  'message',
  'monitor',
  'network',
  'number',
  'password',
  'period',
  'policy',
  'postpaid',
  'prepaid',
  'primary',
  'private',
  'product',
  'project',
  'protocol',
  'provider',
  'public',
  'region',
  'registry',
  'release',
  'renew',
  'replica',
  'repository',
  'security',
  'server',
  'service',
  'snapshot',
  'source',
  'standard',
  'storage',
  'strategy',
  'subnet',
  'system',
  'target',
  'template',
  'traffic',
  'username',
  'version',
  'volume',
  'worker',
  'zone',
];
const KNOWN = new Set(WORDS);

const meant = (word: string): string | undefined =>
  word.length < 6 || KNOWN.has(word) || KNOWN.has(word.replace(/e?s$/, ''))
    ? undefined
    : WORDS.find((each) => each.length >= 6 && each[0] === word[0] && editDistance(word, each, 1) === 1);

export const pkg126 = defineRule(
  'PKG126',
  'info',
  text('Words in arg names are spelt right', '参数名中的单词拼写正确'),
  function* ({ model }) {
    for (const { name, ranges, range } of model.args) {
      for (const word of name.split(/[_-]|(?<=[a-z])(?=[A-Z])/)) {
        const right = meant(word.toLowerCase());
        if (right === undefined) continue;
        yield {
          message: text(
            `"${word}" in "${name}" is probably "${right}".`,
            `"${name}" 中的 "${word}" 可能应为 "${right}"。`,
          ),
          file: MANIFEST,
          range: ranges.name ?? range,
        };
      }
    }
  },
);
