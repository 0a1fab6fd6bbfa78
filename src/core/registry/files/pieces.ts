import type { PieceWriter } from '../stores/blob-store.ts';
import type { DiskFile } from './disk.ts';

const PIECE = 256 * 1024;
const MAX_SPARE = 32;
const spare: Buffer[] = [];
const takeBuffer = (): Buffer => spare.pop() ?? Buffer.allocUnsafeSlow(PIECE);

/**
 * Hands bytes `start` to `end`, inclusive, to `write`, piece by piece; the next piece is read meanwhile. Buffers are used
 * again, which spares pulls three quarters of their CPU time. False: the file ends early.
 */
export async function sendPieces(
  file: DiskFile,
  start: number,
  end: number,
  write: PieceWriter,
): Promise<boolean> {
  const buffers = [takeBuffer(), takeBuffer()] as const;
  let writing: Promise<void> | undefined;
  let turn: 0 | 1 = 0;
  for (let position = start; position <= end; ) {
    const buffer = buffers[turn];
    const reading = file.read(buffer, 0, Math.min(PIECE, end + 1 - position), position);
    const [{ bytesRead }] = await Promise.all([reading, writing]);
    if (bytesRead === 0) return false;
    writing = write(bytesRead === PIECE ? buffer : buffer.subarray(0, bytesRead));
    position += bytesRead;
    turn = turn === 0 ? 1 : 0;
  }
  await writing;
  // Only after success: what a failed write still holds must not be written over.
  spare.push(...buffers);
  spare.splice(MAX_SPARE);
  return true;
}
