import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localRepositories, parseImageReference } from '../../../src/core/registry/index.ts';

const sha = `sha256:${'a'.repeat(64)}`;

describe('image references', () => {
  it.each([
    ['nginx', { host: 'docker.io', path: 'library/nginx', tag: 'latest' }],
    ['nginx:1.27', { host: 'docker.io', path: 'library/nginx', tag: '1.27' }],
    ['team/web', { host: 'docker.io', path: 'team/web', tag: 'latest' }],
    ['localhost/web:1', { host: 'localhost', path: 'web', tag: '1' }],
    ['localhost:5000/web', { host: 'localhost:5000', path: 'web', tag: 'latest' }],
    ['example.test/a/b/c:v1', { host: 'example.test', path: 'a/b/c', tag: 'v1' }],
    [`example.test/a@${sha}`, { host: 'example.test', path: 'a', digest: sha }],
    [`example.test/a:v2@${sha}`, { host: 'example.test', path: 'a', tag: 'v2', digest: sha }],
    ['[::1]:5000/a', { host: '[::1]:5000', path: 'a', tag: 'latest' }],
    ['index.docker.io/nginx', { host: 'docker.io', path: 'library/nginx', tag: 'latest' }],
  ])('reads %s', (text, expected) => {
    expect(parseImageReference(text)).toEqual(expected);
  });

  it.each([
    '',
    ':tag',
    'a:',
    'a@sha256:12',
    'a@b@c',
    'UPPER/case/../x',
    'example.test/Upper',
    'a//b',
    'a/../b',
    'a b',
    '-a',
    `a:${'x'.repeat(129)}`,
    'x'.repeat(2000),
    'http://example.test/a',
  ])('refuses %j', (text) => {
    expect(parseImageReference(text)).toBeUndefined();
  });

  it('never throws, and what it takes names local repositories of the grammar only', () => {
    const part = fc.constantFrom(
      'a',
      'B',
      '.',
      '..',
      '/',
      ':',
      '@',
      'sha256:',
      '_',
      '-',
      '0',
      '[',
      ']',
      '%',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 24 }), (parts) => {
        const reference = parseImageReference(parts.join(''));
        for (const name of reference ? localRepositories(reference) : []) {
          expect(name).toMatch(
            /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/,
          );
        }
      }),
    );
  });
});

describe('host aliases', () => {
  const candidates = (text: string) => {
    const reference = parseImageReference(text);
    return reference ? localRepositories(reference) : [];
  };

  it('looks with the host, without it, and as the alias says', () => {
    expect(candidates('ccr.ccs.tencentyun.com/ns/app:1')).toEqual([
      'ccr.ccs.tencentyun.com/ns/app',
      'ns/app',
      'app',
    ]);
    expect(candidates('mine.tencentcloudcr.com/ns/app')).toEqual([
      'mine.tencentcloudcr.com/ns/app',
      'ns/app',
      'mine/ns/app',
      'app',
    ]);
    expect(candidates('dockerhub.yonyoucloud.com/tenant/app')).toContain('app');
    expect(candidates('cloudapp-tcr.tencentcloudcr.com/ns/app')).not.toContain('cloudapp-tcr/ns/app');
    expect(candidates('nginx')).toEqual(['docker.io/library/nginx', 'library/nginx', 'nginx']);
    expect(candidates('other.test:5000/x/y')).toEqual(['other.test/x/y', 'x/y']);
  });
});
