import type { Failure } from './events.ts';
import type { Random } from './kernel/index.ts';

/** `34s`, `2m5s`: as Terraform writes durations. Takes milliseconds. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

/** The cloud's own error codes for failures (its API documentation), for log lines that read like the real ones. */
const apiCodes: Readonly<Record<string, string>> = {
  SIM_STOCK_SOLD_OUT: 'ResourceInsufficient.SpecifiedInstanceType',
  SIM_MACHINE_TYPE_UNKNOWN: 'InvalidParameterValue.InstanceTypeNotSupportInZone',
  SIM_ZONE_SOLD_OUT: 'ResourcesSoldOut.AvailableZone',
  SIM_ZONE_UNKNOWN: 'InvalidZone.MismatchRegion',
  SIM_QUOTA_EXCEEDED: 'LimitExceeded',
  SIM_ID_NOT_FOUND: 'ResourceNotFound',
  SIM_ID_WRONG_KIND: 'InvalidParameterValue',
  SIM_WRONG_REGION: 'ResourceNotFound',
  SIM_SUBNET_MISMATCH: 'InvalidParameterValue.VpcIdNotMatch',
  SIM_SUBNET_FULL: 'ResourceInsufficient.SubnetIpNotEnough',
  SIM_ARGUMENT_NULL: 'MissingParameter',
  SIM_MACHINE_IMAGE_ARCH: 'InvalidParameterValue.InvalidImageForGivenInstanceType',
  SIM_CIDR_CONFLICT: 'InvalidParameterValue.SubnetConflict',
  SIM_CLOUD_ERROR: 'InternalError',
};

/** The line of the install log for a failed resource; failures of charts are Helm's, not the cloud's. */
export function cloudError(
  address: string,
  failure: Failure,
  random: Random,
): { en: string; 'zh-CN': string } {
  const code = apiCodes[failure.code];
  const request = [8, 4, 4, 4, 12].map((count) => random.chars(count, '0123456789abcdef')).join('-');
  const line = (message: string): string =>
    code === undefined
      ? `${address}: Error: ${message}`
      : `${address}: Error: [TencentCloudSDKError] Code=${code}, Message=${message}, RequestId=${request}`;
  return { en: line(failure.message.en), 'zh-CN': line(failure.message['zh-CN']) };
}
