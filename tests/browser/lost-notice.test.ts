import { mount, unmount } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import LostNotice from '$lib/ui/LostNotice.svelte';

let shown: Record<string, unknown>;

function show(addHref: ((url: string) => string) | null): void {
	const blogs = [{ title: 'Garden', url: 'https://garden.example/feed', posts: 12 }];
	const lost = { library: 'a', at: Date.UTC(2026, 5, 28), blogs };
	const props = { lost, addHref, restoreHref: '/settings#backup', onClose: () => undefined };
	shown = mount(LostNotice, { target: document.body, props });
}

afterEach(() => unmount(shown));

test('what was lost is a link to where it can be added again', async () => {
	show((url) => `/add?url=${url}`);
	const link = page.getByRole('listitem').getByRole('link', { name: 'Garden' });
	await expect.element(link).toHaveAttribute('href', '/add?url=https://garden.example/feed');
});

test('where nothing may be added it is named alone', async () => {
	show(null);
	await expect.element(page.getByRole('listitem')).toHaveTextContent('Garden');
	await expect.element(page.getByRole('listitem').getByRole('link')).not.toBeInTheDocument();
});
