import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createPlan, createSchemas, loadModule, type Schemas } from '../../src/core/terraform/index.ts';
import { median, ms } from '../measure.ts';

const facts = resolve(import.meta.dirname, '../../data/provider-schema.json');
/** Resources, and the seconds that a plan of them may take. */
const SIZES = [
  [500, 0.3],
  [3_000, 2],
  [10_000, 8],
] as const;

/** Networks with subnets and machines that refer to them: one file of blocks, no count to hide behind. */
function moduleOf(resources: number): string {
  const blocks = ['variable "zone" { default = "ap-guangzhou-6" }'];
  for (let at = 0; at < resources; at += 5) {
    blocks.push(
      `resource "tencentcloud_vpc" "v${at}" {\n  name = "net-${at}"\n  cidr_block = "10.${(at >> 8) % 256}.0.0/16"\n}`,
      `resource "tencentcloud_subnet" "s${at}" {\n  name = "sub-${at}"\n  vpc_id = tencentcloud_vpc.v${at}.id\n  availability_zone = var.zone\n  cidr_block = cidrsubnet(tencentcloud_vpc.v${at}.cidr_block, 8, ${at % 256})\n}`,
      `resource "tencentcloud_security_group" "g${at}" {\n  name = upper("group \${tencentcloud_vpc.v${at}.name}")\n}`,
      `resource "random_password" "p${at}" {\n  length = 16\n}`,
      `resource "tencentcloud_instance" "i${at}" {\n  instance_name = format("%s-%03d", tencentcloud_subnet.s${at}.name, ${at})\n  availability_zone = var.zone\n  image_id = "img-eb30mz89"\n  instance_type = "S5.MEDIUM4"\n  vpc_id = tencentcloud_vpc.v${at}.id\n  subnet_id = tencentcloud_subnet.s${at}.id\n  orderly_security_groups = [tencentcloud_security_group.g${at}.id]\n  password = random_password.p${at}.result\n}`,
    );
  }
  return blocks.join('\n');
}

/** Sizes whose time is compared with that of the double. */
const DOUBLED = [1_000, 1_500, 5_000] as const;

/** Milliseconds of reading and planning a module once. */
function planner(size: number, schemas: Schemas): () => number {
  const text = moduleOf(size);
  return () => {
    const start = performance.now();
    const { module } = loadModule([{ path: 'main.tf', text }], { dialect: 'cloudapp' });
    const result = createPlan({
      module,
      variables: {},
      dialect: 'cloudapp',
      schemas,
      files: new Map(),
      clock: () => new Date(0),
      random: () => 0.5,
    });
    if (result.plan?.resources.length !== size)
      throw new Error(`planned ${result.plan?.resources.length}: ${result.diagnostics[0]?.message.en}`);
    return performance.now() - start;
  };
}

const rounds = (size: number): number => (size > 4_000 ? 3 : 7);
const medianOf = (once: () => number, size: number): number =>
  median(Array.from({ length: rounds(size) }, once));

/** Reading and planning modules of growing size, and how time grows where the size doubles. */
export async function benchPlans(): Promise<void> {
  const schemas = createSchemas(() => readFileSync(facts, 'utf8'));
  // The first rounds are the machine's warming up: until then each size would be faster for having come later.
  const warm = planner(3_000, schemas);
  for (let round = 0; round < 8; round += 1) warm();
  console.log('\nPlans (read, graph, evaluated, checked)          time     target');
  for (const [size, target] of SIZES) {
    const time = medianOf(planner(size, schemas), size);
    const verdict = `< ${target} s${time < target * 1000 ? ', met' : ', NOT MET'}`;
    console.log(`  ${`${size} resources`.padEnd(36)}${ms(time).padStart(11)}     ${verdict}`);
  }
  for (const size of DOUBLED) {
    const [one, two] = [planner(size, schemas), planner(size * 2, schemas)];
    // In turns: whatever else the machine does meets both.
    const ratio = median(
      Array.from({ length: rounds(size) }, () => {
        const time = one();
        return two() / time;
      }),
    );
    console.log(
      `  time(${size * 2}) / time(${size}) = ${ratio.toFixed(2)}${ratio < 2.3 ? '' : '   NOT MET: wanted < 2.3'}`,
    );
  }
}
