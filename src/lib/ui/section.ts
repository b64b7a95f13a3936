/** The pages that the main navigation leads to. */
export type Section = 'read' | 'library' | 'add' | 'settings';
