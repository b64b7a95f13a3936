import type { App } from '$lib/state/app.svelte';
import { ChosenMarks } from '$lib/state/chosen-marks.svelte';
import { Selection } from '$lib/state/selection.svelte';
import ChooseBox from '$lib/ui/selection/ChooseBox.svelte';
import ChoosePosts from './ChoosePosts.svelte';

/** What it takes to choose several posts of the list, which comes when the reader first does. */
export function chooserOf(app: App) {
	return {
		selection: new Selection(() => app.list.shown),
		marks: app.chosenMarksBy(ChosenMarks),
		Panel: ChoosePosts,
		Box: ChooseBox
	};
}

export type Chooser = ReturnType<typeof chooserOf>;
