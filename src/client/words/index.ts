export { lifecycleEn } from './lifecycle-en.ts';
export { lifecycleZhCN } from './lifecycle-zh-cn.ts';
