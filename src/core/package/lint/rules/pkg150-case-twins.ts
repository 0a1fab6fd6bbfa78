import { text } from '../../../text.ts';
import { defineRule } from '../rule.ts';

export const pkg150 = defineRule(
  'PKG150',
  'warning',
  text('File names differ in more than case', '文件名不只是大小写不同'),
  function* ({ source }) {
    const seen = new Map<string, string>();
    for (const path of source.files.keys()) {
      const folded = path.normalize('NFC').toLowerCase();
      const twin = seen.get(folded);
      if (twin === undefined) seen.set(folded, path);
      else {
        yield {
          message: text(
            `Windows and macOS take this file and "${twin}" for the same: one of them is lost there.`,
            `在 Windows 和 macOS 上,该文件与 "${twin}" 视为同一文件,其中一个会丢失。`,
          ),
          file: path,
        };
      }
    }
  },
);
