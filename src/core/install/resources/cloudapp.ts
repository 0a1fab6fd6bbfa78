import { text } from '../../text.ts';
import type { Failure } from '../events.ts';
import { either } from '../template.ts';
import type { Behaviour } from './behaviour.ts';
import type { Subject } from './subject.ts';

/** The chart itself is installed by chart/; this is what the resource is besides. */
const helmApp: Behaviour = {
  types: ['cloudapp_helm_app'],
  fidelity: 'full',
  idPrefix: 'helm',
  seconds: [1, 3],
  needs: ['cluster_id', 'chart_src|chart_url'],
};

const chart = (subject: Subject) => subject.view.releases.get(subject.text('chart_config.chart_id') ?? '');
const service = (subject: Subject) =>
  chart(subject)?.find((each) => each.name === subject.text('chart_config.service_name'));

function checkService(subject: Subject): Failure | undefined {
  const services = chart(subject);
  if (services === undefined) {
    subject.assume(
      'ASSUMED_CHART',
      'chart_config',
      text(
        `The Service of ${subject.address} is assumed: its chart was not rendered here.`,
        `假设 ${subject.address} 的 Service 存在:其 Chart 未在此渲染。`,
      ),
    );
    return undefined;
  }
  const found = service(subject);
  const name = subject.text('chart_config.service_name') ?? '';
  if (!found) {
    return subject.fail('SIM_SERVICE_MISSING', 'chart_config.service_name', {
      service: name,
      chart: subject.text('chart_config.chart_id') ?? '',
      alternatives:
        services.length > 0
          ? either(services.map((each) => each.name))
          : text('a Service that the chart creates', 'Chart 所创建的 Service'),
    });
  }
  if (found.host !== undefined && found.internal) return undefined;
  return subject.fail('SIM_SERVICE_UNREACHABLE', 'chart_config.service_name', { service: name });
}

const tkeService: Behaviour = {
  types: ['cloudapp_tke_service'],
  fidelity: 'full',
  idPrefix: 'svc',
  seconds: [3, 8],
  needs: ['chart_config', 'chart_config.cluster_id', 'chart_config.chart_id', 'chart_config.service_name'],
  check: checkService,
  attributes: (subject) => ({ host: service(subject)?.host ?? '10.0.0.10' }),
};

const apiHandler: Behaviour = {
  types: ['cloudapp_api_handler'],
  fidelity: 'full',
  idPrefix: 'handler',
  seconds: [5, 12],
  needs: ['vpc_id', 'host', 'handler_protocol', 'handler_path'],
  refers: { vpc_id: 'vpc' },
  check: (subject) => {
    const protocol = subject.text('handler_protocol') ?? '';
    if (['http', 'https', 'http&https'].includes(protocol)) return undefined;
    return subject.fail('SIM_VALUE_REFUSED', 'handler_protocol', {
      detail: text(`"${protocol}" is no protocol`, `“${protocol}”不是有效的协议`),
      wanted: either(['http', 'https', 'http&https']),
    });
  },
  attributes: (subject, random) => {
    const service = `service-${random.chars(8, 'abcdefghijklmnopqrstuvwxyz0123456789')}`;
    return {
      name: subject.nameOr('name'),
      apiapp_id: `app-${random.chars(8, 'abcdefghijklmnopqrstuvwxyz0123456789')}`,
      apiapp_name: subject.nameOr('apiapp_name'),
      outer_sub_domain: `${service}.gw.example.net`,
      service_url: `https://${service}.gw.example.net`,
      net_type: 'OUTER',
      ip_version: 'IPv4',
    };
  },
};

const api: Behaviour = {
  types: ['cloudapp_api'],
  fidelity: 'full',
  idPrefix: 'api',
  seconds: [2, 5],
  needs: ['handler_id', 'api_name'],
};

export const cloudapp: readonly Behaviour[] = [helmApp, tkeService, apiHandler, api];
