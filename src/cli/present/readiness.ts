import { text } from '../../core/text.ts';
import { visible, visibleLine } from '../../core/visible.ts';
import { say, tr } from '../io.ts';
import { placeText } from '../report.ts';
import type { Presenters } from './presenter.ts';

const words = {
  none: text('The package pulls no container images.', '该安装包不拉取任何容器镜像。'),
  ready: text('Ready to ship: the registry has every image.', '可以发布:镜像仓库中已有全部镜像。'),
  'not-ready': text('Not ready to ship.', '尚不能发布。'),
  unknown: text(
    'Nothing is missing, but not every image could be told: see above.',
    '没有缺失的镜像,但部分镜像无法确定:见上文。',
  ),
  unbounded: text('Could not be told', '无法确定'),
  explored: text(
    'Tried: {plans} of {sets} sets of answers ({method}, {answers} different results), renderings {renderings}, open branches {branches}.',
    '已尝试 {plans}/{sets} 组答案({method},{answers} 种不同结果)、{renderings} 次渲染、{branches} 个可变分支。',
  ),
  method: { all: text('all sets', '全部组合'), pairs: text('pairs of choices', '两两组合') },
  declared: text('Declared by the author', '由作者声明'),
  nothing: text('pulls nothing', '不拉取镜像'),
  declare: text(
    'To answer for such a place, write "drydock:images NAME:TAG …" or "drydock:images none" in a comment on its line or above it.',
    '如需自行确认,请在该行或其上一行的注释中写“drydock:images 名称:标签 …”或“drydock:images none”。',
  ),
  when: text('with {when}', '条件 {when}'),
  knows: text('knows', '已模拟'),
  lacks: text('does not know', '未模拟'),
  full: text('full', '完整'),
  partial: text('partial', '部分'),
  opaque: text('opaque', '不透明'),
  unanswered: text('{count} data sources that no section answers', '{count} 个没有对应部分的数据源'),
  reach: {
    always: text('always', '始终'),
    answers: text('some answers', '部分答案'),
    branch: text('open branch', '可变分支'),
    program: text('by a program', '由程序拉取'),
    declared: text('declared', '已声明'),
  },
};

export const presenters = {
  images: {
    status: (result) => (result.verdict === 'ready' ? 0 : 1),
    text(result, io) {
      const { color } = io;
      if (result.images.length === 0 && result.unbounded.length === 0) say(io, tr(io, words.none));
      for (const each of result.images) {
        const mark =
          each.status === 'present'
            ? color.green('✓')
            : each.reach === 'program'
              ? color.yellow('?')
              : color.red('✗');
        const when = each.when ? `, ${tr(io, words.when).replace('{when}', () => each.when ?? '')}` : '';
        const platforms = each.platforms.map(({ os, architecture }) => `${os}/${architecture}`).join(', ');
        say(
          io,
          `${mark} ${visibleLine(each.image)}  ${color.dim(`${tr(io, words.reach[each.reach])}${visibleLine(when)}`)}${platforms ? color.dim(`  ${platforms}`) : ''}`,
        );
        say(io, color.dim(`    ${placeText(each.place)}  ${visibleLine(each.objects.join(', '))}`));
        for (const finding of result.findings.filter((one) => one.image === each.image)) {
          const paint =
            finding.severity === 'error'
              ? color.red
              : finding.severity === 'warning'
                ? color.yellow
                : color.dim;
          say(io, `    ${paint(`${finding.severity} ${finding.code}`)}  ${visible(tr(io, finding.message))}`);
        }
      }
      if (result.unbounded.length > 0) {
        say(io, color.bold(tr(io, words.unbounded)));
        for (const each of result.unbounded)
          say(io, `  ${color.yellow('?')} ${placeText(each.place)}: ${visible(tr(io, each.message))}`);
        say(io, color.dim(`  ${tr(io, words.declare)}`));
      }
      if (result.declared.length > 0) {
        say(io, color.bold(tr(io, words.declared)));
        for (const { place, images } of result.declared)
          say(
            io,
            `  ${placeText(place)}: ${images.length > 0 ? visibleLine(images.join(', ')) : tr(io, words.nothing)}`,
          );
      }
      say(io);
      const { answers, plans, sets, method, renderings, branches } = result.explored;
      say(
        io,
        color.dim(
          tr(io, words.explored)
            .replace('{plans}', String(plans))
            .replace('{sets}', String(sets))
            .replace('{method}', tr(io, words.method[method]))
            .replace('{answers}', String(answers))
            .replace('{renderings}', String(renderings))
            .replace('{branches}', String(branches)),
        ),
      );
      const paint =
        result.verdict === 'ready' ? color.green : result.verdict === 'unknown' ? color.yellow : color.red;
      say(io, paint(tr(io, words[result.verdict])));
    },
  },
  fidelity: {
    text(result, io) {
      const paint = { full: io.color.green, partial: io.color.yellow, opaque: io.color.red };
      const widest = Math.max(
        0,
        ...(['full', 'partial', 'opaque'] as const).map((each) => tr(io, words[each]).length),
      );
      // All that no section answers say the same: their names are enough.
      const alike = (each: (typeof result.rows)[number]): boolean =>
        result.root === null && each.of === 'data' && each.fidelity === 'opaque';
      const unanswered = result.rows.filter(alike);
      for (const each of result.rows) {
        if (alike(each)) continue;
        say(
          io,
          `${paint[each.fidelity](tr(io, words[each.fidelity]).padEnd(widest))}  ${io.color.bold(visibleLine(each.name))}`,
        );
        say(io, `  ${tr(io, words.knows)}: ${visibleLine(tr(io, each.knows))}`);
        if (tr(io, each.lacks) !== '')
          say(io, io.color.dim(`  ${tr(io, words.lacks)}: ${visibleLine(tr(io, each.lacks))}`));
      }
      const [first] = unanswered;
      if (!first) return;
      say(
        io,
        `${paint.opaque(tr(io, words.opaque).padEnd(widest))}  ${io.color.bold(tr(io, words.unanswered).replace('{count}', String(unanswered.length)))}`,
      );
      say(io, `  ${tr(io, words.knows)}: ${visibleLine(tr(io, first.knows))}`);
      say(io, io.color.dim(`  ${tr(io, words.lacks)}: ${visibleLine(tr(io, first.lacks))}`));
      for (const each of unanswered) say(io, io.color.dim(`    ${visibleLine(each.name)}`));
    },
  },
} satisfies Presenters;
