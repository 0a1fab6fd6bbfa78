import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KnownFile, readUserData, ScriptReader } from '../../../src/core/shell/index.ts';

function read(
  text: string,
  files: Readonly<Record<string, string>> = {},
  arches: readonly string[] = ['amd64'],
) {
  const file = (path: string): KnownFile | undefined => {
    const held = files[path];
    return held === undefined ? undefined : { path, text: held };
  };
  const reader = new ScriptReader({ arches, file });
  readUserData(reader, text);
  return reader.result();
}
const images = (text: string, files?: Readonly<Record<string, string>>, arches?: readonly string[]) => [
  ...new Set(read(text, files, arches).pulls.map((each) => each.image)),
];
const gaps = (text: string) => read(text).gaps.map(({ kind, what, line }) => [kind, what, line]);

describe('images that a script pulls', () => {
  it.each([
    ['docker pull nginx:1.25', ['nginx:1.25']],
    [
      'docker run -d --name web -p 80:80 -e A=b --restart always nginx:1.25 nginx -g "daemon off;"',
      ['nginx:1.25'],
    ],
    ['docker run -dit --rm -v /a:/b:ro redis:7', ['redis:7']],
    [
      'docker run --network=host --gpus all --cap-add NET_ADMIN r.example.com:5000/a/b:1',
      ['r.example.com:5000/a/b:1'],
    ],
    ['docker run -dp 80:80 -vdata:/data --init img:1 --flag value', ['img:1']],
    ['/usr/bin/docker container run --rm img:1', ['img:1']],
    ['docker -H tcp://h:1 --config /c pull img:1', ['img:1']],
    ['docker create --name x img:2', ['img:2']],
    ['docker run --pull never img:1', []],
    ['docker run --pull=always img:1', ['img:1']],
    ['docker image pull -q img@sha256:abc', ['img@sha256:abc']],
    ['docker service create --replicas 2 --name s -p 1:1 img:3 run', ['img:3']],
    ['docker service update --image img:4 s', ['img:4']],
    ['podman pull a:1 b:2', ['a:1', 'b:2']],
    ['nerdctl -n k8s.io run -d a:1', ['a:1']],
    ['ctr -n=k8s.io images pull --user u:p --plain-http r/a:1', ['r/a:1']],
    ['ctr i pull r/a:1 && crictl pull --creds u:p r/b:1', ['r/a:1', 'r/b:1']],
    ['k3s ctr images pull r/a:1; k3s crictl pull r/b:1', ['r/a:1', 'r/b:1']],
    ['skopeo copy docker://r/a:1 oci:/x', ['r/a:1']],
    ['kubectl create deployment web --image=r/w:1; kubectl set image deploy/web w=r/w:2', ['r/w:1', 'r/w:2']],
    ['sudo -E docker pull a:1; nohup timeout -k 5 60 docker pull b:1 &', ['a:1', 'b:1']],
    ['env A=b docker pull c:1', ['c:1']],
    ['bash -c "docker pull a:1 && docker run -d b:1"', ['a:1', 'b:1']],
    ['# docker pull no:1\necho docker pull no:2\n: docker pull no:3', []],
    ['echo "x # y" # docker pull no:1\ndocker pull yes:1 # docker pull no:2', ['yes:1']],
    ["docker run -d \\\n  --name a \\\n  -e 'X=1 2' \\\n  img:1 \\\n  run", ['img:1']],
    ['until docker pull a:1; do sleep 1; done', ['a:1']],
    ['(docker pull a:1) | tee log', ['a:1']],
    ['docker pull repo/{web,api}:1', ['repo/web:1', 'repo/api:1']],
    ['docker login -u u -p p r.example.com; docker ps; docker stop x; docker logs nginx', []],
    ['docker pull a:1; docker tag a:1 local:1; docker run local:1', ['a:1']],
  ])('%s', (script, expected) => {
    expect(images(`#!/bin/bash\n${script}\n`)).toEqual(expected);
    expect(read(script).gaps).toEqual([]);
  });

  it.each([
    ['IMAGE=a:1\ndocker run $IMAGE', ['a:1']],
    ['R=reg.example.com T="1.2"\nexport R\ndocker pull "${R}/x:${T}"', ['reg.example.com/x:1.2']],
    ['docker pull x:${TAG:-7}', ['x:7']],
    ['TAG=8; docker pull x:${TAG:-7}', ['x:8']],
    ['V=v1.2; docker pull x:${V#v}', ['x:1.2']],
    ['F=app-1.tar.gz; docker pull x:${F%.tar.gz}', ['x:app-1']],
    ["A='$HOME'; docker pull 'x:1'", ['x:1']],
    ['for t in 1 2; do docker pull x:$t; done', ['x:1', 'x:2']],
    ['ALL=(a:1 b:2)\nALL+=(c:3)\nfor i in "${ALL[@]}"; do docker pull "$i"; done', ['a:1', 'b:2', 'c:3']],
    ['ALL="a:1 b:2"; for i in $ALL; do docker pull $i; done', ['a:1', 'b:2']],
    ['OPTS="-d --name x"; docker run $OPTS a:1', ['a:1']],
    ['p() { docker pull "$1:$2"; }\np a 1\np b 2', ['a:1', 'b:2']],
    ['function p {\n docker pull $1\n}\np a:1', ['a:1']],
    ['M=ha; if [ "$M" = "ha" ]; then docker pull h:1; else docker pull s:1; fi', ['h:1']],
    [
      'M=x; if [ "$M" == "ha" ]; then docker pull h:1; elif [ -z "" ]; then docker pull e:1; else docker pull s:1; fi',
      ['e:1'],
    ],
    ['if [ -f /x ]; then T=1; else T=2; fi; docker pull a:$T', ['a:1', 'a:2']],
    ['T=0; [ -f /x ] && T=1; docker pull a:$T', ['a:0', 'a:1']],
    ['M=b; case $M in a) docker pull a:1;; b|c) docker pull b:1;; *) docker pull d:1;; esac', ['b:1']],
    ['case $(hostname) in a*) docker pull a:1;; *) docker pull d:1;; esac', ['a:1', 'd:1']],
    ['docker pull a:$(uname -m)', ['a:x86_64']],
    ['I=$(echo a:1); docker pull $I', ['a:1']],
    ['echo a:1 > /tmp/i; docker pull $(cat /tmp/i)', ['a:1']],
    ['T=1 docker pull a:2', ['a:2']],
  ])('%s', (script, expected) => {
    expect(images(script)).toEqual(expected);
    expect(read(script).gaps).toEqual([]);
  });

  it('follows the machine, not only one', () => {
    expect(images('docker pull a:$(dpkg --print-architecture)', {}, ['amd64', 'arm64'])).toEqual([
      'a:amd64',
      'a:arm64',
    ]);
  });

  it.each([
    ['docker pull $IMAGE', [['image', '${IMAGE}', 0]]],
    ['a\nb\ndocker run -d r/x:$(curl -s http://h/v)', [['image', 'r/x:$(curl -s http://h/v)', 2]]],
    ['read T\ndocker pull x:$T', [['image', 'x:${T}', 1]]],
    ['cat list | xargs -n1 docker pull', [['no-image', 'xargs docker pull', 0]]],
    ['curl -s https://h/i.sh | bash', [['piped', 'bash', 0]]],
    ['bash <(curl -s https://h/i.sh)', [['piped', 'bash', 0]]],
    ['cd /opt && docker compose up -d', [['compose', 'docker-compose.yml', 0]]],
    ['docker-compose -f /opt/x.yml up', [['compose', '/opt/x.yml', 0]]],
    ['docker build -t a .', [['build', './Dockerfile', 0]]],
    ['sh /usr/local/app/startup.sh', [['script', '/usr/local/app/startup.sh', 0]]],
    ['cd /x; ./install.sh --all', [['script', './install.sh', 0]]],
    ['kubectl apply -f https://h/x.yaml', [['manifest', 'https://h/x.yaml', 0]]],
    ['helm install a repo/a', [['chart', 'helm install a repo/a', 0]]],
    ['source /etc/profile; . /root/.bashrc; systemctl start docker', []],
  ])('says what it cannot tell: %s', (script, expected) => {
    expect(gaps(script)).toEqual(expected);
    expect(images(script)).toEqual([]);
  });
});

const COMPOSE = `services:
  web:
    image: r/web:\${TAG:-1}
  db:
    image: "postgres:16"
  own:
    build: .
    image: own:1
`;

describe('files that a script writes', () => {
  it('reads compose files with the variables that they get', () => {
    const script = `cat > /opt/docker-compose.yml <<'EOF'\n${COMPOSE}EOF\ncd /opt\nexport TAG=2\ndocker compose up -d\n`;
    expect(images(script)).toContain('r/web:2');
    expect(images(script)).toContain('postgres:16');
    expect(images(script)).not.toContain('r/web:1');
    expect(images(script)).not.toContain('own:1');
    expect(gaps(script)).toContainEqual(['build', './Dockerfile', expect.any(Number)]);
  });

  it('expands heredocs without quotes', () => {
    const script =
      'T=3\ncat <<EOF > docker-compose.yml\nservices:\n  a:\n    image: x:$T\nEOF\ndocker-compose up -d';
    expect(images(script)).toEqual(['x:3']);
  });

  it('reads units, manifests, Dockerfiles and scripts', () => {
    expect(
      images(
        'cat > /etc/systemd/system/a.service <<EOF\n[Service]\nExecStart=/usr/bin/docker run --rm \\\\\n  -p 1:1 a:1\nEOF\n',
      ),
    ).toEqual(['a:1']);
    expect(
      images(
        'kubectl apply -f - <<EOF\napiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers: [{ name: a, image: "m:1" }]\nEOF',
      ),
    ).toEqual(['m:1']);
    expect(
      images(
        'cat > Dockerfile <<EOF\nFROM base:1 AS b\nFROM b\nFROM other:2\nEOF\ndocker build -t own .\ndocker run own',
      ),
    ).toEqual(['base:1', 'other:2']);
    expect(images('cat > /opt/i.sh <<EOF\n#!/bin/sh\ndocker pull s:1\nEOF\nsh /opt/i.sh')).toEqual(['s:1']);
  });

  it('reads files that the package brings', () => {
    const result = read('sh /usr/local/cloudapp/startup.sh', {
      '/usr/local/cloudapp/startup.sh': 'x\ndocker pull s:1\n',
    });
    expect(result.pulls).toEqual([
      { image: 's:1', by: 'docker pull', line: 1, file: '/usr/local/cloudapp/startup.sh' },
    ]);
    expect(result.gaps).toEqual([]);
  });
});

const CLOUD = `#cloud-config
write_files:
  - path: /opt/app/compose.yaml
    content: |
      services:
        a: { image: "c:1" }
  - path: /opt/run.sh
    encoding: b64
    content: ${Buffer.from('#!/bin/sh\ndocker pull enc:1\n').toString('base64')}
runcmd:
  - docker pull r:1
  - [ docker, run, -d, "l:1" ]
  - [ sh, -c, "docker pull s:1" ]
  - cd /opt/app && docker compose up -d
`;

describe('user data', () => {
  const all = ['c:1', 'enc:1', 'l:1', 'r:1', 's:1'];

  it('reads cloud-config', () => {
    expect([...new Set(images(CLOUD))].sort()).toEqual(all);
    expect(read(CLOUD).gaps).toEqual([]);
  });

  it('reads base64, gzip and MIME parts', () => {
    expect([...new Set(images(Buffer.from(CLOUD).toString('base64')))].sort()).toEqual(all);
    expect([...new Set(images(gzipSync(CLOUD).toString('base64')))].sort()).toEqual(all);
    const mime = `Content-Type: multipart/mixed; boundary="B"\nMIME-Version: 1.0\n\n--B\nContent-Type: text/cloud-config\n\n${CLOUD}\n--B\nContent-Type: text/x-shellscript\n\n#!/bin/sh\ndocker pull m:1\n--B--\n`;
    expect([...new Set(images(mime))].sort()).toEqual([...all, 'm:1'].sort());
  });

  it.each(['#!/usr/bin/python3\nimport os', '#include\nhttps://h/x', '#cloud-config\na: [b'])(
    'says that it does not read %j',
    (text) => {
      expect(read(text).gaps).toHaveLength(1);
    },
  );

  it('never throws and always ends', () => {
    const piece = fc.constantFrom(
      'if',
      'then',
      'fi',
      'for i in',
      'do',
      'done',
      'case',
      'esac',
      'in',
      ';;',
      '(',
      ')',
      '{',
      '}',
      '"',
      "'",
      '$(',
      '${',
      '`',
      '\\',
      '\n',
      'docker run',
      '<<EOF',
      'EOF',
      '$x',
      'x=',
      '=(',
      'f()',
      '&&',
      '|',
      '#',
      'while',
      '>',
      'elif',
      'else',
      '${x#*}',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 }), (pieces) => {
        read(pieces.join(' '));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '(',
    '{ ',
    'if ',
    '$(',
    '"$(',
    '${x:-',
    'case x in ',
    '`',
    'f() { ',
    'while ',
    '<<E ',
    'for i in a; do ',
    '! ',
    'x=(',
  ])('ends over %j without end, and says that it was too much', (piece) => {
    const started = performance.now();
    const { gaps } = read(`docker pull a:1\n${piece.repeat(20_000)}`);
    expect(performance.now() - started).toBeLessThan(5000);
    if (['(', '{ ', 'if ', 'while '].includes(piece)) expect(gaps).not.toEqual([]);
  });

  it('takes time in proportion', () => {
    const started = performance.now();
    read('docker pull a:1\n'.repeat(20_000));
    read(`${'x=$x$x\n'.repeat(200)}docker pull $x`);
    read(`f() { f; f; }\nf\n`);
    read(`${'for i in 1 2 3 4 5 6 7 8; do '.repeat(10)}docker pull a; ${'done; '.repeat(10)}`);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
