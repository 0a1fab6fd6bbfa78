import { text } from '../../text.ts';
import type { Installation } from '../chart/installation.ts';
import type { Cure, CureChange } from '../events.ts';
import type { SimCode } from '../rules.ts';
import { liftsOf } from './lifts.ts';

const wantedPlatforms = ({ wanted }: Installation): string =>
  wanted.map((each) => `${each.os}/${each.architecture}`).join(',');

/** How to get past a failure over an image. */
export function chartCure(installation: Installation, code: SimCode, image: string): Cure | undefined {
  const { run, wanted } = installation;
  if (code === 'SIM_IMAGE_MISSING' || code === 'SIM_IMAGE_PLATFORM') {
    return {
      title: text(
        `Push ${image} for ${wantedPlatforms(installation)}.`,
        `推送 ${wantedPlatforms(installation)} 平台的 ${image}。`,
      ),
      changes: [{ on: 'registry', image, platforms: wanted }],
      lifts: [],
    };
  }
  if (code !== 'SIM_NO_EGRESS') return undefined;
  const lifts = liftsOf(run.faults, code);
  const vpc = installation.site.vpc ?? '';
  const made = run.view.made(vpc);
  const known = run.view.world.vpcs.some((each) => each.id === vpc);
  const title = text(
    `Add a NAT gateway and its route to ${made?.address ?? vpc}.`,
    `为 ${made?.address ?? vpc} 添加 NAT 网关及路由。`,
  );
  if (made) return { title, changes: natGateway(installation, made.address), lifts: [] };
  return {
    title,
    changes: [{ on: 'world', facts: known ? { vpcs: [{ id: vpc, egress: 'nat' }] } : {} }],
    lifts,
  };
}

/** The network is the package's own, so the way out has to be, too. */
function natGateway({ facts, subject }: Installation, address: string): readonly CureChange[] {
  const { file } = subject.planned;
  const end = facts.provenance.text(file).length;
  const block = [
    '',
    'resource "tencentcloud_eip" "way_out" {',
    '  name = "way-out"',
    '}',
    '',
    'resource "tencentcloud_nat_gateway" "way_out" {',
    '  name             = "way-out"',
    `  vpc_id           = ${address}.id`,
    '  assigned_eip_set = [tencentcloud_eip.way_out.public_ip]',
    '}',
    '',
  ].join('\n');
  return [{ on: 'package', file, start: end, end, text: block }];
}

/** The value that the fault chart-render makes a template require. */
export const REQUIRED_BY_FAULT = 'requiredByFault';

/** The chart's values get what a template requires. */
export function valueCure(installation: Pick<Installation, 'facts' | 'chart'>): Cure {
  const file = `${installation.chart}/values.yaml`;
  const content = installation.facts.provenance.text(file);
  const line = `${content === '' || content.endsWith('\n') ? '' : '\n'}${REQUIRED_BY_FAULT}: given\n`;
  return {
    title: text(
      `Give the value ${REQUIRED_BY_FAULT} in ${file}.`,
      `在 ${file} 中提供 ${REQUIRED_BY_FAULT} 值。`,
    ),
    changes: [{ on: 'package', file, start: content.length, end: content.length, text: line }],
    lifts: [],
  };
}
