import { text } from '../text.ts';
import { actionMatches } from './action.ts';
import { conditionHolds } from './conditions.ts';
import { resourceMatches } from './resource.ts';
import type { Call, Decision, Granted, Ground, Statement } from './types.ts';

/** How far a statement speaks of a call: for all that is left open, for some of it, or not. */
interface Reach {
  readonly ground: Ground;
  readonly extent: 'all' | 'some' | 'none';
}

/**
 * Decides a call as CAM does: a `deny` that fits wins, else an `allow` that fits, else no. What the call leaves open
 * (resource, conditions) makes the answer `limited` where it would depend on it.
 */
export function decide(granted: Granted, call: Call): Decision {
  const reaches = granted.statements.flatMap((statement) => reachOf(statement, call) ?? []);
  const of = (effect: 'allow' | 'deny', extent: Reach['extent']) =>
    reaches.find((each) => each.ground.effect === effect && each.extent === extent);
  const denied = of('deny', 'all');
  const allowed = of('allow', 'all');
  const partly = of('allow', 'some');
  const except = of('deny', 'some');
  const chosen = denied ?? (except && (allowed ?? partly) ? except : (allowed ?? partly));
  const verdict = denied
    ? 'denied'
    : allowed && !except
      ? 'allowed'
      : allowed || partly
        ? 'limited'
        : 'undeclared';
  return {
    verdict,
    call,
    ...(chosen ? { ground: chosen.ground } : {}),
    others: reaches.filter((each) => each !== chosen).map((each) => each.ground),
    reason: reasonOf(verdict, call, chosen, reaches),
  };
}

function reachOf(statement: Statement, call: Call): Reach | undefined {
  const action = statement.actions.find((each) => actionMatches(each.text, call.action));
  if (!action) return undefined;
  const { resource: asked, context } = call;
  const resource =
    asked === undefined
      ? (statement.resources.find((each) => each.text === '*') ?? statement.resources[0])
      : statement.resources.find((each) => resourceMatches(each.text, asked));
  const open = context === undefined ? statement.conditions : [];
  const unmet =
    context === undefined ? [] : statement.conditions.filter((each) => !conditionHolds(each, context));
  const somewhere = asked === undefined && resource !== undefined && resource.text !== '*';
  const extent =
    resource === undefined || unmet.length > 0 ? 'none' : open.length > 0 || somewhere ? 'some' : 'all';
  const shown = resource ?? statement.resources[0];
  return {
    extent,
    ground: {
      effect: statement.effect,
      action,
      ...(shown ? { resource: shown } : {}),
      conditions: [...open, ...unmet],
      origin: statement.origin,
    },
  };
}

function reasonOf(
  verdict: Decision['verdict'],
  { action, resource }: Call,
  chosen: Reach | undefined,
  all: readonly Reach[],
): Decision['reason'] {
  const on = resource === undefined || resource === '*' ? '' : ` on ${resource}`;
  const zhOn = resource === undefined || resource === '*' ? '' : `(资源 ${resource})`;
  switch (verdict) {
    case 'denied':
      return text(`A statement denies ${action}${on}.`, `有语句显式拒绝 ${action}${zhOn}。`);
    case 'allowed':
      return chosen?.ground.origin === 'implicit'
        ? text(
            `The legacy scopes.cloudAPI grants ${action} without naming it.`,
            `旧写法 scopes.cloudAPI 隐式授予 ${action}。`,
          )
        : text(`${action}${on} is declared.`, `已声明 ${action}${zhOn}。`);
    case 'limited':
      return text(
        `${action} is allowed on some resources or under some conditions only.`,
        `${action} 仅在部分资源或部分条件下允许。`,
      );
    default:
      return all.length > 0
        ? text(
            `${action} is declared, but not${on || ' for this request'}: resource or condition do not fit.`,
            `已声明 ${action},但资源或条件不符${zhOn}。`,
          )
        : text(
            `Nothing declares ${action}: what is not declared is not granted.`,
            `没有语句声明 ${action}:未声明的权限不会授予。`,
          );
  }
}
