/** The folder of its host in which this app is, such as `/reader`; empty at the root. */
const FOLDER = import.meta.env.BASE_URL.replace(/\/+$/, '');

/**
 * The name by which this app keeps or locks something. What browsers keep belongs to a whole host: another Backlist in another
 * folder there has its own library. At the root `name` is taken as it is.
 */
export function ownName(name: string, folder = FOLDER): string {
	return folder === '' ? name : `${name}:${folder}`;
}
