export { curesEn } from './cures-en.ts';
export { curesZhCN } from './cures-zh-cn.ts';
export { lifecycleEn } from './lifecycle-en.ts';
export { lifecycleZhCN } from './lifecycle-zh-cn.ts';
