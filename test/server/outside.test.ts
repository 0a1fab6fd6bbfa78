import { channel } from 'node:diagnostics_channel';
import { EventEmitter, once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isOutside, watchOutside } from '../../src/server/outside.ts';

describe('connections to the outside', () => {
  it.each([
    ['127.0.0.1', false],
    ['127.200.0.9', false],
    ['::1', false],
    ['::ffff:127.0.0.1', false],
    ['10.0.0.1', true],
    ['192.0.2.1', true],
    ['2001:db8::1', true],
  ])('%s is another machine: %s', (address, outside) => {
    expect(isOutside(address)).toBe(outside);
  });

  it('are counted as they are tried, and those to this machine are not', async () => {
    const watch = watchOutside();
    onTestFinished(watch.end);
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await once(connect(port, '127.0.0.1'), 'connect');
    connect('/nowhere/docker.sock').on('error', () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(watch.count()).toBe(0);
    // A socket as Node announces it, that tries an address of the documentation range: nothing leaves this machine.
    const socket = new EventEmitter();
    channel('net.client.socket').publish({ socket });
    socket.emit('connectionAttempt', '192.0.2.1', 443, 4);
    expect(watch.count()).toBe(1);
  });
});
