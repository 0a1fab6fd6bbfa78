/** What a command of a container engine has to do with images. */
export type EngineCall =
  /** Pulls what it names, unless the machine has it. */
  | { readonly kind: 'pulls'; readonly image: string }
  /** Makes an image of that name here. */
  | { readonly kind: 'makes'; readonly image: string }
  /** Builds of a file that names base images. */
  | { readonly kind: 'builds'; readonly file: string; readonly image?: string }
  /** Starts what compose files or manifests describe. */
  | { readonly kind: 'files'; readonly files: readonly string[]; readonly what: 'compose' | 'manifest' }
  /** Pulls, and does not say what. */
  | { readonly kind: 'open'; readonly why: 'no-image' };

const RUN_SWITCHES = new Set(
  `detach interactive tty rm privileged init read-only publish-all no-healthcheck oom-kill-disable quiet help replace rmi
   no-hosts no-hostname http-proxy env-host all-tags disable-content-trust sig-proxy use-api-socket tls-verify systemd
   passwd unsetenv-all no-healthcheck with-registry-auth no-resolve-image insecure force`.split(/\s+/),
);
const RUN_LETTERS = 'ditPqaf';
const COMPOSE = /(^|\/)(docker-|podman-)?compose$/;

interface Options {
  readonly switches: ReadonlySet<string>;
  /** Letters of options without a value. */
  readonly letters: string;
}

interface ReadWords {
  readonly rest: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Reads options up to the first word that is none. `--name value`, `--name=value`, `-n value`, `-nvalue`, `-it`. */
function readOptions(words: readonly string[], { switches, letters }: Options, all = false): ReadWords {
  const options = new Map<string, string[]>();
  const rest: string[] = [];
  const put = (name: string, value: string): void => {
    options.set(name, [...(options.get(name) ?? []), value]);
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') {
      rest.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      if (!all) return { rest: words.slice(i), options };
      rest.push(word);
      continue;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = word.slice(2, equals === -1 ? undefined : equals);
      if (equals !== -1) put(name, word.slice(equals + 1));
      else if (switches.has(name)) put(name, 'true');
      else put(name, words[++i] ?? '');
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] ?? '';
      if (letters.includes(letter)) {
        put(letter, 'true');
        continue;
      }
      const value = word.slice(at + 1);
      put(letter, value === '' ? (words[++i] ?? '') : value.replace(/^=/, ''));
      break;
    }
  }
  return { rest, options };
}

const pulls = (image: string | undefined): readonly EngineCall[] => [
  image === undefined || image === '' ? { kind: 'open', why: 'no-image' } : { kind: 'pulls', image },
];

/** What docker, podman and nerdctl do with images. */
function engine(words: readonly string[]): readonly EngineCall[] {
  const { rest } = readOptions(words, {
    switches: new Set([
      'debug',
      'tls',
      'tlsverify',
      'version',
      'remote',
      'help',
      'insecure-registry',
      'debug-full',
    ]),
    letters: 'Dv',
  });
  const [first = '', ...after] = rest;
  const grouped = ['container', 'image', 'service', 'builder', 'buildx', 'kube', 'play', 'pod'].includes(
    first,
  );
  const verb = grouped ? `${first} ${after[0] ?? ''}` : first;
  const args = grouped ? after.slice(1) : after;
  switch (verb) {
    case 'run':
    case 'create':
    case 'container run':
    case 'container create': {
      const { rest: left, options } = readOptions(args, {
        switches: RUN_SWITCHES,
        letters: RUN_LETTERS.replace('a', '').replace('f', ''),
      });
      if (options.get('pull')?.at(-1) === 'never') return [];
      return pulls(left[0]);
    }
    case 'pull':
    case 'image pull': {
      const { rest: left } = readOptions(
        args,
        { switches: new Set([...RUN_SWITCHES, 'unpack', 'all-platforms']), letters: 'aq' },
        true,
      );
      return left.length === 0 ? pulls(undefined) : left.flatMap((image) => pulls(image));
    }
    case 'service create': {
      const { rest: left } = readOptions(args, { switches: RUN_SWITCHES, letters: 'dqt' });
      return pulls(left[0]);
    }
    case 'service update': {
      const { options } = readOptions(args, { switches: RUN_SWITCHES, letters: 'dqt' }, true);
      return (options.get('image') ?? []).flatMap((image) => pulls(image));
    }
    case 'tag':
    case 'image tag':
      return args[1] === undefined ? [] : [{ kind: 'makes', image: args[1] }];
    case 'build':
    case 'image build':
    case 'builder build':
    case 'buildx build': {
      const { rest: left, options } = readOptions(
        args,
        {
          switches: new Set([
            'no-cache',
            'pull',
            'rm',
            'force-rm',
            'quiet',
            'squash',
            'push',
            'load',
            'compress',
          ]),
          letters: 'qD',
        },
        true,
      );
      const file = options.get('file')?.at(-1) ?? options.get('f')?.at(-1);
      const context = left[0] ?? '.';
      const image = (options.get('tag') ?? options.get('t'))?.at(-1);
      return [
        {
          kind: 'builds',
          file: file ?? `${context.replace(/\/$/, '')}/Dockerfile`,
          ...(image === undefined ? {} : { image }),
        },
      ];
    }
    case 'compose':
      return compose(args);
    case 'stack':
      return stack(args);
    case 'kube play':
    case 'play kube': {
      const { rest: left } = readOptions(args, { switches: RUN_SWITCHES, letters: '' }, true);
      return [{ kind: 'files', files: left.slice(0, 1), what: 'manifest' }];
    }
    default:
      return [];
  }
}

function compose(words: readonly string[]): readonly EngineCall[] {
  const { rest, options } = readOptions(words, {
    switches: new Set(['all-resources', 'compatibility', 'dry-run', 'verbose', 'version', 'help', 'tls']),
    letters: 'v',
  });
  if (!['up', 'pull', 'create', 'run', 'start', 'restart'].includes(rest[0] ?? '')) return [];
  const folder = (options.get('project-directory') ?? [])[0];
  const files = [...(options.get('f') ?? []), ...(options.get('file') ?? [])];
  const usual = `${folder === undefined ? '' : `${folder.replace(/\/$/, '')}/`}docker-compose.yml`;
  return [{ kind: 'files', files: files.length > 0 ? files : [usual], what: 'compose' }];
}

function stack([verb, ...words]: readonly string[]): readonly EngineCall[] {
  if (verb !== 'deploy' && verb !== 'up') return [];
  const { options } = readOptions(words, { switches: RUN_SWITCHES, letters: 'dq' }, true);
  const files = [...(options.get('c') ?? []), ...(options.get('compose-file') ?? [])];
  return [{ kind: 'files', files, what: 'compose' }];
}

/** `ctr -n k8s.io images pull …`. */
function ctr(words: readonly string[]): readonly EngineCall[] {
  const { rest } = readOptions(words, { switches: new Set(['debug', 'version', 'help']), letters: 'hv' });
  const [group = '', verb, ...args] = rest;
  if (!['images', 'image', 'i'].includes(group)) return [];
  if (verb === 'tag') return args.at(-1) === undefined ? [] : [{ kind: 'makes', image: args.at(-1) ?? '' }];
  if (verb !== 'pull') return [];
  const switches = new Set(
    'skip-verify plain-http http-dump http-trace print-chainid all-platforms all-metadata local skip-metadata'.split(
      ' ',
    ),
  );
  return pulls(readOptions(args, { switches, letters: 'k' }, true).rest[0]);
}

function crictl(words: readonly string[]): readonly EngineCall[] {
  const { rest } = readOptions(words, {
    switches: new Set(['debug', 'version', 'help', 'profile-cpu']),
    letters: 'Dhv',
  });
  if (rest[0] !== 'pull') return [];
  return pulls(readOptions(rest.slice(1), { switches: new Set(['help']), letters: 'h' }, true).rest[0]);
}

function kubectl(words: readonly string[]): readonly EngineCall[] {
  const { rest, options } = readOptions(
    words,
    {
      switches: new Set(
        'recursive server-side force-conflicts prune wait all insecure-skip-tls-verify record restart stdin tty rm'.split(
          ' ',
        ),
      ),
      letters: 'RAit',
    },
    true,
  );
  const [verb = '', what] = rest;
  if (verb === 'apply' || verb === 'create' || verb === 'replace') {
    const files = [...(options.get('f') ?? []), ...(options.get('filename') ?? [])];
    const folders = [...(options.get('k') ?? []), ...(options.get('kustomize') ?? [])];
    if (files.length + folders.length > 0)
      return [{ kind: 'files', files: [...files, ...folders], what: 'manifest' }];
  }
  if (verb === 'run' || (verb === 'create' && /^(deployment|job|cronjob)/.test(what ?? '')))
    return (options.get('image') ?? []).flatMap((image) => pulls(image));
  if (verb === 'set' && what === 'image')
    return rest
      .slice(3)
      .flatMap((each) => (each.includes('=') ? pulls(each.slice(each.indexOf('=') + 1)) : []));
  return [];
}

/** What a command does with images; nothing for commands of other programs. `docker://` is the transport of copies. */
export function engineCalls(argv: readonly string[]): readonly EngineCall[] {
  const [command = '', ...words] = argv;
  const name = command.slice(command.lastIndexOf('/') + 1);
  switch (name) {
    case 'docker':
    case 'podman':
    case 'nerdctl':
      return engine(words);
    case 'ctr':
      return ctr(words);
    case 'crictl':
      return crictl(words);
    case 'kubectl':
      return kubectl(words);
    case 'k3s':
    case 'microk8s':
    case 'rke2':
      return engineCalls(words);
    case 'microk8s.kubectl':
      return kubectl(words);
    case 'microk8s.ctr':
      return ctr(words);
    case 'skopeo':
      return words
        .filter((word, i) => words[0] === 'copy' && i > 0 && word.startsWith('docker://'))
        .slice(0, 1)
        .flatMap((word) => pulls(word.slice('docker://'.length)));
    case 'crane':
      return words[0] === 'pull' || words[0] === 'export' ? pulls(words[1]) : [];
    default:
      return COMPOSE.test(command) ? compose(words) : [];
  }
}
