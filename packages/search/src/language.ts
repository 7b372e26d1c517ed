/** What is known of Chinese; handed in, because a dictionary is heavy and belongs to the machine. */
export interface Language {
  /** A run of Han characters as words. */
  words(run: string): string[];
  /** One syllable without tone per character. */
  pinyin(run: string): string[];
}
