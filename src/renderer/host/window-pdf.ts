import type { HostApi } from '#core/contract';
import { receiveUpdate } from './update-transfer.ts';

/** Millimetres. */
export interface PdfSheet {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** This window, as its print style has it, as a PDF. Throws host/print-failed, host/unsupported, input/invalid. */
export async function windowPdf(
  host: Pick<HostApi, 'print' | 'replica'>,
  sheet: PdfSheet,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await receiveUpdate(host, await host.print.toPdf(sheet)));
}
