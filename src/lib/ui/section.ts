/** The pages that the main navigation leads to; `search` is the library with the focus in its search box. */
export type Section = 'read' | 'search' | 'archive' | 'highlights' | 'library' | 'add' | 'settings';
