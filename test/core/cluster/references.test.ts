import { describe, expect, it } from 'vitest';
import { cluster, deployment, problemsOf, rendered } from './clusters.ts';

const config = rendered('ConfigMap', 'settings', { data: { mode: 'a' } });
const secret = rendered('Secret', 'keys', { stringData: { token: 'x' } });
const env = (ref: Record<string, unknown>) => ({ env: [{ name: 'X', valueFrom: ref as never }] });

describe('references of pods', () => {
  it('are found where they exist', () => {
    const pod = {
      volumes: [
        { name: 'a', configMap: { name: 'settings', items: [{ key: 'mode', path: 'mode' }] } },
        {
          name: 'b',
          projected: { sources: [{ secret: { name: 'keys', items: [{ key: 'token', path: 't' }] } }] },
        },
      ],
    };
    const container = {
      ...env({ secretKeyRef: { name: 'keys', key: 'token' } }),
      envFrom: [{ configMapRef: { name: 'settings' } }],
      volumeMounts: [{ name: 'a', mountPath: '/a' }],
    };
    expect(problemsOf(cluster(), config, secret, deployment('web', pod, container))).toEqual([]);
  });

  it.each([
    [
      env({ configMapKeyRef: { name: 'settings', key: 'colour' } }),
      "Error: couldn't find key colour in ConfigMap default/settings",
    ],
    [
      env({ secretKeyRef: { name: 'keys', key: 'colour' } }),
      "Error: couldn't find key colour in Secret default/keys",
    ],
    [env({ secretKeyRef: { name: 'none', key: 'x' } }), 'Error: secret "none" not found'],
    [{ envFrom: [{ configMapRef: { name: 'none' } }] }, 'Error: configmap "none" not found'],
  ])('are missed: %j', (container, words) => {
    expect(problemsOf(cluster(), config, secret, deployment('web', {}, container))).toEqual([words]);
  });

  it.each([
    [{ configMap: { name: 'none' } }, 'MountVolume.SetUp failed for volume "v" : configmap "none" not found'],
    [
      { configMap: { name: 'settings', items: [{ key: 'x', path: 'x' }] } },
      'MountVolume.SetUp failed for volume "v" : configmap references non-existent config key: x',
    ],
    [{ secret: { secretName: 'none' } }, 'MountVolume.SetUp failed for volume "v" : secret "none" not found'],
    [
      { projected: { sources: [{ secret: { name: 'keys', items: [{ key: 'y', path: 'y' }] } }] } },
      'MountVolume.SetUp failed for volume "v" : references non-existent secret key: y',
    ],
  ])('of volumes are missed: %j', (source, words) => {
    const pod = { volumes: [{ name: 'v', ...source }] };
    expect(problemsOf(cluster(), config, secret, deployment('web', pod))).toEqual([words]);
  });

  it('may be optional', () => {
    const container = {
      ...env({ secretKeyRef: { name: 'none', key: 'x', optional: true } }),
      envFrom: [{ secretRef: { name: 'none', optional: true } }],
    };
    const pod = { volumes: [{ name: 'v', secret: { secretName: 'none', optional: true } }] };
    expect(problemsOf(cluster(), deployment('web', pod, container))).toEqual([]);
  });

  it('are taken to exist in a cluster that was there before', () => {
    const container = { envFrom: [{ secretRef: { name: 'none' } }] };
    expect(problemsOf(cluster({ open: true }), deployment('web', {}, container))).toEqual([]);
  });

  it('are taken to be made by a program whose role allows it, or by the controller of a custom resource', () => {
    const wants = deployment('web', {}, { envFrom: [{ secretRef: { name: 'made' } }] });
    const role = rendered(
      'Role',
      'writer',
      { rules: [{ resources: ['secrets'], verbs: ['create'] }] },
      'rbac.authorization.k8s.io/v1',
    );
    const account = rendered('ServiceAccount', 'writer');
    const binding = rendered(
      'RoleBinding',
      'writer',
      { roleRef: { kind: 'Role', name: 'writer' }, subjects: [{ kind: 'ServiceAccount', name: 'writer' }] },
      'rbac.authorization.k8s.io/v1',
    );
    const job = rendered(
      'Job',
      'make',
      { spec: { template: { spec: { serviceAccountName: 'writer', containers: [] } } } },
      'batch/v1',
    );
    expect(problemsOf(cluster(), role, account, binding, job, wants)).toEqual([]);
    expect(problemsOf(cluster(), account, job, wants)).toEqual(['Error: secret "made" not found']);
    const external = rendered(
      'ExternalSecret',
      'x',
      { spec: { target: { name: 'made' } } },
      'external-secrets.io/v1',
    );
    expect(problemsOf(cluster({ knownGroups: ['external-secrets.io'] }), external, wants)).toEqual([]);
  });

  it('name the service account and its class as the API server does', () => {
    expect(problemsOf(cluster(), deployment('web', { serviceAccountName: 'who' }))).toEqual([
      'Error creating: pods "web-" is forbidden: error looking up service account default/who: serviceaccount "who" not found',
    ]);
  });
});
