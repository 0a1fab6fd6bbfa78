import { isIP } from 'node:net';
import { type Command, InvalidArgumentError } from 'commander';
import { type Lang, text } from '../../core/text.ts';
import type { Wish } from '../../server/index.ts';

/** Where image names point by default; not 5000, which other registries and macOS use. */
const REGISTRY_PORT = 5180;
const CONSOLE_PORT = 5190;

const words = {
  registry: text('port of the registry (default 5180 or a free one)', '镜像仓库端口(默认 5180,被占用时另选)'),
  listen: text(
    'address the registry listens on (default 127.0.0.1; another one only with `registry policy --auth on`)',
    '镜像仓库监听的地址(默认 127.0.0.1;其他地址须先执行 `registry policy --auth on`)',
  ),
  console: text('port of the console (default 5190 or a free one)', '控制台端口(默认 5190,被占用时另选)'),
};

function portNumber(given: string): number {
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('expected a port from 0 to 65535');
  return port;
}

function ipAddress(given: string): string {
  const address = given.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) === 0) throw new InvalidArgumentError('expected an IP address such as 0.0.0.0');
  return address;
}

export const declarePorts = (command: Command, lang: Lang): Command =>
  command
    .option('--registry-port <port>', words.registry[lang], portNumber)
    .option('--listen <address>', words.listen[lang], ipAddress)
    .option('--console-port <port>', words.console[lang], portNumber);

const wish = (given: unknown, standard: number): Wish =>
  typeof given === 'number' ? { port: given, exact: given !== 0 } : { port: standard, exact: false };

export const portWishes = (
  options: Readonly<Record<string, unknown>>,
): { registry: Wish; console: Wish } => ({
  registry: {
    ...wish(options.registryPort, REGISTRY_PORT),
    ...(typeof options.listen === 'string' ? { address: options.listen } : {}),
  },
  console: wish(options.consolePort, CONSOLE_PORT),
});

/** The ports as they were given, to pass on to another process. */
export const portArguments = (options: Readonly<Record<string, unknown>>): readonly string[] => [
  ...(typeof options.registryPort === 'number' ? ['--registry-port', String(options.registryPort)] : []),
  ...(typeof options.listen === 'string' ? ['--listen', options.listen] : []),
  ...(typeof options.consolePort === 'number' ? ['--console-port', String(options.consolePort)] : []),
];
