export type { ConnectedHost } from './connect.ts';
export { connectHost } from './connect.ts';
export type { Watch } from './letter-transfer.ts';
export { goOn, pullLetter, putLetter } from './letter-transfer.ts';
export type { HostStatus } from './loopback-client.ts';
export type { Bridge, Page, Socket } from './page.ts';
export { pullRemoved, pullUpdate, pushUpdate, receiveUpdate, sendUpdate } from './update-transfer.ts';
export type { PdfSheet } from './window-pdf.ts';
export { windowPdf } from './window-pdf.ts';
