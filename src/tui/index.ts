export { runTui, type TuiOptions } from './run.tsx';
