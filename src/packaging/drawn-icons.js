/**
 * Lucide's icons as plain markup. Left to itself each is put together at run time, attribute by attribute, which took a tenth of the
 * time in which the first page is drawn.
 * @type {import('svelte/compiler').PreprocessorGroup}
 */
export const drawnIcons = {
	name: 'drawn-icons',
	markup({ content, filename = '' }) {
		if (!/@lucide\/svelte\/dist\/icons\/[^/]+\.svelte$/.test(filename)) return;
		const data = /const iconData = (\{.*\});/.exec(content)?.[1];
		if (data === undefined) throw new Error(`${filename} is no icon as Lucide used to write them.`);
		const { name, size, node } =
			/** @type {{ name: string, size: number, node: [string, Record<string, string>][] }} */ (
				JSON.parse(data)
			);
		const attributes = (/** @type {Record<string, string>} */ values) =>
			Object.entries(values)
				.map(([key, value]) => `${key}="${value}"`)
				.join(' ');
		const shapes = node.map(([tag, values]) => `<${tag} ${attributes(values)} />`).join('');
		return {
			code:
				`<svg class="lucide lucide-${name}" aria-hidden="true" viewBox="0 0 ${size} ${size}" width="24" height="24" ` +
				`fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</svg>`
		};
	}
};
