/** Bounds of what is evaluated; what a package has beyond them is left out and said by lint. */
export const CAM_LIMITS = {
  statements: 500,
  patterns: 500,
  /** Characters of one action, resource or condition value. */
  pattern: 4096,
  conditions: 200,
  /** Characters of a policy that CAM takes, blanks apart (its page on limits). */
  policy: 6144,
} as const;
