/** What the emulator tells the thread that stops and continues. Times are in ms. */
export type Message =
  | { readonly kind: 'open'; readonly id: string; readonly memoryBytes: number; readonly counters: SharedArrayBuffer }
  | { readonly kind: 'started'; readonly id: string; readonly leader: number }
  /** No quota is the whole CPU. */
  | { readonly kind: 'quota'; readonly id: string; readonly quota: number | undefined }
  | { readonly kind: 'freeze' | 'thaw'; readonly id: string }
  /** All its processes are being killed. */
  | { readonly kind: 'forget'; readonly id: string }
  | { readonly kind: 'close'; readonly id: string }
  | { readonly kind: 'end' };

/** What the thread is given when it is started. */
export interface WorkerData {
  /** Counts messages, and is what the thread waits on. */
  readonly bell: SharedArrayBuffer;
  /** Where the kernel tells of processes; undefined where none does. */
  readonly proc: string | undefined;
  readonly period: number;
}
