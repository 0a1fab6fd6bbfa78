/** Which members of a JSON object are nested blocks, and how many labels each kind has. */
export interface BodyShape {
  readonly blocks: Readonly<Record<string, { readonly labels: number; readonly body: BodyShape }>>;
  /** Members whose texts are expressions and no templates: references, types. */
  readonly bare?: readonly string[];
}

const plain: BodyShape = { blocks: {} };
const of = (body: BodyShape, labels = 0) => ({ labels, body });

const rule = of(plain);
const provisioner: BodyShape = { blocks: { connection: of(plain) } };
const lifecycle: BodyShape = {
  blocks: { precondition: rule, postcondition: rule, action_trigger: of(plain) },
  bare: ['ignore_changes', 'replace_triggered_by'],
};
/** `dynamic` nests in the content of `dynamic`. */
const content: BodyShape = {
  blocks: {
    get dynamic() {
      return of(dynamic, 1);
    },
  },
};
const dynamic: BodyShape = { blocks: { content: of(content) }, bare: ['iterator'] };
const resource: BodyShape = {
  blocks: {
    lifecycle: of(lifecycle),
    provisioner: of(provisioner, 1),
    connection: of(plain),
    dynamic: of(dynamic, 1),
  },
  bare: ['provider', 'depends_on'],
};

/** The top level of a `.tf.json` file, as Terraform's documentation of the JSON syntax describes it. */
export const ROOT_SHAPE: BodyShape = {
  blocks: {
    resource: of(resource, 2),
    data: of(resource, 2),
    ephemeral: of(resource, 2),
    variable: of({ blocks: { validation: rule }, bare: ['type'] }, 1),
    output: of({ blocks: { precondition: rule }, bare: ['depends_on'] }, 1),
    action: of({ blocks: { config: of(plain) } }, 2),
    locals: of(plain),
    module: of({ blocks: { lifecycle: of(lifecycle) }, bare: ['depends_on', 'providers'] }, 1),
    provider: of(plain, 1),
    terraform: of({
      blocks: {
        required_providers: of(plain),
        backend: of(plain, 1),
        cloud: of(plain),
        provider_meta: of(plain, 1),
      },
    }),
    check: of({ blocks: { data: of(resource, 2), assert: rule } }, 1),
    moved: of({ blocks: {}, bare: ['from', 'to'] }),
    import: of({ blocks: {}, bare: ['to', 'provider'] }),
    removed: of({ blocks: { lifecycle: of(lifecycle), provisioner: of(provisioner, 1) }, bare: ['from'] }),
  },
};
