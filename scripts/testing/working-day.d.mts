export function dayAhead(count: number, wantsWork?: boolean): string;
