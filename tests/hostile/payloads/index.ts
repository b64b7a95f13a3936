import { ADDRESSES } from './addresses';
import { CLOBBERING } from './clobbering';
import { ENTITIES } from './entities';
import { EVENT_HANDLERS } from './event-handlers';
import { MUTATIONS } from './mutations';
import type { Payload } from './payload';
import { RESOURCES } from './resources';
import { STYLES } from './styles';

/** Hostile posts of our own, by family. */
export const FAMILIES: Readonly<Record<string, readonly Payload[]>> = {
	'event handlers': EVENT_HANDLERS,
	'addresses that are scripts': ADDRESSES,
	'markup that changes its meaning': MUTATIONS,
	'names and looks of the page': CLOBBERING,
	styles: STYLES,
	requests: RESOURCES,
	entities: ENTITIES
};

/** All of them: the number of a payload is its place here. */
export const PAYLOADS: readonly Payload[] = Object.values(FAMILIES).flat();
