import { Box, useInput, usePaste, useWindowSize } from 'ink';
import { Paint } from '../draw/paint.tsx';
import { dispatch, paste } from '../input/dispatch.ts';
import { pressesOf } from '../input/press.ts';
import type { App } from '../state/app.ts';
import { frame } from './frame.ts';
import { useQuestions } from './use-questions.ts';
import { useScene } from './use-scene.ts';
import type { Viewport } from './viewport.ts';

interface RootProps {
  readonly app: App;
  readonly viewport: Viewport;
}

/** The console: one picture of all stores, as large as the terminal. */
export function Root({ app, viewport }: RootProps) {
  const scene = useScene(app);
  const { columns, rows } = useWindowSize();
  useQuestions(app, scene);
  useInput((input, key) => {
    for (const press of pressesOf(input, key)) dispatch(app, press, viewport);
  });
  usePaste((text) => paste(app, text));
  const lines = frame(scene, { width: columns, height: rows }, viewport);
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its row
        <Paint key={at} line={line} color={app.around.color} />
      ))}
    </Box>
  );
}
