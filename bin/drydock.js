#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const [first] = process.argv.slice(2);
// The version is asked for by scripts, often: nothing else is loaded for it.
if ((first === '--version' || first === '-V') && process.argv.length === 3)
  process.stdout.write(`${version}\n`);
else (await import('./launch.js')).launch('cli', version);
