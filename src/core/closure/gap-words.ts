import type { ScriptGap } from '../shell/index.ts';
import { type LocalText, text } from '../text.ts';

/** What a gap in a script means for the set of images, and what mends it. */
export function gapWords({ kind, what }: ScriptGap, by: string): LocalText {
  switch (kind) {
    case 'image':
      return text(
        `${by} pulls "${what}", which the script alone does not tell.`,
        `${by} 拉取“${what}”,仅凭脚本无法确定其值。`,
      );
    case 'no-image':
      return text(
        `${by} runs "${what}", which pulls images that are named nowhere here.`,
        `${by} 执行“${what}”,所拉取的镜像在此处没有写明。`,
      );
    case 'compose':
      return text(
        `${by} starts the compose file ${what}, which neither the script writes nor the package brings.`,
        `${by} 启动 compose 文件 ${what},但脚本未写入该文件,安装包中也没有。`,
      );
    case 'manifest':
      return text(
        `${by} applies ${what}, which is not part of the package.`,
        `${by} 应用 ${what},该文件不在安装包内。`,
      );
    case 'build':
      return text(
        `${by} builds an image of ${what}, which is not part of the package: its base images cannot be told.`,
        `${by} 按 ${what} 构建镜像,该文件不在安装包内,无法确定基础镜像。`,
      );
    case 'piped':
      return text(
        `${by} runs what another command prints (${what}): what that pulls cannot be told.`,
        `${by} 执行另一条命令的输出(${what}),无法确定会拉取哪些镜像。`,
      );
    case 'chart':
      return text(
        `${by} runs "${what}": the chart's images cannot be told.`,
        `${by} 执行“${what}”,无法确定该 Chart 的镜像。`,
      );
    case 'broken':
      return text(`${what} of ${by} is no YAML that can be read.`, `${by} 的 ${what} 不是可读取的 YAML。`);
    case 'format':
      return text(
        `${by} starts with "${what}": scripts of this kind are not read.`,
        `${by} 以“${what}”开头,不支持读取此类脚本。`,
      );
    default:
      return what.startsWith('/usr/local/cloudapp/')
        ? text(
            `${by} runs ${what} of the machine image: keep a copy in scripts/, or declare what it pulls.`,
            `${by} 执行机器镜像中的 ${what}:请在 scripts/ 中保留副本,或声明其拉取的镜像。`,
          )
        : text(
            `${by} runs ${what}, which is not part of the package.`,
            `${by} 执行 ${what},该脚本不在安装包内。`,
          );
  }
}
