export { commonWordsEn } from './common-en.ts';
export { commonWordsZhCN } from './common-zh-cn.ts';
export { curesEn } from './cures-en.ts';
export { curesZhCN } from './cures-zh-cn.ts';
export { lifecycleEn } from './lifecycle-en.ts';
export { lifecycleZhCN } from './lifecycle-zh-cn.ts';
export { registryWordsEn } from './registry-en.ts';
export { registryWordsZhCN } from './registry-zh-cn.ts';
