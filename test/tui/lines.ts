export { textOf } from '../../src/tui/draw/span.ts';
export { lineWidth } from '../../src/tui/draw/width.ts';
