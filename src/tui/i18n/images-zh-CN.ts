import type { imagesEn } from './images-en.ts';

/** What image transfers answer, in Chinese. */
export const imagesZhCN: Readonly<Record<keyof typeof imagesEn, string>> = {
  'images.copied': '传输 {transferred},已有 {skipped}',
  'images.counts': '{manifests} 个清单,{blobs} 个数据块,{bytes}',
  'images.resumed': '使用了中断传输的 {bytes}',
  'images.referrers': '引用它们的内容 {count} 个',
  'images.foreign': '位于其他地址,未下载',
  'images.absent': '来源中不存在',
  'images.none': '{address} 的 Docker 引擎中没有镜像。',
  'images.loaded': '已加载到 {address}:',
  'images.here': '在本地为 {reference}',
  'images.nowhere': '没有本地副本。依次尝试过:',
  'images.there.image': '存在',
  'images.there.repository': '没有该标签',
  'images.there.nothing': '无',
  'images.builtIn': '内置',
  'images.own': '自定义',
};
