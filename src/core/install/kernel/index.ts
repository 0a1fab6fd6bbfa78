export { Random, Seeds } from './random.ts';
export { Gate, type Process, Scheduler, Slots, type Wait } from './scheduler.ts';
