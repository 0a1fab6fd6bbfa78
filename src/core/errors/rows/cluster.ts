import { type LocalText, text } from '../../text.ts';
import { defineErrors, type ErrorRow } from '../row.ts';

/** What a Kubernetes cluster objects to is a checked thing that failed: status 1. `{words}` are Kubernetes' own. */
const failed = (message: LocalText): ErrorRow => ({
  message,
  remedy: text('{cure}', '{cure}'),
  exit: 1,
  http: 422,
});

export const clusterErrors = defineErrors({
  SIM_OBJECT_REFUSED: failed(text('The cluster refuses {object}: {words}', '集群拒绝创建 {object}:{words}')),
  SIM_API_MISSING: failed(
    text('The cluster does not know the kind of {object}: {words}', '集群不支持 {object} 的类型:{words}'),
  ),
  SIM_POD_FORBIDDEN: failed(text('{object} gets no pods: {words}', '{object} 无法创建 Pod:{words}')),
  SIM_POD_UNSCHEDULABLE: failed(
    text('A pod of {object} stays Pending: {words}', '{object} 的 Pod 一直处于 Pending:{words}'),
  ),
  SIM_VOLUME_PENDING: failed(
    text('{object} waits for a volume that never comes: {words}', '{object} 等待的存储卷无法就绪:{words}'),
  ),
  SIM_REFERENCE_MISSING: failed(text('{object} cannot start: {words}', '{object} 无法启动:{words}')),
  SIM_PULL_DENIED: failed(
    text('{object} may not pull {image}: {words}', '{object} 无权拉取 {image}:{words}'),
  ),
  SIM_NEVER_READY: failed(text('{object} never becomes ready: {words}', '{object} 无法就绪:{words}')),
  SIM_JOB_FAILED: failed(text('{object} fails: {words}', '{object} 失败:{words}')),
});
