import { helmError } from './engine/errors.ts';
import { hasFunction } from './engine/functions.ts';
import { makeProgram, type RenderOptions } from './engine/render.ts';
import { GoError } from './go/func.ts';
import { Exec, type Writer } from './template/exec.ts';
import { Namespace } from './template/namespace.ts';
import { parseTemplate } from './template/parser.ts';

const NAME = 'name-template';
const RELEASE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Whether Helm takes it as the name of a release: at most 53 characters of a DNS name in lower case. */
export const isReleaseName = (name: string): boolean => name.length <= 53 && RELEASE.test(name);

/**
 * The release name that a template gives, as of `helm template --name-template`: it has functions and no data.
 * @throws DrydockError HELM_TEMPLATE_FAILED, HELM_LIMIT_… with Helm's own message
 */
export function templateName(
  text: string,
  options: Pick<RenderOptions, 'clock' | 'random' | 'special' | 'limits' | 'signal'>,
): string {
  try {
    const namespace = new Namespace();
    namespace.add(parseTemplate(NAME, text, hasFunction));
    const tree = namespace.get(NAME);
    const writer: Writer = { text: '' };
    if (tree !== undefined) new Exec(makeProgram(options), namespace, tree, writer, null, 0).run();
    return writer.text;
  } catch (error) {
    const known = error instanceof GoError && error.message.startsWith(`${NAME}: `);
    throw helmError(known ? new GoError(error.message.slice(NAME.length + 2)) : error);
  }
}
