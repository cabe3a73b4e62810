/** What a machine makes of one open text. */
export interface TextReading {
  /** ISO 639-1; null where it cannot be told. */
  readonly language: string | null;
  /**
   * -1 (as bad as words get) to 1, in whole thousandths. 0 is a text that was read and says neither; null is one
   * that was not read, as its language is unknown or not among those the reader knows. Never take null for 0.
   */
  readonly sentiment: number | null;
  /** What it is about, in the words of its own language, each once; none where it was not read. */
  readonly themes: readonly string[];
}

/** Reads open texts. The same version gives the same text the same reading. */
export interface TextReader {
  /** Rises whenever a text may be read otherwise than before; readings of a higher version replace lower ones. */
  readonly version: number;
  /** `statedLanguage` is what the source says, e.g. `en`, `de-CH`; null when it does not. */
  read(text: string, statedLanguage: string | null): TextReading;
}
