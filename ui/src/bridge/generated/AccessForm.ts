// generated
export type AccessForm = { person: string, counsel: boolean, until: string, };
