import type { JsonObject } from '../json.ts';
import { type LocalText, sameText, text } from '../text.ts';
import { formatTime, parseTime } from './dates.ts';
import { shown } from './field-table.ts';
import { type Reason, reason } from './reasons.ts';
import { type LicenseState, stateAt } from './state.ts';

const NOTHING = sameText('');

/** What the state of a licence at a moment has against it. */
export function stateReasons(license: JsonObject, at: number): readonly Reason[] {
  const state = stateAt(license, at);
  const when = formatTime(at);
  const reasons: Reason[] = [];
  const issued = parseTime(license.IssueDate);
  if (issued !== undefined && at < issued) {
    reasons.push(reason('not-yet-issued', { at: when, date: formatTime(issued) }, 'IssueDate'));
  }
  if (state.status === 'Unknown')
    return [...reasons, reason('unknown-status', { at: when, why: why(license) }, 'LicenseStatus')];
  if (state.status === 'Issued') {
    const from =
      state.activation !== undefined && at < state.activation
        ? text(
            `: its validity begins on ${formatTime(state.activation)}`,
            `:有效期自 ${formatTime(state.activation)} 开始`,
          )
        : NOTHING;
    reasons.push(reason('not-yet-active', { at: when, from }, 'ActivationDate'));
  }
  const past = state.expiration !== undefined && at >= state.expiration;
  if (past || state.status === 'Expired') {
    reasons.push(
      reason('expired', { at: when, since: past ? ended(state) : carried(state) }, 'ExpirationDate'),
    );
  }
  if (state.status === 'Isolated') {
    const until =
      state.isolation && past
        ? text(
            `: it can be renewed until ${formatTime(state.isolation.until)}`,
            `:可在 ${formatTime(state.isolation.until)} 前续费`,
          )
        : carried(state);
    reasons.push(reason('isolated', { at: when, until }, 'LicenseStatus'));
  }
  if (state.status === 'Destroyed') {
    const late = state.isolation && at >= state.isolation.until;
    const since =
      late && state.declared !== 'Destroyed' && state.isolation
        ? text(
            `, not having been renewed by ${formatTime(state.isolation.until)}`,
            `:未在 ${formatTime(state.isolation.until)} 前续费`,
          )
        : carried(state);
    reasons.push(reason('destroyed', { at: when, since }, 'LicenseStatus'));
  }
  return reasons;
}

const ended = (state: LicenseState): LocalText =>
  state.expiration === undefined
    ? NOTHING
    : text(`: it ended on ${formatTime(state.expiration)}`, `:到期时间为 ${formatTime(state.expiration)}`);

const carried = (state: LicenseState): LocalText =>
  text(`: its LicenseStatus is ${state.declared ?? ''}`, `:其 LicenseStatus 为 ${state.declared ?? ''}`);

function why(license: JsonObject): LocalText {
  const status = license.LicenseStatus;
  if (typeof status !== 'string') return text('it carries no LicenseStatus', '没有 LicenseStatus');
  if (!['Issued', 'Active', 'Expired', 'Isolated', 'Destroyed'].includes(status)) {
    return text(
      `its LicenseStatus ${shown(status)} is not a documented one`,
      `LicenseStatus ${shown(status)} 不在文档之列`,
    );
  }
  return text('its dates are missing or cannot be read', '日期缺失或无法读取');
}
