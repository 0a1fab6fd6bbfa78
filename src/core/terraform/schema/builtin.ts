import type { RawResource } from './decode.ts';

/**
 * Resource types outside the cloud provider, in the same notation.
 * cloudapp_*: the platform's pages 90531, 90532, 90534 as the package facts (section 6) tell them, so `partial`;
 * random_*, tls_*, null_*, time_*, local_*, terraform_data: the published schemas of HashiCorp's utility providers.
 */
const generic = { region: 'oS', availability_zone: 'oS', activity_id: 'oI', create_time: 'aS' } as const;
const keepers = { keepers: 'oMS!' } as const;
const PASSWORD = {
  ...keepers,
  length: { k: 'rI!', rng: [1, 1_000_000] },
  lower: 'oB!',
  min_lower: 'oI!',
  min_numeric: 'oI!',
  min_special: 'oI!',
  min_upper: 'oI!',
  number: 'oB!~',
  numeric: 'oB!',
  override_special: 'oS!',
  special: 'oB!',
  upper: 'oB!',
} as const;

export const BUILTIN_RESOURCES: Readonly<Record<string, RawResource>> = {
  cloudapp_helm_app: {
    src: 0,
    u: 1,
    a: {
      ...generic,
      cluster_id: 'rS!',
      chart_url: 'oS',
      chart_src: 'oS',
      chart_id: 'oS',
      chart_username: 'oS',
      chart_password: 'oS*',
      chart_values: 'o?',
    },
  },
  cloudapp_tke_service: {
    src: 0,
    u: 1,
    a: { ...generic, resource_manager: { k: 'rS', enum: ['helm'] }, chart_config: 'r?', host: 'aS' },
  },
  cloudapp_api_handler: {
    src: 0,
    u: 1,
    a: {
      ...generic,
      vpc_id: 'rS!',
      host: 'rS',
      handler_protocol: { k: 'rS', enum: ['http', 'https', 'http&https'] },
      handler_path: 'rS',
      apiapp_name: 'aS',
      apiapp_id: 'aS',
      name: 'aS',
      outer_sub_domain: 'aS',
      net_type: 'aS',
      ip_version: 'aS',
      service_url: 'aS',
    },
  },
  cloudapp_api: { src: 0, u: 1, a: { ...generic, handler_id: 'rS!', api_name: 'rS', api_desc: 'oS' } },
  random_password: { a: { ...PASSWORD, result: 'aS*', bcrypt_hash: 'aS*' } },
  random_string: { a: { ...PASSWORD, result: 'aS' } },
  random_id: {
    a: { ...keepers, byte_length: 'rI!', prefix: 'oS!', b64_std: 'aS', b64_url: 'aS', dec: 'aS', hex: 'aS' },
  },
  random_bytes: { a: { ...keepers, length: 'rI!', base64: 'aS*', hex: 'aS*' } },
  random_integer: { a: { ...keepers, max: 'rI!', min: 'rI!', seed: 'oS!', result: 'aI' } },
  random_pet: { a: { ...keepers, length: 'oI!', prefix: 'oS!', separator: 'oS!' } },
  random_shuffle: { a: { ...keepers, input: 'rLS!', result_count: 'oI!', seed: 'oS!', result: 'aLS' } },
  random_uuid: { a: { ...keepers, result: 'aS' } },
  null_resource: { a: { triggers: 'oMS!' } },
  terraform_data: { u: 1, a: { input: 'o?', triggers_replace: 'o?!', output: 'a?' } },
  tls_private_key: {
    a: {
      algorithm: { k: 'rS!', enum: ['RSA', 'ECDSA', 'ED25519'] },
      ecdsa_curve: { k: 'ocS!', enum: ['P224', 'P256', 'P384', 'P521'] },
      rsa_bits: 'ocI!',
      private_key_openssh: 'aS*',
      private_key_pem: 'aS*',
      private_key_pem_pkcs8: 'aS*',
      public_key_fingerprint_md5: 'aS',
      public_key_fingerprint_sha256: 'aS',
      public_key_openssh: 'aS',
      public_key_pem: 'aS',
    },
  },
  tls_self_signed_cert: {
    u: 1,
    a: {
      allowed_uses: 'rLS!',
      private_key_pem: 'rS!*',
      validity_period_hours: 'rI!',
      dns_names: 'oLS!',
      early_renewal_hours: 'oI',
      ip_addresses: 'oLS!',
      is_ca_certificate: 'oB!',
      set_authority_key_id: 'oB!',
      set_subject_key_id: 'oB!',
      uris: 'oLS!',
      subject: {
        k: 'oL!',
        max: 1,
        b: {
          common_name: 'oS!',
          country: 'oS!',
          locality: 'oS!',
          organization: 'oS!',
          organizational_unit: 'oS!',
          postal_code: 'oS!',
          province: 'oS!',
          serial_number: 'oS!',
          street_address: 'oLS!',
        },
      },
      cert_pem: 'aS',
      key_algorithm: 'aS',
      ready_for_renewal: 'aB',
      validity_end_time: 'aS',
      validity_start_time: 'aS',
    },
  },
  time_sleep: { u: 1, a: { create_duration: 'oS', destroy_duration: 'oS', triggers: 'oMS!' } },
  time_static: {
    a: {
      rfc3339: 'ocS!',
      triggers: 'oMS!',
      day: 'aI',
      hour: 'aI',
      minute: 'aI',
      month: 'aI',
      second: 'aI',
      unix: 'aI',
      year: 'aI',
    },
  },
  time_offset: {
    u: 1,
    a: {
      base_rfc3339: 'ocS!',
      offset_days: 'oI',
      offset_hours: 'oI',
      offset_minutes: 'oI',
      offset_months: 'oI',
      offset_seconds: 'oI',
      offset_years: 'oI',
      triggers: 'oMS!',
      rfc3339: 'aS',
      unix: 'aI',
    },
  },
  time_rotating: {
    u: 1,
    a: {
      rfc3339: 'ocS!',
      rotation_days: 'oI',
      rotation_hours: 'oI',
      rotation_minutes: 'oI',
      rotation_months: 'oI',
      rotation_years: 'oI',
      rotation_rfc3339: 'ocS',
      triggers: 'oMS!',
      unix: 'aI',
    },
  },
  local_file: {
    a: {
      filename: 'rS!',
      content: 'oS!',
      content_base64: 'oS!',
      sensitive_content: 'oS!*~',
      source: 'oS!',
      file_permission: 'oS!',
      directory_permission: 'oS!',
      content_md5: 'aS',
      content_sha1: 'aS',
      content_sha256: 'aS',
      content_sha512: 'aS',
    },
  },
  local_sensitive_file: {
    a: {
      filename: 'rS!',
      content: 'oS!*',
      content_base64: 'oS!*',
      source: 'oS!',
      file_permission: 'oS!',
      directory_permission: 'oS!',
      content_md5: 'aS',
      content_sha1: 'aS',
      content_sha256: 'aS',
      content_sha512: 'aS',
    },
  },
};

export const BUILTIN_DATA: Readonly<Record<string, RawResource>> = {
  local_file: { a: { filename: 'rS', content: 'aS', content_base64: 'aS' } },
  // The real one has no "id".
  terraform_remote_state: {
    a: { backend: 'rS', config: 'o?', defaults: 'o?', workspace: 'oS', outputs: 'a?' },
  },
  null_data_source: { a: { inputs: 'oMS', has_computed_default: 'ocS', outputs: 'aMS', random: 'aS' } },
};
