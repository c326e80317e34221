export function createPages(..._: unknown[]) { return { handle: async (_r: Request): Promise<Response | undefined> => undefined }; }
