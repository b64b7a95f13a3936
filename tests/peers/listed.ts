/** What `list-posts.php` prints. */
export interface Listed {
	posts: {
		id: string;
		url: string;
		title: string;
		html: string;
		excerpt: string;
		publishedAt: number;
		updatedAt: number;
		author: string;
		categories: string[];
		tags: string[];
		image: string | null;
		isSticky: boolean;
		isProtected: boolean;
		takesReplies: boolean;
		comments: { id: number; parent: number; author: string; publishedAt: number; text: string }[];
	}[];
	/** Name of the category above, by name. */
	parents: Record<string, string>;
}
