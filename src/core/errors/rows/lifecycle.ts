import { type LocalText, text } from '../../text.ts';
import { defineErrors, type ErrorRow } from '../row.ts';

/** A rehearsed operation that fails is a checked thing that failed: status 1. */
const failed = (message: LocalText, remedy: LocalText): ErrorRow => ({ message, remedy, exit: 1, http: 422 });

export const lifecycleErrors = defineErrors({
  SIM_IMMUTABLE_FIELD: failed(
    text(
      'Kubernetes refuses the upgrade: {fields} of {object} cannot be changed.',
      'Kubernetes 拒绝此次升级:{object} 的 {fields} 不可修改。',
    ),
    text(
      'Keep {fields} as it was ({where}), or give the object another name so that it is made anew.',
      '请保持 {fields} 不变({where}),或为该对象更换名称以便重新创建。',
    ),
  ),
  SIM_DELETE_PROTECTED: failed(
    text('{address} is protected from deletion by {argument}.', '{address} 已通过 {argument} 开启删除保护。'),
    text(
      'Switch {argument} off ({where}), install that first, then go on.',
      '请先关闭 {argument}({where})并生效,然后继续。',
    ),
  ),
  SIM_DELETE_PREVENTED: failed(
    text(
      'Terraform refuses to destroy {address}: lifecycle.prevent_destroy is set ({where}).',
      'Terraform 拒绝销毁 {address}:已设置 lifecycle.prevent_destroy({where})。',
    ),
    text(
      'Take prevent_destroy out of its lifecycle block if it may go.',
      '如确认可删除,请从其 lifecycle 块中移除 prevent_destroy。',
    ),
  ),
  SIM_BUCKET_NOT_EMPTY: failed(
    text('The bucket {id} of {address} is not empty.', '{address} 的存储桶 {id} 非空。'),
    text(
      'Empty the bucket, or set force_clean = true ({where}) so that its objects go with it.',
      '请清空存储桶,或设置 force_clean = true({where})以便连同对象一并删除。',
    ),
  ),
  SIM_RESOURCE_IN_USE: failed(
    text('{address} ({id}) is in use: {user}.', '{address}({id})正在被使用:{user}。'),
    text('Detach it from what uses it, then go on.', '请先将其与使用者解除关联,然后继续。'),
  ),
  INSTANCE_UNINSTALLED: {
    message: text('The instance {id} is uninstalled.', '实例 {id} 已卸载。'),
    remedy: text('`drydock simulate DIR` installs it anew.', '用 `drydock simulate DIR` 重新安装。'),
    exit: 1,
    http: 409,
  },
  INSTANCE_BUSY: {
    message: text('Something is being done to the instance {id}: {run}.', '实例 {id} 正在执行操作:{run}。'),
    remedy: text(
      'Wait for it (`drydock rehearsal watch {run}`), or cancel it.',
      '请等待其结束(`drydock rehearsal watch {run}`),或取消它。',
    ),
    exit: 1,
    http: 409,
  },
  INSTANCE_WHOLE: {
    message: text(
      'Nothing to retry: the last operation on {id} succeeded.',
      '无需重试:{id} 的上一次操作已成功。',
    ),
    remedy: text(
      '`drydock instance upgrade {id}` changes it, `drydock instance repair {id}` looks for drift.',
      '用 `drydock instance upgrade {id}` 升级,或用 `drydock instance repair {id}` 检查漂移。',
    ),
    exit: 1,
    http: 409,
  },
  INSTANCE_NO_STATE: {
    message: text(
      'The instance {id} was stored by an older Drydock and cannot be changed.',
      '实例 {id} 由旧版 Drydock 保存,无法变更。',
    ),
    remedy: text(
      'Rehearse its install again: `drydock simulate DIR`.',
      '请重新演练安装:`drydock simulate DIR`。',
    ),
    exit: 1,
    http: 409,
  },
  INSTANCE_NO_RESOURCE: {
    message: text('The instance {id} has no resource {address}.', '实例 {id} 没有资源 {address}。'),
    remedy: text('It has: {known}.', '现有资源:{known}。'),
    exit: 2,
    http: 404,
  },
  COST_LINE_UNKNOWN: {
    message: text('{file} has no line {line}; it has {count}.', '{file} 没有第 {line} 行,共 {count} 行。'),
    remedy: text(
      '`drydock prices` shows the lines with their numbers.',
      '用 `drydock prices` 查看各行及其编号。',
    ),
    exit: 1,
    http: 404,
  },
  COST_PRICES_INVALID: {
    message: text('{file} is no price book: {detail}', '{file} 不是有效的价目表:{detail}'),
    remedy: text(
      '`drydock cost --template` prints one to start from.',
      '用 `drydock cost --template` 输出模板。',
    ),
    exit: 2,
    http: 400,
  },
});
