import { type Command, InvalidArgumentError } from 'commander';
import { type Lang, text } from '../../core/text.ts';
import type { Wish } from '../../server/index.ts';

/** Where image names point by default; not 5000, which other registries and macOS use. */
const REGISTRY_PORT = 5180;
const CONSOLE_PORT = 5190;

const words = {
  registry: text('port of the registry (default 5180 or a free one)', '镜像仓库端口(默认 5180,被占用时另选)'),
  console: text('port of the console (default 5190 or a free one)', '控制台端口(默认 5190,被占用时另选)'),
};

function portNumber(given: string): number {
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('expected a port from 0 to 65535');
  return port;
}

export const declarePorts = (command: Command, lang: Lang): Command =>
  command
    .option('--registry-port <port>', words.registry[lang], portNumber)
    .option('--console-port <port>', words.console[lang], portNumber);

const wish = (given: unknown, standard: number): Wish =>
  typeof given === 'number' ? { port: given, exact: given !== 0 } : { port: standard, exact: false };

export const portWishes = (
  options: Readonly<Record<string, unknown>>,
): { registry: Wish; console: Wish } => ({
  registry: wish(options.registryPort, REGISTRY_PORT),
  console: wish(options.consolePort, CONSOLE_PORT),
});

/** The ports as they were given, to pass on to another process. */
export const portArguments = (options: Readonly<Record<string, unknown>>): readonly string[] => [
  ...(typeof options.registryPort === 'number' ? ['--registry-port', String(options.registryPort)] : []),
  ...(typeof options.consolePort === 'number' ? ['--console-port', String(options.consolePort)] : []),
];
