import type { SourceRange } from '../diagnostics/index.ts';
import { fillText, isLocalText, type Lang, type LocalText } from '../text.ts';
import { catalogue, type ErrorCode } from './catalogue.ts';
import type { ErrorRow, ExitStatus } from './row.ts';

export interface ErrorPlace {
  readonly file: string;
  readonly range?: SourceRange;
}

/** What a face or the control API shows of an error. */
export interface ErrorReport {
  readonly code: string;
  readonly message: LocalText;
  readonly remedy: LocalText;
  readonly exit: number;
  readonly place?: ErrorPlace;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

export interface ErrorOptions {
  readonly place?: ErrorPlace;
  readonly cause?: unknown;
}

/** What fills an error's sentences; a text in every language fills each with its own. */
export type ErrorData = Readonly<Record<string, string | number | boolean | LocalText>>;

/** The only error that crosses a module's door: a code of the catalogue with its data, and the original in `cause`. */
export class DrydockError extends Error {
  override readonly name = 'DrydockError';
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, string | number | boolean>>;
  readonly place: ErrorPlace | undefined;
  readonly #words: ErrorData;

  constructor(code: ErrorCode, data: ErrorData = {}, options: ErrorOptions = {}) {
    super(
      fillText(catalogue[code].message, data).en,
      options.cause === undefined ? {} : { cause: options.cause },
    );
    this.code = code;
    this.data = Object.fromEntries(
      Object.entries(data).map(([name, value]) => [name, isLocalText(value) ? value.en : value]),
    );
    this.#words = data;
    this.place = options.place;
  }

  get row(): ErrorRow {
    return catalogue[this.code];
  }

  get exit(): ExitStatus {
    return this.row.exit;
  }

  get http(): number {
    return this.row.http;
  }

  messageIn(lang: Lang): string {
    return fillText(this.row.message, this.#words)[lang];
  }

  report(): ErrorReport {
    const { row, data, code } = this;
    return {
      code,
      message: fillText(row.message, this.#words),
      remedy: fillText(row.remedy, this.#words),
      exit: row.exit,
      data,
      ...(this.place ? { place: this.place } : {}),
    };
  }
}

/** Any thrown value as a DrydockError; an AbortError becomes CANCELLED, what is not ours becomes INTERNAL. */
export function toDrydockError(error: unknown, context: { what: string; log?: string }): DrydockError {
  if (error instanceof DrydockError) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new DrydockError('CANCELLED', { what: context.what }, { cause: error });
  }
  const detail = error instanceof Error ? error.message : String(error);
  return new DrydockError('INTERNAL', { detail, log: context.log ?? 'the log' }, { cause: error });
}
