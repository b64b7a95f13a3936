/** The newest version of the schema that this program knows. */
export const SCHEMA_VERSION = 6;
