import { say } from '$lib/messages/problem-words';
import { newProblem, unexpectedProblem, type Problem } from '$lib/model/problem';
import { storageProblem } from '$lib/store/storage-problem';

/** What went wrong anywhere in the app and has no better place to be shown. */
export class Trouble {
	/** The latest, until the reader has seen it. */
	problem = $state.raw<Problem | null>(null);

	/** An arrow, so that it can be handed on. */
	readonly tell = (thrown: unknown): void => {
		this.problem = storageProblem(thrown) ?? unexpectedProblem(thrown);
	};

	/** A worker did not load, or ended. */
	readonly tellOfWorker = (): void => {
		this.problem = newProblem('worker-failed', say('worker_failed'), say('worker_failed_advice'));
	};

	dismiss(): void {
		this.problem = null;
	}

	/** Hears of everything that nobody caught. @returns a function that ends it. */
	start(): () => void {
		const onRejection = ({ reason }: PromiseRejectionEvent) => {
			if (!(reason instanceof Error) || isOurs(reason)) this.tell(reason);
		};
		const onError = ({ error }: ErrorEvent) => {
			// Browsers also report here, without an error, that a ResizeObserver was late.
			if (error instanceof Error && isOurs(error)) this.tell(error);
		};
		addEventListener('unhandledrejection', onRejection);
		addEventListener('error', onError);
		return () => {
			removeEventListener('unhandledrejection', onRejection);
			removeEventListener('error', onError);
		};
	}
}

/** Extensions run scripts in the page too. */
function isOurs({ stack }: Error): boolean {
	return stack === undefined || stack.includes(location.origin) || !stack.includes('-extension:');
}
