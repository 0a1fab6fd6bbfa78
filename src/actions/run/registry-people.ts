import { DrydockError } from '../../core/errors/index.ts';
import type { GcReceipt } from '../../core/registry/index.ts';
import type { ActionContext } from '../action.ts';
import type {
  ActivityEvent,
  PullCommand,
  PullTool,
  ReceiptDetailView,
  ReceiptView,
} from '../registry-views.ts';
import { largest, reasonsOf } from './gc-reasons.ts';
import { pullCommands } from './pull-commands.ts';
import { defaultTag, splitReference } from './registry.ts';

/** Items of one receipt that are shown. */
const ITEMS = 1000;

/** Streams until the caller leaves or the engine stops. */
export async function watch(
  { repository }: { repository?: string | undefined },
  { engine, signal, emit }: ActionContext<ActivityEvent>,
): Promise<null> {
  const end = engine.registry.activity.subscribe((event) => {
    if (repository === undefined || event.type === 'skipped' || event.repository === repository) emit(event);
  });
  try {
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    end();
  }
  throw new DrydockError('CANCELLED', { what: 'registry watch' });
}

const receiptView = ({ id, ...receipt }: GcReceipt, now: Date): ReceiptView => ({
  ...receipt,
  receipt: String(id),
  undoable:
    receipt.undoneAt === undefined &&
    receipt.undoUntil !== undefined &&
    Date.parse(receipt.undoUntil) > now.getTime(),
});

export async function receipts(
  { limit }: { limit: number },
  { engine }: ActionContext<never>,
): Promise<readonly ReceiptView[]> {
  return engine.registry.gc.receipts(limit).map((each) => receiptView(each, engine.clock()));
}

export async function receipt(
  input: { receipt: string },
  { engine }: ActionContext<never>,
): Promise<ReceiptDetailView> {
  const id = Number(input.receipt);
  const found = engine.registry.gc.receipts(MOST_RECEIPTS).find((each) => each.id === id);
  if (!found) throw new DrydockError('REGISTRY_UNDO_UNKNOWN', { receipt: input.receipt });
  const all = engine.registry.gc.receiptItems(id);
  const items = largest(all, ITEMS);
  return {
    ...receiptView(found, engine.clock()),
    reasons: reasonsOf(all),
    items,
    more: all.length - items.length,
  };
}

/** Receipts that are looked through for one. */
const MOST_RECEIPTS = 10_000;

export async function pull(
  input: { reference: string; tool?: PullTool | undefined },
  { engine }: ActionContext<never>,
): Promise<PullCommand> {
  const { repository, tag, digest } = splitReference(input.reference);
  const reference = digest ?? tag ?? (await defaultTag(engine, repository));
  const suffix = `${digest ? '@' : ':'}${reference}`;
  const found = await engine.registry.browse.show(repository, reference);
  const commands = pullCommands(engine.addresses.registry ?? '127.0.0.1', repository, suffix, found);
  const wanted = commands.find(({ tool }) => tool === input.tool) ?? commands[0];
  if (!wanted) throw new DrydockError('REGISTRY_MANIFEST_UNKNOWN', { repository, reference: suffix });
  return wanted;
}
