import type { Locale } from '@fieldwork/metadata';

/** The language for an answer: the first of ours in Accept-Language (by its weights), else English. */
export function requestLocale(acceptLanguage: string | undefined): Locale {
  if (!acceptLanguage) return 'en';
  let best: Locale = 'en';
  let bestWeight = 0;
  for (const part of acceptLanguage.slice(0, 200).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = Number(
      parameters
        .find((item) => item.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    const locale = tag.startsWith('zh') ? 'zh-CN' : tag.startsWith('en') ? 'en' : null;
    if (locale && weight > bestWeight) {
      best = locale;
      bestWeight = weight;
    }
  }
  return best;
}
