import { type LocalText, text } from '../text.ts';

/** Rules that operations on instances break. Sources: Kubernetes' validation of updates; the provider's and cloud's own refusals. */
export const lifecycleRules = {
  SIM_IMMUTABLE_FIELD: {
    rule: text(
      'Selectors, claim templates and the like are fixed when an object is made.',
      '选择器、存储声明模板等字段在对象创建后不可变。',
    ),
  },
  SIM_DELETE_PROTECTED: {
    rule: text('The cloud deletes nothing that is protected.', '云平台不会删除开启了删除保护的资源。'),
  },
  SIM_DELETE_PREVENTED: {
    rule: text(
      'Terraform plans no deletion of what its configuration protects.',
      'Terraform 不会计划删除配置中受保护的资源。',
    ),
  },
  SIM_BUCKET_NOT_EMPTY: {
    rule: text('Only an empty bucket can be deleted.', '只有空存储桶才能删除。'),
  },
  SIM_RESOURCE_IN_USE: {
    rule: text('What is in use cannot be deleted.', '正在使用的资源不能删除。'),
  },
} satisfies Record<string, { readonly rule: LocalText }>;
