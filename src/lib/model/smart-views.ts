import { dayAt, dayOfYearAt, weekAt, type Period } from './period';
import { LARGEST_SEED, type LibraryView } from './view';

/** Ways to look at the library that a reader has at hand everywhere. */
export type SmartViewName =
	'all' | 'unread' | 'starred' | 'today' | 'week' | 'onThisDay' | 'longestUnread' | 'random';

export interface SmartView {
	name: SmartViewName;
	/** Where it leads, with what narrows the present view by feed, category, author, tag and words. */
	view: LibraryView;
	/** Whether it is what the present view shows. */
	isCurrent: boolean;
}

/** What a device knows of time and chance. */
export interface Surroundings {
	/** UTC milliseconds. */
	now: number;
	/** Of a week: 1 for Monday to 7 for Sunday. */
	firstDay: number;
	/** A whole number for the next random order. */
	seed: number;
}

/** The smart views, as seen from `view`. */
export function smartViews(view: LibraryView, { now, firstDay, seed }: Surroundings): SmartView[] {
	const [today, week, day] = [dayAt(now), weekAt(now, firstDay), dayOfYearAt(now)];
	const isDated = isPeriod(view, today) || isPeriod(view, week);
	const isShuffled = view.sort === 'longest' || view.sort === 'random';
	const plain: LibraryView = {
		...view,
		...(isDated && { from: null, to: null }),
		on: null,
		is: null,
		seed: null,
		...(isShuffled && { sort: 'relevance' })
	};
	const always = { ...plain, from: null, to: null };
	const isOrdered = view.sort === 'random' || (view.sort === 'longest' && view.is === 'unread');
	const isMarked = (is: LibraryView['is']) => view.is === is && view.on === null && !isDated && !isOrdered;
	const isTime = view.is === null && !isOrdered;
	return [
		{ name: 'all', view: plain, isCurrent: isMarked(null) },
		{ name: 'unread', view: { ...plain, is: 'unread' }, isCurrent: isMarked('unread') },
		{ name: 'starred', view: { ...plain, is: 'starred' }, isCurrent: isMarked('starred') },
		{ name: 'today', view: { ...always, ...today }, isCurrent: isTime && isPeriod(view, today) },
		{ name: 'week', view: { ...always, ...week }, isCurrent: isTime && isPeriod(view, week) },
		{ name: 'onThisDay', view: { ...always, on: day }, isCurrent: isTime && view.on === day },
		{
			name: 'longestUnread',
			view: { ...plain, is: 'unread', sort: 'longest' },
			isCurrent: view.is === 'unread' && view.sort === 'longest'
		},
		{
			name: 'random',
			view: { ...plain, sort: 'random', seed: nextSeed(view, seed) },
			isCurrent: view.sort === 'random'
		}
	];
}

/** Another press gives another order. */
function nextSeed(view: LibraryView, seed: number): number {
	return view.seed === null ? seed : (view.seed + 1) % (LARGEST_SEED + 1);
}

function isPeriod(view: LibraryView, { from, to }: Period): boolean {
	return view.from === from && view.to === to;
}
