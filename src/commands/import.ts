export async function importPage(): Promise<number> { return 0; }
