export const web: string;
export function webIsStale(): boolean;
