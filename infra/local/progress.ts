import type { ComponentName } from './component.ts';

/** What a start is about: `size` is Maven's own words, such as `12/142 MB`. */
export type Progress =
  | { step: 'download'; file: string; size: string }
  | { step: 'images' }
  | { step: 'ready'; component: ComponentName };

export type OnProgress = (progress: Progress) => void;
