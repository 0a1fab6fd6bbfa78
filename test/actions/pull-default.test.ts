import { describe, expect, it } from 'vitest';
import { show } from '../../src/actions/run/registry.ts';
import { pull } from '../../src/actions/run/registry-people.ts';
import { openRegistry, pushSmall } from '../core/registry/helpers.ts';

describe('a repository without a tag', () => {
  it('means latest where there is one, else the newest tag', async () => {
    const { registry, advance } = openRegistry();
    const context = { engine: { registry, addresses: { registry: '127.0.0.1:1' } } } as never;
    await pushSmall(registry, 'shop/web', ['1.0'], 'one');
    advance(1000);
    await pushSmall(registry, 'shop/web', ['0.9'], 'two');
    expect((await show({ reference: 'shop/web' }, context)).tag).toBe('0.9');
    expect((await pull({ reference: 'shop/web' }, context)).line).toContain('127.0.0.1:1/shop/web:0.9');
    await pushSmall(registry, 'shop/web', ['latest'], 'one');
    expect((await show({ reference: 'shop/web' }, context)).tag).toBe('latest');
    expect((await pull({ reference: 'shop/web:1.0' }, context)).line).toContain('shop/web:1.0');
    await expect(pull({ reference: 'nothing' }, context)).rejects.toMatchObject({
      code: 'REGISTRY_REPOSITORY_UNKNOWN',
    });
  });
});
